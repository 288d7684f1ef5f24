//! The report's totals: the figures of `domain::kpi` over all stops and by department, route, cause and day,
//! with the headings and definitions they are printed under.

use crate::domain::day::Cause;
use crate::domain::ids::{DepartmentCode, Plate, RetailerCode, RouteId};
use crate::domain::kpi::{DeliveryTally, Figure, Measure};
use crate::domain::network::Name;
use crate::domain::time::ServiceDay;
use crate::exchange::report::cell::Cell;
use crate::exchange::report::codes;
use crate::exchange::report::head::Column;
use crate::exchange::report::summary::{Chart, ChartKind, KeyFigure, Summary, Table};
use crate::words::{Message, Tell, Words};
use smol_str::{SmolStr, ToSmolStr};
use std::collections::BTreeMap;

/// What the totals are broken down by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grouping {
    #[default]
    Department,
    Route,
    Vehicle,
    Cause,
    Day,
    /// Those late, failed or put off at least once.
    Retailer,
}

impl Grouping {
    pub const ALL: [Self; 6] =
        [Self::Department, Self::Route, Self::Vehicle, Self::Cause, Self::Day, Self::Retailer];

    /// Its name in JSON.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Department => "departments",
            Self::Route => "routes",
            Self::Vehicle => "vehicles",
            Self::Cause => "causes",
            Self::Day => "days",
            Self::Retailer => "retailers",
        }
    }

    /// "By department" and so on, in the locale files.
    #[must_use]
    pub const fn heading(self) -> &'static str {
        match self {
            Self::Department => "report-by-department",
            Self::Route => "report-by-route",
            Self::Vehicle => "account-by-vehicle",
            Self::Cause => "report-by-cause",
            Self::Day => "report-by-day",
            Self::Retailer => "report-by-retailer",
        }
    }
}

/// The figures of a period.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Totals {
    pub all: DeliveryTally,
    pub(super) departments: BTreeMap<DepartmentCode, (Name, DeliveryTally)>,
    pub(super) routes: BTreeMap<RouteId, DeliveryTally>,
    /// `None` is a route that has none.
    pub(super) vehicles: BTreeMap<Option<Plate>, DeliveryTally>,
    /// Without the incident, and with all own words under one head, so that this stays short. `None` is
    /// "no cause recorded". Stops in time for which none is recorded are left out.
    pub(super) causes: BTreeMap<Option<Cause>, DeliveryTally>,
    pub(super) days: BTreeMap<ServiceDay, DeliveryTally>,
    /// Those late, failed or put off at least once, the worst first.
    pub(super) retailers: Vec<(RetailerCode, Name, DeliveryTally)>,
}

/// One line of a breakdown.
#[derive(Clone, Debug, PartialEq)]
pub struct Group<'t> {
    /// Department or route code, the cause's code, or the day.
    pub code: SmolStr,
    title: Title<'t>,
    pub tally: &'t DeliveryTally,
}

#[derive(Clone, Debug, PartialEq)]
enum Title<'t> {
    Code,
    Name(&'t Name),
    Said(Message),
}

impl Group<'_> {
    /// What a person calls it.
    #[must_use]
    pub fn title(&self, words: &Words) -> String {
        match &self.title {
            Title::Name(name) if !words.name(name).is_empty() => words.name(name).to_owned(),
            Title::Name(_) | Title::Code => self.code.to_string(),
            Title::Said(message) => words.tell(message),
        }
    }
}

impl Totals {
    /// The lines of one breakdown, sorted by code or day; retailers with the most minutes late first.
    #[must_use]
    pub fn groups(&self, by: Grouping) -> Vec<Group<'_>> {
        match by {
            Grouping::Department => self
                .departments
                .iter()
                .map(|(code, (name, tally))| Group {
                    code: code.to_smolstr(),
                    title: Title::Name(name),
                    tally,
                })
                .collect(),
            Grouping::Route => {
                let lines = self.routes.iter();
                lines.map(|(id, tally)| Group { code: id.to_smolstr(), title: Title::Code, tally }).collect()
            }
            Grouping::Vehicle => self.vehicles.iter().map(vehicle_line).collect(),
            Grouping::Retailer => {
                let lines = self.retailers.iter();
                lines
                    .map(|(code, name, tally)| Group {
                        code: code.to_smolstr(),
                        title: Title::Name(name),
                        tally,
                    })
                    .collect()
            }
            Grouping::Cause => self.causes.iter().map(cause_line).collect(),
            Grouping::Day => {
                let lines = self.days.iter();
                lines
                    .map(|(day, tally)| Group { code: day.to_smolstr(), title: Title::Code, tally })
                    .collect()
            }
        }
    }
}

fn vehicle_line<'t>((plate, tally): (&Option<Plate>, &'t DeliveryTally)) -> Group<'t> {
    let Some(plate) = plate else {
        let title = Title::Said(Message::new("report-no-vehicle"));
        return Group { code: SmolStr::new_static("none"), title, tally };
    };
    Group { code: plate.to_smolstr(), title: Title::Code, tally }
}

fn cause_line<'t>((cause, tally): (&Option<Cause>, &'t DeliveryTally)) -> Group<'t> {
    let (code, message) = match cause {
        None => ("none", Message::new("report-cause-none")),
        Some(Cause::Other(_)) => ("other", Message::new("report-cause-other")),
        Some(cause) => (codes::cause(cause), cause.message()),
    };
    Group { code: SmolStr::new_static(code), title: Title::Said(message), tally }
}

