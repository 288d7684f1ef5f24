//! Numbers drawn by chance, all from one seed.

use rand_xoshiro::Xoshiro256PlusPlus;
use rand_xoshiro::rand_core::{Rng, SeedableRng};

/// A number from 0 up to 1.
pub fn unit(rng: &mut Xoshiro256PlusPlus) -> f64 {
    f64::from(rng.next_u32()) / 4_294_967_296.0
}

/// A whole number below `n`, which is not zero.
pub fn below(rng: &mut Xoshiro256PlusPlus, n: usize) -> usize {
    // A 32-bit draw times a count stays within 64 bits; its upper half is below the count.
    usize::try_from((u64::from(rng.next_u32()) * n as u64) >> 32).unwrap_or(0)
}

/// Puts them in an order drawn at random.
pub fn shuffle(rng: &mut Xoshiro256PlusPlus, jobs: &mut [u32]) {
    for at in (1..jobs.len()).rev() {
        jobs.swap(at, below(rng, at + 1));
    }
}

/// Now and then a place is not looked at (Christiaens & Vanden Berghe 2020), so that greed does not always end in the
/// same plan. The distance to the next blink is drawn, not each place.
#[derive(Debug)]
pub struct Blinks {
    rng: Xoshiro256PlusPlus,
    until: u32,
    is_off: bool,
}

impl Blinks {
    /// One place in a hundred.
    const RATE: f64 = 0.01;

    #[must_use]
    pub fn from_seed(seed: u64) -> Self {
        let mut blinks = Self { rng: Xoshiro256PlusPlus::seed_from_u64(seed), until: 0, is_off: false };
        blinks.draw();
        blinks
    }

    /// Eyes stay open until `set_off(false)`.
    pub const fn set_off(&mut self, off: bool) {
        self.is_off = off;
    }

    #[must_use]
    pub const fn are_on(&self) -> bool {
        !self.is_off
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "positive; a float saturates"
    )]
    fn draw(&mut self) {
        let draw = unit(&mut self.rng).max(f64::MIN_POSITIVE);
        self.until = (libm::log(draw) / libm::log1p(-Self::RATE)) as u32;
    }

    /// Is this place the next one not looked at?
    #[inline]
    pub fn now(&mut self) -> bool {
        if self.until > 0 {
            self.until -= 1;
            return false;
        }
        self.draw();
        !self.is_off
    }

    /// True but for one time in `n`; never where `n` is 1.
    pub fn one_in(&mut self, n: usize) -> bool {
        n > 1 && below(&mut self.rng, n) != 0
    }
}
