//! Where vehicles were seen, by the boxes they carry.

use super::ids::Plate;
use super::place::Place;
use super::time::Timestamp;
use super::units::Metres;

/// The last place a vehicle was seen at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    pub plate: Plate,
    pub place: Place,
    pub at: Timestamp,
}

/// Where a vehicle is, and since when it has not moved from there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Whereabouts {
    pub fix: Fix,
    /// Where the present stay began, and when; a vehicle stays while it is near that place.
    pub anchor: Place,
    pub since: Timestamp,
}

impl Whereabouts {
    #[must_use]
    pub const fn first(fix: Fix) -> Self {
        let (anchor, since) = (fix.place, fix.at);
        Self { fix, anchor, since }
    }

    /// After it has been seen once more. `near` is how far a vehicle that stands may seem to move.
    #[must_use]
    pub fn then(&self, fix: Fix, near: Metres) -> Self {
        if self.anchor.metres_to(fix.place) <= f64::from(near.0) {
            Self { fix, anchor: self.anchor, since: self.since }
        } else {
            Self::first(fix)
        }
    }
}
