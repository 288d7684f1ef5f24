//! The desk's frame, driven as a person would: by the names on the screen and by keys, in both languages.

use crate::harness::{at, blank, plate, retailer_code, screen, small_day, small_state, snapshot, today};
use egui::{Key, Modifiers, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use mainstay::desk::actions::{Action, Actions, Selection, Theme, View};
use mainstay::desk::bookkeeper::{Bookkeeper, News, Opening, Request};
use mainstay::desk::frame::{Desk, Remembered};
use mainstay::desk::shot::{self, Shot};
use mainstay::desk::world::{Notice, NoticeKind, Work, World};
use mainstay::domain::deed::Deed;
use mainstay::domain::ids::{Author, Revision, RouteId};
use mainstay::session::ChangeSummary;
use mainstay::words::{Language, Message, Words};
use std::sync::Arc;

struct Stage {
    desk: Desk,
    world: World,
    asked: Vec<Action>,
}

fn stage(language: Language, world: World) -> Harness<'static, Stage> {
    let desk = Desk::new(language, Remembered::default());
    let stage = Stage { desk, world, asked: Vec::new() };
    screen(language, Theme::Light, [1280.0, 800.0], stage, |ui, _, stage| {
        let mut actions = Actions::default();
        stage.desk.ui(ui, &stage.world, &mut actions);
        stage.asked.extend(actions.drain());
    })
}

fn changed() -> World {
    let mut snapshot = small_day();
    let change = ChangeSummary {
        revision: Revision(7),
        at: at("10:12"),
        by: Author::new("王敏"),
        signed: None,
        deed: Deed::Reassigned { route: RouteId::new("R02"), from: Some(plate(2)), to: Some(plate(4)) },
        day: Some(today()),
        undoes: None,
        undone_by: None,
        founding: false,
    };
    snapshot.undoable = Some(change.clone());
    snapshot.last = Some(change);
    World::new(snapshot)
}

fn days() -> World {
    let mut state = small_state();
    let day = state.day(today()).expect("the small day").clone();
    for back in 1..=2 {
        let mut earlier = (*day).clone();
        earlier.date = today().plus(-back);
        state.days.insert(earlier.date, Arc::new(earlier));
    }
    World::new(snapshot(state, at("10:20")))
}

#[test]
fn the_first_start_offers_the_sample_city_and_the_import_in_both_languages() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut harness = stage(language, World::new(blank()));
        harness.get_by_label(&words.say("desk-open-sample")).click();
        harness.run();
        harness.get_by_label(&words.say("desk-import")).click();
        harness.run();
        assert!(
            matches!(harness.state().asked[..], [Action::OpenSample, Action::PickFiles]),
            "{:?}",
            harness.state().asked
        );
    }
}

#[test]
fn the_language_is_switched_live() {
    let mut harness = stage(Language::English, World::new(small_day()));
    harness.get_by_role_and_label(Role::Tab, "Board");
    harness.get_by_label("简体中文").click();
    harness.run();
    harness.get_by_role_and_label(Role::Tab, "调度台");
    assert!(harness.query_by_role_and_label(Role::Tab, "Board").is_none());
    harness.get_by_label("English").click();
    harness.run();
    harness.get_by_role_and_label(Role::Tab, "Board");
}

#[test]
fn undo_asks_for_undo_by_button_and_by_key() {
    for language in Language::ALL {
        let mut harness = stage(language, changed());
        harness.get_by_label(&Words::new(language).say("desk-do-undo")).click();
        harness.run();
        harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
        harness.run();
        // Elsewhere this does again what was taken back.
        harness.key_press_modifiers(Modifiers::COMMAND | Modifiers::SHIFT, Key::Z);
        harness.run();
        assert!(
            matches!(harness.state().asked[..], [Action::Undo, Action::Undo]),
            "{:?}",
            harness.state().asked
        );
    }
}

#[test]
fn without_anything_to_undo_there_is_no_undo() {
    let mut harness = stage(Language::English, World::new(small_day()));
    assert!(harness.query_by_label("Undo").is_none());
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    harness.run();
    assert!(harness.state().asked.is_empty());
}

