//! Signing in, the lock, signing beside somebody and the people section, on a real database, in both languages.

use crate::city;
use crate::harness::screen;
use crate::people::{name, person, pin};
use egui::{Key, Modifiers, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use mainstay::desk::actions::{Action, Actions, Theme, View};
use mainstay::desk::bookkeeper::people::PeopleRequest;
use mainstay::desk::bookkeeper::{Bookkeeper, News, Opening, Request, first_snapshot};
use mainstay::desk::frame::{Desk, Remembered};
use mainstay::desk::views::data::Section;
use mainstay::desk::world::World;
use mainstay::domain::command::Command;
use mainstay::domain::ids::{Author, Revision};
use mainstay::domain::people::Role as Duty;
use mainstay::domain::settings::Settings;
use mainstay::domain::units::Seconds;
use mainstay::session::Session;
use mainstay::words::{Language, Message, Tell, Words};
use std::path::Path;
use std::time::{Duration, Instant};

struct Scene {
    desk: Desk,
    world: World,
    bookkeeper: Bookkeeper,
}

type Screen = Harness<'static, Scene>;

/// A day with an administrator (8642), a supervisor (1357) and a dispatcher (2468), where `staffed`.
fn laid(path: &Path, staffed: bool) {
    let mut session = Session::open(path).expect("it opens");
    city::lay(&mut session);
    let first = name(Duty::Administrator);
    for (role, digits) in
        [(Duty::Administrator, "8642"), (Duty::Supervisor, "1357"), (Duty::Dispatcher, "2468")]
    {
        if staffed {
            let person = person(role.name(), role);
            session.put_person(person, Some(&pin(digits)), &first, city::at("06:30")).expect("entered");
        }
    }
}

/// What an administrator does before the window is opened.
fn by_the_administrator(path: &Path, deed: impl FnOnce(&mut Session, &Author)) {
    let mut session = Session::open(path).expect("it opens");
    let administrator = name(Duty::Administrator);
    session.sign_in(&administrator, &pin("8642"), city::at("06:40")).expect("signed in");
    deed(&mut session, &administrator);
}

/// The window with the bookkeeper's own thread behind it.
fn scene(language: Language, path: &Path, view: View) -> Screen {
    let session = Session::open(path).expect("it opens");
    let author = city::dispatcher();
    let mut opening = Opening { session, author, now: Some(city::at("07:00")), day: Some(city::day()) };
    let world = World::new(first_snapshot(&mut opening).expect("readable"));
    let bookkeeper = Bookkeeper::start(opening, || {});
    let mut desk = Desk::new(language, Remembered { view, ..Remembered::default() });
    desk.data.section = Section::People;
    let scene = Scene { desk, world, bookkeeper };
    let mut harness = screen(language, Theme::Light, [1280.0, 800.0], scene, |ui, _, scene: &mut Scene| {
        let mut actions = Actions::default();
        scene.desk.ui(ui, &scene.world, &mut actions);
        for action in actions.drain() {
            let request = match action {
                Action::People(request) => Request::People(request),
                Action::Submit(command) => Request::Submit(command),
                Action::LeaveUnsigned => {
                    scene.world.presence.unsigned = None;
                    continue;
                }
                _ => continue,
            };
            assert!(scene.bookkeeper.ask(request));
        }
    });
    harness.run_steps(3);
    harness
}

/// Takes in what the bookkeeper says until `done` holds; what has not happened within a minute never will.
fn until(harness: &mut Screen, done: impl Fn(&Scene) -> bool) {
    let begun = Instant::now();
    while !done(harness.state()) {
        let said = (&harness.state().desk.notices, &harness.state().world.presence);
        assert!(begun.elapsed() < Duration::from_mins(1), "the bookkeeper says nothing more than {said:?}");
        let scene = harness.state_mut();
        let news: Vec<News> = scene.bookkeeper.news().collect();
        if news.is_empty() {
            std::thread::sleep(Duration::from_millis(10));
        }
        for news in news {
            match news {
                News::Snapshot(snapshot) => scene.world.snapshot = snapshot,
                News::People(news) => scene.world.presence.take(news),
                News::Notice(notice) => scene.desk.notices.push(notice),
                _ => {}
            }
        }
        // The next frame may be what asks for it.
        harness.step();
    }
    harness.run_steps(4);
}

fn words(harness: &Screen) -> Words {
    Words::new(harness.state().desk.look().words.language())
}

fn press(harness: &mut Screen, name: &str) {
    harness.get_by_role_and_label(Role::Button, name).click();
    harness.run_steps(4);
}

fn type_into(harness: &mut Screen, label: &str, text: &str) {
    harness.get_by_role_and_label(Role::PasswordInput, label).focus();
    harness.run_steps(2);
    harness.get_by_role_and_label(Role::PasswordInput, label).type_text(text);
    harness.run_steps(2);
}

fn sign_in(harness: &mut Screen, role: Duty, digits: &str) {
    let label = format!("{} · {}", role.name(), words(harness).tell(&role.message()));
    press(harness, &label);
    type_into(harness, "PIN", digits);
    press(harness, &words(harness).say("sign-in-do"));
}

fn put_off() -> Command {
    let stops = vec![city::retailers()[1].code.clone()];
    Command::PutOffStops { day: city::day(), stops, to: Some(city::day().plus(1)), base: Revision(u64::MAX) }
}

fn ask(harness: &Screen, command: Command) {
    assert!(harness.state().bookkeeper.ask(Request::Submit(Box::new(command))));
}

#[test]
fn nothing_of_the_day_is_drawn_until_somebody_has_signed_in() {
    for language in Language::ALL {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("desk.db");
        laid(&path, true);
        let mut harness = scene(language, &path, View::Board);
        let words = words(&harness);
        assert!(harness.query_by_label(&words.say("sign-in-title")).is_some());
        assert!(harness.query_all_by_label_contains("R0").next().is_none(), "no route");
        assert!(harness.query_by_label(&words.say("desk-search")).is_none(), "and no way round");
        harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
        harness.run_steps(3);
        assert!(harness.query_by_label(&words.say("sign-in-title")).is_some());

        sign_in(&mut harness, Duty::Dispatcher, "1111");
        until(&mut harness, |scene| scene.world.presence.refused.is_some());
        let wrong = Message::new("people-wrong-pin").with("name", "dispatcher");
        assert!(harness.query_by_label(&words.tell(&wrong)).is_some());
        assert!(harness.query_all_by_label_contains("R0").next().is_none());

        sign_in(&mut harness, Duty::Dispatcher, "2468");
        until(&mut harness, |scene| scene.world.presence.who.is_some());
        assert!(harness.query_by_label(&words.say("sign-in-title")).is_none());
        assert!(harness.query_all_by_label_contains("R0").next().is_some());
        let who = format!("dispatcher · {}", words.tell(&Duty::Dispatcher.message()));
        assert!(harness.query_by_label(&who).is_some(), "who is at the desk stands in the top bar");
    }
}

#[test]
fn the_keys_lock_the_desk_and_what_was_open_is_there_again_after_signing_in() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("desk.db");
    laid(&path, true);
    let mut harness = scene(Language::English, &path, View::Incidents);
    sign_in(&mut harness, Duty::Dispatcher, "2468");
    until(&mut harness, |scene| scene.world.presence.who.is_some());
    harness.key_press_modifiers(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::L);
    harness.run_steps(3);
    until(&mut harness, |scene| scene.world.presence.who.is_none());
    assert!(harness.query_by_label("Who is at the desk?").is_some());

    ask(&harness, city::shift("R0", 5));
    until(&mut harness, |scene| !scene.desk.notices.is_empty());
    assert_eq!(harness.state().desk.notices[0].message.key, "refusal-not-signed-in");

    // Whoever was here last is chosen already.
    type_into(&mut harness, "PIN", "2468");
    harness.key_press(Key::Enter);
    harness.run_steps(3);
    until(&mut harness, |scene| scene.world.presence.who.is_some());
    assert_eq!(harness.state().desk.view, View::Incidents);
}

