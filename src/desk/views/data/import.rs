//! The import section: choose files, watch them being read, look at what they hold, then *Import* or
//! *Drop*. Nothing is kept before *Import*.

use super::file::file_ui;
use super::parts::{Tone, capital, card_ui, cell_ui, heading_ui, main_button_ui, notice_ui};
use crate::desk::actions::{Action, Actions, View};
use crate::desk::bookkeeper::findings::Findings;
use crate::desk::bookkeeper::imports::{Kept, Preview, PreviewFile, Tally};
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::{CORNER, Look, size, space};
use crate::desk::world::Work;
use crate::exchange::intake::Kind;
use crate::words::{Arg, Message, Words};
use egui::text::{LayoutJob, TextWrapping};
use egui::{
    Align2, Button, FontId, Frame, Key, Label, Margin, Panel, ProgressBar, RichText, Role, ScrollArea,
    Stroke, StrokeKind, TextEdit, Ui, WidgetInfo,
};
use std::path::PathBuf;

/// What is typed and which file is looked at.
#[derive(Clone, Debug, Default)]
pub struct ImportSection {
    pub path: String,
    /// Position in the preview of the file that is shown.
    pub shown: usize,
}

/// All the section is drawn from.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    pub snapshot: &'a Snapshot,
    pub findings: &'a Findings,
    pub work: Option<&'a Work>,
}

pub fn import_ui(
    ui: &mut Ui,
    section: &mut ImportSection,
    facts: Facts<'_>,
    look: &Look,
    actions: &mut Actions,
) {
    if let Some(work) = facts.work {
        work_ui(ui, work, look, actions);
        ui.add_space(space::NEAR);
    }
    let idle = facts.work.is_none();
    match &facts.findings.preview {
        Some(preview) => {
            ui.add_enabled_ui(idle, |ui| preview_ui(ui, section, preview, facts, look, actions));
        }
        None => {
            ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
                if let Some(kept) = &facts.findings.kept {
                    kept_ui(ui, kept, look, actions);
                    ui.add_space(space::NEAR);
                }
                ui.add_enabled_ui(idle, |ui| choose_ui(ui, section, look, actions));
                ui.add_space(space::APART);
                kinds_ui(ui, look);
            });
        }
    }
}

fn work_ui(ui: &mut Ui, work: &Work, look: &Look, actions: &mut Actions) {
    notice_ui(ui, look, Tone::Plain, |ui| {
        ui.horizontal(|ui| {
            ui.label(look.words.tell(&work.what));
            #[expect(clippy::cast_precision_loss, reason = "a share of a bar's length")]
            let share = if work.total == 0 { 0.0 } else { work.done as f32 / work.total as f32 };
            let bar = ProgressBar::new(share).desired_width((ui.available_width() - 100.0).max(60.0));
            ui.add(bar.desired_height(8.0));
            if ui.button(look.words.say("data-cancel")).clicked() {
                actions.push(Action::CancelWork);
            }
        });
    });
}

/// Where nothing has been read: the ways to name files.
fn choose_ui(ui: &mut Ui, section: &mut ImportSection, look: &Look, actions: &mut Actions) {
    let words = &look.words;
    card_ui(ui, look, |ui| {
        heading_ui(ui, look, &words.say("data-import-title"), &words.say("data-import-about"));
        ui.add_space(space::NEAR);
        Frame::new()
            .fill(look.palette.background_alternate)
            .stroke(Stroke::new(1.0, look.palette.line_strong))
            .corner_radius(CORNER)
            .inner_margin(Margin::same(24))
            .show(ui, |ui| {
                ui.take_available_width();
                ui.vertical_centered(|ui| {
                    ui.label(RichText::new(words.say("data-import-drop")).color(look.palette.weak));
                    if main_button_ui(ui, look, &words.say("data-import-choose"), true).clicked() {
                        actions.push(Action::PickFiles);
                    }
                });
            });
        ui.add_space(space::NEAR);
        ui.horizontal(|ui| {
            let label = ui.label(words.say("data-import-path"));
            let hint = words.say("data-import-path-hint");
            // The button stands at the right edge; the field takes what is left.
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let path = path_of(&section.path);
                let read = ui.add_enabled(path.is_some(), Button::new(words.say("data-import-read")));
                let width = ui.available_width();
                let field = TextEdit::singleline(&mut section.path).desired_width(width).hint_text(hint);
                let field = ui.add(field).labelled_by(label.id);
                let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
                if (read.clicked() || entered)
                    && let Some(path) = path_of(&section.path)
                {
                    actions.push(Action::ReadFiles(vec![path]));
                    section.shown = 0;
                }
            });
        });
    });
}

