//! How retailers were told: what the report of notices counts.

use super::{Figure, mean_of, share_of};
use chrono::TimeDelta;

/// What is measured of notices, in the order reports show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TellingMeasure {
    /// Retailers a notice of the period names to its department; one that is named again counts again.
    ToTell,
    /// Of them, those ticked as told after the notice was made.
    Told,
    /// Of those told, those who answered that they know.
    Confirmed,
    /// From the notice to the telling: the mean over those told.
    MinutesToTell,
    /// Named by a notice that could not be delivered on some channel and was given up there.
    Undelivered,
}

impl TellingMeasure {
    pub const ALL: [Self; 5] =
        [Self::ToTell, Self::Told, Self::Confirmed, Self::MinutesToTell, Self::Undelivered];

    /// The name in files and `--json`; never changes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::ToTell => "to_tell",
            Self::Told => "told_percent",
            Self::Confirmed => "confirmed_percent",
            Self::MinutesToTell => "mean_minutes_to_tell",
            Self::Undelivered => "undelivered",
        }
    }
}

/// Counts retailers named by notices and answers with figures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TellingTally {
    to_tell: u64,
    told: (u64, TimeDelta),
    confirmed: u64,
    undelivered: u64,
}

impl TellingTally {
    /// One retailer of one notice: how long after it it was told, if it was, and whether it has answered.
    pub fn count(&mut self, told_after: Option<TimeDelta>, confirmed: bool, undelivered: bool) {
        self.to_tell += 1;
        self.undelivered += u64::from(undelivered);
        if let Some(after) = told_after {
            self.told = (self.told.0 + 1, self.told.1 + after);
            self.confirmed += u64::from(confirmed);
        }
    }

    #[must_use]
    pub fn figure(&self, measure: TellingMeasure) -> Option<Figure> {
        match measure {
            TellingMeasure::ToTell => Some(Figure::Count(self.to_tell)),
            TellingMeasure::Told => share_of(self.told.0, self.to_tell),
            TellingMeasure::Confirmed => share_of(self.confirmed, self.told.0),
            TellingMeasure::MinutesToTell => {
                mean_of(self.told).map(|seconds| Figure::Minutes(seconds / 60.0))
            }
            TellingMeasure::Undelivered => Some(Figure::Count(self.undelivered)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_of_those_named_and_answers_of_those_told() {
        let mut tally = TellingTally::default();
        tally.count(Some(TimeDelta::minutes(10)), true, false);
        tally.count(Some(TimeDelta::minutes(30)), false, false);
        tally.count(None, false, true);
        tally.count(None, false, false);
        assert_eq!(tally.figure(TellingMeasure::Told), Some(Figure::Percent(50.0)));
        assert_eq!(tally.figure(TellingMeasure::Confirmed), Some(Figure::Percent(50.0)));
        assert_eq!(tally.figure(TellingMeasure::MinutesToTell), Some(Figure::Minutes(20.0)));
        assert_eq!(tally.figure(TellingMeasure::Undelivered), Some(Figure::Count(1)));
        assert_eq!(TellingTally::default().figure(TellingMeasure::Told), None);
    }
}
