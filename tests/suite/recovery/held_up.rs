//! Plans for routes that wait for sorting: serve what closes first, put off what would come after closing time, or wait.

use super::shown;
use crate::a_day::{ADay, a_day, date, link_down, time};
use expect_test::expect;
use mainstay::domain::command::{Act, Command, IncidentReport};
use mainstay::domain::day::{Cause, Progress};
use mainstay::domain::emergency::Kind;
use mainstay::domain::proposal::PlanKind;
use mainstay::domain::time::Timestamp;
use mainstay::recovery::NothingToPlan;

fn at(text: &str) -> Timestamp {
    Timestamp::of(date(), time(text))
}

/// Sorting fails at seven and is expected to work again at `expected`.
fn sorting_fails(day: ADay, expected: &str) -> ADay {
    day.does(Command::OpenIncident(Box::new(IncidentReport {
        expected: Some(at(expected)),
        ..link_down(Kind::Sorting, "Wang", at("07:00"))
    })))
}

#[test]
fn what_closes_first_is_served_first_when_sorting_is_late() {
    let day =
        a_day().route("R1", "V1", "07:30", &["J3", "J4 08:00-18:00", "J1 08:00-09:30", "J2 08:00-09:30"]);
    let day = sorting_fails(day, "09:00");
    expect![[r"
        best_mix 53.05 | late none | put off none | tell J1 J2 J3 J4
          R1 V1: 09:10 J1, 09:25 J2, 09:40 J3, 09:55 J4, back 10:10
        wait_it_out 73.94 | late J2 25 J1 10 | put off none | tell J1 J2 J3 J4
          R1 V1: 09:10 J3, 09:25 J4, 09:40 J1, 09:55 J2, back 10:10
    "]]
    .assert_eq(&day.plans_to_recover());
    let after = day.clone().applies(&day.plan_of(PlanKind::BestMix));
    let (route, _) = after.find("J1");
    let order: Vec<_> = route.stops.iter().map(|stop| stop.retailer.as_str()).collect();
    assert_eq!(order, ["J1", "J2", "J3", "J4"]);
}

#[test]
fn what_would_come_after_closing_time_is_put_off_and_says_that_sorting_was_the_cause() {
    let day = a_day().route("R1", "V1", "07:30", &["J1", "J2", "J3"]);
    let day = sorting_fails(day, "17:30");
    let plan = day.plan_of(PlanKind::PutOff);
    expect![[r"
        put_off 201.77 | late none | put off J3 | tell J1 J2 J3
          R1 V1: 17:40 J1, 17:55 J2, back 18:10
    "]]
    .assert_eq(&shown(&plan));
    let after = day.applies(&plan);
    let (_, stop) = after.find("J3");
    assert!(matches!(stop.progress, Progress::PutOff { .. }));
    assert_eq!(stop.cause, Some(Cause::Sorting));
}

#[test]
fn once_every_route_has_left_or_it_works_in_time_there_is_nothing_to_plan() {
    let day = a_day().route("R1", "V1", "07:30", &["J1"]);
    let in_time = sorting_fails(day.clone(), "07:20");
    assert_eq!(in_time.recovery().err(), Some(NothingToPlan::NothingBroken));
    let restored = sorting_fails(day, "09:00").does(Command::DealWith {
        incident: "I261123-1".into(),
        act: Act::Restore,
        by: "Wang".into(),
        at: at("07:25"),
    });
    assert_eq!(restored.recovery().err(), Some(NothingToPlan::NothingBroken));
}
