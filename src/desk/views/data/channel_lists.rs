//! The lists of the settings' card about notices: robots of groups, and the addresses of departments and account managers.

use super::channels::{Facts, danger_ui, named, secrets_ui, test_ui, title_ui};
use super::dials::Dial;
use super::notice_dials::{AddressDraft, NoticeDial, RobotDraft, platform_name};
use super::settings::SettingsSection;
use crate::desk::actions::Actions;
use crate::desk::theme::{Look, space};
use crate::domain::ids::{DepartmentCode, RetailerCode};
use crate::domain::network::{Network, Retailer};
use crate::domain::settings::RobotPlatform;
use crate::words::department;
use egui::{Button, ComboBox, Label, PopupCloseBehavior, RichText, TextEdit, Ui};
use smol_str::SmolStr;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

type Retailers = Arc<BTreeMap<RetailerCode, Arc<Retailer>>>;

/// Account managers by name, each once.
#[derive(Clone, Debug)]
pub struct Managers {
    of: Retailers,
    names: Arc<[SmolStr]>,
}

impl Managers {
    fn of(retailers: &Retailers) -> Self {
        let names: BTreeSet<&SmolStr> = retailers.values().map(|retailer| &retailer.manager).collect();
        let names = names.into_iter().filter(|name| !name.is_empty()).cloned().collect();
        Self { of: Arc::clone(retailers), names }
    }
}

pub(super) fn robots_ui(
    ui: &mut Ui,
    section: &mut SettingsSection,
    facts: &Facts<'_>,
    look: &Look,
    actions: &mut Actions,
) {
    let words = &look.words;
    title_ui(ui, look, "data-robots", "data-robots-about");
    let before = section.draft.notices.robots(&facts.snapshot.state.settings.notices);
    let mut robots = before.clone();
    let mut gone = None;
    for (n, robot) in robots.iter_mut().enumerate() {
        if robot_ui(ui, n, robot, &facts.snapshot.state.network, look) {
            gone = Some(n);
        }
        let channel = format!("robot:{}", robot.name.trim());
        if !robot.name.trim().is_empty() {
            secrets_ui(ui, facts, &channel, look);
            test_ui(ui, facts, &channel, look, actions);
        }
        ui.add_space(space::NEAR);
    }
    if let Some(n) = gone {
        robots.remove(n);
    }
    // In a row of its own, so that it is as wide as its words.
    if ui.horizontal(|ui| ui.button(words.say("data-robot-add")).clicked()).inner {
        let (name, departments) = (String::new(), BTreeSet::new());
        robots.push(RobotDraft { name, platform: RobotPlatform::WeCom, departments });
    }
    if robots != before {
        section.draft.notices.robots = Some(robots);
    }
    if let Some(message) = facts.refused.get(&Dial::Notice(NoticeDial::Robots)) {
        danger_ui(ui, look, &words.tell(message));
    }
}

/// True where it is to go.
fn robot_ui(ui: &mut Ui, n: usize, robot: &mut RobotDraft, network: &Network, look: &Look) -> bool {
    let words = &look.words;
    ui.horizontal(|ui| {
        let hint = words.say("data-robot-name");
        let field =
            TextEdit::singleline(&mut robot.name).id_salt(("robot", n)).desired_width(110.0).hint_text(&hint);
        named(ui.add(field), egui::Role::TextInput, &hint);
        let told = |platform: RobotPlatform| words.say(platform_name(platform));
        let combo =
            ComboBox::from_id_salt(("robot platform", n)).selected_text(told(robot.platform)).width(96.0);
        let response = combo.show_ui(ui, |ui| {
            for platform in RobotPlatform::ALL {
                ui.selectable_value(&mut robot.platform, platform, told(platform));
            }
        });
        let shown = format!("{}: {}", words.say("data-robot-platform"), told(robot.platform));
        named(response.response, egui::Role::ComboBox, &shown);
        departments_ui(ui, n, &mut robot.departments, network, look);
        let remove = ui.add(Button::new("×").small());
        named(remove, egui::Role::Button, &words.say("data-robot-remove")).clicked()
    })
    .inner
}

