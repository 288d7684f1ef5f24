//! Rows of orders: by retailer, or added up by brand and day.

use super::super::complaint::Fault;
use super::super::field::Field;
use super::super::index::Index;
use super::super::note::Note;
use super::super::row::{Log, Off, Reader, Row};
use super::super::unreadable::Why;
use super::super::{moment as moments, value};
use super::{brand, command};
use crate::domain::command::Command;
use crate::domain::supply::asking::SupplyCommand;
use crate::domain::supply::stock::{Demand, DemandKey, LineKey, OrderLine};
use crate::domain::time::Timestamp;
use crate::domain::units::Cartons;
use std::collections::BTreeMap;

pub struct Orders {
    now: Timestamp,
    /// Retailers are named; else the rows are sums.
    by_retailer: Option<bool>,
    seen: BTreeMap<LineKey, u64>,
    lines: Vec<OrderLine>,
    demand: Vec<Demand>,
    day_assumed: bool,
    /// Sums of days that are over, to tell whether a file of lines says anything new.
    sums: BTreeMap<DemandKey, (Cartons, u64)>,
}

impl Orders {
    #[must_use]
    pub fn new(now: Timestamp) -> Self {
        let (seen, lines, demand, sums) = Default::default();
        Self { now, by_retailer: None, seen, lines, demand, day_assumed: false, sums }
    }

    fn take(&mut self, row: &Row<'_>, index: &Index<'_>) -> Result<bool, Off> {
        let brand = brand(row, index)?;
        let most = index.known.state().settings.supply.most_cartons;
        let by_retailer = row.layout.has(Field::Retailer) || row.layout.has(Field::Licence);
        self.by_retailer = Some(by_retailer);
        let day = row.read(Field::Day, moments::day)?;
        self.day_assumed |= day.is_none();
        let day = day.unwrap_or_else(|| self.now.day());
        if !by_retailer {
            let cartons = row.need(Field::Cartons, value::store)?;
            let demand = Demand { brand, day, cartons };
            let key = LineKey { day, brand: demand.brand.clone(), retailer: "".into() };
            self.first(row, key)?;
            if index.supply.demand.get(&demand.key()) == Some(&demand) {
                return Ok(false);
            }
            self.demand.push(demand);
            return Ok(true);
        }
        let code = row.read(Field::Retailer, value::code)?;
        let licence = row.read(Field::Licence, value::code)?;
        let known = match (&code, &licence) {
            (Some(code), _) => index.by_code(code),
            (None, Some(licence)) => index.by_licence(licence),
            (None, None) => return Err(Off::at(Field::Retailer, Fault::Missing(Field::Retailer))),
        };
        let field = if code.is_some() { Field::Retailer } else { Field::Licence };
        let retailer = known.ok_or(Off::at(field, Fault::NoSuchRetailer))?;
        let retailer = index.retailer(retailer).code.clone();
        let cartons = row.need(Field::Cartons, value::cartons)?;
        if cartons > most {
            return Err(Off::at(Field::Cartons, Fault::Absurd { most: u64::from(most.0) }));
        }
        let line = OrderLine { day, retailer, brand, cartons };
        self.first(row, line.key())?;
        let same = index.supply.lines.get(&line.key()) == Some(&line);
        if day < self.now.day() {
            let (sum, rows) = self.sums.entry(DemandKey { brand: line.brand.clone(), day }).or_default();
            *sum += cartons;
            *rows += u64::from(!same);
        }
        self.lines.push(line);
        Ok(!same)
    }

    fn first(&mut self, row: &Row<'_>, key: LineKey) -> Result<(), Off> {
        if let Some(first) = self.seen.get(&key) {
            return Err(Off::at(Field::Brand, Fault::Repeated { first: *first }));
        }
        self.seen.insert(key, row.number);
        Ok(())
    }
}

impl Reader for Orders {
    fn row(&mut self, row: &Row<'_>, index: &mut Index<'_>, log: &mut Log) -> Result<(), Why> {
        log.enter(row, self.take(row, index));
        Ok(())
    }

    fn finish(self: Box<Self>, index: &mut Index<'_>, log: &mut Log) -> Vec<Command> {
        if self.day_assumed {
            log.notes.push(Note::DayAssumed(self.now.day()));
        }
        // Lines of days that are over are only added up: where the sum is known, they say nothing new.
        for (key, (cartons, rows)) in &self.sums {
            let known = index.supply.demand.get(key);
            if known.is_some_and(|known| known.cartons == *cartons) {
                log.accepted -= rows;
                log.unchanged += rows;
            }
        }
        if log.accepted == 0 {
            return Vec::new();
        }
        let mut commands = Vec::new();
        if !self.demand.is_empty() {
            commands.push(command(SupplyCommand::PutDemand(self.demand)));
        }
        if !self.lines.is_empty() {
            commands.push(command(SupplyCommand::PutOrders { lines: self.lines, now: self.now }));
        }
        commands
    }
}
