//! The review of breakdowns over a period (故障复盘): each breakdown with what it cost, and the figures by vehicle, cause,
//! kind, department and month. Every figure can be led back to the rows it was counted from.

use super::logbook::Cost;
use super::stay::Stay;
use super::unusual::{Record, Unusual, unusual};
use crate::domain::emergency::{Incident, Kind};
use crate::domain::ids::{BreakdownId, DepartmentCode, IncidentId, Plate, StayId};
use crate::domain::incident::{Breakdown, Fault};
use crate::domain::kpi::reliability::FleetTally;
use crate::domain::network::Vehicle;
use crate::domain::time::{Hours, ServiceDay, TimeOfDay, Timestamp};
use chrono::{Datelike as _, TimeDelta};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Days from the first to the last, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Period {
    pub from: ServiceDay,
    pub to: ServiceDay,
}

/// Which breakdowns are looked at; all where `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub vehicle: Option<Plate>,
    /// Before departure, on the road, an accident.
    pub kind: Option<Kind>,
    /// That had retailers waiting.
    pub department: Option<DepartmentCode>,
    pub fault: Option<Fault>,
    /// That happened in these hours of the day.
    pub hours: Option<Hours>,
}

/// All that is read.
#[derive(Clone, Copy, Debug)]
pub struct Records<'r> {
    pub vehicles: &'r BTreeMap<Plate, Vehicle>,
    pub breakdowns: &'r BTreeMap<BreakdownId, Breakdown>,
    pub incidents: &'r BTreeMap<IncidentId, Arc<Incident>>,
    pub stays: &'r BTreeMap<StayId, Stay>,
    pub costs: &'r BTreeMap<BreakdownId, Cost>,
    /// Metres by vehicle and month, of the period's days alone.
    pub driven: &'r BTreeMap<(Plate, Month), u64>,
    /// The first day there are records of: nobody knows what was before.
    pub begins: Option<ServiceDay>,
    pub now: Timestamp,
}

/// A calendar month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Month {
    pub year: i32,
    /// 1 to 12.
    pub month: u32,
}

impl Month {
    #[must_use]
    pub fn of(day: ServiceDay) -> Self {
        Self { year: day.0.year(), month: day.0.month() }
    }
}

/// One breakdown of the period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BreakdownRow {
    pub breakdown: Breakdown,
    /// As its incident says; on the road where there is none.
    pub kind: Kind,
    pub cost: Cost,
    /// From the breakdown to its repair, or to now.
    pub down: TimeDelta,
}

/// What the figures of a group are counted by.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Review {
    /// By time.
    pub rows: Vec<BreakdownRow>,
    pub all: FleetTally,
    /// Every vehicle looked at, also those without a breakdown.
    pub vehicles: BTreeMap<Plate, FleetTally>,
    /// Parts of the whole: their vehicle time and kilometres are the whole's.
    pub faults: BTreeMap<Fault, FleetTally>,
    pub kinds: BTreeMap<Kind, FleetTally>,
    pub departments: BTreeMap<DepartmentCode, FleetTally>,
    /// Every month of the period that has begun.
    pub months: BTreeMap<Month, FleetTally>,
    /// Vehicle time lost on each day that has any: unplanned, planned.
    pub calendar: BTreeMap<ServiceDay, (TimeDelta, TimeDelta)>,
    pub unusual: Vec<Unusual>,
}

type Span = (Timestamp, Timestamp);

