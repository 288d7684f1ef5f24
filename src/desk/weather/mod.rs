//! All about weather that is not the view's own: what is known of the day's holds, what a decision would bring,
//! and the sheets in which holds are put, ended, and their routes released.

pub mod areas;
pub mod badge;
mod batching;
pub mod deciding;
mod form;
pub mod known;
mod lifting;
mod picking;
mod sheet;
pub mod telling;

pub use batching::BatchSheet;
pub use form::{HoldForm, Missing, moment as moment_of};
pub use lifting::LiftSheet;
pub use sheet::HoldSheet;

use super::actions::{Actions, HoldWish};
use super::snapshot::Snapshot;
use super::theme::Look;
use crate::domain::ids::HoldId;
use egui::Ui;

/// The sheet that is open over the view.
#[derive(Clone, Debug)]
pub enum WeatherSheet {
    Hold(Box<HoldSheet>),
    Lift(LiftSheet),
    Batches(BatchSheet),
}

impl WeatherSheet {
    /// `None` where what it would be about is gone.
    #[must_use]
    pub fn hold(wish: HoldWish, snapshot: &Snapshot) -> Option<Self> {
        HoldForm::open(wish, snapshot).map(|form| Self::Hold(Box::new(HoldSheet::new(form))))
    }

    #[must_use]
    pub fn lift(hold: HoldId) -> Self {
        Self::Lift(LiftSheet::new(hold))
    }

    #[must_use]
    pub fn batches(hold: &HoldId, snapshot: &Snapshot) -> Option<Self> {
        BatchSheet::open(hold, snapshot).map(Self::Batches)
    }
}

/// Draws the sheet; false once it is to be closed.
#[must_use]
pub fn weather_sheet_ui(
    ui: &mut Ui,
    sheet: &mut WeatherSheet,
    (snapshot, person): (&Snapshot, &str),
    look: &Look,
    actions: &mut Actions,
) -> bool {
    match sheet {
        WeatherSheet::Hold(sheet) => sheet::hold_sheet_ui(ui, sheet, snapshot, look, actions),
        WeatherSheet::Lift(sheet) => lifting::lift_sheet_ui(ui, sheet, snapshot, look, actions),
        WeatherSheet::Batches(sheet) => {
            batching::batch_sheet_ui(ui, sheet, (snapshot, person), look, actions)
        }
    }
}
