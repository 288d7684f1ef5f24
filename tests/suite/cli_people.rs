//! The command line acts as a person too: by name and PIN, with a signature where it takes one, and freely only in a sample or
//! where nobody has been entered.

use crate::city;
use mainstay::session::Session;
use serde_json::{Value, json};
use std::path::PathBuf;
use std::process::{Command, Output};
use tempfile::TempDir;

struct Centre {
    folder: TempDir,
}

impl Centre {
    /// A planned day, an administrator (8642), a supervisor (1357) and a dispatcher (2468), entered by the command line.
    fn staffed() -> Self {
        let centre = Self { folder: TempDir::new().unwrap() };
        city::lay(&mut Session::open(&centre.database()).unwrap());
        for (who, role, pin) in
            [("Li", "administrator", "8642"), ("Chen", "supervisor", "1357"), ("Liu", "dispatcher", "2468")]
        {
            let arguments = ["people", "add", who, "--role", role, "--as", "Li"];
            let done = centre.with(&arguments, &[("MAINSTAY_NEW_PIN", pin), ("MAINSTAY_PIN", "8642")]);
            assert_eq!(code(&done), 0, "{}", errors(&done));
        }
        centre
    }

    fn database(&self) -> PathBuf {
        self.folder.path().join("desk.db")
    }

    /// Nobody sits at a terminal: what is not in the environment cannot be asked for.
    fn with(&self, arguments: &[&str], secrets: &[(&str, &str)]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mainstay"));
        command.env_clear().env("MAINSTAY_DB", self.database()).env("USER", "tester");
        command.envs(secrets.iter().copied()).args(["--now", "2026-11-23T07:00"]).args(arguments);
        command.stdin(std::process::Stdio::null()).output().unwrap()
    }

    fn log(&self) -> Vec<Value> {
        let done = self.with(&["log", "--json"], &[]);
        serde_json::from_slice(&done.stdout).unwrap()
    }
}

fn code(done: &Output) -> i32 {
    done.status.code().unwrap()
}

fn errors(done: &Output) -> String {
    String::from_utf8_lossy(&done.stderr).into_owned()
}

const SHIFT: [&str; 5] = ["shift", "--route", "R0", "--by", "5"];

#[test]
fn a_change_takes_the_name_and_the_pin_of_somebody_who_may() {
    let centre = Centre::staffed();
    let stranger = centre.with(&SHIFT, &[]);
    assert_eq!(code(&stranger), 1);
    assert!(errors(&stranger).contains("tester"), "{}", errors(&stranger));

    let as_liu = [&SHIFT[..], &["--as", "Liu"]].concat();
    let no_pin = centre.with(&as_liu, &[]);
    assert_eq!(code(&no_pin), 1);
    assert!(errors(&no_pin).contains("MAINSTAY_PIN"), "{}", errors(&no_pin));
    assert_eq!(code(&centre.with(&as_liu, &[("MAINSTAY_PIN", "1357")])), 1, "another one's PIN");
    let done = centre.with(&as_liu, &[("MAINSTAY_PIN", "2468")]);
    assert_eq!(code(&done), 0, "{}", errors(&done));
    assert_eq!(centre.log().last().unwrap()["by"], "Liu");

    let looked = centre.with(&["day", "--json"], &[]);
    assert_eq!(code(&looked), 0, "looking takes no PIN: {}", errors(&looked));
}

#[test]
fn what_takes_more_is_signed_by_name_and_pin_and_the_log_says_so() {
    let centre = Centre::staffed();
    let book = ["people", "role", "Liu", "viewer", "--as", "Chen"];
    let done = centre.with(&book, &[("MAINSTAY_PIN", "1357")]);
    assert_eq!(code(&done), 1, "a supervisor gives no roles");

    let set = ["supply", "set", "--yellow", "9", "--as", "Liu"];
    let alone = centre.with(&set, &[("MAINSTAY_PIN", "2468")]);
    assert_eq!(code(&alone), 1);
    assert!(errors(&alone).contains("supervisor"), "{}", errors(&alone));
    let signed = [&set[..], &["--signed-by", "Chen"]].concat();
    let forged = centre.with(&signed, &[("MAINSTAY_PIN", "2468"), ("MAINSTAY_SIGNED_PIN", "2468")]);
    assert_eq!(code(&forged), 1);
    let done = centre.with(&signed, &[("MAINSTAY_PIN", "2468"), ("MAINSTAY_SIGNED_PIN", "1357")]);
    assert_eq!(code(&done), 0, "{}", errors(&done));
    let last = centre.log().pop().unwrap();
    assert_eq!((&last["by"], &last["signed"]), (&json!("Liu"), &json!("Chen")));
    let text = String::from_utf8(centre.with(&["log"], &[]).stdout).unwrap();
    assert!(text.contains("Liu, signed by Chen"), "{text}");
}

