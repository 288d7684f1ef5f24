//! Who is at the desk: the page one signs in on, the sheet in which somebody signs beside them, and the form in which the
//! first is entered.

mod entering;
mod page;
mod signing;

pub use entering::{Entering, NewPin, first_ui, new_pin_ui, role_ui};
pub use page::{SignInPage, sign_in_ui};
pub use signing::{SigningSheet, signing_ui};

use crate::desk::actions::{Action, Actions};
use crate::desk::bookkeeper::people::{PeopleRequest, Presence};
use crate::domain::state::State;
use egui::{Key, Response, TextEdit, Ui};
use std::time::Duration;

/// A field for a PIN, whose digits are not shown; true where Enter was pressed in it.
fn pin_field_ui(ui: &mut Ui, pin: &mut String, label: &str) -> (Response, bool) {
    let named = ui.label(label);
    let field = TextEdit::singleline(pin).password(true).char_limit(crate::domain::people::pin::MOST);
    let response = ui.add_sized([160.0, 26.0], field).labelled_by(named.id);
    let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    (response, entered)
}

/// Locks a desk that nobody touches.
#[derive(Clone, Copy, Debug, Default)]
pub struct Idle {
    /// When it was last touched, in seconds since the start.
    touched: f64,
}

impl Idle {
    /// Asks for the lock once it is time.
    pub fn follow(&mut self, ui: &Ui, presence: &Presence, state: &State, actions: &mut Actions) {
        let after = f64::from(state.settings.lock_after.0);
        let (time, is_touched) = ui.input(|input| (input.time, !input.events.is_empty()));
        let nobody = presence.who.is_none() || state.people.is_empty();
        if is_touched || nobody || after == 0.0 {
            self.touched = time;
        }
        if nobody || after == 0.0 {
            return;
        }
        let left = self.touched + after - time;
        if left <= 0.0 {
            actions.push(Action::People(PeopleRequest::SignOut));
        } else {
            ui.ctx().request_repaint_after(Duration::from_secs_f64(left));
        }
    }
}
