//! What the rest of the day will look like: arrivals projected from progress and travel times. Whole
//! seconds throughout, so that two desks agree. What is wrong with it is for [`super::rules`] to say.

mod recorded;
mod round;

use super::day::{Cargo, Day, Route};
use super::ids::{Plate, RouteId};
use super::place::Spot;
use super::rules::{self, Breach};
use super::state::State;
use super::time::{ServiceDay, Standing, TimeOfDay, Timestamp};
use super::units::{Cartons, Metres, Seconds};
use recorded::recorded;
use round::Roads;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A whole day, projected at `now`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlook {
    pub day: ServiceDay,
    pub now: Timestamp,
    pub routes: BTreeMap<RouteId, Arc<RouteOutlook>>,
}

/// One route, projected. `stops` runs beside the route's own stops.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RouteOutlook {
    pub state: RouteState,
    pub stops: Vec<StopOutlook>,
    /// Calls for goods still to be made, in the order of the round.
    pub pickups: Vec<PickupOutlook>,
    /// When it left, or will leave.
    pub leaves: TimeOfDay,
    /// Where what is still to come begins, and from when on. `None` where no place is known.
    pub stands: Option<Spot>,
    pub free: TimeOfDay,
    /// Back at its dock.
    pub returns: TimeOfDay,
    /// All its cartons, delivered or not; those of stops put off are left out.
    pub load: Cartons,
    pub capacity: Option<Cartons>,
    /// Whole round, as driven and as still to be driven.
    pub distance: Metres,
    /// On the road between dock and stops, whole round.
    pub driving: Seconds,
    /// The part of the two that is still to come.
    pub distance_left: Metres,
    pub driving_left: Seconds,
    /// The worst first.
    pub breaches: Vec<Breach>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RouteState {
    /// Still at the dock.
    Planned,
    OnTheWay,
    /// Every stop delivered, failed or put off.
    Done,
}

impl RouteState {
    /// The name in files and `--json`; never changes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::OnTheWay => "on_the_way",
            Self::Done => "done",
        }
    }
}

/// One stop: when it was served, or is expected to be. A stop that was put off keeps its planned times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StopOutlook {
    pub state: StopState,
    pub arrives: TimeOfDay,
    /// Service begins: on arrival, or when the window opens.
    pub starts: TimeOfDay,
    pub leaves: TimeOfDay,
    /// How long after the window's end service begins; zero in time.
    pub late: Seconds,
}

impl StopOutlook {
    /// The time the retailer is told: when the vehicle comes to the door, or, where it stands before a hold, when
    /// that ends.
    #[must_use]
    pub const fn comes(&self) -> TimeOfDay {
        if matches!(self.state, StopState::OnHold) { self.starts } else { self.arrives }
    }
}

/// A call for goods still to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PickupOutlook {
    /// Which of the route's pickups it is, and the position of the stop it is made before.
    pub nth: usize,
    pub before: usize,
    pub arrives: TimeOfDay,
    /// Loading begins: on arrival, or when the goods are there.
    pub starts: TimeOfDay,
    pub leaves: TimeOfDay,
    pub cartons: Cartons,
}

/// A stop as the board colours it, from quiet to loud.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StopState {
    Delivered,
    /// Delivered after its window had closed.
    DeliveredLate,
    /// The vehicle is at the door.
    Arrived,
    OnTime,
    AtRisk,
    Late,
    OnHold,
    Failed,
    PutOff,
}

impl StopState {
    pub const ALL: [Self; 9] = [
        Self::Delivered,
        Self::DeliveredLate,
        Self::Arrived,
        Self::OnTime,
        Self::AtRisk,
        Self::Late,
        Self::OnHold,
        Self::Failed,
        Self::PutOff,
    ];

    /// The name in files and `--json`; never changes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Delivered => "delivered",
            Self::DeliveredLate => "delivered_late",
            Self::Arrived => "arrived",
            Self::OnTime => "on_time",
            Self::AtRisk => "at_risk",
            Self::Late => "late",
            Self::OnHold => "on_hold",
            Self::Failed => "failed",
            Self::PutOff => "put_off",
        }
    }
}

