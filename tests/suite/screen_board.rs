//! The board and the change sheet, driven by accessible names, pointer and keys, in both languages.

use crate::big_day::big_day;
use crate::harness::{blank, plate, retailer_code, screen, small_day, today};
use egui::{Key, Modifiers, Pos2, vec2};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use mainstay::desk::actions::{Action, Actions, Draft, Selection, Theme, View};
use mainstay::desk::changes::{ChangeSheet, change_sheet_ui};
use mainstay::desk::snapshot::Snapshot;
use mainstay::desk::views::board::{BoardView, board_ui};
use mainstay::domain::command::{Command, Shift, ShiftTarget};
use mainstay::domain::ids::{Revision, RouteId};
use mainstay::words::Language;
use std::sync::Arc;

/// The board with its sheet, and what they asked for.
struct Desk {
    view: BoardView,
    selection: Selection,
    snapshot: Snapshot,
    sheet: Option<ChangeSheet>,
    submitted: Vec<Command>,
    shown: Vec<View>,
    inspected: bool,
}

type Screen = Harness<'static, Desk>;

fn desk(language: Language, snapshot: Snapshot) -> Screen {
    let desk = Desk {
        view: BoardView::default(),
        selection: Selection::default(),
        snapshot,
        sheet: None,
        submitted: Vec::new(),
        shown: Vec::new(),
        inspected: false,
    };
    let mut screen = screen(language, Theme::Light, [1400.0, 900.0], desk, |ui, look, desk: &mut Desk| {
        let mut actions = Actions::default();
        board_ui(ui, &mut desk.view, &desk.selection, &desk.snapshot, look, &mut actions);
        let stays = desk
            .sheet
            .as_mut()
            .is_none_or(|sheet| change_sheet_ui(ui, sheet, &desk.snapshot, look, &mut actions));
        if !stays {
            desk.sheet = None;
        }
        for action in actions.drain() {
            match action {
                Action::Select(selection) => desk.selection = selection,
                Action::Draft(draft) => desk.sheet = Some(ChangeSheet::open(draft, &desk.snapshot)),
                Action::Submit(command) => desk.submitted.push(*command),
                Action::Show(view) => desk.shown.push(view),
                Action::Inspect => desk.inspected = true,
                other => panic!("not the board's business: {other:?}"),
            }
        }
    });
    screen.run();
    screen
}

fn click(screen: &mut Screen, name: &str) {
    screen.get_by_label_contains(name).click();
    screen.run();
}

fn middle(screen: &Screen, name: &str) -> Pos2 {
    screen.get_by_label_contains(name).rect().center()
}

/// Presses at `from`, moves over `to` in a few steps, and holds.
fn drag(screen: &mut Screen, from: Pos2, to: Pos2) {
    screen.drag_at(from);
    screen.run();
    for share in [0.2, 0.6, 1.0] {
        screen.hover_at(from + (to - from) * share);
        screen.run();
    }
}

fn drop_at(screen: &mut Screen, to: Pos2) {
    screen.drop_at(to);
    screen.run();
}

/// Asks for the screen's own sentence, whatever the language.
fn says(screen: &Screen, text: &str) -> bool {
    screen.query_all_by_label_contains(text).next().is_some()
}

fn base() -> Revision {
    Revision(7)
}

#[test]
fn a_stop_is_found_by_its_name_and_selected() {
    for (language, name) in
        [(Language::English, "Stop 3, Jiajiale Market 2"), (Language::Chinese, "第 3 户，家家乐超市2店")]
    {
        let mut screen = desk(language, small_day());
        click(&mut screen, name);
        assert_eq!(screen.state().selection.stops, [retailer_code(2, 3)].into(), "{language:?}");
    }
}

#[test]
fn every_lane_tells_its_route_vehicle_and_late_count() {
    let screen = desk(Language::English, small_day());
    screen.get_by_label("Route R01, 鄂C·10001");
    screen.get_by_label("Route R02, 鄂C·10002, 2 late");
    let screen = desk(Language::Chinese, small_day());
    screen.get_by_label("线路 R02，鄂C·10002、2 户延误");
}

#[test]
fn a_route_is_given_to_a_spare_from_the_list() {
    for (language, lane, reassign, apply) in [
        (Language::English, "Route R03", "Reassign…", "Apply: 鄂C·10004 takes R03"),
        (Language::Chinese, "线路 R03", "换车…", "执行：鄂C·10004 接 R03"),
    ] {
        let mut screen = desk(language, small_day());
        click(&mut screen, lane);
        click(&mut screen, reassign);
        assert!(screen.state().submitted.is_empty());
        click(&mut screen, "鄂C·10004 · ");
        click(&mut screen, apply);
        let expected =
            Command::Reassign { day: today(), route: RouteId::new("R03"), to: plate(4), base: base() };
        assert_eq!(screen.state().submitted, [expected], "{language:?}");
        assert!(screen.state().sheet.is_none(), "the sheet closes");
    }
}

