//! The words a case uses for the business's own: one list for each, so that what is written is what is read.

use crate::domain::day::{Cause, FailReason, Lock, Remedy};
use crate::domain::incident::Fault;
use crate::domain::network::VehicleStatus;
use crate::domain::weather::{Colour, Hazard};
use crate::exchange::report::codes;

/// A thing that goes by one of a few words.
pub trait Named: Sized + Clone + 'static {
    const ALL: &'static [Self];

    fn name(&self) -> &'static str;

    fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|it| it.name() == name).cloned()
    }
}

impl Named for VehicleStatus {
    const ALL: &'static [Self] = &[Self::Available, Self::BrokenDown, Self::InWorkshop];

    fn name(&self) -> &'static str {
        match self {
            Self::Available => "available",
            Self::BrokenDown => "broken_down",
            Self::InWorkshop => "in_workshop",
        }
    }
}

impl Named for Fault {
    const ALL: &'static [Self] = &Self::ALL;

    fn name(&self) -> &'static str {
        Self::name(*self)
    }
}

impl Named for Remedy {
    const ALL: &'static [Self] = &[
        Self::Reassigned,
        Self::Moved,
        Self::WindowShifted,
        Self::SpareTakesOver,
        Self::NeighboursShare,
        Self::WaitedForRepair,
        Self::PutOff,
    ];

    fn name(&self) -> &'static str {
        codes::remedy(*self)
    }
}

/// Words a crew or a person chose themselves are left out: they may say anything.
impl Named for FailReason {
    const ALL: &'static [Self] = &[
        Self::Closed,
        Self::Refused,
        Self::NoPayment,
        Self::Damaged,
        Self::Unreachable,
        Self::Other(smol_str::SmolStr::new_static("")),
    ];

    fn name(&self) -> &'static str {
        codes::fail_reason(self)
    }
}

impl Named for Cause {
    const ALL: &'static [Self] = &[
        Self::Breakdown(None),
        Self::Weather(None),
        Self::Accident,
        Self::Traffic,
        Self::Ordering,
        Self::Settlement,
        Self::Sorting,
        Self::RetailerAbsent,
        Self::Other(smol_str::SmolStr::new_static("")),
    ];

    fn name(&self) -> &'static str {
        codes::cause(self)
    }
}

/// The time that a lock of the time keeps stands beside the word.
impl Named for Lock {
    const ALL: &'static [Self] =
        &[Self::Vehicle, Self::Position, Self::Time(crate::domain::time::TimeOfDay::MIDNIGHT)];

    fn name(&self) -> &'static str {
        Self::name(*self)
    }
}

impl Named for Hazard {
    const ALL: &'static [Self] = &Self::ALL;

    fn name(&self) -> &'static str {
        codes::hazard(*self)
    }
}

impl Named for Colour {
    const ALL: &'static [Self] = &Self::ALL;

    fn name(&self) -> &'static str {
        codes::colour(*self)
    }
}
