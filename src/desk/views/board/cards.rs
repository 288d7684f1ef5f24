//! The cards beside the pointer: a stop's facts, a lane's facts, and what a drag would do before the drop.

use super::hand::{Drag, Tried};
use super::heads::alarm;
use super::lanes::Lane;
use super::target::Target;
use super::told;
use crate::desk::changes::telling;
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::{Look, size, space};
use crate::domain::command::Command;
use crate::domain::consequences::Consequences;
use crate::domain::day::Stop;
use crate::domain::outlook::StopOutlook;
use crate::words::{Arg, Tell, grouped, unreached};
use egui::{Area, Color32, Context, Frame, Grid, Id, Order, Pos2, RichText, Ui, vec2};

/// Lists on a card stop here; the sheet shows the rest.
const MOST: usize = 5;
const WIDTH: f32 = 320.0;

/// A card at `at`, kept within the window.
pub fn card(ctx: &Context, name: &str, title: &str, at: Pos2, look: &Look, content: impl FnOnce(&mut Ui)) {
    Area::new(Id::unique(("board-card", name)))
        .order(Order::Tooltip)
        .interactable(false)
        .fixed_pos(at + vec2(18.0, 18.0))
        .constrain(true)
        .fade_in(false)
        .accessible_name(title.to_owned())
        .show(ctx, |ui| {
            Frame::popup(ui.style()).fill(look.palette.raised).inner_margin(10.0).show(ui, |ui| {
                ui.set_max_width(WIDTH);
                ui.spacing_mut().item_spacing.y = 3.0;
                ui.label(RichText::new(title).strong());
                content(ui);
            });
        });
}

pub fn line(ui: &mut Ui, text: impl Into<String>, ink: Color32) {
    ui.label(RichText::new(text).size(size::SMALL).color(ink));
}

struct Facts<'u, 'l> {
    ui: &'u mut Ui,
    look: &'l Look,
}

impl Facts<'_, '_> {
    fn fact(&mut self, key: &str, value: impl Into<String>, ink: Color32) {
        line(self.ui, self.look.words.say(key), self.look.palette.weak);
        line(self.ui, value, ink);
        self.ui.end_row();
    }
}

fn facts(ui: &mut Ui, look: &Look, salt: &str, fill: impl FnOnce(&mut Facts<'_, '_>)) {
    Grid::new(salt)
        .num_columns(2)
        .min_row_height(16.0)
        .spacing(vec2(space::APART, 3.0))
        .show(ui, |ui| fill(&mut Facts { ui, look }));
}

/// All the board knows of a stop.
pub fn stop_card(ctx: &Context, at: Pos2, snapshot: &Snapshot, look: &Look, lane: &Lane, position: usize) {
    let (words, palette) = (&look.words, look.palette);
    let (Some(stop), Some(outlook)) = (lane.route.stops.get(position), lane.outlook.stops.get(position))
    else {
        return;
    };
    let title = telling::retailer(look, snapshot, &stop.retailer).to_owned();
    card(ctx, "stop", &title, at, look, |ui| {
        let order = [
            ("code", Arg::shown(&stop.retailer)),
            ("at", Arg::from(position + 1)),
            ("all", Arg::from(lane.route.stops.len())),
            ("route", Arg::shown(lane.id())),
        ];
        line(ui, words.fill("board-stop-place", &order), palette.weak);
        if let Some(retailer) =
            snapshot.state.network.retailer(&stop.retailer).filter(|r| !r.address.is_empty())
        {
            line(ui, retailer.address.as_str(), palette.weak);
        }
        ui.add_space(4.0);
        facts(ui, look, "stop-facts", |facts| stop_facts(facts, stop, outlook));
        for breach in
            lane.outlook.breaches.iter().filter(|breach| breach.retailer.as_ref() == Some(&stop.retailer))
        {
            line(ui, words.tell(&breach.kind.message()), alarm(look, &breach.kind));
        }
    });
}

