//! The Notices view on a real session: what a change brings into the outbox and the ledger, ticked and taken back by the
//! names on the screen and by keys, in both languages.

use crate::a_day::{a_day, planned_route, seen};
use crate::harness::{at, screen, today};
use egui::{Key, Modifiers, Role};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use mainstay::desk::actions::{Action, Actions, Selection, Theme, View};
use mainstay::desk::bookkeeper::outbox::{FromOutbox, OutboxDesk, TakenList, letter};
use mainstay::desk::bookkeeper::snapshot_at;
use mainstay::desk::frame::{Desk, Remembered};
use mainstay::desk::views::data::parts::capital;
use mainstay::desk::views::notices::Part;
use mainstay::desk::world::World;
use mainstay::domain::command::{Command, Shift, ShiftTarget, StopFacts};
use mainstay::domain::day::{Told, Way};
use mainstay::domain::ids::{Author, RetailerCode, RouteId};
use mainstay::domain::network::{Retailer, Vehicle, VehicleStatus};
use mainstay::domain::notice::DeliveryState;
use mainstay::domain::settings::{MailSecurity, MailSettings, Settings};
use mainstay::domain::time::Timestamp;
use mainstay::domain::units::Cartons;
use mainstay::exchange::intake::{Complaint, Complaints, Fault};
use mainstay::notify::channels::{SendFault, Sent, Why};
use mainstay::notify::ledger::Standing;
use mainstay::session::Session;
use mainstay::words::{Arg, Language, Tell, Words};
use std::path::PathBuf;
use std::sync::Arc;

pub struct Stage {
    pub desk: Desk,
    pub world: World,
    pub session: Session,
    now: Timestamp,
    asked: Vec<Action>,
}

pub type Screen = Harness<'static, Stage>;

pub fn me() -> Author {
    Author::new("Lin")
}

/// Two routes of three shops each; an account manager for each route, all one department.
pub fn a_session(mut session: Session) -> Session {
    let network = &a_day().state.network;
    let shop = |one: &Arc<Retailer>| {
        let n: u32 = one.code.as_str()[1..].parse().expect("a number");
        let manager = if n <= 3 { "李敏" } else { "王芳" };
        Retailer { manager: manager.into(), phone: format!("1380000{n:04}").into(), ..(**one).clone() }
    };
    let vehicle = |plate: &str| Vehicle {
        plate: plate.into(),
        capacity: Cartons(300),
        status: VehicleStatus::Available,
        spare: false,
        crew: None,
    };
    let routes = vec![
        planned_route("R1", "V1", "08:30", &["J1", "J2", "J3"]),
        planned_route("R2", "V2", "08:30", &["J4", "J5", "J6"]),
    ];
    for command in [
        Command::PutCentre((**network.centre.as_ref().expect("a centre")).clone()),
        Command::PutDepartments(network.departments.values().cloned().collect()),
        Command::PutRetailers(network.retailers.values().map(shop).collect()),
        Command::PutTravelTimes(Arc::clone(a_day().state.matrix.as_ref().expect("travel times"))),
        Command::PutVehicles(vec![vehicle("V1"), vehicle("V2")]),
        Command::PlanDay { day: today(), routes },
    ] {
        session.submit(command, &me(), at("07:00")).expect("nothing stands against it");
    }
    session
}

/// The windows of a route move by so many minutes.
pub fn shift(session: &mut Session, route: &str, minutes: i32, now: &str) {
    let command = Command::ShiftWindows {
        day: today(),
        target: ShiftTarget::Routes(vec![RouteId::from(route)]),
        shift: Shift::By(minutes),
        base: session.revision(),
    };
    session.submit(command, &me(), at(now)).expect("nothing stands against it");
}

impl Stage {
    fn new(language: Language, session: Session, now: &str) -> Self {
        let remembered = Remembered { view: View::Notices, person: "Lin".into(), ..Remembered::default() };
        let desk = Desk::new(language, remembered);
        let now = at(now);
        let mut session = session;
        let snapshot = snapshot_at(&mut session, Some(today()), now).expect("readable");
        let mut stage = Self { desk, world: World::new(snapshot), session, now, asked: Vec::new() };
        stage.look();
        stage
    }

