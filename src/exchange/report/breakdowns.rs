//! The breakdown report: each breakdown of a period with what it cost, and the figures by vehicle, cause, kind, department
//! and month.

use super::cell::Cell;
use super::head::{Column, Head, Span, as_of_line, hours_fact};
use super::held::{Held, HeldRow};
use super::measured::{figures, table};
use super::summary::{Chart, ChartKind, Summary, Table};
use crate::domain::fleet::review::{BreakdownRow, Filter, Month, Period, Review};
use crate::domain::fleet::unusual::{Unusual, Use};
use crate::domain::ids::DepartmentCode;
use crate::domain::state::State;
use crate::domain::time::Timestamp;
use crate::words::{Tell, Words};
use chrono::TimeDelta;
use smol_str::SmolStr;

/// In the language of `words`.
#[must_use]
pub fn held(
    state: &State,
    (review, period, filter): (&Review, Period, &Filter),
    now: Timestamp,
    words: &Words,
) -> Held {
    let head = Head {
        key: "breakdowns",
        title: words.say("account-breakdowns"),
        lines: lines(state, period, filter, now, words),
        facts: vec![
            ("from", Cell::Day(period.from)),
            ("to", Cell::Day(period.to)),
            ("as_of", Cell::Moment(now)),
            ("hours", hours_fact(filter.hours)),
        ],
        as_of: now,
        rows: words.say("account-sheet-breakdowns"),
        columns: columns(words),
    };
    let rows = review.rows.iter().map(|row| HeldRow { cells: cells(state, row, words), telling: true });
    Held { head, rows: rows.collect(), summary: summary(state, review, words) }
}

fn lines(state: &State, period: Period, filter: &Filter, now: Timestamp, words: &Words) -> Vec<String> {
    let span = Span { from: period.from, to: period.to, hours: filter.hours };
    let mut lines = span.lines(words, "report-only-hours-broken");
    lines.push(as_of_line(words, now));
    let mut only = |key: &str, value: String| lines.push(words.fill(key, &[("value", value.into())]));
    if let Some(plate) = &filter.vehicle {
        only("account-only-vehicle", plate.to_string());
    }
    if let Some(kind) = filter.kind {
        only("account-only-kind", words.tell(&kind.message()));
    }
    if let Some(code) = &filter.department {
        only("account-only-department", department(state, code, words));
    }
    if let Some(fault) = filter.fault {
        only("account-only-cause", words.tell(&fault.message()));
    }
    lines
}

fn columns(words: &Words) -> Vec<Column> {
    let column = |key, heading: &str, width| Column::new(key, words.say(heading), width);
    vec![
        column("breakdown", "account-column-breakdown", 13),
        column("at", "account-column-at", 17),
        column("plate", "report-column-plate", 12),
        column("kind", "account-column-kind", 22).aside(),
        column("cause", "account-column-fault", 12),
        column("departments", "account-column-departments", 20),
        column("routes", "account-column-routes", 14).aside(),
        column("repaired_at", "account-column-repaired", 17),
        column("downtime_hours", "account-column-downtime", 10),
        column("recovered_minutes", "account-column-recovered", 10),
        column("retailers", "account-column-retailers", 9),
        column("cartons", "report-column-cartons", 8).aside(),
        column("late", "account-column-late", 8).aside(),
        column("minutes_late", "account-column-minutes-late", 10),
        column("put_off", "account-column-put-off", 8),
        column("latitude", "account-column-latitude", 10).aside(),
        column("longitude", "account-column-longitude", 10).aside(),
    ]
}

fn cells(state: &State, row: &BreakdownRow, words: &Words) -> Vec<Cell> {
    let breakdown = &row.breakdown;
    let word =
        |said: String, code: &'static str| Cell::Word { said: said.into(), code: SmolStr::new_static(code) };
    let departments = row.cost.departments.iter().map(|code| department(state, code, words));
    let routes: Vec<&str> = row.cost.routes.iter().map(crate::domain::ids::RouteId::as_str).collect();
    let degrees = |value: Option<f64>| value.map_or(Cell::Empty, |value| Cell::number(value, 5));
    vec![
        Cell::said(breakdown.id.as_str()),
        Cell::Moment(breakdown.at),
        Cell::said(breakdown.plate.as_str()),
        word(words.tell(&row.kind.message()), row.kind.name()),
        word(words.tell(&breakdown.fault.message()), breakdown.fault.name()),
        Cell::said(departments.collect::<Vec<_>>().join(", ")),
        Cell::said(routes.join(", ")),
        Cell::moment(breakdown.repaired),
        Cell::number(hours(row.down), 1),
        row.recovered_in().map_or(Cell::Empty, |span| Cell::number(hours(span) * 60.0, 0)),
        Cell::Count(row.cost.retailers.into()),
        Cell::Count(row.cost.cartons.0.into()),
        Cell::Count(row.cost.late.into()),
        Cell::Count(row.cost.minutes_late.into()),
        Cell::Count(row.cost.put_off.into()),
        degrees(breakdown.place.map(crate::domain::place::Place::lat)),
        degrees(breakdown.place.map(crate::domain::place::Place::lon)),
    ]
}

