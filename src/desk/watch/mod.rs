//! Feeds and folders that alerts and positions come from by themselves, looked after on a thread of their own.

mod status;

pub use status::{Source, SourceStatus};
