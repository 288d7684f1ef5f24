//! The preview's figures and tables, drawn from what the bookkeeper has counted.

use crate::desk::theme::{CORNER, Look, size, space};
use crate::exchange::report::Preview;
use crate::exchange::report::cell::Cell;
use crate::exchange::report::head::Column;
use crate::exchange::report::summary::{KeyFigure, Summary, Table};
use crate::words::grouped;
use egui::{Align, Layout, RichText, Sense};
use egui_extras::{Column as Space, TableBuilder};

/// The figures over all rows, each with its definition on hover.
pub fn figures_ui(ui: &mut egui::Ui, summary: &Summary, look: &Look) {
    let in_a_row = match ui.available_width() {
        wide if wide >= 1400.0 => 12,
        middling if middling >= 700.0 => 6,
        _ => 4,
    };
    #[expect(clippy::cast_precision_loss, reason = "twelve at most")]
    let width = ui.available_width() / in_a_row as f32 - space::NEAR;
    for figures in summary.figures.chunks(in_a_row) {
        ui.horizontal(|ui| {
            for figure in figures {
                figure_ui(ui, figure, width, look);
            }
        });
    }
}

fn figure_ui(ui: &mut egui::Ui, figure: &KeyFigure, width: f32, look: &Look) {
    let palette = look.palette;
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
            ui.label(RichText::new(shown(&figure.value)).size(size::HEADING));
            let heading = RichText::new(&figure.heading).size(size::SMALL).color(palette.weak);
            ui.add(egui::Label::new(heading).truncate());
        });
    });
    let response = ui.interact(drawn.response.rect, ui.scope_id().with(figure.key), Sense::hover());
    response.on_hover_text(&figure.definition);
}

/// As the report prints it, with large counts grouped for the eye; a dash where there is nothing to
/// measure.
fn shown(value: &Cell) -> String {
    match value {
        Cell::Empty => "–".to_owned(),
        Cell::Count(count) => grouped(*count),
        typed => typed.shown().into_owned(),
    }
}

/// One table of the summary.
pub fn table_ui(ui: &mut egui::Ui, summary: &Summary, table: &Table) {
    let before = summary.before_figures(table);
    let definition = |at: usize| {
        let figure = summary.figures.get(at.checked_sub(before?)?)?;
        Some(figure.definition.as_str())
    };
    let rows = table.rows.iter().map(Vec::as_slice).collect();
    cells_ui(ui, table.key, (&table.columns, rows), definition, |cell| match cell {
        Cell::Empty if before.is_some() => shown(cell),
        Cell::Count(count) => grouped(*count),
        typed => typed.shown().into_owned(),
    });
}

/// The report's first rows, all columns.
pub fn rows_ui(ui: &mut egui::Ui, preview: &Preview, look: &Look) {
    let counted = [
        ("first", (preview.first.len() as u64).into()),
        ("listed", crate::words::Arg::Count(preview.listed)),
    ];
    ui.label(RichText::new(look.words.fill("reports-first-rows", &counted)).color(look.palette.weak));
    let rows = preview.first.iter().map(Vec::as_slice).collect();
    let printed = |cell: &Cell| cell.shown().into_owned();
    cells_ui(ui, "reports-rows", (&preview.head.columns, rows), |_| None, printed);
}

/// Rows of cells under their headings, with what a heading means on hover.
fn cells_ui<'d>(
    ui: &mut egui::Ui,
    id: &str,
    (columns, rows): (&[Column], Vec<&[Cell]>),
    definition: impl Fn(usize) -> Option<&'d str>,
    text: impl Fn(&Cell) -> String,
) {
    egui::ScrollArea::horizontal().id_salt(("reports-table", id)).show(ui, |ui| {
        let mut table = TableBuilder::new(ui)
            .id_salt(id)
            .striped(true)
            .auto_shrink(false)
            .cell_layout(Layout::left_to_right(Align::Center));
        for column in columns {
            let width = f32::from(column.width).mul_add(6.6, 8.0).max(56.0);
            table = table.column(Space::initial(width).resizable(true).clip(true));
        }
        let headed = table.header(2.0 * space::ROW, |mut row| {
            for (at, column) in columns.iter().enumerate() {
                row.col(|ui| {
                    let heading = RichText::new(&column.heading).strong();
                    let label = ui.add(egui::Label::new(heading).wrap());
                    if let Some(definition) = definition(at) {
                        label.on_hover_text(definition);
                    }
                });
            }
        });
        headed.body(|body| {
            body.rows(space::ROW, rows.len(), |mut row| {
                let Some(told) = rows.get(row.index()) else { return };
                for cell in *told {
                    // An empty cell of a column of figures stands where they stand.
                    row.col(|ui| {
                        if cell.is_figure() { number_ui(ui, text(cell)) } else { text_ui(ui, text(cell)) }
                    });
                }
            });
        });
    });
}

fn text_ui(ui: &mut egui::Ui, text: String) {
    ui.add(egui::Label::new(text).truncate());
}

fn number_ui(ui: &mut egui::Ui, text: String) {
    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
        // Clear of the text that begins the next column.
        ui.add_space(space::TIGHT);
        ui.label(text);
    });
}
