//! Pure planning: a problem, a stopping rule and a seed go in, the cheapest plan found comes out. No clock,
//! no threads, no names; the same seed and rounds give the same plan on every machine.
//!
//! The first plan is made by [`regret`] insertion. The search is ruin and recreate by slack induction (Christiaens &
//! Vanden Berghe 2020): [`loosen`] takes strings of jobs out of neighbouring tours, [`repair`] puts them back
//! where they are cheapest, [`accept`] decides whether the walk goes on from there. A [`tour::Tour`] knows how much
//! delay each of its calls can take, so that most places are weighed in constant time by [`insert`].

pub mod accept;
pub mod chance;
pub mod drives;
pub mod insert;
pub mod loosen;
pub mod neighbours;
pub mod plan;
pub mod problem;
pub mod reach;
pub mod regret;
pub mod repair;
pub mod stop;
pub mod tour;
pub mod windows;

use accept::Annealing;
use plan::{Plan, Undo};
use problem::Problem;
use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::{Rng, SeedableRng};
use reach::Bench;
use stop::Stop;

/// What a search found, and how many rounds it took.
#[derive(Clone, Debug)]
pub struct Found {
    pub plan: Plan,
    pub rounds: u64,
}

/// Looks for the cheapest plan, from `start` on, until `stop` has had enough.
#[must_use]
pub fn search(problem: &Problem, start: Plan, stop: &mut dyn Stop, seed: u64) -> Found {
    search_telling(problem, start, stop, seed, &mut |_| {})
}

/// The same, telling of the first plan and, at looks at the stopping rule, of each that is better than the last one
/// told.
#[must_use]
pub fn search_telling(
    problem: &Problem,
    start: Plan,
    stop: &mut dyn Stop,
    seed: u64,
    on_better: &mut dyn FnMut(&Plan),
) -> Found {
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(seed);
    let mut plan = start;
    let mut undo = Undo::default();
    undo.begin(&plan);
    let Some(mut bench) = Bench::of(problem, &plan, rng.next_u64()) else {
        return Found { plan, rounds: 0 };
    };
    regret::insert_all(problem, &mut plan, &mut undo, &mut bench);
    plan.recount(problem);
    on_better(&plan);

    let annealing = Annealing::of(problem, &plan);
    let mut best = plan.clone();
    let mut told = best.cost;
    let mut rounds = 0;
    loop {
        if best.cost < told {
            told = best.cost;
            on_better(&best);
        }
        let used = stop.share_used(rounds);
        if used >= 1.0 || problem.jobs.is_empty() {
            return Found { plan: best, rounds };
        }
        let temperature = annealing.temperature(used);
        for _ in 0..stop::ROUNDS_BETWEEN_LOOKS {
            rounds += 1;
            undo.begin(&plan);
            let old = plan.left_out.len();
            if !bench.to_fetch.is_empty() && chance::below(&mut rng, loosen::FETCHED_ONE_IN) == 0 {
                loosen::fetched(problem, &mut plan, &mut undo, &mut bench, &mut rng);
            } else {
                loosen::strings(problem, &mut plan, &mut undo, &mut bench, &mut rng);
            }
            repair::place_all(problem, &mut plan, &mut undo, &mut bench, old, &mut rng);
            undo.settle(problem, &mut plan);
            let goes_on = accept::goes_on(temperature, undo.cost_before(), plan.cost, &mut rng);
            if goes_on && !undo.broke(&plan) {
                if plan.cost < best.cost {
                    best.clone_from(&plan);
                }
            } else {
                undo.revert(&mut plan);
                bench.fleet.note_all(&plan, &undo);
            }
        }
    }
}
