//! Weighing where a job could go in a tour, without changing the tour: a serve alone where its goods are aboard
//! from the start, after a call that fetches them, or together with a new call.

use super::chance::Blinks;
use super::drives::Around;
use super::problem::{Job, NONE, Problem, Tariff, Vehicle};
use super::tour::{Call, Leg, Tour};

/// Where a job would go, and what that adds to the price.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    pub tour: u32,
    /// The leg the serve goes before, in the tour as it stands.
    pub serve: u32,
    /// The leg a new call that fetches the goods goes before; [`NONE`]: no new call.
    pub load: u32,
    pub adds: i64,
}

/// One job weighed against one tour after another.
pub struct Weighing<'a> {
    problem: &'a Problem,
    job: &'a Job,
    index: u32,
    around: Around<'a>,
    pub best: Option<Place>,
    limit: i64,
}

/// The tour at hand.
struct At<'a> {
    tour: &'a Tour,
    vehicle: &'a Vehicle,
    /// What the job costs on this vehicle wherever it goes.
    base: i64,
    /// Load that leaves room for the job.
    room: i64,
    /// Whether its place among the vehicle's own jobs counts.
    place: u32,
}

/// The road between a fetch and its serve: the way so far with the times the fetch makes.
struct Carried {
    load: u32,
    from: u32,
    leaves: i64,
    /// Price added so far, and seconds of driving.
    added: i64,
    driving: i64,
    /// The drive from here to the next leg.
    metres: i64,
    seconds: i64,
}

impl<'a> Weighing<'a> {
    /// Places that add as much as `limit` are not looked for.
    #[must_use]
    pub fn of(problem: &'a Problem, index: u32, limit: i64) -> Self {
        let job = &problem.jobs[index as usize];
        Self { problem, job, index, around: problem.drives.around(job.location), best: None, limit }
    }

    /// Looks for a cheaper place in this tour.
    pub fn look(&mut self, tour: &Tour, blinks: &mut Blinks) {
        let (problem, job) = (self.problem, self.job);
        if !job.may_ride(tour.vehicle) {
            return;
        }
        let at = self.at(tour);
        if job.source == NONE {
            self.serve_alone(&at, tour.legs.len(), blinks);
            return;
        }
        let first_call = match tour.load_calls {
            0 => tour.legs.len(),
            _ => tour.legs.iter().position(|leg| leg.loads(job.source)).unwrap_or(tour.legs.len()),
        };
        if at.vehicle.holds == job.source {
            self.serve_alone(&at, first_call + 1, blinks);
        }
        let at = At { base: at.base + problem.tariff.handling * job.amount, ..at };
        for call in first_call..tour.legs.len() {
            if tour.legs[call].loads(job.source) {
                self.serve_after(&at, call, blinks);
            }
        }
        if at.vehicle.holds != job.source {
            self.fetch_and_serve(&at, first_call, blinks);
        }
    }

