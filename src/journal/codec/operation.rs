//! Stored shape of an operation.

use super::alert::{StoredAlert, StoredFix};
use super::day::StoredMark;
use super::disturbance::StoredBreakdown;
use super::fleet::StoredStay;
use super::hold::StoredHold;
use super::incident::StoredIncident;
use super::matrix::StoredMatrix;
use super::network::{
    StoredCentre, StoredCrew, StoredDepartment, StoredDistrict, StoredRetailer, StoredStation, StoredVehicle,
    text,
};
use super::people::StoredPerson;
use super::playbook::StoredPlaybook;
use super::route::{StoredPlanReason, StoredRoute};
use super::settings::StoredSettings;
use super::supply::StoredSupply;
use super::{Shape, Unsound};
use crate::domain::ids::RouteId;
use crate::domain::operation::{Change, Operation};
use crate::domain::time::TimeOfDay;
use crate::journal::numbers;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

#[derive(Serialize, Deserialize)]
pub(super) struct StoredChange<S> {
    #[serde(default = "nothing", skip_serializing_if = "Option::is_none")]
    b: Option<S>,
    #[serde(default = "nothing", skip_serializing_if = "Option::is_none")]
    a: Option<S>,
}

fn nothing<S>() -> Option<S> {
    None
}

impl<S: Shape> Shape for StoredChange<S> {
    type Of = Change<S::Of>;
    fn of(value: &Change<S::Of>) -> Self {
        Self { b: value.before.as_ref().map(S::of), a: value.after.as_ref().map(S::of) }
    }
    fn back(self) -> Result<Change<S::Of>, Unsound> {
        Ok(Change { before: self.b.map(S::back).transpose()?, after: self.a.map(S::back).transpose()? })
    }
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum StoredOperation {
    Centre(StoredChange<StoredCentre>),
    Stations(Vec<StoredChange<StoredStation>>),
    Departments(Vec<StoredChange<StoredDepartment>>),
    Retailers(Vec<StoredChange<StoredRetailer>>),
    Vehicles(Vec<StoredChange<StoredVehicle>>),
    Crews(Vec<StoredChange<StoredCrew>>),
    TravelTimes(Box<StoredChange<StoredMatrix>>),
    Settings(Box<StoredChange<StoredSettings>>),
    Holds(Vec<StoredChange<StoredHold>>),
    Breakdowns(Vec<StoredChange<StoredBreakdown>>),
    Stays(Vec<StoredChange<StoredStay>>),
    Alerts(Vec<StoredChange<StoredAlert>>),
    Fixes(Vec<StoredChange<StoredFix>>),
    Districts(Vec<StoredChange<StoredDistrict>>),
    Incidents(Vec<StoredChange<StoredIncident>>),
    Playbooks(Vec<StoredChange<StoredPlaybook>>),
    Supply(StoredSupply),
    People(Vec<StoredChange<StoredPerson>>),
    Routes { day: i64, why: StoredPlanReason, r: Vec<StoredChange<StoredRoute>> },
    Progress { day: i64, route: SmolStr, left: (Option<u32>, Option<u32>), m: Vec<StoredMark> },
}

impl Shape for StoredOperation {
    type Of = Operation;
    fn of(value: &Operation) -> Self {
        match value {
            Operation::CentreChanged(change) => Self::Centre(StoredChange::of(change)),
            Operation::StationsChanged(changes) => Self::Stations(StoredChange::of_all(changes)),
            Operation::DepartmentsChanged(changes) => Self::Departments(StoredChange::of_all(changes)),
            Operation::RetailersChanged(changes) => Self::Retailers(StoredChange::of_all(changes)),
            Operation::VehiclesChanged(changes) => Self::Vehicles(StoredChange::of_all(changes)),
            Operation::CrewsChanged(changes) => Self::Crews(StoredChange::of_all(changes)),
            Operation::TravelTimesChanged(change) => Self::TravelTimes(Box::new(StoredChange::of(change))),
            Operation::SettingsChanged(change) => Self::Settings(Box::new(StoredChange::of(change))),
            Operation::HoldsChanged(changes) => Self::Holds(StoredChange::of_all(changes)),
            Operation::BreakdownsChanged(changes) => Self::Breakdowns(StoredChange::of_all(changes)),
            Operation::StaysChanged(changes) => Self::Stays(StoredChange::of_all(changes)),
            Operation::AlertsChanged(changes) => Self::Alerts(StoredChange::of_all(changes)),
            Operation::FixesChanged(changes) => Self::Fixes(StoredChange::of_all(changes)),
            Operation::DistrictsChanged(changes) => Self::Districts(StoredChange::of_all(changes)),
            Operation::IncidentsChanged(changes) => Self::Incidents(StoredChange::of_all(changes)),
            Operation::PlaybooksChanged(changes) => Self::Playbooks(StoredChange::of_all(changes)),
            Operation::SupplyChanged(change) => Self::Supply(StoredSupply::of(change)),
            Operation::PeopleChanged(changes) => Self::People(StoredChange::of_all(changes)),
            Operation::RoutesChanged { day, reason, routes } => Self::Routes {
                day: numbers::of_day(*day),
                why: StoredPlanReason::of(reason),
                r: StoredChange::of_all(routes),
            },
            Operation::ProgressNoted { day, route, departed: (before, after), marks } => Self::Progress {
                day: numbers::of_day(*day),
                route: text(route.as_str()),
                left: (before.map(TimeOfDay::seconds), after.map(TimeOfDay::seconds)),
                m: StoredMark::of_all(marks),
            },
        }
    }

