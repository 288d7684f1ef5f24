//! What a command would do, told before it is done: new times, named breaches, who must be told again.

use super::command::Command;
use super::ids::{RetailerCode, RouteId};
use super::refusal::Refusal;
use super::rules::Breach;
use super::state::State;
use super::time::{TimeOfDay, Timestamp};

/// The difference between a day as it stands and as it would be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Consequences {
    /// Routes that change, or whose times move.
    pub routes: Vec<RouteId>,
    /// Every stop whose expected arrival moves or whose window or route changes.
    pub moved: Vec<Moved>,
    /// Retailers whose time moves by more than the threshold since they were last told.
    pub retold: Vec<RetailerCode>,
    /// Breaches that appear or grow, and those that go.
    pub new_breaches: Vec<Breach>,
    pub mended: Vec<Breach>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    pub retailer: RetailerCode,
    pub route: RouteId,
    pub before: Option<TimeOfDay>,
    pub after: TimeOfDay,
}

/// Tries `command` on a copy of `state` and compares. Costs a projection of the routes it touches.
///
/// # Errors
/// The [`Refusal`] the command itself would meet.
pub fn preview(state: &State, command: &Command, now: Timestamp) -> Result<Consequences, Refusal> {
    let _ = (state, command, now);
    todo!()
}

/// What lies between two states of one day.
#[must_use]
pub fn between(before: &State, after: &State, day: super::time::ServiceDay, now: Timestamp) -> Consequences {
    let _ = (before, after, day, now);
    todo!()
}
