//! What servers answer, and what the window remembers: pages of feeds over HTTP, robots, mail servers, saved state.

use super::runs::feed;
use super::slips::{damaged, knocked};
use super::tables::say;
use super::tree::{Tree, odd, slipped};
use crate::loopback::{Answer, Loopback};
use crate::notify::mail_server::{MailServer, Step, Way};
use eframe::Storage;
use mainstay::desk::frame::Remembered;
use mainstay::domain::settings::{MailSecurity, RobotPlatform};
use mainstay::exchange::fetch::{Fetcher, Limits as FetchLimits, Version};
use mainstay::notify::channels::{Limits, Mail, Moment, Robot, Sent};
use mainstay::notify::secrets::{Secret, Secrets};
use mainstay::notify::{Channel, Letter, Recipient, send};
use mainstay::words::Language;
use proptest::prelude::*;
use std::sync::{Arc, Mutex};
use std::time::Duration;

struct Here(String);

impl Secrets for Here {
    fn get(&self, _: &str) -> Option<Secret> {
        Some(Secret::new(&self.0))
    }
}

fn limits() -> Limits {
    Limits { connect: Duration::from_millis(700), overall: Duration::from_millis(700) }
}

fn try_to_send(channel: &Channel, address: &str) {
    let at = crate::city::at("10:20");
    let letter = Letter {
        id: "n-0007.1".into(),
        from: "配送中心".to_owned(),
        to: vec![Recipient { name: "王丽".to_owned(), address: "wang.li@example.cn".to_owned() }],
        subject: "x".to_owned(),
        text: "一\n二".to_owned(),
        calls: Vec::new(),
        files: Vec::new(),
        at,
        language: Language::Chinese,
    };
    let moment = Moment { now: at, offset_minutes: 480 };
    if let Err(fault) = send(channel, &letter, &Sent::default(), moment, &Here(address.to_owned()), &limits())
    {
        say(&fault);
    }
}

/// What a server says next, shared with the server's thread.
type Next = Arc<Mutex<Vec<u8>>>;

fn a_server(next: &Next) -> Loopback {
    let next = Arc::clone(next);
    Loopback::new(move |_| Answer::Raw(next.lock().unwrap().clone()))
}

fn an_answer(bodies: impl Strategy<Value = String>) -> impl Strategy<Value = Vec<u8>> {
    let heads = prop::sample::select(vec![
        "HTTP/1.1 200 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n",
        "HTTP/1.1 304 Not Modified\r\nETag: \"x\"\r\n\r\n",
        "HTTP/1.1 302 Found\r\nLocation: file:///etc/passwd\r\n\r\n",
        "HTTP/1.1 999 \u{1}\r\nRetry-After: 1e99\r\n\r\n",
        "",
    ]);
    (heads, bodies).prop_map(|(head, body)| [head.as_bytes(), body.as_bytes()].concat())
}

#[test]
fn answers_of_web_servers_end_in_words() {
    let next = Next::default();
    let server = a_server(&next);
    let overall = Duration::from_secs(5);
    let fetcher =
        Fetcher::new(FetchLimits { overall, connect: overall, most_bytes: 1 << 20, most_redirects: 3 });
    feed("pages", 40, &knocked(an_answer(odd())), |bytes| {
        *next.lock().unwrap() = bytes.to_vec();
        if let Err(fault) = fetcher.get(&server.address, &Version::default()) {
            say(&fault);
        }
    });
}

#[test]
fn answers_of_robots_end_in_words() {
    let next = Next::default();
    let server = a_server(&next);
    let trees = [
        r#"{"errcode":0,"errmsg":"ok"}"#,
        r#"{"code":11232,"msg":"x","StatusCode":0,"StatusMessage":"success"}"#,
    ];
    let bodies = slipped(trees.iter().map(|text| Tree::json(text)).collect());
    feed("robots", 40, &knocked(an_answer(bodies)), |bytes| {
        *next.lock().unwrap() = bytes.to_vec();
        let platform = RobotPlatform::ALL[bytes.len() % RobotPlatform::ALL.len()];
        try_to_send(&Channel::Robot(Robot { name: "x".to_owned(), platform }), &server.address);
    });
}

#[test]
fn answers_of_mail_servers_end_in_words() {
    let next = Next::default();
    let lines = Arc::clone(&next);
    let server = MailServer::new(Way::Plain, move |line| {
        let bytes = lines.lock().unwrap();
        // The first byte says which of its lines the server says otherwise.
        let steps = ["", "EHLO", "AUTH", "MAIL", "RCPT", "DATA", ".", "QUIT"];
        let (first, rest) = bytes.split_first().unwrap_or((&0, &[]));
        let here = line.split([' ', ':']).next() == Some(steps[usize::from(*first) % steps.len()]);
        if here { Step::SayAndDrop(String::from_utf8_lossy(rest).into_owned()) } else { Step::Usual }
    });
    let lines =
        prop_oneof!["[0-9]{0,4}[ -]?\\PC{0,40}\r?\n", "(250-\\PC{0,12}\r\n){0,12}250 [A-Z]{0,8}\r\n", odd(),];
    let answers = (any::<u8>(), lines).prop_map(|(first, line)| [&[first], line.as_bytes()].concat());
    let mail = Channel::Mail(Mail {
        host: "127.0.0.1".to_owned(),
        port: server.port,
        security: MailSecurity::Plain,
        may_be_overheard: false,
        user: "desk".to_owned(),
        from: "desk@example.cn".to_owned(),
        authority: None,
    });
    feed("mail", 20, &answers, |bytes| {
        *next.lock().unwrap() = bytes.to_vec();
        try_to_send(&mail, "secret");
    });
}

#[derive(Default)]
struct Kept(Option<String>);

impl Storage for Kept {
    fn get_string(&self, _: &str) -> Option<String> {
        self.0.clone()
    }

    fn set_string(&mut self, _: &str, value: String) {
        self.0 = Some(value);
    }

    fn remove_string(&mut self, _: &str) {
        self.0 = None;
    }

    fn flush(&mut self) {}
}

#[test]
fn a_damaged_window_state_is_passed_over() {
    let mut kept = Kept::default();
    eframe::set_value(&mut kept, "desk", &Remembered::default());
    let saved = kept.0.unwrap();
    assert!(saved.contains("person"), "{saved}");
    let tree = Tree::rows(&saved.replace(',', ",\n"), ":");
    let documents =
        prop_oneof![slipped(vec![tree]).prop_map(String::into_bytes), damaged(Just(saved.into_bytes())),];
    feed("window", 200, &documents, |bytes| {
        let kept = Kept(Some(String::from_utf8_lossy(bytes).into_owned()));
        if let Some(remembered) = eframe::get_value::<Remembered>(&kept, "desk") {
            let _ = mainstay::desk::frame::Desk::new(Language::English, remembered);
        }
    });
}
