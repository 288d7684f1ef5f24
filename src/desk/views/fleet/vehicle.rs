//! One vehicle: what it is doing, what can be done about it, and its life so far.

use super::figures::shown;
use super::now::{doing_in_words, ink, mark_ui};
use super::rows::{hours, moment};
use crate::desk::actions::{Action, Actions, Draft, Selection};
use crate::desk::bookkeeper::fleet::{Fleet, FleetAsk, Of};
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::{Look, size, space};
use crate::desk::views::data::parts::capital;
use crate::domain::Command;
use crate::domain::fleet::review::{Filter, Period, Review};
use crate::domain::fleet::standing::{Doing, VehicleNow};
use crate::domain::fleet::stay::{Stay, Work, open_stay};
use crate::domain::ids::{IncidentId, Plate, Revision};
use crate::domain::kpi::reliability::FleetMeasure;
use crate::domain::time::{ServiceDay, TimeOfDay, Timestamp};
use crate::words::kpi::Explain;
use crate::words::{Tell, grouped};
use egui::{ComboBox, Grid, Label, RichText, Role, ScrollArea, TextEdit, Ui, WidgetInfo};
use std::collections::BTreeSet;

/// View things alone.
#[derive(Clone, Debug, Default)]
pub struct VehicleView {
    plate: Option<Plate>,
    asked: Option<(FleetAsk, Revision)>,
    work: Option<Work>,
    /// When it is expected back, as typed.
    back: String,
}

impl VehicleView {
    pub const fn plate(&self) -> Option<&Plate> {
        self.plate.as_ref()
    }

    pub fn open(&mut self, plate: &Plate) {
        if self.plate.as_ref() != Some(plate) {
            *self = Self { plate: Some(plate.clone()), ..Self::default() };
        }
    }

    pub fn close(&mut self) {
        *self = Self::default();
    }
}

pub fn vehicle_ui(
    ui: &mut Ui,
    view: &mut VehicleView,
    seen: &VehicleNow,
    (snapshot, fleet): (&Snapshot, &Fleet),
    look: &Look,
    actions: &mut Actions,
) {
    let words = &look.words;
    let vehicle = snapshot.state.network.vehicles.get(&seen.plate);
    let ask = whole_life(&seen.plate, snapshot);
    let wanted = (ask.clone(), snapshot.revision);
    if view.asked.as_ref() != Some(&wanted) {
        view.asked = Some(wanted);
        actions.push(Action::ReviewFleet(Box::new(ask.clone())));
    }
    ui.horizontal(|ui| {
        ui.label(RichText::new(seen.plate.as_str()).size(size::HEADING).strong());
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let close = ui.small_button("×").on_hover_text(words.say("fleet-close"));
            close.widget_info(|| WidgetInfo::labeled(Role::Button, true, words.say("fleet-close")));
            if close.clicked() {
                view.close();
            }
        });
    });
    ui.horizontal(|ui| {
        mark_ui(ui, seen.doing, look);
        let doing = doing_in_words(seen, vehicle.is_some_and(|vehicle| vehicle.spare), look);
        ui.label(RichText::new(doing).color(ink(seen.doing, look)));
        for route in &seen.routes {
            if ui.link(route.as_str()).on_hover_text(words.say("fleet-to-board")).clicked() {
                let routes = BTreeSet::from([route.clone()]);
                actions.push(Action::Select(Selection { routes, ..Selection::default() }));
                actions.push(Action::ShowDay);
            }
        }
    });
    ui.add_space(space::TIGHT);
    deeds_ui(ui, view, seen, snapshot, look, actions);
    ui.add_space(space::NEAR);
    ui.separator();
    let reviewed = fleet.vehicle.as_deref().filter(|reviewed| reviewed.ask == ask);
    let Some(reviewed) = reviewed else {
        ui.spinner();
        return;
    };
    life_ui(ui, &reviewed.review, &seen.plate, snapshot, look, actions);
}

/// From the first day there are records of to the present one.
fn whole_life(plate: &Plate, snapshot: &Snapshot) -> FleetAsk {
    let today = snapshot.now.day();
    let first = snapshot.days.first().map_or(today, |first| (*first).min(today));
    FleetAsk {
        period: Period { from: first, to: today },
        filter: Filter { vehicle: Some(plate.clone()), ..Filter::default() },
        of: Of::Vehicle,
    }
}

