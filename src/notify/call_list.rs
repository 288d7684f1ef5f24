//! The call list: one line a shop, with room to write who was told when, so that the list can come back. As CSV for
//! spreadsheets, and as lines of text for a group that takes no files.

use super::letter::{Call, Letter};
use crate::exchange::intake::Field;
use crate::exchange::report::harmless;
use crate::words::{Arg, Language, Words};
use csv::{Terminator, WriterBuilder};
use smol_str::SmolStr;
use std::collections::BTreeMap;

/// Headings in their order. The last three are for whoever calls.
const HEADINGS: [&str; 13] = [
    "call-notice",
    "call-retailer",
    "call-name",
    "call-phone",
    "call-manager",
    "call-old-time",
    "call-new-time",
    "call-reason",
    "call-incident",
    "call-message",
    "call-told-at",
    "call-told-by",
    "call-answer",
];

const FOR_WHOEVER_CALLS: usize = 3;

/// How a returned list is to be read: its headings in both languages, by the fields of `exchange::intake`; those that are
/// only for whoever calls are left aside.
#[must_use]
pub fn columns() -> BTreeMap<SmolStr, SmolStr> {
    let field = |heading: &str| match heading {
        "call-retailer" => Field::Retailer.key(),
        "call-told-at" => Field::ToldAt.key(),
        "call-told-by" => Field::ToldBy.key(),
        _ => "",
    };
    let of = |language| {
        let words = Words::new(language);
        HEADINGS.map(|heading| (SmolStr::new(words.say(heading)), SmolStr::new_static(field(heading))))
    };
    Language::ALL.into_iter().flat_map(of).collect()
}

/// The letter's list. One about supply has no room for who was told: it is ticked at the desk, and would tick stops of the
/// day if it came back.
#[must_use]
pub fn csv(letter: &Letter) -> Vec<u8> {
    let tells_times = letter.calls.iter().any(|call| !call.old_time.is_empty());
    let width = if tells_times { HEADINGS.len() } else { HEADINGS.len() - FOR_WHOEVER_CALLS };
    written(letter.language, width, letter.calls.iter().map(|call| (letter.id.as_str(), call)))
}

/// Calls, each with the notice it is of. UTF-8 with a byte-order mark, so that Excel opens it; lines end with CR LF; no
/// cell runs as a formula.
#[must_use]
pub fn table<'c>(language: Language, calls: impl Iterator<Item = (&'c str, &'c Call)>) -> Vec<u8> {
    written(language, HEADINGS.len(), calls)
}

fn written<'c>(
    language: Language,
    width: usize,
    calls: impl Iterator<Item = (&'c str, &'c Call)>,
) -> Vec<u8> {
    let words = Words::new(language);
    let mut table = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(b"\xEF\xBB\xBF".to_vec());
    let mut write = |cells: [String; HEADINGS.len()]| {
        // A list in memory takes what it is given.
        let _ = table.write_record(cells.into_iter().take(width).map(String::into_bytes));
    };
    write(HEADINGS.map(|heading| words.say(heading)));
    for (notice, call) in calls {
        let Call { retailer, name, phone, manager, old_time, new_time, reason, incident, message } = call;
        let known = [notice, retailer, name, phone, manager, old_time, new_time, reason, incident, message];
        let mut cells = [const { String::new() }; HEADINGS.len()];
        for (cell, text) in cells.iter_mut().zip(known) {
            *cell = harmless(text.to_owned());
        }
        write(cells);
    }
    table.into_inner().unwrap_or_default()
}

/// A line a shop, in the letter's language.
#[must_use]
pub fn lines(letter: &Letter) -> Vec<String> {
    let words = Words::new(letter.language);
    let line = |call: &Call| {
        let gaps = [
            ("retailer", Arg::shown(&call.retailer)),
            ("name", Arg::shown(&call.name)),
            ("phone", Arg::shown(&call.phone)),
            ("old", Arg::shown(&call.old_time)),
            ("new", Arg::shown(&call.new_time)),
            ("reason", Arg::shown(&call.reason)),
        ];
        // A name with a line break in it must not look like a line of its own.
        let key = if call.old_time.is_empty() { "call-line-said" } else { "call-line" };
        words.fill(key, &gaps).split_whitespace().collect::<Vec<_>>().join(" ")
    };
    letter.calls.iter().map(line).collect()
}
