//! Putting jobs back, each at its cheapest place in turn, where that is cheaper than leaving it out.

use super::chance::{below, shuffle};
use super::insert::Weighing;
use super::plan::{Plan, Undo};
use super::problem::{Job, MUST, NONE, Problem};
use super::reach::Bench;
use rand_xoshiro::Xoshiro256PlusPlus;

/// Tours that are looked at for a job, those of the jobs that fit best; the others only where none of these can take
/// it. The granular neighbourhood of Toth & Vigo (2003), applied to insertion.
const MOST_TOURS: usize = 12;

/// Tours of so many jobs near a source are looked at for what is fetched there.
const NEAR: usize = 20;

/// Jobs left out before a step that are tried again in it.
const MOST_OLD: usize = 16;

/// A second call at a source costs a long look; one tour in so many gets it, at one position in so many.
const SECOND_CALL_TOURS: usize = 4;
const SECOND_CALLS: usize = 4;

/// One round in so many puts some jobs in whatever it costs, where any may stay out.
const EAGER_ONE_IN: usize = 8;

/// Puts back the jobs that are left out; `old` of them were so before this step.
pub fn place_all(
    problem: &Problem,
    plan: &mut Plan,
    undo: &mut Undo,
    bench: &mut Bench,
    old: usize,
    rng: &mut Xoshiro256PlusPlus,
) {
    bench.fleet.note_all(plan, undo);
    let mut jobs = std::mem::take(&mut bench.jobs);
    jobs.clear();
    // A step may have put some of the old ones in already.
    let old = old.min(plan.left_out.len());
    if old > MOST_OLD {
        shuffle(rng, &mut plan.left_out[..old]);
        jobs.extend(plan.left_out.drain(old - MOST_OLD..));
    } else {
        jobs.append(&mut plan.left_out);
    }
    let amount = |&job: &u32| problem.jobs[job as usize].amount;
    let mut out: i64 = plan.left_out.iter().map(amount).sum();
    order(problem, &mut jobs, rng);
    // Several jobs can be worth a way that none of them is worth alone: now and then some go in whatever it costs.
    let eager = if bench.may_skip && below(rng, EAGER_ONE_IN) == 0 { 1 + below(rng, 3) } else { 0 };
    for (nth, &job) in jobs.iter().enumerate() {
        let limit = if nth < eager { MUST } else { price_out(problem, &problem.jobs[job as usize], out) };
        if !place(problem, plan, undo, bench, job, limit) {
            out += problem.jobs[job as usize].amount;
        }
    }
    bench.jobs = jobs;
}

/// Puts in all that is left out, far ones first: quick where there is too much to weigh everything against everything.
pub fn place_far_first(problem: &Problem, plan: &mut Plan, undo: &mut Undo, bench: &mut Bench) {
    let mut jobs = std::mem::take(&mut plan.left_out);
    let mut out: i64 = 0;
    let depot = problem.vehicles.first().map_or(0, |vehicle| vehicle.start);
    let away = |job: &u32| problem.drives.distance(depot, problem.jobs[*job as usize].location);
    jobs.sort_by_cached_key(|job| std::cmp::Reverse(away(job)));
    for &job in &jobs {
        let limit = price_out(problem, &problem.jobs[job as usize], out);
        if !place(problem, plan, undo, bench, job, limit) {
            out += problem.jobs[job as usize].amount;
        }
    }
}

