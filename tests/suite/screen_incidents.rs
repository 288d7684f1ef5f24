//! The Incidents view, its sheets, the lights and what rings, driven as a dispatcher would: by names on the screen
//! and by keys, in both languages.

use crate::harness::{at, screen, small_state, snapshot, today};
use egui::{Key, Modifiers, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use mainstay::desk::actions::{Action, Actions, Theme, View};
use mainstay::desk::frame::{Desk, Remembered};
use mainstay::desk::snapshot::Snapshot;
use mainstay::desk::views::data::Section;
use mainstay::desk::views::data::parts::capital;
use mainstay::desk::world::World;
use mainstay::domain::command::{Act, BreakdownReport, Command, IncidentReport};
use mainstay::domain::emergency::level::Level;
use mainstay::domain::emergency::{Casualties, Kind, What};
use mainstay::domain::ids::{IncidentId, Revision};
use mainstay::domain::incident::{Fault, Link};
use mainstay::domain::playbook::{CardId, Limit, StepId};
use mainstay::domain::state::State;
use mainstay::domain::weigh;
use mainstay::words::{Language, Tell, Words};
use std::sync::Arc;

struct Stage {
    desk: Desk,
    world: World,
    asked: Vec<Action>,
}

type Screen = Harness<'static, Stage>;

impl Stage {
    fn submitted(&self) -> Vec<&Command> {
        let commands = self.asked.iter().filter_map(|action| match action {
            Action::Submit(command) => Some(&**command),
            _ => None,
        });
        commands.collect()
    }

    /// The only act that was asked for.
    fn act(&self) -> (&str, &Act) {
        let asked = self.submitted();
        let [Command::DealWith { incident, act, by, .. }] = asked[..] else { panic!("{asked:?}") };
        assert_eq!(by, "Lin");
        (incident.as_str(), act)
    }
}

fn stage_of(language: Language, view: View, size: [f32; 2], state: State, now: &str) -> Screen {
    let remembered = Remembered { view, person: "Lin".into(), ..Remembered::default() };
    let world = World::new(snapshot(state, at(now)));
    let stage = Stage { desk: Desk::new(language, remembered), world, asked: Vec::new() };
    let mut screen = screen(language, Theme::Light, size, stage, |ui, _, stage| {
        let mut actions = Actions::default();
        stage.desk.ui(ui, &stage.world, &mut actions);
        stage.asked.extend(actions.drain());
    });
    screen.run();
    screen
}

fn stage(language: Language, state: State, now: &str) -> Screen {
    stage_of(language, View::Incidents, [1400.0, 900.0], state, now)
}

/// Carries `command` out as the journal would.
fn after(state: &State, command: Command) -> State {
    let mut after = state.clone();
    for operation in weigh(state, command).expect("not refused") {
        after.apply(Revision(8), &operation);
    }
    after
}

/// The snapshot the bookkeeper would show next.
fn show(screen: &mut Screen, state: State, now: &str) {
    let shown = Snapshot { revision: Revision(9), ..snapshot(state, at(now)) };
    let stage = screen.state_mut();
    stage.world.snapshot = Arc::new(shown);
    stage.asked.clear();
    screen.run();
}

fn opened(state: &State, kind: Kind, link: Link, time: &str, expected: Option<&str>) -> State {
    let report = IncidentReport {
        kind,
        link: Some(link),
        what: "二号线".into(),
        down: true,
        casualties: Casualties::default(),
        level: None,
        expected: expected.map(at),
        day: None,
        routes: Vec::new(),
        by: "Lin".into(),
        at: at(time),
    };
    after(state, Command::OpenIncident(Box::new(report)))
}

/// Sorting stands still since 10:00, expected back at 13:10: R03 has not left.
fn sorting() -> State {
    opened(&small_state(), Kind::Sorting, Link::Sorting, "10:00", Some("13:10"))
}

fn id() -> IncidentId {
    "I261123-1".into()
}

fn acts(state: &State, act: Act) -> State {
    after(state, Command::DealWith { incident: id(), act, by: "Lin".into(), at: at("10:20") })
}

fn step(card: char, number: u8) -> StepId {
    StepId { card: CardId(card), number }
}

fn click(screen: &mut Screen, name: &str) {
    screen.get_by_label(name).click();
    screen.run();
}

fn button(screen: &mut Screen, name: &str) {
    screen.get_by_role_and_label(Role::Button, name).click();
    screen.run();
}

fn rows(screen: &Screen) -> Vec<String> {
    let rows = screen.query_all_by_role(Role::ListItem);
    rows.filter_map(|node| node.accesskit_node().label()).collect()
}

fn says(screen: &Screen, text: &str) -> bool {
    screen.query_all_by_label_contains(text).count() > 0
}

fn write(screen: &mut Screen, field: &str, text: &str) {
    screen.get_by_role_and_label(Role::TextInput, field).click();
    screen.run();
    screen.get_by_role_and_label(Role::TextInput, field).type_text(text);
    screen.run();
}

#[test]
fn incidents_are_listed_with_what_is_late_and_the_chosen_one_shows_its_card() {
    for language in Language::ALL {
        let words = Words::new(language);
        let state = opened(&sorting(), Kind::Settlement, Link::Settlement, "10:19", None);
        let screen = stage(language, state, "10:20");
        let listed = rows(&screen);
        assert_eq!(listed.len(), 2, "{listed:?}");
        let late = words.fill(
            "incident-row-late",
            &[
                ("n", 3_usize.into()),
                ("step", "G1".into()),
                ("countdown", mainstay::words::incidents::countdown(&words, at("10:03"), at("10:20")).into()),
            ],
        );
        assert!(listed[0].contains(&late), "{late}: {listed:?}");
        assert!(says(&screen, "G1 ") && says(&screen, &words.say("playbook-company-default")));
        let rule = words.say("incident-rule-link-down-an-hour");
        assert!(says(&screen, &rule), "{rule}");
        for lane in ["headquarters", "department", "marketing"] {
            let key = match lane {
                "headquarters" => "incident-lane-headquarters",
                "department" => "incident-lane-department",
                _ => "incident-lane-marketing",
            };
            assert!(says(&screen, &words.say(key)), "{lane}");
        }
    }
}

#[test]
fn a_step_is_ticked_by_its_box_and_opened_again() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut screen = stage(language, sorting(), "10:20");
        let tick = words.fill("incident-tick", &[("step", "G2".into())]);
        click(&mut screen, &tick);
        assert_eq!(screen.state().act(), ("I261123-1", &Act::Tick(step('G', 2))));
        show(&mut screen, acts(&sorting(), Act::Tick(step('G', 2))), "10:21");
        let done = words.fill("incident-step-done", &[("at", "10:20".into()), ("by", "Lin".into())]);
        assert!(says(&screen, &done), "{done}");
        click(&mut screen, &tick);
        assert_eq!(screen.state().act().1, &Act::Reopen(step('G', 2)));
    }
}

