//! Forms in which somebody is entered or given a PIN.

use super::pin_field_ui;
use crate::desk::actions::{Action, Actions};
use crate::desk::bookkeeper::people::PeopleRequest;
use crate::desk::theme::{Look, space};
use crate::desk::views::data::parts::main_button_ui;
use crate::domain::ids::Author;
use crate::domain::people::pin::Pin;
use crate::domain::people::{Person, Role, is_name};
use crate::words::people::may;
use crate::words::{Message, Tell};
use egui::{ComboBox, Label, RichText, TextEdit, Ui};

/// A new PIN, typed twice.
#[derive(Clone, Debug, Default)]
pub struct NewPin {
    once: String,
    again: String,
}

impl NewPin {
    /// The PIN, or what is wrong with it; nothing is wrong with one that is still being typed.
    pub fn read(&self) -> Result<Pin, Option<Message>> {
        if self.once.is_empty() {
            return Err(None);
        }
        let pin = Pin::typed(self.once.clone());
        pin.check().map_err(|fault| Some(fault.message()))?;
        if self.again.is_empty() {
            return Err(None);
        }
        if self.once == self.again { Ok(pin) } else { Err(Some(Message::new("pin-differs"))) }
    }
}

/// The two fields, and what is wrong with what stands in them; true where Enter was pressed in the second.
pub fn new_pin_ui(ui: &mut Ui, pin: &mut NewPin, look: &Look) -> bool {
    let words = &look.words;
    let entered = ui
        .horizontal_wrapped(|ui| {
            pin_field_ui(ui, &mut pin.once, &words.say("pin-new"));
            pin_field_ui(ui, &mut pin.again, &words.say("pin-again")).1
        })
        .inner;
    if let Err(Some(fault)) = pin.read() {
        ui.add(Label::new(RichText::new(words.tell(&fault)).color(look.palette.danger)).wrap());
    }
    entered
}

/// Somebody being entered.
#[derive(Clone, Debug)]
pub struct Entering {
    name: String,
    role: Role,
    pin: NewPin,
}

impl Default for Entering {
    fn default() -> Self {
        Self { name: String::new(), role: Role::Dispatcher, pin: NewPin::default() }
    }
}

impl Entering {
    fn read(&self, role: Role) -> Option<PeopleRequest> {
        let name = Author::new(self.name.trim());
        let pin = self.pin.read().ok()?;
        let person = Person { name, role, active: true };
        is_name(person.name.as_str()).then_some(PeopleRequest::Put { person, pin: Some(pin) })
    }

    fn name_ui(&mut self, ui: &mut Ui, look: &Look) {
        let label = ui.label(look.words.say("people-head-name"));
        let field = TextEdit::singleline(&mut self.name).char_limit(40);
        ui.add_sized([160.0, 26.0], field).labelled_by(label.id);
    }

    /// The form for anybody but the first.
    pub fn ui(&mut self, ui: &mut Ui, look: &Look, actions: &mut Actions) {
        let words = &look.words;
        ui.horizontal_wrapped(|ui| {
            self.name_ui(ui, look);
            ui.label(words.say("people-head-role"));
            role_ui(ui, "entering role", &mut self.role, look);
        });
        ui.add(Label::new(RichText::new(words.tell(&may(self.role))).color(look.palette.weak)).wrap());
        let entered = new_pin_ui(ui, &mut self.pin, look);
        let asked = self.read(self.role);
        let pressed = main_button_ui(ui, look, &words.say("people-enter"), asked.is_some()).clicked();
        if (pressed || entered)
            && let Some(asked) = asked
        {
            actions.push(Action::People(asked));
        }
    }
}

/// The form for the first, who looks after the others.
pub fn first_ui(ui: &mut Ui, entering: &mut Entering, look: &Look, actions: &mut Actions) {
    let words = &look.words;
    ui.label(RichText::new(words.say("people-first-title")).strong());
    ui.add(Label::new(RichText::new(words.say("people-first-about")).color(look.palette.weak)).wrap());
    ui.add_space(space::TIGHT);
    ui.horizontal_wrapped(|ui| entering.name_ui(ui, look));
    let entered = new_pin_ui(ui, &mut entering.pin, look);
    let asked = entering.read(Role::Administrator);
    let pressed = main_button_ui(ui, look, &words.say("people-first-do"), asked.is_some()).clicked();
    if (pressed || entered)
        && let Some(asked) = asked
    {
        actions.push(Action::People(asked));
    }
}

/// A choice of role; true where it was changed.
pub fn role_ui(
    ui: &mut Ui,
    id: impl std::hash::Hash + std::fmt::Debug,
    role: &mut Role,
    look: &Look,
) -> bool {
    let before = *role;
    let words = &look.words;
    ComboBox::from_id_salt(id).selected_text(words.tell(&role.message())).width(130.0).show_ui(ui, |ui| {
        for one in Role::ALL {
            let name = words.tell(&one.message());
            ui.selectable_value(role, one, name).on_hover_text(words.tell(&may(one)));
        }
    });
    *role != before
}
