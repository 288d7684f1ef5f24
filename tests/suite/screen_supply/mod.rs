//! The Supply view on a real session: what runs short and what is done about it, requests from the telephone to the shop
//! door, shipments, and the archive with its log; in both languages.

mod goods;
mod requests;

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
use mainstay::domain::playbook::Owner;
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
