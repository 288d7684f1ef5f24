//! Stored shapes of the supply: what changed, brands, stock, orders and shipments.

mod archive;
mod requests;
mod settings;
pub(super) mod word;

pub(super) use archive::{StoredContact, StoredEnterprise, StoredTalk};
pub(super) use requests::{StoredMeasure, StoredRequest};
pub(super) use settings::StoredSupplySettings;

use super::network::{StoredName, text};
use super::operation::StoredChange;
use super::{Shape, Unsound};
use crate::domain::ids::{BrandCode, EnterpriseCode, InboundId, RetailerCode};
use crate::domain::supply::brand::{Brand, PriceGrade};
use crate::domain::supply::changes::SupplyChange;
use crate::domain::supply::inbound::{Inbound, InboundState};
use crate::domain::supply::stock::{Demand, OrderLine, Stock};
use crate::domain::time::Timestamp;
use crate::domain::units::{Cartons, Fen};
use crate::journal::numbers;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum StoredSupply {
    Brands(Vec<StoredChange<StoredBrand>>),
    Stocks(Vec<StoredChange<StoredStock>>),
    Demand(Vec<StoredChange<StoredDemand>>),
    Lines(Vec<StoredChange<StoredOrderLine>>),
    Inbounds(Vec<StoredChange<StoredInbound>>),
    Requests(Vec<StoredChange<StoredRequest>>),
    Measures(Vec<StoredChange<StoredMeasure>>),
    Enterprises(Vec<StoredChange<StoredEnterprise>>),
    Contacts(Vec<StoredChange<StoredContact>>),
    Talks(Vec<StoredChange<StoredTalk>>),
}

impl Shape for StoredSupply {
    type Of = SupplyChange;
    fn of(value: &SupplyChange) -> Self {
        match value {
            SupplyChange::Brands(changes) => Self::Brands(StoredChange::of_all(changes)),
            SupplyChange::Stocks(changes) => Self::Stocks(StoredChange::of_all(changes)),
            SupplyChange::Demand(changes) => Self::Demand(StoredChange::of_all(changes)),
            SupplyChange::Lines(changes) => Self::Lines(StoredChange::of_all(changes)),
            SupplyChange::Inbounds(changes) => Self::Inbounds(StoredChange::of_all(changes)),
            SupplyChange::Requests(changes) => Self::Requests(StoredChange::of_all(changes)),
            SupplyChange::Measures(changes) => Self::Measures(StoredChange::of_all(changes)),
            SupplyChange::Enterprises(changes) => Self::Enterprises(StoredChange::of_all(changes)),
            SupplyChange::Contacts(changes) => Self::Contacts(StoredChange::of_all(changes)),
            SupplyChange::Talks(changes) => Self::Talks(StoredChange::of_all(changes)),
        }
    }
    fn back(self) -> Result<SupplyChange, Unsound> {
        Ok(match self {
            Self::Brands(changes) => SupplyChange::Brands(StoredChange::back_all(changes)?),
            Self::Stocks(changes) => SupplyChange::Stocks(StoredChange::back_all(changes)?),
            Self::Demand(changes) => SupplyChange::Demand(StoredChange::back_all(changes)?),
            Self::Lines(changes) => SupplyChange::Lines(StoredChange::back_all(changes)?),
            Self::Inbounds(changes) => SupplyChange::Inbounds(StoredChange::back_all(changes)?),
            Self::Requests(changes) => SupplyChange::Requests(StoredChange::back_all(changes)?),
            Self::Measures(changes) => SupplyChange::Measures(StoredChange::back_all(changes)?),
            Self::Enterprises(changes) => SupplyChange::Enterprises(StoredChange::back_all(changes)?),
            Self::Contacts(changes) => SupplyChange::Contacts(StoredChange::back_all(changes)?),
            Self::Talks(changes) => SupplyChange::Talks(StoredChange::back_all(changes)?),
        })
    }
}

fn moment(seconds: i64) -> Result<Timestamp, Unsound> {
    numbers::moment(seconds).ok_or(Unsound::Garbled)
}

#[derive(Serialize, Deserialize)]
pub(super) struct StoredBrand {
    code: SmolStr,
    name: StoredName,
    grade: u8,
    #[serde(default, skip_serializing_if = "SmolStr::is_empty")]
    spec: SmolStr,
    price: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    enterprise: Option<SmolStr>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    irregular: bool,
}