    #[inline]
    fn at<'b>(&self, tour: &'b Tour) -> At<'b>
    where
        'a: 'b,
    {
        let (problem, job) = (self.problem, self.job);
        let tariff = &problem.tariff;
        let vehicle = &problem.vehicles[tour.vehicle as usize];
        let mut base = if job.home != NONE && job.home != tour.vehicle { tariff.moved } else { 0 };
        if tour.is_unused() {
            base += vehicle.fixed;
            if !vehicle.must_return {
                base += tariff.way(tour.metres, tour.driving) + tour.end().price;
            }
        }
        let place = if tariff.resequenced == 0 { NONE } else { job.place_on(tour.vehicle) };
        At { tour, vehicle, base, room: vehicle.capacity - job.amount, place }
    }

    /// The goods are aboard from the start: before the legs 1 up to `until`.
    fn serve_alone(&mut self, at: &At, until: usize, blinks: &mut Blinks) {
        let job = self.job;
        let hard = self.problem.tariff.hard_windows;
        let legs = &at.tour.legs;
        let mut first = 1;
        if hard && !at.tour.is_touchy {
            // Before these legs there is no time left for the job, however early one comes.
            let ready = job.windows.opens() + job.service;
            first += legs[1..].partition_point(|leg| leg.arrives + leg.slack < ready);
        }
        for nth in first..until.min(legs.len()) {
            // The goods ride from the start, so the load is greater all the way to here.
            if legs[nth].peak > at.room || (hard && legs[nth - 1].leaves > job.windows.last()) {
                return;
            }
            self.serve_before(at, nth, blinks);
        }
    }

    /// The goods are aboard from the start: before leg `nth`.
    #[inline]
    fn serve_before(&mut self, at: &At, nth: usize, blinks: &mut Blinks) {
        let (from, leg) = (&at.tour.legs[nth - 1], &at.tour.legs[nth]);
        let there = self.around.from(from.location);
        let on = self.around.to(leg.location);
        let least = at.base + self.problem.tariff.distance * (there + on - leg.metres);
        if least < self.limit && leg.peak <= at.room && !blinks.now() {
            let way = Carried {
                load: NONE,
                from: from.location,
                leaves: from.leaves,
                added: at.base,
                driving: 0,
                metres: leg.metres,
                seconds: leg.seconds,
            };
            self.serve_here(at, nth, &way, there, on);
        }
    }

    /// The goods are fetched by the call that stands at `call`, which takes longer then.
    fn serve_after(&mut self, at: &At, call: usize, blinks: &mut Blinks) {
        let leg = &at.tour.legs[call];
        let next = &at.tour.legs[call + 1];
        let way = Carried {
            load: NONE,
            from: leg.location,
            leaves: leg.leaves + self.job.handling,
            added: at.base,
            driving: 0,
            metres: next.metres,
            seconds: next.seconds,
        };
        self.carry(at, call + 1, way, blinks);
    }

    /// The goods are fetched by a new call, before the first one at the same source.
    fn fetch_and_serve(&mut self, at: &At, first_call: usize, blinks: &mut Blinks) {
        let (problem, job) = (self.problem, self.job);
        let (tariff, drives) = (&problem.tariff, &problem.drives);
        let source = &problem.sources[job.source as usize];
        let legs = &at.tour.legs;
        let until = legs.len().min(first_call + 1);
        // The first answer must come at once.
        let tried = if blinks.are_on() { CALLS_TRIED } else { CALLS_TRIED_FIRST };
        let longest = longest_detour(problem, &legs[..until], source.location, tried);
        for first in 1..until {
            let (from, leg) = (&legs[first - 1], &legs[first]);
            let there = drives.distance(from.location, source.location);
            let on = drives.distance(source.location, leg.location);
            let round = there + on - leg.metres;
            let least = at.base + tariff.call + tariff.distance * round;
            if round > longest || leg.load > at.room || least >= self.limit || blinks.now() {
                continue;
            }
            let seconds = drives.drive(from.location, source.location, there, from.leaves);
            let arrives = from.leaves + seconds;
            let begins = arrives.max(source.opens);
            let late = (begins - source.closes).max(0);
            if tariff.hard_windows && late > 0 {
                return;
            }
            let leaves = begins + source.set_up + job.handling;
            let on_seconds = drives.drive(source.location, leg.location, on, leaves);
            let driving = seconds + on_seconds - leg.seconds;
            let way = Carried {
                load: u32::try_from(first).unwrap_or(NONE),
                from: source.location,
                leaves,
                added: least + source.late * late + tariff.driving * driving,
                driving,
                metres: on,
                seconds: on_seconds,
            };
            self.carry(at, first, way, blinks);
        }
    }

    /// Carries the goods on from before leg `first`, trying to serve before each leg.
    fn carry(&mut self, at: &At, first: usize, mut way: Carried, blinks: &mut Blinks) {
        let (problem, job) = (self.problem, self.job);
        for (nth, leg) in at.tour.legs.iter().enumerate().skip(first) {
            if leg.load > at.room || way.added >= self.limit {
                return;
            }
            let there = self.around.from(way.from);
            let on = self.around.to(leg.location);
            let least = way.added + problem.tariff.distance * (there + on - way.metres);
            if least < self.limit && !blinks.now() {
                self.serve_here(at, nth, &way, there, on);
            }
            if leg.call.is_none() || leg.loads(job.source) {
                return;
            }
            let timing = leg.timing(problem, way.leaves + way.seconds);
            if problem.tariff.hard_windows && timing.is_late {
                return;
            }
            way.added += timing.price - leg.price;
            way.from = leg.location;
            way.leaves = timing.begins + leg.service;
            let next = &at.tour.legs[nth + 1];
            (way.metres, way.seconds) = (next.metres, next.seconds);
        }
    }

    /// Weighs the serve before leg `nth`, which is `there` metres from where the way has come to and `on` from
    /// the leg.
    #[inline]
    fn serve_here(&mut self, at: &At, nth: usize, way: &Carried, there: i64, on: i64) {
        let (problem, job) = (self.problem, self.job);
        let (tariff, drives): (&Tariff, _) = (&problem.tariff, &problem.drives);
        let leg: &Leg = &at.tour.legs[nth];
        let there_seconds = drives.drive(way.from, job.location, there, way.leaves);
        let arrives = way.leaves + there_seconds;
        let begins = job.windows.begins(&problem.more_windows, arrives);
        if tariff.hard_windows && begins > job.windows.last() {
            return;
        }
        let leaves = begins + job.service;
        let on_seconds = drives.drive(job.location, leg.location, on, leaves);
        let driving = there_seconds + on_seconds - way.seconds;
        if at.tour.driving + way.driving + driving > at.vehicle.driving_limit {
            return;
        }
        let mut adds =
            way.added + tariff.way(there + on - way.metres, driving) + job.time_price(arrives, begins);
        if at.place != NONE {
            adds += out_of_order(at.place, leg) * tariff.resequenced;
        }
        if adds >= self.limit {
            return;
        }
        let after = at.tour.price_of_arriving(problem, nth, leaves + on_seconds, self.limit - adds);
        if let Some(after) = after
            && adds + after < self.limit
        {
            self.take(at.tour.vehicle, nth, way.load, adds + after);
        }
    }

    fn take(&mut self, tour: u32, serve: usize, load: u32, adds: i64) {
        let serve = u32::try_from(serve).unwrap_or(NONE);
        self.limit = adds;
        self.best = Some(Place { tour, serve, load, adds });
    }

    /// Another call at a source the tour calls at already, or holds the goods of: that changes what the earlier one
    /// fetches, so each such way is worked out in full. One in `one_in` positions of the call is tried.
    pub fn look_for_second_call(
        &mut self,
        tour: &Tour,
        trial: &mut Tour,
        one_in: usize,
        blinks: &mut Blinks,
    ) {
        let source = self.job.source;
        let holds = self.problem.vehicles[tour.vehicle as usize].holds == source;
        let first = tour.legs.iter().position(|leg| leg.loads(source));
        let first = if holds { Some(0) } else { first };
        let (Some(first), true) = (first, source != NONE && self.job.may_ride(tour.vehicle)) else { return };
        let lot = self.problem.sources[source as usize].location;
        let far_call = longest_detour(self.problem, &tour.legs, lot, CALLS_TRIED);
        let far_serve = longest_detour(self.problem, &tour.legs, self.job.location, CALLS_TRIED);
        for load in first + 1..tour.legs.len() {
            if blinks.one_in(one_in) || detour(self.problem, &tour.legs, load, lot) > far_call {
                continue;
            }
            for serve in load..tour.legs.len() {
                if serve > load && tour.legs[serve - 1].loads(source) {
                    break;
                }
                if detour(self.problem, &tour.legs, serve, self.job.location) > far_serve {
                    continue;
                }
                trial.clone_from(tour);
                trial.insert(self.problem, serve, Call::Serve(self.index));
                trial.insert(self.problem, load, Call::Load(source));
                trial.retime(self.problem);
                let adds = trial.cost - tour.cost;
                if !trial.is_broken && adds < self.limit {
                    self.take(tour.vehicle, serve, u32::try_from(load).unwrap_or(NONE), adds);
                }
            }
        }
    }
}

