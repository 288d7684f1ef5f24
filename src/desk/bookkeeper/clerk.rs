//! What the bookkeeper's thread does with each request, and what it does when nobody asks: take in what
//! other processes have written, and project the day anew as the clock goes on.

use super::data_desk::{DataDesk, DataRequest, Means};
use super::fleet::{self, FleetAsk};
use super::orders::OrderDesk;
use super::outbox::{OutboxDesk, OutboxRequest};
use super::people::{self, FromPeople};
use super::reports::{self, ReportWork};
use super::safekeeping;
use super::supply;
use super::watching::{Stop, Teller, Watched};
use super::weather;
use super::{News, Opening, Request};
use crate::clock::Clock;
use crate::desk::snapshot::Snapshot;
use crate::desk::world::NoticeKind;
use crate::domain::command::Command;
use crate::domain::day::Day;
use crate::domain::ids::{Author, Revision};
use crate::domain::outlook;
use crate::domain::people::pin::Pin;
use crate::domain::time::{ServiceDay, Timestamp};
use crate::exchange::report::Format;
use crate::journal::Trouble;
use crate::sample::{self, Recipe};
use crate::session::report::Subject;
use crate::session::{NotDone, Receipt, Session};
use crate::words::{Language, Message, Tell, Words};
use std::collections::VecDeque;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

/// How often to look whether another process has written.
const LOOK: Duration = Duration::from_secs(1);
/// How often the day is projected anew.
const PROJECT: Duration = Duration::from_secs(15);

pub struct Clerk {
    session: Session,
    author: Author,
    asked_now: Option<Timestamp>,
    clock: Clock,
    day: Option<ServiceDay>,
    teller: Teller,
    stop: Arc<Stop>,
    data: DataDesk,
    outbox: OutboxDesk,
    orders: OrderDesk,
    shown: Option<Arc<Snapshot>>,
    projected: Instant,
    /// When time was last seen to.
    followed: Option<Instant>,
    /// The trouble told last, so that one that lasts is told once.
    told: Option<Message>,
}

impl Clerk {
    pub fn new(opening: Opening, teller: Teller, stop: Arc<Stop>) -> Self {
        let Opening { session, author, now, day } = opening;
        let clock = Clock::of(now, &session.state().settings);
        let projected = Instant::now();
        let data = DataDesk::default();
        Self {
            session,
            author,
            asked_now: now,
            clock,
            day,
            teller,
            stop,
            data,
            outbox: OutboxDesk::default(),
            orders: OrderDesk::default(),
            shown: None,
            projected,
            followed: None,
            told: None,
        }
    }

    pub fn serve(mut self, inbox: &Receiver<Request>) {
        self.show();
        let mut waiting = VecDeque::new();
        loop {
            self.follow_up();
            if waiting.is_empty() {
                match inbox.recv_timeout(LOOK) {
                    Ok(request) => waiting.push_back(request),
                    Err(RecvTimeoutError::Timeout) => self.look(),
                    Err(RecvTimeoutError::Disconnected) => return,
                }
            }
            waiting.extend(inbox.try_iter());
            match waiting.pop_front() {
                Some(Request::Close) => return,
                // A newer preview is wanted already.
                Some(Request::PreviewReport(..))
                    if waiting.iter().any(|later| matches!(later, Request::PreviewReport(..))) => {}
                Some(request) => {
                    self.stop.begin();
                    self.answer(request);
                }
                None => {}
            }
        }
    }

    fn answer(&mut self, request: Request) {
        let now = self.clock.now();
        match request {
            Request::Submit(command) => self.submit(&command, now),
            Request::People(request) => {
                if people::answer(request, &mut self.people_means(now)) {
                    self.show();
                }
            }
            Request::Undo => {
                let done = self.session.undo(&self.author, now);
                self.done(done);
            }
            Request::OpenDay(day) => {
                self.day = Some(day);
                self.show();
            }
            Request::OpenSample => self.open_sample(),
            Request::PreviewReport(subject, language) => self.preview_report(&subject, language),
            Request::SaveReport { subject, format, path, language } => {
                self.save_report(&subject, (&path, format), language);
            }
            Request::CarryOut(order) => {
                self.about_orders(|orders, means| orders.carry_out_now(&order, means));
            }
            Request::Data(request) => self.data(request, now),
            Request::Safe(request) => self.by_means(now, |means| safekeeping::answer(request, means)),
            Request::Outbox(request) => self.about_notices(request, now),
            Request::Fleet(ask) => self.review_fleet(*ask, now),
            Request::Ways(request) => match supply::ways(&mut self.session, &request, now) {
                Ok(ways) => self.teller.tell(News::Ways(Arc::new(ways))),
                Err(trouble) => self.trouble(trouble.message()),
            },
            Request::TakeAlerts(paths) => self.by_means(now, |means| weather::take_files(&paths, means)),
            Request::ReadArea(path) => weather::read_area(&path, &self.teller),
            Request::Incoming(incoming) => {
                self.by_means(now, |means| weather::take_incoming(incoming, means));
            }
            Request::OnDuty(author) => self.author = author,
            Request::Close => {}
        }
    }

