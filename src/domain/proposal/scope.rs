//! What plans are weighed against, and the weighing itself.

use super::weighed::{Weighed, room_on};
use super::{Caveat, PlanKind, Proposal};
use crate::domain::backlog::{Later, Owed};
use crate::domain::command::Command;
use crate::domain::consequences::{self, Consequences, Projected};
use crate::domain::day::{Cargo, Day, Progress, Route};
use crate::domain::ids::{BreakdownId, Plate, RetailerCode, Revision, RouteId};
use crate::domain::network::VehicleStatus;
use crate::domain::news;
use crate::domain::operation::{Change, Operation};
use crate::domain::outlook::{self, RouteOutlook};
use crate::domain::prices::{Bill, Item};
use crate::domain::refusal::Refusal;
use crate::domain::rules::{self, Breach, BreachKind};
use crate::domain::settings::Reach;
use crate::domain::state::State;
use crate::domain::time::{ServiceDay, Timestamp};
use crate::domain::units::{Cartons, Seconds};
use crate::domain::weigh;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The situation plans are weighed against.
#[derive(Clone, Debug)]
pub struct Scope {
    pub day: ServiceDay,
    pub now: Timestamp,
    pub based_on: Revision,
    /// Every route a plan may touch.
    pub routes: BTreeSet<RouteId>,
    pub(super) before: State,
    /// The day as it was to run had nothing broken down, or no hold been put.
    undisturbed: State,
    /// Deliveries of days before that are to be taken up.
    pub(super) owed: Vec<Owed>,
    /// The routes as both project them, so that weighing a plan projects only the plan.
    projected: Arc<[Projected; 2]>,
    /// What every weighing asks of the whole day.
    pub(super) known: Arc<Known>,
}

/// What every weighing asks of the day as it stands, looked up once.
#[derive(Debug)]
pub(super) struct Known {
    /// Vehicles that drive, have driven, or are to.
    pub(super) used: BTreeSet<Plate>,
    /// Routes with something a person has locked.
    locked: BTreeSet<RouteId>,
    pub(super) later: Later,
    /// Room on the two days stops are put off to.
    pub(super) rooms: BTreeMap<ServiceDay, Option<Cartons>>,
}

impl Known {
    fn of(state: &State, date: ServiceDay) -> Self {
        let mut known = Self {
            used: BTreeSet::new(),
            locked: BTreeSet::new(),
            later: Later::of(state, date),
            rooms: BTreeMap::new(),
        };
        for route in state.day(date).into_iter().flat_map(|day| day.routes.values()) {
            if !route.stops.is_empty() {
                known.used.extend(route.vehicle.clone());
            }
            if route.stops.iter().any(|stop| stop.lock.is_some()) {
                known.locked.insert(route.id.clone());
            }
        }
        let days = [known.later.first, known.later.second];
        known.rooms = days.into_iter().map(|day| (day, room_on(state, day))).collect();
        known
    }
}

impl Scope {
    /// Of the day as `state` has it; one that is not there has no routes to weigh.
    #[must_use]
    pub fn new(
        state: &State,
        day: ServiceDay,
        now: Timestamp,
        based_on: Revision,
        routes: BTreeSet<RouteId>,
    ) -> Self {
        let undisturbed = undisturbed(state);
        let before = state.clone();
        let owed = Vec::new();
        let known = Arc::new(Known::of(state, day));
        let projected = Arc::default();
        let mut scope = Self { day, now, based_on, routes, before, undisturbed, owed, projected, known };
        let ids = scope.with_their_vehicles(state, &[]);
        scope.projected = Arc::new(scope.project_both(&ids));
        scope
    }

    /// The same where it is a hold that disturbs the day.
    #[must_use]
    pub fn under_holds(mut self) -> Self {
        self.undisturbed.holds = Arc::default();
        let ids = self.with_their_vehicles(&self.before, &[]);
        self.projected = Arc::new(self.project_both(&ids));
        self
    }

