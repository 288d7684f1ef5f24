//! One file of the preview: what it was taken for, its counts, its columns, its complaints. Whatever is
//! corrected here reads the files again.

use super::complaints::complaints_ui;
use super::import::unreadable_ui;
use super::parts::{Tone, capital, cell_ui, figure_ui, headings_ui, notice_ui, table};
use crate::desk::actions::{Action, Actions};
use crate::desk::bookkeeper::imports::{Preview, PreviewFile, correct_column};
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::{Look, space};
use crate::exchange::intake::{ColumnGuess, Datum, Field, FileReading, Kind, ReadOptions, Unreadable, Why};
use crate::words::{Tell, Words};
use egui::{ComboBox, Label, RichText, Role, Ui, WidgetInfo};
use smol_str::SmolStr;

/// What a person corrects.
enum Correction {
    Kind(Option<Kind>),
    Sheet(String),
    Datum(Datum),
    Column(SmolStr, &'static str),
}

pub fn file_ui(
    ui: &mut Ui,
    preview: &Preview,
    at: usize,
    file: &PreviewFile,
    snapshot: &Snapshot,
    look: &Look,
    actions: &mut Actions,
) {
    let mut correction = None;
    let fingerprint = match &file.outcome {
        Ok(reading) => {
            choices_ui(ui, file, Some(reading), &reading.sheets, look, &mut correction);
            counts_ui(ui, reading, look);
            for note in &reading.notes {
                let text = RichText::new(look.words.tell(&note.message())).color(look.palette.weak);
                ui.add(Label::new(text).wrap());
            }
            ui.add_space(space::TIGHT);
            if reading.complaints.is_empty() {
                columns_ui(ui, reading, look, &mut correction);
            } else {
                // Both are in view: a wrong column is what most complaints come from.
                let columns = reading.columns.len().min(8);
                #[expect(clippy::cast_precision_loss, reason = "at most eight")]
                let wanted = (columns as f32 + 1.0) * COLUMN_ROW + 30.0;
                let height = wanted.min(ui.available_height() * 0.5);
                let size = egui::vec2(ui.available_width(), height);
                ui.allocate_ui(size, |ui| {
                    ui.set_min_size(size);
                    columns_ui(ui, reading, look, &mut correction);
                });
                ui.add_space(space::NEAR);
                ui.push_id("complaints", |ui| {
                    complaints_ui(ui, &reading.file, &reading.complaints, look, actions);
                });
            }
            Some(&reading.fingerprint)
        }
        Err(unreadable) => {
            unreadable_ui(ui, file, &unreadable.message(), look);
            ui.add_space(space::NEAR);
            choices_ui(ui, file, None, sheets_of(unreadable), look, &mut correction);
            let again = look.words.say("data-file-read-again");
            if ui.button(again).clicked() {
                actions.push(Action::ReadAgain(preview.changed(at, |_| ())));
            }
            None
        }
    };
    if let Some(correction) = correction {
        let remembered = fingerprint.and_then(|print| snapshot.state.settings.columns.get(print));
        actions.push(Action::ReadAgain(preview.changed(at, |options| {
            apply(options, correction, remembered);
        })));
    }
}

fn apply(
    options: &mut ReadOptions,
    correction: Correction,
    remembered: Option<&std::collections::BTreeMap<SmolStr, SmolStr>>,
) {
    match correction {
        // Columns were corrected for what the file was taken for before.
        Correction::Kind(kind) => (options.kind, options.columns) = (kind, None),
        Correction::Sheet(sheet) => (options.sheet, options.columns) = (Some(sheet), None),
        Correction::Datum(datum) => options.datum = datum,
        Correction::Column(header, field) => correct_column(options, remembered, &header, field),
    }
}

fn sheets_of(unreadable: &Unreadable) -> &[String] {
    match &unreadable.why {
        Why::NoSuchSheet { sheets, .. }
        | Why::EmptySheet { sheets, .. }
        | Why::UnknownSheet { sheets, .. } => sheets,
        _ => &[],
    }
}

/// Kind, encoding, sheet and datum in one line.
fn choices_ui(
    ui: &mut Ui,
    file: &PreviewFile,
    reading: Option<&FileReading>,
    sheets: &[String],
    look: &Look,
    correction: &mut Option<Correction>,
) {
    let words = &look.words;
    ui.horizontal_wrapped(|ui| {
        let taken = reading.map(|reading| reading.kind);
        let shown = file.options.kind.or(taken);
        let text =
            shown.map_or_else(|| words.say("data-kind-unknown"), |kind| capital(&words.say(kind.label())));
        combo_ui(ui, &words.say("data-file-kind"), &text, |ui| {
            for kind in Kind::ALL {
                if ui.selectable_label(shown == Some(kind), capital(&words.say(kind.label()))).clicked() {
                    *correction = Some(Correction::Kind(Some(kind)));
                }
            }
            if file.options.kind.is_some()
                && ui.selectable_label(false, words.say("data-kind-found")).clicked()
            {
                *correction = Some(Correction::Kind(None));
            }
        });
        if !sheets.is_empty() {
            let text = reading.and_then(|reading| reading.sheet.clone()).unwrap_or_default();
            combo_ui(ui, &words.say("data-file-sheet"), &text, |ui| {
                for sheet in sheets {
                    if ui.selectable_label(*sheet == text, sheet.as_str()).clicked() {
                        *correction = Some(Correction::Sheet(sheet.clone()));
                    }
                }
            });
        }
        let Some(reading) = reading else { return };
        if reading.columns.iter().any(|column| column.field == Some(Field::Latitude)) {
            let text = words.say(file.options.datum.label());
            combo_ui(ui, &words.say("data-file-datum"), &text, |ui| {
                for datum in Datum::ALL {
                    if ui.selectable_label(datum == file.options.datum, words.say(datum.label())).clicked() {
                        *correction = Some(Correction::Datum(datum));
                    }
                }
            })
            .on_hover_text(words.say("data-file-datum-about"));
        }
        ui.add_space(space::NEAR);
        let encoding = words.fill("data-file-encoding", &[("encoding", reading.encoding.into())]);
        ui.label(RichText::new(encoding).color(look.palette.weak));
    });
}

/// A named list to choose from.
fn combo_ui(ui: &mut Ui, name: &str, shown: &str, list: impl FnOnce(&mut Ui)) -> egui::Response {
    ui.label(name);
    let response =
        ComboBox::from_id_salt(name).selected_text(shown).width(150.0).show_ui(ui, |ui| list(ui)).response;
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ComboBox, ui.is_enabled(), name);
        info.current_text_value = Some(shown.to_owned());
        info
    });
    response
}

