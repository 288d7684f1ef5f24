//! Which service day an incident is about, and which of its routes it holds up: what is sorted in the evening leaves
//! the next morning, so that it need not be today's.

use super::find_route;
use crate::domain::command::IncidentReport;
use crate::domain::day::{Cargo, Day, Progress, Route, Stop};
use crate::domain::emergency::Incident;
use crate::domain::ids::RouteId;
use crate::domain::incident::Link;
use crate::domain::refusal::Refusal;
use crate::domain::state::State;
use crate::domain::time::{ServiceDay, Timestamp};
use crate::domain::units::Cartons;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The day, and the routes: those named, else all that have not left where the link lies before distribution.
pub(super) fn touched(
    state: &State,
    report: &IncidentReport,
    link: Link,
) -> Result<(ServiceDay, BTreeSet<RouteId>), Refusal> {
    let today = report.at.day();
    if !report.routes.is_empty() {
        let day = report.day.unwrap_or_else(|| day_of(state, &report.routes, (today, link)));
        let planned = state.day(day);
        let unknown = report.routes.iter().find(|id| planned.is_none_or(|day| find_route(day, id).is_err()));
        if let Some(route) = unknown {
            return Err(Refusal::NoSuchRoute { day, route: route.clone() });
        }
        return Ok((day, report.routes.iter().cloned().collect()));
    }
    let day = report.day.unwrap_or_else(|| match link {
        Link::Distribution => today,
        _ => reached(state, today, report.expected),
    });
    let routes = if link == Link::Distribution { BTreeSet::new() } else { not_left(state, day) };
    Ok((day, routes))
}

/// An incident that held up nothing may come to hold up what leaves tomorrow, once it is known how long it lasts.
pub(super) fn expected_anew(state: &State, incident: &mut Incident, today: ServiceDay) {
    if incident.link == Link::Distribution || !incident.routes.is_empty() || !incident.is_felt() {
        return;
    }
    let day = reached(state, today, incident.expected);
    let routes = not_left(state, day);
    if !routes.is_empty() {
        (incident.retailers, incident.cartons) = waiting(state, day, &routes);
        (incident.day, incident.routes) = (day, routes);
    }
}

/// What these routes still have to bring: retailers, and cartons.
pub(super) fn waiting(state: &State, day: ServiceDay, routes: &BTreeSet<RouteId>) -> (usize, Cartons) {
    let day = state.day(day);
    let waiting = || {
        let routes = routes.iter().filter_map(|id| day?.routes.get(id));
        routes.flat_map(|route| &route.stops).filter(|stop| stop.progress == Progress::Waiting)
    };
    (waiting().count(), waiting().map(|stop| stop.cartons).sum())
}

/// The day these routes are of: today, unless they are a coming day's, or have left today and leave again.
fn day_of(state: &State, routes: &[RouteId], (today, link): (ServiceDay, Link)) -> ServiceDay {
    let days = || state.days.range(today..).map(|(_, day)| day);
    let has_all = |day: &&Arc<Day>| routes.iter().all(|id| day.routes.contains_key(id));
    let waits = |day: &&Arc<Day>| routes.iter().any(|id| day.routes.get(id).is_some_and(has_not_left));
    let upstream = link != Link::Distribution;
    let first = days().filter(has_all).find(|day| !upstream || waits(day));
    first.or_else(|| days().find(has_all)).map_or(today, |day| day.date)
}

/// Today while a route still waits; else the first coming day with a route that would leave before it is over.
fn reached(state: &State, today: ServiceDay, expected: Option<Timestamp>) -> ServiceDay {
    let Some(until) = expected.filter(|_| not_left(state, today).is_empty()) else { return today };
    let held_up = |day: &&Arc<Day>| {
        let mut waiting = day.routes.values().filter(|route| has_not_left(route));
        waiting.any(|route| Timestamp::of(day.date, route.departs) < until)
    };
    state.days.range(today.plus(1)..).map(|(_, day)| day).find(held_up).map_or(today, |day| day.date)
}

fn not_left(state: &State, date: ServiceDay) -> BTreeSet<RouteId> {
    let routes = state.day(date).into_iter().flat_map(|day| day.routes.values());
    routes.filter(|route| has_not_left(route)).map(|route| route.id.clone()).collect()
}

/// It has still to leave with goods that are not loaded: what takes goods over on the road waits for no sorting.
fn has_not_left(route: &Arc<Route>) -> bool {
    let waits = |stop: &Stop| matches!(stop.cargo, Cargo::At(_)) && stop.progress == Progress::Waiting;
    route.departed.is_none() && route.first_open() == 0 && route.stops.iter().any(waits)
}
