//! The journal and the tables: what is kept comes back, replays to the same, can be taken back, and damage
//! is noticed.

use crate::city;
use mainstay::domain::command::{Command, LockKind};
use mainstay::domain::day::{Cargo, Day};
use mainstay::domain::deed::Deed;
use mainstay::domain::ids::Revision;
use mainstay::domain::network::Network;
use mainstay::domain::settings::Settings;
use mainstay::domain::time::{ServiceDay, TimeOfDay};
use mainstay::domain::watch::{Cancelled, Unwatched, Watch};
use mainstay::domain::{Refusal, State};
use mainstay::journal::Trouble;
use mainstay::session::{ChangeSummary, NotDone, Session};
use mainstay::words::{Language, Tell as _, Words};
use rusqlite::Connection;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

struct Place {
    _folder: tempfile::TempDir,
    path: PathBuf,
}

fn place() -> Place {
    let folder = tempfile::tempdir().unwrap();
    Place { path: folder.path().join("desk.db"), _folder: folder }
}

fn submit(session: &mut Session, command: Command) {
    let receipt = session.submit(command, &city::dispatcher(), city::at("09:10")).unwrap();
    assert!(receipt.change.is_some(), "nothing changed");
}

fn undo(session: &mut Session) -> Result<Revision, NotDone> {
    Ok(session.undo(&city::dispatcher(), city::at("09:30"))?.revision)
}

#[track_caller]
fn check_sound(session: &Session) {
    let verdict = session.verify(&mut Unwatched).unwrap();
    assert_eq!(verdict.problems, [], "{} entries", verdict.entries);
    assert_eq!(verdict.entries, session.revision().0);
    assert_eq!(verdict.checked, ["verify-checked-file", "verify-checked-chain", "verify-checked-tables"]);
}

/// A city, and five changes of different kinds on its day.
fn a_morning(session: &mut Session) {
    city::lay(session);
    submit(session, city::shift("R1", 20));
    submit(session, city::reassign(0, 3));
    submit(session, city::delivered(0, "08:15"));
    submit(session, city::delivered(4, "08:20"));
    let settings = Settings { shift_ends: TimeOfDay::hm(20, 0), ..Settings::default() };
    submit(session, Command::PutSettings(Box::new(settings)));
}

#[test]
fn what_was_submitted_is_there_after_opening_again() {
    let Place { path, _folder } = place();
    let mut session = Session::open(&path).unwrap();
    a_morning(&mut session);
    let day = session.bring(city::day()).unwrap();
    let (state, revision) = (session.state().clone(), session.revision());
    check_sound(&session);
    drop(session);

    let mut again = Session::open(&path).unwrap();
    assert_eq!(again.revision(), revision);
    assert_eq!(again.state().days.len(), 0, "days are only brought in when asked for");
    assert_eq!(again.bring(city::day()).unwrap(), day);
    assert_eq!(again.state(), &state);
    assert_eq!(again.read_day(city::day()).unwrap().map(Arc::new), day);
    assert_eq!(again.days().unwrap(), [city::day()]);
    assert_eq!(again.bring(city::day().plus(1)).unwrap(), None);
    check_sound(&again);
}

#[test]
fn undo_goes_back_to_the_beginning_also_over_restarts() {
    let Place { path, _folder } = place();
    let mut session = Session::open(&path).unwrap();
    let mut past: Vec<Option<Arc<Day>>> = vec![None];
    city::lay(&mut session);
    past.push(session.bring(city::day()).unwrap());
    for command in [city::shift("R1", 20), city::reassign(0, 3), city::delivered(0, "08:15")] {
        submit(&mut session, command);
        past.push(session.bring(city::day()).unwrap());
    }
    past.pop();
    while let Some(then) = past.pop() {
        drop(session);
        session = Session::open(&path).unwrap();
        let takes_back = session.undoable().unwrap().unwrap();
        undo(&mut session).unwrap();
        let log = session.log(Revision(0), 100).unwrap();
        let undone = log.iter().find(|change| change.revision == takes_back.revision).unwrap();
        let undoing = log.last().unwrap();
        assert_eq!((undoing.undoes, undone.undone_by), (Some(undone.revision), Some(undoing.revision)));
        let routes = |day: Option<Arc<Day>>| day.map(|day| day.routes.clone());
        assert_eq!(routes(session.bring(city::day()).unwrap()), routes(then));
    }
    assert_eq!(session.state().network, Network::default());
    assert_eq!(session.days().unwrap(), []);
    assert!(matches!(undo(&mut session), Err(NotDone::Refused(Refusal::NothingToUndo))));
    check_sound(&session);
}

