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
