//! Incidents on the command line: the real binary, its JSON keys and exit codes.

use serde_json::{Value, json};
use std::process::{Command, Output};
use tempfile::TempDir;

struct Desk {
    folder: TempDir,
}

impl Desk {
    /// Two routes of three shops; nothing has left yet.
    fn new() -> Self {
        let desk = Self { folder: TempDir::new().unwrap() };
        let shop = |n: i32| format!("{n:03},Shop {n},420101,112.{},31.3{n}\n", 80 + n);
        let stop = |n: i32| {
            let route = (n - 1) / 3 + 1;
            format!("2026-11-23,R{route},鄂X·0000{route},{n:03},{n},10,07:30,08:00-18:00\n")
        };
        for (name, text) in [
            (
                "retailers.csv",
                format!(
                    "customer code,name,district,longitude,latitude\n{}",
                    (1..=6).map(shop).collect::<String>()
                ),
            ),
            ("vehicles.csv", "plate,capacity,spare\n鄂X·00001,300,no\n鄂X·00002,120,no\n".to_owned()),
            (
                "plan.csv",
                format!(
                    "day,route,plate,customer code,order,cartons,departure,window\n{}",
                    (1..=6).map(stop).collect::<String>()
                ),
            ),
        ] {
            let path = desk.folder.path().join(name);
            std::fs::write(&path, text).unwrap();
            let done = desk.at("06:00", &["import", &path.to_string_lossy()]);
            assert_eq!(code(&done), 0, "{name}: {}", errors(&done));
        }
        desk
    }

    fn at(&self, time: &str, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mainstay"));
        command
            .env_clear()
            .env(mainstay::log::FOLDER, "")
            .env("USER", "tester")
            .env("MAINSTAY_DB", self.folder.path().join("day.db"));
        let now = format!("2026-11-23T{time}");
        command.args(["--now", &now, "--lang", "en"]).args(arguments).output().unwrap()
    }

    fn json(&self, time: &str, arguments: &[&str]) -> Value {
        let done = self.at(time, &[arguments, &["--json"]].concat());
        assert_eq!(code(&done), 0, "{arguments:?}: {}", errors(&done));
        serde_json::from_slice(&done.stdout).unwrap()
    }

    fn sorting(&self) -> Value {
        self.json("07:00", &["incident", "open", "sorting", "sorting", "--down", "--expected", "08:40"])[0]
            .clone()
    }
}

fn code(done: &Output) -> i32 {
    done.status.code().unwrap_or(-1)
}

fn errors(done: &Output) -> String {
    String::from_utf8_lossy(&done.stderr).into_owned()
}

fn step<'v>(incident: &'v Value, name: &str) -> &'v Value {
    incident["steps"].as_array().unwrap().iter().find(|step| step["step"] == name).unwrap()
}

#[test]
fn an_incident_is_opened_with_its_card_and_moves_departures() {
    let desk = Desk::new();
    let incident = desk.sorting();
    for key in
        ["id", "at", "state", "by", "link", "kind", "level", "rule", "steps", "timeline", "routes", "lane"]
    {
        assert!(!incident[key].is_null(), "{key}: {incident}");
    }
    assert_eq!((&incident["id"], &incident["state"]), (&json!("I261123-1"), &json!("open")));
    assert_eq!((&incident["level"], &incident["rule"]), (&json!("I"), &json!("all_routes")));
    assert_eq!((&incident["by"], &incident["routes"]), (&json!("tester"), &json!(["R1", "R2"])));
    let first = step(&incident, "G1");
    assert_eq!((&first["owner"], &first["state"]), (&json!(["DC"]), &json!("open")));
    assert_eq!(first["by"], "2026-11-23T07:03:00");
    let day = desk.json("07:00", &["day"]);
    assert_eq!(day["routes"][0]["departure"], "08:40", "{}", day["routes"][0]);
    desk.json("07:10", &["incident", "expect", "1", "08:00"]);
    assert_eq!(desk.json("07:10", &["day"])["routes"][0]["departure"], "08:00");
}

#[test]
fn late_steps_are_escalated_before_anything_is_told() {
    let desk = Desk::new();
    desk.sorting();
    let listed = desk.json("07:04", &["incident", "list"]);
    assert_eq!(step(&listed[0], "G1")["state"], "late");
    let escalated = |incident: &Value| {
        let events = incident["timeline"].as_array().unwrap();
        let late: Vec<String> = events
            .iter()
            .filter(|event| event["what"] == "escalated")
            .map(|event| format!("{}:{}", event["step"].as_str().unwrap(), event["stage"]))
            .collect();
        late.join(" ")
    };
    assert_eq!(escalated(&listed[0]), "G1:1");
    assert_eq!(escalated(&desk.json("07:07", &["incident", "show", "1"])[0]), "G1:1 G1:2");
    let log = desk.json("07:07", &["log"]);
    assert_eq!(log.as_array().unwrap().last().unwrap()["by"], "desk");
    let undone = desk.json("07:08", &["undo"]);
    assert_eq!(undone["summary"], "1 incident dealt with", "what time brought is not what undo takes back");
    assert_eq!(desk.json("07:08", &["incident", "list"]), json!([]));
    assert_eq!(desk.json("07:08", &["verify"])["ok"], true);
}

