//! What is done on the thread that owns the session, so that the window never waits.

pub mod reports;
