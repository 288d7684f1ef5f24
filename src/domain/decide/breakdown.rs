//! A vehicle that cannot go on, and one that can again: the record, the vehicle's status, and the stops that
//! carry the incident, in one change.

use super::disturbance::put_breakdowns;
use super::{emergency, routes_changed};
use crate::domain::command::BreakdownReport;
use crate::domain::day::{Cause, Day, Dock, Progress, Route};
use crate::domain::ids::{BreakdownId, IncidentId, Plate, RouteId};
use crate::domain::incident::{Breakdown, open_breakdown};
use crate::domain::operation::{Operation, PlanReason};
use crate::domain::place::Place;
use crate::domain::refusal::Refusal;
use crate::domain::state::State;
use crate::domain::time::{ServiceDay, Timestamp};
use std::collections::BTreeMap;

pub(super) fn report(state: &State, report: BreakdownReport) -> Result<Vec<Operation>, Refusal> {
    let BreakdownReport { plate, at, place, fault, estimate } = report;
    if !state.network.vehicles.contains_key(&plate) {
        return Err(Refusal::NoSuchVehicle(plate));
    }
    if let Some(known) = open_breakdown(&state.breakdowns, &plate) {
        return Err(Refusal::AlreadyBroken { plate, incident: known.id.clone() });
    }
    let day = state.day(at.day()).map(AsRef::as_ref);
    let id = next_id(state, at.day());
    let place = place.or_else(|| last_seen(state, day?, &plate));
    let breakdown =
        Breakdown { id: id.clone(), plate: plate.clone(), at, place, fault, estimate, repaired: None };
    let mut operations = put_breakdowns(state, vec![breakdown.clone()])?;
    let carrying = day.map(|day| (day, carrying(day, &plate, &id)));
    let routes: Vec<RouteId> = carrying.iter().flat_map(|(_, routes)| routes.keys().cloned()).collect();
    if let Some((day, changed)) = carrying {
        operations.extend(routes_changed(day, PlanReason::Disruption, changed));
    }
    operations.extend(emergency::of_breakdown(state, &breakdown, &routes));
    Ok(operations)
}

pub(super) fn repaired(state: &State, plate: Plate, at: Timestamp) -> Result<Vec<Operation>, Refusal> {
    if !state.network.vehicles.contains_key(&plate) {
        return Err(Refusal::NoSuchVehicle(plate));
    }
    let Some(open) = open_breakdown(&state.breakdowns, &plate) else {
        return Err(Refusal::NotBroken(plate));
    };
    if at < open.at {
        return Err(Refusal::RepairedBeforeItBroke { plate, broke: open.at, repaired: at });
    }
    let id = IncidentId::new(open.id.as_str());
    let mut operations = put_breakdowns(state, vec![Breakdown { repaired: Some(at), ..open.clone() }])?;
    operations.extend(emergency::of_repair(state, &id, at));
    Ok(operations)
}

/// `B261123-2`: short enough to read out on the telephone. One above the highest of the day.
fn next_id(state: &State, day: ServiceDay) -> BreakdownId {
    let begins = format!("B{}-", day.0.format("%y%m%d"));
    let number = |id: &BreakdownId| id.as_str().strip_prefix(&begins)?.parse::<u32>().ok();
    let highest = state.breakdowns.keys().filter_map(number).max().unwrap_or(0);
    BreakdownId::new(format!("{begins}{}", highest.saturating_add(1)))
}

/// The routes of the vehicle, with every stop still to be served carrying the incident.
fn carrying(day: &Day, plate: &Plate, id: &BreakdownId) -> BTreeMap<RouteId, Route> {
    let mut changed = BTreeMap::new();
    for route in day.routes.values().filter(|route| route.vehicle.as_ref() == Some(plate)) {
        let mut after = Route::clone(route);
        for stop in after.stops.iter_mut().filter(|stop| stop.progress == Progress::Waiting) {
            stop.cause = Some(Cause::Breakdown(Some(id.clone())));
        }
        changed.insert(route.id.clone(), after);
    }
    changed
}

/// The shop it was at last, whichever of its rounds that was on; the dock where it was at none.
fn last_seen(state: &State, day: &Day, plate: &Plate) -> Option<Place> {
    let rounds = || day.routes.values().filter(|route| route.vehicle.as_ref() == Some(plate));
    let visits = rounds().flat_map(|route| &route.stops).filter_map(|stop| {
        let place = state.network.retailer(&stop.retailer)?.place;
        Some((stop.progress.arrival()?, place))
    });
    let last = visits.max_by_key(|(at, _)| *at).map(|(_, place)| place);
    last.or_else(|| match &rounds().min_by_key(|route| route.departs)?.dock {
        Dock::Centre => Some(state.network.centre_spot()?.place),
        Dock::Station(code) => Some(state.network.station_spot(code)?.place),
    })
}
