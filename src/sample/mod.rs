//! A made-up city with a day under way and a history, the same on every machine for the same recipe. It
//! goes through the session's one door like any other data, and knows nothing of desk or command line.

mod city;
mod dice;
mod history;
mod land;
mod names;
mod orders;
mod outlines;
pub mod people;
mod road;
mod rounds;
mod scale;
mod supply;
mod tour;
mod troubles;
mod workshop;

use crate::domain::Command;
use crate::domain::ids::Author;
use crate::domain::time::{ServiceDay, TimeOfDay, Timestamp};
use crate::domain::watch::Watch;
use crate::session::{NotDone, Receipt, Session};
use history::History;
use std::collections::VecDeque;

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
    /// Service days before the open day. The one after it is planned in any case.
    pub history: u32,
    /// The moment up to which the open day has been played; see [`Recipe::playing_at`].
    pub moment: Timestamp,
}

impl Recipe {
    pub const DEFAULT_SEED: u64 = 1;
    pub const DEFAULT_HISTORY: u32 = 90;

    /// The defaults, with the open day played up to `now` where that is in the middle of the morning (09:30 to
    /// noon), and to 10:20 of the same day where it is not.
    #[must_use]
    pub fn playing_at(now: Timestamp) -> Self {
        let morning = TimeOfDay::hm(9, 30)..=TimeOfDay::hm(12, 0);
        let moment = if morning.contains(&now.time()) { now } else { Self::mid_morning(now.day()) };
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

/// Fills an empty database with the sample, as its first change and one that undo stops before. The
/// database remembers the moment, so that it can be opened at any hour of any later day and its day still
/// be under way (see [`crate::clock::Clock`]).
///
/// # Errors
/// [`NotDone`] where the database gives trouble or `watch` asks to stop; nothing has then been kept.
pub fn found(session: &mut Session, recipe: &Recipe, watch: &mut dyn Watch) -> Result<Receipt, NotDone> {
    let secrets = people::STATED.map(|stated| (stated.name, stated.secret));
    session.found(Making::of(recipe), &Author::new(AUTHOR), recipe.moment, &secrets, watch)
}

/// The commands that make up a sample, a day at a time: a year need not be held in memory.
pub struct Making {
    history: History,
    /// What is to be said before the days, and after them.
    said: VecDeque<Command>,
    ended: bool,
}

impl Making {
    #[must_use]
    pub fn of(recipe: &Recipe) -> Self {
        let (history, first) = History::begin(recipe);
        Self { history, said: first.into(), ended: false }
    }
}

impl Iterator for Making {
    type Item = Command;

    fn next(&mut self) -> Option<Command> {
        if let Some(command) = self.said.pop_front() {
            return Some(command);
        }
        if let Some(day) = self.history.next_day() {
            return Some(day);
        }
        if !self.ended {
            self.ended = true;
            self.said.extend(self.history.end());
        }
        self.said.pop_front()
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let at_the_end = if self.ended { 0 } else { History::SAID_AT_THE_END };
        let left = self.said.len() + self.history.days_left() + at_the_end;
        (left, Some(left))
    }
}
