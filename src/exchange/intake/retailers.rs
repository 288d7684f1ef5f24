//! Rows of places: retailers and, where a column says so, transfer stations and the centre.

use super::Datum;
use super::complaint::Fault;
use super::field::Field;
use super::index::{Index, New};
use super::note::Note;
use super::row::{Log, Off, Reader, Row};
use super::spoken::is_the_centre;
use super::unreadable::Why;
use super::value;
use crate::domain::command::Command;
use crate::domain::ids::{DistrictCode, RetailerCode, StationCode};
use crate::domain::network::{Centre, Department, Name, Retailer, TransferStation};
use crate::domain::place::Place;
use smol_str::SmolStr;
use std::collections::BTreeMap;
use std::collections::HashMap;
use std::sync::Arc;

const MOST_NAME: usize = 120;
const MOST_ADDRESS: usize = 300;
const MOST_WORD: usize = 64;

pub struct Retailers {
    datum: Datum,
    /// The row each code was first seen in.
    seen: HashMap<SmolStr, u64>,
    shops: Vec<Retailer>,
    stations: BTreeMap<StationCode, TransferStation>,
    centre: Option<Centre>,
}

enum PlaceKind {
    Retailer,
    Station,
    Centre,
}

impl Retailers {
    #[must_use]
    pub fn new(datum: Datum) -> Self {
        let (seen, shops, stations) = Default::default();
        Self { datum, seen, shops, stations, centre: None }
    }

    fn take(&mut self, row: &Row<'_>, index: &mut Index<'_>) -> Result<bool, Off> {
        let near = index.network.centre.as_ref().map(|centre| centre.place);
        match row.read(Field::PlaceKind, place_kind)?.unwrap_or(PlaceKind::Retailer) {
            PlaceKind::Retailer => self.take_retailer(row, index, near),
            PlaceKind::Station => {
                let code = row.need(Field::Retailer, value::code)?;
                let code = StationCode::new(code);
                let known = index.network.stations.get(&code);
                let place = row.place(self.datum, near)?.or(known.map(|station| station.place));
                let place = place.ok_or(Off::at(Field::Latitude, Fault::Missing(Field::Latitude)))?;
                let known_name = known.map(|station| station.name.clone());
                let name = name(row, known_name.unwrap_or_else(|| Name::new(code.as_str())))?;
                // Last, so that a row that is refused does not stand in the way of its correction.
                self.first(row, code.as_str())?;
                let station = TransferStation { code: code.clone(), name, place };
                if known == Some(&station) {
                    return Ok(false);
                }
                index.put_station(station.clone());
                self.stations.insert(code, station);
                Ok(true)
            }
            PlaceKind::Centre => {
                let known = index.network.centre.clone();
                let place = row.place(self.datum, None)?.or(known.as_ref().map(|centre| centre.place));
                let place = place.ok_or(Off::at(Field::Latitude, Fault::Missing(Field::Latitude)))?;
                let known_name = known.as_ref().map(|centre| centre.name.clone());
                let centre = Centre { name: name(row, known_name.unwrap_or_else(centre_name))?, place };
                if known.as_deref() == Some(&centre) {
                    return Ok(false);
                }
                index.network.centre = Some(Arc::new(centre.clone()));
                self.centre = Some(centre);
                Ok(true)
            }
        }
    }

    fn first(&mut self, row: &Row<'_>, code: &str) -> Result<(), Off> {
        if let Some(first) = self.seen.get(code) {
            return Err(Off::at(code_field(row), Fault::Repeated { first: *first }));
        }
        self.seen.insert(SmolStr::new(code), row.number);
        Ok(())
    }

    fn take_retailer(
        &mut self,
        row: &Row<'_>,
        index: &mut Index<'_>,
        near: Option<Place>,
    ) -> Result<bool, Off> {
        let code = row.need(code_field(row), value::code)?;
        let known = index.by_code(&code).map(|number| Arc::clone(index.retailer(number)));
        let code = known.as_ref().map_or(code, |known| known.code.to_string().into());
        let place = row.place(self.datum, near)?;
        let retailer = retailer(row, index, &code, place, known.as_deref())?;
        self.first(row, &code)?;
        if known.is_some_and(|known| *known == retailer) {
            return Ok(false);
        }
        index.put_retailer(Arc::new(retailer.clone()));
        self.shops.push(retailer);
        Ok(true)
    }
}

/// A centre that knows its shops by their licence has no other code for them.
fn code_field(row: &Row<'_>) -> Field {
    if row.layout.has(Field::Retailer) { Field::Retailer } else { Field::Licence }
}

fn place_kind(cell: &str) -> Result<PlaceKind, Fault> {
    match value::fold(cell).to_lowercase().as_str() {
        name if is_the_centre(name) => Ok(PlaceKind::Centre),
        "中转站" | "station" | "transfer station" => Ok(PlaceKind::Station),
        "零售户" | "零售客户" | "客户" | "商户" | "retailer" | "shop" | "customer" => {
            Ok(PlaceKind::Retailer)
        }
        _ => Err(Fault::UnknownPlaceKind),
    }
}

