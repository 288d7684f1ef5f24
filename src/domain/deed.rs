//! What a change did, short enough for one line of the log.

mod routes;
#[cfg(test)]
mod tests;

use super::emergency::follows_up_only;
use super::ids::{Author, Plate, RouteId};
use super::operation::{Change, Facts, Mark, Operation};
use super::people::{Person, Role};
use super::supply::changes::{Matter, SupplyChange};
use super::supply::request::Request;
use super::time::{ServiceDay, TimeOfDay};
use routes::{of_breakdowns, of_routes, of_stays};
use std::collections::BTreeSet;
use std::sync::Arc;

/// One line about a change. Kept with it, so that the log is read without its operations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Reference data: how many entries were added or replaced.
    ReferenceData {
        retailers: usize,
        vehicles: usize,
        others: usize,
    },
    Planned {
        days: usize,
        routes: usize,
        stops: usize,
    },
    Progress {
        stops: usize,
    },
    Reassigned {
        route: RouteId,
        from: Option<Plate>,
        to: Option<Plate>,
    },
    Moved {
        stops: usize,
        to: Option<RouteId>,
    },
    Shifted {
        stops: usize,
        routes: usize,
    },
    Settings,
    Holds {
        count: usize,
    },
    Breakdowns {
        count: usize,
    },
    /// Alerts received, with the holds they put or changed.
    Alerts {
        count: usize,
        holds: usize,
    },
    /// Vehicles seen somewhere, and stops that was told from.
    Positions {
        vehicles: usize,
        stops: usize,
    },
    /// Something was done about an incident, or several.
    Incidents {
        count: usize,
    },
    /// What time has brought to incidents, and nobody's doing.
    FollowedUp {
        count: usize,
    },
    Playbook,
    /// Somebody was entered, or is now something else; who has gone has no role.
    Person {
        name: Author,
        role: Option<Role>,
    },
    /// Several at once.
    People {
        count: usize,
    },
    /// What was decided for routes under a hold: stops put off, or brought back where `put_off` is negative.
    Weather {
        routes: usize,
        put_off: i64,
    },
    /// One vehicle broke down, or came back.
    BrokeDown {
        plate: Plate,
    },
    Repaired {
        plate: Plate,
    },
    /// One vehicle went to the workshop, or came back from there.
    SentToWorkshop {
        plate: Plate,
    },
    BackFromWorkshop {
        plate: Plate,
    },
    /// Stays in the workshop, several.
    Stays {
        count: usize,
    },
    /// A recovery plan: stops that came to another vehicle's route, and stops put off.
    Recovered {
        stops: usize,
        put_off: usize,
        routes: usize,
    },
    /// By hand; brought back where `to` is `None`.
    PutOff {
        stops: usize,
        to: Option<ServiceDay>,
    },
    Locked {
        stops: usize,
    },
    /// Retailers ticked as told.
    Told {
        stops: usize,
    },
    /// Goods fetched on the way.
    Loaded {
        route: RouteId,
        stops: usize,
    },
    /// Brands, stock, shipments, requests and the like.
    Supply {
        matter: Matter,
        count: usize,
    },
    /// A request's cartons were put on a route.
    Replenished {
        route: RouteId,
    },
    /// More than one of these at once.
    Several {
        operations: usize,
    },
}

impl Deed {
    /// Tells what `operations` did together: one kind by its name, a mixture by its number.
    #[must_use]
    pub fn of(operations: &[Operation]) -> Self {
        let mut deeds = operations.iter().map(Self::of_one);
        let Some(first) = deeds.next() else { return Self::Several { operations: 0 } };
        let days: BTreeSet<ServiceDay> = operations.iter().filter_map(Operation::day).collect();
        match deeds.try_fold(first, Self::with) {
            Some(Self::Planned { routes, stops, .. }) => Self::Planned { days: days.len(), routes, stops },
            Some(deed) => deed,
            None => Self::Several { operations: operations.len() },
        }
    }

