//! What a change is called, of one kind or several.

use super::*;
use crate::domain::day::{Cargo, Dock, Priority, Progress, Route, Stop};
use crate::domain::network::{Crew, Vehicle, VehicleStatus};
use crate::domain::operation::{Change, PlanReason};
use crate::domain::settings::Settings;
use crate::domain::time::Window;
use crate::domain::units::{Cartons, Fen, Seconds};
use std::sync::Arc;

fn vehicles() -> Operation {
    let vehicle = Vehicle {
        plate: "V1".into(),
        capacity: Cartons(1),
        status: VehicleStatus::Available,
        spare: false,
        crew: None,
    };
    Operation::VehiclesChanged(vec![Change { before: None, after: Some(vehicle) }])
}

fn crews() -> Operation {
    let crew = Crew { id: "C1".into(), driver: "".into(), delivery_man: "".into(), phone: "".into() };
    Operation::CrewsChanged(vec![Change { before: None, after: Some(crew) }])
}

fn settings() -> Operation {
    Operation::SettingsChanged(Box::new(Change { before: None, after: Some(Settings::default()) }))
}

fn route_of_one_stop() -> Arc<Route> {
    let window = Window::new(TimeOfDay::hm(8, 0), TimeOfDay::hm(17, 0)).expect("a window");
    let stop = Stop {
        retailer: "J1".into(),
        cartons: Cartons(5),
        value: Fen(0),
        window,
        promised: window,
        planned: TimeOfDay::hm(9, 0),
        service: Seconds(60),
        cargo: Cargo::At(Dock::Centre),
        progress: Progress::Waiting,
        told: None,
        cause: None,
        remedy: None,
        priority: Priority::default(),
        lock: None,
        meets: None,
        carried: None,
        inferred: false,
    };
    Arc::new(Route {
        id: "R1".into(),
        department: "D1".into(),
        vehicle: None,
        crew: None,
        dock: Dock::Centre,
        departs: TimeOfDay::hm(7, 30),
        departed: None,
        stops: vec![stop],
        pickups: Vec::new(),
        imported: None,
    })
}

#[test]
fn one_kind_adds_up_and_a_mixture_is_counted() {
    let both = Deed::of(&[vehicles(), crews(), vehicles()]);
    assert_eq!(both, Deed::ReferenceData { retailers: 0, vehicles: 2, others: 1 });
    let held = Operation::HoldsChanged(vec![Change { before: None, after: None }]);
    assert_eq!(Deed::of(&[vehicles(), held]), Deed::Several { operations: 2 });
    assert_eq!(Deed::of(&[settings()]), Deed::Settings);
}

#[test]
fn corrected_columns_go_with_the_import_they_were_corrected_for() {
    let import = Deed::ReferenceData { retailers: 0, vehicles: 1, others: 0 };
    assert_eq!(Deed::of(&[settings(), vehicles()]), import);
    assert_eq!(Deed::of(&[vehicles(), settings()]), import);
}

#[test]
fn a_plan_taken_back_is_told_by_what_it_was() {
    let day = ServiceDay::parse("2026-11-23").expect("a day");
    let plan = |change| Operation::RoutesChanged { day, reason: PlanReason::Import, routes: vec![change] };
    let planned = plan(Change { before: None, after: Some(route_of_one_stop()) });
    let told = Deed::Planned { days: 1, routes: 1, stops: 1 };
    assert_eq!(Deed::of(std::slice::from_ref(&planned)), told);
    assert_eq!(Deed::of(&[planned.inverse()]), told);
}

#[test]
fn a_plan_that_came_with_its_retailers_is_told_as_a_plan() {
    let day = ServiceDay::parse("2026-11-23").expect("a day");
    let plan = Operation::RoutesChanged { day, reason: PlanReason::Import, routes: Vec::new() };
    let told = Deed::Planned { days: 1, routes: 0, stops: 0 };
    assert_eq!(Deed::of(&[vehicles(), plan.clone(), crews()]), told);
    assert_eq!(Deed::of(&[plan]), told);
}

#[test]
fn a_breakdown_and_its_vehicle_are_one_deed_done_or_undone() {
    let breakdown = Operation::BreakdownsChanged(vec![Change { before: None, after: None }]);
    let done = Deed::of(&[breakdown.clone(), vehicles()]);
    assert_eq!(done, Deed::Breakdowns { count: 1 });
    assert_eq!(Deed::of(&[vehicles(), breakdown]), done);
}
