//! Rows of vehicles, and of the crews that drive them.

use super::complaint::Fault;
use super::field::Field;
use super::index::{Index, New};
use super::row::{Log, Off, Reader, Row};
use super::unreadable::Why;
use super::{spoken, value};
use crate::domain::command::Command;
use crate::domain::ids::{CrewId, Plate};
use crate::domain::incident::is_broken;
use crate::domain::network::{Vehicle, VehicleStatus};
use smol_str::SmolStr;
use std::collections::BTreeMap;

const MOST_WORD: usize = 64;

#[derive(Default)]
pub struct Vehicles {
    /// The row each plate was first seen in.
    seen: BTreeMap<Plate, u64>,
    vehicles: Vec<Vehicle>,
}

/// The crew a row names, by the team's name or its people.
pub fn crew(row: &Row<'_>, index: &mut Index<'_>, with_phone: bool) -> Result<Option<CrewId>, Off> {
    let word = |field| Ok(row.read(field, |cell| value::text(cell, MOST_WORD))?.unwrap_or_default());
    let phone = if with_phone { word(Field::Phone)? } else { SmolStr::default() };
    let id = word(Field::Crew)?;
    Ok(index.crew(&id, &word(Field::Driver)?, &word(Field::DeliveryMan)?, &phone))
}

impl Vehicles {
    fn take(&mut self, row: &Row<'_>, index: &mut Index<'_>) -> Result<bool, Off> {
        let plate = Plate::new(row.need(Field::Plate, value::plate)?);
        let known = index.vehicle(&plate).cloned();
        let capacity = row.read(Field::Capacity, value::cartons)?.or(known.as_ref().map(|v| v.capacity));
        let capacity = capacity.ok_or(Off::at(Field::Capacity, Fault::Missing(Field::Capacity)))?;
        let status = row.read(Field::Status, spoken::vehicle_status)?;
        let status = status.or(known.as_ref().map(|v| v.status)).unwrap_or(VehicleStatus::Available);
        // A list that was written before the breakdown does not mend the vehicle.
        let is_broken = is_broken(&index.known.state().breakdowns, &plate);
        let status = if is_broken { VehicleStatus::BrokenDown } else { status };
        let spare = row.read(Field::Spare, spoken::yes_or_no)?;
        let spare = spare.or(spoken::is_spare(row.cell(Field::Status)).then_some(true));
        let spare = spare.or(known.as_ref().map(|v| v.spare)).unwrap_or(false);
        if let Some(first) = self.seen.get(&plate) {
            return Err(Off::at(Field::Plate, Fault::Repeated { first: *first }));
        }
        let crew = crew(row, index, true)?.or(known.as_ref().and_then(|v| v.crew.clone()));
        self.seen.insert(plate.clone(), row.number);
        let vehicle = Vehicle { plate, capacity, status, spare, crew };
        if known.as_ref() == Some(&vehicle) {
            return Ok(false);
        }
        index.put_vehicle(vehicle.clone());
        self.vehicles.push(vehicle);
        Ok(true)
    }
}

impl Reader for Vehicles {
    fn row(&mut self, row: &Row<'_>, index: &mut Index<'_>, log: &mut Log) -> Result<(), Why> {
        log.enter(row, self.take(row, index));
        Ok(())
    }

    fn finish(self: Box<Self>, index: &mut Index<'_>, _: &mut Log) -> Vec<Command> {
        let New { crews, .. } = index.take_new();
        let mut commands = Vec::new();
        if !crews.is_empty() {
            commands.push(Command::PutCrews(crews));
        }
        if !self.vehicles.is_empty() {
            commands.push(Command::PutVehicles(self.vehicles));
        }
        commands
    }
}
