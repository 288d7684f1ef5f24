//! Databases and backups: pages knocked over, and values of any table that are none. Opening, looking and verifying end
//! in words; nothing is made worse.

use super::runs::feed;
use super::slips::damaged;
use super::tables::say;
use super::tree::{Tree, slipped};
use crate::city;
use mainstay::domain::command::Command;
use mainstay::domain::ids::Revision;
use mainstay::domain::playbook::Playbook;
use mainstay::domain::watch::Unwatched;
use mainstay::session::{NotDone, Session, safekeeping};
use proptest::prelude::*;
use rusqlite::Connection;
use rusqlite::types::Value;
use std::path::Path;
use std::sync::LazyLock;

/// A database with something in many of its tables.
static DATABASE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let mut session = Session::open(&path).unwrap();
    city::lay(&mut session);
    let alerts = mainstay::exchange::alert::read(&alert(), "a.cap", 480).alerts;
    let more = [
        Command::PutSettings(Box::default()),
        Command::PutPlaybook(Box::new(Playbook { version: 2, ..Playbook::standard() })),
        Command::TakeAlerts { alerts, now: city::at("09:10") },
        city::delivered(0, "08:20"),
        city::breaks_down(1, "09:00"),
        city::shift("R2", 30),
    ];
    for command in more {
        // One that the rules refuse leaves its table empty, and no more.
        let _ = session.submit(command, &city::dispatcher(), city::at("09:10"));
    }
    assert!(session.revision() > Revision(12));
    session.back_up(&folder.path().join("copy.db"), city::at("09:20"), &mut Unwatched).unwrap();
    std::fs::read(folder.path().join("copy.db")).unwrap()
});

fn alert() -> Vec<u8> {
    super::corpus("alerts").into_iter().find(|(name, _)| name == "standard.cap").unwrap().1
}

fn told<T>(done: Result<T, NotDone>) {
    match done {
        Err(NotDone::Trouble(trouble)) => say(&trouble),
        Err(NotDone::Refused(refusal)) => say(&refusal),
        Ok(_) | Err(NotDone::Cancelled(_)) => {}
    }
}

/// Everything a desk does with a database it opens.
fn look_into(path: &Path) {
    match safekeeping::try_out(path, &mut Unwatched) {
        Ok(verdict) => verdict.problems.iter().for_each(|problem| {
            assert!(!problem.place.is_empty());
        }),
        not_done => told(not_done),
    }
    let mut session = match Session::open(path) {
        Ok(session) => session,
        Err(trouble) => return say(&trouble),
    };
    told(session.verify(&mut Unwatched));
    for day in session.days().unwrap_or_default().into_iter().take(3) {
        if let Err(trouble) = session.bring(day) {
            say(&trouble);
        }
    }
    if let Err(trouble) = session.log(Revision(0), 50) {
        say(&trouble);
    }
    told(session.submit(city::shift("R1", 5), &city::dispatcher(), city::at("09:30")));
}

fn look_into_bytes(bytes: &[u8]) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("b.db");
    std::fs::write(&path, bytes).unwrap();
    look_into(&path);
}

#[test]
fn databases_whose_bytes_are_damaged_end_in_words() {
    feed("database", 25, &damaged(Just(DATABASE.clone())), look_into_bytes);
}

#[test]
fn a_column_whose_name_is_no_text_is_a_finding_and_no_panic() {
    let mut bytes = DATABASE.clone();
    let wanted = b" department TEXT    NOT NULL,\n    vehicle";
    // Of a schema that was changed the old text lies about as well.
    let places: Vec<_> =
        (0..bytes.len() - wanted.len()).filter(|at| bytes[*at..].starts_with(wanted)).collect();
    assert!(!places.is_empty());
    for at in places {
        bytes[at] = 0x80;
    }
    look_into_bytes(&bytes);
}

/// Every value of the database: its table, column and row.
fn values(conn: &Connection) -> Vec<(String, String, i64)> {
    let names = |sql: &str, column: usize| -> Vec<String> {
        let mut statement = conn.prepare(sql).unwrap();
        let names = statement.query_map([], |row| row.get(column)).unwrap();
        names.map(Result::unwrap).collect()
    };
    let mut found = Vec::new();
    for table in names("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'", 0) {
        let rows: i64 =
            conn.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap();
        for column in names(&format!("PRAGMA table_info({table})"), 1) {
            found.extend((0..rows.min(6)).map(|row| (table.clone(), column.clone(), row)));
        }
    }
    found
}

/// What stands there, as it slips: a text or a payload by its structure, a number to its extremes.
fn slip_of(value: Value) -> BoxedStrategy<Value> {
    let text = |text: String| {
        let tree = match serde_json::from_str::<serde_json::Value>(&text) {
            Ok(_) => Tree::json(&text),
            Err(_) => Tree::rows(&text, "|"),
        };
        slipped(vec![tree])
    };
    match value {
        Value::Text(old) => text(old).prop_map(Value::Text).boxed(),
        Value::Blob(bytes) => match String::from_utf8(bytes) {
            Ok(old) => text(old).prop_map(|new| Value::Blob(new.into_bytes())).boxed(),
            Err(error) => damaged(Just(error.into_bytes())).prop_map(Value::Blob).boxed(),
        },
        _ => prop_oneof![
            any::<i64>().prop_map(Value::Integer),
            any::<i8>().prop_map(|small| Value::Integer(small.into())),
            prop::sample::select(vec![i64::MIN, i64::MAX, -1, 0, 20_260_230, 172_801, 900_000_001])
                .prop_map(Value::Integer),
            Just(Value::Null),
        ]
        .boxed(),
    }
}

fn with_an_odd_value() -> impl Strategy<Value = Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("c.db");
    std::fs::write(&path, &*DATABASE).unwrap();
    let conn = Connection::open(&path).unwrap();
    let select = |(table, column, row): &(String, String, i64)| {
        let sql = format!("SELECT {column} FROM {table} LIMIT 1 OFFSET {row}");
        conn.query_row(&sql, [], |row| row.get::<_, Value>(0)).unwrap()
    };
    let all: Vec<_> = values(&conn).into_iter().map(|place| (select(&place), place)).collect();
    prop::sample::select(all).prop_flat_map(|(old, place)| (slip_of(old), Just(place))).prop_map(|(new, place)| {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("d.db");
        std::fs::write(&path, &*DATABASE).unwrap();
        let conn = Connection::open(&path).unwrap();
        conn.pragma_update(None, "foreign_keys", false).unwrap();
        conn.pragma_update(None, "ignore_check_constraints", true).unwrap();
        let (table, column, row) = place;
        let keys: String = if conn.prepare(&format!("SELECT rowid FROM {table}")).is_ok() {
                "rowid".to_owned()
            } else {
                let sql = format!("SELECT group_concat(name) FROM pragma_table_info('{table}') WHERE pk > 0");
                conn.query_row(&sql, [], |row| row.get(0)).unwrap()
            };
        let sql = format!(
            "UPDATE {table} SET {column} = ?1 WHERE ({keys}) = (SELECT {keys} FROM {table} LIMIT 1 OFFSET {row})"
        );
        // A value the table itself does not take changes nothing.
        let _ = conn.execute(&sql, [new]);
        conn.close().unwrap();
        std::fs::read(&path).unwrap()
    })
}

#[test]
fn databases_with_values_that_are_none_end_in_words() {
    feed("values", 40, &with_an_odd_value(), look_into_bytes);
}
