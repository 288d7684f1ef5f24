//! The safety section: when the database was copied last and where to, whether a copy has been tried, the copies there
//! are, and the way back to one.

use super::parts::{Tone, card_ui, cell_ui, headings_ui, main_button_ui, notice_ui, table};
use super::support;
use crate::desk::actions::{Action, Actions};
use crate::desk::bookkeeper::findings::Findings;
use crate::desk::bookkeeper::safekeeping::{Safe, SafeRequest};
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::{Look, space};
use crate::domain::ids::Revision;
use crate::session::safekeeping::{Copy, Tended};
use crate::words::Arg;
use egui::{Grid, Label, RichText, Role, TextEdit, Ui, WidgetInfo};
use std::path::{Path, PathBuf};

/// View things alone.
#[derive(Clone, Debug, Default)]
pub struct SafekeepingSection {
    /// The revision it was last looked at.
    asked: Option<Revision>,
    /// The folder, as typed; as it is where `None`.
    folder: Option<String>,
    /// A file outside the folder, as typed.
    file: String,
    /// The copy that is to be gone back to, once somebody has said so again.
    going_back: Option<PathBuf>,
    support: support::SupportDraft,
}

pub fn safekeeping_ui(
    ui: &mut Ui,
    section: &mut SafekeepingSection,
    findings: &Findings,
    snapshot: &Snapshot,
    look: &Look,
    actions: &mut Actions,
) {
    if section.asked != Some(snapshot.revision) {
        section.asked = Some(snapshot.revision);
        actions.push(Action::Safe(SafeRequest::Look));
    }
    let Some(safe) = &findings.safe else {
        ui.spinner();
        return;
    };
    last_ui(ui, safe, look, actions);
    ui.add_space(space::NEAR);
    if let Some(file) = section.going_back.clone() {
        going_back_ui(ui, section, &file, look, actions);
        ui.add_space(space::NEAR);
    }
    places_ui(ui, section, safe, look, actions);
    ui.add_space(space::NEAR);
    support::support_ui(ui, &mut section.support, (findings.support.as_deref(), snapshot), look, actions);
    ui.add_space(space::NEAR);
    copies_ui(ui, section, safe, look, actions);
}

/// What was done last, and the button that copies now.
fn last_ui(ui: &mut Ui, safe: &Safe, look: &Look, actions: &mut Actions) {
    let words = &look.words;
    let told = |key: &str, tended: &Tended| {
        let parts = [("at", moment(tended.at.0).into()), ("path", Arg::shown(tended.file.display()))];
        words.fill(key, &parts)
    };
    let tone = if safe.last.backup.is_some() { Tone::Good } else { Tone::Warning };
    notice_ui(ui, look, tone, |ui| {
        let text = match &safe.last.backup {
            Some(backup) => told("safe-last", backup),
            None => words.say("safe-none-yet"),
        };
        ui.add(Label::new(RichText::new(text).strong()).wrap());
        let (text, ink) = match &safe.last.drill {
            Some(drill) if drill.is_sound => (told("safe-drill-sound", drill), look.palette.text),
            Some(drill) => (told("safe-drill-bad", drill), look.palette.danger),
            None => (words.say("safe-no-drill"), look.palette.weak),
        };
        ui.add(Label::new(RichText::new(text).color(ink)).wrap());
        ui.horizontal_wrapped(|ui| {
            if main_button_ui(ui, look, &words.say("safe-copy-now"), true).clicked() {
                actions.push(Action::Safe(SafeRequest::Copy(None)));
            }
            ui.add(Label::new(RichText::new(words.say("safe-about")).color(look.palette.weak)).wrap());
        });
    });
}

/// A grid would make a field as narrow as it can be.
const FIELD: [f32; 2] = [400.0, 24.0];

