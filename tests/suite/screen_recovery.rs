//! The breakdown sheet and what recovery brings to the board, driven as a dispatcher would with the driver on
//! the telephone: by names on the screen and by keys, in both languages.

use crate::harness::{at, plate, retailer_code, screen, small_state, snapshot, today};
use egui::{Key, Modifiers, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use mainstay::desk::actions::{Action, Actions, Theme};
use mainstay::desk::bookkeeper::data_desk::{DataRequest, as_they_are};
use mainstay::desk::bookkeeper::findings::Finding;
use mainstay::desk::bookkeeper::{Bookkeeper, News, Opening, Request};
use mainstay::desk::frame::{Desk, Remembered};
use mainstay::desk::planner::{Pace, Planning, Question, Search, judge_here, plan_here};
use mainstay::desk::recovery::RecoverySheet;
use mainstay::desk::snapshot::Snapshot;
use mainstay::desk::world::World;
use mainstay::domain::command::{BreakdownReport, Command, LockKind};
use mainstay::domain::day::Cargo;
use mainstay::domain::ids::{Author, Revision, RouteId};
use mainstay::domain::incident::Fault;
use mainstay::domain::network::VehicleStatus;
use mainstay::domain::proposal::{PlanKind, Proposal};
use mainstay::domain::rules::{Breach, BreachKind};
use mainstay::domain::state::State;
use mainstay::domain::units::{Cartons, Seconds};
use mainstay::domain::weigh;
use mainstay::session::Session;
use mainstay::words::{Arg, Language, Tell, Words};
use std::sync::Arc;

/// The desk with a planner that answers at once, and what it asked of the bookkeeper.
struct Stage {
    desk: Desk,
    world: World,
    submitted: Vec<Command>,
    stopped: usize,
    saved: Vec<std::path::PathBuf>,
}

type Screen = Harness<'static, Stage>;

const ROUNDS: u64 = 20;

fn stage(language: Language, state: State) -> Screen {
    let desk = Desk::new(language, Remembered::default());
    let world = World::new(snapshot(state, at("10:20")));
    let stage = Stage { desk, world, submitted: Vec::new(), stopped: 0, saved: Vec::new() };
    let mut screen = screen(language, Theme::Light, [1400.0, 900.0], stage, |ui, _, stage| {
        let mut actions = Actions::default();
        stage.desk.ui(ui, &stage.world, &mut actions);
        for action in actions.drain() {
            serve(stage, action);
        }
    });
    screen.run();
    screen
}

fn serve(stage: &mut Stage, action: Action) {
    let planning = &mut stage.world.planning;
    match action {
        Action::FindPlans(question) => plan_here(planning, &question, ROUNDS),
        Action::EditPlan { plan, command } => {
            let edit = planning.edit(plan, *command).expect("there are plans");
            judge_here(planning, edit);
        }
        Action::TakeBackEdit => planning.take_back_edit(),
        Action::StopSearch => stage.stopped += 1,
        Action::Submit(command) => stage.submitted.push(*command),
        Action::SaveCase { path, .. } => stage.saved.extend(path),
        other => panic!("not asked for here: {other:?}"),
    }
}

/// Carries `command` out as the journal would.
fn after(state: &State, command: Command, revision: u64) -> State {
    let mut after = state.clone();
    for operation in weigh(state, command).expect("not refused") {
        after.apply(Revision(revision), &operation);
    }
    after
}

fn report(n: usize, time: &str) -> Command {
    Command::ReportBreakdown(BreakdownReport {
        plate: plate(n),
        at: at(time),
        place: None,
        fault: Fault::Clutch,
        estimate: None,
    })
}

/// The small day with vehicle 1 broken down at 10:15, two stops left.
fn broken_day() -> State {
    after(&small_state(), report(1, "10:15"), 7)
}

/// The snapshot the bookkeeper would show next.
fn show(screen: &mut Screen, state: State, revision: u64) {
    let shown = Snapshot { revision: Revision(revision), ..snapshot(state, at("10:20")) };
    screen.state_mut().world.snapshot = Arc::new(shown);
    screen.run();
}

fn click(screen: &mut Screen, name: &str) {
    screen.get_by_label(name).click();
    screen.run();
}

fn button(screen: &mut Screen, name: &str) {
    screen.get_by_role_and_label(Role::Button, name).click();
    screen.run();
}

/// By the beginning of a name, such as that of a button that tells what it does.
fn button_with(screen: &mut Screen, name: &str) {
    let named = |node: &egui_kittest::Node<'_>| node.accesskit_node().role() == Role::Button;
    let all: Vec<_> = screen.query_all_by_label_contains(name).filter(named).collect();
    all.last().unwrap_or_else(|| panic!("no button {name}")).click();
    drop(all);
    screen.run();
}

fn says(screen: &Screen, text: &str) -> bool {
    screen.query_all_by_label_contains(text).next().is_some()
}

/// The plans in the sheet, opened by the key with route R01 selected.
fn plans(language: Language) -> Screen {
    let mut screen = stage(language, broken_day());
    select_route(&mut screen, "R01");
    screen.key_press_modifiers(Modifiers::COMMAND, Key::B);
    screen.run();
    screen
}

fn select_route(screen: &mut Screen, route: &str) {
    screen.state_mut().desk.selection.routes = [RouteId::new(route)].into();
    screen.run();
}

fn planning(screen: &Screen) -> &Planning {
    &screen.state().world.planning
}

fn name_of(words: &Words, rank: usize, plan: &Proposal) -> String {
    let kind = words.tell(&plan.kind.message());
    words.fill("plans-name", &[("rank", Arg::from(rank + 1)), ("kind", kind.into())])
}

#[test]
fn a_breakdown_is_reported_from_the_key_and_leads_on_to_plans_and_one_is_applied() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut screen = stage(language, small_state());
        select_route(&mut screen, "R01");
        screen.key_press_modifiers(Modifiers::COMMAND, Key::B);
        screen.run();
        assert!(says(&screen, &words.say("breakdown-title")));
        let minutes = words.say("breakdown-repair-minutes");
        screen.get_by_role_and_label(Role::TextInput, &minutes).focus();
        screen.run();
        screen.get_by_role_and_label(Role::TextInput, &minutes).type_text("90");
        screen.run();
        click(&mut screen, &words.fill("breakdown-report-of", &[("plate", Arg::shown(plate(1)))]));

        let reported = Command::ReportBreakdown(BreakdownReport {
            plate: plate(1),
            at: at("10:20"),
            place: None,
            fault: Fault::Engine,
            estimate: Some(Seconds::from_minutes(90)),
        });
        assert_eq!(screen.state().submitted, std::slice::from_ref(&reported), "{language:?}");
        show(&mut screen, after(&small_state(), reported, 8), 8);

        let all = planning(&screen).plans.clone();
        assert!(all.len() >= 2, "{language:?}: {}", all.len());
        click(&mut screen, &name_of(&words, 1, &all[1]));
        let apply = words.say("plans-apply");
        button_with(&mut screen, &apply);
        let routes = all[1].routes.iter().map(|route| (**route).clone()).collect();
        let applied = Command::ApplyProposal { day: today(), routes, base: Revision(8), now: at("10:20") };
        assert_eq!(screen.state().submitted[1..], [applied], "{language:?}");
        assert!(screen.state().desk.recovery.is_none(), "the sheet closes");
    }
}

