//! The delay report written in every form and read back by other people's readers: the cells are the same.

use crate::delay_report::{
    both_days, cell_text, disturbed, save_days, tables, this_day, two_days, without_apostrophe,
};
use crate::harness::{at, small_state, today};
use calamine::{Reader, open_workbook_auto};
use mainstay::domain::day::{Day, Progress};
use mainstay::domain::state::State;
use mainstay::domain::time::ServiceDay;
use mainstay::domain::watch::Unwatched;
use mainstay::exchange::report::delays::columns::columns;
use mainstay::exchange::report::delays::{Delays, Listed, Scope, Source};
use mainstay::exchange::report::pages::{Item, Page};
use mainstay::exchange::report::{self, Preview};
use mainstay::words::{Language, Words};
use quick_xml::Reader as XmlReader;
use quick_xml::events::Event;
use serde_json::Value;
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::Arc;

type Table = Vec<Vec<String>>;

/// The tables of a page of HTML by their ids, headings first.
pub fn html_tables(page: &str) -> BTreeMap<String, Table> {
    let mut found = BTreeMap::new();
    for part in page.split("<table id=\"").skip(1) {
        let (id, rest) = part.split_once('"').expect("an id");
        let (inner, _) = rest[1..].split_once("</table>").expect("an end");
        let inner = format!("<t>{inner}</t>");
        let mut reader = XmlReader::from_str(&inner);
        let mut rows: Table = Vec::new();
        loop {
            match reader.read_event().expect("well formed") {
                Event::Start(tag) if tag.name().as_ref() == "tr" => rows.push(Vec::new()),
                Event::Start(tag) if matches!(tag.name().as_ref(), "td" | "th") => {
                    rows.last_mut().expect("within a row").push(String::new());
                }
                Event::Text(text) => {
                    if let Some(cell) = rows.last_mut().and_then(|row| row.last_mut()) {
                        cell.push_str(&text);
                    }
                }
                Event::GeneralRef(entity) => {
                    let cell = rows.last_mut().and_then(|row| row.last_mut()).expect("within a cell");
                    match entity.resolve_char_ref().expect("a character") {
                        Some(character) => cell.push(character),
                        None => cell.push_str(match &*entity {
                            "amp" => "&",
                            "lt" => "<",
                            "gt" => ">",
                            "quot" => "\"",
                            other => panic!("an entity nobody needs: {other}"),
                        }),
                    }
                }
                Event::Eof => break,
                _ => {}
            }
        }
        for row in &mut rows {
            // Line breaks between the cells are no part of them.
            for cell in row {
                cell.truncate(cell.trim_end_matches('\n').len());
            }
        }
        found.insert(id.to_owned(), rows);
    }
    found
}

fn previewed(state: &State, days: &BTreeMap<ServiceDay, Day>, scope: &Scope, language: Language) -> Preview {
    let dates: Vec<_> = days.keys().copied().collect();
    let source = Source { state, days: &dates, now: at("10:20") };
    let read = |day| Ok::<_, Infallible>(days.get(&day).cloned());
    let mut delays = Delays::new(scope, source, read);
    report::preview(&mut delays, &Words::new(language), 1000, &mut Unwatched).expect("counts")
}

/// All that is printed, without white space: a text may stand on several lines.
pub fn printed(pages: &[Page]) -> String {
    let mut all = String::new();
    for item in pages.iter().flat_map(|page| &page.items) {
        match item {
            Item::Text { text, .. } => all.extend(text.chars().filter(|c| !c.is_whitespace())),
            Item::Unknown { character, .. } => all.push(*character),
            Item::Line { .. } | Item::Block { .. } => {}
        }
    }
    all
}

/// Writes the report in every form and holds them against each other; gives back how many rows it has.
fn agree(state: &State, days: &BTreeMap<ServiceDay, Day>, scope: &Scope, language: Language) -> usize {
    let folder = tempfile::tempdir().expect("a folder");
    let path = |form: &str| folder.path().join("report").with_extension(form);
    for form in ["csv", "xlsx", "html", "json", "pdf"] {
        save_days(state, days, scope, language, &path(form));
    }
    let text = |form: &str| std::fs::read_to_string(path(form)).expect("text");
    let words = Words::new(language);
    let columns = columns(&words);

    let csv = tables(&text("csv"));
    let plain = |table: &Table| -> Table {
        table.iter().map(|row| row.iter().map(|cell| without_apostrophe(cell)).collect()).collect()
    };
    let from_csv = plain(&csv[0]);

    let mut book = open_workbook_auto(path("xlsx")).expect("a workbook");
    let sheet = book.worksheet_range(&words.say("report-sheet-stops")).expect("a sheet");
    let from_xlsx: Table = sheet.rows().map(|row| row.iter().map(cell_text).collect()).collect();
    assert_eq!(from_xlsx, from_csv, "XLSX and CSV in {language:?}");

    let html = html_tables(&text("html"));
    let from_html = html.get("rows").cloned().unwrap_or_else(|| from_csv[..1].to_vec());
    assert_eq!(from_html, from_csv, "HTML and CSV in {language:?}");

    let json: Value = serde_json::from_str(&text("json")).expect("JSON");
    let rows = json["rows"].as_array().expect("rows");
    assert_eq!(rows.len(), from_csv.len() - 1);
    for (row, told) in rows.iter().zip(&from_csv[1..]) {
        for (column, cell) in columns.iter().zip(told) {
            let value = &row[column.key];
            // Words have their codes in JSON, and moments are written as ISO 8601 has them.
            match column.key {
                "state" | "cause" | "reason" | "plan_applied" | "result" | "fail_reason" => {
                    assert_eq!(value.is_null(), cell.is_empty(), "{} of {told:?}", column.key);
                }
                _ => assert_eq!(json_text(value), cell.replacen(' ', gap(column.key), 1), "{}", column.key),
            }
        }
    }

    let preview = previewed(state, days, scope, language);
    let paper = printed(&preview.pages);
    for row in &from_csv[1..] {
        for (column, cell) in columns.iter().zip(row).filter(|(column, _)| column.on_paper) {
            let cell: String = cell.chars().filter(|c| !c.is_whitespace()).collect();
            assert!(paper.contains(&cell), "{cell:?} of {} is printed", column.key);
        }
    }

    // The totals too, line by line.
    let (heading, lines) = csv[1].split_first().expect("a heading");
    for by in report::delays::totals::Grouping::ALL {
        let said = words.say(by.heading());
        let of_table = |row: &&Vec<String>| row[0] == said;
        let from_csv = plain(&lines.iter().filter(of_table).map(|row| row[1..].to_vec()).collect());
        let sheet = book.worksheet_range(&said).expect("a sheet");
        let from_xlsx: Table = sheet.rows().map(|row| row.iter().map(cell_text).collect()).collect();
        assert_eq!(from_xlsx[0], heading[1..]);
        assert_eq!(numbers(&from_xlsx[1..]), numbers(&from_csv), "{said}: XLSX and CSV");
        let from_html = html.get(by.key()).map_or(&[][..], |table| &table[1..]);
        assert_eq!(from_html, from_csv, "{said}: HTML and CSV");
        let from_json: Table = json["totals"][by.key()]
            .as_array()
            .expect("lines")
            .iter()
            .map(|line| line.as_object().expect("a line").values().map(json_text).collect())
            .collect();
        let sorted = |rows: &[Vec<String>]| -> Vec<Vec<String>> {
            numbers(rows)
                .into_iter()
                .map(|mut row| {
                    row.sort();
                    row
                })
                .collect()
        };
        assert_eq!(sorted(&from_json), sorted(&from_csv), "{said}: JSON and CSV");
    }
    from_csv.len() - 1
}

