//! The four links of the chain, and vehicle breakdowns.

use super::ids::{BreakdownId, Plate};
use super::place::Place;
use super::time::Timestamp;
use super::units::Seconds;
use std::collections::BTreeMap;

/// The chain a carton passes, in order; what is downstream of a broken link is affected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Link {
    Ordering,
    Settlement,
    Sorting,
    Distribution,
}

impl Link {
    pub const ALL: [Self; 4] = [Self::Ordering, Self::Settlement, Self::Sorting, Self::Distribution];
}

/// A vehicle that could not go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breakdown {
    pub id: BreakdownId,
    pub plate: Plate,
    pub at: Timestamp,
    pub place: Option<Place>,
    pub fault: Fault,
    /// Time the workshop expects to need, from `at`.
    pub estimate: Option<Seconds>,
    pub repaired: Option<Timestamp>,
}

/// Is there a breakdown of the vehicle that has not been repaired?
#[must_use]
pub fn is_broken(breakdowns: &BTreeMap<BreakdownId, Breakdown>, plate: &Plate) -> bool {
    breakdowns.values().any(|breakdown| breakdown.plate == *plate && breakdown.repaired.is_none())
}

/// What failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fault {
    Engine,
    Clutch,
    Brakes,
    Tyre,
    Electrics,
    Cooling,
    Body,
    Accident,
    Other,
}
