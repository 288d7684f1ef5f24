//! Changes a dispatcher makes to a day under way: another vehicle, another route, another window. What has
//! happened is never touched, and goods stay where they are: a plan cannot carry them over. Those on a broken
//! vehicle are fetched there, by a call that comes with the change.

use super::{find_route, routes_changed, unchanged_since};
use crate::domain::command::{Shift, ShiftTarget};
use crate::domain::day::{Cargo, Day, Progress, Remedy, Route};
use crate::domain::ids::{Plate, RetailerCode, Revision, RouteId};
use crate::domain::network::VehicleStatus;
use crate::domain::operation::{Operation, PlanReason};
use crate::domain::refusal::Refusal;
use crate::domain::state::State;
use crate::domain::time::ServiceDay;
use std::collections::{BTreeMap, BTreeSet};

/// The new vehicle's crew comes along; one that has none is driven by the route's. Goods aboard the old vehicle stay there, and the rules say so.
pub(super) fn reassign(
    state: &State,
    day: &Day,
    id: &RouteId,
    to: &Plate,
    base: Revision,
) -> Result<Vec<Operation>, Refusal> {
    let route = find_route(day, id)?;
    let vehicle = state.network.vehicles.get(to).ok_or_else(|| Refusal::NoSuchVehicle(to.clone()))?;
    unchanged_since(day, id, base)?;
    if route.vehicle.as_ref() == Some(to) {
        return Ok(Vec::new());
    }
    if vehicle.status != VehicleStatus::Available {
        return Err(Refusal::VehicleCannotDrive { plate: to.clone(), status: vehicle.status });
    }
    if !route.stops.iter().any(|stop| stop.progress.awaits_delivery()) {
        return Err(Refusal::NothingLeft(id.clone()));
    }
    let mut after = Route::clone(route);
    after.vehicle = Some(to.clone());
    if vehicle.crew.is_some() {
        after.crew.clone_from(&vehicle.crew);
    }
    // Whoever drove a route that left without a vehicle on record had its goods aboard.
    let now_known = route.departed.is_some() && route.vehicle.is_none();
    for stop in after.stops.iter_mut().filter(|stop| stop.progress.awaits_delivery()) {
        if now_known && stop.cargo == Cargo::At(after.dock.clone()) {
            stop.cargo = Cargo::Aboard(to.clone());
        }
        if stop.progress == Progress::Waiting {
            stop.remedy = Some(Remedy::Reassigned);
        }
    }
    after.settle(Some(route), state);
    Ok(routes_changed(day, PlanReason::Reassign, BTreeMap::from([(id.clone(), after)])))
}

/// `at` counts the target's stops as they stand before the move.
pub(super) fn move_stops(
    state: &State,
    day: &Day,
    retailers: &[RetailerCode],
    to: &RouteId,
    at: Option<usize>,
    base: Revision,
) -> Result<Vec<Operation>, Refusal> {
    let target = find_route(day, to)?;
    let order = places_of(day, retailers)?;
    unchanged_since(day, to, base)?;
    for (retailer, route, position) in &order {
        unchanged_since(day, &route.id, base)?;
        refuse_unless_waiting(day, retailer, &route.stops[*position].progress)?;
    }
    let first_open = target.first_open();
    let at = at.unwrap_or(target.stops.len()).min(target.stops.len());
    if at < first_open {
        return Err(Refusal::PositionPassed { route: to.clone(), at, first_open });
    }

    let leaving: BTreeSet<&RetailerCode> = order.iter().map(|(moving, ..)| *moving).collect();
    let leaves = |code: &RetailerCode| leaving.contains(code);
    let mut changed: BTreeMap<RouteId, Route> = BTreeMap::new();
    for id in order.iter().map(|(_, route, _)| &route.id).chain([to]) {
        if !changed.contains_key(id) {
            let mut route = Route::clone(find_route(day, id)?);
            route.stops.retain(|stop| !leaves(&stop.retailer));
            changed.insert(id.clone(), route);
        }
    }
    let staying_before = target.stops[..at].iter().filter(|stop| !leaves(&stop.retailer)).count();
    let moved = order.iter().map(|(_, route, position)| route.stops[*position].clone());
    if let Some(after) = changed.get_mut(to) {
        after.stops.splice(staying_before..staying_before, moved);
        let order_is_new =
            target.stops.iter().map(|s| &s.retailer).ne(after.stops.iter().map(|s| &s.retailer));
        for stop in after.stops.iter_mut().filter(|stop| order_is_new && leaves(&stop.retailer)) {
            stop.remedy = Some(Remedy::Moved);
        }
    }
    for (id, after) in &mut changed {
        after.settle(day.routes.get(id).map(AsRef::as_ref), state);
    }
    Ok(routes_changed(day, PlanReason::Move, changed))
}

/// What is put off keeps its place on its route, so that it can be brought back.
pub(super) fn put_off(
    state: &State,
    day: &Day,
    retailers: &[RetailerCode],
    to: Option<ServiceDay>,
    base: Revision,
) -> Result<Vec<Operation>, Refusal> {
    if let Some(to) = to.filter(|to| *to <= day.date) {
        return Err(Refusal::NotALaterDay { day: day.date, to });
    }
    let mut changed: BTreeMap<RouteId, Route> = BTreeMap::new();
    for (retailer, route, position) in places_of(day, retailers)? {
        unchanged_since(day, &route.id, base)?;
        if route.stops[position].progress.has_happened() {
            return Err(Refusal::AlreadyVisited(retailer.clone()));
        }
        let after = changed.entry(route.id.clone()).or_insert_with(|| Route::clone(route));
        let stop = &mut after.stops[position];
        (stop.progress, stop.remedy) = match to {
            Some(to) => (Progress::PutOff { to }, Some(Remedy::PutOff)),
            None => (Progress::Waiting, stop.remedy.filter(|remedy| *remedy != Remedy::PutOff)),
        };
    }
    for (id, after) in &mut changed {
        after.settle(day.routes.get(id).map(AsRef::as_ref), state);
    }
    Ok(routes_changed(day, PlanReason::PutOff, changed))
}