#[test]
fn a_step_is_skipped_only_with_a_reason() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut screen = stage(language, sorting(), "10:20");
        click(&mut screen, &format!("{} G3", words.say("incident-skip")));
        assert!(says(&screen, &words.say("incident-missing-reason")));
        write(&mut screen, &words.say("incident-reason"), "one line is enough");
        button(&mut screen, &words.say("incident-do"));
        assert_eq!(screen.state().act().1, &Act::Skip(step('G', 3), "one line is enough".into()));
    }
}

#[test]
fn a_close_says_first_that_steps_are_open() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut screen = stage(language, sorting(), "10:20");
        button(&mut screen, &words.say("incident-close"));
        write(&mut screen, &words.say("incident-reason"), "over");
        let close = Act::Close("over".into());
        let close = Command::DealWith { incident: id(), act: close, by: "Lin".into(), at: at("10:20") };
        let refusal = weigh(&sorting(), close).expect_err("steps are open");
        assert!(words.tell(&refusal.message()).contains("G1, G2"), "they are named");
        assert!(says(&screen, &words.tell(&refusal.message())));
        screen.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
        screen.run();
        assert!(screen.state().submitted().is_empty(), "nothing closes that is not done");
    }
}

#[test]
fn level_expected_end_and_command_are_set_in_small_sheets() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut screen = stage(language, sorting(), "10:20");
        button(&mut screen, &words.say("incident-level-change"));
        click(&mut screen, &capital(&words.tell(&Level::Major.message())));
        button(&mut screen, &words.say("incident-do"));
        assert_eq!(screen.state().act().1, &Act::SetLevel(Level::Major));

        let major = acts(&sorting(), Act::SetLevel(Level::Major));
        show(&mut screen, major.clone(), "10:21");
        assert!(says(&screen, &words.say("incident-lane-needs-chief")), "somebody has to command");
        assert!(says(&screen, "R2 "), "a written report is due from level II on");
        button(&mut screen, &words.say("incident-lead"));
        write(&mut screen, &words.say("incident-chief"), "赵科长");
        write(&mut screen, &words.say("incident-authorised-by"), "王主任");
        button(&mut screen, &words.say("incident-do"));
        let led =
            Act::Lead {
                chief: "赵科长".into(), deputy: "".into(), authorised_by: Some("王主任".into())
            };
        assert_eq!(screen.state().act().1, &led);

        show(&mut screen, acts(&major, led), "10:21");
        assert!(says(&screen, &words.say("incident-hand-over")));
        assert!(says(&screen, "赵科长") && says(&screen, "王主任"));
    }
}

