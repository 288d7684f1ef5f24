//! The house's own rules, read from its source: which room may know which, what the domain must not touch,
//! and that every text a person reads exists in both languages.

use mainstay::exchange::intake::Field;
use mainstay::words::Language;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// The rooms in the order data flows; each may know itself and those before it.
const ROOMS: [&str; 11] = [
    "domain", "engine", "recovery", "words", "journal", "exchange", "notify", "session", "sample", "desk",
    "cli",
];

/// A source file: its path below `src`, and its lines without comments.
struct Source {
    path: String,
    text: String,
    code: String,
}

impl Source {
    fn room(&self) -> &str {
        let first = self.path.split('/').next().unwrap_or_default();
        first.strip_suffix(".rs").unwrap_or(first)
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn files_under(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the folder is there") {
            let path = entry.expect("a readable folder").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn sources() -> Vec<Source> {
    let src = root().join("src");
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).expect("source is UTF-8");
        let path = path.strip_prefix(&src).expect("below src").to_string_lossy().replace('\\', "/");
        let code =
            text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
        Source { path, text, code }
    };
    files_under(&src, "rs").into_iter().map(read).collect()
}

fn assert_none(broken: &[String], rule: &str) {
    assert!(broken.is_empty(), "{rule}:\n  {}", broken.join("\n  "));
}

/// The rooms a file names, as `crate::room` or in `crate::{room, …}`.
fn rooms_named(code: &str) -> BTreeSet<String> {
    let mut named = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        if let Some(group) = rest.strip_prefix('{') {
            // Only the first word of each part of the group is a room.
            let mut depth = 0;
            let mut part = String::new();
            for character in group.chars() {
                match character {
                    '{' => depth += 1,
                    '}' if depth == 0 => break,
                    '}' => depth -= 1,
                    ',' if depth == 0 => {
                        named.insert(first_word(&part));
                        part.clear();
                    }
                    _ => part.push(character),
                }
            }
            named.insert(first_word(&part));
        } else {
            named.insert(first_word(rest));
        }
    }
    named
}