impl Shape for StoredBrand {
    type Of = Brand;
    fn of(value: &Brand) -> Self {
        Self {
            code: text(value.code.as_str()),
            name: StoredName::of(&value.name),
            grade: value.grade.class(),
            spec: value.spec.clone(),
            price: value.price.0,
            enterprise: value.enterprise.as_ref().map(|code| text(code.as_str())),
            irregular: value.irregular,
        }
    }
    fn back(self) -> Result<Brand, Unsound> {
        Ok(Brand {
            code: BrandCode::new(self.code),
            name: self.name.back()?,
            grade: PriceGrade::new(self.grade).ok_or(Unsound::Garbled)?,
            spec: self.spec,
            price: Fen(self.price),
            enterprise: self.enterprise.map(EnterpriseCode::new),
            irregular: self.irregular,
        })
    }
}

/// Brand, cartons, when they were counted.
#[derive(Serialize, Deserialize)]
pub(super) struct StoredStock(SmolStr, u32, i64);

impl Shape for StoredStock {
    type Of = Stock;
    fn of(value: &Stock) -> Self {
        Self(text(value.brand.as_str()), value.cartons.0, numbers::of_moment(value.counted))
    }
    fn back(self) -> Result<Stock, Unsound> {
        Ok(Stock { brand: BrandCode::new(self.0), cartons: Cartons(self.1), counted: moment(self.2)? })
    }
}

/// Brand, day, cartons.
#[derive(Serialize, Deserialize)]
pub(super) struct StoredDemand(SmolStr, i64, u32);

impl Shape for StoredDemand {
    type Of = Demand;
    fn of(value: &Demand) -> Self {
        Self(text(value.brand.as_str()), numbers::of_day(value.day), value.cartons.0)
    }
    fn back(self) -> Result<Demand, Unsound> {
        let day = numbers::day(self.1).ok_or(Unsound::Garbled)?;
        Ok(Demand { brand: BrandCode::new(self.0), day, cartons: Cartons(self.2) })
    }
}

/// Day, retailer, brand, cartons.
#[derive(Serialize, Deserialize)]
pub(super) struct StoredOrderLine(i64, SmolStr, SmolStr, u32);

impl Shape for StoredOrderLine {
    type Of = OrderLine;
    fn of(value: &OrderLine) -> Self {
        let (retailer, brand) = (text(value.retailer.as_str()), text(value.brand.as_str()));
        Self(numbers::of_day(value.day), retailer, brand, value.cartons.0)
    }
    fn back(self) -> Result<OrderLine, Unsound> {
        Ok(OrderLine {
            day: numbers::day(self.0).ok_or(Unsound::Garbled)?,
            retailer: RetailerCode::new(self.1),
            brand: BrandCode::new(self.2),
            cartons: Cartons(self.3),
        })
    }
}

#[derive(Serialize, Deserialize)]
pub(super) struct StoredInbound {
    id: SmolStr,
    brand: SmolStr,
    cartons: u32,
    due: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    from: Option<SmolStr>,
    #[serde(default, skip_serializing_if = "SmolStr::is_empty")]
    plate: SmolStr,
    /// When, and how much.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    arrived: Option<(i64, u32)>,
    /// When, and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cancelled: Option<(i64, SmolStr)>,
}

impl Shape for StoredInbound {
    type Of = Inbound;
    fn of(value: &Inbound) -> Self {
        let (arrived, cancelled) = match &value.state {
            InboundState::Expected => (None, None),
            InboundState::Arrived { at, cartons } => (Some((numbers::of_moment(*at), cartons.0)), None),
            InboundState::Cancelled { at, why } => (None, Some((numbers::of_moment(*at), why.clone()))),
        };
        Self {
            id: text(value.id.as_str()),
            brand: text(value.brand.as_str()),
            cartons: value.cartons.0,
            due: numbers::of_moment(value.due),
            from: value.from.as_ref().map(|code| text(code.as_str())),
            plate: value.plate.clone(),
            arrived,
            cancelled,
        }
    }
    fn back(self) -> Result<Inbound, Unsound> {
        Ok(Inbound {
            id: InboundId::new(self.id),
            brand: BrandCode::new(self.brand),
            cartons: Cartons(self.cartons),
            due: moment(self.due)?,
            from: self.from.map(EnterpriseCode::new),
            plate: self.plate,
            state: match (self.arrived, self.cancelled) {
                (None, None) => InboundState::Expected,
                (Some((at, cartons)), None) => {
                    InboundState::Arrived { at: moment(at)?, cartons: Cartons(cartons) }
                }
                (None, Some((at, why))) => InboundState::Cancelled { at: moment(at)?, why },
                (Some(_), Some(_)) => return Err(Unsound::Garbled),
            },
        })
    }
}
