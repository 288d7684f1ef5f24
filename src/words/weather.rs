//! Weather, told: signals, holds, decisions, and what came of alerts.

use super::{Message, Tell};
use crate::domain::alert::{AreaFault, MessageKind, Status};
use crate::domain::decide::alerts::Outcome;
use crate::domain::weather::{Course, HoldState, Response};

impl Tell for AreaFault {
    fn message(&self) -> Message {
        Message::new(match self {
            Self::TooFewPoints => "area-too-few-points",
            Self::CrossesItself => "area-crosses-itself",
            Self::NoRadius => "area-no-radius",
            Self::NotOnTheEarth => "area-not-on-the-earth",
        })
    }
}

impl Tell for Response {
    fn message(&self) -> Message {
        Message::new(match self {
            Self::Brief => "response-brief",
            Self::Delay => "response-delay",
            Self::Suspend => "response-suspend",
            Self::Recall => "response-recall",
        })
    }
}

impl Tell for Course {
    fn message(&self) -> Message {
        Message::new(match self {
            Self::Go => "course-go",
            Self::Delay => "course-delay",
            Self::Part => "course-part",
            Self::Suspend => "course-suspend",
            Self::Recall => "course-recall",
        })
    }
}

impl Tell for HoldState {
    fn message(&self) -> Message {
        Message::new(match self {
            Self::ToConfirm => "hold-to-confirm",
            Self::InForce => "hold-in-force",
            Self::Coming => "hold-coming",
            Self::Past => "hold-past",
        })
    }
}

impl Tell for Status {
    fn message(&self) -> Message {
        Message::new(match self {
            Self::Actual => "alert-actual",
            Self::Exercise => "alert-exercise",
            Self::System => "alert-system",
            Self::Test => "alert-test",
            Self::Draft => "alert-draft",
        })
    }
}

impl Tell for MessageKind {
    fn message(&self) -> Message {
        Message::new(match self {
            Self::Alert => "alert-kind-alert",
            Self::Update => "alert-kind-update",
            Self::Cancel => "alert-kind-cancel",
            Self::Ack => "alert-kind-ack",
            Self::Error => "alert-kind-error",
        })
    }
}

/// Why an alert did what it did.
impl Tell for Outcome {
    fn message(&self) -> Message {
        Message::new(match self {
            Self::Holds => "outcome-holds",
            Self::ToConfirm => "outcome-to-confirm",
            Self::Changed => "outcome-changed",
            Self::Lifted => "outcome-lifted",
            Self::ForInformation => "outcome-for-information",
            Self::NotActual => "outcome-not-actual",
            Self::NotWeather => "outcome-not-weather",
            Self::Elsewhere => "outcome-elsewhere",
            Self::NeedsArea => "outcome-needs-area",
            Self::Over => "outcome-over",
            Self::Superseded => "outcome-superseded",
            Self::NothingToLift => "outcome-nothing-to-lift",
            Self::Known => "outcome-known",
        })
    }
}
