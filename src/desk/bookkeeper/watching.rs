//! How the bookkeeper's thread speaks to the window, and how long work tells its progress and hears *Cancel*.

use super::News;
use crate::desk::world::{Notice, NoticeKind, Work};
use crate::domain::watch::{Cancelled, Watch};
use crate::session::NotDone;
use crate::words::{Message, Tell};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::time::{Duration, Instant};

/// Sends news and wakes the window.
pub struct Teller {
    outbox: Sender<News>,
    wake: Box<dyn Fn() + Send>,
}

impl Teller {
    pub fn new(outbox: Sender<News>, wake: impl Fn() + Send + 'static) -> Self {
        Self { outbox, wake: Box::new(wake) }
    }

    /// A window that has gone needs no news.
    pub fn tell(&self, news: News) {
        if self.outbox.send(news).is_ok() {
            (self.wake)();
        }
    }

    pub fn notice(&self, kind: NoticeKind, message: Message) {
        self.tell(News::Notice(Notice { kind, message }));
    }

    pub fn not_done(&self, why: &NotDone) {
        match why {
            NotDone::Refused(refusal) => self.notice(NoticeKind::Refused, refusal.message()),
            NotDone::Trouble(trouble) => self.notice(NoticeKind::Trouble, trouble.message()),
            // Whoever cancelled knows.
            NotDone::Cancelled(_) => {}
        }
    }
}

/// Whether long work is to stop: because a person said so, or because the desk closes.
#[derive(Debug, Default)]
pub struct Stop {
    cancelled: AtomicBool,
    closing: AtomicBool,
}

impl Stop {
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    /// Stops this work and all that is still waiting.
    pub fn close(&self) {
        self.closing.store(true, Ordering::Relaxed);
    }

    /// A new piece of work begins: an older *Cancel* was not meant for it.
    pub fn begin(&self) {
        self.cancelled.store(false, Ordering::Relaxed);
    }

    pub fn asked(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed) || self.closing.load(Ordering::Relaxed)
    }
}

/// A watch that the window looks on through. Work that is over at once is not spoken of.
pub struct Watched<'a> {
    what: Message,
    teller: &'a Teller,
    stop: &'a Stop,
    /// News besides the status bar's, for a view that shows the work itself.
    also: Option<fn(u64, u64) -> News>,
    next: Instant,
    told: bool,
}

/// What takes less is not spoken of.
const QUIET: Duration = Duration::from_millis(250);
/// More often would only keep the window busy.
const BETWEEN: Duration = Duration::from_millis(60);

impl<'a> Watched<'a> {
    pub fn new(what: &'static str, teller: &'a Teller, stop: &'a Stop) -> Self {
        let next = Instant::now() + QUIET;
        Self { what: Message::new(what), teller, stop, also: None, next, told: false }
    }

    pub fn also(mut self, news: fn(u64, u64) -> News) -> Self {
        self.also = Some(news);
        self
    }
}

impl Watch for Watched<'_> {
    fn step(&mut self, done: u64, total: u64) -> Result<(), Cancelled> {
        if self.stop.asked() {
            return Err(Cancelled);
        }
        let now = Instant::now();
        if now >= self.next {
            self.next = now + BETWEEN;
            self.told = true;
            self.teller.tell(News::Work(Some(Work { what: self.what.clone(), done, total })));
            if let Some(also) = self.also {
                self.teller.tell(also(done, total));
            }
        }
        Ok(())
    }
}

impl Drop for Watched<'_> {
    fn drop(&mut self) {
        if self.told {
            self.teller.tell(News::Work(None));
        }
    }
}
