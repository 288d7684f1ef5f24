//! A recovery plan as a dispatcher weighs it: the routes as they would be, what that costs, who is late, who
//! must be told, what is carried over where. Weighed from the projected day alone; shares no arithmetic with
//! the search that found it.

use super::command::Command;
use super::consequences::{self, Consequences};
use super::day::{Cargo, Day, Progress, Route, Stop};
use super::decide;
use super::ids::{BreakdownId, Plate, RetailerCode, Revision, RouteId};
use super::network::VehicleStatus;
use super::operation::{Change, Operation};
use super::outlook::{self, RouteOutlook};
use super::prices::{Bill, Item};
use super::refusal::Refusal;
use super::rules::{self, Breach};
use super::state::State;
use super::time::{ServiceDay, TimeOfDay, Timestamp};
use super::units::{Cartons, Fen, Seconds};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What a plan is, in a dispatcher's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlanKind {
    SpareTakesOver,
    NeighboursShare,
    WaitForRepair,
    PutOff,
    LeastChange,
    BestMix,
    /// A proposal that a person has edited.
    ByHand,
}

impl PlanKind {
    pub const ALL: [Self; 7] = [
        Self::SpareTakesOver,
        Self::NeighboursShare,
        Self::WaitForRepair,
        Self::PutOff,
        Self::LeastChange,
        Self::BestMix,
        Self::ByHand,
    ];

    /// The name in files and `--json`; never changes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::SpareTakesOver => "spare_takes_over",
            Self::NeighboursShare => "neighbours_share",
            Self::WaitForRepair => "wait_for_repair",
            Self::PutOff => "put_off",
            Self::LeastChange => "least_change",
            Self::BestMix => "best_mix",
            Self::ByHand => "by_hand",
        }
    }
}

/// A plan with all that is said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    pub kind: PlanKind,
    pub day: ServiceDay,
    /// What it was made on; see [`Proposal::is_stale`].
    pub based_on: Revision,
    pub now: Timestamp,
    /// Each route it changes, whole, as it would be.
    pub routes: Vec<Arc<Route>>,
    /// Every route it was weighed over, projected as it would be, those it leaves alone with them.
    pub outlooks: BTreeMap<RouteId, Arc<RouteOutlook>>,
    pub bill: Bill,
    /// Stops still to be served that begin after their window has closed; the latest first.
    pub late: Vec<(RetailerCode, Seconds)>,
    /// Retailers whose time moves by more than the threshold since they were last told, put-off ones with them.
    pub retold: Vec<RetailerCode>,
    pub put_off: Vec<(RetailerCode, ServiceDay)>,
    /// Stops that another vehicle serves than before.
    pub moved: usize,
    pub transfers: Vec<Transfer>,
    /// Hard rules it would break and the day as it stands does not. Never empty means never shown.
    pub hard_breaches: Vec<Breach>,
    pub caveats: BTreeSet<Caveat>,
}

/// Goods carried over on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transfer {
    pub from: Cargo,
    pub to: Plate,
    pub route: RouteId,
    /// Loading begins and ends.
    pub at: TimeOfDay,
    pub until: TimeOfDay,
    pub cartons: Cartons,
    pub stops: usize,
}

/// What a plan rests on that nobody knows for sure.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Caveat {
    /// It counts on the workshop's estimate.
    RepairIsAGuess(Plate),
    /// Nobody said where the vehicle stands; its last stop is taken.
    PlaceIsAGuess(Plate),
    /// Nothing is planned on the day stops are put off to: whether there is room is not known.
    RoomUnknown(ServiceDay),
    /// That day's vehicles have less room than is put off to it.
    NoRoom(ServiceDay),
    /// Drives are reckoned from distances; no travel times were imported for these places.
    DrivesAreReckoned,
}

/// The situation plans are weighed against.
#[derive(Clone, Debug)]
pub struct Scope {
    pub day: ServiceDay,
    pub now: Timestamp,
    pub based_on: Revision,
    /// Every route a plan may touch.
    pub routes: BTreeSet<RouteId>,
    before: State,
    /// The day as it was to run had nothing broken down.
    undisturbed: State,
}