#[test]
fn people_who_came_to_harm_are_recorded_when_it_opens_and_later() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut screen = stage_of(language, View::Board, [1400.0, 900.0], small_state(), "10:20");
        screen.key_press_modifiers(Modifiers::COMMAND, Key::E);
        screen.run();
        write(&mut screen, &words.say("incident-injured"), "zwei");
        assert!(says(&screen, &words.say("incident-missing-number")));
        screen.key_press_modifiers(Modifiers::COMMAND, Key::A);
        screen.get_by_role_and_label(Role::TextInput, &words.say("incident-injured")).type_text("2");
        screen.run();
        assert!(says(&screen, &words.say("incident-rule-serious-injury")));
        screen.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
        screen.run();
        let Some(Command::OpenIncident(report)) = screen.state().submitted().first().copied() else {
            panic!()
        };
        assert_eq!(report.casualties, Casualties { injured: 2, dead: 0 });

        let mut screen = stage(language, sorting(), "10:20");
        button(&mut screen, &words.say("incident-casualties"));
        write(&mut screen, &words.say("incident-dead"), "1");
        button(&mut screen, &words.say("incident-do"));
        let (_, act) = screen.state().act();
        assert_eq!(act, &Act::Casualties(Casualties { injured: 0, dead: 1 }));
        let act = act.clone();
        show(&mut screen, acts(&sorting(), act), "10:21");
        assert!(says(&screen, &words.say("incident-rule-death")));
        assert!(says(&screen, &words.tell(&Casualties { injured: 0, dead: 1 }.message())));
    }
}

#[test]
fn an_incident_is_opened_on_a_link_and_its_level_follows_what_is_typed() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut screen = stage_of(language, View::Board, [1400.0, 900.0], small_state(), "10:20");
        screen.key_press_modifiers(Modifiers::COMMAND, Key::E);
        screen.run();
        let suggested = |level: &str, rule: &str| {
            words.fill(
                "incident-suggested",
                &[("level", words.say(level).into()), ("rule", words.say(rule).into())],
            )
        };
        let one = suggested("incident-level-general", "incident-rule-one-route");
        assert!(says(&screen, &one), "only R03 waits: {one}");
        write(&mut screen, &words.say("incident-expected-field"), "15:00");
        let four = suggested("incident-level-major", "incident-rule-link-down-four-hours");
        assert!(says(&screen, &four), "{four}");
        write(&mut screen, &words.say("incident-what"), "停电");
        screen.key_press_modifiers(Modifiers::COMMAND, Key::Enter);
        screen.run();
        let asked = screen.state().submitted();
        let [Command::OpenIncident(report)] = asked[..] else { panic!("{asked:?}") };
        assert_eq!((report.kind, report.link, report.down), (Kind::Sorting, Some(Link::Sorting), true));
        assert_eq!((report.expected, report.what.as_str()), (Some(at("15:00")), "停电"));
        let (view, open) = (screen.state().desk.view, &screen.state().desk.incidents.open);
        assert_eq!((view, open.as_ref()), (View::Incidents, Some(&id())), "its card is what comes next");
    }
}

