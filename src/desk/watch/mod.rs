//! Feeds and folders that alerts and positions come from by themselves. Each is looked after on a thread of its
//! own, so that a server that hangs keeps nobody waiting but itself; what they bring goes to the bookkeeper.
//! Off until the settings name one, and changed settings count at once.

mod looking;
mod status;

pub use status::{Source, SourceStatus};

use super::bookkeeper::Request;
use crate::clock::Clock;
use crate::domain::settings::WeatherSettings;
use crate::domain::units::Seconds;
use crate::exchange::fetch::Limits;
use looking::{Look, Looking, Ways};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

/// How often folders are looked at.
const FOLDERS: Duration = Duration::from_secs(3);
/// No feed is asked more often than this, whatever the settings say.
const AT_LEAST: Seconds = Seconds(30);

/// How long what takes long may take. Tests have less patience.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    pub limits: Limits,
    pub folders: Duration,
    /// The first try after a fault; each further one after twice the time, up to half an hour.
    pub retry: Duration,
    pub at_least: Duration,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            limits: Limits::default(),
            folders: FOLDERS,
            retry: Duration::from_secs(30),
            at_least: Duration::from_secs(AT_LEAST.0.into()),
        }
    }
}

/// All sources that are on.
pub struct Watches {
    pace: Pace,
    line: Sender<Request>,
    wake: Arc<dyn Fn() + Send + Sync>,
    outbox: Sender<SourceStatus>,
    told: Receiver<SourceStatus>,
    running: BTreeMap<Source, Running>,
    /// What the running ones were started with.
    settings: Option<WeatherSettings>,
}

struct Running {
    status: SourceStatus,
    ask: Sender<()>,
    stop: Arc<AtomicBool>,
}

impl Drop for Running {
    /// The thread ends at its next step; one that waits for a server is not waited for.
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        let _ = self.ask.send(());
    }
}

impl Watches {
    /// Nothing is on yet. `wake` is called whenever something is told.
    #[must_use]
    pub fn new(line: Sender<Request>, pace: Pace, wake: impl Fn() + Send + Sync + 'static) -> Self {
        let (outbox, told) = channel();
        let wake = Arc::new(wake);
        Self { pace, line, wake, outbox, told, running: BTreeMap::new(), settings: None }
    }

    /// Starts and stops what the settings say; true where that changed anything.
    pub fn follow(&mut self, settings: &WeatherSettings, clock: Clock) -> bool {
        if self.settings.as_ref() == Some(settings) {
            return false;
        }
        let wanted = self.wanted(settings);
        let before = self.settings.replace(settings.clone());
        let old = before.map(|before| self.wanted(&before)).unwrap_or_default();
        let same = |source: &Source| wanted.contains_key(source) && wanted.get(source) == old.get(source);
        self.running.retain(|source, _| same(source));
        for (source, look) in wanted {
            if !self.running.contains_key(&source)
                && let Some(running) = self.start(&source, look, clock)
            {
                self.running.insert(source, running);
            }
        }
        true
    }

    fn wanted(&self, settings: &WeatherSettings) -> BTreeMap<Source, Look> {
        let offset = settings.utc_offset_minutes;
        let mut wanted = BTreeMap::new();
        for feed in settings.feeds.iter().filter(|feed| feed.on && !feed.url.trim().is_empty()) {
            let every = Duration::from_secs(feed.every.0.into()).max(self.pace.at_least);
            wanted.insert(Source::Feed(feed.url.clone()), Look { every, offset });
        }
        let every = self.pace.folders;
        if !settings.alert_folder.trim().is_empty() {
            wanted.insert(Source::AlertFolder(settings.alert_folder.clone()), Look { every, offset });
        }
        if !settings.position_folder.trim().is_empty() {
            wanted.insert(Source::PositionFolder(settings.position_folder.clone()), Look { every, offset });
        }
        wanted
    }

    fn start(&self, source: &Source, look: Look, clock: Clock) -> Option<Running> {
        let (ask, asked) = channel();
        let stop = Arc::new(AtomicBool::new(false));
        let status = SourceStatus::new(source.clone());
        let ways = Ways {
            line: self.line.clone(),
            outbox: self.outbox.clone(),
            wake: Arc::clone(&self.wake),
            asked,
            stop: Arc::clone(&stop),
        };
        let looking = Looking::new(status.clone(), look, self.pace, clock, ways);
        std::thread::Builder::new().name("source".into()).spawn(move || looking.go_on()).ok()?;
        Some(Running { status, ask, stop })
    }

    /// How the sources stand, where any has told something since the last look.
    pub fn news(&mut self) -> Option<Arc<[SourceStatus]>> {
        let mut told = false;
        for status in self.told.try_iter() {
            if let Some(running) = self.running.get_mut(&status.source) {
                running.status = status;
                told = true;
            }
        }
        told.then(|| self.statuses())
    }

    #[must_use]
    pub fn statuses(&self) -> Arc<[SourceStatus]> {
        self.running.values().map(|running| running.status.clone()).collect()
    }

    /// Everybody is asked now, whenever their next time would be.
    pub fn ask_now(&self) {
        for running in self.running.values() {
            // Where the thread has ended there is nobody to ask.
            let _ = running.ask.send(());
        }
    }
}
