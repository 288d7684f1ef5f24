//! A recovery plan carried out, what such plans must leave alone, and goods fetched on the way. A plan may
//! come from anywhere, so that it is looked at as if from a stranger: it must serve the same stops, leave what
//! has happened as it is, and break no hard rule.

use super::{find_route, routes_changed, unchanged_since};
use crate::domain::backlog::{Owed, carried_over, due_on};
use crate::domain::command::LockKind;
use crate::domain::consequences;
use crate::domain::day::{Cargo, Day, Lock, Progress, Route, Stop};
use crate::domain::ids::{RetailerCode, Revision, RouteId};
use crate::domain::operation::{Operation, PlanReason};
use crate::domain::outlook;
use crate::domain::proposal::hard_breaches;
use crate::domain::refusal::Refusal;
use crate::domain::state::State;
use crate::domain::time::{TimeOfDay, Timestamp};
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn apply(
    state: &State,
    day: &Day,
    routes: Vec<Route>,
    base: Revision,
    now: Timestamp,
) -> Result<Vec<Operation>, Refusal> {
    for route in &routes {
        unchanged_since(day, &route.id, base)?;
    }
    same_stops(state, day, &routes)?;
    for route in &routes {
        if let Some(plate) = route.vehicle.as_ref().filter(|p| !state.network.vehicles.contains_key(*p)) {
            return Err(Refusal::NoSuchVehicle(plate.clone()));
        }
        keeps_what_happened(day, route)?;
    }
    let changed = routes.into_iter().map(|route| (route.id.clone(), route)).collect();
    let operations = routes_changed(day, PlanReason::Recovery, changed);
    let mut after = state.clone();
    for operation in &operations {
        after.apply(Revision(u64::MAX), operation);
    }
    let found = consequences::between(state, &after, day.date, now);
    match hard_breaches(state, &after, day.date, now, &found).into_iter().next() {
        Some(breach) => Err(Refusal::BreaksRule(Box::new(breach))),
        None => Ok(operations),
    }
}

/// A plan takes stops from route to route; it neither loses one nor makes one up, and changes nothing else
/// about it than who serves it, where and in which window, why, and whether today. What is owed of days before it
/// may take up.
fn same_stops(state: &State, day: &Day, routes: &[Route]) -> Result<(), Refusal> {
    let mut ids = BTreeSet::new();
    if let Some(twice) = routes.iter().find(|route| !ids.insert(&route.id)) {
        return Err(Refusal::RouteTwice(twice.id.clone()));
    }
    let mut open: BTreeMap<&RetailerCode, &Stop> = BTreeMap::new();
    for stop in ids.iter().filter_map(|id| day.routes.get(*id)).flat_map(|route| &route.stops) {
        open.insert(&stop.retailer, stop);
    }
    let mut owed: BTreeMap<RetailerCode, Stop> = owed_on(state, day);
    for stop in routes.iter().flat_map(|route| &route.stops) {
        let taken_up;
        let before = if let Some(before) = open.remove(&stop.retailer) {
            before
        } else {
            taken_up = owed.remove(&stop.retailer);
            taken_up.as_ref().ok_or_else(|| Refusal::NotOfThePlan(stop.retailer.clone()))?
        };
        let waits = before.progress == Progress::Waiting;
        let same = Stop {
            progress: before.progress.clone(),
            cause: before.cause.clone(),
            remedy: before.remedy,
            // Where nothing has happened, the retailer can be told another time and another place.
            window: if waits { before.window } else { stop.window },
            meets: if waits { before.meets } else { stop.meets },
            ..stop.clone()
        };
        let fate =
            before.progress == stop.progress || (waits && matches!(stop.progress, Progress::PutOff { .. }));
        let window = stop.window == before.window || stop.window.is_of_the_day();
        if same != *before || !fate || !window {
            return Err(Refusal::NotOfThePlan(stop.retailer.clone()));
        }
    }
    match open.keys().next() {
        Some(lost) => Err(Refusal::NotOfThePlan((*lost).clone())),
        None => Ok(()),
    }
}

