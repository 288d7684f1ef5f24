//! One row under the headings, and the log that is kept while rows are read.

use super::complaint::{Complaint, Complaints, Fault, shown};
use super::field::Field;
use super::index::Index;
use super::layout::Layout;
use super::note::Note;
use super::unreadable::Why;
use super::{Datum, value};
use crate::domain::command::Command;
use crate::domain::place::Place;
use csv::StringRecord;
use std::sync::Arc;

/// A row of the file, asked by meaning.
pub struct Row<'r> {
    /// As a person counts.
    pub number: u64,
    pub record: &'r StringRecord,
    pub layout: &'r Layout,
}

/// What is off with a row, and in which column.
#[derive(Debug)]
pub struct Off {
    pub at: Spot,
    pub fault: Fault,
}

/// Where in the row.
#[derive(Debug)]
pub enum Spot {
    WholeRow,
    Field(Field),
    /// A column of a square, which has a place for its meaning.
    Column(usize),
}

impl Off {
    pub const fn at(field: Field, fault: Fault) -> Self {
        Self { at: Spot::Field(field), fault }
    }
}

impl<'r> Row<'r> {
    /// The cell; empty where the column is not there or the cell says "nothing" in one of the usual ways.
    #[must_use]
    pub fn cell(&self, field: Field) -> &'r str {
        let Some(cell) = self.layout.column(field).and_then(|column| self.record.get(column)) else {
            return "";
        };
        match cell.as_bytes() {
            [] => "",
            [b'0'..=b'9', ..] => cell,
            _ => match cell.trim() {
                "-" | "--" | "—" | "——" | "/" | "\\" | "\\N" | "#N/A" | "N/A" | "n/a" | "NULL" | "null" => {
                    ""
                }
                trimmed => trimmed,
            },
        }
    }

    /// The cell read by `reader`; `None` where it is empty.
    pub fn read<T>(
        &self,
        field: Field,
        reader: impl FnOnce(&'r str) -> Result<T, Fault>,
    ) -> Result<Option<T>, Off> {
        match self.cell(field) {
            "" => Ok(None),
            cell => reader(cell).map(Some).map_err(|fault| Off::at(field, fault)),
        }
    }

    /// The cell read by `reader`; a complaint where it is empty.
    pub fn need<T>(&self, field: Field, reader: impl FnOnce(&'r str) -> Result<T, Fault>) -> Result<T, Off> {
        self.read(field, reader)?.ok_or(Off::at(field, Fault::Missing(field)))
    }

    /// Latitude and longitude as a place in WGS-84. `near` is where the centre is, if that is known: it tells
    /// apart two numbers that would both be possible either way round.
    pub fn place(&self, datum: Datum, near: Option<Place>) -> Result<Option<Place>, Off> {
        /// Nobody delivers nearer to the poles.
        const POLAR: f64 = 72.0;
        /// A network's reach.
        const FAR: f64 = 1_500_000.0;
        let lat = self.read(Field::Latitude, value::degrees)?;
        let lon = self.read(Field::Longitude, value::degrees)?;
        let (lat, lon) = match (lat, lon) {
            (None, None) => return Ok(None),
            (Some(lat), Some(lon)) => (lat, lon),
            (None, Some(_)) => return Err(Off::at(Field::Latitude, Fault::HalfAPlace)),
            (Some(_), None) => return Err(Off::at(Field::Longitude, Fault::HalfAPlace)),
        };
        let off = |fault| Err(Off::at(Field::Latitude, fault));
        if lat == 0.0 && lon == 0.0 {
            return off(Fault::NullIsland);
        }
        let swapped = Place::from_degrees(lon, lat).filter(|_| lon.abs() <= POLAR);
        let (wgs_lat, wgs_lon) = datum.to_wgs84(lat, lon);
        let Some(place) = Place::from_degrees(wgs_lat, wgs_lon) else {
            return match swapped {
                Some(_) => off(Fault::LooksSwapped),
                // Points at the number that is at fault.
                None if lat.abs() <= 90.0 => Err(Off::at(Field::Longitude, Fault::OffTheEarth)),
                None => off(Fault::OffTheEarth),
            };
        };
        if let Some(swapped) = swapped {
            let polar = lat.abs() > POLAR;
            let astray =
                near.is_some_and(|near| near.metres_to(place) > FAR && near.metres_to(swapped) < FAR);
            if polar || astray {
                return off(Fault::LooksSwapped);
            }
        }
        Ok(Some(place))
    }
}

/// Kept while a file is read.
pub struct Log {
    pub file: Arc<str>,
    pub complaints: Complaints,
    pub notes: Vec<Note>,
    pub accepted: u64,
    pub unchanged: u64,
}

impl Log {
    #[must_use]
    pub fn new(file: &str) -> Self {
        let (complaints, notes) = Default::default();
        Self { file: Arc::from(file), complaints, notes, accepted: 0, unchanged: 0 }
    }

    /// What came of a row: true where it says something new.
    pub fn enter(&mut self, row: &Row<'_>, taken: Result<bool, Off>) {
        match taken {
            Ok(true) => self.accepted += 1,
            Ok(false) => self.unchanged += 1,
            Err(off) => self.complain(row, off),
        }
    }

    pub fn complain(&mut self, row: &Row<'_>, off: Off) {
        let column = match off.at {
            Spot::WholeRow => None,
            Spot::Field(field) => row.layout.column(field),
            Spot::Column(column) => Some(column),
        };
        self.complaints.push(Complaint {
            file: Arc::clone(&self.file),
            row: row.number,
            column: column.and_then(|column| row.layout.header(column)),
            found: column.and_then(|column| row.record.get(column)).map_or_else(String::new, shown),
            fault: off.fault,
        });
    }

    /// A complaint about a row that has gone by.
    pub fn complain_later(&mut self, row: u64, column: Option<Arc<str>>, found: &str, fault: Fault) {
        let (file, found) = (Arc::clone(&self.file), shown(found));
        self.complaints.push(Complaint { file, row, column, found, fault });
    }
}

/// Reads the rows of one kind of file.
pub trait Reader {
    /// Takes a row; whatever is off with it goes into the log.
    ///
    /// # Errors
    /// Only where the whole file is out of bounds.
    fn row(&mut self, row: &Row<'_>, index: &mut Index<'_>, log: &mut Log) -> Result<(), Why>;

    /// All rows have been seen: the commands, in the order they are to be carried out.
    fn finish(self: Box<Self>, index: &mut Index<'_>, log: &mut Log) -> Vec<Command>;
}
