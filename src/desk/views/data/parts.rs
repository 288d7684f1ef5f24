//! Small parts the sections of the Data view share: cards, notices, facts, table cells. Plain data in,
//! no snapshot.

use crate::desk::theme::{CORNER, Look, size, space};
use egui::{Button, Color32, Frame, Label, Margin, Response, RichText, Stroke, TextEdit, Ui, WidgetInfo};
use egui_extras::{Column, TableBuilder};

/// What a notice is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Plain,
    Good,
    Warning,
    Danger,
}

/// A box with a hairline around a group of things.
pub fn card_ui<R>(ui: &mut Ui, look: &Look, add: impl FnOnce(&mut Ui) -> R) -> R {
    Frame::new()
        .fill(look.palette.background)
        .stroke(Stroke::new(1.0, look.palette.line))
        .corner_radius(CORNER)
        .inner_margin(Margin::same(14))
        .show(ui, |ui| {
            ui.take_available_width();
            add(ui)
        })
        .inner
}

/// One or more lines that stand out from the rest.
pub fn notice_ui<R>(ui: &mut Ui, look: &Look, tone: Tone, add: impl FnOnce(&mut Ui) -> R) -> R {
    let p = look.palette;
    let (back, edge) = match tone {
        Tone::Plain => (p.background_alternate, p.line_strong),
        Tone::Good => (p.background_alternate, p.good),
        Tone::Warning => (p.warning_back, p.warning),
        Tone::Danger => (p.danger_back, p.danger),
    };
    let shown = Frame::new()
        .fill(back)
        .corner_radius(CORNER)
        .inner_margin(Margin { left: 14, right: 10, top: 8, bottom: 8 })
        .show(ui, |ui| {
            ui.take_available_width();
            add(ui)
        });
    // The edge says the tone to those who do not see its colour too: it is there or not.
    let bar = shown.response.rect.with_max_x(shown.response.rect.left() + 4.0);
    ui.painter().rect_filled(bar, CORNER, edge);
    shown.inner
}

/// A heading and, under it, a sentence.
pub fn heading_ui(ui: &mut Ui, look: &Look, title: &str, about: &str) {
    ui.label(RichText::new(title).size(size::HEADING).strong());
    if !about.is_empty() {
        ui.add(Label::new(RichText::new(about).color(look.palette.weak)).wrap());
    }
}

/// The button of the thing one came for.
pub fn main_button_ui(ui: &mut Ui, look: &Look, text: &str, enabled: bool) -> Response {
    let p = look.palette;
    let (ink, fill) = if enabled { (p.on_accent, p.accent) } else { (p.weak, p.hovered) };
    let button = Button::new(RichText::new(text).color(ink)).fill(fill).stroke(Stroke::new(1.0, fill));
    ui.add_enabled(enabled, button)
}

/// A number with its word under it.
pub fn figure_ui(ui: &mut Ui, look: &Look, count: u64, word: &str, ink: Option<Color32>) {
    let number = crate::words::grouped(count);
    let shown = ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 0.0;
        let ink = ink.unwrap_or(look.palette.text);
        ui.add(Label::new(RichText::new(&number).size(size::HEADING).color(ink)).extend());
        ui.add(Label::new(RichText::new(word).size(size::SMALL).color(look.palette.weak)).extend());
    });
    shown.response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, format!("{word}: {number}")));
}

/// A cell of one line; what does not fit shows in full under the pointer.
pub fn cell_ui(ui: &mut Ui, text: impl Into<RichText>) -> Response {
    ui.add(Label::new(text.into()).truncate())
}

/// A table the height of what is left, its columns starting at `widths` (the last takes the rest).
pub fn table<'a>(ui: &'a mut Ui, id: &str, widths: &[f32]) -> TableBuilder<'a> {
    let mut table = TableBuilder::new(ui)
        .id_salt(id)
        .striped(true)
        .auto_shrink([false, false])
        .cell_layout(egui::Layout::left_to_right(egui::Align::Center));
    for (at, width) in widths.iter().enumerate() {
        table = table.column(if at + 1 == widths.len() {
            Column::remainder().at_least(*width).clip(true)
        } else {
            Column::initial(*width).at_least(40.0).clip(true).resizable(true)
        });
    }
    table
}

/// The headings of a table.
pub fn headings_ui(look: &Look, mut row: egui_extras::TableRow<'_, '_>, keys: &[&str]) {
    for key in keys {
        row.col(|ui| {
            let text = look.words.say(key);
            ui.add(Label::new(RichText::new(text).size(size::SMALL).color(look.palette.weak)).truncate());
        });
    }
}

/// Where there is nothing: what it is, and what to do.
pub fn empty_ui(ui: &mut Ui, look: &Look, what: &str, next: &str) {
    ui.add_space(space::SECTION * 2.0);
    ui.vertical_centered(|ui| {
        ui.label(RichText::new(what).size(size::HEADING));
        ui.label(RichText::new(next).color(look.palette.weak));
    });
}

/// A field of one line with its name above it: the name's key, and what it hints at while it is empty.
pub fn named_field_ui(
    ui: &mut Ui,
    look: &Look,
    (key, hint): (&str, &str),
    text: &mut String,
    width: f32,
) -> Response {
    ui.vertical(|ui| {
        let label = ui.label(RichText::new(look.words.say(key)).size(size::SMALL));
        let hint = RichText::new(hint).color(look.palette.weak);
        let edit = TextEdit::singleline(text).desired_width(width).char_limit(120).hint_text(hint);
        ui.add(edit).labelled_by(label.id)
    })
    .inner
}

/// A word of the locale files where it stands alone: with a capital, where the script has them.
#[must_use]
pub fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
