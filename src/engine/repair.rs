//! Putting jobs back: the cheapest place in any tour, weighed without changing it, now and then looking
//! away (blinks: Christiaens & Vanden Berghe 2020) so that greed does not always end in the same plan.

use super::loosen::{Neighbours, below};
use super::plan::{self, Plan, Undo};
use super::problem::{NONE, Problem, Visit};
use super::tour::{Call, Tour};
use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::Rng;

/// Tours of this many nearest jobs are tried first; the others only where none of these can take a job. The
/// granular neighbourhood of Toth & Vigo (2003), applied to insertion.
const NEAR: usize = 20;

/// Which tours have been tried for the job at hand.
#[derive(Debug)]
pub struct Candidates {
    seen: Vec<u32>,
    stamp: u32,
    /// For each vehicle, the first one that is exactly like it: of several unused twins one is enough.
    twin: Vec<u32>,
}

impl Candidates {
    #[must_use]
    pub fn of(problem: &Problem) -> Self {
        let count = u32::try_from(problem.vehicles.len()).unwrap_or(NONE);
        let first_like =
            |at: u32| (0..at).find(|&i| problem.vehicles[i as usize] == problem.vehicles[at as usize]);
        let twin = (0..count).map(|at| first_like(at).unwrap_or(at)).collect();
        Self { seen: vec![0; problem.vehicles.len()], stamp: 0, twin }
    }

    /// True the first time it is asked of a tour since `next_job`.
    fn is_new(&mut self, tour: u32) -> bool {
        std::mem::replace(&mut self.seen[tour as usize], self.stamp) != self.stamp
    }

    fn next_job(&mut self) {
        if self.stamp == u32::MAX {
            self.seen.fill(0);
            self.stamp = 0;
        }
        self.stamp += 1;
    }
}

/// Puts back every job that is left out, each at its cheapest place in turn; what fits nowhere stays out.
pub fn place_all(
    problem: &Problem,
    plan: &mut Plan,
    undo: &mut Undo,
    neighbours: &Neighbours,
    candidates: &mut Candidates,
    rng: &mut Xoshiro256PlusPlus,
) {
    let mut jobs = std::mem::take(&mut plan.left_out);
    order(problem, &mut jobs, rng);
    for job in jobs {
        candidates.next_job();
        let home = Some(problem.jobs[job as usize].home).filter(|&home| home != NONE);
        let near = neighbours.near(job).iter().take(NEAR).map(|&other| plan.of[other as usize]);
        let mut best = None;
        for tour in near.filter(|&tour| tour != NONE).chain(home) {
            if candidates.is_new(tour) {
                best = cheapest(problem, &plan.tours[tour as usize], tour, job, best, rng);
            }
        }
        let near_by = best.is_some();
        let mut twins = NONE;
        for (index, tour) in (0..).zip(&plan.tours) {
            let unused = tour.legs.is_empty();
            if unused && std::mem::replace(&mut twins, candidates.twin[index as usize]) == twins {
                continue;
            }
            if (unused || !near_by) && candidates.is_new(index) {
                best = cheapest(problem, tour, index, job, best, rng);
            }
        }
        match best {
            Some(place) => plan::put(problem, plan, undo, job, place),
            None => plan.left_out.push(job),
        }
    }
}

/// The orders of Christiaens & Vanden Berghe, drawn with their weights: at random, by demand, far or near
/// first; and for windows the narrow, the early and the late first.
fn order(problem: &Problem, jobs: &mut [u32], rng: &mut Xoshiro256PlusPlus) {
    for at in (1..jobs.len()).rev() {
        jobs.swap(at, below(rng, at + 1));
    }
    let job = |index: &u32| &problem.jobs[*index as usize];
    let depot = problem.vehicles.first().map_or(0, |vehicle| vehicle.start);
    let away = |index: &u32| problem.drives.distance(depot, job(index).serve.location);
    match below(rng, 17) {
        0..4 => {}
        4..8 => jobs.sort_by_key(|index| -job(index).amount),
        8..10 => jobs.sort_by_key(|index| -away(index)),
        10 => jobs.sort_by_key(away),
        11..13 => jobs.sort_by_key(|index| job(index).serve.closes - job(index).serve.opens),
        13..15 => jobs.sort_by_key(|index| job(index).serve.opens),
        _ => jobs.sort_by_key(|index| -job(index).serve.closes),
    }
}

