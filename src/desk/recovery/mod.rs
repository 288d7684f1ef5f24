//! The breakdown sheet: what has happened, then ranked plans side by side, what each would change, and a look
//! at one on the board. Searches nothing itself: it asks for plans and draws what the planner has found.

mod changes;
mod details;
mod figures;
mod form;
mod map;
mod plans;
mod plot;
mod preview;
mod relieve;
mod report;
mod sheet;
mod table;
mod telling;

pub use preview::{Ghosts, Preview, Standing, Wish, preview_bar_ui};
pub use sheet::{RecoverySheet, Stage, recovery_sheet_ui};
pub use telling::yuan;
