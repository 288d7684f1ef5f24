//! Any file as a table: rows of text, one after the other, numbered as a person counts them. What kind of
//! file it is shows in its bytes, never in its name.

use super::encoding::{self, Decoded, Magic, TextForm};
use super::unreadable::Why;
use super::workbook::Workbook;
use crate::domain::watch::Watch;
use csv::StringRecord;
use std::cell::Cell;
use std::fs::File;
use std::io::{ErrorKind, Read};
use std::ops::ControlFlow;
use std::path::Path;
use std::rc::Rc;

/// Text files larger than this are refused.
pub const MOST_TEXT_BYTES: u64 = 512 << 20;
/// Workbooks larger than this are refused: they are unpacked in memory.
pub const MOST_WORKBOOK_BYTES: u64 = 64 << 20;
/// More rows than this are refused.
pub const MOST_ROWS: u64 = 2_000_000;
/// A matrix has as many columns as places.
pub const MOST_COLUMNS: usize = crate::domain::place::Matrix::MOST_PLACES + 8;
/// A row of text longer than this is a quotation mark that is never closed.
const MOST_ROW_BYTES: u64 = 32 << 20;
/// So many rows go by between two looks at whether the work is still wanted.
const ROWS_PER_STEP: u64 = 4096;

/// A file that has been opened and whose form is known.
#[derive(Debug)]
pub enum Table {
    Text { file: File, form: TextForm, delimiter: u8, bytes: u64 },
    Workbook(Box<Workbook>),
}

/// Takes rows as they come; told `Break`, the table stops.
pub type TakeRow<'a> = dyn FnMut(u64, &StringRecord) -> Result<ControlFlow<()>, Why> + 'a;

impl Table {
    /// Opens the file and finds out what it is.
    pub fn open(path: &Path, sheet: Option<&str>) -> Result<Self, Why> {
        let metadata = std::fs::metadata(path).map_err(|error| Why::of_io(&error))?;
        if metadata.is_dir() {
            return Err(Why::Folder);
        }
        if !metadata.is_file() {
            return Err(Why::NotATable { what: "device" });
        }
        let bytes = metadata.len();
        if bytes == 0 {
            return Err(Why::Empty);
        }
        let mut file = File::open(path).map_err(|error| Why::of_io(&error))?;
        let head = encoding::head(&mut file)?;
        let limit = |most: u64| match bytes {
            bytes if bytes > most => Err(Why::TooLarge { megabytes: bytes >> 20, most: most >> 20 }),
            _ => Ok(()),
        };
        match encoding::magic(&head) {
            Some(Magic::Other(what)) => Err(Why::NotATable { what }),
            Some(Magic::Zip) => {
                limit(MOST_WORKBOOK_BYTES)?;
                Ok(Self::Workbook(Box::new(Workbook::open_zip(file, sheet)?)))
            }
            Some(Magic::Compound) => {
                limit(MOST_WORKBOOK_BYTES)?;
                Ok(Self::Workbook(Box::new(Workbook::open_compound(file, sheet)?)))
            }
            None => {
                limit(MOST_TEXT_BYTES)?;
                let form = encoding::find(&mut file)?;
                let sample = encoding::sample(&mut file, form)?;
                let start = sample.trim_start();
                if start.is_empty() && bytes <= sample.len() as u64 * 2 + 4 {
                    return Err(Why::Empty);
                }
                if start.starts_with('<') {
                    return Err(Why::WebPage);
                }
                Ok(Self::Text { file, form, delimiter: delimiter(&sample), bytes })
            }
        }
    }

    /// `UTF-8`, `GB18030`, `XLSX` …
    #[must_use]
    pub fn form(&self) -> &'static str {
        match self {
            Self::Text { form, .. } => form.name(),
            Self::Workbook(workbook) => workbook.form(),
        }
    }

    #[must_use]
    pub fn sheet(&self) -> Option<String> {
        match self {
            Self::Text { .. } => None,
            Self::Workbook(workbook) => Some(workbook.sheet().to_owned()),
        }
    }

    #[must_use]
    pub fn sheets(&self) -> Vec<String> {
        match self {
            Self::Text { .. } => Vec::new(),
            Self::Workbook(workbook) => workbook.sheets().to_vec(),
        }
    }

    /// Hands every row that is not blank to `take`.
    pub fn each_row(self, watch: &mut dyn Watch, take: &mut TakeRow<'_>) -> Result<(), Why> {
        match self {
            Self::Text { file, form, delimiter, bytes } => {
                let taken = Rc::new(Cell::new(0));
                let decoded = Decoded::open(file, form, Rc::clone(&taken))?;
                let mut counted = Counted { rows: 0, watch, take };
                text_rows(decoded, delimiter, &mut |number, record| {
                    counted.row(number, record, taken.get(), bytes)
                })
            }
            Self::Workbook(workbook) => {
                let mut counted = Counted { rows: 0, watch, take };
                workbook.each_row(&mut |number, record| counted.row(number, record, 0, 0))
            }
        }
    }
}