/// A path as people paste it: with quotes or as a `file:` address too.
fn path_of(text: &str) -> Option<PathBuf> {
    let text = text.trim().trim_matches(['"', '\'']);
    let text = text.strip_prefix("file://").unwrap_or(text);
    (!text.is_empty()).then(|| PathBuf::from(text))
}

/// What can be imported, and the columns that are understood.
fn kinds_ui(ui: &mut Ui, look: &Look) {
    let words = &look.words;
    card_ui(ui, look, |ui| {
        heading_ui(ui, look, &words.say("data-kinds-title"), &words.say("data-kinds-about"));
        for kind in Kind::ALL {
            ui.add_space(space::TIGHT);
            ui.label(RichText::new(capital(&words.say(kind.label()))).strong());
            let names: Vec<_> = kind.fields().iter().map(|field| words.say(field.label())).collect();
            let list = RichText::new(names.join(&words.say("data-list-joint")));
            ui.add(Label::new(list.color(look.palette.weak)).wrap());
        }
    });
}

fn kept_ui(ui: &mut Ui, kept: &Kept, look: &Look, actions: &mut Actions) {
    let words = &look.words;
    notice_ui(ui, look, Tone::Good, |ui| {
        ui.horizontal(|ui| {
            let text = if kept.revision.is_some() {
                let what = amounts(&kept.tally, words);
                words.fill("data-import-done", &[("what", what.into()), ("files", kept.files.into())])
            } else {
                words.say("data-import-done-nothing")
            };
            ui.add(Label::new(text).wrap());
            if kept.revision.is_some()
                && let Some(day) = kept.first_day
            {
                let name = words.fill("data-import-to-board", &[("day", Arg::shown(day))]);
                if ui.button(name).clicked() {
                    actions.push(Action::OpenDay(day));
                    actions.push(Action::Show(View::Board));
                }
            }
        });
    });
}

/// What the files hold, and the two ways on.
fn preview_ui(
    ui: &mut Ui,
    section: &mut ImportSection,
    preview: &Preview,
    facts: Facts<'_>,
    look: &Look,
    actions: &mut Actions,
) {
    let words = &look.words;
    section.shown = section.shown.min(preview.files.len().saturating_sub(1));
    ui.horizontal(|ui| {
        let brings = preview.tally != Tally::default();
        let label = if brings { import_label(preview, words) } else { words.say("data-import-nothing-new") };
        if main_button_ui(ui, look, &label, brings).clicked() {
            actions.push(Action::CommitImport);
            // The next file is typed into an empty field.
            section.path.clear();
        }
        if ui.button(words.say("data-import-let-go")).clicked() {
            actions.push(Action::DropImport);
        }
        // Of several, the list at the left has the names.
        if let [file] = preview.files.as_slice()
            && file.outcome.is_ok()
        {
            ui.add(Label::new(RichText::new(file.name()).strong()).truncate())
                .on_hover_text(file.path.display().to_string());
        }
        let note = RichText::new(words.say("data-import-not-kept")).color(look.palette.weak);
        ui.add(Label::new(note).truncate());
    });
    ui.add_space(space::TIGHT);
    if preview.files.len() > 1 {
        let frame = Frame::new().inner_margin(Margin { right: 12, ..Margin::ZERO });
        Panel::left("data-import-files").frame(frame).default_size(230.0).size_range(150.0..=380.0).show(
            ui,
            |ui| {
                ScrollArea::vertical().auto_shrink([false, false]).show(ui, |ui| {
                    for (at, file) in preview.files.iter().enumerate() {
                        if file_entry_ui(ui, file, at == section.shown, look) {
                            section.shown = at;
                        }
                    }
                });
            },
        );
    }
    if let Some(file) = preview.files.get(section.shown) {
        let left = if preview.files.len() > 1 { 12 } else { 0 };
        Frame::new().inner_margin(Margin { left, ..Margin::ZERO }).show(ui, |ui| {
            ui.push_id(section.shown, |ui| {
                file_ui(ui, preview, section.shown, file, facts.snapshot, look, actions);
            });
        });
    }
}