#[test]
fn steps_are_ticked_skipped_and_reopened_and_the_incident_closed_by_a_person() {
    let desk = Desk::new();
    desk.json("07:00", &["incident", "open", "settlement", "settlement", "--route", "R1", "--what", "银行"]);
    let close = ["incident", "close", "1", "--why", "settled"];
    let refused = desk.at("07:01", &close);
    assert_eq!(code(&refused), 1);
    assert!(errors(&refused).contains("neither done nor skipped"), "{}", errors(&refused));
    let ticked = desk.json("07:02", &["incident", "tick", "1", "1", "--as", "Wang"]);
    assert_eq!(step(&ticked[0], "F1")["done"], json!({ "at": "2026-11-23T07:02:00", "by": "Wang" }));
    let skipped = desk.json("07:02", &["incident", "tick", "I261123-1", "F2", "--skip", "--why", "no need"]);
    assert_eq!(
        (&step(&skipped[0], "F2")["state"], &step(&skipped[0], "F2")["why"]),
        (&json!("skipped"), &json!("no need"))
    );
    let reopened = desk.json("07:02", &["incident", "tick", "1", "F2", "--reopen"]);
    assert_eq!(step(&reopened[0], "F2")["state"], "open");
    for step in ["F2", "F3", "F4", "F5", "F6"] {
        desk.json("07:03", &["incident", "tick", "1", step]);
    }
    desk.json("07:04", &["incident", "note", "1", "all clear"]);
    desk.json("07:04", &["incident", "acknowledge", "1"]);
    assert_eq!(desk.json("07:04", &["incident", "restore", "1"])[0]["state"], "restored");
    assert_eq!(desk.json("07:05", &close)[0]["state"], "closed");
    assert_eq!(desk.json("07:05", &["incident", "list"]), json!([]));
    assert_eq!(desk.json("07:05", &["incident", "list", "--all"])[0]["closed"]["why"], "settled");
    assert_eq!(code(&desk.at("07:06", &["incident", "note", "1", "more"])), 1);
}

#[test]
fn sorting_that_fails_in_the_evening_moves_tomorrows_departures_and_has_its_retailers_told() {
    let desk = Desk::new();
    let path = desk.folder.path().join("tomorrow.csv");
    let rows = "day,route,plate,customer code,order,cartons,departure,window\n\
        2026-11-24,R1,鄂X·00001,001,1,10,07:30,08:00-18:00\n";
    std::fs::write(&path, rows).unwrap();
    assert_eq!(code(&desk.at("06:30", &["import", &path.to_string_lossy()])), 0);
    let open = ["incident", "open", "sorting", "sorting", "--down", "--expected", "2026-11-24T09:00"];
    let named = desk.json("06:30", &[&open[..], &["--date", "2026-11-24"]].concat());
    assert_eq!((&named[0]["day"], &named[0]["routes"]), (&json!("2026-11-24"), &json!(["R1"])));
    let tomorrow = desk.json("06:31", &["day", "--date", "2026-11-24"]);
    assert_eq!(tomorrow["routes"][0]["stops"][0]["eta"].as_str().map(|eta| eta > "09:00"), Some(true));
    let told = |time: &str| desk.json(time, &["notices", "list"])[0]["day"].clone();
    assert_eq!(told("06:31"), json!("2026-11-24"));
    desk.json("06:40", &["incident", "expect", "1", "2026-11-24T10:30"]);
    assert_eq!(code(&desk.at("06:41", &["notices", "send"])), 0);
    desk.json("06:42", &["undo"]);
    let heard = desk.json("06:42", &["notices", "list"])[0].clone();
    assert_eq!(
        (&heard["at"], &heard["day"]),
        (&json!("2026-11-23T06:42:00"), &json!("2026-11-24")),
        "what is taken back is told as well"
    );
    desk.json("06:43", &["incident", "expect", "1", "2026-11-24T10:30"]);
    let later = desk.json("06:41", &["day", "--date", "2026-11-24"]);
    assert_eq!(later["routes"][0]["stops"][0]["eta"].as_str().map(|eta| eta > "10:30"), Some(true));
    let hold = ["weather", "hold", "--route", "R1", "--from", "2026-11-24T11:00", "--to", "2026-11-24T15:00"];
    desk.json("06:50", &[&hold[..], &["--signal", "rainstorm:orange"]].concat());
    let listed = desk.json("06:50", &["incident", "list"]);
    let weather = listed.as_array().unwrap().iter().find(|one| one["kind"] == "weather").unwrap();
    assert_eq!((&weather["day"], &weather["retailers"]), (&json!("2026-11-24"), &json!(1)));
}