/// What is owed of days before, as it would stand on `day`; retailers that stand on it already are not there.
fn owed_on(state: &State, day: &Day) -> BTreeMap<RetailerCode, Stop> {
    let stop = |owed: Owed| {
        let (route, at) = state.day(owed.from)?.find(&owed.retailer)?;
        let free = day.find(&owed.retailer).is_none();
        free.then(|| (owed.retailer.clone(), carried_over(&route.stops[at], owed.from)))
    };
    due_on(state, day.date).into_iter().filter_map(stop).collect()
}

/// Stops up to the last one something is recorded for stay, in their order; so do vehicle and departure of a
/// route that has left.
fn keeps_what_happened(day: &Day, after: &Route) -> Result<(), Refusal> {
    let Some(before) = day.routes.get(&after.id) else {
        let happened = after.stops.iter().find(|stop| stop.progress.has_happened());
        return happened.map_or(Ok(()), |stop| Err(Refusal::AlreadyVisited(stop.retailer.clone())));
    };
    let open = before.first_open();
    for (at, stop) in before.stops[..open].iter().enumerate() {
        if stop.progress.has_happened() && after.stops.get(at).is_none_or(|s| s.retailer != stop.retailer) {
            return Err(Refusal::AlreadyVisited(stop.retailer.clone()));
        }
    }
    let same_round = after.departed == before.departed
        && after.dock == before.dock
        && (before.departed.is_none() || after.vehicle == before.vehicle);
    if same_round { Ok(()) } else { Err(Refusal::RouteUnderWay(after.id.clone())) }
}

pub(super) fn lock(
    state: &State,
    day: &Day,
    stops: &[RetailerCode],
    kind: Option<LockKind>,
    now: Timestamp,
) -> Result<Vec<Operation>, Refusal> {
    if stops.is_empty() {
        return Err(Refusal::NothingNamed);
    }
    let expected = outlook::project(state, day, now);
    let mut changed: BTreeMap<RouteId, Route> = BTreeMap::new();
    for retailer in stops {
        let Some((route, at)) = day.find(retailer) else {
            return Err(Refusal::NotOnTheDay { day: day.date, retailer: retailer.clone() });
        };
        if route.stops[at].progress.has_happened() {
            return Err(Refusal::AlreadyVisited(retailer.clone()));
        }
        let starts = expected.routes.get(&route.id).map(|outlook| outlook.stops[at].starts);
        let after = changed.entry(route.id.clone()).or_insert_with(|| Route::clone(route));
        after.stops[at].lock = kind.map(|kind| match kind {
            LockKind::Vehicle => Lock::Vehicle,
            LockKind::Position => Lock::Position,
            LockKind::Time => Lock::Time(starts.unwrap_or(route.stops[at].planned)),
        });
    }
    Ok(routes_changed(day, PlanReason::Lock, changed))
}

/// The first call for those goods still to be made is made.
pub(super) fn loaded(
    day: &Day,
    id: &RouteId,
    from: &Cargo,
    at: TimeOfDay,
) -> Result<Vec<Operation>, Refusal> {
    let route = find_route(day, id)?;
    let pending = |nth: &usize| route.pickups[*nth].from == *from && !route.loads_at(*nth).is_empty();
    let Some(nth) = (0..route.pickups.len()).find(pending) else {
        return Err(Refusal::NothingToLoad(id.clone()));
    };
    let Some(plate) = route.vehicle.clone() else { return Err(Refusal::NothingToLoad(id.clone())) };
    let mut after = Route::clone(route);
    after.pickups[nth].loaded = Some(at);
    for position in route.loads_at(nth) {
        after.stops[position].cargo = Cargo::Aboard(plate.clone());
    }
    // Whoever has fetched goods on the way has left the dock.
    after.departed = after.departed.or(Some(after.departs.min(at)));
    Ok(routes_changed(day, PlanReason::Loading, BTreeMap::from([(id.clone(), after)])))
}
