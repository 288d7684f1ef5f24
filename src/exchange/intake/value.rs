//! Cells as people write them, read as numbers, codes, degrees and plates. Everything arrives as
//! text: a workbook's dates and numbers have been written out before.

use super::complaint::Fault;
use crate::domain::day::Priority;
use crate::domain::units::{Cartons, Fen, Seconds};
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
                if !unit || rest.any(char::is_numeric) {
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

/// Cartons of a brand in a store or a lorry: a count, of which there may be more than a vehicle holds.
pub fn store(cell: &str) -> Result<Cartons, Fault> {
    const MOST: i64 = 50_000_000;
    let each = match cell.chars().next_back() {
        Some('件') => 50,
        Some('箱') => 250,
        _ => 1,
    };
    let number = counted(cell, 0, MOST)?.saturating_mul(each);
    let fits = u32::try_from(number).ok().filter(|_| number <= MOST);
    fits.map(Cartons).ok_or(Fault::Absurd { most: MOST.unsigned_abs() })
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

/// 1 to 9, and nothing else: who wrote 10 had another scale in mind.
pub fn priority(cell: &str) -> Result<Priority, Fault> {
    let folded = fold(cell);
    let bare = folded.strip_suffix(".0").or(folded.strip_suffix('级')).unwrap_or(&folded);
    bare.trim_end().parse().ok().and_then(Priority::new).ok_or(Fault::NotAPriority)
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
        return Ok([province, letter, '·'].into_iter().chain(number.chars()).collect());
    }
    if folded.chars().count() > MOST_CODE {
        return Err(Fault::TooLong { most: MOST_CODE });
    }
    Ok(folded.chars().flat_map(char::to_uppercase).collect())
}

/// Free text of a cell, line breaks made spaces; longer than `most` signs it is refused.
pub fn text(cell: &str, most: usize) -> Result<SmolStr, Fault> {
    let cell = cell.trim();
    if cell.len() > most && cell.chars().count() > most {
        return Err(Fault::TooLong { most });
    }
    if cell.chars().any(char::is_control) {
        return Ok(cell.chars().map(|c| if c.is_control() { ' ' } else { c }).collect());
    }
    Ok(SmolStr::new(cell))
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
    fn a_priority_is_one_figure_and_no_guess_at_another_scale() {
        for (text, weight) in [("1", 1), ("９", 9), (" 3级", 3), ("2.0", 2)] {
            assert_eq!(priority(text).map(Priority::weight), Ok(weight), "{text}");
        }
        for text in ["0", "10", "-1", "1.5", "高", "A", "", "级", "99999999999"] {
            assert_eq!(priority(text), Err(Fault::NotAPriority), "{text}");
        }
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
