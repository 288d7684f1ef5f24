//! The Weather view and its sheets, driven as a dispatcher would on a foggy morning: by names on the screen and
//! by keys, in both languages.

use crate::harness::{at, screen, small_state, snapshot, today};
use egui::{Key, Modifiers, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use mainstay::desk::actions::{Action, Actions, HoldWish, Theme, View};
use mainstay::desk::frame::{Desk, Remembered};
use mainstay::desk::snapshot::Snapshot;
use mainstay::desk::watch::{Source, SourceStatus};
use mainstay::desk::weather::WeatherSheet;
use mainstay::desk::world::{TakenAlert, World};
use mainstay::domain::alert::{Alert, AlertArea, Info, MessageKind, Status};
use mainstay::domain::command::{Batch, Command};
use mainstay::domain::decide::alerts::Outcome;
use mainstay::domain::ids::{AlertKey, HoldId, Revision, RouteId};
use mainstay::domain::place::{Area, Place};
use mainstay::domain::state::State;
use mainstay::domain::time::TimeOfDay;
use mainstay::domain::weather::{Colour, Course, Hazard, Hold, Response, Signal};
use mainstay::domain::weigh;
use mainstay::words::{Language, Message, Tell, Words};
use std::sync::Arc;

struct Stage {
    desk: Desk,
    world: World,
    asked: Vec<Action>,
}

type Screen = Harness<'static, Stage>;

impl Stage {
    fn submitted(&self) -> Vec<&Command> {
        self.asked
            .iter()
            .filter_map(|action| match action {
                Action::Submit(command) => Some(&**command),
                _ => None,
            })
            .collect()
    }
}

fn stage_of(language: Language, size: [f32; 2], world: World) -> Screen {
    let remembered = Remembered { view: View::Weather, person: "Lin".into(), ..Remembered::default() };
    let stage = Stage { desk: Desk::new(language, remembered), world, asked: Vec::new() };
    let mut screen = screen(language, Theme::Light, size, stage, |ui, _, stage| {
        let mut actions = Actions::default();
        stage.desk.ui(ui, &stage.world, &mut actions);
        stage.asked.extend(actions.drain());
    });
    screen.run();
    screen
}

fn stage(language: Language, state: State) -> Screen {
    stage_of(language, [1400.0, 900.0], World::new(snapshot(state, at("10:20"))))
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
fn show(screen: &mut Screen, state: State) {
    let shown = Snapshot { revision: Revision(9), ..snapshot(state, at("10:20")) };
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

/// The row of the list whose name begins so.
fn row(screen: &mut Screen, beginning: &str) {
    let is_it = |node: &egui_kittest::Node<'_>| {
        let node = node.accesskit_node();
        node.role() == Role::ListItem && node.label().is_some_and(|label| label.starts_with(beginning))
    };
    let all: Vec<_> = screen.query_all_by_label_contains(beginning).filter(is_it).collect();
    // A hold may be called like the alert under it.
    all.last().unwrap_or_else(|| panic!("no row {beginning}")).click();
    screen.run();
}

fn rows(screen: &Screen) -> Vec<String> {
    let rows = screen.query_all_by_role(Role::ListItem);
    rows.filter_map(|node| node.accesskit_node().label()).collect()
}

fn says(screen: &Screen, text: &str) -> bool {
    screen.query_all_by_label_contains(text).count() > 0
}

fn info(language: &str, headline: &str) -> Info {
    Info {
        language: language.into(),
        event: "大雾".into(),
        headline: headline.into(),
        description: format!("{headline}: visibility below 200 m").into(),
        instruction: "Stay".into(),
        sender_name: "示范气象台".into(),
        signal: Some(Signal { kind: Hazard::Fog, colour: Colour::Orange }),
        all_clear: false,
        from: at("10:00"),
        until: at("18:00"),
        until_assumed: false,
        areas: vec![AlertArea {
            description: "城区".into(),
            districts: vec!["4203".into()],
            shapes: Vec::new(),
            faults: Vec::new(),
        }],
    }
}

fn fog(number: &str, status: Status) -> Alert {
    Alert {
        key: AlertKey::of("office", number),
        sent: at("10:00"),
        status,
        message: MessageKind::Alert,
        refers_to: Vec::new(),
        infos: vec![info("zh-CN", "大雾橙色预警"), info("en-US", "Orange fog warning")],
        origin: "fog.xml".into(),
    }
}

fn taking(state: &State, alerts: Vec<Alert>) -> State {
    after(state, Command::TakeAlerts { alerts, now: at("10:20") })
}

fn decided(state: &State, routes: &[&str], course: Course) -> State {
    let routes = routes.iter().copied().map(RouteId::new).collect();
    let hold = HoldId::new("H1");
    let command =
        Command::DecideRoutes { hold, day: today(), routes, course, by: "Lin".into(), now: at("10:20") };
    after(state, command)
}

/// The small day with its hold over all three routes, in force.
fn stormy() -> State {
    let mut state = small_state();
    let hold = Hold {
        areas: vec![Area::Districts(vec!["4203".into()])],
        from: at("09:00"),
        ..state.holds[&HoldId::new("H1")].clone()
    };
    Arc::make_mut(&mut state.holds).insert(hold.id.clone(), hold);
    state
}

#[test]
fn holds_are_listed_by_how_they_stand_with_what_they_close() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut state = taking(&stormy(), vec![fog("1", Status::Actual)]);
        let coming = Hold::put(
            "H2".into(),
            Signal { kind: Hazard::Gale, colour: Colour::Yellow },
            vec![Area::Routes(vec!["R03".into()])],
            (at("16:00"), at("20:00")),
        );
        let past = Hold {
            released: Some(at("08:00")),
            ..Hold { id: "H3".into(), from: at("06:00"), ..coming.clone() }
        };
        Arc::make_mut(&mut state.holds).extend([(coming.id.clone(), coming), (past.id.clone(), past)]);
        let mut screen = stage(language, state);
        let listed = rows(&screen);
        let place = |signal: Signal| {
            let name = mainstay::desk::views::data::parts::capital(&words.tell(&signal.message()));
            listed.iter().position(|row| row.to_lowercase().starts_with(&name.to_lowercase()))
        };
        let fog = place(Signal { kind: Hazard::Fog, colour: Colour::Orange });
        let rain = place(Signal { kind: Hazard::Rainstorm, colour: Colour::Orange });
        let gale = place(Signal { kind: Hazard::Gale, colour: Colour::Yellow });
        assert!(fog < rain && rain < gale && fog.is_some(), "to confirm, in force, coming: {listed:?}");
        for key in ["hold-to-confirm", "hold-in-force", "hold-coming"] {
            let heading = mainstay::desk::views::data::parts::capital(&words.say(key));
            assert!(says(&screen, &heading), "{heading}");
        }
        let closes = words.fill(
            "weather-closes",
            &[("routes", 3_usize.into()), ("stops", 9_usize.into()), ("cartons", "490".into())],
        );
        assert!(listed.iter().any(|row| row.contains(&closes)), "{closes}: {listed:?}");
        click(&mut screen, &words.fill("weather-show-past", &[("n", 1_usize.into())]));
        assert_eq!(rows(&screen).len(), listed.len() + 1);
    }
}

