//! Whether the walk goes on from a plan that may be dearer: simulated annealing in the form of a threshold
//! drawn anew each round (Christiaens & Vanden Berghe 2020, §5.3).

use super::chance::unit;
use super::plan::Plan;
use super::problem::Problem;
use rand_xoshiro::Xoshiro256PlusPlus;

/// Temperatures at the start and at the end, in units of the price.
#[derive(Clone, Copy, Debug)]
pub struct Annealing {
    hot: f64,
    cold: f64,
}

impl Annealing {
    /// Three times what a job costs on average, down to a hundredth of it: measured over short runs (1 s) and long ones
    /// (10 s) on instances of 100 to 1,000 jobs, with and without priced lateness.
    const HOT_PER_JOB: f64 = 3.0;
    const COLD_PER_JOB: f64 = 0.01;

    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "a temperature need not be exact")]
    pub fn of(problem: &Problem, start: &Plan) -> Self {
        let per_job = start.price_of_tours() as f64 / problem.jobs.len().max(1) as f64;
        Self { hot: Self::HOT_PER_JOB * per_job.max(1.0), cold: Self::COLD_PER_JOB * per_job.max(1.0) }
    }

    /// Falls exponentially over the allowance; `used` runs from 0 to 1.
    #[must_use]
    pub fn temperature(self, used: f64) -> f64 {
        self.hot * libm::pow(self.cold / self.hot, used)
    }
}

/// Draws the threshold and compares.
#[expect(clippy::cast_precision_loss, reason = "prices are far below 2^53")]
pub fn goes_on(temperature: f64, before: i64, after: i64, rng: &mut Xoshiro256PlusPlus) -> bool {
    let draw = unit(rng).max(f64::MIN_POSITIVE);
    (after as f64) < before as f64 - temperature * libm::log(draw)
}
