//! How versions 1 to 5 kept stops, a row each, for the way to version 6.

use super::stops::{KeptCargo, KeptProgress, KeptRest, KeptStop, Packing};
use rusqlite::Connection;
use rusqlite::functions::{Aggregate, Context, FunctionFlags};
use rusqlite::types::ValueRef;
use std::borrow::Cow;

/// Teaches the connection `packed_stops`, which makes the stops of a route out of their rows.
pub fn add_to(conn: &Connection) -> rusqlite::Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DIRECTONLY;
    conn.create_aggregate_function("packed_stops", 21, flags, PackedStops)
}

struct PackedStops;

/// `None` as soon as a row stands for nothing: its route then reads as damaged, as the row did.
type Packed = Option<Packing>;

impl Aggregate<Packed, Vec<u8>> for PackedStops {
    fn init(&self, _: &mut Context<'_>) -> rusqlite::Result<Packed> {
        Ok(Some(Packing::default()))
    }

    fn step(&self, row: &mut Context<'_>, packed: &mut Packed) -> rusqlite::Result<()> {
        let Some(packing) = packed else { return Ok(()) };
        match kept(row).filter(|_| whole(row, 20) == Some(packing.stops().into())) {
            Some(stop) => packing.push(&stop),
            None => *packed = None,
        }
        Ok(())
    }

    fn finalize(&self, _: &mut Context<'_>, packed: Option<Packed>) -> rusqlite::Result<Vec<u8>> {
        Ok(packed.unwrap_or(Some(Packing::default())).map(Packing::packed).unwrap_or_default())
    }
}

fn whole(row: &Context<'_>, column: usize) -> Option<i64> {
    row.get_raw(column).as_i64().ok()
}

fn small(row: &Context<'_>, column: usize) -> Option<u32> {
    u32::try_from(whole(row, column)?).ok()
}

fn text<'r>(row: &'r Context<'_>, column: usize) -> Option<&'r str> {
    row.get_raw(column).as_str().ok()
}

fn kept<'r>(row: &'r Context<'_>) -> Option<KeptStop<'r>> {
    let window = (small(row, 3)?, small(row, 4)?);
    let promised = (small(row, 5)?, small(row, 6)?);
    let owned = |column| text(row, column).map(str::to_owned);
    let rest =
        KeptRest { told: owned(14), cause: owned(15), remedy: owned(16), lock: owned(18), extra: owned(19) };
    Some(KeptStop {
        retailer: text(row, 0)?,
        cartons: small(row, 1)?,
        value: whole(row, 2)?,
        window,
        promised: (promised != window).then_some(promised),
        planned: small(row, 7)?,
        service: small(row, 8)?,
        priority: u8::try_from(whole(row, 17)?).ok()?,
        cargo: match text(row, 10).map(|text| text.split_at_checked(1)) {
            None => KeptCargo::Centre,
            Some(Some(("@", code))) => KeptCargo::Station(code),
            Some(Some(("+", plate))) => KeptCargo::Aboard(plate),
            Some(_) => return None,
        },
        progress: progress(row)?,
        rest: (rest != KeptRest::default()).then(|| Box::new(rest)),
    })
}

