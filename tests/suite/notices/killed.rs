//! A sender that is killed in the midst of it: nothing is lost, and what arrives twice has the same id.

use super::{Desk, code, errors};
use crate::notify::mail_server::{MailServer, Step, Way};
use serde_json::{Value, json};
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

/// What the server hears when the sender is killed; `.` is the end of the letter, which it has then taken.
const MOMENTS: [&str; 5] = ["", "EHLO", "MAIL", "DATA", "."];

fn message_id(message: &str) -> String {
    message.lines().find_map(|line| line.strip_prefix("Message-ID: ")).expect("it has one").to_owned()
}

#[test]
fn a_sender_that_is_killed_at_any_moment_loses_nothing_and_repeats_itself_by_the_same_id() {
    for moment in MOMENTS {
        let desk = Desk::new();
        let reached = Arc::new(AtomicBool::new(false));
        let seen = Arc::clone(&reached);
        let server = MailServer::new(Way::Plain, move |line| {
            // Once; after that it is a good server.
            if line.split([' ', ':']).next() == Some(moment) && !seen.swap(true, Ordering::SeqCst) {
                return if moment == "." { Step::KeepAndHang } else { Step::Hang };
            }
            Step::Usual
        });
        let address = format!("127.0.0.1:{}", server.port);
        desk.json(&["notices", "set", "--no-folder", "--mail", &address, "--security", "plain"]);
        desk.json(&[
            "notices",
            "set",
            "--from",
            "desk@example.cn",
            "--address",
            "东区营销部=east@example.cn",
        ]);
        desk.json(&["notices", "set", "--address", "李敏=li@example.cn"]);
        desk.json(&["shift", "--route", "R1", "--by", "45"]);

        let mut sender = desk
            .command("2026-11-23T06:00", &["notices", "send"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        while !reached.load(Ordering::SeqCst) {
            assert!(sender.try_wait().unwrap().is_none(), "{moment:?}: it ended by itself");
            thread::sleep(Duration::from_millis(2));
        }
        if moment == "." {
            while server.taken().is_empty() {
                thread::sleep(Duration::from_millis(2));
            }
        }
        let elsewhere = desk.json(&["notices", "send"]);
        assert_eq!(elsewhere["busy"], true, "two senders at once would send all twice");
        sender.kill().unwrap();
        sender.wait().unwrap();
        let states = |notices: &[Value]| {
            let mut states: Vec<String> =
                notices.iter().map(|notice| notice["state"].as_str().unwrap().to_owned()).collect();
            states.sort();
            states
        };
        assert_eq!(states(&desk.notices()), ["queued", "sending"], "{moment:?}");

        let again = desk.run(&["notices", "send", "--json"]);
        assert_eq!(code(&again), 0, "{moment:?}: {}", errors(&again));
        assert_eq!(states(&desk.notices()), ["sent", "sent"]);
        let mut ids: Vec<String> = server.taken().iter().map(|taken| message_id(&taken.message)).collect();
        assert_eq!(ids.len(), if moment == "." { 3 } else { 2 }, "{moment:?}: {ids:?}");
        ids.sort();
        ids.dedup();
        let mut known: Vec<String> =
            desk.notices().iter().map(|notice| notice["id"].as_str().unwrap().to_owned()).collect();
        known.sort();
        assert_eq!(ids, known.iter().map(|id| format!("<{id}@example.cn>")).collect::<Vec<_>>());
        assert_eq!(desk.json(&["notices", "send"])["deliveries"], json!([]));
        assert_eq!(desk.json(&["verify"])["ok"], true);
    }
}
