//! Weather on the command line: the real binary, its JSON keys and exit codes.

use serde_json::{Value, json};
use std::path::Path;
use std::process::{Command, Output};
use tempfile::TempDir;

struct Desk {
    folder: TempDir,
}

impl Desk {
    /// Two routes of three shops in two districts, and the next day planned; nothing has left yet.
    fn new() -> Self {
        let desk = Self { folder: TempDir::new().unwrap() };
        let shop = |n: i32| {
            format!("{n:03},Shop {n},{},112.{},31.3{n}\n", if n <= 3 { 420_101 } else { 420_102 }, 80 + n)
        };
        let shops: String = (1..=6).map(shop).collect();
        let stop = |(day, n): (&str, i32)| {
            let route = (n - 1) / 3 + 1;
            format!("{day},R{route},鄂X·0000{route},{n:03},{n},10,07:30,08:00-18:00\n")
        };
        let rows: String = (1..=6).map(|n| stop(("2026-11-23", n))).collect();
        let next = "2026-11-24,R9,鄂X·00001,001,1,10,07:30,08:00-18:00\n";
        for (name, text) in [
            ("retailers.csv", format!("customer code,name,district,longitude,latitude\n{shops}")),
            ("vehicles.csv", "plate,capacity,spare\n鄂X·00001,300,no\n鄂X·00002,120,no\n".to_owned()),
            (
                "plan.csv",
                format!("day,route,plate,customer code,order,cartons,departure,window\n{rows}{next}"),
            ),
        ] {
            let file = desk.file(name, text);
            let done = desk.run(&["import", &file]);
            assert_eq!(code(&done), 0, "{name}: {}", errors(&done));
        }
        desk
    }

    fn file(&self, name: &str, text: impl AsRef<[u8]>) -> String {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_string_lossy().into_owned()
    }

    fn at(&self, now: &str, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mainstay"));
        command
            .env_clear()
            .env(mainstay::log::FOLDER, "")
            .env("USER", "tester")
            .env("MAINSTAY_DB", self.folder.path().join("day.db"));
        command.args(["--now", now, "--lang", "en"]).args(arguments).output().unwrap()
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.at("2026-11-23T06:00", arguments)
    }

    fn json(&self, arguments: &[&str]) -> Value {
        let done = self.run(&[arguments, &["--json"]].concat());
        assert_eq!(code(&done), 0, "{arguments:?}: {}", errors(&done));
        serde_json::from_slice(&done.stdout).unwrap()
    }

    fn holds(&self) -> Vec<Value> {
        self.json(&["weather", "list"])["holds"].as_array().unwrap().clone()
    }

    /// Puts the eastern district on hold from seven to noon.
    fn held(&self) -> Value {
        self.json(&[
            "weather",
            "hold",
            "--district",
            "420102",
            "--from",
            "2026-11-23T07:00",
            "--to",
            "2026-11-23T12:00",
            "--signal",
            "rainstorm:orange",
        ])
    }
}

fn code(done: &Output) -> i32 {
    done.status.code().unwrap_or(-1)
}

fn errors(done: &Output) -> String {
    String::from_utf8_lossy(&done.stderr).into_owned()
}

fn alert(number: &str, kind: &str, references: &str, info: &str) -> String {
    format!(
        "<alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\"><identifier>{number}</identifier><sender>office</sender>\
         <sent>2026-11-23T05:50:00+08:00</sent><status>Actual</status><msgType>{kind}</msgType><scope>Public</scope>\
         {references}{info}</alert>"
    )
}

const RAIN: &str = "<info><language>zh-CN</language><category>Met</category><event>暴雨橙色预警</event><severity>Severe</severity>\
    <onset>2026-11-23T07:00:00+08:00</onset><expires>2026-11-23T12:00:00+08:00</expires><senderName>市气象台</senderName>\
    <area><areaDesc>东区</areaDesc><geocode><valueName>行政区划代码</valueName><value>420102000000</value></geocode></area></info>";

