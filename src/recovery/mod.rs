//! From a day in which something has broken to ranked recovery plans: the situation is put in numbers, the
//! engine searches, and what it finds is put back in words of the day and weighed by the domain. Knows the
//! business and the engine; no files, no screen, no clock.

mod helpers;
pub mod insertion;
mod numbers;
mod plans;
mod ranking;
mod search;
mod situation;
mod trucks;
mod weather;

use crate::domain::backlog::{Later, due_on};
use crate::domain::ids::{HoldId, IncidentId, Plate, Revision};
use crate::domain::proposal::{PlanKind, Proposal, Scope};
use crate::domain::state::State;
use crate::domain::time::{ServiceDay, Timestamp};
use numbers::Ground;
use plans::Sequences;
use situation::Situation;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;
use weather::Why;

/// What is asked.
#[derive(Clone, Debug)]
pub struct Ask {
    pub day: ServiceDay,
    pub now: Timestamp,
    /// Another number gives another search.
    pub seed: u64,
    /// How many threads search; the plans do not depend on it where rounds are counted.
    pub threads: usize,
    pub about: About,
    /// Sound vehicles that may hand over their goods on the road: each stops at its next shop and waits there.
    pub relieved: BTreeSet<Plate>,
}

/// What is to be planned for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum About {
    /// What is most urgent: stops that wait for a vehicle that cannot come, else routes under a hold, else those that
    /// ordering, settlement or sorting keep from leaving, else what is owed of days before.
    #[default]
    WhateverIsBroken,
    /// Only stranded stops.
    Breakdowns,
    /// Routes that one hold delays, or any where none is named.
    Holds(Option<HoldId>),
    /// Routes that one incident before distribution keeps from leaving, or any where none is named.
    HeldUp(Option<IncidentId>),
    /// Deliveries of days before.
    Backlog,
}

/// How long a search may go on. Asked by several threads at once.
pub trait Patience: Sync {
    /// How much of the allowance is used after so many rounds of one walk, from 0 up; it ends at 1.
    fn share_used(&self, rounds: u64) -> f64;

    /// The allowance is so many rounds for each walk, and no time.
    fn counts_rounds(&self) -> bool {
        false
    }
}

/// So many rounds for each walk.
#[derive(Clone, Copy, Debug)]
pub struct Rounds(pub u64);

impl Patience for Rounds {
    #[expect(clippy::cast_precision_loss, reason = "a share need not be exact")]
    fn share_used(&self, rounds: u64) -> f64 {
        if rounds >= self.0 { 1.0 } else { rounds as f64 / self.0 as f64 }
    }