    /// What the bookkeeper would tell next.
    fn look(&mut self) {
        let snapshot = snapshot_at(&mut self.session, Some(today()), self.now).expect("readable");
        self.world.snapshot = Arc::new(snapshot);
        let stands = OutboxDesk::default().look(&self.session, &self.world.snapshot).expect("readable");
        if let Some(stands) = stands {
            self.world.outbox.take(stands);
        }
    }

    /// Does what the bookkeeper would do.
    fn serve(&mut self, action: &Action) {
        match action {
            Action::Submit(command) => {
                let done = self.session.submit((**command).clone(), &me(), self.now);
                done.expect("nothing stands against it");
            }
            Action::Undo => drop(self.session.undo(&me(), self.now).expect("something to undo")),
            Action::SendAgain(id) => drop(self.session.send_again(Some(id)).expect("writable")),
            Action::OpenNotice(id) => {
                let open = letter(&self.session, id).expect("readable").expect("it is there");
                self.world.outbox.take(FromOutbox::Letter(Arc::new(open)));
                return;
            }
            _ => return,
        }
        self.look();
    }

    fn told(&self, code: &str) -> Option<Told> {
        let day = self.session.state().day(today()).expect("planned");
        let (route, at) = day.find(&RetailerCode::from(code)).expect("on the day");
        route.stops[at].told.clone()
    }

    fn standing(&self, code: &str) -> Standing {
        let mut entries = self.world.outbox.ledger.iter();
        entries.find(|entry| entry.retailer.as_str() == code).expect("on the day").standing
    }
}

pub fn stage(language: Language, session: Session, now: &str, part: Part) -> Screen {
    let mut stage = Stage::new(language, session, now);
    stage.desk.told.part = part;
    let mut screen = screen(language, Theme::Light, [1400.0, 900.0], stage, |ui, _, stage| {
        let mut actions = Actions::default();
        stage.desk.ui(ui, &stage.world, &mut actions);
        for action in actions.drain() {
            stage.serve(&action);
            stage.asked.push(action);
        }
    });
    screen.run();
    screen
}

/// R1 has moved by an hour; nobody has been told.
fn moved(language: Language, part: Part) -> Screen {
    let mut session = a_session(Session::in_memory().expect("memory"));
    shift(&mut session, "R1", 60, "07:10");
    stage(language, session, "07:12", part)
}

pub fn click(screen: &mut Screen, name: &str) {
    screen.get_by_label(name).click();
    screen.run();
}

pub fn says(screen: &Screen, text: &str) -> bool {
    screen.query_all_by_label_contains(text).count() > 0
}

pub fn tick_box(words: &Words, name: &str) -> String {
    words.fill("told-tick-one", &[("name", name.into())])
}

#[test]
fn the_rail_and_the_ledger_count_whom_nobody_has_told() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut screen = moved(language, Part::Outbox);
        assert_eq!(screen.state().world.outbox.tally.to_tell, 3);
        assert!(says(&screen, &words.fill("told-ledger", &[("n", 3_usize.into())])));
        screen.get_by_role_and_label(Role::Tab, &words.say("desk-view-notices")).hover();
        screen.run_steps(40);
        assert!(says(&screen, &words.fill("told-waiting-to-tell", &[("n", 3_usize.into())])));
        screen.key_press_modifiers(Modifiers::COMMAND, Key::Num1);
        screen.run();
        screen.key_press_modifiers(Modifiers::COMMAND, Key::Num5);
        screen.run();
        assert_eq!(screen.state().desk.view, View::Notices);
    }
}