/// Projects the whole day at `now`.
///
/// A vehicle that drives several routes drives them one after the other: a route none of whose remaining
/// goods are aboard waits until the vehicle is back from those before it. On a day that is not under way
/// the plan runs as if it were on time; what has not been recorded of a past day keeps those times.
#[must_use]
pub fn project(state: &State, day: &Day, now: Timestamp) -> Outlook {
    Outlook { day: day.date, now, routes: project_all(state, day.date, day.routes.values(), now) }
}

/// The stops of [`project`] alone, in the order of the routes. Rounds of which nothing is still to come need no road
/// for that, and of a past day that is most of them.
#[must_use]
pub fn project_stops<'d>(state: &State, day: &'d Day, now: Timestamp) -> Vec<(&'d Route, Vec<StopOutlook>)> {
    let clock = Standing::of(day.date, now).clock();
    let over =
        |route: &Route| route.stops.iter().map(|stop| recorded(stop, clock)).collect::<Option<Vec<_>>>();
    let known: Vec<_> = day.routes.values().map(|route| (route, over(route))).collect();
    let waiting = known.iter().filter(|(_, over)| over.is_none()).map(|(route, _)| route);
    let plates: BTreeSet<&Plate> = waiting.filter_map(|route| route.vehicle.as_ref()).collect();
    let to_drive = known.iter().filter(|(route, over)| {
        over.is_none() || route.vehicle.as_ref().is_some_and(|plate| plates.contains(plate))
    });
    let driven = project_all(state, day.date, to_drive.map(|(route, _)| *route), now);
    let stops = |(route, over): (&'d Arc<Route>, Option<_>)| {
        let stops = over.or_else(|| Some(driven.get(&route.id)?.stops.clone()));
        (route.as_ref(), stops.unwrap_or_default())
    };
    known.into_iter().map(stops).collect()
}

/// When each stop would be reached if all went as planned: nothing has happened, nothing is on hold.
#[must_use]
pub(super) fn planned_arrivals(state: &State, route: &Route) -> Vec<TimeOfDay> {
    let round = Roads::undisturbed(state).drive(route, None);
    round.stops.iter().map(|stop| stop.arrives).collect()
}

impl Outlook {
    /// The outlook of `after`, where this one is that of `before`: only routes that differ, and those that
    /// share a vehicle with them, are projected again. `now` stays; for a later one, [`project`] anew.
    #[must_use]
    pub fn after(&self, before: &State, after: &State) -> Self {
        let mut next = self.clone();
        let Some(day) = after.day(self.day) else {
            next.routes.clear();
            return next;
        };
        let touched = touched(before, after, self.day);
        next.routes.retain(|id, _| day.routes.contains_key(id));
        next.routes.extend(project_these(after, self.day, &touched, self.now));
        next
    }
}

/// The routes of either state whose projection may differ between the two, those of the same vehicle with
/// them. Shared parts of a state are told apart by their address, which costs next to nothing.
pub(super) fn touched(before: &State, after: &State, date: ServiceDay) -> BTreeSet<RouteId> {
    static NONE: BTreeMap<RouteId, Arc<Route>> = BTreeMap::new();
    let old = before.day(date).map_or(&NONE, |day| &day.routes);
    let new = after.day(date).map_or(&NONE, |day| &day.routes);
    if !share_their_surroundings(before, after) {
        return old.keys().chain(new.keys()).cloned().collect();
    }

    let differs = |id: &RouteId| match (old.get(id), new.get(id)) {
        (Some(old), Some(new)) => !Arc::ptr_eq(old, new),
        _ => true,
    };
    let mut touched: BTreeSet<RouteId> =
        old.keys().chain(new.keys()).filter(|id| differs(id)).cloned().collect();
    let plates: BTreeSet<Plate> = [old, new]
        .into_iter()
        .flat_map(|routes| touched.iter().filter_map(|id| routes.get(id)?.vehicle.clone()))
        .collect();
    let shares = |route: &&Arc<Route>| route.vehicle.as_ref().is_some_and(|plate| plates.contains(plate));
    touched.extend(old.values().chain(new.values()).filter(shares).map(|route| route.id.clone()));
    touched
}

