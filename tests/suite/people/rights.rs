//! The rule is in `decide`: what an operation takes, whoever asks and by whatever way.

use super::{everybody, name, person};
use crate::a_day::{ADay, a_day, date, link_down, seen, time, window};
use mainstay::domain::command::{Act, Command, Shift, StopFacts};
use mainstay::domain::day::Progress;
use mainstay::domain::emergency::Kind;
use mainstay::domain::emergency::level::Level;
use mainstay::domain::ids::{Author, Revision};
use mainstay::domain::people::refusing::PeopleRefusal;
use mainstay::domain::people::{Hand, Role};
use mainstay::domain::playbook::{CardId, StepId};
use mainstay::domain::refusal::Refusal;
use mainstay::domain::settings::Settings;
use mainstay::domain::time::{ServiceDay, Timestamp};
use mainstay::domain::units::Seconds;
use mainstay::domain::{Operation, decide};
use std::sync::Arc;

fn staffed() -> ADay {
    let mut day = a_day().van("V3", 400).route("R1", "V1", "08:30", &["J1", "J2"]).route(
        "R2",
        "V2",
        "08:30",
        &["J20", "J21"],
    );
    for person in everybody() {
        day = day.does(Command::PutPerson(person));
    }
    day
}

fn later(days: i64) -> ServiceDay {
    date().plus(days)
}

fn by(role: Role) -> Hand {
    Hand::from(&name(role))
}

fn signed(by: Role, signer: Role) -> Hand {
    Hand::Person { by: name(by), signed: Some(name(signer)) }
}

/// The lowest role that may, and every one above it; none below.
fn takes(day: &ADay, command: &Command) -> Role {
    let may = |role: &Role| match decide(&day.state, &by(*role), command.clone()) {
        Ok(operations) => !operations.is_empty(),
        Err(Refusal::People(PeopleRefusal::NotAllowed { has, .. })) if has == *role => false,
        other => panic!("{role:?}: {other:?}"),
    };
    let first = Role::ALL.iter().position(may).expect("somebody may");
    assert!(Role::ALL[first..].iter().all(may), "{command:?}");
    Role::ALL[first]
}

fn put_off(to: Option<ServiceDay>) -> Command {
    Command::PutOffStops { day: date(), stops: vec!["J2".into()], to, base: Revision(u64::MAX) }
}

fn dealing(act: Act) -> Command {
    let at = Timestamp::of(date(), time("07:05"));
    Command::DealWith { incident: "I261123-1".into(), act, by: "w".into(), at }
}

fn with_an_incident() -> ADay {
    let day = staffed();
    let report = link_down(Kind::Sorting, "w", day.now);
    assert_eq!(takes(&day, &Command::OpenIncident(Box::new(report.clone()))), Role::Dispatcher);
    day.does(Command::OpenIncident(Box::new(report)))
}

#[test]
fn the_days_work_is_a_dispatchers_and_nobodys_who_only_looks() {
    let day = staffed();
    for command in [
        day.reassign("R1", "V3"),
        day.move_stops(&["J2"], "R2", None),
        day.shift_shops(&["J2"], Shift::To(window("10:00-12:00"))),
        seen("J1", StopFacts { delivered: Some(time("08:50")), ..StopFacts::default() }),
    ] {
        assert_eq!(takes(&day, &command), Role::Dispatcher, "{command:?}");
    }
}

#[test]
fn what_is_put_off_takes_a_supervisor_by_whatever_way_it_is_put_off() {
    let day = staffed();
    assert_eq!(takes(&day, &put_off(Some(later(1)))), Role::Supervisor);

    let mut route = mainstay::domain::day::Route::clone(&day.state.days[&date()].routes[&"R1".into()]);
    route.stops[1].progress = Progress::PutOff { to: later(1) };
    let (base, now) = (Revision(u64::MAX), day.now);
    let plan = Command::ApplyProposal { day: date(), routes: vec![route], base, now };
    assert_eq!(takes(&day, &plan), Role::Supervisor, "a plan of recovery");

    let facts = StopFacts { put_off_to: Some(later(1)), ..StopFacts::default() };
    assert_eq!(takes(&day, &seen("J2", facts)), Role::Supervisor, "a file of progress");

    let put_off_already = day.does(put_off(Some(later(1))));
    assert_eq!(takes(&put_off_already, &put_off(Some(later(2)))), Role::Supervisor, "to yet another day");
    assert_eq!(takes(&put_off_already, &put_off(None)), Role::Dispatcher, "brought back");
    let moved = put_off_already.reassign("R1", "V3");
    assert_eq!(takes(&put_off_already, &moved), Role::Dispatcher, "a route that has one, changed otherwise");
}

