//! The weekly rounds: which shops are served together on their order day, in which order, and the windows
//! they were promised.

use super::city::City;
use super::dice::{Dice, Stream};
use super::scale::{ORDER_DAYS, Scale};
use super::tour;
use crate::domain::ids::{CrewId, Plate, RouteId};
use crate::domain::place::{TravelSettings, TravelTimes};
use crate::domain::time::{TimeOfDay, Window};
use crate::domain::units::Seconds;

pub(super) const DEPARTURE: TimeOfDay = TimeOfDay::hm(7, 30);
/// Shops take no deliveries after this.
pub(super) const CLOSING: TimeOfDay = TimeOfDay::hm(18, 0);

/// A route that is driven every week.
pub(super) struct Round {
    pub(super) id: RouteId,
    pub(super) department: usize,
    pub(super) vehicle: Plate,
    pub(super) crew: Option<CrewId>,
    pub(super) visits: Vec<Visit>,
}

/// A shop's place on a round.
#[derive(Clone, Copy)]
pub(super) struct Visit {
    /// Index into the city's shops.
    pub(super) shop: usize,
    pub(super) window: Window,
}

/// `routes` and `fleet` by department: how many routes on each order day, and the vehicles to drive them.
pub(super) fn lay_out(
    seed: u64,
    scale: &Scale,
    city: &City,
    routes: &[Vec<u32>],
    fleet: &[Vec<usize>],
) -> [Vec<Round>; ORDER_DAYS] {
    let mut rounds: [Vec<Round>; ORDER_DAYS] = Default::default();
    let point = |shop: u32| city.shops[shop as usize].point;
    let effort = |shop: u32| city.shops[shop as usize].effort;
    let mut shops: Vec<Vec<u32>> = vec![Vec::new(); city.departments.len()];
    for (at, shop) in (0..).zip(&city.shops) {
        shops[shop.department].push(at);
    }
    for (department, shops) in shops.into_iter().enumerate() {
        let mut dice = Dice::new(seed, Stream::Rounds, department as u64);
        let by_day: Vec<u32> =
            routes[department].iter().zip(scale.fullness).map(|(&n, full)| n * full).collect();
        for (day, area) in tour::areas(shops, &by_day, &point, &effort).into_iter().enumerate() {
            let parts = vec![1; routes[department][day] as usize];
            for (number, shops) in tour::areas(area, &parts, &point, &effort).into_iter().enumerate() {
                let vehicle = &city.vehicles[fleet[department][number]];
                rounds[day].push(Round {
                    id: RouteId::new(format!("R{:02}{}{:02}", department + 1, day + 1, number + 1)),
                    department,
                    vehicle: vehicle.plate.clone(),
                    crew: vehicle.crew.clone(),
                    visits: visits(&mut dice, city, department, &shops),
                });
            }
        }
    }
    rounds
}

fn visits(dice: &mut Dice, city: &City, department: usize, shops: &[u32]) -> Vec<Visit> {
    let branch = &city.departments[department];
    let points: Vec<_> = shops.iter().map(|&shop| city.shops[shop as usize].point).collect();
    let settings = TravelSettings::default();
    let travel = TravelTimes { settings: &settings, matrix: None };
    let (mut at, mut from) = (DEPARTURE, &branch.dock_spot);
    let order = tour::order(branch.dock_point, &points);
    let visit = |position: usize| {
        let shop = shops[position] as usize;
        let spot = &city.shops[shop].spot;
        let arrives = at.plus(travel.leg(from, spot, at).duration);
        at = arrives.plus(service(city.shops[shop].basket, city.shops[shop].door));
        from = spot;
        Visit { shop, window: promise(dice, arrives) }
    };
    order.into_iter().map(visit).collect()
}

/// Time at the door.
pub(super) fn service(cartons: u32, door: u32) -> Seconds {
    Seconds(100 + cartons.div_ceil(10) * 20 + door)
}

/// What a shop on the round at `arrives` was promised: most the whole day, a third a half of it, some a
/// narrow span, and a handful one the round has never kept.
fn promise(dice: &mut Dice, arrives: TimeOfDay) -> Window {
    let (opens, closes) = match dice.below(1000) {
        0..590 => (TimeOfDay::hm(8, 0), CLOSING),
        590..900 if arrives < TimeOfDay::hm(11, 20) => (TimeOfDay::hm(8, 0), TimeOfDay::hm(12, 0)),
        590..900 if arrives > TimeOfDay::hm(13, 10) => (TimeOfDay::hm(13, 0), CLOSING),
        590..900 => (TimeOfDay::hm(9, 0), TimeOfDay::hm(17, 0)),
        900..992 => {
            let opens = half_hour(arrives.plus_minutes(-dice.between(30, 70)));
            (opens, opens.plus_minutes(dice.pick(&[120, 150, 180])))
        }
        _ => {
            let closes = half_hour(arrives.plus_minutes(-dice.between(15, 45)));
            (closes.plus_minutes(-120), closes)
        }
    };
    // Who is first on the round has agreed to open early.
    let opens = opens.min(half_hour(arrives)).max(TimeOfDay::hm(7, 0));
    let closes = closes.max(TimeOfDay::hm(9, 0)).min(CLOSING);
    Window::new(opens.min(closes), closes).expect("the smaller comes first")
}

/// The half hour begun.
fn half_hour(at: TimeOfDay) -> TimeOfDay {
    TimeOfDay::from_seconds(at.seconds() / 1800 * 1800)
}
