//! Everything a plan is charged for and told by, counted over the projected routes.

use super::scope::Scope;
use super::{Caveat, Transfer};
use crate::domain::day::{Cargo, Day, Progress, Route, Stop};
use crate::domain::ids::{Plate, RetailerCode, RouteId};
use crate::domain::outlook::{PickupOutlook, RouteOutlook};
use crate::domain::prices::Item;
use crate::domain::state::State;
use crate::domain::time::{ServiceDay, TimeOfDay};
use crate::domain::units::{Cartons, Seconds};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Everything counted over the projected routes.
pub(super) struct Weighed {
    pub(super) amounts: [u64; Item::COUNT],
    pub(super) late: Vec<(RetailerCode, Seconds)>,
    pub(super) put_off: Vec<(RetailerCode, ServiceDay)>,
    pub(super) moved: usize,
    pub(super) transfers: Vec<Transfer>,
    pub(super) caveats: BTreeSet<Caveat>,
}

impl Weighed {
    pub(super) fn of(scope: &Scope, after: &State, outlooks: &BTreeMap<RouteId, Arc<RouteOutlook>>) -> Self {
        let mut weighed = Self {
            amounts: [0; Item::COUNT],
            late: Vec::new(),
            put_off: Vec::new(),
            moved: 0,
            transfers: Vec::new(),
            caveats: BTreeSet::new(),
        };
        let Some(day) = after.day(scope.day) else { return weighed };
        let before = Before::of(scope);
        let mut back: BTreeMap<&Plate, TimeOfDay> = BTreeMap::new();
        let mut used: BTreeSet<&Plate> = BTreeSet::new();
        for (id, outlook) in outlooks {
            let Some(route) = day.routes.get(id) else { continue };
            weighed.stops(scope, &before, route, outlook);
            if !route.stops.iter().any(|stop| stop.progress.awaits_delivery()) {
                continue;
            }
            weighed.add(Item::Distance, outlook.distance_left.0.into());
            weighed.add(Item::Driving, outlook.driving_left.0.into());
            if let Some(plate) = &route.vehicle {
                used.insert(plate);
                let returns = back.entry(plate).or_default();
                *returns = outlook.returns.max(*returns);
                weighed.transfers.extend(transfers(route, outlook, plate));
            }
        }
        weighed.still_owed(scope, day);
        let shift_ends = scope.before.settings.shift_ends;
        for returns in back.values() {
            weighed.add(Item::Overtime, returns.since(shift_ends).0.into());
        }
        let spare = |plate: &&Plate| after.network.vehicles.get(*plate).is_some_and(|vehicle| vehicle.spare);
        let newly = used.into_iter().filter(spare).filter(|plate| !scope.known.used.contains(*plate)).count();
        weighed.add(Item::Spare, newly as u64);
        weighed.add(Item::Calls, weighed.transfers.len() as u64);
        let fetched: u64 = weighed.transfers.iter().map(|transfer| u64::from(transfer.cartons.0)).sum();
        weighed.add(Item::Handling, fetched);
        let now = scope.day.time_of(scope.now).unwrap_or_default();
        let on_the_road = weighed.transfers.iter().filter(|call| matches!(call.from, Cargo::Aboard(_)));
        let waited: u64 = on_the_road.map(|call| u64::from(call.at.since(now).0)).sum();
        weighed.add(Item::GoodsWait, waited);
        weighed.late.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        weighed.rest_on_room(scope, &before);
        weighed
    }

    fn add(&mut self, item: Item, amount: u64) {
        let sum = &mut self.amounts[item as usize];
        *sum = sum.saturating_add(amount);
    }

    fn stops(&mut self, scope: &Scope, before: &Before<'_>, route: &Route, outlook: &RouteOutlook) {
        let close = scope.before.settings.retailers_close;
        let mut last_place = None;
        for (stop, expected) in route.stops.iter().zip(&outlook.stops) {
            let was = before.stops.get(&stop.retailer);
            if let Progress::PutOff { to } = stop.progress {
                if was.is_some_and(|(_, _, stop)| stop.progress == Progress::Waiting) {
                    let days = (to.0 - scope.day.0).num_days().max(1).unsigned_abs();
                    self.put_off.push((stop.retailer.clone(), to));
                    self.add(Item::PutOffStops, days);
                    self.add(Item::PutOffCartons, days.saturating_mul(stop.cartons.0.into()));
                }
                continue;
            }
            if !stop.progress.awaits_delivery() {
                continue;
            }
            // A plan that moves a window is as late for that as one that does not.
            let late = was.map_or(expected.late, |(_, _, before)| before.window.late_by(expected.starts));
            if late > Seconds(0) {
                self.late.push((stop.retailer.clone(), late));
                self.add(Item::Late, u64::from(late.0) * u64::from(stop.priority.weight()));
            }
            if expected.starts > close {
                self.add(Item::MissedClosing, 1);
            }
            let Some((old, place, before)) = was else { continue };
            if stop.meets.is_some() && stop.meets != before.meets {
                self.add(Item::Meets, 1);
            }
            if old.vehicle != route.vehicle {
                self.moved += 1;
                self.add(Item::VehicleChanged, 1);
            }
            if old.id == route.id {
                if last_place.is_some_and(|last| last > *place) {
                    self.add(Item::Resequenced, 1);
                }
                last_place = Some(*place);
            }
        }
    }

