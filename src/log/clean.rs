//! What a log line must not hold, whoever said it: telephone numbers, mail addresses, what an address keeps behind its
//! question mark, and lines that are not lines.

use std::fmt::Write as _;

/// A value is cut behind so many characters.
const MOST: usize = 400;
/// Fewer digits are a count, a revision or a time.
const DIGITS_OF_A_PHONE: usize = 7;

/// The text as a log may hold it.
#[must_use]
pub fn cleaned(text: &str) -> String {
    let mut clean = String::new();
    for (at, word) in text.split(|c: char| c.is_whitespace() || c.is_control()).enumerate() {
        if at > 0 {
            clean.push(' ');
        }
        if word.contains("://") {
            clean.push_str(&address(word));
        } else if word.contains('@') {
            clean.push('…');
        } else {
            clean.push_str(word);
        }
    }
    let clean = without_phones(&clean);
    let mut cut: String = clean.chars().take(MOST).collect();
    if cut.len() < clean.len() {
        cut.push('…');
    }
    cut
}

/// Only the scheme and the host: behind them stand keys as often as not, before them passwords.
fn address(word: &str) -> String {
    let (before, rest) = word.split_once("://").unwrap_or_default();
    let whole = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = whole.rsplit_once('@').map_or(whole, |(_, host)| host);
    let mut text = format!("{before}://{host}");
    if rest.len() > whole.len() {
        text.push_str("/…");
    }
    text
}

/// Runs of digits, with the marks people write between them, that are long enough to be a telephone number. Moments are
/// known by their form and stay.
fn without_phones(text: &str) -> String {
    let is_between = |c: char| matches!(c, '-' | ' ' | '(' | ')' | '+' | '.' | '/' | '·' | '–');
    let is_part = |c: char| c.is_numeric() || is_between(c);
    let mut clean = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(char::is_numeric) {
        let (before, from) = rest.split_at(start);
        clean.push_str(before);
        let end = from.find(|c| !is_part(c)).unwrap_or(from.len());
        let run = from[..end].trim_end_matches(is_between);
        let digits = run.chars().filter(|c| c.is_numeric()).count();
        let _ = if digits >= DIGITS_OF_A_PHONE && !begins_with_a_day(run) {
            write!(clean, "…")
        } else {
            write!(clean, "{run}")
        };
        rest = &from[run.len()..];
    }
    clean.push_str(rest);
    clean
}

/// `2026-11-23`, and what a file's name makes of it.
fn begins_with_a_day(run: &str) -> bool {
    let digits = |part: &str, count: usize| part.len() == count && part.bytes().all(|b| b.is_ascii_digit());
    match run.as_bytes() {
        [_, _, _, _, b'-', _, _, b'-', _, _] => {
            run.split('-').zip([4, 2, 2]).all(|(part, count)| digits(part, count))
        }
        [b'2', b'0', _, _, _, _, _, _] => digits(run, 8),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_log_must_not_hold_is_taken_out_and_the_rest_stays() {
        for (text, wanted) in [
            ("retailer 13800000000 of R1", "retailer … of R1"),
            ("+86 138-0000-0000", "+…"),
            ("0719-8888888", "…"),
            ("１３８００００００００", "…"),
            ("wang.li@example.cn is full", "… is full"),
            ("https://qyapi.example.cn/send?key=f9a1", "https://qyapi.example.cn/…"),
            ("smtp://desk:secret@mail.example.cn:465", "smtp://mail.example.cn:465"),
            ("revision 184223 in 12 ms", "revision 184223 in 12 ms"),
            ("2026-11-23T10:20:00", "2026-11-23T10:20:00"),
            ("/home/x/mainstay-20261123.db", "/home/x/mainstay-20261123.db"),
            ("two\nlines\t\u{1b}[31mred", "two lines  [31mred"),
            ("鄂C·12345", "鄂C·12345"),
        ] {
            assert_eq!(cleaned(text), wanted, "{text}");
        }
        assert_eq!(cleaned(&"x".repeat(5_000)).chars().count(), MOST + 1);
    }
}
