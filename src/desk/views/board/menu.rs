//! The menu under the right button: what can be done with the stop, lane or call it was opened on.

use super::drafts::{lock_draft, move_draft, one_route, put_off_draft, reassign_draft, shift_draft};
use super::selecting::in_order;
use crate::desk::actions::{Action, Actions, Draft, HoldWish, Selection};
use crate::desk::frame::goods_aboard;
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::Look;
use crate::domain::command::Command;
use crate::domain::incident::open_breakdown;
use crate::domain::place::Area;
use crate::words::Arg;
use egui::{Button, Response, Ui};

/// Shows the menu while it is open. What it acts on has been selected by the click that opened it.
pub fn menu_ui(
    canvas: &Response,
    snapshot: &Snapshot,
    selection: &Selection,
    look: &Look,
    actions: &mut Actions,
) {
    canvas.context_menu(|ui| {
        ui.set_min_width(190.0);
        entries_ui(ui, snapshot, selection, look, actions);
    });
}

/// What can be done with what is selected.
pub fn entries_ui(
    ui: &mut Ui,
    snapshot: &Snapshot,
    selection: &Selection,
    look: &Look,
    actions: &mut Actions,
) {
    let words = &look.words;
    let drafts = [
        ("board-move", move_draft(snapshot, selection)),
        ("board-shift", shift_draft(selection, None)),
        ("board-reassign", reassign_draft(snapshot, selection)),
        ("desk-lock", lock_draft(snapshot, selection)),
        ("desk-put-off", put_off_draft(snapshot, selection)),
    ];
    for (key, draft) in drafts {
        entry(ui, &words.say(key), draft.map(Action::Draft), actions);
    }
    weather_ui(ui, snapshot, selection, look, actions);
    vehicle_ui(ui, snapshot, selection, look, actions);
}

/// *Hold…* for the routes that are selected, and *Confirm* for what was told from positions.
fn weather_ui(ui: &mut Ui, snapshot: &Snapshot, selection: &Selection, look: &Look, actions: &mut Actions) {
    let words = &look.words;
    if !selection.routes.is_empty() {
        let area = Area::Routes(selection.routes.iter().cloned().collect());
        entry(ui, &words.say("desk-do-hold"), Some(Action::Hold(HoldWish::New(vec![area]))), actions);
    }
    let stops = in_order(snapshot, selection, |stop| stop.inferred);
    if !stops.is_empty() {
        let text = words.fill("desk-confirm-inferred", &[("n", Arg::from(stops.len()))]);
        let command = Command::ConfirmProgress { day: snapshot.date, stops };
        entry(ui, &text, Some(Action::Submit(Box::new(command))), actions);
    }
}

fn vehicle_ui(ui: &mut Ui, snapshot: &Snapshot, selection: &Selection, look: &Look, actions: &mut Actions) {
    let words = &look.words;
    let route = one_route(snapshot, selection);
    let Some((route, outlook)) = route.as_ref().and_then(|id| snapshot.route(id)) else { return };
    ui.separator();
    for call in &outlook.pickups {
        let from = super::told::cargo(look, &route.pickups[call.nth].from);
        let text = words.fill("board-goods-aboard", &[("from", Arg::from(from))]);
        let command = goods_aboard(route, call.nth, snapshot);
        entry(ui, &text, Some(Action::Submit(Box::new(command))), actions);
    }
    let Some(plate) = &route.vehicle else { return };
    if open_breakdown(&snapshot.state.breakdowns, plate).is_some() {
        entry(ui, &words.say("desk-plans"), Some(Action::Breakdown(Some(plate.clone()))), actions);
        let repair = Draft::Repair { plate: plate.clone() };
        entry(ui, &words.say("desk-repaired"), Some(Action::Draft(repair)), actions);
    } else {
        entry(ui, &words.say("desk-breakdown"), Some(Action::Breakdown(Some(plate.clone()))), actions);
    }
}

/// An entry that closes the menu; greyed where there is nothing to do.
pub fn entry(ui: &mut Ui, text: &str, action: Option<Action>, actions: &mut Actions) {
    let clicked = ui.add_enabled(action.is_some(), Button::new(text)).clicked();
    if let Some(action) = action.filter(|_| clicked) {
        actions.push(action);
        ui.close();
    }
}
