//! A report as a workbook: a summary with definitions and charts, a sheet per table, then the rows with
//! typed cells, on as many sheets as they need. The rows are written as they come and never held
//! ([`super::xlsx_rows`]); the rest is made at the end ([`super::xlsx_summary`]) with the rows' sheets empty, and
//! those are put into their places in the file.

use super::Form;
use super::cell::Cell;
use super::fails_once::FailsOnce;
use super::head::{Column, Head};
use super::sheet_names::{SheetNames, cut};
use super::summary::Summary;
use super::whole_file::{FileTrouble, WholeFile, folder_of};
use super::xlsx_rows::{ROWS_A_SHEET, RowSheets};
use super::xlsx_summary;
use crate::domain::time::TimeOfDay;
use crate::words::Words;
use rust_xlsxwriter::{DocProperties, Format, FormatAlign, Workbook, Worksheet, XlsxError};
use std::io::{self, Cursor};
use unicode_width::UnicodeWidthStr;
use zip::{ZipArchive, ZipWriter};

/// Excel's longest text, in UTF-16 units.
const LONGEST_TEXT: usize = 32_767;

pub struct XlsxForm<'f> {
    words: Words,
    head: Head,
    file: &'f WholeFile,
    rows: RowSheets,
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
        let rows = RowSheets::begin(&head.columns, rows_a_sheet, folder_of(file.target()));
        let rows = rows.map_err(|error| FileTrouble::from_io(file.target(), error))?;
        Ok(Self { words: words.clone(), head: head.clone(), file, rows })
    }

    /// The workbook with the rows' sheets empty, and the names of those within it.
    fn frame(&self, summary: &Summary) -> Result<(Vec<u8>, Vec<String>), XlsxError> {
        let (looks, mut names, mut book) = (Looks::new(), SheetNames::default(), Workbook::new());
        let made = DocProperties::new().set_title(&self.head.title).set_creation_datetime(&self.head.as_of.0);
        book.set_properties(&made);
        let rows_names: Vec<_> = self.rows.filled().iter().map(|_| names.take(&self.head.rows)).collect();
        let data_name = names.take(&self.words.say("report-sheet-charts"));
        let told = (data_name.as_str(), &self.words);
        xlsx_summary::add(&mut book, &looks, &mut names, (&self.head, summary), told)?;
        let first = book.worksheets().len();
        for (name, &rows) in rows_names.iter().zip(self.rows.filled()) {
            let sheet = book.add_worksheet().set_name(name)?;
            sheet.autofilter(0, 0, rows, last_column(&self.head.columns))?;
        }
        xlsx_summary::add_data(&mut book, &looks, summary, told)?;
        let entries = (first + 1..).take(rows_names.len()).map(|nth| format!("xl/worksheets/sheet{nth}.xml"));
        Ok((book.save_to_buffer()?, entries.collect()))
    }
}

impl Form for XlsxForm<'_> {
    fn row(&mut self, cells: &[Cell<&str>]) -> Result<(), FileTrouble> {
        self.rows.put(cells).map_err(|error| FileTrouble::from_io(self.file.target(), error))
    }

    fn finish(mut self, summary: &Summary) -> Result<(), FileTrouble> {
        let path = self.file.target().to_owned();
        let work = || -> io::Result<()> {
            self.rows.close()?;
            let (frame, entries) = self.frame(summary).map_err(io::Error::other)?;
            let mut rows = self.rows.packed()?;
            let mut frame = ZipArchive::new(Cursor::new(frame)).map_err(io::Error::other)?;
            let mut book = ZipWriter::new(FailsOnce::new(self.file.writer()));
            for at in 0..frame.len() {
                let part = frame.by_index_raw(at).map_err(io::Error::other)?;
                let name = part.name().map_err(io::Error::other)?.into_owned();
                if let Some(nth) = entries.iter().position(|entry| *entry == name) {
                    let filled = rows.by_index_raw(nth).map_err(io::Error::other)?;
                    book.raw_copy_file_rename(filled, name)?;
                } else {
                    book.raw_copy_file(part)?;
                }
            }
            book.finish()?;
            Ok(())
        };
        work().map_err(|error| FileTrouble::from_io(&path, error))
    }
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
    pub fn new() -> Self {
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

    /// Gives every look of the rows its number in the workbook: what a workbook's first sheet uses first. The
    /// cells are written over.
    pub fn number(&self, first: &mut Worksheet) -> Result<(), XlsxError> {
        let [none, one, two, three] = &self.numbers;
        let numbered =
            [&self.heading, &self.day, &self.minutes, &self.seconds, &self.moment, none, one, two, three];
        for look in numbered {
            first.write_blank(0, 0, look)?;
        }
        Ok(())
    }
}

/// The numbers [`Looks::number`] gives.
pub mod numbered {
    pub const HEADING: u8 = 1;
    pub const DAY: u8 = 2;
    pub const MINUTES: u8 = 3;
    pub const SECONDS: u8 = 4;
    pub const MOMENT: u8 = 5;
    /// With no decimals; those with more follow.
    pub const NUMBER: u8 = 6;
    pub const MOST_DECIMALS: u8 = 3;
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
    cell: &Cell,
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
    cell: &Cell,
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

pub fn part_of_a_day(time: TimeOfDay) -> f64 {
    f64::from(time.seconds()) / 86_400.0
}

pub fn fitting(text: &str) -> &str {
    cut(text, LONGEST_TEXT)
}

pub fn last_column(columns: &[Column]) -> u16 {
    u16::try_from(columns.len().saturating_sub(1)).unwrap_or(u16::MAX)
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
    fn a_text_too_long_for_a_cell_is_cut_between_characters() {
        let text = "𠮷".repeat(20_000);
        assert_eq!(fitting(&text).chars().count(), 16_383);
        assert_eq!(fitting("喆"), "喆");
    }
}