/// What can be done about it now.
fn deeds_ui(
    ui: &mut Ui,
    view: &mut VehicleView,
    seen: &VehicleNow,
    snapshot: &Snapshot,
    look: &Look,
    actions: &mut Actions,
) {
    let words = &look.words;
    let plate = seen.plate.clone();
    let submit = |command| Action::Submit(Box::new(command));
    match seen.doing {
        Doing::BrokenDown => {
            ui.horizontal_wrapped(|ui| {
                if ui.button(words.say("fleet-plans")).clicked() {
                    actions.push(Action::Breakdown(Some(plate.clone())));
                }
                if ui.button(words.say("fleet-repaired")).clicked() {
                    actions.push(Action::Draft(Draft::Repair { plate }));
                }
            });
        }
        Doing::InWorkshop => {
            if let Some(stay) = open_stay(&snapshot.state.stays, &plate) {
                ui.label(RichText::new(stay_in_words(stay, look)).color(look.palette.weak));
            }
            if ui.button(words.say("fleet-back-from-workshop")).clicked() {
                actions.push(submit(Command::BringBack { plate, at: snapshot.now }));
            }
        }
        _ => {
            ui.horizontal_wrapped(|ui| {
                if ui.button(words.say("fleet-breakdown")).clicked() {
                    actions.push(Action::Breakdown(Some(plate.clone())));
                }
            });
            if seen.stops_left > 0 {
                ui.label(
                    RichText::new(words.say("fleet-not-with-stops"))
                        .size(size::SMALL)
                        .color(look.palette.weak),
                );
                return;
            }
            workshop_ui(ui, view, plate, snapshot, look, actions);
        }
    }
}

fn workshop_ui(
    ui: &mut Ui,
    view: &mut VehicleView,
    plate: Plate,
    snapshot: &Snapshot,
    look: &Look,
    actions: &mut Actions,
) {
    let words = &look.words;
    let mut work = view.work.unwrap_or(Work::Service);
    ui.horizontal_wrapped(|ui| {
        let shown = capital(&words.tell(&work.message()));
        let combo = ComboBox::from_id_salt("fleet work").selected_text(&shown);
        let response = combo.show_ui(ui, |ui| {
            for one in Work::ALL {
                ui.selectable_value(&mut work, one, capital(&words.tell(&one.message())));
            }
        });
        let name = words.say("fleet-work");
        response
            .response
            .widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, format!("{name}: {shown}")));
        let label = ui.label(words.say("fleet-expected-back"));
        let hint = format!("{} 17:00", snapshot.now.day());
        ui.add(TextEdit::singleline(&mut view.back).desired_width(130.0).hint_text(hint))
            .labelled_by(label.id);
        let expected = read_moment(&view.back, snapshot.now);
        let reads = view.back.trim().is_empty() || expected.is_some();
        if ui.add_enabled(reads, egui::Button::new(words.say("fleet-send"))).clicked() {
            let at = snapshot.now;
            actions.push(Action::Submit(Box::new(Command::SendToWorkshop { plate, work, at, expected })));
            view.back.clear();
        }
        if !reads {
            ui.colored_label(look.palette.danger, words.say("fleet-no-moment"));
        }
    });
    view.work = Some(work);
}

/// `2026-11-24 17:00`, or `17:00` of today.
fn read_moment(text: &str, now: Timestamp) -> Option<Timestamp> {
    let text = text.trim();
    if let Some(time) = TimeOfDay::parse(text) {
        return Some(Timestamp::of(now.day(), time));
    }
    let (day, time) = text.split_once([' ', 'T'])?;
    Some(Timestamp::of(ServiceDay::parse(day)?, TimeOfDay::parse(time)?))
}

