//! Notices on the command line: the real binary, its JSON keys and exit codes, and what lies in the folder.

mod answering;
mod channels;
mod clocks;
mod composing;
mod killed;
mod misbehaving;
mod orders;
mod supply;

use serde_json::{Value, json};
use std::process::{Command, Output};
use tempfile::TempDir;

struct Desk {
    folder: TempDir,
}

impl Desk {
    /// Two routes of three shops; each route's shops have an account manager of their own, all one department.
    fn new() -> Self {
        let desk = Self { folder: TempDir::new().unwrap() };
        let manager = |n: i32| if n <= 3 { "李敏" } else { "王芳" };
        let shop =
            |n: i32| format!("{n:03},店{n},112.{},31.3{n},东区营销部,{},1380000000{n}\n", 80 + n, manager(n));
        let shops: String = (1..=6).map(shop).collect();
        let stop = |(day, n): (&str, i32)| {
            let route = (n - 1) / 3 + 1;
            format!("{day},R{route},鄂X·0000{route},{n:03},{n},10,07:30,08:00-18:00\n")
        };
        let rows: String = (1..=6).map(|n| stop(("2026-11-23", n))).collect();
        let next = "2026-11-24,R9,鄂X·00001,001,1,10,07:30,08:00-18:00\n";
        for (name, text) in [
            (
                "retailers.csv",
                format!("customer code,name,longitude,latitude,department,account manager,phone\n{shops}"),
            ),
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
        let path = self.path(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_string_lossy().into_owned()
    }

    fn command(&self, now: &str, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mainstay"));
        command
            .env_clear()
            .env(mainstay::log::FOLDER, "")
            .env("USER", "tester")
            .env("MAINSTAY_DB", self.folder.path().join("day.db"));
        command.args(["--now", now, "--lang", "en"]).args(arguments);
        command
    }

    fn at(&self, now: &str, arguments: &[&str]) -> Output {
        self.command(now, arguments).output().unwrap()
    }

    fn run(&self, arguments: &[&str]) -> Output {
        self.at("2026-11-23T06:00", arguments)
    }

    fn json(&self, arguments: &[&str]) -> Value {
        self.json_at("2026-11-23T06:00", arguments)
    }

    fn json_at(&self, now: &str, arguments: &[&str]) -> Value {
        let done = self.at(now, &[arguments, &["--json"]].concat());
        assert_eq!(code(&done), 0, "{arguments:?}: {}", errors(&done));
        serde_json::from_slice(&done.stdout).unwrap()
    }

    fn notices(&self) -> Vec<Value> {
        self.json(&["notices"]).as_array().unwrap().clone()
    }

    /// The notices as `whom: retailers state`.
    fn told(&self) -> Vec<String> {
        let told = |notice: &Value| {
            let codes: Vec<&str> =
                notice["retailers"].as_array().unwrap().iter().map(|code| code.as_str().unwrap()).collect();
            let whom = notice["manager"].as_str().or(notice["department"].as_str()).unwrap();
            format!("{whom}: {} {}", codes.join(" "), notice["state"].as_str().unwrap())
        };
        let mut told: Vec<String> = self.notices().iter().map(told).collect();
        told.sort();
        told
    }

    fn shift(&self, code: &str) {
        // The plan's windows of the day move by more than half an hour.
        self.json(&["shift", "--retailer", code, "--by", "45"]);
    }

    /// Names of the files in the notices' folder.
    fn sent_files(&self) -> Vec<String> {
        let Ok(folder) = std::fs::read_dir(self.path("day.db-notices")) else { return Vec::new() };
        let mut names: Vec<String> =
            folder.map(|file| file.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn errors(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_change_that_moves_times_is_one_notice_a_department_and_one_an_account_manager() {
    let desk = Desk::new();
    assert_eq!(desk.told(), Vec::<String>::new(), "what was imported is nobody's news");
    desk.json(&["shift", "--route", "R1", "--by", "45"]);
    assert_eq!(desk.told(), ["东区营销部: 001 002 003 queued", "李敏: 001 002 003 queued"]);
    let first = &desk.notices()[0];
    assert_eq!(
        [&first["at"], &first["by"], &first["day"]],
        [&json!("2026-11-23T06:00:00"), &json!("tester"), &json!("2026-11-23")]
    );
    let id = first["id"].as_str().unwrap();
    let shown = desk.json(&["notices", "show", id]);
    let line = &shown[0]["lines"][0];
    assert_eq!(line["known"]["window"], json!(["08:00", "18:00"]));
    assert_eq!(line["now"]["window"], json!(["08:45", "18:45"]));
    assert!(shown[0]["text"].as_str().unwrap().contains(id));
    assert!(line["short"].as_str().unwrap().chars().count() <= 70);
    assert_eq!(code(&desk.run(&["notices", "show", "n0"])), 1);
}

#[test]
fn little_changes_and_those_that_cancel_out_are_nobodys_news() {
    let desk = Desk::new();
    desk.json(&["shift", "--route", "R1", "--by", "20"]);
    assert_eq!(desk.told(), Vec::<String>::new());
    desk.json(&["shift", "--route", "R1", "--by", "20"]);
    assert_eq!(desk.told().len(), 2, "together they are more than half an hour");
    desk.json(&["undo"]);
    // Twenty minutes are left, of which nobody need know.
    let states: Vec<Value> = desk.notices().into_iter().map(|notice| notice["state"].clone()).collect();
    assert_eq!(states, [json!("merged"), json!("merged")], "nobody had been told: nobody need be told");
    assert_eq!(desk.json(&["notices", "send"])["sent"], 0);
}

#[test]
fn changes_that_come_at_once_leave_as_one_notice() {
    let desk = Desk::new();
    desk.shift("003");
    desk.shift("006");
    let open = desk.told().into_iter().filter(|line| line.ends_with("queued")).collect::<Vec<_>>();
    assert_eq!(open, ["东区营销部: 006 003 queued", "李敏: 003 queued", "王芳: 006 queued"]);
}

#[test]
fn notices_leave_for_the_folder_once_and_what_is_taken_back_after_that_is_told() {
    let desk = Desk::new();
    desk.json(&["shift", "--route", "R1", "--by", "45"]);
    let sent = desk.json(&["notices", "send"]);
    assert_eq!([&sent["sent"], &sent["failed"]], [&json!(2), &json!(0)]);
    let files = desk.sent_files();
    assert_eq!(files.len(), 4, "a message and a call list each: {files:?}");
    assert_eq!(desk.json(&["notices", "send"])["sent"], 0);
    assert_eq!(desk.told(), ["东区营销部: 001 002 003 sent", "李敏: 001 002 003 sent"]);
    desk.json(&["undo"]);
    assert_eq!(
        desk.told(),
        [
            "东区营销部: 001 002 003 queued",
            "东区营销部: 001 002 003 sent",
            "李敏: 001 002 003 queued",
            "李敏: 001 002 003 sent"
        ]
    );
}

#[test]
fn a_call_list_that_comes_back_ticks_whom_it_says_was_told() {
    let desk = Desk::new();
    desk.json(&["shift", "--route", "R1", "--by", "45"]);
    let list = desk.path("calls.csv");
    assert_eq!(desk.json(&["notices", "calls", "-o", &list])["retailers"], 3);
    let text = std::fs::read_to_string(&list).unwrap();
    let filled = |(n, line): (usize, &str)| match n {
        0 | 3.. => format!("{line}\n"),
        // The three last columns are told at, told by, answer.
        _ => format!("{},6:2{n},李敏,\n", line.strip_suffix(",,,").unwrap_or(line)),
    };
    let filled: String = text.lines().enumerate().map(filled).collect();
    let back = desk.file("back.csv", &filled);
    let ticked = desk.json_at("2026-11-23T06:30", &["notices", "import", &back]);
    assert_eq!(ticked["told"], 2, "{ticked} {filled}");
    assert_eq!(ticked["complaints"], json!([]));
    assert_eq!(desk.json(&["notices", "calls", "-o", &list])["retailers"], 1);
    desk.json(&["notices", "told", "--all", "--way", "text", "--confirmed"]);
    assert_eq!(desk.json(&["notices", "calls", "-o", &list])["retailers"], 0);
    let id = desk.notices()[0]["id"].as_str().unwrap().to_owned();
    let lines = desk.json(&["notices", "show", &id])[0]["lines"].as_array().unwrap().clone();
    let told: Vec<&Value> = lines.iter().map(|line| &line["told"]).collect();
    assert_eq!(told[0], &json!({"at":"2026-11-23T06:21:00","by":"李敏","way":"phone","confirmed":false}));
    assert_eq!(told[2], &json!({"at":"2026-11-23T06:00:00","by":"tester","way":"text","confirmed":true}));
    let log = desk.json(&["log"]);
    assert_eq!(log.as_array().unwrap().last().unwrap()["summary"], "1 retailer told");
    desk.json(&["undo"]);
    assert_eq!(desk.json(&["notices", "calls", "-o", &list])["retailers"], 1, "a tick can be taken back");
}

#[test]
fn who_has_been_told_keeps_who_told_it_as_on_the_desk() {
    let desk = Desk::new();
    desk.json(&["shift", "--route", "R1", "--by", "45"]);
    desk.json_at("2026-11-23T06:10", &["notices", "told", "001", "--confirmed"]);
    let told = |code: &str| {
        let id = desk.notices()[0]["id"].as_str().unwrap().to_owned();
        let lines = desk.json(&["notices", "show", &id])[0]["lines"].as_array().unwrap().clone();
        let line = lines.iter().find(|line| line["retailer"] == code).unwrap();
        line["told"].clone()
    };
    let first = json!({"at":"2026-11-23T06:10:00","by":"tester","way":"phone","confirmed":true});
    let again =
        desk.json_at("2026-11-23T06:20", &["notices", "told", "001", "--way", "text", "--as", "Wang"]);
    assert_eq!((&again["summary"], told("001")), (&json!(""), first.clone()), "it stands");
    desk.json_at("2026-11-23T06:20", &["notices", "told", "002"]);
    desk.json_at("2026-11-23T06:25", &["notices", "told", "002", "--confirmed", "--as", "Wang"]);
    let confirmed = json!({"at":"2026-11-23T06:20:00","by":"tester","way":"phone","confirmed":true});
    assert_eq!(told("002"), confirmed, "it has answered since");
    let anew = ["notices", "told", "002", "--at", "2026-11-23T06:22"];
    desk.json_at("2026-11-23T06:25", &anew);
    assert_eq!(told("002")["at"], "2026-11-23T06:22:00", "where it is said when");
    // An older list does not write over what was noted since.
    let list = "Retailer code,Told at,Told by\n001,06:05,李敏\n003,06:05,李敏\n";
    let back = desk.file("back.csv", list);
    assert_eq!(desk.json_at("2026-11-23T06:30", &["notices", "import", &back])["told"], 1);
    assert_eq!((told("001"), &told("003")["by"]), (first, &json!("李敏")));
}

#[test]
fn nobody_was_told_at_a_time_that_is_still_to_come() {
    let desk = Desk::new();
    desk.json(&["shift", "--route", "R1", "--by", "45"]);
    let slip = desk.run(&["notices", "told", "001", "--at", "2026-11-23T16:10"]);
    assert!(code(&slip) == 1 && errors(&slip).contains("still to come"), "{}", errors(&slip));
    let back = desk.file("back.csv", "Retailer code,Told at\n001,16:10\n002,06:10\n");
    let taken = desk.json_at("2026-11-23T06:30", &["notices", "import", &back]);
    assert_eq!(taken["told"], 1);
    let complaint = taken["complaints"][0].as_str().unwrap();
    assert!(complaint.contains("row 2") && complaint.contains("16:10"), "{complaint}");
    // Whoever is served tomorrow is told today: a time alone is today's.
    let list = desk.file("tomorrow.csv", "Retailer code,Told at\n001,06:20\n");
    let import = ["notices", "import", &list, "--date", "2026-11-24"];
    assert_eq!(desk.json_at("2026-11-23T06:30", &import)["told"], 1);
}

#[test]
fn one_notice_and_everybody_are_not_asked_for_at_once() {
    let desk = Desk::new();
    desk.json(&["shift", "--route", "R1", "--by", "45"]);
    let id = desk.notices()[0]["id"].as_str().unwrap().to_owned();
    assert_eq!(code(&desk.run(&["notices", "told", "--all", "--notice", &id])), 2);
    let set = desk.run(&["notices", "set", "--address", "99=east@example.cn"]);
    assert!(code(&set) == 0 && errors(&set).contains("99"), "a slip is said: {}", errors(&set));
    let set = desk.run(&["notices", "set", "--address", "李敏=li@example.cn"]);
    assert_eq!(errors(&set), "");
}

#[test]
fn what_cannot_be_sent_says_why_and_goes_out_once_the_settings_are_mended() {
    let desk = Desk::new();
    desk.json(&["notices", "set", "--no-folder", "--mail", "127.0.0.1:1", "--security", "plain"]);
    desk.json(&["notices", "set", "--address", "东区营销部=east@example.cn"]);
    desk.json(&["shift", "--route", "R1", "--by", "45"]);
    assert_eq!(desk.told(), ["东区营销部: 001 002 003 queued", "李敏: 001 002 003 no_channel"]);
    let done = desk.run(&["notices", "send", "--json"]);
    assert_eq!(code(&done), 3);
    let said: Value = serde_json::from_slice(&done.stdout).unwrap();
    let fault = &said["deliveries"][0]["fault"];
    assert_eq!([&fault["kind"], &fault["given_up"]], [&json!("bad_sender"), &json!("needs_change")]);
    desk.json(&["notices", "set", "--from", "desk@example.cn"]);
    let done = desk.run(&["notices", "send", "--json"]);
    let said: Value = serde_json::from_slice(&done.stdout).unwrap();
    assert_eq!(said["deliveries"][0]["state"], "failed", "nobody listens there: {said}");
    assert!(said["deliveries"][0]["next_try"].is_string());
    assert_eq!(desk.json(&["notices", "send"])["deliveries"], json!([]), "not before it is time");
    let later = desk.at("2026-11-23T06:01", &["notices", "send", "--json"]);
    assert_eq!(code(&later), 3, "{}", errors(&later));
    assert_eq!(desk.json(&["notices", "list", "--open"]).as_array().unwrap().len(), 2);
}

#[test]
fn arguments_that_make_no_sense_are_said_and_change_nothing() {
    let desk = Desk::new();
    for wrong in [
        &["notices", "set", "--robot", "east"][..],
        &["notices", "set", "--mail", "mail.example.cn"],
        &["notices", "set", "--address", "east"],
        &["notices", "set", "--user", "desk"],
        &["notices", "set"],
        &["notices", "told"],
        &["notices", "import", "missing.csv"],
    ] {
        assert_eq!(code(&desk.run(wrong)), 2, "{wrong:?}");
    }
    assert_eq!(code(&desk.run(&["notices", "told", "999"])), 1);
    assert_eq!(desk.json(&["notices"]), json!([]));
}

#[test]
fn a_department_that_no_channel_reaches_is_said_before_anything_is_done() {
    let desk = Desk::new();
    let tried = |arguments: &[&str]| {
        desk.json(&[&["shift", "--route", "R1", "--by", "45", "--dry-run"], arguments].concat())["unreached"]
            .clone()
    };
    assert_eq!(tried(&[]), json!([]), "the folder is how this centre works");
    desk.json(&["notices", "set", "--robot", "west:wecom:西区营销部"]);
    assert_eq!(tried(&[]), json!([{ "department": "东区营销部", "reach": "folder" }]));
    desk.json(&["notices", "set", "--no-folder"]);
    assert_eq!(tried(&[]), json!([{ "department": "东区营销部", "reach": "nowhere" }]));
    let said = desk.run(&["shift", "--route", "R1", "--by", "45", "--dry-run"]);
    assert!(String::from_utf8_lossy(&said.stdout).contains("No channel leads to 东区营销部"));
    desk.json(&["notices", "set", "--robot", "east:feishu:东区营销部"]);
    assert_eq!(tried(&[]), json!([]));
}
