//! A day as it is planned: what the shops of its rounds ordered, and when each is to be reached.

use super::city::City;
use super::dice::{Dice, Stream};
use super::rounds::{DEPARTURE, Round, Visit, service};
use super::tour;
use crate::domain::day::{Cargo, Progress, Route, Stop};
use crate::domain::place::TravelTimes;
use crate::domain::time::ServiceDay;
use crate::domain::units::{Cartons, Fen};
use chrono::Datelike;

/// A delivery put off to the next service day.
pub(super) struct Carried {
    pub(super) visit: Visit,
    pub(super) cartons: Cartons,
    pub(super) value: Fen,
    /// The day it was first put off from.
    pub(super) from: ServiceDay,
}

/// The routes of `day`, nothing yet driven. `number` tells the day's stream of chance from other days'.
pub(super) fn plan(
    seed: u64,
    city: &City,
    travel: TravelTimes<'_>,
    day: ServiceDay,
    rounds: &[Round],
    carried: Vec<Carried>,
) -> Vec<Planned> {
    let mut dice = Dice::new(seed, Stream::Orders, number_of(day));
    let mut planned: Vec<Planned> = rounds.iter().map(|round| order(&mut dice, city, round)).collect();
    for order in carried {
        take_along(city, rounds, &mut planned, &order);
    }
    for (round, planned) in rounds.iter().zip(&mut planned) {
        set_times(city, travel, round, planned);
    }
    planned
}

/// A route, and beside each of its stops the shop it is for.
pub(super) struct Planned {
    pub(super) route: Route,
    pub(super) visits: Vec<Visit>,
}

pub(super) fn number_of(day: ServiceDay) -> u64 {
    u64::try_from(day.0.num_days_from_ce()).unwrap_or(0)
}

fn order(dice: &mut Dice, city: &City, round: &Round) -> Planned {
    let dock = &city.departments[round.department].dock;
    let mut planned = Planned {
        route: Route {
            id: round.id.clone(),
            department: city.departments[round.department].code.clone(),
            vehicle: Some(round.vehicle.clone()),
            crew: round.crew.clone(),
            dock: dock.clone(),
            departs: DEPARTURE,
            departed: None,
            stops: Vec::with_capacity(round.visits.len()),
            pickups: Vec::new(),
            imported: None,
        },
        visits: Vec::with_capacity(round.visits.len()),
    };
    for visit in &round.visits {
        // Some shops order nothing in a week.
        if dice.happens(25) {
            continue;
        }
        let shop = &city.shops[visit.shop];
        let basket = i32::try_from(shop.basket).unwrap_or(0);
        let cartons = (basket * (1000 + dice.bell(110)) / 1000).clamp(2, 120);
        let cartons = Cartons(u32::try_from(cartons).unwrap_or(2));
        let value = Fen(i64::from(cartons.0) * shop.price);
        planned.route.stops.push(stop(city, visit, cartons, value, &planned.route));
        planned.visits.push(*visit);
    }
    planned
}

fn stop(city: &City, visit: &Visit, cartons: Cartons, value: Fen, route: &Route) -> Stop {
    let shop = &city.shops[visit.shop];
    Stop {
        retailer: shop.code.clone(),
        cartons,
        value,
        window: visit.window,
        promised: visit.window,
        planned: DEPARTURE,
        service: service(cartons.0, shop.door),
        priority: shop.priority,
        cargo: Cargo::At(route.dock.clone()),
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

/// Goes with the route of its department that passes nearest, or with what its shop gets on that day anyway: what is
/// put off day after day comes round to the shop's own day.
fn take_along(city: &City, rounds: &[Round], planned: &mut [Planned], order: &Carried) {
    let shop = &city.shops[order.visit.shop];
    let mut stops = planned.iter_mut().flat_map(|planned| &mut planned.route.stops);
    if let Some(own) = stops.find(|stop| stop.retailer == shop.code) {
        own.cartons += order.cartons;
        own.value = Fen(own.value.0 + order.value.0);
        own.service = service(own.cartons.0, shop.door);
        own.carried = Some(own.carried.map_or(order.from, |from| from.min(order.from)));
        return;
    }
    let dock = city.departments[shop.department].dock_point;
    let mine = rounds.iter().zip(planned).filter(|(round, _)| round.department == shop.department);
    let nearest = mine.map(|(round, planned)| {
        let points: Vec<_> = planned.visits.iter().map(|visit| city.shops[visit.shop].point).collect();
        let (detour, at) = tour::cheapest_insertion(dock, &points, shop.point);
        // So that not all that was put off goes with one route.
        let is_full = points.len() > round.visits.len() * 11 / 10;
        ((is_full, detour), at, planned)
    });
    if let Some((_, at, planned)) = nearest.min_by_key(|(detour, ..)| *detour) {
        let added = stop(city, &order.visit, order.cartons, order.value, &planned.route);
        let added = Stop { carried: Some(order.from), ..added };
        planned.route.stops.insert(at, added);
        planned.visits.insert(at, order.visit);
    }
}

fn set_times(city: &City, travel: TravelTimes<'_>, round: &Round, planned: &mut Planned) {
    let mut from = &city.departments[round.department].dock_spot;
    let mut at = planned.route.departs;
    for (stop, visit) in planned.route.stops.iter_mut().zip(&planned.visits) {
        let spot = &city.shops[visit.shop].spot;
        stop.planned = at.plus(travel.leg(from, spot, at).duration);
        at = stop.planned.max(stop.window.opens()).plus(stop.service);
        from = spot;
    }
}

#[cfg(test)]
mod tests {
    use super::super::Recipe;
    use super::*;
    use crate::domain::place::TravelSettings;
    use std::collections::BTreeSet;

    #[test]
    fn what_is_put_off_until_its_shops_own_day_goes_with_what_the_shop_gets_then() {
        let day = ServiceDay::parse("2026-11-23").expect("a day");
        let recipe = Recipe::playing_at(Recipe::mid_morning(day));
        let city = City::build(&recipe);
        let settings = TravelSettings::default();
        let travel = TravelTimes { settings: &settings, matrix: None };
        let rounds = &city.rounds[0];
        let usual = plan(1, &city, travel, day, rounds, Vec::new());
        let (visit, own) = (usual[0].visits[0], &usual[0].route.stops[0]);
        let from = day.plus(-7);
        let order = Carried { visit, cartons: Cartons(9), value: Fen(90_000), from };
        let with = plan(1, &city, travel, day, rounds, vec![order]);
        let stops = || with.iter().flat_map(|planned| &planned.route.stops);
        assert_eq!(stops().map(|stop| &stop.retailer).collect::<BTreeSet<_>>().len(), stops().count());
        let stop = stops().find(|stop| stop.retailer == own.retailer).expect("there");
        assert_eq!((stop.cartons, stop.carried), (Cartons(own.cartons.0 + 9), Some(from)));
    }
}
