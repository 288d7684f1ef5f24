//! How the plan was carried out, for those who check it: step by step in time or not, and so for each department.

use super::StepDone;
use super::deadlines::{Due, Lateness};
use crate::domain::playbook::Owner;
use crate::domain::time::Timestamp;
use chrono::TimeDelta;
use std::collections::BTreeMap;

/// The steps one department owns, alone or with others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub in_time: usize,
    /// Done after their limit.
    pub late: usize,
    pub skipped: usize,
    /// Open, with time left.
    pub open: usize,
    /// Open after their limit.
    pub overdue: usize,
}

impl Due<'_> {
    /// How long after its limit it was done; `None` where it was in time, skipped, or is open.
    #[must_use]
    pub fn late_by(&self) -> Option<TimeDelta> {
        match &self.done {
            Some(StepDone::Ticked(signed)) if signed.at > self.by => Some(signed.at.0 - self.by.0),
            _ => None,
        }
    }
}

/// Each owner's steps, counted.
#[must_use]
pub fn by_owner(steps: &[Due<'_>], now: Timestamp) -> BTreeMap<Owner, Tally> {
    let mut owners: BTreeMap<Owner, Tally> = BTreeMap::new();
    for due in steps {
        for owner in &due.step.owners {
            let tally = owners.entry(*owner).or_default();
            let count = match (&due.done, due.lateness(now)) {
                (Some(StepDone::Skipped { .. }), _) => &mut tally.skipped,
                (Some(StepDone::Ticked(_)), _) if due.late_by().is_some() => &mut tally.late,
                (Some(StepDone::Ticked(_)), _) => &mut tally.in_time,
                (None, Lateness::InTime) => &mut tally.open,
                (None, Lateness::Late | Lateness::VeryLate) => &mut tally.overdue,
            };
            *count += 1;
        }
    }
    owners
}
