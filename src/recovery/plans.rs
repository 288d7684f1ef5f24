//! A plan in numbers put back into the day's words: whose stops go where, in what order, with the calls for
//! their goods, and what is put off.

use super::numbers::Stated;
use super::situation::{Parcel, Role, Situation, Truck};
use crate::domain::backlog::Later;
use crate::domain::day::{Pickup, Progress, Remedy, Route, Stop};
use crate::domain::ids::{DepartmentCode, RouteId};
use crate::domain::time::TimeOfDay;
use crate::domain::units::Cartons;
use crate::engine::tour::Call;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;

/// What each truck of the situation does, by its index, in the situation's own numbers: parcels and sources.
pub type Sequences = BTreeMap<usize, Vec<Step>>;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    Load(usize),
    Serve(usize),
}

/// From one kind's numbering to the situation's.
#[must_use]
pub fn sequences(stated: &Stated, tours: &[Vec<Call>]) -> Sequences {
    let step = |call: &Call| match *call {
        Call::Load(source) => Step::Load(source as usize),
        Call::Serve(job) => Step::Serve(stated.parcels[job as usize]),
    };
    let trucks = stated.trucks.iter().zip(tours);
    trucks.map(|(&truck, calls)| (truck, calls.iter().map(step).collect())).collect()
}

/// From the situation's numbering to one kind's; what takes no part in it is left out.
#[must_use]
pub fn tours(stated: &Stated, sequences: &Sequences) -> Vec<Vec<Call>> {
    let number = |at: Option<usize>| at.and_then(|at| u32::try_from(at).ok());
    let call = |step: &Step| match *step {
        Step::Load(source) => number(Some(source)).map(Call::Load),
        Step::Serve(parcel) => {
            number(stated.parcels.iter().position(|&other| other == parcel)).map(Call::Serve)
        }
    };
    let of_truck = |truck: &usize| {
        sequences.get(truck).map(|steps| steps.iter().filter_map(call).collect()).unwrap_or_default()
    };
    stated.trucks.iter().map(of_truck).collect()
}

/// The rounds as they stand: every stop with its own vehicle, those of the vehicles that cannot come with nobody.
#[must_use]
pub fn as_they_stand(situation: &Situation<'_>) -> Sequences {
    let mut sequences = Sequences::new();
    for (at, truck) in situation.trucks.iter().enumerate().filter(|(_, t)| t.role != Role::Broken) {
        let mine = (0..situation.parcels.len()).filter(|&parcel| situation.parcels[parcel].truck == at);
        let mut steps = Vec::new();
        let holds = |source: usize| truck.holds.as_ref() == Some(&situation.sources[source].cargo);
        let mut loaded = BTreeSet::new();
        for parcel in mine {
            if let Some(source) = situation.parcels[parcel].source
                && !holds(source)
                && loaded.insert(source)
            {
                steps.push(Step::Load(source));
            }
            steps.push(Step::Serve(parcel));
        }
        sequences.insert(at, steps);
    }
    sequences
}

/// A start for a kind in which whole rounds change hands: its trucks take the stranded stops in their old order,
/// each as many as it has room for. One stop alone would not pay for the way, so that putting one in after the
/// other would never begin.
#[must_use]
pub fn taken_over(situation: &Situation<'_>, role: Role, start: &Sequences) -> Sequences {
    let mut sequences = start.clone();
    let mut stranded: VecDeque<usize> =
        (0..situation.parcels.len()).filter(|&parcel| situation.parcels[parcel].stranded).collect();
    for (at, truck) in situation.trucks.iter().enumerate().filter(|(_, truck)| truck.role == role) {
        let steps = sequences.entry(at).or_default();
        let mut room = truck.vehicle.capacity - truck.aboard;
        let planned = steps.iter().map(|step| match step {
            Step::Serve(parcel) => situation.parcels[*parcel].stop.cartons,
            Step::Load(_) => Cartons(0),
        });
        room = room - planned.sum::<Cartons>();
        let mut called = BTreeSet::new();
        let own = |parcel: &Parcel<'_>| role != Role::Broken || parcel.truck == at;
        while let Some(&next) = stranded.front() {
            let parcel = &situation.parcels[next];
            // Its own goods a repaired vehicle has room for, whatever its capacity says.
            if (parcel.stop.cartons > room && role != Role::Broken) || !own(parcel) {
                break;
            }
            room = room - parcel.stop.cartons;
            stranded.pop_front();
            if let Some(source) = parcel.source
                && truck.holds.as_ref() != Some(&situation.sources[source].cargo)
                && called.insert(source)
            {
                steps.push(Step::Load(source));
            }
            steps.push(Step::Serve(next));
        }
    }
    sequences
}