#[test]
fn undo_stops_before_the_founding() {
    let mut session = Session::in_memory().unwrap();
    let commands = city::reference().into_iter().chain([city::plan(city::day())]);
    session.found(commands, &city::dispatcher(), city::at("06:00"), &[], &mut Unwatched).unwrap();
    assert_eq!(session.undoable().unwrap(), None);
    submit(&mut session, city::reassign(0, 3));
    undo(&mut session).unwrap();
    assert!(matches!(undo(&mut session), Err(NotDone::Refused(Refusal::NothingToUndo))));
    assert_eq!(session.days().unwrap(), [city::day()]);
    check_sound(&session);
}

#[test]
fn an_undo_that_would_overwrite_what_the_journal_does_not_know_is_refused() {
    let Place { path, _folder } = place();
    let mut session = Session::open(&path).unwrap();
    city::lay(&mut session);
    submit(&mut session, city::reassign(0, 3));
    drop(session);
    edit(&path, "UPDATE routes SET vehicle = 'X' WHERE route = 'R0'");

    let mut session = Session::open(&path).unwrap();
    let revision = session.revision();
    let refused = undo(&mut session);
    assert!(
        matches!(&refused, Err(NotDone::Refused(Refusal::UndoConflict { subject })) if subject == "R0"),
        "{refused:?}"
    );
    assert_eq!(session.revision(), revision);
}

#[test]
fn the_log_tells_changes_in_order_and_only_the_newest_asked_for() {
    let mut session = Session::in_memory().unwrap();
    a_morning(&mut session);
    let log = session.log(Revision(0), 100).unwrap();
    let deeds: Vec<_> = log.iter().map(|change| change.deed.clone()).collect();
    let reassigned =
        Deed::Reassigned { route: city::route(0), from: Some(city::plate(0)), to: Some(city::plate(3)) };
    assert_eq!(deeds[0], Deed::Planned { days: 1, routes: 3, stops: 12 });
    assert_eq!(
        deeds[1..],
        [
            Deed::Shifted { stops: 4, routes: 1 },
            reassigned,
            Deed::Progress { stops: 1 },
            Deed::Progress { stops: 1 },
            Deed::Settings
        ]
    );
    assert_eq!(log[1].day, Some(city::day()));
    assert_eq!(session.log(Revision(0), 2).unwrap(), log[log.len() - 2..]);
    assert_eq!(session.log(log[3].revision, 100).unwrap(), log[4..]);
}

/// Has enough after some steps.
struct Impatient(u64);

impl Watch for Impatient {
    fn step(&mut self, done: u64, total: u64) -> Result<(), Cancelled> {
        assert_eq!(total, 20);
        if done >= self.0 { Err(Cancelled) } else { Ok(()) }
    }
}

#[test]
fn an_import_that_is_cancelled_or_refused_leaves_nothing_behind() {
    let mut session = Session::in_memory().unwrap();
    city::lay(&mut session);
    let (state, revision) = (session.state().clone(), session.revision());
    let plans: Vec<_> = (1..=20).map(|n| city::plan(city::day().plus(n))).collect();
    let (by, at) = (city::dispatcher(), city::at("06:00"));
    for steps in [1, 7, 20] {
        let cancelled = session.submit_all(plans.clone(), &by, at, &mut Impatient(steps));
        assert!(matches!(cancelled, Err(NotDone::Cancelled(_))));
    }
    let bad = plans.iter().cloned().chain([city::reassign(9, 0)]);
    let refused = session.submit_all(bad, &by, at, &mut Unwatched);
    assert!(matches!(refused, Err(NotDone::Refused(Refusal::NoSuchRoute { .. }))), "{refused:?}");
    assert_eq!((session.state(), session.revision()), (&state, revision));
    assert_eq!(session.days().unwrap(), [city::day()]);
    check_sound(&session);

    let receipt = session.submit_all(plans, &by, at, &mut Unwatched).unwrap();
    let deed = receipt.change.map(|change| change.deed);
    assert_eq!(deed, Some(Deed::Planned { days: 20, routes: 60, stops: 240 }));
    assert_eq!(session.days().unwrap().len(), 21);
    assert!(session.state().days.len() <= 14, "{} days in memory", session.state().days.len());
    check_sound(&session);
    undo(&mut session).unwrap();
    assert_eq!(session.days().unwrap(), [city::day()]);
    check_sound(&session);
}

