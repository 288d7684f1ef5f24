//! What each lane of the board shows, told once and kept until the route, its outlook or the holds change:
//! a frame then only paints. Which lanes there are and in what order is [`super::filter`]'s.

use super::geometry::Reach;
use crate::desk::snapshot::Snapshot;
use crate::domain::day::{Cause, Progress, Route};
use crate::domain::ids::{HoldId, RouteId};
use crate::domain::network::Name;
use crate::domain::outlook::{RouteOutlook, RouteState, StopState};
use crate::domain::rules::{Breach, BreachKind};
use crate::domain::time::TimeOfDay;
use crate::domain::units::Seconds;
use crate::domain::weather::{Course, Hold, HoldState};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// One route as the board shows it.
#[derive(Clone, Debug)]
pub struct Lane {
    pub route: Arc<Route>,
    pub outlook: Arc<RouteOutlook>,
    /// `None` where the department is not in the reference data; then its code is shown.
    pub department: Option<Name>,
    /// Empty where unknown.
    pub driver: String,
    pub counts: Counts,
    /// The gravest thing that is wrong.
    pub worst: Option<BreachKind>,
    /// How late the latest stop is that is still to be served.
    pub latest: Seconds,
    pub reach: Reach,
    /// Stops of it still carry an incident.
    pub has_incident: bool,
    /// The holds that close open stops of this lane, and during which part of the day.
    pub closed: Vec<Closure>,
    /// What was decided for it under a hold, the gravest first, and which hold.
    pub course: Option<(Course, HoldId)>,
    /// What a search looks through, in lower case.
    needle: String,
}

/// How many stops stand how.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub stops: usize,
    /// In time or late.
    pub delivered: usize,
    /// Late now, or delivered late.
    pub late: usize,
    pub at_risk: usize,
    pub on_hold: usize,
}

impl Counts {
    fn of(outlook: &RouteOutlook) -> Self {
        let mut counts = Self { stops: outlook.stops.len(), ..Self::default() };
        for stop in &outlook.stops {
            match stop.state {
                StopState::Delivered => counts.delivered += 1,
                StopState::DeliveredLate => {
                    counts.delivered += 1;
                    counts.late += 1;
                }
                StopState::Late => counts.late += 1,
                StopState::AtRisk => counts.at_risk += 1,
                StopState::OnHold => counts.on_hold += 1,
                StopState::Arrived | StopState::OnTime | StopState::Failed | StopState::PutOff => {}
            }
        }
        counts
    }

    pub fn add(&mut self, other: Self) {
        self.stops += other.stops;
        self.delivered += other.delivered;
        self.late += other.late;
        self.at_risk += other.at_risk;
        self.on_hold += other.on_hold;
    }
}

/// A hold over one lane.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closure {
    pub hold: HoldId,
    pub from: TimeOfDay,
    pub until: TimeOfDay,
    /// How many open stops it covers.
    pub stops: usize,
}

impl Lane {
    fn new(snapshot: &Snapshot, route: &Arc<Route>, outlook: &Arc<RouteOutlook>) -> Self {
        let network = &snapshot.state.network;
        let vehicle = route.vehicle.as_ref().and_then(|plate| network.vehicles.get(plate));
        let crew = route.crew.as_ref().or(vehicle.and_then(|vehicle| vehicle.crew.as_ref()));
        let driver =
            crew.and_then(|id| network.crews.get(id)).map_or(String::new(), |crew| crew.driver.to_string());
        let department = network.departments.get(&route.department).map(|found| found.name.clone());
        let plate = route.vehicle.as_ref().map_or("", |plate| plate.as_str());
        let needle = format!("{} {plate} {driver}", route.id).to_lowercase();
        let open_late = outlook.stops.iter().filter(|stop| stop.state == StopState::Late);
        Self {
            department,
            driver,
            counts: Counts::of(outlook),
            worst: worst(&outlook.breaches),
            latest: open_late.map(|stop| stop.late).max().unwrap_or_default(),
            reach: Reach::of(outlook.stops.iter().map(|stop| (stop.arrives, stop.leaves))),
            has_incident: !route.incidents().is_empty(),
            closed: closures(snapshot, route),
            course: course(snapshot, route),
            needle,
            route: Arc::clone(route),
            outlook: Arc::clone(outlook),
        }
    }

