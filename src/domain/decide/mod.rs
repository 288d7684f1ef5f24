//! Turns a wish into facts, or says why it cannot be. A file per family of command.

pub mod alerts;
mod breakdown;
mod disturbance;
mod emergency;
mod people;
mod planning;
mod positions;
mod progress;
mod records;
mod recovery;
mod reference;
mod rescheduling;
mod supply;
mod telling;
mod weather;
mod workshop;

pub use planning::digest as plan_digest;

use super::command::Command;
use super::day::{Day, Route};
use super::emergency::Signed;
use super::ids::{Revision, RouteId};
use super::operation::{Change, Operation, PlanReason};
use super::people::{Hand, rights};
use super::refusal::Refusal;
use super::state::State;
use super::time::{ServiceDay, Timestamp};
use std::collections::BTreeMap;
use std::sync::Arc;
use weather::Deciding;

/// Reads only its arguments. An empty list means that all is already as asked.
///
/// # Errors
/// A [`Refusal`] with the reason where the rules say no, or where `hand` may not; nothing has then happened.
pub fn decide(state: &State, hand: &Hand, command: Command) -> Result<Vec<Operation>, Refusal> {
    let operations = weigh(state, command)?;
    rights::check(state, hand, &operations)?;
    Ok(operations)
}

/// What the rules of the business say, whoever asks: for looking ahead. What is to be done goes through [`decide`].
///
/// # Errors
/// As [`decide`], but for who may.
pub fn weigh(state: &State, command: Command) -> Result<Vec<Operation>, Refusal> {
    match command {
        Command::PutCentre(centre) => Ok(reference::put_centre(state, centre)),
        Command::PutStations(stations) => Ok(reference::put_stations(state, stations)),
        Command::PutDepartments(departments) => Ok(reference::put_departments(state, departments)),
        Command::PutRetailers(retailers) => Ok(reference::put_retailers(state, retailers)),
        Command::PutVehicles(vehicles) => Ok(reference::put_vehicles(state, vehicles)),
        Command::PutCrews(crews) => Ok(reference::put_crews(state, crews)),
        Command::PutTravelTimes(matrix) => Ok(reference::put_travel_times(state, matrix)),
        Command::PutSettings(settings) => reference::put_settings(state, *settings),
        Command::PutHolds(holds) => Ok(disturbance::put_holds(state, holds)),
        Command::PutBreakdowns(breakdowns) => disturbance::put_breakdowns(state, breakdowns),
        Command::PutDistricts(districts) => Ok(reference::put_districts(state, districts)),
        Command::NotePositions { day, fixes } => positions::note(state, day, fixes),
        Command::PlanDay { day, routes } => planning::plan_day(state, day, &routes),
        Command::RecordDay { day, routes } => records::record_day(state, day, routes),
        Command::NoteProgress { day, notes } => progress::note(find_day(state, day)?, notes),
        Command::Reassign { day, route, to, base } => {
            rescheduling::reassign(state, find_day(state, day)?, &route, &to, base)
        }
        Command::MoveStops { day, stops, to, at, base } => {
            rescheduling::move_stops(state, find_day(state, day)?, &stops, &to, at, base)
        }
        Command::ShiftWindows { day, target, shift, base } => {
            rescheduling::shift_windows(state, find_day(state, day)?, &target, shift, base)
        }
        Command::PutOffStops { day, stops, to, base } => {
            rescheduling::put_off(state, find_day(state, day)?, &stops, to, base)
        }
        Command::TakeAlerts { alerts, now } => Ok(alerts::take(state, alerts, now).1),
        Command::PutHold(hold) => weather::put(state, *hold),
        Command::ConfirmHold(hold) => weather::confirm(state, &hold),
        Command::ReleaseHold { hold, at } => weather::release(state, &hold, at),
        Command::OpenIncident(report) => emergency::open(state, *report),
        Command::DealWith { incident, act, by, at } => {
            emergency::deal(state, &incident, act, Signed { at, by })
        }
        Command::FollowUp { now } => Ok(follow_up(state, now)),
        Command::Supply(asked) => supply::decide(state, *asked),
        Command::PutPerson(person) => Ok(people::put(state, person)?),
        Command::PutPlaybook(playbook) => emergency::put_playbook(state, *playbook),
        Command::DecideRoutes { hold, day, routes, course, by, now } => {
            let deciding = Deciding { day: find_day(state, day)?, hold: &hold, by: &by, now };
            weather::decide(state, deciding, &routes, course)
        }
        Command::ReleaseRoutes { hold, day, batches, by, now } => {
            let deciding = Deciding { day: find_day(state, day)?, hold: &hold, by: &by, now };
            weather::release_routes(state, deciding, &batches)
        }
        Command::ConfirmProgress { day, stops } => positions::confirm(find_day(state, day)?, &stops),
        Command::LockStops { day, stops, lock, now } => {
            recovery::lock(state, find_day(state, day)?, &stops, lock, now)
        }
        Command::TellRetailers { day, tellings, now } => {
            telling::tell(state, find_day(state, day)?, tellings, now)
        }
        Command::SendToWorkshop { plate, work, at, expected } => {
            workshop::send(state, plate, work, at, expected)
        }
        Command::BringBack { plate, at } => workshop::bring_back(state, plate, at),
        Command::PutStays(stays) => workshop::put(state, stays),
        Command::ReportBreakdown(report) => breakdown::report(state, report),
        Command::ReportRepair { plate, at } => breakdown::repaired(state, plate, at),
        Command::NoteLoaded { day, route, from, at } => {
            recovery::loaded(find_day(state, day)?, &route, &from, at)
        }
        Command::ApplyProposal { day, routes, base, now } => {
            recovery::apply(state, find_day(state, day)?, routes, base, now)
        }
    }
}

