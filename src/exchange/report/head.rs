//! What stands above a report's rows: its title, what it is about, and the headings of its columns.

use super::cell::Cell;
use crate::domain::time::{Hours, ServiceDay, Timestamp};
use crate::words::{Arg, Words};

/// The head of a report, in the reader's language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// Its name in JSON; never renamed.
    pub key: &'static str,
    pub title: String,
    /// The period, the moment, the filters: a line each.
    pub lines: Vec<String>,
    /// The same for programs: keys and values as JSON tells them.
    pub facts: Vec<(&'static str, Cell)>,
    /// The moment the report speaks of.
    pub as_of: Timestamp,
    /// What its rows are, as the name of a sheet: stops, breakdowns.
    pub rows: String,
    pub columns: Vec<Column>,
}

impl Head {
    /// Which columns paper has no room for; `None` where it has room for all.
    #[must_use]
    pub fn aside_remark(&self, words: &Words) -> Option<String> {
        let aside = self.columns.iter().filter(|column| !column.on_paper);
        let named: Vec<_> = aside.map(|column| column.heading.as_str()).collect();
        let columns = named.join(&words.say("report-paper-comma"));
        (!named.is_empty()).then(|| words.fill("report-paper-aside", &[("columns", columns.into())]))
    }
}

/// A column of a report or of one of its tables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name in JSON; never renamed.
    pub key: &'static str,
    pub heading: String,
    /// Width on a sheet, in characters.
    pub width: u8,
    /// Whether it also stands on paper, where there is no room for all.
    pub on_paper: bool,
}

impl Column {
    #[must_use]
    pub fn new(key: &'static str, heading: impl Into<String>, width: u8) -> Self {
        Self { key, heading: heading.into(), width, on_paper: true }
    }

    /// Only where there is room: not on paper.
    #[must_use]
    pub fn aside(mut self) -> Self {
        self.on_paper = false;
        self
    }
}

/// The days a report tells of, both included, and the hours of each where it is of a shift.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    pub from: ServiceDay,
    pub to: ServiceDay,
    pub hours: Option<Hours>,
}

impl Span {
    /// Whether it tells of what happened then.
    #[must_use]
    pub fn holds(self, at: Timestamp) -> bool {
        (self.from..=self.to).contains(&at.day()) && self.hours.is_none_or(|hours| hours.hold(at.time()))
    }

    /// "Service days … to …", and the hours where there are any, `key` saying what happened in them.
    #[must_use]
    pub fn lines(self, words: &Words, key: &str) -> Vec<String> {
        let period = period_line(words, self.from, self.to);
        [Some(period), self.hours.map(|hours| hours_line(words, key, hours))].into_iter().flatten().collect()
    }
}

/// "Only … from … to …".
#[must_use]
pub fn hours_line(words: &Words, key: &str, hours: Hours) -> String {
    words.fill(key, &[("from", Arg::shown(hours.from())), ("until", Arg::shown(hours.until()))])
}

/// The hours as a fact for programs; nothing where it is of whole days.
#[must_use]
pub fn hours_fact(hours: Option<Hours>) -> Cell {
    hours.map_or(Cell::Empty, |hours| Cell::said(hours.to_string()))
}

/// "Service days … to …".
#[must_use]
pub fn period_line(words: &Words, from: ServiceDay, to: ServiceDay) -> String {
    words.fill("report-period", &[("from", Arg::shown(from)), ("to", Arg::shown(to))])
}

/// "As of …".
#[must_use]
pub fn as_of_line(words: &Words, now: Timestamp) -> String {
    words.fill("report-as-of", &[("now", Arg::shown(now.0.format("%Y-%m-%d %H:%M")))])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_holds_what_happened_on_its_days_within_its_hours() {
        let day = |text| ServiceDay::parse(text).expect("a date");
        let (from, to) = (day("2026-11-23"), day("2026-11-24"));
        let holds = |hours: Option<&str>, at: &str| {
            let hours = hours.and_then(Hours::parse);
            Span { from, to, hours }.holds(Timestamp::parse(at).expect("a moment"))
        };
        assert!(holds(None, "2026-11-23T00:00") && holds(None, "2026-11-24T23:59"));
        assert!(!holds(None, "2026-11-25T00:00"));
        let early = Some("06:00-14:00");
        assert!(holds(early, "2026-11-23T06:00") && holds(early, "2026-11-24T13:59"));
        assert!(!holds(early, "2026-11-23T14:00") && !holds(early, "2026-11-25T07:00"));
    }
}
