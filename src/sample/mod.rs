//! A made-up city with a day under way and a history, the same on every machine for the same recipe. It
//! goes through the session's one door like any other data, and knows nothing of desk or command line.

use crate::domain::ids::Author;
use crate::domain::time::{ServiceDay, TimeOfDay, Timestamp};
use crate::domain::watch::Watch;
use crate::session::{NotDone, Receipt, Session};

/// How large a sample to make.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Size {
    /// 15,000 retailers; about 40 routes of 100 stops on the open day.
    #[default]
    City,
    /// 112,500 retailers; 150 routes of 150 stops on the open day.
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

    /// The defaults, with the open day played up to `now` where that is a working hour, and to 10:20 of the
    /// same day where it is not.
    #[must_use]
    pub fn playing_at(now: Timestamp) -> Self {
        let working = TimeOfDay::hm(8, 30)..=TimeOfDay::hm(16, 30);
        let moment = if working.contains(&now.time()) { now } else { Self::mid_morning(now.day()) };
        Self { size: Size::City, seed: Self::DEFAULT_SEED, history: Self::DEFAULT_HISTORY, moment }
    }

    /// 10:20, the hour the desk is made for.
    #[must_use]
    pub fn mid_morning(day: ServiceDay) -> Timestamp {
        Timestamp::of(day, TimeOfDay::hm(10, 20))
    }
}

/// Fills an empty database with the sample, as its first change. The database remembers the moment, so that
/// it can be opened at any hour of any later day and its day still be under way
/// (see [`crate::clock::Clock`]).
///
/// # Errors
/// [`NotDone`] where the database gives trouble or `watch` asks to stop; nothing has then been kept.
pub fn found(session: &mut Session, recipe: &Recipe, watch: &mut dyn Watch) -> Result<Receipt, NotDone> {
    let _ = (session, recipe, watch, Author::new("sample"));
    todo!()
}