#[test]
fn the_handover_counts_whom_the_ledger_counts() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut screen = moved(language, Part::Ledger);
        click(&mut screen, &tick_box(&words, "1号店"));
        screen.state_mut().desk.view = View::Incidents;
        screen.run();
        screen.get_by_label(&words.say("incident-handover")).click();
        screen.run_steps(12);
        let name = words.name(&a_day().state.network.departments[&"D1".into()].name).to_owned();
        let parts = [("department", name.into()), ("told", 1_usize.into()), ("not-told", 2_usize.into())];
        let line = words.fill("handover-department", &parts);
        assert!(says(&screen, line.trim()), "{line}");
    }
}

#[test]
fn a_notice_is_read_as_it_goes_out_with_its_retailers() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut screen = moved(language, Part::Outbox);
        let rows = screen.query_all_by_role(Role::ListItem);
        let rows: Vec<String> = rows.filter_map(|node| node.accesskit_node().label()).collect();
        assert_eq!(rows.len(), 2, "the department and the account manager: {rows:?}");
        let manager = rows.iter().find(|row| row.contains("李敏")).expect("a row").clone();
        click(&mut screen, &manager);
        // As it goes out, whoever reads the desk: in Chinese.
        assert!(says(&screen, "配送中心：11月23日 3 户送货时间有变"));
        assert!(says(&screen, "李敏：因线路调整"));
        for n in 1..=3 {
            assert!(says(&screen, &format!("{n}号店")), "{n}");
        }
        assert!(says(&screen, &words.say("delivery-queued")));
        click(&mut screen, &words.say("told-who-is-told"));
        assert_eq!(screen.state().desk.told.part, Part::Ledger);
        assert!(says(&screen, &words.fill("told-show-all", &[("n", 3_usize.into())])), "only hers");
    }
}

/// One attempt on each delivery, with what came of it.
fn attempt(session: &mut Session, why: &Why, now: &str) {
    let lock = session.take_sending().expect("nobody else").expect("nobody else");
    while let Some(consignment) = session.next_sending(at(now), &lock).expect("readable") {
        let fault = SendFault {
            to: "mail.example.cn:465".into(),
            why: why.clone(),
            retry_after: None,
            sent: Box::new(Sent::default()),
        };
        session.settle_sending(consignment, Err(fault), at(now)).expect("writable");
    }
}

fn by_mail(session: &mut Session) {
    let mut settings = Settings::clone(&session.state().settings);
    settings.notices.to_folder = false;
    settings.notices.addresses.insert("D1".into(), vec!["d1@example.cn".into()]);
    settings.notices.mail = Some(MailSettings {
        host: "mail.example.cn".into(),
        port: 465,
        security: MailSecurity::Tls,
        may_be_overheard: false,
        user: "".into(),
        authority: "".into(),
    });
    session.submit(Command::PutSettings(Box::new(settings)), &me(), at("07:00")).expect("may be set");
}

#[test]
fn a_failed_delivery_says_why_and_when_it_is_tried_again_and_can_be_tried_at_once() {
    for language in Language::ALL {
        let words = Words::new(language);
        for why in [Why::NotUnderstood("hello".into()), Why::NoRecipient] {
            let is_final = why == Why::NoRecipient;
            let mut session = a_session(Session::in_memory().expect("memory"));
            by_mail(&mut session);
            shift(&mut session, "R1", 60, "07:10");
            attempt(&mut session, &why, "07:11");
            let mut screen = stage(language, session, "07:11", Part::Outbox);
            let tally = screen.state().world.outbox.tally;
            assert_eq!((tally.given_up, tally.failing), if is_final { (1, 0) } else { (0, 1) });
            let posted = screen.state().world.outbox.notices.to_vec();
            let stuck = posted.iter().find(|posted| !posted.deliveries.is_empty()).expect("by mail").clone();
            let row = screen.get_all_by_role(Role::ListItem).position(|row| {
                let label = row.accesskit_node().label().unwrap_or_default();
                label.contains(&capital(&words.say("channel-mail")))
            });
            screen.get_all_by_role(Role::ListItem).nth(row.expect("a row")).expect("a row").click();
            screen.run();
            let fault = stuck.deliveries[0].fault.clone().expect("it failed");
            let told = if language == Language::Chinese { fault.chinese } else { fault.english };
            assert!(says(&screen, &told), "{told}");
            if let Some(next) = stuck.deliveries[0].next_try {
                let parts = [
                    ("channel", words.say("channel-mail").into()),
                    ("state", words.say("delivery-failed").into()),
                    ("at", Arg::from(next.0.format("%H:%M").to_string())),
                    ("n", 1_usize.into()),
                ];
                let line = words.fill("told-channel-failed", &parts);
                assert!(says(&screen, &line), "{line}");
            }
            assert_eq!(stuck.deliveries[0].next_try.is_some(), !is_final);
            click(&mut screen, &words.say("told-try-again"));
            let posted = screen.state().world.outbox.notices.to_vec();
            let again = posted.iter().find(|posted| posted.id == stuck.id).expect("it stays").clone();
            assert_eq!(again.standing, Some(DeliveryState::Queued), "it waits for nothing any more");
            assert!(screen.query_by_label(&words.say("told-try-again")).is_none());
        }
    }
}

