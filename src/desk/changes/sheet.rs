//! The change sheet on the screen: what to choose at the left, what comes of it at the right, *Apply* below.

use super::candidates::{Takers, Vehicles};
use super::choosing;
use super::forms::{Form, Missing};
use super::telling;
use crate::desk::actions::{Action, Actions, Draft};
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::{Look, size, space};
use crate::domain::Refusal;
use crate::domain::command::Command;
use crate::domain::consequences::{self, Consequences};
use crate::domain::ids::Revision;
use crate::domain::rules::Breach;
use crate::words::{Arg, Tell, grouped, unreached};
use egui::{
    Align, Button, Color32, Id, Key, Layout, Modal, Modifiers, RichText, ScrollArea, Sense, Ui, vec2,
};
use std::ops::Range;

/// A change being thought about. Lives as long as the sheet is open.
#[derive(Clone, Debug)]
pub struct ChangeSheet {
    pub(super) form: Form,
    pub(super) vehicles: Vehicles,
    pub(super) takers: Takers,
    pub(super) search: String,
    tried: Option<Tried>,
    opened_on: Revision,
    /// Once per opening, so that Enter applies what was dropped with its consequences shown.
    wants_focus: bool,
}

/// A command and what would come of it, kept while neither it nor the day changes.
#[derive(Clone, Debug)]
struct Tried {
    command: Command,
    /// The outlook moves with the clock; a minute is the finest thing shown.
    minute: u32,
    outcome: Result<Consequences, Refusal>,
    /// Its new and its mended breaches, as the lines they are told in.
    new: Vec<Range<usize>>,
    mended: Vec<Range<usize>>,
    /// Stops meant as well that stay as they are.
    left_out: usize,
}

impl Tried {
    fn new(form: &Form, command: Command, minute: u32, snapshot: &Snapshot) -> Self {
        let outcome = consequences::preview_beside(&snapshot.state, &snapshot.outlook, &command);
        let of = |breaches: fn(&Consequences) -> &Vec<Breach>| {
            outcome.as_ref().map_or_else(|_| Vec::new(), |found| telling::lines(breaches(found)))
        };
        let (new, mended) = (of(|found| &found.new_breaches), of(|found| &found.mended));
        let left_out = form.left_out(snapshot);
        Self { command, minute, outcome, new, mended, left_out }
    }
}

impl ChangeSheet {
    #[must_use]
    pub fn open(draft: Draft, snapshot: &Snapshot) -> Self {
        Self {
            form: Form::new(draft, snapshot),
            vehicles: Vehicles::default(),
            takers: Takers::default(),
            search: String::new(),
            tried: None,
            opened_on: snapshot.revision,
            wants_focus: true,
        }
    }

    /// Brings what is chosen, and what would come of it, up to the snapshot.
    fn follow(&mut self, ui: &Ui, snapshot: &Snapshot) -> Result<(), Missing> {
        let more = match &self.form {
            Form::Reassign { route, .. } => self.vehicles.follow(snapshot, route),
            Form::Move { to, .. } => self.takers.follow(snapshot, &self.form.ordered(), to.as_ref()),
            Form::Shift(_) | Form::Settling(_) => false,
        };
        if more {
            ui.ctx().request_repaint();
        }
        let best = match &self.form {
            Form::Move { to: Some(to), .. } => self.takers.best(to),
            _ => None,
        };
        let command = match self.form.command(snapshot, best) {
            Ok(command) => command,
            Err(missing) => {
                self.tried = None;
                return Err(missing);
            }
        };
        let minute = snapshot.now.time().seconds() / 60;
        let known =
            self.tried.as_ref().is_some_and(|tried| tried.command == command && tried.minute == minute);
        if !known {
            self.tried = Some(Tried::new(&self.form, command, minute, snapshot));
        }
        Ok(())
    }

    fn title(&self, look: &Look, snapshot: &Snapshot) -> String {
        let words = &look.words;
        match &self.form {
            Form::Reassign { route, .. } => {
                let held = snapshot.route(route).and_then(|(route, _)| route.vehicle.clone());
                let held = held.map_or_else(|| words.say("board-no-vehicle"), |plate| plate.to_string());
                words.fill("change-title-reassign", &[("route", Arg::shown(route)), ("plate", held.into())])
            }
            Form::Move { stops, .. } => words.fill("change-title-move", &[("n", stops.len().into())]),
            Form::Shift(_) => words.say("change-title-shift"),
            Form::Settling(form) => form.title(look),
        }
    }
}

