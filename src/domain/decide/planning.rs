//! A day's plan as a file states it, laid over the day as it stands.
//!
//! - A route whose plan is the one last imported is left as it is, whatever was changed by hand since.
//! - A route that differs is planned anew, except for what has happened: stops that were visited stay in
//!   front, and a route that has left keeps its vehicle, crew and dock.
//! - A retailer stands once on a day. One that the new plan takes to another route leaves the old one,
//!   unless it has been visited there: then that is where it was served.
//! - No delivery is lost: a stop that was put off, or moved by hand onto a route that is planned anew, stays
//!   at its end, unless the new plan names it itself.

use super::routes_changed;
use crate::domain::command::{PlannedRoute, PlannedStop};
use crate::domain::day::{Cargo, Day, Dock, PlanDigest, Priority, Progress, Remedy, Route, Stop};
use crate::domain::ids::{RetailerCode, RouteId};
use crate::domain::operation::{Operation, PlanReason};
use crate::domain::outlook;
use crate::domain::refusal::Refusal;
use crate::domain::settings::Settings;
use crate::domain::state::State;
use crate::domain::time::{ServiceDay, TimeOfDay};
use crate::domain::units::{Cartons, Seconds};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn plan_day(
    state: &State,
    date: ServiceDay,
    plans: &[PlannedRoute],
) -> Result<Vec<Operation>, Refusal> {
    refuse_what_is_unknown(state, plans)?;
    refuse_what_stands_twice(plans)?;
    let nothing_yet = Day::empty(date);
    let day = state.day(date).map_or(&nothing_yet, AsRef::as_ref);

    let is_new = |plan: &&PlannedRoute| {
        day.routes.get(&plan.id).and_then(|route| route.imported) != Some(digest(plan))
    };
    let plans: BTreeMap<&RouteId, &PlannedRoute> =
        plans.iter().filter(is_new).map(|plan| (&plan.id, plan)).collect();
    let planned: BTreeSet<&RetailerCode> =
        plans.values().flat_map(|plan| &plan.stops).map(|stop| &stop.retailer).collect();
    let standing: BTreeMap<&RetailerCode, &Stop> =
        day.routes.values().flat_map(|route| &route.stops).map(|stop| (&stop.retailer, stop)).collect();

    let mut changed: BTreeMap<RouteId, Route> = BTreeMap::new();
    for (id, plan) in &plans {
        let before = day.routes.get(*id).map(AsRef::as_ref);
        changed.insert((*id).clone(), lay_over(state, plan, before, &planned, &standing));
    }
    for (id, route) in day.routes.iter().filter(|(id, _)| !plans.contains_key(id)) {
        let goes = |stop: &Stop| planned.contains(&stop.retailer) && !stop.progress.has_happened();
        if route.stops.iter().any(goes) {
            let mut after = Route::clone(route);
            after.stops.retain(|stop| !goes(stop));
            after.settle(Some(route), state);
            changed.insert(id.clone(), after);
        }
    }
    Ok(routes_changed(day, PlanReason::Import, changed))
}

fn refuse_what_is_unknown(state: &State, plans: &[PlannedRoute]) -> Result<(), Refusal> {
    let network = &state.network;
    for plan in plans {
        if !network.departments.contains_key(&plan.department) {
            return Err(Refusal::NoSuchDepartment(plan.department.clone()));
        }
        if let Some(plate) = plan.vehicle.as_ref().filter(|plate| !network.vehicles.contains_key(*plate)) {
            return Err(Refusal::NoSuchVehicle(plate.clone()));
        }
        if let Some(stop) = plan.stops.iter().find(|stop| !network.retailers.contains_key(&stop.retailer)) {
            return Err(Refusal::NoSuchRetailer(stop.retailer.clone()));
        }
    }
    Ok(())
}

fn refuse_what_stands_twice(plans: &[PlannedRoute]) -> Result<(), Refusal> {
    let mut routes = BTreeSet::new();
    let mut retailers = BTreeSet::new();
    for plan in plans {
        if !routes.insert(&plan.id) {
            return Err(Refusal::RouteTwice(plan.id.clone()));
        }
        if let Some(stop) = plan.stops.iter().find(|stop| !retailers.insert(&stop.retailer)) {
            return Err(Refusal::TwiceOnTheDay(stop.retailer.clone()));
        }
    }
    Ok(())
}

