//! A broken day as a planner sees it: whose goods are stranded, who could help, what is settled already. Still
//! in the words of the business; [`super::numbers`] puts it in numbers.

use super::helpers;
use super::{Ask, NothingToPlan};
use crate::domain::day::{Cargo, Day, Dock, Lock, Pickup, Progress, Route, Stop};
use crate::domain::ids::{Plate, RouteId};
use crate::domain::incident::open_breakdown;
use crate::domain::network::{Vehicle, VehicleStatus};
use crate::domain::outlook::{self, Outlook, RouteOutlook};
use crate::domain::place::{Place, Spot};
use crate::domain::state::State;
use crate::domain::time::{Standing, TimeOfDay};
use crate::domain::units::{Cartons, Seconds};
use smol_str::SmolStr;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Everything a plan is made of.
#[derive(Debug)]
pub struct Situation<'a> {
    pub state: &'a State,
    pub day: &'a Day,
    pub now: TimeOfDay,
    pub trucks: Vec<Truck<'a>>,
    pub parcels: Vec<Parcel<'a>>,
    pub sources: Vec<Source>,
    /// The routes the stranded goods are on.
    pub broken: BTreeSet<RouteId>,
}

/// Why a vehicle is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// It cannot go on, or not before its repair.
    Broken,
    /// It has a round of its own.
    Neighbour,
    Spare,
    /// It has finished, or has nothing to do today.
    Idle,
}

/// A vehicle, from where the present leaves it.
#[derive(Debug)]
pub struct Truck<'a> {
    pub vehicle: &'a Vehicle,
    pub role: Role,
    /// The round it is on; `None` where it would begin one.
    pub route: Option<&'a Arc<Route>>,
    /// Stops of the round that stay as they are: those before this position.
    pub frozen: usize,
    pub start: Spot,
    pub free: TimeOfDay,
    pub dock: Dock,
    pub end: Spot,
    /// A dock it has not left, or itself: goods that lie there can be aboard from the start.
    pub holds: Option<Cargo>,
    /// Goods that stay aboard: refused, or put off.
    pub aboard: Cartons,
    pub driven: Seconds,
    /// It is on the road and drives home in any case.
    pub on_the_road: bool,
}

/// A stop still to be planned.
#[derive(Debug)]
pub struct Parcel<'a> {
    pub stop: &'a Stop,
    pub spot: Spot,
    /// The truck whose round it stands on, and its position there.
    pub truck: usize,
    pub position: usize,
    /// Where its goods must be fetched; an index of [`Situation::sources`]. `None`: they are aboard.
    pub source: Option<usize>,
    pub stranded: bool,
}

/// Where goods lie.
#[derive(Clone, Debug, PartialEq)]
pub struct Source {
    pub cargo: Cargo,
    pub spot: Spot,
    pub ready: TimeOfDay,
}

impl<'a> Situation<'a> {
    /// Looks at the day as it stands.
    ///
    /// # Errors
    /// [`NothingToPlan`] where no stop waits for a vehicle that cannot come.
    pub fn of(state: &'a State, ask: &Ask) -> Result<Self, NothingToPlan> {
        let day = state.day(ask.day).filter(|day| !day.routes.is_empty()).ok_or(NothingToPlan::NoRoutes)?;
        let outlook = outlook::project(state, day, ask.now);
        let now = match Standing::of(ask.day, ask.now) {
            Standing::Today(now) => now,
            Standing::Ahead => TimeOfDay::MIDNIGHT,
            Standing::Past => return Err(NothingToPlan::DayIsOver),
        };
        let stranded = |route: &&Arc<Route>| {
            let cannot = route.vehicle.as_ref().is_none_or(|plate| cannot_go_on(state, plate, ask));
            cannot && route.stops.iter().any(|stop| stop.progress == Progress::Waiting)
        };
        let broken: Vec<&Arc<Route>> = day.routes.values().filter(stranded).collect();
        let anything_broken = state.network.vehicles.values().any(|v| v.status != VehicleStatus::Available)
            || day.routes.values().any(|route| route.vehicle.is_none());
        if broken.is_empty() {
            let nothing = !anything_broken && ask.relieved.is_empty();
            return Err(if nothing { NothingToPlan::NothingBroken } else { NothingToPlan::NothingLeft });
        }
        let mut gathering = Gathering { state, day, now, outlook: &outlook, ask, trucks: Vec::new() };
        for route in &broken {
            gathering.broken(route);
        }
        let stranded_stops: Vec<Place> = broken
            .iter()
            .flat_map(|route| &route.stops)
            .filter(|stop| stop.progress == Progress::Waiting)
            .filter_map(|stop| Some(state.network.retailer(&stop.retailer)?.place))
            .collect();
        gathering.neighbours(&stranded_stops);
        gathering.spares_and_idle(&broken);
        let trucks = gathering.trucks;
        let mut situation = Self {
            state,
            day,
            now,
            trucks,
            parcels: Vec::new(),
            sources: Vec::new(),
            broken: broken.iter().map(|route| route.id.clone()).collect(),
        };
        situation.gather_parcels();
        if situation.parcels.iter().any(|parcel| parcel.stranded) {
            Ok(situation)
        } else {
            Err(NothingToPlan::NothingLeft)
        }
    }

