//! Before anything is done, every sheet that changes times names the departments no channel reaches, in both languages.

use crate::harness::{at, retailer_code, screen, small_state, snapshot, today};
use egui::{Key, Modifiers, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use mainstay::desk::actions::{Action, Actions, Theme, View};
use mainstay::desk::frame::{Desk, Remembered};
use mainstay::desk::planner::plan_here;
use mainstay::desk::views::data::parts::capital;
use mainstay::desk::world::World;
use mainstay::domain::command::{BreakdownReport, Command, Telling};
use mainstay::domain::ids::{HoldId, Revision, RouteId};
use mainstay::domain::incident::Fault;
use mainstay::domain::settings::{RobotPlatform, RobotSettings};
use mainstay::domain::state::State;
use mainstay::domain::units::Seconds;
use mainstay::domain::weather::{Course, Hold};
use mainstay::domain::weigh;
use mainstay::words::{Language, Tell, Words};
use std::sync::Arc;

struct Stage {
    desk: Desk,
    world: World,
    asked: Vec<Action>,
}

type Screen = Harness<'static, Stage>;

/// Notices go nowhere; a robot serves the first department alone where `half`.
fn deaf(mut state: State, half: bool) -> State {
    let notices = &mut Arc::make_mut(&mut state.settings).notices;
    notices.to_folder = false;
    if half {
        let (name, departments) = ("east".into(), ["D1".into()].into());
        notices.robots = vec![RobotSettings { name, platform: RobotPlatform::WeCom, departments }];
    }
    state
}

fn stage(language: Language, view: View, state: State) -> Screen {
    let remembered = Remembered { view, person: "Lin".into(), ..Remembered::default() };
    let world = World::new(snapshot(state, at("10:20")));
    let stage = Stage { desk: Desk::new(language, remembered), world, asked: Vec::new() };
    let mut screen = screen(language, Theme::Light, [1400.0, 900.0], stage, |ui, _, stage| {
        let mut actions = Actions::default();
        stage.desk.ui(ui, &stage.world, &mut actions);
        for action in actions.drain() {
            match action {
                Action::FindPlans(question) => plan_here(&mut stage.world.planning, &question, 20),
                other => stage.asked.push(other),
            }
        }
    });
    screen.run();
    screen
}

fn after(state: &State, command: Command) -> State {
    let mut after = state.clone();
    for operation in weigh(state, command).expect("not refused") {
        after.apply(Revision(7), &operation);
    }
    after
}

fn says(screen: &Screen, text: &str) -> bool {
    screen.query_all_by_label_contains(text).next().is_some()
}

fn nobody(language: Language, department: usize) -> &'static str {
    match (language, department) {
        (Language::English, 1) => "No channel leads to East department: nobody there is told.",
        (Language::English, _) => "No channel leads to West department: nobody there is told.",
        (Language::Chinese, 1) => "没有渠道通往城东营销部，无人会被告知。",
        (Language::Chinese, _) => "没有渠道通往城西营销部，无人会被告知。",
    }
}

fn button(screen: &mut Screen, name: &str) {
    screen.get_by_role_and_label(Role::Button, name).click();
    screen.run();
}

fn hold_over_r03() -> Hold {
    Hold { from: at("09:00"), ..small_state().holds[&HoldId::new("H1")].clone() }
}

/// The hold over R03 in force since nine.
fn stormy() -> State {
    let mut state = small_state();
    let hold = hold_over_r03();
    Arc::make_mut(&mut state.holds).insert(hold.id.clone(), hold);
    state
}

fn decided(state: &State, course: Course) -> State {
    let (hold, routes) = (HoldId::new("H1"), vec![RouteId::new("R03")]);
    let by = "Lin".into();
    after(state, Command::DecideRoutes { hold, day: today(), routes, course, by, now: at("10:20") })
}