#[test]
fn the_palette_finds_a_retailer_by_a_few_letters_and_selects_it() {
    for (language, letters) in [
        (Language::English, "old street 2"),
        (Language::Chinese, "老街2"),
        (Language::Chinese, "420300002004"),
    ] {
        let mut harness = stage(language, World::new(small_day()));
        harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
        harness.run();
        harness.event(egui::Event::Text(letters.to_owned()));
        harness.run();
        harness.key_press(Key::Enter);
        harness.run();
        let expected = Selection { stops: [retailer_code(2, 4)].into(), ..Selection::default() };
        assert_eq!(harness.state().desk.selection, expected, "{letters}");
        let inspector = Words::new(language).say("desk-address");
        assert!(harness.query_by_label(&inspector).is_some(), "the inspector tells about it");
    }
}

#[test]
fn the_palette_finds_a_vehicle_without_the_dot_of_its_plate() {
    let mut harness = stage(Language::English, World::new(small_day()));
    harness.get_by_label("Search or command").click();
    harness.run();
    harness.event(egui::Event::Text("c10003".to_owned()));
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    let routes = [RouteId::new("R03")].into();
    assert_eq!(harness.state().desk.selection, Selection { routes, ..Selection::default() });
}

#[test]
fn days_are_switched_by_button_and_by_key_and_stop_at_the_ends() {
    let mut harness = stage(Language::English, days());
    harness.key_press_modifiers(Modifiers::ALT, Key::ArrowRight);
    harness.run();
    assert!(harness.state().asked.is_empty(), "today is the newest");
    harness.get_by_label("Previous service day").click();
    harness.run();
    harness.key_press_modifiers(Modifiers::ALT, Key::ArrowLeft);
    harness.run();
    let asked = std::mem::take(&mut harness.state_mut().asked);
    let before = today().plus(-1);
    assert!(
        matches!(asked[..], [Action::OpenDay(a), Action::OpenDay(b)] if a == before && b == before),
        "{asked:?}"
    );
}

#[test]
fn a_refusal_stays_in_sight_until_it_is_put_away() {
    let mut harness = stage(Language::English, World::new(small_day()));
    let notice = Notice { kind: NoticeKind::Refused, message: Message::new("refusal-nothing-to-undo") };
    harness.state_mut().desk.notices.push(notice);
    harness.run();
    assert!(harness.query_by_label("There is nothing to undo.").is_some());
    let height = harness.get_by_label("There is nothing to undo.").rect().center().y;
    assert!(height < 90.0, "a line under the top bar, not the whole window: {height}");
    harness.get_by_label("Dismiss").click();
    harness.run();
    assert!(harness.query_by_label("There is nothing to undo.").is_none());
}

#[test]
fn a_notice_that_could_not_be_sent_leads_to_the_outbox() {
    let mut harness = stage(Language::English, World::new(small_day()));
    let message = Message::new("send-no-folder").with("to", "/lists");
    harness.state_mut().desk.notices.push(Notice { kind: NoticeKind::Unsent, message });
    harness.run();
    harness.get_by_label("Show").click();
    harness.run();
    assert_eq!(harness.state().desk.view, View::Notices);
    assert!(harness.state().desk.notices.is_empty());
}

#[test]
fn long_work_shows_its_progress_and_can_be_cancelled() {
    let mut world = World::new(small_day());
    world.work = Some(Work { what: Message::new("desk-work-sample"), done: 30, total: 90 });
    let mut harness = stage(Language::Chinese, world);
    assert!(harness.query_by_label("33 %").is_some());
    harness.get_by_label("取消").click();
    harness.run();
    assert!(matches!(harness.state().asked[..], [Action::CancelWork]));
}

#[test]
fn the_lights_tell_of_a_hold_that_is_in_force_today() {
    let harness = stage(Language::English, World::new(small_day()));
    harness.get_by_label_contains("Ordering: working");
    harness.get_by_label_contains(
        "Distribution: degraded. rainstorm, orange: deliveries held from 13:00 to 15:00.",
    );
}

#[test]
fn the_next_stop_in_danger_is_named_and_selected_by_a_click() {
    let mut harness = stage(Language::English, World::new(small_day()));
    harness.get_by_label_contains("Next late: Jiajiale Market 2 on R02").click();
    harness.run();
    assert!(harness.state().desk.selection.stops.contains(&retailer_code(2, 3)));
}

#[test]
fn every_view_of_the_rail_is_reached_by_its_key() {
    let mut harness = stage(Language::English, World::new(small_day()));
    for (key, view) in [
        (Key::Num2, View::Map),
        (Key::Num3, View::Weather),
        (Key::Num4, View::Incidents),
        (Key::Num5, View::Notices),
        (Key::Num6, View::Fleet),
        (Key::Num7, View::Supply),
        (Key::Num8, View::Reports),
        (Key::Num9, View::Data),
        (Key::Num1, View::Board),
    ] {
        harness.key_press_modifiers(Modifiers::COMMAND, key);
        harness.run();
        assert_eq!(harness.state().desk.view, view);
    }
    harness.key_press(Key::F1);
    harness.run();
    assert!(harness.query_by_label("Board: zoom").is_some());
}

