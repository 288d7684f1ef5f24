//! Rows of a plan: who is delivered to, on which day and route, in which order. A file may hold years, so a
//! row is kept in forty bytes until its day is put together.

use super::complaint::Fault;
use super::field::Field;
use super::index::{Expected, Index, New};
use super::note::Note;
use super::retailers::{assume_centre, departments_made, retailer};
use super::row::{Log, Off, Reader, Row};
use super::unreadable::Why;
use super::{Datum, value, vehicles};
use crate::domain::command::{Command, PlannedRoute, PlannedStop};
use crate::domain::day::Dock;
use crate::domain::decide::plan_digest;
use crate::domain::ids::{CrewId, DepartmentCode, Plate, RouteId};
use crate::domain::network::{Vehicle, VehicleStatus};
use crate::domain::time::{ServiceDay, TimeOfDay, Window};
use crate::domain::units::{Cartons, Fen, Seconds};
use smol_str::SmolStr;
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// Vehicles leave then where a file does not say.
const DEPARTS: TimeOfDay = TimeOfDay::hm(7, 30);
/// "Not given" in the compact row.
const NONE: u32 = u32::MAX;

/// A row, kept small.
#[derive(Clone, Copy)]
struct PlanRow {
    number: u32,
    retailer: u32,
    order: u32,
    cartons: u32,
    value: i64,
    opens: u32,
    closes: u32,
    planned: u32,
    service: u32,
}

/// The rows of one route on one day, and what its first rows say of it.
struct Group {
    day: ServiceDay,
    route: RouteId,
    plate: Said<Plate>,
    crew: Said<CrewId>,
    dock: Said<Dock>,
    departs: Said<TimeOfDay>,
    department: Option<DepartmentCode>,
    rows: Vec<PlanRow>,
}