/// The folder of copies, and a file anywhere else.
fn places_ui(ui: &mut Ui, section: &mut SafekeepingSection, safe: &Safe, look: &Look, actions: &mut Actions) {
    let words = &look.words;
    card_ui(ui, look, |ui| {
        let present = safe.folder.as_ref().map(|folder| folder.display().to_string()).unwrap_or_default();
        let typed = section.folder.get_or_insert_with(|| present.clone());
        Grid::new("safe places").num_columns(3).spacing([space::NEAR, 6.0]).show(ui, |ui| {
            let label = ui.label(words.say("safe-folder"));
            ui.add_sized(FIELD, TextEdit::singleline(typed)).labelled_by(label.id);
            let changed = !typed.trim().is_empty() && *typed != present;
            if ui.add_enabled(changed, egui::Button::new(words.say("safe-keep-here"))).clicked() {
                actions.push(Action::Safe(SafeRequest::KeepIn(PathBuf::from(typed.trim()))));
            }
            ui.end_row();
            let label = ui.label(words.say("safe-file"));
            ui.add_sized(FIELD, TextEdit::singleline(&mut section.file)).labelled_by(label.id);
            let file = PathBuf::from(section.file.trim());
            let named = !section.file.trim().is_empty();
            ui.horizontal(|ui| {
                let button = |ui: &mut Ui, key: &str| {
                    ui.add_enabled(named, egui::Button::new(words.say(key))).clicked()
                };
                if button(ui, "safe-copy-to") {
                    actions.push(Action::Safe(SafeRequest::Copy(Some(file.clone()))));
                }
                if button(ui, "safe-try-file") {
                    actions.push(Action::Safe(SafeRequest::Try(file.clone())));
                }
                if button(ui, "safe-restore-file") {
                    section.going_back = Some(file);
                }
            });
            ui.end_row();
        });
    });
}

/// What going back means, and the word that is needed for it.
fn going_back_ui(
    ui: &mut Ui,
    section: &mut SafekeepingSection,
    file: &Path,
    look: &Look,
    actions: &mut Actions,
) {
    let words = &look.words;
    notice_ui(ui, look, Tone::Danger, |ui| {
        let parts = [("path", Arg::shown(file.display()))];
        ui.add(Label::new(words.fill("safe-going-back", &parts)).wrap());
        ui.horizontal(|ui| {
            if main_button_ui(ui, look, &words.say("safe-go-back"), true).clicked() {
                actions.push(Action::Safe(SafeRequest::Restore(file.to_owned())));
                section.going_back = None;
            }
            if ui.button(words.say("change-cancel")).clicked() {
                section.going_back = None;
            }
        });
    });
}

const HEADS: [&str; 4] = ["safe-head-when", "safe-head-size", "safe-head-file", "safe-head-do"];

fn copies_ui(ui: &mut Ui, section: &mut SafekeepingSection, safe: &Safe, look: &Look, actions: &mut Actions) {
    let words = &look.words;
    if safe.copies.is_empty() {
        ui.label(RichText::new(words.say("safe-no-copies")).color(look.palette.weak));
        return;
    }
    table(ui, "safe-copies", &[170.0, 80.0, 260.0, 200.0])
        .header(space::ROW, |row| headings_ui(look, row, &HEADS))
        .body(|body| {
            body.rows(space::ROW + 6.0, safe.copies.len(), |mut row| {
                let copy = &safe.copies[row.index()];
                row.col(|ui| {
                    cell_ui(ui, moment(copy.at.0));
                });
                row.col(|ui| {
                    let parts = [("n", copy.bytes.div_ceil(1_000_000).into())];
                    cell_ui(ui, words.fill("safe-megabytes", &parts));
                });
                row.col(|ui| {
                    let name = copy.file.file_name().map(|name| name.to_string_lossy().into_owned());
                    cell_ui(ui, name.unwrap_or_default());
                });
                row.col(|ui| copy_ui(ui, section, copy, look, actions));
            });
        });
}

fn copy_ui(ui: &mut Ui, section: &mut SafekeepingSection, copy: &Copy, look: &Look, actions: &mut Actions) {
    let words = &look.words;
    let button = |ui: &mut Ui, key: &str, name: &str| {
        let name = words.fill(name, &[("at", moment(copy.at.0).into())]);
        let button = ui.small_button(words.say(key));
        button.widget_info(|| WidgetInfo::labeled(Role::Button, true, &name));
        button.on_hover_text(name).clicked()
    };
    if button(ui, "safe-try", "safe-try-name") {
        actions.push(Action::Safe(SafeRequest::Try(copy.file.clone())));
    }
    if button(ui, "safe-restore", "safe-restore-name") {
        section.going_back = Some(copy.file.clone());
    }
}

fn moment(at: chrono::NaiveDateTime) -> String {
    at.format("%Y-%m-%d %H:%M:%S").to_string()
}