type Standing<'a> = (&'a RetailerCode, &'a Route, usize);

/// Where each named retailer stands, in the order named; one named twice counts once.
fn places_of<'a>(day: &'a Day, retailers: &'a [RetailerCode]) -> Result<Vec<Standing<'a>>, Refusal> {
    if retailers.is_empty() {
        return Err(Refusal::NothingNamed);
    }
    let wanted: BTreeSet<&RetailerCode> = retailers.iter().collect();
    let mut places: BTreeMap<&RetailerCode, (&Route, usize)> = BTreeMap::new();
    for route in day.routes.values() {
        let stops = route.stops.iter().enumerate();
        let found = stops.filter(|(_, stop)| wanted.contains(&stop.retailer));
        places.extend(found.map(|(position, stop)| (&stop.retailer, (route.as_ref(), position))));
    }
    let mut order = Vec::with_capacity(wanted.len());
    let mut listed = BTreeSet::new();
    for retailer in retailers.iter().filter(|retailer| listed.insert(*retailer)) {
        let Some(&(route, position)) = places.get(retailer) else {
            return Err(Refusal::NotOnTheDay { day: day.date, retailer: retailer.clone() });
        };
        order.push((retailer, route, position));
    }
    Ok(order)
}

fn refuse_unless_waiting(day: &Day, retailer: &RetailerCode, progress: &Progress) -> Result<(), Refusal> {
    match progress {
        Progress::Waiting => Ok(()),
        Progress::PutOff { .. } => Err(Refusal::NotOnTheDay { day: day.date, retailer: retailer.clone() }),
        _ => Err(Refusal::AlreadyVisited(retailer.clone())),
    }
}

/// Stops that have been visited or put off are passed over; it is refused only where none is left.
pub(super) fn shift_windows(
    state: &State,
    day: &Day,
    target: &ShiftTarget,
    shift: Shift,
    base: Revision,
) -> Result<Vec<Operation>, Refusal> {
    let named = stops_of(state, day, target)?;
    let mut changed: BTreeMap<RouteId, Route> = BTreeMap::new();
    let mut any_left = false;
    for (id, retailers) in &named {
        let route = find_route(day, id)?;
        let mut after = Route::clone(route);
        for stop in after.stops.iter_mut().filter(|stop| stop.progress == Progress::Waiting) {
            if retailers.as_ref().is_none_or(|retailers| retailers.contains(&stop.retailer)) {
                any_left = true;
                let window = match shift {
                    Shift::By(minutes) => stop.window.moved(minutes),
                    Shift::To(window) => Some(window),
                };
                let Some(window) = window.filter(|window| window.is_of_the_day()) else {
                    let (retailer, window) = (stop.retailer.clone(), stop.window);
                    return Err(Refusal::WindowLeavesTheDay { day: day.date, retailer, window });
                };
                if window != stop.window {
                    stop.window = window;
                    stop.remedy = Some(Remedy::WindowShifted);
                }
            }
        }
        if after != **route {
            unchanged_since(day, id, base)?;
        }
        changed.insert(id.clone(), after);
    }
    if !any_left {
        return Err(nothing_left(day, target, &named));
    }
    Ok(routes_changed(day, PlanReason::Shift, changed))
}

/// The stops meant, by route; `None` is all of a route's.
type Named = BTreeMap<RouteId, Option<BTreeSet<RetailerCode>>>;

fn stops_of(state: &State, day: &Day, target: &ShiftTarget) -> Result<Named, Refusal> {
    let mut named = Named::new();
    match target {
        ShiftTarget::Routes(routes) => {
            for id in routes {
                named.insert(find_route(day, id)?.id.clone(), None);
            }
        }
        ShiftTarget::Retailers(retailers) => {
            for (retailer, route, _) in places_of(day, retailers)? {
                let stops = named.entry(route.id.clone()).or_insert_with(|| Some(BTreeSet::new()));
                stops.get_or_insert_default().insert(retailer.clone());
            }
        }
        ShiftTarget::Department(code) => {
            if !state.network.departments.contains_key(code) {
                return Err(Refusal::NoSuchDepartment(code.clone()));
            }
            let routes = day.routes.values().filter(|route| route.department == *code);
            named.extend(routes.map(|route| (route.id.clone(), None)));
        }
    }
    if named.is_empty() { Err(Refusal::NothingNamed) } else { Ok(named) }
}

fn nothing_left(day: &Day, target: &ShiftTarget, named: &Named) -> Refusal {
    if let ShiftTarget::Retailers(retailers) = target {
        let refused = retailers.iter().find_map(|retailer| {
            let (route, position) = day.find(retailer)?;
            refuse_unless_waiting(day, retailer, &route.stops[position].progress).err()
        });
        if let Some(refusal) = refused {
            return refusal;
        }
    }
    named.keys().next().map_or(Refusal::NothingNamed, |id| Refusal::NothingLeft(id.clone()))
}
