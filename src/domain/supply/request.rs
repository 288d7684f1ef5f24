//! Temporary replenishment (临时补货): a retailer asks for more out of turn, for a wedding, a funeral or a group.

use crate::domain::day::Way;
use crate::domain::emergency::Signed;
use crate::domain::ids::{BrandCode, IncidentId, RequestId, RetailerCode, RouteId};
use crate::domain::playbook::Owner;
use crate::domain::time::{ServiceDay, Timestamp};
use crate::domain::units::Cartons;
use smol_str::SmolStr;
use std::cmp::Reverse;

/// One request, with everything that came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    pub id: RequestId,
    pub retailer: RetailerCode,
    /// The number of its licence, as it was given on the telephone.
    pub licence: SmolStr,
    pub occasion: Occasion,
    pub lines: Vec<Line>,
    pub needed_by: Timestamp,
    /// Whom to call; empty where it is the shop itself.
    pub contact: SmolStr,
    pub asked: Signed,
    pub decision: Option<Decision>,
    pub delivery: Option<Delivery>,
    pub answered: Option<Answer>,
    /// It has been handed over.
    pub done: Option<Signed>,
}

/// So much of a brand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub brand: BrandCode,
    pub cartons: Cartons,
}

/// What it is for.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Occasion {
    Wedding,
    /// A funeral waits for nobody: it comes first in every list.
    Funeral,
    /// Group consumption (集团消费).
    Group,
    /// In somebody's own words.
    Other(SmolStr),
}

impl Occasion {
    /// The name in files and `--json`; never changes.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Wedding => "wedding",
            Self::Funeral => "funeral",
            Self::Group => "group",
            Self::Other(_) => "other",
        }
    }

    /// Reads what [`Occasion::name`] writes; `other` with the words given for it.
    #[must_use]
    pub fn parse(name: &str, words: &str) -> Option<Self> {
        Some(match name {
            "wedding" => Self::Wedding,
            "funeral" => Self::Funeral,
            "group" => Self::Group,
            "other" => Self::Other(SmolStr::new(words)),
            _ => return None,
        })
    }
}

/// What was decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decision {
    /// With what is really given, which may be a substitute.
    Approved {
        signed: Signed,
        level: Owner,
        lines: Vec<Line>,
    },
    Refused {
        signed: Signed,
        why: SmolStr,
    },
}

impl Decision {
    #[must_use]
    pub const fn signed(&self) -> &Signed {
        match self {
            Self::Approved { signed, .. } | Self::Refused { signed, .. } => signed,
        }
    }
}

/// How it comes to the retailer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Delivery {
    pub day: ServiceDay,
    pub route: RouteId,
    pub passage: Passage,
    pub signed: Signed,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Passage {
    /// With what the retailer gets on that day anyway.
    OwnStop,
    /// A route of the day that passes by.
    Passing,
    /// A route of another day.
    AnotherDay,
    /// A vehicle goes for it alone (专送).
    SpecialTrip,
}

impl Passage {
    pub const ALL: [Self; 4] = [Self::OwnStop, Self::Passing, Self::AnotherDay, Self::SpecialTrip];

    /// The name in files and `--json`; never changes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::OwnStop => "own_stop",
            Self::Passing => "passing",
            Self::AnotherDay => "another_day",
            Self::SpecialTrip => "special_trip",
        }
    }
}

/// The retailer has been answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    pub signed: Signed,
    /// `None` where nobody says.
    pub way: Option<Way>,
}

/// Where a request stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    Asked,
    Approved,
    /// Its delivery is settled.
    Arranged,
    Done,
    Refused,
}

impl Stage {
    /// The name in files and `--json`; never changes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Approved => "approved",
            Self::Arranged => "arranged",
            Self::Done => "done",
            Self::Refused => "refused",
        }
    }
}

impl Request {
    #[must_use]
    pub const fn stage(&self) -> Stage {
        match self.decision {
            Some(Decision::Refused { .. }) => Stage::Refused,
            _ if self.done.is_some() => Stage::Done,
            _ if self.delivery.is_some() => Stage::Arranged,
            Some(Decision::Approved { .. }) => Stage::Approved,
            None => Stage::Asked,
        }
    }

    /// Somebody has still to do something about it.
    #[must_use]
    pub const fn is_open(&self) -> bool {
        self.answered.is_none() || !matches!(self.stage(), Stage::Done | Stage::Refused)
    }

    /// Since when what the retailer is to hear holds; `None` while nothing is decided.
    #[must_use]
    pub fn settled(&self) -> Option<Timestamp> {
        let decided = self.decision.as_ref()?.signed().at;
        Some(self.delivery.as_ref().map_or(decided, |delivery| delivery.signed.at))
    }

    /// The answer that holds: one given before it was settled how it comes does not say when.
    #[must_use]
    pub fn told(&self) -> Option<&Answer> {
        self.answered.as_ref().filter(|answer| Some(answer.signed.at) >= self.settled())
    }

    /// What is given, or asked for while nothing is decided.
    #[must_use]
    pub fn wanted(&self) -> &[Line] {
        match &self.decision {
            Some(Decision::Approved { lines, .. }) => lines,
            _ => &self.lines,
        }
    }

    #[must_use]
    pub fn cartons(&self) -> Cartons {
        self.wanted().iter().map(|line| line.cartons).sum()
    }

    /// The incident that holds its deadlines.
    #[must_use]
    pub fn incident(&self) -> IncidentId {
        IncidentId::new(self.id.as_str())
    }

    /// Its place in every list: what is open first, of that funerals, then what is needed soonest.
    #[must_use]
    pub fn urgency(&self) -> (Reverse<bool>, Reverse<bool>, Timestamp, &RequestId) {
        let funeral = self.occasion == Occasion::Funeral;
        (Reverse(self.is_open()), Reverse(funeral), self.needed_by, &self.id)
    }
}
