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
    /// In units of a drive between two jobs: measured over short runs (1 s) and long ones (10 s) on instances of 100
    /// to 1,000 jobs, with and without priced lateness.
    const HOT: f64 = 4.0;
    const COLD: f64 = 0.03;

    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "a temperature need not be exact")]
    pub fn of(problem: &Problem, start: &Plan) -> Self {
        let (mut price, mut drives) = (0, 0);
        for tour in &start.tours {
            for leg in tour.calls().iter().skip(1) {
                price += problem.tariff.way(leg.metres, leg.seconds);
                drives += 1;
            }
        }
        let drive = (price as f64 / f64::from(drives.max(1))).max(1.0);
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
