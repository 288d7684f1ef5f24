//! What weather means for the day on the board, told once and kept until holds, alerts or the day change: a
//! frame then only draws. Rail, status bar and view all read it.

use super::deciding::foresee;
use crate::desk::snapshot::Snapshot;
use crate::domain::alert::Alert;
use crate::domain::backlog::{Owed, backlog, next_working_day};
use crate::domain::closing::{Closes, Met, met};
use crate::domain::command::Command;
use crate::domain::decide::alerts::Outcome;
use crate::domain::ids::{AlertKey, DepartmentCode, HoldId};
use crate::domain::outlook::Outlook;
use crate::domain::received::outcomes;
use crate::domain::settings::Reach;
use crate::domain::state::State;
use crate::domain::time::{ServiceDay, Timestamp};
use crate::domain::weather::{Hold, HoldState};
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A hold as it stands.
#[derive(Clone, Debug)]
pub struct Standing {
    pub id: HoldId,
    pub state: HoldState,
    /// The routes of the day it meets.
    pub met: Arc<[Met]>,
    pub closes: Closes,
    /// Departments that would not hear of it, while it waits for a word.
    pub unreached: BTreeMap<DepartmentCode, Reach>,
}

#[derive(Clone, Debug, Default)]
pub struct Known {
    /// By how they stand, then by when they begin; what is over, the newest first.
    pub holds: Vec<Standing>,
    /// The newest first.
    pub alerts: Vec<(Arc<Alert>, Option<Outcome>)>,
    pub owed: Arc<[Owed]>,
    pub overdue: usize,
    made_of: Option<(State, Arc<Outlook>)>,
}

impl Known {
    pub fn follow(&mut self, snapshot: &Snapshot) {
        let same = self.made_of.as_ref().is_some_and(|(state, outlook)| {
            Arc::ptr_eq(outlook, &snapshot.outlook)
                && Arc::ptr_eq(&state.holds, &snapshot.state.holds)
                && Arc::ptr_eq(&state.alerts, &snapshot.state.alerts)
        });
        if same {
            return;
        }
        let now = snapshot.now;
        let before = self.made_of.take();
        let same_alerts = before.is_some_and(|(state, _)| {
            Arc::ptr_eq(&state.holds, &snapshot.state.holds)
                && Arc::ptr_eq(&state.alerts, &snapshot.state.alerts)
                && Arc::ptr_eq(&state.network.retailers, &snapshot.state.network.retailers)
        });
        if !same_alerts {
            self.alerts = alerts(&snapshot.state, now);
        }
        let holds = snapshot.state.holds.values();
        self.holds = holds.map(|hold| Standing::of(hold, snapshot)).collect();
        let holds = &snapshot.state.holds;
        self.holds.sort_by_key(|standing| {
            let from = holds.get(&standing.id).map_or(now, |hold| hold.from);
            let past = standing.state == HoldState::Past;
            (standing.state, past.then_some(Reverse(from)), from, standing.id.clone())
        });
        self.owed = backlog(&snapshot.state).into();
        let limit = snapshot.state.settings.weather.backlog_days;
        self.overdue = self.owed.iter().filter(|owed| is_overdue(owed, now.day(), limit)).count();
        self.made_of = Some((snapshot.state.clone(), Arc::clone(&snapshot.outlook)));
    }

    #[must_use]
    pub fn hold(&self, id: &HoldId) -> Option<&Standing> {
        self.holds.iter().find(|standing| standing.id == *id)
    }

    #[must_use]
    pub fn to_confirm(&self) -> usize {
        self.holds.iter().filter(|standing| standing.state == HoldState::ToConfirm).count()
    }
}

impl Standing {
    fn of(hold: &Hold, snapshot: &Snapshot) -> Self {
        let state = hold.state_at(snapshot.now);
        let met = snapshot.day().map(|day| met(&snapshot.state, day, hold)).unwrap_or_default();
        // What a hold that is over still keeps back is told by its decisions, not by its area.
        let closes = if state == HoldState::Past { Closes::default() } else { Closes::of(&met) };
        let unreached = match state {
            HoldState::ToConfirm => foresee(&Command::ConfirmHold(hold.id.clone()), snapshot)
                .map(|foreseen| foreseen.unreached)
                .unwrap_or_default(),
            _ => BTreeMap::new(),
        };
        Self { id: hold.id.clone(), state, met: met.into(), closes, unreached }
    }
}

fn alerts(state: &State, now: Timestamp) -> Vec<(Arc<Alert>, Option<Outcome>)> {
    let outcomes: BTreeMap<AlertKey, Outcome> = outcomes(state, now);
    let mut alerts: Vec<_> =
        state.alerts.values().map(|alert| (Arc::clone(alert), outcomes.get(&alert.key).copied())).collect();
    alerts.sort_by_key(|(alert, _)| (Reverse(alert.sent), alert.key.clone()));
    alerts
}

/// It should have been delivered within so many working days.
#[must_use]
pub fn is_overdue(owed: &Owed, today: ServiceDay, working_days: u32) -> bool {
    let mut last = owed.from;
    for _ in 0..working_days {
        last = next_working_day(last);
    }
    today > last
}
