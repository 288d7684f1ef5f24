//! Calls for goods on the way, as a route changes around them: they follow the stops that need them, come
//! with stops whose goods lie on a broken vehicle, and go with the last.

use super::day::{Cargo, Pickup, Progress, Route};
use super::ids::RetailerCode;
use super::incident::open_breakdown;
use super::state::State;
use super::time::TimeOfDay;

impl Route {
    /// Puts the calls right after the stops have changed from those of `before`: a call whose stop has gone is
    /// made before the next that stayed, and one that has nothing left to load is dropped. Goods that a stop
    /// waits for on a broken vehicle whose place is known are fetched before it.
    pub(super) fn settle(&mut self, before: Option<&Self>, state: &State) {
        for nth in 0..self.pickups.len() {
            if self.position(&self.pickups[nth].before).is_none()
                && let Some(next) = before.and_then(|before| self.next_of(before, &self.pickups[nth].before))
            {
                self.pickups[nth].before = next;
            }
        }
        self.fetch_from_the_broken(state);
        let useful: Vec<bool> = (0..self.pickups.len()).map(|nth| self.is_kept(nth)).collect();
        let mut useful = useful.into_iter();
        self.pickups.retain(|_| useful.next().unwrap_or(false));
        self.sort_pickups();
    }

    /// The order in which the calls are made.
    pub fn sort_pickups(&mut self) {
        let mut pickups = std::mem::take(&mut self.pickups);
        pickups.sort_by_key(|pickup| self.position(&pickup.before));
        self.pickups = pickups;
    }

    /// The first stop behind `gone` in the old order that is still on the route.
    fn next_of(&self, before: &Self, gone: &RetailerCode) -> Option<RetailerCode> {
        let at = before.position(gone)?;
        let mut behind = before.stops[at..].iter().map(|stop| &stop.retailer);
        behind.find(|retailer| self.position(retailer).is_some()).cloned()
    }

    /// Made already, as far as anybody can tell, or still with something to load.
    fn is_kept(&self, nth: usize) -> bool {
        let pickup = &self.pickups[nth];
        let passed = self.position(&pickup.before).is_some_and(|at| self.stops[at].progress.has_happened());
        pickup.loaded.is_some() || passed || !self.loads_at(nth).is_empty()
    }

    fn fetch_from_the_broken(&mut self, state: &State) {
        for at in 0..self.stops.len() {
            let stop = &self.stops[at];
            let Cargo::Aboard(plate) = &stop.cargo else { continue };
            if stop.progress != Progress::Waiting
                || self.vehicle.as_ref().is_none_or(|own| own == plate)
                || (0..self.pickups.len()).any(|nth| self.loads_at(nth).contains(&at))
            {
                continue;
            }
            let Some(place) = open_breakdown(&state.breakdowns, plate).and_then(|broken| broken.place) else {
                continue;
            };
            let (from, before) = (stop.cargo.clone(), stop.retailer.clone());
            // A call for the same goods further on is made earlier instead.
            let later = self.pickups.iter_mut().find(|pickup| pickup.from == from && pickup.loaded.is_none());
            match later {
                Some(later) => later.before = before,
                None => {
                    self.pickups.push(Pickup {
                        from,
                        place,
                        before,
                        ready: TimeOfDay::MIDNIGHT,
                        loaded: None,
                    });
                }
            }
        }
    }
}
