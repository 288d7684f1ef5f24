//! The review of breakdowns: figures against plain sums by hand, and days read once.

use crate::city;
use chrono::TimeDelta;
use expect_test::expect;
use mainstay::domain::command::Command;
use mainstay::domain::fleet::logbook::Cost;
use mainstay::domain::fleet::review::{Filter, Month, Period, Records, Review, review};
use mainstay::domain::fleet::stay::{Stay, Work};
use mainstay::domain::ids::{BreakdownId, Plate, StayId};
use mainstay::domain::incident::{Breakdown, Fault};
use mainstay::domain::kpi::Figure;
use mainstay::domain::kpi::reliability::FleetMeasure;
use mainstay::domain::network::{Vehicle, VehicleStatus};
use mainstay::domain::time::{Hours, ServiceDay, Timestamp};
use mainstay::domain::units::Cartons;
use mainstay::domain::watch::{Cancelled, Unwatched, Watch};
use mainstay::session::{NotDone, Session};
use std::collections::BTreeMap;
use std::fmt::Write as _;

fn day(text: &str) -> ServiceDay {
    ServiceDay::parse(text).expect("a day")
}

fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).expect("a moment")
}

#[derive(Default)]
struct Fleet {
    vehicles: BTreeMap<Plate, Vehicle>,
    breakdowns: BTreeMap<BreakdownId, Breakdown>,
    stays: BTreeMap<StayId, Stay>,
    costs: BTreeMap<BreakdownId, Cost>,
    driven: BTreeMap<(Plate, Month), u64>,
}

impl Fleet {
    fn van(mut self, plate: &str) -> Self {
        let vehicle = Vehicle {
            plate: plate.into(),
            capacity: Cartons(100),
            status: VehicleStatus::Available,
            spare: false,
            crew: None,
        };
        self.vehicles.insert(plate.into(), vehicle);
        self
    }

    fn broke(mut self, id: &str, plate: &str, fault: Fault, from: &str, repaired: Option<&str>) -> Self {
        let breakdown = Breakdown {
            id: id.into(),
            plate: plate.into(),
            at: at(from),
            place: None,
            fault,
            estimate: None,
            repaired: repaired.map(at),
        };
        self.breakdowns.insert(id.into(), breakdown);
        self
    }

    fn cost(mut self, id: &str, retailers: u32, minutes: u32, put_off: u32, again: Option<&str>) -> Self {
        let cost = Cost {
            departments: [if retailers > 5 { "D1".into() } else { "D2".into() }].into(),
            retailers,
            minutes_late: minutes,
            put_off,
            served_again: again.map(at),
            ..Cost::default()
        };
        self.costs.insert(id.into(), cost);
        self
    }

    fn stay(mut self, id: &str, plate: &str, from: &str, back: Option<&str>) -> Self {
        let stay = Stay {
            id: id.into(),
            plate: plate.into(),
            work: Work::Service,
            from: at(from),
            expected: None,
            back: back.map(at),
        };
        self.stays.insert(id.into(), stay);
        self
    }

    fn drove(mut self, plate: &str, year: i32, month: u32, kilometres: u64) -> Self {
        self.driven.insert((plate.into(), Month { year, month }), kilometres * 1_000);
        self
    }

    fn review(&self, from: &str, to: &str, now: &str, filter: &Filter) -> Review {
        let records = Records {
            vehicles: &self.vehicles,
            breakdowns: &self.breakdowns,
            incidents: &BTreeMap::new(),
            stays: &self.stays,
            costs: &self.costs,
            driven: &self.driven,
            begins: Some(day("2026-01-01")),
            now: at(now),
        };
        review(&records, Period { from: day(from), to: day(to) }, filter)
    }
}

fn shown(review: &Review) -> String {
    let mut text = String::new();
    for measure in FleetMeasure::ALL {
        let figure = match review.all.figure(measure) {
            None => "-".to_owned(),
            Some(Figure::Count(count)) => count.to_string(),
            Some(
                Figure::Percent(value)
                | Figure::Minutes(value)
                | Figure::Hours(value)
                | Figure::Kilometres(value),
            ) => format!("{value:.2}"),
        };
        let _ = writeln!(text, "{} {figure}", measure.name());
    }
    text
}

