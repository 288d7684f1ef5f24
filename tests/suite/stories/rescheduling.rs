//! Another vehicle, another route, another window, and what is told of it before it is done.

#![expect(clippy::needless_raw_string_hashes, reason = "expect-test writes them so")]

use super::{broken, check, two_routes};
use crate::a_day::{a_day, date, seen, time, window};
use expect_test::expect;
use mainstay::domain::command::{Command, Shift, ShiftTarget, StopFacts};
use mainstay::domain::consequences;
use mainstay::domain::day::{Cargo, Told};
use mainstay::domain::deed::Deed;
use mainstay::domain::ids::Revision;
use mainstay::domain::network::VehicleStatus;
use mainstay::domain::refusal::Refusal;

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
        R1 V9 08:00: J1 08:15 done, J2 08:30, J3 08:45, back 09:00 | cargo_elsewhere J2, cargo_elsewhere J3
        R2 V2 08:20: J4 08:30, J5 08:45, back 09:00
    "#]],
    );
}

#[test]
fn naming_the_vehicle_of_a_route_that_has_left_says_where_its_goods_are() {
    let day = a_day().route("R1", "", "08:00", &["J1"]).van("V9", 100).departed("R1", "08:00").at("08:05");
    check(
        &day,
        expect![[r#"
        R1 nobody 08:00: J1 08:10, back 08:25 | no_vehicle, cargo_elsewhere J1
    "#]],
    );
    let command = day.reassign("R1", "V9");
    check(
        &day.does(command),
        expect![[r#"
        R1 V9 08:00: J1 08:10, back 08:25
    "#]],
    );
}

#[test]
fn a_van_that_takes_over_on_the_road_finishes_its_own_round_first() {
    let day = two_routes().departed("R1", "08:00").departed("R2", "08:00").at("08:05");
    let command = day.reassign("R1", "V2");
    check(
        &day.does(command),
        expect![[r#"
        R1 V2 08:00: J1 08:50, J2 09:05, J3 09:20, back 09:35 | cargo_elsewhere J1, cargo_elsewhere J2, cargo_elsewhere J3
        R2 V2 08:00: J4 08:10, J5 08:25, back 08:40
    "#]],
    );
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

#[test]
fn a_revision_from_before_the_day_is_stale_for_all_of_it() {
    let day = two_routes();
    let old = Command::Reassign { day: date(), route: "R1".into(), to: "V2".into(), base: Revision(0) };
    assert!(matches!(day.refuses(old), Refusal::Stale { .. }));
}

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
    let told = Told::new(day.now, "李敏".into(), time("08:30"), window("08:00-18:00"));
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
