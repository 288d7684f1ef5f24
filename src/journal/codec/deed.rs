//! Stored shape of a change's one line in the log.

use super::network::text;
use super::{Shape, Unsound};
use crate::domain::deed::Deed;
use crate::domain::ids::{Author, Plate, RouteId};
use crate::domain::people::Role;
use crate::domain::supply::changes::Matter;
use crate::journal::numbers;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(in crate::journal) enum StoredDeed {
    ReferenceData { retailers: usize, vehicles: usize, others: usize },
    Planned { days: usize, routes: usize, stops: usize },
    Progress { stops: usize },
    Reassigned { route: SmolStr, from: Option<SmolStr>, to: Option<SmolStr> },
    Moved { stops: usize, to: Option<SmolStr> },
    Shifted { stops: usize, routes: usize },
    Settings,
    Holds { count: usize },
    Breakdowns { count: usize },
    Alerts { count: usize, holds: usize },
    Positions { vehicles: usize, stops: usize },
    Weather { routes: usize, put_off: i64 },
    Incidents { count: usize },
    FollowedUp { count: usize },
    Playbook,
    Person { name: SmolStr, role: Option<SmolStr> },
    People { count: usize },
    BrokeDown { plate: SmolStr },
    Repaired { plate: SmolStr },
    SentToWorkshop { plate: SmolStr },
    BackFromWorkshop { plate: SmolStr },
    Stays { count: usize },
    Recovered { stops: usize, put_off: usize, routes: usize },
    PutOff { stops: usize, to: Option<i64> },
    Locked { stops: usize },
    Told { stops: usize },
    Loaded { route: SmolStr, stops: usize },
    Supply { matter: SmolStr, count: usize },
    Replenished { route: SmolStr },
    Several { operations: usize },
}

impl Shape for StoredDeed {
    type Of = Deed;
    fn of(value: &Deed) -> Self {
        let plate = |plate: &Plate| text(plate.as_str());
        match value {
            Deed::ReferenceData { retailers, vehicles, others } => {
                Self::ReferenceData { retailers: *retailers, vehicles: *vehicles, others: *others }
            }
            Deed::Planned { days, routes, stops } => {
                Self::Planned { days: *days, routes: *routes, stops: *stops }
            }
            Deed::Progress { stops } => Self::Progress { stops: *stops },
            Deed::Reassigned { route, from, to } => Self::Reassigned {
                route: text(route.as_str()),
                from: from.as_ref().map(plate),
                to: to.as_ref().map(plate),
            },
            Deed::Moved { stops, to } => {
                Self::Moved { stops: *stops, to: to.as_ref().map(|route| text(route.as_str())) }
            }
            Deed::Shifted { stops, routes } => Self::Shifted { stops: *stops, routes: *routes },
            Deed::Settings => Self::Settings,
            Deed::Holds { count } => Self::Holds { count: *count },
            Deed::Breakdowns { count } => Self::Breakdowns { count: *count },
            Deed::Alerts { count, holds } => Self::Alerts { count: *count, holds: *holds },
            Deed::Positions { vehicles, stops } => Self::Positions { vehicles: *vehicles, stops: *stops },
            Deed::Weather { routes, put_off } => Self::Weather { routes: *routes, put_off: *put_off },
            Deed::Incidents { count } => Self::Incidents { count: *count },
            Deed::FollowedUp { count } => Self::FollowedUp { count: *count },
            Deed::Playbook => Self::Playbook,
            Deed::Person { name, role } => Self::Person {
                name: text(name.as_str()),
                role: role.map(|role| SmolStr::new_static(role.name())),
            },
            Deed::People { count } => Self::People { count: *count },
            Deed::BrokeDown { plate: broken } => Self::BrokeDown { plate: plate(broken) },
            Deed::Repaired { plate: repaired } => Self::Repaired { plate: plate(repaired) },
            Deed::SentToWorkshop { plate: sent } => Self::SentToWorkshop { plate: plate(sent) },
            Deed::BackFromWorkshop { plate: back } => Self::BackFromWorkshop { plate: plate(back) },
            Deed::Stays { count } => Self::Stays { count: *count },
            Deed::Recovered { stops, put_off, routes } => {
                Self::Recovered { stops: *stops, put_off: *put_off, routes: *routes }
            }
            Deed::PutOff { stops, to } => Self::PutOff { stops: *stops, to: to.map(numbers::of_day) },
            Deed::Locked { stops } => Self::Locked { stops: *stops },
            Deed::Told { stops } => Self::Told { stops: *stops },
            Deed::Loaded { route, stops } => Self::Loaded { route: text(route.as_str()), stops: *stops },
            Deed::Supply { matter, count } => {
                Self::Supply { matter: SmolStr::new_static(matter.name()), count: *count }
            }
            Deed::Replenished { route } => Self::Replenished { route: text(route.as_str()) },
            Deed::Several { operations } => Self::Several { operations: *operations },
        }
    }

