//! One value of a report, with its type: every form writes the same cell in its own way, so that none can
//! round, order or spell it differently from the others.

use crate::domain::time::{ServiceDay, TimeOfDay, Timestamp};
use chrono::{Datelike, NaiveDate, Timelike};
use smol_str::SmolStr;
use std::borrow::Cow;
use std::io::Write as _;

/// `Cell` holds its own texts. `Cell<&str>` points at those of the data: of a year's rows there are millions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell<T = SmolStr> {
    Empty,
    /// As it stands in the data.
    Text(T),
    /// One of the domain's own words: as the reader says it, and its stable code.
    Word {
        said: T,
        code: T,
    },
    Count(u64),
    /// Shares, means, minutes, hours: rounded once, when the cell is made. The column or figure it stands
    /// under names the unit.
    Number(Rounded),
    Day(ServiceDay),
    Time(TimeOfDay),
    Moment(Timestamp),
}

impl Cell {
    /// A text of its own; nothing where it is empty.
    #[must_use]
    pub fn said(text: impl Into<SmolStr>) -> Self {
        let text = text.into();
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }
}

impl<T> Cell<T> {
    /// `text`; nothing where it is empty.
    #[must_use]
    pub fn text<'a>(text: &'a str) -> Self
    where
        T: From<&'a str>,
    {
        if text.is_empty() { Self::Empty } else { Self::Text(T::from(text)) }
    }

    /// `value` rounded to so many decimals; nothing where it is no number.
    #[must_use]
    pub fn number(value: f64, decimals: u8) -> Self {
        Rounded::new(value, decimals).map_or(Self::Empty, Self::Number)
    }

    #[must_use]
    pub fn count(count: Option<u64>) -> Self {
        count.map_or(Self::Empty, Self::Count)
    }

    #[must_use]
    pub fn day(day: Option<ServiceDay>) -> Self {
        day.map_or(Self::Empty, Self::Day)
    }

    #[must_use]
    pub fn time(time: Option<TimeOfDay>) -> Self {
        time.map_or(Self::Empty, Self::Time)
    }

    #[must_use]
    pub fn moment(moment: Option<Timestamp>) -> Self {
        moment.map_or(Self::Empty, Self::Moment)
    }

    /// Whether anything may stand in it; numbers and times are always spelled alike.
    #[must_use]
    pub const fn is_text(&self) -> bool {
        matches!(self, Self::Text(_) | Self::Word { .. })
    }

    /// Whether it stands at the right of its column: what is compared by its digits.
    #[must_use]
    pub const fn is_figure(&self) -> bool {
        matches!(self, Self::Count(_) | Self::Number(_) | Self::Time(_))
    }
}

impl<T: AsRef<str>> Cell<T> {
    /// As a person reads it; empty where there is nothing.
    #[must_use]
    pub fn shown(&self) -> Cow<'_, str> {
        match self {
            Self::Empty => Cow::Borrowed(""),
            Self::Text(text) | Self::Word { said: text, .. } => Cow::Borrowed(text.as_ref()),
            typed => {
                let mut shown = Vec::new();
                typed.put(&mut shown);
                Cow::Owned(String::from_utf8(shown).unwrap_or_default())
            }
        }
    }

    /// Adds to `out` what [`Cell::shown`] gives.
    pub fn put(&self, out: &mut Vec<u8>) {
        match self {
            Self::Empty => {}
            Self::Text(text) | Self::Word { said: text, .. } => out.extend(text.as_ref().as_bytes()),
            Self::Count(count) => put_count(out, *count),
            Self::Number(number) => put_printed(out, number),
            Self::Day(day) => put_day(out, day.0),
            Self::Time(time) => put_clock(out, time.seconds()),
            Self::Moment(Timestamp(moment)) => {
                put_day(out, moment.date());
                let (hour, minute, second) = (moment.hour(), moment.minute(), moment.second());
                out.extend_from_slice(&[b' ', digit(hour / 10), digit(hour), b':', digit(minute / 10)]);
                out.extend_from_slice(&[digit(minute), b':', digit(second / 10), digit(second)]);
            }
        }
    }

    #[must_use]
    pub fn borrowed(&self) -> Cell<&str> {
        self.with_texts(|text| text)
    }

    /// The same, holding its own texts.
    #[must_use]
    pub fn owned(&self) -> Cell {
        self.with_texts(SmolStr::new)
    }

    fn with_texts<'c, U>(&'c self, made_of: impl Fn(&'c str) -> U) -> Cell<U> {
        match self {
            Self::Empty => Cell::Empty,
            Self::Text(text) => Cell::Text(made_of(text.as_ref())),
            Self::Word { said, code } => {
                Cell::Word { said: made_of(said.as_ref()), code: made_of(code.as_ref()) }
            }
            Self::Count(count) => Cell::Count(*count),
            Self::Number(number) => Cell::Number(*number),
            Self::Day(day) => Cell::Day(*day),
            Self::Time(time) => Cell::Time(*time),
            Self::Moment(moment) => Cell::Moment(*moment),
        }
    }
}

