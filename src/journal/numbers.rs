//! Days, moments and places as the plain numbers the database and the payloads hold, and back. Reading
//! answers `None` for a number that stands for nothing.

use crate::domain::place::Place;
use crate::domain::time::{ServiceDay, TimeOfDay, Timestamp, Window};
use chrono::{DateTime, Datelike, NaiveDate};

/// 20261123 for 2026-11-23: sorts by time and is legible in the file.
pub fn of_day(day: ServiceDay) -> i64 {
    i64::from(day.0.year()) * 10_000 + i64::from(day.0.month() * 100 + day.0.day())
}

pub fn day(number: i64) -> Option<ServiceDay> {
    let year = i32::try_from(number.div_euclid(10_000)).ok()?;
    let rest = u32::try_from(number.rem_euclid(10_000)).ok()?;
    NaiveDate::from_ymd_opt(year, rest / 100, rest % 100).map(ServiceDay)
}

/// Seconds since 1970 on the centre's own wall clock.
pub fn of_moment(moment: Timestamp) -> i64 {
    moment.0.and_utc().timestamp()
}

pub fn moment(seconds: i64) -> Option<Timestamp> {
    DateTime::from_timestamp(seconds, 0).map(|moment| Timestamp(moment.naive_utc()))
}

pub fn time(seconds: i64) -> Option<TimeOfDay> {
    let seconds = u32::try_from(seconds).ok()?;
    let time = TimeOfDay::from_seconds(seconds);
    (time.seconds() == seconds).then_some(time)
}

pub fn window(opens: i64, closes: i64) -> Option<Window> {
    Window::new(time(opens)?, time(closes)?)
}

pub fn place(lat: i64, lon: i64) -> Option<Place> {
    Place::from_e7(i32::try_from(lat).ok()?, i32::try_from(lon).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_far_from_ours_comes_back_the_same_and_sorts_by_time() {
        let days = [NaiveDate::MIN, NaiveDate::from_ymd_opt(-1, 12, 31).unwrap_or_default()];
        let later = [NaiveDate::from_ymd_opt(2026, 2, 28).unwrap_or_default(), NaiveDate::MAX];
        let numbers: Vec<_> = days.into_iter().chain(later).map(|day| of_day(ServiceDay(day))).collect();
        assert!(numbers.is_sorted(), "{numbers:?}");
        for number in numbers {
            assert_eq!(day(number).map(of_day), Some(number));
        }
        assert_eq!(day(20_260_230), None, "there is no 30 February");
    }
}