#[test]
fn a_broken_vehicle_says_why_it_cannot_be_chosen() {
    let mut screen = desk(Language::English, small_day());
    click(&mut screen, "Route R03");
    click(&mut screen, "Reassign…");
    let refusal = "鄂C·10005 · Vehicle 鄂C·10005 can't take the route: it is broken down";
    click(&mut screen, refusal);
    assert!(says(&screen, "Choose a vehicle to see what it would change."), "it was not chosen");
}

#[test]
fn a_dragged_stop_tells_its_consequences_before_the_drop() {
    for (language, stop, other, title, told) in [
        (
            Language::English,
            "Stop 4, Old Street Grocery 1",
            "Stop 3, Jiajiale Market 2",
            "Move 1 stop to R02, place 3",
            "goods aboard 鄂C·10001",
        ),
        (
            Language::Chinese,
            "第 4 户，老街副食1店",
            "第 3 户，家家乐超市2店",
            "将 1 户调到 R02，排第 3 位",
            "货物在 鄂C·10001 车上",
        ),
    ] {
        let mut screen = desk(language, small_day());
        let from = middle(&screen, stop);
        let target = screen.get_by_label_contains(other).rect();
        let to = Pos2::new(target.left() - 1.0, target.center().y);
        drag(&mut screen, from, to);
        assert!(says(&screen, title), "{language:?}: the card names the place");
        assert!(says(&screen, told), "{language:?}: the card names the new breach");
        assert!(
            screen.state().submitted.is_empty() && screen.state().sheet.is_none(),
            "nothing before the drop"
        );
        drop_at(&mut screen, to);
        assert!(screen.state().sheet.is_some(), "the drop opens the sheet, filled in");
        screen.key_press(Key::Enter);
        screen.run();
        let expected = Command::MoveStops {
            day: today(),
            stops: vec![retailer_code(1, 4)],
            to: RouteId::new("R02"),
            at: Some(2),
            base: base(),
        };
        assert_eq!(screen.state().submitted, [expected], "{language:?}");
    }
}

#[test]
fn a_drop_is_applied_at_once_where_that_is_asked_for() {
    let mut screen = desk(Language::English, small_day());
    screen.state_mut().view.apply_on_drop = true;
    let from = middle(&screen, "Stop 4, Old Street Grocery 1");
    let target = screen.get_by_label_contains("Stop 3, Jiajiale Market 2").rect();
    let to = Pos2::new(target.left() - 1.0, target.center().y);
    drag(&mut screen, from, to);
    drop_at(&mut screen, to);
    assert!(screen.state().sheet.is_none());
    assert!(matches!(screen.state().submitted.as_slice(), [Command::MoveStops { at: Some(2), .. }]));
}

#[test]
fn a_place_already_driven_past_refuses_the_drop_in_words() {
    let mut screen = desk(Language::English, small_day());
    let from = middle(&screen, "Stop 4, Old Street Grocery 2");
    let first = screen.get_by_label_contains("Stop 1, Morning Light Store 1").rect();
    let to = Pos2::new(first.left() - 6.0, first.center().y);
    drag(&mut screen, from, to);
    assert!(says(&screen, "has already driven past position 1. Choose position 3 or later."));
    drop_at(&mut screen, to);
    assert!(screen.state().sheet.is_none() && screen.state().submitted.is_empty());
}

#[test]
fn escape_leaves_a_drag_undone() {
    let mut screen = desk(Language::English, small_day());
    let from = middle(&screen, "Stop 4, Old Street Grocery 1");
    let to = middle(&screen, "Stop 3, Jiajiale Market 2");
    drag(&mut screen, from, to);
    screen.key_press(Key::Escape);
    screen.run();
    assert!(!says(&screen, "Move 1 stop to R02"));
    drop_at(&mut screen, to);
    assert!(screen.state().sheet.is_none() && screen.state().submitted.is_empty());
}

#[test]
fn a_lane_dragged_onto_another_takes_its_vehicle() {
    let mut screen = desk(Language::English, small_day());
    let (from, to) = (middle(&screen, "Route R03"), middle(&screen, "Route R01"));
    drag(&mut screen, from, to);
    assert!(says(&screen, "Give R03 to 鄂C·10001"));
    drop_at(&mut screen, to);
    click(&mut screen, "Apply: 鄂C·10001 takes R03");
    let expected = Command::Reassign { day: today(), route: RouteId::new("R03"), to: plate(1), base: base() };
    assert_eq!(screen.state().submitted, [expected]);
}