    /// What is owed and the plan does not take up is put off once more.
    fn still_owed(&mut self, scope: &Scope, day: &Day) {
        if scope.owed.is_empty() {
            return;
        }
        let planned: BTreeSet<&RetailerCode> =
            day.routes.values().flat_map(|route| &route.stops).map(|stop| &stop.retailer).collect();
        let to = scope.known.later.first;
        let days = (to.0 - scope.day.0).num_days().max(1).unsigned_abs();
        for owed in scope.owed.iter().filter(|owed| !planned.contains(&owed.retailer)) {
            self.put_off.push((owed.retailer.clone(), to));
            self.add(Item::PutOffStops, days);
            self.add(Item::PutOffCartons, days.saturating_mul(owed.cartons.0.into()));
        }
    }

    /// Whether the days stops are put off to have the room.
    fn rest_on_room(&mut self, scope: &Scope, before: &Before<'_>) {
        let mut wanted: BTreeMap<ServiceDay, Cartons> = BTreeMap::new();
        for (retailer, to) in &self.put_off {
            let cartons = before.stops.get(retailer).map(|(_, _, stop)| stop.cartons);
            *wanted.entry(*to).or_default() += cartons.unwrap_or_default();
        }
        for (day, cartons) in wanted {
            let known = scope.known.rooms.get(&day).copied();
            match known.unwrap_or_else(|| room_on(&scope.before, day)) {
                None => self.caveats.insert(Caveat::RoomUnknown(day)),
                Some(room) if room < cartons => self.caveats.insert(Caveat::NoRoom(day)),
                Some(_) => false,
            };
        }
    }
}

/// The stops of the routes weighed as they stand now: route, position, stop.
struct Before<'a> {
    stops: BTreeMap<&'a RetailerCode, (&'a Route, usize, &'a Stop)>,
}

impl<'a> Before<'a> {
    fn of(scope: &'a Scope) -> Self {
        let mut stops = BTreeMap::new();
        let day = scope.before.day(scope.day);
        for route in scope.routes.iter().filter_map(|id| day?.routes.get(id)) {
            let places = route.stops.iter().enumerate();
            stops.extend(places.map(|(at, stop)| (&stop.retailer, (route.as_ref(), at, stop))));
        }
        Self { stops }
    }
}

fn transfers(route: &Route, outlook: &RouteOutlook, plate: &Plate) -> Vec<Transfer> {
    let transfer = |call: &PickupOutlook| Transfer {
        from: route.pickups[call.nth].from.clone(),
        to: plate.clone(),
        route: route.id.clone(),
        at: call.starts,
        until: call.leaves,
        cartons: call.cartons,
        stops: route.loads_at(call.nth).len(),
    };
    outlook.pickups.iter().map(transfer).collect()
}

/// Cartons that day's vehicles can still take, over all its routes; `None` where nothing is planned on it.
#[must_use]
pub fn room_on(state: &State, day: ServiceDay) -> Option<Cartons> {
    let planned = state.day(day).filter(|day| !day.routes.is_empty())?;
    let mut capacity = BTreeMap::new();
    let mut load = Cartons(0);
    for route in planned.routes.values() {
        let vehicle = route.vehicle.as_ref().and_then(|plate| state.network.vehicles.get(plate));
        if let Some(vehicle) = vehicle {
            capacity.insert(&vehicle.plate, vehicle.capacity);
            load += route.load();
        }
    }
    let put_off_to_it =
        state.days.values().flat_map(|day| day.routes.values()).flat_map(|route| &route.stops);
    let waiting = put_off_to_it.filter(|stop| stop.progress == Progress::PutOff { to: day });
    load += waiting.map(|stop| stop.cartons).sum();
    Some(capacity.into_values().sum::<Cartons>() - load)
}