/// How a measure is named and explained.
pub struct MeasureWords {
    /// Its name in JSON; never renamed.
    pub key: &'static str,
    /// Its heading and its definition, in the locale files.
    pub heading: &'static str,
    pub definition: &'static str,
}

/// The words of `measure`.
#[must_use]
pub const fn measure_words(measure: Measure) -> MeasureWords {
    const fn words(key: &'static str, heading: &'static str, definition: &'static str) -> MeasureWords {
        MeasureWords { key, heading, definition }
    }
    match measure {
        Measure::StopsDue => words("stops_due", "report-stops-due", "report-define-stops-due"),
        Measure::OnTime => words("on_time_percent", "report-on-time", "report-define-on-time"),
        Measure::Otif => words("otif_percent", "report-otif", "report-define-otif"),
        Measure::Late => words("late", "report-late", "report-define-late"),
        Measure::MeanLate => words("mean_minutes_late", "report-mean-late", "report-define-mean-late"),
        Measure::MedianLate => words("p50_minutes_late", "report-p50-late", "report-define-p50-late"),
        Measure::NinetiethLate => words("p90_minutes_late", "report-p90-late", "report-define-p90-late"),
        Measure::MaxLate => words("max_minutes_late", "report-max-late", "report-define-max-late"),
        Measure::RetailerMinutesLate => {
            words("retailer_minutes_late", "report-minutes-late", "report-define-minutes-late")
        }
        Measure::Failed => words("failed", "report-failed", "report-define-failed"),
        Measure::PutOff => words("put_off", "report-put-off", "report-define-put-off"),
        Measure::Open => words("open", "report-open", "report-define-open"),
    }
}

/// A figure as every form of the report prints it: shares and means to one decimal; empty where there is
/// nothing to measure.
#[must_use]
pub fn figure_cell(measure: Measure, tally: &DeliveryTally) -> Cell {
    match tally.figure(measure) {
        None => Cell::Empty,
        Some(Figure::Count(count)) => Cell::Count(count),
        Some(Figure::Percent(value) | Figure::Hours(value) | Figure::Kilometres(value)) => {
            Cell::number(value, 1)
        }
        Some(Figure::Minutes(value)) => Cell::number(value, u8::from(measure == Measure::MeanLate)),
    }
}

/// The totals as every form writes them.
#[must_use]
pub fn summary(totals: &Totals, words: &Words) -> Summary {
    let figure = |measure| {
        let said = measure_words(measure);
        KeyFigure {
            key: said.key,
            heading: words.say(said.heading),
            value: figure_cell(measure, &totals.all),
            definition: words.say(said.definition),
        }
    };
    let tables: Vec<_> = Grouping::ALL.map(|by| table(by, totals, words)).into();
    let charts = CHARTS.into_iter().filter_map(|(kind, by, measure)| {
        let table = tables.iter().find(|table| table.key == by.key())?;
        let heading = words.say(measure_words(measure).heading);
        let title = words.fill(
            "report-chart",
            &[("measure", heading.as_str().into()), ("by", table.heading.as_str().into())],
        );
        // Departments go by name, days by date.
        let labels = if by == Grouping::Department { "name" } else { "code" };
        let chart = Chart::new(kind, title, heading).of(table, labels, measure_words(measure).key);
        (!chart.points.is_empty()).then_some(chart)
    });
    let nothing = totals.all.stops_due() == 0;
    let told = |table: &Table| table.key == Grouping::Retailer.key() && !table.rows.is_empty();
    let notes = if tables.iter().any(told) {
        vec![words.fill("report-note-retailers", &[("most", MOST_RETAILERS.into())])]
    } else {
        Vec::new()
    };
    Summary {
        whole: words.say("report-all-stops"),
        remark: if nothing { words.say("report-empty") } else { String::new() },
        figures: Measure::ALL.map(figure).into(),
        charts: charts.collect(),
        tables,
        notes,
    }
}

/// Retailers paper shows: the worst of them.
const MOST_RETAILERS: usize = 200;

const CHARTS: [(ChartKind, Grouping, Measure); 4] = [
    (ChartKind::Columns, Grouping::Department, Measure::OnTime),
    (ChartKind::Columns, Grouping::Department, Measure::RetailerMinutesLate),
    (ChartKind::Line, Grouping::Day, Measure::OnTime),
    (ChartKind::Columns, Grouping::Day, Measure::Late),
];

fn table(by: Grouping, totals: &Totals, words: &Words) -> Table {
    let named = [("code", "report-group-code", 14), ("name", "report-group-name", 22)];
    let mut columns: Vec<_> =
        named.into_iter().map(|(key, heading, width)| Column::new(key, words.say(heading), width)).collect();
    columns.extend(Measure::ALL.map(|measure| {
        let said = measure_words(measure);
        Column::new(said.key, words.say(said.heading), 11)
    }));
    let rows = totals.groups(by).into_iter().map(|group| {
        let mut cells = vec![Cell::said(group.code.as_str()), Cell::said(group.title(words))];
        cells.extend(Measure::ALL.map(|measure| figure_cell(measure, group.tally)));
        cells
    });
    let on_paper = (by == Grouping::Retailer).then_some(MOST_RETAILERS);
    Table { key: by.key(), heading: words.say(by.heading()), columns, rows: rows.collect(), on_paper }
}
