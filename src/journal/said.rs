//! What has been said of one request or measure so far: notices of the outbox by what they are about.

use super::outbox::read;
use super::trouble::Outcome;
use super::{Trouble, Writing, numbers};
use crate::domain::notice::Notice;
use crate::domain::time::ServiceDay;
use rusqlite::{Connection, params};

impl Writing<'_> {
    /// What was composed of a subject of supply from a day on, newest first, each with whether nobody has begun to send
    /// it, nor any other of the same change. What a later notice tells instead is left out.
    ///
    /// # Errors
    /// As all reading.
    pub fn said_of(&self, about: &str, from: ServiceDay) -> Result<Vec<(Notice, bool)>, Trouble> {
        self.journal.named(said_of(&self.tx, about, from))
    }
}

fn said_of(conn: &Connection, about: &str, from: ServiceDay) -> Outcome<Vec<(Notice, bool)>> {
    let mut statement = conn.prepare_cached(
        "SELECT id, body, NOT EXISTS (SELECT 1 FROM notices o JOIN deliveries d ON d.notice = o.id
             WHERE o.day = n.day AND o.change = n.change
             AND (d.state NOT IN ('queued', 'merged') OR d.attempts > 0 OR d.so_far IS NOT NULL))
         FROM notices n WHERE day >= ?1 AND NOT merged AND body ->> '$.supply.about' = ?2
         ORDER BY at DESC, change DESC, id",
    )?;
    let mut rows = statement.query(params![numbers::of_day(from), about])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push((read(row, 0)?, row.get(2)?));
    }
    Ok(found)
}
