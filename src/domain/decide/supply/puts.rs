//! What files say: only what really differs becomes an operation.

use super::super::differences;
use super::supplied;
use crate::domain::ids::BrandCode;
use crate::domain::operation::{Change, Operation};
use crate::domain::refusal::Refusal;
use crate::domain::state::State;
use crate::domain::supply::Supply;
use crate::domain::supply::archive::{Contact, Enterprise};
use crate::domain::supply::brand::Brand;
use crate::domain::supply::changes::SupplyChange;
use crate::domain::supply::refusing::SupplyRefusal;
use crate::domain::supply::stock::{DAYS_KEPT, Demand, DemandKey, LineKey, OrderLine, Stock};
use crate::domain::time::{ServiceDay, Timestamp};
use crate::domain::units::Cartons;
use std::collections::BTreeMap;

pub(super) fn brands(state: &State, brands: Vec<Brand>) -> Vec<Operation> {
    let changes = differences(&state.supply.brands, brands, |brand| brand.code.clone());
    supplied(changes, SupplyChange::Brands)
}

/// Of two counts of a brand the newer holds.
pub(super) fn stocks(state: &State, mut stocks: Vec<Stock>) -> Result<Vec<Operation>, Refusal> {
    known_brands(&state.supply, stocks.iter().map(|stock| &stock.brand))?;
    let newer = |stock: &Stock| {
        state.supply.stocks.get(&stock.brand).is_none_or(|known| known.counted <= stock.counted)
    };
    stocks.retain(newer);
    stocks.sort_by_key(|stock| stock.counted);
    let changes = differences(&state.supply.stocks, stocks, |stock| stock.brand.clone());
    Ok(supplied(changes, SupplyChange::Stocks))
}

pub(super) fn orders(
    state: &State,
    lines: Vec<OrderLine>,
    now: Timestamp,
) -> Result<Vec<Operation>, Refusal> {
    let supply = &state.supply;
    known_brands(supply, lines.iter().map(|line| &line.brand))?;
    if let Some(line) = lines.iter().find(|line| !state.network.retailers.contains_key(&line.retailer)) {
        return Err(Refusal::NoSuchRetailer(line.retailer.clone()));
    }
    let today = now.day();
    let lines: BTreeMap<LineKey, OrderLine> = lines.into_iter().map(|line| (line.key(), line)).collect();
    let mut sums: BTreeMap<DemandKey, Cartons> = BTreeMap::new();
    // Of a day that is not over, what the file does not name stays, and counts.
    let touched: std::collections::BTreeSet<DemandKey> = lines.values().map(demand_key).collect();
    let stays = supply.lines.iter().filter(|(key, line)| {
        key.day >= today && touched.contains(&demand_key(line)) && !lines.contains_key(key)
    });
    for line in lines.values().chain(stays.map(|(_, line)| line)) {
        *sums.entry(demand_key(line)).or_default() += line.cartons;
    }
    let over = supply.lines.range(..first_of(today)).map(|(_, line)| line);
    let gone = over.map(|line| Change { before: Some(line.clone()), after: None });
    let open = lines.into_values().filter(|line| line.day >= today).collect();
    let changes: Vec<_> = gone.chain(differences(&supply.lines, open, OrderLine::key)).collect();
    let mut operations = supplied(changes, SupplyChange::Lines);
    let sums = sums.into_iter().map(|(key, cartons)| Demand { brand: key.brand, day: key.day, cartons });
    operations.extend(of_demand(supply, sums.collect()));
    Ok(operations)
}

pub(super) fn demand(state: &State, demand: Vec<Demand>) -> Result<Vec<Operation>, Refusal> {
    known_brands(&state.supply, demand.iter().map(|demand| &demand.brand))?;
    Ok(of_demand(&state.supply, demand))
}

/// New sums; those that have become too old go.
fn of_demand(supply: &Supply, mut demand: Vec<Demand>) -> Vec<Operation> {
    let days = supply.demand.keys().map(|key| key.day).chain(demand.iter().map(|demand| demand.day));
    let Some(newest) = days.max() else { return Vec::new() };
    let oldest = newest.plus(1 - DAYS_KEPT);
    demand.retain(|demand| demand.day >= oldest);
    let stale = supply.demand.values().filter(|demand| demand.day < oldest);
    let mut changes: Vec<_> =
        stale.map(|demand| Change { before: Some(demand.clone()), after: None }).collect();
    changes.extend(differences(&supply.demand, demand, Demand::key));
    supplied(changes, SupplyChange::Demand)
}

fn demand_key(line: &OrderLine) -> DemandKey {
    DemandKey { brand: line.brand.clone(), day: line.day }
}

fn first_of(day: ServiceDay) -> LineKey {
    LineKey { day, brand: "".into(), retailer: "".into() }
}

pub(super) fn enterprises(state: &State, enterprises: Vec<Enterprise>) -> Vec<Operation> {
    let changes = differences(&state.supply.enterprises, enterprises, |one| one.code.clone());
    supplied(changes, SupplyChange::Enterprises)
}

pub(super) fn contacts(state: &State, contacts: Vec<Contact>) -> Result<Vec<Operation>, Refusal> {
    let known = &state.supply.enterprises;
    if let Some(contact) = contacts.iter().find(|contact| !known.contains_key(&contact.enterprise)) {
        return Err(SupplyRefusal::NoSuchEnterprise(contact.enterprise.clone()).into());
    }
    let changes = differences(&state.supply.contacts, contacts, Contact::key);
    Ok(supplied(changes, SupplyChange::Contacts))
}

pub(super) fn known_brands<'b>(
    supply: &Supply,
    mut brands: impl Iterator<Item = &'b BrandCode>,
) -> Result<(), Refusal> {
    match brands.find(|brand| !supply.brands.contains_key(*brand)) {
        Some(unknown) => Err(SupplyRefusal::NoSuchBrand(unknown.clone()).into()),
        None => Ok(()),
    }
}
