//! What days that are over say about vehicles, kept beside the journal. Told from the days and made anew whenever one of
//! them has changed, so no part of a replay.

use super::trouble::{Fault, Outcome};
use super::{Journal, Trouble, codec, numbers};
use crate::domain::fleet::logbook::{Cost, Logbook};
use crate::domain::fleet::review::Month;
use crate::domain::ids::{BreakdownId, Plate, Revision};
use crate::domain::time::ServiceDay;
use rusqlite::{Connection, TransactionBehavior, params};
use std::collections::{BTreeMap, BTreeSet};

/// The logbooks of some days added up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// Metres of the period's days.
    pub driven: BTreeMap<(Plate, Month), u64>,
    /// Of all days: a breakdown of the period may have cost something after it.
    pub costs: BTreeMap<BreakdownId, Cost>,
}

impl Journal {
    /// Of `days`, those that no logbook is kept of, or that have changed since theirs was made.
    ///
    /// # Errors
    /// As all reading.
    pub fn without_logbook(&self, days: &[ServiceDay]) -> Result<Vec<ServiceDay>, Trouble> {
        self.named(without_logbook(&self.conn, days))
    }

    /// Keeps logbooks that were made of the days as they were at `revision`.
    ///
    /// # Errors
    /// As all writing.
    pub fn keep_logbooks(
        &mut self,
        logbooks: &[(ServiceDay, Logbook)],
        revision: Revision,
    ) -> Result<(), Trouble> {
        let kept = keep(&mut self.conn, logbooks, revision);
        self.named(kept)
    }

    /// The kept logbooks added up, with what was driven from the first to the last of these days.
    ///
    /// # Errors
    /// As all reading.
    pub fn logbook_sums(&self, from: ServiceDay, to: ServiceDay) -> Result<Sums, Trouble> {
        self.named(sums(&self.conn, from, to))
    }
}

fn without_logbook(conn: &Connection, days: &[ServiceDay]) -> Outcome<Vec<ServiceDay>> {
    let mut kept = BTreeSet::new();
    let mut statement = conn.prepare_cached("SELECT day FROM logbooks")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        kept.insert(row.get::<_, i64>(0)?);
    }
    // Most entries are older than every logbook; the few after the oldest one are looked at.
    let mut statement = conn.prepare_cached(
        "SELECT DISTINCT entries.day FROM entries JOIN logbooks ON logbooks.day = entries.day
         WHERE entries.counter > (SELECT min(revision) FROM logbooks) AND entries.counter > logbooks.revision",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        kept.remove(&row.get(0)?);
    }
    Ok(days.iter().filter(|day| !kept.contains(&numbers::of_day(**day))).copied().collect())
}

fn keep(conn: &mut Connection, logbooks: &[(ServiceDay, Logbook)], revision: Revision) -> Outcome<()> {
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for (day, logbook) in logbooks {
        let number = numbers::of_day(*day);
        // With all that hangs on it.
        tx.prepare_cached("DELETE FROM logbooks WHERE day = ?")?.execute([number])?;
        tx.prepare_cached("INSERT INTO logbooks (day, revision) VALUES (?, ?)")?
            .execute(params![number, revision.0.cast_signed()])?;
        for (plate, metres) in &logbook.driven {
            tx.prepare_cached("INSERT INTO driven (day, plate, metres) VALUES (?, ?, ?)")?
                .execute(params![number, plate.as_str(), metres.0])?;
        }
        for (id, cost) in &logbook.costs {
            tx.prepare_cached("INSERT INTO costs (day, breakdown, body) VALUES (?, ?, ?)")?
                .execute(params![number, id.as_str(), codec::cost_text(cost)])?;
        }
    }
    tx.commit()?;
    Ok(())
}

fn sums(conn: &Connection, from: ServiceDay, to: ServiceDay) -> Outcome<Sums> {
    let mut sums = Sums::default();
    let mut statement = conn.prepare_cached(
        "SELECT plate, day / 100, sum(metres) FROM driven WHERE day BETWEEN ? AND ? GROUP BY plate, day / 100",
    )?;
    let mut rows = statement.query([numbers::of_day(from), numbers::of_day(to)])?;
    while let Some(row) = rows.next()? {
        let number: i64 = row.get(1)?;
        let unsound = || Fault::unsound(format!("driven {number}"));
        let first = numbers::day(number.saturating_mul(100).saturating_add(1)).ok_or_else(unsound)?;
        let plate = Plate::new(row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?);
        sums.driven.insert((plate, Month::of(first)), row.get::<_, i64>(2)?.cast_unsigned());
    }
    let mut statement = conn.prepare_cached("SELECT breakdown, body FROM costs ORDER BY day")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let id = row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?;
        let body = row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?;
        let cost = codec::cost_from(body).map_err(|_| Fault::unsound(format!("costs {id}")))?;
        sums.costs.entry(BreakdownId::new(id)).or_default().add(cost);
    }
    Ok(sums)
}
