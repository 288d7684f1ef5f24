//! A notice that is ready to leave: whom it is for, what it says, and whom to call. Plain data, kept whole until it is
//! sent; which channel takes it is not its business.

use crate::domain::time::Timestamp;
use crate::words::Language;
use smol_str::SmolStr;
use std::fmt::Write as _;

/// One notice to one list of people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The same for every attempt, so that whoever gets it twice can tell.
    pub id: SmolStr,
    /// The centre's name.
    pub from: String,
    pub to: Vec<Recipient>,
    pub subject: String,
    pub text: String,
    /// The shops to call; empty where there is nobody to call.
    pub calls: Vec<Call>,
    /// What goes with it; nothing does with a notice.
    pub files: Vec<Enclosure>,
    /// When it was written, by the centre's clock.
    pub at: Timestamp,
    /// Of the text, and so of the call list's headings.
    pub language: Language,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recipient {
    pub name: String,
    /// An e-mail address, or in a group the phone number to call attention with.
    pub address: String,
}

/// A file that goes with a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enclosure {
    pub name: String,
    pub bytes: Vec<u8>,
}

/// One line of a call list. Times are told as people read them, because a new one may be a day, a window or a moment.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Call {
    pub retailer: String,
    pub name: String,
    pub phone: String,
    pub manager: String,
    pub old_time: String,
    pub new_time: String,
    pub reason: String,
    pub incident: String,
    /// What the retailer is told, short enough for a text message.
    pub message: String,
}

/// The letter's id as a name for files and marks: letters, digits, `-`, `_` and `.`; another id never has the same.
#[must_use]
pub fn plain_id(id: &str) -> String {
    const MOST: usize = 80;
    const RESERVED: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];
    let fits = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
    let lower = id.to_ascii_lowercase();
    let is_device = RESERVED.iter().any(|name| lower.starts_with(name)) && lower.len() <= 4;
    // File systems that don't tell capitals apart would take two ids for one.
    let is_plain = id.len() <= MOST && id.chars().all(fits) && lower == id && !is_device;
    if is_plain && !id.is_empty() && !id.starts_with('.') && !id.contains("..") {
        return id.to_owned();
    }
    let kept: String = lower.chars().filter(|c| fits(*c) && *c != '.').take(MOST / 2).collect();
    format!("_{kept}-{}", &checksum(id)[..16])
}

/// Forty digits that no two ids share.
pub(super) fn checksum(id: &str) -> String {
    use sha2::{Digest as _, Sha256};
    let mut digits = String::with_capacity(40);
    for byte in Sha256::digest(id.as_bytes()).iter().take(20) {
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_id_that_is_a_name_stays_and_no_two_become_one() {
        assert_eq!(plain_id("a1-7.2"), "a1-7.2");
        for (one, other) in
            [("A", "a"), ("a/b", "a\\b"), ("../x", "x"), ("", "_"), ("con", "con-1"), ("1.", "..1")]
        {
            assert_ne!(plain_id(one), plain_id(other));
        }
        assert!(!plain_id("nul").starts_with("nul"));
    }

    proptest! {
        #[test]
        fn an_id_of_any_kind_is_a_name_in_the_folder(id in "\\PC{0,200}|[./\\\\a-c:]{0,9}") {
            let name = plain_id(&id);
            prop_assert!(!name.is_empty() && name.len() <= 80);
            prop_assert!(name.chars().all(|c| c.is_ascii_alphanumeric() || "-_.".contains(c)));
            prop_assert!(!name.starts_with('.') && !name.contains(".."));
            prop_assert_eq!(name == id, plain_id(&name) == id);
        }
    }
}
