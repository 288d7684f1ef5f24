//! What a database file holds, in numbers: its pages, its tables with their rows, and where the journal of each desk ends.
//! For telling people what was checked, and for asking for help without showing what is in it.

use super::trouble::Outcome;
use super::{Journal, Trouble, db};
use rusqlite::Connection;
use std::path::Path;

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inside {
    pub pages: u64,
    pub page_bytes: u64,
    pub heads: Vec<Head>,
    /// By name, with their rows.
    pub tables: Vec<(String, u64)>,
}

/// The last entry of a desk's own series.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    pub desk: String,
    pub sequence: u64,
    pub counter: u64,
    /// In hexadecimal.
    pub hash: String,
}

impl Inside {
    /// The rows of all tables together.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.tables.iter().map(|(_, rows)| rows).sum()
    }

    #[must_use]
    pub const fn bytes(&self) -> u64 {
        self.pages * self.page_bytes
    }
}

impl Journal {
    /// What the database holds, in numbers.
    ///
    /// # Errors
    /// As all reading.
    pub fn inside(&self) -> Result<Inside, Trouble> {
        self.named(of(&self.conn))
    }
}

/// The version of SQLite within.
#[must_use]
pub fn sqlite() -> &'static str {
    rusqlite::version()
}

/// What a file holds that is not open.
///
/// # Errors
/// Where it is no database of this program, or cannot be read.
pub fn inside(file: &Path) -> Result<Inside, Trouble> {
    of(&db::open_to_read(file)?).map_err(|fault| fault.in_file(file))
}

fn of(conn: &Connection) -> Outcome<Inside> {
    let number = |sql: &str| -> Outcome<u64> {
        Ok(conn.query_row(sql, [], |row| row.get::<_, i64>(0))?.try_into().unwrap_or_default())
    };
    let names = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name";
    let mut statement = conn.prepare(names)?;
    let names: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    let mut tables = Vec::with_capacity(names.len());
    for name in names {
        let rows = number(&format!("SELECT count(*) FROM \"{name}\""))?;
        tables.push((name, rows));
    }
    let mut statement = conn.prepare(
        "SELECT desk, sequence, counter, lower(hex(hash)) FROM entries
         WHERE (desk, sequence) IN (SELECT desk, max(sequence) FROM entries GROUP BY desk) ORDER BY desk",
    )?;
    let heads = statement.query_map([], |row| {
        let unsigned = |at| row.get::<_, i64>(at).map(i64::cast_unsigned);
        Ok(Head { desk: row.get(0)?, sequence: unsigned(1)?, counter: unsigned(2)?, hash: row.get(3)? })
    })?;
    Ok(Inside {
        pages: number("PRAGMA page_count")?,
        page_bytes: number("PRAGMA page_size")?,
        heads: heads.collect::<Result<_, _>>()?,
        tables,
    })
}
