//! Cells as people write them, read as numbers, days, times, windows and plates. Everything arrives as
//! text: a workbook's dates and numbers have been written out before.

use std::borrow::Cow;

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
