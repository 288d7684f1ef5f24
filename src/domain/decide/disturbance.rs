//! Weather holds and vehicle breakdowns. A breakdown takes its vehicle out of service, its repair brings
//! it back, in the same change.

use super::{differences, if_any};
use crate::domain::incident::{Breakdown, is_broken};
use crate::domain::network::{Vehicle, VehicleStatus};
use crate::domain::operation::{Change, Operation};
use crate::domain::refusal::Refusal;
use crate::domain::state::State;
use crate::domain::weather::Hold;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn put_holds(state: &State, holds: Vec<Hold>) -> Vec<Operation> {
    if_any(differences(&state.holds, holds, |hold| hold.id.clone()), Operation::HoldsChanged)
}

pub(super) fn put_breakdowns(state: &State, breakdowns: Vec<Breakdown>) -> Result<Vec<Operation>, Refusal> {
    let vehicles = &state.network.vehicles;
    if let Some(unknown) = breakdowns.iter().find(|breakdown| !vehicles.contains_key(&breakdown.plate)) {
        return Err(Refusal::NoSuchVehicle(unknown.plate.clone()));
    }
    let changes = differences(&state.breakdowns, breakdowns, |breakdown| breakdown.id.clone());

    let mut all = BTreeMap::clone(&state.breakdowns);
    let mut plates = BTreeSet::new();
    for change in &changes {
        // A correction may name another vehicle than the first report did: both are looked at.
        plates.extend([&change.before, &change.after].into_iter().flatten().map(|b| b.plate.clone()));
        all.extend(change.after.iter().map(|b| (b.id.clone(), b.clone())));
    }
    let statuses = plates
        .iter()
        .filter_map(|plate| {
            let before = vehicles.get(plate)?;
            let after =
                Vehicle { status: status_after(before.status, is_broken(&all, plate)), ..before.clone() };
            (after != *before).then(|| Change { before: Some(before.clone()), after: Some(after) })
        })
        .collect();

    let mut operations = if_any(changes, Operation::BreakdownsChanged);
    operations.extend(if_any(statuses, Operation::VehiclesChanged));
    Ok(operations)
}

/// A repair ends a breakdown, not a stay in the workshop that has other reasons.
const fn status_after(status: VehicleStatus, broken: bool) -> VehicleStatus {
    match (status, broken) {
        (_, true) => VehicleStatus::BrokenDown,
        (VehicleStatus::BrokenDown, false) => VehicleStatus::Available,
        (other, false) => other,
    }
}