    /// The same where ordering, settlement or sorting keep routes from leaving.
    #[must_use]
    pub fn under_incidents(mut self) -> Self {
        self.undisturbed.incidents = Arc::default();
        let ids = self.with_their_vehicles(&self.before, &[]);
        self.projected = Arc::new(self.project_both(&ids));
        self
    }

    /// The same for some of its routes alone: nothing is looked up or projected again.
    #[must_use]
    pub fn narrowed(&self, routes: BTreeSet<RouteId>) -> Self {
        let mut scope = Self { routes, ..self.clone() };
        let ids = scope.with_their_vehicles(&self.before, &[]);
        let part = |all: &Projected| -> Projected {
            ids.iter().filter_map(|id| Some((id.clone(), Arc::clone(all.get(id)?)))).collect()
        };
        scope.projected = Arc::new([part(&self.projected[0]), part(&self.projected[1])]);
        scope
    }

    /// The same where deliveries of days before are to be taken up: what a plan leaves is put off once more.
    #[must_use]
    pub fn owing(mut self, owed: Vec<Owed>) -> Self {
        self.owed = owed;
        self
    }

    fn project_both(&self, ids: &BTreeSet<RouteId>) -> [Projected; 2] {
        [&self.before, &self.undisturbed].map(|state| outlook::project_these(state, self.day, ids, self.now))
    }

    #[must_use]
    pub const fn state(&self) -> &State {
        &self.before
    }

    /// The state with `routes` in the place of the day's.
    #[must_use]
    pub fn with(&self, routes: &[Arc<Route>]) -> State {
        let mut after = self.before.clone();
        let day = after.days.entry(self.day).or_insert_with(|| Arc::new(Day::empty(self.day)));
        let day = Arc::make_mut(day);
        for route in routes {
            day.routes.insert(route.id.clone(), Arc::clone(route));
        }
        after
    }

    /// Weighs a plan: `routes` are those it changes, whole.
    #[must_use]
    pub fn weigh(&self, kind: PlanKind, routes: Vec<Arc<Route>>) -> Proposal {
        let differs = |route: &Arc<Route>| self.route(&route.id).is_none_or(|before| before != route);
        let routes: Vec<_> = routes.into_iter().filter(differs).collect();
        let after = self.with(&routes);
        let ids = self.with_their_vehicles(&after, &routes);
        let outlooks = outlook::project_these(&after, self.day, &ids, self.now);
        let weighed = Weighed::of(self, &after, &outlooks);
        let known = |id: &RouteId| self.projected[0].contains_key(id) || self.route(id).is_none();
        let more;
        let [before, undisturbed] = if ids.iter().all(known) {
            &*self.projected
        } else {
            more = self.project_both(&ids);
            &more
        };
        let compare =
            |state, projected| consequences::compare(self.day, &ids, (state, projected), (&after, &outlooks));
        let found = compare(&self.before, before);
        let hard_breaches =
            hard_breaches_of((&self.before, &after), (self.day, self.now), &found, &self.known.locked);
        let mut retold = compare(&self.undisturbed, undisturbed).retold;
        retold.extend(weighed.put_off.iter().map(|(retailer, _)| retailer.clone()));
        let mut amounts = weighed.amounts;
        amounts[Item::ToldAgain as usize] = retold.len() as u64;
        let mut caveats = weighed.caveats;
        caveats.extend(self.caveats(&after, &routes));
        let hard = news::hard_to_reach(&after, &retold).into_iter();
        caveats.extend(hard.map(|(department, reach)| match reach {
            Reach::Nowhere => Caveat::NotReached(department),
            Reach::Folder | Reach::Direct => Caveat::OnlyInFolder(department),
        }));
        Proposal {
            kind,
            day: self.day,
            based_on: self.based_on,
            now: self.now,
            prices: self.before.settings.prices.clone(),
            bill: Bill::new(&self.before.settings.prices, amounts),
            routes,
            outlooks,
            late: weighed.late,
            retold,
            put_off: weighed.put_off,
            moved: weighed.moved,
            transfers: weighed.transfers,
            hard_breaches,
            caveats,
        }
    }

