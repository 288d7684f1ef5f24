//! The people section: who signs in, what each may do, new PINs, who has left.

use super::parts::{Tone, card_ui, cell_ui, heading_ui, headings_ui, main_button_ui, notice_ui, table};
use crate::desk::actions::{Action, Actions};
use crate::desk::bookkeeper::people::{PeopleRequest, Presence};
use crate::desk::people::{Entering, NewPin, first_ui, new_pin_ui, role_ui};
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::{Look, space};
use crate::domain::ids::{Author, Revision};
use crate::domain::people::{Person, Role};
use crate::words::people::may;
use crate::words::{Arg, Tell};
use egui::{Label, RichText, Role as Kind, Ui, WidgetInfo};

/// View things alone.
#[derive(Clone, Debug, Default)]
pub struct PeopleSection {
    /// The revision it was last looked at.
    asked: Option<Revision>,
    entering: Entering,
    is_entering: bool,
    /// Who is being given a new PIN.
    giving: Option<(Author, NewPin)>,
    /// What had been put when the forms were last emptied.
    put: u64,
}

impl PeopleSection {
    /// What the forms hold has been done.
    pub fn follow(&mut self, presence: &Presence) {
        if self.put != presence.put {
            self.put = presence.put;
            self.entering = Entering::default();
            self.giving = None;
            self.is_entering = false;
        }
    }
}

pub fn people_ui(
    ui: &mut Ui,
    section: &mut PeopleSection,
    (snapshot, presence): (&Snapshot, &Presence),
    look: &Look,
    actions: &mut Actions,
) {
    if section.asked != Some(snapshot.revision) {
        section.asked = Some(snapshot.revision);
        actions.push(Action::People(PeopleRequest::Look));
    }
    let words = &look.words;
    let people = &snapshot.state.people;
    if people.is_empty() {
        notice_ui(ui, look, Tone::Warning, |ui| first_ui(ui, &mut section.entering, look, actions));
        return;
    }
    let looks_after = presence.role(&snapshot.state) == Role::Administrator;
    let about = if looks_after { "people-about" } else { "people-about-others" };
    heading_ui(ui, look, &words.say("data-section-people"), &words.say(about));
    ui.add_space(space::NEAR);
    if looks_after && !section.is_entering {
        section.is_entering = main_button_ui(ui, look, &words.say("people-enter-title"), true).clicked();
        ui.add_space(space::NEAR);
    }
    if section.is_entering {
        section.is_entering = entering_ui(ui, &mut section.entering, look, actions);
        ui.add_space(space::NEAR);
    }
    if let Some((name, pin)) = &mut section.giving {
        if !giving_ui(ui, name, pin, look, actions) {
            section.giving = None;
        }
        ui.add_space(space::NEAR);
    }
    let all: Vec<&Person> = people.values().collect();
    let facts = Facts { presence, looks_after };
    table(ui, "people", &[190.0, 170.0, 230.0, 230.0])
        .header(space::ROW, |row| headings_ui(look, row, &HEADS))
        .body(|body| {
            body.rows(space::ROW + 6.0, all.len(), |mut row| {
                let person = all[row.index()];
                row.col(|ui| {
                    cell_ui(ui, person.name.as_str());
                });
                row.col(|ui| role_cell_ui(ui, person, facts, look, actions));
                row.col(|ui| pin_cell_ui(ui, section, person, facts, look));
                row.col(|ui| state_cell_ui(ui, person, facts, look, actions));
            });
        });
}

/// The form of somebody new; false once it is to be put away.
fn entering_ui(ui: &mut Ui, entering: &mut Entering, look: &Look, actions: &mut Actions) -> bool {
    card_ui(ui, look, |ui| {
        heading_ui(ui, look, &look.words.say("people-enter-title"), "");
        ui.add_space(space::TIGHT);
        entering.ui(ui, look, actions);
        !ui.button(look.words.say("change-cancel")).clicked()
    })
}

const HEADS: [&str; 4] = ["people-head-name", "people-head-role", "people-head-pin", "people-head-state"];

#[derive(Clone, Copy)]
struct Facts<'a> {
    presence: &'a Presence,
    looks_after: bool,
}

fn put(person: Person, actions: &mut Actions) {
    actions.push(Action::People(PeopleRequest::Put { person, pin: None }));
}

fn role_cell_ui(ui: &mut Ui, person: &Person, facts: Facts<'_>, look: &Look, actions: &mut Actions) {
    let means = look.words.tell(&may(person.role));
    if !facts.looks_after || !person.active {
        cell_ui(ui, look.words.tell(&person.role.message())).on_hover_text(means);
        return;
    }
    let mut role = person.role;
    if role_ui(ui, ("role of", person.name.as_str()), &mut role, look) {
        put(Person { role, ..person.clone() }, actions);
    }
}

fn pin_cell_ui(ui: &mut Ui, section: &mut PeopleSection, person: &Person, facts: Facts<'_>, look: &Look) {
    let words = &look.words;
    ui.horizontal(|ui| {
        if let Some(with) = &facts.presence.with_a_pin {
            let (key, ink) = if with.contains(&person.name) {
                ("people-pin-kept", look.palette.text)
            } else {
                ("people-pin-none", look.palette.warning)
            };
            ui.label(RichText::new(words.say(key)).color(ink));
        }
        let own = facts.presence.who.as_ref() == Some(&person.name);
        let name = words.fill("pin-give-name", &[("name", Arg::shown(&person.name))]);
        if (own || facts.looks_after)
            && person.active
            && small_button(ui, &words.say(if own { "pin-change-own" } else { "pin-give" }), &name)
        {
            section.giving = Some((person.name.clone(), NewPin::default()));
        }
    });
}

fn state_cell_ui(ui: &mut Ui, person: &Person, facts: Facts<'_>, look: &Look, actions: &mut Actions) {
    let words = &look.words;
    ui.horizontal(|ui| {
        ui.label(words.say(if person.active { "people-here" } else { "people-left" }));
        if !facts.looks_after {
            return;
        }
        let (key, name) = if person.active {
            ("people-leave", "people-leave-name")
        } else {
            ("people-back", "people-back-name")
        };
        let name = words.fill(name, &[("name", Arg::shown(&person.name))]);
        if small_button(ui, &words.say(key), &name) {
            put(Person { active: !person.active, ..person.clone() }, actions);
        }
    });
}

fn small_button(ui: &mut Ui, text: &str, name: &str) -> bool {
    let button = ui.small_button(text);
    button.widget_info(|| WidgetInfo::labeled(Kind::Button, true, name));
    button.on_hover_text(name).clicked()
}

/// The form of a new PIN; false once it is to be put away.
fn giving_ui(ui: &mut Ui, name: &Author, pin: &mut NewPin, look: &Look, actions: &mut Actions) -> bool {
    let words = &look.words;
    notice_ui(ui, look, Tone::Plain, |ui| {
        let title = words.fill("pin-give-name", &[("name", Arg::shown(name))]);
        ui.add(Label::new(RichText::new(title).strong()));
        let entered = new_pin_ui(ui, pin, look);
        let mut open = true;
        ui.horizontal(|ui| {
            let read = pin.read();
            let pressed = main_button_ui(ui, look, &words.say("pin-give-do"), read.is_ok()).clicked();
            if (pressed || entered)
                && let Ok(pin) = read
            {
                actions.push(Action::People(PeopleRequest::GivePin { name: name.clone(), pin }));
            }
            open = !ui.button(words.say("change-cancel")).clicked();
        });
        open
    })
}