/// The route as the plan wants it, with what has happened kept.
fn lay_over(
    state: &State,
    plan: &PlannedRoute,
    before: Option<&Route>,
    planned: &BTreeSet<&RetailerCode>,
    standing: &BTreeMap<&RetailerCode, &Stop>,
) -> Route {
    let mut after = as_planned(state, plan);
    for stop in &mut after.stops {
        if let Some(known) = standing.get(&stop.retailer) {
            keep_facts(stop, known);
        }
    }
    let fresh: BTreeMap<_, _> = after.stops.iter().map(|stop| (&stop.retailer, stop)).collect();
    let old = before.map_or(&[][..], |route| &route.stops);
    let (visited, left): (Vec<&Stop>, Vec<&Stop>) = old.iter().partition(|stop| stop.progress.has_happened());
    let visited = visited.into_iter().map(|stop| *fresh.get(&stop.retailer).unwrap_or(&stop));
    // A planned stop that was visited is among those just told, or was served by another route.
    let open = after.stops.iter().filter(|stop| !stop.progress.has_happened());
    let kept = left.into_iter().filter(|stop| {
        let matters = stop.remedy == Some(Remedy::Moved) || matches!(stop.progress, Progress::PutOff { .. });
        matters && !planned.contains(&stop.retailer)
    });
    after.stops = visited.chain(open).chain(kept).cloned().collect();

    if let Some(left) = before.filter(|route| route.departed.is_some()) {
        after.departed = left.departed;
        after.vehicle.clone_from(&left.vehicle);
        after.crew.clone_from(&left.crew);
        after.dock.clone_from(&left.dock);
    }
    if let Some(before) = before {
        after.pickups.clone_from(&before.pickups);
    }
    after.settle(before, state);
    after
}

/// The route as if nothing had happened yet.
fn as_planned(state: &State, plan: &PlannedRoute) -> Route {
    let vehicle = plan.vehicle.as_ref().and_then(|plate| state.network.vehicles.get(plate));
    let mut route = Route {
        id: plan.id.clone(),
        department: plan.department.clone(),
        vehicle: plan.vehicle.clone(),
        crew: plan.crew.clone().or_else(|| vehicle?.crew.clone()),
        dock: plan.dock.clone(),
        departs: plan.departs,
        departed: None,
        stops: plan.stops.iter().map(|stop| stop_as_planned(&state.settings, plan, stop)).collect(),
        pickups: Vec::new(),
        imported: Some(digest(plan)),
    };
    if plan.stops.iter().any(|stop| stop.planned.is_none()) {
        let projected = outlook::planned_arrivals(state, &route);
        for ((stop, stated), projected) in route.stops.iter_mut().zip(&plan.stops).zip(projected) {
            stop.planned = stated.planned.unwrap_or(projected);
        }
    }
    route
}

fn stop_as_planned(settings: &Settings, plan: &PlannedRoute, stop: &PlannedStop) -> Stop {
    Stop {
        retailer: stop.retailer.clone(),
        cartons: stop.cartons,
        value: stop.value,
        window: stop.window,
        promised: stop.window,
        planned: stop.planned.unwrap_or(plan.departs),
        service: stop.service.unwrap_or_else(|| usual_service(settings, stop.cartons)),
        priority: stop.priority,
        cargo: Cargo::At(plan.dock.clone()),
        progress: Progress::Waiting,
        told: None,
        cause: None,
        remedy: None,
        lock: None,
        meets: None,
        carried: None,
        inferred: false,
    }
}

fn usual_service(settings: &Settings, cartons: Cartons) -> Seconds {
    let for_cartons = u64::from(cartons.0) * u64::from(settings.service_per_ten_cartons.0) / 10;
    settings.service_per_stop + Seconds(u32::try_from(for_cartons).unwrap_or(u32::MAX))
}

/// Goods that have been loaded stay where they are; others wait at the dock the new plan names. What was
/// done about a stop is history only once it has been visited: the new plan is the new answer.
fn keep_facts(stop: &mut Stop, known: &Stop) {
    if matches!(known.cargo, Cargo::Aboard(_)) {
        stop.cargo.clone_from(&known.cargo);
    }
    stop.progress.clone_from(&known.progress);
    stop.told.clone_from(&known.told);
    stop.lock = known.lock;
    stop.cause.clone_from(&known.cause);
    if known.progress.has_happened() {
        stop.remedy = known.remedy;
    }
}

