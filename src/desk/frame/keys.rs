//! The sheet of keys.

use crate::desk::shortcuts::Deed;
use crate::desk::theme::{Look, space};
use egui::{Grid, Id, Modal, RichText, ScrollArea, Ui};

/// The board's own keys, by their names in the locale files.
const BOARD: [(&str, &str); 13] = [
    ("↑ ↓ ← →", "desk-keys-walk"),
    ("Shift+↑ ↓ ← →", "desk-keys-extend"),
    ("Space", "desk-keys-select"),
    ("Ctrl+A", "desk-keys-all"),
    ("Enter", "desk-keys-inspect"),
    ("R", "desk-keys-reassign"),
    ("M", "desk-keys-move"),
    ("S, [, ]", "desk-keys-shift"),
    ("L", "desk-keys-lock"),
    ("P", "desk-keys-put-off"),
    ("+ −", "desk-keys-zoom"),
    ("Ctrl+↑ ↓ ← →", "desk-keys-pan"),
    ("Home", "desk-keys-now"),
];

pub fn keys_ui(ui: &mut Ui, open: &mut bool, look: &Look) {
    if !*open {
        return;
    }
    let words = &look.words;
    let modal = Modal::new(Id::unique("keys"))
        .frame(egui::Frame::popup(ui.style()).inner_margin(space::APART))
        .show(ui.ctx(), |ui| {
            ui.set_width(420.0);
            ui.heading(words.say("desk-keys-title"));
            ui.add_space(space::NEAR);
            let room = ui.ctx().content_rect().height() - 180.0;
            ScrollArea::vertical().max_height(room.max(120.0)).show(ui, |ui| {
                Grid::new("keys grid").num_columns(2).spacing([space::SECTION, 6.0]).show(ui, |ui| {
                    for deed in Deed::ALL {
                        let Some(shortcut) = deed.shortcut() else { continue };
                        row_ui(ui, &ui.ctx().format_shortcut(&shortcut), &words.say(deed.key()), look);
                    }
                    for (keys, name) in BOARD {
                        row_ui(ui, keys, &words.say(name), look);
                    }
                });
            });
            ui.add_space(space::NEAR);
            ui.button(words.say("desk-close")).clicked()
        });
    if modal.inner || modal.should_close() {
        *open = false;
    }
}

fn row_ui(ui: &mut Ui, keys: &str, name: &str, look: &Look) {
    ui.label(RichText::new(keys).color(look.palette.accent));
    ui.label(name);
    ui.end_row();
}
