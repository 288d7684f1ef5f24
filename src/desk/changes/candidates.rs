//! Which vehicle, which route, which position would do best: every choice tried through the same preview
//! that tells the consequences of a change, a few each frame so that no frame waits for all of them.

use crate::desk::snapshot::Snapshot;
use crate::domain::Refusal;
use crate::domain::command::Command;
use crate::domain::consequences::{self, Consequences};
use crate::domain::day::Route;
use crate::domain::ids::{Plate, RetailerCode, Revision, RouteId};
use crate::domain::rules::{Breach, BreachKind};
use std::collections::VecDeque;
use std::time::{Duration, Instant};

/// The time one frame may spend on trying.
const SLICE: Duration = Duration::from_millis(2);
/// Tried in every frame however slow the machine.
const AT_LEAST: usize = 2;

/// What a choice would do, short enough for a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Score {
    /// Smaller is better: how much worse the day would be, in minutes late or what is as bad.
    pub weight: i64,
    pub new_breaches: usize,
    pub mended: usize,
    /// Stops that would newly be late, or later.
    pub late: usize,
    pub retold: usize,
    /// By how many minutes stops already on the route are delayed at most.
    pub delay: i64,
}

impl Score {
    fn of(snapshot: &Snapshot, consequences: &Consequences, onto: Option<&RouteId>) -> Self {
        let worse: i64 = consequences
            .new_breaches
            .iter()
            .map(|breach| weight(&breach.kind) - before(snapshot, breach))
            .sum();
        let better: i64 = consequences.mended.iter().map(|breach| weight(&breach.kind)).sum();
        let pushed = consequences.moved.iter().filter(|moved| onto == Some(&moved.route));
        let delay = pushed
            .filter_map(|moved| Some(i64::from(moved.after.seconds()) - i64::from(moved.before?.seconds())))
            .max()
            .unwrap_or(0);
        Self {
            weight: worse - better,
            new_breaches: consequences.new_breaches.len(),
            mended: consequences.mended.len(),
            late: consequences.new_breaches.iter().filter(|b| matches!(b.kind, BreachKind::Late(_))).count(),
            retold: consequences.retold.len(),
            delay: delay.max(0) / 60,
        }
    }

    fn rank(&self) -> (i64, usize, i64) {
        (self.weight, self.retold, self.delay)
    }
}

/// What a breach weighs, in minutes late.
fn weight(kind: &BreachKind) -> i64 {
    match kind {
        BreachKind::EarlyWait(by) => i64::from(by.minutes_begun()) / 10,
        BreachKind::Late(by) | BreachKind::Overtime(by) => i64::from(by.minutes_begun()),
        BreachKind::Overload(by) => 60 + i64::from(by.0) / 10,
        BreachKind::DrivingLimit(by) => 60 + i64::from(by.minutes_begun()),
        BreachKind::OnHold(_) => 120,
        BreachKind::LockBroken(_) => 180,
        BreachKind::CargoElsewhere(_) => 240,
        BreachKind::NoVehicle => 1000,
    }
}

/// What the same thing already weighs today: a breach that only grows counts for its growth.
fn before(snapshot: &Snapshot, breach: &Breach) -> i64 {
    let mut today = snapshot.outlook.routes.values().flat_map(|route| &route.breaches);
    today.find(|other| other.subject() == breach.subject()).map_or(0, |other| weight(&other.kind))
}

/// Runs `step` until the frame's time is used up or it has nothing left; true where there is more to do.
fn sliced(mut step: impl FnMut() -> bool) -> bool {
    let started = Instant::now();
    let mut tried = 0;
    while step() {
        tried += 1;
        if tried >= AT_LEAST && started.elapsed() >= SLICE {
            return true;
        }
    }
    false
}

/// One vehicle that might take a route.
#[derive(Clone, Debug)]
pub struct Vehicle {
    pub plate: Plate,
    /// `None` until tried.
    pub outcome: Option<Result<Score, Refusal>>,
    /// The other routes it drives today.
    pub drives: Vec<RouteId>,
    pub spare: bool,
}

/// Every vehicle but the route's own, best first.
#[derive(Clone, Debug, Default)]
pub struct Vehicles {
    of: Option<(RouteId, Revision)>,
    pub list: Vec<Vehicle>,
    waiting: VecDeque<usize>,
    sorted: bool,
}

