//! The inspector at the right: all that is known of what is selected, and what can be done about it.

mod disruption;
mod hold;
mod several;

use crate::desk::actions::{Action, Actions, Draft, Selection};
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::{Look, size, space};
use crate::desk::views::board::told;
use crate::domain::command::ShiftTarget;
use crate::domain::day::{Progress, Route, Stop};
use crate::domain::ids::{RetailerCode, RouteId};
use crate::domain::outlook::{RouteOutlook, RouteState, StopOutlook, StopState};
use crate::domain::rules::Breach;
use crate::words::{Tell, Words, grouped};
pub use disruption::goods_aboard;
use disruption::{route_trouble_ui, stops_buttons_ui, vehicle_buttons_ui};
use egui::{Frame, Grid, Label, Margin, Panel, RichText, ScrollArea, Ui};
use several::several_ui;

pub fn inspector_ui(
    ui: &mut Ui,
    open: &mut bool,
    selection: &Selection,
    snapshot: &Snapshot,
    look: &Look,
    actions: &mut Actions,
) {
    let frame = Frame::new().fill(look.palette.panel).inner_margin(Margin::same(12));
    Panel::right("inspector").frame(frame).default_size(292.0).size_range(240.0..=460.0).show_collapsible(
        ui,
        open,
        |ui| {
            ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
                let (routes, stops) = (selection.routes.len(), selection.stops.len());
                if let Some(hold) = selection.hold.as_ref().filter(|_| routes + stops == 0) {
                    hold::hold_ui(ui, hold, snapshot, look, actions);
                    return;
                }
                match (routes, stops, selection.routes.first(), selection.stops.first()) {
                    (1, 0, Some(route), _) => route_ui(ui, route, snapshot, look, actions),
                    (0, 1, _, Some(stop)) => stop_ui(ui, stop, snapshot, look, actions),
                    (0, 0, ..) => day_ui(ui, snapshot, look),
                    _ => several_ui(ui, selection, snapshot, look, actions),
                }
            });
        },
    );
}

/// Names and values, one under the other.
struct Facts<'u, 'l> {
    ui: &'u mut Ui,
    look: &'l Look,
}

impl Facts<'_, '_> {
    fn fact(&mut self, key: &str, value: impl Into<String>) {
        let value = value.into();
        if !value.is_empty() {
            self.rich(key, RichText::new(value));
        }
    }

    fn rich(&mut self, key: &str, value: RichText) {
        self.named(self.look.words.say(key), value);
    }

    fn named(&mut self, name: String, value: RichText) {
        self.ui.label(RichText::new(name).color(self.look.palette.weak));
        self.ui.add(Label::new(value).wrap().selectable(true));
        self.ui.end_row();
    }
}

fn facts_ui(ui: &mut Ui, id: &str, look: &Look, fill: impl FnOnce(&mut Facts<'_, '_>)) {
    let column = ui.available_width() * 0.36;
    Grid::new(id).num_columns(2).min_col_width(column.min(104.0)).spacing([space::NEAR, 5.0]).show(
        ui,
        |ui| {
            fill(&mut Facts { ui, look });
        },
    );
}

fn title_ui(ui: &mut Ui, text: &str, below: &str, look: &Look) {
    ui.add(Label::new(RichText::new(text).size(size::HEADING).strong()).wrap().selectable(true));
    if !below.is_empty() {
        ui.add(Label::new(RichText::new(below).color(look.palette.weak)).selectable(true));
    }
    ui.add_space(space::NEAR);
}

fn section_ui(ui: &mut Ui, key: &str, look: &Look) {
    ui.add_space(space::NEAR);
    ui.separator();
    ui.label(RichText::new(look.words.say(key)).size(size::SMALL).color(look.palette.weak));
}

/// Breaches listed; longer lists are read on the board.
const SHOWN: usize = 12;

