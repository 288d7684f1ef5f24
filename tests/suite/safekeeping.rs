//! Copies of the database are taken while others work, tried before they count, and put back whole or not at all.

use crate::{child, city};
use mainstay::domain::ids::Revision;
use mainstay::domain::time::Timestamp;
use mainstay::domain::watch::{Cancelled, Unwatched, Watch};
use mainstay::journal::Trouble;
use mainstay::session::safekeeping::{self, Restored};
use mainstay::session::{NotDone, Session};
use rusqlite::Connection;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

/// The names of a folder's files, logs left out.
pub fn names_in(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
    let mut names: Vec<_> = names.filter(|name| !name.ends_with("-wal") && !name.ends_with("-shm")).collect();
    names.sort();
    names
}

struct Place {
    folder: tempfile::TempDir,
}

impl Place {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A desk with a planned day and `changes` more.
    fn desk(&self, name: &str, changes: u32) -> Session {
        let mut session = Session::open(&self.path(name)).unwrap();
        city::lay(&mut session);
        change(&mut session, changes);
        session
    }

    fn names(&self) -> Vec<String> {
        names_in(self.folder.path())
    }
}

fn change(session: &mut Session, times: u32) {
    for n in 0..times {
        session
            .submit(city::shift(&format!("R{}", n % 3), 1), &city::dispatcher(), city::at("07:00"))
            .unwrap();
    }
}

fn back_up(session: &Session, to: &Path) {
    let verdict = session.back_up(to, city::at("08:00"), &mut Unwatched).unwrap();
    assert_eq!(verdict.problems, []);
}

fn restore(to: &Path, from: &Path) -> Result<Restored, NotDone> {
    safekeeping::restore(to, from, city::at("09:00"), &mut Unwatched)
}

/// What a fresh process sees, once the whole of it has been checked.
fn seen(path: &Path) -> (Revision, Vec<String>) {
    let mut session = Session::open(path).unwrap();
    assert_eq!(session.verify(&mut Unwatched).unwrap().problems, []);
    let day = session.bring(city::day()).unwrap().unwrap();
    let windows = day.routes.values().flat_map(|route| &route.stops).map(|stop| format!("{:?}", stop.window));
    (session.revision(), windows.collect())
}

#[test]
fn a_backup_taken_while_others_change_the_day_is_whole_and_of_one_moment() {
    let place = Place::new();
    let session = place.desk("desk.db", 3);
    let at_first = session.revision();
    let (stop, path) = (AtomicBool::new(false), place.path("desk.db"));
    thread::scope(|scope| {
        scope.spawn(|| {
            let mut other = Session::open(&path).unwrap();
            // To and fro, so that no window ever leaves the day.
            for minutes in [1, -1].into_iter().cycle() {
                if stop.load(Ordering::Relaxed) {
                    return;
                }
                let command = city::shift("R1", minutes);
                other.submit(command, &city::dispatcher(), city::at("07:00")).unwrap();
            }
        });
        for n in 0..4 {
            let copy = place.path(&format!("{n}.backup"));
            back_up(&session, &copy);
            let (revision, _) = seen(&copy);
            assert!(revision >= at_first);
        }
        stop.store(true, Ordering::Relaxed);
    });
    let names: Vec<_> = place.names();
    assert_eq!(
        names,
        ["0.backup", "1.backup", "2.backup", "3.backup", "desk.db"],
        "one file each, no remains"
    );
}

#[test]
fn a_restore_brings_back_what_was_copied_and_sets_aside_what_was_there() {
    let place = Place::new();
    let mut session = place.desk("desk.db", 3);
    back_up(&session, &place.path("backup"));
    let copied = seen(&place.path("backup"));
    change(&mut session, 5);
    drop(session);
    let before = seen(&place.path("desk.db"));
    assert_ne!(before, copied);
    let restored = restore(&place.path("desk.db"), &place.path("backup")).unwrap();
    assert_eq!(restored.entries, copied.0.0);
    assert_eq!(seen(&place.path("desk.db")), copied);
    assert_eq!(seen(&restored.set_aside.unwrap()), before);
    // And back again: nothing was lost on the way.
    let aside = place.path("desk.db.before-restore-20261123-090000");
    restore(&place.path("desk.db"), &aside).unwrap();
    assert_eq!(seen(&place.path("desk.db")), before);
}

