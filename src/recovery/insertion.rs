//! How a request out of turn comes to its retailer: with its own stop, on a route that passes by and can still load the
//! goods, on a route of the next planned day, or by a vehicle that goes for it alone. Each way is weighed by the
//! domain, like any recovery plan.

mod not_today;

pub use not_today::NotToday;

use crate::domain::day::{Cargo, Dock, Priority, Progress, Route, Stop};
use crate::domain::ids::{RetailerCode, Revision, RouteId};
use crate::domain::network::{Retailer, VehicleStatus};
use crate::domain::outlook::{self, Outlook};
use crate::domain::place::Place;
use crate::domain::prices::{Item, Prices};
use crate::domain::proposal::{PlanKind, Proposal, Scope};
use crate::domain::state::State;
use crate::domain::supply::request::{Occasion, Passage, Request, Stage};
use crate::domain::time::{ServiceDay, TimeOfDay, Timestamp, Window};
use crate::domain::units::{Cartons, Fen, Metres, Seconds};
use std::collections::BTreeSet;
use std::sync::Arc;

/// One way, with what it brings about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    pub passage: Passage,
    pub day: ServiceDay,
    /// Whole, as it would be.
    pub route: Route,
    pub arrives: TimeOfDay,
    /// It is there by the time it is needed.
    pub in_time: bool,
    /// What it costs beyond the day as it stands.
    pub price: Fen,
    /// Retailers that are served late, or later, because of it; the request's own with them.
    pub late: Vec<(RetailerCode, Seconds)>,
    /// Retailers that have to be told again.
    pub retold: Vec<RetailerCode>,
    pub metres: Metres,
    pub overtime: Seconds,
    /// What it was made on.
    pub based_on: Revision,
}

/// All the ways, and why there are none today where that is so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ways {
    /// The best first.
    pub ways: Vec<Way>,
    /// `None` too where the request is on its way already, or over.
    pub not_today: Option<NotToday>,
}

/// No shop takes goods before.
const OPENS: TimeOfDay = TimeOfDay::hm(8, 0);
/// Of the routes that pass by so many are weighed, the nearest first, and of each so many places.
const MOST_ROUTES: usize = 12;
const MOST_PLACES: usize = 8;
/// So many of each kind are told.
const MOST_OF_A_KIND: usize = 3;
/// A funeral's goods wait as gladly as nine usual retailers.
const FUNERAL: u8 = 9;

/// The ways there are, the best first: those that are in time, then the cheapest. Nothing that breaks a hard rule is
/// among them, and there are none for what is on its way already. The days have to be in mind.
#[must_use]
pub fn ways(state: &State, revision: Revision, request: &Request, now: Timestamp) -> Vec<Way> {
    ways_and_why(state, revision, request, now).ways
}

/// The same, with the reason where nothing can come on the day itself.
#[must_use]
pub fn ways_and_why(state: &State, revision: Revision, request: &Request, now: Timestamp) -> Ways {
    let Some(retailer) = state.network.retailer(&request.retailer) else { return Ways::default() };
    if !matches!(request.stage(), Stage::Asked | Stage::Approved) {
        return Ways::default();
    }
    let today = now.day();
    let seeker = Seeker { state, revision, request, retailer, now };
    let (mut found, not_today) = match seeker.on(today) {
        Ok(found) => (found, None),
        Err(why) => (Vec::new(), Some(why)),
    };
    let later = state.days.range(today.plus(1)..).find(|(_, day)| !day.routes.is_empty());
    if let Some((day, _)) = later {
        found.extend(seeker.on(*day).unwrap_or_default());
    }
    found.sort_by(|a, b| {
        (!a.in_time, a.price, a.day, a.passage, &a.route.id).cmp(&(
            !b.in_time,
            b.price,
            b.day,
            b.passage,
            &b.route.id,
        ))
    });
    let mut told: Vec<Way> = Vec::new();
    for way in found {
        if told.iter().filter(|other| other.passage == way.passage).count() < MOST_OF_A_KIND {
            told.push(way);
        }
    }
    Ways { ways: told, not_today }
}

/// Some routes as they stand.
struct Ground {
    scope: Scope,
    before: Proposal,
}

struct Seeker<'a> {
    state: &'a State,
    revision: Revision,
    request: &'a Request,
    retailer: &'a Retailer,
    now: Timestamp,
}

