//! Carrying changes out: one command, many at once, and taking a change back. Each follows the same order:
//! shut others out, catch up, decide, write, commit, and only then move memory.

use super::kept::Kept;
use super::noting::Noting;
use super::{ChangeSummary, NotDone, Receipt, Session, around, catch_up};
use crate::domain::command::Command;
use crate::domain::consequences::{self, Consequences};
use crate::domain::emergency;
use crate::domain::ids::Author;
use crate::domain::people::{Hand, NOBODY, rights};
use crate::domain::refusal::Refusal;
use crate::domain::state::State;
use crate::domain::time::{ServiceDay, Timestamp};
use crate::domain::watch::Watch;
use crate::domain::{decide, weigh};
use crate::journal::{Encoder, Heading, Journal, Trouble, Writing};
use crate::log;
use std::sync::Arc;
use std::thread;

impl Session {
    /// Carries out one command.
    ///
    /// # Errors
    /// [`NotDone`] says why; nothing has then changed, on disk or in memory.
    pub fn submit(
        &mut self,
        command: Command,
        by: impl Into<Hand>,
        at: Timestamp,
    ) -> Result<Receipt, NotDone> {
        self.submit_with(command, by.into(), at, None)
    }

    /// With what somebody signs in with from then on.
    pub(super) fn submit_with(
        &mut self,
        command: Command,
        hand: Hand,
        at: Timestamp,
        secret: Option<(&Author, &str)>,
    ) -> Result<Receipt, NotDone> {
        let noting = Noting::of(log::name_of(&command));
        let done = self.carry_out_one(command, hand, at, secret);
        noting.change(&done);
        done
    }

    fn carry_out_one(
        &mut self,
        command: Command,
        hand: Hand,
        at: Timestamp,
        secret: Option<(&Author, &str)>,
    ) -> Result<Receipt, NotDone> {
        let mut draft = Draft::begin(self, hand, at, false)?;
        let follows = command.changes_holds().then_some(Command::FollowUp { now: at });
        let (news, about) = (command.brings_news(), command.day());
        for command in std::iter::once(command).chain(follows) {
            draft.bring_for(&command)?;
            for operation in decide(&draft.state, &draft.hand, command)? {
                draft.writing.keep(&mut draft.state, &draft.heading, &operation)?;
            }
        }
        if draft.has_changed() {
            for day in draft.days_with_news(about).into_iter().filter(|_| news) {
                draft.announce(day)?;
            }
            draft.answer()?;
            draft.follow_settings()?;
        }
        if let Some((name, secret)) = secret {
            draft.writing.put_secret(name, secret)?;
        }
        let done = draft.commit()?;
        Ok(self.adopt(done, at))
    }

    /// Lets time catch up, in nobody's name: late steps are escalated, holds open and restore their incidents. Does
    /// not touch the disk where nothing is due.
    ///
    /// # Errors
    /// As for [`Session::submit`].
    pub fn follow_up(&mut self, now: Timestamp) -> Result<Option<Receipt>, NotDone> {
        let command = Command::FollowUp { now };
        if weigh(&self.state, command.clone())?.is_empty() {
            return Ok(None);
        }
        let receipt = self.submit(command, Hand::Itself { by: Author::new(NOBODY) }, now)?;
        Ok(Some(receipt).filter(|receipt| receipt.change.is_some()))
    }

    /// Carries out all commands as one change in one transaction: all or none. Commands are taken one by
    /// one, so that they need not all be in memory; `watch` is asked after each, and is told how many there
    /// are where `commands` knows. Giving up through `watch` is also the way out for a source that fails.
    ///
    /// # Errors
    /// [`NotDone`] says why; nothing has then changed.
    pub fn submit_all(
        &mut self,
        commands: impl IntoIterator<Item = Command>,
        by: impl Into<Hand>,
        at: Timestamp,
        watch: &mut dyn Watch,
    ) -> Result<Receipt, NotDone> {
        let noting = Noting::of("Many".to_owned());
        let done = self.carry_out(commands.into_iter(), by.into(), at, watch, None);
        noting.change(&done);
        done
    }

