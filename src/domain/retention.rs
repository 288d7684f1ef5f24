//! Which copies of the database are kept: all of the present day, the newest of each of the last thirty days before it that
//! have any, and whatever happens the newest of all. It is days with copies that are counted, not days of the calendar: a
//! clock that jumps ahead would otherwise have a month of them removed within the hour.

use super::time::{ServiceDay, Timestamp};
use std::collections::BTreeMap;

const DAYS: usize = 30;

/// Those that are kept no longer, by when they were taken.
#[must_use]
pub fn superfluous(copies: &[Timestamp], now: Timestamp) -> Vec<Timestamp> {
    let today = now.day();
    let mut newest: BTreeMap<ServiceDay, Timestamp> = BTreeMap::new();
    for copy in copies {
        let of_day = newest.entry(copy.day()).or_insert(*copy);
        *of_day = (*of_day).max(*copy);
    }
    let last = copies.iter().max();
    let of_past_days: Vec<Timestamp> =
        newest.range(..today).rev().take(DAYS).map(|(_, copy)| *copy).collect();
    let kept = |copy: &Timestamp| copy.day() >= today || of_past_days.contains(copy) || Some(copy) == last;
    copies.iter().filter(|copy| !kept(copy)).copied().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moments(texts: &[&str]) -> Vec<Timestamp> {
        texts.iter().map(|text| Timestamp::parse(text).expect("a moment")).collect()
    }

    #[test]
    fn today_is_kept_by_the_hour_and_a_month_by_the_day() {
        let copies = moments(&[
            "2026-11-26T09:00",
            "2026-11-26T10:00",
            "2026-11-25T08:00",
            "2026-11-25T18:00",
            "2026-10-27T12:00",
            "2026-10-26T12:00",
            "2026-10-27T13:00",
        ]);
        let now = moments(&["2026-11-26T10:20"])[0];
        let gone = moments(&["2026-11-25T08:00", "2026-10-27T12:00"]);
        assert_eq!(superfluous(&copies, now), gone);
    }

    #[test]
    fn a_month_is_thirty_days_with_copies_so_that_a_clock_that_jumps_ahead_costs_one_of_them() {
        let text = |day: u32| format!("2026-{:02}-{:02}T12:00", 9 + day / 28, 1 + day % 28);
        let days: Vec<String> = (0..31).map(text).collect();
        let copies = moments(&days.iter().map(String::as_str).collect::<Vec<_>>());
        for now in moments(&["2026-11-26T10:20", "2036-11-26T10:20"]) {
            assert_eq!(superfluous(&copies, now), [copies[0]]);
        }
    }

    #[test]
    fn the_newest_of_all_is_kept_however_old_and_a_clock_that_jumped_back_costs_nothing() {
        let copies = moments(&["2025-01-02T08:00", "2025-01-02T09:00"]);
        let now = moments(&["2026-11-26T10:20"])[0];
        assert_eq!(superfluous(&copies, now), moments(&["2025-01-02T08:00"]));
        let ahead = moments(&["2027-01-01T09:00", "2027-01-01T10:00"]);
        assert_eq!(superfluous(&ahead, now), []);
        assert_eq!(superfluous(&[], now), []);
    }
}