#[test]
fn a_retailer_is_ticked_by_its_box_and_undo_takes_the_tick_back() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut screen = moved(language, Part::Ledger);
        click(&mut screen, &tick_box(&words, "2号店"));
        let told = screen.state().told("J2").expect("ticked");
        assert_eq!((told.by.as_str(), told.way, told.confirmed), ("Lin", Some(Way::Phone), false));
        assert_eq!(told.at, at("07:12"));
        assert_eq!(screen.state().world.outbox.tally.to_tell, 2);
        assert!(says(&screen, &words.fill("deed-told", &[("stops", 1_usize.into())])), "it says how many");
        let confirmed = words.fill("told-confirm-one", &[("name", "2号店".into())]);
        screen.state_mut().now = at("07:30");
        click(&mut screen, &confirmed);
        let answered = screen.state().told("J2").expect("still told");
        assert_eq!(answered, Told { confirmed: true, ..told }, "who told it, and when, stays");
        for _ in 0..2 {
            click(&mut screen, &words.say("desk-do-undo"));
        }
        assert_eq!(screen.state().told("J2"), None);
        assert_eq!(screen.state().standing("J2"), Standing::ToTell);
    }
}

#[test]
fn a_range_by_the_pointer_and_all_that_is_shown_by_the_keys_are_ticked_in_one_step() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut screen = moved(language, Part::Ledger);
        click(&mut screen, "1号店");
        screen.get_by_label("3号店").click_modifiers(Modifiers::SHIFT);
        screen.run();
        screen.get_by_label("2号店").click_modifiers(Modifiers::COMMAND);
        screen.run();
        screen.get_by_role_and_label(Role::ComboBox, &words.say("told-way")).click();
        screen.run();
        click(&mut screen, &capital(&words.say("way-visit")));
        click(&mut screen, &words.say("told-confirmed-too"));
        click(&mut screen, &words.fill("told-tick-chosen", &[("n", 2_usize.into())]));
        let way = |screen: &Screen, code| screen.state().told(code).map(|told| (told.way, told.confirmed));
        assert_eq!(way(&screen, "J1"), Some((Some(Way::Visit), true)));
        assert_eq!(way(&screen, "J2"), None);
        assert_eq!(way(&screen, "J3"), Some((Some(Way::Visit), true)));
        let commands = |screen: &Screen| {
            screen.state().asked.iter().filter(|action| matches!(action, Action::Submit(_))).count()
        };
        assert_eq!(commands(&screen), 1, "one step");

        screen.get_by_role_and_label(Role::ComboBox, &words.say("told-way")).click();
        screen.run();
        click(&mut screen, &capital(&words.say("way-mail")));
        click(&mut screen, &words.fill("told-show-all", &[("n", 6_usize.into())]));
        screen.key_press_modifiers(Modifiers::COMMAND, Key::A);
        screen.run();
        screen.key_press(Key::Space);
        screen.run();
        assert_eq!(commands(&screen), 2);
        assert_eq!(way(&screen, "J1"), Some((Some(Way::Visit), true)), "who was told keeps how");
        assert!((1..=6).all(|n| screen.state().told(&format!("J{n}")).is_some()));
        click(&mut screen, &words.say("desk-do-undo"));
        assert_eq!(screen.state().told("J5"), None);
        assert!(screen.state().told("J3").is_some(), "one step back");
    }
}

