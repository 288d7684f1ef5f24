//! Whether the walk goes on from a plan that may be dearer: simulated annealing in the form of a threshold
//! drawn anew each round (Christiaens & Vanden Berghe 2020, §5.3).

use super::chance::unit;
use super::plan::Plan;
use super::problem::Problem;
use super::tour::Leg;
use rand_xoshiro::Xoshiro256PlusPlus;

/// Temperatures at the start and at the end, in units of the price.
#[derive(Clone, Copy, Debug)]
pub struct Annealing {
    hot: f64,
    cold: f64,
}

impl Annealing {
    /// In units of a drive between two jobs: measured over short runs (1 s) and long ones (10 s) on instances of 100
    /// to 1,000 jobs, with and without priced lateness.
    const HOT: f64 = 2.0;
    const COLD: f64 = 0.03;

    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "a temperature need not be exact")]
    pub fn of(problem: &Problem, start: &Plan) -> Self {
        let way = |leg: &Leg| problem.tariff.way(leg.metres, leg.seconds);
        let mean = |price: i64, count: usize| price as f64 / count.max(1) as f64;
        let calls = || start.tours.iter().filter(|tour| !tour.is_unused());
        let between = calls().flat_map(|tour| tour.calls().iter().skip(1));
        let home = calls().map(|tour| way(tour.end()) + tour.calls().first().map_or(0, way));
        let between: (i64, usize) = between.fold((0, 0), |(sum, n), leg| (sum + way(leg), n + 1));
        // Where hardly any job follows another, a part of the way out and back must do.
        let of_all = mean(home.sum::<i64>() + between.0, problem.jobs.len());
        let drive = mean(between.0, between.1).max(of_all / 4.0).max(1.0);
        Self { hot: Self::HOT * drive, cold: Self::COLD * drive }
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