    fn counts_rounds(&self) -> bool {
        true
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
    #[error("no hold delays a route that is still to be driven")]
    NothingHeld,
    #[error("no route that is still to leave waits for a link before distribution")]
    NothingHeldUp,
    #[error("nothing that was put off is due on that day")]
    NothingOwed,
}

/// Ranked plans, the cheapest first, and what they were weighed against.
#[derive(Clone, Debug)]
pub struct Answer {
    pub scope: Scope,
    pub proposals: Vec<Proposal>,
}

/// Looks for distinct plans for what the ask is about. `tell` hears the first ones at once and then each better set, in order; what
/// is returned is the last of them.
///
/// # Errors
/// [`NothingToPlan`] where the day needs no recovery.
pub fn recover(
    state: &State,
    revision: Revision,
    ask: &Ask,
    patience: &dyn Patience,
    tell: &mut (dyn FnMut(&Answer) + Send),
) -> Result<Answer, NothingToPlan> {
    match &ask.about {
        About::Breakdowns => around_breakdowns(state, revision, ask, patience, tell),
        About::Holds(hold) => {
            weather::recover(state, revision, (ask, Why::Hold(hold.clone())), patience, tell)
        }
        About::HeldUp(incident) => {
            weather::recover(state, revision, (ask, Why::Incident(incident.clone())), patience, tell)
        }
        About::Backlog => take_up(state, revision, ask, patience, tell),
        About::WhateverIsBroken => {
            let nothing = match around_breakdowns(state, revision, ask, patience, tell) {
                Err(nothing @ (NothingToPlan::NothingBroken | NothingToPlan::NothingLeft)) => nothing,
                done => return done,
            };
            for why in [Why::Hold(None), Why::Incident(None)] {
                match weather::recover(state, revision, (ask, why), patience, tell) {
                    Err(NothingToPlan::NothingHeld | NothingToPlan::NothingHeldUp) => {}
                    done => return done,
                }
            }
            take_up(state, revision, ask, patience, tell).map_err(|_| nothing)
        }
    }
}

type Told<'t> = &'t mut (dyn FnMut(&Answer) + Send);

fn around_breakdowns(
    state: &State,
    revision: Revision,
    ask: &Ask,
    patience: &dyn Patience,
    tell: Told<'_>,
) -> Result<Answer, NothingToPlan> {
    let situation = Situation::of(state, ask)?;
    let scope = Scope::new(state, ask.day, ask.now, revision, situation.routes());
    Ok(look(&situation, &scope, ask, patience, tell))
}

/// What is owed of days before is as stranded as goods on a vehicle that cannot move.
fn take_up(
    state: &State,
    revision: Revision,
    ask: &Ask,
    patience: &dyn Patience,
    tell: Told<'_>,
) -> Result<Answer, NothingToPlan> {
    let owed = due_on(state, ask.day);
    let stops = situation::owed_stops(state, ask.day, &owed);
    if stops.is_empty() {
        return Err(NothingToPlan::NothingOwed);
    }
    let situation = Situation::with_backlog(state, ask, &stops)?;
    let scope = Scope::new(state, ask.day, ask.now, revision, situation.routes()).owing(owed);
    Ok(look(&situation, &scope, ask, patience, tell))
}

fn look(
    situation: &Situation<'_>,
    scope: &Scope,
    ask: &Ask,
    patience: &dyn Patience,
    tell: Told<'_>,
) -> Answer {
    let state = situation.state;
    let later = Later::of(state, ask.day);
    let mut found = Found { situation, scope, later: &later, weighed: BTreeMap::new() };
    found.add(PlanKind::PutOff, &Sequences::new());
    let room = later.room.map(|cartons| cartons.0);
    let Some(ground) = Ground::of(situation, later.first, room) else { return found.answer() };
    let start = plans::as_they_stand(situation);
    let mut walks = search::first(&ground, &start, ask.seed, ask.threads);
    for (kind, sequences) in search::bests(&walks) {
        found.add(kind, &sequences);
    }
    let first = found.answer();
    tell(&first);

    let telling = Mutex::new((found, tell, patience.share_used(0)));
    let better = |kind: PlanKind, sequences: Sequences| {
        // While one improvement is weighed others go untold: better ones will follow, and the last is kept.
        let Ok(mut telling) = telling.try_lock() else { return };
        let (found, tell, told_at) = &mut *telling;
        let used = patience.share_used(0);
        if !patience.counts_rounds() && used >= *told_at + BETWEEN_TELLINGS {
            *told_at = used;
            found.add(kind, &sequences);
            tell(&found.answer());
        }
    };
    search::improve(&mut walks, patience, ask.seed, ask.threads, &better);
    let Ok((mut found, tell, _)) = telling.into_inner() else { return first };
    for (kind, sequences) in search::bests(&walks) {
        found.add(kind, &sequences);
    }
    let last = found.answer();
    tell(&last);
    last
}

/// Share of the allowance between two sets of plans that are told: weighing takes time from the search.
const BETWEEN_TELLINGS: f64 = 0.02;

/// What has been found so far, weighed.
struct Found<'a> {
    situation: &'a Situation<'a>,
    scope: &'a Scope,
    later: &'a Later,
    weighed: BTreeMap<PlanKind, Proposal>,
}

impl Found<'_> {
    fn add(&mut self, kind: PlanKind, sequences: &Sequences) {
        let proposal = ranking::weigh(self.situation, self.scope, self.later, kind, sequences);
        // The engine compares by its own prices; what counts is the domain's, except where change is to weigh
        // more than it costs.
        let worth = |proposal: &Proposal| (!proposal.hard_breaches.is_empty(), proposal.price());
        let known = self.weighed.get(&kind);
        if known.is_none_or(|known| kind == PlanKind::LeastChange || worth(&proposal) < worth(known)) {
            self.weighed.insert(kind, proposal);
        }
    }

    fn answer(&self) -> Answer {
        Answer { scope: self.scope.clone(), proposals: ranking::rank(&self.weighed) }
    }
}