/// Where a job would go, and what that adds to the price.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    pub tour: u32,
    /// Position of the fetch (where the job has one) and of the serve, in the tour as it stands: the serve
    /// goes before the leg now at `serve`, the fetch before the leg now at `fetch`.
    pub fetch: usize,
    pub serve: usize,
    pub adds: i64,
}

/// One position in a hundred is not looked at.
const BLINK: u32 = u32::MAX / 100;

/// The cheapest place for `job` in `tour` cheaper than `best`; `best` where there is none.
pub fn cheapest(
    problem: &Problem,
    tour: &Tour,
    index: u32,
    job: u32,
    mut best: Option<Place>,
    rng: &mut Xoshiro256PlusPlus,
) -> Option<Place> {
    let j = &problem.jobs[job as usize];
    let vehicle = &problem.vehicles[tour.vehicle as usize];
    let mut base = if j.home != NONE && j.home != tour.vehicle { problem.fee } else { 0 };
    if tour.legs.is_empty() {
        base += vehicle.fixed;
        if !vehicle.must_return {
            base += problem.drives.distance(vehicle.start, vehicle.end);
        }
    }
    match j.fetch {
        None => serve_only(problem, tour, index, job, base, &mut best, rng),
        Some(fetch) => fetch_and_serve(problem, tour, index, job, fetch, base, &mut best, rng),
    }
    best
}

fn serve_only(
    problem: &Problem,
    tour: &Tour,
    index: u32,
    job: u32,
    base: i64,
    best: &mut Option<Place>,
    rng: &mut Xoshiro256PlusPlus,
) {
    let j = &problem.jobs[job as usize];
    let vehicle = &problem.vehicles[tour.vehicle as usize];
    let room = vehicle.capacity - j.amount;
    if tour.start_load > room {
        return;
    }
    let visit = &j.serve;
    let drives = &problem.drives;
    let hard = problem.lateness.is_none();
    let price = problem.lateness.unwrap_or(0);
    let mut limit = best.map_or(i64::MAX, |b| b.adds);
    let (mut from, mut leaves) = (vehicle.start, vehicle.opens);
    for at in 0..=tour.legs.len() {
        let leg = tour.legs.get(at);
        // The job rides from the start, so the load is greater all the way to here.
        if leg.map_or(tour.greatest_load, |leg| leg.load_before) > room {
            return;
        }
        if hard && leaves > visit.closes {
            return;
        }
        let (to, begins_now) = match leg {
            Some(leg) => (leg.visit.location, leg.begins),
            None => (vehicle.end, tour.ends),
        };
        let detour = drives.distance(from, visit.location) + drives.distance(visit.location, to)
            - drives.distance(from, to)
            + base;
        if detour < limit && rng.next_u32() >= BLINK {
            let begins = (leaves + drives.duration(from, visit.location)).max(visit.opens);
            let late = begins - visit.closes;
            if !(hard && late > 0) {
                let own = detour + price * late.max(0);
                let then = begins + visit.service + drives.duration(visit.location, to);
                let delay = then - begins_now;
                if own < limit
                    && let Some(others) = if delay <= 0 {
                        Some(0)
                    } else {
                        tour.lateness_of_delay(problem, at, delay, limit - own)
                    }
                    && own + others < limit
                {
                    limit = own + others;
                    *best = Some(Place { tour: index, fetch: at, serve: at, adds: limit });
                }
            }
        }
        if let Some(leg) = leg {
            from = leg.visit.location;
            leaves = leg.begins + leg.visit.service;
        }
    }
}

