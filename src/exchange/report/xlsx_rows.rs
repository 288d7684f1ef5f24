//! The workbook's rows as they come: each sheet's own XML, packed at once into a temporary file. A million
//! rows are too many for the crate that makes the rest of the workbook; what stands around the rows on a
//! sheet is still the crate's.

use super::cell::Cell;
use super::fails_once::FailsOnce;
use super::head::Column;
use super::xlsx::{LINE, Looks, fitting, head_columns, last_column, lines, numbered, part_of_a_day};
use chrono::{Datelike, NaiveDate, Timelike};
use rust_xlsxwriter::{Workbook, XlsxError};
use std::fs::File;
use std::io::{self, Cursor, Read, Write};
use std::path::Path;
use std::sync::Arc;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// A sheet ends at row 1,048,576, and the first is the heading.
pub const ROWS_A_SHEET: u32 = 1_048_575;

/// Bytes of XML a sheet has at most: what a plain zip can hold is a little more.
const MOST_BYTES: u64 = 3_500_000_000;

/// Bytes put together before they are packed.
const PIECE: usize = 256 * 1024;

/// Days before this one have no number in a workbook that all programs agree on.
const FIRST_DAY: NaiveDate = NaiveDate::from_ymd_opt(1900, 3, 1).expect("a date");
const DAY_NOUGHT: NaiveDate = NaiveDate::from_ymd_opt(1899, 12, 30).expect("a date");

type Temporary = FailsOnce<Arc<File>>;

pub struct RowSheets {
    packed: ZipWriter<Temporary>,
    columns: Vec<Column>,
    /// `A`, `B`, … for each column.
    letters: Vec<String>,
    rows_a_sheet: u32,
    /// Rows on each sheet so far.
    filled: Vec<u32>,
    piece: Vec<u8>,
    /// Of the newest sheet.
    bytes: u64,
}

impl RowSheets {
    pub fn begin(columns: &[Column], rows_a_sheet: u32, folder: &Path) -> io::Result<Self> {
        Self::into_file(tempfile::tempfile_in(folder)?, columns, rows_a_sheet)
    }

    fn into_file(file: File, columns: &[Column], rows_a_sheet: u32) -> io::Result<Self> {
        let mut sheets = Self {
            packed: ZipWriter::new(FailsOnce::new(Arc::new(file))),
            columns: columns.to_vec(),
            letters: (0..columns.len()).map(letters).collect(),
            rows_a_sheet,
            filled: Vec::new(),
            piece: Vec::with_capacity(PIECE + 8192),
            bytes: 0,
        };
        sheets.open()?;
        Ok(sheets)
    }

    /// How many rows there are on each sheet, its heading not counted.
    pub fn filled(&self) -> &[u32] {
        &self.filled
    }

    pub fn put(&mut self, cells: &[Cell<&str>]) -> io::Result<()> {
        let newest = self.filled.last().copied().unwrap_or(0);
        if newest >= self.rows_a_sheet || self.bytes > MOST_BYTES {
            self.close()?;
            self.open()?;
        }
        let Some(rows) = self.filled.last_mut() else { return Ok(()) };
        *rows += 1;
        let mut number = [0; 10];
        let number = digits(*rows + 1, &mut number);
        let out = &mut self.piece;
        out.extend(b"<row r=\"");
        out.extend(number);
        out.extend(b"\">");
        for (cell, letters) in cells.iter().zip(&self.letters) {
            put_cell(out, (letters, number), cell);
        }
        out.extend(b"</row>");
        if out.len() >= PIECE { self.pack() } else { Ok(()) }
    }

    /// Ends the newest sheet.
    pub fn close(&mut self) -> io::Result<()> {
        let rows = self.filled.last().copied().unwrap_or(0);
        let (_, after) = around(&self.columns, rows).map_err(io::Error::other)?;
        self.piece.extend(after.as_bytes());
        self.pack()
    }

    /// The sheets' XML, in their order.
    pub fn packed(self) -> io::Result<ZipArchive<Temporary>> {
        self.packed.finish_into_readable().map_err(io::Error::other)
    }