#[test]
fn the_arrow_keys_choose_row_by_row_and_space_ticks() {
    let mut screen = moved(Language::English, Part::Ledger);
    for (modifiers, key) in [
        (Modifiers::NONE, Key::ArrowDown),
        (Modifiers::NONE, Key::ArrowDown),
        (Modifiers::SHIFT, Key::ArrowDown),
    ] {
        screen.key_press_modifiers(modifiers, key);
        screen.run();
    }
    screen.key_press(Key::Space);
    screen.run();
    let told: Vec<bool> = (1..=3).map(|n| screen.state().told(&format!("J{n}")).is_some()).collect();
    assert_eq!(told, [false, true, true]);
}

#[test]
fn whoever_was_told_a_time_that_no_longer_holds_is_shown_as_such() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut screen = moved(language, Part::Ledger);
        screen.key_press_modifiers(Modifiers::COMMAND, Key::A);
        screen.run();
        screen.key_press(Key::Space);
        screen.run();
        assert_eq!(screen.state().standing("J1"), Standing::Told);
        let stage = screen.state_mut();
        shift(&mut stage.session, "R1", 20, "07:20");
        stage.now = at("07:20");
        stage.look();
        assert_eq!(stage.standing("J1"), Standing::Told, "twenty minutes nobody need know of");
        shift(&mut stage.session, "R1", 25, "07:25");
        stage.now = at("07:25");
        stage.look();
        screen.run();
        assert_eq!(screen.state().standing("J1"), Standing::Outdated);
        assert_eq!(screen.state().standing("J4"), Standing::Quiet);
        assert!(says(&screen, &capital(&words.say("told-standing-outdated"))));
        click(&mut screen, &words.fill("told-show-outdated", &[("n", 3_usize.into())]));
        click(&mut screen, &tick_box(&words, "1号店"));
        assert_eq!(screen.state().standing("J1"), Standing::Told, "now it knows");
        assert_eq!(screen.state().world.outbox.tally.outdated, 2);
    }
}

#[test]
fn whoever_has_been_served_need_not_be_told_any_more() {
    let mut screen = moved(Language::English, Part::Ledger);
    let stage = screen.state_mut();
    let facts = StopFacts { delivered: Some(at("08:45").time()), ..StopFacts::default() };
    let command = seen("J1", facts);
    stage.session.submit(command, &me(), at("08:45")).expect("nothing stands against it");
    stage.now = at("08:46");
    stage.look();
    assert_eq!(stage.standing("J1"), Standing::Quiet);
    assert_eq!(stage.standing("J2"), Standing::ToTell);
}

#[test]
fn the_ledger_is_narrowed_by_account_manager_and_by_a_few_letters() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut screen = moved(language, Part::Ledger);
        click(&mut screen, &words.fill("told-show-all", &[("n", 6_usize.into())]));
        screen.get_by_role_and_label(Role::ComboBox, &words.say("call-manager")).click();
        screen.run();
        screen.get_by_role_and_label(Role::Button, "王芳").click();
        screen.run();
        assert!(!says(&screen, "1号店") && says(&screen, "4号店"));
        screen.get_by_role_and_label(Role::SearchInput, &words.say("told-find")).click();
        screen.run();
        screen.get_by_role_and_label(Role::SearchInput, &words.say("told-find")).type_text("J5");
        screen.run();
        assert!(!says(&screen, "4号店") && says(&screen, "5号店"));
        screen.get_by_role_and_label(Role::SearchInput, &words.say("told-find")).type_text("xx");
        screen.run();
        assert!(says(&screen, &words.say("told-none-fits")));
        click(&mut screen, &words.say("told-see-all"));
        assert!(says(&screen, "1号店"));
    }
}

