//! Where a notice stands, and by which way a retailer was told.

use super::{Arg, Message, Tell, Words};
use crate::domain::consequences::Consequences;
use crate::domain::day::Way;
use crate::domain::ids::DepartmentCode;
use crate::domain::notice::DeliveryState;
use crate::domain::settings::Reach;

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

/// The departments that hear of a change only where somebody calls them, a line each.
#[must_use]
pub fn unreached(words: &Words, consequences: &Consequences) -> Vec<String> {
    let line = |(department, reach): (&DepartmentCode, &Reach)| {
        let key = match reach {
            Reach::Nowhere => "caveat-not-reached",
            Reach::Folder | Reach::Direct => "caveat-only-in-folder",
        };
        words.fill(key, &[("department", Arg::shown(department))])
    };
    consequences.unreached.iter().map(line).collect()
}
