//! "Large truck stopped, small truck shuttles" (大车受阻小车分送): where a hold lets small vehicles pass, those that
//! stand ready take the closed stops. They fetch them at the dock, or from the large vehicle where it waits after
//! its last open stop.

use super::{Held, alone};
use crate::domain::backlog::Later;
use crate::domain::day::{Cargo, Progress, Remedy, Route, Stop};
use crate::domain::outlook;
use crate::domain::proposal::{Caveat, PlanKind};
use crate::domain::units::Cartons;
use crate::engine::plan::Plan;
use crate::engine::search_telling;
use crate::engine::stop::Rounds;
use crate::recovery::numbers::Ground;
use crate::recovery::plans::{self, Sequences, Step};
use crate::recovery::situation::{Role, Situation, Source, closed_by, dock_spot, spot_of};
use crate::recovery::trucks::Gathering;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Rounds the search for the small vehicles is given: they are few, and so are their stops.
const ROUNDS: u64 = 400;

pub struct Shuttle {
    pub routes: Vec<Arc<Route>>,
    pub caveats: Vec<Caveat>,
}

/// `None` where no hold lets anybody pass, or nobody who may stands ready.
pub fn plan(held: &Held<'_>, later: &Later) -> Option<Shuttle> {
    let most =
        held.state.holds.values().filter(|hold| hold.confirmed).filter_map(|hold| hold.lets_pass).min()?;
    let mut situation = small_vehicles(held, most)?;
    let mut large = Vec::new();
    let mut caveats = Vec::new();
    let mut without = held.state.clone();
    for &route in &held.routes {
        let Some(round) = alone(held, route) else { continue };
        let closed: BTreeSet<usize> = (0..round.parcels.len())
            .filter(|&at| {
                let stop = round.parcels[at].stop;
                let hold = closed_by(held.state, held.day.date, route, stop);
                stop.lock.is_none() && hold.is_some_and(|hold| hold.lets_pass.is_some())
            })
            .collect();
        if closed.is_empty() {
            continue;
        }
        let source = waits_for(held, &mut without, &round, &closed)?;
        if let Cargo::Aboard(plate) = &source.cargo {
            caveats.push(Caveat::WaitsToHandOver(plate.clone()));
        }
        large.push((round, closed, source));
    }
    if large.is_empty() {
        return None;
    }
    for (round, closed, source) in &mut large {
        add(&mut situation, round, closed, source.clone());
    }
    let sequences = searched(held, &situation, later)?;
    let mut routes = plans::routes(&situation, &sequences, &mut later.clone());
    // The large ones' own part was planned as it stands.
    for route in &mut routes {
        for stop in Arc::make_mut(route).stops.iter_mut().filter(|stop| is_shuttled(held, stop)) {
            stop.remedy = Some(Remedy::Shuttled);
        }
    }
    Some(Shuttle { routes, caveats })
}

fn is_shuttled(held: &Held<'_>, stop: &Stop) -> bool {
    let (before, after) = (held.day.find(&stop.retailer), &stop.remedy);
    let taken = matches!(after, Some(Remedy::SpareTakesOver | Remedy::NeighboursShare));
    taken && before.is_some_and(|(route, at)| route.stops[at].remedy != *after)
}

/// Spares and idle vehicles that may pass, at the centre.
fn small_vehicles<'h>(held: &Held<'h>, most: Cartons) -> Option<Situation<'h>> {
    let mut gathering = Gathering::new(held.state, held.day, held.now, held.outlook, held.ask);
    let dock = held.routes.first().map(|route| route.dock.clone())?;
    // A round that has not begun begins no sooner with another vehicle than with its own.
    let begins = held
        .routes
        .iter()
        .map(|route| if route.departed.is_some() { held.now } else { route.departs.max(held.now) });
    gathering.spares_and_idle_at(&dock, begins.min().unwrap_or(held.now));
    let mut trucks = gathering.trucks;
    trucks.retain(|truck| truck.vehicle.capacity <= most);
    (!trucks.is_empty()).then(|| Situation::among(held.state, held.day, held.now, trucks))
}