/// What is handed over by now first, so that its steps are not called late.
fn follow_up(state: &State, now: Timestamp) -> Vec<Operation> {
    let mut operations = supply::delivered(state, now);
    if operations.is_empty() {
        return emergency::follow_up(state, now);
    }
    let mut after = state.clone();
    for operation in &operations {
        after.apply(Revision(u64::MAX), operation);
    }
    operations.extend(emergency::follow_up(&after, now));
    operations
}

fn find_day(state: &State, day: ServiceDay) -> Result<&Day, Refusal> {
    state.day(day).map(AsRef::as_ref).ok_or(Refusal::NoSuchDay(day))
}

fn find_route<'a>(day: &'a Day, id: &RouteId) -> Result<&'a Arc<Route>, Refusal> {
    day.routes.get(id).ok_or_else(|| Refusal::NoSuchRoute { day: day.date, route: id.clone() })
}

/// Nobody has changed the route since the person looked at it.
fn unchanged_since(day: &Day, route: &RouteId, base: Revision) -> Result<(), Refusal> {
    let changed = day.revision_of(route);
    if changed > base { Err(Refusal::Stale { route: route.clone(), base, changed }) } else { Ok(()) }
}

/// One operation with every route of `routes` that differs from the day's; none where none does.
fn routes_changed(day: &Day, reason: PlanReason, routes: BTreeMap<RouteId, Route>) -> Vec<Operation> {
    let changes: Vec<_> = routes
        .into_iter()
        .filter_map(|(id, after)| {
            let before = day.routes.get(&id);
            let differs = before.is_none_or(|before| **before != after);
            differs.then(|| Change { before: before.cloned(), after: Some(Arc::new(after)) })
        })
        .collect();
    if changes.is_empty() {
        return Vec::new();
    }
    vec![Operation::RoutesChanged { day: day.date, reason, routes: changes }]
}

/// What of `wanted` is new or differs from `present`, by key. Of two with one key the last holds.
fn differences<K: Ord, T: Clone + PartialEq>(
    present: &BTreeMap<K, T>,
    wanted: Vec<T>,
    key: impl Fn(&T) -> K,
) -> Vec<Change<T>> {
    let wanted: BTreeMap<K, T> = wanted.into_iter().map(|item| (key(&item), item)).collect();
    wanted
        .into_iter()
        .filter_map(|(key, after)| {
            let before = present.get(&key);
            (before != Some(&after)).then(|| Change { before: before.cloned(), after: Some(after) })
        })
        .collect()
}

/// The operation that carries `changes`; none where there are none.
fn if_any<T>(changes: Vec<Change<T>>, operation: fn(Vec<Change<T>>) -> Operation) -> Vec<Operation> {
    if changes.is_empty() { Vec::new() } else { vec![operation(changes)] }
}
