//! The safety section on a real database: a copy is taken, tried and gone back to from the window, in both languages.

use crate::city;
use crate::harness::screen;
use egui::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use mainstay::desk::actions::{Action, Theme, View};
use mainstay::desk::bookkeeper::{Bookkeeper, News, Opening, Request, first_snapshot};
use mainstay::desk::frame::{Desk, Remembered};
use mainstay::desk::views::data::Section;
use mainstay::desk::world::{NoticeKind, World};
use mainstay::domain::ids::Revision;
use mainstay::session::Session;
use mainstay::words::{Language, Words};
use std::path::Path;
use std::time::{Duration, Instant};

struct Scene {
    desk: Desk,
    world: World,
    bookkeeper: Bookkeeper,
    /// The text that was asked to be saved.
    saved: Option<String>,
}

type Screen = Harness<'static, Scene>;

/// The window with the bookkeeper's own thread behind it.
fn scene(language: Language, path: &Path) -> Screen {
    let mut session = Session::open(path).expect("it opens");
    city::lay(&mut session);
    let mut opening =
        Opening { session, author: city::dispatcher(), now: Some(city::at("10:20")), day: Some(city::day()) };
    let world = World::new(first_snapshot(&mut opening).expect("readable"));
    let bookkeeper = Bookkeeper::start(opening, || {});
    let mut desk = Desk::new(language, Remembered { view: View::Data, ..Remembered::default() });
    desk.data.section = Section::Safekeeping;
    let scene = Scene { desk, world, bookkeeper, saved: None };
    let mut harness = screen(language, Theme::Light, [1280.0, 800.0], scene, |ui, _, scene: &mut Scene| {
        let mut actions = mainstay::desk::actions::Actions::default();
        scene.desk.ui(ui, &scene.world, &mut actions);
        for action in actions.drain() {
            let request = match action {
                Action::Safe(request) => Request::Safe(request),
                Action::Submit(command) => Request::Submit(command),
                Action::SaveText { text, .. } => {
                    scene.saved = Some(text);
                    continue;
                }
                _ => continue,
            };
            assert!(scene.bookkeeper.ask(request));
        }
    });
    harness.run_steps(3);
    until(&mut harness, |scene| scene.world.findings.safe.is_some());
    harness
}

/// Takes in what the bookkeeper says until `done` holds; what has not happened within a minute never will.
fn until(harness: &mut Screen, done: impl Fn(&Scene) -> bool) {
    let begun = Instant::now();
    while !done(harness.state()) {
        assert!(begun.elapsed() < Duration::from_mins(1), "the bookkeeper says nothing more");
        let scene = harness.state_mut();
        let news: Vec<News> = scene.bookkeeper.news().collect();
        if news.is_empty() {
            std::thread::sleep(Duration::from_millis(10));
        }
        for news in news {
            match news {
                News::Snapshot(snapshot) => scene.world.snapshot = snapshot,
                News::Finding(finding) => scene.world.findings.take(finding),
                News::Notice(notice) => scene.desk.notices.push(notice),
                News::Work(work) => scene.world.work = work,
                _ => {}
            }
        }
    }
    harness.run_steps(4);
}

fn press(harness: &mut Screen, name: &str) {
    harness.get_by_role_and_label(Role::Button, name).click();
    harness.run_steps(4);
}

fn copies(scene: &Scene) -> usize {
    scene.world.findings.safe.as_ref().map_or(0, |safe| safe.copies.len())
}

fn revision(scene: &Scene) -> Revision {
    scene.world.snapshot.revision
}

#[test]
fn a_copy_is_taken_tried_and_gone_back_to() {
    for language in Language::ALL {
        let words = Words::new(language);
        let folder = tempfile::tempdir().expect("a folder");
        let mut harness = scene(language, &folder.path().join("desk.db"));
        assert!(harness.query_by_label(&words.say("safe-none-yet")).is_some());
        press(&mut harness, &words.say("safe-copy-now"));
        until(&mut harness, |scene| copies(scene) == 1);
        let (copied, copy) = {
            let scene = harness.state();
            (revision(scene), scene.world.findings.safe.as_ref().expect("looked").copies[0].clone())
        };
        let at = copy.at.0.format("%Y-%m-%d %H:%M:%S").to_string();
        press(&mut harness, &words.fill("safe-try-name", &[("at", at.clone().into())]));
        let tried = |scene: &Scene| {
            let safe = scene.world.findings.safe.as_ref().expect("looked");
            safe.last.drill.as_ref().is_some_and(|drill| drill.is_sound && drill.file == copy.file)
        };
        until(&mut harness, tried);
        // Something is changed, and the desk goes back to what it was before.
        assert!(harness.state().bookkeeper.ask(Request::Submit(Box::new(city::shift("R1", 15)))));
        until(&mut harness, |scene| revision(scene) > copied);
        press(&mut harness, &words.fill("safe-restore-name", &[("at", at.into())]));
        assert!(revision(harness.state()) > copied, "a second word is asked for");
        press(&mut harness, &words.say("safe-go-back"));
        until(&mut harness, |scene| revision(scene) == copied);
        let told = harness.state().desk.notices.iter().any(|notice| {
            notice.kind == NoticeKind::Done && words.tell(&notice.message).contains("before-restore")
        });
        assert!(told, "where the present database was put");
    }
}

#[test]
fn a_file_that_is_no_backup_is_refused_in_words_and_nothing_is_replaced() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut harness = scene(Language::English, &folder.path().join("desk.db"));
    let before = revision(harness.state());
    let bad = folder.path().join("holiday.db");
    std::fs::write(&bad, "not a database").expect("written");
    harness.get_by_role_and_label(Role::TextInput, "Another file").focus();
    harness.run_steps(2);
    harness.get_by_role_and_label(Role::TextInput, "Another file").type_text(&bad.to_string_lossy());
    harness.run_steps(3);
    press(&mut harness, "Go back to it…");
    press(&mut harness, "Go back to the copy");
    until(&mut harness, |scene| scene.desk.notices.iter().any(|notice| notice.kind == NoticeKind::Trouble));
    assert!(harness.query_by_label_contains("is not a database").is_some());
    assert_eq!(revision(harness.state()), before);
}

#[test]
fn a_support_file_is_read_before_it_is_saved() {
    for language in Language::ALL {
        let words = Words::new(language);
        let folder = tempfile::tempdir().expect("a folder");
        let mut harness = scene(language, &folder.path().join("desk.db"));
        press(&mut harness, &words.say("support-make"));
        until(&mut harness, |scene| scene.world.findings.support.is_some());
        assert!(harness.state().saved.is_none(), "it is shown first");
        let text = harness.state().world.findings.support.clone().expect("made");
        assert!(text.starts_with(&words.say("support-title")) && text.contains("desk.db"), "{text}");
        assert!(!text.contains("13800000000") && !text.contains("第0商店"), "{text}");
        assert!(harness.query_by_label(&words.say("support-preview")).is_some());
        press(&mut harness, &words.say("support-save"));
        assert_eq!(harness.state().saved.as_deref(), Some(&*text));
        press(&mut harness, &words.say("support-close"));
        until(&mut harness, |scene| scene.world.findings.support.is_none());
    }
}
