//! Notices on their way and the day's ledger, as the bookkeeper's thread brings them: looked at anew with each change of
//! the day, and each time another thread or process has moved something.

use super::News;
use super::data_desk::Means;
use crate::desk::snapshot::Snapshot;
use crate::desk::world::NoticeKind;
use crate::domain::command::Command;
use crate::domain::day::{Day, Way};
use crate::domain::ids::{RetailerCode, Revision};
use crate::domain::news::Heard;
use crate::domain::notice::{Addressee, DeliveryState, Notice};
use crate::domain::people::Role;
use crate::domain::supply::word::SupplyWord;
use crate::domain::time::{ServiceDay, Timestamp};
use crate::domain::watch::Unwatched;
use crate::exchange::intake::Complaints;
use crate::exchange::report::whole_file::WholeFile;
use crate::journal::Trouble;
use crate::notify::answers::{ToAnswer, to_answer};
use crate::notify::ledger::{self, Entry, Standing, Word};
use crate::notify::standing::{put_off, standing};
use crate::notify::{Letter, call_list};
use crate::session::{Delivery, NotRead, Session};
use crate::words::{Arg, Language, Message, Tell};
use smol_str::SmolStr;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

/// The window only reads it; everything in it is shared.
#[derive(Clone, Debug, Default)]
pub struct Outbox {
    /// The day's notices, and those of the days around that are still open; newest first.
    pub notices: Arc<[Posted]>,
    /// Every stop of the day, route by route.
    pub ledger: Arc<[Entry]>,
    /// Who is to hear something of supply.
    pub answers: Arc<[ToAnswer]>,
    pub tally: Tally,
    /// The notice that was opened last, as it goes out.
    pub letter: Option<Arc<OpenLetter>>,
    /// The call list that came back last.
    pub returned: Option<Arc<TakenList>>,
}

/// What waits for somebody.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Notices that have been given up on some channel.
    pub given_up: usize,
    /// Notices that have failed and are tried again.
    pub failing: usize,
    pub to_tell: usize,
    /// Of them, those that were told something else.
    pub outdated: usize,
    /// Retailers still to hear something of supply.
    pub to_answer: usize,
}

/// A notice without its retailers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Posted {
    pub id: SmolStr,
    pub day: ServiceDay,
    pub at: Timestamp,
    pub by: SmolStr,
    pub to: Addressee,
    pub retailers: usize,
    pub put_off: usize,
    /// What it tells of supply, without its retailers; `None` where it tells of new times.
    pub supply: Option<SupplyWord>,
    /// The worst of its channels; `None` where there is no channel.
    pub standing: Option<DeliveryState>,
    pub deliveries: Vec<Delivery>,
}

/// A notice as it goes out.
#[derive(Clone, Debug)]
pub struct OpenLetter {
    pub letter: Letter,
    /// The text with its retailers below it, for whoever takes it by hand.
    pub whole: String,
}

/// What came of a call list.
#[derive(Clone, Debug, PartialEq)]
pub struct TakenList {
    pub file: String,
    pub told: usize,
    pub complaints: Complaints,
}

/// What is asked about notices.
#[derive(Debug)]
pub enum OutboxRequest {
    /// Bring a notice as it goes out.
    Open(SmolStr),
    /// Try a notice at once that has failed or been given up.
    SendAgain(SmolStr),
    /// Write a call list of these retailers.
    SaveCalls { retailers: Vec<RetailerCode>, path: PathBuf, language: Language },
    /// Tick whom a call list that has come back says was told.
    TakeList { path: PathBuf, way: Option<Way> },
}

/// One of these has come in; the others stay.
#[derive(Clone, Debug)]
pub enum FromOutbox {
    Stands {
        notices: Arc<[Posted]>,
        ledger: Arc<[Entry]>,
        answers: Arc<[ToAnswer]>,
        tally: Tally,
    },
    Letter(Arc<OpenLetter>),
    List(Arc<TakenList>),
    /// Something is to be sent at once.
    Again,
}

impl Outbox {
    /// Takes in what came.
    pub fn take(&mut self, news: FromOutbox) {
        match news {
            FromOutbox::Stands { notices, ledger, answers, tally } => {
                (self.notices, self.ledger) = (notices, ledger);
                (self.answers, self.tally) = (answers, tally);
            }
            FromOutbox::Letter(letter) => self.letter = Some(letter),
            FromOutbox::List(list) => self.returned = Some(list),
            FromOutbox::Again => {}
        }
    }
}

