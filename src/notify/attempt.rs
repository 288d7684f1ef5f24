//! When a letter that could not be sent is tried again, and when that is given up. Pure: the moment and the seed come
//! in, so that every decision can be repeated.

use crate::domain::time::Timestamp;
use chrono::TimeDelta;
use std::time::Duration;

/// After the first failure; doubled after each further one …
pub const FIRST_WAIT: TimeDelta = TimeDelta::seconds(30);
/// … up to this.
pub const LONGEST_WAIT: TimeDelta = TimeDelta::minutes(30);
/// Given up after so long …
pub const GIVEN_UP_AFTER: TimeDelta = TimeDelta::hours(24);
/// … but never before so many failures: a computer may have been asleep, or its clock have jumped.
pub const FEWEST_FAILURES: u32 = 5;
/// … and at the latest after so many, however the clock jumps.
pub const MOST_FAILURES: u32 = 100;

/// How an attempt failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Failure {
    /// It will not go better until somebody changes something.
    pub is_final: bool,
    /// The server asks to be left alone for so long.
    pub retry_after: Option<Duration>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    TryAt(Timestamp),
    GiveUp(GivenUp),
}

/// Why a letter is not tried again. It stays in sight, and can be sent anew once the cause is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GivenUp {
    /// The settings, an address or a password must change first.
    NeedsChange,
    /// It has been tried for long enough.
    TooLong,
}

impl GivenUp {
    /// The name that is stored; never changes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::NeedsChange => "needs_change",
            Self::TooLong => "too_long",
        }
    }
}

/// What comes after the `failures`th failure, which happened `now`, of a letter first tried at `first`. Letters with
/// different seeds are spread, so that a server that comes back is not run over.
#[must_use]
pub fn next(failure: Failure, failures: u32, first: Timestamp, now: Timestamp, seed: u64) -> Next {
    if failure.is_final {
        return Next::GiveUp(GivenUp::NeedsChange);
    }
    let is_old = now.0 - first.0 >= GIVEN_UP_AFTER && failures >= FEWEST_FAILURES;
    if is_old || failures >= MOST_FAILURES {
        return Next::GiveUp(GivenUp::TooLong);
    }
    let wait = jittered(back_off(failures), failures, seed);
    let asked = failure.retry_after.map_or(TimeDelta::zero(), rounded_up);
    if asked > GIVEN_UP_AFTER {
        return Next::GiveUp(GivenUp::TooLong);
    }
    Next::TryAt(now.plus(wait.max(asked)))
}

/// Whether it is time for what was planned for `planned` when it was `then`. A clock that has been set back since makes
/// it time at once.
#[must_use]
pub fn is_due(planned: Timestamp, then: Timestamp, now: Timestamp) -> bool {
    now >= planned || now < then
}

fn back_off(failures: u32) -> TimeDelta {
    let doublings = failures.saturating_sub(1).min(16);
    (FIRST_WAIT * (1 << doublings)).min(LONGEST_WAIT)
}

/// Between four and six fifths of `wait`, in whole seconds as the desk's moments are.
fn jittered(wait: TimeDelta, failures: u32, seed: u64) -> TimeDelta {
    let part = i64::try_from(mixed(seed ^ u64::from(failures)) % 401).unwrap_or(0);
    TimeDelta::seconds(wait.num_seconds() * (800 + part) / 1_000)
}

/// No less than asked for.
fn rounded_up(span: Duration) -> TimeDelta {
    let seconds = span.as_secs().saturating_add(u64::from(span.subsec_nanos() > 0));
    i64::try_from(seconds).ok().and_then(TimeDelta::try_seconds).unwrap_or(TimeDelta::MAX)
}

