//! Taking jobs out: adjacent string removal (Christiaens & Vanden Berghe 2020, "Slack Induction by String
//! Removals"): a few consecutive calls from each of several tours that lie near one another, so that the
//! room they leave is room next to each other.

use super::plan::{Plan, Undo};
use super::problem::{NONE, Problem};
use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::Rng;

/// Mean number of jobs taken out at a time, and the longest string: the paper's own values.
const MEAN_OUT: usize = 10;
const LONGEST: usize = 10;
/// Chances that a string keeps some calls in its middle, and that it keeps one more: the paper's α and β.
const SPLIT: f64 = 0.5;
const KEEP_ONE_MORE: f64 = 0.01;

/// A number from 0 up to 1.
pub fn unit(rng: &mut Xoshiro256PlusPlus) -> f64 {
    f64::from(rng.next_u32()) / 4_294_967_296.0
}

/// A whole number below `n`, which is not zero.
pub fn below(rng: &mut Xoshiro256PlusPlus, n: usize) -> usize {
    // A 32-bit draw times a count stays within 64 bits; its upper half is below the count.
    usize::try_from((u64::from(rng.next_u32()) * n as u64) >> 32).unwrap_or(0)
}

/// For each job, the others from near to far.
#[derive(Debug)]
pub struct Neighbours(Vec<Vec<u32>>);

impl Neighbours {
    /// As many as a step ever looks at.
    const MOST: usize = 300;

    /// By the drive between where they are served.
    #[must_use]
    pub fn of(problem: &Problem) -> Self {
        let most = Self::MOST;
        let jobs = u32::try_from(problem.jobs.len()).unwrap_or(NONE);
        let location = |job: u32| problem.jobs[job as usize].serve.location;
        let near = |job: u32| {
            let mut others: Vec<_> = (0..jobs).collect();
            let drive = |other: &u32| {
                (*other != job, problem.drives.distance(location(job), location(*other)), *other)
            };
            if others.len() > most {
                others.select_nth_unstable_by_key(most - 1, drive);
                others.truncate(most);
            }
            others.sort_unstable_by_key(drive);
            others
        };
        Self((0..jobs).map(near).collect())
    }

    #[must_use]
    pub fn near(&self, job: u32) -> &[u32] {
        &self.0[job as usize]
    }
}

/// Takes strings out of tours near a job drawn at random; they join `plan.left_out`.
pub fn strings(
    problem: &Problem,
    plan: &mut Plan,
    undo: &mut Undo,
    neighbours: &Neighbours,
    rng: &mut Xoshiro256PlusPlus,
) {
    let served = problem.jobs.len() - plan.left_out.len();
    let used = plan.tours.iter().filter(|tour| !tour.legs.is_empty()).count().max(1);
    let longest = LONGEST.min(served / used).max(1);
    let strings = 1 + below(rng, (4 * MEAN_OUT / (1 + longest)).saturating_sub(1).max(1));
    let seed = u32::try_from(below(rng, problem.jobs.len())).unwrap_or(0);
    let mut ruined: Vec<u32> = Vec::with_capacity(strings);
    for &job in neighbours.near(seed) {
        if ruined.len() >= strings {
            break;
        }
        let tour = plan.of[job as usize];
        if tour == NONE || ruined.contains(&tour) {
            continue;
        }
        ruined.push(tour);
        undo.keep(plan, tour);
        let legs = &plan.tours[tour as usize].legs;
        let size = legs.len();
        let at = legs.iter().position(|leg| leg.call.job == job && !leg.call.fetch).unwrap_or(0);
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
        let mut out: Vec<u32> = Vec::with_capacity(length);
        for (nth, leg) in legs.iter().enumerate().skip(first).take(span) {
            if !(hole..hole + kept).contains(&nth) && !out.contains(&leg.call.job) {
                out.push(leg.call.job);
            }
        }
        take(problem, plan, undo, tour, &out);
    }
}

fn take(problem: &Problem, plan: &mut Plan, undo: &mut Undo, tour: u32, jobs: &[u32]) {
    for &job in jobs {
        undo.moves(plan, job);
        plan.of[job as usize] = NONE;
        plan.left_out.push(job);
    }
    let tour = &mut plan.tours[tour as usize];
    tour.legs.retain(|leg| !jobs.contains(&leg.call.job));
    tour.retime(problem);
}