fn counts_ui(ui: &mut Ui, reading: &FileReading, look: &Look) {
    let words = &look.words;
    let p = look.palette;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::SECTION;
        let complaints = (!reading.complaints.is_empty()).then_some(p.danger);
        figure_ui(ui, look, reading.rows, &words.say("data-count-rows"), None);
        figure_ui(ui, look, reading.accepted, &words.say("data-count-accepted"), Some(p.good));
        figure_ui(ui, look, reading.unchanged, &words.say("data-count-unchanged"), None);
        figure_ui(ui, look, reading.skipped_totals, &words.say("data-count-totals"), None);
        figure_ui(ui, look, reading.complaints.total, &words.say("data-count-complaints"), complaints);
    });
    if reading.is_useless() {
        notice_ui(ui, look, Tone::Warning, |ui| {
            ui.add(Label::new(words.say("data-file-useless")).wrap());
        });
    }
}

const COLUMN_ROW: f32 = 30.0;

/// The columns in the file's order, and what each was taken for.
fn columns_ui(ui: &mut Ui, reading: &FileReading, look: &Look, correction: &mut Option<Correction>) {
    let words = &look.words;
    let keys = ["data-col-heading", "data-col-meaning", "data-col-samples"];
    table(ui, "data-columns", &[190.0, 230.0, 200.0])
        .header(space::ROW, |row| headings_ui(look, row, &keys))
        .body(|body| {
            body.rows(COLUMN_ROW, reading.columns.len(), |mut row| {
                let column = &reading.columns[row.index()];
                let at = row.index();
                row.col(|ui| {
                    if column.header.is_empty() {
                        let text = words.fill("data-column-unnamed", &[("n", (at + 1).into())]);
                        cell_ui(ui, RichText::new(text).color(look.palette.weak));
                    } else {
                        cell_ui(ui, column.header.as_str());
                    }
                });
                row.col(|ui| {
                    if let Some(field) = meaning_ui(ui, reading, column, words, look) {
                        *correction = Some(Correction::Column(column.header.clone(), field));
                    }
                });
                row.col(|ui| {
                    let samples: Vec<_> = column.samples.iter().map(SmolStr::as_str).collect();
                    let text = RichText::new(samples.join("  ·  ")).color(look.palette.weak);
                    cell_ui(ui, text);
                });
            });
        });
}

/// What a column was taken for; the new meaning's key where it was corrected, empty to leave it aside.
fn meaning_ui(
    ui: &mut Ui,
    reading: &FileReading,
    column: &ColumnGuess,
    words: &Words,
    look: &Look,
) -> Option<&'static str> {
    // Without a heading there is nothing the correction could be remembered by.
    if column.header.is_empty() {
        cell_ui(ui, RichText::new(words.say("data-column-aside")).color(look.palette.weak));
        return None;
    }
    let said = |field: Option<Field>| {
        field.map_or_else(|| words.say("data-column-aside"), |field| words.say(field.label()))
    };
    let shown = said(column.field);
    let name = words.fill("data-column-taken-for", &[("column", column.header.as_str().into())]);
    let mut chosen = None;
    let ink = if column.field.is_some() { look.palette.text } else { look.palette.weak };
    let response = ComboBox::from_id_salt(&name)
        .selected_text(RichText::new(&shown).color(ink))
        .width((ui.available_width() - 4.0).max(80.0))
        .truncate()
        .show_ui(ui, |ui| {
            let fields = reading.kind.fields().iter().copied().map(Some);
            for field in std::iter::once(None).chain(fields) {
                let taken = field.is_some()
                    && field != column.field
                    && reading.columns.iter().any(|other| other.field == field);
                let mut text = RichText::new(said(field));
                if taken {
                    text = text.color(look.palette.weak);
                }
                if ui.selectable_label(column.field == field, text).clicked() && column.field != field {
                    chosen = Some(field.map_or("", Field::key));
                }
            }
        })
        .response;
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::ComboBox, ui.is_enabled(), &name);
        info.current_text_value = Some(shown.clone());
        info
    });
    chosen
}
