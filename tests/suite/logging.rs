//! The log: what a day of work leaves in it, and what never stands there.

use crate::notify::mail_server::{MailServer, Step, Way, say};
use mainstay::log::{self, Log};
use std::env;
use std::fs;
use std::process::{Command, Output};
use tempfile::TempDir;

/// Starts a panic in a process of its own.
const PANICS: &str = "MAINSTAY_TEST_LOG_PANICS";

struct Desk {
    folder: TempDir,
}

impl Desk {
    fn new() -> Self {
        Self { folder: TempDir::new().unwrap() }
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).to_string_lossy().into_owned()
    }

    fn run(&self, arguments: &[&str]) -> Output {
        Command::new(env!("CARGO_BIN_EXE_mainstay"))
            .env(log::FOLDER, self.folder.path().join("log"))
            .env("MAINSTAY_SMTP_PASSWORD", "correct horse")
            .env("MAINSTAY_ROBOT_NIGHT_URL", "https://127.0.0.1:9/send?key=f9a1c3e5-token")
            .args(["--lang", "en", "--now", "2026-11-23T09:00", "--db", &self.path("day.db")])
            .args(arguments)
            .output()
            .unwrap()
    }

    fn done(&self, arguments: &[&str]) {
        let done = self.run(arguments);
        assert!(done.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
    }

    /// A day's work: lists with names and telephones, a channel with a password, changes, a refusal, a fault.
    fn work(&self) {
        fs::write(
            self.path("retailers.csv"),
            "customer code,name,licence,address,longitude,latitude,department,account manager,phone\n\
             001,老王烟酒店,420302100001,人民北路 1 号,112.8,31.31,东区营销部,李敏,13800000017\n\
             002,Corner Shop,420302100002,5 East Street,112.81,31.32,东区营销部,李敏,0719-8888017\n",
        )
        .unwrap();
        fs::write(
            self.path("vehicles.csv"),
            "plate,capacity,driver,phone\n鄂X·00001,300,钱大山,13900000018\n鄂X·00002,300,,\n",
        )
        .unwrap();
        fs::write(
            self.path("plan.csv"),
            "day,route,plate,customer code,order,cartons,departure,window\n\
             2026-11-23,R1,鄂X·00001,001,1,10,07:30,08:00-18:00\n2026-11-23,R1,鄂X·00001,002,2,10,07:30,08:00-18:00\n",
        )
        .unwrap();
        for list in ["vehicles.csv", "retailers.csv", "plan.csv"] {
            self.done(&["import", &self.path(list)]);
        }
        let server = MailServer::new(Way::Plain, |line| {
            if line.starts_with("RCPT") {
                say("550 no mailbox of wang.li@example.cn, call 13800000017")
            } else {
                Step::Usual
            }
        });
        let mail = format!("127.0.0.1:{}", server.port);
        self.done(&[
            "notices",
            "set",
            "--mail",
            &mail,
            "--security",
            "plain",
            "--user",
            "desk",
            "--from",
            "desk@example.cn",
            "--address",
            "东区营销部=east@example.cn",
            "--robot",
            "night:wecom",
        ]);
        self.done(&["shift", "--route", "R1", "--by", "45"]);
        self.done(&["breakdown", "鄂X·00001", "--cause", "clutch"]);
        // A refusal, a list that is none, and a database that is none.
        assert_eq!(self.run(&["reassign", "R9", "--to", "鄂X·00002"]).status.code(), Some(1));
        fs::write(self.path("none.csv"), "老王烟酒店,13800000017\n").unwrap();
        assert_eq!(self.run(&["import", &self.path("none.csv")]).status.code(), Some(2));
        let _ = self.run(&["notices", "send"]);
        self.done(&["backup", &self.path("copy.db")]);
        self.done(&["undo"]);
        self.done(&["verify"]);
        assert_eq!(self.run(&["restore", &self.path("none.csv")]).status.code(), Some(3));
    }

    fn log(&self) -> String {
        log::recent(&self.folder.path().join("log"), u64::MAX)
    }
}

/// What must never leave the house by the log or the support file.
const SECRET: [&str; 16] = [
    "13800000017",
    "8888017",
    "13900000018",
    "correct horse",
    "f9a1c3e5",
    "east@",
    "wang.li",
    "desk@example.cn",
    "老王",
    "Corner Shop",
    "人民北路",
    "East Street",
    "420302100001",
    "李敏",
    "钱大山",
    "东区营销部",
];

fn assert_discreet(text: &str) {
    for secret in SECRET {
        let line = text.lines().find(|line| line.contains(secret));
        assert!(line.is_none(), "{secret}: {}", line.unwrap_or_default());
    }
}

