//! Everything that can have happened. An operation is a fact: it carries what was before and what is after,
//! so that undo is another operation and a conflict can be seen.

use super::alert::Alert;
use super::day::{Cargo, Cause, Progress, Route, Stop, Told};
use super::emergency::Incident;
use super::fleet::stay::Stay;
use super::ids::{RetailerCode, RouteId};
use super::incident::Breakdown;
use super::network::{Centre, Crew, Department, District, Retailer, TransferStation, Vehicle};
use super::people::Person;
use super::place::Matrix;
use super::playbook::Playbook;
use super::position::Whereabouts;
use super::settings::Settings;
use super::supply::changes::SupplyChange;
use super::time::{ServiceDay, TimeOfDay};
use super::weather::Hold;
use std::sync::Arc;

/// One thing before and after; `None` is "not there".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change<T> {
    pub before: Option<T>,
    pub after: Option<T>,
}

impl<T> Change<T> {
    #[must_use]
    pub fn inverse(self) -> Self {
        Self { before: self.after, after: self.before }
    }

    /// Whichever side is there, the newer first.
    pub fn either(&self) -> Option<&T> {
        self.after.as_ref().or(self.before.as_ref())
    }
}

/// A fact.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Operation {
    CentreChanged(Change<Arc<Centre>>),
    StationsChanged(Vec<Change<TransferStation>>),
    DepartmentsChanged(Vec<Change<Department>>),
    RetailersChanged(Vec<Change<Arc<Retailer>>>),
    VehiclesChanged(Vec<Change<Vehicle>>),
    CrewsChanged(Vec<Change<Crew>>),
    TravelTimesChanged(Change<Arc<Matrix>>),
    SettingsChanged(Box<Change<Settings>>),
    HoldsChanged(Vec<Change<Hold>>),
    BreakdownsChanged(Vec<Change<Breakdown>>),
    StaysChanged(Vec<Change<Stay>>),
    AlertsChanged(Vec<Change<Arc<Alert>>>),
    FixesChanged(Vec<Change<Whereabouts>>),
    DistrictsChanged(Vec<Change<District>>),
    IncidentsChanged(Vec<Change<Arc<Incident>>>),
    PlaybooksChanged(Vec<Change<Arc<Playbook>>>),
    SupplyChanged(SupplyChange),
    PeopleChanged(Vec<Change<Person>>),
    /// A change of the plan, whatever its origin: each touched route whole, before and after.
    RoutesChanged {
        day: ServiceDay,
        reason: PlanReason,
        routes: Vec<Change<Arc<Route>>>,
    },
    /// What was seen on one route. Kept apart from plan changes because it comes thousands of times a day.
    ProgressNoted {
        day: ServiceDay,
        route: RouteId,
        departed: (Option<TimeOfDay>, Option<TimeOfDay>),
        marks: Vec<Mark>,
    },
}

/// Why routes changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlanReason {
    Import,
    Reassign,
    Move,
    Shift,
    /// A vehicle broke down or came back: its stops carry the incident, or no longer.
    Disruption,
    Recovery,
    PutOff,
    Lock,
    /// Goods were fetched on the way.
    Loading,
    /// A hold: what was decided for its routes, or their release.
    Weather,
    /// A retailer gets more out of turn.
    Replenishment,
}

/// A stop's facts before and after something was seen there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    pub retailer: RetailerCode,
    pub before: Facts,
    pub after: Facts,
}

/// The part of a stop that is seen rather than planned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    pub cargo: Cargo,
    pub progress: Progress,
    pub told: Option<Told>,
    pub cause: Option<Cause>,
    /// See [`Stop::inferred`].
    pub inferred: bool,
}

impl Facts {
    #[must_use]
    pub fn of(stop: &Stop) -> Self {
        Self {
            cargo: stop.cargo.clone(),
            progress: stop.progress.clone(),
            told: stop.told.clone(),
            cause: stop.cause.clone(),
            inferred: stop.inferred,
        }
    }
}

impl Operation {
    /// The operation that takes this one back.
    #[must_use]
    pub fn inverse(self) -> Self {
        fn all<T>(changes: Vec<Change<T>>) -> Vec<Change<T>> {
            changes.into_iter().rev().map(Change::inverse).collect()
        }
        match self {
            Self::CentreChanged(change) => Self::CentreChanged(change.inverse()),
            Self::StationsChanged(changes) => Self::StationsChanged(all(changes)),
            Self::DepartmentsChanged(changes) => Self::DepartmentsChanged(all(changes)),
            Self::RetailersChanged(changes) => Self::RetailersChanged(all(changes)),
            Self::VehiclesChanged(changes) => Self::VehiclesChanged(all(changes)),
            Self::CrewsChanged(changes) => Self::CrewsChanged(all(changes)),
            Self::TravelTimesChanged(change) => Self::TravelTimesChanged(change.inverse()),
            Self::SettingsChanged(change) => Self::SettingsChanged(Box::new(change.inverse())),
            Self::HoldsChanged(changes) => Self::HoldsChanged(all(changes)),
            Self::BreakdownsChanged(changes) => Self::BreakdownsChanged(all(changes)),
            Self::StaysChanged(changes) => Self::StaysChanged(all(changes)),
            Self::AlertsChanged(changes) => Self::AlertsChanged(all(changes)),
            Self::FixesChanged(changes) => Self::FixesChanged(all(changes)),
            Self::DistrictsChanged(changes) => Self::DistrictsChanged(all(changes)),
            Self::IncidentsChanged(changes) => Self::IncidentsChanged(all(changes)),
            Self::PlaybooksChanged(changes) => Self::PlaybooksChanged(all(changes)),
            Self::SupplyChanged(change) => Self::SupplyChanged(change.inverse()),
            Self::PeopleChanged(changes) => Self::PeopleChanged(all(changes)),
            Self::RoutesChanged { day, reason, routes } => {
                Self::RoutesChanged { day, reason, routes: all(routes) }
            }
            Self::ProgressNoted { day, route, departed: (before, after), marks } => {
                let back = |mark: Mark| Mark { before: mark.after, after: mark.before, ..mark };
                let marks = marks.into_iter().rev().map(back).collect();
                Self::ProgressNoted { day, route, departed: (after, before), marks }
            }
        }
    }

    /// The service day it is about, if any.
    #[must_use]
    pub const fn day(&self) -> Option<ServiceDay> {
        match self {
            Self::RoutesChanged { day, .. } | Self::ProgressNoted { day, .. } => Some(*day),
            _ => None,
        }
    }
}
