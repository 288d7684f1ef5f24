//! Breakdowns and recovery on the command line: the real binary, its JSON keys and exit codes, and that an
//! outsider who has only the documents comes to the same figures.

use crate::cases::{a_draw, case_of, drawn};
use crate::plan_checker::Checker;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::LazyLock;
use tempfile::TempDir;

fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mainstay"));
    command
        .env_clear()
        .env(mainstay::log::FOLDER, "")
        .env("USER", "tester")
        .args(["--now", "2026-11-23T10:20"]);
    command
}

struct Desk {
    folder: TempDir,
}

/// Two vans on the road since eight with six shops each, a spare, and the next day planned; imported once.
static IMPORTED: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = TempDir::new().unwrap();
    let write = |name: &str, text: String| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_string_lossy().into_owned()
    };
    let shop = |n: i32| format!("{n:03},Shop {n},112.{},31.3{}\n", 80 + n, n % 7);
    let shops: String = (1..=12).map(shop).collect();
    let mut files = vec![write("retailers.csv", format!("customer code,name,longitude,latitude\n{shops}"))];
    let vans = "plate,capacity,spare\n鄂X·00001,300,no\n鄂X·00002,120,no\n鄂X·00009,300,yes\n";
    files.push(write("vehicles.csv", vans.to_owned()));
    let stop = |(day, n): (&str, i32)| {
        let route = (n - 1) / 6 + 1;
        let closes = if route == 1 { "11:00" } else { "10:50" };
        format!("{day},R{route},鄂X·0000{route},{n:03},{n},{},08:00,08:00-{closes}\n", 10 + n)
    };
    let days = ["2026-11-23", "2026-11-24"];
    let rows: String = days.into_iter().flat_map(|day| (1..=12).map(move |n| (day, n))).map(stop).collect();
    files.push(write(
        "plan.csv",
        format!("day,route,plate,customer code,order,cartons,departure,window\n{rows}"),
    ));
    let seen = "day,route,customer code,arrived,delivered\n\
        2026-11-23,R1,001,09:10,09:20\n2026-11-23,R1,002,09:40,09:50\n2026-11-23,R2,007,09:05,09:15\n";
    files.push(write("progress.csv", seen.to_owned()));
    for (file, kind) in files.iter().zip(["retailers", "vehicles", "plan", "progress"]) {
        let database = folder.path().join("day.db");
        let done = program()
            .env("MAINSTAY_DB", &database)
            .args(["import", file, "--kind", kind, "--json"])
            .output()
            .unwrap();
        assert_eq!(code(&done), 0, "{file}: {} {}", errors(&done), String::from_utf8_lossy(&done.stdout));
    }
    folder
});

impl Desk {
    fn new() -> Self {
        let desk = Self { folder: TempDir::new().unwrap() };
        std::fs::copy(IMPORTED.path().join("day.db"), desk.path("day.db")).unwrap();
        desk
    }

