//! Workbooks: XLSX, XLSB, XLS and ODS. Each cell is written out as the text a person would type, so that the
//! rest of the reading knows only text. XLSX and XLSB sheets are streamed; the others are read whole.

use super::archive::{ZipForm, weigh};
use super::table::TakeRow;
use super::unreadable::Why;
use super::{biff, compound};
use crate::exchange::stumble::caught;
use calamine::{
    Cell, Data, DataRef, ExcelDateTime, Ods, OdsError, Reader, Xls, XlsError, Xlsb, XlsbError, Xlsx,
    XlsxError,
};
use chrono::Timelike;
use csv::StringRecord;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::ops::ControlFlow;

type Source = BufReader<File>;

enum Book {
    Xlsx(Xlsx<Source>),
    Xlsb(Xlsb<Source>),
    Xls(Xls<Source>),
    Ods(Ods<Source>),
}

/// An opened workbook and the sheet that is wanted.
pub struct Workbook {
    book: Book,
    sheets: Vec<String>,
    sheet: String,
}

impl std::fmt::Debug for Workbook {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Workbook").field("sheets", &self.sheets).finish_non_exhaustive()
    }
}

/// The reader of workbooks is not ours and is fed what strangers wrote: should it stumble over its own
/// assumptions, that is a damaged file to us and not the end of the desk. What is done with the rows stays
/// outside.
fn guarded<T>(read: impl FnOnce() -> Result<T, Why>) -> Result<T, Why> {
    caught(read).unwrap_or(Err(Why::Damaged))
}

impl Workbook {
    /// XLSX, XLSB or ODS.
    pub fn open_zip(mut file: File, wanted: Option<&str>) -> Result<Self, Why> {
        let form = weigh(&mut file)?;
        let source = rewound(file)?;
        let book = guarded(|| {
            Ok(match form {
                ZipForm::Xlsx => Book::Xlsx(Xlsx::new(source).map_err(|error| of_xlsx(&error))?),
                ZipForm::Xlsb => Book::Xlsb(Xlsb::new(source).map_err(|error| of_xlsb(&error))?),
                ZipForm::Ods => Book::Ods(Ods::new(source).map_err(|error| of_ods(&error))?),
            })
        })?;
        Self::choose(book, wanted)
    }

    /// XLS, or a locked workbook.
    pub fn open_compound(file: File, wanted: Option<&str>) -> Result<Self, Why> {
        let mut source = rewound(file)?;
        let mut bytes = Vec::new();
        source.read_to_end(&mut bytes).map_err(|error| Why::of_io(&error))?;
        source.seek(SeekFrom::Start(0)).map_err(|error| Why::of_io(&error))?;
        if is_locked(&bytes) {
            return Err(Why::Locked);
        }
        biff::weigh(&compound::workbook(&bytes)?)?;
        drop(bytes);
        let book = guarded(|| Xls::new(source).map_err(|error| of_xls(&error)))?;
        Self::choose(Book::Xls(book), wanted)
    }

    fn choose(book: Book, wanted: Option<&str>) -> Result<Self, Why> {
        let sheets = match &book {
            Book::Xlsx(book) => book.sheet_names(),
            Book::Xlsb(book) => book.sheet_names(),
            Book::Xls(book) => book.sheet_names(),
            Book::Ods(book) => book.sheet_names(),
        };
        let sheet = match wanted {
            None => sheets.first().cloned().ok_or(Why::Damaged)?,
            Some(wanted) => {
                let named = sheets.iter().find(|sheet| sheet.trim() == wanted.trim());
                let numbered = || sheets.get(wanted.trim().parse::<usize>().ok()?.checked_sub(1)?);
                let found = named.or_else(numbered).cloned();
                found.ok_or_else(|| Why::NoSuchSheet { wanted: wanted.to_owned(), sheets: sheets.clone() })?
            }
        };
        Ok(Self { book, sheets, sheet })
    }

