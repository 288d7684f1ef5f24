//! One feed, asked again and again: its page, then each alert that is new on it.

use super::{FetchFault, Fetched, Fetcher, Limits, Version};
use crate::domain::alert::Alert;
use crate::domain::time::Timestamp;
use crate::domain::watch::Watch;
use crate::exchange::alert::{self, AlertFault};
use crate::exchange::feed::{self, Link};
use crate::words::{Message, Tell};
use smol_str::SmolStr;
use std::collections::BTreeSet;

/// Alerts fetched in one round; the others wait for the next.
pub const MOST_A_ROUND: usize = 200;
/// So many alerts in a row that can't be fetched end a round: the server is in trouble.
const MOST_FAILED: usize = 3;

/// What went wrong in a round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PollFault {
    Fetch(FetchFault),
    Alert(AlertFault),
}

impl Tell for PollFault {
    fn message(&self) -> Message {
        match self {
            Self::Fetch(fault) => fault.message(),
            Self::Alert(fault) => fault.message(),
        }
    }
}

/// What a round brought.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Round {
    /// New ones, in the order of the page.
    pub alerts: Vec<Alert>,
    pub faults: Vec<PollFault>,
    /// The feed itself was reached.
    pub reached: bool,
    /// Alerts on the page that are still to be fetched.
    pub left: usize,
}

/// Remembers what it has read, so that nothing is read twice.
#[derive(Clone, Debug)]
pub struct Poller {
    address: SmolStr,
    page: Fetcher,
    alert: Fetcher,
    version: Version,
    /// Links of the page that need not be fetched again.
    done: BTreeSet<Link>,
    last_success: Option<Timestamp>,
}

impl Poller {
    #[must_use]
    pub fn new(address: &str, limits: Limits) -> Self {
        let most_bytes = limits.most_bytes.min(alert::MOST_BYTES);
        Self {
            address: SmolStr::new(address.trim()),
            page: Fetcher::new(limits),
            alert: Fetcher::new(Limits { most_bytes, ..limits }),
            version: Version::default(),
            done: BTreeSet::new(),
            last_success: None,
        }
    }

    #[must_use]
    pub fn address(&self) -> &str {
        &self.address
    }

    /// When the feed was last reached and could be read.
    #[must_use]
    pub const fn last_success(&self) -> Option<Timestamp> {
        self.last_success
    }

    /// One round. `watch` is asked between the requests; told to stop, the round ends with what it has.
    pub fn poll(&mut self, now: Timestamp, utc_offset_minutes: i32, watch: &mut dyn Watch) -> Round {
        let mut round = Round::default();
        let (bytes, version) = match self.page.get(&self.address, &self.version) {
            Ok(Fetched::Unchanged) => {
                round.reached = true;
                self.last_success = Some(now);
                return round;
            }
            Ok(Fetched::Body { bytes, version, .. }) => (bytes, version),
            Err(fault) => {
                round.faults.push(PollFault::Fetch(fault));
                return round;
            }
        };
        let page = match feed::read(&bytes, &self.address, utc_offset_minutes) {
            Ok(page) => page,
            Err(fault) => {
                round.faults.push(PollFault::Alert(fault));
                return round;
            }
        };
        round.reached = true;
        self.last_success = Some(now);
        round.alerts.extend(page.reading.alerts);
        round.faults.extend(page.reading.faults.into_iter().map(PollFault::Alert));
        let links: BTreeSet<&Link> = page.links.iter().collect();
        self.done.retain(|link| links.contains(link));
        self.fetch_new(&page.links, utc_offset_minutes, watch, &mut round);
        // As long as something is left, the page must be given in full next time.
        self.version = if round.left == 0 { version } else { Version::default() };
        round
    }

    fn fetch_new(
        &mut self,
        links: &[Link],
        utc_offset_minutes: i32,
        watch: &mut dyn Watch,
        round: &mut Round,
    ) {
        let new: Vec<&Link> = links.iter().filter(|link| !self.done.contains(*link)).collect();
        round.left = new.len();
        let (total, mut failed) = (new.len().min(MOST_A_ROUND) as u64, 0);
        for (number, link) in (0..).zip(new.into_iter().take(MOST_A_ROUND)) {
            if failed == MOST_FAILED || watch.step(number, total).is_err() {
                return;
            }
            match self.alert.get(&link.address, &Version::default()) {
                Ok(Fetched::Body { bytes, .. }) => {
                    let reading = alert::read(&bytes, &link.address, utc_offset_minutes);
                    round.alerts.extend(reading.alerts);
                    round.faults.extend(reading.faults.into_iter().map(PollFault::Alert));
                    failed = 0;
                }
                Ok(Fetched::Unchanged) => failed = 0,
                Err(fault) => {
                    let is_gone = fault.is_final();
                    round.faults.push(PollFault::Fetch(fault));
                    if !is_gone {
                        failed += 1;
                        continue;
                    }
                    failed = 0;
                }
            }
            round.left -= 1;
            self.done.insert(link.clone());
        }
    }
}
