//! Disks that fail: at every write, sync, read and lock of a change, while a database is opened, brought up to date, copied or
//! put back, and with the power gone at any moment.

mod changes;
mod copies;
mod disk;
mod layer;
mod odd;
mod opening;
mod power;

use crate::city;
use disk::{Disk, Fault};
use mainstay::domain::State;
use mainstay::domain::ids::Revision;
use mainstay::domain::notice::Notice;
use mainstay::domain::watch::Unwatched;
use mainstay::journal::Trouble;
use mainstay::session::{Delivery, NotDone, Session};
use mainstay::words::{Language, Tell, Words};
use rusqlite::Connection;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use tempfile::TempDir;

/// All that are no matter of opening a file.
const FAULTS: [Fault; 7] = [
    Fault::Full,
    Fault::WriteFails,
    Fault::ShortWrite,
    Fault::SyncFails,
    Fault::ReadOnly,
    Fault::ReadFails,
    Fault::LockHeld,
];

/// A folder on a disk that can be made to fail.
struct Place {
    folder: TempDir,
    disk: Arc<Disk>,
}

impl Drop for Place {
    fn drop(&mut self) {
        layer::forget(&self.disk);
    }
}

impl Place {
    fn new() -> Self {
        let place = Self { folder: TempDir::new().unwrap(), disk: Arc::default() };
        layer::watch(place.folder.path(), &place.disk);
        place
    }

    /// With a database in which a day is planned, and a change of it told to the department.
    fn laid() -> Self {
        static BYTES: OnceLock<Vec<u8>> = OnceLock::new();
        let place = Self::new();
        let bytes = BYTES.get_or_init(|| {
            let mut session = Session::open(&place.database()).unwrap();
            city::lay(&mut session);
            session.submit(city::shift("R2", 45), &city::dispatcher(), city::at("06:30")).unwrap();
            assert_eq!(session.outbox(9).unwrap().len(), 1, "one notice waits");
            drop(session);
            fs::read(place.database()).unwrap()
        });
        fs::write(place.database(), bytes).unwrap();
        place
    }

    /// With a database as a process leaves it that is killed: changes stand in the log alone, which is at least `bytes` long, and
    /// there is no index to it.
    fn killed(bytes: u64) -> Self {
        let (before, place) = (Self::laid(), Self::new());
        let mut session = before.open();
        // Whoever reads an older state keeps the log from being tidied up.
        let reader = Connection::open(before.database()).unwrap();
        reader.execute_batch("BEGIN; SELECT count(*) FROM entries;").unwrap();
        let plans = (1..=2).map(|n| city::plan(city::day().plus(n)));
        session.submit_all(plans, &city::dispatcher(), city::at("06:40"), &mut Unwatched).unwrap();
        let mut minutes = 5;
        while fs::metadata(before.path("desk.db-wal")).unwrap().len() < bytes {
            session.submit(city::shift("R0", minutes), &city::dispatcher(), city::at("06:50")).unwrap();
            minutes = -minutes;
        }
        for name in ["desk.db", "desk.db-wal"] {
            fs::copy(before.path(name), place.path(name)).unwrap();
        }
        place
    }

    /// The same files elsewhere, on a disk of their own.
    fn again(&self) -> Self {
        let place = Self::new();
        for name in ["desk.db", "desk.db-wal"] {
            if self.path(name).exists() {
                fs::copy(self.path(name), place.path(name)).unwrap();
            }
        }
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn database(&self) -> PathBuf {
        self.path("desk.db")
    }

    fn open(&self) -> Session {
        let mut session = Session::open(&self.database()).unwrap();
        session.bring(city::day()).unwrap();
        session
    }

    fn names(&self) -> Vec<String> {
        crate::safekeeping::names_in(self.folder.path())
    }
}

/// All that a desk can see.
#[derive(Clone, Debug, PartialEq)]
struct Sight {
    state: State,
    revision: Revision,
    outbox: Vec<(Notice, Vec<Delivery>)>,
}

impl Sight {
    fn of(session: &Session) -> Self {
        let (state, revision) = (session.state().clone(), session.revision());
        Self { state, revision, outbox: session.outbox(1_000).unwrap() }
    }
}

/// That a fresh process sees the same, and that all of it is sound.
#[track_caller]
fn check_seen(place: &Place, expected: &Sight, context: &str) {
    let session = place.open();
    // Not by `assert_eq`, which would print the whole city.
    assert!(Sight::of(&session) == *expected, "{context}: another process sees something else");
    let verdict = session.verify(&mut Unwatched).unwrap();
    assert_eq!(verdict.problems, [], "{context}");
    assert_eq!(verdict.entries, session.revision().0, "{context}");
}

/// That it is said in both languages what is wrong, with which file, and what to do.
#[track_caller]
fn check_words(told: &impl Tell, file: &Path, context: &str) {
    for language in Language::ALL {
        let text = Words::new(language).tell(&told.message());
        assert!(text.contains(&*file.to_string_lossy()), "{context}: {text}");
        let next = ["try again", "Try again", "Check", "Free some", "Make ", "再试", "检查", "请"];
        assert!(next.iter().any(|next| text.contains(next)), "{context}: no next step in {text}");
    }
}

/// That the trouble is the one `fault` makes.
#[track_caller]
fn check_trouble(trouble: &Trouble, fault: Fault, context: &str) {
    let fits = match fault {
        Fault::Full => matches!(trouble, Trouble::DiskFull { .. }),
        Fault::WriteFails | Fault::ShortWrite | Fault::SyncFails | Fault::ReadFails => {
            matches!(trouble, Trouble::Disk { .. })
        }
        Fault::ReadOnly => matches!(trouble, Trouble::ReadOnly { .. }),
        Fault::LockHeld => matches!(trouble, Trouble::Busy { .. }),
        Fault::CannotOpen => matches!(trouble, Trouble::CannotOpen { .. }),
    };
    assert!(fits, "{context}: {trouble:?}");
}

fn trouble(done: NotDone) -> Trouble {
    match done {
        NotDone::Trouble(trouble) => trouble,
        other => panic!("{other:?}"),
    }
}

#[test]
fn only_what_lies_in_a_watched_folder_passes_through_its_disk() {
    let (watched, other) = (Place::laid(), Place::laid());
    let mut session = watched.open();
    watched.disk.arm(Fault::WriteFails, usize::MAX, false);
    other.disk.arm(Fault::WriteFails, 1, true);
    session.submit(city::shift("R1", 45), &city::dispatcher(), city::at("07:00")).unwrap();
    assert!(watched.disk.heal().0 > 5, "its writes are counted");
    assert_eq!(other.disk.heal(), (0, 0), "nothing was written there");
}
