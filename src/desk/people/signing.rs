//! The sheet in which somebody signs beside the person at the desk: what it is about, who can, and their PIN.

use super::pin_field_ui;
use crate::desk::actions::{Action, Actions};
use crate::desk::bookkeeper::people::{PeopleRequest, Presence, Unsigned};
use crate::desk::incidents::sheet_ui;
use crate::desk::theme::{Look, space};
use crate::desk::views::data::parts::main_button_ui;
use crate::domain::ids::Author;
use crate::domain::people::Person;
use crate::domain::people::pin::Pin;
use crate::domain::state::State;
use crate::words::{Arg, Tell};
use egui::{ComboBox, Label, RichText, Role, Ui, WidgetInfo};
use std::sync::Arc;

/// View things alone.
#[derive(Clone, Debug, Default)]
pub struct SigningSheet {
    /// What it is open on.
    about: Option<Arc<Unsigned>>,
    signer: Option<Author>,
    pin: String,
}

/// Draws the sheet while a change waits for a signature; false once it is to be put away.
pub fn signing_ui(
    ui: &mut Ui,
    sheet: &mut SigningSheet,
    (presence, state): (&Presence, &State),
    look: &Look,
    actions: &mut Actions,
) -> bool {
    let Some(unsigned) = &presence.unsigned else {
        *sheet = SigningSheet::default();
        return true;
    };
    let can_sign = |person: &&Person| person.active && person.role >= unsigned.needs;
    let signers: Vec<&Person> = state.people.values().filter(can_sign).collect();
    let opens = !sheet.about.as_ref().is_some_and(|about| Arc::ptr_eq(about, unsigned));
    if opens {
        *sheet = SigningSheet { about: Some(Arc::clone(unsigned)), ..SigningSheet::default() };
        sheet.signer = signers.first().map(|person| person.name.clone());
    }
    let words = &look.words;
    let role = Arg::Inner(Box::new(unsigned.needs.message()));
    let title = words.fill("signing-title", &[("role", role)]);
    let mut open = true;
    let shown = sheet_ui(ui, "signing", &title, 420.0, |ui| {
        ui.add(Label::new(words.tell(&unsigned.why)).wrap());
        ui.add_space(space::NEAR);
        let (mut entered, mut field) = (false, None);
        ui.horizontal(|ui| {
            let shown = sheet.signer.as_ref().map_or("", Author::as_str);
            let combo = ComboBox::from_id_salt("signer").selected_text(shown).width(150.0);
            let combo = combo.show_ui(ui, |ui| {
                for person in &signers {
                    let name = format!("{} · {}", person.name, words.tell(&person.role.message()));
                    let is_chosen = sheet.signer.as_ref() == Some(&person.name);
                    if ui.selectable_label(is_chosen, name).clicked() {
                        sheet.signer = Some(person.name.clone());
                        sheet.pin.clear();
                    }
                }
            });
            let name = words.say("signing-who");
            combo.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, &name));
            let (pin, pressed) = pin_field_ui(ui, &mut sheet.pin, "PIN");
            (entered, field) = (pressed, Some(pin));
        });
        if let Some(field) = field.filter(|_| opens) {
            field.request_focus();
        }
        if let Some(why) = &presence.not_signed {
            ui.add_space(space::TIGHT);
            ui.add(Label::new(RichText::new(words.tell(why)).color(look.palette.danger)).wrap());
        }
        ui.add_space(space::NEAR);
        ui.horizontal(|ui| {
            let ready = !sheet.pin.is_empty() && sheet.signer.is_some();
            let pressed = main_button_ui(ui, look, &words.say("signing-do"), ready).clicked();
            if (pressed || (entered && ready))
                && let Some(signer) = sheet.signer.clone()
            {
                let pin = Pin::typed(std::mem::take(&mut sheet.pin));
                let command = Box::new(unsigned.command.clone());
                actions.push(Action::People(PeopleRequest::Sign { command, signer, pin }));
            }
            if ui.button(words.say("change-cancel")).clicked() {
                open = false;
            }
        });
        true
    });
    shown && open
}