#[test]
fn the_same_again_makes_no_change() {
    let mut session = Session::in_memory().unwrap();
    city::lay(&mut session);
    let revision = session.revision();
    let commands = city::reference().into_iter().chain([city::plan(city::day())]);
    let receipt =
        session.submit_all(commands, &city::dispatcher(), city::at("06:00"), &mut Unwatched).unwrap();
    assert_eq!((receipt.change, receipt.revision), (None, revision));
}

#[test]
fn memory_keeps_only_the_days_asked_for_last() {
    let mut session = Session::in_memory().unwrap();
    city::lay(&mut session);
    let plans = (1..=30).map(|n| city::plan(city::day().plus(n)));
    session.submit_all(plans, &city::dispatcher(), city::at("06:00"), &mut Unwatched).unwrap();
    for day in session.days().unwrap() {
        assert!(session.bring(day).unwrap().is_some());
        assert!(session.state().day(day).is_some());
        assert!(session.state().days.len() <= 12);
    }
}

#[test]
fn a_preview_keeps_nothing() {
    let mut session = Session::in_memory().unwrap();
    city::lay(&mut session);
    let revision = session.revision();
    let told = session.preview(&city::reassign(0, 3), city::at("06:00")).unwrap();
    assert_eq!(told.routes, [city::route(0)]);
    assert_eq!(session.revision(), revision);
    check_sound(&session);
}

fn edit(path: &Path, sql: &str) {
    let conn = Connection::open(path).unwrap();
    conn.pragma_update(None, "foreign_keys", "OFF").unwrap();
    conn.execute_batch(sql).unwrap();
    conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).unwrap();
}

/// What verify says after somebody has changed the file by hand: key and place of each problem.
fn found_after(sql: &str) -> Vec<(&'static str, String)> {
    let Place { path, _folder } = place();
    let mut session = Session::open(&path).unwrap();
    a_morning(&mut session);
    drop(session);
    edit(&path, sql);
    let verdict = Session::open(&path).unwrap().verify(&mut Unwatched).unwrap();
    let words = Words::new(Language::English);
    for problem in &verdict.problems {
        assert!(!words.tell(&problem.what).is_empty() && !words.tell(&problem.advice).is_empty());
    }
    verdict.problems.into_iter().map(|problem| (problem.what.key, problem.place)).collect()
}

#[test]
fn an_entry_edited_by_hand_is_found() {
    let edits = [
        "UPDATE entries SET author = 'Li' WHERE counter = 8",
        "UPDATE entries SET at = at + 1 WHERE counter = 8",
        "UPDATE entries SET day = day + 1 WHERE counter = 8",
        "UPDATE entries SET founding = 1 WHERE counter = 8",
        "UPDATE entries SET undoes = 7 WHERE counter = 8",
    ];
    for sql in edits {
        assert_eq!(found_after(sql), [("verify-entry-edited", "entries 8".into())], "{sql}");
    }
    let found = found_after(
        "UPDATE entries SET payload = CAST(replace(payload, 'R0', 'R1') AS BLOB) WHERE counter = 10",
    );
    assert_eq!(found[0], ("verify-entry-edited", "entries 10".into()), "{found:?}");
}

#[test]
fn a_missing_entry_is_found_wherever_it_was() {
    let found = found_after("DELETE FROM entries WHERE counter IN (3, 4)");
    assert_eq!(found[0], ("verify-gap", "entries 5".into()), "{found:?}");
    let found = found_after("DELETE FROM entries WHERE counter = (SELECT max(counter) FROM entries)");
    assert_eq!(found[0], ("verify-table-differs", "changes 12".into()), "{found:?}");
}

