//! Routes that go after all, once a hold allows it: so many at a time, so far apart, the longest first, so that
//! each is back before the shops close.

use super::command::Batch;
use super::day::{Cause, Day, Progress, Route};
use super::ids::RouteId;
use super::time::TimeOfDay;
use super::units::Seconds;
use super::weather::{Course, Hold};
use std::cmp::Reverse;

/// How routes are released.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace {
    /// When the first ones leave.
    pub first: TimeOfDay,
    /// So many together; at least one.
    pub routes: u32,
    /// Between two batches.
    pub every: Seconds,
}

/// The routes of `day` that a decision under `hold` keeps back, or keeps something of back.
#[must_use]
pub fn kept_back<'d>(day: &'d Day, hold: &Hold) -> Vec<&'d Route> {
    let under_it = Some(Cause::Weather(Some(hold.id.clone())));
    let holds_back = |route: &&Route| {
        let put_off = route
            .stops
            .iter()
            .any(|stop| matches!(stop.progress, Progress::PutOff { .. }) && stop.cause == under_it);
        match hold.course_of(day.date, &route.id) {
            Some(Course::Delay) => route.stops.iter().any(|stop| stop.progress == Progress::Waiting),
            Some(Course::Part | Course::Suspend | Course::Recall) => put_off,
            Some(Course::Go) | None => false,
        }
    };
    day.routes.values().map(AsRef::as_ref).filter(holds_back).collect()
}

/// Splits `routes` of `day` into batches: the longest by plan first, then by name. What is not of the day is
/// left out.
#[must_use]
pub fn batches(day: &Day, routes: &[RouteId], pace: Pace) -> Vec<Batch> {
    let mut chosen: Vec<&Route> =
        routes.iter().filter_map(|id| day.routes.get(id)).map(AsRef::as_ref).collect();
    chosen.sort_by_key(|route| (Reverse(planned_length(route)), &route.id));
    chosen.dedup_by_key(|route| &route.id);
    let together = usize::try_from(pace.routes.max(1)).unwrap_or(usize::MAX);
    let mut departs = pace.first;
    let mut batches = Vec::new();
    for batch in chosen.chunks(together) {
        batches.push(Batch { departs, routes: batch.iter().map(|route| route.id.clone()).collect() });
        departs = departs.plus(pace.every);
    }
    batches
}

/// From the first planned arrival to the last: what a later departure does not change.
#[must_use]
pub fn planned_length(route: &Route) -> Seconds {
    let planned = || route.stops.iter().map(|stop| stop.planned);
    let first = planned().min().unwrap_or(route.departs);
    planned().max().unwrap_or(first).since(first)
}