fn stop_facts(facts: &mut Facts<'_, '_>, stop: &Stop, outlook: &StopOutlook) {
    let (words, palette) = (facts.look.words.clone(), facts.look.palette);
    let state = words.tell(&outlook.state.message());
    facts.fact("board-fact-state", state, palette.text);
    let window = if stop.window == stop.promised {
        stop.window.to_string()
    } else {
        words
            .fill("board-window-was", &[("now", Arg::shown(stop.window)), ("was", Arg::shown(stop.promised))])
    };
    facts.fact("board-fact-window", window, palette.text);
    facts.fact("board-fact-planned", stop.planned.to_string(), palette.text);
    let key = if stop.progress.has_happened() { "board-fact-arrived" } else { "board-fact-expected" };
    let late = if outlook.late.0 > 0 { palette.danger } else { palette.text };
    facts.fact(key, format!("{} – {}", outlook.arrives, outlook.leaves), late);
    let cartons = words.fill("board-cartons", &[("n", Arg::from(stop.cartons.0))]);
    facts.fact("board-fact-cartons", cartons, palette.text);
    let where_it_is = told::cargo(facts.look, &stop.cargo);
    facts.fact("board-fact-cargo", where_it_is, palette.text);
    if let Some(told) = &stop.told {
        let text = words.fill(
            "board-told",
            &[
                ("arrival", Arg::shown(told.arrival)),
                ("at", Arg::shown(told.at.time())),
                ("by", told.by.as_str().into()),
            ],
        );
        facts.fact("board-fact-told", text, palette.text);
    }
    if let Some(cause) = &stop.cause {
        facts.fact("board-fact-cause", words.tell(&cause.message()), palette.text);
    }
    if let Some(lock) = &stop.lock {
        facts.fact("board-fact-lock", words.tell(&lock.message()), palette.text);
    }
    if let Some(place) = stop.meets {
        facts.fact("desk-meets", told::place(place), palette.text);
    }
    if let Some(day) = stop.carried {
        facts.fact("desk-carried", day.to_string(), palette.text);
    }
    if stop.inferred {
        facts.fact("desk-inferred", words.say("desk-inferred-hint"), palette.warning);
    }
    if let Some(remedy) = &stop.remedy {
        facts.fact("board-fact-remedy", words.tell(&remedy.message()), palette.text);
    }
}

/// A call for goods on the way.
pub fn call_card(ctx: &Context, at: Pos2, snapshot: &Snapshot, look: &Look, lane: &Lane, call: usize) {
    let Some(call) = lane.outlook.pickups.get(call) else { return };
    let title = look.words.fill("board-call", &[("route", Arg::shown(lane.id()))]);
    card(ctx, "call", &title, at, look, |ui| {
        line(ui, told::call(look, snapshot, &lane.route, call), look.palette.text);
        for stop in lane.route.loads_at(call.nth).into_iter().take(MOST) {
            let name = telling::retailer(look, snapshot, &lane.route.stops[stop].retailer);
            line(ui, format!("{} {name}", stop + 1), look.palette.weak);
        }
    });
}

/// All the board knows of a route.
pub fn lane_card(ctx: &Context, at: Pos2, snapshot: &Snapshot, look: &Look, lane: &Lane) {
    let (words, palette) = (&look.words, look.palette);
    let title = super::heads::accessible_name(look, lane);
    card(ctx, "lane", &title, at, look, |ui| {
        facts(ui, look, "lane-facts", |facts| {
            facts.fact("board-fact-state", words.tell(&lane.outlook.state.message()), palette.text);
            let department =
                lane.department.as_ref().map_or(lane.route.department.as_str(), |name| words.name(name));
            facts.fact("board-fact-department", department, palette.text);
            if !lane.driver.is_empty() {
                facts.fact("board-fact-driver", lane.driver.as_str(), palette.text);
            }
            let load = grouped(lane.outlook.load.0.into());
            let load = match lane.outlook.capacity {
                Some(capacity) => format!("{load} / {}", grouped(capacity.0.into())),
                None => load,
            };
            facts.fact("board-fact-load", load, palette.text);
            facts.fact(
                "board-fact-delivered",
                format!("{} / {}", lane.counts.delivered, lane.counts.stops),
                palette.text,
            );
            let times = format!("{} – {}", lane.outlook.leaves, lane.outlook.returns);
            facts.fact("board-fact-round", times, palette.text);
            let incidents = told::incidents(look, &lane.route);
            if !incidents.is_empty() {
                facts.fact("board-fact-incident", incidents, palette.danger);
            }
        });
        for call in &lane.outlook.pickups {
            line(ui, told::call(look, snapshot, &lane.route, call), palette.accent);
        }
        let own = lane.outlook.breaches.iter().filter(|breach| breach.retailer.is_none());
        for breach in own {
            line(ui, words.tell(&breach.kind.message()), alarm(look, &breach.kind));
        }
        if let Some(waits) = told::waits(look, snapshot, &lane.route) {
            line(ui, waits, palette.warning);
        }
        if let Some((course, hold)) = &lane.course {
            line(ui, told::course(look, snapshot, lane.id(), *course, hold), palette.hold_edge);
        }
        for closure in &lane.closed {
            let hold = snapshot.state.holds.get(&closure.hold);
            let signal =
                hold.map_or_else(|| closure.hold.to_string(), |hold| words.tell(&hold.signal.message()));
            let parts = [
                ("signal", Arg::from(signal)),
                ("from", Arg::shown(closure.from)),
                ("until", Arg::shown(closure.until)),
                ("n", Arg::from(closure.stops)),
            ];
            line(ui, words.fill("board-closure", &parts), palette.hold_edge);
        }
    });
}

