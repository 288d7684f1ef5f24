//! Standing orders: a report made at its time, put into its folder, and mailed through the outbox.

use super::{Desk, code, errors};
use crate::notify::mail_server::{MailServer, Way};
use serde_json::{Value, json};

fn mailing(desk: &Desk, server: &MailServer) {
    let address = format!("127.0.0.1:{}", server.port);
    desk.json(&["notices", "set", "--no-folder", "--mail", &address, "--security", "plain"]);
    desk.json(&["notices", "set", "--from", "desk@example.cn"]);
}

fn give(desk: &Desk, more: &[&str]) -> std::process::Output {
    desk.run(
        &[&["report", "orders", "give", "evening", "--report", "delays", "--at", "18:30"][..], more].concat(),
    )
}

fn orders(desk: &Desk) -> Value {
    desk.json(&["report", "orders"])[0].clone()
}

fn rows(output: &std::process::Output) -> Value {
    assert_eq!(code(output), 0, "{}", errors(output));
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn an_order_is_carried_out_once_at_its_time_into_its_folder_and_to_its_people() {
    let desk = Desk::new();
    let server = MailServer::good(Way::Plain);
    mailing(&desk, &server);
    let folder = desk.path("out");
    std::fs::create_dir(&folder).unwrap();
    let more = ["--folder", &folder, "--to", "li@example.cn", "--to", "wang@example.cn", "--format", "csv"];
    assert_eq!(code(&give(&desk, &more)), 0);

    let early = desk.at("2026-11-23T18:29", &["report", "orders", "run", "--json"]);
    assert_eq!(rows(&early), json!([]));
    let done = rows(&desk.at("2026-11-23T18:31", &["report", "orders", "run", "--json"]));
    assert_eq!(done[0]["moment"], "2026-11-23T18:30:00");
    let file = done[0]["file"].as_str().unwrap();
    assert!(file.ends_with("delay-report_2026-11-23.csv"), "{file}");
    let report = std::fs::read_to_string(file).unwrap();
    assert!(report.contains("R1") && report.contains("Stops due"), "{report}");
    assert_eq!(orders(&desk)["done"], "2026-11-23T18:30:00");
    assert_eq!(orders(&desk)["mail"], "queued");
    let again = desk.at("2026-11-23T18:35", &["report", "orders", "run", "--json"]);
    assert_eq!(rows(&again), json!([]));

    assert_eq!(code(&desk.at("2026-11-23T18:36", &["notices", "send"])), 0);
    assert_eq!(orders(&desk)["mail"], "sent");
    let taken = server.taken();
    assert_eq!(taken.len(), 1);
    assert_eq!(taken[0].to, ["li@example.cn", "wang@example.cn"]);
    for part in ["Subject: Delay report 2026-11-23", "delay-report_2026-11-23.csv", "text/csv", "evening"] {
        assert!(taken[0].message.contains(part), "{part} is not in {}", taken[0].message);
    }
    // Tuesday's is another one.
    let next = rows(&desk.at("2026-11-24T19:00", &["report", "orders", "run", "--json"]));
    assert!(next[0]["file"].as_str().unwrap().ends_with("delay-report_2026-11-24.csv"));
}

#[test]
fn a_folder_that_is_not_there_is_said_and_tried_again_later() {
    let desk = Desk::new();
    let folder = desk.path("gone");
    assert_eq!(code(&give(&desk, &["--folder", &folder])), 0);
    let failed = desk.at("2026-11-23T18:31", &["report", "orders", "run"]);
    assert_eq!(code(&failed), 3);
    assert!(errors(&failed).contains("is not there"), "{}", errors(&failed));
    assert!(orders(&desk)["fault"].as_str().unwrap().contains("is not there"));
    assert_eq!(orders(&desk)["done"], Value::Null);
    std::fs::create_dir(&folder).unwrap();
    let soon = desk.at("2026-11-23T18:32", &["report", "orders", "run", "--json"]);
    assert_eq!(rows(&soon), json!([]), "not every second");
    let later = rows(&desk.at("2026-11-23T18:45", &["report", "orders", "run", "--json"]));
    assert_eq!(later[0]["fault"], Value::Null);
    assert_eq!(
        (&orders(&desk)["fault"], &orders(&desk)["done"]),
        (&Value::Null, &json!("2026-11-23T18:30:00"))
    );
}

#[test]
fn an_order_nobody_can_mean_is_refused_in_words() {
    let desk = Desk::new();
    let nowhere = give(&desk, &[]);
    assert_eq!(code(&nowhere), 1);
    assert!(errors(&nowhere).contains("goes nowhere"), "{}", errors(&nowhere));
    let address = give(&desk, &["--to", "li at home"]);
    assert_eq!(code(&address), 1);
    assert!(errors(&address).contains("no e-mail address"), "{}", errors(&address));
    assert_eq!(code(&give(&desk, &["--folder", "x", "--days", "8"])), 2);
    assert_eq!(code(&desk.run(&["report", "orders", "drop", "evening"])), 1);
}

#[test]
fn two_schedulers_at_once_send_one_report() {
    let desk = Desk::new();
    let server = MailServer::good(Way::Plain);
    mailing(&desk, &server);
    assert_eq!(code(&give(&desk, &["--to", "li@example.cn"])), 0);
    let runs: Vec<_> = (0..4)
        .map(|_| desk.command("2026-11-23T18:31", &["report", "orders", "run", "--json"]).spawn().unwrap())
        .collect();
    for run in runs {
        assert!(run.wait_with_output().unwrap().status.success());
    }
    assert_eq!(code(&desk.at("2026-11-23T18:33", &["notices", "send"])), 0);
    assert_eq!(code(&desk.at("2026-11-23T18:34", &["notices", "send"])), 0);
    assert_eq!(server.taken().len(), 1);
}

#[test]
fn an_order_for_a_shift_reports_of_its_hours_alone() {
    let desk = Desk::new();
    let folder = desk.path("out");
    std::fs::create_dir(&folder).unwrap();
    let more = ["--folder", &folder, "--format", "json", "--hours", "14:00-22:00"];
    assert_eq!(code(&give(&desk, &more)), 0);
    assert_eq!(orders(&desk)["hours"], "14:00-22:00");
    let done = rows(&desk.at("2026-11-23T18:31", &["report", "orders", "run", "--json"]));
    let report = std::fs::read_to_string(done[0]["file"].as_str().unwrap()).unwrap();
    let report: Value = serde_json::from_str(&report).unwrap();
    // All stops are planned for the morning.
    assert_eq!((&report["hours"], &report["rows"]), (&json!("14:00-22:00"), &json!([])));
    for (kind, hours) in
        [("incidents", "06:00-14:00"), ("supervision", "22:00-06:00"), ("notices", "6:00-7:00")]
    {
        let file = desk.path(&format!("{kind}.json"));
        desk.json(&["report", kind, "--hours", hours, "-o", &file]);
        let report: Value = serde_json::from_str(&std::fs::read_to_string(&file).unwrap()).unwrap();
        assert_eq!(report["hours"].as_str().unwrap().len(), "06:00-14:00".len(), "{kind}");
    }
    let wrong = desk.run(&["report", "delays", "--hours", "14:00-14:00", "-o", &desk.path("d.csv")]);
    assert_eq!(code(&wrong), 2);
}
