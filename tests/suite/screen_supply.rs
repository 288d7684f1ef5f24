//! The Supply view on a real session: what runs short and what is done about it, requests from the telephone to the shop
//! door, shipments, and the archive with its log; in both languages.

use crate::city;
use crate::harness::screen;
use crate::supply::{asked, founding, shipment};
use egui::{Key, Modifiers, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use mainstay::desk::actions::{Action, Actions, Theme, View};
use mainstay::desk::bookkeeper::{snapshot_at, supply};
use mainstay::desk::frame::{Desk, Remembered};
use mainstay::desk::views::supply::Part;
use mainstay::desk::world::World;
use mainstay::domain::command::Command;
use mainstay::domain::day::Way;
use mainstay::domain::emergency::Signed;
use mainstay::domain::network::Name;
use mainstay::domain::supply::archive::{Contact, Enterprise, Role as Post};
use mainstay::domain::supply::asking::{Asking, SupplyCommand};
use mainstay::domain::supply::inbound::InboundState;
use mainstay::domain::supply::request::{Decision, Line, Occasion, Request, Stage};
use mainstay::domain::supply::stock::{OrderLine, Stock};
use mainstay::domain::time::Timestamp;
use mainstay::domain::units::Cartons;
use mainstay::session::Session;
use mainstay::words::{Language, Words};
use std::sync::Arc;

struct Scene {
    desk: Desk,
    world: World,
    session: Session,
    now: Timestamp,
    asked: Vec<Action>,
}

type Screen = Harness<'static, Scene>;

const NOW: &str = "06:40";

fn submit(session: &mut Session, command: Command) {
    session.submit(command, &city::dispatcher(), city::at(NOW)).expect("not refused");
}

fn shop(n: usize) -> mainstay::domain::ids::RetailerCode {
    city::retailers()[n].code.clone()
}

fn signed() -> Signed {
    Signed { at: city::at(NOW), by: "Lin".into() }
}

/// Of K1 eight cartons are left, less than an ordinary day's; tomorrow two shops want some of it.
fn a_session() -> Session {
    let mut session = Session::in_memory().expect("it opens");
    city::lay(&mut session);
    for command in founding(city::day()) {
        submit(&mut session, command);
    }
    let stock = Stock { brand: "K1".into(), cartons: Cartons(8), counted: city::at("06:30") };
    submit(&mut session, asked(SupplyCommand::PutStocks(vec![stock])));
    let line = |n: usize, cartons: u32| OrderLine {
        day: city::day().plus(1),
        retailer: shop(n),
        brand: "K1".into(),
        cartons: Cartons(cartons),
    };
    let lines = vec![line(4, 3), line(5, 2)];
    submit(&mut session, asked(SupplyCommand::PutOrders { lines, now: city::at(NOW) }));
    session
}

/// Shop 4 asks for some of K2; its own route leaves at half past seven.
fn asking(occasion: Occasion, cartons: u32, licence: &str) -> Command {
    asked(SupplyCommand::Ask(Asking {
        retailer: shop(4),
        licence: licence.into(),
        occasion,
        lines: vec![Line { brand: "K2".into(), cartons: Cartons(cartons) }],
        needed_by: city::at("17:00"),
        contact: "Li 13800000001".into(),
        signed: signed(),
    }))
}

impl Scene {
    fn new(language: Language, mut session: Session) -> Self {
        let remembered = Remembered { view: View::Supply, person: "Lin".into(), ..Remembered::default() };
        let now = city::at(NOW);
        let snapshot = snapshot_at(&mut session, Some(city::day()), now).expect("readable");
        let desk = Desk::new(language, remembered);
        Self { desk, world: World::new(snapshot), session, now, asked: Vec::new() }
    }

    /// Does what the bookkeeper would do.
    fn serve(&mut self, action: Action) {
        match &action {
            Action::Submit(command) => {
                let done = self.session.submit((**command).clone(), &city::dispatcher(), self.now);
                done.expect("not refused");
                let snapshot = snapshot_at(&mut self.session, Some(city::day()), self.now);
                self.world.snapshot = Arc::new(snapshot.expect("readable"));
            }
            Action::FindWays(request) => {
                let ways = supply::ways(&mut self.session, request, self.now).expect("readable");
                self.world.ways = Some(Arc::new(ways));
            }
            _ => {}
        }
        self.asked.push(action);
    }

    fn request(&self) -> &Request {
        self.session.state().supply.requests.values().next().expect("a request")
    }
}

fn stage_on(language: Language, part: Part, session: Session) -> Screen {
    let mut stage = Scene::new(language, session);
    stage.desk.supply.part = part;
    let mut harness = screen(language, Theme::Light, [1440.0, 1100.0], stage, |ui, _, stage: &mut Scene| {
        let mut actions = Actions::default();
        stage.desk.ui(ui, &stage.world, &mut actions);
        for action in actions.drain().collect::<Vec<_>>() {
            stage.serve(action);
        }
    });
    harness.run_steps(6);
    harness
}

fn stage(language: Language, part: Part) -> Screen {
    stage_on(language, part, a_session())
}

fn with_request(language: Language, occasion: Occasion, cartons: u32, licence: &str) -> Screen {
    let mut session = a_session();
    submit(&mut session, asking(occasion, cartons, licence));
    let id = session.state().supply.requests.keys().next().expect("a request").clone();
    let mut harness = stage_on(language, Part::Requests, session);
    harness.state_mut().desk.supply.show_request(&id);
    harness.run_steps(6);
    harness
}

fn click(harness: &mut Screen, role: Role, name: &str) {
    harness.get_by_role_and_label(role, name).click();
    harness.run_steps(6);
}

fn press(harness: &mut Screen, name: &str) {
    click(harness, Role::Button, name);
}

fn write(harness: &mut Screen, role: Role, field: &str, text: &str) {
    harness.get_by_role_and_label(role, field).focus();
    harness.run_steps(3);
    harness.get_by_role_and_label(role, field).type_text(text);
    harness.run_steps(3);
}

/// In place of what stands there.
fn write_anew(harness: &mut Screen, field: &str, text: &str) {
    harness.get_by_role_and_label(Role::TextInput, field).focus();
    harness.run_steps(2);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::A);
    harness.run_steps(2);
    write(harness, Role::TextInput, field, text);
}