/// What a few frames ask of the system's window, in order.
fn asked_of_the_window(screen: &mut Screen, frames: usize) -> Vec<String> {
    let mut asked = Vec::new();
    for _ in 0..frames {
        screen.step();
        let commands = screen.output().viewport_output.values().flat_map(|output| &output.commands);
        asked.extend(commands.filter_map(|command| match command {
            egui::ViewportCommand::RequestUserAttention(kind) => Some(format!("{kind:?}")),
            egui::ViewportCommand::Title(title) => Some(title.clone()),
            _ => None,
        }));
    }
    asked
}

#[test]
fn a_ring_asks_for_attention_once_and_blinks_in_the_title_until_the_window_is_looked_at() {
    for (language, told) in [(Language::English, "1 step late"), (Language::Chinese, "1 步超时")] {
        let state = opened(&small_state(), Kind::Sorting, Link::Sorting, "10:19", None);
        let mut screen = stage_of(language, View::Board, [1400.0, 900.0], state.clone(), "10:20");
        screen.input_mut().focused = false;
        assert_eq!(asked_of_the_window(&mut screen, 8), Vec::<String>::new());
        let late = after(&state, Command::FollowUp { now: at("10:23") });
        screen.state_mut().world.snapshot = Arc::new(snapshot(late, at("10:23")));
        let asked = asked_of_the_window(&mut screen, 12);
        let bells = asked.iter().filter(|one| *one == "Critical").count();
        assert_eq!(bells, 1, "{asked:?}");
        let titles: std::collections::BTreeSet<_> = asked.iter().filter(|one| *one != "Critical").collect();
        let wanted = ["○", "●"].map(|mark| format!("{mark} {told} – Mainstay"));
        assert_eq!(titles, wanted.iter().collect(), "{asked:?}");
        screen.input_mut().focused = true;
        assert_eq!(asked_of_the_window(&mut screen, 8), [format!("{told} – Mainstay")]);
    }
}

#[test]
fn a_deadline_rings_over_whatever_view_is_open_and_counts_down_in_the_status_bar() {
    for language in Language::ALL {
        let words = Words::new(language);
        let state = opened(&small_state(), Kind::Sorting, Link::Sorting, "10:19", None);
        let mut screen = stage_of(language, View::Board, [1400.0, 900.0], state.clone(), "10:20");
        assert!(says(&screen, "G1"), "the next deadline is in the status bar");
        assert!(screen.state().desk.notices.is_empty());
        show(&mut screen, after(&state, Command::FollowUp { now: at("10:23") }), "10:23");
        assert!(says(&screen, "I261123-1") && says(&screen, &words.say("desk-notice-incident")));
        assert_eq!(screen.state().desk.notices.len(), 1);
        button(&mut screen, &words.say("incident-show"));
        assert_eq!(screen.state().desk.view, View::Incidents);
        assert!(screen.state().desk.notices.is_empty());
        let told = words.tell(&mainstay::domain::playbook::Owner::LeadingGroup.message());
        assert!(says(&screen, &told), "the owner's head is told");
    }
}

#[test]
fn an_incident_the_rules_find_graver_rings_with_the_rule() {
    for language in Language::ALL {
        let words = Words::new(language);
        let state = opened(&small_state(), Kind::Settlement, Link::Settlement, "10:00", None);
        let mut screen = stage_of(language, View::Board, [1400.0, 900.0], state.clone(), "10:59");
        let rule = words.say("incident-rule-link-down-an-hour");
        assert!(!says(&screen, &rule));
        show(&mut screen, after(&state, Command::FollowUp { now: at("11:01") }), "11:01");
        assert!(says(&screen, &rule) && says(&screen, &words.say("desk-notice-graver")));
        let by_hand = acts(&state, Act::SetLevel(Level::General));
        let mut screen = stage_of(language, View::Board, [1400.0, 900.0], by_hand.clone(), "10:59");
        show(&mut screen, after(&by_hand, Command::FollowUp { now: at("11:01") }), "11:01");
        let level = words.tell(&Level::Larger.message());
        assert!(says(&screen, &rule) && says(&screen, &level), "suggested");
    }
}

