//! The workbook's first sheets: figures with their definitions, charts, and a sheet per breakdown. Written
//! when all stops have been counted.

use super::totals::{Grouping, Totals, measure_words, one_decimal};
use super::xlsx::Looks;
use super::{Listed, Opening};
use crate::domain::kpi::{DeliveryTally, Figure, Measure};
use crate::words::{Arg, Words};
use rust_xlsxwriter::{Chart, ChartType, Workbook, Worksheet, XlsxError};

/// Sheets before the stops: the summary and one per breakdown.
pub const SHEETS: usize = 1 + Grouping::ALL.len();

/// Columns of a breakdown sheet before its measures: code and name.
const BEFORE_MEASURES: u16 = 2;

/// The lines above the figures, in the reader's language.
pub struct Heading {
    title: String,
    lines: Vec<String>,
}

impl Heading {
    pub fn of(opening: &Opening<'_>) -> Self {
        let (scope, words) = (opening.scope, opening.words);
        let mut lines = vec![
            words.fill("report-period", &[("from", Arg::shown(scope.from)), ("to", Arg::shown(scope.to))]),
            words.fill("report-as-of", &[("now", Arg::shown(opening.source.now.0.format("%Y-%m-%d %H:%M")))]),
            words.say(match scope.listed {
                Listed::EveryStop => "report-lists-every-stop",
                Listed::OnlyLate => "report-lists-only-late",
            }),
        ];
        if let Some(code) = &scope.department {
            let known = opening.source.state.network.departments.get(code);
            let name = known.map_or(code.as_str(), |department| words.name(&department.name));
            lines.push(words.fill("report-only-department", &[("department", name.into())]));
        }
        Self { title: words.say("report-title"), lines }
    }
}

/// Adds the sheets, still empty, so that they stand before the stops.
pub fn add_sheets(book: &mut Workbook, words: &Words) -> Result<(), XlsxError> {
    book.add_worksheet().set_name(words.say("report-sheet-summary"))?;
    for by in Grouping::ALL {
        book.add_worksheet().set_name(words.say(by.heading()))?;
    }
    Ok(())
}

pub fn fill(
    book: &mut Workbook,
    looks: &Looks,
    heading: &Heading,
    totals: &Totals,
    words: &Words,
) -> Result<(), XlsxError> {
    for (at, by) in (1..).zip(Grouping::ALL) {
        fill_breakdown(book.worksheet_from_index(at)?, looks, by, totals, words)?;
    }
    fill_summary(book.worksheet_from_index(0)?, looks, heading, totals, words)
}

fn fill_summary(
    sheet: &mut Worksheet,
    looks: &Looks,
    heading: &Heading,
    totals: &Totals,
    words: &Words,
) -> Result<(), XlsxError> {
    sheet.set_column_width(0, 26)?.set_column_width(1, 12)?.set_column_width(2, 80)?;
    sheet.set_landscape().set_print_fit_to_pages(1, 0);
    sheet.write_string_with_format(0, 0, &heading.title, &looks.title)?;
    let mut row = 1;
    for line in &heading.lines {
        sheet.write_string(row, 0, line)?;
        row += 1;
    }
    if totals.all.stops_due() == 0 {
        sheet.write_string(row, 0, words.say("report-empty"))?;
        row += 1;
    }
    row += 1;
    for (at, key) in (0..).zip(["report-measure", "report-figure", "report-definition"]) {
        sheet.write_string_with_format(row, at, words.say(key), &looks.heading)?;
    }
    for measure in Measure::ALL {
        row += 1;
        let said = measure_words(measure);
        sheet.write_string_with_format(row, 0, words.say(said.heading), &looks.wrapped)?;
        put_figure(sheet, (row, 1), measure, &totals.all, looks)?;
        sheet.write_string_with_format(row, 2, words.say(said.definition), &looks.wrapped)?;
    }
    row += 2;
    for (by, kind, measure) in [
        (Grouping::Department, ChartType::Column, Measure::OnTime),
        (Grouping::Department, ChartType::Column, Measure::RetailerMinutesLate),
        (Grouping::Day, ChartType::Line, Measure::OnTime),
        (Grouping::Day, ChartType::Column, Measure::Late),
    ] {
        let lines = u32::try_from(totals.groups(by).len()).unwrap_or(u32::MAX);
        if lines > 0 {
            sheet.insert_chart(row, 0, &chart(kind, by, measure, lines, words))?;
            row += CHART_ROWS;
        }
    }
    Ok(())
}

/// Rows of the sheet a chart covers, with some air.
const CHART_ROWS: u32 = 17;

fn chart(kind: ChartType, by: Grouping, measure: Measure, lines: u32, words: &Words) -> Chart {
    let sheet = words.say(by.heading());
    let name = words.say(measure_words(measure).heading);
    // Departments go by name, days by date.
    let label = u16::from(by == Grouping::Department);
    let at = BEFORE_MEASURES + place(measure);
    let mut chart = Chart::new(kind);
    chart
        .add_series()
        .set_categories((sheet.as_str(), 1, label, lines, label))
        .set_values((sheet.as_str(), 1, at, lines, at))
        .set_name(name.as_str());
    let title = words.fill("report-chart", &[("measure", name.into()), ("by", sheet.into())]);
    chart.title().set_name(title.as_str());
    chart.legend().set_hidden();
    chart.set_width(860).set_height(320);
    chart
}

fn place(measure: Measure) -> u16 {
    let at = Measure::ALL.iter().position(|each| *each == measure).unwrap_or(0);
    u16::try_from(at).unwrap_or(0)
}

fn fill_breakdown(
    sheet: &mut Worksheet,
    looks: &Looks,
    by: Grouping,
    totals: &Totals,
    words: &Words,
) -> Result<(), XlsxError> {
    sheet.set_freeze_panes(1, 0)?.set_column_width(0, 14)?.set_column_width(1, 22)?;
    for (at, key) in (0..).zip(["report-group-code", "report-group-name"]) {
        sheet.write_string_with_format(0, at, words.say(key), &looks.heading)?;
    }
    for (at, measure) in (BEFORE_MEASURES..).zip(Measure::ALL) {
        let heading = words.say(measure_words(measure).heading);
        sheet.write_string_with_format(0, at, heading, &looks.heading)?.set_column_width(at, 11)?;
    }
    let mut row = 0;
    for group in totals.groups(by) {
        row += 1;
        sheet.write_string(row, 0, group.code.as_str())?;
        sheet.write_string(row, 1, group.title(words))?;
        for (at, measure) in (BEFORE_MEASURES..).zip(Measure::ALL) {
            put_figure(sheet, (row, at), measure, group.tally, looks)?;
        }
    }
    let last = BEFORE_MEASURES + u16::try_from(Measure::ALL.len() - 1).unwrap_or(0);
    sheet.autofilter(0, 0, row, last).map(drop)
}

fn put_figure(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    measure: Measure,
    tally: &DeliveryTally,
    looks: &Looks,
) -> Result<(), XlsxError> {
    match tally.figure(measure) {
        None => return Ok(()),
        #[expect(clippy::cast_precision_loss, reason = "counts of stops and minutes are far below 2^53")]
        Some(Figure::Count(count)) => {
            sheet.write_number_with_format(row, column, count as f64, &looks.count)?
        }
        Some(
            Figure::Percent(value)
            | Figure::Minutes(value)
            | Figure::Hours(value)
            | Figure::Kilometres(value),
        ) => sheet.write_number_with_format(row, column, one_decimal(value), &looks.one_decimal)?,
    };
    Ok(())
}
