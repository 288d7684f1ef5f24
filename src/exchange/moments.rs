//! Moments as standards write them, brought to the centre's wall clock.

use crate::domain::time::Timestamp;
use chrono::{Datelike, NaiveDate, NaiveTime, TimeDelta};

/// Messages of other years are slips of the pen.
const YEARS: std::ops::RangeInclusive<i32> = 1990..=2100;

/// `2026-11-23T07:00:00+08:00`, the same with `Z`, `+0800` or parts of a second; or with a space, slashes, no
/// seconds, no zone: then it is the centre's clock already. `None` where it is no moment.
pub fn moment(text: &str, utc_offset_minutes: i32) -> Option<Timestamp> {
    let text = text.trim();
    let mut rest = text;
    let year = digits(&mut rest, 4)?;
    let dash = mark(&mut rest, &['-', '/', '.'])?;
    let month = digits(&mut rest, 2)?;
    (mark(&mut rest, &[dash])? == dash).then_some(())?;
    let day = digits(&mut rest, 2)?;
    let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day)?;
    mark(&mut rest, &['T', 't', ' '])?;
    rest = rest.trim_start();
    let hour = digits(&mut rest, 2)?;
    mark(&mut rest, &[':'])?;
    let minute = digits(&mut rest, 2)?;
    let mut second = 0;
    if rest.starts_with(':') {
        rest = &rest[1..];
        second = digits(&mut rest, 2)?;
        if let Some(part) = rest.strip_prefix(['.', ',']) {
            rest = part.trim_start_matches(|c: char| c.is_ascii_digit());
        }
    }
    // A day may end at 24:00, and a minute may have a leap second.
    let (hour, days) = if (hour, minute, second) == (24, 0, 0) { (0, 1) } else { (hour, 0) };
    let time = NaiveTime::from_hms_opt(hour, minute, second.min(59))?;
    let ahead = match zone(rest.trim())? {
        Some(minutes) => utc_offset_minutes - minutes,
        None => 0,
    };
    let moment = date.and_time(time).checked_add_signed(TimeDelta::days(days))?;
    let moment = moment.checked_add_signed(TimeDelta::minutes(ahead.into()))?;
    YEARS.contains(&moment.year()).then_some(Timestamp(moment))
}

/// Minutes ahead of UTC; nothing where no zone is given.
#[expect(clippy::option_option, reason = "no zone, and a zone that is none, are two things")]
fn zone(text: &str) -> Option<Option<i32>> {
    let (sign, rest) = match text.as_bytes() {
        [] => return Some(None),
        [b'Z' | b'z'] => return Some(Some(0)),
        [b'+', ..] => (1, &text[1..]),
        [b'-', ..] => (-1, &text[1..]),
        _ => return None,
    };
    let mut rest = rest;
    let hours = digits(&mut rest, 2)?;
    rest = rest.strip_prefix(':').unwrap_or(rest);
    let minutes = if rest.is_empty() { 0 } else { digits(&mut rest, 2)? };
    let fits = rest.is_empty() && hours <= 14 && minutes < 60;
    fits.then(|| i32::try_from(hours * 60 + minutes).ok().map(|minutes| sign * minutes))
}

/// A number of at most `most` digits, and at least one.
fn digits(rest: &mut &str, most: usize) -> Option<u32> {
    let count = rest.bytes().take(most).take_while(u8::is_ascii_digit).count();
    let (number, after) = rest.split_at_checked(count)?;
    *rest = after;
    // A year has all its digits.
    (most < 4 || count == 4).then(|| number.parse().ok())?
}

fn mark(rest: &mut &str, wanted: &[char]) -> Option<char> {
    let found = rest.chars().next().filter(|c| wanted.contains(c))?;
    *rest = &rest[found.len_utf8()..];
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_brought_to_the_centres_clock() {
        for (text, wanted) in [
            ("2026-11-23T07:00:00+08:00", "2026-11-23T07:00:00"),
            ("2026-11-22T23:00:00Z", "2026-11-23T07:00:00"),
            ("2026-11-22T23:00:00-00:00", "2026-11-23T07:00:00"),
            ("2026-11-22T17:30:00-0530", "2026-11-23T07:00:00"),
            ("2026-11-23T07:00:00.123+08", "2026-11-23T07:00:00"),
            ("2026-11-23 07:00:00", "2026-11-23T07:00:00"),
            ("2026/11/23 7:00", "2026-11-23T07:00:00"),
            (" 2026-11-23T07:00 ", "2026-11-23T07:00:00"),
            ("2026-11-23T24:00:00+08:00", "2026-11-24T00:00:00"),
            ("2026-12-31T23:59:60Z", "2027-01-01T07:59:59"),
        ] {
            assert_eq!(moment(text, 480).map(|at| at.to_string()).as_deref(), Some(wanted), "{text}");
        }
        for text in [
            "",
            "now",
            "2026-11-23",
            "2026-02-30T07:00:00",
            "2026-11-23T25:00:00",
            "2026-11-23T07:00:00+99:00",
            "2026-11-23T07:00:00 CST",
            "0026-11-23T07:00:00",
            "9999-11-23T07:00:00",
            "2026-11/23T07:00:00",
            "２０２６-11-23T07:00:00",
        ] {
            assert_eq!(moment(text, 480), None, "{text}");
        }
    }
}
