//! Mail: secured in each way, told who got it, and a server that misbehaves told by what it does.

use super::mail_server::{MailServer, Step, Way, say};
use super::{Known, hasty, letter, moment, patient, recipient, send, told};
use expect_test::expect;
use mainstay::domain::settings::MailSecurity;
use mainstay::exchange::fetch::Trouble;
use mainstay::notify::channels::{Limits, Mail, SendFault, Why};
use mainstay::notify::secrets::SMTP_PASSWORD;
use mainstay::notify::{Channel, Letter, send as send_rest};
use proptest::prelude::*;
use std::net::{TcpListener, UdpSocket};

const PASSWORD: &str = "correct-horse-battery";

fn secrets() -> Known {
    Known::of(&[(SMTP_PASSWORD, PASSWORD)])
}

fn mail(server: &MailServer, security: MailSecurity) -> Mail {
    Mail {
        host: "localhost".to_owned(),
        port: server.port,
        security,
        may_be_overheard: false,
        user: "desk".to_owned(),
        from: "dispatch@centre.example".to_owned(),
        authority: Some(server.authority()),
    }
}

#[test]
fn a_letter_goes_out_by_each_kind_of_connection() {
    let kinds = [
        (Way::Plain, MailSecurity::Plain),
        (Way::StartTls, MailSecurity::StartTls),
        (Way::Tls, MailSecurity::Tls),
    ];
    for (way, security) in kinds {
        let server = MailServer::good(way);
        let channel = Channel::Mail(mail(&server, security));
        let sent = send(&channel, &letter(), &secrets(), &patient()).expect("sent");
        assert_eq!(sent.to, ["wang.li@example.cn", "marketing@example.cn"]);
        let taken = server.taken();
        assert_eq!(taken.len(), 1);
        assert_eq!((taken[0].from.as_str(), &taken[0].to), ("dispatch@centre.example", &sent.to));
        assert_eq!((taken[0].user.as_str(), taken[0].password.as_str()), ("desk", PASSWORD));
        assert_eq!(taken[0].secured, way != Way::Plain);
    }
}

