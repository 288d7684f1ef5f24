//! What was put off and is still owed, and the days it can be delivered on.

use super::day::{Cargo, Cause, Dock, Progress, Stop};
use super::ids::{RetailerCode, RouteId};
use super::proposal::room_on;
use super::state::State;
use super::time::ServiceDay;
use super::units::Cartons;
use chrono::{Datelike, Weekday};
use std::collections::BTreeMap;

/// When stops that are put off can be delivered: the next two days that are planned, else working days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Later {
    pub first: ServiceDay,
    /// The day after that.
    pub second: ServiceDay,
    /// Cartons the first still has room for; `None` where nobody knows.
    pub room: Option<Cartons>,
}

impl Later {
    /// After `day`, as far as `state` has the days in mind.
    #[must_use]
    pub fn of(state: &State, day: ServiceDay) -> Self {
        let planned = state.days.range(day.plus(1)..).filter(|(_, day)| !day.routes.is_empty());
        let mut days = planned.map(|(date, _)| *date);
        let first = days.next().unwrap_or_else(|| next_working_day(day));
        let second = days.next().unwrap_or_else(|| next_working_day(first));
        Self { first, second, room: room_on(state, first) }
    }

    /// The day the next stop goes to: the first while it has the room. What goes there takes its room.
    pub fn take(&mut self, cartons: Cartons) -> ServiceDay {
        let fits = self.room.is_none_or(|left| left >= cartons);
        self.room = self.room.map(|left| left - cartons);
        if fits { self.first } else { self.second }
    }

    /// As [`Later::take`], for a retailer that may have a delivery of its own on one of the days: it stands once
    /// on a day.
    pub fn take_for(&mut self, state: &State, retailer: &RetailerCode, cartons: Cartons) -> ServiceDay {
        let has_its_own = |date: ServiceDay| state.day(date).is_some_and(|day| day.find(retailer).is_some());
        if has_its_own(self.first) {
            let mut day = self.second;
            while has_its_own(day) {
                day = next_working_day(day);
            }
            day
        } else {
            self.take(cartons)
        }
    }
}

/// Monday to Friday.
#[must_use]
pub fn next_working_day(day: ServiceDay) -> ServiceDay {
    let works = |day: &ServiceDay| !matches!(day.0.weekday(), Weekday::Sat | Weekday::Sun);
    (1..8).map(|days| day.plus(days)).find(works).unwrap_or_else(|| day.plus(1))
}

/// The stop as it stands on the day that takes it up; `from` is the day it was first put off from.
#[must_use]
pub fn carried_over(stop: &Stop, from: ServiceDay) -> Stop {
    Stop {
        // Its goods are brought back and sorted out anew.
        cargo: Cargo::At(Dock::Centre),
        progress: Progress::Waiting,
        carried: Some(from),
        lock: None,
        meets: None,
        inferred: false,
        ..stop.clone()
    }
}

/// A delivery that was put off and has not been made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owed {
    pub retailer: RetailerCode,
    /// The day it was first put off from, and its route there.
    pub from: ServiceDay,
    pub route: RouteId,
    pub cartons: Cartons,
    pub cause: Option<Cause>,
    /// The day it was last promised for.
    pub to: ServiceDay,
    /// Where it stands now, where it has been taken up again.
    pub planned: Option<(ServiceDay, RouteId)>,
}

/// Everything owed of the days in mind, the oldest first.
#[must_use]
pub fn backlog(state: &State) -> Vec<Owed> {
    let mut owed: BTreeMap<(ServiceDay, &RetailerCode), Owed> = BTreeMap::new();
    let mut done = Vec::new();
    for day in state.days.values() {
        for (id, route) in &day.routes {
            for stop in &route.stops {
                let key = (stop.carried.unwrap_or(day.date), &stop.retailer);
                match (&stop.progress, stop.carried) {
                    (Progress::PutOff { to }, None) => {
                        owed.entry(key).or_insert_with(|| Owed {
                            retailer: stop.retailer.clone(),
                            from: day.date,
                            route: id.clone(),
                            cartons: stop.cartons,
                            cause: stop.cause.clone(),
                            to: *to,
                            planned: None,
                        });
                    }
                    // Days come in order, so that what it was first put off from is known by now.
                    (Progress::PutOff { to }, Some(_)) => {
                        if let Some(owed) = owed.get_mut(&key) {
                            owed.to = *to;
                        }
                    }
                    (Progress::Waiting | Progress::Arrived { .. } | Progress::Failed { .. }, Some(_)) => {
                        if let Some(owed) = owed.get_mut(&key) {
                            owed.planned = Some((day.date, id.clone()));
                        }
                    }
                    (Progress::Delivered { .. }, Some(_)) => done.push(key),
                    (_, None) => {}
                }
            }
        }
    }
    for key in done {
        owed.remove(&key);
    }
    owed.into_values().collect()
}

/// Of that, what nobody has taken up and is promised for `day` or before; the oldest first.
#[must_use]
pub fn due_on(state: &State, day: ServiceDay) -> Vec<Owed> {
    let due = |owed: &Owed| owed.planned.is_none() && owed.from < day && owed.to <= day;
    backlog(state).into_iter().filter(due).collect()
}
