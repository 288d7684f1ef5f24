//! Where things stand: the fold of all operations so far. Folding cannot fail; an operation that does not
//! find what it expected is applied all the same and the difference is reported as a conflict.

use super::alert::Alert;
use super::day::{Cargo, Day, Route, Stop};
use super::emergency::Incident;
use super::fleet::stay::Stay;
use super::ids::{AlertKey, BreakdownId, HoldId, IncidentId, Plate, Revision, RouteId, StayId};
use super::incident::Breakdown;
use super::network::Network;
use super::operation::{Change, Facts, Mark, Operation};
use super::people::People;
use super::place::{Matrix, Place, Spot, TravelTimes};
use super::playbook::Playbook;
use super::position::Whereabouts;
use super::settings::Settings;
use super::supply::Supply;
use super::supply::archive::Contact;
use super::supply::changes::SupplyChange;
use super::supply::stock::{Demand, OrderLine};
use super::time::{ServiceDay, TimeOfDay};
use super::weather::Hold;
use smol_str::SmolStr;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

/// The working set: all reference data, and those service days someone is working on. Other days rest in
/// the tables, and the session brings a day in before a command or an operation is about it. A copy costs
/// a few counters.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct State {
    pub network: Network,
    pub settings: Arc<Settings>,
    pub matrix: Option<Arc<Matrix>>,
    pub days: BTreeMap<ServiceDay, Arc<Day>>,
    pub holds: Arc<BTreeMap<HoldId, Hold>>,
    pub breakdowns: Arc<BTreeMap<BreakdownId, Breakdown>>,
    /// In the workshop, now and before.
    pub stays: Arc<BTreeMap<StayId, Stay>>,
    /// Alerts that are not long over.
    pub alerts: Arc<BTreeMap<AlertKey, Arc<Alert>>>,
    pub fixes: Arc<BTreeMap<Plate, Whereabouts>>,
    pub incidents: Arc<BTreeMap<IncidentId, Arc<Incident>>>,
    /// Every version there has been; the standard one where there is none.
    pub playbooks: Arc<BTreeMap<u32, Arc<Playbook>>>,
    pub supply: Supply,
    pub people: People,
}

/// An operation found something else than what it says was before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    pub day: Option<ServiceDay>,
    /// What it is about, by the name people use: a route, a retailer code, a plate.
    pub subject: String,
}