    #[must_use]
    pub fn id(&self) -> &RouteId {
        &self.route.id
    }

    #[must_use]
    pub fn has_left(&self) -> bool {
        self.route.departed.is_some() || self.outlook.state != RouteState::Planned
    }

    /// Does route, plate or driver hold `text` (in lower case)?
    #[must_use]
    pub fn mentions(&self, text: &str) -> bool {
        self.needle.contains(text)
    }

    /// Stops standing in the strip of time.
    #[must_use]
    pub fn between(&self, from: TimeOfDay, until: TimeOfDay) -> Range<usize> {
        let stops = self.route.stops.len().min(self.outlook.stops.len());
        let found = self.reach.between(from, until);
        found.start.min(stops)..found.end.min(stops)
    }

    /// The stop that stands at `at` or within `slack` of it, the nearest by its middle.
    #[must_use]
    pub fn stop_at(&self, at: TimeOfDay, slack: Seconds) -> Option<usize> {
        let from = TimeOfDay::from_seconds(at.seconds().saturating_sub(slack.0));
        let until = at.plus(slack);
        self.between(from, until)
            .filter(|&index| {
                let stop = &self.outlook.stops[index];
                stop.arrives <= until && stop.leaves >= from
            })
            .min_by_key(|&index| {
                let stop = &self.outlook.stops[index];
                let outside = stop.arrives.since(at).0.max(at.since(stop.leaves).0);
                (outside, at.seconds().abs_diff(stop.arrives.seconds().midpoint(stop.leaves.seconds())))
            })
    }

    /// Before which stop something dropped at `at` is served; the number of stops for the end.
    #[must_use]
    pub fn insertion_at(&self, at: TimeOfDay) -> usize {
        let stops = &self.outlook.stops;
        let middle = |index: usize| stops[index].arrives.seconds().midpoint(stops[index].leaves.seconds());
        (0..stops.len()).rev().find(|&index| middle(index) < at.seconds()).map_or(0, |before| before + 1)
    }
}

/// The gravest of `breaches`: what stops the round comes before what delays it.
#[must_use]
pub fn worst(breaches: &[Breach]) -> Option<BreachKind> {
    breaches.iter().map(|breach| &breach.kind).max_by_key(|kind| gravity(kind)).cloned()
}

/// From what a dispatcher can live with to what keeps a round from being driven; and within a kind, how much.
#[must_use]
pub const fn gravity(kind: &BreachKind) -> (u8, u32) {
    match kind {
        BreachKind::EarlyWait(by) => (0, by.0),
        BreachKind::Overtime(by) => (1, by.0),
        BreachKind::Late(by) => (2, by.0),
        BreachKind::Overload(by) => (3, by.0),
        BreachKind::DrivingLimit(by) => (4, by.0),
        BreachKind::LockBroken(_) => (5, 0),
        BreachKind::OnHold(_) => (6, 0),
        BreachKind::CargoElsewhere(_) => (7, 0),
        BreachKind::NoVehicle => (8, 0),
    }
}

fn closures(snapshot: &Snapshot, route: &Route) -> Vec<Closure> {
    let network = &snapshot.state.network;
    let vehicle = route.vehicle.as_ref().and_then(|plate| network.vehicles.get(plate));
    let capacity = vehicle.map(|vehicle| vehicle.capacity);
    let open = || {
        let waiting = route.stops.iter().filter(|stop| matches!(stop.progress, Progress::Waiting));
        waiting.filter_map(|stop| {
            let retailer = network.retailer(&stop.retailer)?;
            Some((retailer, stop.meets.unwrap_or(retailer.place)))
        })
    };
    let closure = |hold: &Hold| {
        let (from, until) =
            hold.span_on(snapshot.date).filter(|_| hold.binds(snapshot.date, &route.id, capacity))?;
        let covered = open().filter(|(retailer, place)| hold.covers(retailer, *place, &route.id)).count();
        (covered > 0).then(|| Closure { hold: hold.id.clone(), from, until, stops: covered })
    };
    snapshot.state.holds.values().filter_map(closure).collect()
}

