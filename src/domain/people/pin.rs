//! What a PIN must be. What is kept of one is the session's and the journal's business.

use std::fmt;

/// A PIN as it was typed. Never shown, not even to the log.
#[derive(Clone, PartialEq, Eq)]
pub struct Pin(String);

impl Pin {
    #[must_use]
    pub fn typed(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// For the one who hashes it.
    #[must_use]
    pub fn digits(&self) -> &str {
        &self.0
    }

    /// Whether it can be somebody's new PIN.
    ///
    /// # Errors
    /// A [`PinFault`].
    pub fn check(&self) -> Result<(), PinFault> {
        let digits = self.0.as_bytes();
        if !digits.iter().all(u8::is_ascii_digit) {
            return Err(PinFault::NotDigits);
        }
        if !(FEWEST..=MOST).contains(&digits.len()) {
            return Err(PinFault::Length);
        }
        // 1111, 1234, 4321: tried first by whoever tries.
        let steps = |step: i16| digits.windows(2).all(|two| i16::from(two[1]) - i16::from(two[0]) == step);
        if [-1, 0, 1].into_iter().any(steps) {
            return Err(PinFault::TooPlain);
        }
        Ok(())
    }
}

impl fmt::Debug for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pin(…)")
    }
}

/// Digits of a PIN.
pub const FEWEST: usize = 4;
pub const MOST: usize = 12;

/// Why a PIN cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PinFault {
    NotDigits,
    Length,
    /// One digit again and again, or digits in order.
    TooPlain,
}

impl PinFault {
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NotDigits => "not digits alone",
            Self::Length => "too short or too long",
            Self::TooPlain => "too plain",
        }
    }
}

/// How long a person waits after `failed` wrong tries in a row, in seconds: not at all for the first two, then
/// twice as long after each, up to a quarter of an hour.
#[must_use]
pub fn wait_after(failed: u32) -> i64 {
    const FREE: u32 = 2;
    const FIRST: i64 = 5;
    const LONGEST: i64 = 15 * 60;
    match failed.checked_sub(FREE + 1) {
        None => 0,
        Some(more) => (FIRST << more.min(10)).min(LONGEST),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pin_is_four_to_twelve_digits_that_are_not_the_first_anybody_tries() {
        let check = |text: &str| Pin::typed(text).check();
        for good in ["2468", "1357", "1123", "908172635401"] {
            assert_eq!(check(good), Ok(()), "{good}");
        }
        for (bad, fault) in [
            ("", PinFault::Length),
            ("246", PinFault::Length),
            ("9081726354012", PinFault::Length),
            ("24a8", PinFault::NotDigits),
            ("２４６８", PinFault::NotDigits),
            ("1111", PinFault::TooPlain),
            ("123456", PinFault::TooPlain),
            ("9876", PinFault::TooPlain),
        ] {
            assert_eq!(check(bad), Err(fault), "{bad}");
        }
    }

    #[test]
    fn each_wrong_try_after_the_second_doubles_the_wait_up_to_a_quarter_of_an_hour() {
        assert_eq!([0, 1, 2, 3, 4, 5, 6].map(wait_after), [0, 0, 0, 5, 10, 20, 40]);
        assert_eq!([10, 11, 40, u32::MAX].map(wait_after), [640, 900, 900, 900]);
    }

    #[test]
    fn a_pin_does_not_tell_itself_when_it_is_printed() {
        assert!(!format!("{:?}", Pin::typed("2468")).contains('2'));
    }
}
