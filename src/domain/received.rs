//! What came of each alert that is kept, told anew from how things stand: of those that shaped a hold by that
//! hold, of the others by taking them in once more on trial.

use super::alert::{Alert, MessageKind, Status};
use super::decide::alerts::{Outcome, take};
use super::ids::AlertKey;
use super::state::State;
use super::time::Timestamp;
use super::weather::{Hold, Response};
use std::collections::BTreeMap;
use std::sync::Arc;

/// One outcome for each alert of `state`.
#[must_use]
pub fn outcomes(state: &State, now: Timestamp) -> BTreeMap<AlertKey, Outcome> {
    let mut outcomes = BTreeMap::new();
    let mut others: Vec<Alert> = Vec::new();
    for (key, alert) in state.alerts.iter() {
        let shaped = |hold: &&Hold| hold.alerted.as_ref().is_some_and(|alerted| alerted.by.contains(key));
        match state.holds.values().find(shaped) {
            Some(hold) => {
                outcomes.insert(key.clone(), of_hold(alert, hold));
            }
            None => others.push(Alert::clone(alert)),
        }
    }
    let spoken_of = |alert: &Alert| {
        let mut later = state.alerts.values();
        later.any(|later| later.status == Status::Actual && later.refers_to.contains(&alert.key))
    };
    let superseded: Vec<bool> =
        others.iter().map(|alert| alert.status == Status::Actual && spoken_of(alert)).collect();
    // Without holds and without one another, so that each is told by itself.
    let alone = State { alerts: Arc::default(), ..state.clone() };
    let (taken, _) = take(&alone, others, now);
    for (taken, superseded) in taken.into_iter().zip(superseded) {
        let outcome = match taken.outcome {
            Outcome::NotActual => Outcome::NotActual,
            _ if superseded => Outcome::Superseded,
            outcome => outcome,
        };
        outcomes.insert(taken.key, outcome);
    }
    outcomes
}

fn of_hold(alert: &Alert, hold: &Hold) -> Outcome {
    let by = hold.alerted.as_ref().map_or(&[][..], |alerted| &alerted.by);
    let first = by.first() == Some(&alert.key);
    let all_clear = !alert.infos.is_empty() && alert.infos.iter().all(|info| info.all_clear);
    match hold.confirmed {
        _ if !first && (alert.message == MessageKind::Cancel || all_clear) => Outcome::Lifted,
        _ if !first => Outcome::Changed,
        _ if hold.response == Response::Brief => Outcome::ForInformation,
        true => Outcome::Holds,
        false => Outcome::ToConfirm,
    }
}
