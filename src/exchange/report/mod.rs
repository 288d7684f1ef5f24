//! Reports: each is a [`Report`], a head, rows that are told one by one, and what they come to; each form is
//! a file that writes any of them. Rows are written as they come, so that a year costs no more memory than a
//! day. What a report tells is in a file per report ([`delays`]); those small enough are [`held`] whole.

pub mod breakdowns;
pub mod cell;
pub(in crate::exchange) mod codes;
mod csv;
pub mod delays;
mod fails_once;
pub mod format;
pub mod head;
pub mod held;
mod html;
pub mod incidents;
mod json;
pub mod lexicon;
pub mod measured;
pub mod notices;
pub mod pages;
pub mod paper;
mod pdf;
mod sheet_names;
pub mod summary;
pub mod supervision;
mod svg;
pub mod whole_file;
mod xlsx;
mod xlsx_rows;
mod xlsx_summary;

pub(crate) use csv::harmless;
pub use format::Format;

use crate::domain::time::ServiceDay;
use crate::domain::watch::{Cancelled, Watch};
use crate::words::{Arg, Message, Tell, Words};
use cell::Cell;
use head::Head;
use lexicon::Lexicon;
use pages::Page;
use paper::Chosen;
use std::convert::Infallible;
use std::path::{Path, PathBuf};
use summary::Summary;
use whole_file::{FileTrouble, WholeFile};

/// Something that can be reported on.
pub trait Report {
    /// Why its rows could not be read.
    type Trouble;

    fn head(&self, words: &Words) -> Head;

    /// Hands every row to `rows`, in the order of the head's columns, and says then what they come to.
    fn tell(
        &mut self,
        lexicon: &Lexicon,
        rows: &mut dyn Rows,
        watch: &mut dyn Watch,
    ) -> Result<Summary, NotReported<Self::Trouble>>;
}

/// Where a report's rows go. They may come from another thread than the one that asked for the report.
pub trait Rows: Send {
    /// Asked once for each row; those wanted are handed over next, the others only counted. Paper takes so
    /// many and no more, and rather the `telling` ones: late, failed, overdue.
    fn wants(&mut self, telling: bool) -> bool;

    fn row(&mut self, cells: &[Cell<&str>]) -> Result<(), FileTrouble>;
}

/// Why there is no report. Nothing was changed; what stood at the path stands there still.
#[derive(Debug, thiserror::Error)]
pub enum NotReported<E> {
    /// The period ends before it begins.
    #[error("the period from {from} to {to} ends before it begins")]
    Backwards { from: ServiceDay, to: ServiceDay },
    /// What it tells of could not be read.
    #[error("{0}")]
    Read(E),
    #[error(transparent)]
    File(#[from] FileTrouble),
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
}

impl NotReported<Infallible> {
    /// As of something that could not be read, where nothing had to be.
    #[must_use]
    pub fn widened<E>(self) -> NotReported<E> {
        match self {
            Self::Backwards { from, to } => NotReported::Backwards { from, to },
            Self::Read(never) => match never {},
            Self::File(trouble) => NotReported::File(trouble),
            Self::Cancelled(cancelled) => NotReported::Cancelled(cancelled),
        }
    }
}

impl<E: Tell> Tell for NotReported<E> {
    fn message(&self) -> Message {
        match self {
            Self::Backwards { from, to } => Message::new("report-trouble-backwards")
                .with("from", Arg::shown(from))
                .with("to", Arg::shown(to)),
            Self::Read(trouble) => trouble.message(),
            Self::File(trouble) => trouble.message(),
            Self::Cancelled(_) => Message::new("report-trouble-cancelled"),
        }
    }
}

/// A form of the report under way.
trait Form: Send + Sized {
    /// As [`Rows::wants`].
    fn wants(&mut self, _telling: bool) -> bool {
        true
    }

    fn row(&mut self, cells: &[Cell<&str>]) -> Result<(), FileTrouble>;

    /// Writes what comes after the rows. The file is complete then.
    fn finish(self, summary: &Summary) -> Result<(), FileTrouble>;
}

/// A report that has been written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    pub path: PathBuf,
    /// How many rows it has.
    pub listed: u64,
}

/// What a report will be, to look at before saving.
#[derive(Clone, Debug, PartialEq)]
pub struct Preview {
    pub head: Head,
    pub summary: Summary,
    /// The first rows that would be listed, and how many there are in all.
    pub first: Vec<Vec<Cell>>,
    pub listed: u64,
    /// As it will be printed.
    pub pages: Vec<Page>,
}

/// Writes `report` to `path` in the language of `words`.
pub fn write<R: Report>(
    report: &mut R,
    words: &Words,
    (path, format): (&Path, Format),
    watch: &mut dyn Watch,
) -> Result<Saved, NotReported<R::Trouble>> {
    let file = WholeFile::beside(path)?;
    let head = report.head(words);
    let lexicon = Lexicon::new(words);
    let listed = match format {
        Format::Csv => fill(csv::CsvForm::begin(&head, words, &file)?, report, &lexicon, watch)?,
        Format::Json => fill(json::JsonForm::begin(&head, words, &file)?, report, &lexicon, watch)?,
        Format::Html => fill(html::HtmlForm::begin(&head, words, &file), report, &lexicon, watch)?,
        Format::Pdf => fill(pdf::PdfForm::begin(&head, words, &file), report, &lexicon, watch)?,
        Format::Xlsx => fill(xlsx::XlsxForm::begin(&head, words, &file)?, report, &lexicon, watch)?,
    };
    file.keep()?;
    Ok(Saved { path: path.to_owned(), listed })
}

/// Tells `report` without writing anything, keeping its first `rows` rows.
pub fn preview<R: Report>(
    report: &mut R,
    words: &Words,
    rows: usize,
    watch: &mut dyn Watch,
) -> Result<Preview, NotReported<R::Trouble>> {
    let head = report.head(words);
    let mut chosen = Chosen::at_most(pdf::MOST_ROWS);
    let summary = report.tell(&Lexicon::new(words), &mut chosen, watch)?;
    let pages = pages::lay_out(&head, &summary, &chosen, words);
    let first = chosen.first().take(rows).map(<[Cell]>::to_vec).collect();
    Ok(Preview { head, summary, first, listed: chosen.listed(), pages })
}

fn fill<R: Report>(
    form: impl Form,
    report: &mut R,
    lexicon: &Lexicon,
    watch: &mut dyn Watch,
) -> Result<u64, NotReported<R::Trouble>> {
    let mut filling = Filling { form, listed: 0 };
    let summary = report.tell(lexicon, &mut filling, watch)?;
    filling.form.finish(&summary)?;
    Ok(filling.listed)
}

/// Counts the rows a form is offered.
struct Filling<F> {
    form: F,
    listed: u64,
}

impl<F: Form> Rows for Filling<F> {
    fn wants(&mut self, telling: bool) -> bool {
        self.listed += 1;
        self.form.wants(telling)
    }

    fn row(&mut self, cells: &[Cell<&str>]) -> Result<(), FileTrouble> {
        self.form.row(cells)
    }
}
