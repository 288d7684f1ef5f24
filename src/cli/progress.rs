//! How far long work is, on stderr, once it has taken more than a second and where somebody looks.

use crate::domain::watch::{Cancelled, Watch};
use crate::words::{Message, Words};
use std::io::{IsTerminal, Write};
use std::time::{Duration, Instant};

pub(super) struct Progress<'w> {
    words: &'w Words,
    what: Message,
    shows: bool,
    begun: Instant,
    shown: Option<Instant>,
}

impl<'w> Progress<'w> {
    const AFTER: Duration = Duration::from_secs(1);
    const EVERY: Duration = Duration::from_millis(200);

    pub(super) fn of(words: &'w Words, what: Message) -> Self {
        let shows = std::io::stderr().is_terminal();
        Self { words, what, shows, begun: Instant::now(), shown: None }
    }
}

impl Watch for Progress<'_> {
    fn step(&mut self, done: u64, total: u64) -> Result<(), Cancelled> {
        let due = self.shown.map_or(self.begun + Self::AFTER, |shown| shown + Self::EVERY);
        if self.shows && total > 0 && Instant::now() >= due {
            self.shown = Some(Instant::now());
            let share = done.saturating_mul(100) / total;
            let _ = write!(std::io::stderr(), "\r{} {share} %", self.words.tell(&self.what));
        }
        Ok(())
    }
}

impl Drop for Progress<'_> {
    fn drop(&mut self) {
        if self.shown.is_some() {
            let _ = writeln!(std::io::stderr());
        }
    }
}
