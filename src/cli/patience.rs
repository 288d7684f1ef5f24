//! How long a search may go on: up to a moment, with what comes after the search reckoned in.

use crate::domain::time::TimeOfDay;
use crate::engine::stop::Stop;
use crate::recovery::Patience;
use std::time::{Duration, Instant};

/// Ends a search in time for its answer to be told by the moment asked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Deadline {
    started: Instant,
    allowed: Duration,
}

impl Deadline {
    /// Kept back for weighing, writing and telling what was found: a part of the whole, and not more than this.
    const KEPT_BACK: f64 = 0.02;
    const MOST_KEPT_BACK: f64 = 0.06;

    pub(super) fn of(started: Instant, seconds: f64) -> Self {
        let kept_back = (seconds * Self::KEPT_BACK).min(Self::MOST_KEPT_BACK);
        Self { started, allowed: Duration::from_secs_f64(seconds - kept_back) }
    }

    fn used(&self) -> f64 {
        if self.allowed.is_zero() {
            return 1.0;
        }
        self.started.elapsed().as_secs_f64() / self.allowed.as_secs_f64()
    }
}

impl Patience for Deadline {
    fn share_used(&self, _: u64) -> f64 {
        self.used()
    }
}

impl Stop for Deadline {
    fn share_used(&mut self, _: u64) -> f64 {
        self.used()
    }
}

pub(super) fn seconds(text: &str) -> Result<f64, &'static str> {
    let seconds: f64 = text.parse().map_err(|_| "write a number of seconds")?;
    if (0.0..=86_400.0).contains(&seconds) { Ok(seconds) } else { Err("write 0 to 86400 seconds") }
}

pub(super) fn time_of_day(text: &str) -> Result<TimeOfDay, &'static str> {
    TimeOfDay::parse(text).ok_or("write a time, such as 10:20")
}

/// As many threads as asked for, else as the machine has cores.
pub(super) fn threads(asked: Option<u8>) -> usize {
    let cores = || std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    asked.map_or_else(cores, usize::from).clamp(1, 64)
}