#[test]
fn a_lost_database_comes_back_where_there_is_none_and_where_there_is_only_rubbish() {
    let place = Place::new();
    let session = place.desk("desk.db", 3);
    back_up(&session, &place.path("backup"));
    drop(session);
    let copied = seen(&place.path("backup"));
    let nowhere = place.path("new/folder/desk.db");
    assert_eq!(restore(&nowhere, &place.path("backup")).unwrap().set_aside, None);
    assert_eq!(seen(&nowhere), copied);

    let rubbish = place.path("rubbish.db");
    fs::write(&rubbish, "what is left after the disk went").unwrap();
    let aside = restore(&rubbish, &place.path("backup")).unwrap().set_aside.unwrap();
    assert_eq!(seen(&rubbish), copied);
    assert_eq!(fs::read_to_string(aside).unwrap(), "what is left after the disk went");
}

/// Every kind of file that must not take a database's place, and what is said of it.
fn bad_files(place: &Place) -> Vec<(PathBuf, &'static str)> {
    let good = fs::read(place.path("backup")).unwrap();
    let with = |name: &str, bytes: &[u8]| {
        fs::write(place.path(name), bytes).unwrap();
        place.path(name)
    };
    let copy = |name: &str, statement: &str| {
        let path = with(name, &good);
        Connection::open(&path).unwrap().execute_batch(statement).unwrap();
        path
    };
    let mut overwritten = good.clone();
    let middle = overwritten.len() / 2;
    overwritten[middle..middle + 6_000].fill(0xA5);
    let foreign = place.path("foreign");
    Connection::open(&foreign).unwrap().execute_batch("CREATE TABLE songs (name TEXT)").unwrap();
    vec![
        (with("empty", b""), "is not a database"),
        (with("text", b"no database at all, though it is long enough to look like the head of one: ......................"), "is not a database"),
        (with("half", &good[..good.len() / 2]), "is damaged"),
        (with("overwritten", &overwritten), "is damaged"),
        (foreign, "database of another program"),
        (copy("newer", "PRAGMA user_version = 99"), "newer Mainstay"),
        (copy("altered", "UPDATE routes SET departs = departs + 1"), "is damaged"),
        (copy("cut", "DELETE FROM entries WHERE counter = 5"), "is damaged"),
        (place.path("nothing here"), "can't be opened"),
    ]
}

#[test]
fn a_bad_backup_is_refused_in_words_and_the_present_database_stays() {
    let place = Place::new();
    let session = place.desk("desk.db", 3);
    back_up(&session, &place.path("backup"));
    drop(session);
    let present = seen(&place.path("desk.db"));
    let words = mainstay::words::Words::new(mainstay::words::Language::English);
    for (file, expected) in bad_files(&place) {
        let names = place.names();
        let refused = restore(&place.path("desk.db"), &file).expect_err("it is bad");
        let said = words.tell(&mainstay::words::Tell::message(&refused));
        assert!(said.contains(expected), "{}: {said}", file.display());
        assert_eq!(seen(&place.path("desk.db")), present, "{}", file.display());
        assert_eq!(place.names(), names, "nothing is left behind");
    }
}

#[test]
fn a_damaged_database_is_not_hidden_by_a_copy_of_it() {
    let place = Place::new();
    let session = place.desk("desk.db", 3);
    back_up(&session, &place.path("backup"));
    let good = fs::read(place.path("backup")).unwrap();
    let stranger = Connection::open(place.path("desk.db")).unwrap();
    stranger.execute("UPDATE routes SET departs = departs + 1", []).unwrap();
    let refused = session.back_up(&place.path("backup"), city::at("08:00"), &mut Unwatched);
    assert!(matches!(refused, Err(NotDone::Trouble(Trouble::Damaged { .. }))), "{refused:?}");
    assert_eq!(fs::read(place.path("backup")).unwrap(), good, "the older copy still stands");
}

#[test]
fn a_desk_that_was_open_goes_on_with_what_was_restored() {
    let place = Place::new();
    let mut session = place.desk("desk.db", 3);
    back_up(&session, &place.path("backup"));
    let copied = session.revision();
    change(&mut session, 4);
    let mut other = Session::open(&place.path("desk.db")).unwrap();
    other.bring(city::day()).unwrap();
    restore(&place.path("desk.db"), &place.path("backup")).unwrap();
    // Whoever changes something before looking is told, and nothing of it is kept.
    let refused = session.submit(city::shift("R1", 9), &city::dispatcher(), city::at("09:10"));
    assert!(matches!(refused, Err(NotDone::Trouble(Trouble::Replaced { .. }))), "{refused:?}");
    assert!(other.refresh().unwrap());
    assert_eq!(other.revision(), copied);
    assert!(session.refresh().unwrap());
    change(&mut session, 2);
    change(&mut other, 2);
    assert!(session.refresh().unwrap());
    assert_eq!(session.bring(city::day()).unwrap(), other.bring(city::day()).unwrap());
    assert_eq!(session.verify(&mut Unwatched).unwrap().problems, []);
}

