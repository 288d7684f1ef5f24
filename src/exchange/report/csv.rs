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

pub struct CsvForm<'f> {
    table: Writer<&'f File>,
    /// Where a cell is put together.
    cell: String,
    words: Words,
    path: PathBuf,
}

impl<'f> CsvForm<'f> {
    pub fn begin(head: &Head, words: &Words, file: &'f WholeFile) -> Result<Self, FileTrouble> {
        let headings = head.columns.iter().map(|column| column.heading.clone());
        let table = start(file.writer(), b"\xEF\xBB\xBF", headings);
        let path = file.target().to_owned();
        let table = table.map_err(|error| FileTrouble::from_io(&path, error))?;
        Ok(Self { table, cell: String::new(), words: words.clone(), path })
    }
}

impl Form for CsvForm<'_> {
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), FileTrouble> {
        let Self { table, cell: text, .. } = self;
        let mut put = || -> Result<(), csv::Error> {
            for cell in cells {
                text.clear();
                cell.show(text);
                if is_text(cell) && text.starts_with(RUNS) {
                    text.insert(0, '\'');
                }
                table.write_field(text.as_bytes())?;
            }
            table.write_record(None::<&[u8]>)
        };
        put().map_err(|error| FileTrouble::from_io(&self.path, error.into()))
    }

    fn finish(self, summary: &Summary) -> Result<(), FileTrouble> {
        let Self { table, words, path, .. } = self;
        finish(table, &words, summary).map_err(|error| FileTrouble::from_io(&path, error))
    }
}

fn finish(rows: Writer<&File>, words: &Words, summary: &Summary) -> io::Result<()> {
    let mut before = rows;
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

fn written(cell: &Cell<'_>) -> String {
    let shown = cell.shown().into_owned();
    if is_text(cell) { harmless(shown) } else { shown }
}

/// Whether anything may stand in it: numbers and days never look like formulas.
const fn is_text(cell: &Cell<'_>) -> bool {
    matches!(cell, Cell::Text(_) | Cell::Word { .. })
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

/// An apostrophe before what would run as a formula makes it text.
pub(crate) fn harmless(text: String) -> String {
    if text.starts_with(RUNS) { format!("'{text}") } else { text }
}
