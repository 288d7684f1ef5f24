//! The prepared text of a report or a message that goes with a step: filled from the incident, to be looked over,
//! copied, and ticked as sent.

use super::{deal, sheet_ui};
use crate::desk::actions::{Action, Actions};
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::{Look, size, space};
use crate::desk::views::data::parts::{capital, main_button_ui};
use crate::domain::command::Act;
use crate::domain::emergency::{Incident, Kind, What};
use crate::domain::ids::IncidentId;
use crate::domain::incident::Link;
use crate::domain::network::Name;
use crate::domain::playbook::{Limit, StepId, Template};
use crate::words::{Arg, Language, Tell, Words};
use egui::{Label, RichText, TextEdit, Ui};
use smol_str::SmolStr;

#[derive(Clone, Debug)]
pub struct ReportSheet {
    incident: IncidentId,
    step: StepId,
    internal: bool,
    text: String,
    copied: bool,
}

/// What stands where nothing is known: to be written by hand.
const UNKNOWN: &str = "____";

impl ReportSheet {
    /// `None` where the step has no message.
    #[must_use]
    pub fn new(incident: &Incident, step: StepId, snapshot: &Snapshot, words: &Words) -> Option<Self> {
        let playbook = snapshot.state.playbook(incident.playbook);
        let template = playbook.messages.get(playbook.step(step)?.message.as_ref()?)?;
        let text = filled(template, incident, snapshot, words);
        Some(Self { incident: incident.id.clone(), step, internal: template.internal, text, copied: false })
    }
}

/// The template with its gaps filled from the incident, as far as they can be.
fn filled(template: &Template, incident: &Incident, snapshot: &Snapshot, words: &Words) -> String {
    let mut text = String::with_capacity(128);
    let mut rest = words.name(&template.text);
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let Some((gap, behind)) = after.split_once('}') else {
            rest = after;
            break;
        };
        match gap_of((gap, template.internal), incident, snapshot, words) {
            Some(value) if !value.is_empty() => text.push_str(&value),
            _ => text.push_str(UNKNOWN),
        }
        rest = behind;
    }
    text.push_str(rest);
    text
}

fn gap_of(
    (gap, internal): (&str, bool),
    incident: &Incident,
    snapshot: &Snapshot,
    words: &Words,
) -> Option<String> {
    let network = &snapshot.state.network;
    let place = |name: &Name| words.name(name).to_owned();
    Some(match gap {
        "company" => place(&network.centre.as_ref()?.name),
        "level" => words.tell(&incident.level.message()),
        "kind" => capital(&words.tell(&incident.kind.message())),
        // Colleagues are told when it happened, retailers when it will be over.
        "time" if internal => incident.opened.at.0.format("%H:%M").to_string(),
        "time" => incident.expected?.0.format("%H:%M").to_string(),
        "date" => crate::desk::frame::day_shown(incident.day, words),
        "newdate" => {
            let next = crate::domain::backlog::next_working_day(incident.day);
            crate::desk::frame::day_shown(next, words)
        }
        "reason" => words.tell(&incident.kind.message()),
        "system" => words.tell(&incident.link.message()),
        "plate" => {
            let breakdown =
                snapshot.state.breakdowns.values().find(|b| b.id.as_str() == incident.id.as_str());
            match breakdown {
                Some(breakdown) => breakdown.plate.to_string(),
                None if incident.link != Link::Distribution => words.say("incident-no-plate"),
                None => return None,
            }
        }
        // Nobody has said yet whether people came to harm, where that is to be asked.
        "injured"
            if incident.casualties.is_none() && matches!(incident.kind, Kind::Accident | Kind::Robbery) =>
        {
            return None;
        }
        "injured" => words.tell(&incident.casualties.message()),
        "cartons" => incident.cartons.0.to_string(),
        "phone" => phone(incident, snapshot)?.to_string(),
        "measures" => measures(incident, snapshot, words),
        _ => return None,
    })
}

/// Whom to call, where one department has all the retailers; another's number would be the wrong one.
fn phone(incident: &Incident, snapshot: &Snapshot) -> Option<SmolStr> {
    let departments = &snapshot.state.network.departments;
    if departments.len() == 1 {
        return departments.values().next().map(|department| department.phone.clone());
    }
    let day = snapshot.state.day(incident.day)?;
    let routes = incident.routes.iter().filter_map(|id| day.routes.get(id));
    let mut of: Vec<_> = routes.map(|route| &route.department).collect();
    of.dedup();
    match of[..] {
        [one] => departments.get(one).map(|department| department.phone.clone()),
        _ => None,
    }
}

