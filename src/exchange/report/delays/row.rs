//! What the delay report tells of each stop, in the domain's own types. How a cell is written and in which
//! language is the business of [`super::columns`] and the forms. A row holds nothing of its own: it points at the day
//! and at the reference data, because a year has a million.

use crate::domain::day::{Cause, Day, Progress, Route, Stop};
use crate::domain::ids::{BreakdownId, DepartmentCode, HoldId, RetailerCode};
use crate::domain::incident::Fault;
use crate::domain::kpi::{self, Ending};
use crate::domain::network::{Crew, Name, Retailer};
use crate::domain::outlook::{StopOutlook, StopState, project_stops};
use crate::domain::state::State;
use crate::domain::time::{ServiceDay, Standing, TimeOfDay, Timestamp};
use crate::domain::units::Seconds;
use crate::domain::weather::Signal;
use crate::words::Words;
use std::collections::HashMap;
use std::sync::Arc;

/// One stop due, with all that is known about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DelayRow<'d> {
    pub day: ServiceDay,
    pub route: &'d Route,
    /// Its place on the route; 1 is the first stop.
    pub position: usize,
    /// `None` where unknown.
    pub crew: Option<&'d Crew>,
    pub stop: &'d Stop,
    pub shop: Shop<'d>,
    /// When it is expected to be reached; only of a stop that is still to be served.
    pub estimated: Option<TimeOfDay>,
    /// How long after the end of the promised window service began or is expected to begin; zero in time.
    /// `None` of a stop put off, which nobody waits for on this day, and of a past day's stop of which
    /// nothing was recorded.
    pub late: Option<Seconds>,
    pub state: StopState,
    pub reason: Option<Reason>,
}

/// The reason code of the incident behind a cause, where the incident is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    Fault(Fault),
    Signal(Signal),
}

impl<'d> DelayRow<'d> {
    /// How it ended.
    #[must_use]
    pub const fn ending(&self) -> Ending {
        Ending::of(&self.stop.progress)
    }

    /// Whether *only late* lists it: late, failed or put off.
    #[must_use]
    pub fn is_disturbed(&self) -> bool {
        self.late.is_some_and(|late| late > Seconds(0))
            || matches!(self.ending(), Ending::Failed | Ending::PutOff)
    }

    /// Minutes late, a begun minute counted.
    #[must_use]
    pub fn minutes_late(&self) -> Option<u32> {
        self.late.map(Seconds::minutes_begun)
    }

    /// The incident its cause refers to.
    #[must_use]
    pub fn incident(&self) -> Option<&'d str> {
        match &self.stop.cause {
            Some(Cause::Breakdown(id)) => id.as_ref().map(BreakdownId::as_str),
            Some(Cause::Weather(id)) => id.as_ref().map(HoldId::as_str),
            _ => None,
        }
    }
}

/// Who is delivered to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shop<'s> {
    /// Its place among [`Shops::all`]; `None` where it is unknown, as is its name then.
    pub number: Option<usize>,
    pub name: Option<&'s str>,
    /// The retailer's own department, which answers for it whatever route brings its goods; the route's
    /// where the retailer is unknown.
    pub department: &'s DepartmentCode,
    pub department_name: Option<&'s Name>,
}

/// The shops of the network, hashed with what a row tells of them: each of a million stops looks here.
#[derive(Debug)]
pub struct Shops<'s> {
    state: &'s State,
    known: HashMap<RetailerCode, Shop<'s>>,
}

/// A day with what had to be looked up for its rows, in the order of its routes.
#[derive(Debug)]
pub struct SeenDay<'s> {
    day: Day,
    rounds: Vec<Vec<SeenStop<'s>>>,
}

#[derive(Clone, Copy, Debug)]
struct SeenStop<'s> {
    shop: Option<Shop<'s>>,
    estimated: Option<TimeOfDay>,
    late: Option<Seconds>,
    state: StopState,
}

impl<'s> Shops<'s> {
    /// With their names in the language of `words`.
    #[must_use]
    pub fn of(state: &'s State, words: &Words) -> Self {
        let shop = |(number, retailer): (usize, &'s Arc<Retailer>)| {
            let (department, department_name) = department(state, &retailer.department);
            let name = Some(words.name(&retailer.name));
            let shop = Shop { number: Some(number), name, department, department_name };
            (retailer.code.clone(), shop)
        };
        Self { state, known: state.network.retailers.values().enumerate().map(shop).collect() }
    }

    /// All of them, by their numbers.
    pub fn all(&self) -> impl ExactSizeIterator<Item = &'s Retailer> + use<'s> {
        self.state.network.retailers.values().map(AsRef::as_ref)
    }

    /// Looks up what its rows need: every stop as it stands at `now`, and whose it is.
    #[must_use]
    pub fn look_at(&self, day: Day, now: Timestamp) -> SeenDay<'s> {
        let over = Standing::of(day.date, now) == Standing::Past;
        let seen = |(stop, seen): (&Stop, StopOutlook)| SeenStop {
            shop: self.known.get(&stop.retailer).copied(),
            estimated: (stop.progress == Progress::Waiting).then_some(seen.arrives),
            late: kpi::recorded_late(stop, &seen, over),
            state: seen.state,
        };
        let rounds = project_stops(self.state, &day, now).into_iter();
        let rounds = rounds.map(|(route, stops)| route.stops.iter().zip(stops).map(seen).collect()).collect();
        SeenDay { day, rounds }
    }

    /// Every stop due on the day, by route and then in driving order.
    pub fn rounds<'d>(&self, seen: &'d SeenDay<'s>) -> impl Iterator<Item = Vec<DelayRow<'d>>>
    where
        's: 'd,
    {
        seen.day.routes.values().zip(&seen.rounds).map(move |(route, round)| {
            let crew = self.crew(route);
            let (department, department_name) = department(self.state, &route.department);
            let stranger = Shop { number: None, name: None, department, department_name };
            let row = |(at, (stop, facts)): (usize, (&'d Stop, &SeenStop<'s>))| DelayRow {
                day: seen.day.date,
                route,
                position: at + 1,
                crew,
                stop,
                shop: facts.shop.unwrap_or(stranger),
                estimated: facts.estimated,
                late: facts.late,
                state: facts.state,
                reason: stop.cause.as_ref().and_then(|cause| reason(cause, self.state)),
            };
            route.stops.iter().zip(round).enumerate().map(row).collect()
        })
    }

    /// The route's own, or that of its vehicle.
    fn crew(&self, route: &Route) -> Option<&'s Crew> {
        let network = &self.state.network;
        let id = route.crew.as_ref().or_else(|| {
            let vehicle = network.vehicles.get(route.vehicle.as_ref()?)?;
            vehicle.crew.as_ref()
        });
        network.crews.get(id?)
    }
}

/// A department by its code, and its name where it is known.
fn department<'d>(state: &'d State, code: &'d DepartmentCode) -> (&'d DepartmentCode, Option<&'d Name>) {
    let known = state.network.departments.get_key_value(code);
    known.map_or((code, None), |(code, department)| (code, Some(&department.name)))
}

fn reason(cause: &Cause, state: &State) -> Option<Reason> {
    match cause {
        Cause::Breakdown(id) => {
            let breakdown = state.breakdowns.get(id.as_ref()?)?;
            Some(Reason::Fault(breakdown.fault))
        }
        Cause::Weather(id) => Some(Reason::Signal(state.holds.get(id.as_ref()?)?.signal)),
        _ => None,
    }
}
