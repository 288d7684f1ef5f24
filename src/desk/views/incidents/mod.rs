//! The Incidents view: what is open, by link; beside it the one that is chosen, with its card, its deadlines, who
//! leads and everything that happened. Draws from the snapshot and pushes actions.

mod card;
mod command;
mod head;
mod list;
mod timeline;

use crate::desk::actions::{Action, Actions};
use crate::desk::incidents::known::Known;
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::{Look, space};
use crate::desk::views::data::parts::empty_ui;
use crate::domain::emergency::Incident;
use crate::domain::ids::IncidentId;
use crate::domain::incident::Link;
use egui::{Frame, Margin, Panel, ScrollArea, Ui};
use std::sync::Arc;

/// View things alone.
#[derive(Clone, Debug, Default)]
pub struct IncidentsView {
    /// The one that is chosen; the first of the list where `None`.
    pub open: Option<IncidentId>,
    /// Only incidents of this link.
    pub link: Option<Link>,
    /// Closed ones too.
    pub all: bool,
    pub known: Known,
}

impl IncidentsView {
    /// Opened on one incident, whatever was filtered.
    pub fn show(&mut self, id: IncidentId) {
        self.link = None;
        self.open = Some(id);
    }

    /// Opened on what troubles a link.
    pub fn show_link(&mut self, link: Link) {
        self.link = Some(link);
        self.open = None;
    }

    fn fits(&self, incident: &Incident) -> bool {
        self.link.is_none_or(|link| incident.link == link)
    }

    /// The incident at the right.
    fn chosen(&self, snapshot: &Snapshot) -> Option<Arc<Incident>> {
        let first = || {
            let mut open = self.known.open.iter().map(|case| &case.incident);
            let first = open.find(|incident| self.fits(incident));
            first.or_else(|| {
                self.known.closed.iter().filter(|_| self.all).find(|incident| self.fits(incident))
            })
        };
        self.open.as_ref().and_then(|id| snapshot.state.incidents.get(id)).or_else(first).cloned()
    }
}

/// What the view is drawn from.
#[derive(Clone, Copy)]
pub struct Facts<'a> {
    pub snapshot: &'a Snapshot,
    /// Who acts.
    pub person: &'a str,
}

pub fn incidents_ui(
    ui: &mut Ui,
    view: &mut IncidentsView,
    facts: Facts<'_>,
    look: &Look,
    actions: &mut Actions,
) {
    view.known.follow(facts.snapshot);
    let narrow = ui.available_width() < 1100.0;
    let width = if narrow { 250.0 } else { 320.0 };
    let frame = Frame::new().inner_margin(Margin { left: 0, right: 10, top: 0, bottom: 0 });
    Panel::left("incidents list").frame(frame).resizable(false).exact_size(width).show(ui, |ui| {
        list::list_ui(ui, view, facts, look, actions);
    });
    let frame = Frame::new().inner_margin(Margin { left: 14, right: 0, top: 0, bottom: 0 });
    egui::CentralPanel::default().frame(frame).show(ui, |ui| match view.chosen(facts.snapshot) {
        Some(incident) => incident_ui(ui, &incident, facts, look, actions),
        None => nothing_ui(ui, facts, look, actions),
    });
}

/// The card has most of the width; what there is beside it stands below where there is no room.
fn incident_ui(ui: &mut Ui, incident: &Incident, facts: Facts<'_>, look: &Look, actions: &mut Actions) {
    let id = incident.id.as_str();
    ScrollArea::vertical().id_salt(("incident", id)).auto_shrink(false).show(ui, |ui| {
        // Room for the bar.
        ui.set_max_width(ui.available_width() - 12.0);
        head::head_ui(ui, incident, facts, look, actions);
        ui.add_space(space::NEAR);
        let room = ui.available_width();
        if room < 860.0 {
            card::card_ui(ui, incident, facts, look, actions);
            command::command_ui(ui, incident, facts, look, actions);
            head::reach_ui(ui, incident, facts, look, actions);
            timeline::timeline_ui(ui, incident, facts, look, actions);
            return;
        }
        ui.horizontal_top(|ui| {
            let left = (room * 0.62).floor();
            ui.vertical(|ui| {
                ui.set_width(left);
                card::card_ui(ui, incident, facts, look, actions);
            });
            ui.add_space(space::NEAR);
            ui.vertical(|ui| {
                ui.set_width(ui.available_width());
                command::command_ui(ui, incident, facts, look, actions);
                head::reach_ui(ui, incident, facts, look, actions);
                timeline::timeline_ui(ui, incident, facts, look, actions);
            });
        });
    });
}

/// None yet: what one is for, and how one comes about.
fn nothing_ui(ui: &mut Ui, facts: Facts<'_>, look: &Look, actions: &mut Actions) {
    let words = &look.words;
    empty_ui(ui, look, &words.say("incident-none"), &words.say("incident-none-next"));
    ui.add_space(space::APART);
    ui.vertical_centered(|ui| {
        let can = !facts.snapshot.is_blank();
        if ui.add_enabled(can, egui::Button::new(words.say("incident-new"))).clicked() {
            actions.push(Action::OpenIncident(None));
        }
    });
}

/// A small heading over a part of the page.
fn part_ui(ui: &mut Ui, look: &Look, text: &str) {
    ui.add_space(space::NEAR);
    ui.label(egui::RichText::new(text).size(crate::desk::theme::size::SMALL).color(look.palette.weak));
}
