//! The Fleet view on a real session: vehicles as they stand, the workshop, and the review of breakdowns led from each
//! figure to the rows behind it, in both languages.

use crate::city;
use crate::harness::screen;
use egui::Role;
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use mainstay::desk::actions::{Action, Actions, Theme, View};
use mainstay::desk::bookkeeper::{fleet, snapshot_at};
use mainstay::desk::frame::{Desk, Remembered};
use mainstay::desk::views::fleet::Part;
use mainstay::desk::world::World;
use mainstay::domain::command::Command;
use mainstay::domain::fleet::review::{Filter, Period};
use mainstay::domain::incident::{Breakdown, Fault};
use mainstay::domain::network::VehicleStatus;
use mainstay::domain::time::Timestamp;
use mainstay::domain::watch::Unwatched;
use mainstay::session::Session;
use mainstay::session::report::Subject;
use mainstay::words::{Language, Words};
use std::sync::Arc;

struct Stage {
    desk: Desk,
    world: World,
    session: Session,
    now: Timestamp,
    asked: Vec<Action>,
}

type Screen = Harness<'static, Stage>;

/// Vehicle 0 breaks down at 08:00 with a route of four shops, the first of which is served at 11:00; vehicle 3 is a spare.
fn a_session() -> Session {
    let mut session = Session::in_memory().expect("it opens");
    city::lay(&mut session);
    for command in [city::breaks_down(0, "08:00"), city::delivered(0, "11:00")] {
        session.submit(command, &city::dispatcher(), city::at("11:05")).expect("not refused");
    }
    session
}

impl Stage {
    fn new(language: Language, session: Session) -> Self {
        let remembered = Remembered { view: View::Fleet, person: "Lin".into(), ..Remembered::default() };
        let now = city::at("12:00");
        let mut session = session;
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
            Action::ReviewFleet(ask) => {
                let ask = (**ask).clone();
                let reviewed = fleet::review(&mut self.session, ask, self.now, &mut Unwatched);
                self.world.fleet.take(reviewed.expect("readable"));
            }
            _ => {}
        }
        self.asked.push(action);
    }
}

