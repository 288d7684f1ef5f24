//! Reading and adding lines of the journal, and the one row that sums up each change.

use super::codec::{self, Shape as _, StoredDeed};
use super::entry::{Hash, Line};
use super::numbers;
use super::trouble::{Fault, Outcome};
use crate::domain::deed::Deed;
use crate::domain::ids::{Author, Revision};
use crate::domain::operation::Operation;
use crate::domain::time::{ServiceDay, Timestamp};
use rusqlite::{Connection, OptionalExtension as _, Row, params};
use std::collections::BTreeSet;

/// A change as the log tells it: all operations of one command, or of one import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangeSummary {
    /// The revision of its last entry; names the change.
    pub revision: Revision,
    pub at: Timestamp,
    pub by: Author,
    /// Who has signed it beside its author.
    pub signed: Option<Author>,
    pub deed: Deed,
    /// The service day it is about, where that is one.
    pub day: Option<ServiceDay>,
    /// The change it took back.
    pub undoes: Option<Revision>,
    /// The change that took it back.
    pub undone_by: Option<Revision>,
    /// It laid the ground, such as the making of a sample city: undo stops before it.
    pub founding: bool,
}

/// Where a desk's series ends.
pub(super) struct Head {
    pub sequence: u64,
    pub hash: Hash,
}

pub(super) fn unsigned(number: i64) -> u64 {
    number.cast_unsigned()
}

/// The newest entry of any desk.
pub(super) fn newest(conn: &Connection) -> Outcome<Revision> {
    let mut statement = conn.prepare_cached("SELECT max(counter) FROM entries")?;
    let newest: Option<i64> = statement.query_row([], |row| row.get(0))?;
    Ok(Revision(newest.map_or(0, unsigned)))
}

pub(super) fn head(conn: &Connection, desk: &str) -> Outcome<Head> {
    let sql = "SELECT sequence, hash FROM entries WHERE desk = ? ORDER BY sequence DESC LIMIT 1";
    let head = conn
        .prepare_cached(sql)?
        .query_row([desk], |row| Ok(Head { sequence: unsigned(row.get(0)?), hash: row.get(1)? }))
        .optional()?;
    Ok(head.unwrap_or(Head { sequence: 0, hash: Hash::default() }))
}

pub(super) fn add(conn: &Connection, line: &Line<'_>, prev: &Hash, hash: &Hash) -> Outcome<()> {
    let mut statement = conn.prepare_cached(
        "INSERT INTO entries (counter, desk, sequence, change, author, at, undoes, founding, day, version,
                              payload, prev, hash, signed)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )?;
    let heading = line.heading;
    statement.execute(params![
        line.counter.cast_signed(),
        line.desk,
        line.sequence.cast_signed(),
        heading.change.0.cast_signed(),
        heading.by.as_str(),
        numbers::of_moment(heading.at),
        heading.undoes.map(|revision| revision.0.cast_signed()),
        heading.founding,
        line.day.map(numbers::of_day),
        line.version,
        line.payload,
        prev,
        hash,
        heading.signed.as_ref().map(Author::as_str),
    ])?;
    Ok(())
}

