//! What a day under way does when it is disturbed, told as a dispatcher would tell it.

use crate::a_day::{ADay, a_day, date, planned_route, seen, time, window};
use expect_test::{Expect, expect};
use mainstay::domain::command::{Command, Happening, ProgressNote, Shift, ShiftTarget, StopFacts};
use mainstay::domain::consequences;
use mainstay::domain::day::{Cargo, Told};
use mainstay::domain::deed::Deed;
use mainstay::domain::ids::Revision;
use mainstay::domain::incident::{Breakdown, Fault};
use mainstay::domain::network::VehicleStatus;
use mainstay::domain::place::Area;
use mainstay::domain::refusal::Refusal;
use mainstay::domain::time::Timestamp;

fn check(day: &ADay, expected: Expect) {
    expected.assert_eq(&day.shown());
}

fn two_routes() -> ADay {
    a_day().route("R1", "V1", "08:00", &["J1", "J2", "J3"]).route("R2", "V2", "08:00", &["J4", "J5"])
}

// Projection

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

// Breaches

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

// Reassigning

#[test]
fn at_the_dock_goods_change_vehicles_freely() {
    let day = two_routes().van("V9", 100).at("07:50");
    let command = day.reassign("R1", "V9");
    check(
        &day.does(command),
        expect![[r#"
        R1 V9 08:00: J1 08:10, J2 08:25, J3 08:40, back 08:55
        R2 V2 08:00: J4 08:10, J5 08:25, back 08:40
    "#]],
    );
}

#[test]
fn goods_on_the_road_stay_aboard_the_old_vehicle() {
    let day = two_routes().van("V9", 100).departed("R1", "08:00").delivered("J1", "08:15").at("08:20");
    let command = day.reassign("R1", "V9");
    let day = day.does(command);
    assert_eq!(day.find("J2").1.cargo, Cargo::Aboard("V1".into()));
    assert_eq!(day.find("J1").1.remedy, None, "what has been delivered was not rescued");
    check(
        &day,
        expect![[r#"
        R1 V9 08:00: J1 08:15 done, J2 08:25, J3 08:40, back 08:55 | cargo_elsewhere J2, cargo_elsewhere J3
        R2 V2 08:20: J4 08:30, J5 08:45, back 09:00
    "#]],
    );
}

#[test]
fn naming_the_vehicle_of_a_route_that_has_left_says_where_its_goods_are() {
    let day = a_day().route("R1", "", "08:00", &["J1"]).van("V9", 100).departed("R1", "08:00").at("08:05");
    check(&day, expect![[r#"
        R1 nobody 08:00: J1 08:10, back 08:25 | no_vehicle, cargo_elsewhere J1
    "#]]);
    let command = day.reassign("R1", "V9");
    check(&day.does(command), expect![[r#"
        R1 V9 08:00: J1 08:10, back 08:25
    "#]]);
}

#[test]
fn a_van_that_takes_over_on_the_road_finishes_its_own_round_first() {
    let day = two_routes().departed("R1", "08:00").departed("R2", "08:00").at("08:05");
    let command = day.reassign("R1", "V2");
    check(&day.does(command), expect![[r#"
        R1 V2 08:00: J1 08:50, J2 09:05, J3 09:20, back 09:35 | cargo_elsewhere J1, cargo_elsewhere J2, cargo_elsewhere J3
        R2 V2 08:00: J4 08:10, J5 08:25, back 08:40
    "#]]);
}

#[test]
fn giving_a_route_to_the_vehicle_it_has_changes_nothing() {
    let day = two_routes();
    let command = day.reassign("R1", "V1");
    assert_eq!(day.does(command).last, []);
}

#[test]
fn a_vehicle_that_cannot_drive_is_not_given_a_route() {
    let day = two_routes().does(Command::PutBreakdowns(vec![broken("V2")]));
    let refusal = day.refuses(day.reassign("R1", "V2"));
    let status = VehicleStatus::BrokenDown;
    assert_eq!(refusal, Refusal::VehicleCannotDrive { plate: "V2".into(), status });
    assert_eq!(day.refuses(day.reassign("R1", "V7")), Refusal::NoSuchVehicle("V7".into()));
}

#[test]
fn a_route_with_nothing_left_is_not_given_away() {
    let day = two_routes().van("V9", 1).delivered("J4", "08:15").delivered("J5", "08:30");
    assert_eq!(day.refuses(day.reassign("R2", "V9")), Refusal::NothingLeft("R2".into()));
}

#[test]
fn a_route_changed_since_it_was_looked_at_is_not_overwritten() {
    let day = two_routes().van("V9", 100);
    let looked_at = day.revision;
    let command = day.reassign("R1", "V9");
    let day = day.does(command);
    let late = Command::MoveStops {
        day: date(),
        stops: vec!["J1".into()],
        to: "R2".into(),
        at: None,
        base: looked_at,
    };
    let changed = day.revision;
    assert_eq!(day.refuses(late), Refusal::Stale { route: "R1".into(), base: looked_at, changed });
    let other_route = Command::Reassign { day: date(), route: "R2".into(), to: "V9".into(), base: looked_at };
    assert_eq!(day.does(other_route).last.len(), 1, "only the route itself counts");
}

// Moving stops

#[test]
fn stops_move_in_the_order_given_to_stand_before_the_one_pointed_at() {
    let day = two_routes();
    let command = day.move_stops(&["J3", "J1"], "R2", Some(1));
    check(
        &day.does(command),
        expect![[r#"
        R1 V1 08:00: J2 08:10, back 08:25
        R2 V2 08:00: J4 08:10, J3 08:25, J1 08:40, J5 08:55, back 09:10
    "#]],
    );
}

#[test]
fn moving_within_a_route_counts_places_as_they_are_seen() {
    let day = a_day().route("R1", "V1", "08:00", &["J1", "J2", "J3", "J4"]);
    let command = day.move_stops(&["J1"], "R1", Some(3));
    check(
        &day.clone().does(command),
        expect![[r#"
        R1 V1 08:00: J2 08:10, J3 08:25, J1 08:40, J4 08:55, back 09:10
    "#]],
    );
    let nowhere = day.move_stops(&["J2"], "R1", Some(2));
    assert_eq!(day.does(nowhere).last, [], "before the stop after it is where it stands");
}

#[test]
fn goods_left_at_the_dock_do_not_come_along_to_a_van_on_the_road() {
    let day = two_routes().departed("R2", "08:00").at("08:05");
    let command = day.move_stops(&["J1"], "R2", None);
    check(
        &day.does(command),
        expect![[r#"
        R1 V1 08:05: J2 08:15, J3 08:30, back 08:45
        R2 V2 08:00: J4 08:10, J5 08:25, J1 08:40, back 08:55 | cargo_elsewhere J1
    "#]],
    );
}

#[test]
fn history_is_not_rearranged() {
    let day = two_routes().delivered("J1", "08:20").delivered("J2", "08:35").at("08:40");
    assert_eq!(day.refuses(day.move_stops(&["J1"], "R2", None)), Refusal::AlreadyVisited("J1".into()));
    let passed = Refusal::PositionPassed { route: "R1".into(), at: 1, first_open: 2 };
    assert_eq!(day.refuses(day.move_stops(&["J5"], "R1", Some(1))), passed);
    let nobody = Refusal::NotOnTheDay { day: date(), retailer: "J9".into() };
    assert_eq!(day.refuses(day.move_stops(&["J9"], "R1", None)), nobody);
    assert_eq!(day.refuses(day.move_stops(&[], "R1", None)), Refusal::NothingNamed);
}

// Shifting windows

#[test]
fn only_stops_still_to_be_served_shift() {
    let day = two_routes().delivered("J1", "08:20").at("08:30");
    let command = day.shift(ShiftTarget::Routes(vec!["R1".into()]), Shift::By(60));
    let day = day.does(command);
    let windows = ["J1", "J2", "J4"].map(|shop| day.find(shop).1.window);
    assert_eq!(windows, ["08:00-18:00", "09:00-19:00", "08:00-18:00"].map(window));
    assert_eq!(day.find("J2").1.promised, window("08:00-18:00"), "the promise stays on record");
    assert_eq!(Deed::of(&day.last), Deed::Shifted { stops: 2, routes: 1 });
    assert_eq!(day.refuses(day.shift_shops(&["J1"], Shift::By(5))), Refusal::AlreadyVisited("J1".into()));
}

#[test]
fn a_department_shifts_all_its_routes() {
    let day = two_routes();
    let command = day.shift(ShiftTarget::Department("D1".into()), Shift::To(window("10:00-12:00")));
    assert_eq!(Deed::of(&day.does(command).last), Deed::Shifted { stops: 5, routes: 2 });
    let day = two_routes();
    let nobody = day.shift(ShiftTarget::Department("D7".into()), Shift::By(5));
    assert_eq!(day.refuses(nobody), Refusal::NoSuchDepartment("D7".into()));
}

// Consequences

#[test]
fn before_a_route_changes_hands_its_consequences_are_told() {
    let day = a_day()
        .route("R1", "V1", "08:00", &["J1 08:00-09:00", "J2"])
        .route("R2", "V2", "08:00", &["J4", "J5", "J6", "J7"])
        .at("07:50");
    let preview = day.preview(&day.reassign("R1", "V2"));
    expect![[r#"
        routes: R1, R2
        moved: J4 08:10>08:50 R2, J5 08:25>09:05 R2, J6 08:40>09:20 R2, J7 08:55>09:35 R2
        retold: J4, J5, J6, J7
        new: none
        mended: none
    "#]]
    .assert_eq(&preview);
}

#[test]
fn what_a_preview_says_is_what_the_command_does() {
    let day = two_routes().van("V9", 15).departed("R1", "08:00").at("08:05");
    let outlook = day.outlook();
    let commands = [
        day.reassign("R1", "V9"),
        day.move_stops(&["J2"], "R2", Some(0)),
        day.shift_shops(&["J3"], Shift::By(-90)),
    ];
    for command in commands {
        let before = day.state.clone();
        let alone = consequences::preview(&before, &command, day.now);
        let beside = consequences::preview_beside(&before, &outlook, &command);
        let after = day.clone().does(command);
        let done = consequences::between(&before, &after.state, date(), day.now);
        assert_eq!(alone, Ok(done.clone()));
        assert_eq!(beside, Ok(done));
        assert_eq!(outlook.after(&before, &after.state), after.outlook());
    }
}

#[test]
fn a_retailer_is_told_again_only_of_what_it_does_not_know() {
    let day = a_day().route("R1", "V1", "08:00", &["J1", "J2", "J3", "J4"]).at("07:50");
    expect![[r#"
        routes: R1
        moved: J1 08:10>08:55 R1, J2 08:25>08:10 R1, J3 08:40>08:25 R1, J4 08:55>08:40 R1
        retold: J1
        new: none
        mended: none
    "#]]
    .assert_eq(&day.preview(&day.move_stops(&["J1"], "R1", None)));
    let told =
        Told { at: day.now, by: "李敏".into(), arrival: time("08:30"), window: window("08:00-18:00") };
    let day = day.does(seen("J1", StopFacts { told: Some(told), ..StopFacts::default() }));
    expect![[r#"
        routes: R1
        moved: J1 08:10>08:55 R1, J2 08:25>08:10 R1, J3 08:40>08:25 R1, J4 08:55>08:40 R1
        retold: none
        new: none
        mended: none
    "#]]
    .assert_eq(&day.preview(&day.move_stops(&["J1"], "R1", None)));
}

#[test]
fn what_the_clock_alone_has_moved_is_not_the_news_of_a_change() {
    let day = two_routes().at("09:30");
    expect![[r#"
        routes: R1
        moved: J2 09:55>10:10 R1, J3 10:10>09:55 R1
        retold: J2, J3
        new: none
        mended: none
    "#]]
    .assert_eq(&day.preview(&day.move_stops(&["J3"], "R1", Some(1))));
}

#[test]
fn a_shifted_window_is_told_where_it_moves_by_more_than_the_threshold() {
    let day = two_routes().at("07:50");
    expect![[r#"
        routes: R1
        moved: J1 08:10>08:10 R1, J2 08:25>08:45 R1, J3 08:40>09:00 R1
        retold: none
        new: early_wait J1 20
        mended: none
    "#]]
    .assert_eq(&day.preview(&day.shift_shops(&["J1"], Shift::By(30))));
    expect![[r#"
        routes: R1
        moved: J1 08:10>08:10 R1, J2 08:25>08:46 R1, J3 08:40>09:01 R1
        retold: J1
        new: early_wait J1 21
        mended: none
    "#]]
    .assert_eq(&day.preview(&day.shift_shops(&["J1"], Shift::By(31))));
}

// Planning

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

// Progress

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

// Breakdowns

fn broken(plate: &str) -> Breakdown {
    Breakdown {
        id: "B1".into(),
        plate: plate.into(),
        at: Timestamp::of(date(), time("08:30")),
        place: None,
        fault: Fault::Clutch,
        estimate: None,
        repaired: None,
    }
}

#[test]
fn a_broken_vehicle_is_out_of_service_until_it_is_repaired() {
    let day = two_routes().does(Command::PutBreakdowns(vec![broken("V1")])).at("08:30");
    assert_eq!(Deed::of(&day.last), Deed::Breakdowns { count: 1 });
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

#[test]
fn a_revision_from_before_the_day_is_stale_for_all_of_it() {
    let day = two_routes();
    let old = Command::Reassign { day: date(), route: "R1".into(), to: "V2".into(), base: Revision(0) };
    assert!(matches!(day.refuses(old), Refusal::Stale { .. }));
}
