//! The delay report's columns: one list from which every form of it is written, so that no two can disagree.

use super::row::{DelayRow, Reason};
use crate::domain::day::{Cause, FailReason, Progress};
use crate::domain::kpi::Ending;
use crate::exchange::report::cell::Cell;
use crate::exchange::report::codes;
use crate::exchange::report::head::Column;
use crate::exchange::report::lexicon::Lexicon;
use crate::words::{Message, Tell, Words};

/// A column of the report and what stands in it.
pub struct DelayColumn {
    pub key: &'static str,
    /// Under which its heading stands in the locale files.
    heading: &'static str,
    width: u8,
    on_paper: bool,
    cell: CellOf,
}

type CellOf = for<'r> fn(&DelayRow<'r>, &'r Lexicon) -> Cell<&'r str>;

/// One that also stands on paper.
const fn column(key: &'static str, heading: &'static str, width: u8, cell: CellOf) -> DelayColumn {
    DelayColumn { key, heading, width, on_paper: true, cell }
}

/// One for which paper has no room.
const fn aside(key: &'static str, heading: &'static str, width: u8, cell: CellOf) -> DelayColumn {
    DelayColumn { key, heading, width, on_paper: false, cell }
}

/// The columns with their headings.
#[must_use]
pub fn columns(words: &Words) -> Vec<Column> {
    let headed = |column: &DelayColumn| Column {
        key: column.key,
        heading: words.say(column.heading),
        width: column.width,
        on_paper: column.on_paper,
    };
    COLUMNS.iter().map(headed).collect()
}

/// The cells of `row`, in the order of the columns.
#[must_use]
pub fn cells<'r>(row: &DelayRow<'r>, lexicon: &'r Lexicon) -> [Cell<&'r str>; COLUMNS.len()] {
    let mut cells = [Cell::Empty; COLUMNS.len()];
    for (cell, column) in cells.iter_mut().zip(&COLUMNS) {
        *cell = (column.cell)(row, lexicon);
    }
    cells
}

/// All columns, in the order they are written.
pub static COLUMNS: [DelayColumn; 32] = [
    column("day", "report-column-day", 11, |row, _| Cell::Day(row.day)),
    column("route", "report-column-route", 9, |row, _| Cell::text(row.route.id.as_str())),
    column("position", "report-column-position", 6, |row, _| Cell::Count(row.position as u64)),
    column("plate", "report-column-plate", 12, |row, _| {
        row.route.vehicle.as_ref().map_or(Cell::Empty, |plate| Cell::text(plate.as_str()))
    }),
    aside("driver", "report-column-driver", 10, |row, _| {
        row.crew.map_or(Cell::Empty, |crew| Cell::text(&crew.driver))
    }),
    aside("delivery_man", "report-column-delivery-man", 10, |row, _| {
        row.crew.map_or(Cell::Empty, |crew| Cell::text(&crew.delivery_man))
    }),
    aside("department_code", "report-column-department-code", 12, |row, _| {
        Cell::text(row.shop.department.as_str())
    }),
    column("department", "report-column-department", 18, |row, lexicon| {
        row.shop.department_name.map_or(Cell::Empty, |name| Cell::text(lexicon.name(name)))
    }),
    column("retailer_code", "report-column-retailer-code", 14, |row, _| {
        Cell::text(row.stop.retailer.as_str())
    }),
    column("retailer", "report-column-retailer", 26, |row, _| row.shop.name.map_or(Cell::Empty, Cell::text)),
    column("cartons", "report-column-cartons", 8, |row, _| Cell::Count(row.stop.cartons.0.into())),
    aside("window_opens", "report-column-window-opens", 9, |row, _| Cell::Time(row.stop.window.opens())),
    aside("window_closes", "report-column-window-closes", 9, |row, _| Cell::Time(row.stop.window.closes())),
    column("promised_opens", "report-column-promised-opens", 9, |row, _| {
        Cell::Time(row.stop.promised.opens())
    }),
    column("promised_closes", "report-column-promised-closes", 9, |row, _| {
        Cell::Time(row.stop.promised.closes())
    }),
    column("planned", "report-column-planned", 9, |row, _| Cell::Time(row.stop.planned)),
    column("estimated", "report-column-estimated", 9, |row, _| Cell::time(row.estimated)),
    column("actual", "report-column-actual", 9, |row, _| Cell::time(row.stop.progress.arrival())),
    column("minutes_late", "report-column-minutes-late", 8, |row, _| {
        row.minutes_late().map_or(Cell::Empty, |minutes| Cell::Count(minutes.into()))
    }),
    column("state", "report-column-state", 14, |row, lexicon| {
        lexicon.word(&row.state.message(), row.state.name())
    }),
    column("cause", "report-column-cause", 16, |row, lexicon| match &row.stop.cause {
        None => Cell::Empty,
        Some(Cause::Other(words)) => Cell::text(words),
        Some(cause) => lexicon.word(&cause.message(), codes::cause(cause)),
    }),
    column("incident", "report-column-incident", 14, |row, _| row.incident().map_or(Cell::Empty, Cell::text)),
    aside("reason", "report-column-reason", 16, |row, lexicon| match row.reason {
        None => Cell::Empty,
        Some(Reason::Fault(fault)) => lexicon.word(&fault.message(), fault.name()),
        Some(Reason::Signal(signal)) => lexicon.word(&signal.message(), &codes::signal(signal)),
    }),
    aside("plan_applied", "report-column-plan-applied", 18, |row, lexicon| match row.stop.remedy {
        None => Cell::Empty,
        Some(remedy) => lexicon.word(&remedy.message(), codes::remedy(remedy)),
    }),
    column("told_at", "report-column-told-at", 19, |row, _| {
        row.stop.told.as_ref().map_or(Cell::Empty, |told| Cell::Moment(told.at))
    }),
    aside("told_by", "report-column-told-by", 12, |row, _| {
        row.stop.told.as_ref().map_or(Cell::Empty, |told| Cell::text(&told.by))
    }),
    column("told_arrival", "report-column-told-arrival", 9, |row, _| {
        Cell::time(row.stop.told.as_ref().map(|told| told.arrival))
    }),
    aside("told_window_opens", "report-column-told-window-opens", 9, |row, _| {
        Cell::time(row.stop.told.as_ref().map(|told| told.window.opens()))
    }),
    aside("told_window_closes", "report-column-told-window-closes", 9, |row, _| {
        Cell::time(row.stop.told.as_ref().map(|told| told.window.closes()))
    }),
    column("result", "report-column-result", 14, |row, lexicon| {
        lexicon.word(&row.ending().message(), codes::ending(row.ending()))
    }),
    aside("fail_reason", "report-column-fail-reason", 16, |row, lexicon| match &row.stop.progress {
        Progress::Failed { reason: FailReason::Other(words), .. } => Cell::text(words),
        Progress::Failed { reason, .. } => lexicon.word(&reason.message(), codes::fail_reason(reason)),
        _ => Cell::Empty,
    }),
    column("put_off_to", "report-column-put-off-to", 11, |row, _| match row.stop.progress {
        Progress::PutOff { to } => Cell::Day(to),
        _ => Cell::Empty,
    }),
];

impl Tell for Ending {
    fn message(&self) -> Message {
        Message::new(match self {
            Self::Open => "report-result-open",
            Self::Delivered => "report-result-delivered",
            Self::Failed => "report-result-failed",
            Self::PutOff => "report-result-put-off",
        })
    }
}
