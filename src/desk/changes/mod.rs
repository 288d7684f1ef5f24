//! The change sheet: a reassignment, a move or a shift of windows being thought about. What is chosen is
//! tried on the snapshot and told; only *Apply* asks for it. Keeps nothing that has not been applied.

pub mod candidates;
mod choosing;
mod forms;
mod offers;
pub mod settling;
mod sheet;
pub mod telling;

pub use sheet::{ChangeSheet, change_sheet_ui};
