//! Holds put and released by people, and what is decided for the routes under them.

use super::{find_route, if_any, routes_changed};
use crate::domain::alert::AreaFault;
use crate::domain::backlog::{Later, backlog};
use crate::domain::command::Batch;
use crate::domain::day::{Cause, Day, Progress, Remedy, Route, Stop};
use crate::domain::ids::{HoldId, RetailerCode, RouteId};
use crate::domain::operation::{Change, Operation, PlanReason};
use crate::domain::place::Area;
use crate::domain::refusal::Refusal;
use crate::domain::ring;
use crate::domain::state::State;
use crate::domain::time::{ServiceDay, Timestamp};
use crate::domain::weather::{Course, Decision, Hold};
use smol_str::SmolStr;
use std::collections::{BTreeMap, BTreeSet};

/// A hold as a person draws it, new or changed.
pub(super) fn put(state: &State, hold: Hold) -> Result<Vec<Operation>, Refusal> {
    if hold.until <= hold.from {
        return Err(Refusal::HoldEndsFirst { from: hold.from, until: hold.until });
    }
    let names_something = |area: &Area| match area {
        Area::Districts(codes) => !codes.is_empty(),
        Area::Routes(routes) => !routes.is_empty(),
        Area::Polygon(_) | Area::Circle { .. } => true,
    };
    if hold.areas.is_empty() || !hold.areas.iter().all(names_something) {
        return Err(Refusal::HoldWithoutArea);
    }
    let faulty = |area: &Area| -> Option<AreaFault> { ring::fault_of(area) };
    if let Some(fault) = hold.areas.iter().find_map(faulty) {
        return Err(Refusal::FaultyArea(fault));
    }
    Ok(changed(state, hold))
}

pub(super) fn confirm(state: &State, id: &HoldId) -> Result<Vec<Operation>, Refusal> {
    Ok(changed(state, Hold { confirmed: true, ..find(state, id)?.clone() }))
}

pub(super) fn release(state: &State, id: &HoldId, at: Timestamp) -> Result<Vec<Operation>, Refusal> {
    let hold = find(state, id)?;
    if hold.ends() <= at {
        return Err(Refusal::HoldIsOver { hold: id.clone(), ended: hold.ends() });
    }
    Ok(changed(state, Hold { released: Some(at), ..hold.clone() }))
}

/// What a decision is about, and whose it is.
#[derive(Clone, Copy)]
pub(super) struct Deciding<'a> {
    pub day: &'a Day,
    pub hold: &'a HoldId,
    pub by: &'a SmolStr,
    pub now: Timestamp,
}

/// Routes that have nothing left to deliver are passed over. What an earlier decision under the same hold has put
/// off comes back first.
pub(super) fn decide(
    state: &State,
    deciding: Deciding<'_>,
    routes: &[RouteId],
    course: Course,
) -> Result<Vec<Operation>, Refusal> {
    let Deciding { day, hold: id, by, now } = deciding;
    let mut hold = find(state, id)?.clone();
    let taken_up = taken_up_elsewhere(state, day.date);
    let mut later = Later::of(state, day.date);
    let mut changed_routes = BTreeMap::new();
    let mut decided = 0;
    for route_id in routes {
        let mut route = Route::clone(find_route(day, route_id)?);
        bring_back(&mut route, id, &taken_up);
        if !route.stops.iter().any(|stop| stop.progress == Progress::Waiting) {
            continue;
        }
        let has_left = route.departed.is_some() || route.first_open() > 0;
        let course = match course {
            Course::Suspend if has_left => Course::Recall,
            Course::Recall if !has_left => Course::Suspend,
            other => other,
        };
        let stays_behind = |stop: &Stop| match course {
            Course::Go | Course::Delay => false,
            Course::Suspend | Course::Recall => true,
            Course::Part => covers(state, &hold, stop, route_id),
        };
        for stop in route.stops.iter_mut().filter(|stop| stop.progress == Progress::Waiting) {
            if stays_behind(stop) {
                put_off(state, stop, id, &mut later);
            }
        }
        hold.decided.insert((day.date, route_id.clone()), Decision { course, by: by.clone(), at: now });
        decided += 1;
        changed_routes.insert(route_id.clone(), route);
    }
    if decided == 0 {
        return Err(routes.first().map_or(Refusal::NothingNamed, |id| Refusal::NothingLeft(id.clone())));
    }
    let mut operations = changed(state, hold);
    operations.extend(routes_changed(day, PlanReason::Weather, changed_routes));
    Ok(operations)
}