impl Vehicles {
    /// Tries a few more; true where more are waiting.
    pub fn follow(&mut self, snapshot: &Snapshot, route: &RouteId) -> bool {
        let of = (route.clone(), snapshot.revision);
        if self.of.as_ref() != Some(&of) {
            self.of = Some(of);
            self.list = all_vehicles(snapshot, route);
            self.waiting = (0..self.list.len()).collect();
            self.sorted = false;
        }
        let (list, waiting) = (&mut self.list, &mut self.waiting);
        let more = sliced(|| {
            let Some(next) = waiting.pop_front() else { return false };
            let vehicle = &mut list[next];
            let command = Command::Reassign {
                day: snapshot.date,
                route: route.clone(),
                to: vehicle.plate.clone(),
                base: snapshot.revision,
            };
            let outcome = consequences::preview_beside(&snapshot.state, &snapshot.outlook, &command);
            vehicle.outcome = Some(outcome.map(|found| Score::of(snapshot, &found, None)));
            true
        });
        if !more && !self.sorted {
            self.sorted = true;
            // Only when all are known, so that rows do not jump while someone reads them.
            list.sort_by_cached_key(|vehicle| {
                let rank = vehicle.outcome.as_ref().and_then(|o| o.as_ref().ok()).map(Score::rank);
                (rank.is_none(), rank, vehicle.drives.len(), !vehicle.spare, vehicle.plate.clone())
            });
        }
        more
    }

    /// All have been tried, and the best stands first.
    #[must_use]
    pub const fn is_settled(&self) -> bool {
        self.sorted
    }

    /// How many have been tried, of how many.
    #[must_use]
    pub fn progress(&self) -> (usize, usize) {
        (self.list.len() - self.waiting.len(), self.list.len())
    }
}

fn all_vehicles(snapshot: &Snapshot, route: &RouteId) -> Vec<Vehicle> {
    let day = snapshot.day();
    let own = day.and_then(|day| day.routes.get(route)).and_then(|route| route.vehicle.as_ref());
    let drives = |plate: &Plate| -> Vec<RouteId> {
        let routes = day.into_iter().flat_map(|day| day.routes.values());
        routes.filter(|route| route.vehicle.as_ref() == Some(plate)).map(|route| route.id.clone()).collect()
    };
    let others = snapshot.state.network.vehicles.values().filter(|vehicle| Some(&vehicle.plate) != own);
    let mut list: Vec<_> = others
        .map(|vehicle| Vehicle {
            plate: vehicle.plate.clone(),
            outcome: None,
            drives: drives(&vehicle.plate),
            spare: vehicle.spare,
        })
        .collect();
    // Until all are tried, those that are free come first.
    list.sort_by_cached_key(|vehicle| (vehicle.drives.len(), !vehicle.spare, vehicle.plate.clone()));
    list
}

/// One route that might take the stops.
#[derive(Clone, Debug)]
pub struct Taker {
    pub route: RouteId,
    /// The best position found so far and what it would do; a refusal where none is possible.
    pub best: Option<Result<(usize, Score), Refusal>>,
    waiting: VecDeque<usize>,
    thorough: bool,
}

impl Taker {
    fn consider(&mut self, at: usize, outcome: Result<Score, Refusal>) {
        let better = match (&self.best, &outcome) {
            (Some(Ok((_, held))), Ok(score)) => score.rank() < held.rank(),
            (Some(Err(_)) | None, _) => true,
            (Some(Ok(_)), Err(_)) => false,
        };
        if better {
            self.best = Some(outcome.map(|score| (at, score)));
        }
    }
}

/// Every route of the day with its best position for some stops, best first once all are known.
#[derive(Clone, Debug, Default)]
pub struct Takers {
    of: Option<(Vec<RetailerCode>, Revision)>,
    pub list: Vec<Taker>,
    sorted: bool,
}

