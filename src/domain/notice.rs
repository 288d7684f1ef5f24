//! Notices: what a department or an account manager is told after a change, and what becomes of it on its way out.

use super::day::Cause;
use super::ids::{DepartmentCode, RetailerCode, Revision, RouteId};
use super::network::Name;
use super::place::Place;
use super::supply::word::SupplyWord;
use super::time::{ServiceDay, TimeOfDay, Timestamp, Window};
use smol_str::SmolStr;

/// What a retailer can expect of a day's delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prospect {
    /// On the day itself; at a meeting point where there is one.
    Today { arrival: TimeOfDay, window: Window, meets: Option<Place> },
    /// With another day's routes.
    PutOff(ServiceDay),
}

/// The last that was announced of each retailer, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Announced {
    pub at: Timestamp,
    pub prospect: Prospect,
}

/// One notice, whole: it is told from this alone, whatever changes afterwards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The same for every attempt and on every channel.
    pub id: SmolStr,
    /// The first entry of the change it tells of.
    pub change: Revision,
    /// The service day its retailers wait for.
    pub day: ServiceDay,
    pub at: Timestamp,
    /// Whose change it was.
    pub by: SmolStr,
    pub to: Addressee,
    /// In the order the routes serve them; empty where it tells of supply.
    pub lines: Vec<Line>,
    /// What it tells of supply; `None` where it tells of new times.
    pub supply: Option<SupplyWord>,
    /// The version of the playbook whose messages it is told by.
    pub playbook: u32,
}

impl Notice {
    /// Whoever is to hear it.
    pub fn retailers(&self) -> impl Iterator<Item = &RetailerCode> {
        let shops = self.supply.iter().flat_map(|word| &word.shops).map(|shop| &shop.retailer);
        self.lines.iter().map(|line| &line.retailer).chain(shops)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Addressee {
    pub whom: Whom,
    /// The department, also that of an account manager.
    pub name: Name,
    /// Whom to call: the department's telephone; empty where unknown.
    pub phone: SmolStr,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Whom {
    Department(DepartmentCode),
    /// An account manager by name, who has none but these retailers in common with the department.
    Manager {
        name: SmolStr,
        department: DepartmentCode,
    },
}

impl Whom {
    #[must_use]
    pub const fn department(&self) -> &DepartmentCode {
        match self {
            Self::Department(code) | Self::Manager { department: code, .. } => code,
        }
    }

    /// What tells this recipient from all others; part of the notice's id, so it never changes.
    #[must_use]
    pub fn key(&self) -> String {
        match self {
            Self::Department(code) => format!("department/{code}"),
            Self::Manager { name, department } => format!("manager/{department}/{name}"),
        }
    }
}

/// One retailer of a notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    pub retailer: RetailerCode,
    pub name: Name,
    pub phone: SmolStr,
    pub manager: SmolStr,
    pub route: RouteId,
    /// What it was told last, or else the plan.
    pub known: Prospect,
    pub now: Prospect,
    pub cause: Option<Cause>,
    /// The breakdown, hold or incident behind it; empty where none is known.
    pub incident: SmolStr,
}

/// Where a notice stands on one channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DeliveryState {
    Queued,
    /// Being sent; after a crash it is sent again, under the same id.
    Sending,
    Sent,
    /// It is tried again later.
    Failed,
    GivenUp,
    /// A later notice tells it all.
    Merged,
}

impl DeliveryState {
    pub const ALL: [Self; 6] =
        [Self::Queued, Self::Sending, Self::Sent, Self::Failed, Self::GivenUp, Self::Merged];

    /// The name in files and `--json`; never changes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::Failed => "failed",
            Self::GivenUp => "given_up",
            Self::Merged => "merged",
        }
    }

    /// Reads what [`DeliveryState::name`] writes.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.name() == name)
    }
}
