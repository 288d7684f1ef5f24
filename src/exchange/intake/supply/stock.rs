//! Rows of what was counted in the store.

use super::super::complaint::Fault;
use super::super::field::Field;
use super::super::index::Index;
use super::super::note::Note;
use super::super::row::{Log, Off, Reader, Row};
use super::super::unreadable::Why;
use super::super::value;
use super::{brand, command, moment};
use crate::domain::command::Command;
use crate::domain::ids::BrandCode;
use crate::domain::supply::asking::SupplyCommand;
use crate::domain::supply::stock::Stock;
use crate::domain::time::{TimeOfDay, Timestamp};
use std::collections::BTreeMap;

pub struct Counts {
    now: Timestamp,
    seen: BTreeMap<BrandCode, u64>,
    new: Vec<Stock>,
    older: u64,
}

impl Counts {
    #[must_use]
    pub fn new(now: Timestamp) -> Self {
        Self { now, seen: BTreeMap::new(), new: Vec::new(), older: 0 }
    }

    fn take(&mut self, row: &Row<'_>, index: &Index<'_>) -> Result<bool, Off> {
        let brand = brand(row, index)?;
        let field = if row.layout.has(Field::Stock) { Field::Stock } else { Field::Cartons };
        let cartons = row.need(field, value::store)?;
        let now = self.now;
        let at = |field| row.read(field, |cell| moment(cell, now, TimeOfDay::MIDNIGHT));
        let counted = match at(Field::CountedAt)? {
            Some(counted) => Some(counted),
            None => at(Field::Day)?,
        };
        let counted = counted.unwrap_or(now);
        if let Some(first) = self.seen.get(&brand) {
            return Err(Off::at(Field::Brand, Fault::Repeated { first: *first }));
        }
        self.seen.insert(brand.clone(), row.number);
        let known = index.supply.stocks.get(&brand);
        if known.is_some_and(|known| known.counted > counted) {
            self.older += 1;
            return Ok(false);
        }
        let stock = Stock { brand, cartons, counted };
        if known == Some(&stock) {
            return Ok(false);
        }
        self.new.push(stock);
        Ok(true)
    }
}

impl Reader for Counts {
    fn row(&mut self, row: &Row<'_>, index: &mut Index<'_>, log: &mut Log) -> Result<(), Why> {
        log.enter(row, self.take(row, index));
        Ok(())
    }

    fn finish(self: Box<Self>, _: &mut Index<'_>, log: &mut Log) -> Vec<Command> {
        if self.older > 0 {
            log.notes.push(Note::OlderCounts(self.older));
        }
        if self.new.is_empty() { Vec::new() } else { vec![command(SupplyCommand::PutStocks(self.new))] }
    }
}
