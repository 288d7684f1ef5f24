//! What will be ordered of a brand: a level, and the rhythm of the week. Told from what was ordered, in whole numbers,
//! so that two desks always agree.

use super::Supply;
use super::stock::span;
use crate::domain::ids::BrandCode;
use crate::domain::time::ServiceDay;
use chrono::Datelike as _;
use std::collections::BTreeSet;

/// Days looked back on: eight weeks, so that each weekday is there eight times.
pub const DAYS_BACK: i64 = 56;
/// The level around a day is the mean of the days this near to it.
const AROUND: i64 = 7;

/// A brand's demand as it goes by weekday, in thousandths of a carton.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rhythm {
    level_milli: u64,
    /// Against the level, Monday first, in thousandths; 0 where nothing is ever ordered for that weekday.
    ratio_permille: [u64; 7],
    /// Days on which it could have been ordered, and those on which it was.
    pub days: usize,
    pub sold: usize,
    /// Ordered on those days altogether.
    pub cartons: u64,
}

/// The days of the eight weeks before `today` for which anything was ordered. A day that is not among them was a
/// holiday, or its orders never came in: either way it says nothing.
#[must_use]
pub fn ordered_days(supply: &Supply, today: ServiceDay) -> BTreeSet<ServiceDay> {
    let days = supply.demand.keys().map(|key| key.day);
    days.filter(|day| (today.plus(-DAYS_BACK)..today).contains(day)).collect()
}

impl Rhythm {
    /// Of one brand, told from the `ordered` days before `today`.
    #[must_use]
    pub fn of(supply: &Supply, brand: &BrandCode, ordered: &BTreeSet<ServiceDay>) -> Self {
        let (Some(first), Some(last)) = (ordered.first(), ordered.last()) else { return Self::nothing() };
        let known = supply.demand.range(span(brand, *first, *last));
        let mut amounts: Vec<(ServiceDay, u64)> = ordered.iter().map(|day| (*day, 0)).collect();
        for (key, demand) in known {
            if let Ok(at) = amounts.binary_search_by_key(&key.day, |(day, _)| *day) {
                amounts[at].1 = u64::from(demand.cartons.0);
            }
        }
        Self::of_days(&amounts)
    }

    const fn nothing() -> Self {
        Self { level_milli: 0, ratio_permille: [0; 7], days: 0, sold: 0, cartons: 0 }
    }

    /// Of days in their order, each with what was ordered on it.
    fn of_days(amounts: &[(ServiceDay, u64)]) -> Self {
        let ratio_permille = ratios(amounts);
        // What each day would have been without its weekday, the newer the heavier.
        let (mut weighed, mut weight) = (0_u64, 0_u64);
        for (nth, (day, cartons)) in (1_u64..).zip(amounts) {
            if let Some(level) = (cartons * 1_000_000).checked_div(ratio_permille[weekday(*day)]) {
                weighed += nth * level;
                weight += nth;
            }
        }
        Self {
            level_milli: weighed.checked_div(weight).unwrap_or(0),
            ratio_permille,
            days: amounts.len(),
            sold: amounts.iter().filter(|(_, cartons)| *cartons > 0).count(),
            cartons: amounts.iter().map(|(_, cartons)| cartons).sum(),
        }
    }

    /// What is expected for a day, in thousandths of a carton.
    #[must_use]
    pub fn on(&self, day: ServiceDay) -> u64 {
        self.level_milli * self.ratio_permille[weekday(day)] / 1000
    }

    /// An ordinary day's, over the days on which it could have been ordered, in thousandths of a carton.
    #[must_use]
    pub fn daily_milli(&self) -> u64 {
        (self.cartons * 1000).checked_div(self.days as u64).unwrap_or(0)
    }
}

/// Each weekday's amount against the level around it: the middle one of the ratios of its days, so that one odd day
/// says nothing.
fn ratios(amounts: &[(ServiceDay, u64)]) -> [u64; 7] {
    let mut found: [Vec<u64>; 7] = Default::default();
    for (day, cartons) in amounts {
        let near = |other: &ServiceDay| (other.0 - day.0).num_days().abs() <= AROUND / 2;
        let around = amounts.iter().filter(|(other, _)| near(other));
        let (sum, count) = around.fold((0, 0), |(sum, count), (_, cartons)| (sum + cartons, count + 1));
        if let Some(ratio) = (cartons * 1000 * count).checked_div(sum) {
            found[weekday(*day)].push(ratio);
        }
    }
    found.map(|mut ratios| {
        ratios.sort_unstable();
        match ratios.len() {
            0 => 0,
            n if n % 2 == 1 => ratios[n / 2],
            n => u64::midpoint(ratios[n / 2 - 1], ratios[n / 2]),
        }
    })
}

fn weekday(day: ServiceDay) -> usize {
    day.0.weekday().num_days_from_monday() as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Eight weeks of Monday to Friday, as `amount` says for week and weekday.
    fn weeks(amount: impl Fn(i64, usize) -> Option<u64>) -> Vec<(ServiceDay, u64)> {
        let monday = ServiceDay::parse("2026-09-28").expect("a day");
        let days = (0..8).flat_map(|week| (0..5).zip(0..5).map(move |at| (week, at)));
        let day =
            |(week, (at, on)): (i64, (usize, i64))| Some((monday.plus(week * 7 + on), amount(week, at)?));
        days.filter_map(day).collect()
    }

    fn week_of(rhythm: &Rhythm) -> Vec<u64> {
        let monday = ServiceDay::parse("2026-11-23").expect("a day");
        (0..7).map(|at| rhythm.on(monday.plus(at)) / 1000).collect()
    }

    const WEEK: [u64; 5] = [100, 200, 300, 200, 200];

    #[test]
    fn a_steady_week_comes_again() {
        let rhythm = Rhythm::of_days(&weeks(|_, at| Some(WEEK[at])));
        assert_eq!(week_of(&rhythm), [100, 200, 300, 200, 200, 0, 0]);
        assert_eq!((rhythm.days, rhythm.sold, rhythm.daily_milli()), (40, 40, 200_000));
    }

    #[test]
    fn missing_days_and_one_odd_day_do_not_bend_the_week() {
        let gaps = weeks(|week, at| (week != 3 || at > 2).then_some(WEEK[at]));
        let odd = weeks(|week, at| Some(if (week, at) == (5, 1) { 900 } else { WEEK[at] }));
        for (days, off) in [(gaps, 10), (odd, 30)] {
            for (now, steady) in week_of(&Rhythm::of_days(&days)).into_iter().zip(WEEK) {
                assert!(now.abs_diff(steady) <= steady * off / 100, "{now} for {steady}");
            }
        }
    }

    #[test]
    fn of_nothing_comes_nothing() {
        assert_eq!(week_of(&Rhythm::of_days(&[])), [0; 7]);
        assert_eq!(week_of(&Rhythm::of_days(&weeks(|_, _| Some(0)))), [0; 7]);
    }
}
