//! When a search has had enough. Rules are values: tests count rounds, a desk gives a deadline of its own.

/// Rounds between two looks at the stopping rule: often enough for a deadline, seldom enough to cost nothing.
pub const ROUNDS_BETWEEN_LOOKS: u64 = 16;

/// A stopping rule.
pub trait Stop {
    /// How much of the allowance is used, from 0 up; the search ends at 1.
    fn share_used(&mut self, rounds: u64) -> f64;
}

/// After so many rounds, rounded up to the next look.
#[derive(Clone, Copy, Debug)]
pub struct Rounds(pub u64);

impl Stop for Rounds {
    #[expect(clippy::cast_precision_loss, reason = "a share need not be exact")]
    fn share_used(&mut self, rounds: u64) -> f64 {
        if rounds >= self.0 { 1.0 } else { rounds as f64 / self.0 as f64 }
    }
}
