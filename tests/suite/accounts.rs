//! The reports of breakdowns, incidents, supervision and notices: every figure can be reckoned from the rows that were
//! exported with it, by a few lines that share nothing with the program.

use crate::city;
use mainstay::domain::command::{Act, Command, Telling};
use mainstay::domain::day::Way;
use mainstay::domain::fleet::review::{Filter, Period};
use mainstay::domain::playbook::{CardId, StepId};
use mainstay::domain::time::Timestamp;
use mainstay::domain::watch::Unwatched;
use mainstay::exchange::report::Format;
use mainstay::exchange::report::head::Span;
use mainstay::session::Session;
use mainstay::session::report::Subject;
use mainstay::words::{Language, Words};
use serde_json::Value;

fn period() -> Period {
    Period { from: city::day(), to: city::day().plus(6) }
}

fn span() -> Span {
    let Period { from, to } = period();
    Span { from, to, hours: None }
}

fn does(session: &mut Session, command: Command, at: Timestamp) {
    session.submit(command, &city::dispatcher(), at).expect("not refused");
}

/// Two vehicles break down, one is repaired; a route is shifted, its retailers are to be told, and one of them is.
fn a_session() -> Session {
    let mut session = Session::in_memory().expect("it opens");
    city::lay(&mut session);
    let at = city::at;
    does(&mut session, city::breaks_down(0, "08:00"), at("08:00"));
    does(&mut session, city::delivered(0, "12:30"), at("12:31"));
    does(&mut session, Command::ReportRepair { plate: city::plate(0), at: at("13:30") }, at("13:30"));
    does(&mut session, city::breaks_down(1, "09:15"), at("09:15"));
    let step = |number| StepId { card: CardId('A'), number };
    let deal =
        |act| Command::DealWith { incident: "B261123-1".into(), act, by: "Li".into(), at: at("08:04") };
    for act in [Act::Acknowledge, Act::Tick(step(2)), Act::Skip(step(1), "parked already".into())] {
        does(&mut session, deal(act), at("08:04"));
    }
    does(&mut session, city::shift("R2", 60), at("10:00"));
    let telling = Telling {
        retailer: city::retailers()[8].code.clone(),
        at: at("10:20"),
        by: "Zhao".into(),
        way: Some(Way::Phone),
        confirmed: true,
        said: None,
    };
    let tell = Command::TellRetailers { day: city::day(), tellings: vec![telling], now: at("10:20") };
    does(&mut session, tell, at("10:20"));
    session
}

/// The report as programs read it, made in the evening.
fn exported(session: &mut Session, subject: &Subject) -> Value {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("report.json");
    let words = Words::new(Language::English);
    session
        .report(subject, city::at("18:00"), &words, (&path, Format::Json), &mut Unwatched)
        .expect("it is written");
    serde_json::from_str(&std::fs::read_to_string(&path).expect("readable")).expect("JSON")
}

fn rows(report: &Value) -> &Vec<Value> {
    report["rows"].as_array().expect("rows")
}

fn figure(report: &Value, key: &str) -> f64 {
    report["totals"]["all"][key].as_f64().unwrap_or_else(|| panic!("{key} of {}", report["totals"]["all"]))
}

fn sum(rows: &[Value], key: &str) -> f64 {
    rows.iter().map(|row| row[key].as_f64().expect("a number")).sum()
}

/// As near as rows and figures of one decimal can be.
fn near(one: f64, other: f64) {
    assert!((one - other).abs() < 0.16, "{one} is not {other}");
}

#[expect(clippy::cast_precision_loss, reason = "a handful of rows")]
fn count<'r>(rows: &'r [Value], fits: impl Fn(&&'r Value) -> bool) -> f64 {
    rows.iter().filter(|row| fits(row)).count() as f64
}

#[test]
fn the_breakdown_reports_figures_are_its_rows_added_up() {
    let mut session = a_session();
    let report = exported(&mut session, &Subject::Breakdowns(period(), Filter::default()));
    let rows = rows(&report);
    assert_eq!(rows.len(), 2);
    near(figure(&report, "breakdowns"), 2.0);
    near(figure(&report, "retailers_affected"), sum(rows, "retailers"));
    near(figure(&report, "retailer_minutes_late"), sum(rows, "minutes_late"));
    near(figure(&report, "put_off"), sum(rows, "put_off"));
    // Both lie within the period, and have not overlapped on one vehicle.
    near(figure(&report, "unplanned_downtime_hours"), sum(rows, "downtime_hours"));
    let repaired: Vec<Value> = rows.iter().filter(|row| !row["repaired_at"].is_null()).cloned().collect();
    near(figure(&report, "mttr_vehicle_hours"), sum(&repaired, "downtime_hours"));
    let served: Vec<Value> = rows.iter().filter(|row| !row["recovered_minutes"].is_null()).cloned().collect();
    assert_eq!(served.len(), 1);
    near(figure(&report, "mttr_service_minutes"), sum(&served, "recovered_minutes"));
    // Four vehicles from midnight to 18:00.
    let hours = 4.0 * 18.0;
    near(figure(&report, "availability_percent"), 100.0 * (hours - sum(rows, "downtime_hours")) / hours);
    near(figure(&report, "mtbf_hours"), (hours - sum(rows, "downtime_hours")) / 2.0);
}