    fn submit(&mut self, command: &Command, now: Timestamp) {
        let done = self.session.submit(command.clone(), &self.author, now);
        match people::unsigned(command, &done, self.session.state()) {
            Some(unsigned) => {
                self.teller.tell(News::People(FromPeople::Wants(Arc::new(unsigned))));
                self.show();
            }
            None => self.done(done),
        }
    }

    fn people_means(&mut self, now: Timestamp) -> people::Means<'_> {
        people::Means { session: &mut self.session, author: &mut self.author, now, teller: &self.teller }
    }

    fn by_means(&mut self, now: Timestamp, work: impl FnOnce(&mut Means<'_>) -> bool) {
        let mut means = Means {
            session: &mut self.session,
            author: &self.author,
            now,
            teller: &self.teller,
            stop: &self.stop,
        };
        if work(&mut means) {
            self.show();
        }
    }

    fn review_fleet(&mut self, ask: FleetAsk, now: Timestamp) {
        let mut watch = Watched::new("desk-work-fleet", &self.teller, &self.stop);
        let reviewed = fleet::review(&mut self.session, ask, now, &mut watch);
        drop(watch);
        match reviewed {
            Ok(reviewed) => self.teller.tell(News::Fleet(reviewed)),
            Err(why) => self.teller.not_done(&why),
        }
    }

    fn data(&mut self, request: DataRequest, now: Timestamp) {
        let mut means = Means {
            session: &mut self.session,
            author: &self.author,
            now,
            teller: &self.teller,
            stop: &self.stop,
        };
        if self.data.answer(request, &mut means) {
            self.show();
        }
    }

    fn about_notices(&mut self, request: OutboxRequest, now: Timestamp) {
        let mut means = Means {
            session: &mut self.session,
            author: &self.author,
            now,
            teller: &self.teller,
            stop: &self.stop,
        };
        if self.outbox.answer(request, self.shown.as_deref(), &mut means) {
            self.show();
        }
    }

    fn open_sample(&mut self) {
        let recipe = Recipe::playing_at(self.clock.now());
        let mut watch = Watched::new("desk-work-sample", &self.teller, &self.stop);
        let done = sample::found(&mut self.session, &recipe, &mut watch);
        drop(watch);
        self.clock = Clock::of(self.asked_now, &self.session.state().settings);
        self.day = None;
        if done.is_ok() {
            // Whoever asked for the sample is let in as if they had typed what it states.
            let stated = sample::people::at_the_desk();
            let (name, pin) = (Author::new(stated.name), Pin::typed(stated.pin));
            let now = self.clock.now();
            people::sign_in(&name, &pin, &mut self.people_means(now));
        }
        self.done(done);
    }

    fn preview_report(&mut self, subject: &Subject, language: Language) {
        let previewing = |done, total| News::Report(ReportWork::Previewing { done, total });
        let mut watch = Watched::new("desk-work-report", &self.teller, &self.stop).also(previewing);
        let made = reports::preview(&mut self.session, subject, self.clock.now(), language, &mut watch);
        drop(watch);
        self.teller.tell(match made {
            Ok(preview) => News::ReportPreview(preview),
            Err(instead) => News::Report(instead),
        });
    }

    fn save_report(&mut self, subject: &Subject, (path, format): (&Path, Format), language: Language) {
        let saving = |done, total| News::Report(ReportWork::Saving { done, total });
        let mut watch = Watched::new("desk-work-report", &self.teller, &self.stop).also(saving);
        let words = Words::new(language);
        let how =
            reports::save(&mut self.session, subject, self.clock.now(), &words, (path, format), &mut watch);
        drop(watch);
        self.teller.tell(News::Report(how));
    }

    /// Says what went wrong, and shows how things stand, whatever came of it.
    fn done(&mut self, outcome: Result<Receipt, NotDone>) {
        if let Err(why) = outcome {
            self.teller.not_done(&why);
        }
        self.show();
    }

    fn look(&mut self) {
        match self.session.refresh() {
            Ok(true) => {
                self.clock = self.clock.following(self.asked_now, &self.session.state().settings);
                self.show();
            }
            Ok(false) if self.projected.elapsed() >= PROJECT => self.show(),
            Ok(false) => match self.outbox.has_moved(&self.session) {
                // A notice has gone out, or failed to.
                Ok(true) => self.show_outbox(),
                Ok(false) => {}
                Err(trouble) => self.trouble(trouble.message()),
            },
            Err(trouble) => self.trouble(trouble.message()),
        }
    }

    /// What time has brought to incidents, once a second, whether or not anybody asks for something: escalations
    /// are kept, and the window rings by them. After a restart the first look catches up.
    fn follow_up(&mut self) {
        if self.followed.is_some_and(|last| last.elapsed() < LOOK) {
            return;
        }
        self.followed = Some(Instant::now());
        match self.session.follow_up(self.clock.now()) {
            Ok(Some(_)) => self.show(),
            Ok(None) | Err(NotDone::Cancelled(_)) => {}
            Err(NotDone::Refused(refusal)) => self.trouble(refusal.message()),
            Err(NotDone::Trouble(trouble)) => self.trouble(trouble.message()),
        }
        self.about_orders(OrderDesk::carry_out_due);
    }

    fn about_orders(&mut self, work: impl FnOnce(&mut OrderDesk, &mut Means<'_>) -> Result<(), Trouble>) {
        let mut means = Means {
            session: &mut self.session,
            author: &self.author,
            now: self.clock.now(),
            teller: &self.teller,
            stop: &self.stop,
        };
        if let Err(trouble) = work(&mut self.orders, &mut means) {
            self.trouble(trouble.message());
        }
    }

    fn show(&mut self) {
        self.projected = Instant::now();
        match snapshot(&mut self.session, self.day, self.clock.now(), self.shown.as_deref()) {
            Ok(snapshot) => {
                self.told = None;
                self.day = Some(snapshot.date).filter(|_| !snapshot.is_blank());
                let snapshot = Arc::new(snapshot);
                self.shown = Some(Arc::clone(&snapshot));
                self.teller.tell(News::Snapshot(snapshot));
                self.show_outbox();
            }
            Err(trouble) => self.trouble(trouble.message()),
        }
    }

    fn show_outbox(&mut self) {
        let Some(snapshot) = &self.shown else { return };
        match self.outbox.look(&self.session, snapshot) {
            Ok(Some(stands)) => self.teller.tell(News::Outbox(stands)),
            Ok(None) => {}
            Err(trouble) => self.trouble(trouble.message()),
        }
    }

    fn trouble(&mut self, message: Message) {
        if self.told.as_ref() != Some(&message) {
            self.told = Some(message.clone());
            self.teller.notice(NoticeKind::Trouble, message);
        }
    }
}

/// How things stand at `now` on `day`, or, where that is `None`, on the day the clock says: today where it
/// is planned, else the newest planned day before, else the first there is.
pub fn snapshot(
    session: &mut Session,
    day: Option<ServiceDay>,
    now: Timestamp,
    before: Option<&Snapshot>,
) -> Result<Snapshot, Trouble> {
    let revision = session.revision();
    let same = before.filter(|before| before.revision == revision);
    let (days, undoable, last) = if let Some(same) = same {
        (Arc::clone(&same.days), same.undoable.clone(), same.last.clone())
    } else {
        let newest = session.log(Revision::default(), 1)?.pop();
        (session.days()?.into(), session.undoable()?, newest)
    };
    let by_clock = || {
        let until_today = days.iter().rev().find(|day| **day <= now.day());
        until_today.or(days.first()).copied().unwrap_or(now.day())
    };
    let date = day.unwrap_or_else(by_clock);
    // Stops are put off to the next days, which must have the room; and what is owed is shown until it is gone.
    let planned = session.bring_around(date)?.unwrap_or_else(|| Arc::new(Day::empty(date)));
    if session.revision() != revision {
        // Another process has written meanwhile: what was asked before is of an older revision.
        return snapshot(session, day, now, None);
    }
    let state = session.state().clone();
    let outlook = Arc::new(outlook::project(&state, &planned, now));
    Ok(Snapshot { state, revision, now, date, outlook, days, undoable, last })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::network::{Department, Name};
    use crate::domain::time::TimeOfDay;

    #[test]
    fn a_snapshot_is_of_one_revision_though_another_process_has_just_written() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("desk.db");
        let mut here = Session::open(&path).expect("it opens");
        let mut elsewhere = Session::open(&path).expect("it opens");
        let day = ServiceDay::parse("2026-11-23").expect("a day");
        let now = Timestamp::of(day, TimeOfDay::hm(10, 20));
        let department = Department { code: "D1".into(), name: Name::new("East"), phone: "".into() };
        let command = Command::PutDepartments(vec![department]);
        elsewhere.submit(command, &Author::new("B"), now).expect("nothing stands against it");

        let seen = snapshot(&mut here, None, now, None).expect("readable");
        assert_eq!(seen.state.network.departments.len(), 1);
        assert_eq!(seen.revision, elsewhere.revision());
        assert_eq!(seen.last.map(|change| change.revision), Some(elsewhere.revision()));
    }
}