#[test]
fn a_hold_by_hand_says_what_it_delays_and_is_listed_with_what_it_closes() {
    let desk = Desk::new();
    let told = desk.held();
    for key in ["revision", "summary", "retold", "breaches"] {
        assert!(!told[key].is_null(), "{key}: {told}");
    }
    assert_eq!(told["retold"].as_array().map(Vec::len), Some(3));
    let holds = desk.holds();
    let keys = ["id", "state", "source", "signal", "colour", "from", "to", "area", "closes"];
    assert!(keys.iter().all(|key| !holds[0][key].is_null()), "{}", holds[0]);
    assert_eq!(holds[0]["closes"], json!({ "routes": 1, "stops": 3, "cartons": 30 }));
    assert_eq!((&holds[0]["state"], &holds[0]["signal"]), (&json!("coming"), &json!("rainstorm")));
    let day = desk.json(&["day"]);
    assert_eq!(day["totals"]["on_hold"], 1, "one waits at the first closed door");
}

#[test]
fn an_alert_waits_for_a_word_is_confirmed_and_lifted_again() {
    let desk = Desk::new();
    let file = desk.file("rain.xml", alert("1", "Alert", "", RAIN));
    let told = desk.json(&["weather", "import", &file]);
    let row = &told["alerts"][0];
    assert_eq!((&row["identifier"], &row["outcome"]), (&json!("1"), &json!("to_confirm")));
    assert!(row["file"].as_str().is_some_and(|file| file.ends_with("rain.xml")) && row["why"].is_string());
    let id = row["holds"][0].as_str().unwrap().to_owned();
    assert_eq!(desk.json(&["day"])["totals"]["on_hold"], 0);
    desk.json(&["weather", "confirm", &id]);
    assert_eq!(desk.json(&["day"])["totals"]["on_hold"], 1);
    assert_eq!(desk.json(&["weather", "import", &file])["alerts"][0]["outcome"], "known");
    let cancel = desk.file(
        "cancel.xml",
        alert("2", "Cancel", "<references>office,1,2026-11-23T05:50:00+08:00</references>", ""),
    );
    assert_eq!(desk.json(&["weather", "import", &cancel])["alerts"][0]["outcome"], "lifted");
    assert_eq!(desk.json(&["day"])["totals"]["on_hold"], 0);
    assert_eq!(desk.json(&["verify"])["ok"], true);
}

#[test]
fn what_cannot_be_read_is_said_in_words_and_does_not_take_the_others_with_it() {
    let desk = Desk::new();
    let page = desk.file("page.cap", "<!DOCTYPE html><html><body>502 Bad Gateway</body></html>");
    let done = desk.run(&["weather", "import", &page, "--json"]);
    assert_eq!(code(&done), 2);
    let told: Value = serde_json::from_slice(&done.stdout).unwrap();
    assert_eq!(told["alerts"][0]["outcome"], "refused");
    assert!(told["alerts"][0]["why"].as_str().is_some_and(|why| why.contains("page.cap")), "{told}");
    let good = desk.file("rain.xml", alert("1", "Alert", "", RAIN));
    let told = desk.json(&["weather", "import", &page, &good, "missing.xml"]);
    let outcomes: Vec<_> =
        told["alerts"].as_array().unwrap().iter().map(|row| row["outcome"].clone()).collect();
    assert_eq!(outcomes, ["refused", "to_confirm", "refused"]);
}

#[test]
fn trying_an_import_keeps_nothing() {
    let desk = Desk::new();
    let file = desk.file("rain.xml", alert("1", "Alert", "", RAIN));
    let told = desk.json(&["weather", "import", &file, "--dry-run"]);
    assert_eq!((&told["alerts"][0]["outcome"], &told["dry_run"]), (&json!("to_confirm"), &json!(true)));
    assert!(desk.holds().is_empty());
}

