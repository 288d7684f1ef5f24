//! The review of breakdowns over ten years of a city: 2,600 days, 43 vehicles, 1,170 breakdowns, from the logbooks that
//! were kept of the days. The aim is 200 ms, the logbooks' sums read from the database taken in.

use criterion::{Criterion, criterion_group, criterion_main};
use mainstay::domain::fleet::logbook::{Cost, Logbook};
use mainstay::domain::fleet::review::{Filter, Period, Records, review};
use mainstay::domain::ids::{BreakdownId, Plate, Revision};
use mainstay::domain::incident::{Breakdown, Fault};
use mainstay::domain::network::{Vehicle, VehicleStatus};
use mainstay::domain::time::{ServiceDay, TimeOfDay, Timestamp};
use mainstay::domain::units::{Cartons, Metres};
use mainstay::journal::Journal;
use std::collections::BTreeMap;
use std::hint::black_box;

const DAYS: i64 = 2_600;
const VEHICLES: u32 = 43;

fn plate(n: u32) -> Plate {
    Plate::new(format!("鄂X·{n:05}"))
}

fn first() -> ServiceDay {
    ServiceDay::parse("2016-12-05").expect("a day")
}

/// Working days, oldest first.
fn days() -> Vec<ServiceDay> {
    let working = (0..).map(|n: i64| first().plus(n / 5 * 7 + n % 5));
    working.take(usize::try_from(DAYS).expect("small")).collect()
}

/// A breakdown about every other day; each is some hours long and kept sixty retailers waiting.
fn breakdowns() -> BTreeMap<BreakdownId, Breakdown> {
    let day = |(n, day): (usize, ServiceDay)| {
        let id = BreakdownId::new(format!("B{}-1", day.0.format("%y%m%d")));
        let at = Timestamp::of(day, TimeOfDay::hm(8 + u32::try_from(n % 7).expect("small"), 10));
        let breakdown = Breakdown {
            id: id.clone(),
            plate: plate(u32::try_from(n * 7 % 43).expect("small")),
            at,
            place: None,
            fault: Fault::ALL[n % Fault::ALL.len()],
            estimate: None,
            repaired: Some(at.plus(chrono::TimeDelta::hours(1 + i64::try_from(n % 17).expect("small")))),
        };
        (id, breakdown)
    };
    days().into_iter().enumerate().filter(|(n, _)| n % 20 < 9).map(day).collect()
}

fn fleet(c: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut journal = Journal::open(&folder.path().join("fleet.db")).expect("it opens");
    let breakdowns = breakdowns();
    let logbook = |day: ServiceDay| {
        let cost = |id: &BreakdownId| Cost {
            routes: [format!("R{}", id.as_str()).as_str().into()].into(),
            departments: ["D1".into()].into(),
            retailers: 60,
            cartons: Cartons(2_400),
            late: 12,
            minutes_late: 300,
            put_off: 3,
            served_again: Some(Timestamp::of(day, TimeOfDay::hm(15, 0))),
        };
        let driven = (0..VEHICLES).map(|n| (plate(n), Metres(90_000 + n * 700))).collect();
        let of_day = breakdowns.values().filter(|breakdown| breakdown.at.day() == day);
        let costs = of_day.map(|breakdown| (breakdown.id.clone(), cost(&breakdown.id))).collect();
        (day, Logbook { driven, costs })
    };
    let logbooks: Vec<_> = days().into_iter().map(logbook).collect();
    journal.keep_logbooks(&logbooks, Revision(1)).expect("writable");
    let vehicle = |n| Vehicle {
        plate: plate(n),
        capacity: Cartons(5_500),
        status: VehicleStatus::Available,
        spare: false,
        crew: None,
    };
    let vehicles: BTreeMap<Plate, Vehicle> = (0..VEHICLES).map(|n| (plate(n), vehicle(n))).collect();
    let (from, to) = (first(), first().plus(3_652));
    let (incidents, stays) = (BTreeMap::new(), BTreeMap::new());
    c.bench_function("fleet_review_of_ten_years", |b| {
        b.iter(|| {
            let missing = journal.without_logbook(&days()).expect("readable");
            assert!(missing.is_empty());
            let sums = journal.logbook_sums(from, to).expect("readable");
            let records = Records {
                vehicles: &vehicles,
                breakdowns: &breakdowns,
                incidents: &incidents,
                stays: &stays,
                costs: &sums.costs,
                driven: &sums.driven,
                begins: Some(from),
                now: Timestamp::of(to, TimeOfDay::hm(12, 0)),
            };
            let found = review(&records, Period { from, to }, &Filter::default());
            assert_eq!(found.rows.len(), breakdowns.len());
            black_box(found)
        });
    });
}

criterion_group!(benches, fleet);
criterion_main!(benches);
