//! Cells as people write them, read as numbers, days, times, windows and plates. Everything arrives as
//! text: a workbook's dates and numbers have been written out before.

use super::complaint::Fault;
use crate::domain::day::{Cause, FailReason};
use crate::domain::network::VehicleStatus;
use crate::domain::time::{ServiceDay, TimeOfDay, Timestamp, Window};
use crate::domain::units::{Cartons, Fen, Seconds};
use chrono::{Datelike, NaiveDate};
use smol_str::SmolStr;
use std::borrow::Cow;

/// More cartons than a stop or a vehicle ever sees.
const MOST_CARTONS: i64 = 100_000;
/// Ten million yuan for one stop.
const MOST_FEN: i64 = 1_000_000_000;
/// The longest code: the real ones have up to twenty signs.
const MOST_CODE: usize = 64;
/// Half a day at one door.
const MOST_SERVICE_MINUTES: i64 = 720;
/// Two days of driving.
const MOST_SECONDS: i64 = 172_800;
const MOST_METRES: i64 = 5_000_000;
/// Days before or after this are slips of the pen.
const YEARS: std::ops::RangeInclusive<i32> = 2000..=2100;

/// Half width for full width, no white space or marks at either end.
#[must_use]
pub fn fold(cell: &str) -> Cow<'_, str> {
    fn blank(c: char) -> bool {
        c.is_whitespace() || matches!(c, '\u{feff}' | '\u{200b}' | '\u{200e}' | '\u{200f}')
    }
    if cell.is_ascii() {
        return Cow::Borrowed(cell.trim_ascii());
    }
    let cell = cell.trim_matches(blank);
    if !cell.chars().any(|c| matches!(c, '\u{ff01}'..='\u{ff5e}' | '\u{3000}' | '\u{a0}')) {
        return Cow::Borrowed(cell);
    }
    let half = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' | '\u{a0}' => ' ',
        _ => c,
    };
    Cow::Owned(cell.chars().map(half).collect())
}

/// A code as it stands: text, leading zeros kept. What spreadsheets do to codes is undone where it can be
/// (`="0042"`, `'0042`, `42.0`) and refused where it cannot (`4.2E+11`).
pub fn code(cell: &str) -> Result<Cow<'_, str>, Fault> {
    let folded = fold(cell);
    let mut bare = folded.as_ref();
    if let Some(formula) = bare.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')) {
        bare = formula;
    }
    bare = bare.strip_prefix('\'').unwrap_or(bare);
    if let Some((whole, zeros)) = bare.split_once('.')
        && !whole.is_empty()
        && whole.bytes().all(|b| b.is_ascii_digit())
        && zeros.bytes().all(|b| b == b'0')
    {
        bare = whole;
    }
    if is_rounded(bare) {
        return Err(Fault::RoundedCode);
    }
    // Every sign counts here, so the length in bytes is only a quick first look.
    if bare.len() > MOST_CODE && bare.chars().count() > MOST_CODE {
        return Err(Fault::TooLong { most: MOST_CODE });
    }
    if bare.len() == cell.len() {
        return Ok(Cow::Borrowed(cell));
    }
    Ok(Cow::Owned(bare.to_owned()))
}

/// `4.2E+11`: what is left of a long code after a spreadsheet has taken it for a number.
fn is_rounded(text: &str) -> bool {
    let Some((mantissa, exponent)) = text.split_once(['E', 'e']) else { return false };
    exponent.starts_with('+')
        && exponent[1..].bytes().all(|b| b.is_ascii_digit())
        && mantissa.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        && !mantissa.is_empty()
}

/// A decimal number in units of 10^-`places`, thousands separators and a unit after it let go.
fn scaled(cell: &str, places: usize) -> Result<i64, Fault> {
    let folded = fold(cell);
    let text = folded.trim_start_matches(['¥', '￥', '$', ' ']);
    let (negative, text) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (mut value, mut fraction, mut digits) = (0_i64, None, 0_usize);
    let mut rest = text.chars();
    for c in rest.by_ref() {
        match c {
            '0'..='9' => {
                digits += 1;
                let digit = i64::from(u32::from(c) - u32::from('0'));
                match &mut fraction {
                    Some(taken) if *taken >= places => {
                        // More digits than the unit has: money is cut, what must be whole may only have zeros.
                        if places == 0 && digit != 0 {
                            return Err(Fault::NotWhole);
                        }
                    }
                    taken => {
                        value = value
                            .checked_mul(10)
                            .and_then(|value| value.checked_add(digit))
                            .ok_or(Fault::Absurd { most: MOST_CARTONS.unsigned_abs() })?;
                        if let Some(taken) = taken {
                            *taken += 1;
                        }
                    }
                }
            }
            '.' if fraction.is_none() => fraction = Some(0),
            ',' | '，' | '\'' if digits > 0 && fraction.is_none() => {}
            // A unit follows: 条, 元, min. Anything with digits in it is no unit.
            _ => {
                let unit = c.is_alphabetic() || c == ' ';
                if !unit || rest.any(|c| c.is_numeric()) {
                    return Err(Fault::NotANumber);
                }
                break;
            }
        }
    }
    if digits == 0 {
        return Err(Fault::NotANumber);
    }
    for _ in fraction.unwrap_or(0)..places {
        value = value.checked_mul(10).ok_or(Fault::NotANumber)?;
    }
    Ok(if negative { -value } else { value })
}

