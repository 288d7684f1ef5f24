//! Card B: a vehicle fails on the road.

use super::ENOUGH;
use crate::a_day::{ADay, a_day, time};
use expect_test::expect;
use mainstay::domain::command::{Command, IncidentReport, LockKind};
use mainstay::domain::day::{Cargo, Progress, Remedy};
use mainstay::domain::emergency::{Casualties, Kind};
use mainstay::domain::ids::RouteId;
use mainstay::domain::operation::Operation;
use mainstay::domain::proposal::{Caveat, PlanKind};
use mainstay::domain::refusal::Refusal;
use mainstay::recovery::{NothingToPlan, Rounds, recover};

/// 09:10: V1 has served J1 and stands there with three stops to go; V2 is on its way near by, V9 is a spare.
fn on_the_road() -> ADay {
    a_day()
        .route("R1", "V1", "08:00", &["J1", "J2 08:00-10:00", "J3 08:00-11:00", "J4"])
        .route("R2", "V2", "08:00", &["J11", "J12 08:00-10:00", "J13"])
        .spare("V9", 100)
        .departed("R1", "08:00")
        .delivered("J1", "09:00")
        .departed("R2", "08:00")
        .delivered("J11", "09:00")
        .at("09:10")
}

#[test]
fn the_spare_meets_the_broken_vehicle_takes_over_and_goes_on_in_its_order() {
    let day = on_the_road().breaks_down("V1", None);
    let plan = day.plan_of(PlanKind::SpareTakesOver);
    expect![[r"
        spare_takes_over 176.20 | late none | put off none | tell J2 J3 J4
          R1 V1: back 09:20
          R1-2 V9: 09:20 fetch 30 from V1, 09:40 J2, 09:55 J3, 10:10 J4, back 10:25
    "]]
    .assert_eq(&super::shown(&plan));
    let applied = day.applies(&plan);
    let (route, stop) = applied.find("J3");
    assert_eq!(route.vehicle, Some("V9".into()));
    assert_eq!(stop.cargo, Cargo::Aboard("V1".into()), "until the spare has been there");
    assert_eq!(stop.remedy, Some(Remedy::SpareTakesOver));
    assert!(route.incidents().iter().any(|id| id.as_str() == "B261123-1"), "the route carries the incident");
}

#[test]
fn what_takes_goods_over_on_the_road_does_not_wait_for_sorting() {
    let day = on_the_road().breaks_down("V1", None);
    let plan = day.plan_of(PlanKind::SpareTakesOver);
    let day = day.applies(&plan).route("R5", "V5", "10:00", &["J30"]);
    let report = IncidentReport {
        kind: Kind::Sorting,
        link: None,
        what: "".into(),
        down: true,
        casualties: Casualties::default(),
        level: None,
        expected: None,
        day: None,
        routes: Vec::new(),
        by: "Wang".into(),
        at: day.now,
    };
    let day = day.does(Command::OpenIncident(Box::new(report)));
    let held: Vec<&str> =
        day.state.incidents[&"I261123-1".into()].routes.iter().map(RouteId::as_str).collect();
    assert_eq!(held, ["R5"], "R1-2 meets the broken vehicle");
}

#[test]
fn plans_come_ranked_with_what_they_cost_and_do() {
    let day = on_the_road().breaks_down("V1", Some(60));
    expect![[r"
        wait_for_repair 96.76 | late J2 20 | put off none | tell J2 J3 J4
          R1 V1: 10:20 J2, 10:35 J3, 10:50 J4, back 11:05
        neighbours_share 127.46 | late J2 1 | put off none | tell J2 J3 J4
          R1 V1: back 10:20
          R2 V2: 09:10 J12, 09:25 J13, 09:40 fetch 30 from V1, 10:00 J2, 10:15 J4, 10:30 J3, back 10:45
        spare_takes_over 176.20 | late none | put off none | tell J2 J3 J4
          R1 V1: back 10:20
          R1-2 V9: 09:20 fetch 30 from V1, 09:40 J2, 09:55 J3, 10:10 J4, back 10:25
        put_off 518.15 | late none | put off J2 J3 J4 | tell J2 J3 J4
          R1 V1: back 10:20
    "]]
    .assert_eq(&day.plans_to_recover());
}

#[test]
fn a_neighbour_serves_its_next_stop_before_it_fetches_anything() {
    let day = on_the_road().breaks_down("V1", None);
    let plan = day.plan_of(PlanKind::NeighboursShare);
    let round = plan.routes.iter().find(|route| route.id.as_str() == "R2").expect("V2 helps");
    let next: Vec<_> = round.stops.iter().map(|stop| stop.retailer.as_str()).take(2).collect();
    assert_eq!(next, ["J11", "J12"], "the stop being driven to is frozen");
    assert!(round.pickups.iter().all(|pickup| !["J11", "J12"].contains(&pickup.before.as_str())));
}

#[test]
fn goods_that_nobody_has_room_for_are_put_off() {
    let day = a_day()
        .route("R1", "V1", "08:00", &["J1", "J2 08:00-18:00 60", "J3 08:00-18:00 30"])
        .spare("V9", 50)
        .departed("R1", "08:00")
        .delivered("J1", "08:30")
        .at("08:40")
        .breaks_down("V1", None);
    let answer = day.recovery().expect("there is something to plan");
    for plan in &answer.proposals {
        assert!(plan.put_off.iter().any(|(shop, _)| shop.as_str() == "J2"), "{}", super::shown(plan));
        assert_eq!(plan.hard_breaches, []);
        assert!(plan.caveats.contains(&Caveat::TooMuchForAnyVehicle("J2".into())), "it says why");
    }
    let spare = day.plan_of(PlanKind::SpareTakesOver);
    assert_eq!(spare.put_off.len(), 1, "J3 fits the spare");
}

#[test]
fn a_second_vehicle_breaks_down_while_it_carries_the_goods_of_the_first() {
    let day = on_the_road().breaks_down("V1", None);
    let plan = day.plan_of(PlanKind::SpareTakesOver);
    let day = day.applies(&plan).spare("V8", 100).at("09:40").delivered("J2", "09:38");
    let day = day.breaks_down("V9", None);
    expect![[r"
        neighbours_share 112.93 | late none | put off none | tell J3 J4
          R1-2 V9: back 09:50
          R2 V2: 09:40 J12, 09:55 J13, 10:10 fetch 20 from V9, 10:30 J4, 10:45 J3, back 11:00
        spare_takes_over 165.70 | late none | put off none | tell J3 J4
          R1-2 V9: back 09:50
          R1-2-2 V8: 09:50 fetch 20 from V9, 10:10 J3, 10:25 J4, back 10:40
        put_off 360.15 | late none | put off J3 J4 | tell J3 J4
          R1-2 V9: back 09:50
    "]]
    .assert_eq(&day.plans_to_recover());
}

#[test]
fn a_repaired_vehicle_that_comes_back_leaves_nothing_to_plan() {
    let day = on_the_road().breaks_down("V1", Some(30)).at("09:35").repaired("V1");
    assert_eq!(day.recovery().expect_err("it drives again"), NothingToPlan::NothingBroken);
    let outlook = day.outlook();
    assert_eq!(
        outlook.routes[&"R1".into()].stops[1].arrives,
        time("09:45"),
        "ten minutes from where it stood"
    );
}

#[test]
fn whoever_waits_for_the_repair_stands_until_then() {
    let day = on_the_road().breaks_down("V1", Some(60));
    let plan = day.plan_of(PlanKind::WaitForRepair);
    expect![[r"
        wait_for_repair 96.76 | late J2 20 | put off none | tell J2 J3 J4
          R1 V1: 10:20 J2, 10:35 J3, 10:50 J4, back 11:05
    "]]
    .assert_eq(&super::shown(&plan));
    let applied = day.applies(&plan);
    let breaches = &applied.outlook().routes[&"R1".into()].breaches;
    assert!(breaches.iter().all(|breach| !breach.kind.is_hard()), "{breaches:?}");
}

#[test]
fn a_locked_stop_is_left_alone_by_every_plan() {
    let lock = |day: ADay, shop: &str, kind| {
        let now = day.now;
        day.does(Command::LockStops {
            day: crate::a_day::date(),
            stops: vec![shop.into()],
            lock: Some(kind),
            now,
        })
    };
    let day = lock(lock(on_the_road(), "J13", LockKind::Time), "J12", LockKind::Position);
    let before = day.outlook().routes[&"R2".into()].stops[2].starts;
    let day = day.breaks_down("V1", None);
    let answer = day.recovery().expect("there is something to plan");
    assert!(answer.proposals.iter().any(|plan| plan.kind == PlanKind::SpareTakesOver));
    for plan in answer.proposals {
        let after = day.clone().applies(&plan);
        let (route, _) = after.find("J13");
        assert_eq!(route.id.as_str(), "R2");
        let at = route.position(&"J13".into()).expect("there");
        let now = after.outlook().routes[&"R2".into()].stops[at].starts;
        assert!(now.apart(before).0 <= 300, "{}", super::shown(&plan));
    }
}

#[test]
fn a_plan_made_before_the_day_moved_on_cannot_be_applied() {
    let day = on_the_road().breaks_down("V1", None);
    let plan = day.plan_of(PlanKind::NeighboursShare);
    assert!(!plan.is_stale(&day.state));
    let moved_on = day.delivered("J12", "09:20").at("09:25");
    assert!(plan.is_stale(&moved_on.state));
    let refusal = moved_on.refuses(moved_on.applying(&plan));
    assert!(matches!(refusal, Refusal::Stale { .. }), "{refusal}");
}

#[test]
fn applying_and_taking_back_leaves_the_day_as_it_was() {
    let day = on_the_road().breaks_down("V1", Some(60));
    let answer = day.recovery().expect("there is something to plan");
    assert!(answer.proposals.len() > 2);
    for plan in answer.proposals {
        let mut applied = day.clone().applies(&plan);
        let undo: Vec<_> = applied.last.drain(..).rev().map(Operation::inverse).collect();
        for operation in &undo {
            assert_eq!(applied.state.apply(applied.revision, operation), []);
        }
        let day_of = |day: &ADay| day.state.day(crate::a_day::date()).expect("a day").routes.clone();
        assert_eq!(day_of(&applied), day_of(&day), "{}", plan.kind.name());
    }
}

#[test]
fn every_vehicle_broken_leaves_waiting_and_putting_off() {
    let day = on_the_road().breaks_down("V1", Some(30)).breaks_down("V2", None).breaks_down("V9", None);
    let kinds: Vec<_> = day.recovery().expect("plans").proposals.iter().map(|plan| plan.kind).collect();
    assert!(kinds.contains(&PlanKind::PutOff), "{kinds:?}");
    assert!(kinds.iter().all(|kind| !matches!(kind, PlanKind::SpareTakesOver | PlanKind::NeighboursShare)));
}

#[test]
fn nothing_broken_is_nothing_to_plan() {
    let day = on_the_road();
    assert_eq!(day.recovery().expect_err("all is well"), NothingToPlan::NothingBroken);
    let done = day.delivered("J2", "09:12").delivered("J3", "09:14").delivered("J4", "09:20").at("09:30");
    assert_eq!(
        done.breaks_down("V1", None).recovery().expect_err("nothing waits"),
        NothingToPlan::NothingLeft
    );
}

#[test]
fn the_same_seed_gives_the_same_plans_on_any_number_of_threads() {
    let day = on_the_road().breaks_down("V1", Some(60));
    let plans = |threads| {
        let mut ask = day.ask();
        ask.threads = threads;
        let answer = recover(&day.state, day.revision, &ask, &Rounds(ENOUGH), &mut |_| {}).expect("plans");
        answer.proposals
    };
    assert_eq!(plans(1), plans(2));
    assert_eq!(plans(1), plans(4));
}

#[test]
fn a_sound_vehicle_hands_over_its_goods_only_where_a_person_says_so() {
    let day = on_the_road();
    assert_eq!(day.recovery().expect_err("all is well"), NothingToPlan::NothingBroken);
    let mut ask = day.ask();
    ask.relieved.insert("V2".into());
    let answer = recover(&day.state, day.revision, &ask, &Rounds(ENOUGH), &mut |_| {}).expect("plans");
    let spare = answer.proposals.iter().find(|plan| plan.kind == PlanKind::SpareTakesOver).expect("a plan");
    expect![[r"
        spare_takes_over 228.50 | late none | put off none | tell J13
          R2 V2: 09:10 J12, back 09:25
          R2-2 V9: 09:37 fetch 10 from V2, 09:49 J13, back 10:04
    "]]
    .assert_eq(&super::shown(spare));
    assert!(answer.proposals.iter().all(|plan| plan.kind != PlanKind::WaitForRepair), "nothing is mended");
}

#[test]
fn a_stop_given_back_by_hand_to_a_vehicle_that_cannot_drive_is_named() {
    let day = on_the_road().breaks_down("V1", None);
    let answer = day.recovery().expect("plans");
    let plan = day.plan_of(PlanKind::SpareTakesOver);
    let edited = answer.scope.edited(&plan, day.move_stops(&["J3"], "R1", None)).expect("not refused");
    let named: Vec<_> = edited.hard_breaches.iter().map(|b| (b.route.as_str(), b.kind.name())).collect();
    assert_eq!(named, [("R1", "no_vehicle")]);
}

#[test]
fn stops_that_are_put_off_say_to_which_day_and_are_told() {
    let day = on_the_road().breaks_down("V1", None);
    let plan = day.plan_of(PlanKind::PutOff);
    let applied = day.applies(&plan);
    for shop in ["J2", "J3", "J4"] {
        let (_, stop) = applied.find(shop);
        assert_eq!(stop.progress, Progress::PutOff { to: crate::a_day::date().plus(1) });
        assert!(plan.retold.contains(&stop.retailer));
    }
}