/// Sums up a finished change, and marks the one it took back.
pub(super) fn sum_up(conn: &Connection, first: Revision, summary: &ChangeSummary) -> Outcome<()> {
    let signed = |revision: Revision| revision.0.cast_signed();
    conn.prepare_cached(
        "INSERT INTO changes (first, last, author, at, deed, day, undoes, founding, signed)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )?
    .execute(params![
        signed(first),
        signed(summary.revision),
        summary.by.as_str(),
        numbers::of_moment(summary.at),
        StoredDeed::text(&summary.deed),
        summary.day.map(numbers::of_day),
        summary.undoes.map(signed),
        summary.founding,
        summary.signed.as_ref().map(Author::as_str),
    ])?;
    if let Some(undone) = summary.undoes {
        conn.prepare_cached("UPDATE changes SET undone_by = ? WHERE last = ?")?
            .execute([signed(summary.revision), signed(undone)])?;
    }
    Ok(())
}

const SUMMARY: &str = "SELECT last, author, at, deed, day, undoes, undone_by, founding, signed FROM changes";

fn summary(row: &Row<'_>) -> Outcome<ChangeSummary> {
    let last: i64 = row.get(0)?;
    let unsound = || Fault::unsound(format!("changes {last}"));
    let revision = |number: Option<i64>| number.map(|number| Revision(unsigned(number)));
    let day: Option<i64> = row.get(4)?;
    Ok(ChangeSummary {
        revision: Revision(unsigned(last)),
        by: Author::new(row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?),
        at: numbers::moment(row.get(2)?).ok_or_else(unsound)?,
        deed: StoredDeed::from_text(row.get_ref(3)?.as_str().map_err(rusqlite::Error::from)?)
            .map_err(|_| unsound())?,
        day: day.map(|day| numbers::day(day).ok_or_else(unsound)).transpose()?,
        undoes: revision(row.get(5)?),
        undone_by: revision(row.get(6)?),
        founding: row.get(7)?,
        signed: row.get::<_, Option<String>>(8)?.map(Author::new),
    })
}

/// Changes after `since`, oldest first, at most the newest `limit`.
pub(super) fn log(conn: &Connection, since: Revision, limit: usize) -> Outcome<Vec<ChangeSummary>> {
    let mut statement =
        conn.prepare_cached(&format!("{SUMMARY} WHERE last > ? ORDER BY last DESC LIMIT ?"))?;
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let mut rows = statement.query([since.0.cast_signed(), limit])?;
    let mut changes = Vec::new();
    while let Some(row) = rows.next()? {
        changes.push(summary(row)?);
    }
    changes.reverse();
    Ok(changes)
}

/// The newest change of a person that is neither taken back nor itself a taking back; `None` from the founding
/// on. What comes in by itself is passed over: nobody means an alert when they take back what they did. So is who works
/// here.
pub(super) fn undoable(conn: &Connection) -> Outcome<Option<ChangeSummary>> {
    let sql = format!("{SUMMARY} WHERE undoes IS NULL AND undone_by IS NULL ORDER BY last DESC");
    let mut statement = conn.prepare_cached(&sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let change = summary(row)?;
        let is_passed_over = matches!(
            change.deed,
            Deed::Alerts { .. }
                | Deed::Positions { .. }
                | Deed::FollowedUp { .. }
                | Deed::Person { .. }
                | Deed::People { .. }
        );
        if !is_passed_over {
            return Ok(Some(change).filter(|change| !change.founding));
        }
    }
    Ok(None)
}

/// The counters of a change's entries, newest first.
pub(super) fn entries_of(conn: &Connection, change: Revision) -> Outcome<Vec<u64>> {
    let mut statement = conn.prepare_cached(
        "SELECT counter FROM entries
         WHERE counter BETWEEN (SELECT first FROM changes WHERE last = ?1) AND ?1 ORDER BY counter DESC",
    )?;
    let mut rows = statement.query([change.0.cast_signed()])?;
    let mut counters = Vec::new();
    while let Some(row) = rows.next()? {
        counters.push(unsigned(row.get(0)?));
    }
    Ok(counters)
}

pub(super) fn operation(conn: &Connection, counter: u64) -> Outcome<Operation> {
    let mut statement = conn.prepare_cached("SELECT version, payload FROM entries WHERE counter = ?")?;
    let mut rows = statement.query([counter.cast_signed()])?;
    let row = rows.next()?.ok_or_else(|| Fault::unsound(format!("entries {counter}")))?;
    let payload = row.get_ref(1)?.as_blob().map_err(rusqlite::Error::from)?;
    codec::decode(row.get(0)?, payload).map_err(|unsound| Fault::of_entry(&unsound, counter))
}

/// Entries after `since` that are about reference data or one of `days`, oldest first: what a working set
/// has missed.
pub(super) fn missed(
    conn: &Connection,
    since: Revision,
    days: &BTreeSet<ServiceDay>,
) -> Outcome<Vec<(Revision, Operation)>> {
    let mut statement = conn.prepare_cached(
        "SELECT counter, day, version, payload FROM entries WHERE counter > ? ORDER BY counter",
    )?;
    let mut rows = statement.query([since.0.cast_signed()])?;
    let mut missed = Vec::new();
    while let Some(row) = rows.next()? {
        let counter = unsigned(row.get(0)?);
        let day: Option<i64> = row.get(1)?;
        if day.is_none_or(|day| numbers::day(day).is_some_and(|day| days.contains(&day))) {
            let payload = row.get_ref(3)?.as_blob().map_err(rusqlite::Error::from)?;
            let operation =
                codec::decode(row.get(2)?, payload).map_err(|unsound| Fault::of_entry(&unsound, counter))?;
            missed.push((Revision(counter), operation));
        }
    }
    Ok(missed)
}