fn summary(state: &State, review: &Review, words: &Words) -> Summary {
    let none = String::new;
    let tables = vec![
        table(
            "by_vehicle",
            words.say("account-by-vehicle"),
            review.vehicles.iter().map(|(plate, tally)| (plate.to_string(), none(), tally)),
            words,
        ),
        table(
            "by_cause",
            words.say("report-by-cause"),
            review
                .faults
                .iter()
                .map(|(fault, tally)| (fault.name().to_owned(), words.tell(&fault.message()), tally)),
            words,
        ),
        table(
            "by_kind",
            words.say("account-by-kind"),
            review
                .kinds
                .iter()
                .map(|(kind, tally)| (kind.name().to_owned(), words.tell(&kind.message()), tally)),
            words,
        ),
        table(
            "by_department",
            words.say("report-by-department"),
            review
                .departments
                .iter()
                .map(|(code, tally)| (code.to_string(), department(state, code, words), tally)),
            words,
        ),
        table(
            "by_month",
            words.say("account-by-month"),
            review.months.iter().map(|(month, tally)| (month_shown(*month), none(), tally)),
            words,
        ),
        calendar(review, words),
    ];
    let charts = [
        (ChartKind::Pareto, "by_cause", "name", "breakdowns", "kpi-breakdowns"),
        (ChartKind::Pareto, "by_cause", "name", "unplanned_downtime_hours", "kpi-unplanned"),
        (ChartKind::Columns, "by_month", "code", "breakdowns", "kpi-breakdowns"),
        (ChartKind::Line, "by_month", "code", "availability_percent", "kpi-availability"),
    ];
    let charts = charts.into_iter().filter_map(|(kind, of, labels, values, measure)| {
        let table = tables.iter().find(|table| table.key == of)?;
        let measure = words.say(measure);
        let title = words.fill(
            "report-chart",
            &[("measure", measure.as_str().into()), ("by", table.heading.as_str().into())],
        );
        let chart = Chart::new(kind, title, measure).of(table, labels, values);
        (!chart.points.is_empty()).then_some(chart)
    });
    Summary {
        whole: words.say("account-all-breakdowns"),
        remark: if review.rows.is_empty() { words.say("account-no-breakdowns") } else { String::new() },
        figures: figures(&review.all, words),
        charts: charts.collect(),
        notes: review.unusual.iter().map(|one| unusual(one, words)).collect(),
        tables,
    }
}

/// The days on which vehicle time was lost.
fn calendar(review: &Review, words: &Words) -> Table {
    let columns = [
        ("day", "report-column-day", 11),
        ("unplanned_downtime_hours", "kpi-unplanned", 12),
        ("planned_downtime_hours", "kpi-planned", 12),
    ];
    let rows = review.calendar.iter().map(|(day, (unplanned, planned))| {
        vec![Cell::Day(*day), Cell::number(hours(*unplanned), 1), Cell::number(hours(*planned), 1)]
    });
    Table {
        key: "downtime_by_day",
        heading: words.say("account-downtime-by-day"),
        columns: columns.map(|(key, heading, width)| Column::new(key, words.say(heading), width)).into(),
        rows: rows.collect(),
        on_paper: None,
    }
}

/// A vehicle that fails unusually often, with the arithmetic.
#[must_use]
pub fn unusual(one: &Unusual, words: &Words) -> String {
    let (key, own, fleet) = match one.by {
        Use::Metres => ("account-unusual-km", one.own_use / 1_000, one.fleet_use / 1_000),
        Use::Seconds => ("account-unusual-days", one.own_use / 86_400, one.fleet_use / 86_400),
    };
    // Less than a hundredth of a per cent is as good as never.
    let percent = (one.chance * 100.0).max(0.01);
    words.fill(
        key,
        &[
            ("plate", one.plate.as_str().into()),
            ("n", usize::try_from(one.breakdowns).unwrap_or(usize::MAX).into()),
            ("own", crate::words::grouped(own).into()),
            ("fleet", crate::words::grouped(fleet).into()),
            ("all", crate::words::grouped(one.fleet_breakdowns).into()),
            ("expected", format!("{:.1}", one.expected).into()),
            ("percent", format!("{percent:.2}").into()),
        ],
    )
}

/// `2026-11`.
#[must_use]
pub fn month_shown(Month { year, month }: Month) -> String {
    format!("{year:04}-{month:02}")
}

fn department(state: &State, code: &DepartmentCode, words: &Words) -> String {
    let known = state.network.departments.get(code).map(|department| words.name(&department.name));
    known.filter(|name| !name.is_empty()).unwrap_or(code.as_str()).to_owned()
}

#[expect(clippy::cast_precision_loss, reason = "hours of a fleet's life are below 2^53")]
fn hours(span: TimeDelta) -> f64 {
    span.num_seconds() as f64 / 3600.0
}