    fn open(&mut self) -> io::Result<()> {
        self.filled.push(0);
        self.bytes = 0;
        // Quick rather than small: packing takes longer than everything else.
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(2))
            .last_modified_time(zip::DateTime::default());
        self.packed.start_file(format!("{}.xml", self.filled.len()), options)?;
        let (before, _) = around(&self.columns, 0).map_err(io::Error::other)?;
        self.piece.extend(before.as_bytes());
        let tallest =
            self.columns.iter().map(|column| lines(&column.heading, column.width)).fold(1.0, f64::max);
        let _ = write!(self.piece, "<row r=\"1\" ht=\"{}\" customHeight=\"1\">", tallest * LINE);
        for (column, letters) in self.columns.iter().zip(&self.letters) {
            put_text(&mut self.piece, (letters, b"1"), &column.heading, Some(numbered::HEADING));
        }
        self.piece.extend(b"</row>");
        Ok(())
    }

    fn pack(&mut self) -> io::Result<()> {
        self.bytes += self.piece.len() as u64;
        self.packed.write_all(&self.piece)?;
        self.piece.clear();
        Ok(())
    }
}

/// What the crate writes before and after the rows of a sheet.
fn around(columns: &[Column], rows: u32) -> Result<(String, String), XlsxError> {
    let (looks, mut book) = (Looks::new(), Workbook::new());
    // The first sheet of a workbook is the one that is open.
    book.add_worksheet();
    let sheet = book.add_worksheet();
    head_columns(sheet, columns, &looks)?;
    sheet.autofilter(0, 0, rows, last_column(columns))?;
    let book = book.save_to_buffer()?;
    let mut xml = String::new();
    ZipArchive::new(Cursor::new(book))?.by_name("xl/worksheets/sheet2.xml")?.read_to_string(&mut xml)?;
    let (start, end) = ("<sheetData>", "</sheetData>");
    let at = xml.find(start).map_or(xml.len(), |at| at + start.len());
    let after = xml.find(end).map_or(String::new(), |at| xml[at..].to_owned());
    xml.truncate(at);
    // It may be left out, and nobody knows it yet.
    if let Some(from) = xml.find("<dimension")
        && let Some(to) = xml[from..].find("/>")
    {
        xml.replace_range(from..from + to + 2, "");
    }
    Ok((xml, after))
}

fn put_cell(out: &mut Vec<u8>, place: (&str, &[u8]), cell: &Cell<&str>) {
    let shown = || cell.shown().into_owned();
    match cell {
        Cell::Empty => {}
        // Never a formula: a text cell is text, whatever it begins with.
        Cell::Text(text) => put_text(out, place, fitting(text), None),
        Cell::Word { said, .. } => put_text(out, place, said, None),
        Cell::Count(count) => put_number(out, place, count, None),
        Cell::Number(number) => {
            let look = numbered::NUMBER + number.decimals().min(numbered::MOST_DECIMALS);
            put_number(out, place, number.value(), Some(look));
        }
        Cell::Day(day) => match day_number(day.0) {
            Some(number) => put_number(out, place, number, Some(numbered::DAY)),
            None => put_text(out, place, &shown(), None),
        },
        Cell::Time(time) => {
            let look = if time.seconds().is_multiple_of(60) { numbered::MINUTES } else { numbered::SECONDS };
            put_number(out, place, part_of_a_day(*time), Some(look));
        }
        Cell::Moment(moment) => match day_number(moment.0.date()) {
            Some(number) => {
                let part = f64::from(moment.0.time().num_seconds_from_midnight()) / 86_400.0;
                put_number(out, place, f64::from(number) + part, Some(numbered::MOMENT));
            }
            None => put_text(out, place, &shown(), None),
        },
    }
}

/// The day's number in a workbook.
fn day_number(day: NaiveDate) -> Option<i32> {
    (day >= FIRST_DAY && day.year() <= 9999).then(|| day.num_days_from_ce() - DAY_NOUGHT.num_days_from_ce())
}

fn put_number(out: &mut Vec<u8>, place: (&str, &[u8]), number: impl std::fmt::Display, look: Option<u8>) {
    begin_cell(out, place, look);
    // Writing to memory cannot fail.
    let _ = write!(out, "><v>{number}</v></c>");
}

fn put_text(out: &mut Vec<u8>, place: (&str, &[u8]), text: &str, look: Option<u8>) {
    begin_cell(out, place, look);
    out.extend(b" t=\"inlineStr\"><is><t");
    if text.starts_with(char::is_whitespace) || text.ends_with(char::is_whitespace) {
        out.extend(b" xml:space=\"preserve\"");
    }
    out.push(b'>');
    put_escaped(out, text);
    out.extend(b"</t></is></c>");
}