#[test]
fn the_supervision_reports_figures_are_its_steps_counted() {
    let mut session = a_session();
    let report = exported(&mut session, &Subject::Supervision(span()));
    let rows = rows(&report);
    let with = |result: &str| count(rows, |row| row["result"] == result);
    let late = with("done_late") + with("overdue");
    near(figure(&report, "in_time_percent"), 100.0 * with("in_time") / (with("in_time") + late));
    near(figure(&report, "overdue"), with("overdue"));
    near(figure(&report, "skipped"), 1.0);
    let minutes: Vec<Value> =
        rows.iter().filter(|row| row["minutes_late"].as_f64().is_some_and(|by| by > 0.0)).cloned().collect();
    near(figure(&report, "mean_minutes_late"), sum(&minutes, "minutes_late") / late);
    let ticked =
        rows.iter().find(|row| row["step"] == "A2" && row["incident"] == "B261123-1").expect("there");
    assert_eq!((&ticked["result"], &ticked["done_by"]), (&"in_time".into(), &"Li".into()));
    let skipped = rows.iter().find(|row| row["result"] == "skipped").expect("there");
    assert_eq!(skipped["why"], "parked already");
}

#[test]
fn that_a_step_was_late_is_told_in_the_report_though_it_was_done_then() {
    let mut session = a_session();
    session.follow_up(city::at("10:00")).expect("nothing stands against it");
    let step = StepId { card: CardId('A'), number: 3 };
    let tick = |by: &str| Command::DealWith {
        incident: "B261123-1".into(),
        act: Act::Tick(step),
        by: by.into(),
        at: city::at("10:05"),
    };
    does(&mut session, tick("Li"), city::at("10:05"));
    let report = exported(&mut session, &Subject::Supervision(span()));
    let row = rows(&report)
        .iter()
        .find(|row| row["step"] == "A3" && row["incident"] == "B261123-1")
        .expect("there")
        .clone();
    assert_eq!((&row["result"], &row["escalated"]), (&"done_late".into(), &2.into()));
}

#[test]
fn the_incident_reports_figures_are_its_rows_counted() {
    let mut session = a_session();
    let report = exported(&mut session, &Subject::Incidents(span()));
    let rows = rows(&report);
    near(figure(&report, "incidents"), count(rows, |_| true));
    near(figure(&report, "open"), count(rows, |row| row["closed_at"].is_null()));
    near(figure(&report, "retailers_affected"), sum(rows, "retailers"));
    near(figure(&report, "mean_minutes_to_acknowledge"), 4.0);
}

#[test]
fn the_report_of_notices_counts_who_was_named_and_who_was_told() {
    let mut session = a_session();
    let report = exported(&mut session, &Subject::Notices(span()));
    let rows = rows(&report);
    assert!(!rows.is_empty());
    near(figure(&report, "to_tell"), count(rows, |_| true));
    let told = count(rows, |row| !row["told_at"].is_null());
    near(told, 1.0);
    near(figure(&report, "told_percent"), 100.0 * told / count(rows, |_| true));
    near(figure(&report, "mean_minutes_to_tell"), 20.0);
    near(figure(&report, "confirmed_percent"), 100.0);
}

#[test]
fn an_empty_period_says_so_in_every_form_and_both_languages() {
    let mut session = a_session();
    let (from, to) = (city::day().plus(-30), city::day().plus(-20));
    let folder = tempfile::tempdir().expect("a folder");
    let (empty, whole) = (Period { from, to }, Span { from, to, hours: None });
    for subject in [
        Subject::Breakdowns(empty, Filter::default()),
        Subject::Incidents(whole),
        Subject::Supervision(whole),
        Subject::Notices(whole),
    ] {
        for format in Format::ALL {
            for language in Language::ALL {
                let path = folder.path().join(format!("empty.{}", format.extension()));
                let words = Words::new(language);
                let saved =
                    session.report(&subject, city::at("18:00"), &words, (&path, format), &mut Unwatched);
                assert_eq!(saved.expect("it is written").listed, 0, "{subject:?} {format:?}");
            }
        }
    }
}
