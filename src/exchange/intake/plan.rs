//! Rows of a plan: who is delivered to, on which day and route, in which order. A file may hold years, so a
//! row is kept in forty bytes until its day is put together.

use super::complaint::Fault;
use super::field::Field;
use super::index::{Index, New};
use super::note::Note;
use super::retailers::{assume_centre, departments_made, retailer};
use super::row::{Log, Off, Reader, Row};
use super::spoken::is_the_centre;
use super::together::Together;
use super::unreadable::Why;
use super::{Datum, moment, value, vehicles};
use crate::domain::command::Command;
use crate::domain::day::{Dock, Priority};
use crate::domain::ids::{CrewId, DepartmentCode, Plate, RouteId};
use crate::domain::network::{Vehicle, VehicleStatus};
use crate::domain::time::{ServiceDay, TimeOfDay, Window};
use smol_str::SmolStr;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// "Not given" in the compact row.
pub const NONE: u32 = u32::MAX;
pub const NO_SERVICE: u16 = u16::MAX;

/// A row, kept small.
#[derive(Clone, Copy)]
pub struct PlanRow {
    pub number: u32,
    pub retailer: u32,
    pub order: u32,
    pub cartons: u32,
    pub value: i64,
    pub opens: u32,
    pub closes: u32,
    pub planned: u32,
    /// In seconds; half a day fits.
    pub service: u16,
    pub priority: Priority,
}

const _: () = assert!(size_of::<PlanRow>() == 40, "a file of years must fit in memory");

/// The rows of one route on one day, and what its first rows say of it.
pub struct Group {
    pub day: ServiceDay,
    pub route: RouteId,
    pub plate: Said<Plate>,
    pub crew: Said<CrewId>,
    pub dock: Said<Dock>,
    pub departs: Said<TimeOfDay>,
    pub department: Option<DepartmentCode>,
    pub rows: Vec<PlanRow>,
}

/// Something the rows of a route must agree on: the text of the cell, and what it means.
pub struct Said<T> {
    pub text: SmolStr,
    pub value: Option<T>,
}

impl<T> Default for Said<T> {
    fn default() -> Self {
        Self { text: SmolStr::default(), value: None }
    }
}

impl<T: PartialEq> Said<T> {
    /// Whether `text` still has to be read: the same text means the same, an empty one means nothing.
    fn is_news(&self, text: &str) -> bool {
        !text.is_empty() && self.text != text
    }

    fn agree(&mut self, field: Field, text: &str, value: Option<T>) -> Result<(), Off> {
        match (&self.value, value) {
            (_, None) => Ok(()),
            (Some(first), Some(value)) if *first != value => {
                Err(Off::at(field, Fault::RouteDisagrees { first: self.text.to_string() }))
            }
            (_, value) => {
                (self.text, self.value) = (SmolStr::new(text), value);
                Ok(())
            }
        }
    }
}

pub struct Plan {
    datum: Datum,
    now: ServiceDay,
    groups: Vec<Group>,
    by_name: HashMap<(ServiceDay, SmolStr), usize>,
    /// The group of the row before: rows of a route mostly stand together.
    last_group: usize,
    last_day: (SmolStr, Option<ServiceDay>),
    retailer_column: Option<Arc<str>>,
    made_vehicles: u64,
}

impl Plan {
    #[must_use]
    pub fn new(datum: Datum, now: ServiceDay) -> Self {
        let (groups, by_name, last_day) = Default::default();
        Self { datum, now, groups, by_name, last_group: 0, last_day, retailer_column: None, made_vehicles: 0 }
    }