fn breaches_ui(ui: &mut Ui, breaches: &[&Breach], snapshot: &Snapshot, look: &Look) {
    if breaches.is_empty() {
        return;
    }
    section_ui(ui, "desk-breaches", look);
    for breach in breaches.iter().take(SHOWN) {
        let words = &look.words;
        let told = words.tell(&breach.kind.message());
        let text = match &breach.retailer {
            Some(code) => format!("{}: {told}", retailer_name(snapshot, code, words)),
            None => told,
        };
        ui.add(Label::new(RichText::new(format!("● {text}")).color(look.palette.danger)).wrap());
    }
    if breaches.len() > SHOWN {
        let more = look.words.fill("desk-more", &[("n", (breaches.len() - SHOWN).into())]);
        ui.label(RichText::new(more).color(look.palette.weak));
    }
}

fn retailer_name<'s>(snapshot: &'s Snapshot, code: &'s RetailerCode, words: &Words) -> &'s str {
    snapshot.state.network.retailer(code).map_or(code.as_str(), |retailer| words.name(&retailer.name))
}

fn day_ui(ui: &mut Ui, snapshot: &Snapshot, look: &Look) {
    let words = &look.words;
    title_ui(ui, &words.say("desk-day-title"), &super::day_bar::day_shown(snapshot.date, words), look);
    let mut counts = [0_usize; StopState::ALL.len()];
    let (mut cartons, mut on_the_way) = (0_u64, 0_usize);
    for route in snapshot.outlook.routes.values() {
        cartons += u64::from(route.load.0);
        on_the_way += usize::from(route.state == RouteState::OnTheWay);
        for stop in &route.stops {
            counts[stop.state as usize] += 1;
        }
    }
    facts_ui(ui, "day facts", look, |facts| {
        facts.fact("desk-routes", snapshot.outlook.routes.len().to_string());
        facts.fact("desk-routes-on-the-way", on_the_way.to_string());
        facts.fact("desk-stops", grouped(counts.iter().sum::<usize>() as u64));
        facts.fact("desk-cartons", grouped(cartons));
    });
    section_ui(ui, "desk-stops-by-state", look);
    Grid::new("states").num_columns(3).spacing([space::NEAR, 4.0]).show(ui, |ui| {
        for state in StopState::ALL {
            let count = counts[state as usize];
            if count == 0 {
                continue;
            }
            let paint = look.palette.stop(state);
            let (rect, _) = ui.allocate_exact_size(egui::vec2(14.0, 14.0), egui::Sense::hover());
            let stroke = egui::Stroke::new(1.0, paint.edge);
            ui.painter().rect(rect, 0.0, paint.fill, stroke, egui::StrokeKind::Inside);
            ui.label(words.tell(&state.message()));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.label(grouped(count as u64))
            });
            ui.end_row();
        }
    });
    ui.add_space(space::APART);
    ui.label(RichText::new(words.say("desk-select-something")).color(look.palette.weak));
}

fn route_ui(ui: &mut Ui, id: &RouteId, snapshot: &Snapshot, look: &Look, actions: &mut Actions) {
    let words = &look.words;
    let Some((route, outlook)) = snapshot.route(id) else {
        ui.label(words.fill("desk-route-gone", &[("route", id.as_str().into())]));
        return;
    };
    let network = &snapshot.state.network;
    let department = network.departments.get(&route.department);
    let department = department.map_or(route.department.as_str(), |d| words.name(&d.name));
    title_ui(ui, &words.fill("desk-route-title", &[("route", id.as_str().into())]), department, look);
    route_facts_ui(ui, route, outlook, snapshot, look);
    route_trouble_ui(ui, route, outlook, snapshot, look, actions);
    let breaches: Vec<&Breach> = outlook.breaches.iter().collect();
    breaches_ui(ui, &breaches, snapshot, look);
    ui.add_space(space::APART);
    ui.horizontal_wrapped(|ui| {
        if ui.button(words.say("desk-reassign")).clicked() {
            actions.push(Action::Draft(Draft::Reassign { route: id.clone(), to: None }));
        }
        if ui.button(words.say("desk-shift")).clicked() {
            let target = ShiftTarget::Routes(vec![id.clone()]);
            actions.push(Action::Draft(Draft::Shift { target, shift: None }));
        }
        vehicle_buttons_ui(ui, route, snapshot, look, actions);
    });
}

