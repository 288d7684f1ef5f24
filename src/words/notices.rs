//! Where a notice stands, and by which way a retailer was told.

use super::{Message, Tell};
use crate::domain::day::Way;
use crate::domain::notice::DeliveryState;

impl Tell for DeliveryState {
    fn message(&self) -> Message {
        Message::new(match self {
            Self::Queued => "delivery-queued",
            Self::Sending => "delivery-sending",
            Self::Sent => "delivery-sent",
            Self::Failed => "delivery-failed",
            Self::GivenUp => "delivery-given-up",
            Self::Merged => "delivery-merged",
        })
    }
}

impl Tell for Way {
    fn message(&self) -> Message {
        Message::new(match self {
            Self::Phone => "way-phone",
            Self::Text => "way-text",
            Self::Group => "way-group",
            Self::Mail => "way-mail",
            Self::Visit => "way-visit",
        })
    }
}
