//! From a day in which something has broken to ranked recovery plans: the situation is put in numbers, the
//! engine searches, and what it finds is put back in words of the day and weighed by the domain. Knows the
//! business and the engine; no files, no screen, no clock.

use crate::domain::ids::{Plate, Revision};
use crate::domain::proposal::{Proposal, Scope};
use crate::domain::state::State;
use crate::domain::time::{ServiceDay, Timestamp};
use std::collections::BTreeSet;

/// What is asked.
#[derive(Clone, Debug)]
pub struct Ask {
    pub day: ServiceDay,
    pub now: Timestamp,
    /// Another number gives another search.
    pub seed: u64,
    /// How many threads search; the plans do not depend on it where rounds are counted.
    pub threads: usize,
    /// Sound vehicles that may hand over their goods on the road: each stops at its next shop and waits there.
    pub relieved: BTreeSet<Plate>,
}

/// How long a search may go on. Asked by several threads at once.
pub trait Patience: Sync {
    /// How much of the allowance is used after so many rounds of one walk, from 0 up; it ends at 1.
    fn share_used(&self, rounds: u64) -> f64;
}

/// So many rounds for each walk.
#[derive(Clone, Copy, Debug)]
pub struct Rounds(pub u64);

impl Patience for Rounds {
    #[expect(clippy::cast_precision_loss, reason = "a share need not be exact")]
    fn share_used(&self, rounds: u64) -> f64 {
        if rounds >= self.0 { 1.0 } else { rounds as f64 / self.0 as f64 }
    }
}

/// Why there is nothing to plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NothingToPlan {
    #[error("nothing is planned on that day")]
    NoRoutes,
    #[error("that day is over")]
    DayIsOver,
    #[error("no vehicle is broken down, and no stop waits for one that cannot come")]
    NothingBroken,
    #[error("every stop of the broken vehicles has been served or put off")]
    NothingLeft,
}

/// Ranked plans, the cheapest first, and what they were weighed against.
#[derive(Clone, Debug)]
pub struct Answer {
    pub scope: Scope,
    pub proposals: Vec<Proposal>,
}

/// Looks for distinct plans. `tell` hears the first ones at once and then each better set, in order; what
/// is returned is the last of them.
///
/// # Errors
/// [`NothingToPlan`] where the day needs no recovery.
pub fn recover(
    _state: &State,
    _revision: Revision,
    _ask: &Ask,
    _patience: &dyn Patience,
    _tell: &mut (dyn FnMut(&Answer) + Send),
) -> Result<Answer, NothingToPlan> {
    Err(NothingToPlan::NothingBroken)
}