#[test]
fn the_windows_of_a_department_are_shifted_by_thirty_minutes() {
    for (language, lane, shift, department, choice, apply) in [
        (
            Language::English,
            "Route R03",
            "Shift windows…",
            "Department",
            "West department",
            "Apply: 4 stops change",
        ),
        (Language::Chinese, "线路 R03", "调整时段…", "营销部", "城西营销部", "执行：4 户变动"),
    ] {
        let mut screen = desk(language, small_day());
        click(&mut screen, lane);
        click(&mut screen, shift);
        // The radio button, not the combo box of the same name: it comes with the route's own department.
        let radio = egui::accesskit::Role::RadioButton;
        screen.get_by_role_and_label(radio, department).click();
        screen.run();
        screen.get_by_value(choice);
        click(&mut screen, "+30");
        click(&mut screen, apply);
        let expected = Command::ShiftWindows {
            day: today(),
            target: ShiftTarget::Department("D2".into()),
            shift: Shift::By(30),
            base: base(),
        };
        assert_eq!(screen.state().submitted, [expected], "{language:?}");
    }
}

#[test]
fn the_filter_keeps_only_the_lanes_asked_for() {
    let mut screen = desk(Language::English, small_day());
    screen.get_by_label("Late").click();
    screen.run();
    assert!(says(&screen, "Route R02") && !says(&screen, "Route R01"));
    assert!(says(&screen, "1 of 3 routes shown"));
    click(&mut screen, "Clear the filter");
    assert!(says(&screen, "Route R01"));
}

#[test]
fn a_filter_nothing_matches_offers_to_clear_it() {
    let mut screen = desk(Language::Chinese, small_day());
    screen.state_mut().view.filter.text = "没有这辆车".into();
    screen.run();
    assert!(says(&screen, "没有符合筛选的线路"));
    screen.state_mut().view.filter.text = " 李强 ".into();
    screen.run();
    assert!(says(&screen, "线路 R02") && !says(&screen, "线路 R01"), "a driver's name finds the lane");
}

#[test]
fn a_day_without_a_plan_says_where_to_import_one() {
    for (language, import) in [(Language::English, "Import…"), (Language::Chinese, "导入…")] {
        let mut screen = desk(language, blank());
        click(&mut screen, import);
        assert_eq!(screen.state().shown, [View::Data]);
    }
}

#[test]
fn the_keyboard_alone_shifts_a_window() {
    let mut screen = desk(Language::English, small_day());
    let press = |screen: &mut Screen, key| {
        screen.key_press(key);
        screen.run();
    };
    press(&mut screen, Key::ArrowDown);
    press(&mut screen, Key::ArrowDown);
    for _ in 0..4 {
        press(&mut screen, Key::ArrowRight);
    }
    press(&mut screen, Key::Space);
    assert_eq!(screen.state().selection.stops, [retailer_code(2, 4)].into());
    press(&mut screen, Key::CloseBracket);
    assert!(screen.state().sheet.is_some());
    press(&mut screen, Key::CloseBracket);
    press(&mut screen, Key::Enter);
    let expected = Command::ShiftWindows {
        day: today(),
        target: ShiftTarget::Retailers(vec![retailer_code(2, 4)]),
        shift: Shift::By(30),
        base: base(),
    };
    assert_eq!(screen.state().submitted, [expected]);
}

#[test]
fn enter_on_a_stop_shows_it_in_the_inspector() {
    let mut screen = desk(Language::English, small_day());
    for key in [Key::ArrowDown, Key::ArrowRight, Key::Enter] {
        screen.key_press(key);
        screen.run();
    }
    assert!(screen.state().inspected);
    assert_eq!(screen.state().selection.stops, [retailer_code(1, 1)].into());
}

#[test]
fn shift_click_takes_the_stops_between() {
    let mut screen = desk(Language::English, small_day());
    click(&mut screen, "Stop 1, Morning Light Store 3");
    screen.get_by_label_contains("Stop 4, Old Street Grocery 3").click_modifiers(Modifiers::SHIFT);
    screen.run();
    let all = (1..=4).map(|n| retailer_code(3, n)).collect();
    assert_eq!(screen.state().selection.stops, all);
    screen.get_by_label_contains("Stop 2, Xilai Tobacco and Wine 3").click_modifiers(Modifiers::COMMAND);
    screen.run();
    assert_eq!(screen.state().selection.stops.len(), 3, "the command key takes one out");
}

