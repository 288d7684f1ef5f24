//! Stays in the workshop that somebody has decided on: downtime that is planned, unlike a breakdown's.

use crate::domain::ids::{Plate, StayId};
use crate::domain::time::Timestamp;
use std::collections::BTreeMap;

/// One stay.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stay {
    pub id: StayId,
    pub plate: Plate,
    pub work: Work,
    pub from: Timestamp,
    /// When it is expected back; `None` where nobody knows.
    pub expected: Option<Timestamp>,
    /// When it came back.
    pub back: Option<Timestamp>,
}

/// What is done to it there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Work {
    /// Maintenance by plan (保养).
    Service,
    /// The yearly inspection (年检).
    Inspection,
    /// Something that is worn, and did not stop it (修理).
    Repair,
    Other,
}

impl Work {
    pub const ALL: [Self; 4] = [Self::Service, Self::Inspection, Self::Repair, Self::Other];

    /// The name in files and `--json`; never changes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Service => "service",
            Self::Inspection => "inspection",
            Self::Repair => "repair",
            Self::Other => "other",
        }
    }

    /// Reads what [`Work::name`] writes.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|work| work.name() == name)
    }
}

/// The stay a vehicle has not come back from.
#[must_use]
pub fn open_stay<'a>(stays: &'a BTreeMap<StayId, Stay>, plate: &Plate) -> Option<&'a Stay> {
    let open = stays.values().filter(|stay| stay.plate == *plate && stay.back.is_none());
    open.max_by_key(|stay| stay.from)
}
