//! How long a search for recovery plans goes on: to a deadline, until nothing better has come for a while,
//! or until a person says so. Read by the searching threads and, for the progress bar, by the window.

use super::planning::End;
use crate::recovery::Patience;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// The longest a search goes on.
const DEADLINE: Duration = Duration::from_secs(10);
/// With nothing better for so long it ends earlier.
const STALL: Duration = Duration::from_secs(2);

#[derive(Debug)]
pub struct Pace {
    begun: OnceLock<Instant>,
    deadline: Duration,
    stall: Duration,
    /// When something better was found last, in milliseconds from the beginning.
    better_ms: AtomicU64,
    stopped: AtomicBool,
}

impl Pace {
    #[must_use]
    pub fn usual() -> Self {
        Self::new(DEADLINE, STALL)
    }

    #[must_use]
    pub fn new(deadline: Duration, stall: Duration) -> Self {
        Self {
            begun: OnceLock::new(),
            deadline,
            stall,
            better_ms: AtomicU64::new(0),
            stopped: AtomicBool::new(false),
        }
    }

    /// The search begins now, however long it had to wait for another to end.
    pub fn begin(&self) {
        self.begun.get_or_init(Instant::now);
    }

    pub fn found_better(&self) {
        let now = u64::try_from(self.spent().as_millis()).unwrap_or(u64::MAX);
        self.better_ms.store(now, Ordering::Relaxed);
    }

    pub fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    /// How a search that has ended came to its end.
    #[must_use]
    pub fn end(&self) -> End {
        if self.stopped.load(Ordering::Relaxed) { End::Stopped } else { End::Settled }
    }

    /// How much of the longest time is used, up to 1.
    #[must_use]
    pub fn share(&self) -> f64 {
        (self.spent().as_secs_f64() / self.deadline.as_secs_f64().max(1e-3)).min(1.0)
    }

    fn spent(&self) -> Duration {
        self.begun.get().map_or(Duration::ZERO, Instant::elapsed)
    }
}

impl Patience for Pace {
    fn share_used(&self, _: u64) -> f64 {
        let better = Duration::from_millis(self.better_ms.load(Ordering::Relaxed));
        let stalled = self.spent().saturating_sub(better) >= self.stall;
        if stalled || self.stopped.load(Ordering::Relaxed) { 1.0 } else { self.share() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_search_ends_at_its_deadline_when_it_stalls_or_when_it_is_stopped() {
        let forever = Duration::from_hours(1);
        let fresh = Pace::new(forever, forever);
        fresh.begin();
        assert!(fresh.share_used(0) < 0.1);

        let late = Pace::new(Duration::ZERO, forever);
        late.begin();
        std::thread::sleep(Duration::from_millis(3));
        assert!((late.share_used(0) - 1.0).abs() < f64::EPSILON);

        let stalled = Pace::new(forever, Duration::ZERO);
        stalled.begin();
        assert!((stalled.share_used(0) - 1.0).abs() < f64::EPSILON);
        assert_eq!(stalled.end(), End::Settled);

        fresh.stop();
        assert!((fresh.share_used(0) - 1.0).abs() < f64::EPSILON);
        assert_eq!(fresh.end(), End::Stopped);
    }
}