#[test]
fn the_change_sheet_names_whom_nobody_tells() {
    for language in Language::ALL {
        let mut state = deaf(small_state(), false);
        Arc::make_mut(&mut state.settings).retell_after = Seconds::from_minutes(10);
        let mut screen = stage(language, View::Board, state);
        screen.state_mut().desk.selection.routes = [RouteId::new("R03")].into();
        screen.run();
        assert!(!says(&screen, nobody(language, 2)));
        screen.key_press(Key::CloseBracket);
        screen.run();
        assert!(says(&screen, nobody(language, 2)) && !says(&screen, nobody(language, 1)), "{language:?}");
    }
}

#[test]
fn a_hold_that_is_put_names_whom_nobody_tells() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut screen = stage(language, View::Weather, deaf(small_state(), true));
        screen.key_press_modifiers(Modifiers::COMMAND, Key::H);
        screen.run();
        let district = words.fill("weather-district-code", &[("code", "420302".into())]);
        let parts = [("name", district.into()), ("n", 12_usize.into())];
        screen.get_by_label(&words.fill("weather-district-stops", &parts)).click();
        screen.run();
        assert!(says(&screen, nobody(language, 2)), "{language:?}");
        assert!(!says(&screen, nobody(language, 1)), "the robot tells them");
    }
}

#[test]
fn decisions_about_routes_name_whom_nobody_tells() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut screen = stage(language, View::Weather, deaf(stormy(), false));
        assert!(!says(&screen, nobody(language, 2)));
        screen.get_by_label(&words.fill("weather-tick-route", &[("route", "R03".into())])).click();
        screen.run();
        button(&mut screen, &capital(&words.tell(&Course::Suspend.message())));
        assert!(says(&screen, nobody(language, 2)), "{language:?}");
    }
}

#[test]
fn batches_that_are_released_name_whom_nobody_tells() {
    for language in Language::ALL {
        let words = Words::new(language);
        let state = deaf(decided(&stormy(), Course::Suspend), false);
        let mut screen = stage(language, View::Weather, state);
        button(&mut screen, &words.say("weather-batches"));
        assert!(says(&screen, nobody(language, 2)), "{language:?}");
    }
}

#[test]
fn a_hold_that_is_lifted_names_whom_nobody_tells() {
    for language in Language::ALL {
        let words = Words::new(language);
        let state = deaf(stormy(), false);
        let told = |n| Telling {
            retailer: retailer_code(3, n),
            at: at("10:00"),
            by: "Lin".into(),
            way: None,
            confirmed: false,
            said: None,
        };
        let tellings = (1..=4).map(told).collect();
        // They have been told to wait for the end of the storm.
        let state = after(&state, Command::TellRetailers { day: today(), tellings, now: at("10:20") });
        let mut screen = stage(language, View::Weather, state);
        button(&mut screen, &words.say("weather-release"));
        assert!(says(&screen, nobody(language, 2)), "{language:?}");
    }
}

#[test]
fn a_hold_that_waits_for_a_word_names_whom_nobody_tells() {
    for language in Language::ALL {
        let mut state = deaf(small_state(), false);
        let hold = Hold { confirmed: false, ..hold_over_r03() };
        Arc::make_mut(&mut state.holds).insert(hold.id.clone(), hold);
        let screen = stage(language, View::Weather, state);
        assert!(says(&screen, nobody(language, 2)), "{language:?}");
    }
}

#[test]
fn a_recovery_plan_names_whom_nobody_tells() {
    for language in Language::ALL {
        let report = BreakdownReport {
            plate: crate::harness::plate(2),
            at: at("10:15"),
            place: None,
            fault: Fault::Clutch,
            estimate: None,
        };
        let state = deaf(after(&small_state(), Command::ReportBreakdown(report)), false);
        let mut screen = stage(language, View::Board, state);
        screen.state_mut().desk.selection.routes = [RouteId::new("R02")].into();
        screen.run();
        screen.key_press_modifiers(Modifiers::COMMAND, Key::B);
        screen.run();
        assert!(says(&screen, nobody(language, 1)), "{language:?}");
    }
}