impl State {
    #[must_use]
    pub fn travel_times(&self) -> TravelTimes<'_> {
        TravelTimes { settings: &self.settings.travel, matrix: self.matrix.as_deref() }
    }

    /// A place a vehicle has come to: with the name of the shop it was at, where it was at one there, so that
    /// imported travel times hold from it.
    #[must_use]
    pub fn spot_on_the_road(&self, date: ServiceDay, plate: &Plate, place: Place) -> Spot {
        let routes = self.day(date).into_iter().flat_map(|day| day.routes.values());
        // A round that has been given to another vehicle since still says whose the goods were.
        let visits = routes.flat_map(|route| {
            let own = route.vehicle.as_ref() == Some(plate);
            let by_it = move |stop: &&Stop| {
                stop.progress.has_happened()
                    && (own || matches!(&stop.cargo, Cargo::Aboard(other) if other == plate))
            };
            route.stops.iter().filter(by_it)
        });
        let mut here = visits.filter(|stop| {
            self.network.retailer(&stop.retailer).is_some_and(|retailer| retailer.place == place)
        });
        let code = here.next_back().map(|stop| SmolStr::new(stop.retailer.as_str())).unwrap_or_default();
        Spot { code, place }
    }

    /// The playbook of a version; the standard one stands in for what is not there.
    #[must_use]
    pub fn playbook(&self, version: u32) -> Arc<Playbook> {
        static STANDARD: LazyLock<Arc<Playbook>> = LazyLock::new(|| Arc::new(Playbook::standard()));
        self.playbooks.get(&version).map_or_else(|| Arc::clone(&STANDARD), Arc::clone)
    }

    /// The newest version, under which new incidents are run.
    #[must_use]
    pub fn newest_playbook(&self) -> Arc<Playbook> {
        self.playbook(self.playbooks.keys().next_back().copied().unwrap_or(1))
    }

    #[must_use]
    pub fn day(&self, date: ServiceDay) -> Option<&Arc<Day>> {
        self.days.get(&date)
    }

    /// Folds one operation in. `revision` is its entry's; the day it is about must have been brought in.
    pub fn apply(&mut self, revision: Revision, operation: &Operation) -> Vec<Conflict> {
        let mut conflicts = Vec::new();
        let network = &mut self.network;
        match operation {
            Operation::CentreChanged(change) => {
                put(&mut network.centre, change, "centre", &mut conflicts);
            }
            Operation::StationsChanged(changes) => {
                put_all(Arc::make_mut(&mut network.stations), changes, |s| s.code.clone(), &mut conflicts);
            }
            Operation::DepartmentsChanged(changes) => {
                put_all(Arc::make_mut(&mut network.departments), changes, |d| d.code.clone(), &mut conflicts);
            }
            Operation::RetailersChanged(changes) => {
                put_all(Arc::make_mut(&mut network.retailers), changes, |r| r.code.clone(), &mut conflicts);
            }
            Operation::VehiclesChanged(changes) => {
                put_all(Arc::make_mut(&mut network.vehicles), changes, |v| v.plate.clone(), &mut conflicts);
            }
            Operation::CrewsChanged(changes) => {
                put_all(Arc::make_mut(&mut network.crews), changes, |c| c.id.clone(), &mut conflicts);
            }
            Operation::TravelTimesChanged(change) => {
                put(&mut self.matrix, change, "travel times", &mut conflicts);
            }
            Operation::SettingsChanged(change) => {
                if change.before.as_ref().is_some_and(|before| *before != *self.settings) {
                    conflicts.push(Conflict { day: None, subject: "settings".into() });
                }
                self.settings = Arc::new(change.after.clone().unwrap_or_default());
            }
            Operation::HoldsChanged(changes) => {
                put_all(Arc::make_mut(&mut self.holds), changes, |h| h.id.clone(), &mut conflicts);
            }
            Operation::BreakdownsChanged(changes) => {
                put_all(Arc::make_mut(&mut self.breakdowns), changes, |b| b.id.clone(), &mut conflicts);
            }
            Operation::StaysChanged(changes) => {
                put_all(Arc::make_mut(&mut self.stays), changes, |stay| stay.id.clone(), &mut conflicts);
            }
            Operation::AlertsChanged(changes) => {
                put_all(Arc::make_mut(&mut self.alerts), changes, |a| a.key.clone(), &mut conflicts);
            }
            Operation::FixesChanged(changes) => {
                put_all(
                    Arc::make_mut(&mut self.fixes),
                    changes,
                    |seen| seen.fix.plate.clone(),
                    &mut conflicts,
                );
            }
            Operation::DistrictsChanged(changes) => {
                put_all(Arc::make_mut(&mut network.districts), changes, |d| d.code.clone(), &mut conflicts);
            }
            Operation::IncidentsChanged(changes) => {
                put_all(Arc::make_mut(&mut self.incidents), changes, |i| i.id.clone(), &mut conflicts);
            }
            Operation::PlaybooksChanged(changes) => {
                put_all(Arc::make_mut(&mut self.playbooks), changes, |book| book.version, &mut conflicts);
            }
            Operation::SupplyChanged(change) => supplied(&mut self.supply, change, &mut conflicts),
            Operation::PeopleChanged(changes) => {
                put_all(
                    Arc::make_mut(&mut self.people),
                    changes,
                    |person| person.name.clone(),
                    &mut conflicts,
                );
            }
            Operation::RoutesChanged { day, routes, .. } => {
                let day = self.open(*day);
                for change in routes {
                    put_route(day, revision, change, &mut conflicts);
                }
            }
            Operation::ProgressNoted { day, route, departed, marks } => {
                let day = self.open(*day);
                note_progress(day, revision, route, *departed, marks, &mut conflicts);
            }
        }
        conflicts
    }

    fn open(&mut self, date: ServiceDay) -> &mut Day {
        let day = self.days.entry(date).or_insert_with(|| Arc::new(Day::empty(date)));
        Arc::make_mut(day)
    }
}

