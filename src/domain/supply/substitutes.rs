//! What can stand in for a brand: others of its price grade, first those there is enough of, then those most like it;
//! and whose orders are touched.

use super::brand::Brand;
use super::cover::{Cover, Warning, covers};
use super::left::free;
use crate::domain::ids::{BrandCode, RetailerCode};
use crate::domain::state::State;
use crate::domain::time::Timestamp;
use crate::domain::units::{Cartons, Fen};
use std::collections::BTreeMap;

/// One brand that can stand in for another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Substitute {
    pub brand: BrandCode,
    /// What nobody has ordered yet.
    pub free: Cartons,
    /// How long it lasts itself; see [`Cover::tenths`].
    pub tenths: Option<u32>,
    pub warning: Option<Warning>,
    /// Dearer by so much a carton; cheaper where below zero.
    pub dearer: Fen,
    pub same_enterprise: bool,
    /// How unlike it is, in thousandths of the price: the less the better.
    pub unlike: u64,
}

/// Beyond the price, so much unlike it is for each of these, in thousandths of the price.
const OTHER_ENTERPRISE: u64 = 80;
const OTHER_PACK: u64 = 150;
const OTHER_NAME: u64 = 60;

/// The best first. One of which nothing is free, or that was never counted, is none.
#[must_use]
pub fn substitutes(state: &State, brand: &BrandCode, now: Timestamp) -> Vec<Substitute> {
    among(state, brand, now, &covers(state, now))
}

/// The same, where every brand's cover is known already.
#[must_use]
pub fn among(
    state: &State,
    brand: &BrandCode,
    now: Timestamp,
    covers: &BTreeMap<BrandCode, Cover>,
) -> Vec<Substitute> {
    let brands = &state.supply.brands;
    let Some(wanted) = brands.get(brand) else { return Vec::new() };
    let alike = brands.values().filter(|other| other.grade == wanted.grade && other.code != *brand);
    let mut found: Vec<Substitute> = alike
        .filter_map(|other| {
            let free = free(&state.supply, &other.code, now, None).filter(|free| *free > Cartons(0))?;
            let cover = covers.get(&other.code);
            Some(Substitute {
                brand: other.code.clone(),
                free,
                tenths: cover.and_then(|cover| cover.tenths),
                warning: cover.and_then(|cover| cover.warning),
                dearer: Fen(other.price.0 - wanted.price.0),
                same_enterprise: other.enterprise.is_some() && other.enterprise == wanted.enterprise,
                unlike: unlike(wanted, other),
            })
        })
        .collect();
    found.sort_by(|a, b| (a.warning, a.unlike, &a.brand).cmp(&(b.warning, b.unlike, &b.brand)));
    found
}

fn unlike(wanted: &Brand, other: &Brand) -> u64 {
    let apart = wanted.price.0.abs_diff(other.price.0) * 1000;
    let price = apart.checked_div(wanted.price.0.unsigned_abs()).unwrap_or(apart);
    let enterprise = other.enterprise.is_none() || other.enterprise != wanted.enterprise;
    let pack = other.irregular != wanted.irregular;
    // Brands of one family begin alike: 云岭（硬）, 云岭（细支）.
    let family = |brand: &Brand| brand.name.local.chars().take(2).collect::<String>();
    let name = family(wanted) != family(other);
    let more = |is: bool, by: u64| if is { by } else { 0 };
    price + more(enterprise, OTHER_ENTERPRISE) + more(pack, OTHER_PACK) + more(name, OTHER_NAME)
}

/// Retailers with an order of the brand for a day that is not over, each with what it has ordered.
#[must_use]
pub fn touched(state: &State, brand: &BrandCode, now: Timestamp) -> BTreeMap<RetailerCode, Cartons> {
    let mut found: BTreeMap<RetailerCode, Cartons> = BTreeMap::new();
    let open = state.supply.lines.values().filter(|line| line.brand == *brand && line.day >= now.day());
    for line in open.filter(|line| line.cartons > Cartons(0)) {
        *found.entry(line.retailer.clone()).or_default() += line.cartons;
    }
    found
}
