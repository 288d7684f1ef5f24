//! The thread that owns the session. The window asks over a channel and is answered with snapshots, so that
//! it never waits for disk, network or search. Requests are carried out one after the other, in order;
//! those still waiting when the desk closes are carried out before the thread ends.

pub mod cases;
mod clerk;
pub mod data_desk;
pub mod findings;
pub mod fleet;
pub mod imports;
pub mod orders;
pub mod outbox;
pub mod people;
pub mod reports;
pub mod safekeeping;
pub mod supply;
mod watching;
pub mod weather;

use super::snapshot::Snapshot;
use super::world::{Notice, TakenAlert, Work};
use crate::clock::Clock;
use crate::domain::command::Command;
use crate::domain::ids::{Author, RequestId};
use crate::domain::place::Area;
use crate::domain::time::{ServiceDay, Timestamp};
use crate::exchange::report::Format;
use crate::journal::Trouble;
use crate::session::Session;
use crate::session::report::Subject;
use crate::words::Language;
use clerk::Clerk;
use data_desk::DataRequest;
use findings::Finding;
use fleet::{FleetAsk, Reviewed};
use orders::FromOrders;
use outbox::{FromOutbox, OutboxRequest};
use people::{FromPeople, PeopleRequest};
use reports::{Previewed, ReportWork};
use safekeeping::SafeRequest;
use smol_str::SmolStr;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread::JoinHandle;
use supply::Ways;
use watching::Stop;
use weather::Incoming;

/// What the window asks for.
#[derive(Debug)]
pub enum Request {
    Submit(Box<Command>),
    Undo,
    OpenDay(ServiceDay),
    /// Make the sample city in the empty database.
    OpenSample,
    PreviewReport(Subject, Language),
    SaveReport {
        subject: Subject,
        format: Format,
        path: PathBuf,
        language: Language,
    },
    /// Carry out the standing order of this name now.
    CarryOut(SmolStr),
    /// About copies of the database.
    Safe(SafeRequest),
    /// About who is at the desk, and who works here.
    People(PeopleRequest),
    /// For the Data view.
    Data(DataRequest),
    /// About notices and who has been told.
    Outbox(OutboxRequest),
    Fleet(Box<FleetAsk>),
    /// Find the ways a request out of turn can come to its retailer.
    Ways(RequestId),
    /// Take alert files in that a person opened.
    TakeAlerts(Vec<PathBuf>),
    /// Read the outline of a GeoJSON file.
    ReadArea(PathBuf),
    /// What feeds and folders bring.
    Incoming(Incoming),
    /// Who acts from now on.
    OnDuty(Author),
    /// Carry out what is waiting, then end.
    Close,
}

/// What the window is told.
#[derive(Debug)]
pub enum News {
    Snapshot(Arc<Snapshot>),
    /// How far the work is; `None` when it has ended.
    Work(Option<Work>),
    Notice(Notice),
    Finding(Finding),
    Outbox(FromOutbox),
    People(FromPeople),
    Fleet(Arc<Reviewed>),
    Ways(Arc<Ways>),
    Report(ReportWork),
    ReportPreview(Arc<Previewed>),
    Orders(FromOrders),
    /// What came of alert files that were opened.
    Taken(Arc<[TakenAlert]>),
    /// The outlines of a file that was read for a hold.
    Areas(Vec<Area>),
    /// A recovery case that was opened: its day, as if it were on the board.
    Case(Arc<Snapshot>),
}

/// The window's end of the channel.
#[derive(Debug)]
pub struct Bookkeeper {
    requests: Sender<Request>,
    news: Receiver<News>,
    stop: Arc<Stop>,
    thread: Option<JoinHandle<()>>,
}

/// How the bookkeeper begins.
pub struct Opening {
    pub session: Session,
    pub author: Author,
    /// The moment asked for on the command line, where one was.
    pub now: Option<Timestamp>,
    /// The service day to show; the one the clock says where `None`.
    pub day: Option<ServiceDay>,
}

impl Bookkeeper {
    /// Starts the thread. `wake` is called after each piece of news.
    pub fn start(opening: Opening, wake: impl Fn() + Send + 'static) -> Self {
        let (requests, inbox) = channel();
        let (outbox, news) = channel();
        let stop = Arc::new(Stop::default());
        let tell = watching::Teller::new(outbox, wake);
        let heard = Arc::clone(&stop);
        let thread = std::thread::Builder::new().name("bookkeeper".into()).spawn(move || {
            Clerk::new(opening, tell, heard).serve(&inbox);
        });
        // Without the thread every request finds the channel closed; the window then says so.
        Self { requests, news, stop, thread: thread.ok() }
    }

    /// Asks; false where the thread has ended.
    #[must_use]
    pub fn ask(&self, request: Request) -> bool {
        self.requests.send(request).is_ok()
    }

    /// A way to ask from another thread, such as one that waits for the system's file dialog.
    #[must_use]
    pub fn desk_line(&self) -> Sender<Request> {
        self.requests.clone()
    }

    /// The work under way is to stop and leave everything as it was.
    pub fn cancel(&self) {
        self.stop.cancel();
    }

    /// What has come in since the last look. Never waits.
    pub fn news(&self) -> impl Iterator<Item = News> + '_ {
        self.news.try_iter()
    }

    /// Waits for the next piece of news: for tests and the first frame.
    #[must_use]
    pub fn next(&self) -> Option<News> {
        self.news.recv().ok()
    }
}

impl Drop for Bookkeeper {
    /// Long work is cancelled, short work is finished.
    fn drop(&mut self) {
        self.stop.close();
        let _ = self.requests.send(Request::Close);
        if let Some(thread) = self.thread.take() {
            // A panic there has been reported by the panic hook already.
            let _ = thread.join();
        }
    }
}

/// The first snapshot, made before the window opens, so that the first frame already shows the day.
///
/// # Errors
/// Where the database cannot be read.
pub fn first_snapshot(opening: &mut Opening) -> Result<Snapshot, Trouble> {
    let clock = Clock::of(opening.now, &opening.session.state().settings);
    snapshot_at(&mut opening.session, opening.day, clock.now())
}

/// How things stand at `now` on `day`, or, where that is `None`, on the day the clock says: today where it
/// is planned, else the newest planned day before, else the first there is.
///
/// # Errors
/// Where the database cannot be read.
pub fn snapshot_at(
    session: &mut Session,
    day: Option<ServiceDay>,
    now: Timestamp,
) -> Result<Snapshot, Trouble> {
    clerk::snapshot(session, day, now, None)
}