/// `HH:MM`, with seconds where there are any: a stop one second late must not look punctual.
#[must_use]
pub fn clock(time: TimeOfDay) -> String {
    Cell::<&str>::Time(time).shown().into_owned()
}

fn put_clock(out: &mut Vec<u8>, seconds: u32) {
    let (minute, second) = (seconds / 60, seconds % 60);
    match CLOCKS.get(minute as usize) {
        Some(clock) => out.extend_from_slice(clock),
        None => put_printed(out, TimeOfDay::from_seconds(seconds)),
    }
    if second > 0 {
        out.extend_from_slice(&[b':', digit(second / 10), digit(second)]);
    }
}

/// Every minute a service day can speak of: a year's report says nine million times.
static CLOCKS: [[u8; 5]; 48 * 60] = {
    let mut clocks = [*b"00:00"; 48 * 60];
    let mut minute = 0;
    while minute < 48 * 60 {
        let (hour, of_hour) = (minute / 60, minute % 60);
        clocks[minute as usize] = [digit(hour / 10), digit(hour), b':', digit(of_hour / 10), digit(of_hour)];
        minute += 1;
    }
    clocks
};

/// By hand, because a year's report says a day thirty million digits long.
fn put_day(out: &mut Vec<u8>, day: NaiveDate) {
    let (year, month, date) = (day.year().unsigned_abs(), day.month(), day.day());
    if day.year() < 0 || year > 9999 {
        return put_printed(out, day.format("%Y-%m-%d"));
    }
    let of_year = [digit(year / 1000), digit(year / 100), digit(year / 10), digit(year)];
    out.extend_from_slice(&of_year);
    out.extend_from_slice(&[b'-', digit(month / 10), digit(month), b'-', digit(date / 10), digit(date)]);
}

fn put_count(out: &mut Vec<u8>, count: u64) {
    match u32::try_from(count) {
        Ok(few @ 0..10) => out.push(digit(few)),
        Ok(few @ 10..100) => out.extend_from_slice(&[digit(few / 10), digit(few)]),
        _ => put_printed(out, count),
    }
}

/// The last digit of a number.
const fn digit(number: u32) -> u8 {
    b'0' + (number % 10).to_le_bytes()[0]
}

fn put_printed(out: &mut Vec<u8>, printed: impl std::fmt::Display) {
    // Writing to memory cannot fail.
    let _ = write!(out, "{printed}");
}

/// A number as it is printed, kept as whole units of its last decimal so that every form gives the same one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rounded {
    units: i64,
    decimals: u8,
}

impl Rounded {
    /// `None` for what is no number, or too large to be told to so many decimals.
    #[must_use]
    pub fn new(value: f64, decimals: u8) -> Option<Self> {
        let decimals = decimals.min(6);
        let digits = format!("{value:.0$}", usize::from(decimals));
        let units = digits.replace('.', "").parse().ok()?;
        Some(Self { units, decimals })
    }

    #[must_use]
    pub const fn decimals(self) -> u8 {
        self.decimals
    }

    /// For what reckons with numbers: the nearest to what is printed.
    #[must_use]
    pub fn value(self) -> f64 {
        self.to_string().parse().unwrap_or(f64::NAN)
    }
}

impl std::fmt::Display for Rounded {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { units, decimals } = *self;
        if decimals == 0 {
            return write!(f, "{units}");
        }
        let one = 10_u64.pow(decimals.into());
        let (sign, size) = (if units < 0 { "-" } else { "" }, units.unsigned_abs());
        write!(f, "{sign}{}.{:0wide$}", size / one, size % one, wide = usize::from(decimals))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_times_are_printed_as_their_types_print_themselves() {
        for day in ["2026-11-23", "0001-01-02", "9999-12-31"] {
            let day = ServiceDay::parse(day).unwrap_or(ServiceDay(NaiveDate::MIN));
            assert_eq!(Cell::<&str>::Day(day).shown(), day.to_string());
        }
        for seconds in [0, 61, 3600 * 25 + 600, 7 * 3600 + 5] {
            let time = TimeOfDay::from_seconds(seconds);
            assert!(clock(time).starts_with(&time.to_string()));
        }
        let moment = Timestamp::parse("2026-11-23T07:05:09").expect("a moment");
        assert_eq!(Cell::<&str>::Moment(moment).shown(), "2026-11-23 07:05:09");
    }

    #[test]
    fn a_number_is_printed_as_it_was_rounded() {
        let printed = |value, decimals| Cell::<&str>::number(value, decimals).shown().into_owned();
        assert_eq!(printed(12.345, 1), "12.3");
        assert_eq!(printed(-0.06, 1), "-0.1");
        assert_eq!(printed(0.04, 1), "0.0");
        assert_eq!(printed(99.96, 1), "100.0");
        assert_eq!(printed(14.0, 0), "14");
        assert_eq!(Cell::<&str>::number(f64::NAN, 1), Cell::Empty);
        assert_eq!(Rounded::new(12.345, 1).map(Rounded::value), Some(12.3));
    }
}
