//! The one door: a command goes in, `decide` answers, the journal keeps it, and only then does memory move.
//! Desk and command line use this and nothing behind it.

mod accounts;
mod ahead;
mod announcing;
mod change;
#[cfg(test)]
mod faults;
mod fleet;
mod kept;
mod known;
mod noting;
pub mod orders;
mod outbox;
pub mod people;
pub mod report;
pub mod safekeeping;
pub mod support;
mod telling;

pub use crate::journal::outbox::{Delivery, KeptFault};
pub use crate::journal::{ChangeSummary, Verdict};
pub use outbox::SendingLock;
pub use telling::{NotRead, Returned};

use crate::domain::command::Command;
use crate::domain::consequences::{self, Consequences};
use crate::domain::day::Day;
use crate::domain::ids::Revision;
use crate::domain::refusal::Refusal;
use crate::domain::state::State;
use crate::domain::time::{ServiceDay, Timestamp};
use crate::domain::watch::{Cancelled, Watch};
use crate::journal::{Journal, Trouble};
use crate::words::{Message, Tell};
use kept::Kept;
use people::Presence;
use std::path::Path;
use std::sync::Arc;

/// An open database and the working set of it in memory.
#[derive(Debug)]
pub struct Session {
    journal: Journal,
    state: State,
    revision: Revision,
    kept: Kept,
    presence: Presence,
}

/// What was done.
#[derive(Clone, Debug)]
pub struct Receipt {
    /// `None` where all was already as asked.
    pub change: Option<ChangeSummary>,
    pub revision: Revision,
    /// Of a change to one service day; empty otherwise.
    pub consequences: Consequences,
}

/// Why a command was not carried out.
#[derive(Debug, thiserror::Error)]
pub enum NotDone {
    #[error(transparent)]
    Refused(#[from] Refusal),
    #[error(transparent)]
    Trouble(#[from] Trouble),
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
}

impl Tell for NotDone {
    fn message(&self) -> Message {
        match self {
            Self::Refused(refusal) => refusal.message(),
            Self::Trouble(trouble) => trouble.message(),
            Self::Cancelled(_) => Message::new("session-cancelled"),
        }
    }
}

impl Session {
    /// Opens the database at `path`, making it (and its folder) where there is none, and migrating it after
    /// a backup copy where it is of an older version.
    ///
    /// # Errors
    /// A [`Trouble`] that names the file, what is wrong with it, and the way out.
    pub fn open(path: &Path) -> Result<Self, Trouble> {
        Self::on(Journal::open(path)?)
    }

    /// A database that lives as long as the session, for tests and pictures.
    ///
    /// # Errors
    /// Where even memory is refused.
    pub fn in_memory() -> Result<Self, Trouble> {
        Self::on(Journal::in_memory()?)
    }

    fn on(journal: Journal) -> Result<Self, Trouble> {
        let (state, revision) = journal.reference()?;
        Ok(Self { journal, state, revision, kept: Kept::default(), presence: Presence::default() })
    }

    /// The working set: all reference data, and the few days asked for last.
    #[must_use]
    pub fn state(&self) -> &State {
        &self.state
    }

    #[must_use]
    pub fn revision(&self) -> Revision {
        self.revision
    }

    /// Every service day there is, oldest first.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn days(&self) -> Result<Vec<ServiceDay>, Trouble> {
        self.journal.days()
    }

    /// Brings a day into the working set; `None` where nothing is planned on it.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn bring(&mut self, day: ServiceDay) -> Result<Option<Arc<Day>>, Trouble> {
        // What is brought must be of the revision the working set stands at.
        self.refresh()?;
        self.hold(day)?;
        Ok(self.state.day(day).filter(|day| !day.routes.is_empty()).map(Arc::clone))
    }

    /// Brings the days around `day` in: the next two that are planned, which stops can be put off to, and those
    /// of the week before that still owe something; then the day itself.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn bring_around(&mut self, day: ServiceDay) -> Result<Option<Arc<Day>>, Trouble> {
        for other in around(&self.journal, day)? {
            self.bring(other)?;
        }
        self.bring(day)
    }

    /// Reads one day without keeping it in the working set: for reports, which pass over many.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn read_day(&self, day: ServiceDay) -> Result<Option<Day>, Trouble> {
        Ok(self.journal.day(day)?.filter(|day| !day.routes.is_empty()))
    }

    /// Folds in what another process has written since; true where there was something.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn refresh(&mut self) -> Result<bool, Trouble> {
        if self.journal.is_replaced()? {
            self.journal.follow_replaced()?;
            (self.state, self.revision) = self.journal.reference()?;
            self.kept = Kept::default();
            return Ok(true);
        }
        catch_up(&self.journal, &mut self.state, &mut self.revision)
    }

    /// What `command` would do, keeping nothing.
    ///
    /// # Errors
    /// [`NotDone`] as for [`Session::submit`].
    pub fn preview(&mut self, command: &Command, now: Timestamp) -> Result<Consequences, NotDone> {
        self.refresh()?;
        if let Some(day) = command.day() {
            if command.looks_around() {
                self.bring_around(day)?;
            }
            self.hold(day)?;
        }
        Ok(consequences::preview(&self.state, command, now)?)
    }

    /// The change [`Session::undo`] would take back.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn undoable(&self) -> Result<Option<ChangeSummary>, Trouble> {
        self.journal.undoable()
    }

    /// Changes after `since`, oldest first, at most the newest `limit`.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn log(&self, since: Revision, limit: usize) -> Result<Vec<ChangeSummary>, Trouble> {
        self.journal.log(since, limit)
    }

    /// Checks the file, the chain of entries, and that the tables equal a replay.
    ///
    /// # Errors
    /// Where checking itself was not possible; what it found wrong is in the [`Verdict`].
    pub fn verify(&self, watch: &mut dyn Watch) -> Result<Verdict, NotDone> {
        match self.journal.verify(watch)? {
            Some(verdict) => Ok(verdict),
            None => Err(Cancelled.into()),
        }
    }

    /// Sees to it that `day` is in the working set, and that not too many others are.
    fn hold(&mut self, day: ServiceDay) -> Result<(), Trouble> {
        if self.state.day(day).is_none() {
            let Some(found) = self.journal.day(day)? else { return Ok(()) };
            self.state.days.insert(day, Arc::new(found));
        }
        self.kept.touch(day);
        self.kept.let_go(&mut self.state, Kept::MOST);
        Ok(())
    }
}

/// The days a change of `day` may have to know: what is owed, and where there may be room.
fn around(journal: &Journal, day: ServiceDay) -> Result<Vec<ServiceDay>, Trouble> {
    /// Older debts are for a person to look at.
    const DAYS_BACK: i64 = 7;
    const DAYS_AHEAD: usize = 2;
    let mut days = journal.owing(day.plus(-DAYS_BACK), day)?;
    days.extend(journal.days()?.into_iter().filter(|later| *later > day).take(DAYS_AHEAD));
    Ok(days)
}

/// Folds in what `state`, which stands at `revision`, has missed; true where there was something.
fn catch_up(journal: &Journal, state: &mut State, revision: &mut Revision) -> Result<bool, Trouble> {
    let days = state.days.keys().copied().collect();
    let (missed, newest) = journal.missed(*revision, &days)?;
    for (revision, operation) in missed {
        state.apply(revision, &operation);
    }
    let moved = newest != *revision;
    *revision = newest;
    Ok(moved)
}