fn stage(language: Language, part: Part) -> Screen {
    let mut stage = Stage::new(language, a_session());
    stage.desk.fleet.part = part;
    let mut harness = screen(language, Theme::Light, [1440.0, 900.0], stage, |ui, _, stage: &mut Stage| {
        let mut actions = Actions::default();
        stage.desk.ui(ui, &stage.world, &mut actions);
        for action in actions.drain().collect::<Vec<_>>() {
            stage.serve(action);
        }
    });
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

fn shows(harness: &Screen, text: &str) -> bool {
    harness.query_all_by_label_contains(text).next().is_some()
}

fn status(harness: &Screen, n: u32) -> VehicleStatus {
    harness.state().session.state().network.vehicles[&city::plate(n)].status
}

#[test]
fn vehicles_say_what_they_are_doing_and_the_broken_one_comes_first() {
    for (language, broken, waiting, spare) in [
        (Language::English, "Broken down", "Not left yet", "Available, spare"),
        (Language::Chinese, "故障", "待出车", "可用（备用）"),
    ] {
        let harness = stage(language, Part::Now);
        let line = |n: u32, doing: &str| {
            harness.get_by_role_and_label(Role::ListItem, &format!("{}: {doing}", city::plate(n))).rect()
        };
        let tops = [line(0, broken), line(1, waiting), line(3, spare)].map(|rect| rect.top());
        assert!(tops.is_sorted(), "{tops:?}");
    }
}

#[test]
fn a_vehicle_is_sent_to_the_workshop_and_comes_back_from_its_own_page() {
    let mut harness = stage(Language::English, Part::Now);
    click(&mut harness, Role::ListItem, &format!("{}: Available, spare", city::plate(3)));
    assert!(shows(&harness, "never broken down"));
    press(&mut harness, "Send to the workshop");
    assert_eq!(status(&harness, 3), VehicleStatus::InWorkshop);
    assert!(shows(&harness, "In the workshop since 2026-11-23 12:00"));
    press(&mut harness, "Back from the workshop");
    assert_eq!(status(&harness, 3), VehicleStatus::Available);
    assert!(shows(&harness, "0.0 h in the workshop"));
}

#[test]
fn a_vehicle_with_shops_to_serve_is_not_offered_the_workshop() {
    let mut harness = stage(Language::English, Part::Now);
    click(&mut harness, Role::ListItem, &format!("{}: Not left yet", city::plate(1)));
    assert!(shows(&harness, "It still has shops to serve"));
    assert!(harness.query_by_label("Send to the workshop").is_none());
    press(&mut harness, "Report a breakdown…");
    assert!(harness.state().desk.recovery.is_some());
}

#[test]
fn figures_lead_to_the_rows_they_were_counted_from() {
    for language in Language::ALL {
        let words = Words::new(language);
        let mut harness = stage(language, Part::Review);
        let figure = |key: &str, value: &str| format!("{}: {value}", words.say(key));
        // From 08:00 to now; served again after three hours.
        press(&mut harness, &figure("kpi-mttr-service", "180.0"));
        let plate = city::plate(0).to_string();
        assert!(harness.query_by_role_and_label(Role::ListItem, &format!("B261123-1 {plate}")).is_some());
        press(&mut harness, &figure("kpi-mttr-vehicle", "–"));
        assert!(shows(&harness, &words.say("account-no-breakdowns")), "it is not repaired");
        press(&mut harness, &words.say("fleet-all-rows"));
        assert!(shows(&harness, "B261123-1"));
        press(&mut harness, &figure("kpi-unplanned", "4.0"));
        press(
            &mut harness,
            &words.fill(
                "fleet-calendar-day",
                &[("day", "2026-11-23".into()), ("unplanned", "4.0".into()), ("planned", "0.0".into())],
            ),
        );
        assert!(shows(&harness, "B261123-1"), "the rows of that day");
    }
}

#[test]
fn a_line_of_a_table_narrows_the_review_and_the_filter_is_cleared_again() {
    let mut harness = stage(Language::English, Part::Review);
    press(&mut harness, "By vehicle");
    press(&mut harness, city::plate(1).as_str());
    assert!(shows(&harness, "Breakdowns: 0"), "vehicle 1 never broke down");
    press(&mut harness, "Clear the filter");
    assert!(shows(&harness, "Breakdowns: 1"));
    press(&mut harness, "By cause");
    press(&mut harness, "Clutch: 1");
    assert!(shows(&harness, "B261123-1"), "a bar leads there too");
}

#[test]
fn a_review_becomes_a_report_with_its_period_and_filter() {
    let mut harness = stage(Language::English, Part::Review);
    press(&mut harness, "By cause");
    press(&mut harness, "Clutch");
    press(&mut harness, "Report…");
    assert_eq!(harness.state().desk.view, View::Reports);
    let period = Period { from: city::day(), to: city::day() };
    let filter = Filter { fault: Some(Fault::Clutch), ..Filter::default() };
    let asked = harness.state().asked.iter().rev().find_map(|action| match action {
        Action::PreviewReport(subject) => Some(subject.clone()),
        _ => None,
    });
    assert_eq!(asked, Some(Subject::Breakdowns(period, filter)));
}

#[test]
fn without_vehicles_the_view_says_what_to_do() {
    let mut harness = stage(Language::English, Part::Now);
    let empty = Session::in_memory().expect("it opens");
    harness.state_mut().session = empty;
    let now = city::at("12:00");
    let snapshot = snapshot_at(&mut harness.state_mut().session, Some(city::day()), now).expect("readable");
    harness.state_mut().world.snapshot = Arc::new(snapshot);
    harness.run_steps(2);
    assert!(shows(&harness, "Import a list of vehicles"));
}

#[test]
fn a_repair_changes_the_review_at_once() {
    let mut harness = stage(Language::English, Part::Review);
    let repair = Command::ReportRepair { plate: city::plate(0), at: city::at("10:00") };
    let action = Action::Submit(Box::new(repair));
    harness.state_mut().serve(action);
    harness.run_steps(6);
    assert!(shows(&harness, "MTTR, vehicle repair (h): 2.0"));
}

#[test]
fn a_vehicle_that_fails_unusually_often_is_pointed_out_and_leads_to_its_breakdowns() {
    let mut harness = stage(Language::English, Part::Review);
    let breakdown = |n: u32| Breakdown {
        id: format!("B261123-{}", n + 10).as_str().into(),
        plate: city::plate(2),
        at: city::at(&format!("0{n}:00")),
        place: None,
        fault: Fault::Engine,
        estimate: None,
        repaired: Some(city::at(&format!("0{n}:05"))),
    };
    let many = Command::PutBreakdowns((0..8).map(breakdown).collect());
    harness.state_mut().serve(Action::Submit(Box::new(many)));
    harness.run_steps(6);
    assert!(shows(&harness, &format!("{} fails unusually often: 8 breakdowns", city::plate(2))));
    harness.get_by_label("Show its breakdowns").click();
    harness.run_steps(6);
    assert!(shows(&harness, "Breakdowns: 8"));
}