impl Takers {
    /// Tries a few more; true where more are waiting. The `chosen` route is searched first, and at every
    /// open position rather than only beside the nearest stops.
    pub fn follow(&mut self, snapshot: &Snapshot, stops: &[RetailerCode], chosen: Option<&RouteId>) -> bool {
        let current =
            self.of.as_ref().is_some_and(|(of, revision)| of == stops && *revision == snapshot.revision);
        if !current {
            self.of = Some((stops.to_vec(), snapshot.revision));
            self.list = all_takers(snapshot, stops);
            self.sorted = false;
        }
        if let (Some(chosen), Some(day)) = (chosen, snapshot.day())
            && let Some(taker) = self.list.iter_mut().find(|taker| taker.route == *chosen)
            && !taker.thorough
        {
            taker.thorough = true;
            if let Some(route) = day.routes.get(chosen) {
                taker.waiting = (route.first_open()..=route.stops.len()).collect();
            }
        }
        let list = &mut self.list;
        let more = sliced(|| {
            let first =
                list.iter().position(|taker| Some(&taker.route) == chosen && !taker.waiting.is_empty());
            let next = first.or_else(|| list.iter().position(|taker| !taker.waiting.is_empty()));
            let Some(taker) = next.map(|next| &mut list[next]) else { return false };
            let Some(at) = taker.waiting.pop_front() else { return false };
            let command = move_command(snapshot, stops, &taker.route, Some(at));
            let outcome = consequences::preview_beside(&snapshot.state, &snapshot.outlook, &command);
            let score = outcome.map(|found| Score::of(snapshot, &found, Some(&taker.route)));
            taker.consider(at, score);
            true
        });
        if !more && !self.sorted {
            self.sorted = true;
            list.sort_by_cached_key(|taker| {
                let rank =
                    taker.best.as_ref().and_then(|best| best.as_ref().ok()).map(|(_, score)| score.rank());
                (rank.is_none(), rank, taker.route.clone())
            });
        }
        more
    }

    /// The best position found so far on `route`.
    #[must_use]
    pub fn best(&self, route: &RouteId) -> Option<usize> {
        let taker = self.list.iter().find(|taker| taker.route == *route)?;
        taker.best.as_ref()?.as_ref().ok().map(|(at, _)| *at)
    }

    /// All have been tried, and the best stands first.
    #[must_use]
    pub const fn is_settled(&self) -> bool {
        self.sorted
    }

    /// How many routes have been tried, of how many.
    #[must_use]
    pub fn progress(&self) -> (usize, usize) {
        (self.list.iter().filter(|taker| taker.waiting.is_empty()).count(), self.list.len())
    }
}

/// The command that takes `stops` to position `at` of a route; to its end where that is past the last.
#[must_use]
pub fn move_command(snapshot: &Snapshot, stops: &[RetailerCode], to: &RouteId, at: Option<usize>) -> Command {
    let length = snapshot.day().and_then(|day| day.routes.get(to)).map_or(0, |route| route.stops.len());
    Command::MoveStops {
        day: snapshot.date,
        stops: stops.to_vec(),
        to: to.clone(),
        at: at.filter(|at| *at < length),
        base: snapshot.revision,
    }
}

/// Routes that pass nearest by first, each with the positions beside its stops nearest to the first of
/// `stops`.
fn all_takers(snapshot: &Snapshot, stops: &[RetailerCode]) -> Vec<Taker> {
    let network = &snapshot.state.network;
    let here = stops.first().and_then(|code| network.retailer(code)).map(|retailer| retailer.place);
    let far = |route: &Route, at: usize| -> u64 {
        let there = network.retailer(&route.stops[at].retailer).map(|retailer| retailer.place);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "at most half the earth round"
        )]
        here.zip(there).map_or(u64::MAX, |(here, there)| here.metres_to(there) as u64)
    };
    let mut takers = Vec::new();
    for route in snapshot.day().into_iter().flat_map(|day| day.routes.values()) {
        let mut near: Vec<_> =
            (route.first_open()..route.stops.len()).map(|at| (far(route, at), at)).collect();
        near.sort_unstable();
        let nearest = near.first().map_or(u64::MAX, |(metres, _)| *metres);
        let mut waiting: Vec<_> = near.iter().take(2).flat_map(|(_, at)| [*at, at + 1]).collect();
        waiting.push(route.stops.len());
        waiting.sort_unstable();
        waiting.dedup();
        let taker = Taker { route: route.id.clone(), best: None, waiting: waiting.into(), thorough: false };
        takers.push((nearest, taker));
    }
    takers.sort_by_key(|(nearest, _)| *nearest);
    takers.into_iter().map(|(_, taker)| taker).collect()
}
