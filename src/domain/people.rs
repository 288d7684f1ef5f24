//! Who works at the desk, and what each may do. Where nobody has been entered yet, everybody who can open the
//! database may do everything; from the first person on, [`rights`] decide.

pub mod pin;
pub mod refusing;
pub mod rights;

use super::ids::Author;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Everybody, by name. Who has left stays, so that the log's names mean somebody.
pub type People = Arc<BTreeMap<Author, Person>>;

/// Somebody who signs in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// As the log names them.
    pub name: Author,
    pub role: Role,
    /// False once they have left: nobody signs in by that name any more.
    pub active: bool,
}

/// What somebody may do. Each may do whatever those before may, too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Role {
    /// Looks, and writes reports.
    Viewer,
    /// Does the day's work: routes, breakdowns, holds, incidents, requests, telling.
    Dispatcher,
    /// Signs what is put off, edits the playbook and what the centre has agreed on.
    Supervisor,
    /// Leads in an emergency.
    Commander,
    /// Looks after people, channels and restoring.
    Administrator,
}

impl Role {
    pub const ALL: [Self; 5] =
        [Self::Viewer, Self::Dispatcher, Self::Supervisor, Self::Commander, Self::Administrator];

    /// The name in files, arguments and `--json`; never changes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Viewer => "viewer",
            Self::Dispatcher => "dispatcher",
            Self::Supervisor => "supervisor",
            Self::Commander => "commander",
            Self::Administrator => "administrator",
        }
    }

    /// Reads what [`Role::name`] writes.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.name() == name)
    }
}

/// Under whose hand something is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hand {
    /// A person; `signed` is who has signed it beside them, where it wants more than they may.
    Person { by: Author, signed: Option<Author> },
    /// A feed, a folder, or the passing of time. It may what a dispatcher may: what only records what is so.
    Itself { by: Author },
}

impl Hand {
    /// The name the log keeps.
    #[must_use]
    pub const fn by(&self) -> &Author {
        match self {
            Self::Person { by, .. } | Self::Itself { by } => by,
        }
    }

    #[must_use]
    pub const fn signed(&self) -> Option<&Author> {
        match self {
            Self::Person { signed, .. } => signed.as_ref(),
            Self::Itself { .. } => None,
        }
    }
}

impl From<&Author> for Hand {
    fn from(by: &Author) -> Self {
        Self::Person { by: by.clone(), signed: None }
    }
}

/// A name that can be entered: something to read, on one line, and not one the log gives to nobody.
#[must_use]
pub fn is_name(name: &str) -> bool {
    /// Longer ones are no names, and would not fit the log.
    const LONGEST: usize = 40;
    let sound = !name.is_empty() && name.trim() == name && !name.chars().any(char::is_control);
    sound && name.chars().count() <= LONGEST && name != NOBODY
}

/// Whom the log names for what nobody did.
pub const NOBODY: &str = "desk";