    fn take(&mut self, row: &Row<'_>, index: &mut Index<'_>) -> Result<(), Off> {
        let day = self.day(row)?;
        let route = match row.read(Field::Route, value::code)? {
            Some(route) => route,
            // Below a merged cell, or forgotten: whose it is can't be told.
            None if row.layout.has(Field::Route) => {
                return Err(Off::at(Field::Route, Fault::Missing(Field::Route)));
            }
            // A plan by vehicle has a route a vehicle.
            None => match row.read(Field::Plate, value::plate)? {
                Some(plate) => Cow::Owned(plate.to_string()),
                None => return Err(Off::at(Field::Route, Fault::Missing(Field::Route))),
            },
        };
        let cartons = row.need(Field::Cartons, value::cartons)?;
        let value = row.read(Field::Value, value::money)?.unwrap_or_default();
        let window = window(row)?;
        let order = row.read(Field::Order, value::position)?;
        let planned = row.read(Field::PlannedArrival, |cell| moment::time_on(cell, day))?;
        let service = row.read(Field::Service, value::service_minutes)?;
        let priority = row.read(Field::Priority, value::priority)?.unwrap_or_default();
        let number = self.retailer(row, index)?;
        let group = self.group(row, index, day, &route, number)?;
        self.last_group = group;
        self.groups[group].rows.push(PlanRow {
            number: u32::try_from(row.number).unwrap_or(NONE),
            retailer: number,
            order: order.unwrap_or(NONE),
            cartons: cartons.0,
            value: value.0,
            opens: window.map_or(NONE, |window| window.opens().seconds()),
            closes: window.map_or(NONE, |window| window.closes().seconds()),
            planned: planned.map_or(NONE, TimeOfDay::seconds),
            service: service.and_then(|service| u16::try_from(service.0).ok()).unwrap_or(NO_SERVICE),
            priority,
        });
        Ok(())
    }

    fn day(&mut self, row: &Row<'_>) -> Result<ServiceDay, Off> {
        if !row.layout.has(Field::Day) {
            return Ok(self.now);
        }
        let text = row.cell(Field::Day);
        if let (last, Some(day)) = &self.last_day
            && last == text
        {
            return Ok(*day);
        }
        let day = row.need(Field::Day, moment::day)?;
        self.last_day = (SmolStr::new(text), Some(day));
        Ok(day)
    }

    /// The retailer by code, else by licence, else made from the row's own name and place.
    fn retailer(&self, row: &Row<'_>, index: &mut Index<'_>) -> Result<u32, Off> {
        let field = match row.cell(Field::Retailer) {
            "" => Field::Licence,
            plain => {
                if let Some(number) = index.by_code(plain) {
                    return Ok(number);
                }
                Field::Retailer
            }
        };
        let Some(code) = row.read(field, value::code)? else {
            return Err(Off::at(Field::Retailer, Fault::Missing(Field::Retailer)));
        };
        let known = index.by_code(&code).or_else(|| index.by_licence(&code));
        if let Some(number) = known {
            return Ok(number);
        }
        if row.cell(Field::Name).is_empty() {
            return Err(Off::at(field, Fault::UnknownRetailer));
        }
        let near = index.network.centre.as_ref().map(|centre| centre.place);
        let Some(place) = row.place(self.datum, near)? else {
            return Err(Off::at(field, Fault::UnknownRetailer));
        };
        let made = retailer(row, index, &code, Some(place), None)?;
        Ok(index.make_retailer(made))
    }

    /// The row's route; what the row says of it is held against what earlier rows said.
    fn group(
        &mut self,
        row: &Row<'_>,
        index: &mut Index<'_>,
        day: ServiceDay,
        route: &str,
        retailer: u32,
    ) -> Result<usize, Off> {
        let is_last = |group: &Group| group.day == day && group.route.as_str() == route;
        let found = if self.groups.get(self.last_group).is_some_and(is_last) {
            Some(self.last_group)
        } else {
            self.by_name.get(&(day, SmolStr::new(route))).copied()
        };
        let mut fresh = None;
        let group = match found {
            Some(at) => &mut self.groups[at],
            None => fresh.insert(Group {
                day,
                route: RouteId::new(route),
                plate: Said::default(),
                crew: Said::default(),
                dock: Said::default(),
                departs: Said::default(),
                department: None,
                rows: Vec::new(),
            }),
        };
        let plate_text = row.cell(Field::Plate);
        if group.plate.is_news(plate_text) {
            let plate = Plate::new(row.need(Field::Plate, value::plate)?);
            if index.vehicle(&plate).is_none() {
                let Some(capacity) = row.read(Field::Capacity, value::cartons)? else {
                    return Err(Off::at(Field::Plate, Fault::UnknownVehicle));
                };
                let (plate, status) = (plate.clone(), VehicleStatus::Available);
                index.make_vehicle(Vehicle { plate, capacity, status, spare: false, crew: None });
                self.made_vehicles += 1;
            }
            group.plate.agree(Field::Plate, plate_text, Some(plate))?;
        }
        let departs_text = row.cell(Field::Departure);
        if group.departs.is_news(departs_text) {
            let departs = row.read(Field::Departure, |cell| moment::time_on(cell, day))?;
            group.departs.agree(Field::Departure, departs_text, departs)?;
        }
        let dock_text = row.cell(Field::Station);
        if group.dock.is_news(dock_text) {
            let dock = row.read(Field::Station, |cell| dock(cell, index))?;
            group.dock.agree(Field::Station, dock_text, dock)?;
        }
        let crew_field = if row.cell(Field::Crew).is_empty() { Field::Driver } else { Field::Crew };
        let crew_text = row.cell(crew_field);
        if group.crew.is_news(crew_text) {
            let crew = vehicles::crew(row, index, false)?;
            group.crew.agree(crew_field, crew_text, crew)?;
        }
        if group.department.is_none() {
            let (code, name) = (row.cell(Field::Department), row.cell(Field::DepartmentName));
            group.department = Some(if code.is_empty() && name.is_empty() {
                index.retailer(retailer).department.clone()
            } else {
                index.department(code, name)
            });
        }
        Ok(match (found, fresh) {
            (Some(at), _) => at,
            (None, fresh) => {
                let at = self.groups.len();
                self.by_name.insert((day, SmolStr::new(route)), at);
                self.groups.extend(fresh);
                at
            }
        })
    }
}

