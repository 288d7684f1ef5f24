//! A vehicle that cannot go on, what a dispatcher does about it by hand, and the vehicle back again. Plans that
//! are searched for are told elsewhere.

#![expect(clippy::needless_raw_string_hashes, reason = "expect-test writes them so")]

use super::check;
use crate::a_day::{ADay, a_day, date, east, goods_of, planned_route, time};
use expect_test::expect;
use mainstay::domain::command::{BreakdownReport, Command, LockKind};
use mainstay::domain::day::{Cargo, Cause, Lock, Progress, Remedy, Route, Stop};
use mainstay::domain::deed::Deed;
use mainstay::domain::ids::RetailerCode;
use mainstay::domain::incident::{Breakdown, Fault};
use mainstay::domain::network::VehicleStatus;
use mainstay::domain::refusal::Refusal;
use mainstay::domain::time::Timestamp;
use mainstay::domain::units::Seconds;

/// R1 has delivered J1 and is on its way to J2; R2 passes close by; a spare stands at the centre. 08:20.
fn a_morning() -> ADay {
    a_day()
        .route("R1", "V1", "08:00", &["J1", "J2", "J3"])
        .route("R2", "V2", "08:00", &["J4", "J5"])
        .spare("V9", 100)
        .departed("R1", "08:00")
        .departed("R2", "08:00")
        .delivered("J1", "08:15")
        .at("08:20")
}

fn incident(stop: &Stop) -> Option<&str> {
    match &stop.cause {
        Some(Cause::Breakdown(Some(id))) => Some(id.as_str()),
        _ => None,
    }
}

fn report(day: &ADay, plate: &str) -> BreakdownReport {
    let (at, fault) = (day.now, Fault::Clutch);
    BreakdownReport { plate: plate.into(), at, place: None, fault, estimate: None }
}

fn only_breakdown(day: &ADay) -> &Breakdown {
    assert_eq!(day.state.breakdowns.len(), 1);
    day.state.breakdowns.values().next().expect("one")
}

/// The route's calls, as `V1 before J2` or `V1 before J2 loaded 08:40`.
fn calls(route: &Route) -> Vec<String> {
    let loaded = |at: Option<_>| {
        at.map_or_else(String::new, |at: mainstay::domain::time::TimeOfDay| format!(" loaded {at}"))
    };
    route
        .pickups
        .iter()
        .map(|call| format!("{} before {}{}", goods_of(&call.from), call.before, loaded(call.loaded)))
        .collect()
}

fn calls_of(day: &ADay, route: &str) -> Vec<String> {
    calls(&day.state.day(date()).expect("a day").routes[&route.into()])
}

fn named(shops: &[&str]) -> Vec<RetailerCode> {
    shops.iter().map(|shop| (*shop).into()).collect()
}

impl ADay {
    fn lock(&self, shops: &[&str], lock: Option<LockKind>) -> Command {
        Command::LockStops { day: date(), stops: named(shops), lock, now: self.now }
    }

    fn puts_off(&self, shops: &[&str], days: Option<i64>) -> Command {
        let to = days.map(|days| date().plus(days));
        Command::PutOffStops { day: date(), stops: named(shops), to, base: self.revision }
    }
}

fn loaded(route: &str, from: &str, at: &str) -> Command {
    Command::NoteLoaded { day: date(), route: route.into(), from: Cargo::Aboard(from.into()), at: time(at) }
}