/// Everything a projection reads besides the routes themselves is one and the same.
fn share_their_surroundings(a: &State, b: &State) -> bool {
    fn same<T>(a: Option<&Arc<T>>, b: Option<&Arc<T>>) -> bool {
        a.map(Arc::as_ptr) == b.map(Arc::as_ptr)
    }
    same(a.network.centre.as_ref(), b.network.centre.as_ref())
        && same(a.matrix.as_ref(), b.matrix.as_ref())
        && Arc::ptr_eq(&a.network.stations, &b.network.stations)
        && Arc::ptr_eq(&a.network.retailers, &b.network.retailers)
        && Arc::ptr_eq(&a.network.vehicles, &b.network.vehicles)
        && Arc::ptr_eq(&a.settings, &b.settings)
        && Arc::ptr_eq(&a.holds, &b.holds)
        && Arc::ptr_eq(&a.fixes, &b.fixes)
        && Arc::ptr_eq(&a.incidents, &b.incidents)
        && Arc::ptr_eq(&a.breakdowns, &b.breakdowns)
}

/// Projects some routes of a day. All routes of a vehicle must be among them, or none.
#[must_use]
pub fn project_these(
    state: &State,
    date: ServiceDay,
    ids: &BTreeSet<RouteId>,
    now: Timestamp,
) -> BTreeMap<RouteId, Arc<RouteOutlook>> {
    let Some(day) = state.day(date) else { return BTreeMap::new() };
    project_all(state, date, ids.iter().filter_map(|id| day.routes.get(id)), now)
}

fn project_all<'a>(
    state: &State,
    date: ServiceDay,
    routes: impl Iterator<Item = &'a Arc<Route>>,
    now: Timestamp,
) -> BTreeMap<RouteId, Arc<RouteOutlook>> {
    let roads = Roads::of(state, date, Standing::of(date, now));
    let mut projected = BTreeMap::new();
    let mut by_vehicle: BTreeMap<&Plate, Vec<&Route>> = BTreeMap::new();
    for route in routes {
        match &route.vehicle {
            Some(plate) => by_vehicle.entry(plate).or_default().push(route),
            None => {
                projected.insert(route.id.clone(), Arc::new(finish(state, date, route, &roads, None)));
            }
        }
    }
    for mut rounds in by_vehicle.into_values() {
        rounds.sort_by_key(|route| (waits_for_its_vehicle(route), route.departs, &route.id));
        let mut back: Option<TimeOfDay> = None;
        for route in rounds {
            let free = back.filter(|_| waits_for_its_vehicle(route));
            let outlook = finish(state, date, route, &roads, free);
            back = back.max(Some(outlook.returns));
            projected.insert(route.id.clone(), Arc::new(outlook));
        }
    }
    projected
}

/// Goods are still to be delivered, and none of them is aboard yet: a round not begun, or taken over from
/// another vehicle on the way.
fn waits_for_its_vehicle(route: &Route) -> bool {
    let mut open = route.stops.iter().filter(|stop| stop.progress.awaits_delivery()).peekable();
    let aboard = route.vehicle.clone().map(Cargo::Aboard);
    open.peek().is_some() && !open.any(|stop| aboard.as_ref() == Some(&stop.cargo))
}

/// Drives the round and has it judged.
fn finish(
    state: &State,
    day: ServiceDay,
    route: &Route,
    roads: &Roads<'_>,
    free: Option<TimeOfDay>,
) -> RouteOutlook {
    let mut outlook = roads.drive(route, free);
    outlook.breaches = rules::judge(state, day, route, &outlook);
    outlook
}