/// `SplitMix64`'s finish: neighbouring numbers become unlike.
const fn mixed(number: u64) -> u64 {
    let number = number.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let number = (number ^ (number >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    number ^ (number >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).expect("a moment")
    }

    const BUSY: Failure = Failure { is_final: false, retry_after: None };

    fn waits(seed: u64) -> Vec<i64> {
        let (first, mut now) = (at("2026-11-23T06:00"), at("2026-11-23T06:00"));
        let mut waits = Vec::new();
        for failures in 1.. {
            match next(BUSY, failures, first, now, seed) {
                Next::TryAt(then) => waits.push((then.0 - now.0).num_seconds()),
                Next::GiveUp(why) => {
                    assert_eq!(why, GivenUp::TooLong);
                    break;
                }
            }
            now = now.plus(TimeDelta::seconds(*waits.last().expect("one")));
        }
        waits
    }

    #[test]
    fn waits_double_up_to_half_an_hour_and_end_after_a_day() {
        let waits = waits(1);
        for (wait, wanted) in waits.iter().zip([30, 60, 120, 240, 480, 960, 1_800, 1_800]) {
            assert!((wanted * 8 / 10..=wanted * 12 / 10).contains(wait), "{wait} for {wanted}");
        }
        let day: i64 = waits.iter().sum();
        assert!((24 * 3600..24 * 3600 + 36 * 60).contains(&day), "{day}");
    }

    #[test]
    fn letters_of_other_seeds_are_not_tried_at_the_same_moment() {
        let moments: std::collections::BTreeSet<_> = (0..50).map(|seed| waits(seed)[7]).collect();
        assert!(moments.len() > 40, "{moments:?}");
    }

    #[test]
    fn what_needs_a_change_is_given_up_at_once_and_a_long_wait_too() {
        let moment = at("2026-11-23T06:00");
        let wrong = Failure { is_final: true, ..BUSY };
        assert_eq!(next(wrong, 1, moment, moment, 1), Next::GiveUp(GivenUp::NeedsChange));
        let later = |hours: u64| Failure { retry_after: Some(Duration::from_secs(hours * 3600)), ..BUSY };
        assert_eq!(next(later(2), 1, moment, moment, 1), Next::TryAt(at("2026-11-23T08:00")));
        assert_eq!(next(later(25), 1, moment, moment, 1), Next::GiveUp(GivenUp::TooLong));
        let forever = Failure { retry_after: Some(Duration::MAX), ..BUSY };
        assert_eq!(next(forever, 1, moment, moment, 1), Next::GiveUp(GivenUp::TooLong));
    }

    #[test]
    fn a_clock_that_jumps_neither_drops_a_letter_nor_keeps_it_waiting() {
        let (first, monday) = (at("2026-11-20T18:00"), at("2026-11-23T06:00"));
        assert!(matches!(next(BUSY, 2, first, monday, 1), Next::TryAt(_)), "it was asleep over the weekend");
        assert_eq!(next(BUSY, 5, first, monday, 1), Next::GiveUp(GivenUp::TooLong));
        assert_eq!(next(BUSY, 100, monday, first, 1), Next::GiveUp(GivenUp::TooLong), "set back for good");
        assert!(is_due(monday, monday, first), "set back since it was planned");
        assert!(!is_due(monday, first, at("2026-11-21T00:00")));
    }

    proptest! {
        #[test]
        fn a_next_attempt_is_later_than_now_and_no_sooner_than_asked(
            failures in 0..200u32, seed: u64, since in -1_000_000..1_000_000i64, asked in prop::option::of(0..100_000u64),
        ) {
            let first = at("2026-11-23T06:00");
            let now = first.plus(TimeDelta::seconds(since));
            let failure = Failure { is_final: false, retry_after: asked.map(Duration::from_secs) };
            if let Next::TryAt(then) = next(failure, failures, first, now, seed) {
                let wait = (then.0 - now.0).num_milliseconds();
                prop_assert!(wait >= 24_000);
                prop_assert!(wait >= i64::try_from(asked.unwrap_or(0) * 1_000).expect("fits"));
                prop_assert!(wait <= 36 * 60_000 || asked.is_some());
                prop_assert_eq!(next(failure, failures, first, now, seed), Next::TryAt(then));
            }
        }
    }
}
