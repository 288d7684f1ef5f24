//! The inspector's part about what has gone wrong: a route's breakdown and its calls for goods, and what of
//! stops is locked or put off.

use crate::desk::actions::{Action, Actions, Draft};
use crate::desk::changes::settling::usual_later_day;
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::{Look, space};
use crate::desk::views::board::told;
use crate::domain::command::{Command, LockKind};
use crate::domain::day::{Progress, Route, Stop};
use crate::domain::ids::RetailerCode;
use crate::domain::incident::open_breakdown;
use crate::domain::outlook::RouteOutlook;
use crate::words::{Arg, Tell};
use egui::{Label, RichText, Ui};

/// The breakdown of the route's vehicle in a sentence, and its calls for goods with *Goods aboard*.
pub fn route_trouble_ui(
    ui: &mut Ui,
    route: &Route,
    outlook: &RouteOutlook,
    snapshot: &Snapshot,
    look: &Look,
    actions: &mut Actions,
) {
    let (words, palette) = (&look.words, look.palette);
    let open = route.vehicle.as_ref().and_then(|plate| open_breakdown(&snapshot.state.breakdowns, plate));
    if let Some(open) = open {
        let rolls = match open.rolls_again() {
            Some(at) => words.fill("desk-broken-until", &[("at", Arg::shown(at.time()))]),
            None => words.say("desk-broken-until-unknown"),
        };
        let parts = [
            ("incident", Arg::shown(&open.id)),
            ("fault", Arg::from(open.fault.message())),
            ("since", Arg::shown(open.at.time())),
            ("rolls", rolls.into()),
        ];
        ui.add_space(space::NEAR);
        let text = RichText::new(words.fill("desk-broken", &parts)).color(palette.danger);
        ui.add(Label::new(text).wrap());
    } else if !route.incidents().is_empty() {
        ui.add_space(space::NEAR);
        let incidents = told::incidents(look, route);
        let text = words.fill("board-carries", &[("incident", incidents.into())]);
        ui.add(Label::new(RichText::new(text).color(palette.danger)).wrap());
    }
    if let Some(waits) = told::waits(look, snapshot, route) {
        ui.add_space(space::NEAR);
        ui.add(Label::new(RichText::new(waits).color(palette.warning)).wrap());
    }
    if !outlook.pickups.is_empty() {
        super::section_ui(ui, "desk-calls", look);
    }
    for call in &outlook.pickups {
        ui.add(Label::new(told::call(look, snapshot, route, call)).wrap());
        if ui
            .button(words.say("desk-goods-aboard"))
            .on_hover_text(words.say("desk-goods-aboard-hint"))
            .clicked()
        {
            actions.push(Action::Submit(Box::new(goods_aboard(route, call.nth, snapshot))));
        }
    }
}

/// The goods of a call are aboard as of now.
#[must_use]
pub fn goods_aboard(route: &Route, nth: usize, snapshot: &Snapshot) -> Command {
    Command::NoteLoaded {
        day: snapshot.date,
        route: route.id.clone(),
        from: route.pickups[nth].from.clone(),
        at: snapshot.now.time(),
    }
}

/// *Breakdown…*, or for a broken vehicle *Recovery plans…* and *Repaired…*.
pub fn vehicle_buttons_ui(
    ui: &mut Ui,
    route: &Route,
    snapshot: &Snapshot,
    look: &Look,
    actions: &mut Actions,
) {
    let words = &look.words;
    let Some(plate) = &route.vehicle else { return };
    if open_breakdown(&snapshot.state.breakdowns, plate).is_some() {
        if ui.button(words.say("desk-plans")).clicked() {
            actions.push(Action::Breakdown(Some(plate.clone())));
        }
        if ui.button(words.say("desk-repaired")).clicked() {
            actions.push(Action::Draft(Draft::Repair { plate: plate.clone() }));
        }
    } else if ui.button(words.say("desk-breakdown")).clicked() {
        actions.push(Action::Breakdown(Some(plate.clone())));
    }
}

/// *Lock…*, and *Put off…* or *Deliver today after all…*, for some stops that are still open.
pub fn stops_buttons_ui(
    ui: &mut Ui,
    stops: &[&Stop],
    snapshot: &Snapshot,
    look: &Look,
    actions: &mut Actions,
) {
    let words = &look.words;
    let codes = |wanted: fn(&Stop) -> bool| -> Vec<RetailerCode> {
        stops.iter().filter(|stop| wanted(stop)).map(|stop| stop.retailer.clone()).collect()
    };
    let open = codes(|stop| !stop.progress.has_happened());
    let waiting = codes(|stop| stop.progress == Progress::Waiting);
    let put_off = codes(|stop| matches!(stop.progress, Progress::PutOff { .. }));
    if !open.is_empty() && ui.button(words.say("desk-lock")).clicked() {
        let lock = Some(LockKind::Vehicle);
        actions.push(Action::Draft(Draft::Lock { stops: open, lock }));
    }
    if !waiting.is_empty() && ui.button(words.say("desk-put-off")).clicked() {
        let to = Some(usual_later_day(snapshot));
        actions.push(Action::Draft(Draft::PutOff { stops: waiting, to }));
    }
    let inferred = codes(|stop| stop.inferred);
    if !inferred.is_empty() {
        let text = words.fill("desk-confirm-inferred", &[("n", inferred.len().into())]);
        if ui.button(text).on_hover_text(words.say("desk-inferred-hint")).clicked() {
            let command = Command::ConfirmProgress { day: snapshot.date, stops: inferred };
            actions.push(Action::Submit(Box::new(command)));
        }
    }
    if !put_off.is_empty() && ui.button(words.say("desk-bring-back")).clicked() {
        actions.push(Action::Draft(Draft::PutOff { stops: put_off, to: None }));
    }
}
