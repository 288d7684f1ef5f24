//! *Shift handover…*: the sheet to be read, copied, or saved and printed.

use super::handover;
use super::known::Known;
use super::sheet_ui;
use crate::desk::actions::{Action, Actions};
use crate::desk::bookkeeper::outbox::Outbox;
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::{Look, space};
use crate::desk::views::data::parts::main_button_ui;
use crate::desk::weather::known::Known as Weather;
use egui::{Label, RichText, ScrollArea, Ui};

#[derive(Clone, Debug, Default)]
pub struct HandoverSheet {
    known: Known,
    weather: Weather,
    copied: bool,
}

#[must_use]
pub(super) fn handover_sheet_ui(
    ui: &mut Ui,
    sheet: &mut HandoverSheet,
    (snapshot, outbox): (&Snapshot, &Outbox),
    look: &Look,
    actions: &mut Actions,
) -> bool {
    let words = &look.words;
    sheet.known.follow(snapshot);
    sheet.weather.follow(snapshot);
    let text = handover::text((&sheet.known, &sheet.weather), snapshot, outbox, look);
    sheet_ui(ui, "handover", &words.say("handover-title"), 760.0, |ui| {
        let room = ui.ctx().content_rect().height() - 200.0;
        ScrollArea::vertical().max_height(room.max(120.0)).auto_shrink([false, true]).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 3.0;
            for line in text.lines() {
                ui.add(Label::new(line).wrap().selectable(true));
            }
        });
        ui.add_space(space::NEAR);
        let mut stays = true;
        ui.horizontal(|ui| {
            if main_button_ui(ui, look, &words.say("incident-copy"), true).clicked() {
                ui.ctx().copy_text(text.clone());
                sheet.copied = true;
            }
            if ui.button(words.say("handover-save")).clicked() {
                let when = snapshot.now.0.format("%Y%m%d-%H%M");
                let suggested = words.fill("handover-file", &[("when", when.to_string().into())]);
                actions.push(Action::SaveText { suggested, text: text.clone(), path: None });
            }
            if ui.button(words.say("desk-close")).clicked() {
                stays = false;
            }
            if sheet.copied {
                ui.label(RichText::new(words.say("incident-copied")).color(look.palette.good));
            }
        });
        stays
    })
}
