//! Sound vehicles that may hand over their goods on the road: only where a person says so.

use super::sheet::RecoverySheet;
use crate::desk::actions::Actions;
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::Look;
use crate::domain::day::Progress;
use crate::domain::ids::Plate;
use crate::domain::network::VehicleStatus;
use egui::{Label, ScrollArea, Ui};
use std::collections::BTreeSet;

/// *Relieve…*: the vehicles with stops to serve, each to be ticked; plans are looked for again at each tick.
pub(super) fn relieve_button_ui(
    ui: &mut Ui,
    sheet: &mut RecoverySheet,
    snapshot: &Snapshot,
    look: &Look,
    actions: &mut Actions,
) {
    let words = &look.words;
    let label = match sheet.relieved.len() {
        0 => words.say("plans-relieve"),
        n => words.fill("plans-relieve-some", &[("n", n.into())]),
    };
    let button = ui.button(label);
    let mut changed = false;
    egui::Popup::menu(&button).close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside).show(|ui| {
        ui.set_width(260.0);
        ui.add(Label::new(words.say("plans-relieve-about")).wrap());
        ScrollArea::vertical().max_height(260.0).auto_shrink([false, true]).show(ui, |ui| {
            for plate in at_work(snapshot) {
                let mut ticked = sheet.relieved.contains(plate);
                if ui.checkbox(&mut ticked, plate.as_str()).changed() {
                    changed = true;
                    if ticked {
                        sheet.relieved.insert(plate.clone());
                    } else {
                        sheet.relieved.remove(plate);
                    }
                }
            }
        });
    });
    if changed {
        sheet.ask_again(snapshot, actions);
    }
}

/// Sound vehicles with a stop still to be served.
fn at_work(snapshot: &Snapshot) -> BTreeSet<&Plate> {
    let vehicles = &snapshot.state.network.vehicles;
    let day = snapshot.state.day(snapshot.date);
    let routes = day.into_iter().flat_map(|day| day.routes.values());
    let waits = routes.filter(|route| route.stops.iter().any(|stop| stop.progress == Progress::Waiting));
    let sound = |plate: &&Plate| {
        vehicles.get(*plate).is_some_and(|vehicle| vehicle.status == VehicleStatus::Available)
    };
    waits.filter_map(|route| route.vehicle.as_ref()).filter(sound).collect()
}
