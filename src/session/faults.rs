//! Tests that take the disk away in the middle of a change: a clear word, the state of before, and the next
//! try works.

use super::{NotDone, Session};
use crate::domain::command::Command;
use crate::domain::ids::{Author, DepartmentCode};
use crate::domain::network::{Department, Name};
use crate::domain::time::{ServiceDay, TimeOfDay, Timestamp};
use crate::domain::watch::Unwatched;
use crate::journal::Trouble;
use std::path::Path;

fn now() -> Timestamp {
    Timestamp::of(ServiceDay(chrono::NaiveDate::MIN), TimeOfDay::MIDNIGHT)
}

/// So many departments that they fill some pages.
fn departments(prefix: &str, count: usize) -> Command {
    let department = |n| Department {
        code: DepartmentCode::new(format!("{prefix}{n}")),
        name: Name::new(format!("{n}").repeat(60)),
        phone: "".into(),
    };
    Command::PutDepartments((0..count).map(department).collect())
}

fn open(path: &Path) -> Session {
    let mut session = Session::open(path).expect("it opens");
    session.submit(departments("first", 40), &Author::new("A"), now()).expect("there is room");
    session
}

fn check_nothing_happened(session: &mut Session, path: &Path, wrong: &NotDone) {
    let (state, revision) = (session.state().clone(), session.revision());
    assert!(!session.refresh().expect("readable"), "something was written although {wrong}");
    let mut other = Session::open(path).expect("it opens");
    assert_eq!((other.state(), other.revision()), (&state, revision));
    assert_eq!(session.verify(&mut Unwatched).expect("verified").problems, []);
    other.submit(departments("next", 1), &Author::new("B"), now()).expect("the next try works");
    session.submit(departments("second", 300), &Author::new("A"), now()).expect("the next try works");
    assert_eq!(session.state().network.departments.len(), 341);
    assert_eq!(session.verify(&mut Unwatched).expect("verified").problems, []);
}

#[test]
fn a_disk_that_fills_up_at_any_point_of_a_change_loses_nothing() {
    // Each round lets the change come some pages further before the disk is full.
    let mut full = 0;
    for spare in (0..60_u32).step_by(4) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("desk.db");
        let mut session = open(&path);
        let conn = session.journal.connection();
        let pages: u32 = conn.pragma_query_value(None, "page_count", |row| row.get(0)).expect("counted");
        let limit = |pages: u32| {
            conn.query_row(&format!("PRAGMA max_page_count = {pages}"), [], |_| Ok(())).expect("limited");
        };
        limit(pages + spare);
        let Err(wrong) = session.submit(departments("second", 300), &Author::new("A"), now()) else { break };
        assert!(matches!(wrong, NotDone::Trouble(Trouble::DiskFull { .. })), "{wrong:?}");
        full += 1;
        let conn = session.journal.connection();
        conn.query_row("PRAGMA max_page_count = 1000000", [], |_| Ok(())).expect("room again");
        check_nothing_happened(&mut session, &path, &wrong);
    }
    assert!(full > 2, "the disk was full at {full} points only");
}

#[test]
fn a_file_that_can_suddenly_not_be_written_loses_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("desk.db");
    let mut session = open(&path);
    session.journal.connection().pragma_update(None, "query_only", "ON").expect("set");
    let wrong = session.submit(departments("second", 300), &Author::new("A"), now()).expect_err("read-only");
    assert!(matches!(wrong, NotDone::Trouble(Trouble::ReadOnly { .. })), "{wrong:?}");
    session.journal.connection().pragma_update(None, "query_only", "OFF").expect("set");
    check_nothing_happened(&mut session, &path, &wrong);
}

#[test]
fn a_commit_that_fails_loses_nothing() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("desk.db");
    let mut session = open(&path);
    session.journal.connection().commit_hook(Some(|| true)).expect("hooked");
    let wrong = session.submit(departments("second", 300), &Author::new("A"), now()).expect_err("refused");
    assert!(matches!(wrong, NotDone::Trouble(_)), "{wrong:?}");
    session.journal.connection().commit_hook(None::<fn() -> bool>).expect("unhooked");
    check_nothing_happened(&mut session, &path, &wrong);
}