/// A new call is tried only where the way round to its source is among the shortest: each such place is weighed
/// with every serve behind it, which is dear on a long tour.
const CALLS_TRIED: usize = 8;
const CALLS_TRIED_FIRST: usize = 3;

/// Metres more where a halt at `location` comes before leg `at`.
fn detour(problem: &Problem, legs: &[Leg], at: usize, location: u32) -> i64 {
    let there = problem.drives.distance(legs[at - 1].location, location);
    there + problem.drives.distance(location, legs[at].location) - legs[at].metres
}

/// The longest of the `tried` shortest ways round, [`CALLS_TRIED`] at the most.
fn longest_detour(problem: &Problem, legs: &[Leg], location: u32, tried: usize) -> i64 {
    if legs.len() <= tried {
        return i64::MAX;
    }
    let mut shortest = [i64::MAX; CALLS_TRIED];
    for at in 1..legs.len() {
        let round = detour(problem, legs, at, location);
        if let Some(at) = shortest.iter().position(|known| round < *known) {
            shortest[at..].rotate_right(1);
            shortest[at] = round;
        }
    }
    shortest[tried - 1]
}

/// How many more of the vehicle's own jobs follow one whose place is later, when one of this place comes before
/// `leg`.
#[inline]
fn out_of_order(place: u32, leg: &Leg) -> i64 {
    let follows = |before: u32, after: u32| i64::from(before != NONE && after != NONE && before > after);
    let (before, after) = (leg.own_before, leg.own_after);
    follows(before, place) + follows(place, after) - follows(before, after)
}
