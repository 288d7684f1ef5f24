//! The delay report as a workbook: a summary with definitions and charts, a sheet per breakdown, then the
//! stops with typed cells, on as many sheets as they need. The stops are written as they come and never
//! held; [`super::xlsx_summary`] fills the other sheets at the end.

use super::columns::{COLUMNS, Cell, Lexicon};
use super::delay::DelayRow;
use super::totals::Totals;
use super::whole_file::{FileTrouble, WholeFile, folder_of};
use super::xlsx_summary::{self, Heading};
use super::{Opening, Pages};
use crate::domain::time::TimeOfDay;
use crate::exchange::stumble::caught;
use rust_xlsxwriter::{DocProperties, Format, FormatAlign, Workbook, Worksheet, XlsxError};
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// A sheet ends at row 1,048,576, and the first is the heading.
const ROWS_A_SHEET: u32 = 1_048_575;

/// Excel's longest text, in UTF-16 units.
const LONGEST_TEXT: usize = 32_767;

pub struct XlsxPages<'f> {
    book: Workbook,
    looks: Looks,
    lexicon: Lexicon,
    heading: Heading,
    file: &'f File,
    path: PathBuf,
    /// Rows on the sheet being written, its heading not counted, and sheets of stops so far.
    rows: u32,
    sheets: usize,
    rows_a_sheet: u32,
}

/// How cells look.
pub struct Looks {
    pub title: Format,
    pub heading: Format,
    pub wrapped: Format,
    pub one_decimal: Format,
    pub count: Format,
    pub day: Format,
    minutes: Format,
    seconds: Format,
    moment: Format,
}

impl Looks {
    fn new() -> Self {
        let numbered = |form: &str| Format::new().set_num_format(form);
        Self {
            title: Format::new().set_bold().set_font_size(14),
            heading: Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top),
            wrapped: Format::new().set_text_wrap().set_align(FormatAlign::Top),
            one_decimal: numbered("0.0"),
            count: numbered("#,##0"),
            day: numbered("yyyy-mm-dd"),
            // Square brackets, because a late round may end at 25:10.
            minutes: numbered("[hh]:mm"),
            seconds: numbered("[hh]:mm:ss"),
            moment: numbered("yyyy-mm-dd hh:mm:ss"),
        }
    }
}

impl<'f> XlsxPages<'f> {
    pub fn begin(opening: &Opening<'_>, file: &'f WholeFile) -> Result<Self, FileTrouble> {
        Self::with_sheets_of(ROWS_A_SHEET, opening, file)
    }

    fn with_sheets_of(
        rows_a_sheet: u32,
        opening: &Opening<'_>,
        file: &'f WholeFile,
    ) -> Result<Self, FileTrouble> {
        let path = file.target().to_owned();
        let lexicon = Lexicon::new(opening.words);
        let (book, looks, rows, sheets) = (Workbook::new(), Looks::new(), 0, 0);
        let heading = Heading::of(opening);
        let file = file.writer();
        let mut pages = Self { book, looks, lexicon, heading, file, path, rows, sheets, rows_a_sheet };
        pages.guarded(|pages| {
            pages.book.set_tempdir(folder_of(&pages.path.clone()))?;
            let made = DocProperties::new().set_creation_datetime(&opening.source.now.0);
            pages.book.set_properties(&made);
            xlsx_summary::add_sheets(&mut pages.book, opening.words)?;
            pages.add_stops_sheet()
        })?;
        Ok(pages)
    }

    fn add_stops_sheet(&mut self) -> Result<(), XlsxError> {
        self.rows = 0;
        self.sheets += 1;
        let words = self.lexicon.words();
        let name = match self.sheets {
            1 => words.say("report-sheet-stops"),
            further => format!("{} {further}", words.say("report-sheet-stops")),
        };
        let sheet = self.book.add_worksheet_with_constant_memory()?;
        sheet.set_name(name)?.set_freeze_panes(1, 0)?;
        for (at, column) in (0..).zip(&COLUMNS) {
            sheet.set_column_width(at, column.width)?;
            sheet.write_string_with_format(0, at, words.say(column.heading), &self.looks.heading)?;
        }
        Ok(())
    }

    /// The sheet the newest stops are on.
    fn stops_sheet(&mut self) -> Result<&mut Worksheet, XlsxError> {
        self.book.worksheet_from_index(xlsx_summary::SHEETS + self.sheets - 1)
    }

    fn close_stops_sheet(&mut self) -> Result<(), XlsxError> {
        let (last_row, last_column) = (self.rows, last_column());
        self.stops_sheet()?.autofilter(0, 0, last_row, last_column).map(drop)
    }

