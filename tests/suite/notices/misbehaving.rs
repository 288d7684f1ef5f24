//! The outbox before servers that misbehave once, each in its own way: nothing is lost, the notice says why it waits, and
//! what arrives is the same notice.

use super::{Desk, code, errors};
use crate::loopback::{Answer, Loopback};
use crate::notify::mail_server::{MailServer, Step, Way, say};
use serde_json::Value;
use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

fn first(desk: &Desk, done: &std::process::Output) -> Value {
    assert_eq!(code(done), 3, "{}", errors(done));
    let said: Value = serde_json::from_slice(&done.stdout).unwrap();
    assert_eq!(said["deliveries"].as_array().unwrap().len(), 1, "{said}");
    let listed =
        desk.notices().into_iter().find(|notice| notice["id"] == said["deliveries"][0]["notice"]).unwrap();
    assert_eq!(listed["deliveries"], said["deliveries"], "the list tells the same");
    said["deliveries"][0].clone()
}

/// What the server does where, what is told of it, and whether the notice is tried again by itself.
type Case = (&'static str, fn() -> Step, &'static str, &'static str);

const MAIL: [Case; 7] = [
    ("", || say("421 too many connections"), "mail", "failed"),
    ("", || Step::Drop, "broken_off", "failed"),
    ("DATA", || Step::Drop, "broken_off", "failed"),
    (".", || Step::Drop, "broken_off", "failed"),
    ("RCPT", || say("450 the mailbox is busy"), "mail", "failed"),
    ("RCPT", || say("550 no such user"), "all_refused", "given_up"),
    ("AUTH", || say("535 5.7.8 bad credentials"), "wrong_password", "given_up"),
];

#[test]
fn a_mail_server_that_misbehaves_once_gets_the_same_notice_again() {
    for (moment, step, kind, state) in MAIL {
        let desk = Desk::new();
        let (misbehaved, at) = (Arc::new(AtomicBool::new(false)), moment);
        let server = MailServer::new(Way::Plain, move |line| {
            let here = line.split([' ', ':']).next() == Some(at);
            if here && !misbehaved.swap(true, Ordering::SeqCst) { step() } else { Step::Usual }
        });
        let address = format!("127.0.0.1:{}", server.port);
        let sender = ["--security", "plain", "--user", "desk", "--from", "desk@example.cn"];
        let whom = ["--address", "东区营销部=east@example.cn"];
        let set = ["notices", "set", "--no-folder", "--mail", &address];
        desk.json(&[&set[..], &sender, &whom].concat());
        desk.json(&["shift", "--route", "R1", "--by", "45"]);
        let send = |now: &str, more: &[&str]| {
            let mut command = desk.command(now, &[&["notices", "send", "--json"], more].concat());
            command.env("MAINSTAY_SMTP_PASSWORD", "correct horse").output().unwrap()
        };
        let told = first(&desk, &send("2026-11-23T06:00", &[]));
        assert_eq!([&told["fault"]["kind"], &told["state"]], [kind, state], "{moment:?}");
        // What a person must mend is sent anew by a person.
        let again: &[&str] = if state == "given_up" { &["--again"] } else { &[] };
        let done = send("2026-11-23T06:05", again);
        assert_eq!(code(&done), 0, "{moment:?}: {}", errors(&done));
        assert_eq!(desk.told()[0], "东区营销部: 001 002 003 sent");
        let ids: BTreeSet<String> = server
            .taken()
            .iter()
            .filter_map(|taken| {
                taken.message.lines().find_map(|line| line.strip_prefix("Message-ID: ").map(str::to_owned))
            })
            .collect();
        let id = desk.notices().iter().find(|notice| notice["state"] == "sent").unwrap()["id"]
            .as_str()
            .unwrap()
            .to_owned();
        assert_eq!(ids, BTreeSet::from([format!("<{id}@example.cn>")]), "{moment:?}");
    }
}

#[test]
fn a_robot_that_misbehaves_once_gets_the_same_notice_again() {
    let bad = |body: &str| Answer::good(body);
    for (answer, kind, state) in [
        (Answer::Drop, "broken_off", "failed"),
        (Answer::page("502 Bad Gateway", "", "<h1>Bad gateway</h1>"), "status", "failed"),
        (bad(r#"{"errcode":-1,"errmsg":"system error"}"#), "robot", "failed"),
        (bad(r#"{"errcode":45009,"errmsg":"api freq out of limit"}"#), "too_fast", "failed"),
        (bad("<html><title>Sign in</title>"), "not_understood", "failed"),
        (bad(r#"{"errcode":93000,"errmsg":"invalid webhook url"}"#), "robot", "given_up"),
    ] {
        let desk = Desk::new();
        let misbehaved = AtomicBool::new(false);
        let server = Loopback::new(move |_| {
            let first = !misbehaved.swap(true, Ordering::SeqCst);
            if first { answer.clone() } else { Answer::good(r#"{"errcode":0,"errmsg":"ok"}"#) }
        });
        desk.json(&["notices", "set", "--no-folder", "--robot", "east:wecom"]);
        desk.json(&["shift", "--route", "R1", "--by", "45"]);
        let send = |now: &str, more: &[&str]| {
            let mut command = desk.command(now, &[&["notices", "send", "--json"], more].concat());
            let address = format!("{}/send?key=0123456789", server.address);
            command.env("MAINSTAY_ROBOT_EAST_URL", address).output().unwrap()
        };
        let told = first(&desk, &send("2026-11-23T06:00", &[]));
        assert_eq!([&told["fault"]["kind"], &told["state"]], [kind, state], "{told}");
        let again: &[&str] = if state == "given_up" { &["--again"] } else { &[] };
        let done = send("2026-11-23T06:05", again);
        assert_eq!(code(&done), 0, "{kind}: {}", errors(&done));
        assert_eq!(desk.told()[0], "东区营销部: 001 002 003 sent");
        let sent = desk.notices().into_iter().find(|notice| notice["state"] == "sent").expect("sent");
        let id = sent["id"].as_str().unwrap();
        let asked = server.asked.lock().expect("no panic").clone();
        assert!(
            asked.len() == 2 && asked.iter().all(|request| request.contains(&format!("#{id}"))),
            "{kind}"
        );
    }
}
