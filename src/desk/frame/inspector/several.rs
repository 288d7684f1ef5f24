//! The inspector's part about several things at once: how many, and what can be done to all of them.

use super::disruption::stops_buttons_ui;
use super::{facts_ui, title_ui};
use crate::desk::actions::{Action, Actions, Draft, Selection};
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::{Look, space};
use crate::domain::command::ShiftTarget;
use crate::domain::day::{Progress, Stop};
use crate::domain::ids::RetailerCode;
use crate::domain::units::Cartons;
use crate::words::grouped;
use egui::Ui;

/// Routes and stops together: how many, and what can be done to all of them at once.
pub fn several_ui(
    ui: &mut Ui,
    selection: &Selection,
    snapshot: &Snapshot,
    look: &Look,
    actions: &mut Actions,
) {
    let words = &look.words;
    title_ui(ui, &words.say("desk-several"), "", look);
    let Some(day) = snapshot.day() else { return };
    let open: Vec<RetailerCode> = day
        .routes
        .values()
        .flat_map(|route| &route.stops)
        .filter(|stop| selection.stops.contains(&stop.retailer) && stop.progress == Progress::Waiting)
        .map(|stop| stop.retailer.clone())
        .collect();
    let cartons: Cartons = day
        .routes
        .values()
        .flat_map(|route| &route.stops)
        .filter(|stop| selection.stops.contains(&stop.retailer))
        .map(|stop| stop.cartons)
        .sum();
    facts_ui(ui, "several facts", look, |facts| {
        if !selection.routes.is_empty() {
            facts.fact("desk-routes", selection.routes.len().to_string());
        }
        if !selection.stops.is_empty() {
            facts.fact("desk-stops", grouped(selection.stops.len() as u64));
            facts.fact("desk-stops-open", grouped(open.len() as u64));
            facts.fact("desk-cartons", grouped(cartons.0.into()));
        }
    });
    ui.add_space(space::APART);
    ui.vertical(|ui| {
        if !open.is_empty() {
            let n = [("n", open.len().into())];
            if ui.button(words.fill("desk-move-all", &n)).clicked() {
                actions.push(Action::Draft(Draft::Move { stops: open.clone(), to: None, at: None }));
            }
            if ui.button(words.fill("desk-shift-all", &n)).clicked() {
                let target = ShiftTarget::Retailers(open);
                actions.push(Action::Draft(Draft::Shift { target, shift: None }));
            }
        }
        let chosen: Vec<&Stop> = day
            .routes
            .values()
            .flat_map(|route| &route.stops)
            .filter(|stop| selection.stops.contains(&stop.retailer))
            .collect();
        stops_buttons_ui(ui, &chosen, snapshot, look, actions);
        if !selection.routes.is_empty() {
            let n = [("n", selection.routes.len().into())];
            if ui.button(words.fill("desk-shift-routes", &n)).clicked() {
                let target = ShiftTarget::Routes(selection.routes.iter().cloned().collect());
                actions.push(Action::Draft(Draft::Shift { target, shift: None }));
            }
        }
        if ui.button(words.say("desk-select-none")).clicked() {
            actions.push(Action::Select(Selection::default()));
        }
    });
}