#[test]
fn without_a_vehicle_chosen_the_form_lists_those_with_most_left_and_finds_one_by_its_plate() {
    let mut screen = stage(Language::English, small_state());
    screen.key_press_modifiers(Modifiers::COMMAND, Key::B);
    screen.run();
    assert!(says(&screen, "鄂C·10003 · R03 · 4 stops left · 0 cartons aboard · 210 cartons still to load"));
    screen.get_by_role_and_label(Role::SearchInput, "Plate or route").type_text("C10002");
    screen.run();
    assert!(!says(&screen, "鄂C·10003 · R03 · 4 stops"));
    button_with(&mut screen, "鄂C·10002 · R02");
    assert!(says(&screen, "At its last stop: "));
}

#[test]
fn a_place_can_be_written_down_and_nonsense_is_not_reported() {
    let mut screen = stage(Language::English, small_state());
    select_route(&mut screen, "R01");
    screen.key_press_modifiers(Modifiers::COMMAND, Key::B);
    screen.run();
    for (field, text) in [("Latitude", "32.6291"), ("Longitude", "110.798")] {
        screen.get_by_role_and_label(Role::TextInput, field).focus();
        screen.run();
        screen.get_by_role_and_label(Role::TextInput, field).type_text(text);
        screen.run();
    }
    button_with(&mut screen, "Report breakdown of");
    let Some(Command::ReportBreakdown(report)) = screen.state().submitted.first() else { panic!() };
    assert_eq!(report.place.map(mainstay::domain::place::Place::e7), Some((326_291_000, 1_107_980_000)));

    let mut screen = stage(Language::English, small_state());
    select_route(&mut screen, "R01");
    screen.key_press_modifiers(Modifiers::COMMAND, Key::B);
    screen.run();
    screen.get_by_role_and_label(Role::TextInput, "Longitude").focus();
    screen.run();
    screen.get_by_role_and_label(Role::TextInput, "Longitude").type_text("east of the bridge");
    screen.run();
    button_with(&mut screen, "Report");
    assert!(screen.state().submitted.is_empty());
    assert!(says(&screen, "Write latitude and longitude in degrees"));
}