fn first_word(text: &str) -> String {
    text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

#[test]
fn rooms_know_only_the_rooms_before_them() {
    let place = |room: &str| ROOMS.iter().position(|known| *known == room);
    let mut broken = Vec::new();
    for source in sources() {
        let Some(own) = place(source.room()) else { continue };
        for room in rooms_named(&source.code) {
            if place(&room).is_some_and(|other| other > own) {
                broken.push(format!("{} knows {room}", source.path));
            }
        }
    }
    assert_none(&broken, "imports go one way only");
}

/// What some places must not name, though the order of the rooms would let them.
const APART: [(&str, &[&str], &str); 6] = [
    ("exchange/", &["crate::journal", "crate::session"], "formats know nothing of the database"),
    ("notify/channels/", &["crate::journal", "crate::session"], "channels know nothing of what is kept"),
    ("desk/views/", BEHIND_THE_SNAPSHOT, VIEWS_DRAW),
    ("desk/changes/", BEHIND_THE_SNAPSHOT, VIEWS_DRAW),
    ("desk/recovery/", BEHIND_THE_SNAPSHOT, VIEWS_DRAW),
    ("desk/frame", BEHIND_THE_SNAPSHOT, VIEWS_DRAW),
];

/// What would let a frame wait for the disk, the network or another thread, or see another time than the
/// snapshot's. Measuring how much of a frame is used up is no reading of the clock.
const BEHIND_THE_SNAPSHOT: &[&str] = &[
    "crate::journal",
    "crate::engine",
    "crate::clock",
    "Session",
    "rusqlite",
    "std::fs",
    "std::net",
    "std::process",
    "std::thread",
];

const VIEWS_DRAW: &str = "a view draws from the snapshot and pushes actions";

#[test]
fn views_and_formats_stay_away_from_the_disk() {
    let mut broken = Vec::new();
    for source in sources() {
        for (place, banned, why) in APART.iter().filter(|(place, ..)| source.path.starts_with(place)) {
            // The parts of `crate::{…}` are named too.
            let rooms = rooms_named(&source.code);
            let is_named = |word: &&&str| {
                names(&source.code, word)
                    || word.strip_prefix("crate::").is_some_and(|room| rooms.contains(room))
            };
            let found = banned.iter().filter(is_named);
            broken.extend(found.map(|word| format!("{} ({place}) names {word}: {why}", source.path)));
        }
    }
    assert_none(&broken, "places that know too much");
}

#[test]
fn every_room_is_on_the_list() {
    let outside = ["lib", "main", "clock", "log"];
    let unknown: Vec<_> = sources()
        .iter()
        .map(|source| source.room().to_owned())
        .filter(|room| !ROOMS.contains(&room.as_str()) && !outside.contains(&room.as_str()))
        .collect();
    assert_none(&unknown, "a room that no rule watches");
}

#[test]
fn domain_and_engine_touch_nothing_outside_themselves() {
    let banned = [
        "std::fs",
        "std::io",
        "std::net",
        "std::env",
        "std::process",
        "std::thread",
        "std::time",
        "Instant",
        "SystemTime",
        "Local::now",
        "Utc::now",
        "clock::",
        "rand::",
        "rand_chacha",
        "serde",
        "rusqlite",
        "egui",
        "println!",
        "HashMap",
        "HashSet",
    ];
    let mut broken = Vec::new();
    for source in sources().iter().filter(|source| ["domain", "engine"].contains(&source.room())) {
        let words: Vec<_> = banned.iter().filter(|word| names(&source.code, word)).collect();
        broken.extend(words.into_iter().map(|word| format!("{}: {word}", source.path)));
    }
    assert_none(&broken, "no clock, chance, I/O, stored shape or hashed order in domain and engine");
}

/// Does `word` stand in the code as a word of its own?
fn names(code: &str, word: &str) -> bool {
    code.match_indices(word).any(|(at, _)| {
        let is_word = |c: char| c.is_alphanumeric() || c == '_';
        let before = code[..at].chars().next_back().is_some_and(is_word);
        let goes_on = word.ends_with(is_word) && code[at + word.len()..].starts_with(is_word);
        !before && !goes_on
    })
}

#[test]
fn only_the_clock_reads_the_clock() {
    let mut broken = Vec::new();
    for source in sources().iter().filter(|source| source.path != "clock.rs") {
        let readings = ["Local::now", "Utc::now", "SystemTime::now"];
        broken.extend(
            readings.iter().filter(|r| names(&source.code, r)).map(|r| format!("{}: {r}", source.path)),
        );
        let may_ask = ["desk", "cli", "main", "log"].contains(&source.room());
        if !may_ask && names(&source.code, "clock::now") {
            broken.push(format!("{}: clock::now", source.path));
        }
    }
    assert_none(&broken, "take `now` as an argument");
}

#[test]
fn every_file_says_first_what_it_is_for() {
    let silent: Vec<_> = sources()
        .into_iter()
        .filter(|source| !source.text.starts_with("//! "))
        .map(|source| source.path)
        .collect();
    assert_none(&silent, "each file opens with a `//!` line");
}

#[test]
fn no_file_is_too_long_to_read_in_one_go() {
    let long = |source: &Source| source.text.lines().count() > 450;
    let long: Vec<_> = sources()
        .iter()
        .filter(|source| long(source))
        .map(|source| format!("{}: {} lines", source.path, source.text.lines().count()))
        .collect();
    assert_none(&long, "one idea a file, 450 lines at the most");
}

/// Every message of one language with the gaps it leaves.
fn messages(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    let mut messages = BTreeMap::new();
    for path in files_under(&root().join("assets/locales").join(language.tag()), "ftl") {
        let mut key = String::new();
        for line in fs::read_to_string(path).expect("texts are UTF-8").lines() {
            if line.starts_with(|c: char| c.is_ascii_lowercase()) {
                line.split('=').next().unwrap_or_default().trim().clone_into(&mut key);
                messages.insert(key.clone(), BTreeSet::new());
            }
            if line.starts_with('#') || line.starts_with('-') {
                continue;
            }
            let gaps = line.match_indices('$').map(|(at, _)| first_word_with_dashes(&line[at + 1..]));
            if let Some(known) = messages.get_mut(&key) {
                known.extend(gaps);
            }
        }
    }
    messages
}

fn first_word_with_dashes(text: &str) -> String {
    text.chars().take_while(|c| c.is_alphanumeric() || "-_".contains(*c)).collect()
}

#[test]
fn both_languages_say_the_same_things() {
    let (english, chinese) = (messages(Language::English), messages(Language::Chinese));
    let keys: BTreeSet<_> = english.keys().chain(chinese.keys()).collect();
    let broken: Vec<_> = keys
        .into_iter()
        .filter(|key| english.get(*key) != chinese.get(*key))
        .map(|key| format!("{key}: {:?} in English, {:?} in Chinese", english.get(key), chinese.get(key)))
        .collect();
    assert_none(&broken, "each text stands in both languages with the same gaps");
}

#[test]
fn every_locale_file_is_loaded() {
    let loaded: BTreeSet<_> = mainstay::words::Words::keys(Language::English).into_iter().collect();
    let silent: Vec<_> =
        messages(Language::English).into_keys().filter(|key| !loaded.contains(key)).collect();
    assert_none(&silent, "a text in a file that `words` does not load");
}

/// The text literals of some code that are of the form of a key (`board-drag-hint`), each with what stands
/// before it.
fn key_like_literals(code: &str) -> Vec<(&str, &str)> {
    let is_part = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    // Every mark is taken for an opening one: what stands between two literals never looks like a key.
    let literals = code.match_indices('"').filter_map(|(opens, _)| {
        let literal = code[opens + 1..].split('"').next()?;
        let looks_like_one = literal.contains('-') && literal.chars().all(is_part);
        looks_like_one.then(|| (code[..opens].trim_end(), literal))
    });
    literals.collect()
}

/// A key's family: `stop` of `stop-at-risk`.
fn family(key: &str) -> &str {
    key.split('-').next().unwrap_or(key)
}

/// Names that look like keys and are none: of widgets, which nobody reads, and of an import's fields.
const NO_KEYS_BEFORE: [&str; 7] = [
    "Id::unique((",
    "Id::unique(",
    "id_salt((",
    "table(ui,",
    "Panel::left(",
    "bar(ui, rect,",
    "facts(ui, look,",
];

#[test]
fn every_text_that_is_asked_for_exists() {
    let known = messages(Language::English);
    let families: BTreeSet<_> = known.keys().map(|key| family(key)).collect();
    let mut missing = Vec::new();
    for source in sources().iter().filter(|source| source.path != "exchange/intake/field.rs") {
        for (before, key) in key_like_literals(&source.code) {
            let is_a_name = NO_KEYS_BEFORE.iter().any(|opening| before.ends_with(opening));
            let begins_one = key.ends_with('-') && known.keys().any(|known| known.starts_with(key));
            let is_known = known.contains_key(key) || begins_one;
            if families.contains(family(key)) && !is_a_name && !is_known {
                missing.push(format!("{}: {key}", source.path));
            }
        }
    }
    assert_none(&missing, "texts asked for that no locale file holds");
}

#[test]
fn every_text_is_asked_for_somewhere() {
    let sources = sources();
    let asked: BTreeSet<_> = sources
        .iter()
        .flat_map(|source| key_like_literals(&source.code))
        .map(|(_, literal)| literal)
        .chain(["signal"])
        .collect();
    let is_asked = |key: &String| {
        // The name of an import's field is put together from the field's own.
        let of_a_field = key.strip_prefix("intake-field-");
        asked.contains(key.as_str())
            || of_a_field.is_some_and(|field| Field::from_key(field).is_some() || field == "retailer-code")
    };
    let silent: Vec<_> = messages(Language::English).into_keys().filter(|key| !is_asked(key)).collect();
    assert_none(&silent, "texts that nothing says");
}