#[test]
fn the_lights_say_down_degraded_and_affected_and_lead_to_the_incidents_of_a_link() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut screen = stage_of(language, View::Board, [1400.0, 900.0], sorting(), "10:20");
        let link = |link: Link| words.tell(&link.message());
        let down = format!("{}: {}", link(Link::Sorting), words.say("desk-link-down"));
        let span = mainstay::words::incidents::span(&words, 20);
        let told = words
            .fill("desk-link-for", &[("state", words.say("desk-link-down").into()), ("span", span.into())]);
        let named = format!("{}: {told}", link(Link::Sorting));
        assert!(says(&screen, &named), "{named}; {down}");
        assert!(says(&screen, &words.fill("desk-link-after", &[("link", link(Link::Sorting).into())])));
        let working = format!("{}: {}", link(Link::Ordering), words.say("desk-link-working"));
        assert!(says(&screen, &working), "{working}");
        screen.get_by_label_contains(&named).click();
        screen.run();
        let view = &screen.state().desk.incidents;
        assert_eq!((screen.state().desk.view, view.link), (View::Incidents, Some(Link::Sorting)));
        assert_eq!(rows(&screen).len(), 1);
    }
}

#[test]
fn plans_are_headed_by_the_incident_they_are_for_whatever_else_is_broken() {
    for language in Language::ALL {
        let words = Words::new(language);
        let state = sorting();
        let plate = state.network.vehicles.keys().next().expect("one").clone();
        let report =
            BreakdownReport { plate, at: at("10:10"), place: None, fault: Fault::Clutch, estimate: None };
        let state = after(&state, Command::ReportBreakdown(report));
        let mut screen = stage(language, state, "10:20");
        screen.state_mut().desk.incidents.open = Some(id());
        screen.run();
        screen.get_by_role_and_label(Role::Button, &words.say("desk-plans")).click();
        screen.run_steps(12);
        let name = capital(&words.tell(&Kind::Sorting.message()));
        let parts = [("kind", name.into()), ("what", "二号线".into())];
        let name = format!("I261123-1 {}", words.fill("incident-name", &parts));
        let title = words.fill("plans-title-of", &[("vehicles", name.into())]);
        assert!(says(&screen, &title), "{title}");
    }
}

#[test]
fn what_lies_after_a_link_that_works_badly_waits_for_it_where_it_keeps_routes_back() {
    let words = Words::new(Language::English);
    let mut state = sorting();
    let mut badly = state.incidents.values().next().expect("one").as_ref().clone();
    badly.down = false;
    let waits = words.fill("desk-link-after", &[("link", words.tell(&Link::Sorting.message()).into())]);
    for (routes, affected) in [(badly.routes.clone(), true), (std::collections::BTreeSet::new(), false)] {
        badly.routes = routes;
        state.incidents = Arc::new([(badly.id.clone(), Arc::new(badly.clone()))].into());
        let screen = stage_of(Language::English, View::Board, [1400.0, 900.0], state.clone(), "10:20");
        assert_eq!(says(&screen, &waits), affected);
    }
}

#[test]
fn a_route_held_up_says_what_it_waits_for() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut screen = stage_of(language, View::Board, [1400.0, 900.0], sorting(), "10:20");
        screen.state_mut().desk.selection.routes = ["R03".into()].into();
        screen.run();
        let parts = [
            ("link", words.tell(&Link::Sorting.message()).into()),
            ("incident", "I261123-1".into()),
            ("at", "13:10".into()),
        ];
        let waits = words.fill("board-waits-until", &parts);
        assert!(says(&screen, &waits), "{waits}");
    }
}

