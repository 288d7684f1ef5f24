//! The Fleet view: what vehicles are doing, one vehicle's own history, and the review of breakdowns over any period. It
//! reads the snapshot and what the bookkeeper has reckoned, and pushes actions.

mod charts;
mod figures;
mod groups;
mod now;
mod review;
mod rows;
mod vehicle;

use crate::desk::actions::Actions;
use crate::desk::bookkeeper::fleet::Fleet;
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::{Look, space};
use crate::domain::fleet::standing::{self, VehicleNow};
use crate::domain::ids::Plate;
use crate::domain::outlook::Outlook;
use egui::{Frame, Margin, Panel, RichText, Ui};
use review::ReviewView;
use std::sync::Arc;
use vehicle::VehicleView;

/// The view's two halves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    #[default]
    Now,
    Review,
}

impl Part {
    pub const ALL: [Self; 2] = [Self::Now, Self::Review];

    const fn key(self) -> &'static str {
        match self {
            Self::Now => "fleet-part-now",
            Self::Review => "fleet-part-review",
        }
    }
}

/// View things alone.
#[derive(Clone, Debug, Default)]
pub struct FleetView {
    pub part: Part,
    now: now::NowView,
    vehicle: VehicleView,
    review: ReviewView,
    known: Known,
}

impl FleetView {
    /// Opened on one vehicle.
    pub fn show(&mut self, plate: &Plate) {
        self.part = Part::Now;
        self.vehicle.open(plate);
    }
}

/// What vehicles are doing, reckoned once for each outlook.
#[derive(Clone, Debug, Default)]
struct Known {
    of: Option<Arc<Outlook>>,
    vehicles: Arc<[VehicleNow]>,
}

impl Known {
    fn follow(&mut self, snapshot: &Snapshot) {
        if self.of.as_ref().is_none_or(|outlook| !Arc::ptr_eq(outlook, &snapshot.outlook)) {
            self.vehicles = standing::vehicles(&snapshot.state, snapshot.date, &snapshot.outlook).into();
            self.of = Some(Arc::clone(&snapshot.outlook));
        }
    }
}

pub fn fleet_ui(
    ui: &mut Ui,
    view: &mut FleetView,
    (snapshot, fleet): (&Snapshot, &Fleet),
    look: &Look,
    actions: &mut Actions,
) {
    let words = &look.words;
    view.known.follow(snapshot);
    if snapshot.state.network.vehicles.is_empty() {
        let (what, next) = (words.say("fleet-empty"), words.say("fleet-empty-next"));
        crate::desk::views::data::parts::empty_ui(ui, look, &what, &next);
        return;
    }
    ui.horizontal_wrapped(|ui| {
        for part in Part::ALL {
            let text = RichText::new(words.say(part.key())).strong();
            if ui.selectable_label(view.part == part, text).clicked() {
                view.part = part;
            }
        }
    });
    ui.add_space(space::TIGHT);
    match view.part {
        Part::Now => now_ui(ui, view, (snapshot, fleet), look, actions),
        Part::Review => {
            if let Some(plate) = review::review_ui(ui, &mut view.review, (snapshot, fleet), look, actions) {
                view.show(&plate);
            }
        }
    }
}

fn now_ui(ui: &mut Ui, view: &mut FleetView, facts: (&Snapshot, &Fleet), look: &Look, actions: &mut Actions) {
    let vehicles = Arc::clone(&view.known.vehicles);
    let chosen = view.vehicle.plate().and_then(|plate| vehicles.iter().find(|seen| seen.plate == *plate));
    if let Some(seen) = chosen {
        let width = (ui.available_width() * 0.42).clamp(320.0, 460.0);
        let frame = Frame::new().inner_margin(Margin { left: 14, right: 0, top: 0, bottom: 0 });
        Panel::right("fleet vehicle").frame(frame).resizable(false).exact_size(width).show(ui, |ui| {
            vehicle::vehicle_ui(ui, &mut view.vehicle, seen, facts, look, actions);
        });
    }
    let open = view.vehicle.plate().cloned();
    if let Some(plate) = now::table_ui(ui, &mut view.now, &vehicles, open.as_ref(), facts.0, look) {
        if open.as_ref() == Some(&plate) {
            view.vehicle.close();
        } else {
            view.vehicle.open(&plate);
        }
    }
}
