//! Texts cut into lines: between words, between hanzi, never before a closing mark; a word too long for a
//! line anywhere.

use super::face::Faces;

impl Faces {
    /// The lines of `text` within `width`; at most `most` of them, the last one ending in `…` where there
    /// would be more.
    #[must_use]
    pub fn wrap(&self, text: &str, size: f32, width: f32, most: usize) -> Vec<String> {
        let mut lines = Vec::new();
        for paragraph in text.lines() {
            self.wrap_paragraph(paragraph, size, width, most + 1, &mut lines);
            if lines.len() > most {
                break;
            }
        }
        if lines.len() > most {
            lines.truncate(most);
            if let Some(last) = lines.last_mut() {
                *last = self.shortened(last, size, width);
            }
        }
        lines
    }

    /// `text` on one line, ending in `…` where it is too long.
    #[must_use]
    pub fn fit(&self, text: &str, size: f32, width: f32) -> String {
        if self.width(text, size) <= width { text.to_owned() } else { self.shortened(text, size, width) }
    }

    /// The widest stretch of `text` that is not broken where there is any other place to.
    #[must_use]
    pub fn widest_piece(&self, text: &str, size: f32) -> f32 {
        let (mut widest, mut piece) = (0.0_f32, 0.0);
        let mut letters = text.chars().peekable();
        while let Some(one) = letters.next() {
            if one != ' ' {
                piece += self.advance(one) * size;
            }
            if one == '\n' || letters.peek().is_none_or(|next| may_break(one, *next)) {
                widest = widest.max(piece);
                piece = 0.0;
            }
        }
        widest
    }

    fn shortened(&self, text: &str, size: f32, width: f32) -> String {
        let mut room = width - self.advance('…') * size;
        let fits = |character: &char| {
            room -= self.advance(*character) * size;
            room >= 0.0
        };
        let mut short: String = text.chars().take_while(fits).collect();
        short.truncate(short.trim_end().len());
        short.push('…');
        short
    }

    fn wrap_paragraph(&self, text: &str, size: f32, width: f32, most: usize, lines: &mut Vec<String>) {
        // A tab is a gap like any other.
        let text: Vec<char> = text.chars().map(|c| if c == '\t' { ' ' } else { c }).collect();
        let reach = |from: usize, to: usize| -> f32 {
            text[from..to].iter().map(|c| self.advance(*c)).sum::<f32>() * size
        };
        let (mut start, mut break_at, mut filled) = (0, 0, 0.0);
        for at in 0..text.len() {
            let advance = self.advance(text[at]) * size;
            // A space at the end of a line needs no room.
            if filled + advance > width && at > start && text[at] != ' ' {
                let end = if break_at > start { break_at } else { at };
                push(lines, &text[start..end]);
                if lines.len() >= most {
                    return;
                }
                start = end;
                filled = reach(start, at);
            }
            filled += advance;
            if text.get(at + 1).is_some_and(|next| may_break(text[at], *next)) {
                break_at = at + 1;
            }
        }
        if start < text.len() {
            push(lines, &text[start..]);
        }
    }
}

fn push(lines: &mut Vec<String>, line: &[char]) {
    lines.push(line.iter().collect::<String>().trim_end().to_owned());
}

fn may_break(one: char, next: char) -> bool {
    if next == ' ' {
        return false;
    }
    one == ' ' || one == '-' || ((is_wide(one) || is_wide(next)) && !never_begins(next) && !never_ends(one))
}

/// Written without spaces between words.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7FF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}')
        || c >= '\u{1F000}'
}

fn never_begins(c: char) -> bool {
    "，。；：、？！）》」』】〕％·，.;:,?!)]}%’”…".contains(c)
}

fn never_ends(c: char) -> bool {
    "（《「『【〔([{‘“".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;
    use expect_test::{Expect, expect};

    #[expect(clippy::needless_pass_by_value, reason = "so that what is expected is the last word of a test")]
    fn check(text: &str, hanzi: f32, most: usize, expected: Expect) {
        let faces = Faces::of(Language::Chinese);
        expected.assert_eq(&faces.wrap(text, 10.0, hanzi * 10.0, most).join("|"));
    }

    #[test]
    fn words_stay_whole_and_hanzi_break_anywhere() {
        check("Morning Light Store 12", 5.0, 9, expect!["Morning|Light|Store 12"]);
        check("平安烟酒商店（城东），二楼", 6.0, 9, expect!["平安烟酒商店|（城东），二|楼"]);
        check("平安烟酒商店，二楼", 6.0, 9, expect!["平安烟酒商|店，二楼"]);
        check("420300001001420300001001", 5.0, 9, expect!["420300001|001420300|001001"]);
    }

    #[test]
    fn what_does_not_fit_ends_in_an_ellipsis() {
        check("Morning Light Store 12", 5.0, 2, expect!["Morning|Light…"]);
        check("one\ntwo\nthree", 9.0, 2, expect!["one|two…"]);
        check("", 9.0, 2, expect![""]);
        let faces = Faces::of(Language::Chinese);
        assert_eq!(faces.fit("平安烟酒商店", 10.0, 45.0), "平安烟…");
    }
}
