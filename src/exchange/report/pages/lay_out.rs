//! The report as pages: title, figures with their definitions, charts, tables, and then the rows that paper
//! has room for.

use super::chart;
use super::face::Faces;
use super::flow::{Flow, MARGIN, Shape, line_height};
use super::table::{PaperCell, PaperTable};
use super::{Ink, Page, Spot};
use crate::exchange::report::cell::Cell;
use crate::exchange::report::head::Head;
use crate::exchange::report::paper::Chosen;
use crate::exchange::report::summary::{Chart, Summary, Table};
use crate::words::{Words, grouped};

/// Type sizes: what is read as text, and tables of rows.
const TEXT: f32 = 8.5;
const ROWS: f32 = 6.5;

/// Lines a table of the summary has at most on paper: a year has so many days, and some.
const MOST_LINES: usize = 400;

/// The pages of a report.
#[must_use]
pub fn lay_out(head: &Head, summary: &Summary, chosen: &Chosen, words: &Words) -> Vec<Page> {
    let mut flow = Flow::new(Faces::of(words.language()), Shape::Portrait);
    put_title(&mut flow, head, summary);
    put_figures(&mut flow, summary, words);
    put_charts(&mut flow, summary, words);
    for table in &summary.tables {
        put_table(&mut flow, table, words);
    }
    put_rows(&mut flow, head, chosen, words);
    let about = head.lines.first().map(String::as_str).unwrap_or_default();
    let running = format!("{} · {about}", head.title);
    let foot =
        words.fill("report-page-as-of", &[("now", head.as_of.0.format("%Y-%m-%d %H:%M").to_string().into())]);
    flow.finish(&running, &foot)
}

fn put_title(flow: &mut Flow<'_>, head: &Head, summary: &Summary) {
    const SIZE: f32 = 19.0;
    let title = flow.faces.fit(&head.title, SIZE, flow.width());
    flow.text(Spot::new(MARGIN, flow.y + SIZE), SIZE, Ink::Text, &title);
    flow.y += line_height(SIZE) + 4.0;
    for line in &head.lines {
        flow.paragraph(line, TEXT, Ink::Weak);
    }
    let remark = (!summary.remark.is_empty()).then_some(&summary.remark);
    for line in remark.into_iter().chain(&summary.notes) {
        flow.paragraph(line, TEXT, Ink::Text);
    }
}

fn put_figures(flow: &mut Flow<'_>, summary: &Summary, words: &Words) {
    if summary.figures.is_empty() {
        return;
    }
    let rows = summary.figures.iter().map(|figure| {
        let value = match &figure.value {
            Cell::Empty => "–".to_owned(),
            Cell::Count(count) => grouped(*count),
            value => value.shown().into_owned(),
        };
        vec![
            PaperCell { text: figure.heading.clone(), is_figure: false },
            PaperCell { text: value, is_figure: true },
            PaperCell { text: figure.definition.clone(), is_figure: false },
        ]
    });
    let headings = ["report-measure", "report-figure", "report-definition"].map(|key| words.say(key));
    let table = PaperTable { headings: headings.into(), rows: rows.collect(), size: 8.0 };
    let whole = if summary.whole.is_empty() { words.say("report-totals") } else { summary.whole.clone() };
    flow.heading(&whole, table.first_height());
    table.put(flow);
}

/// Two beside each other, or one over the whole width where it has many points.
fn put_charts(flow: &mut Flow<'_>, summary: &Summary, words: &Words) {
    const HEIGHT: f32 = 150.0;
    const GAP: f32 = 16.0;
    let is_wide = |chart: &Chart| chart.points.len() > 31;
    let mut charts = summary.charts.iter().filter(|chart| !chart.points.is_empty()).peekable();
    while let Some(first) = charts.next() {
        let beside = if is_wide(first) { None } else { charts.next_if(|next| !is_wide(next)) };
        flow.y += 12.0;
        flow.need(HEIGHT);
        let whole = flow.width();
        let half = (whole - GAP) / 2.0;
        let width = if is_wide(first) { whole } else { half };
        let top = flow.y;
        let drawn = chart::draw(first, Spot::new(MARGIN, top), (width, HEIGHT), words);
        flow.items().extend(drawn);
        if let Some(second) = beside {
            let drawn = chart::draw(second, Spot::new(MARGIN + half + GAP, top), (half, HEIGHT), words);
            flow.items().extend(drawn);
        }
        flow.y = top + HEIGHT;
    }
}

fn put_table(flow: &mut Flow<'_>, table: &Table, words: &Words) {
    if table.rows.is_empty() {
        return;
    }
    let columns: Vec<usize> = (0..table.columns.len()).filter(|at| table.columns[*at].on_paper).collect();
    let most = table.on_paper.unwrap_or(MOST_LINES);
    let printed = table.rows.iter().take(most);
    let paper = PaperTable {
        headings: columns.iter().map(|at| table.columns[*at].heading.clone()).collect(),
        rows: printed.map(|row| cells(row, &columns)).collect(),
        size: ROWS,
    };
    flow.heading(&table.heading, paper.first_height());
    paper.put(flow);
    if let Some(more) = table.rows.len().checked_sub(most).filter(|more| *more > 0) {
        flow.y += 4.0;
        flow.paragraph(&words.fill("report-paper-more-lines", &[("count", more.into())]), TEXT, Ink::Weak);
    }
}

fn put_rows(flow: &mut Flow<'_>, head: &Head, chosen: &Chosen, words: &Words) {
    let rows = chosen.rows();
    if rows.is_empty() {
        return;
    }
    let columns: Vec<usize> = (0..head.columns.len()).filter(|at| head.columns[*at].on_paper).collect();
    let paper = PaperTable {
        headings: columns.iter().map(|at| head.columns[*at].heading.clone()).collect(),
        rows: rows.iter().map(|row| cells(row, &columns)).collect(),
        size: ROWS,
    };
    // Wide rows get pages that lie across; a summary that was short keeps them company where it can.
    if paper.shape(flow.faces) == Shape::Landscape {
        flow.begin_page(Shape::Landscape);
    }
    flow.heading(&head.rows, paper.first_height() + 3.0 * line_height(TEXT));
    // What is not printed is said, so that nobody takes a part for the whole.
    for remark in chosen.remark(words).into_iter().chain(head.aside_remark(words)) {
        flow.paragraph(&remark, TEXT, Ink::Weak);
    }
    flow.y += 3.0;
    paper.put(flow);
}

fn cells(row: &[Cell], columns: &[usize]) -> Vec<PaperCell> {
    let cell = |at: &usize| {
        let cell = row.get(*at).unwrap_or(&Cell::Empty);
        PaperCell { text: cell.shown().into_owned(), is_figure: cell.is_figure() }
    };
    columns.iter().map(cell).collect()
}
