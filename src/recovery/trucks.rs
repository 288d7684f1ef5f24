//! The vehicles of a situation, from where the present leaves them: those that cannot go on, those with a round
//! near by, spares, and those that have nothing to do.

use super::situation::{Role, Truck, cannot_go_on, closed_by, dock_spot, spot_of};
use super::{Ask, helpers};
use crate::domain::day::{Cargo, Day, Dock, Lock, Progress, Route, Stop};
use crate::domain::ids::Plate;
use crate::domain::incident::{Breakdown, open_breakdown};
use crate::domain::network::{Vehicle, VehicleStatus};
use crate::domain::outlook::{Outlook, RouteOutlook};
use crate::domain::place::{Place, Spot};
use crate::domain::state::State;
use crate::domain::time::TimeOfDay;
use crate::domain::units::{Cartons, Seconds};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Trucks being brought together.
pub struct Gathering<'a, 'b> {
    state: &'a State,
    day: &'a Day,
    now: TimeOfDay,
    outlook: &'b Outlook,
    ask: &'b Ask,
    pub trucks: Vec<Truck<'a>>,
}

/// Stands in for the vehicle of a route that has none.
static NOBODY: std::sync::LazyLock<Vehicle> = std::sync::LazyLock::new(|| Vehicle {
    plate: Plate::new(""),
    capacity: Cartons(0),
    status: VehicleStatus::InWorkshop,
    spare: false,
    crew: None,
});

impl<'a, 'b> Gathering<'a, 'b> {
    pub fn new(state: &'a State, day: &'a Day, now: TimeOfDay, outlook: &'b Outlook, ask: &'b Ask) -> Self {
        Self { state, day, now, outlook, ask, trucks: Vec::new() }
    }

    /// What has happened on a broken vehicle's round stays; all that waits is open again.
    pub fn broken(&mut self, route: &'a Arc<Route>) {
        let plate = route.vehicle.as_ref();
        let vehicle = plate.and_then(|p| self.state.network.vehicles.get(p)).unwrap_or(&NOBODY);
        let Some(end) = dock_spot(self.state, &route.dock) else { return };
        let relieved = plate.is_some_and(|plate| self.ask.relieved.contains(plate));
        let Some(outlook) = self.outlook.routes.get(&route.id) else { return };
        let breakdown = plate.and_then(|plate| open_breakdown(&self.state.breakdowns, plate));
        let open = route.first_open();
        let locked = route.stops.iter().rposition(|stop| stop.lock == Some(Lock::Position));
        let settled = locked.filter(|&at| at >= open).map(|at| at + 1);
        let at_last_stop = || {
            let last = route.stops[..open].iter().rfind(|stop| stop.progress.has_happened())?;
            spot_of(self.state, last)
        };
        let rolls = breakdown.and_then(Breakdown::rolls_again).and_then(|at| self.day.date.time_of(at));
        let (frozen, start, free) = if relieved && breakdown.is_none() {
            self.after_the_frozen(route, outlook, &end, None)
        } else {
            let place = breakdown.and_then(|breakdown| breakdown.place);
            let stands = place
                .zip(plate)
                .map(|(place, plate)| self.state.spot_on_the_road(self.day.date, plate, place));
            let start = stands.or_else(at_last_stop).unwrap_or_else(|| end.clone());
            let free = rolls.unwrap_or(TimeOfDay::LAST).max(self.now);
            // What is settled it does first, once it rolls.
            match settled.and_then(|end| Some((end, spot_of(self.state, &route.stops[end - 1])?))) {
                Some((end, spot)) if rolls.is_some() => (end, spot, outlook.stops[end - 1].leaves.max(free)),
                Some((end, _)) => (end, start, free),
                None => (open, start, free),
            }
        };
        self.trucks.push(Truck {
            vehicle,
            role: Role::Broken,
            route: Some(route),
            frozen,
            start,
            free,
            drives: rolls.is_some(),
            dock: route.dock.clone(),
            end,
            holds: plate.map(|plate| {
                let left = route.departed.is_some();
                if left { Cargo::Aboard(plate.clone()) } else { Cargo::At(route.dock.clone()) }
            }),
            aboard: stays_aboard(route),
            driven: outlook.driving - outlook.driving_left,
            on_the_road: false,
        });
    }

