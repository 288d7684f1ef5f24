//! The only place that reads the clock. Everything else is given the time.

use crate::domain::settings::Settings;
use crate::domain::time::Timestamp;
use chrono::{TimeDelta, Timelike};

/// This moment on the local wall clock, to the second.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "this is the place the others are sent to")]
pub fn now() -> Timestamp {
    let now = chrono::Local::now().naive_local();
    Timestamp(now.with_nanosecond(0).unwrap_or(now))
}

/// The clock one run of the desk goes by: the wall's, or one that was set when the run began.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clock {
    ahead: TimeDelta,
}

impl Clock {
    /// Shows `start` now and goes on from there.
    #[must_use]
    pub fn starting_at(start: Timestamp) -> Self {
        Self { ahead: start.0 - now().0 }
    }

    /// The moment a person asked for comes first, then that of a sample city, then the wall's.
    #[must_use]
    pub fn of(asked: Option<Timestamp>, settings: &Settings) -> Self {
        asked.or(settings.sample_clock).map_or_else(Self::default, Self::starting_at)
    }

    #[must_use]
    pub fn now(self) -> Timestamp {
        Timestamp(now().0 + self.ahead)
    }
}
