//! How long work tells how far it is, and learns that it is no longer wanted.

/// The work was given up because somebody asked for it; nothing of it was kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("cancelled")]
pub struct Cancelled;

/// Looks on while long work goes on.
pub trait Watch {
    /// `done` of `total` steps (bytes, rows or days; 0 where the total is unknown).
    ///
    /// # Errors
    /// [`Cancelled`] where the work is to stop and leave everything as it was.
    fn step(&mut self, done: u64, total: u64) -> Result<(), Cancelled>;
}

/// Nobody looks on.
#[derive(Clone, Copy, Debug, Default)]
pub struct Unwatched;

impl Watch for Unwatched {
    fn step(&mut self, _: u64, _: u64) -> Result<(), Cancelled> {
        Ok(())
    }
}
