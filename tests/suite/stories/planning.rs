//! Plans that come in, what is seen on the road, and vehicles that break down.

#![expect(clippy::needless_raw_string_hashes, reason = "expect-test writes them so")]

use super::{broken, check, two_routes};
use crate::a_day::{date, planned_route, seen, time};
use expect_test::expect;
use mainstay::domain::command::{Command, Happening, ProgressNote, StopFacts};
use mainstay::domain::day::Cargo;
use mainstay::domain::deed::Deed;
use mainstay::domain::incident::Breakdown;
use mainstay::domain::network::VehicleStatus;
use mainstay::domain::refusal::Refusal;
use mainstay::domain::time::Timestamp;

#[test]
fn the_same_plan_again_leaves_what_was_changed_by_hand() {
    let day = two_routes();
    let command = day.move_stops(&["J2"], "R2", Some(0));
    let day = day.does(command);
    let same = || {
        vec![
            planned_route("R1", "V1", "08:00", &["J1", "J2", "J3"]),
            planned_route("R2", "V2", "08:00", &["J4", "J5"]),
        ]
    };
    assert_eq!(day.clone().plans(same()).last, []);
}

#[test]
fn a_changed_plan_keeps_what_has_happened() {
    let day = two_routes().delivered("J2", "08:15").at("08:20");
    let day = day.plans(vec![planned_route("R1", "V2", "08:00", &["J3", "J8", "J2"])]);
    check(
        &day,
        expect![[r#"
        R1 V1 08:00: J2 08:15 done, J3 08:25, J8 08:40, back 08:55 | cargo_elsewhere J8
        R2 V2 08:20: J4 08:30, J5 08:45, back 09:00
    "#]],
    );
}

#[test]
fn a_retailer_that_a_new_plan_takes_over_leaves_its_old_route() {
    let day = two_routes().plans(vec![planned_route("R3", "V2", "09:00", &["J1", "J4", "J9"])]);
    check(
        &day,
        expect![[r#"
        R1 V1 08:00: J2 08:10, J3 08:25, back 08:40
        R2 V2 08:00: J5 08:10, back 08:25
        R3 V2 09:00: J1 09:10, J4 09:25, J9 09:40, back 09:55
    "#]],
    );
}

#[test]
fn a_stop_moved_here_by_hand_is_not_lost_when_this_route_is_planned_anew() {
    let day = two_routes();
    let command = day.move_stops(&["J2"], "R2", Some(0));
    let day = day.does(command).plans(vec![planned_route("R2", "V2", "08:30", &["J4", "J5", "J6"])]);
    check(
        &day,
        expect![[r#"
        R1 V1 08:00: J1 08:10, J3 08:25, back 08:40
        R2 V2 08:30: J4 08:40, J5 08:55, J6 09:10, J2 09:25, back 09:40
    "#]],
    );
}

#[test]
fn a_plan_that_names_what_is_not_there_is_refused() {
    let day = two_routes();
    let plan = |route| Command::PlanDay { day: date(), routes: vec![route] };
    let refused = |route| day.refuses(plan(route));
    assert_eq!(refused(planned_route("R1", "V1", "08:00", &["X9"])), Refusal::NoSuchRetailer("X9".into()));
    assert_eq!(refused(planned_route("R1", "V8", "08:00", &["J1"])), Refusal::NoSuchVehicle("V8".into()));
    assert_eq!(
        refused(planned_route("R1", "V1", "08:00", &["J1", "J1"])),
        Refusal::TwiceOnTheDay("J1".into())
    );
    let mut nowhere = planned_route("R1", "V1", "08:00", &["J1"]);
    nowhere.department = "D9".into();
    assert_eq!(refused(nowhere), Refusal::NoSuchDepartment("D9".into()));
}

#[test]
fn whoever_has_been_at_a_shop_has_left_the_dock() {
    let day = two_routes().arrived("J1", "08:20");
    let (route, stop) = day.find("J3");
    assert_eq!(route.departed, Some(time("08:00")), "not later than planned");
    assert_eq!(stop.cargo, Cargo::Aboard("V1".into()));
    assert_eq!(two_routes().arrived("J1", "07:40").find("J1").0.departed, Some(time("07:40")));
}

#[test]
fn goods_cannot_be_handed_over_before_the_van_is_there() {
    let day = two_routes().arrived("J1", "08:20");
    let early = seen("J1", StopFacts { delivered: Some(time("08:10")), ..StopFacts::default() });
    let (arrived, delivered) = (time("08:20"), time("08:10"));
    let refusal = Refusal::DeliveredBeforeArrival { retailer: "J1".into(), arrived, delivered };
    assert_eq!(day.refuses(early), refusal);
}

#[test]
fn a_note_that_names_the_old_route_of_a_moved_stop_finds_it() {
    let day = two_routes();
    let command = day.move_stops(&["J1"], "R2", None);
    let facts = StopFacts { delivered: Some(time("08:50")), ..StopFacts::default() };
    let note =
        ProgressNote { route: Some("R1".into()), what: Happening::AtStop { retailer: "J1".into(), facts } };
    let day = day.does(command).does(Command::NoteProgress { day: date(), notes: vec![note] }).at("08:55");
    check(
        &day,
        expect![[r#"
        R1 V1 08:55: J2 09:05, J3 09:20, back 09:35
        R2 V2 08:00: J4 09:00, J5 09:15, J1 08:50 done, back 09:30
    "#]],
    );
}

#[test]
fn the_same_note_twice_is_one_note() {
    let day = two_routes().departed("R1", "08:03").failed("J1", "08:15");
    assert_eq!(day.clone().departed("R1", "08:03").last, []);
    assert_eq!(day.failed("J1", "08:15").last, []);
}

#[test]
fn a_broken_vehicle_is_out_of_service_until_it_is_repaired() {
    let day = two_routes().does(Command::PutBreakdowns(vec![broken("V1")])).at("08:30");
    assert_eq!(Deed::of(&day.last), Deed::BrokeDown { plate: "V1".into() });
    check(
        &day,
        expect![[r#"
        R1 V1 08:30: J1 08:40, J2 08:55, J3 09:10, back 09:25 | no_vehicle
        R2 V2 08:30: J4 08:40, J5 08:55, back 09:10
    "#]],
    );
    let old_list = day.clone().van("V1", 100);
    assert_eq!(old_list.last, [], "a list written before it broke does not repair it");
    let repaired = Some(Timestamp::of(date(), time("09:30")));
    let day = day.does(Command::PutBreakdowns(vec![Breakdown { repaired, ..broken("V1") }]));
    assert_eq!(day.state.network.vehicles[&"V1".into()].status, VehicleStatus::Available);
}