#[test]
fn a_message_says_who_when_what_and_brings_the_call_list() {
    let server = MailServer::good(Way::Plain);
    send(&Channel::Mail(mail(&server, MailSecurity::Plain)), &letter(), &secrets(), &patient())
        .expect("sent");
    let message = &server.taken()[0].message;
    let head: Vec<_> = message.lines().take_while(|line| !line.is_empty()).collect();
    expect![[r#"
        Message-ID: <n-0007.1@centre.example>
        Date: Mon, 23 Nov 2026 02:20:00 +0000
        Subject: 2 =?utf-8?b?5a625a6i5oi355qE6YCB6LSn5pe26Ze05pS55Y+Y?=
        From: =?utf-8?b?5q2m5piM6YWN6YCB5Lit5b+D?= <dispatch@centre.example>
        To: =?utf-8?b?546L5Li9?= <wang.li@example.cn>, Marketing <marketing@example.cn>
        MIME-Version: 1.0
        Content-Type: multipart/mixed;
         boundary="=_3dfa8281d7850e94bf88180be9b8ea77157ce354""#]]
    .assert_eq(&head.join("\n"));
    assert!(message.contains("filename=\"n-0007.1-calls.csv\""));
    // What another attempt sends is the same to the byte.
    send(&Channel::Mail(mail(&server, MailSecurity::Plain)), &letter(), &secrets(), &patient())
        .expect("sent");
    assert_eq!(server.taken()[1].message, *message);
}

#[test]
fn a_text_arrives_as_it_was_written() {
    let server = MailServer::good(Way::Plain);
    let plain = Letter { calls: Vec::new(), text: "one\n.two\n..\n.\nFrom here\n".to_owned(), ..letter() };
    send(&Channel::Mail(mail(&server, MailSecurity::Plain)), &plain, &secrets(), &patient()).expect("sent");
    let message = server.taken()[0].message.clone();
    let (_, body) = message.split_once("\r\n\r\n").expect("a head");
    assert_eq!(body, "one\r\n.two\r\n..\r\n.\r\nFrom here\r\n");
}

#[test]
fn a_head_takes_no_lines_that_are_smuggled_in() {
    let server = MailServer::good(Way::Plain);
    let sly = Letter {
        id: "n1>\r\nBcc: x@y.cn".into(),
        from: "Centre\r\nBcc: x@y.cn".to_owned(),
        to: vec![recipient("A\nBcc: x@y.cn", "a@b.cn"), recipient("B", "b@b.cn>\r\nRCPT TO:<x@y.cn")],
        subject: "late\r\nBcc: x@y.cn\r\n\r\nbody".to_owned(),
        ..letter()
    };
    let sent =
        send(&Channel::Mail(mail(&server, MailSecurity::Plain)), &sly, &secrets(), &patient()).expect("sent");
    assert_eq!((sent.to, sent.refused.len()), (vec!["a@b.cn".to_owned()], 1));
    let message = &server.taken()[0].message;
    assert!(!message.lines().any(|line| line.starts_with("Bcc")), "{message}");
    assert!(!server.heard().iter().any(|line| line.contains("x@y.cn")));
}

#[test]
fn an_address_that_is_refused_keeps_nobody_else_from_the_letter() {
    let server = MailServer::new(Way::Plain, |line| match line {
        "RCPT TO:<wang.li@example.cn>" => say("550 no such user"),
        _ => Step::Usual,
    });
    let channel = Channel::Mail(mail(&server, MailSecurity::Plain));
    let mut letter = letter();
    letter.to.push(recipient("nobody", "no address"));
    let sent = send(&channel, &letter, &secrets(), &patient()).expect("sent");
    assert_eq!(sent.to, ["marketing@example.cn"]);
    let refused: Vec<_> = sent.refused.iter().map(|r| (r.address.as_str(), r.says.as_str())).collect();
    assert_eq!(refused, [("no address", ""), ("wang.li@example.cn", "no such user")]);
    assert_eq!(server.taken()[0].to, ["marketing@example.cn"]);
}

#[test]
fn a_further_attempt_goes_only_to_those_who_have_not_got_it() {
    let server = MailServer::new(Way::Plain, |line| match line {
        "RCPT TO:<wang.li@example.cn>" => say("451 later"),
        _ => Step::Usual,
    });
    let channel = Channel::Mail(mail(&server, MailSecurity::Plain));
    let fault = send(&channel, &letter(), &secrets(), &patient()).expect_err("one is left");
    assert_eq!(fault.sent.to, ["marketing@example.cn"]);
    assert!(!fault.failure().is_final);
    let later = MailServer::good(Way::Plain);
    let channel = Channel::Mail(mail(&later, MailSecurity::Plain));
    let sent = send_rest(&channel, &letter(), &fault.sent, moment(), &secrets(), &patient()).expect("sent");
    assert_eq!(later.taken()[0].to, ["wang.li@example.cn"]);
    let id = |server: &MailServer| {
        let message = server.taken()[0].message.clone();
        message.lines().find(|line| line.starts_with("Message-ID")).map(str::to_owned)
    };
    assert_eq!((id(&server), id(&later).is_some()), (id(&later), true));
    // Everybody has it: nothing is sent, not even a greeting.
    let again = send_rest(&channel, &letter(), &sent, moment(), &secrets(), &patient());
    assert_eq!((again, later.taken().len()), (Ok(sent), 1));
}

fn fault(
    limits: &Limits,
    way: Way,
    security: MailSecurity,
    script: impl Fn(&str) -> Step + Send + Sync + 'static,
) -> SendFault {
    let server = MailServer::new(way, script);
    let channel = Channel::Mail(mail(&server, security));
    let fault = send(&channel, &letter(), &secrets(), limits).expect_err("it misbehaves");
    assert!(told(&fault, &secrets()).contains(&format!("localhost:{}", server.port)));
    assert!(fault.sent.to.is_empty());
    fault
}

fn plain(limits: &Limits, script: impl Fn(&str) -> Step + Send + Sync + 'static) -> Why {
    fault(limits, Way::Plain, MailSecurity::Plain, script).why
}

fn at(step: &'static str, does: fn() -> Step) -> impl Fn(&str) -> Step + Send + Sync + 'static {
    move |line| if line.split([' ', ':']).next() == Some(step) { does() } else { Step::Usual }
}

#[test]
fn a_server_that_hangs_or_goes_away_is_told_at_every_step() {
    for step in ["", "EHLO", "AUTH", "MAIL", "RCPT", "DATA", "."] {
        assert_eq!(plain(&hasty(), at(step, || Step::Hang)), Why::Network(Trouble::TimedOut), "{step}");
        assert_eq!(plain(&patient(), at(step, || Step::Drop)), Why::Network(Trouble::BrokenOff), "{step}");
    }
    let mid = || Step::SayAndDrop("354 go on\r\n".to_owned());
    assert_eq!(plain(&patient(), at("DATA", mid)), Why::Network(Trouble::BrokenOff));
    // A server that says one byte after another is not waited for.
    assert_eq!(plain(&hasty(), at("EHLO", || Step::Drip)), Why::Network(Trouble::TimedOut));
    assert!(matches!(plain(&patient(), at("EHLO", || Step::Endless)), Why::NotUnderstood(_)));
    // That it does not say good-bye is nothing.
    let server = MailServer::new(Way::Plain, at("QUIT", || Step::Hang));
    send(&Channel::Mail(mail(&server, MailSecurity::Plain)), &letter(), &secrets(), &patient())
        .expect("sent");
}

#[test]
fn what_a_server_says_is_told_and_decides_whether_it_is_tried_again() {
    let why = plain(&patient(), at("AUTH", || say("535 5.7.8 bad credentials")));
    assert_eq!((why.name(), why.is_final()), ("wrong_password", true));
    let why = plain(&patient(), at("AUTH", || say("454 try later")));
    assert_eq!(why, Why::Mail { code: 454, says: "try later".to_owned() });
    assert!(!why.is_final());
    assert!(!plain(&patient(), at("", || say("421 too many connections"))).is_final());
    assert!(!plain(&patient(), at(".", || say("452-the disk\r\n452 is full"))).is_final());
    assert!(plain(&patient(), at(".", || say("554 5.7.1 spam"))).is_final());
    assert!(plain(&patient(), at("MAIL", || say("530 log in first"))).is_final());
    assert_eq!(plain(&patient(), at("RCPT", || say("550 no"))).name(), "all_refused");
    let page = plain(&patient(), at("", || Step::SayAndDrop("<html>Log in</html>\r\n".to_owned())));
    assert_eq!(page, Why::NotUnderstood("<html>Log in</html>".to_owned()));
    let none = at("EHLO", || say("250-localhost\r\n250 AUTH GSSAPI"));
    assert_eq!(plain(&patient(), none), Why::NoLogin);
    let old = MailServer::new(Way::Plain, at("EHLO", || say("250-localhost\r\n250 AUTH=LOGIN")));
    send(&Channel::Mail(mail(&old, MailSecurity::Plain)), &letter(), &secrets(), &patient()).expect("sent");
    assert_eq!((old.taken()[0].user.as_str(), old.taken()[0].password.as_str()), ("desk", PASSWORD));
}

#[test]
fn a_server_that_repeats_the_password_does_not_make_it_known() {
    let both = "AGRlc2sAY29ycmVjdC1ob3JzZS1iYXR0ZXJ5";
    let says = move |line: &str| match line.strip_prefix("AUTH PLAIN ") {
        Some(said) => {
            assert_eq!(said, both);
            say(&format!("535 {said} is not {PASSWORD}"))
        }
        None => Step::Usual,
    };
    let fault = fault(&patient(), Way::Plain, MailSecurity::Plain, says);
    assert_eq!(fault.why, Why::WrongPassword("… is not …".to_owned()));
    assert!(!format!("{fault:?}").contains(both));
}

#[test]
fn a_connection_that_cannot_be_trusted_is_not_used() {
    for (way, security) in [(Way::StartTls, MailSecurity::StartTls), (Way::Tls, MailSecurity::Tls)] {
        let server = MailServer::good(way);
        let stranger = Mail { authority: None, ..mail(&server, security) };
        let by_number = Mail { host: "127.0.0.1".to_owned(), ..mail(&server, security) };
        for mail in [stranger, by_number] {
            let fault = send(&Channel::Mail(mail), &letter(), &secrets(), &patient()).expect_err("untrusted");
            assert!(matches!(fault.why, Why::Network(Trouble::Untrusted(_))), "{fault:?}");
            told(&fault, &secrets());
        }
        assert!(server.taken().is_empty());
        assert!(!server.heard().iter().any(|line| line.starts_with("AUTH")));
    }
    // A server that can't secure the connection is told nothing either.
    let server = MailServer::good(Way::Plain);
    let fault =
        send(&Channel::Mail(mail(&server, MailSecurity::StartTls)), &letter(), &secrets(), &patient());
    assert_eq!(fault.expect_err("in the clear").why, Why::NoStartTls);
    assert!(server.heard().iter().all(|line| line.starts_with("EHLO")), "{:?}", server.heard());
    let server = MailServer::good(Way::Plain);
    let fault = send(&Channel::Mail(mail(&server, MailSecurity::Tls)), &letter(), &secrets(), &patient());
    assert!(matches!(fault.expect_err("no handshake").why, Why::Network(Trouble::Untrusted(_))));
}

#[test]
fn what_was_slipped_in_before_the_connection_was_secured_is_not_believed() {
    let sly = at("STARTTLS", || Step::Say("220 go ahead\r\n250 AUTH PLAIN\r\n".to_owned()));
    let why = fault(&patient(), Way::StartTls, MailSecurity::StartTls, sly).why;
    assert_eq!(why, Why::NotUnderstood("STARTTLS".to_owned()));
}

#[test]
fn settings_that_can_not_work_are_told_before_anything_is_sent() {
    let server = MailServer::good(Way::Plain);
    let good = mail(&server, MailSecurity::Plain);
    let why = |mail: Mail, letter: &Letter, secrets: &Known| {
        let fault = send(&Channel::Mail(mail), letter, secrets, &patient()).expect_err("it can't work");
        assert!(fault.failure().is_final, "{fault:?}");
        told(&fault, secrets);
        fault.why.name()
    };
    assert_eq!(why(good.clone(), &letter(), &Known::default()), "no_secret");
    assert_eq!(why(Mail { from: "us".to_owned(), ..good.clone() }, &letter(), &secrets()), "bad_sender");
    let nobody = Letter { to: vec![recipient("a", ""), recipient("b", "13800000000")], ..letter() };
    assert_eq!(why(good.clone(), &nobody, &secrets()), "no_recipient");
    for host in ["", "a b", "x/y", "a\r\nb"] {
        assert_eq!(why(Mail { host: host.to_owned(), ..good.clone() }, &letter(), &secrets()), "bad_address");
    }
    for authority in ["/no/such/file.pem", concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")] {
        let mail = Mail { authority: Some(authority.into()), ..good.clone() };
        assert_eq!(why(mail, &letter(), &secrets()), "bad_authority");
    }
    assert!(server.taken().is_empty());
}

#[test]
fn nobody_there_and_no_such_name_are_tried_again() {
    let server = MailServer::good(Way::Plain);
    let good = mail(&server, MailSecurity::Plain);
    drop(server);
    let good = Mail { authority: None, ..good };
    let nobody = Mail { port: free_port(), ..good.clone() };
    let fault = send(&Channel::Mail(nobody), &letter(), &secrets(), &patient()).expect_err("refused");
    assert_eq!((&fault.why, fault.failure().is_final), (&Why::Network(Trouble::Refused), false));
    let unknown = Mail { host: "mail.invalid".to_owned(), ..good };
    let fault = send(&Channel::Mail(unknown), &letter(), &secrets(), &patient()).expect_err("unknown");
    assert_eq!((&fault.why, fault.failure().is_final), (&Why::Network(Trouble::NoSuchHost), false));
}

/// It was free a moment ago.
fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("known").port()
}

#[test]
fn a_server_elsewhere_is_not_told_in_the_clear() {
    // The address other computers know this one by, if there is one: asking for the way sends nothing.
    let asked = UdpSocket::bind("0.0.0.0:0").and_then(|socket| {
        socket.connect("192.0.2.1:9")?;
        socket.local_addr()
    });
    let Some(own) = asked.ok().map(|own| own.ip()).filter(|own| !own.is_loopback() && !own.is_unspecified())
    else {
        return;
    };
    let listener = TcpListener::bind((own, 0)).expect("a port");
    let port = listener.local_addr().expect("known").port();
    let elsewhere = Mail {
        host: own.to_string(),
        port,
        security: MailSecurity::Plain,
        may_be_overheard: false,
        user: String::new(),
        from: "dispatch@centre.example".to_owned(),
        authority: None,
    };
    let why = |mail: &Mail| {
        send(&Channel::Mail(mail.clone()), &letter(), &secrets(), &hasty()).expect_err("nobody speaks").why
    };
    assert_eq!(why(&elsewhere), Why::InTheClear);
    // Where somebody has allowed it, it is spoken with; this one only hangs.
    assert_eq!(why(&Mail { may_be_overheard: true, ..elsewhere }), Why::Network(Trouble::TimedOut));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_server_that_says_anything_leaves_a_letter_sent_or_a_fault(
        step in prop::sample::select(vec!["", "EHLO", "AUTH", "MAIL", "RCPT", "DATA", "."]),
        says in "([0-9]{0,4}|250|535|421|[ -]|\r|\n|\\PC){0,12}",
    ) {
        let server = MailServer::new(Way::Plain, move |line| {
            if line.split([' ', ':']).next() == Some(step) {
                Step::SayAndDrop(format!("{says}\r\n"))
            } else {
                Step::Usual
            }
        });
        let channel = Channel::Mail(mail(&server, MailSecurity::Plain));
        match send(&channel, &letter(), &secrets(), &hasty()) {
            Ok(sent) => prop_assert_eq!((step, sent.to.len()), (".", 2)),
            Err(fault) => prop_assert!(!told(&fault, &secrets()).is_empty()),
        }
    }
}