#[test]
fn a_refused_report_comes_back_to_the_form() {
    let mut screen = stage(Language::English, small_state());
    select_route(&mut screen, "R01");
    screen.key_press_modifiers(Modifiers::COMMAND, Key::B);
    screen.run();
    button_with(&mut screen, "Report breakdown of");
    button_with(&mut screen, "Report breakdown of");
    assert_eq!(screen.state().submitted.len(), 1, "it is not sent twice while it is under way");
    show(&mut screen, small_state(), 7);
    button_with(&mut screen, "Report breakdown of");
    assert_eq!(screen.state().submitted.len(), 2);
}

#[test]
fn the_plans_stand_side_by_side_with_the_best_of_each_row_marked() {
    for language in Language::ALL {
        let words = Words::new(language);
        let screen = plans(language);
        let all = planning(&screen).plans.clone();
        for (rank, plan) in all.iter().enumerate() {
            let name = name_of(&words, rank, plan);
            screen.get_by_role_and_label(Role::RadioButton, &name);
            let point = words.fill("plans-plot-point", &[("plan", name.into())]);
            screen.get_by_role_and_label(Role::Button, &point);
        }
        let cheapest = format!("● ¥{}", (all[0].price().0 + 50) / 100);
        assert!(says(&screen, &cheapest), "{cheapest}");
        assert!(says(&screen, &words.say("plans-measure-late")));
        assert!(says(&screen, &words.say("plans-bill")));
    }
}

#[test]
fn arrows_step_through_the_plans_and_the_plot_chooses_one() {
    let mut screen = plans(Language::English);
    let words = Words::new(Language::English);
    let all = planning(&screen).plans.clone();
    let chosen = |screen: &Screen| {
        let sheet = screen.state().desk.recovery.as_ref().expect("it is open");
        sheet.chosen(planning(screen)).map(|(_, rank)| rank)
    };
    assert_eq!(chosen(&screen), Some(Some(0)));
    screen.key_press(Key::ArrowRight);
    screen.run();
    assert_eq!(chosen(&screen), Some(Some(1)));
    screen.key_press(Key::ArrowLeft);
    screen.run();
    assert_eq!(chosen(&screen), Some(Some(0)));
    let point = words.fill("plans-plot-point", &[("plan", name_of(&words, 1, &all[1]).into())]);
    button(&mut screen, &point);
    assert_eq!(chosen(&screen), Some(Some(1)));
}

#[test]
fn plans_made_on_an_older_day_say_so_and_cannot_be_applied() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut screen = plans(language);
        let plan = Arc::clone(&planning(&screen).plans[0]);
        let mut state = broken_day();
        let day = state.days.get_mut(&today()).expect("a day");
        for route in &plan.routes {
            Arc::make_mut(day).changed.insert(route.id.clone(), Revision(9));
        }
        show(&mut screen, state, 9);
        assert!(says(&screen, &words.say("plans-stale")));
        screen.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
        screen.run();
        assert!(screen.state().submitted.is_empty());
        button(&mut screen, &words.say("plans-new"));
        assert!(!says(&screen, &words.say("plans-stale")), "new plans are of the new day");
        screen.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
        screen.run();
        assert_eq!(screen.state().submitted.len(), 1);
    }
}