fn counted(cell: &str, places: usize, most: i64) -> Result<i64, Fault> {
    let value = scaled(cell, places)?;
    let unit = 10_i64.pow(u32::try_from(places).unwrap_or(0));
    if value < 0 {
        Err(Fault::Negative)
    } else if value > most {
        Err(Fault::Absurd { most: (most / unit).unsigned_abs() })
    } else {
        Ok(value)
    }
}

fn small(cell: &str, most: i64) -> Result<u32, Fault> {
    // The common case, a few plain digits, without any of the care above.
    if !cell.is_empty() && cell.len() <= 4 && cell.bytes().all(|b| b.is_ascii_digit()) {
        let value = cell.bytes().fold(0, |value, b| value * 10 + u32::from(b - b'0'));
        if i64::from(value) <= most {
            return Ok(value);
        }
    }
    counted(cell, 0, most).map(|value| u32::try_from(value).unwrap_or(u32::MAX))
}

/// Cartons; 件 and 箱 are converted (50 and 250 cartons).
pub fn cartons(cell: &str) -> Result<Cartons, Fault> {
    let each = match cell.chars().next_back() {
        Some('件') => 50,
        Some('箱') => 250,
        _ => 1,
    };
    let number = small(cell, MOST_CARTONS)? * each;
    if i64::from(number) > MOST_CARTONS {
        return Err(Fault::Absurd { most: MOST_CARTONS.unsigned_abs() });
    }
    Ok(Cartons(number))
}

/// Yuan, kept in fen.
pub fn money(cell: &str) -> Result<Fen, Fault> {
    counted(cell, 2, MOST_FEN).map(Fen)
}

pub fn position(cell: &str) -> Result<u32, Fault> {
    small(cell, 100_000)
}

pub fn service_minutes(cell: &str) -> Result<Seconds, Fault> {
    let tenths = counted(cell, 1, MOST_SERVICE_MINUTES * 10)?;
    Ok(Seconds(u32::try_from(tenths * 6).unwrap_or(0)))
}

pub fn seconds(cell: &str) -> Result<u32, Fault> {
    whole_or_rounded(cell, 1, MOST_SECONDS)
}

pub fn minutes_as_seconds(cell: &str) -> Result<u32, Fault> {
    whole_or_rounded(cell, 60, MOST_SECONDS)
}

pub fn metres(cell: &str) -> Result<u32, Fault> {
    whole_or_rounded(cell, 1, MOST_METRES)
}

/// Routing services give fractions; the nearest whole is meant.
fn whole_or_rounded(cell: &str, times: i64, most: i64) -> Result<u32, Fault> {
    if times == 1 && cell.len() <= 6 && !cell.is_empty() && cell.bytes().all(|b| b.is_ascii_digit()) {
        let value = cell.bytes().fold(0, |value, b| value * 10 + u32::from(b - b'0'));
        if i64::from(value) <= most {
            return Ok(value);
        }
    }
    let thousandths = counted(cell, 3, most * 1000)? * times;
    let value = (thousandths + 500) / 1000;
    u32::try_from(value.min(most * times)).map_err(|_| Fault::NotANumber)
}

/// A coordinate in degrees, as `110.7932` or `110°47′35″`; hemispheres by letter or sign.
pub fn degrees(cell: &str) -> Result<f64, Fault> {
    let folded = fold(cell);
    if let Ok(plain) = folded.parse::<f64>() {
        return if plain.is_finite() { Ok(plain) } else { Err(Fault::NotANumber) };
    }
    let west_or_south = folded.contains(['W', 'w', 'S', 's', '西', '南']) || folded.starts_with('-');
    let is_mark = |c: char| c.is_whitespace() || "°′″'\"度分秒NSEWnsew北南东西-".contains(c);
    let mut degrees = 0.0;
    let mut parts = 0;
    for (part, unit) in folded.split(is_mark).filter(|part| !part.is_empty()).zip([1.0, 60.0, 3600.0]) {
        let value: f64 = part.parse().map_err(|_| Fault::NotANumber)?;
        if !value.is_finite() || value < 0.0 || (unit > 1.0 && value >= 60.0) {
            return Err(Fault::NotANumber);
        }
        degrees += value / unit;
        parts += 1;
    }
    if parts == 0 {
        return Err(Fault::NotANumber);
    }
    Ok(if west_or_south { -degrees } else { degrees })
}

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