impl Seeker<'_> {
    /// The ways of a day; never an empty list of them.
    fn on(&self, date: ServiceDay) -> Result<Vec<Way>, NotToday> {
        let planned = self.state.day(date).filter(|day| !day.routes.is_empty());
        let day = planned.ok_or(NotToday::NoRoutes)?;
        let expected = outlook::project(self.state, day, self.now);
        let ready = self.ready(date);
        if let Some((route, at)) = day.find(&self.request.retailer) {
            if let Some(why) = not_today::of_own(route, at, &expected, ready) {
                return Err(why);
            }
            let way = self.with_its_own(date, route, at);
            return way.map(|way| vec![way]).ok_or_else(|| NotToday::BreaksRule { route: route.id.clone() });
        }
        let passage = if date == self.now.day() { Passage::Passing } else { Passage::AnotherDay };
        let mut near: Vec<(i64, &Arc<Route>, Vec<usize>, Cargo)> = Vec::new();
        for route in day.routes.values().filter(|route| route.vehicle.is_some()) {
            for (cargo, first) in can_load(route, &expected, ready) {
                let places = self.places(route, first);
                if let Some((detour, _)) = places.first() {
                    let at = places.iter().take(MOST_PLACES).map(|(_, at)| *at).collect();
                    near.push((*detour, route, at, cargo));
                }
            }
        }
        near.sort_by(|a, b| (a.0, &a.1.id).cmp(&(b.0, &b.1.id)));
        near.truncate(MOST_ROUTES);
        let mut found: Vec<Way> = near
            .into_iter()
            .filter_map(|(_, route, places, cargo)| {
                let ground = self.ground(date, BTreeSet::from([route.id.clone()]));
                let with = |at: &usize| {
                    let mut after = Route::clone(route);
                    after.stops.insert(*at, self.stop(date, cargo.clone()));
                    self.weigh(&ground, passage, after)
                };
                places.iter().filter_map(with).min_by_key(|way| (!way.in_time, way.price))
            })
            .collect();
        if passage == Passage::Passing {
            found.extend(self.special_trip(date, &expected, ready));
        }
        if found.is_empty() { Err(NotToday::NobodyCan) } else { Ok(found) }
    }

    /// When goods can be loaded on that day.
    fn ready(&self, date: ServiceDay) -> TimeOfDay {
        date.time_of(self.now).map_or(TimeOfDay::MIDNIGHT, |now| now.plus(self.state.settings.supply.picking))
    }

    /// The places of the order from `first` on, those with the shortest detour first.
    fn places(&self, route: &Route, first: usize) -> Vec<(i64, usize)> {
        let network = &self.state.network;
        let dock = match &route.dock {
            Dock::Centre => network.centre_spot().map(|spot| spot.place),
            Dock::Station(code) => network.station_spot(code).map(|spot| spot.place),
        };
        let place = |stop: &Stop| stop.meets.or(network.retailer(&stop.retailer).map(|shop| shop.place));
        let own = self.retailer.place;
        let apart = |a: Option<Place>, b: Option<Place>| a.zip(b).map_or(0.0, |(a, b)| a.metres_to(b));
        let mut places: Vec<(i64, usize)> = (first..=route.stops.len())
            .map(|at| {
                let before = if at == 0 { dock } else { place(&route.stops[at - 1]) };
                let after = route.stops.get(at).map_or(dock, place);
                let detour = apart(before, Some(own)) + apart(Some(own), after) - apart(before, after);
                #[expect(clippy::cast_possible_truncation, reason = "metres on the earth, to order by")]
                let detour = detour as i64;
                (detour, at)
            })
            .collect();
        places.sort_unstable();
        places
    }

    /// More for a stop whose goods are not loaded yet.
    fn with_its_own(&self, date: ServiceDay, route: &Route, at: usize) -> Option<Way> {
        let mut after = route.clone();
        let more = self.stop(date, route.stops[at].cargo.clone());
        let own = &mut after.stops[at];
        own.cartons += more.cartons;
        own.value += more.value;
        own.service = self.service(own.cartons);
        let ground = self.ground(date, BTreeSet::from([route.id.clone()]));
        self.weigh(&ground, Passage::OwnStop, after)
    }

    /// The best of the vehicles that have nothing to do.
    fn special_trip(&self, date: ServiceDay, expected: &Outlook, ready: TimeOfDay) -> Option<Way> {
        let day = self.state.day(date)?;
        let id = RouteId::new(self.request.id.as_str());
        if day.routes.contains_key(&id) {
            return None;
        }
        let busy = |plate| {
            let mut rounds = day.routes.values().filter(|route| route.vehicle.as_ref() == Some(plate));
            rounds.any(|route| {
                route.stops.iter().any(|stop| stop.progress.awaits_delivery())
                    || expected.routes.get(&route.id).is_some_and(|round| round.returns > ready)
            })
        };
        let vehicles = self.state.network.vehicles.values();
        let free = vehicles.filter(|one| one.status == VehicleStatus::Available && !busy(&one.plate));
        let ground = self.ground(date, BTreeSet::new());
        let trip = |vehicle: &crate::domain::network::Vehicle| {
            let route = Route {
                id: id.clone(),
                department: self.retailer.department.clone(),
                vehicle: Some(vehicle.plate.clone()),
                crew: vehicle.crew.clone(),
                dock: Dock::Centre,
                departs: ready,
                departed: None,
                stops: vec![self.stop(date, Cargo::At(Dock::Centre))],
                pickups: Vec::new(),
                imported: None,
            };
            self.weigh(&ground, Passage::SpecialTrip, route)
        };
        free.filter_map(trip).min_by_key(|way| (way.price, way.route.vehicle.clone()))
    }

    /// What ways over these routes are weighed against.
    fn ground(&self, date: ServiceDay, routes: BTreeSet<RouteId>) -> Ground {
        let scope = Scope::new(self.state, date, self.now, self.revision, routes);
        Ground { before: scope.weigh(PlanKind::ByHand, Vec::new()), scope }
    }

    /// As it would stand on the day.
    fn stop(&self, date: ServiceDay, cargo: Cargo) -> Stop {
        let close = self.state.settings.retailers_close;
        let needed = date.time_of(self.request.needed_by).unwrap_or(TimeOfDay::LAST);
        let closes = close.min(needed);
        let window = Window::spanning(OPENS, closes);
        let cartons = self.request.cartons();
        let brands = &self.state.supply.brands;
        let value = self.request.wanted().iter().map(|line| {
            let price = brands.get(&line.brand).map_or(Fen(0), |brand| brand.price);
            Fen(price.0.saturating_mul(line.cartons.0.into()))
        });
        let weight = if self.request.occasion == Occasion::Funeral { FUNERAL } else { 1 };
        Stop {
            retailer: self.request.retailer.clone(),
            cartons,
            value: value.sum(),
            window,
            promised: window,
            planned: closes,
            service: self.service(cartons),
            priority: Priority::new(weight).unwrap_or_default(),
            cargo,
            progress: Progress::Waiting,
            told: None,
            cause: None,
            remedy: None,
            lock: None,
            meets: None,
            carried: None,
            inferred: false,
        }
    }

    fn service(&self, cartons: Cartons) -> Seconds {
        let settings = &self.state.settings;
        let more = u64::from(settings.service_per_ten_cartons.0) * u64::from(cartons.0) / 10;
        settings.service_per_stop + Seconds(u32::try_from(more).unwrap_or(u32::MAX))
    }

    /// What it brings about; `None` where it breaks a hard rule.
    fn weigh(&self, ground: &Ground, passage: Passage, mut route: Route) -> Option<Way> {
        let Ground { scope, before } = ground;
        let at = route.position(&self.request.retailer)?;
        let first = scope.weigh(PlanKind::ByHand, vec![Arc::new(route.clone())]);
        let arrives = first.outlooks.get(&route.id)?.stops.get(at)?.starts;
        if passage != Passage::OwnStop {
            // What it is planned for is when it comes.
            route.stops[at].planned = arrives;
        }
        if !first.hard_breaches.is_empty() {
            return None;
        }
        let day = scope.day;
        let in_time = Timestamp::of(day, arrives) <= self.request.needed_by;
        let days = (day.0 - self.now.day().0).num_days().unsigned_abs();
        Some(Way {
            passage,
            day,
            arrives,
            in_time,
            price: Fen(first.price().0 - before.price().0)
                + waits(&scope.state().settings.prices, days, self.request.cartons()),
            late: later(before, &first),
            retold: first.retold.iter().filter(|code| !before.retold.contains(code)).cloned().collect(),
            metres: Metres(more(before, &first, Item::Distance)),
            overtime: Seconds(more(before, &first, Item::Overtime)),
            route,
            based_on: self.revision,
        })
    }
}