#[expect(clippy::too_many_arguments, reason = "one evaluation, kept flat for speed")]
fn fetch_and_serve(
    problem: &Problem,
    tour: &Tour,
    index: u32,
    job: u32,
    fetch: Visit,
    base: i64,
    best: &mut Option<Place>,
    rng: &mut Xoshiro256PlusPlus,
) {
    let j = &problem.jobs[job as usize];
    let vehicle = &problem.vehicles[tour.vehicle as usize];
    let room = vehicle.capacity - j.amount;
    let drives = &problem.drives;
    let hard = problem.lateness.is_none();
    let price = problem.lateness.unwrap_or(0);
    let mut limit = best.map_or(i64::MAX, |b| b.adds);
    for first in 0..=tour.legs.len() {
        let (from, leaves) = tour.before(problem, first);
        let load_here = tour.legs.get(first).map_or_else(|| end_load(problem, tour), |leg| leg.load);
        if load_here > room || rng.next_u32() < BLINK {
            continue;
        }
        if hard && leaves > fetch.closes {
            return;
        }
        let to_fetch = drives.distance(from, fetch.location) + base;
        let begins = (leaves + drives.duration(from, fetch.location)).max(fetch.opens);
        let fetch_late = begins - fetch.closes;
        if hard && fetch_late > 0 {
            return;
        }
        // Walk on from the fetch with the times it makes, trying to serve before each leg.
        let mut extra =
            to_fetch + price * fetch_late.max(0) - drives.distance(from, tour.location(problem, first));
        let (mut here, mut here_leaves) = (fetch.location, begins + fetch.service);
        for at in first..=tour.legs.len() {
            let leg = tour.legs.get(at);
            let (to, begins_now) = match leg {
                Some(leg) => (leg.visit.location, leg.begins),
                None => (vehicle.end, tour.ends),
            };
            // `extra` so far: the way to the fetch and on, less the way as it is now up to this leg.
            let before_gap = if at == first { 0 } else { drives.distance(here, to) };
            let serve = &j.serve;
            let way = extra + drives.distance(here, serve.location) + drives.distance(serve.location, to)
                - before_gap;
            if way < limit {
                let at_door = (here_leaves + drives.duration(here, serve.location)).max(serve.opens);
                let late = at_door - serve.closes;
                if !(hard && late > 0) {
                    let own = way + price * late.max(0);
                    let delay = at_door + serve.service + drives.duration(serve.location, to) - begins_now;
                    if own < limit
                        && let Some(others) = if delay <= 0 {
                            Some(0)
                        } else {
                            tour.lateness_of_delay(problem, at, delay, limit - own)
                        }
                        && own + others < limit
                    {
                        limit = own + others;
                        *best = Some(Place { tour: index, fetch: first, serve: at, adds: limit });
                    }
                }
            }
            let Some(leg) = leg else { break };
            // Carry the goods past this leg.
            let after =
                leg.load + if leg.call.fetch { 1 } else { -1 } * problem.jobs[leg.call.job as usize].amount;
            if after > room {
                break;
            }
            if at == first {
                extra += drives.distance(here, to);
            }
            let begins = (here_leaves + drives.duration(here, to)).max(leg.visit.opens);
            let late = (begins - leg.visit.closes).max(0) - (leg.begins - leg.visit.closes).max(0);
            if hard && late > 0 {
                break;
            }
            extra += price * late;
            if extra >= limit {
                break;
            }
            (here, here_leaves) = (to, begins + leg.visit.service);
        }
    }
}

fn end_load(problem: &Problem, tour: &Tour) -> i64 {
    tour.legs.last().map_or(tour.start_load, |leg| {
        leg.load + if leg.call.fetch { 1 } else { -1 } * problem.jobs[leg.call.job as usize].amount
    })
}

/// Carries a place out.
pub fn put(problem: &Problem, tour: &mut Tour, job: u32, place: Place) {
    tour.insert(problem, place.serve, Call { job, fetch: false });
    if problem.jobs[job as usize].fetch.is_some() {
        tour.insert(problem, place.fetch, Call { job, fetch: true });
    }
    tour.retime(problem);
}