#[test]
fn a_restored_desk_never_uses_the_numbers_of_what_it_lost() {
    let place = Place::new();
    let mut session = place.desk("desk.db", 3);
    back_up(&session, &place.path("backup"));
    change(&mut session, 4);
    drop(session);
    restore(&place.path("desk.db"), &place.path("backup")).unwrap();
    let aside = place.path("desk.db.before-restore-20261123-090000");
    change(&mut Session::open(&place.path("desk.db")).unwrap(), 4);
    let series = |path: &Path| -> Vec<(String, i64)> {
        let conn = Connection::open(path).unwrap();
        let mut rows = conn.prepare("SELECT desk, sequence FROM entries").unwrap();
        rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect()
    };
    let backed_up = series(&place.path("backup"));
    let lost: Vec<_> = series(&aside).into_iter().filter(|entry| !backed_up.contains(entry)).collect();
    assert!(!lost.is_empty());
    assert!(series(&place.path("desk.db")).iter().all(|entry| !lost.contains(entry)));
}

/// Has enough after some steps.
struct Enough(u32);

impl Watch for Enough {
    fn step(&mut self, _: u64, _: u64) -> Result<(), Cancelled> {
        self.0 = self.0.checked_sub(1).ok_or(Cancelled)?;
        Ok(())
    }
}

#[test]
fn what_is_cancelled_leaves_everything_as_it_was() {
    let place = Place::new();
    let session = place.desk("desk.db", 3);
    back_up(&session, &place.path("backup"));
    let (copy, present) = (fs::read(place.path("backup")).unwrap(), seen(&place.path("desk.db")));
    for steps in 0..3 {
        let done = session.back_up(&place.path("backup"), city::at("08:30"), &mut Enough(steps));
        assert!(matches!(done, Err(NotDone::Cancelled(_))), "{done:?}");
        let done = safekeeping::restore(
            &place.path("desk.db"),
            &place.path("backup"),
            city::at("09:00"),
            &mut Enough(steps),
        );
        assert!(matches!(done, Err(NotDone::Cancelled(_))), "{done:?}");
    }
    assert_eq!(fs::read(place.path("backup")).unwrap(), copy);
    assert_eq!(seen(&place.path("desk.db")), present);
    assert_eq!(place.names(), ["backup", "desk.db"]);
}

#[test]
fn the_database_is_never_its_own_backup() {
    let place = Place::new();
    let session = place.desk("desk.db", 1);
    let itself = session.back_up(&place.path("desk.db"), city::at("08:00"), &mut Unwatched);
    assert!(matches!(itself, Err(NotDone::Trouble(Trouble::Itself { .. }))), "{itself:?}");
    let itself = restore(&place.path("desk.db"), &place.path("desk.db"));
    assert!(matches!(itself, Err(NotDone::Trouble(Trouble::Itself { .. }))), "{itself:?}");
}

#[test]
fn the_newest_copy_and_the_newest_trial_are_remembered_whatever_came_of_them() {
    let place = Place::new();
    let session = place.desk("desk.db", 1);
    assert_eq!(session.safekeeping().unwrap(), safekeeping::Safekeeping::default());
    back_up(&session, &place.path("a backup"));
    session.try_out(&place.path("a backup"), city::at("10:00"), &mut Unwatched).unwrap();
    let kept = session.safekeeping().unwrap();
    let (backup, drill) = (kept.backup.unwrap(), kept.drill.unwrap());
    assert_eq!((backup.at, backup.file.as_path()), (city::at("08:00"), place.path("a backup").as_path()));
    assert_eq!((drill.at, drill.is_sound), (city::at("10:00"), true));
    fs::write(place.path("a backup"), "gone").unwrap();
    session.try_out(&place.path("a backup"), city::at("11:00"), &mut Unwatched).unwrap_err();
    let drill = session.safekeeping().unwrap().drill.unwrap();
    assert_eq!((drill.at, drill.is_sound), (city::at("11:00"), false));
    assert_eq!(session.verify(&mut Unwatched).unwrap().problems, []);
}

