//! What a change of routes, or of breakdowns, did.

use super::Deed;
use crate::domain::day::{Progress, Route, Stop};
use crate::domain::fleet::stay::Stay;
use crate::domain::incident::Breakdown;
use crate::domain::operation::{Change, PlanReason};
use std::sync::Arc;

pub(super) fn of_routes(reason: PlanReason, routes: &[Change<Arc<Route>>]) -> Deed {
    match reason {
        PlanReason::Import => {
            // Taken back, a route that was planned is gone; it is told by what it was.
            let stops = routes.iter().filter_map(Change::either).map(|route| route.stops.len()).sum();
            Deed::Planned { days: 1, routes: routes.len(), stops }
        }
        PlanReason::Reassign => match routes {
            [change] => {
                let vehicle = |route: &Option<Arc<Route>>| route.as_ref().and_then(|r| r.vehicle.clone());
                let Some(route) = change.either().map(|route| route.id.clone()) else {
                    return Deed::Several { operations: 1 };
                };
                Deed::Reassigned { route, from: vehicle(&change.before), to: vehicle(&change.after) }
            }
            _ => Deed::Several { operations: routes.len() },
        },
        PlanReason::Move => moved(routes),
        PlanReason::Disruption => Deed::Recovered { stops: 0, put_off: 0, routes: routes.len() },
        PlanReason::Recovery => recovered(routes),
        PlanReason::PutOff => {
            let to = |stop: &Stop| match stop.progress {
                Progress::PutOff { to } => Some(to),
                _ => None,
            };
            let after = routes.iter().filter_map(|change| change.after.as_ref()).flat_map(|r| &r.stops);
            let before = routes.iter().filter_map(|change| change.before.as_ref()).flat_map(|r| &r.stops);
            let pairs = before.zip(after).filter(|(old, new)| to(old) != to(new));
            let days: Vec<_> = pairs.map(|(_, new)| to(new)).collect();
            Deed::PutOff { stops: days.len(), to: days.first().copied().flatten() }
        }
        PlanReason::Weather => {
            let put_off = |route: &Option<Arc<Route>>| {
                let stops = route.iter().flat_map(|route| &route.stops);
                let count = stops.filter(|stop| matches!(stop.progress, Progress::PutOff { .. })).count();
                i64::try_from(count).unwrap_or(i64::MAX)
            };
            let more = routes.iter().map(|change| put_off(&change.after) - put_off(&change.before)).sum();
            Deed::Weather { routes: routes.len(), put_off: more }
        }
        PlanReason::Lock => Deed::Locked { stops: differing(routes, |old, new| old.lock != new.lock) },
        PlanReason::Loading => {
            let route = routes.first().and_then(Change::either).map(|route| route.id.clone());
            let stops = differing(routes, |old, new| old.cargo != new.cargo);
            route.map_or(Deed::Several { operations: 1 }, |route| Deed::Loaded { route, stops })
        }
        PlanReason::Replenishment => {
            let route = routes.first().and_then(Change::either).map(|route| route.id.clone());
            route.map_or(Deed::Several { operations: 1 }, |route| Deed::Replenished { route })
        }
        PlanReason::Shift => {
            let stops = differing(routes, |old, new| old.window != new.window);
            Deed::Shifted { stops, routes: routes.len() }
        }
    }
}

/// One breakdown by its plate, several by their number.
pub(super) fn of_stays(changes: &[Change<Stay>]) -> Deed {
    let [change] = changes else { return Deed::Stays { count: changes.len() } };
    let is_open = |stay: &Option<Stay>| stay.as_ref().is_some_and(|stay| stay.back.is_none());
    match change.either().map(|stay| stay.plate.clone()) {
        None => Deed::Stays { count: 1 },
        Some(plate) if is_open(&change.after) => Deed::SentToWorkshop { plate },
        Some(plate) => Deed::BackFromWorkshop { plate },
    }
}

pub(super) fn of_breakdowns(changes: &[Change<Breakdown>]) -> Deed {
    let [change] = changes else { return Deed::Breakdowns { count: changes.len() } };
    // Done or taken back, a report has one side and a repair has two.
    match (&change.before, &change.after) {
        (None, Some(one)) | (Some(one), None) => Deed::BrokeDown { plate: one.plate.clone() },
        (Some(before), Some(after)) if before.repaired != after.repaired => {
            Deed::Repaired { plate: after.plate.clone() }
        }
        _ => Deed::Breakdowns { count: 1 },
    }
}

/// Stops that stand where they stood and differ in something.
fn differing(routes: &[Change<Arc<Route>>], differs: impl Fn(&Stop, &Stop) -> bool) -> usize {
    let in_route = |change: &Change<Arc<Route>>| {
        let (Some(before), Some(after)) = (&change.before, &change.after) else { return 0 };
        before.stops.iter().zip(&after.stops).filter(|(old, new)| differs(old, new)).count()
    };
    routes.iter().map(in_route).sum()
}

fn recovered(routes: &[Change<Arc<Route>>]) -> Deed {
    let put_off = |route: &Option<Arc<Route>>| {
        let stops = route.iter().flat_map(|route| &route.stops);
        stops.filter(|stop| matches!(stop.progress, Progress::PutOff { .. })).count()
    };
    let (before, after): (usize, usize) = routes
        .iter()
        .map(|c| (put_off(&c.before), put_off(&c.after)))
        .fold((0, 0), |a, b| (a.0 + b.0, a.1 + b.1));
    let stops = match moved(routes) {
        Deed::Moved { stops, .. } => stops,
        _ => 0,
    };
    Deed::Recovered { stops, put_off: after.saturating_sub(before), routes: routes.len() }
}

/// Stops that came to another route; where none did, those whose place in the order changed.
fn moved(routes: &[Change<Arc<Route>>]) -> Deed {
    let mut stops = 0;
    let mut target = None;
    for change in routes {
        let Some(after) = &change.after else { continue };
        let was_here = |stop: &Stop| {
            change.before.as_ref().is_some_and(|before| before.position(&stop.retailer).is_some())
        };
        let came = after.stops.iter().filter(|stop| !was_here(stop)).count();
        if came > 0 {
            stops += came;
            target = Some(after.id.clone());
        }
    }
    if stops == 0
        && let [Change { before: Some(before), after: Some(after) }] = routes
    {
        let pairs = before.stops.iter().zip(&after.stops);
        stops = pairs.filter(|(old, new)| old.retailer != new.retailer).count();
        target = Some(after.id.clone());
    }
    Deed::Moved { stops, to: target }
}