#[test]
fn a_report_takes_the_vehicle_out_of_service_and_its_open_stops_carry_the_incident() {
    let day = a_morning().breaks_down("V1", None);
    let breakdown = only_breakdown(&day);
    assert_eq!(breakdown.id.as_str(), "B261123-1");
    assert_eq!(breakdown.place, Some(east(1)), "it stands where it was last seen");
    assert_eq!(day.state.network.vehicles[&"V1".into()].status, VehicleStatus::BrokenDown);
    let carried = ["J1", "J2", "J3", "J4"].map(|shop| incident(day.find(shop).1));
    assert_eq!(carried, [None, Some("B261123-1"), Some("B261123-1"), None]);
    assert_eq!(Deed::of(&day.last), Deed::BrokeDown { plate: "V1".into() });
    check(
        &day,
        expect![[r#"
        R1 V1 08:00: J1 08:15 done, J2 08:30, J3 08:45, back 09:00 | no_vehicle
        R2 V2 08:00: J4 08:20, J5 08:35, back 08:50
    "#]],
    );
}

#[test]
fn a_vehicle_that_has_been_nowhere_yet_stands_at_its_dock() {
    let day = a_day().route("R1", "V1", "08:00", &["J7"]).at("07:40").breaks_down("V1", None);
    assert_eq!(only_breakdown(&day).place, Some(east(0)));
    check(
        &day,
        expect![[r#"
        R1 V1 08:00: J7 08:21, back 08:36 | no_vehicle
    "#]],
    );
}

#[test]
fn the_driver_may_say_where_it_stands_and_when_it_can_go_on() {
    let day = a_morning();
    let report = BreakdownReport {
        place: Some(east(30)),
        fault: Fault::Tyre,
        estimate: Some(Seconds::from_minutes(60)),
        ..report(&day, "V1")
    };
    let day = day.does(Command::ReportBreakdown(report));
    assert_eq!(only_breakdown(&day).place, Some(east(30)));
    check(
        &day,
        expect![[r#"
        R1 V1 08:00: J1 08:15 done, J2 10:24, J3 10:39, back 10:54 | no_vehicle
        R2 V2 08:00: J4 08:20, J5 08:35, back 08:50
    "#]],
    );
}

#[test]
fn the_same_vehicle_does_not_break_down_twice_at_once() {
    let day = a_morning().breaks_down("V1", None);
    let (plate, incident) = ("V1".into(), "B261123-1".into());
    let again = Command::ReportBreakdown(report(&day, "V1"));
    assert_eq!(day.refuses(again), Refusal::AlreadyBroken { plate, incident });
    let nobody = Command::ReportBreakdown(report(&day, "V7"));
    assert_eq!(day.refuses(nobody), Refusal::NoSuchVehicle("V7".into()));
}

#[test]
fn incidents_of_a_day_are_numbered_one_after_the_other() {
    let day =
        a_morning().breaks_down("V1", None).repaired("V1").breaks_down("V2", None).breaks_down("V1", None);
    let ids: Vec<_> = day.state.breakdowns.keys().map(ToString::to_string).collect();
    assert_eq!(ids, ["B261123-1", "B261123-2", "B261123-3"]);
    assert_eq!(incident(day.find("J2").1), Some("B261123-3"), "the newest is what holds it up");
}

#[test]
fn a_repair_brings_the_vehicle_back_and_its_round_goes_on_from_there() {
    let day = a_morning().breaks_down("V1", None).at("09:00").repaired("V1");
    assert_eq!(only_breakdown(&day).repaired, Some(day.now));
    assert_eq!(day.state.network.vehicles[&"V1".into()].status, VehicleStatus::Available);
    assert_eq!(incident(day.find("J2").1), Some("B261123-1"), "why it is late stays on record");
    assert_eq!(Deed::of(&day.last), Deed::Repaired { plate: "V1".into() });
    check(
        &day,
        expect![[r#"
        R1 V1 08:00: J1 08:15 done, J2 09:10, J3 09:25, back 09:40
        R2 V2 08:00: J4 09:00, J5 09:15, back 09:30
    "#]],
    );
}

#[test]
fn only_what_is_broken_is_repaired_and_only_afterwards() {
    let day = a_morning();
    let repair = |plate: &str, at: &str| {
        let at = Timestamp::of(date(), time(at));
        Command::ReportRepair { plate: plate.into(), at }
    };
    assert_eq!(day.refuses(repair("V1", "09:00")), Refusal::NotBroken("V1".into()));
    assert_eq!(day.refuses(repair("V7", "09:00")), Refusal::NoSuchVehicle("V7".into()));
    let broke = day.now;
    let day = day.breaks_down("V1", None);
    let repaired = Timestamp::of(date(), time("08:19"));
    let refusal = Refusal::RepairedBeforeItBroke { plate: "V1".into(), broke, repaired };
    assert_eq!(day.refuses(repair("V1", "08:19")), refusal);
    let day = day.does(repair("V1", "08:20"));
    assert_eq!(day.refuses(repair("V1", "08:30")), Refusal::NotBroken("V1".into()));
}

#[test]
fn a_spare_that_takes_over_calls_at_the_broken_vehicle_before_its_first_stop() {
    let day = a_morning().breaks_down("V1", None);
    let command = day.reassign("R1", "V9");
    let day = day.does(command);
    assert_eq!(calls_of(&day, "R1"), ["V1 before J2"]);
    assert_eq!(day.find("J2").1.cargo, Cargo::Aboard("V1".into()), "until it has been there");
    assert_eq!(incident(day.find("J2").1), Some("B261123-1"));
    check(
        &day,
        expect![[r#"
            R1 V9 08:00: J1 08:15 done, fetch 20 from V1 08:30, J2 08:50, J3 09:05, back 09:20
            R2 V2 08:00: J4 08:20, J5 08:35, back 08:50
        "#]],
    );
}

#[test]
fn a_spare_without_a_crew_is_driven_by_the_crew_of_the_broken_vehicle() {
    let mut plan = planned_route("R1", "V1", "08:00", &["J1", "J2"]);
    plan.crew = Some("C1".into());
    let day = a_day().van("V1", 100).spare("V9", 100).plans(vec![plan]).departed("R1", "08:00");
    let command = day.reassign("R1", "V9");
    assert_eq!(day.does(command).find("J1").0.crew, Some("C1".into()));
}

#[test]
fn a_neighbour_that_takes_one_stop_calls_at_the_broken_vehicle_before_it() {
    let day = a_morning().breaks_down("V1", None);
    let command = day.move_stops(&["J2"], "R2", Some(1));
    let day = day.does(command);
    assert_eq!(calls_of(&day, "R2"), ["V1 before J2"]);
    assert_eq!(calls_of(&day, "R1"), [""; 0], "nobody fetches what stays on its own vehicle");
    check(
        &day,
        expect![[r#"
        R1 V1 08:00: J1 08:15 done, J3 08:30, back 08:45 | no_vehicle
        R2 V2 08:00: J4 08:20, fetch 10 from V1 08:35, J2 08:55, J5 09:10, back 09:25
    "#]],
    );
}

#[test]
fn one_call_serves_all_the_stops_behind_it_and_is_made_earlier_where_need_be() {
    let day = a_morning().breaks_down("V1", None);
    let command = day.move_stops(&["J3"], "R2", None);
    let day = day.does(command);
    assert_eq!(calls_of(&day, "R2"), ["V1 before J3"]);
    let command = day.move_stops(&["J2"], "R2", Some(0));
    let day = day.does(command);
    assert_eq!(calls_of(&day, "R2"), ["V1 before J2"]);
    check(
        &day,
        expect![[r#"
        R1 V1 08:00: J1 08:15 done, back 08:30
        R2 V2 08:00: fetch 20 from V1 08:20, J2 08:40, J4 08:55, J5 09:10, J3 09:25, back 09:40
    "#]],
    );
}

#[test]
fn a_stop_that_has_been_visited_had_its_goods_aboard() {
    let day = a_morning().breaks_down("V1", None);
    let command = day.reassign("R1", "V9");
    let day = day.does(command).delivered("J2", "09:10").at("09:15");
    assert_eq!(day.find("J2").1.cargo, Cargo::Aboard("V9".into()));
    assert_eq!(day.find("J3").1.cargo, Cargo::Aboard("V9".into()), "those of the same call came with them");
    check(
        &day,
        expect![[r#"
        R1 V9 08:00: J1 08:15 done, J2 09:10 done, J3 09:20, back 09:35
        R2 V2 08:00: J4 09:15, J5 09:30, back 09:45
    "#]],
    );
}

#[test]
fn goods_noted_as_aboard_are_aboard_and_the_vehicle_is_where_they_were() {
    let day = a_morning().breaks_down("V1", None);
    let command = day.reassign("R1", "V9");
    let day = day.does(command).at("08:50");
    let day = day.does(loaded("R1", "V1", "08:48"));
    assert_eq!(calls_of(&day, "R1"), ["V1 before J2 loaded 08:48"]);
    assert_eq!(
        ["J2", "J3"].map(|shop| day.find(shop).1.cargo.clone()),
        [(); 2].map(|()| Cargo::Aboard("V9".into()))
    );
    assert_eq!(Deed::of(&day.last), Deed::Loaded { route: "R1".into(), stops: 2 });
    assert_eq!(day.refuses(loaded("R1", "V1", "08:55")), Refusal::NothingToLoad("R1".into()));
    check(
        &day,
        expect![[r#"
        R1 V9 08:00: J1 08:15 done, J2 08:51, J3 09:06, back 09:21
        R2 V2 08:00: J4 08:50, J5 09:05, back 09:20
    "#]],
    );
}

#[test]
fn a_call_follows_when_its_stop_is_moved_away_and_goes_with_the_last() {
    let day = a_morning().breaks_down("V1", None);
    let command = day.reassign("R1", "V9");
    let day = day.does(command);
    let command = day.move_stops(&["J2"], "R2", None);
    let day = day.does(command);
    assert_eq!(calls_of(&day, "R1"), ["V1 before J3"]);
    assert_eq!(calls_of(&day, "R2"), ["V1 before J2"]);
    let command = day.move_stops(&["J3"], "R2", None);
    let day = day.does(command);
    assert_eq!(calls_of(&day, "R1"), [""; 0]);
    assert_eq!(calls_of(&day, "R2"), ["V1 before J2"]);
    check(
        &day,
        expect![[r#"
            R1 V9 08:00: J1 08:15 done, back 08:30
            R2 V2 08:00: J4 08:20, J5 08:35, fetch 20 from V1 08:50, J2 09:10, J3 09:25, back 09:40
        "#]],
    );
}

#[test]
fn stops_given_back_to_the_vehicle_that_has_their_goods_need_no_call() {
    let day = a_morning().breaks_down("V1", None);
    let command = day.move_stops(&["J2", "J3"], "R2", None);
    let day = day.does(command).at("08:40").repaired("V1");
    let command = day.move_stops(&["J2", "J3"], "R1", None);
    let day = day.does(command);
    assert_eq!(calls_of(&day, "R2"), [""; 0]);
    check(
        &day,
        expect![[r#"
        R1 V1 08:00: J1 08:15 done, J2 08:50, J3 09:05, back 09:20
        R2 V2 08:00: J4 08:40, J5 08:55, back 09:10
    "#]],
    );
}

#[test]
fn what_is_fetched_fills_the_helper_only_from_there_on() {
    let day = a_day()
        .van("V2", 30)
        .route("R1", "V1", "08:00", &["J1", "J2 08:00-18:00 20"])
        .route("R2", "V2", "08:00", &["J4 08:00-18:00 15", "J5 08:00-18:00 10"])
        .departed("R1", "08:00")
        .departed("R2", "08:00")
        .delivered("J1", "08:15")
        .at("08:20")
        .breaks_down("V1", None);
    let early = day.move_stops(&["J2"], "R2", Some(0));
    check(
        &day.clone().does(early),
        expect![[r#"
        R1 V1 08:00: J1 08:15 done, back 08:30
        R2 V2 08:00: fetch 20 from V1 08:20, J2 08:40, J4 08:55, J5 09:10, back 09:25 | overload 15
    "#]],
    );
    let late = day.move_stops(&["J2"], "R2", Some(1));
    check(
        &day.does(late),
        expect![[r#"
        R1 V1 08:00: J1 08:15 done, back 08:30
        R2 V2 08:00: J4 08:20, fetch 20 from V1 08:35, J2 08:55, J5 09:10, back 09:25
    "#]],
    );
}

#[test]
fn a_recovery_plan_that_moves_what_is_locked_is_refused() {
    let day = a_morning().breaks_down("V1", None);
    let moving = |day: &ADay| {
        let command = day.reassign("R1", "V9");
        let after = day.clone().does(command);
        let route = Route::clone(&after.state.day(date()).expect("a day").routes[&"R1".into()]);
        let (base, now) = (day.revision, day.now);
        (after, Command::ApplyProposal { day: date(), routes: vec![route], base, now })
    };
    let (_, by_plan) = moving(&day);
    // A route that has left keeps its vehicle; its stops may go.
    assert_eq!(day.refuses(by_plan), Refusal::RouteUnderWay("R1".into()));

    let command = day.lock(&["J3"], Some(LockKind::Vehicle));
    let day = day.does(command);
    assert_eq!(day.find("J3").1.lock, Some(Lock::Vehicle));
    assert_eq!(Deed::of(&day.last), Deed::Locked { stops: 1 });
    let command = day.move_stops(&["J3"], "R2", None);
    let shared = day.clone().does(command);
    let routes: Vec<_> =
        shared.state.day(date()).expect("a day").routes.values().map(|route| Route::clone(route)).collect();
    let apply = |day: &ADay, routes: Vec<Route>| Command::ApplyProposal {
        day: date(),
        routes,
        base: day.revision,
        now: day.now,
    };
    let refusal = day.refuses(apply(&day, routes.clone()));
    assert!(
        matches!(&refusal, Refusal::BreaksRule(breach) if breach.kind.name() == "lock_broken"),
        "{refusal:?}"
    );

    let command = day.lock(&["J3"], None);
    let day = day.does(command);
    let mut free = routes;
    for stop in free.iter_mut().flat_map(|route| &mut route.stops) {
        stop.lock = None;
    }
    let command = apply(&day, free);
    let day = day.does(command);
    assert_eq!(day.find("J3").0.id.as_str(), "R2");
    assert_eq!(Deed::of(&day.last), Deed::Recovered { stops: 1, put_off: 0, routes: 2 });
}

#[test]
fn a_lock_of_the_time_keeps_the_time_expected_when_it_was_set() {
    let day = a_morning();
    let command = day.lock(&["J4", "J5"], Some(LockKind::Time));
    let day = day.does(command);
    let outlook = day.outlook();
    let starts = &outlook.routes[&"R2".into()].stops[0].starts;
    assert_eq!(day.find("J4").1.lock, Some(Lock::Time(*starts)));
    let visited = day.lock(&["J1"], Some(LockKind::Position));
    assert_eq!(day.refuses(visited), Refusal::AlreadyVisited("J1".into()));
    assert_eq!(day.refuses(day.lock(&[], None)), Refusal::NothingNamed);
    let stranger = Refusal::NotOnTheDay { day: date(), retailer: "J9".into() };
    assert_eq!(day.refuses(day.lock(&["J9"], None)), stranger);
}

#[test]
fn a_stop_put_off_keeps_its_place_and_can_be_brought_back() {
    let day = a_morning().breaks_down("V1", None);
    let command = day.reassign("R1", "V9");
    let before = day.does(command);
    let command = before.puts_off(&["J2", "J3"], Some(1));
    let day = before.clone().does(command);
    assert_eq!(day.find("J2").1.progress, Progress::PutOff { to: date().plus(1) });
    assert_eq!(day.find("J2").1.remedy, Some(Remedy::PutOff));
    assert_eq!(calls_of(&day, "R1"), [""; 0], "nothing is fetched for it today");
    assert_eq!(Deed::of(&day.last), Deed::PutOff { stops: 2, to: Some(date().plus(1)) });
    check(
        &day,
        expect![[r#"
        R1 V9 08:00: J1 08:15 done, J2 08:25 put off, J3 08:40 put off, back 08:30
        R2 V2 08:00: J4 08:20, J5 08:35, back 08:50
    "#]],
    );
    let command = day.puts_off(&["J2", "J3"], None);
    let day = day.does(command);
    assert_eq!(Deed::of(&day.last), Deed::PutOff { stops: 2, to: None });
    assert_eq!(calls_of(&day, "R1"), ["V1 before J2"]);
    check(
        &day,
        expect![[r#"
            R1 V9 08:00: J1 08:15 done, fetch 20 from V1 08:30, J2 08:50, J3 09:05, back 09:20
            R2 V2 08:00: J4 08:20, J5 08:35, back 08:50
        "#]],
    );
    assert_eq!(day.shown(), before.shown());
}

#[test]
fn nothing_is_put_off_to_a_day_that_is_not_later() {
    let day = a_morning();
    for days in [0, -1] {
        let refusal = Refusal::NotALaterDay { day: date(), to: date().plus(days) };
        assert_eq!(day.refuses(day.puts_off(&["J2"], Some(days))), refusal);
    }
    assert_eq!(day.refuses(day.puts_off(&["J1"], Some(1))), Refusal::AlreadyVisited("J1".into()));
    assert_eq!(day.refuses(day.puts_off(&[], Some(1))), Refusal::NothingNamed);
}

#[test]
fn a_route_carries_its_incident_until_every_stop_is_delivered_or_put_off() {
    let day = a_morning().breaks_down("V1", None);
    let open = |day: &ADay| day.state.day(date()).expect("a day").routes[&"R1".into()].incidents().len();
    assert_eq!(open(&day), 1);
    let command = day.reassign("R1", "V9");
    let day = day.does(command).delivered("J2", "09:10");
    assert_eq!(open(&day), 1);
    let command = day.puts_off(&["J3"], Some(1));
    assert_eq!(open(&day.does(command)), 0);
}
