//! The sheet of a hold on the screen: signal and area at the left, span and what comes of it at the right.

use super::deciding::Tried;
use super::form::{HoldForm, Missing};
use super::picking::{Picking, areas_ui};
use super::{badge, telling};
use crate::desk::actions::{Action, Actions};
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::{Look, size, space};
use crate::desk::views::data::parts::capital;
use crate::domain::closing::{Closes, met};
use crate::domain::command::Command;
use crate::domain::weather::{Colour, Hazard, Hold, Response};
use crate::words::Tell;
use egui::{
    Align, Button, ComboBox, Id, Key, Label, Layout, Modal, Modifiers, RichText, ScrollArea, TextEdit, Ui,
    WidgetInfo, vec2,
};

/// A hold being thought about. Lives as long as the sheet is open.
#[derive(Clone, Debug)]
pub struct HoldSheet {
    pub form: HoldForm,
    pub(super) picking: Picking,
    /// The hold as it would be, what it would close, and what would come of it.
    tried: Option<(Tried, Closes)>,
    opened: bool,
}

impl HoldSheet {
    #[must_use]
    pub fn new(form: HoldForm) -> Self {
        Self { form, picking: Picking::default(), tried: None, opened: true }
    }

    fn follow(&mut self, snapshot: &Snapshot) -> Result<(), Missing> {
        let hold = match self.form.hold(snapshot) {
            Ok(hold) => hold,
            Err(missing) => {
                self.tried = None;
                return Err(missing);
            }
        };
        match &mut self.tried {
            Some((tried, _)) if is_put(&tried.command, &hold) => tried.follow(snapshot),
            _ => {
                let closes = snapshot.day().map(|day| Closes::of(&met(&snapshot.state, day, &hold)));
                let command = Command::PutHold(Box::new(hold));
                self.tried = Some((Tried::new(command, snapshot), closes.unwrap_or_default()));
            }
        }
        Ok(())
    }
}

fn is_put(command: &Command, hold: &Hold) -> bool {
    matches!(command, Command::PutHold(put) if **put == *hold)
}

