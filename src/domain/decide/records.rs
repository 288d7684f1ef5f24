//! Days that were planned and driven elsewhere, taken in as they are recorded there.

use crate::domain::day::{Day, Route};
use crate::domain::ids::RetailerCode;
use crate::domain::operation::{Change, Operation, PlanReason};
use crate::domain::refusal::Refusal;
use crate::domain::state::State;
use crate::domain::time::ServiceDay;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Adds the routes the day does not have, whole; those it has are left as they are.
pub(super) fn record_day(
    state: &State,
    day: ServiceDay,
    routes: Vec<Route>,
) -> Result<Vec<Operation>, Refusal> {
    let present = state.day(day).map(AsRef::as_ref);
    let is_new = |route: &Route| present.is_none_or(|day: &Day| !day.routes.contains_key(&route.id));
    let new: BTreeMap<_, _> =
        routes.into_iter().filter(is_new).map(|route| (route.id.clone(), route)).collect();
    if new.is_empty() {
        return Ok(Vec::new());
    }
    once_each(present, &new)?;
    let added = |route| Change { before: None, after: Some(Arc::new(route)) };
    let routes = new.into_values().map(added).collect();
    Ok(vec![Operation::RoutesChanged { day, reason: PlanReason::Import, routes }])
}

/// A retailer stands at most once on a day.
fn once_each<K>(present: Option<&Day>, new: &BTreeMap<K, Route>) -> Result<(), Refusal> {
    let before = present.into_iter().flat_map(|day| day.routes.values().map(AsRef::as_ref));
    let mut seen: BTreeSet<&RetailerCode> = BTreeSet::new();
    for stop in before.chain(new.values()).flat_map(|route| &route.stops) {
        if !seen.insert(&stop.retailer) {
            return Err(Refusal::TwiceOnTheDay(stop.retailer.clone()));
        }
    }
    Ok(())
}