/// All of a kind's trucks do as `sequences` say; stranded stops that nobody serves are put off.
#[must_use]
pub fn routes(situation: &Situation<'_>, sequences: &Sequences, later: &mut Later) -> Vec<Arc<Route>> {
    let mut made = Making { situation, later, taken: BTreeSet::new() };
    let served: BTreeSet<usize> = sequences
        .values()
        .flatten()
        .filter_map(|step| match step {
            Step::Serve(parcel) => Some(*parcel),
            Step::Load(_) => None,
        })
        .collect();
    let mut routes = Vec::new();
    for (at, truck) in situation.trucks.iter().enumerate() {
        let steps = sequences.get(&at);
        let Some(route) = truck.route else {
            let serves = steps.filter(|steps| steps.iter().any(|step| matches!(step, Step::Serve(_))));
            routes.extend(serves.and_then(|steps| made.begun(truck, steps)).map(Arc::new));
            continue;
        };
        if steps.is_some() || truck.role == Role::Broken {
            let mine = (0..situation.parcels.len()).filter(|parcel| situation.parcels[*parcel].truck == at);
            let left: Vec<usize> = mine.filter(|parcel| !served.contains(parcel)).collect();
            let steps = steps.map_or(&[][..], Vec::as_slice);
            routes.push(Arc::new(made.changed(truck, route, steps, &left)));
        }
    }
    routes
}

struct Making<'a> {
    situation: &'a Situation<'a>,
    later: &'a mut Later,
    taken: BTreeSet<RouteId>,
}