    /// Every route a plan may touch.
    #[must_use]
    pub fn routes(&self) -> BTreeSet<RouteId> {
        self.trucks.iter().filter_map(|truck| Some(truck.route?.id.clone())).collect()
    }

    fn gather_parcels(&mut self) {
        for (at, truck) in self.trucks.iter().enumerate() {
            let Some(route) = truck.route else { continue };
            let kept = frozen_loads(route, truck.frozen);
            for (position, stop) in route.stops.iter().enumerate().skip(truck.frozen) {
                if stop.progress != Progress::Waiting {
                    continue;
                }
                let Some(spot) = spot_of(self.state, stop) else { continue };
                let own = stop.cargo == Cargo::Aboard(truck.vehicle.plate.clone());
                let fetched = kept.contains(&position);
                let source = if truck.role == Role::Broken || !(own || fetched) {
                    source_of(self.state, self.day, &mut self.sources, (truck, &stop.cargo), self.now)
                } else {
                    None
                };
                let stranded = truck.role == Role::Broken;
                self.parcels.push(Parcel { stop, spot, truck: at, position, source, stranded });
            }
        }
    }
}

/// The source a stop's goods lie at, listed once. `None` where nobody could fetch them: their vehicle is sound
/// and elsewhere, or its place is not known.
fn source_of(
    state: &State,
    day: &Day,
    sources: &mut Vec<Source>,
    (truck, cargo): (&Truck<'_>, &Cargo),
    now: TimeOfDay,
) -> Option<usize> {
    if let Some(at) = sources.iter().position(|source| source.cargo == *cargo) {
        return Some(at);
    }
    let (spot, ready) = match cargo {
        Cargo::At(dock) => {
            // Before its round was to leave, nobody counts on the goods being sorted.
            let sorted = truck.route.filter(|route| route.departed.is_none()).map(|route| route.departs);
            (dock_spot(state, dock)?, sorted.unwrap_or(now).max(now))
        }
        Cargo::Aboard(plate) if *plate == truck.vehicle.plate => {
            (truck.start.clone(), truck_ready(truck, now))
        }
        Cargo::Aboard(plate) => {
            let place = open_breakdown(&state.breakdowns, plate)?.place?;
            (state.spot_on_the_road(day.date, plate, place), now)
        }
    };
    sources.push(Source { cargo: cargo.clone(), spot, ready });
    Some(sources.len() - 1)
}

/// A relieved vehicle is at its next shop only when it gets there; a broken one stands already.
fn truck_ready(truck: &Truck<'_>, now: TimeOfDay) -> TimeOfDay {
    if truck.vehicle.status == VehicleStatus::Available { truck.free.max(now) } else { now }
}

/// Positions whose goods a call loads that stays as it is.
fn frozen_loads(route: &Route, frozen: usize) -> BTreeSet<usize> {
    let stays = |pickup: &Pickup| route.position(&pickup.before).is_some_and(|at| at < frozen);
    let nths = (0..route.pickups.len()).filter(|&nth| stays(&route.pickups[nth]));
    nths.flat_map(|nth| route.loads_at(nth)).collect()
}

/// Nothing that stands on it can be served by it without something being done first.
fn cannot_go_on(state: &State, plate: &Plate, ask: &Ask) -> bool {
    ask.relieved.contains(plate)
        || state.network.vehicles.get(plate).is_none_or(|v| v.status != VehicleStatus::Available)
}

pub(super) fn spot_of(state: &State, stop: &Stop) -> Option<Spot> {
    let place = state.network.retailer(&stop.retailer)?.place;
    Some(Spot { code: SmolStr::new(stop.retailer.as_str()), place })
}

pub(super) fn dock_spot(state: &State, dock: &Dock) -> Option<Spot> {
    match dock {
        Dock::Centre => state.network.centre_spot(),
        Dock::Station(code) => state.network.station_spot(code),
    }
}

/// Trucks being brought together.
struct Gathering<'a, 'b> {
    state: &'a State,
    day: &'a Day,
    now: TimeOfDay,
    outlook: &'b Outlook,
    ask: &'b Ask,
    trucks: Vec<Truck<'a>>,
}

/// Stands in for the vehicle of a route that has none.
static NOBODY: std::sync::LazyLock<Vehicle> = std::sync::LazyLock::new(|| Vehicle {
    plate: Plate::new(""),
    capacity: Cartons(0),
    status: VehicleStatus::InWorkshop,
    spare: false,
    crew: None,
});

impl<'a> Gathering<'a, '_> {
    /// What has happened on a broken vehicle's round stays; all that waits is open again.
    fn broken(&mut self, route: &'a Arc<Route>) {
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
        let (frozen, start, free) = if relieved && breakdown.is_none() {
            self.after_the_frozen(route, outlook, &end)
        } else {
            let place = breakdown.and_then(|breakdown| breakdown.place);
            let stands = place
                .zip(plate)
                .map(|(place, plate)| self.state.spot_on_the_road(self.day.date, plate, place));
            let start = stands.or_else(at_last_stop).unwrap_or_else(|| end.clone());
            let rolls = breakdown.and_then(|b| b.rolls_again()).and_then(|at| self.day.date.time_of(at));
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

    fn neighbours(&mut self, stranded: &[Place]) {
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
        for route in helpers::nearest(self.state, &rounds, stranded) {
            self.neighbour(route);
        }
    }

    fn neighbour(&mut self, route: &'a Arc<Route>) {
        let Some(vehicle) = route.vehicle.as_ref().and_then(|p| self.state.network.vehicles.get(p)) else {
            return;
        };
        let Some(end) = dock_spot(self.state, &route.dock) else { return };
        let Some(outlook) = self.outlook.routes.get(&route.id) else { return };
        // A round that breaks a hard rule as it stands is for a person to mend first.
        if outlook.breaches.iter().any(|breach| breach.kind.is_hard()) {
            return;
        }
        let (frozen, start, free) = self.after_the_frozen(route, outlook, &end);
        self.trucks.push(Truck {
            vehicle,
            role: if vehicle.spare { Role::Spare } else { Role::Neighbour },
            route: Some(route),
            frozen,
            start,
            free,
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
    ) -> (usize, Spot, TimeOfDay) {
        let horizon = self.now.plus(self.state.settings.freeze_within);
        let on_the_way = route.departed.is_some() || route.first_open() > 0;
        let mut frozen = route.first_open();
        let waiting = |at: usize| route.stops[at].progress == Progress::Waiting;
        if on_the_way && let Some(next) = (frozen..route.stops.len()).find(|&at| waiting(at)) {
            frozen = next + 1;
        }
        for (at, stop) in route.stops.iter().enumerate().skip(frozen) {
            let soon = waiting(at) && outlook.stops[at].starts <= horizon && self.now < horizon;
            if soon || stop.lock == Some(Lock::Position) {
                frozen = at + 1;
            }
        }
        let last = (0..frozen).rev().find(|&at| !matches!(route.stops[at].progress, Progress::PutOff { .. }));
        let at_last =
            last.and_then(|at| Some((spot_of(self.state, &route.stops[at])?, outlook.stops[at].leaves)));
        let (start, free) = at_last.unwrap_or_else(|| (dock.clone(), outlook.leaves));
        (frozen, start, free.max(self.now))
    }

    /// Spares that stand ready, and vehicles that are done or were never needed.
    fn spares_and_idle(&mut self, broken: &[&'a Arc<Route>]) {
        let Some(dock) = broken.first().map(|route| route.dock.clone()) else { return };
        let Some(spot) = dock_spot(self.state, &dock) else { return };
        let rounds = |plate: &Plate| {
            self.day.routes.values().filter(|r| r.vehicle.as_ref() == Some(plate)).collect::<Vec<_>>()
        };
        // A round that has not begun begins no sooner with another vehicle than with its own.
        let begins = broken.iter().map(|r| if r.departed.is_some() { self.now } else { r.departs }).min();
        let from = begins.unwrap_or(self.now).max(self.now);
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