#[test]
fn a_hold_from_an_alert_waits_for_confirm() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut screen = stage(language, taking(&small_state(), vec![fog("1", Status::Actual)]));
        let waits = words.fill("weather-waiting-confirm", &[("n", 1_usize.into())]);
        assert!(!waits.is_empty());
        assert!(says(&screen, &words.say("weather-would-close")));
        button(&mut screen, &words.say("weather-confirm"));
        let asked = screen.state().submitted();
        let [Command::ConfirmHold(hold)] = asked[..] else { panic!("{asked:?}") };
        let hold = hold.clone();
        let confirmed = after(&screen.state().world.snapshot.state, Command::ConfirmHold(hold));
        show(&mut screen, confirmed);
        assert!(screen.query_by_role_and_label(Role::Button, &words.say("weather-confirm")).is_none());
        assert!(says(&screen, &words.say("weather-closes-now")));
    }
}

#[test]
fn several_routes_are_decided_for_at_once_and_what_comes_of_it_is_told_before() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut screen = stage(language, stormy());
        for route in ["R01", "R03"] {
            click(&mut screen, &words.fill("weather-tick-route", &[("route", route.into())]));
        }
        let course =
            |course: Course| mainstay::desk::views::data::parts::capital(&words.tell(&course.message()));
        button(&mut screen, &course(Course::Suspend));
        assert!(screen.state().submitted().is_empty(), "nothing is done before it is told");
        let put_off = words.fill(
            "weather-foretold-put-off",
            &[("stops", 6_usize.into()), ("cartons", "325".into()), ("day", "11-24".into())],
        );
        assert!(says(&screen, &put_off), "{put_off}");
        button(&mut screen, &words.say("weather-decide"));
        let asked = screen.state().submitted();
        let [Command::DecideRoutes { hold, day, routes, course, by, .. }] = asked[..] else {
            panic!("{asked:?}")
        };
        assert_eq!((hold.as_str(), *day, *course, by.as_str()), ("H1", today(), Course::Suspend, "Lin"));
        assert_eq!(*routes, ["R01".into(), "R03".into()]);
    }
}

