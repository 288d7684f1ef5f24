//! What an operation takes. It is operations that are looked at, not commands: a plan that puts stops off takes a
//! supervisor's signature whether it was typed, dragged, found by a search or comes of an undo.

use super::refusing::PeopleRefusal;
use super::{Hand, Role};
use crate::domain::day::{Progress, Route};
use crate::domain::emergency::Incident;
use crate::domain::ids::{Author, RetailerCode};
use crate::domain::operation::{Change, Mark, Operation, PlanReason};
use crate::domain::settings::Settings;
use crate::domain::state::State;
use crate::domain::time::ServiceDay;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Whether `hand` may do all of `operations`, as people stand in `state`.
///
/// # Errors
/// [`PeopleRefusal`] names who may not, and what it takes.
pub fn check(state: &State, hand: &Hand, operations: &[Operation]) -> Result<(), PeopleRefusal> {
    if state.people.is_empty() {
        return Ok(());
    }
    let Some(needs) = operations.iter().map(needed).max() else { return Ok(()) };
    let has = match hand {
        Hand::Itself { .. } => Role::Dispatcher,
        Hand::Person { by, .. } => role(state, by)?,
    };
    if has >= needs {
        return Ok(());
    }
    // Who only looks cannot have others sign for them: the day's work is not theirs.
    let not_allowed = PeopleRefusal::NotAllowed { by: hand.by().clone(), has, needs };
    match hand.signed() {
        Some(signer) if has >= Role::Dispatcher => {
            let has = role(state, signer)?;
            let signs = has >= needs;
            let by = signer.clone();
            if signs { Ok(()) } else { Err(PeopleRefusal::NotASigner { by, has, needs }) }
        }
        _ => Err(not_allowed),
    }
}

/// Whether `by` may do what `needs` that role: for what is no operation, such as restoring.
///
/// # Errors
/// As [`check`].
pub fn permit(state: &State, by: &Author, needs: Role) -> Result<(), PeopleRefusal> {
    if state.people.is_empty() {
        return Ok(());
    }
    let has = role(state, by)?;
    if has >= needs { Ok(()) } else { Err(PeopleRefusal::NotAllowed { by: by.clone(), has, needs }) }
}

/// What somebody may do. The PINs of a sample are public, so a name it does not know may look at everything it has.
///
/// # Errors
/// [`PeopleRefusal::Stranger`] for a name that is nobody's, or of somebody who has left.
pub fn role(state: &State, name: &Author) -> Result<Role, PeopleRefusal> {
    if state.people.is_empty() {
        return Ok(Role::Administrator);
    }
    match state.people.get(name) {
        Some(person) if person.active => Ok(person.role),
        None if is_visitor(state, name) => Ok(Role::Administrator),
        _ => Err(PeopleRefusal::Stranger(name.clone())),
    }
}

/// Somebody the sample does not know, who needs no PIN there.
#[must_use]
pub fn is_visitor(state: &State, name: &Author) -> bool {
    state.settings.sample_clock.is_some() && !state.people.contains_key(name)
}

fn needed(operation: &Operation) -> Role {
    match operation {
        Operation::PeopleChanged(_) => Role::Administrator,
        Operation::PlaybooksChanged(_) => Role::Supervisor,
        Operation::SettingsChanged(change) => of_settings(change),
        Operation::RoutesChanged { reason, routes, .. } if puts_off(*reason, routes) => Role::Supervisor,
        Operation::ProgressNoted { marks, .. } if marks.iter().any(is_put_off) => Role::Supervisor,
        Operation::IncidentsChanged(changes) => {
            changes.iter().map(of_incident).max().unwrap_or(Role::Dispatcher)
        }
        _ => Role::Dispatcher,
    }
}

/// How a file's columns were corrected belongs to reading it; where letters, alerts and maps come from and go to reaches
/// out of the house; everything else is what the centre has agreed on.
fn of_settings(change: &Change<Settings>) -> Role {
    let (Some(before), Some(after)) = (&change.before, &change.after) else { return Role::Administrator };
    let outside = |settings: &Settings| {
        let Settings { notices, weather, .. } = settings;
        (
            notices.clone(),
            (weather.feeds.clone(), weather.alert_folder.clone(), weather.position_folder.clone()),
            weather.base_map.clone(),
            (settings.lock_after, settings.sample_clock),
        )
    };
    if outside(before) != outside(after) {
        return Role::Administrator;
    }
    let read_alike = Settings { columns: after.columns.clone(), ..before.clone() };
    if read_alike == *after { Role::Dispatcher } else { Role::Supervisor }
}

/// Leading takes a commander, unless a commander's word for it is named. The level, closing, and taking any of it back
/// take a supervisor.
fn of_incident(change: &Change<Arc<Incident>>) -> Role {
    let Change { before: Some(before), after: Some(after) } = change else { return Role::Dispatcher };
    let new_leads = after.command.get(before.command.len()..).unwrap_or_default();
    if new_leads.iter().any(|leading| leading.authorised_by.is_none()) {
        return Role::Commander;
    }
    let settled = |incident: &Incident| {
        (incident.level_set.clone(), incident.closed.is_some(), incident.command.clone())
    };
    if settled(before) == settled(after) { Role::Dispatcher } else { Role::Supervisor }
}

/// A stop is put off by it, or to another day. A day recorded elsewhere brings what was put off there with it.
fn puts_off(reason: PlanReason, routes: &[Change<Arc<Route>>]) -> bool {
    let is_recorded = |change: &Change<Arc<Route>>| reason == PlanReason::Import && change.before.is_none();
    let new = routes.iter().filter(|change| !is_recorded(change)).filter_map(|change| change.after.as_ref());
    let mut after = new.flat_map(|route| put_off(route)).peekable();
    if after.peek().is_none() {
        return false;
    }
    let before: BTreeSet<_> =
        routes.iter().filter_map(|change| change.before.as_ref()).flat_map(|route| put_off(route)).collect();
    after.any(|stop| !before.contains(&stop))
}

fn put_off(route: &Route) -> impl Iterator<Item = (&RetailerCode, ServiceDay)> {
    route.stops.iter().filter_map(|stop| match stop.progress {
        Progress::PutOff { to } => Some((&stop.retailer, to)),
        _ => None,
    })
}

fn is_put_off(mark: &Mark) -> bool {
    matches!(mark.after.progress, Progress::PutOff { .. }) && mark.after.progress != mark.before.progress
}
