//! Channels on the command line: what cannot be meant is refused before it is kept, and a test message says whether
//! a channel works.

use super::{Desk, code, errors};
use serde_json::{Value, json};

#[test]
fn channels_nobody_can_mean_are_refused_and_nothing_is_kept() {
    let desk = Desk::new();
    desk.json(&["notices", "set", "--robot", "night:wecom"]);
    let before = desk.json(&["log"]);
    for (wrong, english, chinese) in [
        (
            &["--from", "the desk"][..],
            "“the desk” is no e-mail address",
            "“the desk”不是可用作发件人的邮箱地址",
        ),
        (&["--mail", "mail.example.cn:0"], "No server listens at that port", "没有服务器使用该端口"),
        (&["--mail", "https://mail.example.cn:465"], "is no server's name", "不是服务器名称"),
        (
            &["--address", "东区营销部=east"],
            "东区营销部: “east” is neither",
            "东区营销部：“east”既不是邮箱地址",
        ),
        (&["--address", "=a@example.cn"], "belong to nobody", "没有归属"),
        (&["--robot", "Night:dingtalk"], "would stand under the same variable", "会存放在同一个变量下"),
    ] {
        let arguments = [&["notices", "set"], wrong].concat();
        for (language, said) in [("en", english), ("zh-CN", chinese)] {
            let done = desk.run(&[&arguments[..], &["--lang", language]].concat());
            assert_eq!(code(&done), 1, "{arguments:?}");
            assert!(errors(&done).contains(said), "{said}: {}", errors(&done));
        }
    }
    assert_eq!(desk.json(&["log"]), before);
    // Who only calls attention in a group has a phone number.
    desk.json(&["notices", "set", "--address", "东区营销部=13800000001,east@example.cn"]);
}

#[test]
fn mail_without_a_sender_is_set_with_a_word_about_it() {
    let desk = Desk::new();
    let done = desk.run(&["notices", "set", "--mail", "mail.example.cn:465"]);
    assert_eq!(code(&done), 0);
    assert!(errors(&done).contains("no address it comes from"), "{}", errors(&done));
    let done = desk.run(&["notices", "set", "--from", "desk@example.cn"]);
    assert_eq!(errors(&done), "");
}

#[test]
fn a_test_message_says_of_each_channel_whether_it_works() {
    let desk = Desk::new();
    let told = desk.json(&["notices", "test"]);
    assert_eq!([&told[0]["channel"], &told[0]["ok"]], [&json!("folder"), &json!(true)]);
    let file = told[0]["to"].as_str().unwrap();
    let message = std::fs::read_to_string(file).unwrap();
    assert!(message.contains("Message-ID: <test-20261123-060000@"), "{message}");

    desk.json(&[
        "notices",
        "set",
        "--mail",
        "127.0.0.1:1",
        "--security",
        "plain",
        "--from",
        "desk@example.cn",
    ]);
    desk.json(&["notices", "set", "--robot", "night:wecom"]);
    let done = desk.run(&["notices", "test", "--json"]);
    assert_eq!(code(&done), 3);
    let told: Value = serde_json::from_slice(&done.stdout).unwrap();
    let told: Vec<(&str, Option<&str>)> = told
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (one["channel"].as_str().unwrap(), one["fault"].as_str()))
        .collect();
    assert_eq!(told, [("folder", None), ("mail", Some("refused")), ("robot:night", Some("no_secret"))]);
    assert_eq!(desk.json(&["notices"]), json!([]), "a test is no notice");
    let said = desk.run(&["notices", "test", "--channel", "robot:night", "--lang", "zh-CN"]);
    assert!(String::from_utf8_lossy(&said.stdout).contains("通知无法经机器人“night”发出。"), "{said:?}");
    assert_eq!(code(&desk.run(&["notices", "test", "--channel", "pigeon"])), 2);
    assert_eq!(code(&desk.run(&["notices", "test", "--to", "nobody"])), 2);
    desk.json(&["notices", "set", "--no-folder", "--no-mail", "--no-robot", "night"]);
    assert_eq!(code(&desk.run(&["notices", "test"])), 1, "there is nothing to try");
}

#[test]
fn every_answer_about_the_day_names_the_departments_no_channel_reaches() {
    let desk = Desk::new();
    let row = |(n, route, departs): (i32, &str, &str)| {
        format!("2026-11-25,{route},鄂X·0000{},00{n},{n},10,{departs},08:00-18:00\n", &route[1..])
    };
    let rows: String =
        [(1, "R1", "07:30"), (2, "R1", "07:30"), (4, "R2", "10:30"), (5, "R2", "10:30")].map(row).concat();
    let heading = "day,route,plate,customer code,order,cartons,departure,window\n";
    let plan = desk.file("later.csv", format!("{heading}{rows}"));
    desk.json(&["import", &plan]);
    desk.json(&["notices", "set", "--no-folder"]);
    let hold = ["weather", "hold", "--route", "R1", "--from", "2026-11-25T07:00", "--to", "2026-11-25T12:00"];
    let now = "2026-11-25T06:00";
    let done = desk.at(now, &hold);
    assert_eq!(code(&done), 0, "{}", errors(&done));
    let done = desk.at(now, &["weather", "decide", "H261125-1", "go", "--route", "R1"]);
    assert_eq!(code(&done), 0, "{}", errors(&done));
    let done = desk.at(now, &["breakdown", "鄂X·00001"]);
    assert_eq!(code(&done), 0, "{}", errors(&done));
    let moved = desk.at(now, &["reassign", "R1", "--to", "鄂X·00002", "--dry-run", "--json"]);
    let moved: Value = serde_json::from_slice(&moved.stdout).unwrap();
    assert_eq!(
        [&moved["retold"], &moved["unreached"]],
        [&json!([]), &json!([])],
        "nobody is to be told of it"
    );
    for arguments in [
        &["move", "004", "--to", "R1", "--at", "1"][..],
        &["shift", "--route", "R2", "--by", "45"],
        &["weather", "hold", "--route", "R2", "--from", "2026-11-25T07:00", "--to", "2026-11-25T14:00"],
        &["weather", "decide", "H261125-1", "suspend", "--route", "R1"],
        &["recover", "--rounds", "20", "--apply", "1"],
    ] {
        let dry = [arguments, &["--date", "2026-11-25", "--dry-run"]].concat();
        let done = desk.at(now, &[&dry[..], &["--json"]].concat());
        assert_eq!(code(&done), 0, "{arguments:?}: {}", errors(&done));
        let told: Value = serde_json::from_slice(&done.stdout).unwrap();
        assert_eq!(
            told["unreached"],
            json!([{ "department": "东区营销部", "reach": "nowhere" }]),
            "{arguments:?} {told}"
        );
        for (language, said) in
            [("en", "No channel leads to 东区营销部"), ("zh-CN", "没有渠道通往东区营销部")]
        {
            let done = desk.at(now, &[&dry[..], &["--lang", language]].concat());
            assert!(String::from_utf8_lossy(&done.stdout).contains(said), "{arguments:?}: {done:?}");
        }
    }
}