fn shows(harness: &Screen, text: &str) -> bool {
    harness.query_all_by_label_contains(text).next().is_some()
}

#[test]
fn the_brand_that_runs_out_first_comes_first_with_its_warning() {
    for (language, first, second) in [
        (Language::English, "云岭（硬） · lasts 0.8 days · red", "云岭（细支） · lasts 120 days or more"),
        (Language::Chinese, "云岭（硬） · 可供 0.8 天 · 红色", "云岭（细支） · 可供 120 天以上"),
    ] {
        let harness = stage(language, Part::Cover);
        let top = |name: &str| harness.get_by_role_and_label(Role::ListItem, name).rect().top();
        assert!(top(first) < top(second));
    }
}

#[test]
fn a_short_brand_leads_to_its_substitute_and_whoever_ordered_it_is_told() {
    for language in Language::ALL {
        let words = Words::new(language);
        let say = |key| words.say(key);
        let mut harness = stage(language, Part::Cover);
        harness.state_mut().desk.supply.show_brand(&"K1".into());
        harness.run_steps(6);
        let touched = words.fill("supply-touched", &[("n", 2_u32.into()), ("cartons", "5".into())]);
        assert!(shows(&harness, &touched));
        press(&mut harness, &words.fill("supply-offer-name", &[("brand", "云岭（细支）".into())]));
        write_anew(&mut harness, &say("supply-measure-by"), "16:00");
        press(&mut harness, &say("supply-measure-choose"));
        let measure = |harness: &Screen| {
            harness.state().session.state().supply.measures.values().next().expect("a measure").clone()
        };
        assert_eq!(measure(&harness).instead, Some("K2".into()));
        assert_eq!(measure(&harness).due, city::at("16:00"));
        press(&mut harness, &words.fill("supply-tick-told", &[("n", 2_u32.into())]));
        let told: Vec<_> = measure(&harness).told.keys().cloned().collect();
        assert_eq!(told, [shop(4), shop(5)]);
        let id = measure(&harness).id.to_string();
        press(&mut harness, &words.fill("supply-measure-done-name", &[("id", id.into())]));
        assert!(measure(&harness).done.is_some());
    }
}

