//! The delay report: every stop due in a period with what came of it, then the totals. Read day by day and
//! written as it is read, so that a year costs no more memory than a day. This file has the one pass over
//! the days; what a row tells is in [`delay`], how it is written in a file per format.

pub(in crate::exchange) mod codes;
pub mod columns;
mod csv;
pub mod delay;
mod json;
pub mod totals;
pub mod whole_file;
mod xlsx;
mod xlsx_summary;

pub(crate) use csv::harmless;

use crate::domain::day::Day;
use crate::domain::ids::DepartmentCode;
use crate::domain::outlook::project;
use crate::domain::state::State;
use crate::domain::time::{ServiceDay, Timestamp};
use crate::domain::watch::{Cancelled, Watch};
use crate::words::{Arg, Message, Tell, Words};
use delay::DelayRow;
use std::path::{Path, PathBuf};
use totals::Totals;
use whole_file::{FileTrouble, WholeFile};

/// What a report is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    /// First and last service day, both included.
    pub from: ServiceDay,
    pub to: ServiceDay,
    pub listed: Listed,
    /// Only the stops of this department's retailers; all where `None`.
    pub department: Option<DepartmentCode>,
}

/// Which stops the rows list. The totals always count every stop due.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Listed {
    #[default]
    EveryStop,
    /// Late, failed or put off.
    OnlyLate,
}

impl Scope {
    /// Every stop of the days from `from` to `to`.
    #[must_use]
    pub const fn every_stop(from: ServiceDay, to: ServiceDay) -> Self {
        Self { from, to, listed: Listed::EveryStop, department: None }
    }

    fn counts(&self, row: &DelayRow) -> bool {
        self.department.as_ref().is_none_or(|wanted| *wanted == row.department)
    }

    fn lists(&self, row: &DelayRow) -> bool {
        self.listed == Listed::EveryStop || row.is_disturbed()
    }
}

/// The forms a report can have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    #[default]
    Xlsx,
    Csv,
    Json,
}

impl Format {
    pub const ALL: [Self; 3] = [Self::Xlsx, Self::Csv, Self::Json];

    /// How its files' names end.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Json => "json",
        }
    }

    /// Told by the end of the file's name; `None` where that is none of the three.
    #[must_use]
    pub fn of(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?;
        Self::ALL.into_iter().find(|format| extension.eq_ignore_ascii_case(format.extension()))
    }
}

/// What a report is made from: the days are brought one by one (see [`write`]).
#[derive(Clone, Copy, Debug)]
pub struct Source<'s> {
    /// Names, crews, incidents, travel times.
    pub state: &'s State,
    /// Every service day there is, oldest first; those outside the period are passed over.
    pub days: &'s [ServiceDay],
    /// The moment the report speaks of: later arrivals are estimates.
    pub now: Timestamp,
}

/// Why there is no report. Nothing was changed; what stood at the path stands there still.
#[derive(Debug, thiserror::Error)]
pub enum NotReported<E> {
    /// The period ends before it begins.
    #[error("the period from {from} to {to} ends before it begins")]
    Backwards { from: ServiceDay, to: ServiceDay },
    /// A day could not be read.
    #[error("{0}")]
    Read(E),
    #[error(transparent)]
    File(#[from] FileTrouble),
    #[error(transparent)]
    Cancelled(#[from] Cancelled),
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

/// A report that has been written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    pub path: PathBuf,
    /// Days on which a stop was due.
    pub days: usize,
    /// Stops due, and how many of them the rows list.
    pub due: u64,
    pub listed: u64,
}

/// The totals and the first rows, to look at before saving.
#[derive(Clone, Debug, PartialEq)]
pub struct ReportPreview {
    pub scope: Scope,
    pub now: Timestamp,
    pub totals: Totals,
    /// The first rows that would be listed.
    pub first: Vec<DelayRow>,
    /// How many would be listed in all.
    pub listed: u64,
}

/// What every writer is told at the start.
struct Opening<'a> {
    scope: &'a Scope,
    source: Source<'a>,
    words: &'a Words,
}

/// A form of the report under way.
trait Pages: Sized {
    fn row(&mut self, row: &DelayRow) -> Result<(), FileTrouble>;

