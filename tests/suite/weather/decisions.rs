//! What is decided for the routes under a hold, and what becomes of their stops.

use super::moment;
use crate::a_day::{ADay, a_day, date, east, planned_route};
use expect_test::expect;
use mainstay::domain::alert::AreaFault;
use mainstay::domain::command::Command;
use mainstay::domain::place::Area;
use mainstay::domain::refusal::Refusal;
use mainstay::domain::units::{Cartons, Metres};
use mainstay::domain::weather::{Course, Hold, Signal};

/// R1 has shops on both sides, R2 only open ones, R3 only closed ones; the east is closed from half past seven to ten.
fn held() -> ADay {
    a_day()
        .route("R1", "V1", "07:30", &["J1", "J20", "J2"])
        .route("R2", "V2", "07:30", &["J3"])
        .route("R3", "V3", "07:30", &["J21", "J22"])
        .hold("H1", "07:30-10:00", Area::Districts(vec!["420303".into()]))
}

fn drawn(areas: Vec<Area>) -> Hold {
    Hold::put("H2".into(), Signal::ROAD_CLOSED, areas, (moment("08:00"), moment("09:00")))
}

fn put(hold: Hold) -> Command {
    Command::PutHold(Box::new(hold))
}

#[test]
fn undecided_a_vehicle_waits_at_the_first_closed_door() {
    expect![[r"
        R1 V1 07:30: J1 07:40, J20 08:15 on hold, J2 10:15, back 10:30 | on_hold J20, early_wait J1 20
        R2 V2 07:30: J3 07:40, back 08:15 | early_wait J3 20
        R3 V3 07:30: J21 07:40 on hold, J22 10:15, back 10:30 | on_hold J21, early_wait J21 20
    "]]
    .assert_eq(&held().shown());
}

#[test]
fn to_go_all_the_same_frees_the_route_from_the_hold() {
    expect![[r"
        R1 V1 07:30: J1 07:40, J20 08:15, J2 08:30, back 08:45 | early_wait J1 20
        R2 V2 07:30: J3 07:40, back 08:15 | early_wait J3 20
        R3 V3 07:30: J21 07:40, J22 08:15, back 08:30 | early_wait J21 20
    "]]
    .assert_eq(&held().decides("H1", &["R1", "R3"], Course::Go).shown());
}

#[test]
fn to_delay_lets_the_route_leave_when_the_hold_ends_be_that_sooner() {
    let day = held().decides("H1", &["R1", "R3"], Course::Delay);
    expect![[r"
        R1 V1 10:00: J1 10:10, J20 10:25, J2 10:40, back 10:55
        R2 V2 07:30: J3 07:40, back 08:15 | early_wait J3 20
        R3 V3 10:00: J21 10:10, J22 10:25, back 10:40
    "]]
    .assert_eq(&day.shown());
    expect![[r"
        R1 V1 08:30: J1 08:40, J20 08:55, J2 09:10, back 09:25
        R2 V2 08:30: J3 08:40, back 08:55
        R3 V3 08:30: J21 08:40, J22 08:55, back 09:10
    "]]
    .assert_eq(&day.at("08:30").releases("H1").shown());
}

#[test]
fn in_part_only_the_closed_stops_are_put_off() {
    let day = held().decides("H1", &["R1"], Course::Part);
    expect![[r"
        R1 V1 07:30: J1 07:40, J20 08:15 put off, J2 08:15, back 08:30 | early_wait J1 20
        R2 V2 07:30: J3 07:40, back 08:15 | early_wait J3 20
        R3 V3 07:30: J21 07:40 on hold, J22 10:15, back 10:30 | on_hold J21, early_wait J21 20
    "]]
    .assert_eq(&day.shown());
    expect![[r"
        J20 of 2026-11-23 for 2026-11-24
    "]]
    .assert_eq(&day.owed());
}

#[test]
fn suspended_all_stops_are_put_off_and_another_decision_brings_them_back() {
    let day = held().decides("H1", &["R1", "R3"], Course::Suspend);
    expect![[r"
        R1 V1 07:30: J1 07:40 put off, J20 08:15 put off, J2 08:30 put off, back 07:30
        R2 V2 07:30: J3 07:40, back 08:15 | early_wait J3 20
        R3 V3 07:30: J21 07:40 put off, J22 08:15 put off, back 07:30
    "]]
    .assert_eq(&day.shown());
    let again = day.decides("H1", &["R3"], Course::Go);
    expect![[r"
        R1 V1 07:30: J1 07:40 put off, J20 08:15 put off, J2 08:30 put off, back 07:30
        R2 V2 07:30: J3 07:40, back 08:15 | early_wait J3 20
        R3 V3 07:30: J21 07:40, J22 08:15, back 08:30 | early_wait J21 20
    "]]
    .assert_eq(&again.shown());
}

#[test]
fn a_route_on_the_road_is_recalled_and_one_at_the_dock_suspended_whatever_was_said() {
    let day = held().at("07:45").departed("R1", "07:30").delivered("J1", "07:44");
    let day = day.decides("H1", &["R1", "R3"], Course::Suspend);
    let hold = &day.state.holds[&"H1".into()];
    let courses: Vec<_> = hold.decided.values().map(|decision| decision.course).collect();
    assert_eq!(courses, [Course::Recall, Course::Suspend]);
    expect![[r"
        R1 V1 07:30: J1 07:44 done, J20 08:15 put off, J2 08:30 put off, back 07:54
        R2 V2 07:45: J3 07:55, back 08:15
        R3 V3 07:45: J21 07:40 put off, J22 08:15 put off, back 07:45
    "]]
    .assert_eq(&day.shown());
    let recalled = held().decides("H1", &["R3"], Course::Recall);
    let hold = &recalled.state.holds[&"H1".into()];
    assert_eq!(hold.decided.values().next().map(|decision| decision.course), Some(Course::Suspend));
}

#[test]
fn what_is_put_off_goes_to_the_next_days_that_have_the_room() {
    let full = |n: i64, load: &str| Command::PlanDay {
        day: date().plus(n),
        routes: vec![planned_route("R9", "V1", "07:30", &[&format!("J30 08:00-18:00 {load}")])],
    };
    let day = held().does(full(1, "90")).does(full(2, "10"));
    let day = day.decides("H1", &["R3"], Course::Suspend);
    expect![[r"
        J21 of 2026-11-23 for 2026-11-24
        J22 of 2026-11-23 for 2026-11-25
    "]]
    .assert_eq(&day.owed());
}

#[test]
fn a_retailer_with_a_delivery_of_its_own_on_that_day_is_put_off_further() {
    let tomorrow =
        Command::PlanDay { day: date().plus(1), routes: vec![planned_route("R9", "V1", "07:30", &["J21"])] };
    let day = held().does(tomorrow).decides("H1", &["R3"], Course::Suspend);
    expect![[r"
        J21 of 2026-11-23 for 2026-11-25
        J22 of 2026-11-23 for 2026-11-24
    "]]
    .assert_eq(&day.owed());
}

#[test]
fn released_routes_leave_batch_by_batch() {
    let day = held().decides("H1", &["R1", "R3"], Course::Suspend).at("09:00").releases("H1");
    let day = day.lets_out("H1", &[("09:30", &["R3"]), ("09:45", &["R1"])]);
    expect![[r"
        R1 V1 09:45: J1 09:55, J20 10:10, J2 10:25, back 10:40
        R2 V2 09:00: J3 09:10, back 09:25
        R3 V3 09:30: J21 09:40, J22 09:55, back 10:10
    "]]
    .assert_eq(&day.shown());
    assert_eq!(day.owed(), "");
}

#[test]
fn what_another_day_has_taken_up_is_not_brought_back() {
    let tomorrow =
        Command::PlanDay { day: date().plus(1), routes: vec![planned_route("R9", "V1", "07:30", &["J30"])] };
    let day = held().does(tomorrow).decides("H1", &["R3"], Course::Suspend);
    let mut next = day.state.day(date().plus(1)).expect("planned").routes[&"R9".into()].as_ref().clone();
    let (_, stop) = day.find("J21");
    next.stops.push(mainstay::domain::backlog::carried_over(stop, date()));
    let day = day.clone().does(Command::ApplyProposal {
        day: date().plus(1),
        routes: vec![next],
        base: day.revision,
        now: day.now,
    });
    expect![[r"
        J21 of 2026-11-23 for 2026-11-24, on R9 of 2026-11-24
        J22 of 2026-11-23 for 2026-11-24
    "]]
    .assert_eq(&day.owed());
    let day = day.lets_out("H1", &[("09:30", &["R3"])]);
    expect![[r"
        R1 V1 07:30: J1 07:40, J20 08:15 on hold, J2 10:15, back 10:30 | on_hold J20, early_wait J1 20
        R2 V2 07:30: J3 07:40, back 08:15 | early_wait J3 20
        R3 V3 09:30: J21 07:40 put off, J22 09:40, back 09:55
    "]]
    .assert_eq(&day.shown());
}

#[test]
fn a_stop_cannot_be_taken_up_that_nobody_owes() {
    let tomorrow =
        Command::PlanDay { day: date().plus(1), routes: vec![planned_route("R9", "V1", "07:30", &["J30"])] };
    let day = held().does(tomorrow);
    let mut next = day.state.day(date().plus(1)).expect("planned").routes[&"R9".into()].as_ref().clone();
    let (_, stop) = day.find("J21");
    next.stops.push(mainstay::domain::backlog::carried_over(stop, date()));
    let command =
        Command::ApplyProposal { day: date().plus(1), routes: vec![next], base: day.revision, now: day.now };
    assert_eq!(day.refuses(command), Refusal::NotOfThePlan("J21".into()));
}

#[test]
fn small_vehicles_may_pass_where_the_hold_says_so() {
    let hold =
        |most| Hold { lets_pass: Some(Cartons(most)), ..drawn(vec![Area::Districts(vec!["420303".into()])]) };
    let day = a_day().van("V1", 100).van("V2", 40).route("R1", "V1", "07:30", &["J20"]).route(
        "R2",
        "V2",
        "07:50",
        &["J21"],
    );
    let closed = |most| {
        let hold = Hold { from: moment("07:30"), ..hold(most) };
        day.clone().does(put(hold)).shown()
    };
    expect![[r"
        R1 V1 07:30: J20 07:40 on hold, back 09:15 | on_hold J20, early_wait J20 20
        R2 V2 07:50: J21 08:00, back 08:15
    "]]
    .assert_eq(&closed(40));
    expect![[r"
        R1 V1 07:30: J20 07:40 on hold, back 09:15 | on_hold J20, early_wait J20 20
        R2 V2 07:50: J21 08:00 on hold, back 09:15 | on_hold J21
    "]]
    .assert_eq(&closed(39));
}

#[test]
fn a_hold_that_closes_nothing_is_refused() {
    let circle = Area::Circle { centre: east(5), radius: Metres(0) };
    let cases = [
        (drawn(vec![]), Refusal::HoldWithoutArea),
        (drawn(vec![Area::Districts(vec![])]), Refusal::HoldWithoutArea),
        (drawn(vec![circle]), Refusal::FaultyArea(AreaFault::NoRadius)),
        (drawn(vec![Area::Polygon(vec![east(1), east(2)])]), Refusal::FaultyArea(AreaFault::TooFewPoints)),
    ];
    for (hold, refusal) in cases {
        assert_eq!(a_day().refuses(put(hold)), refusal);
    }
    let backwards = Hold { until: moment("08:00"), ..drawn(vec![Area::Routes(vec!["R1".into()])]) };
    assert!(matches!(a_day().refuses(put(backwards)), Refusal::HoldEndsFirst { .. }));
    assert_eq!(a_day().refuses(Command::ConfirmHold("H9".into())), Refusal::NoSuchHold("H9".into()));
    let over = held().at("11:00");
    let release = Command::ReleaseHold { hold: "H1".into(), at: over.now };
    assert!(matches!(over.refuses(release), Refusal::HoldIsOver { .. }));
}

#[test]
fn a_route_with_nothing_left_is_passed_over_and_refused_alone() {
    let day = held().at("08:00").departed("R2", "07:30").delivered("J3", "07:45");
    let day = day.clone().decides("H1", &["R2", "R3"], Course::Suspend);
    assert_eq!(day.state.holds[&"H1".into()].decided.len(), 1);
    assert_eq!(day.refuses(day.deciding("H1", &["R2"], Course::Suspend)), Refusal::NothingLeft("R2".into()));
}
