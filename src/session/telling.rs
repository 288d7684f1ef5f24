//! Who is told what: the day's ledger, call lists out, and call lists that have come back.

use super::Session;
use crate::domain::command::{Happening, Telling};
use crate::domain::day::Way;
use crate::domain::ids::{Author, RetailerCode};
use crate::domain::news::Heard;
use crate::domain::notice::{DeliveryState, Notice};
use crate::domain::outlook;
use crate::domain::time::{ServiceDay, Timestamp};
use crate::domain::watch::Watch;
use crate::domain::{Command, day::Day};
use crate::exchange::intake::{self, Complaints, Kind, ReadOptions, Unreadable};
use crate::journal::Trouble;
use crate::notify::ledger::{self, Entry, Word};
use crate::notify::{Call, call_list, standing};
use crate::words::{Message, Tell};
use smol_str::SmolStr;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// What a call list says that has come back.
#[derive(Clone, Debug, PartialEq)]
pub struct Returned {
    /// The file's name.
    pub file: String,
    pub tellings: Vec<Telling>,
    pub complaints: Complaints,
}

/// Why one could not be read.
#[derive(Debug)]
pub enum NotRead {
    Unreadable(Unreadable),
    Trouble(Trouble),
}

impl From<Trouble> for NotRead {
    fn from(trouble: Trouble) -> Self {
        Self::Trouble(trouble)
    }
}

impl Tell for NotRead {
    fn message(&self) -> Message {
        match self {
            Self::Unreadable(unreadable) => unreadable.message(),
            Self::Trouble(trouble) => trouble.message(),
        }
    }
}

impl Session {
    /// The ledger of a day of the working set, as things stand at `now`; empty where nothing is planned on it.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn ledger(&self, day: ServiceDay, now: Timestamp) -> Result<Vec<Entry>, Trouble> {
        let Some(planned) = self.state.day(day) else { return Ok(Vec::new()) };
        let outlook = outlook::project(&self.state, planned, now);
        let words = self.last_words(day)?;
        Ok(ledger::entries(&self.state, planned, &outlook, &words, &self.announced(day)?))
    }

    /// The newest the notices of a day say of each retailer. What a later notice tells instead counts no more.
    fn last_words(&self, day: ServiceDay) -> Result<BTreeMap<RetailerCode, Word>, Trouble> {
        let mut notices = Vec::new();
        for (id, deliveries) in self.outbox_around(day, day)? {
            if standing::standing(&deliveries) != Some(DeliveryState::Merged) {
                notices.extend(self.notice(&id)?.filter(|notice| notice.day == day).map(Arc::new));
            }
        }
        Ok(ledger::last_words(&notices))
    }

    /// The lines of a call list, each with the notice it stands in.
    #[must_use]
    pub fn calls<'e>(&self, day: &Day, entries: impl IntoIterator<Item = &'e Entry>) -> Vec<(SmolStr, Call)> {
        let call = |entry: &Entry| {
            let (notice, line) = entry.to_call(&self.state, day);
            (notice.id.clone(), self.telling(&notice).call(&line))
        };
        entries.into_iter().map(call).collect()
    }

    /// Reads a call list that has come back, keeping nothing: whom it says was told, in the name of whoever it names
    /// or else of `by`. Times without a date are the service day's.
    ///
    /// # Errors
    /// [`NotRead`] where nothing of the file could be used, and why.
    pub fn read_returned(
        &self,
        file: &Path,
        day: ServiceDay,
        way: Option<Way>,
        (by, now): (&Author, Timestamp),
        watch: &mut dyn Watch,
    ) -> Result<Returned, NotRead> {
        let options = ReadOptions {
            kind: Some(Kind::Progress),
            columns: Some(call_list::columns()),
            told_until: Some(now),
            ..ReadOptions::default()
        };
        let at = if now.day() == day { now } else { Timestamp::of(day, now.time()) };
        let reading = intake::read_file(file, &options, self, at, watch).map_err(NotRead::Unreadable)?;
        let announced = self.announced(day)?;
        let stops = self.state.day(day).into_iter().flat_map(|planned| planned.routes.values());
        let stops = stops.flat_map(|route| &route.stops);
        let told_at: BTreeMap<_, _> =
            stops.filter_map(|stop| Some((&stop.retailer, stop.told.as_ref()?.at))).collect();
        // What was noted since the list went out stands: it is the later word.
        let is_older =
            |retailer: &RetailerCode, at: Timestamp| told_at.get(retailer).is_some_and(|known| *known >= at);
        let mut tellings = Vec::new();
        for command in reading.commands {
            let Command::NoteProgress { notes, .. } = command else { continue };
            for note in notes {
                let Happening::AtStop { retailer, facts } = note.what else { continue };
                let Some(told) = facts.told.filter(|told| !is_older(&retailer, told.at)) else { continue };
                let by = if told.by.is_empty() { SmolStr::new(by.as_str()) } else { told.by };
                let said = announced.get(&retailer).map(|announced| announced.prospect);
                tellings.push(Telling { at: told.at, by, way, confirmed: false, said, retailer });
            }
        }
        Ok(Returned { file: reading.file, tellings, complaints: reading.complaints })
    }

    /// What of the outbox concerns a day, and what of the days around `today` is still open: newest first, by id.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn outbox_around(
        &self,
        day: ServiceDay,
        today: ServiceDay,
    ) -> Result<Vec<(SmolStr, Vec<super::Delivery>)>, Trouble> {
        self.journal.outbox_around(day, today)
    }

    /// One notice.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn notice(&self, id: &str) -> Result<Option<Notice>, Trouble> {
        self.journal.notice(id)
    }

    /// What was announced of a day's retailers.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn announced(&self, day: ServiceDay) -> Result<Heard, Trouble> {
        self.journal.announced(day)
    }

    /// Another number each time somebody else has written to the database.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn stamp(&self) -> Result<i64, Trouble> {
        self.journal.stamp()
    }
}
