//! A report as a workbook: a summary with definitions and charts, a sheet per table, then the rows with
//! typed cells, on as many sheets as they need. The rows are written as they come and never held;
//! [`super::xlsx_summary`] makes the other sheets at the end and puts them first.

use super::Form;
use super::cell::Cell;
use super::head::{Column, Head};
use super::sheet_names::{SheetNames, cut};
use super::summary::Summary;
use super::whole_file::{FileTrouble, WholeFile, folder_of};
use super::xlsx_summary;
use crate::domain::time::TimeOfDay;
use crate::exchange::stumble::caught;
use crate::words::Words;
use rust_xlsxwriter::{DocProperties, Format, FormatAlign, Workbook, Worksheet, XlsxError};
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use unicode_width::UnicodeWidthStr;

/// A sheet ends at row 1,048,576, and the first is the heading.
const ROWS_A_SHEET: u32 = 1_048_575;

/// Excel's longest text, in UTF-16 units.
const LONGEST_TEXT: usize = 32_767;

pub struct XlsxForm<'f> {
    book: Workbook,
    looks: Looks,
    words: Words,
    head: Head,
    file: &'f File,
    path: PathBuf,
    /// Rows on the sheet being written, its heading not counted.
    rows: u32,
    /// The sheets' names so far.
    names: SheetNames,
    rows_a_sheet: u32,
}

/// How cells look.
pub struct Looks {
    pub title: Format,
    pub heading: Format,
    pub wrapped: Format,
    count: Format,
    /// By how many decimals there are.
    numbers: [Format; 4],
    day: Format,
    minutes: Format,
    seconds: Format,
    moment: Format,
}

impl Looks {
    fn new() -> Self {
        let numbered = |form: &str| Format::new().set_num_format(form).set_align(FormatAlign::Top);
        Self {
            title: Format::new().set_bold().set_font_size(14),
            heading: Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top),
            wrapped: Format::new().set_text_wrap().set_align(FormatAlign::Top),
            count: numbered("#,##0"),
            numbers: ["#,##0", "#,##0.0", "#,##0.00", "#,##0.000"].map(numbered),
            day: numbered("yyyy-mm-dd"),
            // Square brackets, because a late round may end at 25:10.
            minutes: numbered("[hh]:mm"),
            seconds: numbered("[hh]:mm:ss"),
            moment: numbered("yyyy-mm-dd hh:mm:ss"),
        }
    }
}

impl<'f> XlsxForm<'f> {
    pub fn begin(head: &Head, words: &Words, file: &'f WholeFile) -> Result<Self, FileTrouble> {
        Self::with_sheets_of(ROWS_A_SHEET, head, words, file)
    }

    fn with_sheets_of(
        rows_a_sheet: u32,
        head: &Head,
        words: &Words,
        file: &'f WholeFile,
    ) -> Result<Self, FileTrouble> {
        let mut form = Self {
            book: Workbook::new(),
            looks: Looks::new(),
            words: words.clone(),
            head: head.clone(),
            file: file.writer(),
            path: file.target().to_owned(),
            rows: 0,
            names: SheetNames::default(),
            rows_a_sheet,
        };
        form.guarded(|form| {
            form.book.set_tempdir(folder_of(&form.path.clone()))?;
            let made =
                DocProperties::new().set_title(&form.head.title).set_creation_datetime(&form.head.as_of.0);
            form.book.set_properties(&made);
            form.add_rows_sheet()
        })?;
        Ok(form)
    }

    fn add_rows_sheet(&mut self) -> Result<(), XlsxError> {
        self.rows = 0;
        let name = self.names.take(&self.head.rows);
        let sheet = self.book.add_worksheet_with_constant_memory()?;
        sheet.set_name(name)?;
        head_columns(sheet, &self.head.columns, &self.looks)
    }

    fn close_rows_sheet(&mut self) -> Result<(), XlsxError> {
        let (last_row, last_column) = (self.rows, last_column(&self.head.columns));
        let newest = self.book.worksheets().len() - 1;
        self.book.worksheet_from_index(newest)?.autofilter(0, 0, last_row, last_column).map(drop)
    }