#[test]
fn a_table_row_that_is_not_what_the_journal_says_is_found() {
    let edits = [
        ("UPDATE routes SET stops = x'0100' WHERE route = 'R1'", "routes 20261123 R1"),
        ("UPDATE routes SET put_off = 1 WHERE route = 'R2'", "routes 20261123 R2"),
        ("DELETE FROM routes WHERE route = 'R2'", "routes 20261123 R2"),
        ("UPDATE retailers SET phone = '' WHERE code LIKE '%7'", "retailers 420300000007"),
        ("INSERT INTO vehicles VALUES ('Z', 1, 'available', 0, NULL)", "vehicles Z"),
        ("UPDATE changes SET undone_by = 3 WHERE first = 8", "changes 8"),
        ("DELETE FROM settings", "settings 1"),
        ("UPDATE routes SET pickups = '[]' WHERE route = 'R2'", "routes 20261123 R2"),
    ];
    for (sql, place) in edits {
        assert_eq!(found_after(sql), [("verify-table-differs", place.into())], "{sql}");
    }
}

#[track_caller]
fn check_refused(path: &Path, expected: impl Fn(&Trouble) -> bool) {
    let before = fs::read(path).ok();
    let trouble = Session::open(path).map(drop).unwrap_err();
    assert!(expected(&trouble), "{trouble:?}");
    assert_eq!(fs::read(path).ok(), before, "the file was touched");
    for language in Language::ALL {
        let text = Words::new(language).tell(&trouble.message());
        assert!(text.contains(&*path.to_string_lossy()), "{text}");
    }
}

#[test]
fn a_file_that_is_no_database_of_ours_is_refused_and_left_alone() {
    let Place { path, _folder } = place();
    fs::write(&path, "线路,车牌\nR1,鄂C·1\n".repeat(50)).unwrap();
    check_refused(&path, |trouble| matches!(trouble, Trouble::NotADatabase { .. }));
    fs::write(&path, "short").unwrap();
    check_refused(&path, |trouble| matches!(trouble, Trouble::NotADatabase { .. }));
    fs::remove_file(&path).unwrap();
    Connection::open(&path).unwrap().execute_batch("CREATE TABLE songs (title)").unwrap();
    check_refused(&path, |trouble| matches!(trouble, Trouble::NotOurs { .. }));
    check_refused(path.parent().unwrap(), |trouble| matches!(trouble, Trouble::IsFolder { .. }));
}

#[test]
fn a_database_of_a_newer_version_is_refused_and_left_alone() {
    let Place { path, _folder } = place();
    drop(Session::open(&path).unwrap());
    edit(&path, "PRAGMA user_version = 99");
    check_refused(&path, |trouble| matches!(trouble, Trouble::Newer { found: 99, .. }));
}

