//! Who leads: the command record of an incident, the newest first.

use super::{Facts, part_ui};
use crate::desk::actions::{Action, Actions};
use crate::desk::incidents::Wanted;
use crate::desk::theme::{Look, size};
use crate::desk::weather::telling::moment;
use crate::domain::emergency::{Commanding, Incident};
use crate::words::Arg;
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

/// `总指挥 李 …, deputy …, by authority of …, since 09:10 (recorded by …)`.
fn told(one: &Commanding, facts: Facts<'_>, look: &Look) -> String {
    let words = &look.words;
    let parts = [
        ("chief", Arg::from(one.chief.as_str())),
        ("by", one.authorised_by.as_deref().unwrap_or_default().into()),
        ("since", moment(one.since.at, facts.snapshot.date).into()),
        ("recorded", Arg::from(one.since.by.as_str())),
    ];
    let key =
        if one.authorised_by.is_some() { "incident-temporary-commands" } else { "incident-commands-since" };
    let told = words.fill(key, &parts);
    if one.deputy.is_empty() {
        return told;
    }
    words.fill("incident-with-deputy", &[("told", told.into()), ("deputy", one.deputy.as_str().into())])
}
