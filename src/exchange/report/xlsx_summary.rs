//! The workbook's other sheets, made when all rows have been told: first the summary, with figures,
//! definitions and charts, and a sheet per table; behind the rows what the charts are drawn from.

use super::head::Head;
use super::sheet_names::SheetNames;
use super::summary::{Chart, ChartKind, Summary, Table};
use super::xlsx::{LINE, Looks, head_columns, last_column, lines, on_paper, put_figure};
use crate::words::Words;
use rust_xlsxwriter::{Chart as Drawing, ChartMarker, ChartType, Workbook, Worksheet, XlsxError};

/// Adds the first sheets to an empty workbook.
pub fn add(
    book: &mut Workbook,
    looks: &Looks,
    names: &mut SheetNames,
    (head, summary): (&Head, &Summary),
    (data_name, words): (&str, &Words),
) -> Result<(), XlsxError> {
    let summary_name = names.take(&words.say("report-sheet-summary"));
    let sheet = book.add_worksheet().set_name(summary_name)?;
    looks.number(sheet)?;
    fill_summary(sheet, looks, (head, summary), data_name, words)?;
    for table in &summary.tables {
        fill_table(book.add_worksheet().set_name(names.take(&table.heading))?, looks, table)?;
    }
    Ok(())
}

/// Adds what the charts are drawn from, where there are any.
pub fn add_data(
    book: &mut Workbook,
    looks: &Looks,
    summary: &Summary,
    (name, words): (&str, &Words),
) -> Result<(), XlsxError> {
    if summary.charts.is_empty() {
        return Ok(());
    }
    fill_data(book.add_worksheet().set_name(name)?, looks, summary, words)
}

fn fill_summary(
    sheet: &mut Worksheet,
    looks: &Looks,
    (head, summary): (&Head, &Summary),
    data: &str,
    words: &Words,
) -> Result<(), XlsxError> {
    sheet.set_column_width(0, 26)?.set_column_width(1, 12)?.set_column_width(2, DEFINITION_WIDTH)?;
    on_paper(sheet).set_portrait();
    sheet.write_string_with_format(0, 0, &head.title, &looks.title)?;
    let remark = (!summary.remark.is_empty()).then_some(&summary.remark);
    let mut row = 1;
    for line in head.lines.iter().chain(remark).chain(&summary.notes) {
        sheet.write_string(row, 0, line)?;
        row += 1;
    }
    if !summary.figures.is_empty() {
        row += 1;
        for (at, key) in (0..).zip(["report-measure", "report-figure", "report-definition"]) {
            sheet.write_string_with_format(row, at, words.say(key), &looks.heading)?;
        }
        for figure in &summary.figures {
            row += 1;
            sheet.write_string_with_format(row, 0, &figure.heading, &looks.wrapped)?;
            put_figure(sheet, (row, 1), &figure.value, looks)?;
            sheet.write_string_with_format(row, 2, &figure.definition, &looks.wrapped)?;
            sheet.set_row_height(row, lines(&figure.definition, DEFINITION_WIDTH) * LINE)?;
        }
        row += 2;
    }
    let mut breaks = Vec::new();
    for (nth, chart) in summary.charts.iter().enumerate() {
        if let Some(drawing) = drawing(chart, nth, data, words) {
            // Two charts have room below the figures, three on each page after that.
            if nth >= 2 && (nth - 2).is_multiple_of(3) {
                breaks.push(row);
            }
            sheet.insert_chart(row, 0, &drawing)?;
            row += CHART_ROWS;
        }
    }
    if !breaks.is_empty() {
        sheet.set_page_breaks(&breaks)?;
    }
    Ok(())
}

/// Of the column with the definitions, in characters.
const DEFINITION_WIDTH: u8 = 80;

/// Rows of the sheet a chart covers, with some air.
const CHART_ROWS: u32 = 17;

/// Columns a chart's data takes on its sheet: label, value, share so far, and one for air.
const DATA_COLUMNS: u16 = 4;

/// The first column of the `nth` chart's data.
fn data_column(nth: usize) -> Option<u16> {
    u16::try_from(nth).ok()?.checked_mul(DATA_COLUMNS)
}

fn drawing(chart: &Chart, nth: usize, data: &str, words: &Words) -> Option<Drawing> {
    let first = data_column(nth)?;
    let last = u32::try_from(chart.points.len()).ok().filter(|points| *points > 0)?;
    let kind = match chart.kind {
        ChartKind::Columns | ChartKind::Pareto => ChartType::Column,
        ChartKind::Line => ChartType::Line,
    };
    let mut drawing = Drawing::new(kind);
    let series = drawing
        .add_series()
        .set_categories((data, 1, first, last, first))
        .set_values((data, 1, first + 1, last, first + 1))
        .set_name(chart.measure.as_str());
    if chart.kind == ChartKind::Line {
        // A point alone has no line.
        series.set_marker(ChartMarker::new().set_automatic());
    }
    if chart.kind == ChartKind::Pareto && !chart.cumulative().is_empty() {
        let mut line = Drawing::new(ChartType::Line);
        line.add_series()
            .set_categories((data, 1, first, last, first))
            .set_values((data, 1, first + 2, last, first + 2))
            .set_name(words.say("report-cumulative").as_str())
            .set_secondary_axis(true);
        line.y2_axis().set_min(0.0).set_max(100.0);
        drawing.combine(&line);
        drawing.legend().set_position(rust_xlsxwriter::ChartLegendPosition::Bottom);
    } else {
        drawing.legend().set_hidden();
    }
    if chart.kind != ChartKind::Line {
        // A column that does not begin at nothing lies about its size.
        drawing.y_axis().set_min(0.0);
    }
    drawing.title().set_name(chart.title.as_str());
    drawing.set_width(860).set_height(320);
    Some(drawing)
}

fn fill_data(
    sheet: &mut Worksheet,
    looks: &Looks,
    summary: &Summary,
    words: &Words,
) -> Result<(), XlsxError> {
    sheet.set_row_height(0, 3.0 * LINE)?;
    for (nth, chart) in summary.charts.iter().enumerate() {
        let Some(first) = data_column(nth) else { break };
        sheet.set_column_width(first, 18)?;
        sheet.set_column_width(first + 1, 14)?;
        sheet.write_string_with_format(0, first, &chart.title, &looks.heading)?;
        sheet.write_string_with_format(0, first + 1, &chart.measure, &looks.heading)?;
        let shares = if chart.kind == ChartKind::Pareto { chart.cumulative() } else { Vec::new() };
        if !shares.is_empty() {
            sheet.write_string_with_format(0, first + 2, words.say("report-cumulative"), &looks.heading)?;
        }
        for (row, point) in (1..).zip(&chart.points) {
            sheet.write_string(row, first, &point.label)?;
            if let Some(value) = point.value {
                sheet.write_number(row, first + 1, value.value())?;
            }
        }
        for (row, share) in (1..).zip(shares) {
            sheet.write_number(row, first + 2, share.value())?;
        }
    }
    Ok(())
}

fn fill_table(sheet: &mut Worksheet, looks: &Looks, table: &Table) -> Result<(), XlsxError> {
    head_columns(sheet, &table.columns, looks)?;
    let mut last = 0;
    for (row, cells) in (1..).zip(&table.rows) {
        for (at, cell) in (0..).zip(cells) {
            put_figure(sheet, (row, at), cell, looks)?;
        }
        last = row;
    }
    sheet.autofilter(0, 0, last, last_column(&table.columns)).map(drop)
}