    pub fn neighbours(&mut self, stranded: &[Place], most: usize) {
        let mut first_round: BTreeMap<&Plate, &'a Arc<Route>> = BTreeMap::new();
        for route in self.day.routes.values() {
            let Some(plate) = &route.vehicle else { continue };
            let waits = route.stops.iter().any(|stop| stop.progress == Progress::Waiting);
            if !waits || cannot_go_on(self.state, plate, self.ask) {
                continue;
            }
            let leaves = |route: &Arc<Route>| self.outlook.routes.get(&route.id).map(|o| o.leaves);
            let sooner = first_round.get(plate).is_none_or(|other| leaves(route) < leaves(other));
            if sooner {
                first_round.insert(plate, route);
            }
        }
        let rounds: Vec<&'a Arc<Route>> = first_round.into_values().collect();
        for route in helpers::nearest(self.state, &rounds, stranded, most) {
            // A round that breaks a hard rule as it stands is for a person to mend first.
            let outlook = self.outlook.routes.get(&route.id);
            if outlook.is_some_and(|outlook| !outlook.breaches.iter().any(|breach| breach.kind.is_hard())) {
                self.on_its_round(route, None);
            }
        }
    }

    /// A sound vehicle whose round a hold delays.
    pub fn held(&mut self, route: &'a Arc<Route>) {
        self.on_its_round(route, Some(Role::Held));
    }

    fn on_its_round(&mut self, route: &'a Arc<Route>, role: Option<Role>) {
        let Some(vehicle) = route.vehicle.as_ref().and_then(|p| self.state.network.vehicles.get(p)) else {
            return;
        };
        let Some(end) = dock_spot(self.state, &route.dock) else { return };
        let Some(outlook) = self.outlook.routes.get(&route.id) else { return };
        let (frozen, start, free) = self.after_the_frozen(route, outlook, &end, role);
        self.trucks.push(Truck {
            vehicle,
            role: role.unwrap_or(if vehicle.spare { Role::Spare } else { Role::Neighbour }),
            route: Some(route),
            frozen,
            start,
            free,
            drives: true,
            dock: route.dock.clone(),
            end,
            holds: (frozen == 0 && route.departed.is_none()).then(|| Cargo::At(route.dock.clone())),
            aboard: stays_aboard(route),
            driven: driven_by(route, outlook, frozen),
            on_the_road: true,
        });
    }

    /// How much of a sound vehicle's round stays as it is, where that leaves it, and when: what has happened, the
    /// stop being driven to, what lies within the freeze, and all that stands before a locked place.
    fn after_the_frozen(
        &self,
        route: &Route,
        outlook: &RouteOutlook,
        dock: &Spot,
        role: Option<Role>,
    ) -> (usize, Spot, TimeOfDay) {
        let horizon = self.now.plus(self.state.settings.freeze_within);
        let on_the_way = route.departed.is_some() || route.first_open() > 0;
        let mut frozen = route.first_open();
        let waiting = |at: usize| route.stops[at].progress == Progress::Waiting;
        // Whoever drives to a closed door can still turn round.
        let closed = |at: usize| {
            role == Some(Role::Held)
                && closed_by(self.state, self.day.date, route, &route.stops[at]).is_some()
        };
        if on_the_way
            && let Some(next) = (frozen..route.stops.len()).find(|&at| waiting(at))
            && !closed(next)
        {
            frozen = next + 1;
        }
        for (at, stop) in route.stops.iter().enumerate().skip(frozen) {
            let soon =
                waiting(at) && !closed(at) && outlook.stops[at].starts <= horizon && self.now < horizon;
            if soon || stop.lock == Some(Lock::Position) {
                frozen = at + 1;
            }
        }
        let last = (0..frozen).rev().find(|&at| !matches!(route.stops[at].progress, Progress::PutOff { .. }));
        let at_last =
            last.and_then(|at| Some((spot_of(self.state, &route.stops[at])?, outlook.stops[at].leaves)));
        let seen = || Some((outlook.stands.clone()?, outlook.free)).filter(|_| on_the_way);
        let (start, free) = at_last.or_else(seen).unwrap_or_else(|| (dock.clone(), outlook.leaves));
        (frozen, start, free.max(self.now))
    }

