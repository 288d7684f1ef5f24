//! What people sign in with, beside the journal: no history keeps a PIN that was changed. Wrong tries are counted on disk
//! before the PIN is looked at, so that neither a restart nor many processes at once give more of them.

use super::trouble::Outcome;
use super::{Journal, Trouble, Writing, numbers};
use crate::domain::ids::Author;
use crate::domain::people::pin::wait_after;
use crate::domain::time::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, Transaction, TransactionBehavior};

/// What stands against somebody's try, or does not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Try {
    /// Nothing is kept for that name: no PIN was given yet.
    NoPin,
    /// Too many wrong ones; the next counts in so many seconds.
    Wait { seconds: i64 },
    /// The try has been counted; what is kept of the PIN says whether it was right.
    Counted { secret: String, failed: u32 },
}

impl Journal {
    /// Counts a try of `name` at `wall`, the wall clock's time: an asked-for one would let people out of waiting.
    ///
    /// # Errors
    /// As all writing.
    pub fn count_try(&self, name: &Author, wall: Timestamp) -> Result<Try, Trouble> {
        let count = || -> Outcome<Try> {
            let tx = Transaction::new_unchecked(&self.conn, TransactionBehavior::Immediate)?;
            let sql = "SELECT secret, failed, last_try FROM credentials WHERE name = ?";
            let row = tx.query_row(sql, [name.as_str()], |row| {
                Ok((row.get::<_, String>(0)?, row.get::<_, u32>(1)?, row.get::<_, Option<i64>>(2)?))
            });
            let Some((secret, failed, last)) = row.optional()? else { return Ok(Try::NoPin) };
            let now = numbers::of_moment(wall);
            let wait = wait_after(failed);
            // A clock that was put back makes nobody wait longer than the wait is.
            let passed = last.map_or(wait, |last| (now - last).max(0));
            if passed < wait {
                if last.is_some_and(|last| last > now) {
                    note(&tx, name, failed, now)?;
                    tx.commit()?;
                }
                return Ok(Try::Wait { seconds: wait - passed });
            }
            let failed = failed.saturating_add(1);
            note(&tx, name, failed, now)?;
            tx.commit()?;
            Ok(Try::Counted { secret, failed })
        };
        self.named(count())
    }

    /// The try was right: those before it are forgotten.
    ///
    /// # Errors
    /// As all writing.
    pub fn forget_tries(&self, name: &Author) -> Result<(), Trouble> {
        let sql = "UPDATE credentials SET failed = 0, last_try = NULL WHERE name = ?";
        self.named(self.conn.execute(sql, [name.as_str()]).map(|_| ()).map_err(Into::into))
    }

    /// Whether a PIN is kept for `name`.
    ///
    /// # Errors
    /// As all reading.
    pub fn has_pin(&self, name: &Author) -> Result<bool, Trouble> {
        let sql = "SELECT 1 FROM credentials WHERE name = ?";
        let found = self.conn.query_row(sql, [name.as_str()], |_| Ok(())).optional();
        self.named(found.map(|found| found.is_some()).map_err(Into::into))
    }
}

impl Writing<'_> {
    /// Keeps what was made of somebody's new PIN, with the change it belongs to or alone. Tries begin anew.
    ///
    /// # Errors
    /// As all writing.
    pub fn put_secret(&self, name: &Author, secret: &str) -> Result<(), Trouble> {
        let sql = "REPLACE INTO credentials (name, secret) VALUES (?, ?)";
        self.journal.named(self.tx.execute(sql, [name.as_str(), secret]).map(|_| ()).map_err(Into::into))
    }

    /// Makes last what was put beside the journal, where no operation was.
    ///
    /// # Errors
    /// As all writing.
    pub fn commit_beside(self) -> Result<(), Trouble> {
        let journal = self.journal;
        journal.named(self.tx.commit().map_err(Into::into))
    }
}

fn note(conn: &Connection, name: &Author, failed: u32, now: i64) -> Outcome<()> {
    let sql = "UPDATE credentials SET failed = ?, last_try = ? WHERE name = ?";
    conn.execute(sql, rusqlite::params![failed, now, name.as_str()])?;
    Ok(())
}