/// Kind, arrival, end and detail.
fn progress<'r>(row: &'r Context<'_>) -> Option<KeptProgress<'r>> {
    let is_null = |column| matches!(row.get_raw(column), ValueRef::Null);
    let (arrived, at, detail) = (small(row, 11), small(row, 12), text(row, 13));
    Some(match (whole(row, 9)?, arrived, at, detail) {
        (0, None, None, None) if is_null(11) && is_null(12) => KeptProgress::Waiting,
        (1, Some(at), None, None) if is_null(12) => KeptProgress::Arrived(at),
        (2, arrived, Some(at), None) if arrived.is_some() || is_null(11) => {
            KeptProgress::Delivered { arrived, at }
        }
        (3, None, Some(at), Some(reason)) if is_null(11) => {
            KeptProgress::Failed { at, reason: Cow::Borrowed(reason) }
        }
        (4, None, None, Some(day)) if is_null(11) && is_null(12) => KeptProgress::PutOff(day.parse().ok()?),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::day::{Cargo, Dock, FailReason, Progress};
    use crate::journal::db::MIGRATIONS;
    use crate::journal::tables::stops::unpacked;

    /// A database of version 5 with these stops on route R of a day, and a route N with none, brought to version 6.
    fn brought(stops: &[&str]) -> Vec<(String, Vec<u8>, i64)> {
        let conn = Connection::open_in_memory().expect("a database");
        add_to(&conn).expect("a function");
        let (last, before) = MIGRATIONS[..6].split_last().expect("some");
        conn.execute_batch(&before.concat()).expect("version 5");
        for route in ["R", "N"] {
            let row =
                "INSERT INTO routes (day, route, department, departs) VALUES (20261123, ?, 'D1', 27000)";
            conn.execute(row, [route]).expect("a route");
        }
        for (position, stop) in stops.iter().enumerate() {
            let row = format!(
                "INSERT INTO stops (day, route, position, retailer, cartons, value, opens, closes, promised_opens,
                 promised_closes, planned, service, {stop}"
            );
            let row = row.replace("VALUES (", &format!("VALUES (20261123, 'R', {position}, 'J{position}', 10, -1, 28800, 64800, 28800, 43200, 30000, 120, "));
            conn.execute_batch(&row).expect("a stop");
        }
        conn.execute_batch(last).expect("version 6");
        let mut rows =
            conn.prepare("SELECT route, stops, put_off FROM routes ORDER BY route DESC").expect("read");
        let row = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
        rows.query_map([], row).expect("rows").collect::<rusqlite::Result<_>>().expect("read")
    }

    #[test]
    fn stops_kept_as_rows_come_over_with_all_they_said() {
        let rows = brought(&[
            "progress) VALUES (0)",
            "progress, arrived, cargo) VALUES (1, 30600, '+V1')",
            "progress, arrived, ended, cargo) VALUES (2, 30600, 30700, '@T1')",
            "progress, ended, detail) VALUES (3, 30700, '\"closed\"')",
            "progress, detail, remedy) VALUES (4, '20261124', 'put_off')",
        ]);
        let [(_, packed, put_off), (_, none, 0)] = &rows[..] else { panic!("{rows:?}") };
        assert_eq!((*put_off, unpacked(none)), (1, Some(Vec::new())));
        let stops = unpacked(packed).expect("sound");
        let codes: Vec<_> = stops.iter().map(|stop| stop.retailer.as_str()).collect();
        assert_eq!(codes, ["J0", "J1", "J2", "J3", "J4"]);
        assert_eq!(stops[0].progress, Progress::Waiting);
        assert_eq!(stops[0].promised.closes().to_string(), "12:00");
        assert_eq!((stops[0].value.0, stops[0].window.closes().to_string()), (-1, "18:00".to_owned()));
        assert_eq!(stops[1].cargo, Cargo::Aboard("V1".into()));
        assert_eq!(stops[2].cargo, Cargo::At(Dock::Station("T1".into())));
        assert!(matches!(stops[2].progress, Progress::Delivered { arrived: Some(_), .. }));
        assert!(matches!(stops[3].progress, Progress::Failed { reason: FailReason::Closed, .. }));
        assert!(matches!(stops[4].progress, Progress::PutOff { to } if to.to_string() == "2026-11-24"));
        assert!(stops[4].remedy.is_some());
    }

    #[test]
    fn a_row_that_stood_for_nothing_makes_its_route_read_as_damaged_and_no_other() {
        for damaged in [
            "progress) VALUES (9)",
            "progress) VALUES (1)",
            "progress, cargo) VALUES (0, '?')",
            "progress, arrived) VALUES (0, -1)",
        ] {
            let rows = brought(&["progress) VALUES (0)", damaged]);
            let read: Vec<_> = rows.iter().map(|(_, packed, _)| unpacked(packed).is_some()).collect();
            assert_eq!(read, [false, true], "{damaged}");
        }
    }
}