/// `1.0` and `1` are the same number.
fn numbers(rows: &[Vec<String>]) -> Table {
    let plain = |cell: &String| cell.strip_suffix(".0").unwrap_or(cell).to_owned();
    rows.iter().map(|row| row.iter().map(plain).collect()).collect()
}

fn json_text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        number => number.to_string(),
    }
}

fn gap(key: &str) -> &'static str {
    if key == "told_at" { "T" } else { " " }
}

#[test]
fn all_forms_say_the_same_of_a_disturbed_day() {
    let state = disturbed();
    for language in Language::ALL {
        assert_eq!(agree(&state, &two_days(&state), &both_days(), language), 24);
        let late = Scope { listed: Listed::OnlyLate, department: Some("D1".into()), ..this_day() };
        assert_eq!(agree(&state, &two_days(&state), &late, language), 6);
    }
}

#[test]
fn all_forms_say_the_same_of_an_empty_period_and_of_a_single_row() {
    let state = disturbed();
    let long_ago = ServiceDay::parse("2020-02-29").expect("a date");
    for language in Language::ALL {
        assert_eq!(agree(&state, &two_days(&state), &Scope::every_stop(long_ago, long_ago), language), 0);
        let one = Scope { listed: Listed::OnlyLate, department: Some("D2".into()), ..this_day() };
        assert_eq!(agree(&state, &two_days(&state), &one, language), 1);
    }
}

#[test]
fn all_forms_say_the_same_of_a_day_with_everything_late() {
    let mut state = small_state();
    let day = Arc::make_mut(state.days.get_mut(&today()).expect("today"));
    for stop in day.routes.values_mut().flat_map(|route| &mut Arc::make_mut(route).stops) {
        let at = stop.promised.closes().plus(mainstay::domain::units::Seconds(61));
        stop.progress = Progress::Delivered { arrived: Some(at), at };
    }
    for language in Language::ALL {
        let days = two_days(&state);
        assert_eq!(agree(&state, &days, &this_day(), language), 12);
        let preview = previewed(&state, &days, &this_day(), language);
        let shown = |key: &str| {
            let figure = preview.summary.figures.iter().find(|figure| figure.key == key);
            figure.expect("a figure").value.shown().into_owned()
        };
        assert_eq!((shown("on_time_percent"), shown("late")), ("0.0".into(), "12".into()));
        assert_eq!(shown("retailer_minutes_late"), "24");
    }
}

#[test]
fn no_text_of_a_page_is_taken_for_markup_or_for_a_formula() {
    let mut state = disturbed();
    let retailers = Arc::make_mut(&mut state.network.retailers);
    let shop = retailers.get_mut(&crate::harness::retailer_code(1, 2)).expect("a retailer");
    let name = "<script>alert('1')</script> & \"Söhne\" &amp;";
    Arc::make_mut(shop).name = mainstay::domain::network::Name::new(name);
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("report.html");
    save_days(&state, &two_days(&state), &this_day(), Language::English, &path);
    let page = std::fs::read_to_string(path).expect("text");
    assert!(!page.contains("<script"), "no script, whoever wrote it");
    let rows = &html_tables(&page)["rows"];
    assert!(rows.iter().any(|row| row.iter().any(|cell| cell == name)));
    // A spreadsheet that opens the page takes what is marked as text for text.
    assert!(page.contains("<td class=\"t\">=HYPERLINK(&quot;http://example.test&quot;)</td>"));
    assert!(page.contains("td.t { mso-number-format: \"\\@\"; }"));
    assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"en\">"));
    for outside in ["src=", "href=", "url(", "@import"] {
        assert!(!page.contains(outside), "the page needs nothing else: {outside}");
    }
}
