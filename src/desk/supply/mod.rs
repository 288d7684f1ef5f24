//! All about supply that is not the view's own: what of it waits, and the sheet in which a request is taken down.

mod asking;
mod finding;

pub use asking::{RequestSheet, request_sheet_ui};