/// One file in the list; true where it was chosen.
fn file_entry_ui(ui: &mut Ui, file: &PreviewFile, chosen: bool, look: &Look) -> bool {
    let words = &look.words;
    let (mark, ink, about) = match &file.outcome {
        Err(_) => ("✖", look.palette.danger, words.say("data-file-unreadable")),
        Ok(reading) => {
            let kind = capital(&words.say(reading.kind.label()));
            if reading.complaints.is_empty() {
                let args = [("kind", kind.into()), ("n", reading.accepted.into())];
                ("✔", look.palette.good, words.fill("data-file-good", &args))
            } else {
                let args = [("kind", kind.into()), ("n", reading.complaints.total.into())];
                ("!", look.palette.warning, words.fill("data-file-complaints", &args))
            }
        }
    };
    let room = egui::vec2(ui.available_width(), 44.0);
    let (rect, response) = ui.allocate_exact_size(room, egui::Sense::click());
    let name = format!("{}: {about}", file.name());
    response.widget_info(|| WidgetInfo::selected(Role::Button, ui.is_enabled(), chosen, &name));
    let p = look.palette;
    if chosen || response.hovered() || response.has_focus() {
        let ground = if chosen { p.selected } else { p.hovered };
        let edge = if response.has_focus() { p.accent } else { ground };
        ui.painter().rect(rect, CORNER, ground, Stroke::new(1.0, edge), StrokeKind::Inside);
    }
    let line = |text: &str, size: f32, color| {
        let mut job = LayoutJob::simple_singleline(text.to_owned(), FontId::proportional(size), color);
        job.wrap = TextWrapping::truncate_at_width(rect.width() - 34.0);
        ui.painter().layout_job(job)
    };
    let (title, about) = (line(file.name(), size::BODY, p.text), line(&about, size::SMALL, p.weak));
    let corner = rect.min + egui::vec2(8.0, 4.0);
    ui.painter().text(corner, Align2::LEFT_TOP, mark, FontId::proportional(size::BODY), ink);
    ui.painter().galley(corner + egui::vec2(20.0, 0.0), title, p.text);
    ui.painter().galley(corner + egui::vec2(20.0, 19.0), about, p.weak);
    response.on_hover_text(file.path.display().to_string()).clicked()
}

/// The words on the button: exactly what it will do.
fn import_label(preview: &Preview, words: &Words) -> String {
    let what = amounts(&preview.tally, words);
    words.fill("data-import-do", &[("files", preview.usable().into()), ("what", what.into())])
}

/// What an import brings, as a list: "15,000 retailers, 43 vehicles".
fn amounts(tally: &Tally, words: &Words) -> String {
    let parts = [
        ("data-amount-retailers", tally.retailers),
        ("data-amount-vehicles", tally.vehicles),
        ("data-amount-crews", tally.crews),
        ("data-amount-departments", tally.departments),
        ("data-amount-stations", tally.stations),
        ("data-amount-centres", tally.centres),
        ("data-amount-matrix", tally.matrix),
        ("data-amount-days", tally.days),
        ("data-amount-routes", tally.routes),
        ("data-amount-stops", tally.stops),
        ("data-amount-progress", tally.progress),
        ("data-amount-brands", tally.brands),
        ("data-amount-stocks", tally.stocks),
        ("data-amount-orders", tally.orders),
        ("data-amount-shipments", tally.shipments),
        ("data-amount-enterprises", tally.enterprises),
        ("data-amount-contacts", tally.contacts),
    ];
    let said: Vec<_> = parts
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(key, count)| words.fill(key, &[("n", count.into())]))
        .collect();
    said.join(&words.say("data-list-joint"))
}

/// A short line for where a file came to nothing; shared with the file's own page.
pub(super) fn unreadable_ui(ui: &mut Ui, file: &PreviewFile, message: &Message, look: &Look) {
    notice_ui(ui, look, Tone::Danger, |ui| {
        cell_ui(ui, RichText::new(file.name()).strong());
        ui.add(Label::new(look.words.tell(message)).wrap());
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Language;

    #[test]
    fn the_button_says_what_it_will_add() {
        let tally = Tally { retailers: 15_000, vehicles: 43, ..Tally::default() };
        assert_eq!(amounts(&tally, &Words::new(Language::English)), "15,000 retailers, 43 vehicles");
        assert_eq!(amounts(&tally, &Words::new(Language::Chinese)), "零售户 15,000 户、车辆 43 辆");
    }

    #[test]
    fn a_pasted_path_may_have_quotes_or_be_an_address() {
        for text in ["/data/plan.csv", " \"/data/plan.csv\" ", "file:///data/plan.csv"] {
            assert_eq!(path_of(text), Some(PathBuf::from("/data/plan.csv")), "{text}");
        }
        assert_eq!(path_of("  "), None);
    }
}
