//! A route of a plan, visit by visit, so that a program that knows nothing of this one can follow the vehicle:
//! what was done already, then what it does from now on, with the load after each.

use crate::domain::day::{Cargo, Dock, Pickup, Progress, Route, Stop};
use crate::domain::outlook::{PickupOutlook, RouteOutlook, StopOutlook, StopState};
use crate::domain::state::State;
use crate::domain::time::{ServiceDay, TimeOfDay};
use crate::domain::units::Cartons;
use crate::exchange::case::native::Clock;
use serde_json::{Value, json};
use smol_str::SmolStr;
use std::collections::BTreeSet;

/// Every visit in the order of the round.
pub(super) fn visits(state: &State, day: ServiceDay, route: &Route, outlook: &RouteOutlook) -> Vec<Value> {
    let mut load = aboard(route);
    let mut visits = past(route, outlook, &mut load);
    let open = route.first_open();
    for at in (open..route.stops.len()).chain(0..open) {
        for call in outlook.pickups.iter().filter(|call| call.before == at) {
            load += call.cartons;
            visits.extend(wait("goods", None, call.arrives, call.starts, load - call.cartons));
            let code = name_of(state, day, &route.pickups[call.nth]);
            visits.push(transfer(code.as_deref(), route, call, load));
        }
        let (stop, expected) = (&route.stops[at], &outlook.stops[at]);
        if stop.progress == Progress::Waiting {
            let why = if expected.state == StopState::OnHold { "hold" } else { "window" };
            visits.extend(wait(why, Some(stop), expected.arrives, expected.starts, load));
            load = load - stop.cartons;
            visits.push(serve("serve", stop, expected, Some(load)));
        }
    }
    let put_off = |stop: &Stop| match stop.progress {
        Progress::PutOff { to } => Some(json!({
            "kind": "put_off",
            "retailer": stop.retailer.as_str(),
            "cartons": stop.cartons.0,
            "to": to.to_string(),
        })),
        _ => None,
    };
    visits.extend(route.stops.iter().filter_map(put_off));
    visits
}

/// Cartons aboard now, those of the dock with them where it has not left: all but what has been delivered and
/// what is fetched on the way.
pub(super) fn aboard(route: &Route) -> Cartons {
    let fetched: BTreeSet<usize> = (0..route.pickups.len()).flat_map(|nth| route.loads_at(nth)).collect();
    let own = route.vehicle.as_ref().map(|plate| Cargo::Aboard(plate.clone()));
    let is_aboard = |at: usize, stop: &Stop| match stop.progress {
        Progress::Waiting => !fetched.contains(&at),
        Progress::Arrived { .. } => true,
        Progress::Delivered { .. } => false,
        Progress::Failed { .. } | Progress::PutOff { .. } => own.as_ref() == Some(&stop.cargo),
    };
    let stops = route.stops.iter().enumerate().filter(|(at, stop)| is_aboard(*at, stop));
    stops.map(|(_, stop)| stop.cartons).sum()
}

/// What has happened, in the order it did. A vehicle at a door has still to unload there.
fn past(route: &Route, outlook: &RouteOutlook, load: &mut Cartons) -> Vec<Value> {
    let mut past: Vec<(TimeOfDay, Value)> = Vec::new();
    let mut happened: Vec<usize> =
        (0..route.stops.len()).filter(|&at| route.stops[at].progress.arrival().is_some()).collect();
    happened.sort_by_key(|&at| route.stops[at].progress.arrival());
    for at in happened {
        let (stop, seen) = (&route.stops[at], &outlook.stops[at]);
        let visit = if stop.progress.awaits_delivery() {
            *load = *load - stop.cartons;
            serve("serve", stop, seen, Some(*load))
        } else {
            serve("done", stop, seen, None)
        };
        past.push((seen.leaves, visit));
    }
    for pickup in &route.pickups {
        let Some(at) = pickup.loaded else { continue };
        past.push((at, json!({ "kind": "fetched", "from": cargo(&pickup.from), "leave": clock(at) })));
    }
    past.sort_by_key(|(at, _)| *at);
    past.into_iter().map(|(_, visit)| visit).collect()
}

fn serve(kind: &str, stop: &Stop, times: &StopOutlook, load: Option<Cartons>) -> Value {
    json!({
        "kind": kind,
        "retailer": stop.retailer.as_str(),
        "cartons": stop.cartons.0,
        "arrive": clock(times.arrives),
        "start": clock(times.starts),
        "leave": clock(times.leaves),
        "window": [clock(stop.window.opens()), clock(stop.window.closes())],
        "meets": stop.meets.map(|place| json!({ "lat": place.lat(), "lon": place.lon() })),
        "late": times.late.0,
        "state": times.state.name(),
        "load": load.map(|load| load.0),
    })
}

/// What a matrix calls the place where goods are fetched; nothing where it has no name for it.
fn name_of(state: &State, day: ServiceDay, pickup: &Pickup) -> Option<SmolStr> {
    let spot = match &pickup.from {
        Cargo::At(Dock::Centre) => state.network.centre_spot()?,
        Cargo::At(Dock::Station(code)) => state.network.station_spot(code)?,
        Cargo::Aboard(plate) => state.spot_on_the_road(day, plate, pickup.place),
    };
    Some(spot.code).filter(|code| !code.is_empty())
}

fn transfer(code: Option<&str>, route: &Route, call: &PickupOutlook, load: Cartons) -> Value {
    let pickup = &route.pickups[call.nth];
    let stops: Vec<&str> =
        route.loads_at(call.nth).into_iter().map(|at| route.stops[at].retailer.as_str()).collect();
    json!({
        "kind": "transfer",
        "from": cargo(&pickup.from),
        "code": code,
        "place": { "lat": pickup.place.lat(), "lon": pickup.place.lon() },
        "ready": clock(pickup.ready),
        "cartons": call.cartons.0,
        "for": stops,
        "arrive": clock(call.arrives),
        "start": clock(call.starts),
        "leave": clock(call.leaves),
        "load": load.0,
    })
}

/// The vehicle stands before what it came for.
fn wait(
    why: &str,
    stop: Option<&Stop>,
    arrives: TimeOfDay,
    starts: TimeOfDay,
    load: Cartons,
) -> Option<Value> {
    (starts > arrives).then(|| {
        json!({
            "kind": "wait",
            "why": why,
            "retailer": stop.map(|stop| stop.retailer.as_str()),
            "arrive": clock(arrives),
            "start": clock(arrives),
            "leave": clock(starts),
            "load": load.0,
        })
    })
}

/// As cases say where goods are.
pub(super) fn cargo(cargo: &Cargo) -> Value {
    match cargo {
        Cargo::At(Dock::Centre) => json!("centre"),
        Cargo::At(Dock::Station(code)) => json!({ "station": code.as_str() }),
        Cargo::Aboard(plate) => json!({ "aboard": plate.as_str() }),
    }
}

pub(super) fn clock(time: TimeOfDay) -> String {
    Clock(time).to_string()
}
