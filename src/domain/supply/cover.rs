//! How long the stock lasts (可供天数). Counted in days for which something is ordered: five of them are a week.

use super::left::left;
use super::rhythm::{Rhythm, ordered_days};
use super::stock::DemandKey;
use crate::domain::ids::BrandCode;
use crate::domain::settings::SupplySettings;
use crate::domain::state::State;
use crate::domain::supply::Supply;
use crate::domain::time::{ServiceDay, Timestamp};
use crate::domain::units::Cartons;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// How far it is looked ahead, in calendar days.
const AHEAD: i64 = 120;

/// A brand, as it stands and as it will go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cover {
    pub brand: BrandCode,
    /// What lies in the store; `None` where it was never counted.
    pub left: Option<Cartons>,
    /// An ordinary day's orders, in tenths of a carton.
    pub daily_tenths: u64,
    /// Expected shipments that are not late.
    pub coming: Cartons,
    /// How many days it lasts, shipments that come in time with it, in tenths; `None` where it lasts as far as
    /// anybody looks, or was never counted.
    pub tenths: Option<u32>,
    /// The first day whose orders it cannot fill.
    pub out_on: Option<ServiceDay>,
    pub warning: Option<Warning>,
    /// More than is ever asked for (滞销).
    pub slow: bool,
}

impl Cover {
    /// Its place in every list: the most pressing first.
    #[must_use]
    pub fn urgency(&self) -> (Reverse<Option<Warning>>, bool, Option<u32>, &BrandCode) {
        (Reverse(self.warning), self.tenths.is_none(), self.tenths, &self.brand)
    }
}

/// How pressing it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Warning {
    Yellow,
    Orange,
    Red,
}

impl Warning {
    pub const ALL: [Self; 3] = [Self::Yellow, Self::Orange, Self::Red];

    /// The name in files and `--json`; never changes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Yellow => "yellow",
            Self::Orange => "orange",
            Self::Red => "red",
        }
    }

    /// At so many tenths of a day.
    #[must_use]
    pub const fn at(tenths: u32, settings: &SupplySettings) -> Option<Self> {
        if tenths < settings.red_below.saturating_mul(10) {
            Some(Self::Red)
        } else if tenths < settings.orange_below.saturating_mul(10) {
            Some(Self::Orange)
        } else if tenths < settings.yellow_below.saturating_mul(10) {
            Some(Self::Yellow)
        } else {
            None
        }
    }
}

/// Every brand's, in the order of their codes.
#[must_use]
pub fn covers(state: &State, now: Timestamp) -> BTreeMap<BrandCode, Cover> {
    let ordered = ordered_days(&state.supply, now.day());
    let brands = state.supply.brands.keys();
    brands.map(|brand| (brand.clone(), of(state, brand, &ordered, now))).collect()
}

/// One brand's.
#[must_use]
pub fn cover(state: &State, brand: &BrandCode, now: Timestamp) -> Cover {
    of(state, brand, &ordered_days(&state.supply, now.day()), now)
}

fn of(state: &State, brand: &BrandCode, ordered: &BTreeSet<ServiceDay>, now: Timestamp) -> Cover {
    let (supply, settings) = (&state.supply, &state.settings.supply);
    let rhythm = Rhythm::of(supply, brand, ordered);
    let shipments = coming(supply, brand, now);
    let left = left(supply, brand, now);
    let lasting = left.and_then(|left| lasts(supply, brand, &rhythm, &shipments, (left, now)));
    let rarely = rhythm.sold * 2 < rhythm.days;
    let slow = left.is_some_and(|left| {
        let enough = rhythm.daily_milli() * u64::from(settings.slow_over);
        rarely && u64::from(left.0) * 1000 > enough
    });
    Cover {
        brand: brand.clone(),
        left,
        daily_tenths: rhythm.daily_milli() / 100,
        coming: shipments.values().copied().sum(),
        tenths: lasting.map(|(tenths, _)| tenths),
        out_on: lasting.map(|(_, day)| day),
        warning: lasting.and_then(|(tenths, _)| Warning::at(tenths, settings)),
        slow,
    }
}

/// Shipments by the day they are due. One that is late is on nobody's shelf until it comes.
fn coming(supply: &Supply, brand: &BrandCode, now: Timestamp) -> BTreeMap<ServiceDay, Cartons> {
    let mut days: BTreeMap<ServiceDay, Cartons> = BTreeMap::new();
    let expected = supply.inbounds.values().filter(|one| one.is_expected() && one.brand == *brand);
    for inbound in expected.filter(|inbound| inbound.due >= now) {
        *days.entry(inbound.due.day()).or_default() += inbound.cartons;
    }
    days
}

/// A day to come, as it is expected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ahead {
    pub day: ServiceDay,
    /// What is ordered for it.
    pub wanted: Cartons,
    /// What lies in the store when its orders have gone out; `None` where it was never counted.
    pub left: Option<Cartons>,
}

/// How one brand will go on the next `days` calendar days.
#[must_use]
pub fn course(state: &State, brand: &BrandCode, now: Timestamp, days: i64) -> Vec<Ahead> {
    let supply = &state.supply;
    let rhythm = Rhythm::of(supply, brand, &ordered_days(supply, now.day()));
    let shipments = coming(supply, brand, now);
    let mut stock = left(supply, brand, now).map(milli);
    let cartons = |milli: u64| Cartons(u32::try_from(milli / 1000).unwrap_or(u32::MAX));
    let expected = ahead(supply, brand, &rhythm, &shipments, now.day())
        .take_while(|(day, ..)| *day <= now.day().plus(days));
    expected
        .map(|(day, came, wanted)| {
            stock = stock.map(|stock| (stock + came).saturating_sub(wanted));
            Ahead { day, wanted: cartons(wanted), left: stock.map(cartons) }
        })
        .collect()
}

const fn milli(cartons: Cartons) -> u64 {
    cartons.0 as u64 * 1000
}

/// The days to come, each with what has come in by then and what is ordered for it, in thousandths of a carton. What is
/// ordered already counts in place of what was expected, where it is more. A shipment serves the orders of the days
/// after it comes.
fn ahead<'s>(
    supply: &'s Supply,
    brand: &'s BrandCode,
    rhythm: &'s Rhythm,
    shipments: &'s BTreeMap<ServiceDay, Cartons>,
    today: ServiceDay,
) -> impl Iterator<Item = (ServiceDay, u64, u64)> + 's {
    (1..=AHEAD).map(move |ahead| {
        let day = today.plus(ahead);
        let came = shipments.get(&day.plus(-1)).copied().map_or(0, milli);
        let ordered = supply.demand.get(&DemandKey { brand: brand.clone(), day });
        (day, came, rhythm.on(day).max(ordered.map_or(0, |demand| milli(demand.cartons))))
    })
}

/// So many tenths of a day it lasts, and the day on which it is out; `None` where it lasts as far as is looked.
fn lasts(
    supply: &Supply,
    brand: &BrandCode,
    rhythm: &Rhythm,
    shipments: &BTreeMap<ServiceDay, Cartons>,
    (left, now): (Cartons, Timestamp),
) -> Option<(u32, ServiceDay)> {
    let mut stock = milli(left);
    let mut whole = 0_u32;
    for (day, came, wanted) in ahead(supply, brand, rhythm, shipments, now.day()) {
        stock += came;
        if wanted == 0 {
            continue;
        }
        if wanted > stock {
            let part = u32::try_from(stock * 10 / wanted).unwrap_or(9);
            return Some((whole * 10 + part, day));
        }
        stock -= wanted;
        whole += 1;
    }
    None
}
