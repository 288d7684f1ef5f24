//! Where a notice stands, and by which way a retailer was told.

use super::{Message, Tell, Words};
use crate::domain::day::Way;
use crate::domain::ids::DepartmentCode;
use crate::domain::network::Network;
use crate::domain::notice::DeliveryState;
use crate::domain::proposal::Caveat;
use crate::domain::settings::{NoticeFault, Reach};
use std::collections::BTreeMap;

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

impl Tell for NoticeFault {
    fn message(&self) -> Message {
        match self {
            Self::Sender(found) => Message::new("channel-bad-sender").with("found", found.as_str()),
            Self::Host(found) if found.is_empty() => Message::new("channel-no-host"),
            Self::Host(found) => Message::new("channel-bad-host").with("found", found.as_str()),
            Self::PortZero => Message::new("channel-bad-port"),
            Self::RobotWithoutName => Message::new("channel-robot-unnamed"),
            Self::RobotTwice(name) => Message::new("channel-robot-twice").with("name", name.as_str()),
            Self::RobotsAlike(one, other) => {
                Message::new("channel-robots-alike").with("one", one.as_str()).with("other", other.as_str())
            }
            Self::AddressOfNobody => Message::new("channel-address-of-nobody"),
            Self::Address { whom, found } => {
                Message::new("channel-bad-address").with("whom", whom.as_str()).with("found", found.as_str())
            }
        }
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
pub fn unreached(words: &Words, network: &Network, found: &BTreeMap<DepartmentCode, Reach>) -> Vec<String> {
    let line = |(department, reach): (&DepartmentCode, &Reach)| {
        let key = match reach {
            Reach::Nowhere => "caveat-not-reached",
            Reach::Folder | Reach::Direct => "caveat-only-in-folder",
        };
        words.fill(key, &[("department", self::department(words, network, department).into())])
    };
    found.iter().map(line).collect()
}

/// What a plan says that is not certain; departments by their names.
#[must_use]
pub fn caveat(words: &Words, network: &Network, caveat: &Caveat) -> String {
    let (department, reach) = match caveat {
        Caveat::NotReached(department) => (department, Reach::Nowhere),
        Caveat::OnlyInFolder(department) => (department, Reach::Folder),
        other => return words.tell(&other.message()),
    };
    unreached(words, network, &BTreeMap::from([(department.clone(), reach)])).concat()
}

/// A channel by its name in the outbox, as people call it.
#[must_use]
pub fn channel(name: &str) -> Message {
    match name.strip_prefix("robot:") {
        Some(robot) => Message::new("channel-robot").with("name", robot),
        None if name == "mail" => Message::new("channel-mail"),
        None => Message::new("channel-folder"),
    }
}

/// A department by its name where that is known, else by its code.
#[must_use]
pub fn department(words: &Words, network: &Network, code: &DepartmentCode) -> String {
    network.departments.get(code).map_or(code.as_str(), |known| words.name(&known.name)).to_owned()
}