#[test]
fn people_are_entered_the_administrator_first_and_listed_with_what_they_may_do() {
    let centre = Centre { folder: TempDir::new().unwrap() };
    let pin = [("MAINSTAY_NEW_PIN", "2468")];
    let too_early = centre.with(&["people", "add", "Liu", "--role", "dispatcher"], &pin);
    assert_eq!(code(&too_early), 1);
    let plain =
        centre.with(&["people", "add", "Li", "--role", "administrator"], &[("MAINSTAY_NEW_PIN", "1234")]);
    assert_eq!(code(&plain), 1);
    let centre = Centre::staffed();
    let as_li = [("MAINSTAY_PIN", "8642"), ("MAINSTAY_NEW_PIN", "9753")];
    assert_eq!(code(&centre.with(&["people", "leave", "Chen", "--as", "Li"], &as_li)), 0);
    assert_eq!(code(&centre.with(&["people", "pin", "Liu", "--as", "Li"], &as_li)), 0);
    assert_eq!(code(&centre.with(&["people", "leave", "Li", "--as", "Li"], &as_li)), 1, "the last one");
    assert_eq!(code(&centre.with(&["people", "add", "Liu", "--role", "viewer", "--as", "Li"], &as_li)), 1);
    let listed = centre.with(&["people", "list", "--json"], &[]);
    let listed: Value = serde_json::from_slice(&listed.stdout).unwrap();
    let expected = json!([
        { "name": "Chen", "role": "supervisor", "active": false, "pin": true },
        { "name": "Li", "role": "administrator", "active": true, "pin": true },
        { "name": "Liu", "role": "dispatcher", "active": true, "pin": true },
    ]);
    assert_eq!(listed, expected);
    let as_liu = [&SHIFT[..], &["--as", "Liu"]].concat();
    assert_eq!(code(&centre.with(&as_liu, &[("MAINSTAY_PIN", "2468")])), 1, "the old one");
    assert_eq!(code(&centre.with(&as_liu, &[("MAINSTAY_PIN", "9753")])), 0);
    let back = centre.with(&["people", "back", "Chen", "--as", "Li"], &as_li);
    assert_eq!(code(&back), 0, "{}", errors(&back));
}

#[test]
fn only_an_administrator_goes_back_to_a_backup_while_the_database_can_say_who_that_is() {
    let centre = Centre::staffed();
    let copy = centre.folder.path().join("copy.db");
    let copy = copy.to_str().unwrap();
    assert_eq!(code(&centre.with(&["backup", copy], &[])), 0);
    let chen = [("MAINSTAY_PIN", "1357")];
    let refused = centre.with(&["restore", copy, "--as", "Chen"], &chen);
    assert_eq!(code(&refused), 1, "{}", errors(&refused));
    let li = [("MAINSTAY_PIN", "8642")];
    let done = centre.with(&["restore", copy, "--as", "Li"], &li);
    assert_eq!(code(&done), 0, "{}", errors(&done));
    std::fs::write(centre.database(), b"nothing that can say who works here").unwrap();
    let lost = centre.with(&["restore", copy], &[]);
    assert_eq!(code(&lost), 0, "{}", errors(&lost));
}

#[test]
fn a_sample_lets_visitors_in_and_holds_its_people_to_what_they_may() {
    let centre = Centre { folder: TempDir::new().unwrap() };
    let made = centre.with(&["demo", "--no-desk", "--history", "0"], &[]);
    assert_eq!(code(&made), 0, "{}", errors(&made));
    let set = ["supply", "set", "--yellow", "9"];
    assert_eq!(code(&centre.with(&[&set[..], &["--as", "刘洋"]].concat(), &[("MAINSTAY_PIN", "2468")])), 1);
    assert_eq!(code(&centre.with(&[&set[..], &["--as", "陈静"]].concat(), &[("MAINSTAY_PIN", "1357")])), 0);
    let visitor = centre.with(&["supply", "set", "--yellow", "8"], &[]);
    assert_eq!(code(&visitor), 0, "{}", errors(&visitor));
}
