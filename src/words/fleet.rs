//! The fleet, told: what vehicles are doing, and why they are in the workshop.

use super::{Message, Tell};
use crate::domain::fleet::standing::Doing;
use crate::domain::fleet::stay::Work;

impl Tell for Doing {
    fn message(&self) -> Message {
        Message::new(match self {
            Self::BrokenDown => "fleet-broken-down",
            Self::OnRoute => "fleet-on-route",
            Self::Waiting => "fleet-waiting",
            Self::Back => "fleet-back",
            Self::Available => "fleet-available",
            Self::InWorkshop => "fleet-in-workshop",
        })
    }
}

impl Tell for Work {
    fn message(&self) -> Message {
        Message::new(match self {
            Self::Service => "fleet-work-service",
            Self::Inspection => "fleet-work-inspection",
            Self::Repair => "fleet-work-repair",
            Self::Other => "fleet-work-other",
        })
    }
}