    fn put_row(&mut self, row: &DelayRow) -> Result<(), XlsxError> {
        if self.rows == self.rows_a_sheet {
            self.close_stops_sheet()?;
            self.add_stops_sheet()?;
        }
        self.rows += 1;
        let at_row = self.rows;
        let sheet = self.book.worksheet_from_index(xlsx_summary::SHEETS + self.sheets - 1)?;
        for (at, column) in (0..).zip(&COLUMNS) {
            put_cell(sheet, (at_row, at), &column.cell(row, &self.lexicon), &self.looks)?;
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

impl Pages for XlsxPages<'_> {
    fn row(&mut self, row: &DelayRow) -> Result<(), FileTrouble> {
        self.guarded(|pages| pages.put_row(row))
    }

    fn finish(mut self, totals: &Totals) -> Result<(), FileTrouble> {
        let mut out = Kept { file: self.file, error: None };
        self.guarded(|pages| {
            pages.close_stops_sheet()?;
            let words = pages.lexicon.words();
            xlsx_summary::fill(&mut pages.book, &pages.looks, &pages.heading, totals, words)?;
            pages.book.save_to_writer(&mut out)
        })?;
        out.error.map_or(Ok(()), |error| Err(FileTrouble::from_io(&self.path, error)))
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
        // A day before 1900 has no number in a workbook.
        Cell::Day(day) => match sheet.write_date_with_format(row, column, day.0, &looks.day) {
            Ok(sheet) => sheet,
            Err(_) => return sheet.write_string(row, column, cell.shown()).map(drop),
        },
        Cell::Time(time) => {
            let look = if time.seconds() % 60 == 0 { &looks.minutes } else { &looks.seconds };
            sheet.write_number_with_format(row, column, part_of_a_day(*time), look)?
        }
        Cell::Moment(moment) => {
            match sheet.write_datetime_with_format(row, column, moment.0, &looks.moment) {
                Ok(sheet) => sheet,
                Err(_) => return sheet.write_string(row, column, cell.shown()).map(drop),
            }
        }
    };
    Ok(())
}

fn part_of_a_day(time: TimeOfDay) -> f64 {
    f64::from(time.seconds()) / 86_400.0
}

fn fitting(text: &str) -> &str {
    // No UTF-8 text has more UTF-16 units than bytes, so most need no counting.
    if text.len() <= LONGEST_TEXT {
        return text;
    }
    let mut units = 0;
    let end = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > LONGEST_TEXT
    });
    end.map_or(text, |(at, _)| &text[..at])
}

fn last_column() -> u16 {
    u16::try_from(COLUMNS.len() - 1).unwrap_or(u16::MAX)
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
    use super::super::{Scope, Source};
    use super::*;
    use crate::domain::day::FailReason;
    use crate::domain::network::Name;
    use crate::domain::outlook::StopState;
    use crate::domain::state::State;
    use crate::domain::time::{ServiceDay, Timestamp, Window};
    use crate::domain::units::{Cartons, Seconds};
    use crate::exchange::report::delay::Outcome;
    use crate::words::{Language, Words};
    use calamine::{Data, Reader, open_workbook_auto};

    fn row(position: usize) -> DelayRow {
        let window = Window::parse("08:00-10:00").expect("a window");
        DelayRow {
            day: ServiceDay::parse("2026-11-23").expect("a date"),
            route: "R1".into(),
            position,
            plate: None,
            driver: "".into(),
            delivery_man: "".into(),
            department: "D1".into(),
            department_name: Name::default(),
            retailer: "420300000001".into(),
            retailer_name: Name::default(),
            cartons: Cartons(5),
            window,
            promised: window,
            planned: TimeOfDay::hm(9, 0),
            estimated: None,
            actual: Some(TimeOfDay::hm(25, 10)),
            late: Some(Seconds(0)),
            state: StopState::Failed,
            outcome: Outcome::Failed(FailReason::Closed),
            cause: None,
            reason: None,
            remedy: None,
            told: None,
        }
    }

    #[test]
    fn stops_that_fill_a_sheet_go_on_on_the_next() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("report.xlsx");
        let day = ServiceDay::parse("2026-11-23").expect("a date");
        let state = State::default();
        let source = Source { state: &state, days: &[], now: Timestamp::of(day, TimeOfDay::hm(10, 20)) };
        let (scope, words) = (Scope::every_stop(day, day), Words::new(Language::English));
        let opening = Opening { scope: &scope, source, words: &words };

        let file = WholeFile::beside(&path).expect("a file");
        let mut pages = XlsxPages::with_sheets_of(2, &opening, &file).expect("begins");
        let mut totals = Totals::default();
        for position in 1..=5 {
            totals.count(&row(position));
            pages.row(&row(position)).expect("a row");
        }
        pages.finish(&totals).expect("finishes");
        file.keep().expect("keeps");

        let mut book = open_workbook_auto(&path).expect("opens");
        let mut positions = Vec::new();
        for sheet in ["Stops", "Stops 2", "Stops 3"] {
            let cells = book.worksheet_range(sheet).expect("a sheet");
            assert_eq!(
                cells.get_value((0, 2)),
                Some(&Data::String("Stop".into())),
                "{sheet} has its heading"
            );
            positions.push(cells.rows().skip(1).map(|row| row[2].to_string()).collect::<Vec<_>>());
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
