//! Who leads: the command record of an incident, the newest first.

use super::{Facts, part_ui};
use crate::desk::actions::{Action, Actions};
use crate::desk::incidents::{Wanted, telling};
use crate::desk::theme::{Look, size};
use crate::desk::weather::telling::moment;
use crate::domain::emergency::{Commanding, Incident};
use egui::{Label, RichText, Ui};

pub fn command_ui(ui: &mut Ui, incident: &Incident, facts: Facts<'_>, look: &Look, actions: &mut Actions) {
    let words = &look.words;
    part_ui(ui, look, &words.say("incident-command"));
    match incident.commander() {
        None => {
            let text = RichText::new(words.say("incident-nobody-commands")).color(look.palette.weak);
            ui.add(Label::new(text).wrap());
        }
        Some(now) => {
            ui.add(Label::new(RichText::new(told(now, facts, look)).strong()).wrap());
        }
    }
    for before in incident.command.iter().rev().skip(1) {
        let text = RichText::new(told(before, facts, look)).size(size::SMALL).color(look.palette.weak);
        ui.add(Label::new(text).wrap());
    }
    let key = if incident.command.is_empty() { "incident-lead" } else { "incident-hand-over" };
    if incident.closed.is_none() && ui.button(words.say(key)).clicked() {
        actions.push(Action::ActOn(incident.id.clone(), Wanted::Lead));
    }
}

fn told(one: &Commanding, facts: Facts<'_>, look: &Look) -> String {
    telling::commands(&look.words, one, &moment(one.since.at, facts.snapshot.date))
}