    /// As [`Session::submit_all`], for what lays the ground: undo stops before it. `secrets` is what was made of people's
    /// PINs, by their names.
    ///
    /// # Errors
    /// As for [`Session::submit_all`].
    pub fn found(
        &mut self,
        commands: impl IntoIterator<Item = Command>,
        by: &Author,
        at: Timestamp,
        secrets: &[(&str, &str)],
        watch: &mut dyn Watch,
    ) -> Result<Receipt, NotDone> {
        let noting = Noting::of("Found".to_owned());
        let done = self.carry_out(commands.into_iter(), by.into(), at, watch, Some(secrets));
        noting.change(&done);
        done
    }

    fn carry_out(
        &mut self,
        commands: impl Iterator<Item = Command>,
        hand: Hand,
        at: Timestamp,
        watch: &mut dyn Watch,
        founding: Option<&[(&str, &str)]>,
    ) -> Result<Receipt, NotDone> {
        let total = match commands.size_hint() {
            (least, Some(most)) if least == most => most as u64,
            _ => 0,
        };
        let mut draft = Draft::begin(self, hand, at, founding.is_some())?;
        let draft = thread::scope(|scope| -> Result<_, NotDone> {
            let mut encoder = Encoder::start(scope);
            for (done, command) in (1..).zip(commands) {
                draft.bring_for(&command)?;
                for operation in decide(&draft.state, &draft.hand, command)? {
                    draft.writing.fold(&mut draft.state, &operation)?;
                    draft.let_go();
                    encoder.push(&mut draft.writing, &draft.heading, operation)?;
                }
                watch.step(done, total)?;
            }
            encoder.finish(&mut draft.writing, &draft.heading)?;
            Ok(draft)
        })?;
        for (name, secret) in founding.into_iter().flatten() {
            draft.writing.put_secret(&Author::new(name), secret)?;
        }
        let done = draft.commit()?;
        Ok(self.adopt(done, at))
    }

    /// Takes back the newest change that has not been taken back.
    ///
    /// # Errors
    /// [`Refusal::NothingToUndo`]; [`Refusal::UndoConflict`] where something has changed since in a way the
    /// journal does not tell; or a [`Trouble`].
    pub fn undo(&mut self, by: impl Into<Hand>, at: Timestamp) -> Result<Receipt, NotDone> {
        let noting = Noting::of("Undo".to_owned());
        let done = self.take_back(by.into(), at);
        noting.change(&done);
        done
    }

    fn take_back(&mut self, by: Hand, at: Timestamp) -> Result<Receipt, NotDone> {
        let (draft, _) = Draft::of_undo(self, by, at)?;
        let today = at.day().plus(-1);
        for day in draft.state.days.keys().filter(|day| **day >= today) {
            draft.announce(*day)?;
        }
        draft.answer()?;
        draft.follow_settings()?;
        let done = draft.commit()?;
        Ok(self.adopt(done, at))
    }

    /// What [`Session::undo`] would do, keeping nothing.
    ///
    /// # Errors
    /// As for [`Session::undo`].
    pub fn preview_undo(&mut self, by: impl Into<Hand>, at: Timestamp) -> Result<Consequences, NotDone> {
        let (draft, day) = Draft::of_undo(self, by.into(), at)?;
        // Dropped without being committed, the draft leaves no trace.
        Ok(day.map_or_else(Consequences::default, |day| {
            consequences::between(&draft.before, &draft.state, day, at)
        }))
    }

    /// Memory moves: the disk has.
    fn adopt(&mut self, done: Done, now: Timestamp) -> Receipt {
        let Done { change, mut state, mut kept, before } = done;
        kept.let_go(&mut state, Kept::MOST);
        let consequences = match change.as_ref().and_then(|change| change.day) {
            Some(day) => consequences::between(&before, &state, day, now),
            None => Consequences::default(),
        };
        (self.state, self.kept) = (state, kept);
        self.presence.used();
        if let Some(change) = &change {
            self.revision = change.revision;
        }
        Receipt { change, revision: self.revision, consequences }
    }
}

/// A change under way: a private copy of the working set, and the transaction that will make it true.
pub(super) struct Draft<'s> {
    pub(super) journal: &'s Journal,
    pub(super) writing: Writing<'s>,
    pub(super) heading: Heading,
    hand: Hand,
    pub(super) state: State,
    kept: Kept,
    /// The days in memory when it began, which it must not push out.
    pinned: Kept,
    pub(super) before: State,
}

/// A change that has been made, and is still to be taken into memory.
struct Done {
    change: Option<ChangeSummary>,
    state: State,
    kept: Kept,
    before: State,
}

