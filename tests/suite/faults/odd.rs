//! Clocks that jump back, entries of a newer version, a lock held for longer than anybody waits, and the system's own limits:
//! a disk that is full, a file and a folder that may not be written.

use super::disk::Fault;
use super::{Place, Sight, check_seen, check_words, layer, trouble};
use crate::city;
use mainstay::domain::ids::Revision;
use mainstay::domain::time::Timestamp;
use mainstay::domain::watch::Unwatched;
use mainstay::journal::Trouble;
use mainstay::session::{NotDone, Session};
use rusqlite::Connection;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn wall(text: &str) -> Timestamp {
    Timestamp::parse(text).unwrap()
}

#[test]
fn a_clock_that_jumps_back_leaves_entries_in_their_order_and_sound() {
    let place = Place::laid();
    let mut session = place.open();
    let by = city::dispatcher();
    let times =
        ["2026-11-23T10:00", "2026-11-23T09:00", "2026-11-22T23:59", "1999-12-31T00:00", "2026-11-23T10:01"];
    for (n, time) in (1..).zip(times) {
        session.submit(city::shift("R0", n), &by, wall(time)).unwrap();
    }
    let log = session.log(Revision(0), 100).unwrap();
    assert!(log.is_sorted_by_key(|change| change.revision), "the order is that of entries, not of clocks");
    let at: Vec<String> =
        log.iter().rev().take(times.len()).rev().map(|change| change.at.to_string()).collect();
    assert!(at.iter().zip(times).all(|(at, time)| at.starts_with(time)), "{at:?}");
    let seen = Sight::of(&session);
    check_seen(&place, &seen, "clocks");
    // What is taken back is the newest, whatever its clock said.
    let undone = session.undo(&by, wall("1999-12-31T00:00")).unwrap().change.unwrap();
    assert_eq!(undone.undoes, Some(log.last().unwrap().revision));
    assert_eq!(session.verify(&mut Unwatched).unwrap().problems, []);
}

#[test]
fn steps_that_were_late_before_the_clock_jumped_back_are_told_once() {
    let place = Place::laid();
    let mut session = place.open();
    session.submit(city::breaks_down(1, "08:30"), &city::dispatcher(), city::at("08:30")).unwrap();
    assert!(session.follow_up(city::at("12:00")).unwrap().is_some(), "something is late by then");
    let seen = Sight::of(&session);
    for time in ["08:00", "06:00", "11:59", "12:00"] {
        assert!(session.follow_up(city::at(time)).unwrap().is_none(), "{time}: told twice");
    }
    assert!(session.follow_up(wall("2020-01-01T00:00")).unwrap().is_none());
    check_seen(&place, &seen, "clocks");
}

#[test]
fn what_was_being_sent_when_the_clock_jumped_back_is_sent_again() {
    let place = Place::laid();
    let mut session = place.open();
    let lock = session.take_sending().unwrap().unwrap();
    let first = session.next_sending(city::at("10:00"), &lock).unwrap().unwrap();
    // The sender ends in the midst of it, and the next one starts an hour earlier.
    let id = first.delivery.notice.clone();
    drop((first, lock));
    let lock = session.take_sending().unwrap().unwrap();
    let again = session.next_sending(city::at("09:00"), &lock).unwrap().unwrap();
    assert_eq!(again.delivery.notice, id);
}

#[test]
fn a_clock_that_was_ahead_for_an_hour_does_not_cost_the_copies_of_a_month() {
    let place = Place::laid();
    let mut session = place.open();
    let mut minutes = 1;
    let mut copy = |at: &str| {
        minutes = -minutes;
        session.submit(city::shift("R0", minutes), &city::dispatcher(), city::at("07:00")).unwrap();
        assert!(session.is_backup_due(wall(at)).unwrap(), "{at}");
        session.back_up_by_itself(wall(at), &mut Unwatched).unwrap();
        session.copies().unwrap().len()
    };
    for (count, day) in (1..).zip(["2026-11-20", "2026-11-21", "2026-11-22", "2026-11-23"]) {
        assert_eq!(copy(&format!("{day}T10:00")), count);
    }
    assert_eq!(copy("2036-01-01T10:00"), 5, "those of the past days stay");
    assert_eq!(copy("2026-11-24T10:00"), 6, "one from the future does not keep the next from being taken");
}

#[test]
fn entries_of_a_newer_version_are_refused_in_words_and_left_alone() {
    let place = Place::laid();
    let mut behind = place.open();
    let mut session = place.open();
    session.submit(city::shift("R1", 5), &city::dispatcher(), city::at("07:00")).unwrap();
    let conn = Connection::open(place.database()).unwrap();
    conn.execute("UPDATE entries SET version = 77 WHERE counter = (SELECT max(counter) FROM entries)", [])
        .unwrap();
    let count = || conn.query_row("SELECT count(*) FROM entries", [], |row| row.get::<_, i64>(0)).unwrap();
    let before = count();
    let at = city::at("07:10");
    let refused = [
        trouble(session.undo(&city::dispatcher(), at).unwrap_err()),
        trouble(session.verify(&mut Unwatched).unwrap_err()),
        trouble(behind.submit(city::shift("R1", 5), &city::dispatcher(), at).unwrap_err()),
        behind.refresh().unwrap_err(),
        Session::open(&place.database()).map(drop).unwrap_err(),
    ];
    for wrong in refused {
        assert!(matches!(wrong, Trouble::Newer { found: 77, .. }), "{wrong:?}");
        let words = mainstay::words::Words::new(mainstay::words::Language::English);
        let text = words.tell(&mainstay::words::Tell::message(&wrong));
        assert!(text.contains("newer Mainstay") && text.contains("Update"), "{text}");
    }
    assert_eq!(count(), before, "nothing was written");
}