#[test]
fn the_inspector_of_a_stop_leads_to_its_line_of_the_ledger() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut screen = moved(language, Part::Outbox);
        let stage = screen.state_mut();
        stage.desk.view = View::Board;
        stage.desk.selection = Selection { stops: ["J5".into()].into(), ..Selection::default() };
        screen.run();
        click(&mut screen, &words.say("desk-show-told"));
        assert_eq!(screen.state().desk.view, View::Notices);
        assert!(screen.query_by_label(&tick_box(&words, "5号店")).is_some());
        assert!(screen.query_by_label(&tick_box(&words, "1号店")).is_none());
    }
}

#[test]
fn a_call_list_is_of_what_is_chosen_and_else_of_what_is_shown() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut screen = moved(language, Part::Ledger);
        let listed = |screen: &Screen| match screen.state().asked.last() {
            Some(Action::SaveCalls { retailers, path, ask }) => (retailers.len(), path.clone(), *ask),
            other => panic!("{other:?}"),
        };
        click(&mut screen, &words.say("told-call-list"));
        assert!(says(&screen, &words.fill("told-list-shown", &[("n", 3_usize.into())])));
        click(&mut screen, &words.say("reports-save"));
        let (n, path, ask) = listed(&screen);
        assert_eq!((n, ask), (3, false));
        let name = words.fill("told-call-file", &[("day", "2026-11-23".into())]);
        assert_eq!(path.file_name().and_then(|name| name.to_str()), Some(name.as_str()));
        click(&mut screen, "2号店");
        click(&mut screen, &words.say("told-call-list"));
        click(&mut screen, &words.say("reports-choose-place"));
        assert_eq!((listed(&screen).0, listed(&screen).2), (1, true));
        click(&mut screen, &words.say("told-read-list"));
        click(&mut screen, &words.say("told-choose-file"));
        assert!(matches!(
            screen.state().asked.last(),
            Some(Action::TakeCallList { path: None, way: Some(Way::Phone) })
        ));
    }
}

#[test]
fn what_came_of_a_returned_list_is_said_row_by_row_until_it_is_put_away() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut screen = moved(language, Part::Ledger);
        let complaint = Complaint {
            file: "back.csv".into(),
            row: 4,
            column: Some("客户编码".into()),
            found: "J99".into(),
            fault: Fault::UnknownRetailer,
        };
        let complaints = Complaints { listed: vec![complaint.clone()], total: 1 };
        let list = TakenList { file: "back.csv".into(), told: 2, complaints };
        screen.state_mut().world.outbox.take(FromOutbox::List(Arc::new(list)));
        screen.run();
        assert!(says(&screen, "back.csv"));
        assert!(says(&screen, &words.tell(&complaint.message())));
        click(&mut screen, &words.say("desk-notice-put-away"));
        assert!(!says(&screen, "back.csv"));
    }
}

#[test]
fn where_there_is_nothing_it_says_what_to_do() {
    for language in Language::ALL {
        let words = Words::new(language);
        let quiet = || a_session(Session::in_memory().expect("memory"));
        let screen = stage(language, quiet(), "07:12", Part::Outbox);
        assert!(says(&screen, &words.say("told-no-notices-next")));
        let screen = stage(language, quiet(), "07:12", Part::Ledger);
        assert!(says(&screen, &words.say("told-nobody-concerned")));
        let screen = stage(language, Session::in_memory().expect("memory"), "07:12", Part::Ledger);
        assert!(says(&screen, &words.say("told-no-day-next")));
    }
}

#[test]
fn where_call_lists_went_is_remembered() {
    let remembered = Remembered { call_lists: PathBuf::from("/lists"), ..Remembered::default() };
    let desk = Desk::new(Language::English, remembered);
    assert_eq!(desk.remembered().call_lists, PathBuf::from("/lists"));
}
