//! Robots of groups: each platform's own words and signatures, and answers that are good by their status only.

use super::{Known, hasty, letter, moment, patient, recipient, send, told};
use crate::loopback::{Answer, Loopback};
use expect_test::expect;
use mainstay::domain::settings::RobotPlatform;
use mainstay::domain::time::Timestamp;
use mainstay::exchange::fetch::Trouble;
use mainstay::notify::channels::{Limits, Meaning, Moment, Robot, SendFault, Sent, Why};
use mainstay::notify::{Call, Channel, Letter, send as send_rest};
use proptest::prelude::*;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

const TOKEN: &str = "f9a1c3e5-aaaa-bbbb-cccc-0123456789ab";
const KEY: &str = "SEC1234567890abcdef";

fn secrets(address: &str) -> Known {
    Known::of(&[
        ("MAINSTAY_ROBOT_NIGHT_SHIFT_URL", &format!("{address}/send?key={TOKEN}")),
        ("MAINSTAY_ROBOT_NIGHT_SHIFT_SECRET", KEY),
    ])
}

fn robot(platform: RobotPlatform) -> Channel {
    Channel::Robot(Robot { name: "night shift".to_owned(), platform })
}

fn good(platform: RobotPlatform) -> &'static str {
    match platform {
        RobotPlatform::WeCom | RobotPlatform::DingTalk => r#"{"errcode":0,"errmsg":"ok"}"#,
        RobotPlatform::Feishu => {
            r#"{"StatusCode":0,"StatusMessage":"success","code":0,"data":{},"msg":"success"}"#
        }
    }
}

/// What was asked for: the path and the body of each request.
fn asked(server: &Loopback) -> Vec<(String, serde_json::Value)> {
    let asked = server.asked.lock().expect("no panic");
    let parts = |request: &String| {
        let (head, body) = request.split_once("\r\n\r\n").expect("a head");
        assert!(head.to_ascii_lowercase().contains("content-type: application/json"), "{head}");
        let path = head.split(' ').nth(1).expect("a path").to_owned();
        (path, serde_json::from_str(body).expect("JSON"))
    };
    asked.iter().map(parts).collect()
}

