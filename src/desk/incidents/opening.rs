//! *Open incident…*: link and kind, how bad it is, until when, which routes; the level it would have follows what
//! is typed.

use super::acting::casualties;
use super::{expected_at, sheet_ui, signer};
use crate::desk::actions::{Action, Actions};
use crate::desk::frame::day_shown;
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::{Look, size, space};
use crate::desk::views::data::parts::{Tone, capital, main_button_ui, named_field_ui, notice_ui};
use crate::domain;
use crate::domain::command::{Command, IncidentReport};
use crate::domain::emergency::level::Level;
use crate::domain::emergency::{Incident, Kind};
use crate::domain::ids::RouteId;
use crate::domain::incident::Link;
use crate::domain::operation::{Change, Operation};
use crate::words::{Message, Tell};
use egui::{Align, ComboBox, Key, Label, Layout, Modifiers, RichText, ScrollArea, Ui, WidgetInfo};
use std::collections::BTreeSet;
use std::sync::Arc;

/// As typed and chosen so far.
#[derive(Clone, Debug)]
pub struct OpenSheet {
    link: Link,
    kind: Kind,
    down: bool,
    what: String,
    expected: String,
    injured: String,
    dead: String,
    /// Those it holds up; as the rules say where none is ticked.
    routes: BTreeSet<RouteId>,
    /// As suggested where `None`.
    level: Option<Level>,
    opened: bool,
}

impl OpenSheet {
    /// On a link; with the routes that are selected, where it is the last one.
    #[must_use]
    pub fn new(link: Option<Link>, selected: &BTreeSet<RouteId>) -> Self {
        let link = link.unwrap_or(Link::Sorting);
        let kind = Self::kinds(link).next().unwrap_or(Kind::Other);
        let routes = if link == Link::Distribution { selected.clone() } else { BTreeSet::new() };
        Self {
            link,
            kind,
            down: true,
            what: String::new(),
            expected: String::new(),
            injured: String::new(),
            dead: String::new(),
            routes,
            level: None,
            opened: true,
        }
    }

    /// What can break this link, its own kinds first.
    fn kinds(link: Link) -> impl Iterator<Item = Kind> {
        let own = |kind: &Kind| kind.link() == link && !kind.is_of_any_link();
        let any = |kind: &Kind| kind.is_of_any_link();
        let mut own: Vec<Kind> = Kind::ALL.into_iter().filter(own).collect();
        // The link's own failure is meant most often.
        own.sort_by_key(|kind| kind.name() != link.name());
        own.into_iter().chain(Kind::ALL.into_iter().filter(any))
    }

    fn report(&self, snapshot: &Snapshot, person: &str) -> Result<IncidentReport, Message> {
        let expected = match self.expected.trim() {
            "" => None,
            text => Some(expected_at(text, snapshot).ok_or(Message::new("incident-missing-time"))?),
        };
        Ok(IncidentReport {
            kind: self.kind,
            link: Some(self.link),
            what: self.what.trim().into(),
            down: self.down,
            casualties: casualties(&self.injured, &self.dead).map_err(Message::new)?,
            level: self.level,
            expected,
            // Whoever looks at a coming day means its routes.
            day: Some(snapshot.date).filter(|date| *date > snapshot.now.day()),
            routes: self.routes.iter().cloned().collect(),
            by: signer(person),
            at: snapshot.now,
        })
    }
}

/// The incident as it would be opened.
fn foreseen(report: IncidentReport, snapshot: &Snapshot) -> Result<Arc<Incident>, Message> {
    let command = Command::OpenIncident(Box::new(report));
    let operations = domain::weigh(&snapshot.state, command).map_err(|refusal| refusal.message())?;
    let found = operations.into_iter().find_map(|operation| match operation {
        Operation::IncidentsChanged(changes) => changes.into_iter().find_map(|Change { after, .. }| after),
        _ => None,
    });
    found.ok_or(Message::new("incident-missing-time"))
}

#[must_use]
pub(super) fn open_sheet_ui(
    ui: &mut Ui,
    sheet: &mut OpenSheet,
    (snapshot, person): (&Snapshot, &str),
    look: &Look,
    actions: &mut Actions,
) -> bool {
    let words = &look.words;
    sheet_ui(ui, "open-incident", &words.say("incident-open-title"), 620.0, |ui| {
        let room = ui.ctx().content_rect().height() - 190.0;
        ScrollArea::vertical().max_height(room).auto_shrink([false, true]).show(ui, |ui| {
            what_ui(ui, sheet, snapshot, look);
            ui.add_space(space::NEAR);
            routes_ui(ui, sheet, snapshot, look);
            ui.add_space(space::NEAR);
            level_ui(ui, sheet, (snapshot, person), look);
        });
        ui.add_space(space::NEAR);
        let report = sheet.report(snapshot, person);
        if let Err(missing) = &report {
            let text = RichText::new(words.tell(missing)).color(look.palette.danger);
            ui.add(Label::new(text).wrap());
        }
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let clicked = main_button_ui(ui, look, &words.say("incident-open-do"), report.is_ok()).clicked();
            let by_keys = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
            let cancelled = ui.button(words.say("change-cancel")).clicked();
            match report {
                Ok(report) if clicked || by_keys => {
                    // Its card says what is to be done first.
                    if let Ok(incident) = foreseen(report.clone(), snapshot) {
                        actions.push(Action::ShowIncident(incident.id.clone()));
                    }
                    actions.push(Action::Submit(Box::new(Command::OpenIncident(Box::new(report)))));
                    false
                }
                _ => !cancelled,
            }
        })
        .inner
    })
}