#[test]
fn a_time_that_has_passed_means_tomorrow() {
    let desk = Desk::new();
    let expected =
        |time: &str, at: &str| desk.json(at, &["incident", "expect", "1", time])[0]["expected"].clone();
    desk.sorting();
    assert_eq!(expected("08:40", "07:30"), json!("2026-11-23T08:40:00"));
    assert_eq!(expected("08:40", "19:30"), json!("2026-11-24T08:40:00"));
    assert_eq!(expected("2026-11-23T08:40", "19:30"), json!("2026-11-23T08:40:00"));
}

#[test]
fn restoring_the_incident_of_a_vehicle_records_it_as_repaired_as_the_desk_does() {
    let desk = Desk::new();
    desk.json("08:00", &["breakdown", "鄂X·00001"]);
    let restored = desk.json("09:00", &["incident", "restore", "B261123-1"]);
    assert_eq!(restored[0]["state"], "restored");
    let broken = desk.at("09:01", &["repaired", "鄂X·00001"]);
    assert_eq!(code(&broken), 1, "it is repaired already: {}", errors(&broken));
}

#[test]
fn level_and_command_are_recorded_with_whose_word_it_was() {
    let desk = Desk::new();
    desk.sorting();
    let set = desk.json("07:01", &["incident", "level", "1", "ii", "--as", "Li"]);
    assert_eq!((&set[0]["level"], &set[0]["level_set"]["by"]), (&json!("II"), &json!("Li")));
    assert_eq!(set[0]["rule"], "all_routes", "what the rules suggested stays to be seen");
    assert_eq!(set[0]["lane"], "headquarters");
    desk.json("07:01", &["incident", "command", "1", "--chief", "Wang", "--deputy", "Zhao"]);
    let led = desk.json("07:02", &["incident", "command", "1", "--chief", "Qian", "--by", "Wang"]);
    let last = led[0]["command"].as_array().unwrap().last().unwrap().clone();
    assert_eq!((&last["chief"], &last["authorised_by"]), (&json!("Qian"), &json!("Wang")));
}

#[test]
fn people_who_came_to_harm_are_recorded_and_raise_the_level() {
    let desk = Desk::new();
    let accident = ["incident", "open", "distribution", "accident", "--route", "R1"];
    let incident = desk.json("07:00", &[&accident[..], &["--injured", "1"]].concat())[0].clone();
    assert_eq!((&incident["level"], &incident["rule"]), (&json!("II"), &json!("serious_injury")));
    assert_eq!(incident["casualties"], json!({ "injured": 1, "dead": 0 }));
    let incident = desk.json("07:30", &["incident", "casualties", "1", "--dead", "1"])[0].clone();
    assert_eq!((&incident["level"], &incident["rule"]), (&json!("I"), &json!("death")));
    assert_eq!(incident["casualties"], json!({ "injured": 0, "dead": 1 }));
    let events: Vec<_> = incident["timeline"].as_array().unwrap().iter().map(|one| &one["what"]).collect();
    assert_eq!(events[events.len() - 2..], ["casualties", "level"]);
    let text = String::from_utf8(desk.at("07:30", &["incident", "show", "1"]).stdout).unwrap();
    assert!(text.contains("seriously injured: 0, dead: 1"), "{text}");
    let wrong = desk.at("07:31", &["incident", "casualties", "1", "--injured", "-1"]);
    assert_eq!(code(&wrong), 2, "{}", errors(&wrong));
}

#[test]
fn what_is_wrong_is_said_with_the_right_exit_code() {
    let desk = Desk::new();
    let asked = |arguments: &[&str]| code(&desk.at("07:00", arguments));
    assert_eq!(asked(&["incident", "show", "9"]), 1);
    assert_eq!(asked(&["incident", "open", "roof", "sorting"]), 2);
    assert_eq!(asked(&["incident", "open", "sorting", "sorting", "--route", "R9"]), 1);
    desk.sorting();
    assert_eq!(asked(&["incident", "tick", "1", "G9"]), 1);
    assert_eq!(asked(&["incident", "tick", "1", "A1"]), 1, "another card's step");
    assert_eq!(asked(&["incident", "tick", "1", "?"]), 2);
    assert_eq!(asked(&["incident", "tick", "1", "G1", "--skip"]), 2, "a reason is asked for");
    assert_eq!(asked(&["incident", "level", "1", "V"]), 2);
    let text = desk.at("07:04", &["incident", "list"]);
    let text = String::from_utf8_lossy(&text.stdout).into_owned();
    assert!(text.contains("I261123-1") && text.contains("G1 1 min late"), "{text}");
}

#[test]
fn a_power_failure_may_break_any_link() {
    let desk = Desk::new();
    let opened = desk.json("07:00", &["incident", "open", "distribution", "power", "--route", "R2"]);
    assert_eq!((&opened[0]["link"], &opened[0]["card"]), (&json!("distribution"), &json!("H")));
    let breakdown = desk.json("07:05", &["breakdown", "鄂X·00001"]);
    assert!(breakdown["revision"].is_u64());
    let listed = desk.json("07:05", &["incident", "list"]);
    assert_eq!(listed.as_array().map(Vec::len), Some(2));
    let one = desk.json("07:05", &["incident", "show", "1"]);
    assert_eq!(one[0]["id"], "I261123-1", "a number means one's own incident before a breakdown's");
}