/// What the bookkeeper keeps of the outbox between two looks.
#[derive(Debug, Default)]
pub struct OutboxDesk {
    /// Notices never change: each is read once.
    known: BTreeMap<SmolStr, Arc<Notice>>,
    notices: Arc<[Posted]>,
    words: BTreeMap<RetailerCode, Word>,
    heard: Heard,
    /// What the above was read at.
    read_at: Option<(Revision, i64, ServiceDay)>,
    /// Something has been told.
    told: bool,
}

impl OutboxDesk {
    /// Whether somebody else has written since the last look.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn has_moved(&self, session: &Session) -> Result<bool, Trouble> {
        let stamp = session.stamp()?;
        Ok(self.read_at.is_some_and(|(_, read, _)| read != stamp))
    }

    /// How things stand for the day of `snapshot`; `None` where there is nothing to say, and never was.
    ///
    /// # Errors
    /// Where the database cannot be read.
    pub fn look(&mut self, session: &Session, snapshot: &Snapshot) -> Result<Option<FromOutbox>, Trouble> {
        let at = (snapshot.revision, session.stamp()?, snapshot.date);
        if self.read_at != Some(at) {
            self.read(session, snapshot)?;
            self.read_at = Some(at);
        }
        let empty = Day::empty(snapshot.date);
        let day = snapshot.day().map_or(&empty, AsRef::as_ref);
        let entries = ledger::entries(&snapshot.state, day, &snapshot.outlook, &self.words, &self.heard);
        let answers = to_answer(&snapshot.state, snapshot.date, snapshot.now);
        if entries.is_empty() && self.notices.is_empty() && answers.is_empty() && !self.told {
            return Ok(None);
        }
        self.told = true;
        let tally = tally(&self.notices, &entries, &answers);
        let notices = Arc::clone(&self.notices);
        Ok(Some(FromOutbox::Stands { notices, ledger: entries.into(), answers: answers.into(), tally }))
    }

    fn read(&mut self, session: &Session, snapshot: &Snapshot) -> Result<(), Trouble> {
        let found = session.outbox_around(snapshot.date, snapshot.now.day())?;
        let ids: BTreeSet<&SmolStr> = found.iter().map(|(id, _)| id).collect();
        self.known.retain(|id, _| ids.contains(id));
        let (mut posted, mut of_the_day) = (Vec::with_capacity(found.len()), Vec::new());
        for (id, deliveries) in found {
            let notice = match self.known.get(&id) {
                Some(notice) => Arc::clone(notice),
                None => match session.notice(&id)? {
                    Some(notice) => Arc::new(notice),
                    None => continue,
                },
            };
            self.known.insert(id, Arc::clone(&notice));
            let one = Posted::new(&notice, deliveries);
            if notice.day == snapshot.date && one.standing != Some(DeliveryState::Merged) {
                of_the_day.push(notice);
            }
            posted.push(one);
        }
        self.words = ledger::last_words(&of_the_day);
        self.heard = session.announced(snapshot.date)?;
        self.notices = posted.into();
        Ok(())
    }

    /// Does what was asked and tells what came of it; true where the day has changed.
    pub fn answer(
        &mut self,
        request: OutboxRequest,
        shown: Option<&Snapshot>,
        means: &mut Means<'_>,
    ) -> bool {
        let trouble = |means: &Means<'_>, message| means.teller.notice(NoticeKind::Trouble, message);
        match request {
            OutboxRequest::Open(id) => match letter(means.session, &id) {
                Ok(Some(letter)) => {
                    means.teller.tell(News::Outbox(FromOutbox::Letter(Arc::new(letter))));
                }
                // It has gone meanwhile; the next look says so.
                Ok(None) => {}
                Err(why) => trouble(means, why.message()),
            },
            OutboxRequest::SendAgain(_)
                if let Err(why) = means.session.permit(means.author, Role::Dispatcher) =>
            {
                means.teller.notice(NoticeKind::Refused, why.message());
            }
            OutboxRequest::SendAgain(id) => match means.session.send_again(Some(&id)) {
                Ok(_) => {
                    // What this process itself has written moves no stamp.
                    self.read_at = None;
                    means.teller.tell(News::Outbox(FromOutbox::Again));
                    return true;
                }
                Err(why) => trouble(means, why.message()),
            },
            OutboxRequest::SaveCalls { retailers, path, language } => {
                let Some(snapshot) = shown else { return false };
                self.save_calls(&retailers, &path, language, snapshot, means);
            }
            OutboxRequest::TakeList { path, way } => {
                let Some(snapshot) = shown else { return false };
                return take_list(&path, way, snapshot.date, means);
            }
        }
        false
    }

    fn save_calls(
        &self,
        retailers: &[RetailerCode],
        path: &std::path::Path,
        language: Language,
        snapshot: &Snapshot,
        means: &Means<'_>,
    ) {
        let Some(day) = snapshot.day() else { return };
        let wanted: BTreeSet<&RetailerCode> = retailers.iter().collect();
        let entries = ledger::entries(&snapshot.state, day, &snapshot.outlook, &self.words, &self.heard);
        let entries = entries.iter().filter(|entry| wanted.contains(&entry.retailer));
        let calls = means.session.calls(day, entries);
        let bytes = call_list::table(language, calls.iter().map(|(id, call)| (id.as_str(), call)));
        match WholeFile::write(path, &bytes) {
            Ok(()) => {
                let path = Arg::shown(path.display());
                let message = Message::new("told-calls-written").with("path", path).with("n", calls.len());
                means.teller.notice(NoticeKind::Done, message);
            }
            Err(why) => means.teller.notice(NoticeKind::Trouble, why.message()),
        }
    }
}