#[test]
fn a_desk_nobody_touches_locks_itself_after_the_time_agreed_on_and_one_that_is_touched_does_not() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("desk.db");
    laid(&path, true);
    by_the_administrator(&path, |session, administrator| {
        let settings = Settings { lock_after: Seconds(60), ..Settings::clone(&session.state().settings) };
        let command = Command::PutSettings(Box::new(settings));
        session.submit(command, administrator, city::at("06:40")).expect("kept");
    });
    let mut harness = scene(Language::English, &path, View::Board);
    sign_in(&mut harness, Duty::Dispatcher, "2468");
    until(&mut harness, |scene| scene.world.presence.who.is_some());
    let wait = |harness: &mut Screen, seconds: f64| {
        let now = harness.ctx.input(|input| input.time);
        harness.input_mut().time = Some(now + seconds);
        harness.step();
    };
    harness.event(egui::Event::PointerMoved(egui::pos2(5.0, 5.0)));
    wait(&mut harness, 1.0);
    for _ in 0..3 {
        wait(&mut harness, 50.0);
        harness.event(egui::Event::PointerMoved(egui::pos2(6.0, 6.0)));
        wait(&mut harness, 1.0);
    }
    assert!(harness.state().world.presence.who.is_some(), "somebody is there");
    wait(&mut harness, 61.0);
    until(&mut harness, |scene| scene.world.presence.who.is_none());
    assert!(harness.query_by_label("Who is at the desk?").is_some());
}