#[test]
fn a_report_is_prepared_from_the_incident_and_ticked_as_sent() {
    for language in Language::ALL {
        let words = Words::new(language);
        let state = acts(&sorting(), Act::SetLevel(Level::Larger));
        let mut screen = stage_of(language, View::Incidents, [1400.0, 1500.0], state, "10:20");
        click(&mut screen, &format!("{} R1", words.say("incident-message")));
        let name = words.say("incident-report-text");
        let field = screen.get_by_role_and_label(Role::MultilineTextInput, &name);
        let text = field.accesskit_node().value().unwrap_or_default();
        let kind = capital(&words.tell(&Kind::Sorting.message()));
        assert!(text.contains(&kind) && text.contains("10:00") && text.contains("____"), "{text}");
        let none = words.say("incident-no-plate");
        assert!(text.contains(&none), "no vehicle is concerned: {text}");
        button(&mut screen, &words.fill("incident-tick-sent", &[("step", "R1".into())]));
        let noted = match screen.state().submitted()[..] {
            [
                Command::DealWith { act: Act::Note(noted), .. },
                Command::DealWith { act: Act::Tick(ticked), .. },
            ] if *ticked == step('R', 1) => noted.clone(),
            ref other => panic!("{other:?}"),
        };
        assert_eq!(noted, format!("R1: {text}"), "what was said is kept");
        // It is no measure, and the next report does not repeat it.
        let note = |state: &State, text: &str| acts(state, Act::Note(text.into()));
        let state = note(&note(&acts(&sorting(), Act::SetLevel(Level::Major)), "line 1 takes over"), &noted);
        let mut screen = stage_of(language, View::Incidents, [1400.0, 1500.0], state, "10:20");
        click(&mut screen, &format!("{} R2", words.say("incident-message")));
        let field = screen.get_by_role_and_label(Role::MultilineTextInput, &name);
        let text = field.accesskit_node().value().unwrap_or_default();
        assert!(text.contains("line 1 takes over") && !text.contains("R1:"), "{text}");
    }
}

#[test]
fn a_time_that_has_passed_means_tomorrow() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut screen = stage(language, sorting(), "19:30");
        button(&mut screen, &words.say("incident-expect"));
        screen.key_press_modifiers(Modifiers::COMMAND, Key::A);
        screen.run();
        let field = words.say("incident-expected-field");
        screen.get_by_role_and_label(Role::TextInput, &field).type_text("08:40");
        screen.run();
        assert!(says(&screen, "11-24"), "the day is said");
        button(&mut screen, &words.say("incident-do"));
        let tomorrow = mainstay::domain::time::Timestamp::parse("2026-11-24T08:40");
        assert_eq!(screen.state().act().1, &Act::Expect(tomorrow));
    }
}

#[test]
fn a_message_names_the_phone_of_a_department_only_where_it_is_the_one_concerned() {
    let words = Words::new(Language::English);
    let text_of = |state: State| {
        let mut screen = stage_of(Language::English, View::Incidents, [1400.0, 1500.0], state, "10:20");
        click(&mut screen, &format!("{} G5", words.say("incident-message")));
        let name = words.say("incident-report-text");
        let field = screen.get_by_role_and_label(Role::MultilineTextInput, &name);
        field.accesskit_node().value().unwrap_or_default()
    };
    let of_one = text_of(sorting());
    let phone = small_state().network.departments.values().next().expect("one").phone.clone();
    assert!(of_one.contains(phone.as_str()), "{of_one}");
    let mut state = sorting();
    let departments = Arc::make_mut(&mut state.network.departments);
    let mut other = departments.values().next().expect("one").clone();
    (other.code, other.phone) = ("D9".into(), "999".into());
    departments.insert(other.code.clone(), other);
    let mut elsewhere = state.incidents.values().next().expect("one").as_ref().clone();
    elsewhere.routes.clear();
    state.incidents = Arc::new([(elsewhere.id.clone(), Arc::new(elsewhere))].into());
    let of_two = text_of(state);
    assert!(of_two.contains("____") && !of_two.contains(phone.as_str()), "{of_two}");
}