/// FNV-1a (64 bit) over everything the plan states. The order is fixed, and each text is closed by a byte
/// no text contains, so that two plans agree only where all of it agrees.
#[must_use]
pub fn digest(plan: &PlannedRoute) -> PlanDigest {
    let mut hash = Fnv::default();
    hash.text(plan.id.as_str());
    hash.text(plan.department.as_str());
    hash.text(plan.vehicle.as_ref().map_or("", |plate| plate.as_str()));
    hash.text(plan.crew.as_ref().map_or("", |crew| crew.as_str()));
    match &plan.dock {
        Dock::Centre => hash.text(""),
        Dock::Station(code) => hash.text(code.as_str()),
    }
    hash.number(plan.departs.seconds().into());
    for stop in &plan.stops {
        hash.text(stop.retailer.as_str());
        hash.number(stop.cartons.0.into());
        hash.bytes(&stop.value.0.to_le_bytes());
        hash.number(stop.window.opens().seconds().into());
        hash.number(stop.window.closes().seconds().into());
        hash.optional(stop.planned.map(TimeOfDay::seconds));
        hash.optional(stop.service.map(|span| span.0));
        // The usual priority adds nothing, so that digests from before there were priorities still hold.
        if stop.priority != Priority::default() {
            hash.number(stop.priority.weight().into());
        }
    }
    PlanDigest(hash.0)
}

struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    fn bytes(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    }

    fn text(&mut self, text: &str) {
        self.bytes(text.as_bytes());
        // 0xFF never occurs in UTF-8.
        self.bytes(&[0xff]);
    }

    fn number(&mut self, number: u64) {
        self.bytes(&number.to_le_bytes());
    }

    /// Absent is told apart from every number.
    fn optional(&mut self, number: Option<u32>) {
        self.number(number.map_or(u64::MAX, u64::from));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::Window;
    use crate::domain::units::Fen;

    fn plan() -> PlannedRoute {
        let window = Window::new(TimeOfDay::hm(8, 0), TimeOfDay::hm(9, 0)).expect("a window");
        let stop = |code: &str| PlannedStop {
            retailer: code.into(),
            cartons: Cartons(20),
            value: Fen(5),
            window,
            planned: None,
            service: None,
            priority: Priority::default(),
        };
        PlannedRoute {
            id: "R1".into(),
            department: "D1".into(),
            vehicle: Some("V1".into()),
            crew: None,
            dock: Dock::Centre,
            departs: TimeOfDay::hm(8, 0),
            stops: vec![stop("J1"), stop("J2")],
        }
    }

    #[test]
    fn whatever_a_plan_changes_changes_its_digest() {
        let changes: [fn(&mut PlannedRoute); 14] = [
            |plan| plan.department = "D2".into(),
            |plan| plan.vehicle = None,
            |plan| plan.crew = Some("C1".into()),
            |plan| plan.dock = Dock::Station("T1".into()),
            |plan| plan.departs = TimeOfDay::hm(8, 1),
            |plan| plan.stops.swap(0, 1),
            |plan| drop(plan.stops.pop()),
            |plan| plan.stops[1].cartons = Cartons(21),
            |plan| plan.stops[1].value = Fen(-5),
            |plan| plan.stops[1].window = plan.stops[1].window.shifted(1),
            |plan| plan.stops[1].planned = Some(TimeOfDay::MIDNIGHT),
            |plan| plan.stops[1].service = Some(Seconds(0)),
            |plan| plan.stops[1].retailer = "J3".into(),
            |plan| plan.stops[1].priority = Priority::new(2).expect("a priority"),
        ];
        let mut digests = BTreeSet::from([digest(&plan()).0]);
        for (at, change) in changes.iter().enumerate() {
            let mut other = plan();
            change(&mut other);
            assert!(digests.insert(digest(&other).0), "change {at} went unseen");
        }
    }

    #[test]
    fn the_digest_is_kept_in_databases_and_must_never_change() {
        assert_eq!(digest(&plan()), PlanDigest(6_558_768_785_158_556_692));
    }

    #[test]
    fn time_at_the_door_grows_with_the_cartons() {
        let settings = Settings::default();
        assert_eq!(usual_service(&settings, Cartons(25)), Seconds(150));
        assert_eq!(usual_service(&settings, Cartons(u32::MAX)), Seconds(u32::MAX));
    }
}