fn route_facts_ui(ui: &mut Ui, route: &Route, outlook: &RouteOutlook, snapshot: &Snapshot, look: &Look) {
    let words = &look.words;
    let network = &snapshot.state.network;
    facts_ui(ui, "route facts", look, |facts| {
        facts.fact("desk-state", words.tell(&outlook.state.message()));
        if let Some(plate) = &route.vehicle {
            facts.fact("desk-vehicle", plate.as_str());
        } else {
            let none = words.say("breach-no-vehicle");
            facts.rich("desk-vehicle", RichText::new(none).color(look.palette.danger));
        }
        if let Some(crew) = route.crew.as_ref().and_then(|id| network.crews.get(id)) {
            let names = [&crew.driver, &crew.delivery_man].map(smol_str::SmolStr::as_str);
            facts.fact(
                "desk-crew",
                names.into_iter().filter(|n| !n.is_empty()).collect::<Vec<_>>().join(", "),
            );
            facts.fact("desk-phone", crew.phone.as_str());
        }
        let load = match outlook.capacity {
            Some(capacity) => format!("{} / {}", grouped(outlook.load.0.into()), grouped(capacity.0.into())),
            None => grouped(outlook.load.0.into()),
        };
        let over = outlook.capacity.is_some_and(|capacity| outlook.load > capacity);
        let ink = if over { look.palette.danger } else { look.palette.text };
        facts.rich("desk-load", RichText::new(load).color(ink));
        let left = route.stops.iter().filter(|stop| matches!(stop.progress, Progress::Waiting)).count();
        let args = [("all", route.stops.len().into()), ("left", left.into())];
        facts.fact("desk-stops", words.fill("desk-stops-left", &args));
        facts.fact(
            "desk-departs",
            match route.departed {
                Some(departed) if departed != route.departs => {
                    let args =
                        [("at", departed.to_string().into()), ("planned", route.departs.to_string().into())];
                    words.fill("desk-at-planned", &args)
                }
                _ => route.departs.to_string(),
            },
        );
        facts.fact("desk-returns", outlook.returns.to_string());
        facts.fact("desk-distance", format!("{:.1} km", f64::from(outlook.distance.0) / 1000.0));
    });
}

fn stop_ui(ui: &mut Ui, code: &RetailerCode, snapshot: &Snapshot, look: &Look, actions: &mut Actions) {
    let words = &look.words;
    let retailer = snapshot.state.network.retailer(code);
    title_ui(ui, retailer_name(snapshot, code, words), code.as_str(), look);
    if let Some(retailer) = retailer {
        facts_ui(ui, "retailer facts", look, |facts| {
            facts.fact("desk-address", retailer.address.as_str());
            facts.fact("desk-manager", retailer.manager.as_str());
            facts.fact("desk-phone", retailer.phone.as_str());
            facts.fact("desk-licence", retailer.licence.as_str());
        });
    }
    let found = snapshot.day().and_then(|day| day.find(code));
    let Some((route, position)) = found else {
        section_ui(ui, "desk-delivery", look);
        ui.label(words.say("desk-no-delivery"));
        return;
    };
    section_ui(ui, "desk-delivery", look);
    let outlook = snapshot.outlook.routes.get(&route.id);
    let expected = outlook.and_then(|outlook| outlook.stops.get(position));
    let stop = &route.stops[position];
    stop_facts_ui(ui, route, position, stop, expected, look);
    if let Some(outlook) = outlook {
        let mine = outlook
            .breaches
            .iter()
            .filter(|breach| breach.retailer.as_ref() == Some(code))
            .collect::<Vec<_>>();
        breaches_ui(ui, &mine, snapshot, look);
    }
    ui.add_space(space::APART);
    let open = !stop.progress.has_happened();
    ui.horizontal_wrapped(|ui| {
        let move_it = ui.add_enabled(open, egui::Button::new(words.say("desk-move")));
        if move_it.on_disabled_hover_text(words.say("desk-already-visited")).clicked() {
            actions.push(Action::Draft(Draft::Move { stops: vec![code.clone()], to: None, at: None }));
        }
        let shift = ui.add_enabled(open, egui::Button::new(words.say("desk-shift")));
        if shift.on_disabled_hover_text(words.say("desk-already-visited")).clicked() {
            let target = ShiftTarget::Retailers(vec![code.clone()]);
            actions.push(Action::Draft(Draft::Shift { target, shift: None }));
        }
        stops_buttons_ui(ui, &[stop], snapshot, look, actions);
        if ui.button(words.say("desk-show-told")).on_hover_text(words.say("desk-show-told-hint")).clicked() {
            actions.push(Action::ShowTold(code.clone()));
        }
        if ui.button(words.say("desk-show-route")).clicked() {
            let routes = [route.id.clone()].into();
            actions.push(Action::Select(Selection { routes, ..Selection::default() }));
        }
    });
}

