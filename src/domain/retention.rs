//! Which copies of the database are kept: all of the present day, the newest of each of the thirty days before it, and
//! whatever happens the newest of all.

use super::time::{ServiceDay, Timestamp};
use std::collections::BTreeMap;

const DAYS: i64 = 30;

/// Those that are kept no longer, by when they were taken.
#[must_use]
pub fn superfluous(copies: &[Timestamp], now: Timestamp) -> Vec<Timestamp> {
    let today = now.day();
    let first = today.plus(-DAYS);
    let mut newest: BTreeMap<ServiceDay, Timestamp> = BTreeMap::new();
    for copy in copies {
        let of_day = newest.entry(copy.day()).or_insert(*copy);
        *of_day = (*of_day).max(*copy);
    }
    let last = copies.iter().max();
    let kept = |copy: &Timestamp| {
        let day = copy.day();
        day >= today || (day >= first && newest.get(&day) == Some(copy)) || Some(copy) == last
    };
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
        let gone = moments(&["2026-11-25T08:00", "2026-10-27T12:00", "2026-10-26T12:00"]);
        assert_eq!(superfluous(&copies, now), gone);
    }

    #[test]
    fn the_newest_of_all_is_kept_however_old_and_a_clock_that_jumped_back_costs_nothing() {
        let copies = moments(&["2025-01-01T09:00", "2025-01-02T09:00"]);
        let now = moments(&["2026-11-26T10:20"])[0];
        assert_eq!(superfluous(&copies, now), moments(&["2025-01-01T09:00"]));
        let ahead = moments(&["2027-01-01T09:00", "2027-01-01T10:00"]);
        assert_eq!(superfluous(&ahead, now), []);
        assert_eq!(superfluous(&[], now), []);
    }
}