#[test]
fn a_request_goes_from_asked_to_handed_over_on_its_own_page() {
    for language in Language::ALL {
        let words = Words::new(language);
        let say = |key| words.say(key);
        let mut harness = with_request(language, Occasion::Wedding, 12, "L4");
        press(&mut harness, &say("supply-approve"));
        assert_eq!(harness.state().request().stage(), Stage::Approved);
        // Its own delivery has not left: a way that costs nobody anything.
        press(&mut harness, &words.fill("supply-deliver-name", &[("rank", 1_u32.into())]));
        let request = harness.state().request().clone();
        let delivery = request.delivery.as_ref().expect("settled");
        assert_eq!(delivery.route, city::route(1));
        let day = harness.state().session.state().day(city::day()).expect("planned");
        let (route, at) = day.find(&shop(4)).expect("served");
        assert_eq!(route.stops[at].cartons, Cartons(32));
        press(&mut harness, &say("supply-answered"));
        let answer = harness.state().request().answered.clone().expect("answered");
        assert_eq!((answer.way, answer.signed.by.as_str()), (Some(Way::Phone), "Lin"));
        press(&mut harness, &say("supply-handed-over"));
        assert_eq!(harness.state().request().stage(), Stage::Done);
    }
}

#[test]
fn what_is_above_the_departments_limit_is_for_the_marketing_centre() {
    let mut harness = with_request(Language::English, Occasion::Group, 30, "L4");
    assert!(shows(&harness, "above 20 the marketing centre decides"));
    click(&mut harness, Role::RadioButton, "marketing department");
    assert!(shows(&harness, "30 cartons are more than the 20"));
    press(&mut harness, "Approve");
    assert_eq!(harness.state().request().stage(), Stage::Asked, "the button is shut");
    click(&mut harness, Role::RadioButton, "marketing centre");
    press(&mut harness, "Approve");
    assert_eq!(harness.state().request().stage(), Stage::Approved);
}

#[test]
fn a_wrong_licence_is_pointed_out_and_refused_with_a_reason_the_retailer_is_told() {
    let mut harness = with_request(Language::English, Occasion::Wedding, 12, "X9");
    assert!(shows(&harness, "Licence X9 was given; the retailer's is L4."));
    press(&mut harness, "Approve");
    press(&mut harness, "Refuse");
    assert!(harness.state().request().decision.is_none(), "neither goes without its word");
    write(&mut harness, Role::TextInput, "Why not, as the retailer is told it", "not your licence");
    press(&mut harness, "Refuse");
    let decision = harness.state().request().decision.clone();
    assert!(matches!(decision, Some(Decision::Refused { why, .. }) if why == "not your licence"));
    press(&mut harness, "It has been answered");
    assert!(!harness.state().request().is_open());
}

#[test]
fn a_funeral_comes_before_a_wedding_that_is_needed_sooner() {
    let mut session = a_session();
    submit(&mut session, asking(Occasion::Wedding, 2, "L4"));
    submit(&mut session, asking(Occasion::Funeral, 2, "L4"));
    let harness = stage_on(Language::English, Part::Requests, session);
    let line = |text: &str| harness.get_by_label_contains(text).rect().top();
    assert!(line("Funeral") < line("Wedding"));
    assert_eq!(harness.state().desk.supply.known.waiting().count(), 2);
}

