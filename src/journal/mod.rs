//! The truth on disk: an append-only journal of operations in SQLite, and the tables it keeps current in
//! the same transactions. Knows how operations are stored and folded, not why they came about: commands,
//! rules and the order of work are the session's.

pub mod backup;
mod codec;
pub mod credentials;
mod db;
mod entry;
mod history;
pub mod inside;
mod kept_fault;
mod logbooks;
mod numbers;
pub mod outbox;
pub mod parcels;
mod said;
#[cfg(test)]
mod samples;
mod tables;
mod tally;
mod trouble;
mod verify;
mod writing;

pub use entry::Heading;
pub use history::ChangeSummary;
pub use logbooks::Sums;
pub use trouble::Trouble;
pub use verify::{Problem, Verdict};
pub use writing::{Encoder, Writing};

use crate::domain::day::Day;
use crate::domain::ids::Revision;
use crate::domain::operation::Operation;
use crate::domain::state::State;
use crate::domain::time::ServiceDay;
use crate::domain::watch::Watch;
use rusqlite::Connection;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use trouble::Outcome;

/// An open database.
#[derive(Debug)]
pub struct Journal {
    conn: Connection,
    path: PathBuf,
    desk: String,
}

impl Journal {
    /// Opens the file at `path`, making it where there is none, migrating it after a backup copy where it
    /// is of an older version.
    ///
    /// # Errors
    /// [`Trouble`] names the file and the way out.
    pub fn open(path: &Path) -> Result<Self, Trouble> {
        let conn = db::open(path, db::MIGRATIONS)?;
        Self::on(conn, path.to_owned())
    }

    /// A database that is gone with the value.
    ///
    /// # Errors
    /// Where even memory is refused.
    pub fn in_memory() -> Result<Self, Trouble> {
        let path = PathBuf::from(":memory:");
        let conn = db::open_private(false).map_err(|fault| fault.in_file(&path))?;
        Self::on(conn, path)
    }

    fn on(conn: Connection, path: PathBuf) -> Result<Self, Trouble> {
        let known = || -> Outcome<String> {
            history::check_known(&conn)?;
            backup::desk(&conn)
        };
        match known() {
            Ok(desk) => Ok(Self { conn, path, desk }),
            Err(fault) => Err(fault.in_file(&path)),
        }
    }

    fn named<T>(&self, outcome: Outcome<T>) -> Result<T, Trouble> {
        outcome.map_err(|fault| fault.in_file(&self.path))
    }

    /// The number of the newest entry.
    ///
    /// # Errors
    /// As all reading: where the database cannot be read, or what it says cannot be.
    pub fn newest(&self) -> Result<Revision, Trouble> {
        self.named(history::newest(&self.conn))
    }

    /// Reference data, settings, holds and breakdowns, with no day brought in, and the revision they are of.
    ///
    /// # Errors
    /// As all reading.
    pub fn reference(&self) -> Result<(State, Revision), Trouble> {
        let read = || -> Outcome<_> {
            // One transaction, so that both are of the same moment.
            let tx = self.conn.unchecked_transaction()?;
            let read = (tables::reference(&tx)?, history::newest(&tx)?);
            tx.commit()?;
            Ok(read)
        };
        self.named(read())
    }

    /// One day whole; `None` where nothing was ever planned on it.
    ///
    /// # Errors
    /// As all reading.
    pub fn day(&self, day: ServiceDay) -> Result<Option<Day>, Trouble> {
        let read = || -> Outcome<_> {
            // Inside a change the day is read as the change sees it; else all its tables are of one moment.
            if !self.conn.is_autocommit() {
                return tables::day(&self.conn, day);
            }
            let tx = self.conn.unchecked_transaction()?;
            let read = tables::day(&tx, day)?;
            tx.commit()?;
            Ok(read)
        };
        self.named(read())
    }

    /// Where the database is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// A file beside the database, by what its name ends in; `None` where the database is in memory alone.
    #[must_use]
    pub fn beside(&self, ending: &str) -> Option<PathBuf> {
        (self.path != Path::new(":memory:")).then(|| db::beside(&self.path, ending))
    }

