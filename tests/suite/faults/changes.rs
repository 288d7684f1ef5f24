//! A change during which the disk fails, at every single operation and in every way: a clear word, the state of before, and
//! the next try works.

use super::disk::Fault;
use super::{FAULTS, Place, Sight, check_seen, check_trouble, check_words, layer, trouble};
use crate::city;
use mainstay::domain::command::Command;
use mainstay::domain::place::Area;
use mainstay::domain::settings::Settings;
use mainstay::domain::time::TimeOfDay;
use mainstay::domain::watch::Unwatched;
use mainstay::domain::weather::{Hold, Signal};
use mainstay::session::{NotDone, Receipt, Session};

type Step = fn(&mut Session) -> Result<Receipt, NotDone>;

fn submit(session: &mut Session, command: Command) -> Result<Receipt, NotDone> {
    session.submit(command, &city::dispatcher(), city::at("08:30"))
}

fn reassign(session: &mut Session) -> Result<Receipt, NotDone> {
    submit(session, city::reassign(0, 3))
}

/// With its incident, and a notice to the department.
fn break_down(session: &mut Session) -> Result<Receipt, NotDone> {
    submit(session, city::breaks_down(1, "08:30"))
}

fn shift(session: &mut Session) -> Result<Receipt, NotDone> {
    submit(session, city::shift("R1", 45))
}

fn import(session: &mut Session) -> Result<Receipt, NotDone> {
    let days = (1..=6).map(|n| city::plan(city::day().plus(n)));
    session.submit_all(days, &city::dispatcher(), city::at("08:30"), &mut Unwatched)
}

/// Over everything: each route's stops are told of, and an incident opens with it.
fn hold(session: &mut Session) -> Result<Receipt, NotDone> {
    let everywhere = vec![Area::Districts(vec!["420302".into()])];
    let span = (city::at("08:00"), city::at("12:00"));
    let hold = Hold::put("H1".into(), Signal::ROAD_CLOSED, everywhere, span);
    submit(session, Command::PutHold(Box::new(hold)))
}

fn set(session: &mut Session) -> Result<Receipt, NotDone> {
    let settings = Settings { shift_ends: TimeOfDay::hm(20, 0), ..Settings::default() };
    submit(session, Command::PutSettings(Box::new(settings)))
}

fn undo(session: &mut Session) -> Result<Receipt, NotDone> {
    session.undo(&city::dispatcher(), city::at("08:30"))
}

/// Takes the step with the `n`-th operation failing; false where the step has no so many.
fn fails_at(step: Step, fault: Fault, n: usize, lasts: bool, after: &Sight) -> bool {
    let context = format!("{fault:?} at operation {n}{}", if lasts { " and ever after" } else { "" });
    let place = Place::laid();
    let mut session = place.open();
    let before = Sight::of(&session);
    place.disk.arm(fault, n, lasts);
    let done = layer::hurried(|| step(&mut session));
    let (_, hit) = place.disk.heal();
    match done {
        Ok(_) if hit == 0 => return false,
        // Whoever is refused a lock once waits and asks again.
        Ok(_) => assert!(fault == Fault::LockHeld && !lasts, "{context}: nothing was said"),
        Err(wrong) => {
            let wrong = trouble(wrong);
            check_trouble(&wrong, fault, &context);
            check_words(&wrong, &place.database(), &context);
            assert!(Sight::of(&session) == before, "{context}: memory moved");
            assert!(!session.refresh().unwrap(), "{context}: something was written");
            check_seen(&place, &before, &context);
            step(&mut session).unwrap_or_else(|wrong| panic!("{context}: the next try: {wrong}"));
        }
    }
    assert!(Sight::of(&session) == *after, "{context}: the next try did something else");
    drop(session);
    let mut again = place.open();
    for day in after.state.days.keys() {
        again.bring(*day).unwrap();
    }
    assert!(Sight::of(&again) == *after, "{context}: not all of it was kept");
    if n % 3 == 1 {
        assert_eq!(again.verify(&mut Unwatched).unwrap().problems, [], "{context}");
    }
    true
}

/// How often a disk failed during the step.
fn check_every_operation(step: Step) -> usize {
    let place = Place::laid();
    let mut session = place.open();
    step(&mut session).unwrap();
    let after = Sight::of(&session);
    let mut times = 0;
    for fault in FAULTS {
        for lasts in [false, true] {
            let first = times;
            // A fault that lasts is one more while the change is undone, which is the same wherever it was.
            for n in (1..).step_by(if lasts { 5 } else { 1 }) {
                if !fails_at(step, fault, n, lasts, &after) {
                    break;
                }
                times += 1;
            }
            assert!(times > first || fault == Fault::ReadFails, "{fault:?} never came");
        }
    }
    times
}

#[test]
fn a_reassignment_during_which_the_disk_fails_is_whole_or_absent() {
    let times = check_every_operation(reassign);
    assert!(times > 40, "{times}");
}

#[test]
fn a_breakdown_during_which_the_disk_fails_is_whole_or_absent_with_its_incident() {
    let times = check_every_operation(break_down);
    assert!(times > 40, "{times}");
}

#[test]
fn a_change_with_its_notices_during_which_the_disk_fails_is_whole_or_absent() {
    let times = check_every_operation(shift);
    assert!(times > 40, "{times}");
}

#[test]
fn a_hold_during_which_the_disk_fails_is_whole_or_absent_with_its_incident() {
    let times = check_every_operation(hold);
    assert!(times > 40, "{times}");
}

#[test]
fn an_import_during_which_the_disk_fails_is_whole_or_absent() {
    let times = check_every_operation(import);
    assert!(times > 40, "{times}");
}

#[test]
fn settings_during_which_the_disk_fails_are_whole_or_absent() {
    let times = check_every_operation(set);
    assert!(times > 40, "{times}");
}

#[test]
fn an_undo_during_which_the_disk_fails_is_whole_or_absent() {
    let times = check_every_operation(undo);
    assert!(times > 40, "{times}");
}