/// What letting go here would do.
pub fn drag_card(
    ctx: &Context,
    at: Pos2,
    snapshot: &Snapshot,
    look: &Look,
    drag: &Drag,
    target: &Target,
    tried: Option<&Tried>,
) {
    let (words, palette) = (&look.words, look.palette);
    let title = match (drag, target) {
        (Drag::Stops(stops), Target::Would { command: Command::MoveStops { to, .. }, at, .. }) => words.fill(
            "board-drag-move",
            &[("n", stops.len().into()), ("route", Arg::shown(to)), ("at", (at + 1).into())],
        ),
        (Drag::Lane(route), Target::Would { command: Command::Reassign { to, .. }, .. }) => {
            words.fill("board-drag-reassign", &[("route", Arg::shown(route)), ("plate", Arg::shown(to))])
        }
        (Drag::Stops(stops), _) => words.fill("board-drag-stops", &[("n", stops.len().into())]),
        (Drag::Lane(route), _) => words.fill("board-drag-lane", &[("route", Arg::shown(route))]),
        _ => return,
    };
    card(ctx, "drag", &title, at, look, |ui| match (target, tried.map(|tried| &tried.outcome)) {
        (Target::Would { .. }, Some(Ok(found))) => drag_consequences(ui, snapshot, look, drag, found),
        (Target::Would { .. }, Some(Err(refusal))) => {
            line(ui, words.tell(&refusal.message()), palette.danger);
        }
        (Target::NoVehicleThere(route), _) => {
            line(
                ui,
                words.fill("board-drag-no-vehicle-there", &[("route", Arg::shown(route))]),
                palette.danger,
            );
        }
        (Target::Same, _) => line(ui, words.say("board-drag-same"), palette.weak),
        _ => line(ui, words.say("board-drag-nowhere"), palette.weak),
    });
}

fn drag_consequences(ui: &mut Ui, snapshot: &Snapshot, look: &Look, drag: &Drag, found: &Consequences) {
    let (words, palette) = (&look.words, look.palette);
    line(ui, telling::summary(look, found), palette.text);
    if let Drag::Stops(stops) = drag {
        let own = found.moved.iter().filter(|moved| stops.contains(&moved.retailer));
        for moved in own.take(MOST) {
            let name = telling::retailer(look, snapshot, &moved.retailer);
            line(ui, format!("{name}  {}", telling::times(moved)), palette.text);
        }
    }
    let more = |ui: &mut Ui, all: usize| {
        if all > MOST {
            line(ui, words.fill("board-drag-more", &[("n", (all - MOST).into())]), palette.weak);
        }
    };
    let breaches = telling::lines(&found.new_breaches);
    for together in breaches.iter().take(MOST) {
        let text = telling::line(look, snapshot, &found.new_breaches[together.clone()]);
        line(ui, text, palette.danger);
    }
    more(ui, breaches.len());
    for warning in unreached(words, &snapshot.state.network, &found.unreached) {
        line(ui, warning, palette.warning);
    }
    if !found.retold.is_empty() {
        let names = found.retold.iter().take(MOST).map(|code| telling::retailer(look, snapshot, code));
        let names = names.collect::<Vec<_>>().join(&words.say("board-list-separator"));
        line(ui, words.fill("board-drag-retold", &[("names", names.into())]), palette.warning);
        more(ui, found.retold.len());
    }
    line(ui, words.say("board-drag-hint"), palette.weak);
}
