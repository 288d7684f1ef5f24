//! Where vehicles were seen, and what that tells of their rounds.

use super::{differences, if_any};
use crate::domain::operation::Operation;
use crate::domain::position::Fix;
use crate::domain::refusal::Refusal;
use crate::domain::state::State;
use crate::domain::time::ServiceDay;
use std::collections::BTreeMap;

pub(super) fn note(state: &State, day: ServiceDay, fixes: Vec<Fix>) -> Result<Vec<Operation>, Refusal> {
    let mut newest: BTreeMap<_, Fix> = BTreeMap::new();
    for fix in fixes.into_iter().filter(|fix| fix.at.day() == day) {
        if !state.network.vehicles.contains_key(&fix.plate) {
            return Err(Refusal::NoSuchVehicle(fix.plate));
        }
        let known = state.fixes.get(&fix.plate).or_else(|| newest.get(&fix.plate));
        if known.is_none_or(|known| known.at < fix.at) {
            newest.insert(fix.plate.clone(), fix);
        }
    }
    let changes = differences(&state.fixes, newest.into_values().collect(), |fix| fix.plate.clone());
    Ok(if_any(changes, Operation::FixesChanged))
}