/// Puts a job at its cheapest place; false where that adds as much as `limit`, and it stays out.
fn place(
    problem: &Problem,
    plan: &mut Plan,
    undo: &mut Undo,
    bench: &mut Bench,
    job: u32,
    limit: i64,
) -> bool {
    let j = &problem.jobs[job as usize];
    let mut weighing = Weighing::of(problem, job, limit);
    bench.seen.forget();
    let mut looks = 0;
    for &other in bench.neighbours.fitting(problem, job) {
        let tour = plan.of[other as usize];
        if tour != NONE && bench.seen.is_new(tour) {
            weighing.look(&plan.tours[tour as usize], &mut bench.blinks);
            looks += 1;
            if looks == MOST_TOURS {
                break;
            }
        }
    }
    for tour in [j.home, j.only] {
        if (tour as usize) < plan.tours.len() && bench.seen.is_new(tour) {
            weighing.look(&plan.tours[tour as usize], &mut bench.blinks);
        }
    }
    if j.source != NONE {
        look_around_source(problem, plan, bench, j.source, &mut weighing);
    }
    let mut rank = 0;
    while let Some((vehicle, next)) = bench.fleet.unused(rank) {
        rank = next;
        if bench.seen.is_new(vehicle) {
            weighing.look(&plan.tours[vehicle as usize], &mut bench.blinks);
        }
    }
    if weighing.best.is_none() {
        for tour in plan.tours.iter().filter(|tour| !tour.is_unused()) {
            if bench.seen.is_new(tour.vehicle) {
                weighing.look(tour, &mut bench.blinks);
            }
        }
    }
    let done = weighing.best.is_some_and(|place| plan.put(problem, undo, job, place));
    if done {
        if let Some(tour) = plan.of.get(job as usize) {
            bench.fleet.note(&plan.tours[*tour as usize]);
        }
    } else {
        plan.left_out.push(job);
    }
    done
}

/// Tours that call at the source, hold its goods or pass near it.
fn look_around_source(
    problem: &Problem,
    plan: &Plan,
    bench: &mut Bench,
    source: u32,
    weighing: &mut Weighing,
) {
    for tour in &plan.tours {
        let holds = problem.vehicles[tour.vehicle as usize].holds == source;
        let calls = tour.load_calls > 0 && tour.legs.iter().any(|leg| leg.loads(source));
        if holds || calls {
            if !tour.is_unused() && bench.seen.is_new(tour.vehicle) {
                weighing.look(tour, &mut bench.blinks);
            }
            // The first answer must come at once, and does without.
            if bench.blinks.are_on() && !bench.blinks.one_in(SECOND_CALL_TOURS) {
                weighing.look_for_second_call(tour, &mut bench.trial, SECOND_CALLS, &mut bench.blinks);
            }
        }
    }
    for &other in bench.neighbours.near_source(problem, source).iter().take(NEAR) {
        let tour = plan.of[other as usize];
        if tour != NONE && bench.seen.is_new(tour) {
            weighing.look(&plan.tours[tour as usize], &mut bench.blinks);
        }
    }
}

/// What leaving the job out costs, with this amount left out already.
#[must_use]
pub fn price_out(problem: &Problem, job: &Job, out: i64) -> i64 {
    job.price_left_out() + problem.price_over_room(out + job.amount) - problem.price_over_room(out)
}

/// The orders of Christiaens & Vanden Berghe, drawn with their weights: at random, by demand, far or near
/// first; and for windows the narrow, the early and the late first.
fn order(problem: &Problem, jobs: &mut [u32], rng: &mut Xoshiro256PlusPlus) {
    shuffle(rng, jobs);
    let job = |index: &u32| &problem.jobs[*index as usize];
    let depot = problem.vehicles.first().map_or(0, |vehicle| vehicle.start);
    let away = |index: &u32| problem.drives.distance(depot, job(index).location);
    match below(rng, 17) {
        0..4 => {}
        4..8 => jobs.sort_unstable_by_key(|index| -job(index).amount),
        8..10 => jobs.sort_unstable_by_key(|index| -away(index)),
        10 => jobs.sort_unstable_by_key(away),
        11..13 => jobs.sort_unstable_by_key(|index| job(index).windows.due() - job(index).windows.opens()),
        13..15 => jobs.sort_unstable_by_key(|index| job(index).windows.opens()),
        _ => jobs.sort_unstable_by_key(|index| -job(index).windows.due()),
    }
}