fn begin_cell(out: &mut Vec<u8>, (letters, number): (&str, &[u8]), look: Option<u8>) {
    out.extend(b"<c r=\"");
    out.extend(letters.as_bytes());
    out.extend(number);
    out.push(b'"');
    if let Some(look) = look {
        let _ = write!(out, " s=\"{look}\"");
    }
}

/// Texts as workbooks spell them: markup escaped, controls as `_x000D_`, and what looks like one of those
/// made to look otherwise.
fn put_escaped(out: &mut Vec<u8>, text: &str) {
    let special = |byte: u8| matches!(byte, b'&' | b'<' | b'>' | b'_' | 0..=8 | 11..=31 | 0xEF);
    if !text.bytes().any(special) {
        out.extend(text.as_bytes());
        return;
    }
    for (at, c) in text.char_indices() {
        match c {
            '&' => out.extend(b"&amp;"),
            '<' => out.extend(b"&lt;"),
            '>' => out.extend(b"&gt;"),
            '_' if looks_escaped(&text.as_bytes()[at..]) => out.extend(b"_x005F_"),
            '\0'..='\u{8}' | '\u{B}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}' => {
                let _ = write!(out, "_x{:04X}_", u32::from(c));
            }
            plain => out.extend(plain.encode_utf8(&mut [0; 4]).as_bytes()),
        }
    }
}

fn looks_escaped(text: &[u8]) -> bool {
    text.len() >= 7 && text[1] == b'x' && text[6] == b'_' && text[2..6].iter().all(u8::is_ascii_hexdigit)
}

/// The letters of a column: `A` to `Z`, `AA` and on.
fn letters(mut column: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.insert(0, b'A' + u8::try_from(column % 26).unwrap_or(0));
        if column < 26 {
            return letters.into_iter().map(char::from).collect();
        }
        column = column / 26 - 1;
    }
}

/// A number's digits, written once for all cells of a row.
fn digits(number: u32, into: &mut [u8; 10]) -> &[u8] {
    let mut rest = &mut into[..];
    let _ = write!(rest, "{number}");
    let left = rest.len();
    &into[..10 - left]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_go_on_after_z() {
        assert_eq!([0, 25, 26, 51, 52, 701, 702].map(letters), ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]);
    }

    #[test]
    fn texts_are_spelled_as_workbooks_spell_them() {
        let spelled = |text: &str| {
            let mut out = Vec::new();
            put_text(&mut out, ("B", b"2"), text, None);
            String::from_utf8(out).expect("UTF-8")
        };
        let plain = |inner: &str| format!("<c r=\"B2\" t=\"inlineStr\"><is><t>{inner}</t></is></c>");
        assert_eq!(spelled("=1+1 <b>&</b>"), plain("=1+1 &lt;b&gt;&amp;&lt;/b&gt;"));
        assert_eq!(spelled("a\r\nb\u{7}"), plain("a_x000D_\nb_x0007_"));
        assert_eq!(spelled("_x0041_ _x_"), plain("_x005F_x0041_ _x_"));
        assert!(spelled(" 喆").contains("<t xml:space=\"preserve\"> 喆</t>"));
    }

    #[test]
    fn days_have_the_numbers_of_workbooks() {
        let number =
            |year, month, day| day_number(NaiveDate::from_ymd_opt(year, month, day).expect("a date"));
        assert_eq!(number(1900, 3, 1), Some(61));
        assert_eq!(number(2026, 11, 23), Some(46349));
        assert_eq!(number(1900, 2, 28), None);
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_full_disk_is_an_error_and_no_panic() {
        let full = File::options().read(true).write(true).open("/dev/full").expect("there on every Linux");
        let columns = [Column::new("name", "Name", 10)];
        let mut sheets = RowSheets::into_file(full, &columns, ROWS_A_SHEET);
        let filled = sheets.as_mut().map_err(|error| error.kind()).and_then(|sheets| {
            for n in 0..1_000_000_u64 {
                sheets.put(&[Cell::text(&format!("{}", n * 7919))]).map_err(|error| error.kind())?;
            }
            Ok(())
        });
        assert_eq!(filled, Err(io::ErrorKind::StorageFull));
    }
}