#[must_use]
pub(super) fn hold_sheet_ui(
    ui: &mut Ui,
    sheet: &mut HoldSheet,
    snapshot: &Snapshot,
    look: &Look,
    actions: &mut Actions,
) -> bool {
    let words = &look.words;
    let room = ui.ctx().content_rect().size() - vec2(64.0, 64.0);
    let extent = vec2(room.x.clamp(480.0, 980.0), room.y.clamp(320.0, 660.0));
    let title = match &sheet.form.edits {
        Some(hold) => words.fill("weather-form-edit", &[("hold", hold.id.as_str().into())]),
        None => words.say("weather-form-new"),
    };
    let frame = egui::Frame::popup(ui.style()).inner_margin(space::APART);
    let area = Modal::default_area(Id::unique("hold-sheet")).accessible_name(title.clone());
    let mut stays = true;
    let response = Modal::new(Id::unique("hold-sheet")).area(area).frame(frame).show(ui.ctx(), |ui| {
        ui.set_width(extent.x);
        ui.set_height(extent.y);
        let missing = sheet.follow(snapshot).err();
        ui.heading(&title);
        ui.separator();
        let body = vec2(ui.available_width(), ui.available_height() - 52.0);
        ui.allocate_ui_with_layout(body, Layout::left_to_right(Align::Min), |ui| {
            ui.set_min_size(body);
            let left = (body.x * 0.54).floor();
            column_ui(ui, vec2(left, body.y), |ui| {
                signal_ui(ui, sheet, look);
                ui.add_space(space::NEAR);
                areas_ui(ui, sheet, snapshot, look, actions);
            });
            ui.separator();
            column_ui(ui, vec2(ui.available_width(), body.y), |ui| {
                ScrollArea::vertical().id_salt("hold sheet right").auto_shrink(false).show(ui, |ui| {
                    span_ui(ui, sheet, snapshot, look);
                    ui.add_space(space::APART);
                    outcome_ui(ui, sheet, missing, snapshot, look);
                });
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

/// A combo box under its name.
fn choice_ui<T: Copy + PartialEq>(
    ui: &mut Ui,
    (id, name, width): (&str, &str, f32),
    chosen: T,
    all: &[T],
    told: impl Fn(T) -> String,
) -> Option<T> {
    let mut picked = None;
    ui.vertical(|ui| {
        ui.label(RichText::new(name).size(size::SMALL));
        let shown = told(chosen);
        let combo = ComboBox::from_id_salt(id).selected_text(&shown).width(width).height(420.0);
        let response = combo.show_ui(ui, |ui| {
            for one in all {
                if ui.selectable_label(*one == chosen, told(*one)).clicked() {
                    picked = Some(*one);
                }
            }
        });
        let name = format!("{name}: {shown}");
        response.response.widget_info(|| WidgetInfo::labeled(egui::Role::ComboBox, true, &name));
    });
    picked
}

fn signal_ui(ui: &mut Ui, sheet: &mut HoldSheet, look: &Look) {
    let words = &look.words;
    let form = &mut sheet.form;
    ui.horizontal(|ui| {
        ui.vertical(|ui| {
            ui.add_space(20.0);
            badge::badge_ui(ui, form.signal(), false, look);
        });
        let name = words.say("weather-form-kind");
        let told = |kind: Hazard| capital(&words.tell(&kind.message()));
        if let Some(kind) = choice_ui(ui, ("hold kind", &name, 130.0), form.kind, &Hazard::ALL, told) {
            form.kind = kind;
        }
        let name = words.say("weather-form-colour");
        let told = |colour: Colour| capital(&words.tell(&colour.message()));
        if let Some(colour) = choice_ui(ui, ("hold colour", &name, 90.0), form.colour, &Colour::ALL, told) {
            form.colour = colour;
        }
        let name = words.say("weather-form-response");
        let told = |response: Response| capital(&words.tell(&response.message()));
        let asked = form.asked();
        if let Some(response) = choice_ui(ui, ("hold response", &name, 150.0), asked, &Response::ALL, told) {
            form.response = (response != form.signal().response()).then_some(response);
        }
    });
}

fn field_ui(ui: &mut Ui, name: &str, text: &mut String, hint: &str, width: f32) -> egui::Response {
    ui.vertical(|ui| {
        let label = ui.label(RichText::new(name).size(size::SMALL));
        ui.add(TextEdit::singleline(text).desired_width(width).hint_text(hint)).labelled_by(label.id)
    })
    .inner
}

fn span_ui(ui: &mut Ui, sheet: &mut HoldSheet, snapshot: &Snapshot, look: &Look) {
    let words = &look.words;
    let form = &mut sheet.form;
    ui.horizontal(|ui| {
        let from = field_ui(ui, &words.say("weather-form-from"), &mut form.from, "HH:MM", 120.0);
        if std::mem::take(&mut sheet.opened) {
            from.request_focus();
        }
        field_ui(ui, &words.say("weather-form-until"), &mut form.until, "HH:MM", 120.0);
    });
    let told = match form.span(snapshot.date) {
        Ok((from, until)) => {
            let day = |at: crate::domain::time::Timestamp| crate::desk::frame::day_shown(at.day(), words);
            let parts = [
                ("from", format!("{} {}", day(from), from.0.format("%H:%M")).into()),
                ("until", format!("{} {}", day(until), until.0.format("%H:%M")).into()),
            ];
            RichText::new(words.fill("weather-span", &parts)).color(look.palette.weak)
        }
        Err(missing) => RichText::new(words.say(missing.key())).color(look.palette.danger),
    };
    ui.add(Label::new(told.size(size::SMALL)).wrap());
    ui.add_space(space::NEAR);
    ui.horizontal(|ui| {
        field_ui(ui, &words.say("weather-form-lets-pass"), &mut form.lets_pass, "", 120.0);
        field_ui(ui, &words.say("weather-form-source"), &mut form.source, "", 150.0);
    });
    let about = RichText::new(words.say("weather-form-lets-pass-about")).size(size::SMALL);
    ui.add(Label::new(about.color(look.palette.weak)).wrap());
}

/// What it would close, and what would come of that.
fn outcome_ui(ui: &mut Ui, sheet: &HoldSheet, missing: Option<Missing>, snapshot: &Snapshot, look: &Look) {
    let words = &look.words;
    ui.strong(words.fill("weather-form-closes", &[("day", snapshot.date.to_string().into())]));
    let Some((tried, closes)) = &sheet.tried else {
        let text = missing.map_or_else(String::new, |missing| words.say(missing.key()));
        ui.add(Label::new(RichText::new(text).color(look.palette.weak)).wrap());
        return;
    };
    let told = RichText::new(capital(&telling::closes(look, *closes))).size(size::HEADING);
    ui.add(Label::new(told).wrap());
    if sheet.form.asked() == Response::Brief {
        let text = RichText::new(words.say("weather-form-brief")).color(look.palette.weak);
        ui.add(Label::new(text).wrap());
    }
    ui.add_space(space::NEAR);
    match &tried.outcome {
        Ok(foreseen) => {
            telling::foretold_ui(ui, foreseen, snapshot, look);
        }
        Err(refusal) => {
            let text = RichText::new(words.tell(&refusal.message())).color(look.palette.danger);
            ui.add(Label::new(text).wrap());
        }
    }
}

fn footer_ui(ui: &mut Ui, sheet: &HoldSheet, look: &Look, actions: &mut Actions) -> bool {
    let words = &look.words;
    let mut stays = true;
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        let ready = sheet.tried.as_ref().filter(|(tried, _)| tried.outcome.is_ok());
        let key = if sheet.form.edits.is_some() { "weather-form-change" } else { "weather-form-put" };
        let text = RichText::new(words.say(key)).color(look.palette.on_accent);
        let button = Button::new(text).fill(look.palette.accent).min_size(vec2(96.0, 30.0));
        let clicked = ui.add_enabled(ready.is_some(), button).clicked();
        let by_keys =
            ready.is_some() && ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
        if let Some((tried, _)) = ready.filter(|_| clicked || by_keys) {
            actions.push(Action::Submit(Box::new(tried.command.clone())));
            stays = false;
        }
        if ui.add(Button::new(words.say("change-cancel")).min_size(vec2(80.0, 30.0))).clicked() {
            stays = false;
        }
    });
    stays
}