impl Making<'_> {
    /// A round that goes on differently. Of its stops that nobody serves the stranded ones are put off; what a
    /// person has locked, or nobody has found a place for, stays on it. Stops put off before stay at its end.
    fn changed(&mut self, truck: &Truck<'_>, route: &Route, steps: &[Step], left: &[usize]) -> Route {
        let situation = self.situation;
        let mut after = route.clone();
        let of_this_route = |parcel: &&Parcel<'_>| {
            situation.trucks[parcel.truck].route.is_some_and(|other| other.id == route.id)
        };
        let planned: BTreeSet<usize> =
            situation.parcels.iter().filter(of_this_route).map(|parcel| parcel.position).collect();
        let rest: Vec<Stop> = (truck.frozen..route.stops.len())
            .filter(|at| !planned.contains(at))
            .map(|at| route.stops[at].clone())
            .collect();
        after.stops.truncate(truck.frozen);
        let kept = |pickup: &Pickup| {
            let at = route.position(&pickup.before);
            pickup.loaded.is_some() || at.is_none_or(|at| at < truck.frozen)
        };
        after.pickups.retain(kept);
        self.follow(truck, steps, &mut after);
        for &parcel in left {
            let parcel = &situation.parcels[parcel];
            let stays = !parcel.stranded || parcel.stop.lock.is_some();
            after.stops.push(if stays { parcel.stop.clone() } else { self.put_off(parcel) });
        }
        after.stops.extend(rest);
        after
    }

    /// A round that begins: named after the one most of its stops come from.
    fn begun(&mut self, truck: &Truck<'_>, steps: &[Step]) -> Option<Route> {
        let mut from: BTreeMap<&RouteId, usize> = BTreeMap::new();
        for step in steps {
            if let Step::Serve(parcel) = step {
                let truck = self.situation.parcels[*parcel].truck;
                if let Some(route) = self.situation.trucks[truck].route {
                    *from.entry(&route.id).or_default() += 1;
                }
            }
        }
        let most = from.iter().max_by(|a, b| (a.1, b.0).cmp(&(b.1, a.0))).map(|(id, _)| *id);
        let (id, department) = match most {
            Some(most) => (self.split_of(most), self.situation.day.routes.get(most)?.department.clone()),
            None => self.catching_up(steps)?,
        };
        self.taken.insert(id.clone());
        let mut route = Route {
            id,
            department,
            vehicle: Some(truck.vehicle.plate.clone()),
            crew: truck.vehicle.crew.clone(),
            dock: truck.dock.clone(),
            departs: truck.free,
            departed: None,
            stops: Vec::new(),
            pickups: Vec::new(),
            imported: None,
        };
        self.follow(truck, steps, &mut route);
        Some(route)
    }

    /// A round of nothing but what is owed: named after the department of its first shop.
    fn catching_up(&self, steps: &[Step]) -> Option<(RouteId, DepartmentCode)> {
        let first = steps.iter().find_map(|step| match step {
            Step::Serve(parcel) => Some(&self.situation.parcels[*parcel].stop.retailer),
            Step::Load(_) => None,
        })?;
        let department = self.situation.state.network.retailer(first)?.department.clone();
        Some((self.split_of(&RouteId::new(format!("{department}-B"))), department))
    }

    /// `R04102-2`: the first number that is free, for the second part of a split round (拆线).
    fn split_of(&self, id: &RouteId) -> RouteId {
        let is_free = |id: &RouteId| !self.situation.day.routes.contains_key(id) && !self.taken.contains(id);
        let mut names = (2_u32..).map(|nth| RouteId::new(format!("{id}-{nth}")));
        names.find(is_free).unwrap_or_else(|| id.clone())
    }

    fn follow(&self, truck: &Truck<'_>, steps: &[Step], route: &mut Route) {
        let mut calls: Vec<usize> = Vec::new();
        for step in steps {
            match *step {
                Step::Load(source) => calls.push(source),
                Step::Serve(parcel) => {
                    let parcel = &self.situation.parcels[parcel];
                    let made_here = calls.drain(..).filter_map(|source| self.pickup(source, parcel.stop));
                    route.pickups.extend(made_here);
                    route.stops.push(Self::stop(truck, parcel));
                }
            }
        }
    }

    fn pickup(&self, source: usize, before: &Stop) -> Option<Pickup> {
        let source = self.situation.sources.get(source)?;
        Some(Pickup {
            from: source.cargo.clone(),
            place: source.spot.place,
            before: before.retailer.clone(),
            ready: if source.ready > self.situation.now { source.ready } else { TimeOfDay::MIDNIGHT },
            loaded: None,
        })
    }

    /// A stop as the truck will serve it, with what was done about it.
    fn stop(truck: &Truck<'_>, parcel: &Parcel<'_>) -> Stop {
        let mut stop = parcel.stop.clone();
        if parcel.stranded {
            stop.remedy = Some(match truck.role {
                Role::Broken => Remedy::WaitedForRepair,
                Role::Spare => Remedy::SpareTakesOver,
                Role::Neighbour | Role::Idle => Remedy::NeighboursShare,
                Role::Held => Remedy::WaitedForWeather,
            });
        }
        stop
    }

    fn put_off(&mut self, parcel: &Parcel<'_>) -> Stop {
        let mut stop = parcel.stop.clone();
        let to = self.later.take(stop.cartons);
        stop.progress = Progress::PutOff { to };
        stop.remedy = Some(Remedy::PutOff);
        stop
    }
}