#[test]
fn each_platform_is_spoken_to_in_its_own_words() {
    let mut letter = letter();
    letter.to = vec![recipient("王丽", "138-0000-0017"), recipient("Marketing", "marketing@example.cn")];
    let mut told = Vec::new();
    for platform in RobotPlatform::ALL {
        let server = Loopback::new(move |_| Answer::good(good(platform)));
        let sent = send(&robot(platform), &letter, &secrets(&server.address), &patient()).expect("sent");
        assert_eq!(sent.parts, 1);
        for (path, body) in asked(&server) {
            told.push(format!("{} {path}\n{body}", platform.name()));
        }
    }
    expect![[r#"
        wecom /send?key=f9a1c3e5-aaaa-bbbb-cccc-0123456789ab
        {"msgtype":"text","text":{"content":"2 家客户的送货时间改变\n车辆故障，请通知以下客户。\n.点开头的一行\n联系人：调度室 027-88880000\n420101000017 平安烟酒店 13800000017 10:40 → 12:15 车辆故障\n420101000018 =HYPERLINK(\"http://x\") Bcc: x +86 27 88880000 10:55 → 改于明天\n#n-0007.1","mentioned_mobile_list":["13800000017"]}}
        dingtalk /send?key=f9a1c3e5-aaaa-bbbb-cccc-0123456789ab&timestamp=1795401000000&sign=YN2cgD0cYWKN4wkDc6vvAstyB6lUy5erUeLrIlILg8E%3D
        {"at":{"atMobiles":["13800000017"],"isAtAll":false},"msgtype":"text","text":{"content":"2 家客户的送货时间改变\n车辆故障，请通知以下客户。\n.点开头的一行\n联系人：调度室 027-88880000\n420101000017 平安烟酒店 13800000017 10:40 → 12:15 车辆故障\n420101000018 =HYPERLINK(\"http://x\") Bcc: x +86 27 88880000 10:55 → 改于明天\n#n-0007.1"}}
        feishu /send?key=f9a1c3e5-aaaa-bbbb-cccc-0123456789ab
        {"content":{"text":"2 家客户的送货时间改变\n车辆故障，请通知以下客户。\n.点开头的一行\n联系人：调度室 027-88880000\n420101000017 平安烟酒店 13800000017 10:40 → 12:15 车辆故障\n420101000018 =HYPERLINK(\"http://x\") Bcc: x +86 27 88880000 10:55 → 改于明天\n#n-0007.1"},"msg_type":"text","sign":"AI3ph/CNL6xwxiDaUlYsT7hwUIgKnZqhDVocSSazths=","timestamp":"1795401000"}"#]].assert_eq(&told.join("\n"));
}

#[test]
fn a_robot_without_a_key_is_not_signed_for() {
    for platform in RobotPlatform::ALL {
        let server = Loopback::new(move |_| Answer::good(good(platform)));
        let secrets = Known::of(&[("MAINSTAY_ROBOT_NIGHT_SHIFT_URL", &server.address)]);
        send(&robot(platform), &letter(), &secrets, &patient()).expect("sent");
        let (path, body) = asked(&server).remove(0);
        assert!(!path.contains("sign") && body.get("sign").is_none() && body.get("timestamp").is_none());
    }
}

#[test]
fn a_signature_is_of_the_moment_of_the_attempt() {
    let server = Loopback::new(|_| Answer::good(good(RobotPlatform::DingTalk)));
    let at = |text: &str, offset_minutes| Moment {
        now: Timestamp::parse(text).expect("a moment"),
        offset_minutes,
    };
    for moment in [at("2026-11-23T10:30", 480), at("2026-11-23T02:30", 0), at("2026-11-23T10:31", 480)] {
        let (robot, secrets) = (robot(RobotPlatform::DingTalk), secrets(&server.address));
        send_rest(&robot, &letter(), &Sent::default(), moment, &secrets, &patient()).expect("sent");
    }
    let paths: Vec<_> = asked(&server).into_iter().map(|(path, _)| path).collect();
    assert_eq!(paths[0], paths[1]);
    assert_ne!(paths[0], paths[2]);
    assert!(paths[0].contains("timestamp=1795401000000&sign="), "{}", paths[0]);
}

fn long_letter() -> Letter {
    let call = |shop: u32| Call {
        retailer: format!("4201{shop:08}"),
        name: "平安烟酒店".to_owned(),
        phone: "13800000017".to_owned(),
        old_time: "10:40".to_owned(),
        new_time: "12:15".to_owned(),
        reason: "车辆故障".to_owned(),
        ..Call::default()
    };
    Letter { calls: (0..80).map(call).collect(), ..letter() }
}

#[test]
fn a_long_list_goes_in_parts_and_a_further_attempt_goes_on_where_it_ended() {
    let count = AtomicUsize::new(0);
    let server = Loopback::new(move |_| match count.fetch_add(1, Ordering::SeqCst) {
        2 => Answer::good(r#"{"errcode":45009,"errmsg":"api freq out of limit"}"#),
        _ => Answer::good(good(RobotPlatform::WeCom)),
    });
    let (robot, secrets) = (robot(RobotPlatform::WeCom), secrets(&server.address));
    let fault = send(&robot, &long_letter(), &secrets, &patient()).expect_err("too fast");
    assert_eq!((fault.sent.parts, fault.retry_after), (2, Some(Duration::from_mins(1))));
    let sent = send_rest(&robot, &long_letter(), &fault.sent, moment(), &secrets, &patient()).expect("sent");
    let texts: Vec<_> = asked(&server)
        .into_iter()
        .map(|(_, body)| body["text"]["content"].as_str().expect("a text").to_owned())
        .collect();
    assert!(texts.iter().all(|text| text.len() <= 2_048 && text.ends_with("\n#n-0007.1")));
    assert_eq!(texts[2], texts[3], "the third was refused, and is sent anew");
    assert_eq!(texts.len(), sent.parts + 1);
    let shops = texts[..2].iter().chain(&texts[3..]).flat_map(|text| text.lines());
    assert_eq!(shops.filter(|line| line.starts_with("4201")).count(), 80);
}

fn fault(
    limits: &Limits,
    platform: RobotPlatform,
    script: impl Fn(&str) -> Answer + Send + Sync + 'static,
) -> SendFault {
    let server = Loopback::new(script);
    let secrets = secrets(&server.address);
    let fault = send(&robot(platform), &letter(), &secrets, limits).expect_err("it misbehaves");
    assert!(told(&fault, &secrets).contains("night shift"));
    assert!(!format!("{fault:?}").contains(TOKEN), "{fault:?}");
    assert_eq!(*fault.sent, Sent::default());
    fault
}

#[test]
fn a_server_that_misbehaves_is_told_by_what_it_does() {
    let why =
        |limits: Limits, answer: Answer| fault(&limits, RobotPlatform::WeCom, move |_| answer.clone()).why;
    assert_eq!(why(hasty(), Answer::Hang), Why::Network(Trouble::TimedOut));
    assert_eq!(why(hasty(), Answer::Drip), Why::Network(Trouble::TimedOut));
    assert_eq!(why(patient(), Answer::Drop), Why::Network(Trouble::BrokenOff));
    let half = Answer::Raw(b"HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n{\"errcode\":0".to_vec());
    assert_eq!(why(patient(), half), Why::Network(Trouble::BrokenOff));
    let html = Answer::good("<html><title>Sign in to the network</title>");
    assert_eq!(why(patient(), html), Why::NotUnderstood("Sign in to the network".to_owned()));
    assert_eq!(why(patient(), Answer::good("")), Why::NotUnderstood(String::new()));
    assert_eq!(why(patient(), Answer::good("{\"errcode\":\"0\"}")).name(), "not_understood");
    assert_eq!(why(patient(), Answer::Endless).name(), "not_understood");
    let oh = Answer::page("502 Bad Gateway", "", "<h1>Bad gateway</h1>");
    assert_eq!(why(patient(), oh), Why::Status { code: 502, says: "Bad gateway".to_owned() });
    assert!(why(patient(), Answer::page("404 Not Found", "", "")).is_final());
    assert!(!why(patient(), Answer::page("503 Busy", "", "")).is_final());
}

#[test]
fn a_good_status_with_a_bad_code_is_no_success() {
    use RobotPlatform::{DingTalk, Feishu, WeCom};
    let meaning = |platform, code: i64, says: &str| {
        let body = match platform {
            Feishu => format!(r#"{{"code":{code},"msg":"{says}"}}"#),
            _ => format!(r#"{{"errcode":{code},"errmsg":"{says}"}}"#),
        };
        let fault = fault(&patient(), platform, move |_| Answer::good(&body));
        let Why::Robot { meaning, .. } = fault.why else { panic!("{fault:?}") };
        (meaning, fault.failure().is_final, fault.retry_after.map(|wait| wait.as_secs()))
    };
    assert_eq!(meaning(WeCom, 93_000, "invalid webhook url"), (Meaning::NoSuchRobot, true, None));
    assert_eq!(meaning(WeCom, 45_009, "api freq out of limit"), (Meaning::TooFast, false, Some(60)));
    assert_eq!(meaning(WeCom, -1, "system error"), (Meaning::Busy, false, None));
    assert_eq!(meaning(DingTalk, 310_000, "sign not match"), (Meaning::NotAllowed, true, None));
    assert_eq!(meaning(DingTalk, 130_101, "send too fast"), (Meaning::TooFast, false, Some(600)));
    assert_eq!(meaning(DingTalk, 410_100, "too fast"), (Meaning::TooFast, false, Some(600)));
    assert_eq!(meaning(DingTalk, 300_001, "token is not exist"), (Meaning::NoSuchRobot, true, None));
    assert_eq!(meaning(Feishu, 19_021, "sign match fail"), (Meaning::NotAllowed, true, None));
    assert_eq!(meaning(Feishu, 11_232, "frequency limited"), (Meaning::TooFast, false, Some(60)));
    assert_eq!(meaning(Feishu, 9_499, "too many request"), (Meaning::TooFast, false, Some(60)));
    assert_eq!(meaning(Feishu, 9_499, "Bad Request"), (Meaning::BadContent, true, None));
    assert_eq!(meaning(Feishu, 19_001, "token invalid"), (Meaning::NoSuchRobot, true, None));
    assert_eq!(meaning(WeCom, 12_345, "?"), (Meaning::Unknown, false, None));
}

#[test]
fn a_platform_that_asks_for_a_pause_gets_it() {
    let wait = |answer: Answer| fault(&patient(), RobotPlatform::Feishu, move |_| answer.clone()).retry_after;
    let slow = Answer::page("429 Too Many Requests", "Retry-After: 120\r\n", "");
    assert_eq!(wait(slow), Some(Duration::from_mins(2)));
    let slow = Answer::page(
        "429 Too Many Requests",
        "",
        r#"{"code":99991400,"msg":"request trigger frequency limit"}"#,
    );
    assert_eq!(wait(slow), Some(Duration::from_mins(1)));
    let odd = Answer::page("503 Busy", "Retry-After: tomorrow\r\n", "");
    assert_eq!(wait(odd), None);
}

#[test]
fn nothing_leads_the_letter_to_another_server() {
    let other = Loopback::new(|_| Answer::good(good(RobotPlatform::WeCom)));
    let address = format!("Location: {}\r\n", other.address);
    let why =
        fault(&patient(), RobotPlatform::WeCom, move |_| Answer::page("307 Elsewhere", &address, "")).why;
    assert_eq!((&why, why.is_final()), (&Why::Redirected, true));
    assert!(other.paths().is_empty());
}

#[test]
fn an_address_that_is_not_secured_is_not_used() {
    let why = |url: &str| {
        let secrets = Known::of(&[("MAINSTAY_ROBOT_NIGHT_SHIFT_URL", url)]);
        let fault =
            send(&robot(RobotPlatform::WeCom), &letter(), &secrets, &hasty()).expect_err("no address");
        told(&fault, &secrets);
        (fault.why.name(), fault.failure().is_final)
    };
    for url in [
        "http://qyapi.example/send?key=0123456789ab",
        "http://127.0.0.1.example/0123456789ab",
        "file:///etc/passwd",
        "nonsense",
    ] {
        assert_eq!(why(url), ("not_secure", true), "{url}");
    }
    assert_eq!(why("https://"), ("bad_address", true));
    let fault =
        send(&robot(RobotPlatform::WeCom), &letter(), &Known::default(), &hasty()).expect_err("no address");
    assert_eq!(fault.why, Why::NoSecret("MAINSTAY_ROBOT_NIGHT_SHIFT_URL".to_owned()));
    // One that is secured, by whom nobody knows.
    let server = super::mail_server::MailServer::good(super::mail_server::Way::Tls);
    let secrets = secrets(&format!("https://localhost:{}", server.port));
    let fault = send(&robot(RobotPlatform::WeCom), &letter(), &secrets, &patient()).expect_err("untrusted");
    assert!(matches!(fault.why, Why::Network(Trouble::Untrusted(_))), "{fault:?}");
    told(&fault, &secrets);
}

#[test]
fn a_page_that_repeats_the_address_does_not_make_it_known() {
    let repeat = |request: &str| {
        let path = request.split(' ').nth(1).unwrap_or_default();
        Answer::page("404 Not Found", "", &format!("<title>no {path} for {KEY}</title>"))
    };
    for platform in RobotPlatform::ALL {
        let fault = fault(&patient(), platform, repeat);
        assert!(
            matches!(&fault.why, Why::Status { says, .. } if says.starts_with("no /send?key=… for …") || says.starts_with("no /send?key=…")),
            "{fault:?}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_answer_of_any_kind_is_a_success_or_a_fault(
        body in "(\\{|\\}|\"code\":|\"errcode\":|\"errmsg\":|0|-?[0-9]{1,25}|null|\"\\PC{0,9}\"|,|<html>|\\PC){0,9}",
        status in prop::sample::select(vec!["200 OK", "204 No", "400 Bad", "429 Slow", "500 Oh", "999 ?"]),
    ) {
        for platform in RobotPlatform::ALL {
            let page = Answer::page(status, "", &body);
            let server = Loopback::new(move |_| page.clone());
            let secrets = secrets(&server.address);
            match send(&robot(platform), &letter(), &secrets, &patient()) {
                Ok(_) => prop_assert!(status.starts_with("20") && body.contains("code")),
                Err(fault) => prop_assert!(!told(&fault, &secrets).is_empty()),
            }
        }
    }
}
