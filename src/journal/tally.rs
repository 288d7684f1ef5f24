//! Sums up a change operation by operation, because an import's operations are never all in memory.

use super::entry::Heading;
use super::history::ChangeSummary;
use crate::domain::deed::Deed;
use crate::domain::ids::Revision;
use crate::domain::operation::Operation;
use crate::domain::time::ServiceDay;
use std::collections::BTreeSet;

/// What a change has done so far.
#[derive(Debug, Default)]
pub struct Tally {
    /// `None` before the first operation, and where they are of more than one kind.
    deed: Option<Deed>,
    operations: usize,
    days: BTreeSet<ServiceDay>,
}

impl Tally {
    pub fn add(&mut self, operation: &Operation) {
        self.operations += 1;
        self.days.extend(operation.day());
        let deed = Deed::of(std::slice::from_ref(operation));
        self.deed = match self.deed.take() {
            None if self.operations == 1 => Some(deed),
            None => None,
            Some(before) => before.with(deed),
        };
    }

    /// The change under `heading`, whose last entry is `revision`.
    pub fn sum(&self, heading: &Heading, revision: Revision) -> ChangeSummary {
        let deed = match self.deed.clone() {
            Some(Deed::Planned { routes, stops, .. }) => {
                Deed::Planned { days: self.days.len(), routes, stops }
            }
            None => Deed::Several { operations: self.operations },
            Some(deed) => deed,
        };
        ChangeSummary {
            revision,
            at: heading.at,
            by: heading.by.clone(),
            signed: heading.signed.clone(),
            deed,
            day: self.days.first().copied().filter(|_| self.days.len() == 1),
            undoes: heading.undoes,
            undone_by: None,
            founding: heading.founding,
        }
    }
}
