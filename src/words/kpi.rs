//! What measures are called and how they are defined, the same wherever they are shown.

use crate::domain::kpi::handling::{IncidentMeasure, StepMeasure};
use crate::domain::kpi::reliability::FleetMeasure;
use crate::domain::kpi::telling::TellingMeasure;

/// A measure's words, in the locale files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MeasureWords {
    /// With its unit.
    pub heading: &'static str,
    pub definition: &'static str,
}

/// A measure that can be explained.
pub trait Explain {
    fn words(self) -> MeasureWords;
}

const fn words(heading: &'static str, definition: &'static str) -> MeasureWords {
    MeasureWords { heading, definition }
}

impl Explain for FleetMeasure {
    fn words(self) -> MeasureWords {
        match self {
            Self::Breakdowns => words("kpi-breakdowns", "kpi-define-breakdowns"),
            Self::UnplannedDowntime => words("kpi-unplanned", "kpi-define-unplanned"),
            Self::PlannedDowntime => words("kpi-planned", "kpi-define-planned"),
            Self::Availability => words("kpi-availability", "kpi-define-availability"),
            Self::Mtbf => words("kpi-mtbf", "kpi-define-mtbf"),
            Self::MttrVehicle => words("kpi-mttr-vehicle", "kpi-define-mttr-vehicle"),
            Self::MttrService => words("kpi-mttr-service", "kpi-define-mttr-service"),
            Self::DistanceBetween => words("kpi-distance-between", "kpi-define-distance-between"),
            Self::Retailers => words("kpi-retailers", "kpi-define-retailers"),
            Self::RetailerMinutesLate => words("kpi-retailer-minutes", "kpi-define-retailer-minutes"),
            Self::PutOff => words("kpi-put-off", "kpi-define-put-off"),
        }
    }
}

impl Explain for IncidentMeasure {
    fn words(self) -> MeasureWords {
        match self {
            Self::Incidents => words("kpi-incidents", "kpi-define-incidents"),
            Self::Open => words("kpi-incidents-open", "kpi-define-incidents-open"),
            Self::MinutesToAcknowledge => words("kpi-acknowledge", "kpi-define-acknowledge"),
            Self::HoursToRestore => words("kpi-restore", "kpi-define-restore"),
            Self::Retailers => words("kpi-incident-retailers", "kpi-define-incident-retailers"),
            Self::StepsInTime => words("kpi-steps-in-time", "kpi-define-steps-in-time"),
        }
    }
}

impl Explain for StepMeasure {
    fn words(self) -> MeasureWords {
        match self {
            Self::Steps => words("kpi-steps", "kpi-define-steps"),
            Self::InTime => words("kpi-steps-in-time", "kpi-define-steps-in-time"),
            Self::DoneLate => words("kpi-steps-late", "kpi-define-steps-late"),
            Self::Overdue => words("kpi-steps-overdue", "kpi-define-steps-overdue"),
            Self::Skipped => words("kpi-steps-skipped", "kpi-define-steps-skipped"),
            Self::MeanLate => words("kpi-steps-mean-late", "kpi-define-steps-mean-late"),
            Self::MaxLate => words("kpi-steps-max-late", "kpi-define-steps-max-late"),
        }
    }
}

impl Explain for TellingMeasure {
    fn words(self) -> MeasureWords {
        match self {
            Self::ToTell => words("kpi-to-tell", "kpi-define-to-tell"),
            Self::Told => words("kpi-told", "kpi-define-told"),
            Self::Confirmed => words("kpi-confirmed", "kpi-define-confirmed"),
            Self::MinutesToTell => words("kpi-minutes-to-tell", "kpi-define-minutes-to-tell"),
            Self::Undelivered => words("kpi-undelivered", "kpi-define-undelivered"),
        }
    }
}