/// What is noted of a message that has gone out: which step's, and what it said.
fn as_sent(step: StepId, text: &str) -> SmolStr {
    SmolStr::new(format!("{step}: {}", text.trim()))
}

/// What has been ticked so far, and the newest note that is not a message itself.
fn measures(incident: &Incident, snapshot: &Snapshot, words: &Words) -> String {
    let playbook = snapshot.state.playbook(incident.playbook);
    let done = incident.steps.iter().filter(|(id, done)| {
        id.card == incident.card && matches!(done, crate::domain::emergency::StepDone::Ticked(_))
    });
    let mut told: Vec<String> =
        done.filter_map(|(id, _)| playbook.step(*id).map(|step| words.name(&step.text).to_owned())).collect();
    let is_message = |text: &str| {
        let step = text.split_once(": ").and_then(|(step, _)| StepId::parse(step, incident.card));
        step.is_some_and(|step| playbook.step(step).is_some_and(|step| step.message.is_some()))
    };
    let note = incident.timeline.iter().rev().find_map(|event| match &event.what {
        What::Note(text) if !is_message(text) => Some(text.to_string()),
        _ => None,
    });
    told.extend(note);
    told.join(if words.language() == Language::Chinese { "；" } else { "; " })
}

#[must_use]
pub(super) fn report_sheet_ui(
    ui: &mut Ui,
    sheet: &mut ReportSheet,
    (snapshot, person): (&Snapshot, &str),
    look: &Look,
    actions: &mut Actions,
) -> bool {
    let words = &look.words;
    let Some(incident) = snapshot.state.incidents.get(&sheet.incident) else { return false };
    let playbook = snapshot.state.playbook(incident.playbook);
    let text = playbook.step(sheet.step).map_or_else(String::new, |step| words.name(&step.text).to_owned());
    let title = words
        .fill("incident-report-title", &[("incident", Arg::shown(&sheet.incident)), ("step", text.into())]);
    sheet_ui(ui, "message sheet", &title, 560.0, |ui| {
        let about =
            words.say(if sheet.internal { "incident-report-internal" } else { "incident-report-retailers" });
        ui.add(Label::new(RichText::new(about).color(look.palette.weak)).wrap());
        let label = ui.label(RichText::new(words.say("incident-report-text")).size(size::SMALL));
        let field = TextEdit::multiline(&mut sheet.text).desired_width(f32::INFINITY).desired_rows(5);
        if ui.add(field).labelled_by(label.id).changed() {
            sheet.copied = false;
        }
        let length = words.fill("incident-report-length", &[("n", sheet.text.chars().count().into())]);
        ui.label(RichText::new(length).size(size::SMALL).color(look.palette.weak));
        if sheet.text.contains(UNKNOWN) {
            let text = RichText::new(words.say("incident-report-gaps")).color(look.palette.warning);
            ui.add(Label::new(text).wrap());
        }
        ui.add_space(space::NEAR);
        let mut stays = true;
        ui.horizontal(|ui| {
            if main_button_ui(ui, look, &words.say("incident-copy"), true).clicked() {
                ui.ctx().copy_text(sheet.text.clone());
                sheet.copied = true;
            }
            let again = playbook.step(sheet.step).is_some_and(|step| matches!(step.limit, Limit::Every(_)));
            let open = incident.closed.is_none() && (again || !incident.steps.contains_key(&sheet.step));
            let tick = words.fill("incident-tick-sent", &[("step", Arg::shown(sheet.step))]);
            if open && ui.button(tick).clicked() {
                // What it said is kept with who sent it and when.
                let noted = Act::Note(as_sent(sheet.step, &sheet.text));
                for act in [noted, Act::Tick(sheet.step)] {
                    let command = deal(&sheet.incident, act, snapshot.now, person);
                    actions.push(Action::Submit(Box::new(command)));
                }
                stays = false;
            }
            if ui.button(words.say("desk-close")).clicked() {
                stays = false;
            }
            if sheet.copied {
                ui.label(RichText::new(words.say("incident-copied")).color(look.palette.good));
            }
        });
        stays
    })
}
