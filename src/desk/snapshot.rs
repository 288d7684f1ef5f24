//! What one frame is drawn from. Made by the bookkeeper's thread; the window only reads it.

use crate::domain::day::{Day, Route};
use crate::domain::ids::{Revision, RouteId};
use crate::domain::outlook::{Outlook, RouteOutlook};
use crate::domain::state::State;
use crate::domain::time::{ServiceDay, Timestamp};
use crate::session::ChangeSummary;
use std::sync::Arc;

/// The world as of `revision` and `now`. A copy costs a few counters.
#[derive(Clone, Debug)]
pub struct Snapshot {
    pub state: State,
    pub revision: Revision,
    pub now: Timestamp,
    /// The service day on the board.
    pub date: ServiceDay,
    pub outlook: Arc<Outlook>,
    /// Every service day there is, oldest first.
    pub days: Arc<[ServiceDay]>,
    /// The change *Undo* would take back.
    pub undoable: Option<ChangeSummary>,
    /// The newest change.
    pub last: Option<ChangeSummary>,
}

impl Snapshot {
    #[must_use]
    pub fn day(&self) -> Option<&Arc<Day>> {
        self.state.day(self.date)
    }

    #[must_use]
    pub fn route(&self, id: &RouteId) -> Option<(&Arc<Route>, &Arc<RouteOutlook>)> {
        Some((self.day()?.routes.get(id)?, self.outlook.routes.get(id)?))
    }

    /// The planned day before the one on the board.
    #[must_use]
    pub fn day_before(&self) -> Option<ServiceDay> {
        self.days.iter().rev().find(|day| **day < self.date).copied()
    }

    /// The planned day after the one on the board.
    #[must_use]
    pub fn day_after(&self) -> Option<ServiceDay> {
        self.days.iter().find(|day| **day > self.date).copied()
    }

    /// Nothing has been imported yet: the desk offers the sample city and the import.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.revision == Revision::default()
    }
}