/// Its figures, and everything that took it off the road, newest first.
fn life_ui(
    ui: &mut Ui,
    review: &Review,
    plate: &Plate,
    snapshot: &Snapshot,
    look: &Look,
    actions: &mut Actions,
) {
    let words = &look.words;
    let since = snapshot.days.first().map(ToString::to_string).unwrap_or_default();
    ui.label(RichText::new(words.fill("fleet-life", &[("since", since.into())])).strong());
    // Two abreast where they have the room.
    let abreast = if ui.available_width() < 420.0 { 1 } else { 2 };
    Grid::new("fleet life figures").num_columns(2 * abreast).spacing([space::NEAR, 4.0]).show(ui, |ui| {
        for pair in FleetMeasure::ALL.chunks(abreast) {
            for measure in pair {
                let said = measure.words();
                let heading =
                    RichText::new(words.say(said.heading)).size(size::SMALL).color(look.palette.weak);
                ui.add(Label::new(heading)).on_hover_text(words.say(said.definition));
                ui.label(shown(&review.all, *measure));
            }
            ui.end_row();
        }
    });
    ui.add_space(space::NEAR);
    let mut events: Vec<(Timestamp, Event<'_>)> =
        review.rows.iter().map(|row| (row.breakdown.at, Event::Breakdown(row))).collect();
    let stays = snapshot.state.stays.values().filter(|stay| stay.plate == *plate);
    events.extend(stays.map(|stay| (stay.from, Event::Stay(stay))));
    events.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    if events.is_empty() {
        ui.label(RichText::new(words.say("fleet-quiet-life")).color(look.palette.weak));
    }
    ScrollArea::vertical().id_salt("fleet life").auto_shrink([false, false]).show(ui, |ui| {
        for (at, event) in events {
            event_ui(ui, at, &event, snapshot, look, actions);
        }
    });
}

enum Event<'r> {
    Breakdown(&'r crate::domain::fleet::review::BreakdownRow),
    Stay(&'r Stay),
}

fn event_ui(
    ui: &mut Ui,
    at: Timestamp,
    event: &Event<'_>,
    snapshot: &Snapshot,
    look: &Look,
    actions: &mut Actions,
) {
    let words = &look.words;
    match event {
        Event::Breakdown(row) => {
            ui.horizontal_wrapped(|ui| {
                mark_ui(ui, Doing::BrokenDown, look);
                let incident = IncidentId::new(row.breakdown.id.as_str());
                if snapshot.state.incidents.contains_key(&incident) {
                    if ui.link(moment(at)).on_hover_text(words.say("fleet-open-incident")).clicked() {
                        actions.push(Action::ShowIncident(incident));
                    }
                } else {
                    ui.label(moment(at));
                }
                ui.label(RichText::new(capital(&words.tell(&row.breakdown.fault.message()))).strong());
            });
            let parts = [
                ("hours", hours(row.down).into()),
                ("retailers", grouped(row.cost.retailers.into()).into()),
                ("minutes", grouped(row.cost.minutes_late.into()).into()),
                ("put-off", grouped(row.cost.put_off.into()).into()),
            ];
            let key = if row.breakdown.repaired.is_some() { "fleet-event-cost" } else { "fleet-event-open" };
            indented_ui(ui, words.fill(key, &parts), look);
        }
        Event::Stay(stay) => {
            ui.horizontal_wrapped(|ui| {
                mark_ui(ui, Doing::InWorkshop, look);
                ui.label(moment(at));
                ui.label(capital(&words.tell(&stay.work.message())));
            });
            indented_ui(ui, stay_in_words(stay, look), look);
        }
    }
    ui.add_space(space::HAIR);
}

fn indented_ui(ui: &mut Ui, text: String, look: &Look) {
    ui.horizontal(|ui| {
        ui.add_space(22.0);
        ui.vertical(|ui| {
            ui.add(Label::new(RichText::new(text).size(size::SMALL).color(look.palette.weak)).wrap());
        });
    });
}

fn stay_in_words(stay: &Stay, look: &Look) -> String {
    let words = &look.words;
    match (stay.back, stay.expected) {
        (Some(back), _) => words.fill("fleet-stay-over", &[("hours", hours(back.0 - stay.from.0).into())]),
        (None, Some(expected)) => words.fill(
            "fleet-stay-expected",
            &[("since", moment(stay.from).into()), ("expected", moment(expected).into())],
        ),
        (None, None) => words.fill("fleet-stay-open", &[("since", moment(stay.from).into())]),
    }
}
