//! A broken day as a planner sees it: whose goods are stranded, who could help, what is settled already. Still
//! in the words of the business; [`super::numbers`] puts it in numbers.

use super::trucks::Gathering;
use super::{Ask, NothingToPlan};
use crate::domain::day::{Cargo, Day, Dock, Pickup, Progress, Route, Stop};
use crate::domain::ids::{Plate, RouteId};
use crate::domain::incident::open_breakdown;
use crate::domain::network::{Vehicle, VehicleStatus};
use crate::domain::outlook;
use crate::domain::place::{Place, Spot};
use crate::domain::state::State;
use crate::domain::time::{Standing, TimeOfDay};
use crate::domain::units::{Cartons, Seconds};
use smol_str::SmolStr;
use std::collections::BTreeSet;
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
    /// It can serve stops itself from then on; a relieved vehicle waits to be unloaded.
    pub drives: bool,
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
        let mut gathering = Gathering::new(state, day, now, &outlook, ask);
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
pub(super) fn cannot_go_on(state: &State, plate: &Plate, ask: &Ask) -> bool {
    ask.relieved.contains(plate)
        || state.network.vehicles.get(plate).is_none_or(|v| v.status != VehicleStatus::Available)
}

pub(super) fn spot_of(state: &State, stop: &Stop) -> Option<Spot> {
    let retailer = state.network.retailer(&stop.retailer)?;
    Some(match stop.meets {
        Some(place) => Spot { code: SmolStr::default(), place },
        None => Spot { code: SmolStr::new(stop.retailer.as_str()), place: retailer.place },
    })
}

pub(super) fn dock_spot(state: &State, dock: &Dock) -> Option<Spot> {
    match dock {
        Dock::Centre => state.network.centre_spot(),
        Dock::Station(code) => state.network.station_spot(code),
    }
}