#[test]
fn a_request_is_taken_down_from_the_telephone() {
    for language in Language::ALL {
        let words = Words::new(language);
        let say = |key| words.say(key);
        let mut harness = stage(language, Part::Cover);
        harness.key_press_modifiers(Modifiers::COMMAND, Key::N);
        harness.run_steps(6);
        assert!(shows(&harness, &say("supply-missing-retailer")));
        write(&mut harness, Role::TextInput, &say("supply-head-retailer"), "l4");
        let name = if language == Language::English { "Shop 4" } else { "第4商店" };
        press(&mut harness, &format!("{name}  {}", shop(4)));
        write(&mut harness, Role::TextInput, &say("supply-fact-licence"), "L4");
        press(&mut harness, if language == Language::English { "Funeral" } else { "丧事" });
        let line = words.fill("supply-line-brand", &[("n", 1_u32.into())]);
        click(&mut harness, Role::ComboBox, &format!("{line}: {}", say("supply-no-brand-yet")));
        harness.get_by_label_contains("云岭（细支）  ").click();
        harness.run_steps(6);
        let cartons = words.fill("supply-line-cartons", &[("n", 1_u32.into())]);
        write(&mut harness, Role::SpinButton, &cartons, "12");
        harness.key_press(Key::Enter);
        harness.run_steps(3);
        write(&mut harness, Role::TextInput, &say("supply-head-needed"), "15:30");
        press(&mut harness, &say("supply-request-do"));
        let request = harness.state().request();
        assert_eq!((&request.retailer, request.licence.as_str()), (&shop(4), "L4"));
        assert_eq!(request.occasion, Occasion::Funeral);
        assert_eq!(request.lines, [Line { brand: "K2".into(), cartons: Cartons(12) }]);
        assert_eq!(request.needed_by, city::at("15:30"));
        assert!(harness.state().desk.request_sheet.is_none());
        // It is open on its page, to be decided.
        assert!(shows(&harness, &say("supply-asked-for")));
    }
}

#[test]
fn a_late_shipment_comes_short_and_its_incident_is_a_click_away() {
    let mut session = a_session();
    let late = shipment("DH1", "06:00");
    let command =
        SupplyCommand::PutInbounds { inbounds: vec![late], by: "Lin".into(), now: city::at("05:00") };
    submit(&mut session, asked(command));
    session.follow_up(city::at(NOW)).expect("readable");
    let mut harness = stage_on(Language::English, Part::Inbound, session);
    click(&mut harness, Role::ListItem, "DH1 云岭（硬）, 500 cartons, due 11-23 06:00: late");
    write(&mut harness, Role::SpinButton, "cartons came", "450");
    harness.key_press(Key::Enter);
    harness.run_steps(3);
    press(&mut harness, "It has come");
    let state = harness.state().session.state().supply.inbounds[&"DH1".into()].state.clone();
    assert!(matches!(state, InboundState::Arrived { cartons: Cartons(450), .. }), "{state:?}");
    assert!(shows(&harness, "Arrived short"));
    click(&mut harness, Role::Link, "Incident");
    assert_eq!(harness.state().desk.view, View::Incidents);
    press(&mut harness, "Open the shipment");
    assert_eq!(harness.state().desk.view, View::Supply);
}

#[test]
fn a_shipment_is_cancelled_only_with_a_reason() {
    let mut session = a_session();
    let inbounds = vec![shipment("DH1", "16:00")];
    let command = SupplyCommand::PutInbounds { inbounds, by: "Lin".into(), now: city::at(NOW) };
    submit(&mut session, asked(command));
    let mut harness = stage_on(Language::English, Part::Inbound, session);
    click(&mut harness, Role::ListItem, "DH1 云岭（硬）, 500 cartons, due 11-23 16:00: expected");
    press(&mut harness, "Does not come");
    assert!(harness.state().session.state().supply.inbounds[&"DH1".into()].is_expected());
    write(&mut harness, Role::TextInput, "Why it does not come", "factory stands still");
    press(&mut harness, "Does not come");
    assert!(shows(&harness, "factory stands still"));
}