#[test]
fn a_plan_is_changed_by_hand_and_judged_at_once() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut screen = plans(language);
        let stop =
            words.name(&small_state().network.retailer(&retailer_code(1, 3)).expect("known").name).to_owned();
        let put_off = format!("{} {stop}", words.say("plans-edit-put-off"));
        button(&mut screen, &put_off);
        let day = today().plus(1);
        let naming = [("n", Arg::from(1_usize)), ("day", Arg::shown(day))];
        button(&mut screen, &words.fill("change-apply-put-off", &naming));

        let edited = planning(&screen).edited().expect("there is an edit");
        assert_eq!(edited.kind, PlanKind::ByHand);
        assert!(edited.put_off.iter().any(|(retailer, to)| *retailer == retailer_code(1, 3) && *to == day));
        assert!(screen.state().submitted.is_empty(), "nothing is done before Apply");
        assert!(says(&screen, &words.say("plan-by-hand")));
        button_with(&mut screen, &words.say("plans-apply"));
        assert!(matches!(screen.state().submitted[..], [Command::ApplyProposal { .. }]));
    }
}

#[test]
fn an_edit_is_taken_back() {
    let mut screen = plans(Language::English);
    button(&mut screen, "Put off… Jiajiale Market 1");
    button_with(&mut screen, "Apply: 1 stop put off");
    assert_eq!(planning(&screen).by_hand.len(), 1);
    button(&mut screen, "Take back the edit");
    assert!(planning(&screen).by_hand.is_empty());
    assert!(!says(&screen, "Take back the edit"));
}

#[test]
fn an_edit_that_breaks_a_rule_is_named_and_cannot_be_applied() {
    let mut screen = plans(Language::English);
    let plan = Arc::clone(&planning(&screen).plans[0]);
    let breach =
        Breach { route: RouteId::new("R02"), retailer: None, kind: BreachKind::Overload(Cartons(40)) };
    let broken = Proposal { kind: PlanKind::ByHand, hard_breaches: vec![breach], ..(*plan).clone() };
    screen.state_mut().world.planning.by_hand.push(Arc::new(broken));
    screen.run();
    assert!(says(&screen, "Breaks a rule: 40 cartons overloaded"), "the rule is named");
    screen.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
    screen.run();
    assert!(screen.state().submitted.is_empty());
}

#[test]
fn where_there_is_nothing_to_plan_it_is_said_in_words() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut state = small_state();
        let vehicles = Arc::make_mut(&mut state.network.vehicles);
        vehicles.get_mut(&plate(5)).expect("known").status = VehicleStatus::Available;
        state.holds = Arc::default();
        let sheet = RecoverySheet::plans(&snapshot(state.clone(), at("10:20")));
        let mut screen = stage(language, state);
        screen.state_mut().desk.recovery = Some(sheet);
        screen.run();
        assert!(says(&screen, &words.say("recovery-nothing-broken")), "{language:?}");
    }
}

#[test]
fn a_search_under_way_shows_its_progress_and_can_be_stopped() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut screen = plans(language);
        let search = Search::Running(Arc::new(Pace::usual()));
        screen.state_mut().world.planning.search = search;
        screen.step();
        screen.step();
        screen.get_by_role_and_label(Role::ProgressIndicator, &words.say("plans-searching"));
        screen.get_by_role_and_label(Role::Button, &words.say("plans-stop")).click();
        screen.step();
        screen.step();
        assert_eq!(screen.state().stopped, 1);
    }
}

#[test]
fn several_broken_vehicles_are_planned_for_together_and_named() {
    let state = after(&broken_day(), report(2, "10:18"), 7);
    let mut screen = stage(Language::English, state);
    select_route(&mut screen, "R01");
    screen.key_press_modifiers(Modifiers::COMMAND, Key::B);
    screen.run();
    assert!(says(&screen, "Recovery plans · 鄂C·10001 B261123-1, 鄂C·10002 B261123-2"));
}