#[test]
fn what_takes_more_is_signed_beside_the_person_at_the_desk() {
    for language in Language::ALL {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("desk.db");
        laid(&path, true);
        let mut harness = scene(language, &path, View::Board);
        let words = words(&harness);
        sign_in(&mut harness, Duty::Dispatcher, "2468");
        until(&mut harness, |scene| scene.world.presence.who.is_some());

        ask(&harness, put_off());
        until(&mut harness, |scene| scene.world.presence.unsigned.is_some());
        let supervisor = words.tell(&Duty::Supervisor.message());
        let title = words.fill("signing-title", &[("role", supervisor.as_str().into())]);
        assert!(harness.query_all_by_label(&title).next().is_some());
        assert!(harness.state().desk.notices.is_empty(), "it is asked for, not refused");
        press(&mut harness, &words.say("change-cancel"));
        assert!(harness.state().world.presence.unsigned.is_none());

        ask(&harness, put_off());
        until(&mut harness, |scene| scene.world.presence.unsigned.is_some());
        choose_signer(&mut harness, &format!("supervisor · {supervisor}"));
        type_into(&mut harness, "PIN", "9999");
        press(&mut harness, &words.say("signing-do"));
        until(&mut harness, |scene| scene.world.presence.not_signed.is_some());
        type_into(&mut harness, "PIN", "1357");
        press(&mut harness, &words.say("signing-do"));
        until(&mut harness, |scene| scene.world.presence.unsigned.is_none());
        let last = Session::open(&path).expect("it opens").log(Revision(0), 1).expect("readable").pop();
        let last = last.expect("a change");
        assert_eq!((last.by, last.signed), (name(Duty::Dispatcher), Some(name(Duty::Supervisor))));
    }
}

fn choose_signer(harness: &mut Screen, label: &str) {
    let name = words(harness).say("signing-who");
    harness.get_by_role_and_label(Role::ComboBox, &name).click();
    harness.run_steps(3);
    harness.get_by_label(label).click();
    harness.run_steps(3);
}

