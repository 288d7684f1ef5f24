//! A broken day as a planner sees it: whose goods are stranded, who could help, what is settled already. Still
//! in the words of the business; [`super::numbers`] puts it in numbers.

use super::trucks::Gathering;
use super::{Ask, NothingToPlan, helpers, trucks};
use crate::domain::backlog::{Owed, carried_over};
use crate::domain::day::{Cargo, Day, Dock, Pickup, Progress, Route, Stop};
use crate::domain::ids::{Plate, RouteId};
use crate::domain::incident::open_breakdown;
use crate::domain::network::{Vehicle, VehicleStatus};
use crate::domain::outlook::{self, Outlook};
use crate::domain::place::{Place, Spot};
use crate::domain::state::State;
use crate::domain::time::{ServiceDay, Standing, TimeOfDay};
use crate::domain::units::{Cartons, Seconds};
use crate::domain::weather::Hold;
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
    /// A hold delays its round.
    Held,
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
    /// The capacity of the vehicle that is to bring it, for holds that let small ones pass.
    pub capacity: Cartons,
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
        let now = moment_of(ask)?;
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
        gathering.neighbours(&stranded_stops, helpers::MOST_NEIGHBOURS);
        gathering.spares_and_idle(&broken);
        let trucks = gathering.trucks;
        let mut situation = Self::among(state, day, now, trucks);
        situation.broken = broken.iter().map(|route| route.id.clone()).collect();
        if situation.parcels.iter().any(|parcel| parcel.stranded) {
            Ok(situation)
        } else {
            Err(NothingToPlan::NothingLeft)
        }
    }

    /// The day with deliveries of days before to be taken up: `stops`, which nobody drives yet.
    ///
    /// # Errors
    /// [`NothingToPlan`] where nobody could drive anything on that day.
    pub fn with_backlog(state: &'a State, ask: &Ask, stops: &'a [Stop]) -> Result<Self, NothingToPlan> {
        let day = state.day(ask.day).filter(|day| !day.routes.is_empty()).ok_or(NothingToPlan::NoRoutes)?;
        let now = moment_of(ask)?;
        let outlook = outlook::project(state, day, ask.now);
        let mut gathering = Gathering::new(state, day, now, &outlook, ask);
        let dock = state.network.centre_spot();
        let Some(pile) = dock.map(|spot| trucks::pile(spot, now)) else {
            return Err(NothingToPlan::NoRoutes);
        };
        gathering.trucks.push(pile);
        let places: Vec<Place> =
            stops.iter().filter_map(|stop| Some(state.network.retailer(&stop.retailer)?.place)).collect();
        gathering.neighbours(&places, helpers::MOST_FOR_A_BACKLOG);
        gathering.spares_and_idle_at(&Dock::Centre, now);
        let trucks = gathering.trucks;
        let mut situation = Self::among(state, day, now, trucks);
        let sorted = day.routes.values().map(|route| route.departs).min().unwrap_or(now);
        let spot = situation.trucks[0].start.clone();
        let known = situation.sources.iter().position(|source| source.cargo == Cargo::At(Dock::Centre));
        let source = known.unwrap_or_else(|| {
            situation.sources.push(Source { cargo: Cargo::At(Dock::Centre), spot, ready: sorted.max(now) });
            situation.sources.len() - 1
        });
        for (position, stop) in stops.iter().enumerate() {
            let Some(spot) = spot_of(state, stop) else { continue };
            let capacity = Cartons(u32::MAX);
            let parcel =
                Parcel { stop, spot, truck: 0, position, source: Some(source), stranded: true, capacity };
            situation.parcels.push(parcel);
        }
        Ok(situation)
    }

    /// One round that a hold delays. Stops that it closes, and those it makes late, may be put off.
    #[must_use]
    pub fn held(
        state: &'a State,
        (ask, day, now): (&Ask, &'a Day, TimeOfDay),
        outlook: &Outlook,
        route: &'a Arc<Route>,
    ) -> Option<Self> {
        let mut gathering = Gathering::new(state, day, now, outlook, ask);
        gathering.held(route);
        let trucks = gathering.trucks;
        if trucks.is_empty() {
            return None;
        }
        let mut situation = Self::among(state, day, now, trucks);
        let expected = outlook.routes.get(&route.id)?;
        for parcel in &mut situation.parcels {
            let stop = &expected.stops[parcel.position];
            parcel.stranded =
                stop.late > Seconds(0) || closed_by(state, day.date, route, parcel.stop).is_some();
        }
        Some(situation)
    }

    /// Every route a plan may touch.
    #[must_use]
    pub fn routes(&self) -> BTreeSet<RouteId> {
        self.trucks.iter().filter_map(|truck| Some(truck.route?.id.clone())).collect()
    }

    /// What `trucks` still have before them; none of them is broken.
    pub(super) fn among(state: &'a State, day: &'a Day, now: TimeOfDay, trucks: Vec<Truck<'a>>) -> Self {
        let (parcels, sources, broken) = (Vec::new(), Vec::new(), BTreeSet::new());
        let mut situation = Self { state, day, now, trucks, parcels, sources, broken };
        situation.gather_parcels();
        situation
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
                let capacity = truck.vehicle.capacity;
                self.parcels.push(Parcel { stop, spot, truck: at, position, source, stranded, capacity });
            }
        }
    }
}

/// The moment planning begins from; midnight for a day ahead.
pub(super) fn moment_of(ask: &Ask) -> Result<TimeOfDay, NothingToPlan> {
    match Standing::of(ask.day, ask.now) {
        Standing::Today(now) => Ok(now),
        Standing::Ahead => Ok(TimeOfDay::MIDNIGHT),
        Standing::Past => Err(NothingToPlan::DayIsOver),
    }
}

/// The first hold by name that closes the stop to its vehicle at some time of the day.
pub(super) fn closed_by<'s>(
    state: &'s State,
    day: ServiceDay,
    route: &Route,
    stop: &Stop,
) -> Option<&'s Hold> {
    let retailer = state.network.retailer(&stop.retailer)?;
    let vehicle = route.vehicle.as_ref().and_then(|plate| state.network.vehicles.get(plate));
    let capacity = vehicle.map(|vehicle| vehicle.capacity);
    let place = stop.meets.unwrap_or(retailer.place);
    let closes = |hold: &&Hold| {
        hold.span_on(day).is_some()
            && hold.binds(day, &route.id, capacity)
            && hold.covers(retailer, place, &route.id)
    };
    state.holds.values().find(closes)
}

/// What is owed, as stops of the day they are to be taken up on. Retailers that have a delivery of their own on
/// it wait for another: each stands once on a day.
pub(super) fn owed_stops(state: &State, date: ServiceDay, owed: &[Owed]) -> Vec<Stop> {
    let taken_up = |owed: &Owed| {
        if state.day(date).is_some_and(|day| day.find(&owed.retailer).is_some()) {
            return None;
        }
        let (route, at) = state.day(owed.from)?.find(&owed.retailer)?;
        Some(carried_over(&route.stops[at], owed.from))
    };
    owed.iter().filter_map(taken_up).collect()
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
