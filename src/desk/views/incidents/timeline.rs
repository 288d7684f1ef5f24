//! Everything that happened with an incident, the newest first, and *Note…*.

use super::{Facts, part_ui};
use crate::desk::actions::{Action, Actions};
use crate::desk::incidents::{Wanted, telling};
use crate::desk::theme::{Look, size, space};
use crate::desk::views::data::parts::capital;
use crate::desk::weather::telling::moment;
use crate::domain::emergency::{Incident, What};
use egui::{Label, RichText, Ui};

pub fn timeline_ui(ui: &mut Ui, incident: &Incident, facts: Facts<'_>, look: &Look, actions: &mut Actions) {
    let words = &look.words;
    part_ui(ui, look, &words.say("incident-timeline"));
    if incident.closed.is_none() && ui.button(words.say("incident-note")).clicked() {
        actions.push(Action::ActOn(incident.id.clone(), Wanted::Note));
    }
    let playbook = facts.snapshot.state.playbook(incident.playbook);
    ui.spacing_mut().item_spacing.y = 3.0;
    for event in incident.timeline.iter().rev() {
        let palette = look.palette;
        let ink = match event.what {
            What::Escalated(..) => palette.danger,
            What::Note(_) => palette.text,
            _ => palette.weak,
        };
        let at = moment(event.signed.at, facts.snapshot.date);
        let by = telling::by(words, event);
        let told = capital(&telling::event(words, event, |step| playbook.step(step).cloned()));
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::NEAR;
            ui.spacing_mut().interact_size.y = 16.0;
            ui.add(Label::new(RichText::new(at).size(size::SMALL).color(palette.weak)).extend());
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.add(Label::new(RichText::new(&told).size(size::SMALL).color(ink)).wrap().selectable(true));
                ui.label(RichText::new(by).size(size::SMALL).color(palette.weak).italics());
            });
        });
    }
}