    /// Writes what comes after the rows. The file is complete then.
    fn finish(self, totals: &Totals) -> Result<(), FileTrouble>;
}

/// Writes the report to `path`, reading each day with `read`.
pub fn write<E>(
    scope: &Scope,
    source: Source<'_>,
    read: impl FnMut(ServiceDay) -> Result<Option<Day>, E>,
    words: &Words,
    (path, format): (&Path, Format),
    watch: &mut dyn Watch,
) -> Result<Saved, NotReported<E>> {
    let file = WholeFile::beside(path)?;
    let opening = Opening { scope, source, words };
    let (totals, listed) = match format {
        Format::Csv => fill(csv::CsvPages::begin(&opening, &file)?, &opening, read, watch)?,
        Format::Json => fill(json::JsonPages::begin(&opening, &file)?, &opening, read, watch)?,
        Format::Xlsx => fill(xlsx::XlsxPages::begin(&opening, &file)?, &opening, read, watch)?,
    };
    file.keep()?;
    Ok(Saved {
        path: path.to_owned(),
        days: totals.groups(totals::Grouping::Day).len(),
        due: totals.all.stops_due(),
        listed,
    })
}

/// Makes the totals and the first `rows` rows, writing nothing.
pub fn preview<E>(
    scope: &Scope,
    source: Source<'_>,
    read: impl FnMut(ServiceDay) -> Result<Option<Day>, E>,
    rows: usize,
    watch: &mut dyn Watch,
) -> Result<ReportPreview, NotReported<E>> {
    let (mut first, mut listed) = (Vec::new(), 0);
    let totals = pass(scope, source, read, watch, |row| {
        listed += 1;
        if first.len() < rows {
            first.push(row.clone());
        }
        Ok(())
    })?;
    Ok(ReportPreview { scope: scope.clone(), now: source.now, totals, first, listed })
}

fn fill<E>(
    mut pages: impl Pages,
    opening: &Opening<'_>,
    read: impl FnMut(ServiceDay) -> Result<Option<Day>, E>,
    watch: &mut dyn Watch,
) -> Result<(Totals, u64), NotReported<E>> {
    let mut listed = 0;
    let totals = pass(opening.scope, opening.source, read, watch, |row| {
        listed += 1;
        pages.row(row)
    })?;
    pages.finish(&totals)?;
    Ok((totals, listed))
}

/// The one pass over the days: every row is counted, those the scope lists are handed on.
fn pass<E>(
    scope: &Scope,
    source: Source<'_>,
    mut read: impl FnMut(ServiceDay) -> Result<Option<Day>, E>,
    watch: &mut dyn Watch,
    mut list: impl FnMut(&DelayRow) -> Result<(), FileTrouble>,
) -> Result<Totals, NotReported<E>> {
    if scope.to < scope.from {
        return Err(NotReported::Backwards { from: scope.from, to: scope.to });
    }
    let days: Vec<_> = source.days.iter().filter(|day| (scope.from..=scope.to).contains(day)).collect();
    let mut totals = Totals::default();
    for (done, date) in days.iter().enumerate() {
        watch.step(done as u64, days.len() as u64)?;
        let Some(day) = read(**date).map_err(NotReported::Read)? else { continue };
        let outlook = project(source.state, &day, source.now);
        for row in delay::rows(&day, &outlook, source.state) {
            if scope.counts(&row) {
                totals.count(&row);
                if scope.lists(&row) {
                    list(&row)?;
                }
            }
        }
    }
    watch.step(days.len() as u64, days.len() as u64)?;
    Ok(totals)
}