/// `鄂C·12345` for `鄂c12345`, `鄂C-12345`, `鄂C 12345`; another country's plate in capitals as it stands.
pub fn plate(cell: &str) -> Result<SmolStr, Fault> {
    let folded = fold(cell);
    let is_dot = |c: &char| !matches!(c, '·' | '•' | '.' | '・' | '‧' | '●' | '∙' | '-' | ' ' | '\u{a0}');
    let bare: String = folded.chars().filter(is_dot).flat_map(char::to_uppercase).collect();
    let mut signs = bare.chars();
    let (province, letter) = (signs.next(), signs.next());
    let number = signs.as_str();
    let is_chinese = province.is_some_and(|c| !c.is_ascii())
        && letter.is_some_and(|c| c.is_ascii_uppercase())
        && (4..=6).contains(&number.chars().count())
        && number.starts_with(|c: char| c.is_ascii_alphanumeric());
    if let (true, Some(province), Some(letter)) = (is_chinese, province, letter) {
        return Ok(SmolStr::from_iter([province, letter, '·'].into_iter().chain(number.chars())));
    }
    if folded.chars().count() > MOST_CODE {
        return Err(Fault::TooLong { most: MOST_CODE });
    }
    Ok(SmolStr::from_iter(folded.chars().flat_map(char::to_uppercase)))
}

/// Free text of a cell, line breaks made spaces; longer than `most` signs it is refused.
pub fn text(cell: &str, most: usize) -> Result<SmolStr, Fault> {
    let cell = cell.trim();
    if cell.len() > most && cell.chars().count() > most {
        return Err(Fault::TooLong { most });
    }
    if cell.chars().any(char::is_control) {
        return Ok(SmolStr::from_iter(cell.chars().map(|c| if c.is_control() { ' ' } else { c })));
    }
    Ok(SmolStr::new(cell))
}

pub fn yes_or_no(cell: &str) -> Result<bool, Fault> {
    match fold(cell).to_lowercase().as_str() {
        "是" | "有" | "yes" | "y" | "true" | "1" | "√" | "✓" | "备用" | "备用车" | "应急" | "spare" => {
            Ok(true)
        }
        "否" | "无" | "no" | "n" | "false" | "0" | "×" | "-" | "正常" | "在用" => Ok(false),
        _ => Err(Fault::NotYesOrNo),
    }
}

pub fn vehicle_status(cell: &str) -> Result<VehicleStatus, Fault> {
    match fold(cell).to_lowercase().as_str() {
        "可用" | "正常" | "在用" | "完好" | "available" | "ok" | "active" | "ready" => {
            Ok(VehicleStatus::Available)
        }
        "故障" | "抛锚" | "broken down" | "broken" | "breakdown" => Ok(VehicleStatus::BrokenDown),
        "维修" | "维修中" | "在修" | "保养" | "停用" | "检修" | "in the workshop" | "workshop" | "repair"
        | "maintenance" | "in repair" => Ok(VehicleStatus::InWorkshop),
        _ => Err(Fault::UnknownStatus),
    }
}

fn has_any(text: &str, words: &[&str]) -> bool {
    words.iter().any(|word| text.contains(word))
}

/// The reason by the words that name it; any other is kept as written.
pub fn fail_reason(cell: &str) -> Result<FailReason, Fault> {
    let lower = fold(cell).to_lowercase();
    let says = |words: &[&str]| has_any(&lower, words);
    Ok(match () {
        () if says(&["关门", "未营业", "歇业", "停业", "closed", "shut"]) => FailReason::Closed,
        () if says(&["拒收", "refused", "rejected"]) => FailReason::Refused,
        () if says(&["付款", "扣款", "欠款", "未结算", "payment", "unpaid"]) => {
            FailReason::NoPayment
        }
        () if says(&["破损", "损坏", "damaged"]) => FailReason::Damaged,
        () if says(&["联系不上", "无人接听", "无法到达", "道路不通", "unreachable"]) => {
            FailReason::Unreachable
        }
        () => FailReason::Other(text(cell, 200)?),
    })
}