/// Which departments' group a robot is in: all, until one is ticked.
fn departments_ui(
    ui: &mut Ui,
    n: usize,
    chosen: &mut BTreeSet<DepartmentCode>,
    network: &Network,
    look: &Look,
) {
    let words = &look.words;
    let shown = match chosen.len() {
        0 => words.say("data-robot-all"),
        1 => chosen.iter().map(|code| department(words, network, code)).collect(),
        many => words.fill("data-robot-some", &[("n", many.into())]),
    };
    let combo =
        ComboBox::from_id_salt(("robot departments", n)).selected_text(&shown).width(150.0).height(320.0);
    let response = combo.close_behavior(PopupCloseBehavior::CloseOnClickOutside).show_ui(ui, |ui| {
        let codes: BTreeSet<DepartmentCode> = network.departments.keys().chain(&*chosen).cloned().collect();
        for code in codes {
            let mut serves = chosen.contains(&code);
            if ui.checkbox(&mut serves, department(words, network, &code)).changed() {
                if serves {
                    chosen.insert(code)
                } else {
                    chosen.remove(&code)
                };
            }
        }
    });
    let name = format!("{}: {shown}", words.say("data-robot-departments"));
    named(response.response, egui::Role::ComboBox, &name);
}

pub(super) fn addresses_ui(ui: &mut Ui, section: &mut SettingsSection, facts: &Facts<'_>, look: &Look) {
    let words = &look.words;
    let network = &facts.snapshot.state.network;
    title_ui(ui, look, "data-addresses", "data-addresses-about");
    let before = section.draft.notices.addresses(&facts.snapshot.state.settings.notices);
    let mut addresses = before.clone();
    let mut gone = None;
    for (n, draft) in addresses.iter_mut().enumerate() {
        let whom = whom(draft.whom.as_str(), network, look);
        ui.horizontal(|ui| {
            const NAME: f32 = 150.0;
            let label = ui.allocate_ui(egui::vec2(NAME, space::ROW), |ui| {
                ui.set_min_width(NAME);
                ui.add(Label::new(&whom).truncate())
            });
            let width = (ui.available_width() - 40.0).clamp(120.0, 340.0);
            let field = TextEdit::singleline(&mut draft.text)
                .id_salt(("address", &*draft.whom))
                .desired_width(width)
                .hint_text("name@company.cn");
            ui.add(field).labelled_by(label.inner.id);
            let remove = ui.add(Button::new("×").small());
            let called = words.fill("data-address-remove", &[("whom", whom.as_str().into())]);
            if named(remove, egui::Role::Button, &called).clicked() {
                gone = Some(n);
            }
        });
        if let Some(message) = draft.refused(&whom) {
            danger_ui(ui, look, &words.tell(&message));
        }
    }
    if let Some(n) = gone {
        addresses.remove(n);
    }
    let managers = managers(section, &network.retailers);
    if let Some(whom) = adding_ui(ui, &addresses, network, &managers, look) {
        addresses.push(AddressDraft { whom, text: String::new() });
    }
    if addresses != before {
        section.draft.notices.addresses = Some(addresses);
    }
}

fn managers(section: &mut SettingsSection, retailers: &Retailers) -> Arc<[SmolStr]> {
    let known = &mut section.channels.managers;
    match known {
        Some(known) if Arc::ptr_eq(&known.of, retailers) => Arc::clone(&known.names),
        _ => Arc::clone(&known.insert(Managers::of(retailers)).names),
    }
}

/// A department by its name; an account manager as it is.
fn whom(whom: &str, network: &Network, look: &Look) -> String {
    department(&look.words, network, &DepartmentCode::new(whom))
}

/// Whom addresses can be given to that has none yet.
fn adding_ui(
    ui: &mut Ui,
    known: &[AddressDraft],
    network: &Network,
    managers: &[SmolStr],
    look: &Look,
) -> Option<SmolStr> {
    let words = &look.words;
    let name = words.say("data-address-add");
    let has = |whom: &str| known.iter().any(|draft| draft.whom == whom);
    let mut added = None;
    let combo = ComboBox::from_id_salt("addresses of").selected_text(&name).width(220.0).height(360.0);
    // In a row of its own, so that it is no wider than that.
    let content = |ui: &mut Ui| {
        let mut group = |ui: &mut Ui, key: &str, all: Vec<SmolStr>| {
            if all.is_empty() {
                return;
            }
            ui.label(RichText::new(words.say(key)).color(look.palette.weak));
            for one in all {
                if ui.selectable_label(false, whom(&one, network, look)).clicked() {
                    added = Some(one);
                }
            }
        };
        let codes = network.departments.keys().map(|code| SmolStr::new(code.as_str()));
        group(ui, "data-address-departments", codes.filter(|code| !has(code)).collect());
        let names = managers.iter().filter(|name| !has(name)).cloned().collect();
        group(ui, "data-address-managers", names);
    };
    let response = ui.horizontal(|ui| combo.show_ui(ui, content)).inner;
    named(response.response, egui::Role::ComboBox, &name);
    added
}
