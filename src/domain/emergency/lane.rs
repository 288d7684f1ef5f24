//! The three lanes of the plan: who deals with an incident, by how grave it is and what it is about.

use super::level::Level;
use super::{Incident, Kind};

/// Who acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lane {
    /// The leading group sets up a headquarters.
    Headquarters,
    /// The leading group has the department deal with it within a time limit.
    Department,
    /// Marketing settles it with distribution, with no command post.
    Marketing,
}

impl Lane {
    /// The name in files and `--json`; never changes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Headquarters => "headquarters",
            Self::Department => "department",
            Self::Marketing => "marketing",
        }
    }
}

impl Incident {
    #[must_use]
    pub fn lane(&self) -> Lane {
        if self.level >= Level::Major {
            Lane::Headquarters
        } else if self.kind == Kind::Replenishment {
            Lane::Marketing
        } else {
            Lane::Department
        }
    }
}