fn stop_facts_ui(
    ui: &mut Ui,
    route: &Route,
    position: usize,
    stop: &Stop,
    expected: Option<&StopOutlook>,
    look: &Look,
) {
    let words = &look.words;
    facts_ui(ui, "stop facts", look, |facts| {
        if let Some(expected) = expected {
            let loud =
                matches!(expected.state, StopState::Late | StopState::Failed | StopState::DeliveredLate);
            let ink = if loud { look.palette.danger } else { look.palette.text };
            let state = words.tell(&expected.state.message());
            let late = expected.late.minutes_begun();
            let by = || words.fill("breach-late", &[("minutes", late.into())]);
            let text = match expected.state {
                StopState::Late => by(),
                _ if late > 0 => format!("{state} · {}", by()),
                _ => state,
            };
            facts.rich("desk-state", RichText::new(text).color(ink));
        }
        let args = [("route", route.id.as_str().into()), ("n", (position + 1).into())];
        facts.fact("desk-route", words.fill("desk-route-position", &args));
        facts.fact("desk-cartons", stop.cartons.0.to_string());
        facts.fact(
            "desk-window",
            if stop.window == stop.promised {
                stop.window.to_string()
            } else {
                let args =
                    [("now", stop.window.to_string().into()), ("promised", stop.promised.to_string().into())];
                words.fill("desk-window-promised", &args)
            },
        );
        facts.fact("desk-planned", stop.planned.to_string());
        if let Some(expected) = expected {
            let key = if stop.progress.has_happened() { "desk-arrived" } else { "desk-expected" };
            facts.fact(key, expected.arrives.to_string());
        }
        match &stop.progress {
            Progress::Delivered { at, .. } => facts.fact("desk-delivered", at.to_string()),
            Progress::Failed { reason, .. } => facts.fact("desk-reason", words.tell(&reason.message())),
            Progress::PutOff { to } => facts.fact("desk-put-off-to", to.to_string()),
            Progress::Waiting | Progress::Arrived { .. } => {}
        }
        match &stop.told {
            Some(told) => {
                let args = [
                    ("at", told.at.time().to_string().into()),
                    ("by", told.by.as_str().into()),
                    ("arrival", told.arrival.to_string().into()),
                ];
                facts.fact("desk-told", words.fill("desk-told-by", &args));
            }
            None => facts.fact("desk-told", words.say("desk-told-plan")),
        }
        if let Some(cause) = &stop.cause {
            facts.fact("desk-cause", words.tell(&cause.message()));
        }
        if let Some(remedy) = &stop.remedy {
            facts.fact("desk-remedy", words.tell(&remedy.message()));
        }
        if let Some(place) = stop.meets {
            facts.fact("desk-meets", told::place(place));
        }
        if let Some(day) = stop.carried {
            facts.fact("desk-carried", day.to_string());
        }
        if stop.inferred {
            let text = RichText::new(words.say("desk-inferred-hint")).color(look.palette.warning);
            facts.rich("desk-inferred", text);
        }
        if let Some(lock) = &stop.lock {
            facts.fact("desk-locked", words.tell(&lock.message()));
        }
    });
}