#[test]
fn a_day_of_work_is_logged_by_name_and_without_a_secret() {
    let desk = Desk::new();
    desk.work();
    let log = desk.log();
    for wanted in [
        "INFO  started version=",
        "INFO  asked what=Import",
        "INFO  read kind=plan form=UTF-8 rows=2 new=2 known=0 complaints=0",
        "INFO  done what=Many revision=",
        "INFO  done what=ShiftWindows revision=",
        "INFO  done what=ReportBreakdown revision=",
        "INFO  refused what=Reassign why=",
        "INFO  not read why=intake-",
        "WARN  not sent notice=",
        "INFO  done what=backup revision=",
        "INFO  done what=Undo revision=",
        "ERROR trouble why=",
    ] {
        assert!(log.contains(wanted), "{wanted} in:\n{log}");
    }
    assert!(log.lines().all(|line| line.starts_with("20")), "each line begins with its moment:\n{log}");
    assert_discreet(&log);
}

#[test]
fn the_support_file_says_what_helps_and_nothing_secret() {
    let desk = Desk::new();
    desk.work();
    for (situation, language) in [(false, "en"), (true, "zh-CN")] {
        let file = desk.path("support.txt");
        let more: &[&str] = if situation { &["--situation"] } else { &[] };
        desk.done(&[&["support", "-o", &file, "--lang", language], more].concat());
        let text = fs::read_to_string(&file).unwrap();
        for wanted in [
            "mainstay = ",
            "sqlite = 3.",
            "revision = ",
            "retailers = 2",
            "mail = 127.0.0.1",
            "what=ShiftWindows",
        ] {
            assert!(text.contains(wanted), "{wanted} in:\n{text}");
        }
        assert!(text.contains(if situation { "当日情况" } else { "== Recent log ==" }), "{text}");
        assert_eq!(text.contains("mainstay-recovery-case"), situation);
        assert_discreet(&text);
    }
}

#[test]
fn verify_says_how_much_it_checked() {
    let desk = Desk::new();
    desk.work();
    for (language, wanted) in
        [("en", ["pages", "entries of 1 desk", "rows"]), ("zh-CN", ["页", "1 个调度台", "行"])]
    {
        let done = desk.run(&["verify", "--lang", language]);
        let text = String::from_utf8(done.stdout).unwrap();
        assert!(wanted.iter().all(|wanted| text.contains(wanted)), "{text}");
        assert!(!text.contains(" 0 "), "every check counts something: {text}");
    }
    let json: serde_json::Value = serde_json::from_slice(&desk.run(&["verify", "--json"]).stdout).unwrap();
    for key in ["pages", "desks", "tables", "rows"] {
        assert!(json[key].as_u64() > Some(0), "{key}: {json}");
    }
    desk.done(&["backup", &desk.path("two.db")]);
    let done = desk.run(&["verify", "--backup", &desk.path("two.db")]);
    assert!(String::from_utf8_lossy(&done.stdout).contains("entries of 1 desk"));
}

#[test]
fn an_empty_folder_turns_the_log_off() {
    let desk = Desk::new();
    let done = Command::new(env!("CARGO_BIN_EXE_mainstay"))
        .env(log::FOLDER, "")
        .env("HOME", desk.folder.path())
        .args(["--db", &desk.path("day.db"), "log"])
        .output()
        .unwrap();
    assert_eq!(done.status.code(), Some(2));
    assert_eq!(fs::read_dir(desk.folder.path()).unwrap().count(), 0);
}

#[test]
fn panics_when_asked() {
    if env::var_os(PANICS).is_some() {
        let _log = Log::start();
        let _ = std::thread::Builder::new()
            .name("clerk".into())
            .spawn(|| panic!("of 13800000017"))
            .unwrap()
            .join();
    }
}

#[test]
fn a_panic_is_logged_where_it_was_and_goes_its_usual_way() {
    let folder = TempDir::new().unwrap();
    let done = Command::new(env::current_exe().unwrap())
        .args(["--exact", "logging::panics_when_asked", "--nocapture", "--test-threads=1"])
        .env(PANICS, "1")
        .env(log::FOLDER, folder.path())
        .output()
        .unwrap();
    assert!(String::from_utf8_lossy(&done.stderr).contains("panicked"));
    let text = log::recent(folder.path(), u64::MAX);
    let line = text.lines().find(|line| line.contains("panic")).unwrap_or_default();
    assert!(line.contains("ERROR panic place=tests/suite/logging.rs:"), "{text}");
    assert!(line.contains("thread=clerk") && line.contains("text=\"of …\""), "{text}");
}