fn window(row: &Row<'_>) -> Result<Option<Window>, Off> {
    if let Some(window) = row.read(Field::Window, moment::window)? {
        return Ok(Some(window));
    }
    let (opens, closes) = (row.read(Field::Opens, moment::time)?, row.read(Field::Closes, moment::time)?);
    if opens.is_none() && closes.is_none() {
        return Ok(None);
    }
    // One end alone leaves the other to the day's own limits.
    let (opens, closes) = (opens.unwrap_or(TimeOfDay::MIDNIGHT), closes.unwrap_or(TimeOfDay::hm(23, 59)));
    Window::new(opens, closes).map(Some).ok_or(Off::at(Field::Closes, Fault::ClosesBeforeOpening))
}

fn dock(cell: &str, index: &Index<'_>) -> Result<Dock, Fault> {
    let text = value::code(cell)?;
    let is_centre = index.network.centre.as_ref().is_some_and(|centre| centre.name.local == *text)
        || is_the_centre(&text);
    match index.station(&text) {
        Some(station) => Ok(Dock::Station(station)),
        None if is_centre => Ok(Dock::Centre),
        None => Err(Fault::UnknownStation),
    }
}

impl Reader for Plan {
    fn row(&mut self, row: &Row<'_>, index: &mut Index<'_>, log: &mut Log) -> Result<(), Why> {
        if self.retailer_column.is_none() {
            let column = row.layout.column(Field::Retailer).or(row.layout.column(Field::Licence));
            self.retailer_column = column.and_then(|column| row.layout.header(column));
            if !row.layout.has(Field::Day) {
                log.notes.push(Note::DayAssumed(self.now));
            }
        }
        if let Err(off) = self.take(row, index) {
            log.complain(row, off);
        }
        Ok(())
    }

    fn finish(mut self: Box<Self>, index: &mut Index<'_>, log: &mut Log) -> Vec<Command> {
        let New { departments, crews, vehicles, retailers } = index.take_new();
        let mut commands = Vec::new();
        if !departments.is_empty() {
            log.notes.extend(departments_made(&departments));
            commands.push(Command::PutDepartments(departments));
        }
        if !retailers.is_empty() {
            log.notes.push(Note::RetailersMade(retailers.len() as u64));
        }
        commands.extend(assume_centre(index, log));
        if !retailers.is_empty() {
            commands.push(Command::PutRetailers(retailers));
        }
        if !crews.is_empty() {
            commands.push(Command::PutCrews(crews));
        }
        if !vehicles.is_empty() {
            log.notes.push(Note::VehiclesMade(self.made_vehicles));
            commands.push(Command::PutVehicles(vehicles));
        }
        self.by_name = HashMap::new();
        let mut days: BTreeMap<ServiceDay, Vec<Group>> = BTreeMap::new();
        for group in std::mem::take(&mut self.groups) {
            days.entry(group.day).or_default().push(group);
        }
        let mut together = Together::new(index, log, self.retailer_column);
        for (day, groups) in days {
            commands.extend(together.day(day, groups));
        }
        together.notes();
        commands
    }
}