impl Posted {
    fn new(notice: &Notice, deliveries: Vec<Delivery>) -> Self {
        Self {
            id: notice.id.clone(),
            day: notice.day,
            at: notice.at,
            by: notice.by.clone(),
            to: notice.to.clone(),
            retailers: notice.retailers().count(),
            put_off: put_off(notice),
            supply: notice.supply.as_ref().map(|word| word.to(Vec::new())),
            standing: standing(&deliveries),
            deliveries,
        }
    }
}

fn tally(notices: &[Posted], entries: &[Entry], answers: &[ToAnswer]) -> Tally {
    let notices_at =
        |state: DeliveryState| notices.iter().filter(|posted| posted.standing == Some(state)).count();
    Tally {
        given_up: notices_at(DeliveryState::GivenUp),
        failing: notices_at(DeliveryState::Failed),
        to_tell: entries.iter().filter(|entry| entry.standing.is_to_tell()).count(),
        outdated: entries.iter().filter(|entry| entry.standing == Standing::Outdated).count(),
        to_answer: answers.iter().filter(|one| one.standing.is_to_tell()).count(),
    }
}

/// A notice as it goes out, with the settings as they are now.
///
/// # Errors
/// Where the database cannot be read.
pub fn letter(session: &Session, id: &str) -> Result<Option<OpenLetter>, Trouble> {
    let Some(notice) = session.notice(id)? else { return Ok(None) };
    let telling = session.telling(&notice);
    Ok(Some(OpenLetter { letter: telling.letter(false), whole: telling.letter(true).text }))
}

fn take_list(path: &std::path::Path, way: Option<Way>, day: ServiceDay, means: &mut Means<'_>) -> bool {
    let by = (means.author, means.now);
    let read = match means.session.read_returned(path, day, way, by, &mut Unwatched) {
        Ok(read) => read,
        Err(NotRead::Unreadable(unreadable)) => {
            means.teller.notice(NoticeKind::Refused, unreadable.message());
            return false;
        }
        Err(NotRead::Trouble(why)) => {
            means.teller.notice(NoticeKind::Trouble, why.message());
            return false;
        }
    };
    let told = read.tellings.len();
    let mut changed = false;
    if told > 0 {
        let command = Command::TellRetailers { day, tellings: read.tellings, now: means.now };
        match means.session.submit(command, means.author, means.now) {
            Ok(receipt) => changed = receipt.change.is_some(),
            Err(why) => {
                means.teller.not_done(&why);
                return false;
            }
        }
    }
    let list = TakenList { file: read.file, told, complaints: read.complaints };
    means.teller.tell(News::Outbox(FromOutbox::List(Arc::new(list))));
    changed
}
