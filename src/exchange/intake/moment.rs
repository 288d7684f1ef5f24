//! Days, times and windows as people and spreadsheets write them.

use super::complaint::Fault;
use super::value::fold;
use crate::domain::time::{ServiceDay, TimeOfDay, Timestamp, Window};
use crate::domain::units::Seconds;
use chrono::{Datelike, NaiveDate};

/// Days before or after this are slips of the pen.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2100;

/// `20261123`, `2026-11-23`, `2026/11/23`, `2026.11.23`, `2026年11月23日`, each with or without a time after
/// it, or a spreadsheet's day number.
pub fn day(cell: &str) -> Result<ServiceDay, Fault> {
    let folded = fold(cell);
    date_and_rest(&folded).map(|(day, _)| day).ok_or(Fault::NotADate)
}

fn date_and_rest(text: &str) -> Option<(ServiceDay, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (first, mut rest) = text.split_at(digits);
    let (year, month, of_month) = match digits {
        8 => (&first[..4], &first[4..6], &first[6..]),
        4 => {
            let year = first;
            let mut part = |marks: &[char]| -> Option<&str> {
                let trimmed = rest.strip_prefix(marks)?.trim_start();
                let digits = trimmed.bytes().take_while(u8::is_ascii_digit).count();
                let (number, after) = trimmed.split_at(digits);
                rest = after;
                (1..=2).contains(&digits).then_some(number)
            };
            let month = part(&['-', '/', '.', '年'])?;
            let of_month = part(&['-', '/', '.', '月'])?;
            rest = rest.strip_prefix(['日', '号']).unwrap_or(rest);
            (year, month, of_month)
        }
        // A spreadsheet counts days from the end of 1899; these lie between 1982 and 2173.
        5 => {
            let number: i64 = first.parse().ok().filter(|n| (30_000..100_000).contains(n))?;
            let zeros = rest.strip_prefix('.').unwrap_or(rest);
            if !zeros.bytes().all(|b| b.is_ascii_digit()) {
                return None;
            }
            let date = ServiceDay(NaiveDate::from_ymd_opt(1899, 12, 30)?).plus(number);
            return YEARS.contains(&date.0.year()).then_some((date, ""));
        }
        _ => return None,
    };
    let date = NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, of_month.parse().ok()?)?;
    let rest = rest.strip_prefix('T').unwrap_or(rest);
    // After the day only a time may stand.
    let rest = rest.trim_start();
    let tail = rest.is_empty() || rest.starts_with(|c: char| c.is_ascii_digit());
    (tail && YEARS.contains(&date.year()) && !(digits == 8 && rest.len() == 1))
        .then_some((ServiceDay(date), rest))
}

/// `7:30`, `07:30:00`, `730`, `7时30分`, `下午1:30`, `1:30 PM`, or a spreadsheet's part of a day.
pub fn time(cell: &str) -> Result<TimeOfDay, Fault> {
    let folded = fold(cell);
    clock(&folded).ok_or(Fault::NotATime)
}

/// A time seen on `day`: with a date before it that is the day after, it counts on past midnight.
pub fn time_on(cell: &str, day: ServiceDay) -> Result<TimeOfDay, Fault> {
    let folded = fold(cell);
    if let Some(time) = clock(&folded) {
        return Ok(time);
    }
    let (date, rest) = date_and_rest(&folded).ok_or(Fault::NotATime)?;
    let time = clock(rest).ok_or(Fault::NotATime)?;
    if date == day {
        Ok(time)
    } else if date == day.plus(1) && time.seconds() < 24 * 3600 {
        Ok(time.plus(Seconds(24 * 3600)))
    } else {
        Err(Fault::NotATime)
    }
}

/// A moment: a time on `day`, or a date and a time of its own.
pub fn moment(cell: &str, day: ServiceDay) -> Result<Timestamp, Fault> {
    let folded = fold(cell);
    if let Some(time) = clock(&folded) {
        return Ok(Timestamp::of(day, time));
    }
    let (date, rest) = date_and_rest(&folded).ok_or(Fault::NotATime)?;
    clock(rest).map(|time| Timestamp::of(date, time)).ok_or(Fault::NotATime)
}

