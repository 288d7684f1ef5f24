//! What may be asked about the supply; see [`crate::domain::command`].

use super::archive::{Contact, Enterprise};
use super::brand::Brand;
use super::inbound::Inbound;
use super::measures::MeasureKind;
use super::request::{Line, Occasion, Passage};
use super::stock::{Demand, OrderLine, Stock};
use crate::domain::day::{Route, Way};
use crate::domain::emergency::Signed;
use crate::domain::ids::{
    BrandCode, EnterpriseCode, InboundId, MeasureId, RequestId, RetailerCode, Revision, TalkId,
};
use crate::domain::playbook::Owner;
use crate::domain::time::{ServiceDay, Timestamp};
use crate::domain::units::Cartons;
use smol_str::SmolStr;

/// A wish.
#[derive(Clone, Debug, PartialEq)]
pub enum SupplyCommand {
    /// The `Put…` family adds what is new, replaces what differs and leaves the rest; the same twice changes
    /// nothing.
    PutBrands(Vec<Brand>),
    /// An older count than the one that is known is passed over.
    PutStocks(Vec<Stock>),
    /// Who ordered what. Lines of days before `now` are only added up; a file of such a day has the whole day.
    PutOrders {
        lines: Vec<OrderLine>,
        now: Timestamp,
    },
    /// What was ordered altogether, where nobody says by whom.
    PutDemand(Vec<Demand>),
    /// Shipments that are announced. One that has arrived, or was cancelled, stays so where the list still expects
    /// it.
    PutInbounds {
        inbounds: Vec<Inbound>,
        by: SmolStr,
        now: Timestamp,
    },
    PutEnterprises(Vec<Enterprise>),
    PutContacts(Vec<Contact>),
    Arrive {
        inbound: InboundId,
        cartons: Cartons,
        signed: Signed,
    },
    Cancel {
        inbound: InboundId,
        why: SmolStr,
        signed: Signed,
    },
    /// A retailer asks for more out of turn.
    Ask(Asking),
    /// `lines`: what is really given, which is what was asked for where `None`.
    Approve {
        request: RequestId,
        level: Owner,
        lines: Option<Vec<Line>>,
        signed: Signed,
    },
    Refuse {
        request: RequestId,
        why: SmolStr,
        signed: Signed,
    },
    /// Whatever was decided, the retailer knows it now. Where it has a stop on `day`, that is noted there too.
    Answer {
        request: RequestId,
        day: Option<ServiceDay>,
        way: Option<Way>,
        signed: Signed,
    },
    /// How it comes to the retailer: the route as it would be, whole.
    Deliver {
        request: RequestId,
        day: ServiceDay,
        passage: Passage,
        route: Box<Route>,
        base: Revision,
        signed: Signed,
    },
    /// It has been handed over.
    Done {
        request: RequestId,
        signed: Signed,
    },
    Choose(Choosing),
    Carried {
        measure: MeasureId,
        signed: Signed,
    },
    /// Retailers were told of a measure.
    Spread {
        measure: MeasureId,
        retailers: Vec<RetailerCode>,
        way: Option<Way>,
        signed: Signed,
    },
    Log(Logging),
    /// Somebody has come back to it.
    ComeBackTo {
        talk: TalkId,
        signed: Signed,
    },
}

/// What is known of a request when it comes in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asking {
    pub retailer: RetailerCode,
    pub licence: SmolStr,
    pub occasion: Occasion,
    pub lines: Vec<Line>,
    pub needed_by: Timestamp,
    pub contact: SmolStr,
    pub signed: Signed,
}

/// A measure that is to be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choosing {
    pub brand: BrandCode,
    pub inbound: Option<InboundId>,
    pub kind: MeasureKind,
    /// Who usually does it where `None`.
    pub owner: Option<Owner>,
    pub due: Timestamp,
    pub note: SmolStr,
    pub instead: Option<BrandCode>,
    pub signed: Signed,
}

/// What was talked about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Logging {
    pub enterprise: EnterpriseCode,
    pub contact: SmolStr,
    pub what: SmolStr,
    pub follow_up: Option<ServiceDay>,
    pub signed: Signed,
}

impl SupplyCommand {
    /// The service day it needs to see, if any.
    #[must_use]
    pub const fn day(&self) -> Option<ServiceDay> {
        match self {
            Self::Deliver { day, .. } => Some(*day),
            Self::Answer { day, .. } => *day,
            _ => None,
        }
    }
}