/// What keeps a route back stays told after its hold is over; that it may go is told while the hold lasts.
fn course(snapshot: &Snapshot, route: &Route) -> Option<(Course, HoldId)> {
    let decided = |hold: &Hold| {
        let course = hold.course_of(snapshot.date, &route.id)?;
        let over = hold.state_at(snapshot.now) == HoldState::Past;
        let back = route.stops.iter().any(|stop| {
            matches!(stop.progress, Progress::PutOff { .. })
                && stop.cause == Some(Cause::Weather(Some(hold.id.clone())))
        });
        (!over || back).then(|| (course, hold.id.clone()))
    };
    snapshot.state.holds.values().filter_map(decided).max_by_key(|(course, _)| *course)
}

/// Every lane of the day, kept from frame to frame. Only what has changed is told anew.
#[derive(Clone, Debug, Default)]
pub struct Lanes {
    all: BTreeMap<RouteId, Arc<Lane>>,
    source: Option<Source>,
    /// Counts up whenever a lane changes, so that what is made of lanes knows when to be made again.
    pub version: u64,
    pub totals: Totals,
}

/// What the lanes were made of. Holding it keeps the addresses compared from being given out again.
#[derive(Clone, Debug)]
struct Source {
    snapshot: Snapshot,
}

impl Source {
    fn same_reference(&self, other: &Snapshot) -> bool {
        let (mine, theirs) = (&self.snapshot.state, &other.state);
        Arc::ptr_eq(&mine.network.vehicles, &theirs.network.vehicles)
            && Arc::ptr_eq(&mine.network.crews, &theirs.network.crews)
            && Arc::ptr_eq(&mine.network.departments, &theirs.network.departments)
            && Arc::ptr_eq(&mine.network.retailers, &theirs.network.retailers)
            && Arc::ptr_eq(&mine.holds, &theirs.holds)
            && self.snapshot.date == other.date
    }

    fn same_day(&self, other: &Snapshot) -> bool {
        let same_plan = match (self.snapshot.day(), other.day()) {
            (Some(mine), Some(theirs)) => Arc::ptr_eq(mine, theirs),
            (None, None) => true,
            _ => false,
        };
        same_plan && Arc::ptr_eq(&self.snapshot.outlook, &other.outlook)
    }
}

/// The whole day in figures.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    pub routes: usize,
    pub counts: Counts,
}

impl Lanes {
    /// Brings the lanes up to `snapshot`.
    pub fn follow(&mut self, snapshot: &Snapshot) {
        let same_reference = self.source.as_ref().is_some_and(|source| source.same_reference(snapshot));
        if same_reference && self.source.as_ref().is_some_and(|source| source.same_day(snapshot)) {
            return;
        }
        let mut old = std::mem::take(&mut self.all);
        if !same_reference {
            old.clear();
        }
        for (id, route) in snapshot.day().into_iter().flat_map(|day| &day.routes) {
            let Some(outlook) = snapshot.outlook.routes.get(id) else { continue };
            let kept = old.remove(id).filter(|lane| {
                Arc::ptr_eq(&lane.route, route)
                    && (Arc::ptr_eq(&lane.outlook, outlook) || lane.outlook == *outlook)
            });
            let lane = kept.unwrap_or_else(|| Arc::new(Lane::new(snapshot, route, outlook)));
            self.all.insert(id.clone(), lane);
        }
        self.totals = Totals { routes: self.all.len(), counts: Counts::default() };
        for lane in self.all.values() {
            self.totals.counts.add(lane.counts);
        }
        self.version += 1;
        self.source = Some(Source { snapshot: snapshot.clone() });
    }

    pub fn iter(&self) -> impl Iterator<Item = &Arc<Lane>> {
        self.all.values()
    }

    #[must_use]
    pub fn get(&self, id: &RouteId) -> Option<&Arc<Lane>> {
        self.all.get(id)
    }
}
