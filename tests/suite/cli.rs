//! The command line: the real binary in folders of its own, its JSON keys and exit codes.

use serde_json::Value;
use std::path::PathBuf;
use std::process::{Command, Output};
use std::sync::LazyLock;
use tempfile::TempDir;

/// A sample made once and copied for each test.
static SAMPLE: LazyLock<(TempDir, PathBuf)> = LazyLock::new(|| {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("sample.db");
    let done = program(&path).args(["demo", "--no-desk", "--history", "2"]).output().unwrap();
    assert_eq!(code(&done), 0, "{}", errors(&done));
    (folder, path)
});

/// The binary with nothing of this machine's settings.
fn program(database: &std::path::Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_mainstay"));
    command.env_clear().env(mainstay::log::FOLDER, "").env("MAINSTAY_DB", database).env("USER", "tester");
    command.args(["--now", "2026-11-23T10:20"]);
    command
}

struct Desk {
    folder: TempDir,
}

impl Desk {
    fn empty() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    fn on_the_sample() -> Self {
        let desk = Self::empty();
        std::fs::copy(&SAMPLE.1, desk.database()).unwrap();
        desk
    }

    fn database(&self) -> PathBuf {
        self.folder.path().join("day.db")
    }

    fn file(&self, name: &str, text: impl AsRef<[u8]>) -> String {
        let path = self.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.to_string_lossy().into_owned()
    }

    fn run(&self, arguments: &[&str]) -> Output {
        program(&self.database()).args(arguments).output().unwrap()
    }

    fn json(&self, arguments: &[&str]) -> Value {
        let done = self.run(&[arguments, &["--json"]].concat());
        assert_eq!(code(&done), 0, "{arguments:?}: {}", errors(&done));
        serde_json::from_slice(&done.stdout).unwrap()
    }

    /// The first route on its way that still has several stops to serve, and the codes of those.
    fn open_route(&self) -> (String, Vec<String>) {
        let day = self.json(&["day"]);
        let routes = day["routes"].as_array().unwrap();
        let open = |route: &Value| -> Vec<String> {
            let stops = route["stops"].as_array().unwrap().iter();
            let waiting = stops.filter(|stop| stop["state"] == "on_time");
            waiting.map(|stop| stop["retailer"].as_str().unwrap().to_owned()).collect()
        };
        let route = routes.iter().find(|route| open(route).len() > 20).unwrap();
        (route["route"].as_str().unwrap().to_owned(), open(route))
    }

    fn spare(&self) -> String {
        let database = rusqlite::Connection::open(self.database()).unwrap();
        let driven: Vec<String> = self.json(&["day"])["routes"]
            .as_array()
            .unwrap()
            .iter()
            .map(|route| route["plate"].as_str().unwrap().to_owned())
            .collect();
        let mut plates = database.prepare("SELECT plate FROM vehicles WHERE spare ORDER BY plate").unwrap();
        let plates = plates.query_map([], |row| row.get::<_, String>(0)).unwrap();
        plates.map(Result::unwrap).find(|plate| !driven.contains(plate)).unwrap()
    }
}

fn code(done: &Output) -> i32 {
    done.status.code().unwrap()
}

fn errors(done: &Output) -> String {
    String::from_utf8_lossy(&done.stderr).into_owned()
}

