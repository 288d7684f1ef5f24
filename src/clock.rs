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
    /// The moment it was set to when the run began.
    start: Option<Timestamp>,
}

impl Clock {
    /// Shows `start` now and goes on from there.
    fn starting_at(start: Timestamp) -> Self {
        Self { ahead: start.0 - now().0, start: Some(start) }
    }

    /// The moment a person asked for comes first, then that of a sample city, then the wall's.
    #[must_use]
    pub fn of(asked: Option<Timestamp>, settings: &Settings) -> Self {
        asked.or(settings.sample_clock).map_or_else(Self::default, Self::starting_at)
    }

    /// The clock to go on by once the settings may have changed: set anew only where they name another moment
    /// to start from, so that time never runs back because somebody else has written.
    #[must_use]
    pub fn following(self, asked: Option<Timestamp>, settings: &Settings) -> Self {
        if self.start == asked.or(settings.sample_clock) { self } else { Self::of(asked, settings) }
    }

    #[must_use]
    pub fn now(self) -> Timestamp {
        now().plus(self.ahead)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::{ServiceDay, TimeOfDay};

    #[test]
    fn time_does_not_run_back_when_the_settings_are_read_again() {
        let start = ServiceDay::parse("2026-11-23").map(|day| Timestamp::of(day, TimeOfDay::hm(10, 20)));
        let sample = Settings { sample_clock: start, ..Settings::default() };
        let later = Clock { ahead: TimeDelta::minutes(-15), start };
        assert_eq!(later.following(None, &sample), later);
        assert_eq!(later.following(None, &Settings::default()), Clock::default(), "a real centre's now");
    }
}