#[test]
fn a_rubber_band_takes_the_stops_it_touches() {
    let mut screen = desk(Language::English, small_day());
    let first = screen.get_by_label_contains("Stop 3, Jiajiale Market 1").rect();
    let last = screen.get_by_label_contains("Stop 4, Old Street Grocery 2").rect();
    // From below the lanes, where nothing stands, up to the first lane.
    let from = Pos2::new(last.right() + 30.0, last.bottom() + 120.0);
    let to = first.left_top() - vec2(2.0, 2.0);
    drag(&mut screen, from, to);
    drop_at(&mut screen, to);
    let stops = &screen.state().selection.stops;
    for (route, n) in [(1, 3), (1, 4), (2, 3), (2, 4)] {
        assert!(stops.contains(&retailer_code(route, n)), "R0{route} stop {n}");
    }
    assert!(!stops.contains(&retailer_code(1, 2)), "a stop left of the band stays out");
}

#[test]
fn a_move_without_a_target_lists_every_route_with_its_best_place() {
    let mut screen = desk(Language::English, small_day());
    click(&mut screen, "Stop 2, Xilai Tobacco and Wine 3");
    screen.key_press(Key::M);
    screen.run_steps(30);
    click(&mut screen, "R01 · ");
    screen.run_steps(30);
    click(&mut screen, "Apply: ");
    match screen.state().submitted.as_slice() {
        [Command::MoveStops { stops, to, at, .. }] => {
            assert_eq!((stops, to), (&vec![retailer_code(3, 2)], &RouteId::new("R01")));
            assert!(at.is_none_or(|at| at >= 2), "never before a stop already visited");
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn an_open_sheet_follows_a_day_that_has_moved_on() {
    let mut screen = desk(Language::English, small_day());
    let draft =
        Draft::Shift { target: ShiftTarget::Routes(vec![RouteId::new("R03")]), shift: Some(Shift::By(15)) };
    let sheet = ChangeSheet::open(draft, &screen.state().snapshot);
    screen.state_mut().sheet = Some(sheet);
    screen.run();
    screen.state_mut().snapshot.revision = Revision(8);
    screen.run();
    assert!(says(&screen, "The day has changed since this was opened."));
    click(&mut screen, "Apply: ");
    assert!(matches!(screen.state().submitted.as_slice(), [Command::ShiftWindows { base: Revision(8), .. }]));
}

#[test]
fn a_lane_whose_route_changed_is_drawn_anew() {
    let mut screen = desk(Language::English, small_day());
    let snapshot = &mut screen.state_mut().snapshot;
    let mut day = snapshot.day().expect("planned").as_ref().clone();
    let mut route = day.routes[&RouteId::new("R01")].as_ref().clone();
    route.vehicle = Some(plate(4));
    day.routes.insert(route.id.clone(), Arc::new(route));
    snapshot.state.days.insert(today(), Arc::new(day));
    screen.run();
    assert!(says(&screen, "Route R01, 鄂C·10004"));
}

#[test]
fn where_stops_crowd_only_lanes_are_named_and_zooming_in_names_the_stops() {
    let mut screen = desk(Language::English, big_day(60, 100));
    assert!(says(&screen, "Route R001") && !says(&screen, "Stop 40,"));
    screen.state_mut().view.camera.scale = 900.0;
    screen.state_mut().view.camera.left = 10.4 * 3600.0;
    screen.run();
    assert!(says(&screen, "Stop 40,"));
}

#[test]
fn the_key_for_the_whole_day_fits_it() {
    let mut screen = desk(Language::English, small_day());
    let fitted = screen.state().view.camera;
    screen.state_mut().view.camera.scale = 3000.0;
    screen.run();
    screen.key_press(Key::F);
    screen.run();
    assert_eq!(screen.state().view.camera, fitted);
}

#[test]
fn the_sheet_says_how_many_stops_of_a_move_stay_because_they_were_visited() {
    let mut screen = desk(Language::English, small_day());
    click(&mut screen, "Route R01");
    screen.key_press(Key::M);
    screen.run_steps(30);
    click(&mut screen, "R02 · ");
    screen.run_steps(30);
    assert!(says(&screen, "2 more stops have been visited or put off, and stay as they are."));
}

#[test]
fn goods_left_aboard_are_told_in_one_line_with_their_count() {
    let mut screen = desk(Language::Chinese, small_day());
    let (from, to) = (middle(&screen, "线路 R02"), middle(&screen, "线路 R01"));
    let line = "R02 · 3 户：货物在 鄂C·10002 车上";
    drag(&mut screen, from, to);
    assert!(says(&screen, line), "on the card");
    drop_at(&mut screen, to);
    screen.run_steps(10);
    assert!(says(&screen, line), "in the sheet");
}