impl Scope {
    /// # Panics
    /// Never: a day that is not in `state` has no routes to weigh.
    #[must_use]
    pub fn new(
        state: &State,
        day: ServiceDay,
        now: Timestamp,
        based_on: Revision,
        routes: BTreeSet<RouteId>,
    ) -> Self {
        Self { day, now, based_on, routes, before: state.clone(), undisturbed: undisturbed(state) }
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
        let mut found = consequences::between(&self.before, &after, self.day, self.now);
        let hard_breaches = hard_breaches(&self.before, &after, self.day, self.now, &found);
        let against = consequences::between_all(&self.undisturbed, &after, self.day, self.now, &ids);
        found.retold = against.retold;
        let mut retold = found.retold;
        retold.extend(weighed.put_off.iter().map(|(retailer, _)| retailer.clone()));
        let mut amounts = weighed.amounts;
        amounts[Item::ToldAgain as usize] = retold.len() as u64;
        let mut caveats = weighed.caveats;
        caveats.extend(self.caveats(&after, &routes));
        Proposal {
            kind,
            day: self.day,
            based_on: self.based_on,
            now: self.now,
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
        for operation in decide(&planned, command)? {
            if let Operation::RoutesChanged { routes, .. } = &operation {
                ids.extend(routes.iter().filter_map(Change::either).map(|route| route.id.clone()));
            }
            planned.apply(self.based_on, &operation);
        }
        let day = planned.day(self.day);
        let routes = ids.iter().filter_map(|id| day?.routes.get(id).cloned()).collect();
        Ok(self.weigh(PlanKind::ByHand, routes))
    }

    /// How late each stop still to be served is expected to be if nothing is done; those in time are left out.
    #[must_use]
    pub fn late_now(&self) -> BTreeMap<RetailerCode, Seconds> {
        let now = outlook::project_these(&self.before, self.day, &self.routes, self.now);
        let mut late = BTreeMap::new();
        for (id, outlook) in &now {
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
            if broken.estimate.is_some() && waits(&broken.plate) {
                caveats.insert(Caveat::RepairIsAGuess(broken.plate.clone()));
            }
        }
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
    let mut hard: Vec<Breach> =
        found.new_breaches.iter().filter(|breach| breach.kind.is_hard()).cloned().collect();
    let (Some(old), Some(new)) = (before.day(day), after.day(day)) else { return hard };
    let locked: BTreeSet<RouteId> = old
        .routes
        .values()
        .filter(|route| route.stops.iter().any(|stop| stop.lock.is_some()))
        .map(|route| route.id.clone())
        .collect();
    if locked.is_empty() {
        return hard;
    }
    let was = outlook::project_these(before, day, &locked, now);
    let touched: BTreeSet<RouteId> = found.routes.iter().chain(&locked).cloned().collect();
    let is = outlook::project_these(after, day, &touched, now);
    let pairs: Vec<(&Route, &RouteOutlook)> =
        touched.iter().filter_map(|id| Some((new.routes.get(id)?.as_ref(), is.get(id)?.as_ref()))).collect();
    for id in &locked {
        if let (Some(route), Some(outlook)) = (old.routes.get(id), was.get(id)) {
            hard.extend(rules::locks_broken((route, outlook), &pairs));
        }
    }
    hard
}

impl Proposal {
    #[must_use]
    pub fn price(&self) -> Fen {
        self.bill.total()
    }

    /// A route it changes has been changed since it was made, or what had broken down is no longer the same.
    #[must_use]
    pub fn is_stale(&self, state: &State) -> bool {
        let Some(day) = state.day(self.day) else { return true };
        self.routes.iter().any(|route| day.revision_of(&route.id) > self.based_on)
    }

    /// The item it is most dearer in than `other`, and the one it saves most in.
    #[must_use]
    pub fn against(&self, other: &Self) -> (Option<(Item, Fen)>, Option<(Item, Fen)>) {
        let differences =
            || Item::ALL.into_iter().map(|item| (item, self.bill.price(item).0 - other.bill.price(item).0));
        let dearer = differences().max_by_key(|(_, more)| *more).filter(|(_, more)| *more > 0);
        let cheaper = differences().min_by_key(|(_, more)| *more).filter(|(_, more)| *more < 0);
        let fen = |(item, more): (Item, i64)| (item, Fen(more.abs()));
        (dearer.map(fen), cheaper.map(fen))
    }

    /// Stops that are not left as they were: on another vehicle, at another place in the order, or put off.
    #[must_use]
    pub fn change(&self) -> u64 {
        self.bill.amount(Item::VehicleChanged)
            + self.bill.amount(Item::Resequenced)
            + self.bill.amount(Item::ToldAgain)
    }
}

/// Everything counted over the projected routes.
struct Weighed {
    amounts: [u64; Item::COUNT],
    late: Vec<(RetailerCode, Seconds)>,
    put_off: Vec<(RetailerCode, ServiceDay)>,
    moved: usize,
    transfers: Vec<Transfer>,
    caveats: BTreeSet<Caveat>,
}

impl Weighed {
    fn of(scope: &Scope, after: &State, outlooks: &BTreeMap<RouteId, Arc<RouteOutlook>>) -> Self {
        let mut weighed = Self {
            amounts: [0; Item::COUNT],
            late: Vec::new(),
            put_off: Vec::new(),
            moved: 0,
            transfers: Vec::new(),
            caveats: BTreeSet::new(),
        };
        let Some(day) = after.day(scope.day) else { return weighed };
        let before = Before::of(scope);
        let mut back: BTreeMap<&Plate, TimeOfDay> = BTreeMap::new();
        let mut used: BTreeSet<&Plate> = BTreeSet::new();
        for (id, outlook) in outlooks {
            let Some(route) = day.routes.get(id) else { continue };
            weighed.stops(scope, &before, route, outlook);
            if !route.stops.iter().any(|stop| stop.progress.awaits_delivery()) {
                continue;
            }
            weighed.add(Item::Distance, outlook.distance_left.0.into());
            weighed.add(Item::Driving, outlook.driving_left.0.into());
            if let Some(plate) = &route.vehicle {
                used.insert(plate);
                let returns = back.entry(plate).or_default();
                *returns = outlook.returns.max(*returns);
                weighed.transfers.extend(transfers(route, outlook, plate));
            }
        }
        let shift_ends = scope.before.settings.shift_ends;
        for returns in back.values() {
            weighed.add(Item::Overtime, returns.since(shift_ends).0.into());
        }
        let spare = |plate: &&Plate| after.network.vehicles.get(*plate).is_some_and(|vehicle| vehicle.spare);
        let newly = used.into_iter().filter(spare).filter(|plate| !before.used.contains(*plate)).count();
        weighed.add(Item::Spare, newly as u64);
        weighed.add(Item::Calls, weighed.transfers.len() as u64);
        let fetched: u64 = weighed.transfers.iter().map(|transfer| u64::from(transfer.cartons.0)).sum();
        weighed.add(Item::Handling, fetched);
        weighed.late.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        weighed.rest_on_room(scope);
        weighed
    }

    fn add(&mut self, item: Item, amount: u64) {
        let sum = &mut self.amounts[item as usize];
        *sum = sum.saturating_add(amount);
    }

    fn stops(&mut self, scope: &Scope, before: &Before<'_>, route: &Route, outlook: &RouteOutlook) {
        let close = scope.before.settings.retailers_close;
        let mut last_place = None;
        for (stop, expected) in route.stops.iter().zip(&outlook.stops) {
            let was = before.stops.get(&stop.retailer);
            if let Progress::PutOff { to } = stop.progress {
                if was.is_some_and(|(_, _, stop)| stop.progress == Progress::Waiting) {
                    let days = (to.0 - scope.day.0).num_days().max(1).unsigned_abs();
                    self.put_off.push((stop.retailer.clone(), to));
                    self.add(Item::PutOffStops, days);
                    self.add(Item::PutOffCartons, days.saturating_mul(stop.cartons.0.into()));
                }
                continue;
            }
            if !stop.progress.awaits_delivery() {
                continue;
            }
            if expected.late > Seconds(0) {
                self.late.push((stop.retailer.clone(), expected.late));
                self.add(Item::Late, u64::from(expected.late.0) * u64::from(stop.priority.weight()));
            }
            if expected.starts > close {
                self.add(Item::MissedClosing, 1);
            }
            let Some((old, place, _)) = was else { continue };
            if old.vehicle != route.vehicle {
                self.moved += 1;
                self.add(Item::VehicleChanged, 1);
            }
            if old.id == route.id {
                if last_place.is_some_and(|last| last > *place) {
                    self.add(Item::Resequenced, 1);
                }
                last_place = Some(*place);
            }
        }
    }

    /// Whether the days stops are put off to have the room.
    fn rest_on_room(&mut self, scope: &Scope) {
        let mut wanted: BTreeMap<ServiceDay, Cartons> = BTreeMap::new();
        for (retailer, to) in &self.put_off {
            let cartons = scope.before.day(scope.day).and_then(|day| {
                let (route, at) = day.find(retailer)?;
                Some(route.stops[at].cartons)
            });
            *wanted.entry(*to).or_default() += cartons.unwrap_or_default();
        }
        for (day, cartons) in wanted {
            match room_on(&scope.before, day) {
                None => self.caveats.insert(Caveat::RoomUnknown(day)),
                Some(room) if room < cartons => self.caveats.insert(Caveat::NoRoom(day)),
                Some(_) => false,
            };
        }
    }
}

/// The stops of the routes weighed as they stand now: route, position, stop; and who drives anything at all.
struct Before<'a> {
    stops: BTreeMap<&'a RetailerCode, (&'a Route, usize, &'a Stop)>,
    used: BTreeSet<&'a Plate>,
}

impl<'a> Before<'a> {
    fn of(scope: &'a Scope) -> Self {
        let mut stops = BTreeMap::new();
        let mut used = BTreeSet::new();
        let day = scope.before.day(scope.day);
        for route in day.iter().flat_map(|day| day.routes.values()) {
            if route.stops.iter().any(|stop| stop.progress != Progress::Waiting || route.departed.is_some()) {
                used.extend(&route.vehicle);
            }
            if route.stops.iter().any(|stop| stop.progress.awaits_delivery()) {
                used.extend(&route.vehicle);
            }
            if scope.routes.contains(&route.id) {
                let places = route.stops.iter().enumerate();
                stops.extend(places.map(|(at, stop)| (&stop.retailer, (route.as_ref(), at, stop))));
            }
        }
        Self { stops, used }
    }
}

fn transfers(route: &Route, outlook: &RouteOutlook, plate: &Plate) -> Vec<Transfer> {
    let transfer = |call: &outlook::PickupOutlook| Transfer {
        from: route.pickups[call.nth].from.clone(),
        to: plate.clone(),
        route: route.id.clone(),
        at: call.starts,
        until: call.leaves,
        cartons: call.cartons,
        stops: route.loads_at(call.nth).len(),
    };
    outlook.pickups.iter().map(transfer).collect()
}

/// Cartons that day's vehicles can still take, over all its routes; `None` where nothing is planned on it.
#[must_use]
pub fn room_on(state: &State, day: ServiceDay) -> Option<Cartons> {
    let planned = state.day(day).filter(|day| !day.routes.is_empty())?;
    let mut capacity = BTreeMap::new();
    let mut load = Cartons(0);
    for route in planned.routes.values() {
        let vehicle = route.vehicle.as_ref().and_then(|plate| state.network.vehicles.get(plate));
        if let Some(vehicle) = vehicle {
            capacity.insert(&vehicle.plate, vehicle.capacity);
            load += route.load();
        }
    }
    let put_off_to_it =
        state.days.values().flat_map(|day| day.routes.values()).flat_map(|route| &route.stops);
    let waiting = put_off_to_it.filter(|stop| stop.progress == Progress::PutOff { to: day });
    load += waiting.map(|stop| stop.cartons).sum();
    Some(capacity.into_values().sum::<Cartons>() - load)
}
