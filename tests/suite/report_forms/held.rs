//! A report held whole goes through every form like one that is read day by day; its Pareto chart is one of
//! the workbook's own.

use super::agree::{html_tables, printed};
use crate::delay_report::{cell_text, tables};
use crate::harness::at;
use calamine::{Reader, open_workbook_auto};
use mainstay::domain::watch::Unwatched;
use mainstay::exchange::report::cell::Cell;
use mainstay::exchange::report::head::{Column, Head};
use mainstay::exchange::report::held::{Held, HeldRow};
use mainstay::exchange::report::summary::{Chart, ChartKind, KeyFigure, Summary, Table};
use mainstay::exchange::report::{self, Format};
use mainstay::words::{Language, Words};
use std::io::Read;
use std::path::Path;

/// Breakdowns by cause: `rows` of them, every tenth a telling one.
fn breakdowns(rows: u64) -> Held {
    let causes = ["clutch", "brakes", "=tyre"];
    let row = |n: u64| HeldRow {
        cells: vec![
            Cell::Count(n),
            Cell::text(causes[usize::try_from(n % 3).expect("small")]),
            #[expect(clippy::cast_precision_loss, reason = "a small test")]
            Cell::number(n as f64 / 4.0, 2),
            Cell::Empty,
        ],
        telling: n.is_multiple_of(10),
    };
    let by_cause = Table {
        key: "causes",
        heading: "By cause: what/why".into(),
        columns: vec![Column::new("cause", "Cause", 12), Column::new("count", "Breakdowns", 8)],
        rows: [("clutch", 2), ("brakes", 5), ("=tyre", 1)]
            .map(|(cause, count)| vec![Cell::text(cause), Cell::Count(count)])
            .into(),
        on_paper: None,
    };
    let chart = Chart::new(ChartKind::Pareto, "Causes", "Breakdowns").of(&by_cause, "cause", "count");
    let columns = [("number", "No.", 5), ("cause", "Cause", 12), ("hours", "Hours", 8), ("note", "Note", 9)];
    Held {
        head: Head {
            key: "breakdowns",
            title: "Breakdowns".into(),
            lines: vec!["In November".into()],
            facts: vec![("month", Cell::text("2026-11"))],
            as_of: at("10:20"),
            rows: "Breakdowns".into(),
            columns: columns.map(|(key, heading, width)| Column::new(key, heading, width)).into(),
        },
        rows: (1..=rows).map(row).collect(),
        summary: Summary {
            whole: "All breakdowns".into(),
            remark: String::new(),
            figures: vec![KeyFigure {
                key: "mttr_hours",
                heading: "MTTR (h)".into(),
                value: Cell::number(1.25, 1),
                definition: "Mean time to repair.".into(),
            }],
            tables: vec![by_cause],
            charts: vec![chart],
            notes: vec!["=Limits are company defaults.".into()],
        },
    }
}

fn save(held: &mut Held, path: &Path) -> u64 {
    let form = (path, Format::of(path).expect("a known ending"));
    report::write(held, &Words::new(Language::English), form, &mut Unwatched).expect("saves").listed
}

#[test]
fn a_held_report_says_the_same_in_every_form() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |form: &str| folder.path().join("held").with_extension(form);
    let mut held = breakdowns(12);
    for form in ["csv", "xlsx", "html", "json", "pdf"] {
        assert_eq!(save(&mut held, &path(form)), 12, "{form}");
    }
    let csv = std::fs::read_to_string(path("csv")).expect("text");
    let csv = tables(&csv);
    let headings: Vec<_> = csv.iter().map(|table| table[0].join(",")).collect();
    assert_eq!(
        headings,
        [
            "No.,Cause,Hours,Note",
            "Totals,Cause,Breakdowns",
            "Totals,Figure",
            "Definitions,Definition",
            "Notes"
        ]
    );
    assert_eq!(csv[0][2], ["2", "'=tyre", "0.50", ""]);
    assert_eq!(csv[2][1], ["MTTR (h)", "1.2"]);
    assert_eq!(csv[4][1], ["'=Limits are company defaults."]);

    let html = html_tables(&std::fs::read_to_string(path("html")).expect("text"));
    assert_eq!(html["rows"][2], ["2", "=tyre", "0.50", ""]);
    assert_eq!(html["figures"][1], ["MTTR (h)", "1.2", "Mean time to repair."]);

    let mut book = open_workbook_auto(path("xlsx")).expect("a workbook");
    assert_eq!(
        book.sheet_names(),
        ["Summary", "By cause  what why", "Breakdowns", "Chart data"],
        "legal names, the summary first"
    );
    let sheet = book.worksheet_range("Breakdowns").expect("a sheet");
    let second: Vec<_> = sheet.rows().nth(2).expect("a row").iter().map(cell_text).collect();
    assert_eq!(second, ["2", "=tyre", "0.5", ""]);

    let json = std::fs::read_to_string(path("json")).expect("text");
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!((&json["report"], &json["month"]), (&"breakdowns".into(), &"2026-11".into()));
    assert_eq!(json["rows"][1]["hours"], 0.5);
    assert_eq!(json["totals"]["all"]["mttr_hours"], 1.2);
    assert_eq!(json["totals"]["causes"][1]["count"], 5);
    assert_eq!(json["notes"][0], "=Limits are company defaults.");
}

#[test]
fn a_pareto_chart_is_columns_and_a_line_of_the_workbooks_own() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("held.xlsx");
    save(&mut breakdowns(3), &path);
    let mut archive = zip::ZipArchive::new(std::fs::File::open(&path).expect("a file")).expect("a zip");
    let mut chart = String::new();
    let mut entry = archive.by_name("xl/charts/chart1.xml").expect("a chart");
    entry.read_to_string(&mut chart).expect("text");
    assert!(chart.contains("<c:barChart>") && chart.contains("<c:lineChart>"), "columns and a line");
    assert!(chart.contains("'Chart data'!$C$2:$C$4"), "the shares so far are cells");
    let mut book = open_workbook_auto(&path).expect("a workbook");
    let data = book.worksheet_range("Chart data").expect("a sheet");
    let rows: Vec<String> =
        data.rows().map(|row| row.iter().map(cell_text).collect::<Vec<_>>().join(" ")).collect();
    assert_eq!(rows[1..], ["brakes 5 62.5", "clutch 2 87.5", "=tyre 1 100"]);
}

#[test]
fn paper_lists_the_telling_rows_of_many_and_says_so() {
    let mut few = breakdowns(20);
    let words = Words::new(Language::English);
    let preview = report::preview(&mut few, &words, 5, &mut Unwatched).expect("counts");
    assert_eq!((preview.first.len(), preview.listed), (5, 20));
    assert!(!printed(&preview.pages).contains("toomanyforpaper"));

    let mut many = breakdowns(5000);
    let preview = report::preview(&mut many, &words, 5, &mut Unwatched).expect("counts");
    let paper = printed(&preview.pages);
    assert!(paper.contains("5000rowsaretoomanyforpaper.Printedarethe500that"), "what is left out is said");
    // The last of the telling ones is there, its neighbour is not.
    assert!(paper.contains("5000brakes1250.00") || paper.contains("5000=tyre1250.00"));
    assert!(!paper.contains("1249.75"));
}
