//! Shipments on their way to the centre.

use crate::domain::ids::{BrandCode, EnterpriseCode, InboundId, IncidentId};
use crate::domain::state::State;
use crate::domain::time::Timestamp;
use crate::domain::units::Cartons;
use smol_str::SmolStr;

/// One brand in one shipment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Inbound {
    pub id: InboundId,
    pub brand: BrandCode,
    /// As announced.
    pub cartons: Cartons,
    pub due: Timestamp,
    /// Who sends it.
    pub from: Option<EnterpriseCode>,
    /// What brings it; empty where unknown.
    pub plate: SmolStr,
    pub state: InboundState,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InboundState {
    Expected,
    Arrived { at: Timestamp, cartons: Cartons },
    Cancelled { at: Timestamp, why: SmolStr },
}

/// What is wrong with a shipment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Wrong {
    Late,
    /// Fewer arrived than were announced.
    Short,
    Cancelled,
}

impl Wrong {
    /// The name in files and `--json`; never changes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Late => "late",
            Self::Short => "short",
            Self::Cancelled => "cancelled",
        }
    }
}

impl InboundState {
    /// The name in files and `--json`; never changes.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Expected => "expected",
            Self::Arrived { .. } => "arrived",
            Self::Cancelled { .. } => "cancelled",
        }
    }
}

impl Inbound {
    #[must_use]
    pub fn wrong(&self, now: Timestamp) -> Option<Wrong> {
        match self.state {
            InboundState::Expected => (now > self.due).then_some(Wrong::Late),
            InboundState::Arrived { cartons, .. } => (cartons < self.cartons).then_some(Wrong::Short),
            InboundState::Cancelled { .. } => Some(Wrong::Cancelled),
        }
    }

    #[must_use]
    pub const fn is_expected(&self) -> bool {
        matches!(self.state, InboundState::Expected)
    }

    /// Something is wrong with it, and nobody has said that it is over.
    #[must_use]
    pub fn is_pressing(&self, state: &State, now: Timestamp) -> bool {
        let over = state.incidents.get(&self.incident()).is_some_and(|incident| !incident.is_felt());
        self.wrong(now).is_some() && !over
    }

    /// The incident that deals with what is wrong with it.
    #[must_use]
    pub fn incident(&self) -> IncidentId {
        IncidentId::new(self.id.as_str())
    }
}