/// Routes go after all, each batch at its time. What was put off for the hold comes back, unless another day
/// has taken it up.
pub(super) fn release_routes(
    state: &State,
    deciding: Deciding<'_>,
    batches: &[Batch],
) -> Result<Vec<Operation>, Refusal> {
    let Deciding { day, hold: id, by, now } = deciding;
    let mut hold = find(state, id)?.clone();
    let taken_up = taken_up_elsewhere(state, day.date);
    let mut changed_routes = BTreeMap::new();
    for batch in batches {
        for route_id in &batch.routes {
            let mut route = Route::clone(find_route(day, route_id)?);
            bring_back(&mut route, id, &taken_up);
            if route.departed.is_none() && route.first_open() == 0 {
                route.departs = batch.departs;
            }
            let decision = Decision { course: Course::Go, by: by.clone(), at: now };
            hold.decided.insert((day.date, route_id.clone()), decision);
            changed_routes.insert(route_id.clone(), route);
        }
    }
    if changed_routes.is_empty() {
        return Err(Refusal::NothingNamed);
    }
    let mut operations = changed(state, hold);
    operations.extend(routes_changed(day, PlanReason::Weather, changed_routes));
    Ok(operations)
}

fn find<'a>(state: &'a State, id: &HoldId) -> Result<&'a Hold, Refusal> {
    state.holds.get(id).ok_or_else(|| Refusal::NoSuchHold(id.clone()))
}

fn changed(state: &State, after: Hold) -> Vec<Operation> {
    let before = state.holds.get(&after.id);
    let changes = match before {
        Some(before) if *before == after => Vec::new(),
        before => vec![Change { before: before.cloned(), after: Some(after) }],
    };
    if_any(changes, Operation::HoldsChanged)
}

fn covers(state: &State, hold: &Hold, stop: &Stop, route: &RouteId) -> bool {
    let Some(retailer) = state.network.retailer(&stop.retailer) else { return false };
    hold.covers(retailer, stop.meets.unwrap_or(retailer.place), route)
}

fn put_off(state: &State, stop: &mut Stop, hold: &HoldId, later: &mut Later) {
    let to = later.take_for(state, &stop.retailer, stop.cartons);
    stop.progress = Progress::PutOff { to };
    stop.remedy = Some(Remedy::PutOff);
    stop.cause = Some(Cause::Weather(Some(hold.clone())));
    stop.lock = None;
}

/// Stops of `day` that stand on another day by now: they are not brought back, or they would be delivered twice.
fn taken_up_elsewhere(state: &State, day: ServiceDay) -> BTreeSet<RetailerCode> {
    let of_this_day = backlog(state).into_iter().filter(|owed| owed.from == day && owed.planned.is_some());
    of_this_day.map(|owed| owed.retailer).collect()
}

fn bring_back(route: &mut Route, hold: &HoldId, taken_up: &BTreeSet<RetailerCode>) {
    let under_it = Some(Cause::Weather(Some(hold.clone())));
    for stop in &mut route.stops {
        let put_off = matches!(stop.progress, Progress::PutOff { .. }) && stop.cause == under_it;
        if put_off && !taken_up.contains(&stop.retailer) {
            stop.progress = Progress::Waiting;
            (stop.remedy, stop.cause) = (None, None);
        }
    }
}