/// Draws the sheet; false once it is to be closed.
#[must_use]
pub fn change_sheet_ui(
    ui: &mut Ui,
    sheet: &mut ChangeSheet,
    snapshot: &Snapshot,
    look: &Look,
    actions: &mut Actions,
) -> bool {
    let room = ui.ctx().content_rect().size() - vec2(64.0, 64.0);
    let extent = vec2(room.x.clamp(480.0, 1040.0), room.y.clamp(320.0, 660.0));
    let mut stays = true;
    let title = sheet.title(look, snapshot);
    let frame = egui::Frame::popup(ui.style()).inner_margin(space::APART);
    let area = Modal::default_area(Id::unique("change-sheet")).accessible_name(title.clone());
    let response = Modal::new(Id::unique("change-sheet")).area(area).frame(frame).show(ui.ctx(), |ui| {
        ui.set_width(extent.x);
        ui.set_height(extent.y);
        let missing = sheet.follow(ui, snapshot).err();
        ui.heading(title);
        if sheet.opened_on != snapshot.revision {
            ui.label(RichText::new(look.words.say("change-day-moved-on")).color(look.palette.warning));
        }
        ui.separator();
        let body = vec2(ui.available_width(), ui.available_height() - 56.0);
        ui.allocate_ui_with_layout(body, Layout::left_to_right(Align::Min), |ui| {
            ui.set_min_size(body);
            let left = (body.x * 0.52).floor();
            column_ui(ui, vec2(left, body.y), |ui| choosing::choosing_ui(ui, sheet, snapshot, look));
            ui.separator();
            column_ui(ui, vec2(ui.available_width(), body.y), |ui| {
                outcome_ui(ui, sheet.tried.as_ref(), missing, snapshot, look);
            });
        });
        ui.separator();
        stays = footer_ui(ui, sheet, look, actions);
    });
    stays && !response.should_close()
}

fn column_ui(ui: &mut Ui, extent: egui::Vec2, content: impl FnOnce(&mut Ui)) {
    ui.allocate_ui_with_layout(extent, Layout::top_down(Align::Min), |ui| {
        ui.set_min_size(extent);
        ui.set_max_size(extent);
        content(ui);
    });
}

/// *Cancel*, and *Apply* naming what it does.
fn footer_ui(ui: &mut Ui, sheet: &mut ChangeSheet, look: &Look, actions: &mut Actions) -> bool {
    let words = &look.words;
    let mut stays = true;
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        let ready = sheet.tried.as_ref().and_then(|tried| tried.outcome.as_ref().ok());
        let counts = ready
            .filter(|ready| sheet.form.is_a_note() || !ready.moved.is_empty() || !ready.routes.is_empty());
        let label = counts.map_or_else(|| words.say("change-apply"), |ready| sheet.form.naming(look, ready));
        let text = RichText::new(label).color(look.palette.on_accent);
        let button = Button::new(text).fill(look.palette.accent).min_size(vec2(96.0, 30.0));
        let apply = ui.add_enabled(counts.is_some(), button);
        if counts.is_some() && sheet.wants_focus {
            sheet.wants_focus = false;
            apply.request_focus();
        }
        let by_keys =
            counts.is_some() && ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
        if (apply.clicked() || by_keys)
            && let Some(tried) = &sheet.tried
        {
            actions.push(Action::Submit(Box::new(tried.command.clone())));
            stays = false;
        }
        if ui.add(Button::new(words.say("change-cancel")).min_size(vec2(80.0, 30.0))).clicked() {
            stays = false;
        }
    });
    stays
}

/// What would come of it, or why it cannot be, or what is still to be chosen.
fn outcome_ui(
    ui: &mut Ui,
    tried: Option<&Tried>,
    missing: Option<Missing>,
    snapshot: &Snapshot,
    look: &Look,
) {
    let words = &look.words;
    ui.strong(words.say("change-consequences"));
    if let Some(tried) = tried.filter(|tried| tried.left_out > 0) {
        let text = words.fill("change-left-out", &[("n", tried.left_out.into())]);
        ui.label(RichText::new(text).color(look.palette.weak));
    }
    match tried.map(|tried| (tried, &tried.outcome)) {
        None => {
            let text = missing.map_or_else(String::new, |missing| words.say(missing.key()));
            ui.label(RichText::new(text).color(look.palette.weak));
        }
        Some((_, Err(refusal))) => {
            notice_ui(ui, &words.tell(&refusal.message()), look.palette.danger, look.palette.danger_back);
        }
        Some((_, Ok(found))) if found.moved.is_empty() && found.routes.is_empty() => {
            ui.label(RichText::new(words.say("change-nothing-changes")).color(look.palette.weak));
        }
        Some((tried, Ok(found))) => {
            ui.label(telling::summary(look, found));
            for warning in unreached(words, &snapshot.state.network, &found.unreached) {
                ui.label(RichText::new(warning).color(look.palette.warning));
            }
            consequences_ui(ui, tried, found, snapshot, look);
        }
    }
}

