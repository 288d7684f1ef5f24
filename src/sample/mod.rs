//! A made-up city with a day under way and a history, the same on every machine for the same recipe. It
//! goes through the session's one door like any other data, and knows nothing of desk or command line.

mod city;
mod dice;
mod history;
mod land;
mod names;
mod orders;
mod road;
mod rounds;
mod scale;
mod tour;
mod troubles;

use crate::domain::Command;
use crate::domain::ids::Author;
use crate::domain::time::{ServiceDay, TimeOfDay, Timestamp};
use crate::domain::watch::{Cancelled, Watch};
use crate::session::{NotDone, Receipt, Session};
use history::History;

/// How large a sample to make.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Size {
    /// 15,000 retailers; about 40 routes of 100 stops on the open day.
    #[default]
    City,
    /// 115,500 retailers; 150 routes of 150 stops on the open day.
    Province,
}

/// All that a sample depends on: the same recipe gives the same bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recipe {
    pub size: Size,
    pub seed: u64,
    /// Service days before the open day.
    pub history: u32,
    /// The moment up to which the open day has been played; see [`Recipe::playing_at`].
    pub moment: Timestamp,
}

impl Recipe {
    pub const DEFAULT_SEED: u64 = 1;
    pub const DEFAULT_HISTORY: u32 = 90;

    /// The defaults, with the open day played up to `now` where the day is then well under way (09:30 to
    /// 16:30), and to 10:20 of the same day where it is not.
    #[must_use]
    pub fn playing_at(now: Timestamp) -> Self {
        let working = TimeOfDay::hm(9, 30)..=TimeOfDay::hm(16, 30);
        let moment = if working.contains(&now.time()) { now } else { Self::mid_morning(now.day()) };
        Self { size: Size::City, seed: Self::DEFAULT_SEED, history: Self::DEFAULT_HISTORY, moment }
    }

    /// 10:20, the hour the desk is made for.
    #[must_use]
    pub fn mid_morning(day: ServiceDay) -> Timestamp {
        Timestamp::of(day, TimeOfDay::hm(10, 20))
    }
}

/// Who the journal says made it.
pub const AUTHOR: &str = "sample";

/// Fills an empty database with the sample. The database remembers the moment, so that it can be opened at
/// any hour of any later day and its day still be under way (see [`crate::clock::Clock`]).
///
/// A sample of ordinary size is one change. A very large one is several, so that it need not be held in
/// memory; whoever makes one gives it a file that is put in its place once complete.
///
/// # Errors
/// [`NotDone`] where the database gives trouble or `watch` asks to stop; the change under way is not kept.
pub fn found(session: &mut Session, recipe: &Recipe, watch: &mut dyn Watch) -> Result<Receipt, NotDone> {
    let by = Author::new(AUTHOR);
    let mut making = Making::of(recipe);
    loop {
        let commands = making.next(watch)?;
        let receipt = session.submit_all(commands, &by, recipe.moment, &mut Quiet(watch))?;
        if making.is_complete() {
            return Ok(receipt);
        }
    }
}

/// The commands that make up a sample, a part at a time.
pub struct Making {
    history: History,
    first: Vec<Command>,
    last: bool,
}

impl Making {
    /// Stops to a part; a city with its ninety days is one.
    const PART: usize = 500_000;

    #[must_use]
    pub fn of(recipe: &Recipe) -> Self {
        let (history, first) = History::begin(recipe);
        Self { history, first, last: false }
    }

    /// The next part.
    ///
    /// # Errors
    /// [`Cancelled`] where `watch` asks to stop.
    pub fn next(&mut self, watch: &mut dyn Watch) -> Result<Vec<Command>, Cancelled> {
        let mut commands = std::mem::take(&mut self.first);
        let mut stops = 0;
        while stops < Self::PART {
            let Some((command, count)) = self.history.next_day() else {
                commands.extend(self.history.end());
                self.last = true;
                break;
            };
            commands.push(command);
            stops += count;
            let (done, total) = self.history.progress();
            watch.step(done, total)?;
        }
        Ok(commands)
    }

    #[must_use]
    pub fn is_complete(&self) -> bool {
        self.last
    }
}

/// Lets work be stopped, and keeps its own count of steps to itself: days are counted, not entries.
struct Quiet<'a>(&'a mut dyn Watch);

impl Watch for Quiet<'_> {
    fn step(&mut self, _: u64, _: u64) -> Result<(), Cancelled> {
        self.0.step(0, 0)
    }
}