    fn back(self) -> Result<Deed, Unsound> {
        Ok(match self {
            Self::ReferenceData { retailers, vehicles, others } => {
                Deed::ReferenceData { retailers, vehicles, others }
            }
            Self::Planned { days, routes, stops } => Deed::Planned { days, routes, stops },
            Self::Progress { stops } => Deed::Progress { stops },
            Self::Reassigned { route, from, to } => Deed::Reassigned {
                route: RouteId::new(route),
                from: from.map(Plate::new),
                to: to.map(Plate::new),
            },
            Self::Moved { stops, to } => Deed::Moved { stops, to: to.map(RouteId::new) },
            Self::Shifted { stops, routes } => Deed::Shifted { stops, routes },
            Self::Settings => Deed::Settings,
            Self::Holds { count } => Deed::Holds { count },
            Self::Breakdowns { count } => Deed::Breakdowns { count },
            Self::Alerts { count, holds } => Deed::Alerts { count, holds },
            Self::Positions { vehicles, stops } => Deed::Positions { vehicles, stops },
            Self::Weather { routes, put_off } => Deed::Weather { routes, put_off },
            Self::Incidents { count } => Deed::Incidents { count },
            Self::FollowedUp { count } => Deed::FollowedUp { count },
            Self::Playbook => Deed::Playbook,
            Self::Person { name, role } => Deed::Person {
                name: Author::new(name),
                role: role.map(|role| Role::parse(&role).ok_or(Unsound::Garbled)).transpose()?,
            },
            Self::People { count } => Deed::People { count },
            Self::BrokeDown { plate } => Deed::BrokeDown { plate: Plate::new(plate) },
            Self::Repaired { plate } => Deed::Repaired { plate: Plate::new(plate) },
            Self::SentToWorkshop { plate } => Deed::SentToWorkshop { plate: Plate::new(plate) },
            Self::BackFromWorkshop { plate } => Deed::BackFromWorkshop { plate: Plate::new(plate) },
            Self::Stays { count } => Deed::Stays { count },
            Self::Recovered { stops, put_off, routes } => Deed::Recovered { stops, put_off, routes },
            Self::PutOff { stops, to } => Deed::PutOff {
                stops,
                to: to.map(|day| numbers::day(day).ok_or(Unsound::Garbled)).transpose()?,
            },
            Self::Locked { stops } => Deed::Locked { stops },
            Self::Told { stops } => Deed::Told { stops },
            Self::Loaded { route, stops } => Deed::Loaded { route: RouteId::new(route), stops },
            Self::Supply { matter, count } => {
                Deed::Supply { matter: Matter::parse(&matter).ok_or(Unsound::Garbled)?, count }
            }
            Self::Replenished { route } => Deed::Replenished { route: RouteId::new(route) },
            Self::Several { operations } => Deed::Several { operations },
        })
    }
}