#[test]
fn routes_are_decided_released_in_batches_and_what_is_owed_is_planned() {
    let desk = Desk::new();
    desk.held();
    let id = desk.holds()[0]["id"].as_str().unwrap().to_owned();
    let told = desk.json(&["weather", "decide", &id, "suspend", "--affected"]);
    assert_eq!(told["retold"], json!([]), "put off; nobody's time moves");
    let list = desk.json(&["weather", "list"]);
    assert_eq!(list["owed"].as_array().map(Vec::len), Some(3));
    assert_eq!(list["holds"][0]["decided"][0]["course"], "suspend");
    assert_eq!(list["holds"][0]["decided"][0]["by"], "tester");
    // A supervisor thinks again: the routes go, the longest first.
    desk.json(&["weather", "release", &id, "--routes", "--from", "08:30", "--batch", "1", "--every", "20"]);
    assert_eq!(desk.json(&["weather", "list"])["owed"], json!([]));
    let day = desk.json(&["day"]);
    let second = day["routes"].as_array().unwrap().iter().find(|route| route["route"] == "R2").unwrap();
    assert_eq!(second["departure"], "08:30");
    // Suspended for good, it is planned with the next day's routes.
    desk.json(&["weather", "decide", &id, "suspend", "--route", "R2"]);
    let plans =
        desk.at("2026-11-24T06:30", &["recover", "--backlog", "--rounds", "60", "--apply", "1", "--json"]);
    assert_eq!(code(&plans), 0, "{}", errors(&plans));
    let list = desk.at("2026-11-24T06:30", &["weather", "list", "--json"]);
    let list: Value = serde_json::from_slice(&list.stdout).unwrap();
    let planned = |owed: &Value| owed["planned"]["day"] == "2026-11-24";
    assert!(list["owed"].as_array().unwrap().iter().all(planned), "{}", list["owed"]);
}

#[test]
fn plans_for_a_hold_are_ranked_and_applied() {
    let desk = Desk::new();
    desk.held();
    let id = desk.holds()[0]["id"].as_str().unwrap().to_owned();
    let plans = desk.json(&["recover", "--incident", &id, "--rounds", "60"]);
    let kinds: Vec<&str> =
        plans["proposals"].as_array().unwrap().iter().filter_map(|plan| plan["kind"].as_str()).collect();
    assert!(kinds.len() >= 2 && kinds.contains(&"put_off"), "{kinds:?}");
    desk.json(&["recover", "--incident", &id, "--rounds", "60", "--apply", "1"]);
    assert_eq!(desk.json(&["verify"])["ok"], true);
}

#[test]
fn a_hold_over_nothing_or_backwards_is_refused() {
    let desk = Desk::new();
    let span = ["--from", "2026-11-23T07:00", "--to", "2026-11-23T12:00"];
    let circle = [&["weather", "hold", "--circle", "31.3,112.8,0"], &span[..]].concat();
    assert_eq!(code(&desk.run(&circle)), 1);
    let backwards =
        ["weather", "hold", "--route", "R1", "--from", "2026-11-23T12:00", "--to", "2026-11-23T07:00"];
    assert_eq!(code(&desk.run(&backwards)), 1);
    assert_eq!(code(&desk.run(&["weather", "release", "H9"])), 1);
    for bad in [
        &[&["weather", "hold"], &span[..]].concat(),
        &[&["weather", "hold", "--circle", "91,0,1"], &span[..]].concat(),
        &[&["weather", "hold", "--route", "R1", "--signal", "rain:pink"], &span[..]].concat(),
    ] {
        assert_eq!(code(&desk.run(bad)), 2, "{bad:?}");
    }
    let bow = r#"{"type":"Polygon","coordinates":[[[112.7,31.2],[112.9,31.4],[112.9,31.2],[112.7,31.4],[112.7,31.2]]]}"#;
    let file = desk.file("bow.geojson", bow);
    let crossed = [&["weather", "hold", "--polygon", &file], &span[..]].concat();
    let done = desk.run(&crossed);
    assert_eq!(code(&done), 2);
    assert!(errors(&done).contains("bow.geojson"), "{}", errors(&done));
    assert!(desk.holds().is_empty());
}

#[test]
fn a_polygon_from_a_file_closes_the_shops_in_it() {
    let desk = Desk::new();
    let ring = r#"{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[[[112.80,31.30],[112.835,31.30],[112.835,31.40],[112.80,31.40],[112.80,31.30]]]}}"#;
    let file = desk.file("east.geojson", ring);
    desk.json(&[
        "weather",
        "hold",
        "--polygon",
        &file,
        "--from",
        "2026-11-23T07:00",
        "--to",
        "2026-11-23T12:00",
    ]);
    let hold = &desk.holds()[0];
    assert_eq!((&hold["signal"], &hold["response"]), (&json!("road_closed"), &json!("suspend")));
    assert_eq!(hold["closes"]["stops"], 3, "{hold}");
    assert!(Path::new(&file).exists());
}
