//! Where vehicles were seen, and what that tells of their rounds: a vehicle that stays at a shop for long enough has
//! arrived there, and has delivered when it leaves. Such progress is inferred until somebody confirms it; what
//! somebody has recorded is never touched.

use super::{find_route, if_any, progress};
use crate::domain::command::{Happening, ProgressNote, StopFacts};
use crate::domain::day::{Day, Progress, Stop};
use crate::domain::ids::{Plate, RetailerCode, RouteId};
use crate::domain::operation::{Change, Facts, Mark, Operation};
use crate::domain::position::{Fix, Whereabouts};
use crate::domain::refusal::Refusal;
use crate::domain::state::State;
use crate::domain::time::{ServiceDay, TimeOfDay};
use std::collections::BTreeMap;

pub(super) fn note(state: &State, day: ServiceDay, fixes: Vec<Fix>) -> Result<Vec<Operation>, Refusal> {
    if let Some(unknown) = fixes.iter().find(|fix| !state.network.vehicles.contains_key(&fix.plate)) {
        return Err(Refusal::NoSuchVehicle(unknown.plate.clone()));
    }
    let mut by_plate: BTreeMap<Plate, Vec<Fix>> = BTreeMap::new();
    for fix in fixes.into_iter().filter(|fix| fix.at.day() == day) {
        by_plate.entry(fix.plate.clone()).or_default().push(fix);
    }
    let planned = state.day(day);
    let mut changes = Vec::new();
    let mut notes = Vec::new();
    for (plate, mut seen) in by_plate {
        seen.sort_by_key(|fix| fix.at);
        let before = state.fixes.get(&plate);
        let mut following = Following::new(state, before.cloned(), planned.map(AsRef::as_ref), &plate);
        for fix in seen {
            following.see(fix);
        }
        if following.at.as_ref() != before {
            changes.push(Change { before: before.cloned(), after: following.at });
        }
        notes.extend(following.notes);
    }
    let mut operations = if_any(changes, Operation::FixesChanged);
    if let Some(planned) = planned
        && !notes.is_empty()
    {
        operations.extend(progress::note(planned, notes)?.into_iter().map(inferred));
    }
    Ok(operations)
}

pub(super) fn confirm(day: &Day, stops: &[RetailerCode]) -> Result<Vec<Operation>, Refusal> {
    if stops.is_empty() {
        return Err(Refusal::NothingNamed);
    }
    let mut marks: BTreeMap<RouteId, Vec<Mark>> = BTreeMap::new();
    for retailer in stops {
        let Some((route, at)) = day.find(retailer) else {
            return Err(Refusal::NotOnTheDay { day: day.date, retailer: retailer.clone() });
        };
        let before = Facts::of(&route.stops[at]);
        if before.inferred {
            let after = Facts { inferred: false, ..before.clone() };
            marks.entry(route.id.clone()).or_default().push(Mark {
                retailer: retailer.clone(),
                before,
                after,
            });
        }
    }
    let confirmed = |(id, marks)| {
        let departed = find_route(day, &id)?.departed;
        Ok(Operation::ProgressNoted { day: day.date, route: id, departed: (departed, departed), marks })
    };
    marks.into_iter().map(confirmed).collect()
}

fn inferred(mut operation: Operation) -> Operation {
    if let Operation::ProgressNoted { marks, .. } = &mut operation {
        for mark in marks.iter_mut().filter(|mark| mark.before.progress != mark.after.progress) {
            mark.after.inferred = true;
        }
    }
    operation
}

/// One vehicle's positions, one after the other.
struct Following<'a> {
    state: &'a State,
    day: Option<&'a Day>,
    at: Option<Whereabouts>,
    /// What it has still to do, in order: route and stop, with the arrival that was inferred.
    ahead: Vec<(&'a RouteId, &'a Stop, Option<TimeOfDay>)>,
    notes: Vec<ProgressNote>,
}

impl<'a> Following<'a> {
    fn new(state: &'a State, at: Option<Whereabouts>, day: Option<&'a Day>, plate: &Plate) -> Self {
        let mut rounds: Vec<_> = day
            .into_iter()
            .flat_map(|day| day.routes.values())
            .filter(|route| route.vehicle.as_ref() == Some(plate))
            .collect();
        rounds.sort_by_key(|route| (route.departed.is_none(), route.departs));
        let open = |stop: &&Stop| match stop.progress {
            Progress::Waiting => true,
            Progress::Arrived { .. } => stop.inferred,
            _ => false,
        };
        let arrived = |stop: &Stop| match stop.progress {
            Progress::Arrived { at } => Some(at),
            _ => None,
        };
        let ahead = rounds
            .into_iter()
            .flat_map(|route| route.stops.iter().filter(open).map(|stop| (&route.id, stop, arrived(stop))))
            .collect();
        Self { state, day, at, ahead, notes: Vec::new() }
    }

    fn see(&mut self, fix: Fix) {
        let settings = &self.state.settings.weather;
        // What is older than what is known is no news.
        if self.at.as_ref().is_some_and(|at| at.fix.at >= fix.at) {
            return;
        }
        let before = self.at.take();
        let now = match &before {
            Some(at) => at.then(fix, settings.arrived_within),
            None => Whereabouts::first(fix),
        };
        self.leave(&now, before.as_ref());
        self.arrive(&now);
        self.at = Some(now);
    }

    fn near(&self, stop: &Stop, seen: &Whereabouts) -> bool {
        let Some(retailer) = self.state.network.retailer(&stop.retailer) else { return false };
        let place = stop.meets.unwrap_or(retailer.place);
        place.metres_to(seen.fix.place) <= f64::from(self.state.settings.weather.arrived_within.0)
    }

    /// What it had arrived at and is near to no more has been delivered.
    fn leave(&mut self, now: &Whereabouts, before: Option<&Whereabouts>) {
        let Some(day) = self.day else { return };
        let last = before.map_or(now.fix.at, |before| before.fix.at);
        let Some(last) = day.date.time_of(last) else { return };
        let left: Vec<usize> = (0..self.ahead.len())
            .filter(|&at| self.ahead[at].2.is_some() && !self.near(self.ahead[at].1, now))
            .collect();
        for at in left.into_iter().rev() {
            let (route, stop, arrived) = self.ahead.remove(at);
            let delivered = Some(last.max(arrived.unwrap_or(last)));
            self.note(route, stop, StopFacts { arrived, delivered, ..StopFacts::default() });
        }
    }

    /// It stays. Of several shops at one place the first on the round is the first to be served, and each takes
    /// its time.
    fn arrive(&mut self, now: &Whereabouts) {
        let Some(since) = self.day.and_then(|day| day.date.time_of(now.since)) else { return };
        let stayed = u32::try_from((now.fix.at.0 - now.since.0).num_seconds()).unwrap_or(0);
        let least = self.state.settings.weather.arrived_after.0.max(1);
        let mut room = stayed / least;
        for at in 0..self.ahead.len() {
            let (route, stop, arrived) = self.ahead[at];
            if room == 0 || !self.near(stop, now) {
                continue;
            }
            room -= 1;
            if arrived.is_none() {
                self.ahead[at].2 = Some(since);
                self.note(route, stop, StopFacts { arrived: Some(since), ..StopFacts::default() });
            }
        }
    }

    fn note(&mut self, route: &RouteId, stop: &Stop, facts: StopFacts) {
        let what = Happening::AtStop { retailer: stop.retailer.clone(), facts };
        self.notes.push(ProgressNote { route: Some(route.clone()), what });
    }
}
