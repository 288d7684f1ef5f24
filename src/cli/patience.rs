//! How long a search may go on: up to a moment, with what comes after the search reckoned in.

use crate::domain::time::TimeOfDay;
use crate::engine::stop::Stop;
use crate::recovery::Patience;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

/// Ends a search in time for its answer to be told by the moment asked for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Deadline {
    started: Instant,
    seconds: f64,
}

impl Deadline {
    /// Kept back for writing and telling what was found: a part of the whole, and not more than this.
    const KEPT_BACK: f64 = 0.02;
    const MOST_KEPT_BACK: f64 = 0.06;

    pub(super) const fn of(started: Instant, seconds: f64) -> Self {
        Self { started, seconds }
    }

    /// How much is used, where so many seconds more are needed at the end.
    fn used(&self, at_the_end: f64) -> f64 {
        let kept_back = (self.seconds * Self::KEPT_BACK).min(Self::MOST_KEPT_BACK).max(at_the_end);
        let allowed = self.seconds - kept_back;
        if allowed > 0.0 { self.started.elapsed().as_secs_f64() / allowed } else { 1.0 }
    }
}

/// A deadline for plans of a day, which are weighed once more at the end. How long the first ones took says how
/// large the day is, and how busy the machine.
#[derive(Debug)]
pub(super) struct Weighing {
    pub(super) deadline: Deadline,
    pub(super) first_after: OnceLock<Duration>,
}

impl Weighing {
    /// The last weighing takes at most this part of the time to the first plans.
    const OF_THE_FIRST: f64 = 0.3;
}

impl Patience for Weighing {
    fn share_used(&self, _: u64) -> f64 {
        let first = self.first_after.get().map_or(0.0, Duration::as_secs_f64);
        self.deadline.used(first * Self::OF_THE_FIRST)
    }
}

impl Stop for Deadline {
    fn share_used(&mut self, _: u64) -> f64 {
        self.used(0.0)
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
