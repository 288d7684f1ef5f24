//! A name is not enough: whoever acts has shown a PIN, wrong ones cost time, and what is kept of a PIN is none.

use super::{name, person, pin};
use crate::city;
use mainstay::domain::command::Command;
use mainstay::domain::ids::{Author, Revision};
use mainstay::domain::people::pin::PinFault;
use mainstay::domain::people::refusing::PeopleRefusal;
use mainstay::domain::people::{Hand, Role};
use mainstay::domain::refusal::Refusal;
use mainstay::domain::time::Timestamp;
use mainstay::domain::watch::Unwatched;
use mainstay::session::people::NotSignedIn;
use mainstay::session::{NotDone, Session};
use std::path::{Path, PathBuf};

struct Place {
    _folder: tempfile::TempDir,
    path: PathBuf,
}

const ADMINISTRATOR: &str = "8642";
const DISPATCHER: &str = "2468";
const SUPERVISOR: &str = "1357";

/// A planned day, an administrator who has signed in, a supervisor and a dispatcher.
fn staffed() -> (Place, Session) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("desk.db");
    let mut session = Session::open(&path).unwrap();
    city::lay(&mut session);
    let first = name(Role::Administrator);
    let at = city::at("06:30");
    let enter = |session: &mut Session, role: Role, digits| {
        session.put_person(person(role.name(), role), Some(&pin(digits)), &first, at).unwrap();
    };
    enter(&mut session, Role::Administrator, ADMINISTRATOR);
    enter(&mut session, Role::Supervisor, SUPERVISOR);
    enter(&mut session, Role::Dispatcher, DISPATCHER);
    (Place { _folder: folder, path }, session)
}

fn open(path: &Path) -> Session {
    Session::open(path).unwrap()
}

fn wall(seconds: i64) -> Timestamp {
    city::at("07:00").plus(chrono::TimeDelta::seconds(seconds))
}

fn put_off() -> Command {
    let stops = vec![city::retailers()[1].code.clone()];
    Command::PutOffStops { day: city::day(), stops, to: Some(city::day().plus(1)), base: Revision(u64::MAX) }
}

