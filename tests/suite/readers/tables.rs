//! Tables as text: every kind of list the centre's systems give, and call lists that come back.

use super::runs::feed;
use super::tree::{Tree, slipped};
use super::{corpus, read_kept, slips};
use crate::city;
use mainstay::domain::people::Hand;
use mainstay::domain::state::State;
use mainstay::domain::watch::Unwatched;
use mainstay::exchange::intake::{Datum, Kind, ReadOptions, read_each, read_file};
use mainstay::notify::call_list;
use mainstay::session::Session;
use mainstay::words::{Language, Tell, Words};
use std::path::Path;
use std::sync::LazyLock;

/// A city whose places the kept documents name.
pub static KNOWN: LazyLock<State> = LazyLock::new(|| {
    let mut session = Session::in_memory().unwrap();
    city::lay(&mut session);
    session.state().clone()
});

static WORDS: LazyLock<[Words; 2]> = LazyLock::new(|| Language::ALL.map(Words::new));

/// What is said in both languages; there is always something.
pub fn say(what: &dyn Tell) {
    let message = what.message();
    assert!(WORDS.iter().all(|words| !words.tell(&message).trim().is_empty()));
}

/// Reads the bytes as a file of that name: as what they look like, and as a kind and datum that the bytes choose.
pub fn read_as(name: &str, bytes: &[u8]) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    let dice =
        bytes.iter().fold(bytes.len(), |sum, byte| sum.wrapping_mul(31).wrapping_add(usize::from(*byte)));
    read(&path, &ReadOptions::default());
    match dice % 4 {
        0 => {
            let kind = Some(Kind::ALL[dice / 4 % Kind::ALL.len()]);
            let datum = Datum::ALL[dice / 64 % Datum::ALL.len()];
            let sheet = (dice % 5 == 0).then(|| "1".to_owned());
            read(&path, &ReadOptions { kind, datum, sheet, columns: None, told_until: None });
        }
        1 => {
            let columns = Some(call_list::columns());
            read(&path, &ReadOptions { kind: Some(Kind::Progress), columns, ..ReadOptions::default() });
        }
        2 => {
            let twice = vec![(path.clone(), ReadOptions::default()), (path.clone(), ReadOptions::default())];
            assert_eq!(read_each(&twice, &*KNOWN, city::at("06:00"), &mut Unwatched).len(), 2);
        }
        _ => {}
    }
}

fn read(path: &Path, options: &ReadOptions) {
    match read_file(path, options, &*KNOWN, city::at("06:00"), &mut Unwatched) {
        Err(unreadable) => say(&unreadable),
        Ok(reading) => {
            reading.complaints.listed.iter().take(20).for_each(|complaint| say(complaint));
            reading.notes.iter().for_each(|note| say(note));
            let told = reading.accepted + reading.unchanged + reading.complaints.total;
            assert!(
                told >= reading.rows,
                "every row is taken or complained about: {told} of {}",
                reading.rows
            );
            // What was read is decided on like anything else: it may be refused, and no more.
            for command in reading.commands {
                if let Err(refusal) =
                    mainstay::domain::decide(&KNOWN, &Hand::from(&city::dispatcher()), command)
                {
                    say(&refusal);
                }
            }
        }
    }
}

#[test]
fn tables_of_any_form_end_in_words() {
    let trees = |between| {
        corpus("tables")
            .into_iter()
            .map(move |(_, bytes)| Tree::rows(&String::from_utf8(bytes).unwrap(), between))
    };
    let trees: Vec<_> = trees(",").chain(trees(";")).collect();
    let documents = slips::knocked(slips::encoded(slipped(trees)));
    feed("tables", 120, &documents, |bytes| read_as("list.csv", bytes));
}

#[test]
fn kept_tables_end_in_words() {
    read_kept("tables", |bytes| read_as("list.csv", bytes));
}