fn clock(text: &str) -> Option<TimeOfDay> {
    if text.contains(':') && text.is_ascii() {
        if let Some(time) = TimeOfDay::parse(text) {
            return Some(time);
        }
        // Part-seconds say nothing here.
        if let Some((whole, part)) = text.split_once('.')
            && part.bytes().all(|b| b.is_ascii_digit())
        {
            return TimeOfDay::parse(whole);
        }
    }
    let lower = text.to_lowercase();
    let (bare, half) = match () {
        () if lower.starts_with("上午") || lower.ends_with("am") => {
            (lower.trim_start_matches("上午").trim_end_matches("am"), Some(0))
        }
        () if lower.starts_with("下午") || lower.ends_with("pm") => {
            (lower.trim_start_matches("下午").trim_end_matches("pm"), Some(12))
        }
        () => (lower.as_str(), None),
    };
    if let Some(half) = half {
        let time = clock(bare.trim())?;
        let hour = time.seconds() / 3600;
        // Twelve in the afternoon is noon, twelve in the morning midnight.
        return match (hour, half) {
            (12, 0) => Some(TimeOfDay::from_seconds(time.seconds() - 12 * 3600)),
            (1..=11, 12) => Some(time.plus(Seconds(12 * 3600))),
            (0..=12, _) => Some(time),
            _ => None,
        };
    }
    if bare.contains(['时', '点']) {
        let spaced: String = bare.trim_end_matches(['分', '秒', '整']).replace(['时', '点', '分'], ":");
        let full = if spaced.ends_with(':') { format!("{spaced}00") } else { spaced };
        return TimeOfDay::parse(&full);
    }
    if let Some(part) = bare.strip_prefix("0.").or_else(|| bare.strip_prefix('.')) {
        if part.is_empty() || !part.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let fraction: f64 = format!("0.{part}").parse().ok()?;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 86,400")]
        return Some(TimeOfDay::from_seconds((fraction * 86_400.0).round() as u32));
    }
    let plain = bare.bytes().all(|b| b.is_ascii_digit());
    let (hours, minutes, secs) = match (plain, bare.len()) {
        (true, 3) => (&bare[..1], &bare[1..], "0"),
        (true, 4) => (&bare[..2], &bare[2..], "0"),
        (true, 6) => (&bare[..2], &bare[2..4], &bare[4..]),
        _ => return None,
    };
    TimeOfDay::parse(&format!("{hours}:{minutes}:{secs:0>2}"))
}

/// `08:00-12:00`, `8:00~12:00`, `08:00至12:00`, `8:00 to 12:00`, `0800-1200`.
pub fn window(cell: &str) -> Result<Window, Fault> {
    let folded = fold(cell);
    let text = folded.as_ref();
    let ends = text
        .split_once(['-', '~', '–', '—', '～', '至', '到', '－'])
        .or_else(|| text.split_once(" to "))
        .ok_or(Fault::NotAWindow)?;
    let end = |text: &str| clock(text.trim_matches(['-', '—', '~', ' '])).ok_or(Fault::NotAWindow);
    Window::new(end(ends.0)?, end(ends.1)?).ok_or(Fault::ClosesBeforeOpening)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[expect(clippy::unnecessary_wraps, reason = "it stands beside what the readers answer")]
    fn at(hour: u32, minute: u32) -> Result<TimeOfDay, Fault> {
        Ok(TimeOfDay::hm(hour, minute))
    }

    #[test]
    fn a_day_is_read_in_every_dress() {
        let wanted = ServiceDay::parse("2026-11-23").ok_or(Fault::NotADate);
        for text in [
            "20261123",
            "2026-11-23",
            "2026/11/23",
            "2026.11.23",
            "2026年11月23日",
            "２０２６－１１－２３",
            "2026-11-23 07:30:00",
            "2026-11-23T07:30:00",
            "46349",
            "46349.3125",
            " 2026/11/23 ",
        ] {
            assert_eq!(day(text), wanted, "{text}");
        }
        for text in ["2026-02-30", "23/11/2026", "20261323", "", "2026-11", "19991231", "2026-11-23x", "123"]
        {
            assert_eq!(day(text), Err(Fault::NotADate), "{text}");
        }
    }

    #[test]
    fn a_time_is_read_in_every_dress() {
        for text in [
            "7:30",
            "07:30",
            "07:30:00",
            "730",
            "0730",
            "073000",
            "7：30",
            "7时30分",
            "7点30",
            "上午7:30",
            "7:30 AM",
            "0.3125",
        ] {
            assert_eq!(time(text), at(7, 30), "{text}");
        }
        assert_eq!(time("下午1:30"), at(13, 30));
        assert_eq!(time("12:05 pm"), at(12, 5));
        assert_eq!(time("12:05 am"), at(0, 5));
        assert_eq!(time("8时"), at(8, 0));
        for text in ["25:61", "7", "noon", "", "0.", "am", "7:30 foo", "48:00"] {
            assert_eq!(time(text), Err(Fault::NotATime), "{text}");
        }
        let today = ServiceDay::parse("2026-11-23").expect("a day");
        assert_eq!(time_on("2026-11-24 00:20:00", today), at(24, 20));
        assert_eq!(time_on("2026-11-25 00:20:00", today), Err(Fault::NotATime));
    }

    #[test]
    fn a_window_is_read_in_every_dress_and_must_not_close_before_it_opens() {
        for text in [
            "08:00-12:00",
            "8:00~12:00",
            "08:00至12:00",
            "8:00 — 12:00",
            "0800-1200",
            "８：００－１２：００",
            "8:00--12:00",
        ] {
            assert_eq!(window(text).map(|w| w.to_string()), Ok("08:00-12:00".into()), "{text}");
        }
        assert_eq!(window("14:00-09:00"), Err(Fault::ClosesBeforeOpening));
        assert_eq!(window("14:00"), Err(Fault::NotAWindow));
    }
}