    /// Spares that stand ready, and vehicles that are done or were never needed.
    pub fn spares_and_idle(&mut self, broken: &[&'a Arc<Route>]) {
        let Some(dock) = broken.first().map(|route| route.dock.clone()) else { return };
        // A round that has not begun begins no sooner with another vehicle than with its own.
        let begins = broken.iter().map(|r| if r.departed.is_some() { self.now } else { r.departs }).min();
        self.spares_and_idle_at(&dock, begins.unwrap_or(self.now).max(self.now));
    }

    /// The same, ready at a dock from a time on.
    pub fn spares_and_idle_at(&mut self, dock: &Dock, from: TimeOfDay) {
        let Some(spot) = dock_spot(self.state, dock) else { return };
        let rounds = |plate: &Plate| {
            self.day.routes.values().filter(|r| r.vehicle.as_ref() == Some(plate)).collect::<Vec<_>>()
        };
        let mut idle: Vec<(TimeOfDay, &Vehicle)> = Vec::new();
        for vehicle in self.state.network.vehicles.values() {
            if vehicle.status != VehicleStatus::Available || self.ask.relieved.contains(&vehicle.plate) {
                continue;
            }
            let rounds = rounds(&vehicle.plate);
            if rounds.iter().any(|r| r.stops.iter().any(|stop| stop.progress.awaits_delivery())) {
                continue;
            }
            let back = rounds.iter().filter_map(|r| Some(self.outlook.routes.get(&r.id)?.returns)).max();
            idle.push((back.unwrap_or_default().max(from), vehicle));
        }
        for (role, most) in [(Role::Spare, helpers::MOST_SPARES), (Role::Idle, helpers::MOST_IDLE)] {
            let wanted = idle.iter().filter(|(_, vehicle)| vehicle.spare == (role == Role::Spare));
            let mut wanted: Vec<_> = wanted.collect();
            wanted
                .sort_by_key(|(free, vehicle)| (*free, std::cmp::Reverse(vehicle.capacity), &vehicle.plate));
            for (free, vehicle) in wanted.into_iter().take(most) {
                self.trucks.push(Truck {
                    vehicle,
                    role,
                    route: None,
                    frozen: 0,
                    start: spot.clone(),
                    free: *free,
                    drives: true,
                    dock: dock.clone(),
                    end: spot.clone(),
                    holds: Some(Cargo::At(dock.clone())),
                    aboard: Cartons(0),
                    driven: Seconds(0),
                    on_the_road: false,
                });
            }
        }
    }
}

/// What is owed of days before lies at the centre and nobody drives it.
pub fn pile<'a>(spot: Spot, now: TimeOfDay) -> Truck<'a> {
    Truck {
        vehicle: &NOBODY,
        role: Role::Broken,
        route: None,
        frozen: 0,
        start: spot.clone(),
        free: now,
        drives: false,
        dock: Dock::Centre,
        end: spot,
        holds: None,
        aboard: Cartons(0),
        driven: Seconds(0),
        on_the_road: false,
    }
}

/// Goods that nobody will take today stay on their vehicle.
fn stays_aboard(route: &Route) -> Cartons {
    let own = route.vehicle.as_ref().map(|plate| Cargo::Aboard(plate.clone()));
    let stays = |stop: &&Stop| {
        matches!(stop.progress, Progress::Failed { .. } | Progress::PutOff { .. })
            && own.as_ref() == Some(&stop.cargo)
    };
    route.stops.iter().filter(stays).map(|stop| stop.cartons).sum()
}

/// On the road until the frozen part is done.
fn driven_by(route: &Route, outlook: &RouteOutlook, frozen: usize) -> Seconds {
    let mut driven = outlook.driving - outlook.driving_left;
    let mut left = (0..frozen)
        .filter(|&at| route.stops[at].progress.has_happened())
        .map(|at| outlook.stops[at].leaves)
        .max();
    for at in (0..frozen).filter(|&at| route.stops[at].progress == Progress::Waiting) {
        let from = left.unwrap_or(outlook.leaves);
        driven += outlook.stops[at].arrives.since(from);
        left = Some(outlook.stops[at].leaves);
    }
    driven
}
