//! Which service days the working set keeps: those asked for last, so that memory does not grow with the
//! days somebody has leafed through.

use crate::domain::state::State;
use crate::domain::time::ServiceDay;

/// The days of the working set, longest unused first.
#[derive(Clone, Debug, Default)]
pub struct Kept(Vec<ServiceDay>);

impl Kept {
    /// A day with the days around it, and one to look at beside. A province's day takes some six megabytes.
    pub const MOST: usize = 12;

    /// `day` has just been asked for.
    pub fn touch(&mut self, day: ServiceDay) {
        self.0.retain(|kept| *kept != day);
        self.0.push(day);
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Lets go of all but the last `most`, and of every day that was never touched.
    pub fn let_go(&mut self, state: &mut State, most: usize) {
        let gone = self.0.len().saturating_sub(most);
        self.0.drain(..gone);
        state.days.retain(|day, _| self.0.contains(day));
    }

    /// As [`Kept::let_go`], but sparing the days in `pinned`.
    pub fn let_go_but(&mut self, state: &mut State, most: usize, pinned: &Self) {
        let mut over = self.0.len().saturating_sub(most);
        self.0.retain(|day| {
            let goes = over > 0 && !pinned.0.contains(day);
            over -= usize::from(goes);
            !goes
        });
        state.days.retain(|day, _| self.0.contains(day));
    }
}