#[test]
fn one_route_is_decided_for_in_its_row_and_says_by_whom() {
    let words = Words::new(Language::English);
    let mut screen = stage(Language::English, stormy());
    click(&mut screen, "R03: Not decided");
    let delay = "Wait until it ends";
    let choices: Vec<_> = screen.query_all_by_label(delay).collect();
    choices.last().expect("a choice").click();
    screen.run();
    button(&mut screen, &words.say("weather-decide"));
    let asked = screen.state().submitted();
    let [Command::DecideRoutes { routes, course: Course::Delay, .. }] = asked[..] else {
        panic!("{asked:?}")
    };
    assert_eq!(*routes, ["R03".into()]);
    show(&mut screen, decided(&stormy(), &["R03"], Course::Delay));
    assert!(says(&screen, "Lin, 10:20"));
    assert!(says(&screen, "15:00 (+150)"), "its departure waits for the end of the hold");
}

#[test]
fn routes_kept_back_are_released_in_batches_the_longest_first() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut state = stormy();
        Arc::make_mut(&mut state.settings).weather.batch_routes = 1;
        let state = decided(&state, &["R01", "R03"], Course::Suspend);
        let mut screen = stage(language, state);
        button(&mut screen, &words.say("weather-batches"));
        assert!(says(&screen, "15:00") && says(&screen, "15:15"), "one every quarter of an hour");
        button(&mut screen, &words.fill("weather-batches-release", &[("n", 2_usize.into())]));
        let asked = screen.state().submitted();
        let [Command::ReleaseRoutes { hold, batches, .. }] = asked[..] else { panic!("{asked:?}") };
        assert_eq!(hold.as_str(), "H1");
        let batch = |hour, minute, route: &str| Batch {
            departs: TimeOfDay::hm(hour, minute),
            routes: vec![RouteId::new(route)],
        };
        assert_eq!(*batches, [batch(15, 0, "R01"), batch(15, 15, "R03")]);
    }
}