/// A sentence on a ground of its own.
pub(super) fn notice_ui(ui: &mut Ui, text: &str, ink: Color32, ground: Color32) {
    egui::Frame::new().fill(ground).corner_radius(4.0).inner_margin(space::NEAR).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.label(RichText::new(text).color(ink));
    });
}

/// One row of the list of consequences. All rows are equally high, so that thousands cost what is in view.
enum Row<'a> {
    Section(String, Color32),
    Text(String),
    /// A line about many stops, and their names.
    Many(String, String),
    Times {
        name: &'a str,
        route: String,
        times: String,
    },
}

fn consequences_ui(ui: &mut Ui, tried: &Tried, found: &Consequences, snapshot: &Snapshot, look: &Look) {
    let rows = row_count(tried, found);
    let total: usize = rows.iter().sum();
    ScrollArea::vertical().id_salt("consequences").auto_shrink(false).show_rows(
        ui,
        18.0,
        total,
        |ui, range| {
            for index in range {
                row_ui(ui, row(index, &rows, (tried, found), snapshot, look), look);
            }
        },
    );
}

/// Rows of each section, its heading included; an empty section has none.
fn row_count(tried: &Tried, found: &Consequences) -> [usize; 4] {
    let with_heading = |rows: usize| if rows == 0 { 0 } else { rows + 1 };
    [tried.new.len(), tried.mended.len(), found.retold.len(), found.moved.len()].map(with_heading)
}

fn row<'a>(
    index: usize,
    rows: &[usize; 4],
    (tried, found): (&Tried, &'a Consequences),
    snapshot: &'a Snapshot,
    look: &Look,
) -> Row<'a> {
    let mut index = index;
    let mut section = 0;
    while section < 3 && index >= rows[section] {
        index -= rows[section];
        section += 1;
    }
    let words = &look.words;
    let heading = |key: &str, count: usize, ink: Color32| {
        Row::Section(words.fill(key, &[("n", Arg::from(grouped(count as u64)))]), ink)
    };
    let breaches = |all: &[Breach], line: &Range<usize>| {
        let together = &all[line.clone()];
        let text = telling::line(look, snapshot, together);
        match telling::whom(look, snapshot, together) {
            Some(names) => Row::Many(text, names),
            None => Row::Text(text),
        }
    };
    let palette = look.palette;
    match (section, index.checked_sub(1)) {
        (0, None) => heading("change-section-new", found.new_breaches.len(), palette.danger),
        (0, Some(at)) => breaches(&found.new_breaches, &tried.new[at]),
        (1, None) => heading("change-section-mended", found.mended.len(), palette.good),
        (1, Some(at)) => breaches(&found.mended, &tried.mended[at]),
        (2, None) => heading("change-section-retold", found.retold.len(), palette.warning),
        (2, Some(at)) => {
            let code = &found.retold[at];
            let phone = snapshot.state.network.retailer(code).map_or("", |retailer| retailer.phone.as_str());
            Row::Text(format!("{} {phone}", telling::retailer(look, snapshot, code)).trim_end().to_owned())
        }
        (_, None) => heading("change-section-times", found.moved.len(), palette.text),
        (_, Some(at)) => {
            let moved = &found.moved[at];
            let name = telling::retailer(look, snapshot, &moved.retailer);
            Row::Times { name, route: moved.route.to_string(), times: telling::times(moved) }
        }
    }
}

fn row_ui(ui: &mut Ui, row: Row<'_>, look: &Look) {
    let extent = vec2(ui.available_width(), 18.0);
    let cell = |ui: &mut Ui, width: f32, text: RichText| {
        let (rect, _) = ui.allocate_exact_size(vec2(width, 18.0), Sense::hover());
        let mut cell =
            ui.new_child(egui::UiBuilder::new().max_rect(rect).layout(Layout::left_to_right(Align::Center)));
        cell.add(egui::Label::new(text).truncate())
    };
    ui.allocate_ui_with_layout(extent, Layout::left_to_right(Align::Center), |ui| match row {
        Row::Section(text, ink) => {
            cell(ui, extent.x, RichText::new(text).strong().color(ink));
        }
        Row::Text(text) => {
            cell(ui, extent.x, RichText::new(text).size(size::BODY));
        }
        Row::Many(text, names) => {
            cell(ui, extent.x, RichText::new(text).size(size::BODY)).on_hover_text(names);
        }
        Row::Times { name, route, times } => {
            let (route_width, times_width) = (56.0, 150.0);
            cell(ui, route_width, RichText::new(route).color(look.palette.weak));
            cell(ui, (extent.x - route_width - times_width - 24.0).max(60.0), RichText::new(name));
            cell(ui, times_width, RichText::new(times));
        }
    });
}