    /// The plan as a person has changed it: `command` carried out on the day as the plan would leave it.
    ///
    /// # Errors
    /// The [`Refusal`] the command itself meets there.
    pub fn edited(&self, proposal: &Proposal, command: Command) -> Result<Proposal, Refusal> {
        let mut planned = self.with(&proposal.routes);
        let mut ids: BTreeSet<RouteId> = proposal.routes.iter().map(|route| route.id.clone()).collect();
        for operation in weigh(&planned, command)? {
            if let Operation::RoutesChanged { routes, .. } = &operation {
                ids.extend(routes.iter().filter_map(Change::either).map(|route| route.id.clone()));
            }
            planned.apply(self.based_on, &operation);
        }
        let day = planned.day(self.day);
        let routes = ids.iter().filter_map(|id| day?.routes.get(id).cloned()).collect();
        let mut edited = self.weigh(PlanKind::ByHand, routes);
        // A stop given back to a vehicle that cannot drive was no news for the day as it stands; for the plan it is.
        let nobody = |breach: &&Breach| breach.kind == BreachKind::NoVehicle;
        let known: BTreeSet<&RouteId> = proposal
            .outlooks
            .values()
            .flat_map(|outlook| outlook.breaches.iter().filter(nobody).map(|breach| &breach.route))
            .collect();
        let given_back = edited
            .outlooks
            .values()
            .flat_map(|outlook| outlook.breaches.iter().filter(nobody))
            .filter(|breach| !known.contains(&breach.route) && !edited.hard_breaches.contains(breach));
        let given_back: Vec<Breach> = given_back.cloned().collect();
        edited.hard_breaches.extend(given_back);
        Ok(edited)
    }

    /// How late each stop still to be served is expected to be if nothing is done; those in time are left out.
    #[must_use]
    pub fn late_now(&self) -> BTreeMap<RetailerCode, Seconds> {
        let mut late = BTreeMap::new();
        for (id, outlook) in &self.projected[0] {
            let Some(route) = self.route(id) else { continue };
            let stops = route.stops.iter().zip(&outlook.stops);
            let open = stops
                .filter(|(stop, expected)| stop.progress.awaits_delivery() && expected.late > Seconds(0));
            late.extend(open.map(|(stop, expected)| (stop.retailer.clone(), expected.late)));
        }
        late
    }

    fn route(&self, id: &RouteId) -> Option<&Arc<Route>> {
        self.before.day(self.day)?.routes.get(id)
    }

    /// The routes weighed, and those that share a vehicle with them: a vehicle's rounds follow one another.
    fn with_their_vehicles(&self, after: &State, routes: &[Arc<Route>]) -> BTreeSet<RouteId> {
        let mut ids = self.routes.clone();
        ids.extend(routes.iter().map(|route| route.id.clone()));
        let Some(day) = after.day(self.day) else { return ids };
        let plates: BTreeSet<&Plate> =
            ids.iter().filter_map(|id| day.routes.get(id)?.vehicle.as_ref()).collect();
        let shares = |route: &&Arc<Route>| route.vehicle.as_ref().is_some_and(|p| plates.contains(p));
        let sharing: Vec<RouteId> = day.routes.values().filter(shares).map(|r| r.id.clone()).collect();
        ids.extend(sharing);
        ids
    }

