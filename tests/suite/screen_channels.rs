//! The settings' card about notices, driven by the names people and screen readers know its parts by, in both languages;
//! and the threads that look for secrets and send test messages.

use crate::harness::{screen, small_day, today};
use egui::accesskit::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable as _;
use mainstay::desk::actions::{Action, Actions, Theme};
use mainstay::desk::bookkeeper::findings::{ChannelFound, Findings, Tested};
use mainstay::desk::bookkeeper::people::Presence;
use mainstay::desk::channels::Channels;
use mainstay::desk::views::data::{DataView, Section, data_ui};
use mainstay::domain::command::Command;
use mainstay::domain::settings::{MailSecurity, NoticeSettings, RobotPlatform, RobotSettings, Settings};
use mainstay::domain::time::{TimeOfDay, Timestamp};
use mainstay::notify::secrets::{Secret, Secrets};
use mainstay::notify::trial::{Place, Trial};
use mainstay::words::{Language, Message, Words};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

struct Scene {
    view: DataView,
    findings: Findings,
    settings: Settings,
    pushed: Vec<Action>,
}

/// Tall enough to show the card whole.
fn open(language: Language, theme: Theme, notices: NoticeSettings) -> Harness<'static, Scene> {
    let view = DataView::on(Section::Settings);
    let settings = Settings { notices, ..Settings::default() };
    let scene = Scene { view, findings: Findings::default(), settings, pushed: Vec::new() };
    let mut harness = screen(language, theme, [1000.0, 4200.0], scene, |ui, look, scene| {
        let mut snapshot = small_day();
        snapshot.state.settings = Arc::new(scene.settings.clone());
        let mut actions = Actions::default();
        data_ui(
            ui,
            &mut scene.view,
            (&scene.findings, None, &Presence::default()),
            &snapshot,
            look,
            &mut actions,
        );
        scene.pushed.extend(actions.drain());
    });
    harness.run();
    harness
}

fn english() -> Harness<'static, Scene> {
    open(Language::English, Theme::Light, NoticeSettings::default())
}

fn click(harness: &mut Harness<'_, Scene>, label: &str) {
    harness.get_by_label(label).click();
    harness.run();
}

fn write(harness: &mut Harness<'_, Scene>, label: &str, text: &str) {
    harness.get_by_role_and_label(Role::TextInput, label).focus();
    harness.run();
    harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
    harness.run();
    harness.get_by_role_and_label(Role::TextInput, label).type_text(text);
    harness.run();
}

fn says(harness: &Harness<'_, Scene>, text: &str) -> bool {
    harness.query_all_by_label_contains(text).next().is_some()
}

fn pushed(harness: &mut Harness<'_, Scene>) -> Vec<Action> {
    std::mem::take(&mut harness.state_mut().pushed)
}

/// The settings that *Apply* would put; nothing else was asked for.
fn applied(harness: &mut Harness<'_, Scene>, apply: &str) -> Option<NoticeSettings> {
    click(harness, apply);
    let asked = pushed(harness).into_iter().find_map(|action| match action {
        Action::Submit(command) => Some(*command),
        _ => None,
    })?;
    let Command::PutSettings(settings) = asked else { panic!("{asked:?}") };
    Some(settings.notices)
}

#[test]
fn a_mail_server_is_set_field_by_field_and_what_cannot_be_meant_is_refused_there() {
    for (language, mail, host, port, from, apply, refused, bad_port) in [
        (
            Language::English,
            "Send mail",
            "Mail server",
            "Port",
            "Sender's address",
            "Apply",
            "“desk” is no e-mail address",
            "Write a number from 1 to 65535",
        ),
        (
            Language::Chinese,
            "发送邮件",
            "邮件服务器",
            "端口",
            "发件地址",
            "应用",
            "“desk”不是可用作发件人的邮箱地址",
            "请填 1 到 65535 的数",
        ),
    ] {
        let mut harness = open(language, Theme::Light, NoticeSettings::default());
        click(&mut harness, mail);
        assert_eq!(applied(&mut harness, apply), None, "a server needs a name");
        write(&mut harness, host, "mail.example.cn");
        write(&mut harness, port, "0");
        assert!(says(&harness, bad_port), "{language:?}");
        write(&mut harness, port, "465");
        write(&mut harness, from, "desk");
        assert!(says(&harness, refused), "{language:?}");
        assert_eq!(applied(&mut harness, apply), None);
        write(&mut harness, from, "desk@example.cn");
        assert!(!says(&harness, refused));
        assert!(says(&harness, "→ mail.example.cn"), "what changes is listed");
        click(&mut harness, "STARTTLS");
        let notices = applied(&mut harness, apply).expect("applied");
        let server = notices.mail.expect("a server");
        assert_eq!(
            (&*server.host, server.port, server.security),
            ("mail.example.cn", 465, MailSecurity::StartTls)
        );
        assert_eq!(notices.from, "desk@example.cn");
    }
}