fn people_refusal<T: std::fmt::Debug>(done: Result<T, NotDone>) -> PeopleRefusal {
    match done.unwrap_err() {
        NotDone::Refused(Refusal::People(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

#[test]
fn whoever_is_entered_first_is_signed_in_and_nobody_else() {
    let (place, session) = staffed();
    assert_eq!(session.at_the_desk(), Some(&name(Role::Administrator)));
    assert_eq!(open(&place.path).at_the_desk(), None);
}

#[test]
fn nobody_acts_by_a_name_they_have_not_signed_in_by() {
    let (place, _) = staffed();
    let mut session = open(&place.path);
    let (dispatcher, administrator) = (name(Role::Dispatcher), name(Role::Administrator));
    let at = city::at("07:00");
    let not_yet = people_refusal(session.submit(city::shift("R0", 5), &dispatcher, at));
    assert_eq!(not_yet, PeopleRefusal::NotSignedIn(dispatcher.clone()));
    assert_eq!(session.sign_in(&dispatcher, &pin(DISPATCHER), wall(0)).unwrap(), Role::Dispatcher);
    session.submit(city::shift("R0", 5), &dispatcher, at).unwrap();

    let other = people_refusal(session.submit(city::shift("R0", 5), &administrator, at));
    assert_eq!(other, PeopleRefusal::NotSignedIn(administrator.clone()));
    let undone = people_refusal(session.undo(&administrator, at));
    assert_eq!(undone, PeopleRefusal::NotSignedIn(administrator.clone()));
    let all = session.submit_all([city::shift("R0", 5)], &administrator, at, &mut Unwatched);
    assert_eq!(people_refusal(all), PeopleRefusal::NotSignedIn(administrator));

    session.sign_out();
    let locked = people_refusal(session.submit(city::shift("R0", 5), &dispatcher, at));
    assert_eq!(locked, PeopleRefusal::NotSignedIn(dispatcher));
}

#[test]
fn a_signature_is_given_by_pin_is_good_for_one_change_and_is_kept_with_it() {
    let (place, _) = staffed();
    let mut session = open(&place.path);
    let (dispatcher, supervisor) = (name(Role::Dispatcher), name(Role::Supervisor));
    session.sign_in(&dispatcher, &pin(DISPATCHER), wall(0)).unwrap();
    let at = city::at("07:00");
    let hand = Hand::Person { by: dispatcher.clone(), signed: Some(supervisor.clone()) };
    assert!(matches!(
        people_refusal(session.submit(put_off(), &dispatcher, at)),
        PeopleRefusal::NotAllowed { needs: Role::Supervisor, .. }
    ));
    let forged = people_refusal(session.submit(put_off(), hand.clone(), at));
    assert_eq!(forged, PeopleRefusal::NotSignedIn(supervisor.clone()), "a name alone signs nothing");
    assert!(matches!(
        session.sign(&supervisor, &pin(DISPATCHER), wall(0)),
        Err(NotSignedIn::WrongPin { wait: 0, .. })
    ));

    session.sign(&supervisor, &pin(SUPERVISOR), wall(1)).unwrap();
    let change = session.submit(put_off(), hand.clone(), at).unwrap().change.unwrap();
    assert_eq!((change.by, change.signed), (dispatcher, Some(supervisor.clone())));
    assert_eq!(session.at_the_desk(), Some(&name(Role::Dispatcher)));
    let again = people_refusal(session.submit(city::shift("R0", 5), hand, at));
    assert_eq!(again, PeopleRefusal::NotSignedIn(supervisor));

    assert_eq!(session.verify(&mut Unwatched).unwrap().problems, [], "the signature is part of the chain");
    let last = open(&place.path).log(Revision(0), 1).unwrap().pop().unwrap();
    assert_eq!(last.signed, Some(name(Role::Supervisor)));
}

#[test]
fn a_signature_that_was_edited_out_of_the_file_is_noticed() {
    let (place, mut session) = staffed();
    let supervisor = name(Role::Supervisor);
    session.sign(&supervisor, &pin(SUPERVISOR), wall(0)).unwrap();
    let hand = Hand::Person { by: name(Role::Administrator), signed: Some(supervisor) };
    session.submit(put_off(), hand, city::at("07:00")).unwrap();
    let file = rusqlite::Connection::open(&place.path).unwrap();
    let edited = file.execute("UPDATE entries SET signed = NULL WHERE signed IS NOT NULL", []).unwrap();
    assert_eq!(edited, 1);
    let problems = session.verify(&mut Unwatched).unwrap().problems;
    assert_eq!(problems[0].what.key, "verify-entry-edited", "{problems:?}");
}

#[test]
fn wrong_pins_cost_ever_more_time_also_after_a_restart_and_in_another_process() {
    let (place, _) = staffed();
    let dispatcher = name(Role::Dispatcher);
    let try_at = |seconds, digits: &str| open(&place.path).sign_in(&dispatcher, &pin(digits), wall(seconds));
    let wait = |tried: Result<Role, NotSignedIn>| match tried {
        Err(NotSignedIn::WrongPin { wait, .. }) => ("wrong", wait),
        Err(NotSignedIn::Wait { wait, .. }) => ("wait", wait),
        other => panic!("{other:?}"),
    };
    assert_eq!(wait(try_at(0, "1111")), ("wrong", 0));
    assert_eq!(wait(try_at(0, "2222")), ("wrong", 0));
    assert_eq!(wait(try_at(0, "3333")), ("wrong", 5));
    assert_eq!(wait(try_at(3, DISPATCHER)), ("wait", 2), "not even the right one");
    assert_eq!(wait(try_at(5, "4444")), ("wrong", 10));
    assert_eq!(wait(try_at(14, DISPATCHER)), ("wait", 1));
    assert!(try_at(15, DISPATCHER).is_ok());
    assert_eq!(wait(try_at(15, "1111")), ("wrong", 0), "the right one clears the count");
}

#[test]
fn others_are_not_kept_waiting_by_somebodys_wrong_pins() {
    let (place, _) = staffed();
    let mut session = open(&place.path);
    for n in 0..4 {
        let _ = session.sign_in(&name(Role::Dispatcher), &pin("1111"), wall(n * 100));
    }
    assert!(session.sign_in(&name(Role::Supervisor), &pin(SUPERVISOR), wall(301)).is_ok());
}

#[test]
fn a_clock_that_is_put_back_makes_nobody_wait_longer_than_the_wait_is() {
    let (place, _) = staffed();
    let mut session = open(&place.path);
    let dispatcher = name(Role::Dispatcher);
    for _ in 0..3 {
        let _ = session.sign_in(&dispatcher, &pin("1111"), wall(86_400));
    }
    let early = session.sign_in(&dispatcher, &pin(DISPATCHER), wall(0));
    assert!(matches!(early, Err(NotSignedIn::Wait { wait: 5, .. })), "{early:?}");
    assert!(session.sign_in(&dispatcher, &pin(DISPATCHER), wall(5)).is_ok());
}

#[test]
fn a_pin_is_nowhere_in_the_file_and_one_that_was_changed_opens_nothing() {
    let (place, mut session) = staffed();
    let (dispatcher, administrator) = (name(Role::Dispatcher), name(Role::Administrator));
    let at = city::at("07:00");
    session.give_pin(&dispatcher, &pin("908172635"), &administrator, at).unwrap();
    assert!(session.sign_in(&dispatcher, &pin(DISPATCHER), wall(0)).is_err());
    assert!(session.sign_in(&dispatcher, &pin("908172635"), wall(0)).is_ok());
    drop(session);
    let mut bytes = std::fs::read(&place.path).unwrap();
    bytes.extend(std::fs::read(place.path.with_file_name("desk.db-wal")).unwrap_or_default());
    assert!(!bytes.windows(9).any(|window| window == b"908172635"));
}

#[test]
fn everybody_changes_their_own_pin_and_only_an_administrator_another_ones() {
    let (place, _) = staffed();
    let mut session = open(&place.path);
    let (dispatcher, supervisor) = (name(Role::Dispatcher), name(Role::Supervisor));
    let at = city::at("07:00");
    let not_signed_in = people_refusal(session.give_pin(&dispatcher, &pin("9753"), &dispatcher, at));
    assert_eq!(not_signed_in, PeopleRefusal::NotSignedIn(dispatcher.clone()));
    session.sign_in(&supervisor, &pin(SUPERVISOR), wall(0)).unwrap();
    let not_theirs = people_refusal(session.give_pin(&dispatcher, &pin("9753"), &supervisor, at));
    assert!(matches!(not_theirs, PeopleRefusal::NotAllowed { needs: Role::Administrator, .. }));
    let plain = people_refusal(session.give_pin(&supervisor, &pin("1234"), &supervisor, at));
    assert_eq!(plain, PeopleRefusal::FaultyPin(PinFault::TooPlain));
    session.give_pin(&supervisor, &pin("9753"), &supervisor, at).unwrap();
    assert!(session.sign_in(&supervisor, &pin("9753"), wall(0)).is_ok());
}

#[test]
fn who_was_given_no_pin_or_has_left_does_not_sign_in() {
    let (_place, mut session) = staffed();
    let (administrator, at) = (name(Role::Administrator), city::at("07:00"));
    session.put_person(person("Xu", Role::Viewer), None, &administrator, at).unwrap();
    let none = session.sign_in(&Author::new("Xu"), &pin("2468"), wall(0));
    assert!(matches!(none, Err(NotSignedIn::NoPin(_))), "{none:?}");
    let mut gone = person("dispatcher", Role::Dispatcher);
    gone.active = false;
    session.put_person(gone, None, &administrator, at).unwrap();
    let left = session.sign_in(&name(Role::Dispatcher), &pin(DISPATCHER), wall(0));
    assert!(matches!(left, Err(NotSignedIn::Refused(PeopleRefusal::Stranger(_)))), "{left:?}");
    let nobody = session.sign_in(&Author::new("nobody"), &pin("2468"), wall(0));
    assert!(matches!(nobody, Err(NotSignedIn::Refused(PeopleRefusal::Stranger(_)))), "{nobody:?}");
}

#[test]
fn somebody_whose_role_is_taken_elsewhere_may_no_more_from_their_next_change_on() {
    let (place, mut administrators) = staffed();
    let mut session = open(&place.path);
    let supervisor = name(Role::Supervisor);
    session.sign_in(&supervisor, &pin(SUPERVISOR), wall(0)).unwrap();
    let lower = person("supervisor", Role::Viewer);
    administrators.put_person(lower, None, &name(Role::Administrator), city::at("07:00")).unwrap();
    let refused = people_refusal(session.submit(city::shift("R0", 5), &supervisor, city::at("07:01")));
    assert!(matches!(refused, PeopleRefusal::NotAllowed { has: Role::Viewer, .. }), "{refused:?}");
}

#[test]
fn undo_leaves_people_alone_and_takes_what_doing_would() {
    let (place, mut session) = staffed();
    let (dispatcher, at) = (name(Role::Dispatcher), city::at("07:00"));
    session.sign_in(&dispatcher, &pin(DISPATCHER), wall(0)).unwrap();
    session.submit(city::shift("R0", 5), &dispatcher, at).unwrap();
    let mut administrators = open(&place.path);
    administrators.sign_in(&name(Role::Administrator), &pin(ADMINISTRATOR), wall(0)).unwrap();
    let new = person("Xu", Role::Viewer);
    administrators.put_person(new, None, &name(Role::Administrator), at).unwrap();
    let undone = session.undo(&dispatcher, at).unwrap().change.unwrap();
    assert_eq!(session.state().people.len(), 4, "{undone:?}");
    assert!(undone.undoes.is_some());
}

#[test]
fn a_dispatcher_does_not_put_off_by_taking_a_supervisors_bringing_back_back() {
    let (place, _) = staffed();
    let mut session = open(&place.path);
    let (dispatcher, supervisor, at) = (name(Role::Dispatcher), name(Role::Supervisor), city::at("07:00"));
    session.sign_in(&supervisor, &pin(SUPERVISOR), wall(0)).unwrap();
    session.submit(put_off(), &supervisor, at).unwrap();
    let Command::PutOffStops { day, stops, base, .. } = put_off() else { unreachable!() };
    session.submit(Command::PutOffStops { day, stops, to: None, base }, &supervisor, at).unwrap();
    session.sign_in(&dispatcher, &pin(DISPATCHER), wall(0)).unwrap();
    let refused = people_refusal(session.undo(&dispatcher, at));
    assert!(matches!(refused, PeopleRefusal::NotAllowed { needs: Role::Supervisor, .. }), "{refused:?}");
    session.sign_in(&supervisor, &pin(SUPERVISOR), wall(0)).unwrap();
    session.undo(&supervisor, at).unwrap();
}

#[test]
fn the_stated_pins_of_the_sample_open_it() {
    let mut session = Session::in_memory().unwrap();
    let moment = Timestamp::parse("2026-11-23T10:20").unwrap();
    let recipe = mainstay::sample::Recipe { history: 0, ..mainstay::sample::Recipe::playing_at(moment) };
    mainstay::sample::found(&mut session, &recipe, &mut Unwatched).unwrap();
    for stated in mainstay::sample::people::STATED {
        let role = session.sign_in(&Author::new(stated.name), &pin(stated.pin), wall(0)).unwrap();
        assert_eq!(role, stated.role);
        assert_eq!(pin(stated.pin).check(), Ok(()));
    }
    let visitor = Author::new("anybody");
    assert_eq!(session.permit(&visitor, Role::Administrator), Ok(()), "its PINs are public anyway");
}
