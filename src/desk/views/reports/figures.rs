//! The preview's figures and tables, drawn from what the bookkeeper has counted.

use crate::desk::theme::{CORNER, Look, size, space};
use crate::domain::kpi::{DeliveryTally, Figure, Measure};
use crate::exchange::report::delays::ReportPreview;
use crate::exchange::report::delays::columns::{cells, columns};
use crate::exchange::report::delays::totals::{Grouping, figure_cell, measure_words};
use crate::exchange::report::lexicon::Lexicon;
use crate::words::grouped;
use egui::{Align, Layout, RichText, Sense};
use egui_extras::{Column, TableBuilder};

/// The figures over all stops, each with its definition on hover.
pub fn figures_ui(ui: &mut egui::Ui, tally: &DeliveryTally, look: &Look) {
    let in_a_row = match ui.available_width() {
        wide if wide >= 1400.0 => 12,
        middling if middling >= 700.0 => 6,
        _ => 4,
    };
    #[expect(clippy::cast_precision_loss, reason = "twelve at most")]
    let width = ui.available_width() / in_a_row as f32 - space::NEAR;
    for measures in Measure::ALL.chunks(in_a_row) {
        ui.horizontal(|ui| {
            for measure in measures {
                figure_ui(ui, *measure, tally, width, look);
            }
        });
    }
}

fn figure_ui(ui: &mut egui::Ui, measure: Measure, tally: &DeliveryTally, width: f32, look: &Look) {
    let (palette, said) = (look.palette, measure_words(measure));
    let card = egui::Frame::new()
        .fill(palette.raised)
        .stroke(egui::Stroke::new(1.0, palette.line))
        .corner_radius(CORNER)
        .inner_margin(egui::Margin::symmetric(10, 6));
    let drawn = card.show(ui, |ui| {
        // The card's own margins, and its outline.
        ui.set_width(width - 22.0);
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = space::HAIR;
            ui.label(RichText::new(shown(measure, tally)).size(size::HEADING));
            let heading = RichText::new(look.words.say(said.heading)).size(size::SMALL).color(palette.weak);
            ui.add(egui::Label::new(heading).truncate());
        });
    });
    let response = ui.interact(drawn.response.rect, ui.scope_id().with(said.key), Sense::hover());
    response.on_hover_text(look.words.say(said.definition));
}

/// As the report prints it, with large counts grouped for the eye; a dash where there is nothing to
/// measure.
fn shown(measure: Measure, tally: &DeliveryTally) -> String {
    match tally.figure(measure) {
        None => "–".to_owned(),
        Some(Figure::Count(count)) => grouped(count),
        Some(_) => figure_cell(measure, tally).shown().into_owned(),
    }
}

/// One breakdown of the totals as a table.
pub fn breakdown_ui(ui: &mut egui::Ui, by: Grouping, preview: &ReportPreview, look: &Look) {
    let words = &look.words;
    let groups = preview.totals.groups(by);
    egui::ScrollArea::horizontal().id_salt(("reports-breakdown", by.key())).show(ui, |ui| {
        let table = TableBuilder::new(ui)
            .id_salt(by.key())
            .striped(true)
            .auto_shrink(false)
            .cell_layout(Layout::left_to_right(Align::Center))
            .column(Column::initial(64.0).resizable(true).clip(true))
            .column(Column::initial(164.0).resizable(true).clip(true))
            .columns(Column::initial(80.0).resizable(true).clip(true), Measure::ALL.len());
        let headed = table.header(2.0 * space::ROW, |mut row| {
            for key in ["report-group-code", "report-group-name"] {
                row.col(|ui| heading_ui(ui, words.say(key)));
            }
            for measure in Measure::ALL {
                let said = measure_words(measure);
                row.col(|ui| {
                    let heading = egui::Label::new(RichText::new(words.say(said.heading)).strong()).wrap();
                    ui.add(heading).on_hover_text(words.say(said.definition));
                });
            }
        });
        headed.body(|body| {
            body.rows(space::ROW, groups.len(), |mut row| {
                let Some(group) = groups.get(row.index()) else { return };
                row.col(|ui| text_ui(ui, group.code.as_str()));
                row.col(|ui| text_ui(ui, group.title(words)));
                for measure in Measure::ALL {
                    row.col(|ui| number_ui(ui, shown(measure, group.tally)));
                }
            });
        });
    });
}

/// The report's first rows, all columns.
pub fn rows_ui(ui: &mut egui::Ui, preview: &ReportPreview, look: &Look) {
    let words = &look.words;
    let counted = [
        ("first", (preview.first.len() as u64).into()),
        ("listed", crate::words::Arg::Count(preview.listed)),
    ];
    ui.label(RichText::new(words.fill("reports-first-rows", &counted)).color(look.palette.weak));
    let (lexicon, columns) = (Lexicon::new(words), columns(words));
    egui::ScrollArea::horizontal().id_salt("reports-rows").show(ui, |ui| {
        let mut table = TableBuilder::new(ui)
            .id_salt("reports-rows")
            .striped(true)
            .auto_shrink(false)
            .cell_layout(Layout::left_to_right(Align::Center));
        for column in &columns {
            let width = f32::from(column.width).mul_add(7.5, 12.0);
            table = table.column(Column::initial(width).resizable(true).clip(true));
        }
        let headed = table.header(2.0 * space::ROW, |mut row| {
            for column in &columns {
                row.col(|ui| heading_ui(ui, column.heading.clone()));
            }
        });
        headed.body(|body| {
            body.rows(space::ROW, preview.first.len(), |mut row| {
                let Some(told) = preview.first.get(row.index()) else { return };
                for cell in cells(told, &lexicon) {
                    row.col(|ui| {
                        if cell.is_figure() {
                            number_ui(ui, cell.shown().into_owned())
                        } else {
                            text_ui(ui, cell.shown().into_owned())
                        }
                    });
                }
            });
        });
    });
}

fn heading_ui(ui: &mut egui::Ui, text: String) {
    ui.add(egui::Label::new(RichText::new(text).strong()).wrap());
}

fn text_ui(ui: &mut egui::Ui, text: impl Into<String>) {
    ui.add(egui::Label::new(text.into()).truncate());
}

fn number_ui(ui: &mut egui::Ui, text: impl Into<String>) {
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        // Clear of the text that begins the next column.
        ui.add_space(space::TIGHT);
        ui.label(text.into());
    });
}