#[test]
fn a_plan_is_looked_at_on_the_board_and_applied_from_there() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut screen = plans(language);
        let plan = Arc::clone(&planning(&screen).plans[0]);
        button(&mut screen, &words.say("plans-show"));
        let name = name_of(&words, 0, &plan);
        assert!(says(&screen, &words.fill("plans-previewing", &[("plan", name.into())])));
        button(&mut screen, &words.say("plans-back"));
        assert!(says(&screen, &words.say("plans-bill")), "the sheet is back");
        button(&mut screen, &words.say("plans-show"));
        button(&mut screen, &words.say("plans-apply"));
        assert!(matches!(screen.state().submitted[..], [Command::ApplyProposal { .. }]));
        assert!(screen.state().desk.recovery.is_none());
    }
}

#[test]
fn a_plan_looked_at_on_the_board_is_changed_there_with_the_boards_own_keys() {
    let mut screen = plans(Language::English);
    button(&mut screen, "Show on board");
    screen.state_mut().desk.selection.routes.clear();
    screen.state_mut().desk.selection.stops = [retailer_code(2, 4)].into();
    screen.run();
    screen.key_press(Key::P);
    screen.run();
    button_with(&mut screen, "Apply: 1 stop put off");
    let edited = planning(&screen).edited().expect("there is an edit");
    assert!(edited.put_off.iter().any(|(retailer, _)| *retailer == retailer_code(2, 4)));
    assert!(screen.state().submitted.is_empty());
    button(&mut screen, "Discard");
    assert!(screen.state().desk.recovery.is_none());
}

#[test]
fn a_broken_vehicles_lane_carries_the_incident_and_its_menu_leads_to_plans_and_repair() {
    for (language, lane, carries) in [
        (Language::English, "Route R01, 鄂C·10001", "Incident B261123-1 still open here"),
        (Language::Chinese, "线路 R01，鄂C·10001", "事件 B261123-1 尚未处理完"),
    ] {
        let words = Words::new(language);
        let mut screen = stage(language, broken_day());
        assert!(says(&screen, carries));
        screen.get_by_label_contains(lane).click_secondary();
        screen.run();
        // The inspector offers it too; the menu lies above.
        button_with(&mut screen, &words.say("desk-repaired"));
        button(&mut screen, &words.fill("change-apply-repair", &[("plate", Arg::shown(plate(1)))]));
        assert_eq!(
            screen.state().submitted,
            [Command::ReportRepair { plate: plate(1), at: at("10:20") }],
            "{language:?}"
        );
    }
}

#[test]
fn stops_are_locked_and_put_off_from_the_board_by_key() {
    let mut screen = stage(Language::English, small_state());
    screen.state_mut().desk.selection.stops = [retailer_code(1, 2), retailer_code(1, 3)].into();
    screen.run();
    screen.key_press(Key::L);
    screen.run();
    click(&mut screen, "Its time");
    button(&mut screen, "Apply: lock 1 stop");
    let locked = Command::LockStops {
        day: today(),
        stops: vec![retailer_code(1, 3)],
        lock: Some(LockKind::Time),
        now: at("10:20"),
    };
    assert_eq!(screen.state().submitted, [locked], "what has been delivered is left out");

    screen.key_press(Key::P);
    screen.run();
    button_with(&mut screen, "Apply: 1 stop put off to");
    let put_off = Command::PutOffStops {
        day: today(),
        stops: vec![retailer_code(1, 3)],
        to: Some(today().plus(1)),
        base: Revision(7),
    };
    assert_eq!(screen.state().submitted[1..], [put_off]);
}

#[test]
fn goods_to_fetch_are_told_on_the_board_and_noted_aboard_from_the_inspector() {
    let moved = Command::MoveStops {
        day: today(),
        stops: vec![retailer_code(1, 3), retailer_code(1, 4)],
        to: RouteId::new("R02"),
        at: None,
        base: Revision(7),
    };
    let state = after(&broken_day(), moved, 8);
    let mut screen = stage(Language::English, state);
    select_route(&mut screen, "R02");
    assert!(says(&screen, "115 cartons aboard 鄂C·10001, for 2 stops, before "), "told");
    assert!(says(&screen, "R02 fetches 115 cartons at "), "named on the board");
    button(&mut screen, "Goods aboard");
    let noted = Command::NoteLoaded {
        day: today(),
        route: RouteId::new("R02"),
        from: Cargo::Aboard(plate(1)),
        at: at("10:20").time(),
    };
    assert_eq!(screen.state().submitted, [noted]);
}

