//! The archive of enterprises as files: what stands in them is what `intake` reads, so that a list can go out, be
//! worked on and come back.

use super::intake::Field;
use super::report::harmless;
use crate::domain::state::State;
use crate::domain::supply::archive::{Contact, Enterprise, find};
use crate::words::{Arg, Message, Tell, Words};
use csv::{Terminator, WriterBuilder};
use rust_xlsxwriter::{Workbook, XlsxError};
use std::path::Path;

/// One table: its name, its headings, its rows.
pub struct Sheet {
    pub name: String,
    headings: Vec<String>,
    rows: Vec<Vec<String>>,
}

fn headings(words: &Words, fields: &[Field]) -> Vec<String> {
    fields.iter().map(|field| words.say(field.label())).collect()
}

/// What the archive holds of `text`: enterprises, and their people.
#[must_use]
pub fn sheets(words: &Words, state: &State, text: &str) -> [Sheet; 2] {
    let (found, people) = find(&state.supply, text);
    [enterprises(words, found.into_iter()), contacts(words, people.into_iter())]
}

/// The file as its ending asks for it: .xlsx holds both sheets, .csv the enterprises, or their people where `people`.
///
/// # Errors
/// Where it has another ending.
pub fn for_path(path: &Path, sheets: &[Sheet; 2], people: bool) -> Result<Vec<u8>, Message> {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let unfit = || Message::new("cli-archive-format").with("path", Arg::shown(path.display()));
    match ending.as_deref() {
        Some("csv") => Ok(csv(&sheets[usize::from(people)])),
        Some("xlsx") => xlsx(sheets).map_err(|_| unfit()),
        _ => Err(unfit()),
    }
}

#[must_use]
pub fn enterprises<'e>(words: &Words, all: impl Iterator<Item = &'e Enterprise>) -> Sheet {
    let fields = [
        Field::Enterprise,
        Field::EnterpriseName,
        Field::EnglishName,
        Field::Address,
        Field::Scale,
        Field::BrandsText,
        Field::Prices,
        Field::Prospects,
    ];
    let row = |one: &Enterprise| {
        let Enterprise { code, name, address, scale, brands, prices, prospects } = one;
        let cells = [code.as_str(), &name.local, &name.english, address, scale, brands, prices, prospects];
        cells.map(str::to_owned).into()
    };
    let name = words.say("intake-kind-enterprises");
    Sheet { name, headings: headings(words, &fields), rows: all.map(row).collect() }
}

#[must_use]
pub fn contacts<'c>(words: &Words, all: impl Iterator<Item = &'c Contact>) -> Sheet {
    let fields = [Field::Enterprise, Field::ContactName, Field::Role, Field::Phone];
    let row = |one: &Contact| {
        let role = words.tell(&one.role.message());
        vec![one.enterprise.to_string(), one.name.to_string(), role, one.phone.to_string()]
    };
    let name = words.say("intake-kind-contacts");
    Sheet { name, headings: headings(words, &fields), rows: all.map(row).collect() }
}

/// UTF-8 with a byte-order mark, so that Excel opens it; no cell runs as a formula.
#[must_use]
pub fn csv(sheet: &Sheet) -> Vec<u8> {
    let mut table = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(b"\xEF\xBB\xBF".to_vec());
    for row in std::iter::once(&sheet.headings).chain(&sheet.rows) {
        // A list in memory takes what it is given.
        let _ = table.write_record(row.iter().map(|cell| harmless(cell.clone())));
    }
    table.into_inner().unwrap_or_default()
}

/// A workbook of sheets; text throughout, so that codes keep their zeros and nothing runs.
///
/// # Errors
/// Where a sheet holds more than a workbook can.
pub fn xlsx(sheets: &[Sheet]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    for sheet in sheets {
        let page = book.add_worksheet();
        page.set_name(&sheet.name)?;
        page.set_freeze_panes(1, 0)?;
        for (at, row) in (0..).zip(std::iter::once(&sheet.headings).chain(&sheet.rows)) {
            for (column, cell) in (0..).zip(row) {
                page.write_string(at, column, cell)?;
            }
        }
    }
    book.save_to_buffer()
}