#[test]
fn the_usual_port_follows_the_security_until_another_is_typed() {
    let mut harness = english();
    click(&mut harness, "Send mail");
    write(&mut harness, "Mail server", "mail.example.cn");
    click(&mut harness, "STARTTLS");
    let port =
        |harness: &mut Harness<'_, Scene>| applied(harness, "Apply").and_then(|n| n.mail).map(|m| m.port);
    assert_eq!(port(&mut harness), Some(587));
}

#[test]
fn mail_that_is_not_secured_is_warned_of_and_must_be_allowed() {
    let mut harness = english();
    click(&mut harness, "Send mail");
    write(&mut harness, "Mail server", "10.0.0.7");
    assert!(!says(&harness, "can be read by anybody on the way"));
    click(&mut harness, "not secured");
    assert!(says(&harness, "can be read by anybody on the way"));
    click(&mut harness, "Allow it for a server on another computer");
    let server = applied(&mut harness, "Apply").and_then(|notices| notices.mail).expect("a server");
    assert!(server.security == MailSecurity::Plain && server.may_be_overheard);
}

fn robot(name: &str) -> RobotSettings {
    RobotSettings { name: name.into(), platform: RobotPlatform::DingTalk, departments: BTreeSet::new() }
}

#[test]
fn robots_are_added_named_and_bound_to_departments_and_never_share_a_name() {
    let notices = NoticeSettings { robots: vec![robot("night")], ..NoticeSettings::default() };
    let mut harness = open(Language::English, Theme::Light, notices);
    click(&mut harness, "Add robot");
    let fields: Vec<_> = harness.get_all_by_role_and_label(Role::TextInput, "Robot's name").collect();
    assert_eq!(fields.len(), 2);
    fields[1].focus();
    drop(fields);
    harness.run();
    let type_in = |harness: &mut Harness<'_, Scene>, text: &str| {
        harness.key_press_modifiers(egui::Modifiers::COMMAND, egui::Key::A);
        harness.run();
        harness
            .get_all_by_role_and_label(Role::TextInput, "Robot's name")
            .nth(1)
            .expect("two")
            .type_text(text);
        harness.run();
    };
    type_in(&mut harness, "night");
    assert!(says(&harness, "Two robots are called “night”"));
    assert_eq!(applied(&mut harness, "Apply"), None);
    harness.get_all_by_role_and_label(Role::TextInput, "Robot's name").nth(1).expect("two").focus();
    harness.run();
    type_in(&mut harness, "day");
    harness.get_all_by_label("Departments of the robot: All departments").nth(1).expect("two").click();
    harness.run();
    click(&mut harness, "West department");
    let notices = applied(&mut harness, "Apply").expect("applied");
    assert_eq!(notices.robots[0], robot("night"));
    assert_eq!(notices.robots[1].departments, BTreeSet::from(["D2".into()]));
}

#[test]
fn what_is_found_out_meanwhile_takes_no_field_away_from_under_the_keys() {
    let mut harness = english();
    click(&mut harness, "Add robot");
    harness.get_by_role_and_label(Role::TextInput, "Robot's name").click();
    harness.run();
    for letter in ["n", "i", "g", "h", "t"] {
        harness.event(egui::Event::Text(letter.into()));
        harness.run();
        let found = &mut harness.state_mut().findings.channels;
        found.take(ChannelFound::Test(
            "folder".into(),
            Tested::Over { went: true, message: Message::new("test-none") },
        ));
        found.take(ChannelFound::Secrets([("MAINSTAY_ROBOT_NI_URL".to_owned(), true)].into()));
        harness.run();
    }
    assert_eq!(applied(&mut harness, "Apply").expect("applied").robots[0].name, "night");
}

#[test]
fn addresses_are_given_to_departments_and_account_managers_and_looked_at_one_by_one() {
    for (language, add, west, apply, refused) in [
        (
            Language::English,
            "Add addresses of …",
            "West department",
            "Apply",
            "West department: “west” is neither",
        ),
        (Language::Chinese, "添加地址……", "城西营销部", "应用", "城西营销部：“west”既不是邮箱地址"),
    ] {
        let mut harness = open(language, Theme::Light, NoticeSettings::default());
        for whom in [west, "王芳"] {
            click(&mut harness, add);
            click(&mut harness, whom);
        }
        write(&mut harness, west, "west, x@example.cn");
        assert!(says(&harness, refused), "{language:?}");
        assert_eq!(applied(&mut harness, apply), None);
        write(&mut harness, west, "west@example.cn，x@example.cn");
        write(&mut harness, "王芳", "fang@example.cn");
        assert!(says(&harness, "fang@example.cn"));
        let notices = applied(&mut harness, apply).expect("applied");
        assert_eq!(notices.addresses_of("D2"), ["west@example.cn", "x@example.cn"]);
        assert_eq!(notices.addresses_of("王芳"), ["fang@example.cn"]);
    }
}