/// Two vans over the ten days 11 to 20 May: V1 breaks down on the 12th for 12 hours and is still broken on the 20th since
/// noon; V2 came out of an April breakdown on the 11th at 06:00 and was serviced on the 15th, with a breakdown within.
fn two_vans() -> Fleet {
    Fleet::default()
        .van("V1")
        .van("V2")
        .broke("B1", "V1", Fault::Clutch, "2026-05-12T08:00", Some("2026-05-12T20:00"))
        .cost("B1", 10, 240, 2, Some("2026-05-12T09:30"))
        .broke("B2", "V1", Fault::Tyre, "2026-05-20T12:00", None)
        .cost("B2", 4, 0, 4, None)
        .broke("B0", "V2", Fault::Engine, "2026-04-30T10:00", Some("2026-05-11T06:00"))
        .cost("B0", 9, 90, 0, Some("2026-04-30T12:00"))
        .stay("S1", "V2", "2026-05-15T08:00", Some("2026-05-15T18:00"))
        .broke("B3", "V2", Fault::Brakes, "2026-05-15T17:00", Some("2026-05-15T19:00"))
        .drove("V1", 2026, 5, 600)
        .drove("V2", 2026, 5, 300)
}

#[test]
fn the_figures_of_a_period_are_those_a_person_adds_up() {
    let review = two_vans().review("2026-05-11", "2026-05-20", "2026-05-20T18:00", &Filter::default());
    // Two vans for nine days and 18 hours: 468 h. Broken: 12 + 6 + 6 (until the 11th, 06:00) + 2 = 26 h. In the workshop
    // and not broken: nine hours. Three breakdowns in the period; two were repaired, in 12 and 2 hours.
    expect![[r"
        breakdowns 3
        unplanned_downtime_hours 26.00
        planned_downtime_hours 9.00
        availability_percent 92.52
        mtbf_hours 144.33
        mttr_vehicle_hours 7.00
        mttr_service_minutes 90.00
        km_between_failures 300.00
        retailers_affected 14
        retailer_minutes_late 240
        put_off 6
    "]]
    .assert_eq(&shown(&review));
    let rows: Vec<_> = review.rows.iter().map(|row| row.breakdown.id.as_str()).collect();
    assert_eq!(rows, ["B1", "B3", "B2"]);
}

#[test]
fn groups_add_up_to_the_whole_and_downtime_falls_on_its_days() {
    let review = two_vans().review("2026-05-11", "2026-05-20", "2026-05-20T18:00", &Filter::default());
    let sum = |tallies: Vec<u64>| tallies.into_iter().sum::<u64>();
    for counted in [
        sum(review.vehicles.values().map(|tally| tally.breakdowns).collect()),
        sum(review.faults.values().map(|tally| tally.breakdowns).collect()),
        sum(review.kinds.values().map(|tally| tally.breakdowns).collect()),
        sum(review.months.values().map(|tally| tally.breakdowns).collect()),
    ] {
        assert_eq!(counted, review.all.breakdowns);
    }
    let spread: TimeDelta = review.calendar.values().map(|(unplanned, _)| *unplanned).sum();
    assert_eq!(spread, review.all.unplanned);
    let fifteenth = review.calendar[&day("2026-05-15")];
    assert_eq!(fifteenth, (TimeDelta::hours(2), TimeDelta::hours(9)));
    assert_eq!(review.months.keys().collect::<Vec<_>>(), [&Month { year: 2026, month: 5 }]);
}

#[test]
fn a_filter_leaves_only_the_breakdowns_it_admits() {
    let fleet = two_vans();
    let rows = |filter: Filter| -> Vec<String> {
        let review = fleet.review("2026-04-01", "2026-05-31", "2026-05-20T18:00", &filter);
        review.rows.iter().map(|row| row.breakdown.id.to_string()).collect()
    };
    assert_eq!(rows(Filter { vehicle: Some("V2".into()), ..Filter::default() }), ["B0", "B3"]);
    assert_eq!(rows(Filter { fault: Some(Fault::Tyre), ..Filter::default() }), ["B2"]);
    let early = Hours::parse("08:00-17:00");
    assert_eq!(rows(Filter { hours: early, ..Filter::default() }), ["B0", "B1", "B2"]);
    assert_eq!(rows(Filter { department: Some("D1".into()), ..Filter::default() }), ["B0", "B1"]);
}

#[test]
fn a_period_that_has_not_begun_or_had_no_breakdown_is_empty_and_no_error() {
    let later = two_vans().review("2026-06-01", "2026-06-30", "2026-05-20T18:00", &Filter::default());
    assert_eq!(later, Review::default());
    let before = two_vans().review("2026-02-01", "2026-02-28", "2026-05-20T18:00", &Filter::default());
    assert!(before.rows.is_empty() && before.unusual.is_empty());
    assert_eq!(before.all.figure(FleetMeasure::Availability), Some(Figure::Percent(100.0)));
    assert_eq!(before.all.figure(FleetMeasure::Mtbf), None);
}

/// The vehicle of route R0 breaks down, its first shop is served at 11:00 and the next is put off.
fn a_broken_day(session: &mut Session) {
    let mut does =
        |command| session.submit(command, &city::dispatcher(), city::at("10:00")).expect("not refused");
    does(city::breaks_down(0, "08:00"));
    does(city::delivered(0, "11:00"));
}

fn whole_month() -> Period {
    Period { from: day("2026-11-01"), to: day("2026-11-30") }
}

#[test]
fn a_day_under_way_and_the_same_day_over_cost_the_same_once_all_is_recorded() {
    let mut session = Session::in_memory().expect("it opens");
    city::lay(&mut session);
    a_broken_day(&mut session);
    let mut costs = |now: Timestamp| {
        let review =
            session.review_fleet(whole_month(), &Filter::default(), now, &mut Unwatched).expect("readable");
        let row = review.rows.first().expect("a breakdown");
        (row.cost.retailers, row.cost.served_again, row.recovered_in())
    };
    let under_way = costs(city::at("18:00"));
    assert!(under_way.0 > 1, "{under_way:?}");
    assert_eq!(under_way.2, Some(TimeDelta::hours(3)));
    let later = Timestamp::of(city::day().plus(2), city::at("08:00").time());
    assert_eq!(costs(later), under_way);
    assert_eq!(costs(later), under_way, "from the logbook that was kept");
}

#[test]
fn a_day_that_changes_after_its_logbook_was_made_is_read_again() {
    let mut session = Session::in_memory().expect("it opens");
    city::lay(&mut session);
    a_broken_day(&mut session);
    let later = Timestamp::of(city::day().plus(2), city::at("08:00").time());
    let put_off = |session: &mut Session| {
        let review =
            session.review_fleet(whole_month(), &Filter::default(), later, &mut Unwatched).expect("readable");
        review.all.put_off
    };
    assert_eq!(put_off(&mut session), 0);
    let revision = session.revision();
    let stops = vec![city::retailers()[1].code.clone()];
    let command =
        Command::PutOffStops { day: city::day(), stops, to: Some(city::day().plus(1)), base: revision };
    session.submit(command, &city::dispatcher(), later).expect("not refused");
    assert_eq!(put_off(&mut session), 1);
}

#[test]
fn a_review_that_is_cancelled_says_so_and_leaves_the_next_one_whole() {
    struct Enough;
    impl Watch for Enough {
        fn step(&mut self, _: u64, _: u64) -> Result<(), Cancelled> {
            Err(Cancelled)
        }
    }
    let mut session = Session::in_memory().expect("it opens");
    city::lay(&mut session);
    a_broken_day(&mut session);
    let later = Timestamp::of(city::day().plus(2), city::at("08:00").time());
    let cancelled = session.review_fleet(whole_month(), &Filter::default(), later, &mut Enough);
    assert!(matches!(cancelled, Err(NotDone::Cancelled(_))));
    let review = session.review_fleet(whole_month(), &Filter::default(), later, &mut Unwatched);
    assert_eq!(review.expect("readable").rows.len(), 1);
}
