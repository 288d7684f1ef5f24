//! What lies in the store, and what is ordered out of it.

use crate::domain::ids::{BrandCode, RetailerCode};
use crate::domain::time::{ServiceDay, Timestamp};
use crate::domain::units::Cartons;
use std::fmt;

/// How many days of demand are kept: a year, and the weeks around the festivals of the year before.
pub const DAYS_KEPT: i64 = 400;

/// A brand as it was counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stock {
    pub brand: BrandCode,
    pub cartons: Cartons,
    pub counted: Timestamp,
}

/// What all retailers together have ordered of a brand for one service day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Demand {
    pub brand: BrandCode,
    pub day: ServiceDay,
    pub cartons: Cartons,
}

/// The key range of a brand's demand on the days from `first` to `last`.
#[must_use]
pub fn span(brand: &BrandCode, first: ServiceDay, last: ServiceDay) -> std::ops::RangeInclusive<DemandKey> {
    let key = |day| DemandKey { brand: brand.clone(), day };
    key(first)..=key(last.max(first))
}

/// One brand on one day.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DemandKey {
    pub brand: BrandCode,
    pub day: ServiceDay,
}

impl Demand {
    #[must_use]
    pub fn key(&self) -> DemandKey {
        DemandKey { brand: self.brand.clone(), day: self.day }
    }
}

impl fmt::Display for DemandKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.brand, self.day)
    }
}

/// What one retailer has ordered of a brand for one service day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OrderLine {
    pub day: ServiceDay,
    pub retailer: RetailerCode,
    pub brand: BrandCode,
    pub cartons: Cartons,
}

/// One retailer's order of a brand on one day.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LineKey {
    pub day: ServiceDay,
    pub brand: BrandCode,
    pub retailer: RetailerCode,
}

impl OrderLine {
    #[must_use]
    pub fn key(&self) -> LineKey {
        LineKey { day: self.day, brand: self.brand.clone(), retailer: self.retailer.clone() }
    }
}

impl fmt::Display for LineKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {}", self.day, self.retailer, self.brand)
    }
}
