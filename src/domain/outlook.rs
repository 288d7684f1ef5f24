//! What the rest of the day will look like: arrivals projected from progress and travel times.

use super::day::Day;
use super::ids::RouteId;
use super::rules::Breach;
use super::state::State;
use super::time::{ServiceDay, TimeOfDay, Timestamp};
use super::units::{Cartons, Metres, Seconds};
use std::collections::BTreeMap;
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
    /// When it left, or will leave.
    pub leaves: TimeOfDay,
    /// Back at its dock.
    pub returns: TimeOfDay,
    pub load: Cartons,
    pub capacity: Option<Cartons>,
    /// Whole round, as driven and as still to be driven.
    pub distance: Metres,
    pub driving: Seconds,
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

/// One stop: when it was served, or is expected to be.
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

/// Projects the whole day at `now`.
#[must_use]
pub fn project(state: &State, day: &Day, now: Timestamp) -> Outlook {
    let _ = (state, day, now);
    todo!()
}
