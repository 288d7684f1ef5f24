//! Stops of which nothing is still to come, as they were recorded. No road has to be driven for them.

use super::{StopOutlook, StopState};
use crate::domain::day::{Progress, Stop};
use crate::domain::time::TimeOfDay;
use crate::domain::units::Seconds;

/// `None` of a stop that waits. `now` is the time of a day that is under way.
pub(super) fn recorded(stop: &Stop, now: Option<TimeOfDay>) -> Option<StopOutlook> {
    let Some(arrives) = stop.progress.arrival() else {
        return (stop.progress != Progress::Waiting).then(|| as_planned(stop));
    };
    let opened = arrives.max(stop.window.opens());
    let (starts, leaves) = match stop.progress {
        Progress::Arrived { .. } => {
            let served = opened.plus(stop.service);
            (opened, now.map_or(served, |now| now.max(served)))
        }
        Progress::Delivered { at, .. } => (opened.min(at), at),
        _ => (arrives, arrives),
    };
    let late = stop.window.late_by(starts);
    let state = match stop.progress {
        Progress::Arrived { .. } => StopState::Arrived,
        Progress::Failed { .. } => StopState::Failed,
        _ if late > Seconds(0) => StopState::DeliveredLate,
        _ => StopState::Delivered,
    };
    Some(StopOutlook { state, arrives, starts, leaves, late })
}

/// Where nothing moves a stop, its planned times stand.
pub(super) const fn as_planned(stop: &Stop) -> StopOutlook {
    StopOutlook {
        state: StopState::PutOff,
        arrives: stop.planned,
        starts: stop.planned,
        leaves: stop.planned,
        late: Seconds(0),
    }
}
