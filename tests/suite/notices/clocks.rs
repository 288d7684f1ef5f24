//! Clocks that jump, and attempts that go on for a day: nothing is sent without a pause, nothing stays for good, and what
//! is given up stays in sight.

use super::{Desk, code, errors};
use crate::loopback::{Answer, Loopback};
use serde_json::{Value, json};

/// One notice to the department, by a mail server where nobody listens.
fn unanswered() -> Desk {
    let desk = Desk::new();
    let server = ["--no-folder", "--mail", "127.0.0.1:1", "--security", "plain", "--from", "desk@example.cn"];
    desk.json(&[&["notices", "set", "--address", "东区营销部=east@example.cn"][..], &server].concat());
    desk.json(&["shift", "--route", "R1", "--by", "45"]);
    desk
}

/// What one run of the scheduler at `now` attempts, as `state attempts`.
fn attempts(desk: &Desk, now: &str) -> Vec<String> {
    let done = desk.at(now, &["notices", "send", "--json"]);
    let said: Value = serde_json::from_slice(&done.stdout).unwrap_or_else(|_| panic!("{}", errors(&done)));
    let told = |delivery: &Value| format!("{} {}", delivery["state"].as_str().unwrap(), delivery["attempts"]);
    said["deliveries"].as_array().unwrap().iter().map(told).collect()
}

#[test]
fn a_clock_that_is_set_back_makes_a_retry_due_once_and_not_again_and_again() {
    let desk = unanswered();
    assert_eq!(attempts(&desk, "2026-11-23T10:00"), ["failed 1"]);
    assert!(attempts(&desk, "2026-11-23T10:00:10").is_empty(), "not before it is time");
    assert_eq!(
        attempts(&desk, "2026-11-23T08:00"),
        ["failed 2"],
        "two hours back: it does not wait for them"
    );
    for second in 1..20 {
        let now = format!("2026-11-23T08:00:{second:02}");
        assert!(attempts(&desk, &now).is_empty(), "{now}: it does not hammer either");
    }
    assert_eq!(attempts(&desk, "2026-11-23T08:02"), ["failed 3"]);
}

#[test]
fn a_clock_that_leaps_ahead_makes_one_attempt_and_gives_up_nothing() {
    let desk = unanswered();
    assert_eq!(attempts(&desk, "2026-11-23T10:00"), ["failed 1"]);
    assert_eq!(
        attempts(&desk, "2027-03-01T10:00"),
        ["failed 2"],
        "that a season passed is no reason to give up"
    );
    assert!(attempts(&desk, "2027-03-01T10:00:20").is_empty());
    assert_eq!(attempts(&desk, "2026-11-23T10:01"), ["failed 3"], "and back again");
}

#[test]
fn a_channel_that_counts_its_messages_is_not_stuck_when_the_clock_is_set_back() {
    let server = Loopback::new(|_| Answer::good(r#"{"errcode":0,"errmsg":"ok"}"#));
    let desk = Desk::new();
    desk.json(&["notices", "set", "--no-folder", "--robot", "east:wecom"]);
    let send = |now: &str| {
        let mut command = desk.command(now, &["notices", "send", "--json"]);
        let done = command.env("MAINSTAY_ROBOT_EAST_URL", format!("{}/send?key=0123456789", server.address));
        let done = done.output().unwrap();
        let said: Value =
            serde_json::from_slice(&done.stdout).unwrap_or_else(|_| panic!("{}", errors(&done)));
        said["sent"].as_u64().unwrap()
    };
    let change = |n: u32| {
        let by = if n.is_multiple_of(2) { "45" } else { "-45" };
        desk.json(&["shift", "--route", "R1", "--by", by]);
    };
    let mut sent = 0;
    for n in 0..22 {
        change(n);
        sent += send("2026-11-23T12:00");
    }
    assert_eq!(sent, 20, "WeCom takes no more in a minute");
    change(22);
    assert_eq!(send("2026-11-23T12:00:59"), 0);
    // The clock was wrong by two hours: those twenty lie ahead now.
    assert!(send("2026-11-23T10:00") > 0, "it would wait until noon");
}

#[test]
fn what_nobody_takes_for_a_day_is_given_up_in_sight_and_can_be_sent_anew() {
    let desk = unanswered();
    let mut last = Vec::new();
    for now in ["23T06:00", "23T06:05", "23T08:00", "23T18:00", "24T05:00", "24T07:00"] {
        last = attempts(&desk, &format!("2026-11-{now}"));
    }
    assert_eq!(last, ["given_up 6"]);
    assert!(attempts(&desk, "2026-11-25T07:00").is_empty());
    let open = desk.json(&["notices", "list", "--open"]);
    let given_up =
        open.as_array().unwrap().iter().find(|notice| notice["state"] == "given_up").expect("it is listed");
    let fault = &given_up["deliveries"][0]["fault"];
    assert_eq!([&fault["kind"], &fault["given_up"]], [&json!("refused"), &json!("too_long")]);
    for (language, said) in [("en", "given up"), ("zh-CN", "已放弃")] {
        let list = desk.run(&["notices", "--lang", language]);
        assert!(String::from_utf8_lossy(&list.stdout).contains(said), "{list:?}");
    }
    let again = desk.at("2026-11-25T07:00", &["notices", "send", "--again", "--json"]);
    assert_eq!(code(&again), 3);
    let said: Value = serde_json::from_slice(&again.stdout).unwrap();
    assert_eq!(said["deliveries"][0]["state"], "failed", "it has another day: {said}");
}