#[test]
fn a_day_recorded_elsewhere_brings_what_was_put_off_there_with_it() {
    let day = staffed().does(put_off(Some(later(1))));
    let routes: Vec<_> = day.state.days[&date()].routes.values().map(|route| (**route).clone()).collect();
    let command = Command::RecordDay { day: later(-7), routes };
    assert_eq!(takes(&day, &command), Role::Dispatcher);
}

#[test]
fn the_playbook_and_what_was_agreed_on_take_a_supervisor_and_what_reaches_out_an_administrator() {
    let day = staffed();
    let mut book = (*day.state.newest_playbook()).clone();
    book.version += 1;
    assert_eq!(takes(&day, &Command::PutPlaybook(Box::new(book))), Role::Supervisor);

    let settings = |change: &dyn Fn(&mut Settings)| {
        let mut settings = Settings::clone(&day.state.settings);
        change(&mut settings);
        takes(&day, &Command::PutSettings(Box::new(settings)))
    };
    assert_eq!(settings(&|all| all.retell_after = Seconds(60)), Role::Supervisor);
    assert_eq!(settings(&|all| all.weather.batch_routes = 3), Role::Supervisor);
    assert_eq!(settings(&|all| drop(all.columns.insert("x".into(), [].into()))), Role::Dispatcher);
    assert_eq!(settings(&|all| all.weather.alert_folder = "/elsewhere".into()), Role::Administrator);
    assert_eq!(settings(&|all| all.notices.to_folder ^= true), Role::Administrator);
    assert_eq!(settings(&|all| all.lock_after = Seconds(0)), Role::Administrator);
}

#[test]
fn an_incident_is_dealt_with_by_dispatchers_settled_by_supervisors_and_led_by_commanders() {
    let day = with_an_incident();
    let step = StepId { card: CardId('G'), number: 1 };
    assert_eq!(takes(&day, &dealing(Act::Acknowledge)), Role::Dispatcher);
    assert_eq!(takes(&day, &dealing(Act::Tick(step))), Role::Dispatcher);
    assert_eq!(takes(&day, &dealing(Act::SetLevel(Level::Critical))), Role::Supervisor);
    let lead = |authorised_by: Option<&str>| {
        let authorised_by = authorised_by.map(Into::into);
        dealing(Act::Lead { chief: "周".into(), deputy: "".into(), authorised_by })
    };
    assert_eq!(takes(&day, &lead(None)), Role::Commander);
    assert_eq!(takes(&day, &lead(Some("周"))), Role::Supervisor, "by a commander's word");
}

#[test]
fn only_an_administrator_says_who_works_here() {
    let day = staffed();
    let new = Command::PutPerson(person("Xu", Role::Viewer));
    assert_eq!(takes(&day, &new), Role::Administrator);
    let higher = Command::PutPerson(person("dispatcher", Role::Supervisor));
    assert_eq!(takes(&day, &higher), Role::Administrator, "least of all of oneself");
}

#[test]
fn a_supervisor_signs_beside_a_dispatcher_but_nobody_for_somebody_who_only_looks() {
    let day = staffed();
    let decides = |hand: &Hand| decide(&day.state, hand, put_off(Some(later(1)))).map(|done| done.len());
    assert_eq!(decides(&signed(Role::Dispatcher, Role::Supervisor)), Ok(1));
    assert_eq!(decides(&signed(Role::Dispatcher, Role::Commander)), Ok(1));
    let not_a_signer = PeopleRefusal::NotASigner {
        by: name(Role::Dispatcher),
        has: Role::Dispatcher,
        needs: Role::Supervisor,
    };
    assert_eq!(decides(&signed(Role::Dispatcher, Role::Dispatcher)), Err(not_a_signer.into()));
    let refused =
        PeopleRefusal::NotAllowed { by: name(Role::Viewer), has: Role::Viewer, needs: Role::Supervisor };
    assert_eq!(decides(&signed(Role::Viewer, Role::Supervisor)), Err(refused.into()));
}