    /// Every day with a route, oldest first.
    ///
    /// # Errors
    /// As all reading.
    pub fn days(&self) -> Result<Vec<ServiceDay>, Trouble> {
        self.named(tables::days(&self.conn))
    }

    /// What a working set of `days` that stands at `since` has missed, oldest first, and where it then
    /// stands.
    ///
    /// # Errors
    /// As all reading.
    pub fn missed(
        &self,
        since: Revision,
        days: &BTreeSet<ServiceDay>,
    ) -> Result<(Vec<(Revision, Operation)>, Revision), Trouble> {
        let read = || -> Outcome<_> {
            // The newest first: what is added meanwhile will be missed again, never skipped.
            let newest = history::newest(&self.conn)?;
            if newest == since {
                return Ok((Vec::new(), newest));
            }
            let mut missed = history::missed(&self.conn, since, days)?;
            missed.retain(|(revision, _)| *revision <= newest);
            Ok((missed, newest))
        };
        self.named(read())
    }

    /// Changes after `since`, oldest first, at most the newest `limit`.
    ///
    /// # Errors
    /// As all reading.
    pub fn log(&self, since: Revision, limit: usize) -> Result<Vec<ChangeSummary>, Trouble> {
        self.named(history::log(&self.conn, since, limit))
    }

    /// The newest change that can be taken back.
    ///
    /// # Errors
    /// As all reading.
    pub fn undoable(&self) -> Result<Option<ChangeSummary>, Trouble> {
        self.named(history::undoable(&self.conn))
    }

    /// Days from `first` on and before `end` with stops that were put off, oldest first.
    ///
    /// # Errors
    /// As all reading.
    pub fn owing(&self, first: ServiceDay, end: ServiceDay) -> Result<Vec<ServiceDay>, Trouble> {
        self.named(tables::owing(&self.conn, first, end))
    }

    /// The counters of a change's entries, newest first.
    ///
    /// # Errors
    /// As all reading.
    pub fn entries_of(&self, change: Revision) -> Result<Vec<u64>, Trouble> {
        self.named(history::entries_of(&self.conn, change))
    }

    /// What one entry says happened.
    ///
    /// # Errors
    /// As all reading.
    pub fn operation(&self, counter: u64) -> Result<Operation, Trouble> {
        self.named(history::operation(&self.conn, counter))
    }

    /// Checks the file, the chain of entries, and that the tables equal a replay. `None` where `watch` said
    /// that it is no longer wanted.
    ///
    /// # Errors
    /// Where checking itself was not possible.
    pub fn verify(&self, watch: &mut dyn Watch) -> Result<Option<Verdict>, Trouble> {
        self.named(verify::verify(&self.conn, watch))
    }

    /// Begins a change: from here to its end no other process writes.
    ///
    /// # Errors
    /// [`Trouble::Busy`] where another process does not come to an end; else as all writing.
    pub fn begin(&self) -> Result<Writing<'_>, Trouble> {
        Writing::begin(self)
    }

    /// For tests that take the disk away.
    #[cfg(test)]
    pub(crate) fn connection(&mut self) -> &mut Connection {
        &mut self.conn
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_hold_all_the_state_does_after_each_kind_of_operation_and_its_undoing() {
        let conn = db::open_private(false).unwrap_or_else(|fault| panic!("{fault:?}"));
        let operations = samples::operations();
        let undoing: Vec<_> = operations.iter().rev().cloned().map(Operation::inverse).collect();
        let mut state = State::default();
        for (operation, counter) in operations.iter().chain(&undoing).zip(1..) {
            let conflicts = writing::fold(&conn, &mut state, Revision(counter), operation);
            assert!(matches!(conflicts.as_deref(), Ok([])), "{operation:?}: {conflicts:?}");
            let mut read = tables::reference(&conn).unwrap_or_else(|fault| panic!("{fault:?}"));
            let day = tables::day(&conn, samples::day()).unwrap_or_else(|fault| panic!("{fault:?}"));
            read.days.extend(day.map(|day| (day.date, day.into())));
            assert_eq!(read, state, "after {operation:?}");
        }
        state.days.clear();
        assert_eq!(state, State::default());
    }
}
