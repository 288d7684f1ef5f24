//! The one door: a command goes in, `decide` answers, the journal keeps it, and only then does memory move.
//! Desk and command line use this and nothing behind it.

mod report;

use crate::domain::command::Command;
use crate::domain::consequences::Consequences;
use crate::domain::day::Day;
use crate::domain::deed::Deed;
use crate::domain::ids::{Author, Revision};
use crate::domain::refusal::Refusal;
use crate::domain::state::State;
use crate::domain::time::{ServiceDay, Timestamp};
use crate::domain::watch::Watch;
use crate::journal::{Trouble, Verdict};
use std::path::Path;
use std::sync::Arc;

/// An open database and the working set of it in memory.
pub struct Session {
    state: State,
    revision: Revision,
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

/// A change as the log tells it: all operations of one command, or of one import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeSummary {
    /// The revision of its last entry; names the change.
    pub revision: Revision,
    pub at: Timestamp,
    pub by: Author,
    pub deed: Deed,
    /// The service day it is about, where that is one.
    pub day: Option<ServiceDay>,
    /// The change it took back.
    pub undoes: Option<Revision>,
    /// The change that took it back.
    pub undone_by: Option<Revision>,
}

/// Why a command was not carried out.
#[derive(Debug, thiserror::Error)]
pub enum NotDone {
    #[error(transparent)]
    Refused(#[from] Refusal),
    #[error(transparent)]
    Trouble(#[from] Trouble),
    #[error(transparent)]
    Cancelled(#[from] crate::domain::watch::Cancelled),
}

impl Session {
    /// Opens the database at `path`, making it where there is none, and migrating it after a backup copy
    /// where it is of an older version.
    ///
    /// # Errors
    /// A [`Trouble`] that names the file, what is wrong with it, and the way out.
    pub fn open(path: &Path) -> Result<Self, Trouble> {
        let _ = path;
        todo!()
    }

    /// A database that lives as long as the session, for tests and pictures.
    ///
    /// # Errors
    /// Where even memory is refused.
    pub fn in_memory() -> Result<Self, Trouble> {
        todo!()
    }

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
        todo!()
    }

    /// Brings a day into the working set; `None` where nothing is planned on it.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn bring(&mut self, day: ServiceDay) -> Result<Option<Arc<Day>>, Trouble> {
        let _ = day;
        todo!()
    }

    /// Reads one day without keeping it in the working set: for reports, which pass over many.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn read_day(&self, day: ServiceDay) -> Result<Option<Day>, Trouble> {
        let _ = day;
        todo!()
    }

    /// Folds in what another process has written since; true where there was something.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn refresh(&mut self) -> Result<bool, Trouble> {
        todo!()
    }

    /// Carries out one command.
    ///
    /// # Errors
    /// [`NotDone`] says why; nothing has then changed, on disk or in memory.
    pub fn submit(&mut self, command: Command, by: &Author, at: Timestamp) -> Result<Receipt, NotDone> {
        let _ = (command, by, at);
        todo!()
    }

    /// Carries out all commands as one change in one transaction: all or none.
    ///
    /// # Errors
    /// [`NotDone`] says why; nothing has then changed.
    pub fn submit_all(
        &mut self,
        commands: Vec<Command>,
        by: &Author,
        at: Timestamp,
        watch: &mut dyn Watch,
    ) -> Result<Receipt, NotDone> {
        let _ = (commands, by, at, watch);
        todo!()
    }

    /// What `command` would do, keeping nothing.
    ///
    /// # Errors
    /// [`NotDone`] as for [`Session::submit`].
    pub fn preview(&mut self, command: &Command, now: Timestamp) -> Result<Consequences, NotDone> {
        let _ = (command, now);
        todo!()
    }

    /// Takes back the newest change that has not been taken back.
    ///
    /// # Errors
    /// [`Refusal::NothingToUndo`], or a [`Trouble`].
    pub fn undo(&mut self, by: &Author, at: Timestamp) -> Result<Receipt, NotDone> {
        let _ = (by, at);
        todo!()
    }

    /// The change [`Session::undo`] would take back.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn undoable(&self) -> Result<Option<ChangeSummary>, Trouble> {
        todo!()
    }

    /// Changes after `since`, oldest first, at most the newest `limit`.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn log(&self, since: Revision, limit: usize) -> Result<Vec<ChangeSummary>, Trouble> {
        let _ = (since, limit);
        todo!()
    }

    /// Checks the file, the chain of entries, and that the tables equal a replay.
    ///
    /// # Errors
    /// Where checking itself was not possible; what it found wrong is in the [`Verdict`].
    pub fn verify(&self, watch: &mut dyn Watch) -> Result<Verdict, NotDone> {
        let _ = watch;
        todo!()
    }
}