/// Where the route can still load the goods, and the first place in its order behind that.
fn can_load(route: &Route, expected: &Outlook, ready: TimeOfDay) -> Vec<(Cargo, usize)> {
    let Some(outlook) = expected.routes.get(&route.id) else { return Vec::new() };
    if route.departed.is_none() && route.first_open() == 0 {
        let waits = outlook.leaves >= ready;
        return if waits { vec![(Cargo::At(route.dock.clone()), 0)] } else { Vec::new() };
    }
    let calls = outlook.pickups.iter().filter(|call| call.starts >= ready);
    let at_a_dock = calls.filter_map(|call| {
        let pickup = &route.pickups[call.nth];
        matches!(pickup.from, Cargo::At(_)).then(|| (pickup.from.clone(), call.before + 1))
    });
    at_a_dock.take(1).collect()
}

/// A day that passes before it comes costs what putting a delivery off does.
fn waits(prices: &Prices, days: u64, cartons: Cartons) -> Fen {
    let days = i64::try_from(days).unwrap_or(i64::MAX);
    let a_day = prices.of(Item::PutOffStops).0 + prices.of(Item::PutOffCartons).0 * i64::from(cartons.0);
    Fen(a_day.saturating_mul(days))
}

fn more(before: &Proposal, after: &Proposal, item: Item) -> u32 {
    u32::try_from(after.bill.amount(item).saturating_sub(before.bill.amount(item))).unwrap_or(u32::MAX)
}

fn later(before: &Proposal, after: &Proposal) -> Vec<(RetailerCode, Seconds)> {
    let was = |code: &RetailerCode| {
        before.late.iter().find(|(other, _)| other == code).map_or(Seconds(0), |(_, late)| *late)
    };
    after.late.iter().filter(|(code, late)| *late > was(code)).cloned().collect()
}
