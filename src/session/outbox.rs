//! What is on its way out: listed, handed to whoever sends it, and settled when that has gone well or not.

use super::Session;
use crate::domain::notice::{DeliveryState, Notice};
use crate::domain::playbook::Playbook;
use crate::domain::time::Timestamp;
use crate::journal::Trouble;
use crate::journal::outbox::{Again, Delivery};
use crate::notify::attempt;
use crate::notify::channels::{SendFault, Sent};
use crate::notify::consignment::{self, Consignment};
use crate::notify::parcel;
use crate::notify::wording::{Telling, language};
use chrono::TimeDelta;
use std::collections::BTreeMap;
use std::fs::{File, OpenOptions};
use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

/// Whoever holds it sends, and nobody else; it is let go when its process ends, however that ends.
#[derive(Debug)]
pub struct SendingLock {
    /// `None` for a database no other process can see.
    _file: Option<File>,
}

impl Session {
    /// The newest notices with their deliveries, newest first.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn outbox(&self, limit: usize) -> Result<Vec<(Notice, Vec<Delivery>)>, Trouble> {
        self.journal.outbox(limit)
    }

    /// Takes the right to send; `None` where another process has it.
    ///
    /// # Errors
    /// Where the file of that right can't be made.
    pub fn take_sending(&self) -> Result<Option<SendingLock>, Trouble> {
        let Some(path) = self.journal.beside(".sending") else {
            return Ok(Some(SendingLock { _file: None }));
        };
        let opened = OpenOptions::new().create(true).append(true).open(&path);
        let file = opened.map_err(|error| Trouble::of_file(&error, &path))?;
        match file.try_lock() {
            Ok(()) => Ok(Some(SendingLock { _file: Some(file) })),
            Err(std::fs::TryLockError::WouldBlock) => Ok(None),
            Err(std::fs::TryLockError::Error(error)) => Err(Trouble::of_file(&error, &path)),
        }
    }

    /// The next delivery that is due, marked as being sent. Whoever asks holds the right to send: what another process
    /// was sending when it ended is sent again, under the same id. `None` where nothing is due.
    ///
    /// # Errors
    /// Where the database cannot be read or written.
    pub fn next_sending(
        &mut self,
        now: Timestamp,
        _lock: &SendingLock,
    ) -> Result<Option<Consignment>, Trouble> {
        let mut spoken = BTreeMap::new();
        for delivery in self.journal.waiting()? {
            let due = delivery.state != DeliveryState::Failed
                || match (delivery.next_try, delivery.last_try) {
                    (Some(next), Some(last)) => attempt::is_due(next, last, now),
                    _ => true,
                };
            if !due || self.has_said_enough(&delivery, now, &mut spoken)? {
                continue;
            }
            let was = delivery.state;
            let begun = Delivery {
                state: DeliveryState::Sending,
                attempts: delivery.attempts.saturating_add(1),
                first_try: delivery.first_try.or(Some(now)),
                last_try: Some(now),
                next_try: None,
                ..delivery
            };
            if self.journal.move_on(was, &begun)?
                && let Some(consignment) = self.consignment(begun)?
            {
                return Ok(Some(consignment));
            }
        }
        Ok(None)
    }

    /// Keeps how an attempt went; where the delivery then stands.
    ///
    /// # Errors
    /// Where the database cannot be written. It is then sent again, under the same id.
    pub fn settle_sending(
        &mut self,
        consignment: Consignment,
        outcome: Result<Sent, SendFault>,
        now: Timestamp,
    ) -> Result<Delivery, Trouble> {
        let settled = consignment::settled(consignment.delivery, outcome, now);
        self.journal.move_on(DeliveryState::Sending, &settled)?;
        super::noting::sending(&settled);
        Ok(settled)
    }

    /// Tries given-up deliveries anew: all of them, or those of one notice, which then waits no longer for its next
    /// attempt either.
    ///
    /// # Errors
    /// Where the database cannot be written.
    pub fn send_again(&mut self, notice: Option<&str>) -> Result<usize, Trouble> {
        self.journal.try_again(notice.map_or(Again::All, Again::Of))
    }

    /// Everything a notice is told with, as the settings are now.
    #[must_use]
    pub fn telling<'a>(&'a self, notice: &'a Notice) -> Telling<'a> {
        let settings = &self.state.settings.notices;
        Telling {
            notice,
            settings,
            centre: self.state.network.centre.as_ref().map(|centre| &centre.name),
            playbook: playbook(&self.state.playbooks, notice.playbook),
            language: language(settings),
        }
    }

    /// The file of the database; `None` for one that is in memory alone.
    #[must_use]
    pub fn database(&self) -> Option<PathBuf> {
        self.journal.beside("")
    }

    /// The folder notices are put into; `None` for a database that is in memory alone.
    #[must_use]
    pub fn notice_folder(&self) -> Option<PathBuf> {
        match self.state.settings.notices.folder.trim() {
            "" => self.usual_notice_folder(),
            folder => Some(PathBuf::from(folder)),
        }
    }

    /// The folder notices are put into where the settings name none.
    #[must_use]
    pub fn usual_notice_folder(&self) -> Option<PathBuf> {
        self.journal.beside("-notices")
    }

    fn consignment(&self, delivery: Delivery) -> Result<Option<Consignment>, Trouble> {
        let offset = self.state.settings.weather.utc_offset_minutes;
        let Some(notice) = self.journal.notice(&delivery.notice)? else {
            let Some(parcel) = self.journal.parcel(&delivery.notice)? else { return Ok(None) };
            let centre = self.state.network.centre.as_ref().map(|centre| &centre.name);
            let letter = parcel::letter(&parcel, centre);
            return Ok(Some(consignment::pack_report(
                &self.state.settings.notices,
                delivery,
                letter,
                offset,
            )));
        };
        let telling = self.telling(&notice);
        Ok(Some(consignment::pack(&telling, delivery, self.notice_folder(), offset)))
    }

    /// A channel that counts its messages has had all it takes in a minute.
    fn has_said_enough(
        &self,
        delivery: &Delivery,
        now: Timestamp,
        spoken: &mut BTreeMap<smol_str::SmolStr, bool>,
    ) -> Result<bool, Trouble> {
        let most = consignment::most_a_minute(&self.state.settings.notices, &delivery.channel);
        let Some(most) = most else { return Ok(false) };
        if let Some(enough) = spoken.get(&delivery.channel) {
            return Ok(*enough);
        }
        let since = now.plus(TimeDelta::seconds(-60));
        let enough = self.journal.attempts_between(&delivery.channel, (since, now))? >= most;
        spoken.insert(delivery.channel.clone(), enough);
        Ok(enough)
    }
}

/// The version asked for, else the newest, else the one shipped with the program.
fn playbook(known: &BTreeMap<u32, Arc<Playbook>>, version: u32) -> &Playbook {
    static STANDARD: LazyLock<Playbook> = LazyLock::new(Playbook::standard);
    let newest = || known.values().next_back();
    known.get(&version).or_else(newest).map_or(&STANDARD, AsRef::as_ref)
}