fn supplied(supply: &mut Supply, change: &SupplyChange, conflicts: &mut Vec<Conflict>) {
    match change {
        SupplyChange::Brands(changes) => {
            put_all(Arc::make_mut(&mut supply.brands), changes, |brand| brand.code.clone(), conflicts);
        }
        SupplyChange::Stocks(changes) => {
            put_all(Arc::make_mut(&mut supply.stocks), changes, |stock| stock.brand.clone(), conflicts);
        }
        SupplyChange::Demand(changes) => {
            put_all(Arc::make_mut(&mut supply.demand), changes, Demand::key, conflicts);
        }
        SupplyChange::Lines(changes) => {
            put_all(Arc::make_mut(&mut supply.lines), changes, OrderLine::key, conflicts);
        }
        SupplyChange::Inbounds(changes) => {
            put_all(Arc::make_mut(&mut supply.inbounds), changes, |inbound| inbound.id.clone(), conflicts);
        }
        SupplyChange::Requests(changes) => {
            put_all(Arc::make_mut(&mut supply.requests), changes, |request| request.id.clone(), conflicts);
        }
        SupplyChange::Measures(changes) => {
            put_all(Arc::make_mut(&mut supply.measures), changes, |measure| measure.id.clone(), conflicts);
        }
        SupplyChange::Enterprises(changes) => {
            put_all(Arc::make_mut(&mut supply.enterprises), changes, |one| one.code.clone(), conflicts);
        }
        SupplyChange::Contacts(changes) => {
            put_all(Arc::make_mut(&mut supply.contacts), changes, Contact::key, conflicts);
        }
        SupplyChange::Talks(changes) => {
            put_all(Arc::make_mut(&mut supply.talks), changes, |talk| talk.id.clone(), conflicts);
        }
    }
}

fn put<T: Clone + PartialEq>(
    place: &mut Option<T>,
    change: &Change<T>,
    subject: &str,
    conflicts: &mut Vec<Conflict>,
) {
    if *place != change.before {
        conflicts.push(Conflict { day: None, subject: subject.into() });
    }
    place.clone_from(&change.after);
}

fn put_all<K: Ord + ToString, T: Clone + PartialEq>(
    places: &mut BTreeMap<K, T>,
    changes: &[Change<T>],
    key: impl Fn(&T) -> K,
    conflicts: &mut Vec<Conflict>,
) {
    for change in changes {
        let Some(key) = change.either().map(&key) else { continue };
        if places.get(&key) != change.before.as_ref() {
            conflicts.push(Conflict { day: None, subject: key.to_string() });
        }
        match &change.after {
            Some(after) => places.insert(key, after.clone()),
            None => places.remove(&key),
        };
    }
}

fn put_route(day: &mut Day, revision: Revision, change: &Change<Arc<Route>>, conflicts: &mut Vec<Conflict>) {
    let Some(id) = change.either().map(|route| route.id.clone()) else { return };
    if day.routes.get(&id) != change.before.as_ref() {
        conflicts.push(Conflict { day: Some(day.date), subject: id.to_string() });
    }
    match &change.after {
        Some(after) => day.routes.insert(id.clone(), Arc::clone(after)),
        None => day.routes.remove(&id),
    };
    day.changed.insert(id, revision);
}

fn note_progress(
    day: &mut Day,
    revision: Revision,
    id: &RouteId,
    departed: (Option<TimeOfDay>, Option<TimeOfDay>),
    marks: &[Mark],
    conflicts: &mut Vec<Conflict>,
) {
    let date = day.date;
    let mut conflict = |subject: String| conflicts.push(Conflict { day: Some(date), subject });
    let Some(route) = day.routes.get_mut(id) else {
        conflict(id.to_string());
        return;
    };
    let route = Arc::make_mut(route);
    if route.departed != departed.0 {
        conflict(id.to_string());
    }
    route.departed = departed.1;
    for mark in marks {
        let Some(stop) = route.stops.iter_mut().find(|stop| stop.retailer == mark.retailer) else {
            conflict(mark.retailer.to_string());
            continue;
        };
        if Facts::of(stop) != mark.before {
            conflict(mark.retailer.to_string());
        }
        let Facts { cargo, progress, told, cause, inferred } = mark.after.clone();
        (stop.cargo, stop.progress, stop.told, stop.cause) = (cargo, progress, told, cause);
        stop.inferred = inferred;
    }
    day.changed.insert(id.clone(), revision);
}