#[test]
fn the_key_opens_the_form_and_the_form_puts_the_hold() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut screen = stage(language, small_state());
        screen.key_press_modifiers(Modifiers::COMMAND, Key::H);
        screen.run();
        assert!(says(&screen, &words.say("weather-missing-area")));
        let district = words.fill("weather-district-code", &[("code", "420302".into())]);
        let parts = [("name", district.into()), ("n", 12_usize.into())];
        click(&mut screen, &words.fill("weather-district-stops", &parts));
        let closes = words.fill(
            "weather-closes",
            &[("routes", 3_usize.into()), ("stops", 9_usize.into()), ("cartons", "490".into())],
        );
        assert!(says(&screen, &closes), "{closes}");
        button(&mut screen, &words.say("weather-form-put"));
        let asked = screen.state().submitted();
        let [Command::PutHold(hold)] = asked[..] else { panic!("{asked:?}") };
        assert_eq!(hold.areas, [Area::Districts(vec!["420302".into()])]);
        assert_eq!((hold.from, hold.until), (at("10:20"), at("16:20")));
        assert_eq!((hold.response, hold.confirmed), (Response::Suspend, true));
        assert_eq!(hold.id.as_str(), "H261123-1");
    }
}

#[test]
fn an_edited_hold_takes_the_outline_of_a_file_and_stays_what_else_it_was() {
    let mut screen = stage(Language::English, small_state());
    let wish = HoldWish::Edit { hold: "H1".into(), area: None };
    let snapshot = Arc::clone(&screen.state().world.snapshot);
    screen.state_mut().desk.weather_sheet = WeatherSheet::hold(wish, &snapshot);
    screen.run();
    assert!(says(&screen, "Hold H1") && says(&screen, "routes R03"));
    click(&mut screen, "Outline");
    screen.get_by_role_and_label(Role::TextInput, "Or a GeoJSON file").focus();
    screen.run();
    screen.get_by_role_and_label(Role::TextInput, "Or a GeoJSON file").type_text("/areas/hills.geojson");
    screen.run();
    button(&mut screen, "Read");
    let read = screen
        .state()
        .asked
        .iter()
        .any(|action| matches!(action, Action::ReadArea(Some(path)) if path.ends_with("hills.geojson")));
    assert!(read, "{:?}", screen.state().asked);
    let place = |lat, lon| Place::from_degrees(lat, lon).expect("on the earth");
    let outline = Area::Polygon(vec![place(32.0, 110.0), place(33.0, 110.0), place(33.0, 111.0)]);
    screen.state_mut().desk.take_areas(vec![outline.clone()]);
    screen.run();
    assert!(says(&screen, "outline of 3 corners"));
    button(&mut screen, "Change hold");
    let asked = screen.state().submitted();
    let [Command::PutHold(hold)] = asked[..] else { panic!("{asked:?}") };
    let before = &snapshot.state.holds[&HoldId::new("H1")];
    let mut areas = before.areas.clone();
    areas.push(outline);
    assert_eq!(**hold, Hold { areas, ..before.clone() });
}

#[test]
fn an_alert_is_shown_as_it_came_in_the_language_one_reads() {
    for (language, own, other, tag) in [
        (Language::English, "Orange fog warning", "大雾橙色预警", "zh-CN"),
        (Language::Chinese, "大雾橙色预警", "Orange fog warning", "en-US"),
    ] {
        let mut screen = stage(language, taking(&small_state(), vec![fog("1", Status::Actual)]));
        row(&mut screen, own);
        assert!(says(&screen, &format!("{own}: visibility")));
        assert!(!says(&screen, &format!("{other}: visibility")));
        click(&mut screen, tag);
        assert!(says(&screen, &format!("{other}: visibility")));
    }
}

#[test]
fn a_test_alert_is_shown_and_offers_nothing_to_confirm() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut screen = stage(language, taking(&small_state(), vec![fog("T", Status::Test)]));
        assert!(rows(&screen).iter().any(|row| row.contains(&words.say("outcome-not-actual"))));
        let own = if language == Language::English { "Orange fog" } else { "大雾" };
        row(&mut screen, own);
        assert!(says(&screen, &words.say("outcome-not-actual")));
        assert!(screen.query_by_role_and_label(Role::Button, &words.say("weather-confirm")).is_none());
    }
}

