//! What a plan changes, route by route, told once when the plan is chosen: a frame then only draws rows.

use crate::domain::day::{Cargo, Progress, Route};
use crate::domain::ids::{Plate, RetailerCode, RouteId};
use crate::domain::outlook::RouteOutlook;
use crate::domain::proposal::{Proposal, Scope, Transfer};
use crate::domain::time::{ServiceDay, TimeOfDay};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    Route(Heading),
    Transfer(Transfer),
    Stop(StopChange),
}

/// A route the plan changes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    pub route: RouteId,
    pub vehicle: Option<Plate>,
    /// The vehicle it has now, where that is another.
    pub was: Option<Plate>,
    /// It is not there yet.
    pub is_new: bool,
    pub takes: usize,
    pub gives: usize,
    pub returns: TimeOfDay,
}

/// A stop that is not left as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StopChange {
    pub retailer: RetailerCode,
    /// The route that would serve it, or that it would be put off on.
    pub route: RouteId,
    /// From one, as people count.
    pub place: usize,
    /// The route it is on now, where that is another.
    pub from: Option<RouteId>,
    pub fate: Fate,
    pub before: Option<TimeOfDay>,
    pub after: TimeOfDay,
    pub late_minutes: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Another vehicle serves it.
    OtherVehicle,
    /// The same one, at another time.
    SameVehicle,
    PutOff(ServiceDay),
}

/// Everything `plan` changes: each route with its transfers and stops, those that take most first.
#[must_use]
pub fn changes(plan: &Proposal, scope: &Scope, now: &BTreeMap<RouteId, Arc<RouteOutlook>>) -> Vec<Row> {
    let Some(day) = scope.state().day(plan.day) else { return Vec::new() };
    let mut was: BTreeMap<&RetailerCode, (&Route, usize)> = BTreeMap::new();
    for route in plan.routes.iter().filter_map(|route| day.routes.get(&route.id)) {
        let stops = route.stops.iter().enumerate();
        was.extend(stops.map(|(at, stop)| (&stop.retailer, (route.as_ref(), at))));
    }
    let arrival = |route: &RouteId, at: usize| now.get(route)?.stops.get(at).map(|stop| stop.arrives);
    let mut blocks = Vec::new();
    for route in &plan.routes {
        let Some(outlook) = plan.outlooks.get(&route.id) else { continue };
        let before = day.routes.get(&route.id);
        let mut rows = Vec::new();
        let mut takes = 0;
        for (at, (stop, expected)) in route.stops.iter().zip(&outlook.stops).enumerate() {
            let Some((old, old_at)) = was.get(&stop.retailer).copied() else { continue };
            let then = arrival(&old.id, old_at);
            let fate = match stop.progress {
                Progress::PutOff { to } if old.stops[old_at].progress == Progress::Waiting => {
                    Fate::PutOff(to)
                }
                Progress::Waiting | Progress::Arrived { .. } if old.vehicle != route.vehicle => {
                    Fate::OtherVehicle
                }
                Progress::Waiting if then != Some(expected.arrives) || old.id != route.id => {
                    Fate::SameVehicle
                }
                _ => continue,
            };
            takes += usize::from(fate == Fate::OtherVehicle);
            rows.push(Row::Stop(StopChange {
                retailer: stop.retailer.clone(),
                route: route.id.clone(),
                place: at + 1,
                from: (old.id != route.id).then(|| old.id.clone()),
                fate,
                before: then,
                after: expected.arrives,
                late_minutes: expected.late.minutes_begun(),
            }));
        }
        let here: BTreeSet<&RetailerCode> = route.stops.iter().map(|stop| &stop.retailer).collect();
        let gives =
            before.map_or(0, |old| old.stops.iter().filter(|stop| !here.contains(&stop.retailer)).count());
        let heading = Heading {
            route: route.id.clone(),
            vehicle: route.vehicle.clone(),
            was: before.and_then(|old| old.vehicle.clone()).filter(|old| route.vehicle.as_ref() != Some(old)),
            is_new: before.is_none(),
            takes,
            gives,
            returns: outlook.returns,
        };
        let transfers = plan.transfers.iter().filter(|transfer| transfer.route == route.id);
        let mut block = vec![Row::Route(heading)];
        block.extend(transfers.cloned().map(Row::Transfer));
        block.extend(rows);
        blocks.push((takes, block));
    }
    blocks.sort_by_key(|(takes, _)| std::cmp::Reverse(*takes));
    blocks.into_iter().flat_map(|(_, block)| block).collect()
}

/// Where a transfer's goods are: the vehicle, where it is one.
#[must_use]
pub const fn source(transfer: &Transfer) -> Option<&Plate> {
    match &transfer.from {
        Cargo::Aboard(plate) => Some(plate),
        Cargo::At(_) => None,
    }
}
