//! The delay report's tables by vehicle and by retailer, and reports of a shift.

use super::agree::html_tables;
use crate::delay_report::{disturbed, save_days, tables, this_day, two_days};
use crate::harness::{small_state, today};
use mainstay::domain::day::{Day, Progress, Stop};
use mainstay::domain::state::State;
use mainstay::domain::time::{Hours, ServiceDay};
use mainstay::domain::units::Seconds;
use mainstay::exchange::report::delays::Scope;
use mainstay::words::Language;
use std::collections::BTreeMap;
use std::sync::Arc;

/// A day of many shops, each late by its number of minutes.
fn many_late(shops: u32) -> (State, BTreeMap<ServiceDay, Day>) {
    let mut state = small_state();
    let day = Arc::make_mut(state.days.get_mut(&today()).expect("today"));
    let route = Arc::make_mut(day.routes.values_mut().next().expect("a route"));
    let pattern = route.stops[0].clone();
    let stop = |n: u32| {
        let at = pattern.promised.closes().plus(Seconds::from_minutes(n));
        let progress = Progress::Delivered { arrived: Some(at), at };
        Stop { retailer: format!("S{n:04}").as_str().into(), progress, ..pattern.clone() }
    };
    route.stops = (0..shops).map(stop).collect();
    let day = Day::clone(day);
    (state, [(today(), day)].into())
}

#[test]
fn retailers_stand_the_worst_first_all_of_them_in_files_and_two_hundred_on_paper() {
    let (state, days) = many_late(305);
    let folder = tempfile::tempdir().expect("a folder");
    let path = |form: &str| folder.path().join("report").with_extension(form);
    for form in ["csv", "html"] {
        save_days(&state, &days, &this_day(), Language::English, &path(form));
    }
    let csv = tables(&std::fs::read_to_string(path("csv")).expect("text"));
    let retailers: Vec<&[String]> =
        csv[1].iter().filter(|row| row[0] == "By retailer").map(Vec::as_slice).collect();
    assert_eq!(retailers[0][1..4], ["S0304", "S0304", "1"]);
    let minutes = |row: &&[String]| row[11].parse::<u32>().expect("a number");
    assert!(retailers.iter().map(minutes).is_sorted_by(|a, b| a >= b), "the worst first");
    // Those of R02 that are late or failed are told too, S0000 is not.
    assert!(retailers.len() >= 304 && retailers.iter().all(|row| row[1] != "S0000"));
    let note = "“By retailer” lists those late, failed or put off at least once, the most minutes late first; paper shows the first 200.";
    assert_eq!(csv[3], [["Notes"], [note]].map(|row| row.map(str::to_owned).to_vec()));
    let page = std::fs::read_to_string(path("html")).expect("text");
    let printed = &html_tables(&page)["retailers"];
    assert_eq!(printed.len(), 201);
    let more = format!("{} more lines are in the CSV", retailers.len() - 200);
    assert!(page.contains(note) && page.contains(&more), "{more}");
}

#[test]
fn a_shift_counts_and_lists_the_stops_planned_in_its_hours() {
    let state = disturbed();
    let days = two_days(&state);
    let folder = tempfile::tempdir().expect("a folder");
    let counted = |hours: &str| {
        let scope = Scope { hours: Some(Hours::parse(hours).expect("hours")), ..this_day() };
        let path = folder.path().join("report.json");
        let (saved, totals) = save_days(&state, &days, &scope, Language::English, &path);
        let told: serde_json::Value =
            serde_json::from_str(&std::fs::read_to_string(&path).expect("text")).expect("JSON");
        assert_eq!(told["hours"], hours);
        let planned = told["rows"].as_array().expect("rows").iter().map(|row| &row["planned"]);
        let planned: Vec<&str> = planned.map(|time| time.as_str().expect("a time")).collect();
        let [from, until] = [&hours[..5], &hours[6..]];
        assert!(planned.iter().all(|time| from <= *time && *time < until), "{planned:?}");
        (saved.listed, totals.all.stops_due())
    };
    assert_eq!(counted("09:00-10:30"), (6, 6), "three of R01, three of R02; 10:30 is the next shift's");
    assert_eq!(counted("10:30-24:00"), (6, 6));
    let scope = Scope { hours: Hours::parse("06:00-14:00"), ..this_day() };
    let page = folder.path().join("report.html");
    save_days(&state, &days, &scope, Language::Chinese, &page);
    let page = std::fs::read_to_string(page).expect("text");
    assert!(page.contains("仅含计划于 06:00 至 14:00（不含）到达的户。"));
}
