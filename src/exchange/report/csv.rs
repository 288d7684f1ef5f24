//! The delay report as CSV: UTF-8 with a byte-order mark, so that Excel opens it; lines end with CR LF. Three
//! tables with an empty line between them: the stops, the totals, the definitions.

use super::columns::{COLUMNS, Cell, Lexicon};
use super::delay::DelayRow;
use super::totals::{Grouping, Totals, figure_shown, measure_words};
use super::whole_file::{FileTrouble, WholeFile};
use super::{Opening, Pages};
use crate::domain::kpi::{DeliveryTally, Measure};
use crate::words::Words;
use csv::{Terminator, Writer, WriterBuilder};
use std::fs::File;
use std::io::{self, Write};
use std::path::PathBuf;

pub struct CsvPages<'f> {
    table: Writer<&'f File>,
    lexicon: Lexicon,
    path: PathBuf,
}

impl<'f> CsvPages<'f> {
    pub fn begin(opening: &Opening<'_>, file: &'f WholeFile) -> Result<Self, FileTrouble> {
        let lexicon = Lexicon::new(opening.words);
        let headings = COLUMNS.iter().map(|column| opening.words.say(column.heading));
        let table = start(file.writer(), b"\xEF\xBB\xBF", headings);
        let path = file.target().to_owned();
        let table = table.map_err(|error| FileTrouble::from_io(&path, error))?;
        Ok(Self { table, lexicon, path })
    }
}

impl Pages for CsvPages<'_> {
    fn row(&mut self, row: &DelayRow) -> Result<(), FileTrouble> {
        let cells = COLUMNS.iter().map(|column| match column.cell(row, &self.lexicon) {
            Cell::Text(text) => harmless(text.to_owned()),
            Cell::Word { said, .. } => harmless(said.to_string()),
            typed => typed.shown(),
        });
        record(&mut self.table, cells).map_err(|error| FileTrouble::from_io(&self.path, error))
    }

    fn finish(self, totals: &Totals) -> Result<(), FileTrouble> {
        let Self { table, lexicon, path } = self;
        finish(table, lexicon.words(), totals).map_err(|error| FileTrouble::from_io(&path, error))
    }
}

fn finish(stops: Writer<&File>, words: &Words, totals: &Totals) -> io::Result<()> {
    let measures = Measure::ALL.iter().map(|measure| words.say(measure_words(*measure).heading));
    let headings = ["report-totals", "report-group-code", "report-group-name"].map(|key| words.say(key));
    let mut table = start(end(stops)?, b"\r\n", headings.into_iter().chain(measures))?;
    let line = |by: String, code: &str, title: String, tally: &DeliveryTally| {
        let figures = Measure::ALL.map(|measure| figure_shown(measure, tally.figure(measure)));
        [by, harmless(code.to_owned()), harmless(title)].into_iter().chain(figures)
    };
    let remark = if totals.all.stops_due() == 0 { words.say("report-empty") } else { String::new() };
    record(&mut table, line(words.say("report-all-stops"), "", remark, &totals.all))?;
    for by in Grouping::ALL {
        for group in totals.groups(by) {
            record(&mut table, line(words.say(by.heading()), &group.code, group.title(words), group.tally))?;
        }
    }
    let headings = ["report-definitions", "report-definition"].map(|key| words.say(key));
    let mut table = start(end(table)?, b"\r\n", headings.into_iter())?;
    for measure in Measure::ALL {
        let said = measure_words(measure);
        record(&mut table, [words.say(said.heading), words.say(said.definition)].into_iter())?;
    }
    end(table).map(drop)
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

/// A spreadsheet would run a cell that begins like a formula; an apostrophe before it makes it text. The
/// full-width signs count too: Excel takes them for the plain ones where the system speaks Chinese.
pub(crate) fn harmless(text: String) -> String {
    let runs = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    if text.starts_with(runs) { format!("'{text}") } else { text }
}
