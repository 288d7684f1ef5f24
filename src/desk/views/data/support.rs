//! The support file: made on request, shown whole, and saved only once a person has read it.

use super::parts::{card_ui, main_button_ui};
use crate::desk::actions::{Action, Actions};
use crate::desk::bookkeeper::safekeeping::SafeRequest;
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::{Look, space};
use egui::{Label, RichText, ScrollArea, TextEdit, Ui};

/// View things alone.
#[derive(Clone, Debug, Default)]
pub struct SupportDraft {
    with_situation: bool,
}

/// As much of it as is seen at once.
const HEIGHT: f32 = 320.0;

pub fn support_ui(
    ui: &mut Ui,
    draft: &mut SupportDraft,
    (text, snapshot): (Option<&str>, &Snapshot),
    look: &Look,
    actions: &mut Actions,
) {
    let words = &look.words;
    card_ui(ui, look, |ui| {
        ui.horizontal_wrapped(|ui| {
            if ui.button(words.say("support-make")).clicked() {
                let situation = draft.with_situation.then_some(snapshot.date);
                let language = words.language();
                actions.push(Action::Safe(SafeRequest::Support { situation, language }));
            }
            ui.checkbox(&mut draft.with_situation, words.say("support-with-situation"));
            ui.add(
                Label::new(RichText::new(words.say("support-make-about")).color(look.palette.weak)).wrap(),
            );
        });
        let Some(mut text) = text else { return };
        ui.add_space(space::NEAR);
        let name = ui.label(RichText::new(words.say("support-preview")).strong());
        ScrollArea::vertical().id_salt("support file").max_height(HEIGHT).show(ui, |ui| {
            // Read-only: what is to go out can be copied here, and changed once it is saved.
            let field = TextEdit::multiline(&mut text).desired_width(f32::INFINITY).code_editor();
            ui.add(field).labelled_by(name.id);
        });
        ui.horizontal(|ui| {
            if main_button_ui(ui, look, &words.say("support-save"), true).clicked() {
                let suggested = format!("mainstay-support-{}.txt", snapshot.now.0.format("%Y%m%d-%H%M"));
                actions.push(Action::SaveText { suggested, text: text.to_owned(), path: None });
            }
            if ui.button(words.say("support-close")).clicked() {
                actions.push(Action::Safe(SafeRequest::PutSupportAway));
            }
        });
    });
}
