//! Pure planning: a problem, a stopping rule and a seed go in, the cheapest plan found comes out. No clock,
//! no threads, no names; the same seed and rounds give the same plan on every machine.
//!
//! The search is ruin and recreate by slack induction (Christiaens & Vanden Berghe 2020): [`loosen`] takes
//! strings of jobs out of neighbouring tours, [`repair`] puts them back where they are cheapest, [`accept`]
//! decides whether the walk goes on from there. A [`tour::Tour`] knows how much delay each of its visits can
//! take, so that most places are weighed in constant time.

pub mod accept;
pub mod loosen;
pub mod plan;
pub mod problem;
pub mod repair;
pub mod stop;
pub mod tour;

use accept::Annealing;
use loosen::Neighbours;
use plan::{Plan, Undo};
use problem::Problem;
use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::SeedableRng;
use repair::Candidates;
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
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(seed);
    let neighbours = Neighbours::of(problem);
    let mut candidates = Candidates::of(problem);
    let mut undo = Undo::default();
    let mut plan = start;
    undo.begin(&plan);
    repair::place_all(problem, &mut plan, &mut undo, &neighbours, &mut candidates, &mut rng);
    plan.recount(problem);

    let annealing = Annealing::of(problem, &plan);
    let mut best = plan.clone();
    let mut rounds = 0;
    loop {
        let used = stop.share_used(rounds);
        if used >= 1.0 || problem.jobs.is_empty() {
            return Found { plan: best, rounds };
        }
        let temperature = annealing.temperature(used);
        for _ in 0..stop::ROUNDS_BETWEEN_LOOKS {
            rounds += 1;
            undo.begin(&plan);
            loosen::strings(problem, &mut plan, &mut undo, &neighbours, &mut rng);
            repair::place_all(problem, &mut plan, &mut undo, &neighbours, &mut candidates, &mut rng);
            undo.settle(problem, &mut plan);
            if accept::goes_on(temperature, undo.cost_before(), plan.cost, &mut rng) {
                if plan.cost < best.cost {
                    best.clone_from(&plan);
                }
            } else {
                undo.revert(&mut plan);
            }
        }
    }
}