#[test]
fn a_name_that_is_nobodys_or_of_somebody_who_has_left_may_nothing() {
    let mut gone = person("dispatcher", Role::Dispatcher);
    gone.active = false;
    let day = staffed().does(Command::PutPerson(gone));
    for who in ["Xu", "dispatcher", ""] {
        let refused = decide(&day.state, &Hand::from(&Author::new(who)), day.reassign("R1", "V3"));
        assert_eq!(refused, Err(PeopleRefusal::Stranger(Author::new(who)).into()));
    }
}

#[test]
fn what_comes_by_itself_records_but_decides_nothing() {
    let day = staffed();
    let itself = Hand::Itself { by: Author::new("feed") };
    let seen = seen("J1", StopFacts { delivered: Some(time("08:50")), ..StopFacts::default() });
    assert!(decide(&day.state, &itself, seen).is_ok());
    assert!(decide(&day.state, &itself, put_off(Some(later(1)))).is_err());
    assert!(decide(&day.state, &itself, Command::PutPerson(person("Xu", Role::Viewer))).is_err());
}

#[test]
fn where_nobody_has_been_entered_everybody_may_everything() {
    let day = a_day().route("R1", "V1", "08:30", &["J1", "J2"]);
    let anybody = Hand::from(&Author::new("root"));
    assert!(decide(&day.state, &anybody, put_off(Some(later(1)))).is_ok());
}

#[test]
fn in_a_sample_a_name_it_does_not_know_may_everything_and_one_it_knows_what_it_may() {
    let mut day = staffed();
    let moment = day.now;
    Arc::make_mut(&mut day.state.settings).sample_clock = Some(moment);
    let decides = |who: &str| decide(&day.state, &Hand::from(&Author::new(who)), put_off(Some(later(1))));
    assert!(decides("root").is_ok());
    assert!(decides("dispatcher").is_err());
}

#[test]
fn somebody_always_looks_after_the_others() {
    let day = a_day();
    let refused = |day: &ADay, person| match day.refuses(Command::PutPerson(person)) {
        Refusal::People(refusal) => refusal,
        other => panic!("{other:?}"),
    };
    assert_eq!(refused(&day, person("Xu", Role::Supervisor)), PeopleRefusal::FirstLooksAfter);
    let day = staffed();
    let last = Author::new("administrator");
    let mut gone = person("administrator", Role::Administrator);
    gone.active = false;
    assert_eq!(refused(&day, gone.clone()), PeopleRefusal::LastAdministrator(last.clone()));
    let lower = person("administrator", Role::Commander);
    assert_eq!(refused(&day, lower), PeopleRefusal::LastAdministrator(last));
    day.does(Command::PutPerson(person("Xu", Role::Administrator))).does(Command::PutPerson(gone));
}

#[test]
fn a_name_is_something_to_read_and_not_the_desks_own() {
    let day = staffed();
    for bad in ["", " Xu", "Xu\n", "desk", &"x".repeat(41)] {
        let refusal = day.refuses(Command::PutPerson(person(bad, Role::Viewer)));
        assert_eq!(refusal, PeopleRefusal::NoName(Author::new(bad)).into());
    }
}

#[test]
fn undoing_takes_what_doing_would() {
    let day = staffed().does(put_off(Some(later(1))));
    let brought_back: Vec<Operation> = {
        let back = day.state.clone();
        decide(&back, &by(Role::Dispatcher), put_off(None)).expect("a dispatcher may")
    };
    let again: Vec<_> = brought_back.into_iter().map(Operation::inverse).collect();
    let mut after = day.state.clone();
    for operation in &again {
        after.apply(Revision(99), &operation.clone().inverse());
    }
    let check = |role| mainstay::domain::people::rights::check(&after, &by(role), &again);
    assert!(check(Role::Dispatcher).is_err(), "taking the bringing back back puts off");
    assert_eq!(check(Role::Supervisor), Ok(()));
}