/// The cause by the words that name it; any other is kept as written.
pub fn cause(cell: &str) -> Result<Cause, Fault> {
    let lower = fold(cell).to_lowercase();
    let says = |words: &[&str]| has_any(&lower, words);
    Ok(match () {
        () if says(&["事故", "accident"]) => Cause::Accident,
        () if says(&["车辆故障", "故障", "抛锚", "breakdown", "broke down"]) => {
            Cause::Breakdown(None)
        }
        () if says(&[
            "天气", "暴雨", "大雨", "雪", "冰", "雾", "台风", "weather", "snow", "storm", "fog",
        ]) =>
        {
            Cause::Weather(None)
        }
        () if says(&["交通", "堵", "拥堵", "traffic", "congestion"]) => Cause::Traffic,
        () if says(&["不在", "absent"]) => Cause::RetailerAbsent,
        () if says(&["订货", "ordering"]) => Cause::Ordering,
        () if says(&["结算", "扣款", "settlement"]) => Cause::Settlement,
        () if says(&["分拣", "sorting"]) => Cause::Sorting,
        () => Cause::Other(text(cell, 200)?),
    })
}

/// A row of totals, told by one of its first filled cells: the very first may say more (`合计：40户`).
#[must_use]
pub fn is_total<'c>(cells: impl Iterator<Item = &'c str>) -> bool {
    const TOTALS: [&str; 6] = ["合计", "小计", "总计", "本页小计", "本页合计", "累计"];
    const ENGLISH: [&str; 5] = ["total", "totals", "subtotal", "grandtotal", "sum"];
    let mut is_first = true;
    for cell in cells.filter(|cell| !cell.is_empty()).take(4) {
        let cell = fold(cell);
        let Some(starts) = cell.chars().next() else { continue };
        if matches!(starts, '合' | '小' | '总' | '本' | '累' | 't' | 'T' | 's' | 'S' | 'g' | 'G') {
            let bare: String =
                cell.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
            let is_total = TOTALS.iter().any(|total| bare == *total || (is_first && bare.starts_with(total)));
            if is_total || ENGLISH.contains(&bare.as_str()) {
                return true;
            }
        }
        is_first = false;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn numbers_let_go_of_their_units_and_never_of_their_sign() {
        for text in ["1234", "1,234", "１，２３４", "1234条", "1234.0", "+1234", "1,234 条"] {
            assert_eq!(cartons(text), Ok(Cartons(1234)), "{text}");
        }
        assert_eq!(cartons("3件"), Ok(Cartons(150)));
        assert_eq!(cartons("-5"), Err(Fault::Negative));
        assert_eq!(cartons("12.5"), Err(Fault::NotWhole));
        assert_eq!(cartons("9999999"), Err(Fault::Absurd { most: 100_000 }));
        assert_eq!(cartons("99999999999999999999999"), Err(Fault::Absurd { most: 100_000 }));
        for text in ["", "条", "12x3", "1-2", "#N/A"] {
            assert_eq!(cartons(text), Err(Fault::NotANumber), "{text}");
        }
        assert_eq!(money("¥12,345.678"), Ok(Fen(1_234_567)));
        assert_eq!(money("12.5元"), Ok(Fen(1250)));
        assert_eq!(minutes_as_seconds("2.5"), Ok(150));
        assert_eq!(service_minutes("2.5分钟"), Ok(Seconds(150)));
    }

    #[test]
    fn a_plate_is_one_plate_whatever_its_dots() {
        for text in ["鄂C·12345", "鄂c12345", "鄂C-12345", "鄂C 12345", "鄂Ｃ•１２３４５", "鄂C.12345"]
        {
            assert_eq!(plate(text).as_deref(), Ok("鄂C·12345"), "{text}");
        }
        assert_eq!(plate("鄂cd12345").as_deref(), Ok("鄂C·D12345"));
        assert_eq!(plate("ab-123 c").as_deref(), Ok("AB-123 C"));
    }

    #[test]
    fn a_code_keeps_its_zeros_and_a_rounded_one_is_refused() {
        for (text, wanted) in [
            ("0042", "0042"),
            ("=\"0042\"", "0042"),
            ("'0042", "0042"),
            ("42.0", "42"),
            ("００42 ", "0042"),
            ("A-1.5", "A-1.5"),
        ] {
            assert_eq!(code(text).as_deref(), Ok(wanted));
        }
        assert_eq!(code("4.203E+11"), Err(Fault::RoundedCode));
        assert_eq!(code(&"9".repeat(65)), Err(Fault::TooLong { most: 64 }));
    }

    #[test]
    fn degrees_may_come_with_minutes_and_letters() {
        assert_eq!(degrees("110.7932"), Ok(110.7932));
        assert_eq!(degrees("110°30′"), Ok(110.5));
        assert_eq!(degrees("S 32.5"), Ok(-32.5));
        assert_eq!(degrees("110,79"), Err(Fault::NotANumber));
        assert_eq!(degrees("NaN"), Err(Fault::NotANumber));
    }
}
