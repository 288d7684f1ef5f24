//! What the delay report tells of each stop, in the domain's own types. How a cell is written and in which
//! language is the business of [`super::columns`] and the forms.

use crate::domain::day::{Cause, Day, FailReason, Progress, Remedy, Route, Stop, Told};
use crate::domain::ids::{BreakdownId, DepartmentCode, HoldId, Plate, RetailerCode, RouteId};
use crate::domain::incident::Fault;
use crate::domain::kpi;
use crate::domain::network::Name;
use crate::domain::outlook::{Outlook, StopOutlook, StopState};
use crate::domain::state::State;
use crate::domain::time::{ServiceDay, Standing, TimeOfDay, Window};
use crate::domain::units::{Cartons, Seconds};
use crate::domain::weather::Signal;
use smol_str::SmolStr;

/// One stop due, with all that is known about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DelayRow {
    pub day: ServiceDay,
    pub route: RouteId,
    /// Its place on the route; 1 is the first stop.
    pub position: usize,
    pub plate: Option<Plate>,
    /// Empty where unknown.
    pub driver: SmolStr,
    /// Empty where unknown, and for a crew of one.
    pub delivery_man: SmolStr,
    /// The retailer's own department, which answers for it whatever route brings its goods; the route's
    /// where the retailer is unknown.
    pub department: DepartmentCode,
    pub department_name: Name,
    pub retailer: RetailerCode,
    pub retailer_name: Name,
    pub cartons: Cartons,
    /// The window agreed now.
    pub window: Window,
    /// The window of the plan as it was imported, which no later shift changes: what the retailer was promised.
    pub promised: Window,
    pub planned: TimeOfDay,
    /// When it is expected to be reached; only of a stop that is still to be served.
    pub estimated: Option<TimeOfDay>,
    /// When the vehicle was there, delivered or not.
    pub actual: Option<TimeOfDay>,
    /// How long after the end of the promised window service began or is expected to begin; zero in time.
    /// `None` of a stop put off, which nobody waits for on this day, and of a past day's stop of which
    /// nothing was recorded.
    pub late: Option<Seconds>,
    pub state: StopState,
    pub outcome: Outcome,
    pub cause: Option<Cause>,
    pub reason: Option<Reason>,
    pub remedy: Option<Remedy>,
    pub told: Option<Told>,
}

/// How it ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing is recorded yet, or only the arrival.
    Open,
    Delivered,
    Failed(FailReason),
    PutOff(ServiceDay),
}

/// The reason code of the incident behind a cause, where the incident is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    Fault(Fault),
    Signal(Signal),
}

impl DelayRow {
    /// Whether *only late* lists it: late, failed or put off.
    #[must_use]
    pub fn is_disturbed(&self) -> bool {
        self.late.is_some_and(|late| late > Seconds(0))
            || matches!(self.outcome, Outcome::Failed(_) | Outcome::PutOff(_))
    }

    /// Minutes late, a begun minute counted.
    #[must_use]
    pub fn minutes_late(&self) -> Option<u32> {
        self.late.map(Seconds::minutes_begun)
    }

    /// The incident its cause refers to.
    #[must_use]
    pub fn incident(&self) -> Option<&str> {
        match &self.cause {
            Some(Cause::Breakdown(id)) => id.as_ref().map(BreakdownId::as_str),
            Some(Cause::Weather(id)) => id.as_ref().map(HoldId::as_str),
            _ => None,
        }
    }
}

/// Every stop due on `day`, by route and then in driving order. `outlook` is the day projected at the time
/// the report speaks of.
pub fn rows<'a>(
    day: &'a Day,
    outlook: &'a Outlook,
    state: &'a State,
) -> impl Iterator<Item = DelayRow> + use<'a> {
    let over = Standing::of(day.date, outlook.now) == Standing::Past;
    day.routes.values().flat_map(move |route| {
        let seen = outlook.routes.get(&route.id);
        let stops = route.stops.iter().enumerate();
        stops.filter_map(move |(at, stop)| {
            let seen = seen?.stops.get(at)?;
            Some(DelayRow {
                late: kpi::recorded_late(stop, seen, over),
                ..row(day.date, route, at, stop, seen, state)
            })
        })
    })
}

fn row(
    day: ServiceDay,
    route: &Route,
    at: usize,
    stop: &Stop,
    seen: &StopOutlook,
    state: &State,
) -> DelayRow {
    let network = &state.network;
    let retailer = network.retailer(&stop.retailer);
    let department = retailer.map_or(&route.department, |retailer| &retailer.department);
    let crew = route.crew.as_ref().or_else(|| {
        let vehicle = network.vehicles.get(route.vehicle.as_ref()?)?;
        vehicle.crew.as_ref()
    });
    let crew = crew.and_then(|id| network.crews.get(id));
    let outcome = match &stop.progress {
        Progress::Waiting | Progress::Arrived { .. } => Outcome::Open,
        Progress::Delivered { .. } => Outcome::Delivered,
        Progress::Failed { reason, .. } => Outcome::Failed(reason.clone()),
        Progress::PutOff { to } => Outcome::PutOff(*to),
    };
    DelayRow {
        day,
        route: route.id.clone(),
        position: at + 1,
        plate: route.vehicle.clone(),
        driver: crew.map(|crew| crew.driver.clone()).unwrap_or_default(),
        delivery_man: crew.map(|crew| crew.delivery_man.clone()).unwrap_or_default(),
        department: department.clone(),
        department_name: network
            .departments
            .get(department)
            .map(|known| known.name.clone())
            .unwrap_or_default(),
        retailer: stop.retailer.clone(),
        retailer_name: retailer.map(|known| known.name.clone()).unwrap_or_default(),
        cartons: stop.cartons,
        window: stop.window,
        promised: stop.promised,
        planned: stop.planned,
        estimated: matches!(stop.progress, Progress::Waiting).then_some(seen.arrives),
        actual: stop.progress.arrival(),
        late: None,
        state: seen.state,
        outcome,
        cause: stop.cause.clone(),
        reason: stop.cause.as_ref().and_then(|cause| reason(cause, state)),
        remedy: stop.remedy,
        told: stop.told.clone(),
    }
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