/// The review of a period.
#[must_use]
pub fn review(records: &Records<'_>, period: Period, filter: &Filter) -> Review {
    let begins = records.begins.map_or(period.from, |first| first.max(period.from));
    let start = Timestamp::of(begins, TimeOfDay::MIDNIGHT);
    let end = Timestamp::of(period.to.plus(1), TimeOfDay::MIDNIGHT).min(records.now);
    let mut review = Review::default();
    if end <= start {
        return review;
    }
    let bounds = (start, end);
    let matching = |plate: &Plate| filter.vehicle.as_ref().is_none_or(|wanted| wanted == plate);
    let rows: Vec<BreakdownRow> = records
        .breakdowns
        .values()
        .filter(|breakdown| matching(&breakdown.plate))
        .map(|breakdown| row(records, breakdown))
        .filter(|row| filter.admits(row))
        .collect();

    for month in months(bounds) {
        review.months.entry(month).or_default();
    }
    let plates: BTreeSet<&Plate> = records.vehicles.keys().filter(|plate| matching(plate)).collect();
    for plate in plates {
        let tally = review.vehicles.entry(plate.clone()).or_default();
        tally.vehicle_time += end.0 - start.0;
        let broken = rows.iter().filter(|row| row.breakdown.plate == *plate);
        let unplanned = union(broken.filter_map(|row| within(span_of(row, records.now), bounds)).collect());
        let stays = records.stays.values().filter(|stay| stay.plate == *plate);
        let in_workshop =
            stays.filter_map(|stay| within((stay.from, stay.back.unwrap_or(records.now)), bounds));
        let planned = without(union(in_workshop.collect()), &unplanned);
        tally.unplanned += length(&unplanned);
        tally.planned += length(&planned);
        review.spread(&unplanned, &planned);
        for month in months(bounds) {
            let of_month = month_bounds(month);
            let part =
                |spans: &[Span]| spans.iter().filter_map(|span| within(*span, of_month)).collect::<Vec<_>>();
            let time = within(bounds, of_month).map_or(TimeDelta::zero(), |(from, to)| to.0 - from.0);
            let metres = records.driven.get(&(plate.clone(), month)).copied().unwrap_or(0);
            if let Some(of_month) = review.months.get_mut(&month) {
                of_month.vehicle_time += time;
                of_month.unplanned += length(&part(&unplanned));
                of_month.planned += length(&part(&planned));
                of_month.metres += metres;
            }
            if let Some(tally) = review.vehicles.get_mut(plate) {
                tally.metres += metres;
            }
        }
    }
    for tally in review.vehicles.values() {
        review.all.vehicle_time += tally.vehicle_time;
        review.all.unplanned += tally.unplanned;
        review.all.planned += tally.planned;
        review.all.metres += tally.metres;
    }

    let whole = FleetTally {
        vehicle_time: review.all.vehicle_time,
        metres: review.all.metres,
        ..FleetTally::default()
    };
    for row in &rows {
        let Some(part) = within(span_of(row, records.now), bounds).map(|(from, to)| to.0 - from.0) else {
            continue;
        };
        let parts = [
            review.faults.entry(row.breakdown.fault).or_insert_with(|| whole.clone()),
            review.kinds.entry(row.kind).or_insert_with(|| whole.clone()),
        ];
        for tally in parts {
            tally.unplanned += part;
        }
        for department in &row.cost.departments {
            let tally = review.departments.entry(department.clone()).or_insert_with(|| whole.clone());
            tally.unplanned += part;
        }
    }
    review.rows =
        rows.into_iter().filter(|row| row.breakdown.at >= start && row.breakdown.at < end).collect();
    review.rows.sort_by(|a, b| (a.breakdown.at, &a.breakdown.id).cmp(&(b.breakdown.at, &b.breakdown.id)));
    review.count();
    review.unusual =
        unusual(&review.vehicles.iter().map(|(plate, tally)| (plate.clone(), record(tally))).collect());
    review
}

impl Filter {
    fn admits(&self, row: &BreakdownRow) -> bool {
        self.kind.is_none_or(|kind| kind == row.kind)
            && self.fault.is_none_or(|fault| fault == row.breakdown.fault)
            && self.hours.is_none_or(|hours| hours.hold(row.breakdown.at.time()))
            && self.department.as_ref().is_none_or(|code| row.cost.departments.contains(code))
    }
}

impl Review {
    /// Counts the rows into every group they belong to.
    fn count(&mut self) {
        for row in &self.rows {
            let month = Month::of(row.breakdown.at.day());
            let groups = [
                Some(&mut self.all),
                self.vehicles.get_mut(&row.breakdown.plate),
                self.faults.get_mut(&row.breakdown.fault),
                self.kinds.get_mut(&row.kind),
                self.months.get_mut(&month),
            ];
            for tally in groups.into_iter().flatten() {
                count(tally, row);
            }
            for code in &row.cost.departments {
                if let Some(tally) = self.departments.get_mut(code) {
                    count(tally, row);
                }
            }
        }
    }

    /// Spreads downtime over the days it fell on.
    fn spread(&mut self, unplanned: &[Span], planned: &[Span]) {
        for (day, time) in by_day(unplanned) {
            self.calendar.entry(day).or_default().0 += time;
        }
        for (day, time) in by_day(planned) {
            self.calendar.entry(day).or_default().1 += time;
        }
    }
}

