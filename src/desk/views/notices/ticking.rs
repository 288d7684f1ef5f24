//! Ticking retailers as told: one by its box, many at once, and that they have answered.

use super::Facts;
use super::ledger::LedgerView;
use crate::desk::actions::{Action, Actions};
use crate::desk::theme::Look;
use crate::desk::views::data::parts::{capital, main_button_ui};
use crate::domain::command::{Command, Telling};
use crate::domain::day::{Told, Way};
use crate::notify::ledger::{Entry, Standing};
use crate::words::Tell;
use egui::{ComboBox, Label, RichText, Role, Ui, WidgetInfo};
use smol_str::SmolStr;

/// How whoever is ticked now has been told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct How {
    pub way: Way,
    pub confirmed: bool,
}

impl Default for How {
    fn default() -> Self {
        Self { way: Way::Phone, confirmed: false }
    }
}

/// Whether ticking it would say anything new: who has been told keeps who told it, and can only be confirmed.
pub fn can_be_ticked(entry: &Entry, how: How) -> bool {
    let only_confirms = entry.standing == Standing::Told;
    entry.now.is_some()
        && (!only_confirms || (how.confirmed && entry.told.as_ref().is_some_and(|told| !told.confirmed)))
}

/// Told now, by whoever is on duty: what was announced, or how things stand.
pub fn tick<'e>(
    entries: impl IntoIterator<Item = &'e Entry>,
    how: How,
    facts: Facts<'_>,
    actions: &mut Actions,
) {
    let telling = |entry: &Entry| match &entry.told {
        Some(told) if entry.standing == Standing::Told => answered(entry, told, true),
        _ => Telling {
            retailer: entry.retailer.clone(),
            at: facts.snapshot.now,
            by: by(facts),
            way: Some(how.way),
            confirmed: how.confirmed,
            said: entry.say,
        },
    };
    let entries = entries.into_iter().filter(|entry| can_be_ticked(entry, how));
    submit(entries.map(telling).collect(), facts, actions);
}

/// It was told before; whether it has answered is all that changes.
pub fn confirm(entry: &Entry, confirmed: bool, facts: Facts<'_>, actions: &mut Actions) {
    if let Some(told) = &entry.told {
        submit(vec![answered(entry, told, confirmed)], facts, actions);
    }
}

fn answered(entry: &Entry, told: &Told, confirmed: bool) -> Telling {
    Telling {
        retailer: entry.retailer.clone(),
        at: told.at,
        by: told.by.clone(),
        way: told.way,
        confirmed,
        said: Some(entry.known),
    }
}

fn submit(tellings: Vec<Telling>, facts: Facts<'_>, actions: &mut Actions) {
    if tellings.is_empty() {
        return;
    }
    let (day, now) = (facts.snapshot.date, facts.snapshot.now);
    actions.push(Action::Submit(Box::new(Command::TellRetailers { day, tellings, now })));
}

/// Somebody has always told it.
pub fn by(facts: Facts<'_>) -> SmolStr {
    let person = facts.person.trim();
    SmolStr::new(if person.is_empty() { "desk" } else { person })
}

/// How many are chosen, by which way they are told, and the button that ticks them.
pub fn bar_ui(ui: &mut Ui, view: &mut LedgerView, facts: Facts<'_>, look: &Look, actions: &mut Actions) {
    let words = &look.words;
    let entries = &facts.outbox.ledger;
    let (chosen, open) = (view.chosen.retailers.len(), view.tickable(entries));
    ui.horizontal_wrapped(|ui| {
        let text = words.fill("told-tick-chosen", &[("n", open.into())]);
        if main_button_ui(ui, look, &text, open > 0).clicked() {
            tick(view.chosen_of(entries), view.how, facts, actions);
        }
        let name = words.say("told-way");
        let way = |way: Way| capital(&words.tell(&way.message()));
        let choice = ComboBox::from_id_salt("ledger way").selected_text(way(view.how.way)).width(96.0);
        let shown = choice.show_ui(ui, |ui| {
            for one in Way::ALL {
                ui.selectable_value(&mut view.how.way, one, way(one));
            }
        });
        shown.response.widget_info(|| WidgetInfo::labeled(Role::ComboBox, true, &name));
        ui.checkbox(&mut view.how.confirmed, words.say("told-confirmed-too"));
        if ui.button(words.say("told-choose-all")).clicked() {
            view.chosen.all(entries, &view.rows);
        }
        let text = if chosen == 0 {
            words.say("told-choose-hint")
        } else {
            words.fill("told-chosen", &[("n", chosen.into()), ("shown", view.rows.len().into())])
        };
        ui.add(Label::new(RichText::new(text).color(look.palette.weak)).truncate());
    });
}