#[test]
fn a_damaged_file_is_noticed_however_it_was_damaged() {
    let Place { path, _folder } = place();
    let mut session = Session::open(&path).unwrap();
    a_morning(&mut session);
    let plans = (1..=10).map(|n| city::plan(city::day().plus(n)));
    session.submit_all(plans, &city::dispatcher(), city::at("06:00"), &mut Unwatched).unwrap();
    drop(session);
    let whole = fs::read(&path).unwrap();
    for length in [100, whole.len() / 2, whole.len() - 1] {
        fs::write(&path, &whole[..length]).unwrap();
        check_refused(&path, |trouble| matches!(trouble, Trouble::Damaged { .. }));
    }
    // A page of noise somewhere: opening or verifying notices, nothing panics.
    let page = usize::from(u16::from_be_bytes([whole[16], whole[17]]));
    for at in (page..whole.len()).step_by(page) {
        let mut damaged = whole.clone();
        damaged[at..at + page].fill(0xa5);
        fs::write(&path, &damaged).unwrap();
        let noticed = match Session::open(&path) {
            Err(Trouble::Damaged { .. }) => true,
            Err(trouble) => panic!("{trouble:?}"),
            Ok(session) => match session.verify(&mut Unwatched) {
                Ok(verdict) => !verdict.problems.is_empty(),
                Err(NotDone::Trouble(Trouble::Damaged { .. })) => true,
                Err(other) => panic!("{other:?}"),
            },
        };
        assert!(noticed, "page {} of noise went unnoticed", at / page);
    }
    fs::write(&path, &whole).unwrap();
    check_sound(&Session::open(&path).unwrap());
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_written_is_refused() {
    use std::os::unix::fs::PermissionsExt as _;
    let Place { path, _folder } = place();
    drop(Session::open(&path).unwrap());
    fs::set_permissions(&path, fs::Permissions::from_mode(0o400)).unwrap();
    // The administrator may write all the same, and then the database simply opens.
    if fs::OpenOptions::new().write(true).open(&path).is_err() {
        check_refused(&path, |trouble| matches!(trouble, Trouble::ReadOnly { .. }));
    }
}

#[test]
fn an_empty_file_becomes_a_database() {
    let Place { path, _folder } = place();
    fs::write(&path, "").unwrap();
    assert_eq!(Session::open(&path).unwrap().revision(), Revision(0));
}

#[test]
fn a_missing_folder_is_made() {
    let Place { path, _folder } = place();
    let path = path.parent().unwrap().join("a/b/desk.db");
    assert!(Session::open(&path).is_ok());
}

/// A vehicle that breaks down, its goods fetched by another, one stop locked and one put off: what version 2
/// can say.
#[test]
fn a_breakdown_and_all_that_was_done_about_it_is_there_after_opening_again_and_can_be_taken_back() {
    let Place { path, _folder } = place();
    let mut session = Session::open(&path).unwrap();
    a_morning(&mut session);
    let before = session.bring(city::day()).unwrap().map(|day| day.routes.clone());
    let stop = |n: usize| vec![city::retailers()[n].code.clone()];
    let (day, base) = (city::day(), Revision(u64::MAX));
    let steps = [
        city::breaks_down(1, "08:30"),
        city::reassign(1, 2),
        Command::LockStops { day, stops: stop(6), lock: Some(LockKind::Time), now: city::at("08:40") },
        Command::PutOffStops { day, stops: stop(7), to: Some(day.plus(1)), base },
        Command::NoteLoaded {
            day,
            route: city::route(1),
            from: Cargo::Aboard(city::plate(1)),
            at: city::at("08:50").time(),
        },
    ];
    let count = steps.len();
    for step in steps {
        submit(&mut session, step);
    }
    let route = session.bring(day).unwrap().unwrap().routes[&city::route(1)].clone();
    assert_eq!((route.pickups.len(), route.pickups[0].loaded.is_some()), (1, true));
    let (live, state) = (session.bring(day).unwrap(), session.state().clone());
    check_sound(&session);
    drop(session);

    let mut again = Session::open(&path).unwrap();
    assert_eq!(again.bring(day).unwrap(), live);
    assert_eq!(again.state(), &state);
    for _ in 0..count {
        undo(&mut again).unwrap();
    }
    assert_eq!(again.bring(day).unwrap().map(|day| day.routes.clone()), before);
    assert_eq!(again.state().breakdowns.len(), 0);
    check_sound(&again);
}

/// The file was written by version 1 of the program. It must open, mean the same and verify for ever.
#[test]
fn a_database_of_version_1_opens_and_verifies() {
    let Place { path, _folder } = place();
    let kept =
        fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/journal/version-1.sql"));
    Connection::open(&path).unwrap().execute_batch(&kept.unwrap()).unwrap();
    let mut old = Session::open(&path).unwrap();
    check_sound(&old);
    let mut new = Session::in_memory().unwrap();
    a_morning(&mut new);
    assert_eq!(old.bring(city::day()).unwrap(), new.bring(city::day()).unwrap());
    // What settings it did not know stand for stays as it was when they came, whatever the defaults are today.
    assert_eq!(old.state().settings.shift_ends, new.state().settings.shift_ends);
    let same_settings = State { settings: Arc::clone(&old.state().settings), ..new.state().clone() };
    assert_eq!(old.state(), &same_settings);
    // What it called a change then may be worded better today; that it was made, when and by whom may not.
    let without_deed = |session: &Session| -> Vec<_> {
        let log = session.log(Revision(0), 100).unwrap();
        log.into_iter().map(|change| ChangeSummary { deed: Deed::Settings, ..change }).collect()
    };
    assert_eq!(without_deed(&old), without_deed(&new));
    undo(&mut old).unwrap();
    check_sound(&old);
}

#[test]
fn a_day_nobody_planned_is_not_there() {
    let session = Session::in_memory().unwrap();
    assert_eq!(session.read_day(ServiceDay::parse("2026-01-01").unwrap()).unwrap(), None);
}