    fn of_one(operation: &Operation) -> Self {
        let others = |others: usize| Self::ReferenceData { retailers: 0, vehicles: 0, others };
        match operation {
            Operation::CentreChanged(_) | Operation::TravelTimesChanged(_) => others(1),
            Operation::StationsChanged(changes) => others(changes.len()),
            Operation::DepartmentsChanged(changes) => others(changes.len()),
            Operation::CrewsChanged(changes) => others(changes.len()),
            Operation::RetailersChanged(changes) => {
                Self::ReferenceData { retailers: changes.len(), vehicles: 0, others: 0 }
            }
            Operation::VehiclesChanged(changes) => {
                Self::ReferenceData { retailers: 0, vehicles: changes.len(), others: 0 }
            }
            Operation::SettingsChanged(_) => Self::Settings,
            Operation::HoldsChanged(changes) => Self::Holds { count: changes.len() },
            Operation::BreakdownsChanged(changes) => of_breakdowns(changes),
            Operation::StaysChanged(changes) => of_stays(changes),
            Operation::AlertsChanged(changes) => {
                let received =
                    changes.iter().filter(|change| change.before.is_none() || change.after.is_some());
                Self::Alerts { count: received.count(), holds: 0 }
            }
            Operation::FixesChanged(changes) => Self::Positions { vehicles: changes.len(), stops: 0 },
            Operation::DistrictsChanged(changes) => others(changes.len()),
            Operation::IncidentsChanged(changes) if follows_up_only(changes) => {
                Self::FollowedUp { count: changes.len() }
            }
            Operation::IncidentsChanged(changes) => Self::Incidents { count: changes.len() },
            Operation::PlaybooksChanged(_) => Self::Playbook,
            Operation::PeopleChanged(changes) => of_people(changes),
            Operation::SupplyChanged(SupplyChange::Requests(changes)) if follow_up_only(changes) => {
                Self::FollowedUp { count: changes.len() }
            }
            Operation::SupplyChanged(change) => {
                let (matter, count) = change.matter();
                Self::Supply { matter, count }
            }
            Operation::ProgressNoted { marks, departed, .. } if are_tellings(*departed, marks) => {
                Self::Told { stops: marks.len() }
            }
            Operation::ProgressNoted { marks, .. } => {
                // Goods that went aboard are marks too, and no stop's progress.
                let seen = marks.iter().filter(|mark| mark.before.progress != mark.after.progress);
                Self::Progress { stops: seen.count() }
            }
            Operation::RoutesChanged { reason, routes, .. } => of_routes(*reason, routes),
        }
    }

    /// Both at once, where that is still one kind of deed.
    #[must_use]
    pub fn with(self, other: Self) -> Option<Self> {
        Some(match (self, other) {
            (
                Self::ReferenceData { retailers: r, vehicles: v, others: o },
                Self::ReferenceData { retailers, vehicles, others },
            ) => Self::ReferenceData { retailers: r + retailers, vehicles: v + vehicles, others: o + others },
            (Self::Planned { days, routes: r, stops: s }, Self::Planned { routes, stops, .. }) => {
                Self::Planned { days, routes: r + routes, stops: s + stops }
            }
            (Self::Progress { stops: s }, Self::Progress { stops }) => Self::Progress { stops: s + stops },
            (Self::Told { stops: s }, Self::Told { stops }) => Self::Told { stops: s + stops },
            (Self::Incidents { count: c }, Self::Incidents { count }) => Self::Incidents { count: c + count },
            (Self::FollowedUp { count: c }, Self::FollowedUp { count }) => {
                Self::FollowedUp { count: c + count }
            }
            // What opens an incident is the deed; a decision is kept with its hold, and carried out on the routes.
            (deed, Self::Incidents { .. } | Self::FollowedUp { .. })
            | (Self::Incidents { .. } | Self::FollowedUp { .. }, deed)
            // A file of progress may say of some shops only that they were told.
            | (deed @ Self::Progress { .. }, Self::Told { .. })
            | (Self::Told { .. }, deed @ Self::Progress { .. })
            | (deed @ Self::Weather { .. }, Self::Holds { .. })
            | (Self::Holds { .. }, deed @ Self::Weather { .. })
            // A stay takes its vehicle's status with it.
            | (
                deed @ (Self::SentToWorkshop { .. } | Self::BackFromWorkshop { .. } | Self::Stays { .. }),
                Self::ReferenceData { retailers: 0, others: 0, .. },
            )
            | (
                Self::ReferenceData { retailers: 0, others: 0, .. },
                deed @ (Self::SentToWorkshop { .. } | Self::BackFromWorkshop { .. } | Self::Stays { .. }),
            )
            // The request says how it comes to the retailer; that it does is the deed.
            | (deed @ Self::Replenished { .. }, Self::Supply { .. })
            | (Self::Supply { .. }, deed @ Self::Replenished { .. })
            // Telling a retailer that has a stop is told of the stop too.
            | (deed @ Self::Supply { .. }, Self::Told { .. })
            | (Self::Told { .. }, deed @ Self::Supply { .. }) => deed,
            (Self::Supply { matter, count: c }, Self::Supply { matter: other, count }) if matter == other => {
                Self::Supply { matter, count: c + count }
            }
            (Self::Person { .. }, Self::Person { .. }) => Self::People { count: 2 },
            (Self::People { count }, Self::Person { .. }) | (Self::Person { .. }, Self::People { count }) => {
                Self::People { count: count + 1 }
            }
            (Self::Holds { count: c }, Self::Holds { count }) => Self::Holds { count: c + count },
            (Self::Alerts { count: c, holds: h }, Self::Alerts { count, holds }) => {
                Self::Alerts { count: c + count, holds: h + holds }
            }
            (Self::Alerts { count, holds }, Self::Holds { count: more })
            | (Self::Holds { count: more }, Self::Alerts { count, holds }) => {
                Self::Alerts { count, holds: holds + more }
            }
            (Self::Positions { vehicles: v, stops: s }, Self::Positions { vehicles, stops }) => {
                Self::Positions { vehicles: v + vehicles, stops: s + stops }
            }
            (Self::Positions { vehicles, stops }, Self::Progress { stops: more })
            | (Self::Progress { stops: more }, Self::Positions { vehicles, stops }) => {
                Self::Positions { vehicles, stops: stops + more }
            }
            (Self::Weather { routes: r, put_off: p }, Self::Weather { routes, put_off }) => {
                Self::Weather { routes: r + routes, put_off: p + put_off }
            }
            // A breakdown takes its vehicle's status with it; that is the same deed.
            (Self::Breakdowns { count }, Self::ReferenceData { retailers: 0, others: 0, .. })
            | (Self::ReferenceData { retailers: 0, others: 0, .. }, Self::Breakdowns { count }) => {
                Self::Breakdowns { count }
            }
            (deed @ (Self::BrokeDown { .. } | Self::Repaired { .. }), with)
            | (with, deed @ (Self::BrokeDown { .. } | Self::Repaired { .. }))
                if with.goes_with_a_breakdown() =>
            {
                deed
            }
            (Self::Breakdowns { count: c }, Self::Breakdowns { count }) => {
                Self::Breakdowns { count: c + count }
            }
            // The columns a person has corrected are remembered with the import they were corrected for.
            (Self::Settings, deed) | (deed, Self::Settings) => deed,
            // An import of everything, or a sample city: the plan is the news, the rest is what it needs.
            (planned @ Self::Planned { .. }, with) | (with, planned @ Self::Planned { .. })
                if with.goes_with_a_plan() =>
            {
                planned
            }
            _ => return None,
        })
    }

