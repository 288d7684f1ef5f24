//! Chance in whole numbers, so that every machine draws the same.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// What a stream of chance is for. Each part of the sample draws from its own, so that a change to one part
/// leaves the others as they were.
#[derive(Clone, Copy)]
pub(super) enum Stream {
    Land,
    Rounds,
    Fleet,
    /// What is ordered for a day.
    Orders,
    /// What goes wrong on a day.
    Troubles,
    /// How a route's day goes.
    Road,
    /// Which vehicles are serviced when.
    Workshop,
    /// What is ordered of each brand.
    Supply,
}

pub(super) struct Dice(ChaCha8Rng);

impl Dice {
    /// `number` tells streams of one kind apart: a department, a day, a route of a day.
    pub(super) fn new(seed: u64, stream: Stream, number: u64) -> Self {
        let mut rng = ChaCha8Rng::seed_from_u64(seed);
        rng.set_stream(((stream as u64) << 48) | number);
        Self(rng)
    }

    /// A number under `limit`, which is not zero.
    pub(super) fn below(&mut self, limit: u32) -> u32 {
        // The high half of the product is under `limit`, so it fits.
        u32::try_from((u64::from(self.0.next_u32()) * u64::from(limit)) >> 32).unwrap_or(0)
    }

    /// From `low` to `high`, both included.
    pub(super) fn between(&mut self, low: i32, high: i32) -> i32 {
        low + i32::try_from(self.below(low.abs_diff(high) + 1)).unwrap_or(0)
    }

    pub(super) fn seconds_between(&mut self, low: u32, high: u32) -> u32 {
        low + self.below(high - low + 1)
    }

    pub(super) fn happens(&mut self, permille: u32) -> bool {
        self.below(1000) < permille
    }

    /// One of `choices`, of which there is at least one.
    pub(super) fn pick<T: Copy>(&mut self, choices: &[T]) -> T {
        choices[self.index(choices.len())]
    }

    pub(super) fn index(&mut self, len: usize) -> usize {
        self.below(u32::try_from(len).unwrap_or(u32::MAX)) as usize
    }

    /// Around zero, two thirds of it within `spread`: the sum of four even draws.
    pub(super) fn bell(&mut self, spread: i32) -> i32 {
        let reach = spread * 866 / 1000;
        (0..4).map(|_| self.between(-reach, reach)).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_draws_the_same_and_streams_differ() {
        let draw = |seed, stream, number| {
            let mut dice = Dice::new(seed, stream, number);
            (0..8).map(|_| dice.below(1_000_000)).collect::<Vec<_>>()
        };
        assert_eq!(draw(1, Stream::Land, 0), draw(1, Stream::Land, 0));
        assert_ne!(draw(1, Stream::Land, 0), draw(1, Stream::Land, 1));
        assert_ne!(draw(1, Stream::Land, 0), draw(1, Stream::Road, 0));
        assert_ne!(draw(1, Stream::Land, 0), draw(2, Stream::Land, 0));
    }

    #[test]
    fn draws_stay_within_their_bounds() {
        let mut dice = Dice::new(7, Stream::Road, 3);
        for _ in 0..10_000 {
            assert!((-5..=9).contains(&dice.between(-5, 9)));
            assert!(dice.below(3) < 3);
            assert!(dice.bell(100).abs() <= 4 * 86);
        }
    }
}
