//! A report as CSV: UTF-8 with a byte-order mark, so that Excel opens it; lines end with CR LF. Tables with
//! an empty line between them: the rows, what they come to, the definitions, and the notes where there are
//! any.

use super::Form;
use super::cell::Cell;
use super::head::Head;
use super::summary::{Summary, Table};
use super::whole_file::{FileTrouble, WholeFile};
use crate::words::Words;
use csv::{Terminator, Writer, WriterBuilder};
use std::fs::File;
use std::io::{self, Write};
use std::path::PathBuf;

/// Bytes put together before they are written.
const PIECE: usize = 256 * 1024;

pub struct CsvForm<'f> {
    file: &'f File,
    /// Rows not yet written. They are put together here: a year has thirty million cells.
    rows: Vec<u8>,
    words: Words,
    path: PathBuf,
}

impl<'f> CsvForm<'f> {
    pub fn begin(head: &Head, words: &Words, file: &'f WholeFile) -> Result<Self, FileTrouble> {
        let headings = head.columns.iter().map(|column| column.heading.clone());
        let headed = start(file.writer(), b"\xEF\xBB\xBF", headings).and_then(end);
        let path = file.target().to_owned();
        let file = headed.map_err(|error| FileTrouble::from_io(&path, error))?;
        Ok(Self { file, rows: Vec::with_capacity(PIECE + 4096), words: words.clone(), path })
    }

    fn hand_over(&mut self) -> Result<(), FileTrouble> {
        let written = self.file.write_all(&self.rows);
        self.rows.clear();
        written.map_err(|error| FileTrouble::from_io(&self.path, error))
    }
}

impl Form for CsvForm<'_> {
    fn row(&mut self, cells: &[Cell<&str>]) -> Result<(), FileTrouble> {
        for (at, cell) in cells.iter().enumerate() {
            if at > 0 {
                self.rows.push(b',');
            }
            put(&mut self.rows, cell);
        }
        // A line with nothing on it would be no row.
        if matches!(cells, [Cell::Empty]) {
            self.rows.extend(b"\"\"");
        }
        self.rows.extend(b"\r\n");
        if self.rows.len() < PIECE { Ok(()) } else { self.hand_over() }
    }

    fn finish(mut self, summary: &Summary) -> Result<(), FileTrouble> {
        self.hand_over()?;
        let Self { file, words, path, .. } = self;
        finish(file, &words, summary).map_err(|error| FileTrouble::from_io(&path, error))
    }
}

fn finish(file: &File, words: &Words, summary: &Summary) -> io::Result<()> {
    // Nothing is written with it; what follows begins by ending the table before it.
    let mut before = WriterBuilder::new().from_writer(file);
    let mut whole_said = false;
    for tables in summary.stretches() {
        before = stretch(before, words, summary, tables, &mut whole_said)?;
    }
    if !whole_said && !summary.figures.is_empty() {
        let headings = ["report-totals", "report-figure"].map(|key| words.say(key));
        let mut table = start(end(before)?, b"\r\n", headings.into_iter())?;
        for figure in &summary.figures {
            record(&mut table, [figure.heading.clone(), written(&figure.value)].into_iter())?;
        }
        before = table;
    }
    if !summary.figures.is_empty() {
        let headings = ["report-definitions", "report-definition"].map(|key| words.say(key));
        before = start(end(before)?, b"\r\n", headings.into_iter())?;
        for figure in &summary.figures {
            record(&mut before, [figure.heading.clone(), figure.definition.clone()].into_iter())?;
        }
    }
    let remark = (!whole_said && !summary.remark.is_empty()).then_some(&summary.remark);
    let notes: Vec<_> = remark.into_iter().chain(&summary.notes).collect();
    if !notes.is_empty() {
        before = start(end(before)?, b"\r\n", [words.say("report-notes")].into_iter())?;
        for note in notes {
            record(&mut before, [harmless(note.clone())].into_iter())?;
        }
    }
    end(before).map(drop)
}

