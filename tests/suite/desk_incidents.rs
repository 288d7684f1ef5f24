//! Time goes on for incidents while the desk is open, after it was closed, and whoever looks: the bookkeeper and the
//! session together.

use crate::a_day::{a_day, link_down, planned_route};
use mainstay::desk::bookkeeper::{Bookkeeper, News, Opening};
use mainstay::domain::command::{Act, BreakdownReport, Command};
use mainstay::domain::deed::Deed;
use mainstay::domain::emergency::level::{Level, LevelRule};
use mainstay::domain::emergency::{Event, Kind, What};
use mainstay::domain::ids::{Author, IncidentId, Revision};
use mainstay::domain::incident::Fault;
use mainstay::domain::network::{Vehicle, VehicleStatus};
use mainstay::domain::playbook::{CardId, StepId};
use mainstay::domain::time::Timestamp;
use mainstay::domain::units::Cartons;
use mainstay::session::Session;
use std::path::Path;
use std::time::{Duration, Instant};

fn at(time: &str) -> Timestamp {
    Timestamp::parse(&format!("2026-11-23T{time}")).expect("a moment")
}

fn me() -> Author {
    Author::new("Lin")
}

/// A day of one route, whose sorting stands still since seven.
fn standing_still(path: &Path) -> Session {
    let mut session = Session::open(path).expect("it opens");
    let network = &a_day().state.network;
    let retailers = network.retailers.values().map(|one| (**one).clone()).collect();
    let vehicle = Vehicle {
        plate: "V1".into(),
        capacity: Cartons(300),
        status: VehicleStatus::Available,
        spare: false,
        crew: None,
    };
    let day = mainstay::domain::time::ServiceDay::parse("2026-11-23").expect("a day");
    for command in [
        Command::PutCentre((**network.centre.as_ref().expect("a centre")).clone()),
        Command::PutDepartments(network.departments.values().cloned().collect()),
        Command::PutRetailers(retailers),
        Command::PutVehicles(vec![vehicle]),
        Command::PlanDay { day, routes: vec![planned_route("R1", "V1", "08:30", &["J1", "J2"])] },
        Command::OpenIncident(Box::new(link_down(Kind::Sorting, "Lin", at("07:00")))),
    ] {
        session.submit(command, &me(), at("07:00")).expect("nothing stands against it");
    }
    session
}

fn escalations(session: &Session) -> usize {
    let incident = &session.state().incidents[&IncidentId::new("I261123-1")];
    incident.timeline.iter().filter(|event| matches!(event.what, What::Escalated(..))).count()
}

#[test]
fn a_deadline_is_noticed_within_a_second_while_nobody_asks() {
    let folder = tempfile::tempdir().expect("a folder");
    let session = standing_still(&folder.path().join("desk.db"));
    // Half a second before the first step is late.
    let now = Timestamp(at("07:02:59").0 + chrono::TimeDelta::milliseconds(500));
    let opening = Opening { session, author: me(), now: Some(now), day: None };
    let started = Instant::now();
    let bookkeeper = Bookkeeper::start(opening, || {});
    let rung = std::iter::from_fn(|| bookkeeper.next()).find_map(|news| match news {
        News::Snapshot(snapshot) => {
            let incident = &snapshot.state.incidents[&IncidentId::new("I261123-1")];
            let late = incident.timeline.iter().any(|event| matches!(event.what, What::Escalated(..)));
            late.then(|| snapshot.last.clone().expect("a change"))
        }
        _ => None,
    });
    assert_eq!(rung.expect("it rings").by, Author::new("desk"));
    assert!(started.elapsed() < Duration::from_secs(10), "{:?}", started.elapsed());
}

#[test]
fn after_a_restart_the_first_look_catches_up_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("desk.db");
    drop(standing_still(&path));
    let mut session = Session::open(&path).expect("it opens again");
    assert!(session.follow_up(at("07:20")).expect("no trouble").is_some());
    let late = escalations(&session);
    assert!(late >= 2, "{late}");
    drop(session);
    let mut again = Session::open(&path).expect("it opens again");
    assert!(again.follow_up(at("07:20")).expect("no trouble").is_none(), "nobody is told twice");
    assert_eq!(escalations(&again), late);
}

#[test]
fn undo_passes_over_what_time_brought_and_is_not_stopped_by_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut session = standing_still(&folder.path().join("desk.db"));
    let step = StepId { card: CardId('G'), number: 2 };
    let tick = Command::DealWith {
        incident: "I261123-1".into(),
        act: Act::Tick(step),
        by: "Lin".into(),
        at: at("07:02"),
    };
    session.submit(tick, &me(), at("07:02")).expect("nothing stands against it");
    session.follow_up(at("07:05")).expect("no trouble").expect("G1 is late");
    assert_eq!(session.log(Revision::default(), 1).expect("a log")[0].deed, Deed::FollowedUp { count: 1 });
    let undone = session.undo(&me(), at("07:06")).expect("time is no conflict");
    assert_eq!(undone.change.expect("a change").deed, Deed::Incidents { count: 1 });
    let incident = &session.state().incidents[&IncidentId::new("I261123-1")];
    assert!(!incident.steps.contains_key(&step));
    assert_eq!(escalations(&session), 1, "who was told stays told");
    session.undo(&me(), at("07:06")).expect("the opening too");
    assert!(session.state().incidents.is_empty());
}

#[test]
fn a_breakdown_is_taken_back_though_its_card_has_become_late_meanwhile() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut session = standing_still(&folder.path().join("desk.db"));
    let report = BreakdownReport {
        plate: "V1".into(),
        at: at("07:10"),
        place: None,
        fault: Fault::Clutch,
        estimate: None,
    };
    session.submit(Command::ReportBreakdown(report), &me(), at("07:10")).expect("nothing stands against it");
    session.follow_up(at("07:40")).expect("no trouble").expect("its steps are late");
    session.undo(&me(), at("07:41")).expect("time is no conflict");
    assert!(!session.state().incidents.contains_key(&IncidentId::new("B261123-1")));
    let verdict = session.verify(&mut mainstay::domain::watch::Unwatched).expect("it can be checked");
    assert!(verdict.problems.is_empty(), "{:?}", verdict.problems);
}

#[test]
fn a_level_that_time_has_raised_stays_when_what_was_done_before_is_taken_back() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut session = standing_still(&folder.path().join("desk.db"));
    let incident = IncidentId::new("I261123-1");
    let act = Act::Note("Chen called".into());
    let note = Command::DealWith { incident: incident.clone(), act, by: "Lin".into(), at: at("07:30") };
    session.submit(note, &me(), at("07:30")).expect("nothing stands against it");
    session.follow_up(at("08:01")).expect("no trouble").expect("an hour is over");
    session.undo(&me(), at("08:02")).expect("time is no conflict");
    let found = &session.state().incidents[&incident];
    assert_eq!((found.level, found.rule), (Level::Larger, Some(LevelRule::LinkDownAnHour)));
    let noted = |event: &Event| matches!(event.what, What::Note(_));
    assert!(!found.timeline.iter().any(noted));
    assert!(found.timeline.iter().any(|event| event.what == What::LevelSet(Level::Larger)));
}
