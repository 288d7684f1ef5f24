//! When each stop is expected, and what is wrong with that.

#![expect(clippy::needless_raw_string_hashes, reason = "expect-test writes them so")]

use super::{check, two_routes};
use crate::a_day::{ADay, a_day, date, time};
use expect_test::expect;
use mainstay::domain::place::Area;
use mainstay::domain::time::Timestamp;

#[test]
fn before_the_day_the_plan_is_what_is_expected() {
    let day = a_day().route("R1", "V1", "08:00", &["J1", "J2 09:00-10:00", "J3"]);
    let day = ADay { now: Timestamp::of(date().plus(-1), time("20:00")), ..day };
    check(
        &day,
        expect![[r#"
        R1 V1 08:00: J1 08:10, J2 08:25, J3 09:15, back 09:30 | early_wait J2 35
    "#]],
    );
}

#[test]
fn a_route_that_has_not_left_by_now_leaves_now() {
    let day = two_routes().at("09:00").departed("R2", "08:05");
    check(
        &day,
        expect![[r#"
        R1 V1 09:00: J1 09:10, J2 09:25, J3 09:40, back 09:55
        R2 V2 08:05: J4 09:00, J5 09:15, back 09:30
    "#]],
    );
}

#[test]
fn a_route_goes_on_from_the_last_stop_it_served() {
    let day = two_routes().at("08:50").departed("R1", "08:00").delivered("J1", "08:45").failed("J4", "08:30");
    check(
        &day,
        expect![[r#"
        R1 V1 08:00: J1 08:45 done, J2 08:55, J3 09:10, back 09:25
        R2 V2 08:00: J4 08:30 failed, J5 08:50, back 09:05
    "#]],
    );
}

#[test]
fn a_vehicle_at_the_door_leaves_when_it_is_done_there() {
    let day = two_routes().arrived("J1", "08:10").arrived("J4", "08:10");
    check(
        &day.clone().at("08:12"),
        expect![[r#"
        R1 V1 08:00: J1 08:10 at the door, J2 08:25, J3 08:40, back 08:55
        R2 V2 08:00: J4 08:10 at the door, J5 08:25, back 08:40
    "#]],
    );
    check(
        &day.at("08:40"),
        expect![[r#"
        R1 V1 08:00: J1 08:10 at the door, J2 08:50, J3 09:05, back 09:20
        R2 V2 08:00: J4 08:10 at the door, J5 08:50, back 09:05
    "#]],
    );
}

#[test]
fn nobody_is_expected_in_the_past() {
    let day = two_routes().departed("R1", "08:00").delivered("J1", "08:15").at("10:00");
    check(
        &day,
        expect![[r#"
        R1 V1 08:00: J1 08:15 done, J2 10:00, J3 10:15, back 10:30
        R2 V2 10:00: J4 10:10, J5 10:25, back 10:40
    "#]],
    );
}

#[test]
fn a_stop_driven_past_is_taken_at_the_end_of_the_round() {
    let day = two_routes().departed("R1", "08:00").delivered("J2", "08:15").at("08:16");
    check(
        &day,
        expect![[r#"
        R1 V1 08:00: J1 08:40, J2 08:15 done, J3 08:25, back 08:55
        R2 V2 08:16: J4 08:26, J5 08:41, back 08:56
    "#]],
    );
}

#[test]
fn stops_put_off_are_passed_over() {
    let day = two_routes().put_off("J2").at("07:30");
    check(
        &day,
        expect![[r#"
        R1 V1 08:00: J1 08:10, J2 08:25 put off, J3 08:25, back 08:40
        R2 V2 08:00: J4 08:10, J5 08:25, back 08:40
    "#]],
    );
}

#[test]
fn a_hold_keeps_the_vehicle_until_it_is_lifted() {
    let day = two_routes().hold("H1", "08:20-09:00", Area::Routes(vec!["R1".into()])).at("07:30");
    check(
        &day,
        expect![[r#"
        R1 V1 08:00: J1 08:10, J2 08:25 on hold, J3 09:15, back 09:30 | on_hold J2
        R2 V2 08:00: J4 08:10, J5 08:25, back 08:40
    "#]],
    );
}

#[test]
fn a_hold_of_a_district_closes_the_shops_in_it() {
    let near = Area::Districts(vec!["420302".into()]);
    let day = a_day().route("R1", "V1", "08:00", &["J21", "J1"]).hold("H1", "07:00-12:00", near);
    check(
        &day,
        expect![[r#"
        R1 V1 08:00: J21 08:10, J1 08:25 on hold, back 12:15 | on_hold J1
    "#]],
    );
}

#[test]
fn a_van_with_two_routes_drives_the_second_when_it_is_back() {
    let day = two_routes();
    let command = day.reassign("R2", "V1");
    check(
        &day.does(command),
        expect![[r#"
        R1 V1 08:00: J1 08:10, J2 08:25, J3 08:40, back 08:55
        R2 V1 08:55: J4 09:05, J5 09:20, back 09:35
    "#]],
    );
}

#[test]
fn a_day_over_keeps_its_times_whatever_the_clock_says() {
    let day = two_routes().departed("R1", "08:00").delivered("J1", "08:20");
    let yesterday = ADay { now: Timestamp::of(date().plus(3), time("10:00")), ..day };
    check(
        &yesterday,
        expect![[r#"
        R1 V1 08:00: J1 08:20 done, J2 08:30, J3 08:45, back 09:00
        R2 V2 08:00: J4 08:10, J5 08:25, back 08:40
    "#]],
    );
}

#[test]
fn a_dock_nobody_knows_the_place_of_costs_no_travel() {
    let mut day = two_routes();
    day.state.network.centre = None;
    check(
        &day,
        expect![[r#"
        R1 V1 08:00: J1 08:00, J2 08:15, J3 08:30, back 08:35
        R2 V2 08:00: J4 08:00, J5 08:15, back 08:20
    "#]],
    );
}

#[test]
fn late_early_overloaded_and_over_time_are_named() {
    let day = a_day().van("V1", 30).route(
        "R1",
        "V1",
        "17:00",
        &["J1 18:00-19:00 20", "J2 08:00-18:00 20", "J3 08:00-18:40 5"],
    );
    check(
        &day,
        expect![[r#"
        R1 V1 17:00: J1 17:10, J2 18:15 late, J3 18:30 at risk, back 18:45 | overload 15, late J2 15, overtime 45, early_wait J1 50
    "#]],
    );
}

#[test]
fn a_route_nobody_drives_is_named() {
    check(
        &a_day().route("R1", "", "08:00", &["J1"]),
        expect![[r#"
        R1 nobody 08:00: J1 08:10, back 08:25 | no_vehicle
    "#]],
    );
}
