//! Checks the file, the chain of entries, and that the tables equal a replay. Reads only; what it finds is
//! for people to act on.

use super::codec::{self, Unsound};
use super::entry::{Hash, Heading, Line};
use super::history::{self, unsigned};
use super::tables::TABLES;
use super::tally::Tally;
use super::trouble::{Fault, Outcome};
use super::{db, numbers, writing};
use crate::domain::ids::{Author, Revision};
use crate::domain::state::State;
use crate::domain::watch::Watch;
use crate::words::{Arg, Message};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, ErrorCode, Row};
use std::collections::BTreeMap;

/// What `verify` found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Verdict {
    pub entries: u64,
    /// Names of the checks made (keys of the locale files).
    pub checked: Vec<&'static str>,
    pub problems: Vec<Problem>,
}

/// Something wrong in the database.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// Keys of the locale files, so that each is said in the reader's language.
    pub what: Message,
    /// Table and row, as they stand in the file.
    pub place: String,
    pub advice: Message,
}

/// More would only repeat the same damage.
const MOST_PROBLEMS: usize = 20;

impl Verdict {
    fn find(&mut self, what: Message, place: String, advice: &'static str) {
        if self.problems.len() < MOST_PROBLEMS {
            self.problems.push(Problem { what, place, advice: Message::new(advice) });
        }
    }
}

pub(super) fn verify(conn: &Connection, watch: &mut dyn Watch) -> Outcome<Option<Verdict>> {
    let mut verdict = Verdict::default();
    // One transaction, so that what others write meanwhile is not taken for a difference.
    let tx = conn.unchecked_transaction()?;
    let done = check(&tx, &mut verdict, watch);
    match done {
        Ok(finished) => Ok(finished.then_some(verdict)),
        // Damage can be such that reading on is impossible; that is a finding too.
        Err(Fault::Sql(error)) if is_damage(&error) => {
            verdict.find(
                Message::new("verify-file-damaged").with("detail", error.to_string()),
                "-".into(),
                "verify-advice-backup",
            );
            Ok(Some(verdict))
        }
        Err(fault) => Err(fault),
    }
}

fn is_damage(error: &rusqlite::Error) -> bool {
    match error.sqlite_error_code() {
        Some(code) => matches!(code, ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase),
        None => true,
    }
}

/// False where `watch` had enough.
fn check(conn: &Connection, verdict: &mut Verdict, watch: &mut dyn Watch) -> Outcome<bool> {
    verdict.checked.push("verify-checked-file");
    check_file(conn, verdict)?;
    let total = history::newest(conn)?.0;
    let replayed = db::open_private(true)?;
    // Nobody needs the replay after a crash.
    replayed.pragma_update(None, "synchronous", "OFF")?;
    let replay = replayed.unchecked_transaction()?;
    verdict.checked.push("verify-checked-chain");
    let Some(whole) = walk(conn, &replay, verdict, total, watch)? else { return Ok(false) };
    // Where the journal itself is broken, a replay says nothing about the tables.
    if whole {
        verdict.checked.push("verify-checked-tables");
        for (table, order) in TABLES {
            if watch.step(total, total).is_err() {
                return Ok(false);
            }
            if let Some(place) = first_difference(conn, &replay, table, order)? {
                let what = Message::new("verify-table-differs").with("table", *table);
                verdict.find(what, place, "verify-advice-tables");
            }
        }
    }
    Ok(true)
}

fn check_file(conn: &Connection, verdict: &mut Verdict) -> Outcome<()> {
    let mut statement = conn.prepare(&format!("PRAGMA integrity_check({MOST_PROBLEMS})"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let line: String = row.get(0)?;
        if line != "ok" {
            let what = Message::new("verify-file-damaged").with("detail", line);
            verdict.find(what, "-".into(), "verify-advice-backup");
        }
    }
    let mut statement = conn.prepare("SELECT \"table\", parent FROM pragma_foreign_key_check LIMIT 20")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (table, parent): (String, String) = (row.get(0)?, row.get(1)?);
        let what = Message::new("verify-orphan").with("table", table.as_str()).with("parent", parent);
        verdict.find(what, table, "verify-advice-tables");
    }
    Ok(())
}

/// The change whose entries are being walked over.
struct Current {
    heading: Heading,
    tally: Tally,
    last: Revision,
}

impl Current {
    fn close(self, replay: &Connection) -> Outcome<()> {
        history::sum_up(replay, self.heading.change, &self.tally.sum(&self.heading, self.last))
    }
}