#[test]
fn what_is_owed_stays_in_sight_until_it_is_gone() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut screen = stage(language, decided(&stormy(), &["R03"], Course::Suspend));
        let owed = words.fill("weather-backlog-count", &[("n", 4_usize.into())]);
        button(&mut screen, &owed);
        let shop = if language == Language::English { "Morning Light Store 3" } else { "晨光商店3店" };
        assert!(says(&screen, shop) && says(&screen, &words.say("weather-owed-nowhere")));
        screen.get_by_role_and_label(Role::Button, &words.say("weather-backlog-plan")).click();
        // The sheet goes on searching: it does not settle.
        screen.run_steps(3);
        assert!(screen.state().desk.recovery.is_some(), "plans are looked for");
        screen.state_mut().desk.recovery = None;
        show(&mut screen, stormy());
        assert!(screen.query_by_role_and_label(Role::Button, &owed).is_none());
        assert!(says(&screen, &words.say("weather-backlog-none")));
    }
}

#[test]
fn sources_say_when_they_were_heard_and_what_is_wrong() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut world = World::new(snapshot(small_state(), at("10:20")));
        let feed = Source::Feed("https://alerts.example/feed.xml".into());
        let well = SourceStatus { heard: Some(at("10:18")), ..SourceStatus::new(feed.clone()) };
        let fault = Message::new("outcome-known");
        let faulty = SourceStatus { fault: Some(fault.clone()), next: Some(at("10:24")), ..well.clone() };
        world.weather.sources = Arc::new([well, faulty]);
        let screen = stage_of(language, [1000.0, 700.0], world);
        let heard = words.fill("watch-heard", &[("at", "10:18".into())]);
        let name = words.fill("watch-feed", &[("host", "alerts.example".into())]);
        let told = words.fill("watch-well", &[("name", name.into()), ("heard", heard.into())]);
        assert!(says(&screen, &told), "{told}");
        assert!(says(&screen, &words.tell(&fault)) && says(&screen, "10:24"));
        let light = words.fill("watch-some-faulty", &[("n", 1_usize.into()), ("all", 2_usize.into())]);
        assert!(screen.query_by_role_and_label(Role::Button, &light).is_some(), "{light}");
    }
}

#[test]
fn what_came_of_opened_files_is_told_file_by_file() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut world = World::new(snapshot(small_state(), at("10:20")));
        let key = AlertKey::of("office", "9");
        let one = TakenAlert { origin: "a.cap".into(), key: Some(key), outcome: Ok(Outcome::Elsewhere) };
        let other =
            TakenAlert { origin: "b.cap".into(), key: None, outcome: Err(Message::new("outcome-over")) };
        world.weather.taken = Arc::new([one, other]);
        let mut screen = stage_of(language, [1400.0, 900.0], world);
        row(&mut screen, &words.fill("weather-taken-count", &[("n", 2_usize.into())]));
        for text in ["a.cap", "b.cap", &words.say("outcome-elsewhere"), &words.say("outcome-over")] {
            assert!(says(&screen, text), "{text}");
        }
    }
}

#[test]
fn ending_a_hold_says_what_stays_decided() {
    let words = Words::new(Language::English);
    let mut screen = stage(Language::English, decided(&stormy(), &["R03"], Course::Suspend));
    button(&mut screen, &words.say("weather-release"));
    assert!(says(&screen, &words.fill("weather-lift-stays", &[("n", 1_usize.into())])));
    button(&mut screen, &words.say("weather-lift-and-batches"));
    let asked = screen.state().submitted();
    let [Command::ReleaseHold { hold, at: when }] = asked[..] else { panic!("{asked:?}") };
    assert_eq!((hold.as_str(), *when), ("H1", at("10:20")));
    assert!(says(&screen, &words.say("weather-batches-about")), "the batches come next");
}
