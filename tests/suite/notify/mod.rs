//! Notices leave by every channel, against real servers on this computer that misbehave in each way they can.
#![allow(clippy::needless_raw_string_hashes, reason = "expect-test writes its texts so when it updates them")]

mod by_folder;
mod by_mail;
mod by_robot;
pub mod mail_server;

use mainstay::domain::time::Timestamp;
use mainstay::notify::channels::{Limits, Moment, Sent};
use mainstay::notify::secrets::{Secret, Secrets};
use mainstay::notify::{Call, Channel, Letter, Recipient, channels};
use mainstay::words::{Language, Tell, Words};
use std::collections::BTreeMap;
use std::time::Duration;

/// Secrets a test knows.
#[derive(Default)]
struct Known(BTreeMap<String, String>);

impl Known {
    fn of(pairs: &[(&str, &str)]) -> Self {
        Self(pairs.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect())
    }
}

impl Secrets for Known {
    fn get(&self, name: &str) -> Option<Secret> {
        self.0.get(name).map(Secret::new)
    }
}

fn moment() -> Moment {
    Moment { now: Timestamp::parse("2026-11-23T10:30").expect("a moment"), offset_minutes: 480 }
}

/// Short enough to wait for, long enough for a busy machine.
fn hasty() -> Limits {
    Limits { connect: Duration::from_millis(700), overall: Duration::from_millis(700) }
}

fn patient() -> Limits {
    Limits { connect: Duration::from_secs(20), overall: Duration::from_secs(20) }
}

fn recipient(name: &str, address: &str) -> Recipient {
    Recipient { name: name.to_owned(), address: address.to_owned() }
}

fn letter() -> Letter {
    Letter {
        id: "n-0007.1".into(),
        from: "武昌配送中心".to_owned(),
        to: vec![recipient("王丽", "wang.li@example.cn"), recipient("Marketing", "marketing@example.cn")],
        subject: "2 家客户的送货时间改变".to_owned(),
        text: "车辆故障，请通知以下客户。\n.点开头的一行\n联系人：调度室 027-88880000".to_owned(),
        calls: vec![
            Call {
                retailer: "420101000017".to_owned(),
                name: "平安烟酒店".to_owned(),
                phone: "13800000017".to_owned(),
                manager: "王丽".to_owned(),
                old_time: "10:40".to_owned(),
                new_time: "12:15".to_owned(),
                reason: "车辆故障".to_owned(),
                incident: "I-3".to_owned(),
                message: "您的卷烟预计12:15送达".to_owned(),
            },
            Call {
                retailer: "420101000018".to_owned(),
                name: "=HYPERLINK(\"http://x\")\nBcc: x".to_owned(),
                phone: "+86 27 88880000".to_owned(),
                old_time: "10:55".to_owned(),
                new_time: "改于明天".to_owned(),
                ..Call::default()
            },
        ],
        files: Vec::new(),
        at: Timestamp::parse("2026-11-23T10:20").expect("a moment"),
        language: Language::Chinese,
    }
}

/// What is said of a failed attempt, in both languages; nothing of it may hold a secret.
fn told(fault: &channels::SendFault, secrets: &Known) -> String {
    let texts =
        [Language::English, Language::Chinese].map(|language| Words::new(language).tell(&fault.message()));
    for text in texts.iter().chain([&format!("{fault:?}"), &fault.to_string()]) {
        for secret in secrets.0.values() {
            assert!(!text.contains(secret.as_str()), "{text}");
        }
    }
    let [english, chinese] = texts;
    assert!(!chinese.is_empty() && chinese != english);
    english
}

fn send(
    channel: &Channel,
    letter: &Letter,
    secrets: &Known,
    limits: &Limits,
) -> Result<Sent, channels::SendFault> {
    mainstay::notify::send(channel, letter, &Sent::default(), moment(), secrets, limits)
}
