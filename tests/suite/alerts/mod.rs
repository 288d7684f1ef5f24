//! Alerts as offices send them give what `docs/alerts.md` says is right.
#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes its texts so when it updates them")]

mod hostile;

use crate::fixtures::Bytes as _;
use expect_test::{Expect, expect};
use mainstay::domain::alert::{Alert, AlertArea};
use mainstay::domain::place::Area;
use mainstay::exchange::alert::{AlertReading, read};
use mainstay::words::{Language, Tell, Words};
use std::fmt::Write as _;

const CHINA: i32 = 8 * 60;

fn fixture(name: &str) -> String {
    let path = format!("{}/tests/fixtures/alerts/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).expect("a fixture")
}

fn area(area: &AlertArea) -> String {
    let shape = |shape: &Area| match shape {
        Area::Polygon(ring) => format!("{} points", ring.len()),
        Area::Circle { radius, .. } => format!("circle {} m", radius.0),
        Area::Districts(_) | Area::Routes(_) => "no shape".to_owned(),
    };
    let districts = area.districts.iter().map(ToString::to_string);
    let faults = area.faults.iter().map(|fault| format!("unusable: {}", fault.name()));
    let parts: Vec<_> = districts.chain(area.shapes.iter().map(shape)).chain(faults).collect();
    format!("{}: {}", area.description, parts.join(", "))
}

fn shown(alert: &Alert) -> String {
    let mut text =
        format!("{} | {} {} | sent {}", alert.key, alert.status.name(), alert.message.name(), alert.sent);
    for key in &alert.refers_to {
        let _ = write!(text, "\n  refers to {key}");
    }
    for info in &alert.infos {
        let signal = info
            .signal
            .map_or("no signal".to_owned(), |it| format!("{} {}", it.kind.name(), it.colour.name()));
        let assumed = if info.until_assumed { " (assumed)" } else { "" };
        let clear = if info.all_clear { " all clear" } else { "" };
        let _ = write!(
            text,
            "\n  {} {}: {signal}{clear} | {} - {}{assumed}",
            info.language, info.event, info.from, info.until
        );
        for one in &info.areas {
            let _ = write!(text, "\n    {}", area(one));
        }
    }
    text
}

fn told(reading: &AlertReading) -> String {
    let words = Words::new(Language::English);
    let alerts = reading.alerts.iter().map(shown);
    let faults = reading.faults.iter().map(|fault| words.tell(&fault.message()));
    alerts.chain(faults).collect::<Vec<_>>().join("\n")
}

fn check(bytes: &[u8], wanted: &Expect) {
    wanted.assert_eq(&told(&read(bytes, "a.cap", CHINA)));
}

/// A message with this in its only info.
fn with_info(info: &str) -> String {
    format!(
        "<alert><identifier>1</identifier><sender>o</sender><sent>2026-11-23T06:00:00+08:00</sent>\
         <status>Actual</status><msgType>Alert</msgType><info><event>暴雨</event>{info}</info></alert>"
    )
}

#[test]
fn the_national_platforms_dialect_is_an_alert_like_any_other() {
    check(
        fixture("national.xml").as_bytes(),
        &expect![[r#"
        青岭市气象台,42039941600000_20261123063000 | actual alert | sent 2026-11-23T06:30:00
          zh-CN 青岭市气象台发布暴雨橙色预警[II级/严重]: rainstorm orange | 2026-11-23T07:00:00 - 2026-11-23T19:00:00
            东关区、南坪县: 420302, 420399"#]],
    );
}

#[test]
fn the_encoding_is_found_whatever_is_declared() {
    let plain = fixture("national.xml");
    let wanted = read(plain.as_bytes(), "a.cap", CHINA);
    assert_eq!(wanted.alerts.len(), 1);
    for declared in ["UTF-8", "GB2312", "GBK", "gb18030", "UTF-16"] {
        let text = plain.replace("UTF-8", declared);
        let marked = format!("\u{feff}{text}");
        let forms = [
            text.clone().into_bytes(),
            marked.into_bytes(),
            text.gb18030(),
            text.utf16_le(true),
            text.utf16_be(false),
        ];
        for (number, bytes) in forms.iter().enumerate() {
            assert_eq!(read(bytes, "a.cap", CHINA), wanted, "{declared}, form {number}");
        }
    }
}

#[test]
fn languages_prefixes_and_signatures_are_taken_as_they_come() {
    check(
        fixture("two-languages.xml").as_bytes(),
        &expect![[r#"
        warnings@weather.example,2.49.0.1.156.0.20261123.0007 | actual update | sent 2026-11-23T06:30:00
          refers to warnings@weather.example,2.49.0.1.156.0.20261123.0003
          refers to warnings@weather.example,2.49.0.1.156.0.20261123.0005
          zh-CN 大雾: fog yellow | 2026-11-23T05:00:00 - 2026-11-23T10:00:00
            青岭市: 4203, 4 points
          en-GB Dense fog: fog yellow | 2026-11-23T05:00:00 - 2026-11-23T10:00:00
            Qingling: circle 12500 m"#]],
    );
}

#[test]
fn the_time_is_the_centres_own() {
    let text = fixture("two-languages.xml");
    let at = |offset: i32| read(text.as_bytes(), "a.cap", offset).alerts[0].sent.to_string();
    assert_eq!(at(0), "2026-11-22T22:30:00");
    assert_eq!(at(CHINA), "2026-11-23T06:30:00");
    assert_eq!(at(-210), "2026-11-22T19:00:00");
}

#[test]
fn an_envelope_gives_each_alert_for_itself() {
    check(
        fixture("envelope.xml").as_bytes(),
        &expect![[r#"
        nord@weather.example,vind-1 | actual alert | sent 2026-11-23T12:00:00
          sv-SE average wind speed at sea: gale yellow | 2026-11-23T12:00:00 - 2026-11-24T12:00:00
            041: 
        nord@weather.example,övning 3 | exercise alert | sent 2026-11-23T12:00:00
          en-US Skyfall: rainstorm red | 2026-11-23T12:00:00 - 2026-11-24T12:00:00 (assumed)
            043: 
        a.cap [2]: the alert ends (2026-11-23T15:00:00) before it begins (2026-11-23T16:00:00). Nobody can say which is wrong; ask its sender, or make a hold by hand."#]],
    );
}

#[test]
fn a_signal_that_is_lifted_says_so_and_does_not_refer_to_itself() {
    check(
        fixture("lifted.xml").as_bytes(),
        &expect![[r#"
        met@island.example,Signal_MS_2026_011 | actual update | sent 2026-11-23T05:52:12
          zh-mo 強烈季候風信號: gale yellow all clear | 2026-11-23T06:00:00 - 2026-11-23T06:00:00
            全島: 4 points
          pt-PT VENTOS FORTES DE MONÇÃO: gale yellow all clear | 2026-11-23T06:00:00 - 2026-11-24T06:00:00 (assumed)"#]],
    );
}

#[test]
fn a_bare_cancellation_is_taken() {
    check(
        fixture("cancel.xml").as_bytes(),
        &expect![[r#"
        Gate,7001_Cancel | actual cancel | sent 2026-11-24T04:47:09
          refers to Gate,7001"#]],
    );
}

#[test]
fn shapes_that_cannot_be_used_say_why() {
    check(
        fixture("shapes.xml").as_bytes(),
        &expect![[r#"
        http://office.example/,shapes-1 | actual alert | sent 2026-11-23T06:52:00
          en-US Flood Warning: rainstorm yellow | 2026-11-23T06:52:00 - 2026-11-25T11:15:00
            commas and signs: 5 points
            two points: unusable: too_few_points
            a bow tie: unusable: crosses_itself
            latitude last: unusable: not_on_the_earth
            a point: unusable: no_radius
            a circle of 1.0: circle 1000 m
            a name only: "#]],
    );
}

#[test]
fn what_is_no_alert_is_told_in_words() {
    for (text, wanted) in [
        (String::new(), expect!["a.cap is empty. Fetch it again."]),
        (
            fixture("page.cap"),
            expect![
                "a.cap is a web page, whatever its name says. The address is wrong, or the service was down: open it in a browser to see what it says."
            ],
        ),
        (
            fixture("bomb.cap"),
            expect![
                "a.cap has a document type (<!DOCTYPE), which could make the desk fetch or unfold anything; it is refused. Ask its sender for the document without one."
            ],
        ),
        (
            "{\"status\": 503}".to_owned(),
            expect!["a.cap is no XML. Choose the file the office gives, or check the address."],
        ),
        (
            "<rss><channel/></rss>".to_owned(),
            expect![
                "a.cap is no weather alert (CAP): its outermost element is “rss”. Choose the alert itself; a list of alerts belongs under feeds."
            ],
        ),
        (
            fixture("national.xml").replace("</Alert>", ""),
            expect!["a.cap breaks off before its end. Fetch or copy it again."],
        ),
        (
            fixture("national.xml").replace("</info>", "</inf>"),
            expect!["a.cap is broken at line 35. Fetch it again; if that doesn't help, tell its sender."],
        ),
    ] {
        check(text.as_bytes(), &wanted);
    }
}

#[test]
fn what_decides_must_be_there_and_make_sense() {
    let text = fixture("national.xml");
    let without = |element: &str| text.replace(element, "other");
    for (text, wanted) in [
        (
            without("identifier"),
            expect![
                "a.cap: the alert has no “identifier”, without which it can't be told from others. Tell its sender; until then make a hold by hand."
            ],
        ),
        (
            without("sendTime"),
            expect![
                "a.cap: the alert has no “sent”, without which it can't be told from others. Tell its sender; until then make a hold by hand."
            ],
        ),
        (
            without("status"),
            expect![
                "a.cap: the alert has no “status”, without which it can't be told from others. Tell its sender; until then make a hold by hand."
            ],
        ),
        (
            without("msgType"),
            expect![
                "a.cap: the alert has no “msgType”, without which it can't be told from others. Tell its sender; until then make a hold by hand."
            ],
        ),
        (
            text.replace("Actual", "Perhaps"),
            expect![
                "a.cap: “Perhaps” is nothing that “status” can be. Tell its sender; until then make a hold by hand."
            ],
        ),
        (
            text.replace("2026-11-23 19:00:00", "tonight"),
            expect![
                "a.cap: “tonight” in “expires” is no moment. Tell its sender; until then make a hold by hand."
            ],
        ),
        (
            text.replace("2026-11-23 19:00:00", "2026-11-23 06:59:59"),
            expect![
                "a.cap: the alert ends (2026-11-23T06:59:59) before it begins (2026-11-23T07:00:00). Nobody can say which is wrong; ask its sender, or make a hold by hand."
            ],
        ),
        (
            text.replace("sender", "other").replace("senderCode", "other"),
            expect![
                "a.cap: the alert has no “sender”, without which it can't be told from others. Tell its sender; until then make a hold by hand."
            ],
        ),
    ] {
        check(text.as_bytes(), &wanted);
    }
    // The sender's code stands in for its name.
    let coded = read(text.replace("<sender>青岭市气象台</sender>", "").as_bytes(), "a.cap", CHINA);
    assert_eq!(coded.alerts[0].key.as_str(), "42039941600000,42039941600000_20261123063000");
}

#[test]
fn a_message_begins_at_onset_else_effective_else_when_it_was_sent() {
    let from =
        |info: &str| read(with_info(info).as_bytes(), "a.cap", CHINA).alerts[0].infos[0].from.to_string();
    assert_eq!(from(""), "2026-11-23T06:00:00");
    assert_eq!(from("<effective>2026-11-23T07:00:00+08:00</effective>"), "2026-11-23T07:00:00");
    let both = "<effective>2026-11-23T07:00:00+08:00</effective><onset>2026-11-23T08:00:00+08:00</onset>";
    assert_eq!(from(both), "2026-11-23T08:00:00");
}

#[test]
fn too_much_of_anything_is_refused_by_its_name() {
    let why = |text: &str| {
        let reading = read(text.as_bytes(), "a.cap", CHINA);
        assert_eq!((reading.alerts.len(), reading.faults.len()), (0, 1));
        told(&reading)
    };
    expect![
        "a.cap: a polygon of the alert has more than 20000 points, which no border needs; it is refused."
    ]
    .assert_eq(&why(&with_info(&format!("<area><polygon>{}</polygon></area>", "1,2 ".repeat(20_001)))));
    expect!["a.cap: the alert has more than 4096 of “area”, which no alert needs; it is refused."]
        .assert_eq(&why(&with_info(&"<area/>".repeat(4_097))));
    expect!["a.cap: the alert has more than 256 of “info”, which no alert needs; it is refused."]
        .assert_eq(&why(&with_info(&"</info><info>".repeat(256))));
    expect!["a.cap has more than 200000 elements, which no such document needs; it is refused."]
        .assert_eq(&why(&with_info(&"<x/>".repeat(200_001))));
    expect!["a.cap is nested more than 32 levels deep, which no such document needs; it is refused."]
        .assert_eq(&why(&with_info(&"<x>".repeat(40))));
    expect!["a.cap has 6 MB, and at most 4 MB are read. No alert is as large; check the file."]
        .assert_eq(&why(&with_info(&" ".repeat(5 << 20))));
    let long = with_info(&format!("<description>{}</description>", "雨".repeat(9_000)));
    let reading = read(long.as_bytes(), "a.cap", CHINA);
    assert_eq!(reading.alerts[0].infos[0].description.chars().count(), 8_001);
}