#[test]
fn a_lock_that_is_held_for_longer_than_anybody_waits_is_said_and_the_next_try_works() {
    let place = Place::laid();
    let mut session = place.open();
    let before = Sight::of(&session);
    let stuck = Connection::open(place.database()).unwrap();
    stuck.execute_batch("BEGIN IMMEDIATE").unwrap();
    let change =
        |session: &mut Session| session.submit(city::shift("R1", 5), &city::dispatcher(), city::at("07:00"));
    let wrong = layer::hurried(|| change(&mut session)).unwrap_err();
    assert!(matches!(wrong, NotDone::Trouble(Trouble::Busy { .. })), "{wrong:?}");
    check_words(&wrong, &place.database(), "held");
    assert!(
        Sight::of(&session) == before && !session.refresh().unwrap(),
        "it can be looked at all the while"
    );
    check_seen(&place, &before, "held");
    stuck.execute_batch("ROLLBACK").unwrap();
    change(&mut session).unwrap();
    assert_eq!(session.verify(&mut Unwatched).unwrap().problems, []);
}

/// A disk that does not say it has something may have it all the same. Such a change is refused; where the process then ends
/// before it writes anything else, the next one may find it, but whole and with its notices.
#[test]
fn a_change_the_disk_did_not_confirm_is_whole_if_it_is_found_after_a_crash() {
    let place = Place::laid();
    let mut session = place.open();
    let before = Sight::of(&session);
    let change =
        |session: &mut Session| session.submit(city::shift("R1", 45), &city::dispatcher(), city::at("07:00"));
    place.disk.arm(Fault::SyncFails, 1, true);
    change(&mut session).unwrap_err();
    let crashed = place.again();
    place.disk.heal();
    change(&mut session).unwrap();
    let after = Sight::of(&session);
    let found = crashed.open();
    let sight = Sight::of(&found);
    assert!(sight == before || sight == after, "neither the one nor the other");
    assert_eq!(found.verify(&mut Unwatched).unwrap().problems, []);
    drop(found);
    // Whoever goes on without a crash never sees it again.
    check_seen(&place, &after, "gone on");
}

const PROGRAM: &str = env!("CARGO_BIN_EXE_mainstay");

fn shift_command(program: &mut Command, database: &Path) -> Option<Output> {
    program.env_clear().env("USER", "tester").arg("--db").arg(database);
    program.args(["--now", "2026-11-23T07:00", "--lang", "en", "shift", "--route", "R1", "--by", "45"]);
    program.output().ok()
}

/// Files may grow to so many blocks of half a kilobyte, or of one, as the shell counts; then the system says no.
#[cfg(unix)]
#[test]
fn a_disk_that_is_really_full_is_said_and_costs_nothing() {
    let mut refused = 0;
    for blocks in [0, 1, 8, 20, 33, 65, 70, 90, 120, 4_000] {
        let place = Place::laid();
        let before = Sight::of(&place.open());
        let mut limited = Command::new("sh");
        let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" \"$@\"");
        limited.args(["-c", &script, PROGRAM]);
        let done = shift_command(&mut limited, &place.database()).unwrap();
        if !done.status.success() {
            refused += 1;
            let said = String::from_utf8_lossy(&done.stderr);
            assert!(said.contains("desk.db"), "{blocks} blocks: {said}");
            assert!(said.contains("is full") || said.contains("failed"), "{blocks} blocks: {said}");
            check_seen(&place, &before, &format!("{blocks} blocks"));
        }
        let again = shift_command(&mut Command::new(PROGRAM), &place.database()).unwrap();
        assert!(again.status.success(), "{}", String::from_utf8_lossy(&again.stderr));
        assert_eq!(place.open().verify(&mut Unwatched).unwrap().problems, [], "{blocks} blocks");
    }
    assert!((4..10).contains(&refused), "{refused}");
}

/// Whoever runs the tests as the administrator may write everywhere: the program is then run as nobody.
#[cfg(unix)]
#[test]
fn a_file_or_a_folder_that_may_not_be_written_is_said_and_stays_as_it_is() {
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
    use std::os::unix::process::CommandExt as _;
    const NOBODY: u32 = 65_534;
    let allow = |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    for (file, folder) in [(0o444, 0o777), (0o666, 0o555), (0o444, 0o555)] {
        let place = Place::laid();
        let bytes = fs::read(place.database()).unwrap();
        allow(&place.database(), file);
        allow(place.folder.path(), folder);
        let mut command = Command::new(PROGRAM);
        if fs::metadata(place.folder.path()).unwrap().uid() == 0 {
            command.uid(NOBODY);
        }
        // Where nobody may run the program, there is nothing to see.
        let Some(done) = shift_command(&mut command, &place.database()) else { return };
        let said = String::from_utf8_lossy(&done.stderr);
        assert!(!done.status.success(), "{file:o} in {folder:o}");
        assert!(
            said.contains("desk.db") && said.contains("can't be written to"),
            "{file:o} in {folder:o}: {said}"
        );
        assert_eq!(fs::read(place.database()).unwrap(), bytes, "{file:o} in {folder:o}");
        allow(place.folder.path(), 0o755);
        allow(&place.database(), 0o644);
        let again = shift_command(&mut Command::new(PROGRAM), &place.database()).unwrap();
        assert!(again.status.success(), "{}", String::from_utf8_lossy(&again.stderr));
    }
}
