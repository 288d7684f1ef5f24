//! The desk: an egui window that draws a read-only snapshot and pushes actions.
//!
//! A view is a struct of view things alone (scroll, zoom, filters, draft text) and one function that draws
//! it, named `…_ui`, reading the snapshot and pushing actions:
//!
//! ```ignore
//! pub fn board_ui(
//!     ui: &mut egui::Ui,
//!     view: &mut BoardView,
//!     selection: &Selection,
//!     snapshot: &Snapshot,
//!     look: &Look,
//!     actions: &mut Actions,
//! )
//! ```
//!
//! [`theme::Look`] holds the words of the reader's language and the theme's colours. Anything painted by
//! hand gets a name through `Response::widget_info`, for screen readers and for the tests.

pub mod actions;
mod app;
pub mod bookkeeper;
pub mod changes;
pub mod channels;
pub mod fonts;
pub mod frame;
pub mod incidents;
pub mod painter;
pub mod people;
pub mod planner;
pub mod recovery;
mod run;
mod safekeeping;
mod sending;
pub mod shortcuts;
pub mod shot;
pub mod snapshot;
pub mod supply;
pub mod theme;
pub mod tiles;
pub mod views;
pub mod watch;
pub mod weather;
pub mod world;

pub use run::{DeskTrouble, Options, run};