    /// The vehicle's status, and the stops that carry the incident.
    const fn goes_with_a_breakdown(&self) -> bool {
        matches!(
            self,
            Self::ReferenceData { retailers: 0, others: 0, .. }
                | Self::Recovered { stops: 0, put_off: 0, .. }
        )
    }

    const fn goes_with_a_plan(&self) -> bool {
        matches!(
            self,
            Self::ReferenceData { .. }
                | Self::Progress { .. }
                | Self::Holds { .. }
                | Self::Breakdowns { .. }
                | Self::BrokeDown { .. }
                | Self::Repaired { .. }
                | Self::Stays { .. }
                | Self::SentToWorkshop { .. }
                | Self::BackFromWorkshop { .. }
                | Self::Alerts { .. }
                | Self::Supply { .. }
                | Self::Person { .. }
                | Self::People { .. }
        )
    }
}

/// Handed over, as the road has told.
fn follow_up_only(changes: &[Change<Arc<Request>>]) -> bool {
    let by_itself = |change: &Change<Arc<Request>>| {
        let done = |request: &Option<Arc<Request>>| request.as_ref().and_then(|request| request.done.clone());
        done(&change.before).is_none() && done(&change.after).is_some_and(|signed| signed.by.is_empty())
    };
    changes.iter().all(by_itself)
}

fn of_people(changes: &[Change<Person>]) -> Deed {
    match changes {
        [change] => change.either().map_or(Deed::People { count: 1 }, |person| Deed::Person {
            name: person.name.clone(),
            role: change.after.as_ref().filter(|person| person.active).map(|person| person.role),
        }),
        _ => Deed::People { count: changes.len() },
    }
}

/// Nothing was seen on the road; retailers were told.
fn are_tellings(departed: (Option<TimeOfDay>, Option<TimeOfDay>), marks: &[Mark]) -> bool {
    let only_told = |mark: &Mark| {
        mark.before.told != mark.after.told
            && Facts { told: None, ..mark.before.clone() } == Facts { told: None, ..mark.after.clone() }
    };
    departed.0 == departed.1 && !marks.is_empty() && marks.iter().all(only_told)
}
