//! A session answers the readers of files: what is there already, on every day.

use super::Session;
use crate::domain::day::Day;
use crate::domain::state::State;
use crate::domain::time::ServiceDay;
use crate::exchange::intake::Known;
use std::sync::Arc;

impl Known for Session {
    fn state(&self) -> &State {
        Session::state(self)
    }

    /// A day that cannot be read counts as not there: keeping the import meets the same trouble and tells it.
    fn day(&self, day: ServiceDay) -> Option<Arc<Day>> {
        match Session::state(self).day(day) {
            Some(day) => Some(Arc::clone(day)),
            None => self.read_day(day).ok().flatten().map(Arc::new),
        }
    }
}