#[test]
fn the_handover_names_what_is_open_due_told_and_waiting() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut screen = stage(language, sorting(), "10:20");
        screen.get_by_role_and_label(Role::Button, &words.say("incident-handover")).click();
        // The sheet finds its place.
        screen.run_steps(12);
        assert!(says(&screen, "■ I261123-1") && says(&screen, "G1"));
        assert!(says(&screen, &words.say("handover-nobody-to-tell")), "no notice names anybody");
        let signatures = words.say("handover-signatures");
        assert!(says(&screen, signatures.trim()), "{signatures}");
        button(&mut screen, &words.say("handover-save"));
        let saved = screen.state().asked.iter().find_map(|action| match action {
            Action::SaveText { suggested, text, .. } => Some((suggested.clone(), text.clone())),
            _ => None,
        });
        let (suggested, text) = saved.expect("a file");
        assert!(suggested.contains("20261123-1020") && text.contains("I261123-1"), "{suggested}\n{text}");
        // All that is due in the next shift, and no more.
        assert!(text.contains("G6 ") && !text.contains("R4 "), "{text}");
    }
}

#[test]
fn the_playbook_is_edited_reviewed_and_kept_as_the_next_version() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut screen = stage_of(language, View::Data, [1400.0, 1500.0], sorting(), "10:20");
        screen.state_mut().desk.data.section = Section::Playbook;
        screen.run();
        let review = words.fill("playbook-review", &[("n", 2_u32.into())]);
        for name in ["A1", "A7"] {
            let key = if name == "A1" { "playbook-confirmed" } else { "playbook-remove" };
            screen.get_by_label(&format!("{} {name}", words.say(key))).click();
            // What is clicked is scrolled to.
            screen.run_steps(12);
        }
        screen.get_by_role_and_label(Role::Button, &review).click();
        screen.run_steps(12);
        let confirmed = words.say("playbook-limit-confirmed");
        let what = words.fill("playbook-step-changed", &[("step", "A1".into()), ("what", confirmed.into())]);
        assert!(says(&screen, &what), "{what}");
        assert!(screen.state().submitted().is_empty(), "not before it was looked at");
        let save = words.fill("playbook-save", &[("n", 2_u32.into())]);
        screen.get_by_role_and_label(Role::Button, &save).click();
        screen.run_steps(12);
        let asked = screen.state().submitted();
        let [Command::PutPlaybook(book)] = asked[..] else { panic!("{asked:?}") };
        let card = &book.cards[&CardId('A')];
        assert_eq!((book.version, card.steps.len()), (2, 6));
        assert!(card.steps[&1].confirmed && card.steps[&1].limit == Limit::Minutes(5));
        let command = Command::PutPlaybook(book.clone());
        let newer = after(&sorting(), command);
        let kept = Snapshot { revision: Revision(9), ..snapshot(newer.clone(), at("10:21")) };
        screen.state_mut().world.snapshot = Arc::new(kept);
        screen.run_steps(12);
        assert!(says(&screen, &words.fill("playbook-title", &[("n", 2_u32.into())])));
        let mut screen = stage(language, newer, "10:21");
        let older = words.fill("incident-older-playbook", &[("n", 2_u32.into())]);
        assert!(says(&screen, &older), "an incident under way keeps its own: {older}");
        screen.run();
        screen.get_by_role_and_label(Role::Button, &words.say("incident-playbook")).click();
        screen.run_steps(3);
        assert_eq!(screen.state().desk.data.section, Section::Playbook);
    }
}

#[test]
fn the_view_keeps_within_small_windows_and_shows_everything_it_did() {
    for language in Language::ALL {
        let state = acts(&sorting(), Act::Note("技术员已到".into()));
        let state = after(&state, Command::FollowUp { now: at("12:40") });
        let late =
            state.incidents[&id()].timeline.iter().filter(|one| matches!(one.what, What::Escalated(..)));
        assert!(late.count() > 3);
        let mut screen = stage_of(language, View::Incidents, [1000.0, 700.0], state, "12:40");
        screen.run();
        assert!(says(&screen, "技术员已到"), "the timeline stands below the card");
        assert_eq!(screen.state().world.snapshot.date, today());
    }
}
