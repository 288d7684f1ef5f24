//! Databases that are opened, made, brought up to date, closed or tidied up on a disk that fails.

use super::disk::Fault;
use super::{FAULTS, Place, Sight, check_seen, check_trouble, check_words, layer};
use crate::city;
use mainstay::domain::watch::Unwatched;
use mainstay::journal::Trouble;
use mainstay::session::Session;
use rusqlite::Connection;
use std::fs;
use std::path::Path;

/// Opens the database with the `n`-th operation failing. `None` where there were no so many.
fn opened(place: &Place, fault: Fault, n: usize, lasts: bool) -> Option<Result<Session, Trouble>> {
    place.disk.arm(fault, n, lasts);
    let done = layer::hurried(|| Session::open(&place.database()));
    let (_, hit) = place.disk.heal();
    (hit > 0).then_some(done)
}

/// Every fault at the first ten operations of an opening and at each `every`-th, on a copy of its own each.
fn check_openings(every: usize, whole: impl Fn() -> Place, mut check: impl FnMut(&Place, &str)) -> usize {
    let mut refused = 0;
    for fault in FAULTS.into_iter().chain([Fault::CannotOpen]) {
        for lasts in [false, true] {
            for n in (1..)
                .filter(|n| n % (if lasts { 7 * every } else { every }) == 1 % every || *n < 10 && !lasts)
            {
                let context = format!("{fault:?} at operation {n}, {lasts}");
                let place = whole();
                let Some(done) = opened(&place, fault, n, lasts) else { break };
                if let Err(wrong) = done {
                    refused += 1;
                    if !matches!(wrong, Trouble::NoBackup { .. }) {
                        check_trouble(&wrong, fault, &context);
                    }
                    check_words(&wrong, &place.database(), &context);
                }
                check(&place, &context);
            }
        }
    }
    refused
}

#[test]
fn a_database_whose_disk_fails_while_it_is_opened_opens_when_the_disk_is_well() {
    let left = Place::killed(0);
    let seen = Sight::of(&left.again().open());
    let refused = check_openings(1, || left.again(), |place, context| check_seen(place, &seen, context));
    assert!(refused > 40, "{refused}");
}

#[test]
fn a_database_that_could_not_be_made_is_made_by_the_next_try() {
    let refused = check_openings(5, Place::new, |place, context| {
        let mut session =
            Session::open(&place.database()).unwrap_or_else(|wrong| panic!("{context}: {wrong}"));
        city::lay(&mut session);
        assert_eq!(session.verify(&mut Unwatched).unwrap().problems, [], "{context}");
    });
    assert!(refused > 40, "{refused}");
}

/// As version `version` would have left it.
fn of_version(version: usize) -> Place {
    const KEPT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/journal/version-1.sql");
    let place = Place::new();
    let conn = Connection::open(place.database()).unwrap();
    conn.execute_batch(&fs::read_to_string(KEPT).unwrap()).unwrap();
    let later = [
        include_str!("../../../src/journal/migrations/0002.sql"),
        include_str!("../../../src/journal/migrations/0003.sql"),
        include_str!("../../../src/journal/migrations/0004.sql"),
    ];
    for statements in &later[..version - 1] {
        conn.execute_batch(statements).unwrap();
    }
    conn.pragma_update(None, "user_version", u32::try_from(version).unwrap()).unwrap();
    drop(conn);
    place
}

fn version(path: &Path) -> usize {
    let conn = Connection::open(path).unwrap();
    let version: i64 = conn.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
    usize::try_from(version).unwrap()
}

#[test]
fn a_database_whose_disk_fails_while_it_is_brought_up_to_date_is_of_the_one_version_or_the_other() {
    for old in 1..=4 {
        let whole = of_version(old);
        let refused = check_openings(
            43,
            || whole.again(),
            |place, context| {
                let context = format!("from version {old}, {context}");
                let found = version(&place.database());
                assert!(found == old || found == version_now(), "{context}: of version {found}");
                for name in place.names() {
                    if name.ends_with(".backup") {
                        assert_eq!(version(&place.path(&name)), old, "{context}: {name}");
                    }
                }
                let session =
                    Session::open(&place.database()).unwrap_or_else(|wrong| panic!("{context}: {wrong}"));
                assert_eq!(session.verify(&mut Unwatched).unwrap().problems, [], "{context}");
                let strays: Vec<_> =
                    place.names().into_iter().filter(|name| name.ends_with("-journal")).collect();
                assert!(strays.is_empty(), "{context}: left behind {strays:?}");
            },
        );
        assert!(refused > 40, "{refused}");
    }
}

fn version_now() -> usize {
    let place = Place::new();
    drop(Session::open(&place.database()).unwrap());
    version(&place.database())
}

#[test]
fn a_disk_that_fails_while_the_last_desk_closes_takes_nothing_with_it() {
    let left = Place::killed(0);
    let seen = Sight::of(&left.again().open());
    let mut times = 0;
    for fault in FAULTS {
        for lasts in [false, true] {
            for n in (1..).step_by(if lasts { 7 } else { 3 }) {
                let place = left.again();
                let session = place.open();
                place.disk.arm(fault, n, lasts);
                layer::hurried(|| drop(session));
                if place.disk.heal().1 == 0 {
                    break;
                }
                times += 1;
                check_seen(&place, &seen, &format!("{fault:?} at operation {n}, {lasts}"));
            }
        }
    }
    assert!(times > 20, "{times}");
}

/// A log that is tidied up with the next change.
const LONG: u64 = 1_005 * 4_120;

#[test]
fn a_disk_that_fails_while_the_log_is_tidied_up_after_a_change_takes_nothing_with_it() {
    let left = Place::killed(LONG);
    let change = |session: &mut Session| {
        session.submit(city::shift("R1", 45), &city::dispatcher(), city::at("07:00")).map(drop)
    };
    let place = left.again();
    let mut session = place.open();
    change(&mut session).unwrap();
    let after = Sight::of(&session);
    let mut times = 0;
    for fault in [Fault::WriteFails, Fault::ShortWrite, Fault::SyncFails, Fault::ReadFails, Fault::Full] {
        for n in (1..).step_by(if fault == Fault::SyncFails { 1 } else { 7 }) {
            let place = left.again();
            let mut session = place.open();
            place.disk.arm(fault, n, n % 2 == 0);
            let done = change(&mut session);
            if place.disk.heal().1 == 0 {
                break;
            }
            times += 1;
            let context = format!("{fault:?} at operation {n}");
            if done.is_err() {
                change(&mut session).unwrap_or_else(|wrong| panic!("{context}: the next try: {wrong}"));
            }
            assert!(Sight::of(&session) == after, "{context}");
            drop(session);
            check_seen(&place, &after, &context);
        }
    }
    assert!(times > 10, "{times}");
}
