//! The four links of the chain, and vehicle breakdowns.

use super::ids::{BreakdownId, Plate};
use super::place::Place;
use super::time::Timestamp;
use super::units::Seconds;
use chrono::TimeDelta;
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
    open_breakdown(breakdowns, plate).is_some()
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
    /// The vehicle is sound, but nobody can drive it.
    DriverAbsent,
    Other,
}

impl Fault {
    pub const ALL: [Self; 10] = [
        Self::Engine,
        Self::Clutch,
        Self::Brakes,
        Self::Tyre,
        Self::Electrics,
        Self::Cooling,
        Self::Body,
        Self::Accident,
        Self::DriverAbsent,
        Self::Other,
    ];

    /// The name in files and `--json`; never changes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Engine => "engine",
            Self::Clutch => "clutch",
            Self::Brakes => "brakes",
            Self::Tyre => "tyre",
            Self::Electrics => "electrics",
            Self::Cooling => "cooling",
            Self::Body => "body",
            Self::Accident => "accident",
            Self::DriverAbsent => "driver_absent",
            Self::Other => "other",
        }
    }

    /// Reads what [`Fault::name`] writes.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|fault| fault.name() == name)
    }
}

impl Breakdown {
    /// When the vehicle can go on: since its repair, or as the workshop expects. `None` where nobody knows.
    #[must_use]
    pub fn rolls_again(&self) -> Option<Timestamp> {
        let expected = || Some(self.at.plus(TimeDelta::seconds(self.estimate?.0.into())));
        self.repaired.or_else(expected)
    }
}

/// The newest breakdown of the vehicle that has not been repaired.
#[must_use]
pub fn open_breakdown<'a>(
    breakdowns: &'a BTreeMap<BreakdownId, Breakdown>,
    plate: &Plate,
) -> Option<&'a Breakdown> {
    let open = breakdowns.values().filter(|b| b.plate == *plate && b.repaired.is_none());
    open.max_by_key(|breakdown| breakdown.at)
}
