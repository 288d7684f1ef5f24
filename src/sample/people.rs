//! Who works in the sample city. Their PINs are public, so that everybody can try what each may do.

use crate::domain::Command;
use crate::domain::ids::Author;
use crate::domain::people::{Person, Role};

/// Somebody of the sample.
#[derive(Clone, Copy, Debug)]
pub struct Stated {
    pub name: &'static str,
    pub role: Role,
    pub pin: &'static str,
    /// What a database keeps of that PIN. Made once: made anew, no two samples would be of the same bytes.
    pub secret: &'static str,
}

/// The administrator first, as in every database.
pub const STATED: [Stated; 5] = [
    Stated {
        name: "李明",
        role: Role::Administrator,
        pin: "7531",
        secret: "$argon2id$v=19$m=65536,t=3,p=1$twdxECmasA0U2f8WLfC/Ug$OmfmZImhzAbgw3Po1xbACC3EDAHqCQTkKC3eVI1X0Ys",
    },
    Stated {
        name: "周建国",
        role: Role::Commander,
        pin: "8642",
        secret: "$argon2id$v=19$m=65536,t=3,p=1$yeFq4aGdV7X2tcrcbSkRuw$gZuWYEkKuu17t2QcEbvsDWbizb1CDE2IVodfWIo0Kg8",
    },
    Stated {
        name: "陈静",
        role: Role::Supervisor,
        pin: "1357",
        secret: "$argon2id$v=19$m=65536,t=3,p=1$iG2cndSY+j9GaBtuqUDPSA$snctxeDg2qIaF6K0M1EK7BGQblGgFaJ2Qc+7S/7ItuU",
    },
    Stated {
        name: "刘洋",
        role: Role::Dispatcher,
        pin: "2468",
        secret: "$argon2id$v=19$m=65536,t=3,p=1$k9dfcJI+zeqWTwbgvyE9Ig$X4e7qbnV3st719Pmkc2mk+fPDJTfqAT/NLhsQxr8c98",
    },
    Stated {
        name: "孙丽",
        role: Role::Viewer,
        pin: "9753",
        secret: "$argon2id$v=19$m=65536,t=3,p=1$o9eEY7QSiY+uC3tuBjMvrw$GpRzZbB5qpII3WJupZeAzp9wSHjCFjv4qSWNTtwR7NU",
    },
];

/// Who the sample is opened by.
#[must_use]
pub fn at_the_desk() -> &'static Stated {
    &STATED[2]
}

/// Somebody of the sample, by name.
#[must_use]
pub fn stated(name: &Author) -> Option<&'static Stated> {
    STATED.iter().find(|stated| stated.name == name.as_str())
}

pub(super) fn entered() -> impl Iterator<Item = Command> {
    STATED.iter().map(|stated| {
        let name = Author::new(stated.name);
        Command::PutPerson(Person { name, role: stated.role, active: true })
    })
}
