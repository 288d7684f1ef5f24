//! Rows of where vehicles were seen.

use super::complaint::Fault;
use super::field::Field;
use super::index::Index;
use super::row::{Log, Off, Reader, Row};
use super::unreadable::Why;
use super::{Datum, moment, value};
use crate::domain::command::Command;
use crate::domain::ids::Plate;
use crate::domain::position::Fix;
use crate::domain::time::{ServiceDay, Timestamp};
use crate::exchange::moments;
use chrono::{DateTime, TimeDelta};
use std::collections::BTreeMap;

/// What was seen on each day, in the order of the file.
#[derive(Default)]
pub struct Seen(BTreeMap<ServiceDay, Vec<Fix>>);

impl Seen {
    /// True where it is newer than what is known of the vehicle.
    pub fn take(&mut self, index: &Index<'_>, fix: Fix) -> bool {
        let known = index.known.state().fixes.get(&fix.plate);
        let is_new = known.is_none_or(|known| known.fix.at < fix.at);
        if is_new {
            self.0.entry(fix.at.day()).or_default().push(fix);
        }
        is_new
    }

    /// One command a day, so that the days follow each other.
    pub fn commands(self) -> Vec<Command> {
        self.0.into_iter().map(|(day, fixes)| Command::NotePositions { day, fixes }).collect()
    }
}

pub struct Positions {
    datum: Datum,
    today: ServiceDay,
    seen: Seen,
}

impl Positions {
    #[must_use]
    pub fn new(datum: Datum, today: ServiceDay) -> Self {
        Self { datum, today, seen: Seen::default() }
    }

    fn take(&mut self, row: &Row<'_>, index: &Index<'_>) -> Result<bool, Off> {
        let plate = Plate::new(row.need(Field::Plate, value::plate)?);
        if index.vehicle(&plate).is_none() {
            return Err(Off::at(Field::Plate, Fault::NoSuchVehicle));
        }
        let near = index.network.centre.as_ref().map(|centre| centre.place);
        let place = row.place(self.datum, near)?;
        let place = place.ok_or(Off::at(Field::Latitude, Fault::Missing(Field::Latitude)))?;
        let day = row.read(Field::Day, moment::day)?.unwrap_or(self.today);
        let utc_offset_minutes = index.known.state().settings.weather.utc_offset_minutes;
        let at = row.need(Field::SeenAt, |cell| seen_at(cell, day, utc_offset_minutes))?;
        Ok(self.seen.take(index, Fix { plate, place, at }))
    }
}

/// A moment with a zone or without, seconds or milliseconds since 1970, or a time on `day`.
fn seen_at(cell: &str, day: ServiceDay, utc_offset_minutes: i32) -> Result<Timestamp, Fault> {
    let text = value::fold(cell);
    let since_1970 = || {
        let number: i64 = text.parse().ok()?;
        let seconds = match text.len() {
            10 => number,
            13 => number / 1000,
            _ => return None,
        };
        let moment = DateTime::from_timestamp(seconds, 0)?.naive_utc();
        moment.checked_add_signed(TimeDelta::minutes(utc_offset_minutes.into())).map(Timestamp)
    };
    let standard = moments::moment(&text, utc_offset_minutes);
    standard.or_else(since_1970).map_or_else(|| moment::moment(&text, day).map_err(|_| Fault::NotAMoment), Ok)
}

impl Reader for Positions {
    fn row(&mut self, row: &Row<'_>, index: &mut Index<'_>, log: &mut Log) -> Result<(), Why> {
        log.enter(row, self.take(row, index));
        Ok(())
    }

    fn finish(self: Box<Self>, _: &mut Index<'_>, _: &mut Log) -> Vec<Command> {
        self.seen.commands()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_read_in_every_dress() {
        let day = ServiceDay::parse("2026-11-23").expect("a day");
        for text in [
            "2026-11-23 07:30:00",
            "2026-11-22T23:30:00Z",
            "2026-11-23T07:30:00+08:00",
            "2026/11/23 7:30",
            "20261123 07:30:00",
            "2026年11月23日 7时30分",
            "07:30",
            "1795390200",
            "1795390200000",
        ] {
            assert_eq!(
                seen_at(text, day, 480).map(|at| at.to_string()),
                Ok("2026-11-23T07:30:00".into()),
                "{text}"
            );
        }
        for text in ["soon", "2026-11-23", "99999999999999999999", "-1"] {
            assert_eq!(seen_at(text, day, 480), Err(Fault::NotAMoment), "{text}");
        }
    }
}
