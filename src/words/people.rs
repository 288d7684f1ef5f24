//! People in words: roles, and who may not.

use super::{Arg, Message, Tell, Words};
use crate::domain::ids::Author;
use crate::domain::people::Role;
use crate::domain::people::pin::{FEWEST, MOST, PinFault};
use crate::domain::people::refusing::PeopleRefusal;

impl Tell for Role {
    fn message(&self) -> Message {
        Message::new(match self {
            Self::Viewer => "role-viewer",
            Self::Dispatcher => "role-dispatcher",
            Self::Supervisor => "role-supervisor",
            Self::Commander => "role-commander",
            Self::Administrator => "role-administrator",
        })
    }
}

/// What somebody of that role may do.
#[must_use]
pub fn may(role: Role) -> Message {
    Message::new(match role {
        Role::Viewer => "role-viewer-may",
        Role::Dispatcher => "role-dispatcher-may",
        Role::Supervisor => "role-supervisor-may",
        Role::Commander => "role-commander-may",
        Role::Administrator => "role-administrator-may",
    })
}

impl Tell for PinFault {
    fn message(&self) -> Message {
        match self {
            Self::NotDigits => Message::new("pin-not-digits"),
            Self::Length => {
                Message::new("pin-length").with("fewest", Arg::shown(FEWEST)).with("most", Arg::shown(MOST))
            }
            Self::TooPlain => Message::new("pin-too-plain"),
        }
    }
}

impl Tell for PeopleRefusal {
    fn message(&self) -> Message {
        let about = |key, name: &Author| Message::new(key).with("name", Arg::shown(name));
        let takes = |key, by: &Author, has: Role, needs: Role| {
            let role = |role: Role| Arg::Inner(Box::new(role.message()));
            about(key, by).with("has", role(has)).with("needs", role(needs))
        };
        match self {
            Self::Stranger(name) => about("refusal-stranger", name),
            Self::NotAllowed { by, has, needs } => takes("refusal-not-allowed", by, *has, *needs),
            Self::NotASigner { by, has, needs } => takes("refusal-not-a-signer", by, *has, *needs),
            Self::NotSignedIn(name) => about("refusal-not-signed-in", name),
            Self::FirstLooksAfter => Message::new("refusal-first-looks-after"),
            Self::LastAdministrator(name) => about("refusal-last-administrator", name),
            Self::NoName(name) => about("refusal-no-name", name),
            Self::FaultyPin(fault) => fault.message(),
        }
    }
}

/// Who has made a change, with who has signed it beside them.
#[must_use]
pub fn author(words: &Words, by: &Author, signed: Option<&Author>) -> String {
    match signed {
        Some(signer) => words.fill("log-signed", &[("by", Arg::shown(by)), ("signer", Arg::shown(signer))]),
        None => by.to_string(),
    }
}
