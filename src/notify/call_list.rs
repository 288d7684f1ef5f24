//! The call list: one line a shop, with room to write who was told when, so that the list can come back. As CSV for
//! spreadsheets, and as lines of text for a group that takes no files.

use super::letter::{Call, Letter};
use crate::exchange::report::harmless;
use crate::words::{Arg, Words};
use csv::{Terminator, WriterBuilder};

/// Headings in their order. The last three are for whoever calls.
const HEADINGS: [&str; 12] = [
    "call-notice",
    "call-retailer",
    "call-name",
    "call-phone",
    "call-manager",
    "call-old-time",
    "call-new-time",
    "call-reason",
    "call-incident",
    "call-told-at",
    "call-told-by",
    "call-answer",
];

/// UTF-8 with a byte-order mark, so that Excel opens it; lines end with CR LF; no cell runs as a formula.
#[must_use]
pub fn csv(letter: &Letter) -> Vec<u8> {
    let words = Words::new(letter.language);
    let mut table = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(b"\xEF\xBB\xBF".to_vec());
    let mut write = |cells: [String; HEADINGS.len()]| {
        // A list in memory takes what it is given.
        let _ = table.write_record(cells.map(String::into_bytes));
    };
    write(HEADINGS.map(|heading| words.say(heading)));
    for call in &letter.calls {
        let Call { retailer, name, phone, manager, old_time, new_time, reason, incident } = call;
        let known =
            [letter.id.as_str(), retailer, name, phone, manager, old_time, new_time, reason, incident];
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
        words.fill("call-line", &gaps).split_whitespace().collect::<Vec<_>>().join(" ")
    };
    letter.calls.iter().map(line).collect()
}
