//! Vehicles that fail unusually often: more breakdowns than chance would bring by the rate of the whole fleet, with the
//! arithmetic, so that a person can check it.

use crate::domain::ids::Plate;
use std::collections::BTreeMap;

/// A vehicle that stands out is pointed out where chance brings as many breakdowns less often than this.
const SELDOM: f64 = 0.01;
/// Two breakdowns say nothing about a vehicle.
const FEWEST: u64 = 3;

/// By what a vehicle's use is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Use {
    /// Metres on the road.
    Metres,
    /// Where no distance is known: seconds it could have been ready.
    Seconds,
}

/// What is known of one vehicle's use.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Record {
    pub breakdowns: u64,
    pub metres: u64,
    pub seconds: u64,
}

/// A vehicle that fails unusually often.
#[derive(Clone, Debug, PartialEq)]
pub struct Unusual {
    pub plate: Plate,
    pub breakdowns: u64,
    pub by: Use,
    /// Its use, and the use of the whole fleet with the breakdowns that fell on it.
    pub own_use: u64,
    pub fleet_use: u64,
    pub fleet_breakdowns: u64,
    /// Breakdowns the fleet's rate would bring by its use.
    pub expected: f64,
    /// How probable as many breakdowns or more are at that rate (Poisson), 0 to 1.
    pub chance: f64,
}

/// The vehicles that stand out, the least probable first.
#[must_use]
pub fn unusual(records: &BTreeMap<Plate, Record>) -> Vec<Unusual> {
    // A vehicle whose kilometres nobody recorded would look sound or ruined by their absence.
    let by = if records.values().all(|record| record.metres > 0 || record.breakdowns == 0) {
        Use::Metres
    } else {
        Use::Seconds
    };
    let used = |record: &Record| match by {
        Use::Metres => record.metres,
        Use::Seconds => record.seconds,
    };
    let fleet_use: u64 = records.values().map(used).sum();
    let fleet_breakdowns: u64 = records.values().map(|record| record.breakdowns).sum();
    if fleet_use == 0 {
        return Vec::new();
    }
    let judged = records.iter().filter(|(_, record)| record.breakdowns >= FEWEST).map(|(plate, record)| {
        let own_use = used(record);
        #[expect(clippy::cast_precision_loss, reason = "metres and seconds of a fleet's life are below 2^53")]
        let expected = fleet_breakdowns as f64 * own_use as f64 / fleet_use as f64;
        Unusual {
            plate: plate.clone(),
            breakdowns: record.breakdowns,
            by,
            own_use,
            fleet_use,
            fleet_breakdowns,
            expected,
            chance: at_least(record.breakdowns, expected),
        }
    });
    let mut found: Vec<Unusual> = judged.filter(|one| one.chance < SELDOM).collect();
    found.sort_by(|a, b| a.chance.total_cmp(&b.chance).then_with(|| a.plate.cmp(&b.plate)));
    found
}

/// P(X ≥ `count`) where X is Poisson with this mean.
fn at_least(count: u64, mean: f64) -> f64 {
    let mut term = libm::exp(-mean);
    let mut below = 0.0;
    for n in 0..count {
        below += term;
        #[expect(clippy::cast_precision_loss, reason = "breakdowns of one vehicle")]
        let next = (n + 1) as f64;
        term *= mean / next;
    }
    (1.0_f64 - below).clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fleet(own: u64) -> BTreeMap<Plate, Record> {
        let record = |breakdowns| Record { breakdowns, metres: 10_000_000, seconds: 1 };
        let others = (0..9).map(|n| (Plate::new(format!("V{n}")), record(1)));
        others.chain([(Plate::new("X"), record(own))]).collect()
    }

    #[test]
    fn the_chance_of_as_many_is_poissons() {
        // Tables: P(X >= 4 | 1) = 0.0190, P(X >= 2 | 0.5) = 0.0902.
        assert!((at_least(4, 1.0) - 0.018_988).abs() < 1e-6);
        assert!((at_least(2, 0.5) - 0.090_204).abs() < 1e-6);
        assert!((at_least(0, 3.0) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn a_vehicle_that_breaks_down_seven_times_as_often_stands_out_and_one_that_does_so_twice_does_not() {
        let found = unusual(&fleet(7));
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].plate.as_str(), found[0].by), ("X", Use::Metres));
        assert!((found[0].expected - 1.6).abs() < 1e-9 && found[0].chance < 0.002, "{found:?}");
        assert!(unusual(&fleet(2)).is_empty());
    }

    #[test]
    fn where_kilometres_are_missing_time_is_the_measure() {
        let mut records = fleet(7);
        records.insert("Y".into(), Record { breakdowns: 1, metres: 0, seconds: 1 });
        assert_eq!(unusual(&records)[0].by, Use::Seconds);
    }

    #[test]
    fn an_empty_fleet_has_nothing_unusual() {
        assert!(unusual(&BTreeMap::new()).is_empty());
    }
}
