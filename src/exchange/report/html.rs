//! A report as one HTML file that needs nothing else: figures with their definitions, charts drawn in it,
//! tables, and the rows, as many as a browser can bear. It prints on A4 with its headings on every page.

use super::Form;
use super::Rows as _;
use super::cell::Cell;
use super::head::{Column, Head};
use super::paper::Chosen;
use super::summary::{Chart, KeyFigure, Summary};
use super::svg;
use super::whole_file::{FileTrouble, WholeFile};
use crate::words::Words;
use std::fmt::Write as _;
use std::io::Write as _;

/// Rows an HTML file lists at most.
pub const MOST_ROWS: usize = 10_000;

const STYLE: &str = include_str!("../../../assets/report.css");

pub struct HtmlForm<'f> {
    head: Head,
    words: Words,
    file: &'f WholeFile,
    chosen: Chosen,
}

impl<'f> HtmlForm<'f> {
    pub fn begin(head: &Head, words: &Words, file: &'f WholeFile) -> Self {
        Self { head: head.clone(), words: words.clone(), file, chosen: Chosen::at_most(MOST_ROWS) }
    }
}

impl Form for HtmlForm<'_> {
    fn wants(&mut self, telling: bool) -> bool {
        self.chosen.wants(telling)
    }

    fn row(&mut self, cells: &[Cell<&str>]) -> Result<(), FileTrouble> {
        self.chosen.row(cells)
    }

    fn finish(self, summary: &Summary) -> Result<(), FileTrouble> {
        let page = page(&self.head, summary, &self.chosen, &self.words);
        let written = self.file.writer().write_all(page.as_bytes());
        written.map_err(|error| FileTrouble::from_io(self.file.target(), error))
    }
}

fn page(head: &Head, summary: &Summary, chosen: &Chosen, words: &Words) -> String {
    let title = escaped(&head.title);
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n",
        words.language().tag(),
    );
    for line in &head.lines {
        push(&mut out, &format!("<p class=\"about\">{}</p>\n", escaped(line)));
    }
    let remark = (!summary.remark.is_empty()).then_some(&summary.remark);
    for line in remark.into_iter().chain(&summary.notes) {
        push(&mut out, &format!("<p>{}</p>\n", escaped(line)));
    }
    put_figures(&mut out, summary, words);
    for chart in &summary.charts {
        put_chart(&mut out, chart, words);
    }
    for table in summary.tables.iter().filter(|table| !table.rows.is_empty()) {
        push(&mut out, &format!("<h2>{}</h2>\n", escaped(&table.heading)));
        let most = table.on_paper.unwrap_or(usize::MAX);
        put_table(&mut out, table.key, &table.columns, table.rows.iter().take(most).map(Vec::as_slice));
        if let Some(more) = table.rows.len().checked_sub(most).filter(|more| *more > 0) {
            let remark = words.fill("report-paper-more-lines", &[("count", more.into())]);
            push(&mut out, &format!("<p class=\"about\">{}</p>\n", escaped(&remark)));
        }
    }
    let rows = chosen.rows();
    if !rows.is_empty() {
        push(&mut out, &format!("<h2>{}</h2>\n", escaped(&head.rows)));
        if let Some(remark) = chosen.remark(words) {
            push(&mut out, &format!("<p class=\"about\">{}</p>\n", escaped(&remark)));
        }
        if let Some(remark) = head.aside_remark(words) {
            push(&mut out, &format!("<p class=\"about printed\">{}</p>\n", escaped(&remark)));
        }
        put_table(&mut out, "rows", &head.columns, rows.into_iter());
    }
    out.push_str("</body>\n</html>\n");
    out
}

fn put_figures(out: &mut String, summary: &Summary, words: &Words) {
    if summary.figures.is_empty() {
        return;
    }
    let headings =
        ["report-measure", "report-figure", "report-definition"].map(|key| escaped(&words.say(key)));
    let whole = if summary.whole.is_empty() { words.say("report-totals") } else { summary.whole.clone() };
    push(out, &format!("<h2>{}</h2>\n<table id=\"figures\">\n<thead><tr>", escaped(&whole)));
    for heading in headings {
        push(out, &format!("<th>{heading}</th>"));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for KeyFigure { heading, value, definition, .. } in &summary.figures {
        push(out, &format!("<tr><th scope=\"row\">{}</th>", escaped(heading)));
        put_cell(out, value, "");
        push(out, &format!("<td class=\"t\">{}</td></tr>\n", escaped(definition)));
    }
    out.push_str("</tbody>\n</table>\n");
}

fn put_table<'c>(out: &mut String, id: &str, columns: &[Column], rows: impl Iterator<Item = &'c [Cell]>) {
    push(out, &format!("<div class=\"wide\"><table id=\"{id}\">\n<thead><tr>"));
    for column in columns {
        let class = if column.on_paper { "" } else { " class=\"aside\"" };
        push(out, &format!("<th{class}>{}</th>", escaped(&column.heading)));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in rows {
        out.push_str("<tr>");
        for (cell, column) in row.iter().zip(columns) {
            put_cell(out, cell, if column.on_paper { "" } else { "aside" });
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table></div>\n");
}

/// A text is marked as such: a spreadsheet that opens the page would else run one that looks like a formula.
fn put_cell(out: &mut String, cell: &Cell, class: &str) {
    let kind = match cell {
        Cell::Empty => "",
        Cell::Text(_) | Cell::Word { .. } => "t",
        typed if typed.is_figure() => "n",
        _ => "",
    };
    match (kind, class) {
        ("", "") => out.push_str("<td>"),
        ("", only) | (only, "") => push(out, &format!("<td class=\"{only}\">")),
        (kind, class) => push(out, &format!("<td class=\"{kind} {class}\">")),
    }
    push_escaped(out, &cell.shown());
    out.push_str("</td>");
}

fn put_chart(out: &mut String, chart: &Chart, words: &Words) {
    if !chart.points.is_empty() {
        push(out, &format!("<figure>{}</figure>\n", svg::drawn(chart, words)));
    }
}

/// `text` so that none of it is markup.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_escaped(&mut out, text);
    out
}

fn push_escaped(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // Breaks within a name stay breaks.
            '\r' => out.push_str("&#13;"),
            // What HTML has no place for.
            '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{7F}'..='\u{9F}' => {
                let _ = write!(out, "\\u{{{:X}}}", u32::from(c));
            }
            plain => out.push(plain),
        }
    }
}

fn push(out: &mut String, text: &str) {
    out.push_str(text);
}