#[test]
fn the_first_person_is_entered_in_the_people_section_and_then_enters_the_others() {
    for language in Language::ALL {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("desk.db");
        laid(&path, false);
        let mut harness = scene(language, &path, View::Data);
        let words = words(&harness);
        assert!(harness.query_by_label(&words.say("sign-in-title")).is_none(), "nobody is kept out yet");
        enter(&mut harness, &words, "李明", "7531", "people-first-do");
        until(&mut harness, |scene| scene.world.presence.who.is_some());
        until(&mut harness, |scene| scene.world.snapshot.state.people.len() == 1);
        assert_eq!(harness.state().desk.person, "李明");

        press(&mut harness, &words.say("people-enter-title"));
        enter(&mut harness, &words, "Xu", "2468", "people-enter");
        until(&mut harness, |scene| scene.world.snapshot.state.people.len() == 2);
        until(&mut harness, |scene| {
            scene.world.presence.with_a_pin.as_ref().is_some_and(|all| all.len() == 2)
        });
        let left = words.fill("people-leave-name", &[("name", "Xu".into())]);
        press(&mut harness, &left);
        let gone = |scene: &Scene| scene.world.snapshot.state.people.values().any(|person| !person.active);
        until(&mut harness, gone);
        let last = words.fill("people-leave-name", &[("name", "李明".into())]);
        press(&mut harness, &last);
        until(&mut harness, |scene| !scene.desk.notices.is_empty());
        assert_eq!(harness.state().desk.notices[0].message.key, "refusal-last-administrator");
    }
}

fn enter(harness: &mut Screen, words: &Words, who: &str, digits: &str, button: &str) {
    let label = words.say("people-head-name");
    harness.get_by_role_and_label(Role::TextInput, &label).focus();
    harness.run_steps(2);
    harness.get_by_role_and_label(Role::TextInput, &label).type_text(who);
    harness.run_steps(2);
    type_into(harness, &words.say("pin-new"), digits);
    type_into(harness, &words.say("pin-again"), "0");
    harness.run_steps(2);
    let differs = words.say("pin-differs");
    assert!(harness.query_by_label(&differs).is_some(), "typed differently");
    harness.get_by_role_and_label(Role::PasswordInput, &words.say("pin-again")).focus();
    harness.run_steps(2);
    harness.key_press(Key::Backspace);
    harness.run_steps(2);
    type_into(harness, &words.say("pin-again"), digits);
    press(harness, &words.say(button));
}

#[test]
fn everybody_changes_their_own_pin_and_sees_no_buttons_for_others() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("desk.db");
    laid(&path, true);
    let mut harness = scene(Language::English, &path, View::Data);
    sign_in(&mut harness, Duty::Dispatcher, "2468");
    until(&mut harness, |scene| scene.world.presence.with_a_pin.is_some());
    assert!(harness.query_by_label("New PIN for supervisor").is_none());
    assert!(harness.query_by_label("supervisor has left").is_none());
    press(&mut harness, "New PIN for dispatcher");
    type_into(&mut harness, "New PIN", "9753");
    type_into(&mut harness, "Again", "9753");
    press(&mut harness, "Keep");
    until(&mut harness, |scene| scene.world.presence.put == 1);
    let mut session = Session::open(&path).expect("it opens");
    assert!(session.sign_in(&name(Duty::Dispatcher), &pin("9753"), city::at("07:00")).is_ok());
}

#[test]
fn what_is_refused_a_viewer_is_said_and_asks_for_no_signature() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("desk.db");
    laid(&path, true);
    by_the_administrator(&path, |session, administrator| {
        let viewer = person("viewer", Duty::Viewer);
        session.put_person(viewer, Some(&pin("9753")), administrator, city::at("06:40")).expect("entered");
    });
    let mut harness = scene(Language::English, &path, View::Board);
    sign_in(&mut harness, Duty::Viewer, "9753");
    until(&mut harness, |scene| scene.world.presence.who.is_some());
    ask(&harness, put_off());
    until(&mut harness, |scene| !scene.desk.notices.is_empty());
    assert_eq!(harness.state().desk.notices[0].message.key, "refusal-not-allowed");
    assert!(harness.state().world.presence.unsigned.is_none());
    let request = PeopleRequest::Put { person: person("Xu", Duty::Viewer), pin: None };
    assert!(harness.state().bookkeeper.ask(Request::People(request)));
    until(&mut harness, |scene| scene.desk.notices.len() == 2);
    assert_eq!(harness.state().desk.notices[1].message.key, "refusal-not-allowed");
}