fn name(row: &Row<'_>, known: Name) -> Result<Name, Off> {
    let local = row.read(Field::Name, |cell| value::text(cell, MOST_NAME))?.unwrap_or(known.local);
    let english = row.read(Field::EnglishName, |cell| value::text(cell, MOST_NAME))?.unwrap_or(known.english);
    Ok(Name { local, english })
}

fn centre_name() -> Name {
    Name::with_english("配送中心", "Distribution centre")
}

/// The retailer a row describes. What the row leaves open stays as it is known.
pub fn retailer(
    row: &Row<'_>,
    index: &mut Index<'_>,
    code: &str,
    place: Option<Place>,
    known: Option<&Retailer>,
) -> Result<Retailer, Off> {
    let place = place.or(known.map(|known| known.place));
    let place = place.ok_or(Off::at(Field::Latitude, Fault::Missing(Field::Latitude)))?;
    let word = |field, most, known: Option<&SmolStr>| {
        let read = row.read(field, |cell| value::text(cell, most))?;
        Ok(read.or_else(|| known.cloned()).unwrap_or_default())
    };
    let known_name = known.map_or_else(|| Name::new(code), |known| known.name.clone());
    let name = name(row, known_name)?;
    let district = row.read(Field::District, value::code)?.map(DistrictCode::new);
    let licence = word(Field::Licence, MOST_WORD, known.map(|known| &known.licence))?;
    let address = word(Field::Address, MOST_ADDRESS, known.map(|known| &known.address))?;
    let manager = word(Field::Manager, MOST_WORD, known.map(|known| &known.manager))?;
    let phone = word(Field::Phone, MOST_WORD, known.map(|known| &known.phone))?;
    let department = row.read(Field::Department, |cell| value::text(cell, MOST_WORD))?.unwrap_or_default();
    let department_name =
        row.read(Field::DepartmentName, |cell| value::text(cell, MOST_WORD))?.unwrap_or_default();
    // Last, because it may make a department: a row that is refused leaves none behind.
    let department = match known {
        Some(known) if department.is_empty() && department_name.is_empty() => known.department.clone(),
        _ => index.department(&department, &department_name),
    };
    let known_district = || known.map_or_else(|| DistrictCode::new(""), |known| known.district.clone());
    Ok(Retailer {
        code: RetailerCode::new(code),
        name,
        licence,
        address,
        place,
        district: district.unwrap_or_else(known_district),
        department,
        manager,
        phone,
    })
}

/// Departments that were named in the file; the place for the unassigned is none of them.
pub fn departments_made(departments: &[Department]) -> Option<Note> {
    let named = departments.iter().filter(|department| department.code.as_str() != Index::UNASSIGNED).count();
    (named > 0).then_some(Note::DepartmentsMade(named as u64))
}

/// A database that knows no centre gets one in the middle of its retailers, and the person is told.
pub fn assume_centre(index: &mut Index<'_>, log: &mut Log) -> Option<Command> {
    if index.network.centre.is_some() || index.network.retailers.is_empty() {
        return None;
    }
    let (mut lat, mut lon, mut n) = (0_i64, 0_i64, 0_i64);
    for retailer in index.network.retailers.values() {
        let (lat_e7, lon_e7) = retailer.place.e7();
        lat += i64::from(lat_e7);
        lon += i64::from(lon_e7);
        n += 1;
    }
    let place = Place::from_e7(i32::try_from(lat / n).ok()?, i32::try_from(lon / n).ok()?)?;
    let centre = Centre { name: centre_name(), place };
    index.network.centre = Some(Arc::new(centre.clone()));
    log.notes.push(Note::CentreAssumed(place));
    Some(Command::PutCentre(centre))
}

impl Reader for Retailers {
    fn row(&mut self, row: &Row<'_>, index: &mut Index<'_>, log: &mut Log) -> Result<(), Why> {
        log.enter(row, self.take(row, index));
        Ok(())
    }

    fn finish(self: Box<Self>, index: &mut Index<'_>, log: &mut Log) -> Vec<Command> {
        let New { departments, .. } = index.take_new();
        let mut commands = Vec::new();
        if !departments.is_empty() {
            log.notes.extend(departments_made(&departments));
            commands.push(Command::PutDepartments(departments));
        }
        if !self.stations.is_empty() {
            commands.push(Command::PutStations(self.stations.into_values().collect()));
        }
        match self.centre {
            Some(centre) => commands.push(Command::PutCentre(centre)),
            None => commands.extend(assume_centre(index, log)),
        }
        if !self.shops.is_empty() {
            commands.push(Command::PutRetailers(self.shops));
        }
        commands
    }
}
