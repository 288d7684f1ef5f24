//! How incidents were dealt with: what the supervision of the plan counts.

use super::{Figure, mean_of, share_of};
use chrono::TimeDelta;

/// What is measured of incidents, in the order reports show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IncidentMeasure {
    /// Opened in the period.
    Incidents,
    /// Of them, those not closed.
    Open,
    /// From opening to somebody's acknowledgement: the mean over those acknowledged.
    MinutesToAcknowledge,
    /// From opening to the link's working again: the mean over those restored.
    HoursToRestore,
    /// Retailers affected.
    Retailers,
    /// Steps done within their limits, as a share of those due so far.
    StepsInTime,
}

impl IncidentMeasure {
    pub const ALL: [Self; 6] = [
        Self::Incidents,
        Self::Open,
        Self::MinutesToAcknowledge,
        Self::HoursToRestore,
        Self::Retailers,
        Self::StepsInTime,
    ];

    /// The name in files and `--json`; never changes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Incidents => "incidents",
            Self::Open => "open",
            Self::MinutesToAcknowledge => "mean_minutes_to_acknowledge",
            Self::HoursToRestore => "mean_hours_to_restore",
            Self::Retailers => "retailers_affected",
            Self::StepsInTime => "steps_in_time_percent",
        }
    }
}

/// Counts incidents and answers with figures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct IncidentTally {
    pub incidents: u64,
    pub open: u64,
    /// How many, and the time that took together.
    pub acknowledged: (u64, TimeDelta),
    pub restored: (u64, TimeDelta),
    pub retailers: u64,
    pub steps: StepTally,
}

impl IncidentTally {
    #[must_use]
    pub fn figure(&self, measure: IncidentMeasure) -> Option<Figure> {
        match measure {
            IncidentMeasure::Incidents => Some(Figure::Count(self.incidents)),
            IncidentMeasure::Open => Some(Figure::Count(self.open)),
            IncidentMeasure::MinutesToAcknowledge => {
                mean_of(self.acknowledged).map(|seconds| Figure::Minutes(seconds / 60.0))
            }
            IncidentMeasure::HoursToRestore => {
                mean_of(self.restored).map(|seconds| Figure::Hours(seconds / 3600.0))
            }
            IncidentMeasure::Retailers => Some(Figure::Count(self.retailers)),
            IncidentMeasure::StepsInTime => self.steps.figure(StepMeasure::InTime),
        }
    }
}

/// What is measured of the playbook's steps, in the order reports show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StepMeasure {
    /// Every step of the incidents of the period.
    Steps,
    /// Done within the limit, as a share of those that are done or should be; skipped ones left out.
    InTime,
    /// Done after the limit.
    DoneLate,
    /// Not done, and the limit has passed.
    Overdue,
    /// Left out with a reason.
    Skipped,
    /// Minutes after the limit: the mean over steps done late or overdue.
    MeanLate,
    MaxLate,
}

impl StepMeasure {
    pub const ALL: [Self; 7] = [
        Self::Steps,
        Self::InTime,
        Self::DoneLate,
        Self::Overdue,
        Self::Skipped,
        Self::MeanLate,
        Self::MaxLate,
    ];

    /// The name in files and `--json`; never changes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Steps => "steps",
            Self::InTime => "in_time_percent",
            Self::DoneLate => "done_late",
            Self::Overdue => "overdue",
            Self::Skipped => "skipped",
            Self::MeanLate => "mean_minutes_late",
            Self::MaxLate => "max_minutes_late",
        }
    }
}

/// How a step came out, as far as the figures care.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StepOutcome {
    InTime,
    /// So many minutes, a begun one counted.
    DoneLate(u32),
    Overdue(u32),
    Skipped,
    /// Not done, and there is time left.
    Waiting,
}

/// Counts steps and answers with figures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StepTally {
    steps: u64,
    in_time: u64,
    done_late: u64,
    overdue: u64,
    skipped: u64,
    minutes: u64,
    most: u32,
}

impl StepTally {
    pub fn count(&mut self, outcome: StepOutcome) {
        self.steps += 1;
        let minutes = match outcome {
            StepOutcome::InTime => {
                self.in_time += 1;
                return;
            }
            StepOutcome::Skipped => {
                self.skipped += 1;
                return;
            }
            StepOutcome::Waiting => return,
            StepOutcome::DoneLate(minutes) => {
                self.done_late += 1;
                minutes
            }
            StepOutcome::Overdue(minutes) => {
                self.overdue += 1;
                minutes
            }
        };
        self.minutes += u64::from(minutes);
        self.most = self.most.max(minutes);
    }

    #[must_use]
    pub fn figure(&self, measure: StepMeasure) -> Option<Figure> {
        let late = self.done_late + self.overdue;
        match measure {
            StepMeasure::Steps => Some(Figure::Count(self.steps)),
            StepMeasure::InTime => share_of(self.in_time, self.in_time + late),
            StepMeasure::DoneLate => Some(Figure::Count(self.done_late)),
            StepMeasure::Overdue => Some(Figure::Count(self.overdue)),
            StepMeasure::Skipped => Some(Figure::Count(self.skipped)),
            StepMeasure::MeanLate => (late > 0).then(|| Figure::Minutes(super::ratio(self.minutes, late))),
            StepMeasure::MaxLate => (late > 0).then(|| Figure::Minutes(f64::from(self.most))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_that_still_have_time_or_were_left_out_are_neither_in_time_nor_late() {
        let mut tally = StepTally::default();
        for outcome in [
            StepOutcome::InTime,
            StepOutcome::DoneLate(10),
            StepOutcome::Overdue(20),
            StepOutcome::Skipped,
            StepOutcome::Waiting,
        ] {
            tally.count(outcome);
        }
        assert_eq!(tally.figure(StepMeasure::Steps), Some(Figure::Count(5)));
        assert_eq!(tally.figure(StepMeasure::InTime), Some(Figure::Percent(100.0 / 3.0)));
        assert_eq!(tally.figure(StepMeasure::MeanLate), Some(Figure::Minutes(15.0)));
        assert_eq!(tally.figure(StepMeasure::MaxLate), Some(Figure::Minutes(20.0)));
        assert_eq!(StepTally::default().figure(StepMeasure::InTime), None);
    }
}