fn with_people() -> Session {
    let mut session = a_session();
    let other = Enterprise {
        code: "E2".into(),
        name: Name::new("青峰卷烟厂"),
        address: "北路 2 号".into(),
        scale: "".into(),
        brands: "青峰".into(),
        prices: "".into(),
        prospects: "".into(),
    };
    let contact = Contact {
        enterprise: "E1".into(),
        name: "王桂英".into(),
        role: Post::Salesman,
        phone: "0719-1".into(),
    };
    submit(&mut session, asked(SupplyCommand::PutEnterprises(vec![other])));
    submit(&mut session, asked(SupplyCommand::PutContacts(vec![contact])));
    session
}

#[test]
fn an_enterprise_is_found_by_the_name_of_its_salesman_and_exported_as_found() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut harness = stage_on(language, Part::Archive, with_people());
        write(&mut harness, Role::TextInput, &words.say("supply-find-archive"), "王桂");
        assert!(harness.query_by_role_and_label(Role::ListItem, "云岭卷烟厂").is_some());
        assert!(harness.query_by_role_and_label(Role::ListItem, "青峰卷烟厂").is_none());
        press(&mut harness, &words.say("supply-export"));
        let saved = harness
            .state()
            .asked
            .iter()
            .any(|action| matches!(action, Action::SaveArchive { find, path: None } if find == "王桂"));
        assert!(saved);
    }
}

#[test]
fn a_talk_is_noted_and_come_back_to() {
    for language in Language::ALL {
        let words = Words::new(language);
        let say = |key| words.say(key);
        let mut harness = stage_on(language, Part::Archive, with_people());
        click(&mut harness, Role::ListItem, "云岭卷烟厂");
        write(&mut harness, Role::MultilineTextInput, &say("supply-talk-what"), "more of K1 on Friday");
        write(&mut harness, Role::TextInput, &say("supply-talk-back-on"), "tomorrow");
        press(&mut harness, &say("supply-talk-add"));
        assert!(harness.state().session.state().supply.talks.is_empty(), "that is no day");
        assert!(shows(&harness, &say("supply-no-day")));
        write_anew(&mut harness, &say("supply-talk-back-on"), "2026-11-23");
        press(&mut harness, &say("supply-talk-add"));
        let talk = harness.state().session.state().supply.talks.values().next().expect("noted").clone();
        assert_eq!((talk.what.as_str(), talk.follow_up), ("more of K1 on Friday", Some(city::day())));
        harness.state_mut().desk.supply.part = Part::Talks;
        harness.run_steps(6);
        press(&mut harness, &words.fill("supply-talk-come-back-name", &[("id", talk.id.as_str().into())]));
        assert!(harness.state().session.state().supply.talks[&talk.id].done.is_some());
    }
}

#[test]
fn the_palette_leads_to_a_brand() {
    let mut harness = stage(Language::English, Part::Requests);
    harness.key_press_modifiers(Modifiers::COMMAND, Key::K);
    harness.run_steps(6);
    harness.get_by_role(Role::SearchInput).type_text("K3");
    harness.run_steps(6);
    harness.key_press(Key::Enter);
    harness.run_steps(6);
    assert_eq!(harness.state().desk.supply.part, Part::Cover);
    assert!(shows(&harness, "K3"));
}

#[test]
fn where_nothing_is_known_yet_the_view_says_what_to_import() {
    for language in Language::ALL {
        let mut session = Session::in_memory().expect("it opens");
        city::lay(&mut session);
        let harness = stage_on(language, Part::Cover, session);
        assert!(shows(&harness, &Words::new(language).say("supply-empty-next")));
    }
}
