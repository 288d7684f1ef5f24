//! The only place that reads the clock. Everything else is given the time.

use crate::domain::time::Timestamp;
use chrono::Timelike;

/// This moment on the local wall clock, to the second.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "this is the place the others are sent to")]
pub fn now() -> Timestamp {
    let now = chrono::Local::now().naive_local();
    Timestamp(now.with_nanosecond(0).unwrap_or(now))
}