fn what_ui(ui: &mut Ui, sheet: &mut OpenSheet, snapshot: &Snapshot, look: &Look) {
    let words = &look.words;
    ui.label(RichText::new(words.say("incident-link")).size(size::SMALL));
    ui.horizontal(|ui| {
        for link in Link::ALL {
            let name = words.tell(&link.message());
            if ui.selectable_label(sheet.link == link, name).clicked() {
                sheet.link = link;
                sheet.kind = OpenSheet::kinds(link).next().unwrap_or(Kind::Other);
            }
        }
    });
    ui.horizontal(|ui| {
        ui.vertical(|ui| {
            let name = words.say("incident-kind");
            ui.label(RichText::new(&name).size(size::SMALL));
            let told = |kind: Kind| capital(&words.tell(&kind.message()));
            let shown = told(sheet.kind);
            let combo =
                ComboBox::from_id_salt("incident kind").selected_text(&shown).width(220.0).height(420.0);
            let response = combo.show_ui(ui, |ui| {
                for kind in OpenSheet::kinds(sheet.link) {
                    if ui.selectable_label(sheet.kind == kind, told(kind)).clicked() {
                        sheet.kind = kind;
                    }
                }
            });
            let name = format!("{name}: {shown}");
            response.response.widget_info(|| WidgetInfo::labeled(egui::Role::ComboBox, true, &name));
        });
        ui.vertical(|ui| {
            ui.label(RichText::new(words.say("incident-how-bad")).size(size::SMALL));
            ui.horizontal(|ui| {
                ui.radio_value(&mut sheet.down, true, words.say("incident-down"));
                ui.radio_value(&mut sheet.down, false, words.say("incident-degraded"));
            });
        });
    });
    ui.horizontal(|ui| {
        let hint = words.say("incident-what-hint");
        let what = named_field_ui(ui, look, ("incident-what", &hint), &mut sheet.what, 360.0);
        if std::mem::take(&mut sheet.opened) {
            what.request_focus();
        }
        named_field_ui(ui, look, ("incident-expected-field", "HH:MM"), &mut sheet.expected, 130.0);
    });
    // Which day is meant is said where it is not today.
    if let Some(at) = expected_at(&sheet.expected, snapshot).filter(|at| at.day() != snapshot.now.day()) {
        let text = format!("{} {}", day_shown(at.day(), words), at.0.format("%H:%M"));
        ui.label(RichText::new(text).size(size::SMALL).color(look.palette.weak));
    }
    ui.horizontal(|ui| {
        for (key, text) in [("incident-injured", &mut sheet.injured), ("incident-dead", &mut sheet.dead)] {
            named_field_ui(ui, look, (key, "0"), text, 130.0);
        }
    });
}

fn routes_ui(ui: &mut Ui, sheet: &mut OpenSheet, snapshot: &Snapshot, look: &Look) {
    let words = &look.words;
    ui.label(RichText::new(words.say("incident-routes")).size(size::SMALL));
    let about = match (sheet.routes.len(), sheet.link) {
        (0, Link::Distribution) => words.say("incident-routes-none"),
        (0, _) => words.say("incident-routes-all-waiting"),
        (n, _) => words.fill("incident-routes-some", &[("n", n.into())]),
    };
    ui.add(Label::new(RichText::new(about).color(look.palette.weak)).wrap());
    ScrollArea::vertical().id_salt("incident routes").max_height(84.0).auto_shrink([false, true]).show(
        ui,
        |ui| {
            ui.horizontal_wrapped(|ui| {
                for id in snapshot.day().into_iter().flat_map(|day| day.routes.keys()) {
                    let ticked = sheet.routes.contains(id);
                    if ui.selectable_label(ticked, id.as_str()).clicked() {
                        if ticked {
                            sheet.routes.remove(id);
                        } else {
                            sheet.routes.insert(id.clone());
                        }
                    }
                }
            });
        },
    );
}

fn level_ui(ui: &mut Ui, sheet: &mut OpenSheet, (snapshot, person): (&Snapshot, &str), look: &Look) {
    let words = &look.words;
    let suggested = sheet
        .report(snapshot, person)
        .and_then(|report| foreseen(IncidentReport { level: None, ..report }, snapshot));
    let tone = match &suggested {
        Ok(incident) if incident.level >= Level::Major => Tone::Warning,
        _ => Tone::Plain,
    };
    notice_ui(ui, look, tone, |ui| {
        if let Ok(incident) = &suggested
            && let Some(rule) = incident.rule
        {
            let parts = [("level", rule.level().message().into()), ("rule", rule.message().into())];
            ui.add(Label::new(RichText::new(words.fill("incident-suggested", &parts)).strong()).wrap());
            let reach = super::telling::reach(words, incident);
            let text = if incident.day == snapshot.now.day() {
                reach
            } else {
                let parts = [("day", day_shown(incident.day, words).into()), ("reach", reach.into())];
                words.fill("incident-reach-on", &parts)
            };
            ui.add(Label::new(text).wrap());
            let lane = words.tell(&incident.lane().message());
            ui.add(Label::new(RichText::new(lane).color(look.palette.weak)).wrap());
        }
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(words.say("incident-level")).size(size::SMALL));
            if ui.selectable_label(sheet.level.is_none(), words.say("incident-level-as-suggested")).clicked()
            {
                sheet.level = None;
            }
            for level in Level::ALL {
                let name = capital(&words.tell(&level.message()));
                if ui.selectable_label(sheet.level == Some(level), name).clicked() {
                    sheet.level = Some(level);
                }
            }
        });
    });
}
