//! What time brings to incidents is nobody's doing: it is not what *Undo* takes back, and does not stand in the
//! way of taking back what a person did before.

use super::{Event, Incident, StepDone};
use crate::domain::operation::{Change, Operation};
use crate::domain::state::State;
use std::sync::Arc;

/// Nothing in these changes was done by a person.
#[must_use]
pub fn follows_up_only(changes: &[Change<Arc<Incident>>]) -> bool {
    let by_itself = |change: &Change<Arc<Incident>>| {
        let Some(after) = &change.after else { return false };
        let known = change.before.as_ref().map_or(0, |before| before.timeline.len());
        after.timeline.len() > known && after.timeline[known..].iter().all(is_by_itself)
    };
    !changes.is_empty() && changes.iter().all(by_itself)
}

fn is_by_itself(event: &Event) -> bool {
    event.signed.by.is_empty()
}

/// The taking back of a change of incidents, where time has gone on since: what follow-ups have noted stays, or
/// goes with the incident. What a person has done since stays a conflict.
#[must_use]
pub fn taken_back_from(state: &State, operation: Operation) -> Operation {
    let Operation::IncidentsChanged(changes) = operation else { return operation };
    let rebased = |change: Change<Arc<Incident>>| {
        let (Some(expected), Some(found)) =
            (&change.before, change.either().and_then(|incident| state.incidents.get(&incident.id)))
        else {
            return change;
        };
        let known = expected.timeline.len();
        let since = found.timeline.get(known..).unwrap_or_default();
        let goes_on = found.timeline.starts_with(&expected.timeline);
        if since.is_empty() || !goes_on || !since.iter().all(is_by_itself) {
            return change;
        }
        let after = change.after.map(|after| {
            let mut after = Incident::clone(&after);
            after.timeline.extend(since.iter().cloned());
            for (step, stage) in &found.escalated {
                if !matches!(after.steps.get(step), Some(StepDone::Ticked(_))) {
                    after.escalated.insert(*step, *stage);
                }
            }
            if after.level == expected.level {
                (after.level, after.rule) = (found.level, found.rule);
            }
            if after.restored == expected.restored {
                after.restored.clone_from(&found.restored);
            }
            Arc::new(after)
        });
        Change { before: Some(Arc::clone(found)), after }
    };
    Operation::IncidentsChanged(changes.into_iter().map(rebased).collect())
}
