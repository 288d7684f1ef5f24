//! Why something about the supply was refused; `words` says it to people.

use crate::domain::ids::{
    BrandCode, EnterpriseCode, InboundId, MeasureId, RequestId, RetailerCode, RouteId, TalkId,
};
use crate::domain::time::Timestamp;
use crate::domain::units::Cartons;
use smol_str::SmolStr;

/// The rules say no.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SupplyRefusal {
    #[error("there is no brand {0}")]
    NoSuchBrand(BrandCode),
    #[error("there is no enterprise {0}")]
    NoSuchEnterprise(EnterpriseCode),
    #[error("there is no shipment {0}")]
    NoSuchInbound(InboundId),
    #[error("shipment {0} has arrived or was cancelled")]
    InboundSettled(InboundId),
    #[error("there is no request {0}")]
    NoSuchRequest(RequestId),
    #[error("request {0} has been decided")]
    RequestDecided(RequestId),
    #[error("request {0} has not been decided")]
    RequestOpen(RequestId),
    #[error("request {0} was refused")]
    RequestRefused(RequestId),
    #[error("request {0} is delivered")]
    RequestDelivered(RequestId),
    #[error("the delivery of request {0} is settled")]
    RequestArranged(RequestId),
    #[error("no licence was given")]
    NoLicence,
    #[error("the licence given is {given}, that of {retailer} is {known}")]
    LicenceDiffers { retailer: RetailerCode, given: SmolStr, known: SmolStr },
    #[error("{cartons:?} are more than the {limit:?} a department may grant")]
    AboveTheLimit { cartons: Cartons, limit: Cartons },
    #[error("{0} grants no requests")]
    GrantsNothing(&'static str),
    #[error("of {brand}, {left:?} are left, not {wanted:?}")]
    NotEnoughStock { brand: BrandCode, wanted: Cartons, left: Cartons },
    #[error("it would be needed by {needed_by:?}, which has passed")]
    NeededInThePast { needed_by: Timestamp },
    #[error("nothing was asked for")]
    NothingAsked,
    #[error("{cartons:?} cannot be meant; the most is {most:?}")]
    Absurd { cartons: Cartons, most: Cartons },
    #[error("route {route} does not bring what request {request} is given")]
    NotTheRequest { request: RequestId, route: RouteId },
    #[error("retailer {0} has been delivered to on that day")]
    ServedThatDay(RetailerCode),
    #[error("there is no measure {0}")]
    NoSuchMeasure(MeasureId),
    #[error("measure {0} is done")]
    MeasureDone(MeasureId),
    #[error("{instead} cannot stand in for {brand}")]
    NoSubstitute { brand: BrandCode, instead: BrandCode },
    #[error("nothing is named that is to stand in for {0}")]
    NothingInstead(BrandCode),
    #[error("there is no entry {0}")]
    NoSuchTalk(TalkId),
    #[error("entry {0} waits for nothing")]
    TalkSettled(TalkId),
}
