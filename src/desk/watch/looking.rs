//! One source, looked at again and again on its own thread: how long until the next time, and what is told.

use super::Pace;
use super::status::{Source, SourceStatus};
use crate::clock::Clock;
use crate::desk::bookkeeper::Request;
use crate::desk::bookkeeper::weather::Incoming;
use crate::domain::ids::Author;
use crate::domain::watch::{Cancelled, Watch};
use crate::exchange::fetch::Poller;
use crate::exchange::folder::Watcher;
use crate::words::{Message, Tell};
use chrono::TimeDelta;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::Duration;

/// Files taken from a folder at a time.
const MOST_FILES: usize = 200;
/// The longest wait after faults.
const LONGEST: Duration = Duration::from_mins(30);

/// How a source is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Look {
    pub every: Duration,
    /// The centre's clock ahead of UTC, in minutes.
    pub offset: i32,
}

/// Whom the thread speaks to, and who speaks to it.
pub struct Ways {
    pub line: Sender<Request>,
    pub outbox: Sender<SourceStatus>,
    pub wake: Arc<dyn Fn() + Send + Sync>,
    pub asked: Receiver<()>,
    pub stop: Arc<AtomicBool>,
}

pub struct Looking {
    status: SourceStatus,
    look: Look,
    pace: Pace,
    clock: Clock,
    ways: Ways,
}

/// The means to look at a source.
enum Means {
    Feed(Box<Poller>),
    Alerts(Watcher),
    Positions(Watcher),
}

/// What one look brought.
struct Seen {
    incoming: Option<Incoming>,
    /// It could be looked at.
    reached: bool,
    fault: Option<Message>,
    /// There is more than one look may take.
    more: bool,
}

/// Told between two requests whether to go on.
struct UntilStopped<'a>(&'a AtomicBool);

impl Watch for UntilStopped<'_> {
    fn step(&mut self, _: u64, _: u64) -> Result<(), Cancelled> {
        if self.0.load(Ordering::Relaxed) { Err(Cancelled) } else { Ok(()) }
    }
}

impl Looking {
    pub const fn new(status: SourceStatus, look: Look, pace: Pace, clock: Clock, ways: Ways) -> Self {
        Self { status, look, pace, clock, ways }
    }

    /// Until it is told to stop.
    pub fn go_on(mut self) {
        let mut means = self.means();
        let mut faults = 0;
        while !self.is_stopped() {
            self.status.next = None;
            self.tell();
            let seen = self.see(&mut means);
            // What comes after it was told to stop is nobody's any more.
            if self.is_stopped() {
                return;
            }
            if let Some(incoming) = seen.incoming {
                // Where the desk has closed meanwhile, nobody waits for it.
                let _ = self.ways.line.send(Request::Incoming(incoming));
            }
            let now = self.clock.now();
            if seen.reached {
                self.status.heard = Some(now);
                faults = 0;
            } else {
                faults += 1;
            }
            self.status.fault = seen.fault;
            let wait = wait(self.look.every, self.pace.retry, faults, seen.more);
            let ahead = TimeDelta::from_std(wait).unwrap_or(TimeDelta::zero());
            self.status.next = Some(now.plus(ahead));
            self.tell();
            match self.ways.asked.recv_timeout(wait) {
                Ok(()) | Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    fn is_stopped(&self) -> bool {
        self.ways.stop.load(Ordering::Relaxed)
    }

    fn tell(&self) {
        if self.ways.outbox.send(self.status.clone()).is_ok() {
            (self.ways.wake)();
        }
    }

    fn means(&self) -> Means {
        match &self.status.source {
            Source::Feed(url) => Means::Feed(Box::new(Poller::new(url, self.pace.limits))),
            Source::AlertFolder(folder) => {
                Means::Alerts(Watcher::new(Path::new(folder.as_str()), &["cap", "xml"], MOST_FILES))
            }
            Source::PositionFolder(folder) => {
                Means::Positions(Watcher::new(Path::new(folder.as_str()), &["csv", "txt", "gpx"], MOST_FILES))
            }
        }
    }

    fn see(&self, means: &mut Means) -> Seen {
        let from = Author::new(self.status.source.short_name());
        match means {
            Means::Feed(poller) => {
                let mut until = UntilStopped(&self.ways.stop);
                let round = poller.poll(self.clock.now(), self.look.offset, &mut until);
                let alerts = round.alerts;
                Seen {
                    incoming: (!alerts.is_empty()).then_some(Incoming::Alerts { alerts, from }),
                    reached: round.reached,
                    fault: round.faults.first().map(Tell::message),
                    more: round.left > 0 && round.faults.is_empty(),
                }
            }
            Means::Alerts(watcher) => in_folder(watcher, |paths| Incoming::AlertFiles { paths, from }),
            Means::Positions(watcher) => in_folder(watcher, |paths| Incoming::PositionFiles { paths, from }),
        }
    }
}

fn in_folder(watcher: &mut Watcher, incoming: impl FnOnce(Vec<std::path::PathBuf>) -> Incoming) -> Seen {
    match watcher.look() {
        Ok(paths) => {
            let incoming = (!paths.is_empty()).then(|| incoming(paths));
            Seen { incoming, reached: true, fault: None, more: false }
        }
        Err(fault) => Seen { incoming: None, reached: false, fault: Some(fault.message()), more: false },
    }
}

/// The usual time; after faults a short one first, then ever longer.
fn wait(every: Duration, retry: Duration, faults: u32, more: bool) -> Duration {
    match faults {
        0 if more => retry.min(every),
        0 => every,
        n => retry.saturating_mul(1_u32.checked_shl(n - 1).unwrap_or(u32::MAX)).min(LONGEST),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn after_faults_it_waits_twice_as_long_each_time_up_to_half_an_hour() {
        let (every, retry) = (Duration::from_mins(5), Duration::from_secs(30));
        let waits: Vec<u64> = (0..9).map(|faults| wait(every, retry, faults, false).as_secs()).collect();
        assert_eq!(waits, [300, 30, 60, 120, 240, 480, 960, 1800, 1800]);
        assert_eq!(wait(every, retry, 4_000_000_000, false), LONGEST);
        assert_eq!(wait(every, retry, 0, true), retry);
    }
}
