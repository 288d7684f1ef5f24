//! The Weather view: holds, the alerts behind them, what was decided for each route, and what is still owed.
//! At the left what there is; beside it the one that is open. Draws from the snapshot and pushes actions.

mod alert;
mod backlog;
mod hold;
mod list;
mod routes;
mod sources;
mod taken;

use crate::desk::actions::Actions;
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::{Look, space};
use crate::desk::weather::deciding::Tried;
use crate::desk::weather::known::Known;
use crate::desk::world::WeatherNews;
use crate::domain::ids::{AlertKey, HoldId, RouteId};
use egui::{Frame, Margin, Panel, ScrollArea, Ui};
use std::collections::BTreeSet;

/// What stands at the right.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Open {
    /// The first hold there is.
    #[default]
    First,
    Hold(HoldId),
    Alert(AlertKey),
    Backlog,
    /// What came of the files that were opened.
    Taken,
}

/// View things alone.
#[derive(Clone, Debug, Default)]
pub struct WeatherView {
    pub open: Open,
    pub known: Known,
    /// The routes ticked in the table, and the course that is thought about for them.
    ticked: BTreeSet<RouteId>,
    tried: Option<Tried>,
    /// Of the alert that is open: which language is read.
    language: Option<String>,
    /// Past holds are folded away until somebody asks.
    past_shown: bool,
}

impl WeatherView {
    /// Opened on one thing; what was thought about for another is dropped.
    pub fn show(&mut self, open: Open) {
        if self.open != open {
            self.open = open;
            self.ticked.clear();
            self.tried = None;
            self.language = None;
        }
    }

    /// The hold that is open.
    fn hold(&self) -> Option<HoldId> {
        match &self.open {
            Open::Hold(id) => Some(id.clone()),
            Open::First => self.known.holds.first().map(|standing| standing.id.clone()),
            Open::Alert(_) | Open::Backlog | Open::Taken => None,
        }
    }
}

/// What the view is drawn from.
#[derive(Clone, Copy)]
pub struct Facts<'a> {
    pub snapshot: &'a Snapshot,
    pub news: &'a WeatherNews,
    /// Who decides.
    pub person: &'a str,
}

pub fn weather_ui(ui: &mut Ui, view: &mut WeatherView, facts: Facts<'_>, look: &Look, actions: &mut Actions) {
    view.known.follow(facts.snapshot);
    // A hold that is gone, such as one whose putting was undone, leaves its place to the first.
    if let Open::Hold(id) = &view.open
        && !facts.snapshot.state.holds.contains_key(id)
    {
        view.show(Open::First);
    }
    let narrow = ui.available_width() < 980.0;
    let width = if narrow { 250.0 } else { 340.0 };
    let frame = Frame::new().inner_margin(Margin { left: 0, right: 10, top: 0, bottom: 0 });
    Panel::left("weather list").frame(frame).resizable(false).exact_size(width).show(ui, |ui| {
        list::list_ui(ui, view, facts, look, actions);
    });
    let frame = Frame::new().inner_margin(Margin { left: 14, right: 0, top: 0, bottom: 0 });
    egui::CentralPanel::default().frame(frame).show(ui, |ui| match (view.open.clone(), view.hold()) {
        (Open::Alert(key), _) => alert::alert_ui(ui, view, &key, facts, look, actions),
        (Open::Backlog, _) => backlog::backlog_ui(ui, view, facts, look, actions),
        (Open::Taken, _) => taken::taken_ui(ui, view, facts, look),
        (_, Some(id)) => hold::hold_ui(ui, view, &id, facts, look, actions),
        (_, None) => nothing_ui(ui, facts, look, actions),
    });
}

/// No hold yet: what one is for, and how one comes about.
fn nothing_ui(ui: &mut Ui, facts: Facts<'_>, look: &Look, actions: &mut Actions) {
    let words = &look.words;
    ScrollArea::vertical().show(ui, |ui| {
        super::data::parts::empty_ui(ui, look, &words.say("weather-none"), &words.say("weather-none-next"));
        ui.add_space(space::APART);
        ui.vertical_centered(|ui| list::buttons_ui(ui, facts, look, actions));
    });
}
