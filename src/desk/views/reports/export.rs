//! Where the report goes and in which form: a format, a path that can be typed, and the system's dialog.

use super::RememberedReports;
use crate::desk::actions::{Action, Actions};
use crate::desk::bookkeeper::reports::{ReportWork, format_key};
use crate::desk::theme::{CORNER, Look, space};
use crate::exchange::report::Format;
use crate::exchange::report::whole_file::folder_of;
use crate::session::orders::file_key;
use crate::session::report::Subject;
use std::path::PathBuf;

/// What is being decided about the file.
#[derive(Clone, Debug, Default)]
pub struct ExportDraft {
    open: bool,
    format: Format,
    folder: PathBuf,
    /// The path as typed; empty until the sheet opens.
    path: String,
}

impl ExportDraft {
    pub fn new(folder: PathBuf, format: Format) -> Self {
        Self { open: false, format, folder, path: String::new() }
    }

    pub fn remembered(&self) -> RememberedReports {
        RememberedReports { format: self.format.extension().to_owned(), folder: self.folder.clone() }
    }

    /// The path with the ending of the chosen format.
    fn target(&self) -> PathBuf {
        let typed = PathBuf::from(self.path.trim());
        if Format::of(&typed) == Some(self.format) || typed.as_os_str().is_empty() {
            return typed;
        }
        match Format::of(&typed) {
            Some(_) => typed.with_extension(self.format.extension()),
            None => PathBuf::from(format!("{}.{}", typed.display(), self.format.extension())),
        }
    }
}

/// The *Export…* button.
pub fn export_button_ui(
    ui: &mut egui::Ui,
    draft: &mut ExportDraft,
    subject: Option<&Subject>,
    work: &ReportWork,
    look: &Look,
) {
    let busy = matches!(work, ReportWork::Saving { .. });
    let button = egui::Button::new(look.words.say("reports-export"));
    if ui.add_enabled(subject.is_some() && !busy && !draft.open, button).clicked()
        && let Some(subject) = subject
    {
        // Whatever the dialog answered last is where the next report begins.
        if let ReportWork::Saved(saved) = work {
            folder_of(&saved.path).clone_into(&mut draft.folder);
        }
        draft.open = true;
        draft.path = draft.folder.join(file_name(subject, draft.format, look)).display().to_string();
    }
}

/// The sheet it opens.
pub fn export_ui(
    ui: &mut egui::Ui,
    draft: &mut ExportDraft,
    subject: Option<&Subject>,
    look: &Look,
    actions: &mut Actions,
) {
    let words = &look.words;
    let Some(subject) = subject.filter(|_| draft.open) else { return };
    let frame = egui::Frame::new()
        .fill(look.palette.raised)
        .stroke(egui::Stroke::new(1.0, look.palette.line_strong))
        .corner_radius(CORNER)
        .inner_margin(egui::Margin::same(12));
    frame.show(ui, |ui| {
        ui.horizontal_wrapped(|ui| {
            ui.label(words.say("reports-format"));
            for format in Format::ALL {
                let chosen = ui.radio_value(&mut draft.format, format, words.say(format_key(format)));
                if chosen.changed() {
                    draft.path = draft.target().display().to_string();
                }
            }
        });
        ui.horizontal(|ui| {
            let label = ui.label(words.say("reports-path"));
            let width = (ui.available_width() - space::SECTION).clamp(200.0, 640.0);
            ui.add(egui::TextEdit::singleline(&mut draft.path).desired_width(width)).labelled_by(label.id);
        });
        ui.label(egui::RichText::new(words.say("reports-replaces")).color(look.palette.weak));
        ui.horizontal(|ui| {
            let named = !draft.path.trim().is_empty();
            let save = ui.add_enabled(named, egui::Button::new(words.say("reports-save"))).clicked();
            let ask = ui.button(words.say("reports-choose-place")).clicked();
            if save || ask {
                let path = if named { draft.target() } else { file_name(subject, draft.format, look).into() };
                folder_of(&path).clone_into(&mut draft.folder);
                draft.open = false;
                actions.push(Action::SaveReport {
                    subject: subject.clone(),
                    format: draft.format,
                    path,
                    ask,
                });
            }
            if ui.button(words.say("reports-close")).clicked() {
                draft.open = false;
            }
        });
    });
}

/// `delay-report_2026-11-01_2026-11-23.xlsx`; one day where it is one.
fn file_name(subject: &Subject, format: Format, look: &Look) -> String {
    let name = look.words.say(file_key(subject.kind()));
    let (from, to) = subject.days();
    let days = if from == to { from.to_string() } else { format!("{from}_{to}") };
    format!("{name}_{days}.{}", format.extension())
}