    #[must_use]
    pub const fn form(&self) -> &'static str {
        match self.book {
            Book::Xlsx(_) => "XLSX",
            Book::Xlsb(_) => "XLSB",
            Book::Xls(_) => "XLS",
            Book::Ods(_) => "ODS",
        }
    }

    #[must_use]
    pub fn sheet(&self) -> &str {
        &self.sheet
    }

    #[must_use]
    pub fn sheets(&self) -> &[String] {
        &self.sheets
    }

    pub fn each_row(self, take: &mut TakeRow<'_>) -> Result<(), Why> {
        let Self { book, sheets, sheet } = self;
        let mut rows = Rows { record: StringRecord::new(), number: 0, filled: false, seen: false, take };
        let went_on = match book {
            Book::Xlsx(mut book) => {
                let mut cells =
                    guarded(|| book.worksheet_cells_reader(&sheet).map_err(|error| of_xlsx(&error)))?;
                stream(|| cells.next_cell().map_err(|error| of_xlsx(&error)), &mut rows)?
            }
            Book::Xlsb(mut book) => {
                let mut cells =
                    guarded(|| book.worksheet_cells_reader(&sheet).map_err(|error| of_xlsb(&error)))?;
                stream(|| cells.next_cell().map_err(|error| of_xlsb(&error)), &mut rows)?
            }
            Book::Xls(mut book) => {
                let range = guarded(|| book.worksheet_range(&sheet).map_err(|error| of_xls(&error)))?;
                whole(&range, &mut rows)?
            }
            Book::Ods(mut book) => {
                let range = guarded(|| book.worksheet_range(&sheet).map_err(|error| of_ods(&error)))?;
                whole(&range, &mut rows)?
            }
        };
        if went_on.is_continue() {
            let _ = rows.end_row()?;
        }
        if rows.seen { Ok(()) } else { Err(Why::EmptySheet { sheet, sheets }) }
    }
}

fn rewound(mut file: File) -> Result<Source, Why> {
    file.seek(SeekFrom::Start(0)).map_err(|error| Why::of_io(&error))?;
    Ok(BufReader::new(file))
}

/// Gathers cells into rows.
struct Rows<'a, 't> {
    record: StringRecord,
    /// Counted from 1; 0 before the first.
    number: u64,
    filled: bool,
    seen: bool,
    take: &'a mut TakeRow<'t>,
}

impl Rows<'_, '_> {
    fn cell(&mut self, row: u32, column: u32, text: &str) -> Result<ControlFlow<()>, Why> {
        let number = u64::from(row) + 1;
        if number != self.number {
            if self.end_row()?.is_break() {
                return Ok(ControlFlow::Break(()));
            }
            self.number = number;
        }
        if text.trim().is_empty() {
            return Ok(ControlFlow::Continue(()));
        }
        let column = column as usize;
        if column > super::table::MOST_COLUMNS {
            return Err(Why::TooManyColumns { most: super::table::MOST_COLUMNS });
        }
        while self.record.len() < column {
            self.record.push_field("");
        }
        self.record.push_field(text);
        self.filled = true;
        Ok(ControlFlow::Continue(()))
    }

    fn end_row(&mut self) -> Result<ControlFlow<()>, Why> {
        if !self.filled {
            return Ok(ControlFlow::Continue(()));
        }
        self.seen = true;
        let went_on = (self.take)(self.number, &self.record)?;
        self.record.clear();
        self.filled = false;
        Ok(went_on)
    }
}

fn stream<'c>(
    mut next: impl FnMut() -> Result<Option<Cell<DataRef<'c>>>, Why>,
    rows: &mut Rows<'_, '_>,
) -> Result<ControlFlow<()>, Why> {
    let mut text = String::new();
    while let Some(cell) = guarded(&mut next)? {
        let (row, column) = cell.get_position();
        let went_on = match cell.get_value() {
            DataRef::Empty => ControlFlow::Continue(()),
            DataRef::SharedString(shared) => rows.cell(row, column, shared)?,
            DataRef::String(own) => rows.cell(row, column, own)?,
            other => {
                text.clear();
                write_data(&mut text, &Data::from(other.clone()));
                rows.cell(row, column, &text)?
            }
        };
        if went_on.is_break() {
            return Ok(went_on);
        }
    }
    Ok(ControlFlow::Continue(()))
}

