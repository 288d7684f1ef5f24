//! The Incidents view, its sheets, the lights and what rings, driven as a dispatcher would: by names on the screen
//! and by keys, in both languages.

mod card;
mod lights;
mod opening;
mod ringing;
mod saying;

use crate::a_day::link_down;
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
        link: Some(link),
        what: "二号线".into(),
        expected: expected.map(at),
        ..link_down(kind, "Lin", at(time))
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
