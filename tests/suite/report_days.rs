//! Days out of the database: read while those before them are told, none lost, none twice, giving up leaves nothing behind; and
//! those that still owe something are found.

use crate::city;
use mainstay::domain::command::Command;
use mainstay::domain::watch::{Cancelled, Unwatched, Watch};
use mainstay::exchange::report::delays::Scope;
use mainstay::exchange::report::{Format, NotReported};
use mainstay::session::Session;
use mainstay::words::{Language, Words};
use std::path::Path;

const DAYS: i64 = 41;

/// Days beside each other differ, so that an exchanged one shows; and one has nothing on it.
fn routes_of(day: i64) -> usize {
    if day == 7 { 0 } else { 3 - usize::try_from(day % 3).unwrap() }
}

fn lay(session: &mut Session) {
    let plans = (0..DAYS).map(|n| {
        let Command::PlanDay { mut routes, .. } = city::plan(city::day()) else { unreachable!() };
        routes.truncate(routes_of(n));
        Command::PlanDay { day: city::day().plus(n), routes }
    });
    let commands: Vec<_> = city::reference().into_iter().chain(plans).collect();
    session.submit_all(commands, &city::dispatcher(), city::at("06:00"), &mut Unwatched).unwrap();
}

fn scope() -> Scope {
    Scope::every_stop(city::day().plus(1), city::day().plus(DAYS - 2))
}

fn written(session: &Session, path: &Path, watch: &mut dyn Watch) -> Option<Vec<u8>> {
    let form = (path, Format::of(path).unwrap());
    let words = Words::new(Language::English);
    match session.report_delays(&scope(), city::at("10:20"), &words, form, watch) {
        Ok(_) => Some(std::fs::read(path).unwrap()),
        Err(NotReported::Cancelled(_)) => None,
        Err(why) => panic!("{why}"),
    }
}

#[test]
fn every_day_of_the_period_is_told_once_in_its_order_whatever_the_form() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = Session::open(&folder.path().join("desk.db")).unwrap();
    lay(&mut session);
    let path = folder.path().join("delays.csv");
    let text = String::from_utf8(written(&session, &path, &mut Unwatched).unwrap()).unwrap();
    let told: Vec<&str> = text.lines().filter(|line| line.starts_with("202")).collect();
    let expected: Vec<String> = (1..DAYS - 1)
        .flat_map(|n| std::iter::repeat_n(city::day().plus(n).to_string(), 4 * routes_of(n)))
        .collect();
    let days: Vec<&str> = told.iter().filter_map(|line| line.get(..10)).collect();
    assert_eq!(days[..expected.len()], expected, "four stops a route, a row each");
    let json = folder.path().join("delays.json");
    let json = written(&session, &json, &mut Unwatched).unwrap();
    let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
    assert_eq!(json["rows"].as_array().map(Vec::len), Some(expected.len()));
}

/// Enough after some days.
struct After(u32);

impl Watch for After {
    fn step(&mut self, _: u64, _: u64) -> Result<(), Cancelled> {
        self.0 = self.0.checked_sub(1).ok_or(Cancelled)?;
        Ok(())
    }
}

#[test]
fn a_report_that_is_cancelled_midway_leaves_no_reader_in_anybodys_way() {
    let folder = tempfile::tempdir().unwrap();
    let mut session = Session::open(&folder.path().join("desk.db")).unwrap();
    lay(&mut session);
    let path = folder.path().join("delays.csv");
    for days in [0, 1, 5, 20] {
        assert_eq!(written(&session, &path, &mut After(days)), None);
        session.submit(city::shift("R0", 5), &city::dispatcher(), city::at("07:00")).unwrap();
    }
    assert!(!path.exists());
    assert!(written(&session, &path, &mut Unwatched).is_some());
}

#[test]
fn a_day_with_something_put_off_is_found_again_until_that_is_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.db");
    let mut session = Session::open(&path).unwrap();
    lay(&mut session);
    let day = city::day().plus(3);
    let owed = |session: &mut Session| {
        session.bring_around(day.plus(2)).unwrap();
        session.state().days.contains_key(&day)
    };
    assert!(!owed(&mut Session::open(&path).unwrap()));
    let stop =
        session.read_day(day).unwrap().unwrap().routes.values().next().unwrap().stops[0].retailer.clone();
    let base = session.revision();
    let put_off = Command::PutOffStops { day, stops: vec![stop], to: Some(day.plus(2)), base };
    session.submit(put_off, &city::dispatcher(), city::at("10:00")).unwrap();
    assert!(owed(&mut Session::open(&path).unwrap()));
    session.undo(&city::dispatcher(), city::at("10:01")).unwrap();
    assert!(!owed(&mut Session::open(&path).unwrap()));
}