    fn caveats(&self, after: &State, routes: &[Arc<Route>]) -> BTreeSet<Caveat> {
        let mut caveats = BTreeSet::new();
        let Some(day) = after.day(self.day) else { return caveats };
        let waits = |plate: &Plate| {
            let rounds = day.routes.values().filter(|route| route.vehicle.as_ref() == Some(plate));
            rounds.flat_map(|route| &route.stops).any(|stop| stop.progress == Progress::Waiting)
        };
        for broken in after.breakdowns.values().filter(|b| b.repaired.is_none()) {
            let stands_at_a_shop = broken
                .place
                .is_some_and(|place| !after.spot_on_the_road(self.day, &broken.plate, place).code.is_empty());
            let goods = Cargo::Aboard(broken.plate.clone());
            let fetched = routes.iter().any(|r| r.pickups.iter().any(|pickup| pickup.from == goods));
            if stands_at_a_shop && fetched {
                caveats.insert(Caveat::PlaceIsAGuess(broken.plate.clone()));
            }
            if broken.estimate.is_some() && waits(&broken.plate) {
                caveats.insert(Caveat::RepairIsAGuess(broken.plate.clone()));
            }
        }
        let drives = after.network.vehicles.values().filter(|v| v.status == VehicleStatus::Available);
        let most = drives.map(|vehicle| vehicle.capacity).max().unwrap_or_default();
        let put_off = routes
            .iter()
            .flat_map(|route| &route.stops)
            .filter(|stop| matches!(stop.progress, Progress::PutOff { .. }) && stop.cartons > most);
        caveats.extend(put_off.map(|stop| Caveat::TooMuchForAnyVehicle(stop.retailer.clone())));
        if after.matrix.is_none() && !routes.is_empty() {
            caveats.insert(Caveat::DrivesAreReckoned);
        }
        caveats
    }
}

/// The state as if no open breakdown had happened.
fn undisturbed(state: &State) -> State {
    let mut sound = state.clone();
    let open: Vec<(BreakdownId, Plate)> = state
        .breakdowns
        .values()
        .filter(|breakdown| breakdown.repaired.is_none())
        .map(|breakdown| (breakdown.id.clone(), breakdown.plate.clone()))
        .collect();
    if open.is_empty() {
        return sound;
    }
    let breakdowns = Arc::make_mut(&mut sound.breakdowns);
    let vehicles = Arc::make_mut(&mut sound.network.vehicles);
    for (id, plate) in open {
        breakdowns.remove(&id);
        if let Some(vehicle) = vehicles.get_mut(&plate) {
            vehicle.status = VehicleStatus::Available;
        }
    }
    sound
}

/// Hard rules that `after` breaks and `before` does not, with broken locks.
#[must_use]
pub fn hard_breaches(
    before: &State,
    after: &State,
    day: ServiceDay,
    now: Timestamp,
    found: &Consequences,
) -> Vec<Breach> {
    let locked = before.day(day).into_iter().flat_map(|day| day.routes.values());
    let locked = locked.filter(|route| route.stops.iter().any(|stop| stop.lock.is_some()));
    let locked = locked.map(|route| route.id.clone()).collect();
    hard_breaches_of((before, after), (day, now), found, &locked)
}

fn hard_breaches_of(
    (before, after): (&State, &State),
    (day, now): (ServiceDay, Timestamp),
    found: &Consequences,
    locked: &BTreeSet<RouteId>,
) -> Vec<Breach> {
    let mut hard: Vec<Breach> =
        found.new_breaches.iter().filter(|breach| breach.kind.is_hard()).cloned().collect();
    let (Some(old), Some(new)) = (before.day(day), after.day(day)) else { return hard };
    if locked.is_empty() {
        return hard;
    }
    let was = outlook::project_these(before, day, locked, now);
    let touched: BTreeSet<RouteId> = found.routes.iter().chain(locked).cloned().collect();
    let is = outlook::project_these(after, day, &touched, now);
    let pairs: Vec<(&Route, &RouteOutlook)> =
        touched.iter().filter_map(|id| Some((new.routes.get(id)?.as_ref(), is.get(id)?.as_ref()))).collect();
    for id in locked {
        if let (Some(route), Some(outlook)) = (old.routes.get(id), was.get(id)) {
            hard.extend(rules::locks_broken((route, outlook), &pairs));
        }
    }
    hard
}
