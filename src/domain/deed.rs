//! What a change did, short enough for one line of the log.

use super::ids::{Plate, RouteId};
use super::operation::Operation;

/// One line about a change. Kept with it, so that the log is read without its operations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Reference data: how many entries were added or replaced.
    ReferenceData {
        retailers: usize,
        vehicles: usize,
        others: usize,
    },
    Planned {
        days: usize,
        routes: usize,
        stops: usize,
    },
    Progress {
        stops: usize,
    },
    Reassigned {
        route: RouteId,
        from: Option<Plate>,
        to: Option<Plate>,
    },
    Moved {
        stops: usize,
        to: Option<RouteId>,
    },
    Shifted {
        stops: usize,
        routes: usize,
    },
    Settings,
    Holds {
        count: usize,
    },
    Breakdowns {
        count: usize,
    },
    /// More than one of these at once.
    Several {
        operations: usize,
    },
}

impl Deed {
    /// Tells what `operations` did together.
    #[must_use]
    pub fn of(operations: &[Operation]) -> Self {
        let _ = operations;
        todo!()
    }
}
