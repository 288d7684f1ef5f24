//! What is done about a shortage: the plan's measures as choices, each with an owner and a time.

use crate::domain::day::Way;
use crate::domain::emergency::Signed;
use crate::domain::ids::{BrandCode, InboundId, MeasureId, RetailerCode};
use crate::domain::playbook::Owner;
use crate::domain::time::Timestamp;
use smol_str::SmolStr;
use std::collections::BTreeMap;

/// One measure that was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measure {
    pub id: MeasureId,
    pub brand: BrandCode,
    /// The shipment it is about, where it is about one.
    pub inbound: Option<InboundId>,
    pub kind: MeasureKind,
    pub owner: Owner,
    /// When it is to be done.
    pub due: Timestamp,
    /// In somebody's own words; may be empty.
    pub note: SmolStr,
    /// What is offered instead, by a measure that offers something.
    pub instead: Option<BrandCode>,
    pub chosen: Signed,
    pub done: Option<Signed>,
    /// Retailers that were told of it.
    pub told: BTreeMap<RetailerCode, Heard>,
}

/// A retailer was told of a measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heard {
    pub signed: Signed,
    /// `None` where nobody says.
    pub way: Option<Way>,
}

/// The measures of card J.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MeasureKind {
    /// Ask the provincial company for more of the plan (申请计划).
    AskProvince,
    /// Change the plan between brands (调整计划).
    ChangePlan,
    /// Urge the enterprise's representative (催调).
    Urge,
    /// Send somebody to the enterprise (派人).
    SendSomeone,
    /// Find another vehicle for the shipment (换车).
    ReplaceVehicle,
    /// More of a brand of the same grade (同档替代).
    Substitute,
    /// Take the quality up with the manufacturer (质量问题联系厂家).
    ContactOnQuality,
}

impl MeasureKind {
    pub const ALL: [Self; 7] = [
        Self::AskProvince,
        Self::ChangePlan,
        Self::Urge,
        Self::SendSomeone,
        Self::ReplaceVehicle,
        Self::Substitute,
        Self::ContactOnQuality,
    ];

    /// The name in files and `--json`; never changes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::AskProvince => "ask_province",
            Self::ChangePlan => "change_plan",
            Self::Urge => "urge",
            Self::SendSomeone => "send_someone",
            Self::ReplaceVehicle => "replace_vehicle",
            Self::Substitute => "substitute",
            Self::ContactOnQuality => "contact_on_quality",
        }
    }

    /// Reads what [`MeasureKind::name`] writes.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Who usually does it.
    #[must_use]
    pub const fn owner(self) -> Owner {
        match self {
            Self::Substitute => Owner::MarketingCentre,
            _ => Owner::Purchasing,
        }
    }
}
