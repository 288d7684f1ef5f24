//! Rows of shipments.

use super::super::complaint::Fault;
use super::super::field::Field;
use super::super::index::Index;
use super::super::row::{Log, Off, Reader, Row};
use super::super::unreadable::Why;
use super::super::value;
use super::{MOST_NAME, MOST_TEXT, brand, command, enterprise, moment, words};
use crate::domain::command::Command;
use crate::domain::ids::InboundId;
use crate::domain::supply::asking::SupplyCommand;
use crate::domain::supply::inbound::{Inbound, InboundState};
use crate::domain::time::{TimeOfDay, Timestamp};
use smol_str::SmolStr;
use std::collections::BTreeMap;

/// A shipment that is due on a day, and at no time of it, is late when the day's work is over.
const END_OF_DAY: TimeOfDay = TimeOfDay::hm(18, 0);

pub struct Shipments {
    now: Timestamp,
    /// The row each number was first seen in.
    seen: BTreeMap<InboundId, u64>,
    inbounds: Vec<Inbound>,
}

impl Shipments {
    #[must_use]
    pub fn new(now: Timestamp) -> Self {
        Self { now, seen: BTreeMap::new(), inbounds: Vec::new() }
    }

    fn take(&mut self, row: &Row<'_>, index: &Index<'_>) -> Result<bool, Off> {
        let id = InboundId::new(row.need(Field::Shipment, value::code)?);
        let brand = brand(row, index)?;
        let cartons = row.need(Field::Cartons, value::store)?;
        let now = self.now;
        let due = row.need(Field::Due, |cell| moment(cell, now, END_OF_DAY))?;
        let from = enterprise(row, index)?;
        let plate = words(row, Field::Plate, MOST_NAME)?.unwrap_or_default();
        let came_at = row.read(Field::CameAt, |cell| moment(cell, now, END_OF_DAY))?;
        let came = row.read(Field::CameCartons, value::store)?;
        let why = words(row, Field::Cancelled, MOST_TEXT)?;
        let state = match (came_at, came, why) {
            (None, None, None) => InboundState::Expected,
            (Some(at), came, None) => InboundState::Arrived { at, cartons: came.unwrap_or(cartons) },
            (None, None, Some(why)) => InboundState::Cancelled { at: now, why: SmolStr::new(why.trim()) },
            (None, Some(_), _) | (Some(_), _, Some(_)) => return Err(Off::at(Field::CameAt, Fault::CameHow)),
        };
        if let Some(first) = self.seen.get(&id) {
            return Err(Off::at(Field::Shipment, Fault::Repeated { first: *first }));
        }
        self.seen.insert(id.clone(), row.number);
        let known = index.supply.inbounds.get(&id);
        // Where nothing new is said of what became of it, that stays.
        let state = match (state, known.map(|known| &known.state)) {
            (InboundState::Expected, Some(known)) => known.clone(),
            (InboundState::Cancelled { why, .. }, Some(InboundState::Cancelled { at, why: was }))
                if why == *was =>
            {
                InboundState::Cancelled { at: *at, why }
            }
            (state, _) => state,
        };
        let inbound = Inbound { id, brand, cartons, due, from, plate, state };
        if known == Some(&inbound) {
            return Ok(false);
        }
        self.inbounds.push(inbound);
        Ok(true)
    }
}

impl Reader for Shipments {
    fn row(&mut self, row: &Row<'_>, index: &mut Index<'_>, log: &mut Log) -> Result<(), Why> {
        log.enter(row, self.take(row, index));
        Ok(())
    }

    fn finish(self: Box<Self>, _: &mut Index<'_>, _: &mut Log) -> Vec<Command> {
        let Self { inbounds, now, .. } = *self;
        if inbounds.is_empty() {
            return Vec::new();
        }
        vec![command(SupplyCommand::PutInbounds { inbounds, by: SmolStr::default(), now })]
    }
}