#[test]
fn a_saved_situation_is_opened_to_look_at_and_not_to_apply() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut screen = stage(language, small_state());
        let case = Arc::new(snapshot(broken_day(), at("10:20")));
        screen.state_mut().desk.open_case(case);
        screen.run();
        assert!(!planning(&screen).plans.is_empty());
        assert!(says(&screen, &words.say("plans-of-case")));
        screen.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
        screen.run();
        assert!(screen.state().submitted.is_empty());
        button(&mut screen, &words.say("plans-save"));
        button(&mut screen, &words.say("plans-save-do"));
        assert_eq!(screen.state().saved.len(), 1);
    }
}

#[test]
fn a_sound_vehicle_is_relieved_by_a_tick_and_planned_for_anew() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut screen = plans(language);
        button(&mut screen, &words.say("plans-relieve"));
        let sound = plate(2);
        screen.get_by_role_and_label(Role::CheckBox, sound.as_str()).click();
        screen.run();
        let asked = planning(&screen).question.as_deref().expect("plans were asked for");
        assert!(asked.ask.relieved.contains(&sound), "{language:?}");
    }
}

#[test]
fn planning_is_the_same_for_the_same_day() {
    let question = Question::of(&snapshot(broken_day(), at("10:20")));
    let planned = || {
        let mut planning = Planning::default();
        plan_here(&mut planning, &question, ROUNDS);
        planning.plans
    };
    assert_eq!(planned(), planned());
}

#[test]
fn the_planner_answers_the_newest_question_and_ends_when_it_is_let_go() {
    use mainstay::desk::planner::Planner;
    let mut planner = Planner::start(|| ());
    let mut planning = Planning::default();
    let question = Question::of(&snapshot(broken_day(), at("10:20")));
    planner.plan(&mut planning, question.clone(), Vec::new());
    let newer = Question { revision: Revision(11), ..question };
    planner.plan(&mut planning, newer, Vec::new());
    planner.stop();
    for _ in 0..6_000 {
        let words: Vec<_> = planner.words().collect();
        for word in words {
            planning.take(word);
        }
        if !planning.is_running() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    assert!(matches!(planning.search, Search::Ended(_)), "{:?}", planning.search);
    assert!(planning.plans.iter().all(|plan| plan.based_on == Revision(11)));
    assert!(!planning.plans.is_empty());
}

#[test]
fn a_situation_is_saved_as_a_case_and_a_dropped_case_is_opened_while_other_files_are_imported() {
    let folder = tempfile::tempdir().expect("a folder");
    let session = Session::open(&folder.path().join("desk.db")).expect("it opens");
    let opening = Opening { session, author: Author::new("王敏"), now: Some(at("10:20")), day: None };
    let bookkeeper = Bookkeeper::start(opening, || ());
    let path = folder.path().join("case.json");
    let question = Box::new(Question::of(&snapshot(broken_day(), at("10:20"))));
    let write = DataRequest::WriteCase { path: path.clone(), question };
    assert!(bookkeeper.ask(Request::Data(write)));
    assert!(bookkeeper.ask(Request::Data(DataRequest::Read(as_they_are(vec![path])))));
    let case = std::iter::from_fn(|| bookkeeper.next()).find_map(|news| match news {
        News::Case(case) => Some(case),
        _ => None,
    });
    let case = case.expect("it is told");
    assert_eq!((case.date, case.now), (today(), at("10:20")));
    assert!(case.state.breakdowns.values().any(|broken| broken.plate == plate(1)));

    let other = folder.path().join("other.json");
    std::fs::write(&other, "{\"durations\": []}").expect("written");
    assert!(bookkeeper.ask(Request::Data(DataRequest::Read(as_they_are(vec![other])))));
    let read = std::iter::from_fn(|| bookkeeper.next()).find(|news| matches!(news, News::Finding(_)));
    assert!(matches!(read, Some(News::Finding(Finding::Preview(_)))));
}