fn count(tally: &mut FleetTally, row: &BreakdownRow) {
    tally.breakdowns += 1;
    tally.retailers += u64::from(row.cost.retailers);
    tally.minutes_late += u64::from(row.cost.minutes_late);
    tally.put_off += u64::from(row.cost.put_off);
    if row.breakdown.repaired.is_some() {
        tally.repairs = (tally.repairs.0 + 1, tally.repairs.1 + row.down);
    }
    if let Some(time) = row.recovered_in() {
        tally.recoveries = (tally.recoveries.0 + 1, tally.recoveries.1 + time);
    }
}

impl BreakdownRow {
    /// How long it took until one of the shops it kept waiting was served.
    #[must_use]
    pub fn recovered_in(&self) -> Option<TimeDelta> {
        let again = self.cost.served_again?;
        (again >= self.breakdown.at).then(|| again.0 - self.breakdown.at.0)
    }
}

fn row(records: &Records<'_>, breakdown: &Breakdown) -> BreakdownRow {
    let incident = records.incidents.get(&IncidentId::new(breakdown.id.as_str()));
    let (from, to) = (breakdown.at, breakdown.repaired.unwrap_or(records.now));
    BreakdownRow {
        kind: incident.map_or(
            if breakdown.fault == Fault::Accident { Kind::Accident } else { Kind::VehicleOnTheRoad },
            |incident| incident.kind,
        ),
        cost: records.costs.get(&breakdown.id).cloned().unwrap_or_default(),
        down: (to.0 - from.0).max(TimeDelta::zero()),
        breakdown: breakdown.clone(),
    }
}

fn span_of(row: &BreakdownRow, now: Timestamp) -> Span {
    (row.breakdown.at, row.breakdown.repaired.unwrap_or(now))
}

fn record(tally: &FleetTally) -> Record {
    let seconds = (tally.vehicle_time - tally.unplanned - tally.planned).num_seconds();
    Record {
        breakdowns: tally.breakdowns,
        metres: tally.metres,
        seconds: u64::try_from(seconds).unwrap_or(0),
    }
}

/// The part of a span within bounds; `None` where there is none.
fn within(span: Span, bounds: Span) -> Option<Span> {
    let (from, to) = (span.0.max(bounds.0), span.1.min(bounds.1));
    (from < to).then_some((from, to))
}

/// Spans that overlap made one.
fn union(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut joined: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match joined.last_mut() {
            Some(last) if span.0 <= last.1 => last.1 = last.1.max(span.1),
            _ => joined.push(span),
        }
    }
    joined
}

/// What of `spans` lies in none of `others`; both as [`union`] leaves them.
fn without(spans: Vec<Span>, others: &[Span]) -> Vec<Span> {
    let mut left = Vec::new();
    for (mut from, to) in spans {
        for (start, end) in others {
            if *end <= from || *start >= to {
                continue;
            }
            if *start > from {
                left.push((from, *start));
            }
            from = (*end).min(to);
        }
        if from < to {
            left.push((from, to));
        }
    }
    left
}

fn length(spans: &[Span]) -> TimeDelta {
    spans.iter().map(|(from, to)| to.0 - from.0).sum()
}

fn by_day(spans: &[Span]) -> Vec<(ServiceDay, TimeDelta)> {
    let mut parts = Vec::new();
    for span in spans {
        let mut day = span.0.day();
        loop {
            let of_day =
                (Timestamp::of(day, TimeOfDay::MIDNIGHT), Timestamp::of(day.plus(1), TimeOfDay::MIDNIGHT));
            let Some((from, to)) = within(*span, of_day) else { break };
            parts.push((day, to.0 - from.0));
            day = day.plus(1);
        }
    }
    parts
}

fn months((start, end): Span) -> Vec<Month> {
    let mut found = Vec::new();
    let mut month = Month::of(start.day());
    while month_bounds(month).0 < end {
        found.push(month);
        let next = after(month);
        if next == month {
            break;
        }
        month = next;
    }
    found
}

fn after(Month { year, month }: Month) -> Month {
    if month == 12 {
        Month { year: year.saturating_add(1), month: 1 }
    } else {
        Month { year, month: month + 1 }
    }
}

fn month_bounds(month: Month) -> Span {
    let first = |Month { year, month }| {
        let day = chrono::NaiveDate::from_ymd_opt(year, month, 1).unwrap_or(chrono::NaiveDate::MAX);
        Timestamp::of(ServiceDay(day), TimeOfDay::MIDNIGHT)
    };
    (first(month), first(after(month)))
}
