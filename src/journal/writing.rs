//! One change being written: entries and table rows in one transaction, which is undone unless committed.

use super::codec;
use super::entry::{Heading, Line};
use super::history::{self, ChangeSummary, Head};
use super::tally::Tally;
use super::trouble::Outcome;
use super::{Journal, Trouble, tables};
use crate::domain::ids::Revision;
use crate::domain::operation::Operation;
use crate::domain::state::{Conflict, State};
use crate::domain::time::ServiceDay;
use rusqlite::{Connection, Transaction, TransactionBehavior};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::Scope;

/// A change under way. Dropped without [`Writing::commit`], nothing of it has happened.
#[derive(Debug)]
pub struct Writing<'j> {
    pub(super) journal: &'j Journal,
    pub(super) tx: Transaction<'j>,
    sequence: u64,
    hash: super::entry::Hash,
    /// Counter of the newest entry, and of the newest operation folded.
    entered: u64,
    folded: u64,
    tally: Tally,
}

impl<'j> Writing<'j> {
    pub(super) fn begin(journal: &'j Journal) -> Result<Self, Trouble> {
        let begin = || -> Outcome<_> {
            let tx = Transaction::new_unchecked(&journal.conn, TransactionBehavior::Immediate)?;
            let newest = history::newest(&tx)?.0;
            let Head { sequence, hash } = history::head(&tx, &journal.desk)?;
            Ok(Self { journal, tx, sequence, hash, entered: newest, folded: newest, tally: Tally::default() })
        };
        journal.named(begin())
    }

    /// The number the next operation will have.
    #[must_use]
    pub fn next(&self) -> Revision {
        Revision(self.folded + 1)
    }

    /// Folds `operation` into `state` and the tables, bringing its day in where it is not yet. Its entry
    /// is to follow by [`Writing::enter`], in the same order.
    ///
    /// # Errors
    /// As all writing: a full or failing disk, or a day that cannot be read.
    pub fn fold(&mut self, state: &mut State, operation: &Operation) -> Result<Vec<Conflict>, Trouble> {
        let revision = self.next();
        let conflicts = self.journal.named(fold(&self.tx, state, revision, operation))?;
        self.folded = revision.0;
        self.tally.add(operation);
        Ok(conflicts)
    }

    /// Adds the entry of the oldest operation folded and not yet entered.
    ///
    /// # Errors
    /// As all writing.
    pub fn enter(
        &mut self,
        heading: &Heading,
        day: Option<ServiceDay>,
        payload: &[u8],
    ) -> Result<(), Trouble> {
        debug_assert!(self.entered < self.folded, "every entry belongs to an operation folded before");
        let line = Line {
            counter: self.entered + 1,
            desk: &self.journal.desk,
            sequence: self.sequence + 1,
            heading,
            day,
            version: codec::VERSION,
            payload,
        };
        let hash = line.hash(&self.hash);
        self.journal.named(history::add(&self.tx, &line, &self.hash, &hash))?;
        (self.entered, self.sequence, self.hash) = (line.counter, line.sequence, hash);
        Ok(())
    }

    /// [`Writing::fold`] and [`Writing::enter`] in one, for changes too small to be worth a second thread.
    ///
    /// # Errors
    /// As all writing.
    pub fn keep(
        &mut self,
        state: &mut State,
        heading: &Heading,
        operation: &Operation,
    ) -> Result<Vec<Conflict>, Trouble> {
        let conflicts = self.fold(state, operation)?;
        self.enter(heading, operation.day(), &codec::encode(operation))?;
        Ok(conflicts)
    }

    /// Sums the change up and makes it last: when this returns, it survives the loss of power. `None` where
    /// nothing was folded.
    ///
    /// # Errors
    /// As all writing; nothing has then happened.
    pub fn commit(self, heading: &Heading) -> Result<Option<ChangeSummary>, Trouble> {
        debug_assert_eq!(self.entered, self.folded, "every operation has its entry");
        let revision = Revision(self.folded);
        if revision < heading.change {
            return Ok(None);
        }
        let summary = self.tally.sum(heading, revision);
        let commit = || -> Outcome<()> {
            history::sum_up(&self.tx, heading.change, &summary)?;
            self.tx.commit()?;
            Ok(())
        };
        self.journal.named(commit())?;
        Ok(Some(summary))
    }
}

/// The one fold: the state moves, and the tables with it. Live changes and replays both go through here.
pub(super) fn fold(
    conn: &Connection,
    state: &mut State,
    revision: Revision,
    operation: &Operation,
) -> Outcome<Vec<Conflict>> {
    if let Some(day) = operation.day()
        && state.day(day).is_none()
        && let Some(found) = tables::day(conn, day)?
    {
        state.days.insert(day, Arc::new(found));
    }
    let before = state.clone();
    let conflicts = state.apply(revision, operation);
    tables::write(conn, &before, state, operation)?;
    Ok(conflicts)
}

/// Turns operations into entries' bytes beside the thread that decides and folds: for imports, where that
/// is a third of the work.
#[derive(Debug)]
pub struct Encoder {
    to: Sender<Operation>,
    from: Receiver<(Option<ServiceDay>, Vec<u8>)>,
    under_way: usize,
}

impl Encoder {
    /// More would only fill memory.
    const MOST_UNDER_WAY: usize = 4;

    /// Starts it; it ends when dropped.
    #[must_use]
    pub fn start<'scope>(scope: &'scope Scope<'scope, '_>) -> Self {
        let (to, work) = channel::<Operation>();
        let (done, from) = channel();
        scope.spawn(move || {
            for operation in work {
                if done.send((operation.day(), codec::encode(&operation))).is_err() {
                    return;
                }
            }
        });
        Self { to, from, under_way: 0 }
    }

    /// Hands over an operation folded into `writing`, and enters what has been encoded meanwhile.
    ///
    /// # Errors
    /// As all writing.
    pub fn push(
        &mut self,
        writing: &mut Writing<'_>,
        heading: &Heading,
        operation: Operation,
    ) -> Result<(), Trouble> {
        while self.under_way >= Self::MOST_UNDER_WAY {
            self.enter_one(writing, heading)?;
        }
        if self.to.send(operation).is_ok() {
            self.under_way += 1;
        }
        Ok(())
    }

    /// Enters what is still under way.
    ///
    /// # Errors
    /// As all writing.
    pub fn finish(mut self, writing: &mut Writing<'_>, heading: &Heading) -> Result<(), Trouble> {
        while self.under_way > 0 {
            self.enter_one(writing, heading)?;
        }
        Ok(())
    }

    fn enter_one(&mut self, writing: &mut Writing<'_>, heading: &Heading) -> Result<(), Trouble> {
        self.under_way -= 1;
        match self.from.recv() {
            Ok((day, payload)) => writing.enter(heading, day, &payload),
            // Only if the other thread has panicked, which the scope passes on.
            Err(_) => Ok(()),
        }
    }
}
