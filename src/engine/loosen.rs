//! Taking jobs out. Adjacent string removal (Christiaens & Vanden Berghe 2020, "Slack Induction by String
//! Removals"): a few consecutive calls from each of several tours that lie near one another, so that the
//! room they leave is room next to each other. And the whole of what a call fetched, so that another may fetch it.

use super::chance::{below, unit};
use super::insert::Weighing;
use super::plan::{Plan, Undo};
use super::problem::{MUST, NONE, Problem};
use super::reach::Bench;
use rand_xoshiro::Xoshiro256PlusPlus;

/// Mean number of jobs taken out at a time, and the longest string: the paper's own values.
const MEAN_OUT: usize = 10;
const LONGEST: usize = 10;
/// Strings may be so long however short the tours are, so that whole ones come out.
const SHORTEST: usize = 3;
/// Chances that a string keeps some calls in its middle, and that it keeps one more: the paper's α and β.
const SPLIT: f64 = 0.5;
const KEEP_ONE_MORE: f64 = 0.01;

/// Takes strings out of tours near a job drawn at random; they join `plan.left_out`.
pub fn strings(
    problem: &Problem,
    plan: &mut Plan,
    undo: &mut Undo,
    bench: &mut Bench,
    rng: &mut Xoshiro256PlusPlus,
) {
    let served = problem.jobs.len() - plan.left_out.len();
    let used = plan.tours.iter().filter(|tour| !tour.is_unused()).count().max(1);
    let longest = LONGEST.min((served / used).max(SHORTEST));
    // 1 up to 4 × mean ÷ (1 + longest), drawn evenly among the thousandths between.
    let strings = 1 + below(rng, (4_000 * MEAN_OUT / (1 + longest)).saturating_sub(1_000).max(1)) / 1_000;
    let seed = u32::try_from(below(rng, problem.jobs.len())).unwrap_or(0);
    let mut ruined = 0;
    bench.seen.forget();
    for &job in bench.neighbours.near(problem, seed) {
        if ruined >= strings {
            break;
        }
        let tour = plan.of[job as usize];
        if tour == NONE || !bench.seen.is_new(tour) {
            continue;
        }
        ruined += 1;
        bench.out.clear();
        string(plan, tour, job, longest, rng, &mut bench.out);
        plan.take(problem, undo, tour, &bench.out);
    }
}

/// Draws a string that holds `job`.
fn string(
    plan: &Plan,
    tour: u32,
    job: u32,
    longest: usize,
    rng: &mut Xoshiro256PlusPlus,
    out: &mut Vec<u32>,
) {
    let calls = plan.tours[tour as usize].calls();
    let size = calls.len();
    let at = plan.at[job as usize] as usize - 1;
    let length = 1 + below(rng, longest.min(size));
    let mut kept = 0;
    if length > 1 && length < size && unit(rng) < SPLIT {
        kept = 1;
        while length + kept < size && unit(rng) < KEEP_ONE_MORE {
            kept += 1;
        }
    }
    // A span of that many calls, drawn among those that hold the job.
    let span = length + kept;
    let first = at.saturating_sub(span - 1);
    let first = first + below(rng, at.min(size - span) - first + 1);
    let hole = if kept == 0 { first } else { first + 1 + below(rng, length - 1) };
    for (nth, leg) in calls.iter().enumerate().skip(first).take(span) {
        if !(hole..hole + kept).contains(&nth) && leg.job() != NONE {
            out.push(leg.job());
        }
    }
}

/// Jobs of one source that are taken out at a time, at the most.
const MOST_FETCHED: usize = 40;

/// One round in so many is about what is fetched, where anything is.
pub const FETCHED_ONE_IN: usize = 8;

/// Takes out what one call at a source fetched, all or some of it, and has a vehicle drawn at random fetch one of
/// these jobs anew, whatever that costs, so that the others find the way made.
pub fn fetched(
    problem: &Problem,
    plan: &mut Plan,
    undo: &mut Undo,
    bench: &mut Bench,
    rng: &mut Xoshiro256PlusPlus,
) {
    let seed = bench.to_fetch[below(rng, bench.to_fetch.len())];
    let source = problem.jobs[seed as usize].source;
    let tour = plan.of[seed as usize];
    bench.out.clear();
    if tour != NONE {
        same_call(problem, plan, seed, &mut bench.out);
        if bench.out.len() > 1 && below(rng, 2) == 0 {
            // Only some of them, in a row, the seed among them.
            let at = bench.out.iter().position(|&job| job == seed).unwrap_or(0);
            let (from, to) = (below(rng, at + 1), at + 1 + below(rng, bench.out.len() - at));
            bench.out.truncate(to);
            bench.out.drain(..from);
        }
        bench.out.truncate(MOST_FETCHED);
        plan.take(problem, undo, tour, &bench.out);
    }
    if below(rng, 4) == 0 {
        return;
    }
    let near = if below(rng, 2) == 0 {
        bench.neighbours.near_source(problem, source)
    } else {
        bench.neighbours.near(problem, seed)
    };
    let host = plan.of[near[below(rng, near.len().min(HOSTS))] as usize];
    let host = if host == NONE { u32::try_from(below(rng, plan.tours.len())).unwrap_or(0) } else { host };
    bench.fleet.note_all(plan, undo);
    let Some(first) = plan.left_out.iter().position(|&job| job == seed) else { return };
    let mut weighing = Weighing::of(problem, seed, MUST);
    weighing.look(&plan.tours[host as usize], &mut bench.blinks);
    if let Some(place) = weighing.best {
        plan.left_out.remove(first);
        if !plan.put(problem, undo, seed, place) {
            plan.left_out.push(seed);
        }
    }
}

/// The host is drawn from the tours of so many jobs nearest to the source or to the job.
const HOSTS: usize = 40;

/// The jobs that are fetched together with `seed`.
fn same_call(problem: &Problem, plan: &Plan, seed: u32, out: &mut Vec<u32>) {
    let source = problem.jobs[seed as usize].source;
    let mut found = false;
    for leg in &plan.tours[plan.of[seed as usize] as usize].legs {
        if leg.loads(source) {
            if found {
                break;
            }
            out.clear();
        }
        let job = leg.job();
        if job != NONE && problem.jobs[job as usize].source == source {
            found |= job == seed;
            out.push(job);
        }
    }
}
