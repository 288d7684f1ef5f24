//! The four links of the chain, and vehicle breakdowns.

use super::ids::{BreakdownId, Plate};
use super::place::Place;
use super::time::Timestamp;
use super::units::Seconds;

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