#[test]
fn addresses_can_be_taken_away_again() {
    let mut notices = NoticeSettings::default();
    notices.addresses.insert("D1".into(), vec!["east@example.cn".into()]);
    let mut harness = open(Language::English, Theme::Light, notices);
    click(&mut harness, "Remove the addresses of East department");
    assert!(says(&harness, "Addresses of East department: east@example.cn → –"));
    assert!(applied(&mut harness, "Apply").expect("applied").addresses.is_empty());
}

#[test]
fn secrets_are_asked_for_once_and_only_their_presence_is_shown() {
    let notices = NoticeSettings { robots: vec![robot("night")], ..NoticeSettings::default() };
    for (language, missing, there, again) in [
        (Language::English, "_URL: missing.", "_SECRET: there", "Look for secrets again"),
        (Language::Chinese, "_URL：缺少。", "_SECRET：已有", "重新查找密钥"),
    ] {
        let mut harness = open(language, Theme::Light, notices.clone());
        let names: BTreeSet<String> =
            ["MAINSTAY_ROBOT_NIGHT_SECRET".to_owned(), "MAINSTAY_ROBOT_NIGHT_URL".to_owned()].into();
        let asked = pushed(&mut harness);
        assert!(matches!(&asked[..], [Action::LookForSecrets(asked)] if *asked == names), "{asked:?}");
        let found = names.iter().map(|name| (name.clone(), name.ends_with("SECRET"))).collect();
        harness.state_mut().findings.channels.take(ChannelFound::Secrets(found));
        harness.run();
        assert!(says(&harness, missing) && says(&harness, there), "{language:?}");
        click(&mut harness, again);
        assert!(matches!(&pushed(&mut harness)[..], [Action::LookForSecrets(_)]));
    }
}

#[test]
fn a_test_message_is_of_what_the_card_shows_and_its_outcome_is_said() {
    let mut harness = english();
    write(&mut harness, "Folder", "/srv/notices");
    click(&mut harness, "Send a test message: folder");
    let asked = pushed(&mut harness);
    let [Action::TestChannel { settings, channel }] = &asked[..] else { panic!("{asked:?}") };
    assert_eq!((&*settings.folder, &**channel), ("/srv/notices", "folder"));
    let found = &mut harness.state_mut().findings.channels;
    found.take(ChannelFound::Test("folder".into(), Tested::UnderWay));
    harness.step();
    assert!(says(&harness, "On its way"));
    let message = Message::new("send-no-folder").with("to", "/srv/notices");
    let found = &mut harness.state_mut().findings.channels;
    found.take(ChannelFound::Test("folder".into(), Tested::Over { went: false, message }));
    harness.run();
    assert!(says(&harness, "The folder /srv/notices is not there."));
    write(&mut harness, "Sender's address", "nobody");
    click(&mut harness, "Send a test message: folder");
    assert!(pushed(&mut harness).is_empty(), "what is refused is not tried");
}

struct Known(BTreeMap<String, Secret>);

impl Secrets for Known {
    fn get(&self, name: &str) -> Option<Secret> {
        self.0.get(name).cloned()
    }
}

#[test]
fn questions_about_channels_are_answered_by_threads_of_their_own() {
    let known = Known([("THERE".to_owned(), Secret::new("correct horse"))].into());
    let channels = Channels::new(known, || {});
    channels.look_for(["THERE".to_owned(), "NOT".to_owned()].into());
    let found = channels.next();
    let Some(ChannelFound::Secrets(secrets)) = &found else { panic!("{found:?}") };
    assert_eq!(*secrets, [("NOT".to_owned(), false), ("THERE".to_owned(), true)].into());
    assert!(!format!("{found:?}").contains("horse"));

    let folder = tempfile::tempdir().expect("a folder");
    let now = Timestamp::of(today(), TimeOfDay::hm(10, 20));
    let place = Place { centre: None, folder: Some(folder.path().to_owned()), offset_minutes: 480, now };
    let trial = Trial::of(&NoticeSettings::default(), "folder", None, &place).expect("a channel");
    channels.test(trial, now);
    assert_eq!(channels.next(), Some(ChannelFound::Test("folder".into(), Tested::UnderWay)));
    let Some(ChannelFound::Test(_, Tested::Over { went: true, message })) = channels.next() else {
        panic!("a folder that is there takes it")
    };
    let told = Words::new(Language::English).tell(&message);
    assert!(told.contains("test-20261123-102000.eml"), "{told}");
}