impl<'s> Draft<'s> {
    /// Shuts others out and catches up with what they wrote. Catching up stays even where the change is
    /// then refused: it is what the disk says.
    pub(super) fn begin(
        session: &'s mut Session,
        hand: Hand,
        at: Timestamp,
        founding: bool,
    ) -> Result<Self, NotDone> {
        // The transaction only borrows the journal; refreshing inside it reads what it will build upon.
        let Session { journal, state, revision, kept, presence } = session;
        let journal: &'s Journal = journal;
        let writing = journal.begin()?;
        if journal.is_replaced()? {
            return Err(Trouble::Replaced { path: journal.path().to_owned() }.into());
        }
        catch_up(journal, state, revision)?;
        presence.admits(state, &hand).map_err(Refusal::from)?;
        Ok(Self {
            journal,
            heading: Heading {
                change: writing.next(),
                by: hand.by().clone(),
                signed: hand.signed().cloned(),
                at,
                undoes: None,
                founding,
            },
            hand,
            writing,
            state: state.clone(),
            kept: kept.clone(),
            pinned: kept.clone(),
            before: state.clone(),
        })
    }

    /// The newest change taken back, and the service day it was about.
    fn of_undo(
        session: &'s mut Session,
        hand: Hand,
        at: Timestamp,
    ) -> Result<(Self, Option<ServiceDay>), NotDone> {
        let mut draft = Self::begin(session, hand, at, false)?;
        let Some(change) = draft.journal.undoable()? else {
            return Err(Refusal::NothingToUndo.into());
        };
        draft.heading.undoes = Some(change.revision);
        for counter in draft.journal.entries_of(change.revision)? {
            let operation = draft.journal.operation(counter)?.inverse();
            let operation = emergency::taken_back_from(&draft.state, operation);
            draft.bring(operation.day())?;
            draft.bring_concerned(&operation)?;
            rights::check(&draft.state, &draft.hand, std::slice::from_ref(&operation))
                .map_err(Refusal::from)?;
            let conflicts = draft.writing.keep(&mut draft.state, &draft.heading, &operation)?;
            draft.let_go();
            if let Some(conflict) = conflicts.into_iter().next() {
                return Err(Refusal::UndoConflict { subject: conflict.subject }.into());
            }
        }
        Ok((draft, change.day))
    }

    /// Something is to be written.
    fn has_changed(&self) -> bool {
        self.writing.next() > self.heading.change
    }

    fn bring_for(&mut self, command: &Command) -> Result<(), Trouble> {
        // What is about no day of its own changes what today's retailers expect.
        if command.day().is_none() && command.brings_news() {
            self.bring(Some(self.heading.at.day()))?;
        }
        self.bring_ahead(command)?;
        // First, so that its state before the change is kept; and last, so that it is not the first to go.
        self.bring(command.day())?;
        if let Some(day) = command.day().filter(|_| command.looks_around()) {
            for other in around(self.journal, day)? {
                self.bring(Some(other))?;
            }
        }
        self.bring(command.day())
    }

    pub(super) fn bring(&mut self, day: Option<ServiceDay>) -> Result<(), Trouble> {
        let Some(day) = day else { return Ok(()) };
        if self.state.day(day).is_none()
            && let Some(found) = self.journal.day(day)?
        {
            let found = Arc::new(found);
            // For telling the consequences; an import's many days are told by none.
            if self.kept.len() < self.pinned.len() + 2 {
                self.before.days.insert(day, Arc::clone(&found));
            }
            self.state.days.insert(day, found);
        }
        self.kept.touch(day);
        Ok(())
    }

    /// Days an import has passed over go; those that were in memory stay.
    fn let_go(&mut self) {
        let most = self.pinned.len() + 2;
        if self.state.days.len() > most {
            self.kept.let_go_but(&mut self.state, most, &self.pinned);
        }
    }

    /// Keeps what somebody signs in with, and nothing else.
    pub(super) fn put_secret_alone(self, name: &Author, secret: &str) -> Result<(), Trouble> {
        self.writing.put_secret(name, secret)?;
        self.writing.commit_beside()
    }

    fn commit(self) -> Result<Done, Trouble> {
        let Self { writing, heading, state, kept, before, .. } = self;
        Ok(Done { change: writing.commit(&heading)?, state, kept, before })
    }
}
