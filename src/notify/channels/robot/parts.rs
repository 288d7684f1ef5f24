//! A text in messages of a platform's length: parted between lines where it can be, each part marked and with the
//! letter's id, and ended where nobody would read on.

use crate::words::{Language, Words};

/// More messages than this at once are no notice.
const MOST_PARTS: usize = 8;

/// What a character takes of a message's length.
pub type Width = fn(char) -> usize;

/// In UTF-8.
pub fn bytes(c: char) -> usize {
    c.len_utf8()
}

/// As a part of a text in JSON.
pub fn bytes_in_json(c: char) -> usize {
    match c {
        '"' | '\\' | '\n' | '\r' | '\t' | '\u{8}' | '\u{c}' => 2,
        c if c < ' ' => 6,
        c => c.len_utf8(),
    }
}

fn measure(text: &str, width: Width) -> usize {
    text.chars().map(width).sum()
}

/// The messages for `text`, none longer than `most`.
pub fn parted(text: &str, id: &str, language: Language, most: usize, width: Width) -> Vec<String> {
    let end = format!("\n#{id}");
    let whole = format!("{}{end}", text.trim_end());
    if measure(&whole, width) <= most {
        return vec![whole];
    }
    let words = Words::new(language);
    let more = |lines: usize| words.fill("call-more", &[("count", lines.into())]);
    let room = most
        .saturating_sub(measure(&end, width))
        .saturating_sub(measure(&format!("({MOST_PARTS}/{MOST_PARTS})\n"), width))
        .saturating_sub(measure(&more(usize::MAX), width) + width('\n'))
        .max(width('\n') + 6);
    let mut parts = vec![String::new()];
    let mut taken = 0;
    let mut left_out = 0;
    for line in text.trim_end().lines().flat_map(|line| pieces(line, room - width('\n'), width)) {
        let length = measure(line, width) + width('\n');
        if left_out == 0 && taken + length > room && parts.len() < MOST_PARTS {
            parts.push(String::new());
            taken = 0;
        }
        match parts.last_mut() {
            Some(part) if left_out == 0 && taken + length <= room => {
                part.push_str(line);
                part.push('\n');
                taken += length;
            }
            _ => left_out += 1,
        }
    }
    if let (Some(last), 1..) = (parts.last_mut(), left_out) {
        last.push_str(&more(left_out));
    }
    let count = parts.len();
    let marked = |(at, part): (usize, String)| format!("({}/{count})\n{}{end}", at + 1, part.trim_end());
    parts.into_iter().enumerate().map(marked).collect()
}

/// A line, cut where it is longer than `most`.
fn pieces(line: &str, most: usize, width: Width) -> Vec<&str> {
    let (mut pieces, mut from, mut taken) = (Vec::new(), 0, 0);
    for (at, c) in line.char_indices() {
        if taken + width(c) > most && at > from {
            pieces.push(&line[from..at]);
            (from, taken) = (at, 0);
        }
        taken += width(c);
    }
    pieces.push(&line[from..]);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_short_text_stays_whole_and_a_long_one_is_parted_between_lines() {
        assert_eq!(parted("雨\n", "n1", Language::English, 2_048, bytes), ["雨\n#n1"]);
        let lines: Vec<_> = (1..=60).map(|shop| format!("42010100{shop:04} 到货时间改为 15:30")).collect();
        let text = lines.join("\n");
        let parts = parted(&text, "n1", Language::Chinese, 2_048, bytes);
        assert_eq!(parts.len(), 2);
        assert!(parts[0].starts_with("(1/2)\n420101000001 ") && parts[1].starts_with("(2/2)\n4201"));
        let lines =
            parts.iter().flat_map(|part| part.lines()).filter(|line| line.starts_with("4201")).count();
        assert_eq!(lines, 60);
    }

    #[test]
    fn a_text_without_end_is_ended_with_what_is_left_out() {
        let parts = parted(&"0123456789\n".repeat(10_000), "n1", Language::English, 2_048, bytes);
        assert_eq!(parts.len(), MOST_PARTS);
        let told: usize =
            parts.iter().flat_map(|part| part.lines()).filter(|line| *line == "0123456789").count();
        let last = parts.last().expect("one");
        assert!(last.contains(&crate::words::grouped(10_000 - told as u64)), "{last}");
    }

    proptest! {
        #[test]
        fn no_part_is_too_long_and_each_carries_the_id(
            text in "(\\PC|[\n\"\\\\\t\u{1}]){0,3000}", json: bool, most in 300..2_048usize,
        ) {
            let width = if json { bytes_in_json } else { bytes };
            let parts = parted(&text, "n-1", Language::Chinese, most, width);
            prop_assert!((1..=MOST_PARTS).contains(&parts.len()));
            for part in &parts {
                prop_assert!(part.chars().map(width).sum::<usize>() <= most);
                prop_assert!(part.ends_with("\n#n-1"));
            }
        }

        #[test]
        fn a_character_is_as_wide_as_it_is_written(c: char) {
            let written = serde_json::to_string(&c).expect("a text").len() - 2;
            prop_assert_eq!(bytes_in_json(c), written);
        }
    }
}
