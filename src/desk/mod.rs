//! The desk: an egui window that draws a read-only snapshot and pushes actions.

pub mod actions;
pub mod snapshot;
