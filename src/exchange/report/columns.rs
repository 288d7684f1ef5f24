//! The delay report's columns: one list from which every form of the report is written, so that CSV, XLSX,
//! JSON and the desk's preview cannot disagree.

use super::codes;
use super::delay::{DelayRow, Outcome, Reason};
use crate::domain::day::{Cause, FailReason};
use crate::domain::network::Name;
use crate::domain::time::{ServiceDay, TimeOfDay, Timestamp};
use crate::words::{Message, Tell, Words};
use smol_str::SmolStr;
use std::cell::RefCell;
use std::collections::HashMap;

/// One value of a row, with its type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell<'r> {
    Empty,
    /// As it stands in the data.
    Text(&'r str),
    /// One of the domain's own words: as the reader says it, and its stable code.
    Word {
        said: SmolStr,
        code: SmolStr,
    },
    Count(u64),
    Day(ServiceDay),
    Time(TimeOfDay),
    Moment(Timestamp),
}

impl Cell<'_> {
    /// As a person reads it; empty where there is nothing.
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => (*text).to_owned(),
            Self::Word { said, .. } => said.to_string(),
            Self::Count(count) => count.to_string(),
            Self::Day(day) => day.to_string(),
            Self::Time(time) => clock(*time),
            Self::Moment(moment) => moment.0.format("%Y-%m-%d %H:%M:%S").to_string(),
        }
    }
}

/// `HH:MM`, with seconds where there are any: a stop one second late must not look punctual.
#[must_use]
pub fn clock(time: TimeOfDay) -> String {
    match time.seconds() % 60 {
        0 => time.to_string(),
        seconds => format!("{time}:{seconds:02}"),
    }
}

/// A column of the report.
pub struct Column {
    /// Its name in JSON; never renamed.
    pub key: &'static str,
    /// Under which its heading stands in the locale files.
    pub heading: &'static str,
    /// Width on a sheet, in characters.
    pub width: u8,
    cell: CellOf,
}

type CellOf = for<'r> fn(&'r DelayRow, &Lexicon) -> Cell<'r>;

impl Column {
    #[must_use]
    pub fn cell<'r>(&self, row: &'r DelayRow, lexicon: &Lexicon) -> Cell<'r> {
        (self.cell)(row, lexicon)
    }
}

const fn column(key: &'static str, heading: &'static str, width: u8, cell: CellOf) -> Column {
    Column { key, heading, width, cell }
}