/// Follows the chain from the first entry to the last and folds each into `replay`. True where the chain
/// is whole; `None` where `watch` had enough.
fn walk(
    conn: &Connection,
    replay: &Connection,
    verdict: &mut Verdict,
    total: u64,
    watch: &mut dyn Watch,
) -> Outcome<Option<bool>> {
    let mut statement = conn.prepare(
        "SELECT counter, desk, sequence, change, author, at, undoes, founding, day, version, payload,
                prev, hash, signed FROM entries ORDER BY counter",
    )?;
    let mut rows = statement.query([])?;
    let mut heads: BTreeMap<String, (u64, Hash)> = BTreeMap::new();
    let mut state = State::default();
    let mut current: Option<Current> = None;
    let mut whole = true;
    let mut before: u64 = 0;
    while let Some(row) = rows.next()? {
        let counter = unsigned(row.get(0)?);
        if watch.step(counter, total).is_err() {
            return Ok(None);
        }
        verdict.entries += 1;
        let place = format!("entries {counter}");
        if before.checked_add(1) != Some(counter) {
            whole = false;
            let what = Message::new("verify-gap")
                .with("from", Arg::shown(before.saturating_add(1)))
                .with("to", Arg::shown(counter.saturating_sub(1)));
            verdict.find(what, place.clone(), "verify-advice-backup");
        }
        before = counter;
        let Some(read) = Read::of(row)? else {
            whole = false;
            verdict.find(Message::new("verify-entry-garbled"), place, "verify-advice-backup");
            continue;
        };
        let head = heads.entry(read.desk.clone()).or_insert((0, Hash::default()));
        let line = Line {
            counter,
            desk: &read.desk,
            sequence: read.sequence,
            heading: &read.heading,
            day: read.day.and_then(numbers::day),
            version: read.version,
            payload: read.payload,
        };
        let linked = head.0.checked_add(1) == Some(read.sequence) && read.prev == head.1;
        let unedited = line.hash(&read.prev) == read.hash;
        *head = (read.sequence, read.hash);
        if !linked || !unedited {
            whole = false;
            let key = if unedited { "verify-chain-broken" } else { "verify-entry-edited" };
            verdict.find(Message::new(key), place.clone(), "verify-advice-backup");
        }
        let operation = match codec::decode(read.version, read.payload) {
            Ok(operation) => operation,
            Err(Unsound::Newer { version }) => return Err(Fault::Newer(version)),
            Err(Unsound::Garbled) => {
                whole = false;
                verdict.find(Message::new("verify-entry-garbled"), place, "verify-advice-backup");
                continue;
            }
        };
        if !whole {
            continue;
        }
        if current.as_ref().is_some_and(|current| current.heading.change != read.heading.change)
            && let Some(done) = current.take()
        {
            done.close(replay)?;
        }
        let current = current.get_or_insert_with(|| Current {
            heading: read.heading,
            tally: Tally::default(),
            last: Revision(counter),
        });
        current.tally.add(&operation);
        current.last = Revision(counter);
        writing::fold(replay, &mut state, Revision(counter), &operation)?;
        // A day is looked at again only by what comes soon after.
        while state.days.len() > 2 {
            let passed = state.days.keys().copied().find(|day| Some(*day) != operation.day());
            passed.and_then(|day| state.days.remove(&day));
        }
    }
    if let Some(done) = current.filter(|_| whole) {
        done.close(replay)?;
    }
    Ok(Some(whole))
}

/// An entry's columns.
struct Read<'r> {
    desk: String,
    sequence: u64,
    heading: Heading,
    day: Option<i64>,
    version: u32,
    payload: &'r [u8],
    prev: Hash,
    hash: Hash,
}

impl<'r> Read<'r> {
    /// `None` where a value stands for nothing.
    fn of(row: &'r Row<'_>) -> Outcome<Option<Self>> {
        let author: String = row.get(4)?;
        let Some(at) = numbers::moment(row.get(5)?) else { return Ok(None) };
        let heading = Heading {
            change: Revision(unsigned(row.get(3)?)),
            by: Author::new(author),
            signed: row.get::<_, Option<String>>(13)?.map(Author::new),
            at,
            undoes: row.get::<_, Option<i64>>(6)?.map(|undoes| Revision(unsigned(undoes))),
            founding: row.get(7)?,
        };
        Ok(Some(Self {
            desk: row.get(1)?,
            sequence: unsigned(row.get(2)?),
            heading,
            day: row.get(8)?,
            version: row.get(9)?,
            payload: row.get_ref(10)?.as_blob().map_err(rusqlite::Error::from)?,
            prev: row.get(11)?,
            hash: row.get(12)?,
        }))
    }
}

/// A change's caption is worded by the version that made it; a later one may tell the same change better.
const CAPTION: (&str, &str) = ("changes", "deed");

/// The key of the first row that is not in both alike.
fn first_difference(a: &Connection, b: &Connection, table: &str, order: &str) -> Outcome<Option<String>> {
    let sql = format!("SELECT * FROM {table} ORDER BY {order}");
    let (mut a, mut b) = (a.prepare(&sql)?, b.prepare(&sql)?);
    // Those of the replay: a damaged file may hold names that are no text.
    let names: Vec<_> = b.column_names().map(str::to_owned).collect();
    let compared: Vec<usize> =
        (0..names.len()).filter(|&at| (table, names[at].as_str()) != CAPTION).collect();
    let keys = order.split(", ").count();
    let (mut a, mut b) = (a.query([])?, b.query([])?);
    loop {
        let (a, b) = (a.next()?, b.next()?);
        let row = match (a, b) {
            (None, None) => return Ok(None),
            (Some(row), None) | (None, Some(row)) => row,
            (Some(a), Some(b)) => {
                let mut alike = true;
                for &column in &compared {
                    alike &= a.get_ref(column)? == b.get_ref(column)?;
                }
                if alike {
                    continue;
                }
                a
            }
        };
        let mut place = table.to_owned();
        for column in 0..keys {
            place.push(' ');
            match row.get_ref(column)? {
                ValueRef::Integer(number) => place.push_str(&number.to_string()),
                ValueRef::Text(text) => place.push_str(&String::from_utf8_lossy(text)),
                _ => place.push('?'),
            }
        }
        return Ok(Some(place));
    }
}