/// Tables of the same columns as one, each line saying whose it is; the figures over all rows come first
/// where the tables break them down.
fn stretch<'f>(
    before: Writer<&'f File>,
    words: &Words,
    summary: &Summary,
    tables: &[Table],
    whole_said: &mut bool,
) -> io::Result<Writer<&'f File>> {
    let Some(first) = tables.first() else { return Ok(before) };
    let headings = first.columns.iter().map(|column| column.heading.clone());
    let mut table = start(end(before)?, b"\r\n", [words.say("report-totals")].into_iter().chain(headings))?;
    if !*whole_said && let Some(named) = summary.before_figures(first) {
        *whole_said = true;
        // What there is to remark stands where a line has its name, the last of its texts.
        let blank = (1..named).map(|_| String::new());
        let remark = (named > 0).then(|| harmless(summary.remark.clone()));
        let figures = summary.figures.iter().map(|figure| written(&figure.value));
        let whole = [harmless(summary.whole.clone())].into_iter();
        record(&mut table, whole.chain(blank).chain(remark).chain(figures))?;
    }
    for each in tables {
        for row in &each.rows {
            let cells = row.iter().map(written);
            record(&mut table, [harmless(each.heading.clone())].into_iter().chain(cells))?;
        }
    }
    Ok(table)
}

fn written(cell: &Cell) -> String {
    let shown = cell.shown().into_owned();
    if cell.is_text() { harmless(shown) } else { shown }
}

/// Adds a cell to a row.
fn put(row: &mut Vec<u8>, cell: &Cell<&str>) {
    match cell {
        Cell::Empty => {}
        Cell::Text(text) | Cell::Word { said: text, .. } => put_text(row, text),
        typed => typed.put(row),
    }
}

/// Adds a text, in quotes where it needs them.
fn put_text(row: &mut Vec<u8>, text: &str) {
    if is_plain(text) {
        return row.extend(text.as_bytes());
    }
    let text = harmless(text.to_owned());
    if text.contains(QUOTED_FOR) {
        row.push(b'"');
        row.extend(text.replace('"', "\"\"").as_bytes());
        row.push(b'"');
    } else {
        row.extend(text.as_bytes());
    }
}

/// What makes a text need quotes.
const QUOTED_FOR: [char; 4] = [',', '"', '\r', '\n'];

/// Whether a text surely needs neither quotes nor an apostrophe. Most do not, and this looks at eight bytes at a time:
/// all that quotes are needed for, and little else, is no higher than a comma.
fn is_plain(text: &str) -> bool {
    let low = |found: u8, byte: &u8| found | u8::from(*byte <= b',');
    let (eights, rest) = text.as_bytes().as_chunks::<8>();
    let any_low = eights.iter().any(|bytes| bytes.iter().fold(0, low) > 0) || rest.iter().fold(0, low) > 0;
    !any_low && !runs(text)
}

/// Begins a table with its headings after `before` has been written.
fn start<'f>(
    mut file: &'f File,
    before: &[u8],
    headings: impl Iterator<Item = String>,
) -> io::Result<Writer<&'f File>> {
    file.write_all(before)?;
    let mut table = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .flexible(true)
        .buffer_capacity(256 * 1024)
        .from_writer(file);
    record(&mut table, headings)?;
    Ok(table)
}

fn record(table: &mut Writer<&File>, cells: impl Iterator<Item = String>) -> io::Result<()> {
    table.write_record(cells.map(String::into_bytes)).map_err(io::Error::from)
}

fn end(table: Writer<&File>) -> io::Result<&File> {
    table.into_inner().map_err(csv::IntoInnerError::into_error)
}

/// How a text begins that a spreadsheet would run as a formula. The full-width signs count too: Excel takes
/// them for the plain ones where the system speaks Chinese.
const RUNS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

fn runs(text: &str) -> bool {
    // Most texts are told by their first byte: the signs are of ASCII, or begin with 0xEF.
    let may = |first: &u8| *first == 0xEF || (first.is_ascii() && !first.is_ascii_alphanumeric());
    text.as_bytes().first().is_some_and(may) && text.starts_with(RUNS)
}

/// An apostrophe before what would run as a formula makes it text.
pub(crate) fn harmless(text: String) -> String {
    if runs(&text) { format!("'{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_reads_as_the_readers_of_csv_read_it() {
        let told = ["plain", "a,b", "say \"so\"", "two\r\nlines", "=1+1", "＝全角", " space ", "🚚喆"];
        let mut row = Vec::new();
        for text in told {
            put(&mut row, &Cell::text(text));
            row.push(b',');
        }
        put(&mut row, &Cell::Empty);
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(row.as_slice());
        let record = reader.records().next().expect("a row").expect("well formed");
        let read: Vec<_> = record.iter().collect();
        let mut expected = told.to_vec();
        (expected[4], expected[5]) = ("'=1+1", "'＝全角");
        expected.push("");
        assert_eq!(read, expected);
        assert!(row.starts_with(b"plain,\"a,b\",\"say \"\"so\"\"\""), "quotes only where they are needed");
    }
}