fn whole(range: &calamine::Range<Data>, rows: &mut Rows<'_, '_>) -> Result<ControlFlow<()>, Why> {
    let (first_row, first_column) = range.start().unwrap_or_default();
    let mut text = String::new();
    for (row, cells) in (first_row..).zip(range.rows()) {
        for (column, data) in (first_column..).zip(cells) {
            let went_on = match data {
                Data::Empty => continue,
                Data::String(own) => rows.cell(row, column, own)?,
                other => {
                    text.clear();
                    write_data(&mut text, other);
                    rows.cell(row, column, &text)?
                }
            };
            if went_on.is_break() {
                return Ok(went_on);
            }
        }
    }
    Ok(ControlFlow::Continue(()))
}

/// A cell as a person would type it: whole numbers without a point, dates and times in ISO form.
fn write_data(text: &mut String, data: &Data) {
    // Writing to a string cannot fail.
    let _ = match data {
        Data::Empty => Ok(()),
        Data::String(own) | Data::DateTimeIso(own) => text.write_str(own),
        Data::Int(number) => write!(text, "{number}"),
        Data::Float(number) => write_number(text, *number),
        Data::Bool(yes) => write!(text, "{yes}"),
        Data::DateTime(moment) => write_moment(text, moment),
        Data::DurationIso(span) => write_iso_span(text, span),
        Data::Error(error) => write!(text, "{error}"),
    };
}

fn write_number(text: &mut String, number: f64) -> std::fmt::Result {
    if number.fract() == 0.0 && number.abs() < 1e15 {
        write!(text, "{number:.0}")
    } else {
        write!(text, "{number}")
    }
}

fn write_moment(text: &mut String, moment: &ExcelDateTime) -> std::fmt::Result {
    let serial = moment.as_f64();
    // What a spreadsheet can show as a date at all: up to the year 9999.
    if !(0.0..2_958_466.0).contains(&serial) {
        return write_number(text, serial);
    }
    if moment.is_duration() {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked just above")]
        let seconds = (serial * 86_400.0).round() as u64;
        return write!(text, "{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
    let Some(exact) = moment.as_datetime() else { return write_number(text, serial) };
    // Times are kept as parts of a day and come out a hair before or after the second.
    let at = exact + chrono::TimeDelta::milliseconds(500);
    if serial < 1.0 {
        write!(text, "{}", at.format("%H:%M:%S"))
    } else if at.num_seconds_from_midnight() == 0 {
        write!(text, "{}", at.format("%Y-%m-%d"))
    } else {
        write!(text, "{}", at.format("%Y-%m-%d %H:%M:%S"))
    }
}

/// `PT07H30M00S` as `7:30:00`.
fn write_iso_span(text: &mut String, span: &str) -> std::fmt::Result {
    let read = || -> Option<(u32, u32, u32)> {
        let (hours, rest) = span.strip_prefix("PT")?.split_once('H')?;
        let (minutes, rest) = rest.split_once('M')?;
        let seconds = rest.split(['S', '.', ',']).next()?;
        Some((hours.parse().ok()?, minutes.parse().ok()?, seconds.parse().ok()?))
    };
    match read() {
        Some((hours, minutes, seconds)) => write!(text, "{hours}:{minutes:02}:{seconds:02}"),
        None => text.write_str(span),
    }
}

/// A locked XLSX is a compound file with a stream of this name.
fn is_locked(bytes: &[u8]) -> bool {
    let mark: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(mark.len()).any(|part| part == mark)
}

fn of_xlsx(error: &XlsxError) -> Why {
    match error {
        XlsxError::Password => Why::Locked,
        XlsxError::Io(error) if error.kind() != std::io::ErrorKind::UnexpectedEof => Why::of_io(error),
        _ => Why::Damaged,
    }
}

fn of_xlsb(error: &XlsbError) -> Why {
    match error {
        XlsbError::Password => Why::Locked,
        _ => Why::Damaged,
    }
}

fn of_xls(error: &XlsError) -> Why {
    match error {
        XlsError::Password => Why::Locked,
        _ => Why::Damaged,
    }
}

fn of_ods(error: &OdsError) -> Why {
    match error {
        OdsError::Password => Why::Locked,
        _ => Why::Damaged,
    }
}
