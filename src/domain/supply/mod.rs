//! Supply (货源): brands and what is left of them, shipments on their way, requests out of turn, and whom to call.
//! How long a stock lasts
//! is for [`cover`] to say; what is done about it is chosen by people.

pub mod archive;
pub mod asking;
pub mod brand;
pub mod changes;
pub mod cover;
pub mod inbound;
pub mod left;
pub mod measures;
pub mod refusing;
pub mod request;
pub mod rhythm;
pub mod stock;
pub mod substitutes;
pub mod word;

use super::ids::{BrandCode, EnterpriseCode, InboundId, MeasureId, RequestId, TalkId};
use archive::{Contact, ContactKey, Enterprise, Talk};
use brand::Brand;
use inbound::Inbound;
use measures::Measure;
use request::Request;
use std::collections::BTreeMap;
use std::sync::Arc;
use stock::{Demand, DemandKey, LineKey, OrderLine, Stock};

/// All of it. Each collection is shared, so that a copy costs a few counters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Supply {
    pub brands: Arc<BTreeMap<BrandCode, Brand>>,
    /// The newest count of each brand.
    pub stocks: Arc<BTreeMap<BrandCode, Stock>>,
    /// What was ordered of each brand on each day, for [`stock::DAYS_KEPT`] days.
    pub demand: Arc<BTreeMap<DemandKey, Demand>>,
    /// Who ordered what, of days that are not over.
    pub lines: Arc<BTreeMap<LineKey, OrderLine>>,
    pub inbounds: Arc<BTreeMap<InboundId, Inbound>>,
    pub requests: Arc<BTreeMap<RequestId, Arc<Request>>>,
    pub measures: Arc<BTreeMap<MeasureId, Arc<Measure>>>,
    pub enterprises: Arc<BTreeMap<EnterpriseCode, Enterprise>>,
    pub contacts: Arc<BTreeMap<ContactKey, Contact>>,
    pub talks: Arc<BTreeMap<TalkId, Talk>>,
}