fn answer(done: &Output) -> String {
    String::from_utf8_lossy(&done.stdout).into_owned()
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

fn has_keys(value: &Value, wanted: &[&str]) {
    for key in wanted {
        assert!(keys(value).contains(key), "{key} is missing in {:?}", keys(value));
    }
}

#[test]
fn the_day_tells_routes_stops_and_totals() {
    let desk = Desk::on_the_sample();
    let day = desk.json(&["day"]);
    has_keys(&day, &["date", "now", "revision", "routes", "totals"]);
    assert_eq!(day["date"], "2026-11-23");
    assert_eq!(day["now"], "2026-11-23T10:20:00");
    assert_eq!(day["routes"].as_array().unwrap().len(), 40);
    let route = &day["routes"][0];
    has_keys(route, &["route", "plate", "department", "state", "load", "capacity", "departure", "stops"]);
    let stop = &route["stops"][0];
    has_keys(stop, &["retailer", "name", "cartons", "window", "planned", "eta", "state", "breaches"]);
    assert_eq!(stop["window"].as_array().unwrap().len(), 2);
    has_keys(&day["totals"], &["stops", "delivered", "late", "on_hold", "put_off"]);
    let total = |key: &str| day["totals"][key].as_u64().unwrap();
    // What the sample promises of its open day, as the desk sees it.
    assert!(total("delivered") > 700, "{}", day["totals"]);
    assert!(total("on_hold") > 0, "{}", day["totals"]);
    assert!((1..total("stops") / 5).contains(&total("late")), "{}", day["totals"]);
}

#[test]
fn a_sample_has_its_own_clock_and_is_made_once() {
    let desk = Desk::on_the_sample();
    let done = Command::new(env!("CARGO_BIN_EXE_mainstay"))
        .env_clear()
        .env(mainstay::log::FOLDER, "")
        .args(["--db", desk.database().to_str().unwrap(), "day", "--json"])
        .output()
        .unwrap();
    let day: Value = serde_json::from_slice(&done.stdout).unwrap();
    assert_eq!(day["date"], "2026-11-23", "whatever the wall clock says");
    let before = std::fs::read(desk.database()).unwrap();
    let again = desk.json(&["demo", "--no-desk"]);
    assert_eq!(again["made"], false);
    assert!(before == std::fs::read(desk.database()).unwrap());
}

#[test]
fn a_route_given_to_a_spare_can_be_tried_done_and_undone() {
    let desk = Desk::on_the_sample();
    let ((route, _), spare) = (desk.open_route(), desk.spare());
    let plate_of = |day: &Value| {
        let routes = day["routes"].as_array().unwrap();
        routes.iter().find(|r| r["route"] == route.as_str()).unwrap()["plate"].as_str().unwrap().to_owned()
    };
    let before = desk.json(&["day"]);

    let tried = desk.json(&["reassign", &route, "--to", &spare, "--dry-run"]);
    has_keys(&tried, &["revision", "summary", "retold", "breaches"]);
    assert_eq!(desk.json(&["day"]), before, "trying keeps nothing");
    assert!(tried["breaches"].as_array().unwrap().iter().any(|breach| breach["kind"] == "cargo_elsewhere"));

    // Typed without its dot and in small letters, it is the same vehicle.
    let typed = spare.replace('·', "").to_lowercase();
    let done = desk.json(&["reassign", &route, "--to", &typed]);
    assert_eq!(done["breaches"], tried["breaches"]);
    assert_eq!(plate_of(&desk.json(&["day"])), spare);

    let tried = desk.json(&["undo", "--dry-run"]);
    assert_eq!(plate_of(&desk.json(&["day"])), spare);
    let undone = desk.json(&["undo"]);
    assert_eq!(undone["breaches"], tried["breaches"]);
    assert_eq!(plate_of(&desk.json(&["day"])), plate_of(&before));

    let log = desk.json(&["log"]);
    let states: Vec<_> = log.as_array().unwrap().iter().map(|change| change["state"].clone()).collect();
    assert_eq!(states, ["done", "undone", "undo"]);
    has_keys(&log[1], &["id", "at", "state", "by", "summary"]);
    assert_eq!(log[1]["by"], "tester");
    // What laid the ground is not taken back.
    let nothing = desk.run(&["undo"]);
    assert_eq!((code(&nothing), errors(&nothing).trim()), (1, "There is nothing to undo."));
}

#[test]
fn stops_move_to_the_position_named_counted_from_one() {
    let desk = Desk::on_the_sample();
    let (route, open) = desk.open_route();
    let (last, first) = (&open[open.len() - 1], &open[2]);
    let stops = |day: &Value| -> Vec<String> {
        let routes = day["routes"].as_array().unwrap();
        let stops =
            routes.iter().find(|r| r["route"] == route.as_str()).unwrap()["stops"].as_array().unwrap();
        stops.iter().map(|stop| stop["retailer"].as_str().unwrap().to_owned()).collect()
    };
    let position = stops(&desk.json(&["day"])).iter().position(|stop| stop == first).unwrap();
    desk.json(&["move", last, "--to", &route, "--at", &(position + 1).to_string()]);
    assert_eq!(&stops(&desk.json(&["day"]))[position], last);
    assert_eq!(&stops(&desk.json(&["day"]))[position + 1], first);
}

#[test]
fn windows_shift_by_minutes_and_to_a_window() {
    let desk = Desk::on_the_sample();
    let (_, open) = desk.open_route();
    let window = |retailer: &str| {
        let day = desk.json(&["day"]);
        let routes = day["routes"].as_array().unwrap();
        let mut stops = routes.iter().flat_map(|route| route["stops"].as_array().unwrap());
        stops.find(|stop| stop["retailer"] == retailer).unwrap()["window"].clone()
    };
    desk.json(&["shift", "--retailer", &open[0], &open[1], "--window", "11:00-15:30"]);
    assert_eq!(window(&open[1]), serde_json::json!(["11:00", "15:30"]));
    desk.json(&["shift", "--retailer", &open[1], "--by", "-30"]);
    assert_eq!(window(&open[1]), serde_json::json!(["10:30", "15:00"]));
    assert_eq!(window(&open[0]), serde_json::json!(["11:00", "15:30"]));
}

#[test]
fn refusals_bad_arguments_and_troubles_have_codes_of_their_own() {
    let desk = Desk::on_the_sample();
    let (route, open) = desk.open_route();
    for (arguments, wanted, says) in [
        (&["reassign", &route, "--to", "鄂X·00000"][..], 1, "There is no vehicle 鄂X·00000"),
        (&["reassign", "R9", "--to", "鄂X·00000"], 1, "R"),
        (&["move", "123", "--to", &route], 1, "123"),
        (&["shift", "--department", "99", "--by", "30"], 1, "There is no department 99"),
        (&["day", "--date", "2031-01-01"], 1, "No routes are planned for 2031-01-01"),
        (&["day", "--date", "2031-02-30"], 2, "2026-11-23"),
        (&["move", &open[0], "--to", &route, "--at", "0"], 2, "--at"),
        (&["shift", "--route", &route, "--by", "-1440"], 1, "would no longer be on 2026-11-23"),
        (&["shift", "--route", &route, "--by", "1440"], 1, "would no longer be on 2026-11-23"),
        (&["shift", "--retailer", &open[0], "--window", "25:00-26:00"], 1, "would no longer be on"),
        (&["shift", "--route", &route], 2, "--by"),
        (&["shift", "--route", &route, "--window", "14:00-09:00"], 2, "the earlier first"),
        (&["fly"], 2, "fly"),
        (&["report", "delays", "-o", "delays.doc"], 2, ".xlsx, .csv, .pdf, .html or .json"),
        (&["report", "delays", "--from", "2026-11-23", "--to", "2026-11-01", "-o", "d.csv"], 2, "2026-11-01"),
        (&["report", "delays", "-o", "/nowhere/delays.csv"], 3, "/nowhere"),
        (&["shot", "board", "-o", "x.png", "--size", "9x9"], 2, "1440x900"),
    ] {
        let done = desk.run(arguments);
        assert_eq!(code(&done), wanted, "{arguments:?}: {}", errors(&done));
        assert!(errors(&done).contains(says), "{arguments:?}: {}", errors(&done));
        assert!(done.stdout.is_empty());
    }
}

#[test]
fn a_database_that_is_not_there_is_said_and_not_made() {
    let desk = Desk::empty();
    for arguments in [&["day"][..], &["log"], &["verify"], &["undo"]] {
        let done = desk.run(arguments);
        assert_eq!(code(&done), 2, "{arguments:?}");
        assert!(errors(&done).contains("There is no database at"), "{}", errors(&done));
    }
    assert!(!desk.database().exists());
    std::fs::write(desk.database(), "this is no database, but it is long enough to be looked at").unwrap();
    assert_eq!(code(&desk.run(&["day"])), 3);
}

#[test]
fn answers_are_in_the_language_asked_for() {
    let desk = Desk::on_the_sample();
    assert!(answer(&desk.run(&["day"])).contains("delivered"));
    assert!(answer(&desk.run(&["--lang", "zh-CN", "day"])).contains("已送达"));
    let by_locale = program(&desk.database()).env("LANG", "zh_CN.UTF-8").arg("day").output().unwrap();
    assert!(answer(&by_locale).contains("已送达"));
    let refused = desk.run(&["--lang", "zh-CN", "day", "--date", "2031-01-01"]);
    assert!(errors(&refused).contains("2031-01-01"));
    assert!(!errors(&refused).contains("routes"));
}

#[test]
fn verify_finds_the_sample_sound() {
    let verdict = Desk::on_the_sample().json(&["verify"]);
    has_keys(&verdict, &["ok", "entries", "checked", "problems"]);
    assert_eq!(verdict["checked"], serde_json::json!(["file", "chain", "tables"]));
    assert_eq!(verdict["ok"], true);
    assert!(verdict["entries"].as_u64().unwrap() > 5);
}

#[test]
fn a_report_is_written_in_each_form() {
    let desk = Desk::on_the_sample();
    for form in ["csv", "xlsx", "pdf", "html", "json"] {
        let file = desk.folder.path().join(format!("delays.{form}"));
        let said = desk.json(&["report", "delays", "--from", "2026-11-19", "-o", file.to_str().unwrap()]);
        assert_eq!(said["days"], 3);
        assert!(said["due"].as_u64().unwrap() > 8_000);
        assert!(std::fs::metadata(&file).unwrap().len() > 20_000, "{form}");
    }
}

#[test]
fn files_are_read_tried_and_read_again_without_change() {
    let desk = Desk::empty();
    let retailers = desk.file(
        "retailers.csv",
        "customer code,name,longitude,latitude\n000000000001,Corner,112.9,31.3\n000000000002,Bridge,112.91,31.31\n000000000003,Odd,31.3,112.9\n",
    );
    let tried = desk.json(&["import", &retailers, "--dry-run"]);
    assert!(!desk.database().exists(), "trying leaves nothing behind");
    let file = &tried["files"][0];
    has_keys(file, &["file", "kind", "encoding", "accepted", "unchanged", "complaints"]);
    assert_eq!((&file["kind"], &file["accepted"]), (&"retailers".into(), &2.into()));
    has_keys(&file["complaints"][0], &["row", "column", "found", "advice"]);
    assert!(file["complaints"][0]["advice"].as_str().unwrap().contains("swapped"), "{file}");

    assert_eq!(desk.json(&["import", &retailers])["files"][0]["accepted"], 2);
    let again = desk.json(&["import", &retailers]);
    assert_eq!((&again["files"][0]["accepted"], &again["files"][0]["unchanged"]), (&0.into(), &2.into()));
    assert_eq!(desk.json(&["log"]).as_array().unwrap().len(), 1);
}

#[test]
fn an_import_of_which_nothing_is_usable_exits_with_two() {
    let desk = Desk::empty();
    let empty = desk.file("empty.csv", "");
    let binary = desk.file("picture.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    for file in [&empty, &binary, &"missing.csv".to_owned()] {
        let done = desk.run(&["import", file]);
        assert_eq!(code(&done), 2, "{file}: {}", answer(&done));
        assert!(!errors(&done).trim().is_empty());
    }
    let map = desk.file("map.json", r#"{"Shop": "nonsense"}"#);
    let done = desk.run(&["import", &empty, "--map", &map]);
    assert_eq!(code(&done), 2);
    assert!(errors(&done).contains("nonsense"));
}

#[test]
fn without_a_display_the_desk_says_so_in_one_sentence() {
    let desk = Desk::on_the_sample();
    let done = desk.run(&[]);
    assert_eq!(code(&done), 3, "{}", errors(&done));
    assert_eq!(errors(&done).trim().lines().count(), 1, "{}", errors(&done));
    assert!(!errors(&done).contains("panicked"));
}

#[test]
fn a_picture_needs_no_display() {
    let desk = Desk::on_the_sample();
    let file = desk.folder.path().join("board.png");
    desk.json(&["shot", "board", "-o", file.to_str().unwrap(), "--size", "800x520"]);
    assert!(std::fs::read(&file).unwrap().starts_with(b"\x89PNG"));
}

#[test]
fn a_reader_that_leaves_early_is_no_trouble() {
    use std::io::Read;
    use std::process::Stdio;
    let desk = Desk::on_the_sample();
    let mut child = program(&desk.database())
        .args(["day", "--json"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 10];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let done = child.wait_with_output().unwrap();
    assert_eq!((code(&done), errors(&done).as_str()), (0, ""));
}

#[test]
fn a_public_instance_is_solved_and_a_file_that_is_none_is_named() {
    let desk = Desk::empty();
    let rows = "  0  0  0  0  0  100  0\n  1  0  3  5  0  50  1\n  2  4  0  5  0  50  1\n";
    let text = format!("TINY\n\nVEHICLE\nNUMBER CAPACITY\n 2 10\n\nCUSTOMER\nCUST NO.\n\n{rows}");
    let file = desk.file("tiny.txt", &text);
    let solved = desk.json(&["solve", &file, "--seconds", "0.1", "--threads", "2"]);
    has_keys(&solved, &["instance", "cost", "routes", "unserved", "seconds", "iterations"]);
    assert_eq!(solved["cost"], 12.0);
    assert_eq!(solved["instance"], "TINY");

    let crowded = desk.file("crowded.txt", text.replace(" 2 10", " 1 5"));
    let done = desk.run(&["solve", &crowded, "--seconds", "0.1"]);
    assert_eq!(code(&done), 1, "{}", errors(&done));
    assert!(errors(&done).contains("left out"), "{}", errors(&done));

    let none = desk.file("none.txt", "a,b\n1,2\n");
    let done = desk.run(&["solve", &none]);
    assert_eq!(code(&done), 2);
    assert!(errors(&done).contains("none.txt"), "{}", errors(&done));
}