#[test]
fn the_same_day_makes_the_same_picture_to_the_byte() {
    let shot = Shot { size: [960, 600], ..Shot::default() };
    let paint = |shot: &Shot| shot::frames(&mut World::new(small_day()), shot, |_, _| {});
    let (one, other) = (paint(&shot), paint(&shot));
    assert_eq!((one.width, one.height), (960, 600));
    assert!(one == other, "two runs differ");
    let palette = mainstay::desk::theme::Palette::of(Theme::Light);
    let is = |x, y, colour: egui::Color32| one.pixel(x, y) == [colour.r(), colour.g(), colour.b()];
    assert!(is(2, 300, palette.panel), "the rail's ground: {:?}", one.pixel(2, 300));
    assert!(is(10, 12, palette.selected), "the open view's entry: {:?}", one.pixel(10, 12));
    let dark = paint(&Shot { theme: Theme::Dark, ..shot });
    assert_ne!(dark.pixel(2, 300), one.pixel(2, 300));
}

#[test]
fn a_picture_at_twice_the_scale_has_twice_the_pixels() {
    let shot = Shot { size: [400, 300], scale: 2.0, ..Shot::default() };
    let picture = shot::frames(&mut World::new(small_day()), &shot, |_, _| {});
    assert_eq!((picture.width, picture.height, picture.rgba.len()), (800, 600, 800 * 600 * 4));
}

#[test]
fn the_bookkeeper_answers_with_snapshots_and_says_what_was_refused() {
    let session = mainstay::session::Session::in_memory().expect("memory");
    let opening = Opening { session, author: Author::new("王敏"), now: Some(at("10:20")), day: None };
    let bookkeeper = Bookkeeper::start(opening, || {});
    assert!(matches!(bookkeeper.next(), Some(News::Snapshot(first)) if first.is_blank()));
    assert!(bookkeeper.ask(Request::Undo));
    match bookkeeper.next() {
        Some(News::Notice(notice)) => {
            assert_eq!(notice.kind, NoticeKind::Refused);
            assert_eq!(notice.message.key, "refusal-nothing-to-undo");
        }
        other => panic!("{other:?}"),
    }
    assert!(matches!(bookkeeper.next(), Some(News::Snapshot(_))));
}

#[test]
fn what_is_waiting_is_carried_out_before_the_desk_is_gone() {
    use mainstay::domain::command::Command;
    use mainstay::domain::network::{Department, Name};
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("city.mainstay");
    let session = mainstay::session::Session::open(&path).expect("a new database");
    let opening = Opening { session, author: Author::new("王敏"), now: Some(at("10:20")), day: None };
    let bookkeeper = Bookkeeper::start(opening, || {});
    for n in 0..5 {
        let department = Department {
            code: format!("D{n}").as_str().into(),
            name: Name::new("城东营销部"),
            phone: "".into(),
        };
        assert!(bookkeeper.ask(Request::Submit(Box::new(Command::PutDepartments(vec![department])))));
    }
    drop(bookkeeper);
    let session = mainstay::session::Session::open(&path).expect("the same database");
    assert_eq!(session.state().network.departments.len(), 5);
}

#[test]
fn an_area_drawn_on_the_map_is_put_away_once_its_hold_is_put() {
    let mut harness = stage(Language::English, World::new(small_day()));
    harness.key_press_modifiers(Modifiers::COMMAND, Key::Num2);
    harness.run();
    harness.key_press(Key::P);
    harness.run();
    for key in [Key::ArrowRight, Key::ArrowDown, Key::ArrowLeft] {
        harness.key_press(Key::Space);
        harness.run();
        harness.key_press(key);
        harness.run();
    }
    harness.key_press(Key::Enter);
    harness.run_steps(8);
    assert!(harness.state().desk.map.sketch().is_some_and(|sketch| sketch.done));
    harness.get_by_label("Put hold").click();
    harness.run_steps(8);
    let asked = &harness.state().asked;
    let puts = |action: &Action| {
        matches!(action, Action::Submit(command)
            if matches!(**command, mainstay::domain::command::Command::PutHold(_)))
    };
    assert!(asked.iter().any(puts), "{asked:?}");
    assert!(harness.state().desk.map.sketch().is_none());
}
