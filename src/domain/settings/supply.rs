//! What the centre has agreed on about supply.

use crate::domain::units::{Cartons, Seconds};

/// Days of cover at which it warns, and what a department may grant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SupplySettings {
    /// Below so many days of cover a brand is yellow …
    pub yellow_below: u32,
    pub orange_below: u32,
    pub red_below: u32,
    /// More days of cover than this, sold on fewer than half of the days: it does not sell (滞销).
    pub slow_over: u32,
    /// More cartons than this are for the marketing centre to grant.
    pub request_limit: Cartons,
    /// More cartons than this in one order or request cannot be meant.
    pub most_cartons: Cartons,
    /// Goods that are asked for out of turn are picked and ready to be loaded after so long.
    pub picking: Seconds,
}

impl SupplySettings {
    /// Each warning is above the next, and a department grants no more than can be meant.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.red_below <= self.orange_below
            && self.orange_below <= self.yellow_below
            && self.request_limit <= self.most_cartons
    }
}

impl Default for SupplySettings {
    fn default() -> Self {
        Self {
            yellow_below: 5,
            orange_below: 3,
            red_below: 1,
            slow_over: 60,
            request_limit: Cartons(20),
            most_cartons: Cartons(1_000),
            picking: Seconds::from_minutes(30),
        }
    }
}