#[test]
fn a_restore_killed_at_any_moment_leaves_the_one_database_or_the_other() {
    let place = Place::new();
    let mut session = place.desk("desk.db", 3);
    back_up(&session, &place.path("backup"));
    let copied = seen(&place.path("backup"));
    change(&mut session, 40);
    drop(session);
    let before = seen(&place.path("desk.db"));
    back_up(&Session::open(&place.path("desk.db")).unwrap(), &place.path("newer"));
    let mut outcomes = [0, 0];
    for round in 0..20_u64 {
        let mut process = Command::new(env!("CARGO_BIN_EXE_mainstay"))
            .arg("--db")
            .arg(place.path("desk.db"))
            .arg("restore")
            .arg(place.path("backup"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        thread::sleep(Duration::from_millis(3 + round * 11));
        process.kill().unwrap();
        process.wait().unwrap();
        let found = seen(&place.path("desk.db"));
        assert!(found == before || found == copied, "round {round}: neither the one nor the other");
        outcomes[usize::from(found == copied)] += 1;
        if found == copied {
            restore(&place.path("desk.db"), &place.path("newer")).unwrap();
        }
    }
    assert!(outcomes[0] > 0, "killed before it was done at least once: {outcomes:?}");
}

#[test]
fn a_backup_taken_beside_a_process_that_is_killed_is_sound() {
    let place = Place::new();
    drop(place.desk("desk.db", 1));
    let mut process = child::start(&place.path("desk.db"), "killed", 100_000);
    let session = Session::open(&place.path("desk.db")).unwrap();
    for n in 0..3 {
        back_up(&session, &place.path(&format!("{n}.backup")));
    }
    process.kill().unwrap();
    process.wait().unwrap();
    for n in 0..3 {
        seen(&place.path(&format!("{n}.backup")));
    }
}

#[test]
fn going_back_forgets_neither_where_copies_go_nor_that_one_has_been_tried() {
    let place = Place::new();
    let mut session = place.desk("desk.db", 2);
    back_up(&session, &place.path("backup"));
    change(&mut session, 1);
    session.keep_backups_in(&place.path("elsewhere")).unwrap();
    let copy = session.back_up_by_itself(wall("2026-11-23T08:30"), &mut Unwatched).unwrap();
    restore(&place.path("desk.db"), &place.path("backup")).unwrap();
    session.refresh().unwrap();
    let kept = session.safekeeping().unwrap();
    assert_eq!(kept.backup.unwrap().file, copy.file);
    let drill = kept.drill.unwrap();
    assert_eq!((drill.at, drill.file), (city::at("09:00"), place.path("backup")));
    assert_eq!(session.backup_folder().unwrap(), place.path("elsewhere").canonicalize().ok());
    assert_eq!(session.verify(&mut Unwatched).unwrap().problems, []);
}

fn wall(text: &str) -> Timestamp {
    Timestamp::parse(text).unwrap()
}

#[test]
fn a_copy_is_due_once_an_hour_and_only_where_something_has_changed() {
    let place = Place::new();
    let mut session = place.desk("desk.db", 1);
    assert!(session.is_backup_due(wall("2026-11-26T10:00")).unwrap(), "there is none yet");
    session.back_up_by_itself(wall("2026-11-26T10:00"), &mut Unwatched).unwrap();
    assert!(!session.is_backup_due(wall("2026-11-26T11:30")).unwrap(), "nothing has changed");
    change(&mut session, 1);
    assert!(!session.is_backup_due(wall("2026-11-26T10:59")).unwrap(), "not within the hour");
    // A copy taken to somewhere else is none of those that are kept by the hour.
    back_up(&session, &place.path("a stick"));
    assert!(session.is_backup_due(wall("2026-11-26T11:00")).unwrap());
    // A clock that has been set back does not stop the copies.
    assert!(session.is_backup_due(wall("2026-11-25T10:00")).unwrap());
}

#[test]
fn older_copies_are_tidied_away_and_nothing_else_is() {
    let place = Place::new();
    let session = place.desk("desk.db", 1);
    let folder = place.path("desk.db.backups");
    for at in ["2026-11-24T09:00", "2026-11-25T09:00", "2026-11-25T15:00", "2026-11-26T09:00"] {
        session.back_up_by_itself(wall(at), &mut Unwatched).unwrap();
    }
    fs::write(folder.join("notes.txt"), "mine").unwrap();
    fs::write(folder.join("mainstay-by-hand.db"), "mine too").unwrap();
    session.back_up_by_itself(wall("2026-11-26T10:00"), &mut Unwatched).unwrap();
    let mut names: Vec<_> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(
        names,
        [
            "mainstay-20261124-090000.db",
            "mainstay-20261125-150000.db",
            "mainstay-20261126-090000.db",
            "mainstay-20261126-100000.db",
            "mainstay-by-hand.db",
            "notes.txt",
        ]
    );
    let newest = &session.copies().unwrap()[0];
    assert_eq!((newest.at, seen(&newest.file).0), (wall("2026-11-26T10:00"), session.revision()));
    session.keep_backups_in(&place.path("elsewhere")).unwrap();
    assert_eq!(session.copies().unwrap(), [], "those there are stay where they are");
    session.back_up_by_itself(wall("2026-11-26T11:00"), &mut Unwatched).unwrap();
    assert_eq!(session.copies().unwrap().len(), 1);
}