    /// With the first van broken down at its second shop.
    fn broken() -> Self {
        let desk = Self::new();
        desk.json(&["breakdown", "鄂X00001", "--cause", "clutch", "--repair-minutes", "240"]);
        desk
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn run(&self, arguments: &[&str]) -> Output {
        program().env("MAINSTAY_DB", self.path("day.db")).args(arguments).output().unwrap()
    }

    fn json(&self, arguments: &[&str]) -> Value {
        answer(&self.run(&[arguments, &["--json"]].concat()))
    }

    fn route(&self, id: &str) -> Value {
        let day = self.json(&["day"]);
        let routes = day["routes"].as_array().unwrap();
        routes.iter().find(|route| route["route"] == id).cloned().unwrap_or_default()
    }

    /// Refused, with that exit code and those words.
    fn refuses(&self, arguments: &[&str], wanted: i32, says: &str) {
        let done = self.run(arguments);
        assert_eq!(code(&done), wanted, "{arguments:?}: {}", errors(&done));
        assert!(errors(&done).contains(says), "{arguments:?}: {}", errors(&done));
        assert!(done.stdout.is_empty());
    }
}

fn code(done: &Output) -> i32 {
    done.status.code().unwrap()
}

fn errors(done: &Output) -> String {
    String::from_utf8_lossy(&done.stderr).into_owned()
}

fn answer(done: &Output) -> Value {
    assert_eq!(code(done), 0, "{}", errors(done));
    serde_json::from_slice(&done.stdout).unwrap()
}

fn has_keys(value: &Value, wanted: &[&str]) {
    for key in wanted {
        assert!(value.get(key).is_some(), "{key} is missing in {value}");
    }
}

fn shown(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[test]
fn a_breakdown_is_tried_recorded_and_repaired() {
    let desk = Desk::new();
    let report = ["breakdown", "鄂X00001", "--where", "31.32,112.82", "--cause", "离合器", "--at", "10:05"];
    let tried = desk.json(&[&report[..], &["--dry-run"]].concat());
    assert_eq!((&tried["incident"], &tried["dry_run"]), (&json!("B261123-1"), &json!(true)));
    assert_eq!(desk.json(&["log"]).as_array().unwrap().len(), 4, "trying keeps nothing");

    let done = desk.json(&report);
    has_keys(&done, &["revision", "summary", "retold", "breaches", "incident"]);
    assert_eq!(done["incident"], "B261123-1");
    assert!(done["breaches"].as_array().unwrap().iter().any(|breach| breach["kind"] == "no_vehicle"));
    desk.refuses(&["breakdown", "鄂X·00001"], 1, "鄂X·00001");
    desk.refuses(&["breakdown", "鄂X·77777"], 1, "鄂X·77777");
    desk.refuses(&["breakdown", "鄂X·00002", "--cause", "mood"], 2, "clutch, brakes");
    desk.refuses(&["breakdown", "鄂X·00002", "--where", "95,200"], 2, "32.62,110.79");
    desk.refuses(&["breakdown", "鄂X·00002", "--at", "noon"], 2, "10:20");
    desk.refuses(&["repaired", "鄂X·00001", "--at", "09:00"], 1, "鄂X·00001");
    desk.refuses(&["repaired", "鄂X·00002"], 1, "鄂X·00002");

    let done = desk.json(&["repaired", "鄂x00001", "--at", "10:15"]);
    assert_eq!(done["incident"], "B261123-1");
    desk.refuses(&["recover"], 1, "");
    let text = String::from_utf8_lossy(&desk.run(&["breakdown", "鄂X·00002"]).stdout).into_owned();
    assert!(text.contains("B261123-2"), "{text}");
}

#[test]
fn plans_are_ranked_and_hold_what_an_outsider_reckons() {
    let desk = Desk::broken();
    let file = desk.path("case.json");
    let saved = desk.json(&["case", "-o", shown(&file)]);
    assert_eq!((&saved["routes"], &saved["stops"]), (&json!(2), &json!(12)));
    let found = desk.json(&["recover", "--rounds", "60"]);
    has_keys(&found, &["first_ms", "proposals", "prices", "now", "date", "revision"]);
    let plans = found["proposals"].as_array().unwrap();
    assert!(plans.len() > 2, "{} plans", plans.len());
    has_keys(
        &plans[0],
        &[
            "rank",
            "kind",
            "price",
            "items",
            "amounts",
            "late",
            "retold",
            "moved",
            "postponed",
            "transfers",
            "hard_breaches",
            "routes",
        ],
    );
    let kinds: Vec<&str> = plans.iter().map(|plan| plan["kind"].as_str().unwrap()).collect();
    assert!(kinds.contains(&"spare_takes_over") && kinds.contains(&"wait_for_repair"), "{kinds:?}");
    let spare = plans.iter().find(|plan| plan["kind"] == "spare_takes_over").unwrap();
    has_keys(&spare["transfers"][0], &["from", "to", "at", "cartons"]);
    let visits =
        spare["routes"].as_array().unwrap().iter().flat_map(|route| route["visits"].as_array().unwrap());
    visits.for_each(|visit| has_keys(visit, &["kind"]));

    let case: Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    Checker::of(&case).check(&found);
    // The saved situation gives the same plans, on any number of threads.
    for threads in ["1", "3"] {
        let from_case =
            desk.json(&["recover", "--case", shown(&file), "--rounds", "60", "--threads", threads]);
        assert_eq!(from_case["proposals"], found["proposals"]);
    }
    let text = desk.run(&["recover", "--rounds", "10"]);
    let text = String::from_utf8_lossy(&text.stdout).into_owned();
    assert!(text.contains("Spare takes over") && text.contains("鄂X·00009"), "{text}");
    let text = desk.run(&["--lang", "zh-CN", "recover", "--rounds", "10"]);
    assert!(String::from_utf8_lossy(&text.stdout).contains("备用车接替"));
}

#[test]
fn a_plan_is_tried_applied_and_taken_back() {
    let desk = Desk::broken();
    let before = desk.json(&["day"]);
    let found = desk.json(&["recover", "--rounds", "40"]);
    let rank = found["proposals"]
        .as_array()
        .unwrap()
        .iter()
        .find(|plan| plan["kind"] == "spare_takes_over")
        .map(|plan| plan["rank"].to_string())
        .unwrap();
    let apply = ["recover", "--rounds", "40", "--apply", &rank];
    let tried = desk.json(&[&apply[..], &["--dry-run"]].concat());
    assert_eq!(tried["dry_run"], true);
    assert_eq!(desk.json(&["day"])["routes"], before["routes"]);

    let done = desk.json(&apply);
    has_keys(&done, &["revision", "summary", "retold", "breaches"]);
    let taken_over = desk.route("R1-2");
    assert_eq!(
        (&taken_over["plate"], taken_over["stops"].as_array().unwrap().len()),
        (&json!("鄂X·00009"), 4)
    );
    desk.refuses(&["recover"], 1, "");
    desk.json(&["undo"]);
    assert_eq!(desk.json(&["day"])["routes"], before["routes"]);
    desk.refuses(&["recover", "--rounds", "4", "--apply", "99"], 1, "99");
}

#[test]
fn incidents_are_known_by_id_and_by_number() {
    let desk = Desk::broken();
    for known in ["B261123-1", "b261123-1", "1"] {
        desk.json(&["recover", "--rounds", "4", "--incident", known]);
    }
    desk.refuses(&["recover", "--incident", "2"], 2, "incident 2");
    desk.json(&["repaired", "鄂X00001"]);
    desk.refuses(&["recover", "--incident", "1"], 1, "closed");
}

#[test]
fn nothing_to_plan_is_said_in_words() {
    let desk = Desk::new();
    for arguments in [&["recover"][..], &["recover", "--rounds", "5"]] {
        let done = desk.run(arguments);
        assert_eq!(code(&done), 1);
        assert!(errors(&done).trim().len() > 20, "{}", errors(&done));
    }
    desk.refuses(&["recover", "--date", "2031-01-01"], 1, "2031-01-01");
    desk.refuses(&["recover", "--rounds", "5", "--seconds", "5"], 2, "--rounds");
    desk.refuses(&["recover", "--dry-run"], 2, "--apply");
    desk.refuses(&["case", "-o", "/nowhere/case.json"], 3, "/nowhere");
}

#[test]
fn a_case_keeps_nothing_and_a_file_that_is_none_is_named() {
    let desk = Desk::broken();
    let file = desk.path("case.json");
    desk.json(&["case", "-o", shown(&file)]);
    desk.refuses(&["recover", "--case", shown(&file), "--apply", "1"], 2, "only tried");
    desk.refuses(&["recover", "--case", shown(&file), "--plan", "plan.json"], 2, "compact");
    desk.refuses(&["recover", "--case", "missing.json"], 2, "missing.json");
    for (text, says) in [
        (&b"{"[..], "line 1"),
        (b"{}", "neither"),
        (b"\xff\xfe", "line 1"),
        (b"{\"format\":\"mainstay-recovery-case\",\"version\":7}", "version 7"),
        (b"{\"format\":\"mainstay-recovery-case\",\"version\":1,\"day\":5}", "day: 5"),
        (b"{\"xy\":5}", "xy"),
    ] {
        let odd = desk.path("odd.json");
        std::fs::write(&odd, text).unwrap();
        desk.refuses(&["recover", "--case", shown(&odd)], 2, says);
    }
    // A mark at its beginning, as some editors leave one, is no trouble.
    let marked = desk.path("marked.json");
    std::fs::write(&marked, [&b"\xef\xbb\xbf"[..], &std::fs::read(&file).unwrap()].concat()).unwrap();
    desk.json(&["recover", "--case", shown(&marked), "--rounds", "2"]);
}

/// Four stops on a line, a broken van with two of them, a spare.
fn compact() -> Value {
    let at = |loc: u32| json!({"loc": loc, "service": 10, "tw": [0, 900]});
    json!({
        "name": "tiny",
        "xy": [[0.0, 0.0], [10.0, 0.0], [20.0, 0.0], [30.0, 0.0], [40.0, 0.0]],
        "vehicles": [
            {"start": 0, "end": 0, "cap": 10, "tw": [0, 1000], "fixed": 0},
            {"start": 0, "end": 0, "cap": 10, "tw": [0, 1000], "fixed": 70},
        ],
        "stops": [{"loc": 1, "demand": 4, "service": 10, "tw": [0, 900], "home": 0}],
        "shipments": [
            {"p": {"loc": 2, "service": 5, "tw": [0, 9000]}, "d": at(3), "amount": 5},
            {"p": {"loc": 2, "service": 5, "tw": [0, 9000]}, "d": at(4), "amount": 5},
        ],
        "fee": 20,
        "lam": 5,
        "init": [[0, ["s0", "p0", "p1", "d0", "d1"]]],
    })
}

#[test]
fn a_compact_case_is_solved_by_its_own_price() {
    let desk = Desk::new();
    let (file, plan) = (desk.path("tiny.json"), desk.path("plan.json"));
    std::fs::write(&file, compact().to_string()).unwrap();
    let solve = |threads: &str| {
        desk.json(&[
            "recover",
            "--case",
            shown(&file),
            "--rounds",
            "64",
            "--seed",
            "3",
            "--threads",
            threads,
            "--plan",
            shown(&plan),
        ])
    };
    let solved = solve("1");
    has_keys(&solved, &["case", "cost", "distance", "late", "moved", "fixed", "plan", "seconds", "rounds"]);
    assert_eq!(
        (&solved["cost"], &solved["distance"], &solved["late"]),
        (&json!(800), &json!(800), &json!(0))
    );
    let written: Value = serde_json::from_slice(&std::fs::read(&plan).unwrap()).unwrap();
    assert_eq!(written, json!([[0, ["s0", "p0", "p1", "d0", "d1"]]]));
    assert_eq!(written, solved["plan"]);
    for threads in ["2", "4", "7"] {
        let again = solve(threads);
        assert_eq!((&again["plan"], &again["rounds"]), (&solved["plan"], &solved["rounds"]));
    }
    desk.json(&["recover", "--case", shown(&file), "--seconds", "0.1", "--threads", "2"]);

    let mut crowded = compact();
    crowded["vehicles"] = json!([{"start": 0, "end": 0, "cap": 4, "tw": [0, 1000]}]);
    crowded["init"] = json!([[0, ["s0"]]]);
    std::fs::write(&file, crowded.to_string()).unwrap();
    let done = desk.run(&["recover", "--case", shown(&file), "--rounds", "16"]);
    assert_eq!(code(&done), 1, "{}", errors(&done));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 30, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_outsider_comes_to_the_same_figures_on_any_day(draw in a_draw()) {
        let case = case_of(&drawn(&draw));
        let folder = TempDir::new().unwrap();
        let file = folder.path().join("case.json");
        std::fs::write(&file, &case).unwrap();
        let now = serde_json::from_str::<Value>(&case).unwrap()["now"].as_str().unwrap().to_owned();
        let mut command = Command::new(env!("CARGO_BIN_EXE_mainstay"));
        let done = command
            .env_clear().env(mainstay::log::FOLDER, "")
            .args(["--now", &now, "recover", "--case", shown(&file), "--rounds", "30", "--json"])
            .output()
            .unwrap();
        // On some days every stop of the broken vehicles has been served.
        if code(&done) != 1 {
            Checker::of(&serde_json::from_str(&case).unwrap()).check(&answer(&done));
        }
    }
}

#[test]
fn an_outsider_notices_what_does_not_add_up() {
    let desk = Desk::broken();
    let file = desk.path("case.json");
    desk.json(&["case", "-o", shown(&file)]);
    let case: Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    let found = desk.json(&["recover", "--case", shown(&file), "--rounds", "20"]);
    let notices = |part: &str, value: Value| {
        let mut off = found.clone();
        *off.pointer_mut(part).unwrap_or_else(|| panic!("no {part}")) = value;
        let checked = std::panic::catch_unwind(|| Checker::of(&case).check(&off));
        assert!(checked.is_err(), "{part} went unseen");
    };
    let plan =
        found["proposals"].as_array().unwrap().iter().position(|plan| plan["kind"] == "spare_takes_over");
    let plan = format!("/proposals/{}", plan.unwrap());
    let routes = found.pointer(&format!("{plan}/routes")).unwrap().as_array().unwrap();
    let taken_over = routes.iter().position(|route| route["route"] == "R1-2").unwrap();
    let visits = format!("{plan}/routes/{taken_over}/visits");
    for (part, value) in [
        (format!("{plan}/price"), json!(1)),
        (format!("{plan}/amounts/distance"), json!(1)),
        (format!("{plan}/amounts/spare"), json!(0)),
        (format!("{plan}/amounts/told_again"), json!(0)),
        (format!("{plan}/amounts/vehicle_changed"), json!(0)),
        (format!("{visits}/0/load"), json!(0)),
        (format!("{visits}/0/leave"), json!("10:21:00")),
        (format!("{visits}/1/arrive"), json!("10:21:00")),
        (format!("{visits}/1/late"), json!(1)),
        (format!("{visits}/1/retailer"), json!("012")),
        (format!("{plan}/routes/{taken_over}/returns"), json!("11:11:11")),
    ] {
        notices(&part, value);
    }
}

#[test]
fn an_outsider_comes_to_the_same_figures_on_the_sample() {
    let desk = Desk { folder: TempDir::new().unwrap() };
    desk.json(&["demo", "--no-desk", "--history", "1"]);
    let day = desk.json(&["day"]);
    let routes = day["routes"].as_array().unwrap();
    let waiting = |route: &Value| {
        route["stops"].as_array().unwrap().iter().filter(|stop| stop["state"] == "on_time").count()
    };
    let route = routes.iter().find(|route| (20..60).contains(&waiting(route))).unwrap();
    desk.json(&["breakdown", route["plate"].as_str().unwrap(), "--repair-minutes", "90"]);
    let file = desk.path("case.json");
    desk.json(&["case", "-o", shown(&file)]);
    let case: Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
    // The first plans: a search of the whole city takes its time where nothing is optimised.
    let found = desk.json(&["recover", "--rounds", "0"]);
    assert!(!found["proposals"].as_array().unwrap().is_empty());
    Checker::of(&case).check(&found);
}