    fn put_row(&mut self, cells: &[Cell<'_>]) -> Result<(), XlsxError> {
        if self.rows == self.rows_a_sheet {
            self.close_rows_sheet()?;
            self.add_rows_sheet()?;
        }
        self.rows += 1;
        let at_row = self.rows;
        let newest = self.book.worksheets().len() - 1;
        let sheet = self.book.worksheet_from_index(newest)?;
        for (at, cell) in (0..).zip(cells) {
            put_cell(sheet, (at_row, at), cell, &self.looks)?;
        }
        Ok(())
    }

    /// The crate panics where its own temporary file cannot be written; that is trouble with the disk and is
    /// told as such.
    fn guarded<T>(&mut self, work: impl FnOnce(&mut Self) -> Result<T, XlsxError>) -> Result<T, FileTrouble> {
        let done = caught(|| work(self));
        done.unwrap_or_else(|said| {
            let kind =
                if said.contains("StorageFull") { io::ErrorKind::StorageFull } else { io::ErrorKind::Other };
            Err(XlsxError::IoError(io::Error::new(kind, said)))
        })
        .map_err(|error| trouble(&self.path, error))
    }
}

impl Form for XlsxForm<'_> {
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<(), FileTrouble> {
        self.guarded(|form| form.put_row(cells))
    }

    fn finish(mut self, summary: &Summary) -> Result<(), FileTrouble> {
        let mut out = Kept { file: self.file, error: None };
        self.guarded(|form| {
            form.close_rows_sheet()?;
            let Self { book, looks, head, names, words, .. } = form;
            xlsx_summary::add(book, looks, names, (&*head, summary), words)?;
            form.book.save_to_writer(&mut out)
        })?;
        out.error.map_or(Ok(()), |error| Err(FileTrouble::from_io(&self.path, error)))
    }
}

/// Printed on A4, as wide as the page.
pub fn on_paper(sheet: &mut Worksheet) -> &mut Worksheet {
    const A4: u8 = 9;
    sheet.set_paper_size(A4).set_landscape().set_print_fit_to_pages(1, 0)
}

/// Points from one line of a cell to the next.
pub const LINE: f64 = 15.0;

/// How many lines a text takes in a column so many characters wide, with room to spare: not every program
/// finds out by itself how high a row must be.
pub fn lines(text: &str, width: u8) -> f64 {
    let taken = u32::try_from(text.width()).unwrap_or(u32::MAX);
    let room = u32::from(width.max(4)) * 9 / 10;
    let longest = text.split(' ').map(UnicodeWidthStr::width).max().unwrap_or(0);
    // Words that fill more than half a line leave the rest of it empty.
    let loose = u32::from(longest * 2 > usize::from(width) && taken > room);
    f64::from((taken.div_ceil(room) + loose).clamp(1, 20))
}

/// The headings of a sheet, which stay in sight and on every page.
pub fn head_columns(sheet: &mut Worksheet, columns: &[Column], looks: &Looks) -> Result<(), XlsxError> {
    sheet.set_freeze_panes(1, 0)?;
    on_paper(sheet).set_repeat_rows(0, 0)?;
    let tallest = columns.iter().map(|column| lines(&column.heading, column.width)).fold(1.0, f64::max);
    sheet.set_row_height(0, tallest * LINE)?;
    for (at, column) in (0..).zip(columns) {
        sheet.set_column_width(at, column.width)?;
        sheet.write_string_with_format(0, at, fitting(&column.heading), &looks.heading)?;
    }
    Ok(())
}

/// As [`put_cell`], for sheets a person reads: counts have their digits grouped.
pub fn put_figure(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell<'_>,
    looks: &Looks,
) -> Result<(), XlsxError> {
    match cell {
        #[expect(clippy::cast_precision_loss, reason = "counts of stops and minutes are far below 2^53")]
        Cell::Count(count) => {
            sheet.write_number_with_format(row, column, *count as f64, &looks.count).map(drop)
        }
        other => put_cell(sheet, (row, column), other, looks),
    }
}