    fn back(self) -> Result<Operation, Unsound> {
        let day = |number| numbers::day(number).ok_or(Unsound::Garbled);
        let time = |seconds: u32| numbers::time(seconds.into()).ok_or(Unsound::Garbled);
        Ok(match self {
            Self::Centre(change) => Operation::CentreChanged(change.back()?),
            Self::Stations(changes) => Operation::StationsChanged(StoredChange::back_all(changes)?),
            Self::Departments(changes) => Operation::DepartmentsChanged(StoredChange::back_all(changes)?),
            Self::Retailers(changes) => Operation::RetailersChanged(StoredChange::back_all(changes)?),
            Self::Vehicles(changes) => Operation::VehiclesChanged(StoredChange::back_all(changes)?),
            Self::Crews(changes) => Operation::CrewsChanged(StoredChange::back_all(changes)?),
            Self::TravelTimes(change) => Operation::TravelTimesChanged(change.back()?),
            Self::Settings(change) => Operation::SettingsChanged(Box::new(change.back()?)),
            Self::Holds(changes) => Operation::HoldsChanged(StoredChange::back_all(changes)?),
            Self::Breakdowns(changes) => Operation::BreakdownsChanged(StoredChange::back_all(changes)?),
            Self::Stays(changes) => Operation::StaysChanged(StoredChange::back_all(changes)?),
            Self::Alerts(changes) => Operation::AlertsChanged(StoredChange::back_all(changes)?),
            Self::Fixes(changes) => Operation::FixesChanged(StoredChange::back_all(changes)?),
            Self::Districts(changes) => Operation::DistrictsChanged(StoredChange::back_all(changes)?),
            Self::Incidents(changes) => Operation::IncidentsChanged(StoredChange::back_all(changes)?),
            Self::Playbooks(changes) => Operation::PlaybooksChanged(StoredChange::back_all(changes)?),
            Self::Supply(change) => Operation::SupplyChanged(change.back()?),
            Self::People(changes) => Operation::PeopleChanged(StoredChange::back_all(changes)?),
            Self::Routes { day: number, why, r } => Operation::RoutesChanged {
                day: day(number)?,
                reason: why.back()?,
                routes: StoredChange::back_all(r)?,
            },
            Self::Progress { day: number, route, left: (before, after), m } => Operation::ProgressNoted {
                day: day(number)?,
                route: RouteId::new(route),
                departed: (before.map(time).transpose()?, after.map(time).transpose()?),
                marks: StoredMark::back_all(m)?,
            },
        })
    }
}
