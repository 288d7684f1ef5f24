//! The period a report is about: typed, or chosen with one click.

use crate::domain::time::{ServiceDay, TimeOfDay};
use chrono::{Datelike, NaiveDate};

/// Periods people ask for most, counted from the service day on the board.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuickPeriod {
    ThisDay,
    ThisWeek,
    LastThirtyDays,
    ThisMonth,
    LastMonth,
    /// From the first service day there is to the last.
    Everything,
}

impl QuickPeriod {
    pub const ALL: [Self; 6] = [
        Self::ThisDay,
        Self::ThisWeek,
        Self::LastThirtyDays,
        Self::ThisMonth,
        Self::LastMonth,
        Self::Everything,
    ];

    /// Its name in the locale files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ThisDay => "reports-this-day",
            Self::ThisWeek => "reports-this-week",
            Self::LastThirtyDays => "reports-last-thirty-days",
            Self::ThisMonth => "reports-this-month",
            Self::LastMonth => "reports-last-month",
            Self::Everything => "reports-everything",
        }
    }

    /// First and last day, both included. Weeks begin on Monday. `known` are the service days there are.
    #[must_use]
    pub fn around(self, day: ServiceDay, known: &[ServiceDay]) -> (ServiceDay, ServiceDay) {
        match self {
            Self::ThisDay => (day, day),
            Self::ThisWeek => {
                let monday = day.plus(-i64::from(day.0.weekday().num_days_from_monday()));
                (monday, monday.plus(6))
            }
            Self::LastThirtyDays => (day.plus(-29), day),
            Self::ThisMonth => month_of(day),
            Self::LastMonth => month_of(month_of(day).0.plus(-1)),
            Self::Everything => (known.first().copied().unwrap_or(day), known.last().copied().unwrap_or(day)),
        }
    }
}

fn month_of(day: ServiceDay) -> (ServiceDay, ServiceDay) {
    let first = day.0.with_day(1).map_or(day, ServiceDay);
    let (year, month) = (first.0.year(), first.0.month());
    let next = if month == 12 {
        NaiveDate::from_ymd_opt(year + 1, 1, 1)
    } else {
        NaiveDate::from_ymd_opt(year, month + 1, 1)
    };
    (first, next.map_or(day, |next| ServiceDay(next).plus(-1)))
}

/// Reads a day as people type it: `2026-11-23`, `2026/11/23`, `2026.11.23`, `20261123`, `2026年11月23日`;
/// full-width digits too.
#[must_use]
pub fn read_day(text: &str) -> Option<ServiceDay> {
    let plain: String = text.trim().chars().map(half_width).collect();
    let plain = plain.trim_end_matches('日');
    let parts: Vec<&str> = plain.split(['-', '/', '.', '年', '月']).map(str::trim).collect();
    let (year, month, day) = match parts[..] {
        [year, month, day] => (year, month, day),
        [whole] if whole.len() == 8 && whole.is_ascii() => (&whole[..4], &whole[4..6], &whole[6..]),
        _ => return None,
    };
    let fits = year.len() == 4 && month.len() <= 2 && day.len() <= 2;
    let digits = [year, month, day].iter().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    if !(fits && digits) {
        return None;
    }
    NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).map(ServiceDay)
}

/// Reads a time of day as people type it: `6:30`, `06:30`, `18：30`; nothing after `24:00`.
#[must_use]
pub fn read_time(text: &str) -> Option<TimeOfDay> {
    let plain: String = text.trim().chars().map(half_width).collect();
    TimeOfDay::parse(&plain).filter(|time| *time <= TimeOfDay::hm(24, 0))
}

fn half_width(c: char) -> char {
    match c {
        '０'..='９' | '－' | '／' | '．' | '：' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> ServiceDay {
        ServiceDay::parse(text).expect("a date")
    }

    #[test]
    fn days_are_read_as_people_type_them() {
        for text in [
            "2026-11-03",
            "2026/11/3",
            "2026.11.03",
            "20261103",
            "2026年11月3日",
            "２０２６-１１-０３",
            " 2026-11-3 ",
        ] {
            assert_eq!(read_day(text), Some(day("2026-11-03")), "{text}");
        }
        for text in
            ["", "26-11-03", "2026-13-01", "2026-02-30", "tomorrow", "2026-11", "2026-+1-03", "二〇二六年"]
        {
            assert_eq!(read_day(text), None, "{text}");
        }
    }

    #[test]
    fn times_are_read_as_people_type_them() {
        for text in ["6:30", "06:30", " 06：30 ", "０６:３０"] {
            assert_eq!(read_time(text), Some(TimeOfDay::hm(6, 30)), "{text}");
        }
        assert_eq!(read_time("24:00"), Some(TimeOfDay::hm(24, 0)));
        for text in ["", "6", "24:01", "6:60", "half past six"] {
            assert_eq!(read_time(text), None, "{text}");
        }
    }

    #[test]
    fn quick_periods_end_where_people_expect() {
        let known = [day("2026-08-25"), day("2026-11-24")];
        let around = |period: QuickPeriod, on| period.around(day(on), &known);
        assert_eq!(around(QuickPeriod::ThisWeek, "2026-11-29"), (day("2026-11-23"), day("2026-11-29")));
        assert_eq!(around(QuickPeriod::LastThirtyDays, "2026-11-23"), (day("2026-10-25"), day("2026-11-23")));
        assert_eq!(around(QuickPeriod::ThisMonth, "2026-12-31"), (day("2026-12-01"), day("2026-12-31")));
        assert_eq!(around(QuickPeriod::LastMonth, "2026-03-31"), (day("2026-02-01"), day("2026-02-28")));
        assert_eq!(around(QuickPeriod::Everything, "2026-11-23"), (day("2026-08-25"), day("2026-11-24")));
    }
}