/// All columns, in the order they are written.
pub static COLUMNS: [Column; 32] = [
    column("day", "report-column-day", 11, |row, _| Cell::Day(row.day)),
    column("route", "report-column-route", 9, |row, _| Cell::Text(row.route.as_str())),
    column("position", "report-column-position", 6, |row, _| Cell::Count(row.position as u64)),
    column("plate", "report-column-plate", 12, |row, _| {
        row.plate.as_ref().map_or(Cell::Empty, |plate| Cell::Text(plate.as_str()))
    }),
    column("driver", "report-column-driver", 10, |row, _| text(&row.driver)),
    column("delivery_man", "report-column-delivery-man", 10, |row, _| text(&row.delivery_man)),
    column("department_code", "report-column-department-code", 12, |row, _| text(row.department.as_str())),
    column("department", "report-column-department", 18, |row, lexicon| {
        text(lexicon.name(&row.department_name))
    }),
    column("retailer_code", "report-column-retailer-code", 14, |row, _| Cell::Text(row.retailer.as_str())),
    column("retailer", "report-column-retailer", 26, |row, lexicon| text(lexicon.name(&row.retailer_name))),
    column("cartons", "report-column-cartons", 8, |row, _| Cell::Count(row.cartons.0.into())),
    column("window_opens", "report-column-window-opens", 9, |row, _| Cell::Time(row.window.opens())),
    column("window_closes", "report-column-window-closes", 9, |row, _| Cell::Time(row.window.closes())),
    column("promised_opens", "report-column-promised-opens", 9, |row, _| Cell::Time(row.promised.opens())),
    column("promised_closes", "report-column-promised-closes", 9, |row, _| Cell::Time(row.promised.closes())),
    column("planned", "report-column-planned", 9, |row, _| Cell::Time(row.planned)),
    column("estimated", "report-column-estimated", 9, |row, _| time(row.estimated)),
    column("actual", "report-column-actual", 9, |row, _| time(row.actual)),
    column("minutes_late", "report-column-minutes-late", 8, |row, _| {
        row.minutes_late().map_or(Cell::Empty, |minutes| Cell::Count(minutes.into()))
    }),
    column("state", "report-column-state", 14, |row, lexicon| {
        lexicon.word(&row.state.message(), row.state.name())
    }),
    column("cause", "report-column-cause", 16, |row, lexicon| match &row.cause {
        None => Cell::Empty,
        Some(Cause::Other(words)) => text(words),
        Some(cause) => lexicon.word(&cause.message(), codes::cause(cause)),
    }),
    column("incident", "report-column-incident", 14, |row, _| row.incident().map_or(Cell::Empty, Cell::Text)),
    column("reason", "report-column-reason", 16, |row, lexicon| match row.reason {
        None => Cell::Empty,
        Some(Reason::Fault(fault)) => {
            Cell::Word { said: lexicon.say(&fault.message()), code: codes::reason(Reason::Fault(fault)) }
        }
        Some(Reason::Signal(signal)) => {
            Cell::Word { said: lexicon.say(&signal.message()), code: codes::reason(Reason::Signal(signal)) }
        }
    }),
    column("plan_applied", "report-column-plan-applied", 18, |row, lexicon| match row.remedy {
        None => Cell::Empty,
        Some(remedy) => lexicon.word(&remedy.message(), codes::remedy(remedy)),
    }),
    column("told_at", "report-column-told-at", 19, |row, _| {
        row.told.as_ref().map_or(Cell::Empty, |told| Cell::Moment(told.at))
    }),
    column("told_by", "report-column-told-by", 12, |row, _| {
        row.told.as_ref().map_or(Cell::Empty, |told| text(&told.by))
    }),
    column("told_arrival", "report-column-told-arrival", 9, |row, _| {
        time(row.told.as_ref().map(|told| told.arrival))
    }),
    column("told_window_opens", "report-column-told-window-opens", 9, |row, _| {
        time(row.told.as_ref().map(|told| told.window.opens()))
    }),
    column("told_window_closes", "report-column-told-window-closes", 9, |row, _| {
        time(row.told.as_ref().map(|told| told.window.closes()))
    }),
    column("result", "report-column-result", 14, |row, lexicon| {
        lexicon.word(&row.outcome.message(), codes::outcome(&row.outcome))
    }),
    column("fail_reason", "report-column-fail-reason", 16, |row, lexicon| match &row.outcome {
        Outcome::Failed(FailReason::Other(words)) => text(words),
        Outcome::Failed(reason) => lexicon.word(&reason.message(), codes::fail_reason(reason)),
        _ => Cell::Empty,
    }),
    column("put_off_to", "report-column-put-off-to", 11, |row, _| match row.outcome {
        Outcome::PutOff(to) => Cell::Day(to),
        _ => Cell::Empty,
    }),
];

impl Tell for Outcome {
    fn message(&self) -> Message {
        Message::new(match self {
            Self::Open => "report-result-open",
            Self::Delivered => "report-result-delivered",
            Self::Failed(_) => "report-result-failed",
            Self::PutOff(_) => "report-result-put-off",
        })
    }
}

fn text(text: &str) -> Cell<'_> {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
}

fn time(time: Option<TimeOfDay>) -> Cell<'static> {
    time.map_or(Cell::Empty, Cell::Time)
}

/// The words of one language, looked up once each: a year's report says the same few a million times.
#[derive(Debug)]
pub struct Lexicon {
    words: Words,
    said: RefCell<HashMap<&'static str, SmolStr>>,
}

impl Lexicon {
    #[must_use]
    pub fn new(words: &Words) -> Self {
        Self { words: words.clone(), said: RefCell::default() }
    }

    #[must_use]
    pub const fn words(&self) -> &Words {
        &self.words
    }

    fn name<'n>(&self, name: &'n Name) -> &'n str {
        self.words.name(name)
    }

    fn word(&self, message: &Message, code: &'static str) -> Cell<'static> {
        Cell::Word { said: self.say(message), code: SmolStr::new_static(code) }
    }

    fn say(&self, message: &Message) -> SmolStr {
        // A text with gaps is not the same every time.
        if !message.args.is_empty() {
            return SmolStr::new(self.words.tell(message));
        }
        let mut said = self.said.borrow_mut();
        said.entry(message.key).or_insert_with(|| SmolStr::new(self.words.say(message.key))).clone()
    }
}