/// Something the rows of a route must agree on: the text of the cell, and what it means.
struct Said<T> {
    text: SmolStr,
    value: Option<T>,
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
        let planned = row.read(Field::PlannedArrival, |cell| value::time_on(cell, day))?;
        let service = row.read(Field::Service, value::service_minutes)?;
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
            service: service.map_or(NONE, |service| service.0),
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
        let day = row.need(Field::Day, value::day)?;
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
        let code = match row.read(field, value::code)? {
            Some(code) => code,
            None => return Err(Off::at(Field::Retailer, Fault::Missing(Field::Retailer))),
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
            let departs = row.read(Field::Departure, |cell| value::time_on(cell, day))?;
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
    if let Some(window) = row.read(Field::Window, value::window)? {
        return Ok(Some(window));
    }
    let (opens, closes) = (row.read(Field::Opens, value::time)?, row.read(Field::Closes, value::time)?);
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
        || ["配送中心", "物流中心", "中心", "centre", "center"].contains(&text.to_lowercase().as_str());
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

/// Puts days together from their rows.
struct Together<'a, 'k> {
    index: &'a mut Index<'k>,
    log: &'a mut Log,
    retailer_column: Option<Arc<str>>,
    /// For each retailer the row it has on the day with this number.
    first_rows: Vec<(u32, u32)>,
    day_number: u32,
    closes: TimeOfDay,
    departures_assumed: bool,
    windows_assumed: Option<(Window, u64)>,
    without_vehicle: u64,
}

impl<'a, 'k> Together<'a, 'k> {
    fn new(index: &'a mut Index<'k>, log: &'a mut Log, retailer_column: Option<Arc<str>>) -> Self {
        let closes = index.known.state().settings.shift_ends;
        let first_rows = vec![(0, 0); index.retailer_count()];
        Self {
            index,
            log,
            retailer_column,
            first_rows,
            day_number: 0,
            closes,
            departures_assumed: false,
            windows_assumed: None,
            without_vehicle: 0,
        }
    }

    fn day(&mut self, date: ServiceDay, mut groups: Vec<Group>) -> Option<Command> {
        groups.sort_by(|a, b| a.route.cmp(&b.route));
        self.drop_repeated(date, &mut groups);
        let known = self.index.known.day(date);
        let mut changed = Vec::new();
        for group in groups.into_iter().filter(|group| !group.rows.is_empty()) {
            let rows = group.rows.len() as u64;
            let route = self.route(group);
            let before = known.as_ref().and_then(|day| day.routes.get(&route.id));
            if before.is_some_and(|before| before.imported == Some(plan_digest(&route))) {
                self.log.unchanged += rows;
            } else {
                self.log.accepted += rows;
                self.without_vehicle += u64::from(route.vehicle.is_none());
                changed.push(route);
            }
        }
        if let Some(expected) = &mut self.index.expected {
            let planned = expected.entry(date).or_default();
            for route in &changed {
                planned.routes.insert(route.id.clone());
                for stop in &route.stops {
                    let expected = Expected { route: route.id.clone(), window: stop.window };
                    planned.stops.insert(stop.retailer.clone(), expected);
                }
            }
        }
        (!changed.is_empty()).then_some(Command::PlanDay { day: date, routes: changed })
    }

    /// Of several rows for one retailer on one day the first in the file counts.
    fn drop_repeated(&mut self, day: ServiceDay, groups: &mut [Group]) {
        self.day_number += 1;
        let mut any = false;
        for row in groups.iter().flat_map(|group| &group.rows) {
            let first = &mut self.first_rows[row.retailer as usize];
            if first.0 == self.day_number {
                any = true;
                first.1 = first.1.min(row.number);
            } else {
                *first = (self.day_number, row.number);
            }
        }
        if !any {
            return;
        }
        for group in groups {
            group.rows.retain(|row| {
                let first = self.first_rows[row.retailer as usize].1;
                if first != row.number {
                    let code = self.index.retailer(row.retailer).code.clone();
                    let fault = Fault::TwiceOnTheDay { day, first: first.into() };
                    let column = self.retailer_column.clone();
                    self.log.complain_later(row.number.into(), column, code.as_str(), fault);
                }
                first == row.number
            });
        }
    }

    fn route(&mut self, mut group: Group) -> PlannedRoute {
        if group.rows.iter().any(|row| row.order != NONE) {
            group.rows.sort_by_key(|row| (row.order, row.number));
        }
        if group.departs.value.is_none() {
            self.departures_assumed = true;
        }
        let departs = group.departs.value.unwrap_or(DEPARTS);
        let whole_day = Window::new(departs, self.closes.max(departs));
        let whole_day = whole_day.expect("the later of two times is not before the first");
        let mut stops = Vec::with_capacity(group.rows.len());
        for row in &group.rows {
            let window =
                match Window::new(TimeOfDay::from_seconds(row.opens), TimeOfDay::from_seconds(row.closes)) {
                    Some(window) if row.opens != NONE => window,
                    _ => {
                        self.windows_assumed.get_or_insert((whole_day, 0)).1 += 1;
                        whole_day
                    }
                };
            stops.push(PlannedStop {
                retailer: self.index.retailer(row.retailer).code.clone(),
                cartons: Cartons(row.cartons),
                value: Fen(row.value),
                window,
                planned: (row.planned != NONE).then(|| TimeOfDay::from_seconds(row.planned)),
                service: (row.service != NONE).then_some(Seconds(row.service)),
            });
        }
        PlannedRoute {
            id: group.route,
            department: group.department.unwrap_or_else(|| self.index.department("", "")),
            vehicle: group.plate.value,
            crew: group.crew.value,
            dock: group.dock.value.unwrap_or(Dock::Centre),
            departs,
            stops,
        }
    }

    fn notes(self) {
        if self.departures_assumed {
            self.log.notes.push(Note::DepartureAssumed(DEPARTS));
        }
        if let Some((window, rows)) = self.windows_assumed {
            self.log.notes.push(Note::WindowAssumed { window, rows });
        }
        if self.without_vehicle > 0 {
            self.log.notes.push(Note::RoutesWithoutVehicle(self.without_vehicle));
        }
    }
}
