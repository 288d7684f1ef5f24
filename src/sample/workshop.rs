//! Stays in the workshop by plan: on Saturdays, when no round is driven.

use super::dice::{Dice, Stream};
use crate::domain::fleet::stay::{Stay, Work};
use crate::domain::ids::{Plate, StayId};
use crate::domain::time::{ServiceDay, TimeOfDay, Timestamp};
use chrono::{Datelike, Weekday};

/// Working days between two services of a vehicle, about.
const EVERY: u32 = 60;
const WORKING_DAYS: u32 = 5;

/// Those of the Saturdays from the first day to before the last, each vehicle in its turn.
pub(super) fn stays(seed: u64, plates: &[Plate], from: ServiceDay, to: ServiceDay) -> Vec<Stay> {
    let mut stays = Vec::new();
    let mut day = from;
    let mut next = 0;
    while day < to && !plates.is_empty() {
        if day.0.weekday() == Weekday::Sat {
            let mut dice =
                Dice::new(seed, Stream::Workshop, u64::from(day.0.num_days_from_ce().unsigned_abs()));
            let a_week = plates.len().div_ceil((EVERY / WORKING_DAYS) as usize);
            for number in 1..=a_week {
                let work =
                    dice.pick(&[Work::Service, Work::Service, Work::Service, Work::Inspection, Work::Repair]);
                let begins = TimeOfDay::hm(8, 30 * dice.below(2));
                let minutes = 30 * dice.between(3, 14);
                stays.push(Stay {
                    id: StayId::new(format!("S{}-{number}", day.0.format("%y%m%d"))),
                    plate: plates[next % plates.len()].clone(),
                    work,
                    from: Timestamp::of(day, begins),
                    expected: Some(Timestamp::of(day, TimeOfDay::hm(17, 0))),
                    back: Some(Timestamp::of(day, begins.plus_minutes(minutes))),
                });
                next += 1;
            }
        }
        let later = day.plus(1);
        if later == day {
            break;
        }
        day = later;
    }
    stays
}