/// Keeps the limits, and the person watching informed.
struct Counted<'a, 't> {
    rows: u64,
    watch: &'a mut dyn Watch,
    take: &'a mut TakeRow<'t>,
}

impl Counted<'_, '_> {
    fn row(
        &mut self,
        number: u64,
        record: &StringRecord,
        done: u64,
        total: u64,
    ) -> Result<ControlFlow<()>, Why> {
        if record.len() > MOST_COLUMNS {
            return Err(Why::TooManyColumns { most: MOST_COLUMNS });
        }
        if self.rows.is_multiple_of(ROWS_PER_STEP) {
            let done = if total == 0 { self.rows } else { done };
            self.watch.step(done, total).map_err(|_| Why::Cancelled)?;
        }
        self.rows += 1;
        if self.rows > MOST_ROWS {
            return Err(Why::TooManyRows { most: MOST_ROWS });
        }
        (self.take)(number, record)
    }
}

fn text_rows(decoded: Decoded, delimiter: u8, take: &mut TakeRow<'_>) -> Result<(), Why> {
    let since_row = Rc::new(Cell::new(0));
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .buffer_capacity(1 << 18)
        .from_reader(Rowwise { text: decoded, since_row: Rc::clone(&since_row) });
    let mut record = StringRecord::new();
    // A person's rows are the reader's lines less the line breaks inside quotes.
    let (mut inside_quotes, mut last) = (0, 0);
    loop {
        match reader.read_record(&mut record) {
            Ok(true) => since_row.set(0),
            Ok(false) => return Ok(()),
            Err(_) if since_row.get() > MOST_ROW_BYTES => return Err(Why::EndlessRow { row: last + 1 }),
            Err(error) => return Err(broken(&error)),
        }
        let line = record.position().map_or(0, csv::Position::line);
        let number = line.saturating_sub(inside_quotes).max(last + 1);
        last = number;
        let text = record.as_slice();
        if text.contains('\n') {
            inside_quotes += text.bytes().map(|b| u64::from(b == b'\n')).sum::<u64>();
        }
        if is_blank(&record) {
            continue;
        }
        if take(number, &record)?.is_break() {
            return Ok(());
        }
    }
}

/// Text that ends where a row grows beyond all bounds, before memory does.
struct Rowwise {
    text: Decoded,
    since_row: Rc<Cell<u64>>,
}

impl Read for Rowwise {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if self.since_row.get() > MOST_ROW_BYTES {
            return Err(ErrorKind::FileTooLarge.into());
        }
        let read = self.text.read(buffer)?;
        self.since_row.set(self.since_row.get() + read as u64);
        Ok(read)
    }
}

fn is_blank(record: &StringRecord) -> bool {
    // Nearly every row shows in its first cell that it is not blank.
    record.iter().all(|cell| cell.trim().is_empty())
}

fn broken(error: &csv::Error) -> Why {
    let row = error.position().map_or(0, csv::Position::line);
    match error.kind() {
        csv::ErrorKind::Io(error) => Why::of_io(error),
        _ => Why::Undecodable { row },
    }
}

impl Why {
    #[must_use]
    pub fn of_io(error: &std::io::Error) -> Self {
        match error.kind() {
            ErrorKind::NotFound => Self::Missing,
            ErrorKind::PermissionDenied => Self::NoPermission,
            ErrorKind::IsADirectory => Self::Folder,
            _ => Self::Disk(error.to_string()),
        }
    }
}

/// The separator that stands on most of the first lines, and most often.
fn delimiter(sample: &str) -> u8 {
    let mut first = sample.lines();
    if let Some(named) = first.next().and_then(|line| line.trim().strip_prefix("sep="))
        && let Some(&byte @ (b',' | b';' | b'\t')) = named.as_bytes().first()
    {
        return byte;
    }
    let mut best = (0, b',');
    for candidate in [b',', b';', b'\t'] {
        let (mut lines, mut total, mut quoted, mut here) = (0, 0, false, 0);
        for byte in sample.bytes() {
            match byte {
                b'"' => quoted = !quoted,
                b'\n' if !quoted => {
                    lines += usize::from(here > 0);
                    total += here;
                    here = 0;
                    if lines >= 200 {
                        break;
                    }
                }
                byte if byte == candidate && !quoted => here += 1,
                _ => {}
            }
        }
        lines += usize::from(here > 0);
        total += here;
        let weight = lines * 10_000 + total.min(9_999);
        if weight > best.0 {
            best = (weight, candidate);
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_separator_is_the_one_on_every_line() {
        assert_eq!(delimiter("a,b,c\n1,2,3\n"), b',');
        assert_eq!(delimiter("a;b;c\n1,5;2;3\n1,5;2,5;3\n"), b';');
        assert_eq!(delimiter("计划表\na\tb\n1,2\t\"x;y\nz\"\n"), b'\t');
        assert_eq!(delimiter("sep=;\na;b\n"), b';');
        assert_eq!(delimiter("one column\n"), b',');
    }
}
