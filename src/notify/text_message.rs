//! How much of a text message (SMS) a text takes: 160 septets where all of it is in the GSM alphabet, else 70 units of
//! UTF-16 (3GPP TS 23.038, sections 4 and 6.2.1; what fits into the 140 octets of one message).

/// A text measured against one message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    /// Septets or units of UTF-16.
    pub taken: usize,
    /// How many of them one message holds.
    pub most: usize,
}

impl Length {
    #[must_use]
    pub fn of(text: &str) -> Self {
        let septets: Option<usize> = text.chars().map(septets).sum();
        match septets {
            Some(taken) => Self { taken, most: 160 },
            None => Self { taken: text.encode_utf16().count(), most: 70 },
        }
    }

    /// Whether it is one message.
    #[must_use]
    pub const fn fits(self) -> bool {
        self.taken <= self.most
    }
}

/// What a character takes in the default alphabet and its extension; `None` where neither has it.
fn septets(character: char) -> Option<usize> {
    match character {
        'A'..='Z' | 'a'..='z' | '0'..='9' => Some(1),
        '^' | '{' | '}' | '\\' | '[' | '~' | ']' | '|' | '€' => Some(2),
        _ => SIGNS.contains(character).then_some(1),
    }
}

/// The default alphabet but for letters and digits of ASCII.
const SIGNS: &str = " \n\r@£$¥èéùìòÇØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ!\"#¤%&'()*+,-./:;<=>?¡ÄÖÑÜ§¿äöñüà";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_holds_160_latin_letters_or_70_of_any_other_kind() {
        for (text, taken, most) in [
            ("", 0, 160),
            ("Delivery at 14:20. Call 0719-8600100.", 37, 160),
            ("[5 €]", 8, 160),
            ("您的卷烟14:20送达", 11, 70),
            ("`", 1, 70),
            // Beyond the first 65,536 characters each takes two.
            ("𠮷田", 3, 70),
        ] {
            assert_eq!(Length::of(text), Length { taken, most }, "{text}");
        }
        assert!(Length::of(&"a".repeat(160)).fits() && !Length::of(&"a".repeat(161)).fits());
        assert!(Length::of(&"烟".repeat(70)).fits() && !Length::of(&"烟".repeat(71)).fits());
    }

    #[test]
    fn the_alphabet_has_128_signs_with_the_escape() {
        let letters = ('\0'..='\u{7f}').filter(char::is_ascii_alphanumeric).count();
        assert_eq!(SIGNS.chars().count() + letters + 1, 128);
    }
}