/// Where the closed stops' goods are to be had: at the dock, or on the large vehicle after its last open stop.
fn waits_for(
    held: &Held<'_>,
    without: &mut crate::domain::State,
    round: &Situation<'_>,
    closed: &BTreeSet<usize>,
) -> Option<Source> {
    let truck = round.trucks.first()?;
    let route = truck.route?;
    if route.departed.is_none() && route.first_open() == 0 {
        let ready = route.departs.max(held.now);
        return Some(Source {
            cargo: Cargo::At(route.dock.clone()),
            spot: dock_spot(held.state, &route.dock)?,
            ready,
        });
    }
    let mut open = Route::clone(route);
    let gone: BTreeSet<_> = closed.iter().map(|&at| &round.parcels[at].stop.retailer).collect();
    for stop in open.stops.iter_mut().filter(|stop| gone.contains(&stop.retailer)) {
        stop.progress = Progress::PutOff { to: held.day.date };
    }
    let day = without.days.get_mut(&held.day.date)?;
    Arc::make_mut(day).routes.insert(route.id.clone(), Arc::new(open));
    let outlook = outlook::project(without, without.day(held.day.date)?, held.ask.now);
    let expected = outlook.routes.get(&route.id)?;
    let last = (0..route.stops.len()).rev().find(|&at| {
        let stop = &route.stops[at];
        stop.progress != Progress::PutOff { to: held.day.date } && !gone.contains(&stop.retailer)
    });
    let (spot, ready) = match last {
        Some(at) => (spot_of(held.state, &route.stops[at])?, expected.stops[at].leaves),
        None => (expected.stands.clone()?, expected.free),
    };
    let cargo = Cargo::Aboard(route.vehicle.clone()?);
    Some(Source { cargo, spot, ready: ready.max(held.now) })
}

/// The large vehicle's stops join the situation, the closed ones as stranded goods.
fn add<'h>(
    situation: &mut Situation<'h>,
    round: &mut Situation<'h>,
    closed: &BTreeSet<usize>,
    source: Source,
) {
    let truck = situation.trucks.len();
    situation.trucks.append(&mut round.trucks);
    let known = situation.sources.iter().position(|other| other.cargo == source.cargo);
    let at = known.unwrap_or_else(|| {
        situation.sources.push(source);
        situation.sources.len() - 1
    });
    for (nth, mut parcel) in round.parcels.drain(..).enumerate() {
        parcel.truck = truck;
        parcel.stranded = closed.contains(&nth);
        if parcel.stranded {
            parcel.source = Some(at);
            parcel.capacity = Cartons(0);
        } else {
            // What it keeps it has aboard, or loads at its dock before it leaves.
            parcel.source = None;
        }
        situation.parcels.push(parcel);
    }
}

/// The small vehicles' rounds are searched; the large ones serve what is open as it stands.
fn searched(held: &Held<'_>, situation: &Situation<'_>, later: &Later) -> Option<Sequences> {
    let ground = Ground::of(situation, later.first, later.room.map(|cartons| cartons.0))?;
    let stated = ground.state(PlanKind::Shuttle)?;
    let plan = Plan::from_tours(&stated.problem, &[]);
    let found = search_telling(&stated.problem, plan, &mut Rounds(ROUNDS), held.ask.seed, &mut |_| {});
    let mut sequences = plans::sequences(&stated, &found.plan.calls());
    for (at, _) in situation.trucks.iter().enumerate().filter(|(_, truck)| truck.role == Role::Held) {
        let mine = (0..situation.parcels.len()).filter(|&parcel| {
            let parcel = &situation.parcels[parcel];
            parcel.truck == at && !parcel.stranded
        });
        sequences.insert(at, mine.map(Step::Serve).collect());
    }
    Some(sequences)
}
