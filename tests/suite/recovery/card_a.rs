//! Card A: a vehicle fails before it leaves.

use crate::a_day::{ADay, a_day};
use expect_test::expect;
use mainstay::domain::day::{Cargo, Dock};
use mainstay::domain::proposal::PlanKind;

/// 07:10: nothing has left; V1's round of three is loaded nowhere yet.
fn at_the_dock() -> ADay {
    a_day()
        .route("R1", "V1", "07:30", &["J1", "J2", "J3 08:00-18:00 40"])
        .route("R2", "V2", "07:30", &["J11", "J12"])
        .at("07:10")
}

#[test]
fn a_spare_is_loaded_in_its_place_and_nothing_is_carried_over() {
    let day = at_the_dock().spare("V9", 100).breaks_down("V1", None);
    let plan = day.plan_of(PlanKind::SpareTakesOver);
    expect![[r"
        spare_takes_over 149.30 | late none | put off none | tell none
          R1 V1: back 07:30
          R1-2 V9: 07:40 J1, 08:15 J2, 08:30 J3, back 08:45
    "]]
    .assert_eq(&super::shown(&plan));
    assert_eq!(plan.transfers, [], "the goods are still at the dock");
    assert!(plan.retold.is_empty(), "nobody's time moves");
}

#[test]
fn without_a_spare_the_round_is_split_over_those_with_room() {
    let day = at_the_dock().breaks_down("V1", None);
    let plan = day.plan_of(PlanKind::NeighboursShare);
    expect![[r"
        neighbours_share 85.64 | late none | put off none | tell J1
          R1 V1: back 07:30
          R2 V2: 07:40 J11, 08:15 J12, 08:30 J3, 08:45 J2, 09:00 J1, back 09:15
    "]]
    .assert_eq(&super::shown(&plan));
}

#[test]
fn a_vehicle_that_is_full_makes_a_second_trip() {
    let day = a_day()
        .route("R1", "V1", "07:30", &["J1 08:00-18:00 80"])
        .route("R2", "V2", "07:30", &["J11 08:00-18:00 50", "J12 08:00-18:00 50"])
        .at("07:10")
        .breaks_down("V1", None);
    let plan = day.plan_of(PlanKind::NeighboursShare);
    expect![[r"
        neighbours_share 104.53 | late none | put off none | tell J1
          R1 V1: back 07:30
          R2 V2: 07:40 J11, 08:15 J12, 08:30 fetch 80 from the centre, 08:50 J1, back 09:05
    "]]
    .assert_eq(&super::shown(&plan));
    assert_eq!(plan.transfers.len(), 1);
    assert_eq!(plan.transfers[0].from, Cargo::At(Dock::Centre));
}

#[test]
fn an_absent_driver_strands_a_round_as_a_broken_vehicle_does() {
    let day = at_the_dock().spare("V9", 100);
    let report = mainstay::domain::command::BreakdownReport {
        plate: "V1".into(),
        at: day.now,
        place: None,
        fault: mainstay::domain::incident::Fault::DriverAbsent,
        estimate: None,
    };
    let day = day.does(mainstay::domain::Command::ReportBreakdown(report));
    assert!(day.recovery().expect("plans").proposals.iter().any(|p| p.kind == PlanKind::SpareTakesOver));
}
