//! How reliable vehicles are, and what their breakdowns cost: one definition for each figure. Terms as in ISO 14224
//! (mean time between failures, mean time to repair, availability); the words that explain them to people are in the
//! locale files.

use super::{Figure, mean_of, ratio, share_of};
use crate::domain::units::Metres;
use chrono::TimeDelta;

/// What is measured of breakdowns in a period, in the order reports show it. Only the part of the period that has passed
/// counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FleetMeasure {
    /// Reported in the period.
    Breakdowns,
    /// Hours of the period vehicles were broken down, whenever that began.
    UnplannedDowntime,
    /// Hours of the period vehicles were in the workshop and not broken down.
    PlannedDowntime,
    /// Share of the vehicles' hours that were no downtime of either kind.
    Availability,
    /// The vehicles' hours that were no downtime, over the breakdowns.
    Mtbf,
    /// From a breakdown of the period to the vehicle's repair: the mean over those repaired.
    MttrVehicle,
    /// From a breakdown of the period to the first delivery at one of the shops it kept waiting: the mean over those
    /// that came to one.
    MttrService,
    /// Kilometres driven in the period, over the breakdowns.
    DistanceBetween,
    /// Retailers that were kept waiting by breakdowns of the period.
    Retailers,
    /// Minutes they were served after their promised windows, all together.
    RetailerMinutesLate,
    /// Of them, those put off to another day.
    PutOff,
}

impl FleetMeasure {
    pub const ALL: [Self; 11] = [
        Self::Breakdowns,
        Self::UnplannedDowntime,
        Self::PlannedDowntime,
        Self::Availability,
        Self::Mtbf,
        Self::MttrVehicle,
        Self::MttrService,
        Self::DistanceBetween,
        Self::Retailers,
        Self::RetailerMinutesLate,
        Self::PutOff,
    ];

    /// The name in files and `--json`; never changes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Breakdowns => "breakdowns",
            Self::UnplannedDowntime => "unplanned_downtime_hours",
            Self::PlannedDowntime => "planned_downtime_hours",
            Self::Availability => "availability_percent",
            Self::Mtbf => "mtbf_hours",
            Self::MttrVehicle => "mttr_vehicle_hours",
            Self::MttrService => "mttr_service_minutes",
            Self::DistanceBetween => "km_between_failures",
            Self::Retailers => "retailers_affected",
            Self::RetailerMinutesLate => "retailer_minutes_late",
            Self::PutOff => "put_off",
        }
    }
}

/// Adds up and answers with figures.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FleetTally {
    pub breakdowns: u64,
    /// The hours vehicles could have been ready: the passed part of the period, once for each.
    pub vehicle_time: TimeDelta,
    pub unplanned: TimeDelta,
    pub planned: TimeDelta,
    /// How many were repaired, and the time that took together.
    pub repairs: (u64, TimeDelta),
    /// How many came to a delivery again, and the time that took together.
    pub recoveries: (u64, TimeDelta),
    pub metres: u64,
    pub retailers: u64,
    pub minutes_late: u64,
    pub put_off: u64,
}

impl FleetTally {
    pub fn drove(&mut self, metres: Metres) {
        self.metres += u64::from(metres.0);
    }

    /// `None` where there is nothing to measure: a mean over no breakdowns, a share of no time.
    #[must_use]
    pub fn figure(&self, measure: FleetMeasure) -> Option<Figure> {
        let ready = (self.vehicle_time - self.unplanned - self.planned).max(TimeDelta::zero());
        let broke = (self.breakdowns > 0).then_some(self.breakdowns);
        match measure {
            FleetMeasure::Breakdowns => Some(Figure::Count(self.breakdowns)),
            FleetMeasure::UnplannedDowntime => Some(Figure::Hours(hours(self.unplanned))),
            FleetMeasure::PlannedDowntime => Some(Figure::Hours(hours(self.planned))),
            FleetMeasure::Availability => share_of(seconds(ready), seconds(self.vehicle_time)),
            FleetMeasure::Mtbf => {
                let some = broke.filter(|_| self.vehicle_time > TimeDelta::zero())?;
                Some(Figure::Hours(ratio(seconds(ready), some) / 3600.0))
            }
            FleetMeasure::MttrVehicle => mean_of(self.repairs).map(|seconds| Figure::Hours(seconds / 3600.0)),
            FleetMeasure::MttrService => {
                mean_of(self.recoveries).map(|seconds| Figure::Minutes(seconds / 60.0))
            }
            FleetMeasure::DistanceBetween => {
                let some = broke.filter(|_| self.metres > 0)?;
                Some(Figure::Kilometres(ratio(self.metres, some) / 1000.0))
            }
            FleetMeasure::Retailers => Some(Figure::Count(self.retailers)),
            FleetMeasure::RetailerMinutesLate => Some(Figure::Count(self.minutes_late)),
            FleetMeasure::PutOff => Some(Figure::Count(self.put_off)),
        }
    }
}

fn seconds(span: TimeDelta) -> u64 {
    u64::try_from(span.num_seconds()).unwrap_or(0)
}

fn hours(span: TimeDelta) -> f64 {
    ratio(seconds(span), 3600)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fleet_without_breakdowns_has_no_means_but_is_available() {
        let tally = FleetTally { vehicle_time: TimeDelta::hours(48), metres: 9_000, ..FleetTally::default() };
        assert_eq!(tally.figure(FleetMeasure::Availability), Some(Figure::Percent(100.0)));
        for measure in [
            FleetMeasure::Mtbf,
            FleetMeasure::MttrVehicle,
            FleetMeasure::MttrService,
            FleetMeasure::DistanceBetween,
        ] {
            assert_eq!(tally.figure(measure), None, "{measure:?}");
        }
    }

    #[test]
    fn downtime_of_both_kinds_makes_a_vehicle_unavailable_and_neither_is_time_between_failures() {
        let tally = FleetTally {
            breakdowns: 2,
            vehicle_time: TimeDelta::hours(100),
            unplanned: TimeDelta::hours(15),
            planned: TimeDelta::hours(5),
            repairs: (1, TimeDelta::minutes(90)),
            recoveries: (2, TimeDelta::minutes(70)),
            metres: 120_000,
            ..FleetTally::default()
        };
        let figure = |measure| tally.figure(measure);
        assert_eq!(figure(FleetMeasure::Availability), Some(Figure::Percent(80.0)));
        assert_eq!(figure(FleetMeasure::Mtbf), Some(Figure::Hours(40.0)));
        assert_eq!(figure(FleetMeasure::MttrVehicle), Some(Figure::Hours(1.5)));
        assert_eq!(figure(FleetMeasure::MttrService), Some(Figure::Minutes(35.0)));
        assert_eq!(figure(FleetMeasure::DistanceBetween), Some(Figure::Kilometres(60.0)));
    }
}