fn put_cell(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &Cell<'_>,
    looks: &Looks,
) -> Result<(), XlsxError> {
    match cell {
        Cell::Empty => return Ok(()),
        // Never a formula: a text cell is text, whatever it begins with.
        Cell::Text(text) => sheet.write_string(row, column, fitting(text))?,
        Cell::Word { said, .. } => sheet.write_string(row, column, said.as_str())?,
        #[expect(clippy::cast_precision_loss, reason = "cartons and minutes are far below 2^53")]
        Cell::Count(count) => sheet.write_number(row, column, *count as f64)?,
        Cell::Number(number) => {
            let look = &looks.numbers[usize::from(number.decimals()).min(looks.numbers.len() - 1)];
            sheet.write_number_with_format(row, column, number.value(), look)?
        }
        // A day before 1900 has no number in a workbook.
        Cell::Day(day) => match sheet.write_date_with_format(row, column, day.0, &looks.day) {
            Ok(sheet) => sheet,
            Err(_) => return sheet.write_string(row, column, cell.shown().as_ref()).map(drop),
        },
        Cell::Time(time) => {
            let look = if time.seconds() % 60 == 0 { &looks.minutes } else { &looks.seconds };
            sheet.write_number_with_format(row, column, part_of_a_day(*time), look)?
        }
        Cell::Moment(moment) => {
            match sheet.write_datetime_with_format(row, column, moment.0, &looks.moment) {
                Ok(sheet) => sheet,
                Err(_) => return sheet.write_string(row, column, cell.shown().as_ref()).map(drop),
            }
        }
    };
    Ok(())
}

fn part_of_a_day(time: TimeOfDay) -> f64 {
    f64::from(time.seconds()) / 86_400.0
}

fn fitting(text: &str) -> &str {
    cut(text, LONGEST_TEXT)
}

pub fn last_column(columns: &[Column]) -> u16 {
    u16::try_from(columns.len().saturating_sub(1)).unwrap_or(u16::MAX)
}

fn trouble(path: &Path, error: XlsxError) -> FileTrouble {
    match error {
        XlsxError::IoError(error) => FileTrouble::from_io(path, error),
        other => FileTrouble::from_io(path, io::Error::other(other)),
    }
}

/// Keeps the first error and lets the crate, which would panic, run to its end.
struct Kept<'f> {
    file: &'f File,
    error: Option<io::Error>,
}

impl Write for Kept<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.error.is_none()
            && let Err(error) = self.file.write_all(bytes)
        {
            self.error = Some(error);
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::Timestamp;
    use crate::words::Language;
    use calamine::{Data, Reader, open_workbook_auto};

    #[test]
    fn rows_that_fill_a_sheet_go_on_on_the_next() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("report.xlsx");
        let head = Head {
            key: "stops",
            title: "Stops".into(),
            lines: Vec::new(),
            facts: Vec::new(),
            as_of: Timestamp::parse("2026-11-23T10:20").expect("a moment"),
            rows: "Stops".into(),
            columns: vec![Column::new("position", "Stop", 6)],
        };
        let file = WholeFile::beside(&path).expect("a file");
        let words = Words::new(Language::English);
        let mut form = XlsxForm::with_sheets_of(2, &head, &words, &file).expect("begins");
        for position in 1..=5 {
            form.row(&[Cell::Count(position)]).expect("a row");
        }
        form.finish(&Summary::default()).expect("finishes");
        file.keep().expect("keeps");

        let mut book = open_workbook_auto(&path).expect("opens");
        assert_eq!(book.sheet_names(), ["Summary", "Stops", "Stops 2", "Stops 3"]);
        let mut positions = Vec::new();
        for sheet in ["Stops", "Stops 2", "Stops 3"] {
            let cells = book.worksheet_range(sheet).expect("a sheet");
            let heading = cells.get_value((0, 0));
            assert_eq!(heading, Some(&Data::String("Stop".into())), "{sheet} has its heading");
            positions.push(cells.rows().skip(1).map(|row| row[0].to_string()).collect::<Vec<_>>());
        }
        assert_eq!(positions, [vec!["1", "2"], vec!["3", "4"], vec!["5"]]);
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_full_disk_is_an_error_and_no_panic() {
        let full = File::options().write(true).open("/dev/full").expect("there on every Linux");
        let mut out = Kept { file: &full, error: None };
        let mut book = Workbook::new();
        book.add_worksheet().write_string(0, 0, "a").expect("a cell");
        book.save_to_writer(&mut out).expect("runs to its end");
        let error = out.error.expect("was noticed");
        let told = trouble(Path::new("report.xlsx"), XlsxError::IoError(error));
        assert!(matches!(told, FileTrouble::Full(_)), "{told:?}");
    }

    #[test]
    fn a_text_too_long_for_a_cell_is_cut_between_characters() {
        let text = "𠮷".repeat(20_000);
        assert_eq!(fitting(&text).chars().count(), 16_383);
        assert_eq!(fitting("喆"), "喆");
    }
}
