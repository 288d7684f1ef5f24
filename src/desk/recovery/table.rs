//! Plans side by side: a column each, the same measures as rows, the best of each row marked.

use super::figures::{Figures, Measure, best};
use super::telling;
use crate::desk::theme::{Look, size, space};
use crate::domain::proposal::Proposal;
use crate::words::{Tell, meaning_of};
use egui::accesskit::Role;
use egui::{Align2, FontId, Grid, Label, RichText, ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};
use std::sync::Arc;

/// Least and greatest width of a plan's column, and width of the column of names, in points.
const COLUMN: std::ops::RangeInclusive<f32> = 108.0..=168.0;
const NAMES: f32 = 176.0;
const HEAD: f32 = 44.0;

/// A plan as the table shows it.
pub struct Column<'a> {
    pub plan: &'a Arc<Proposal>,
    /// From zero; `None` for one edited by hand.
    pub rank: Option<usize>,
    pub chosen: bool,
}

/// Draws the table; gives the column that was clicked.
pub fn table_ui(ui: &mut Ui, columns: &[Column<'_>], look: &Look) -> Option<usize> {
    let words = &look.words;
    let figures: Vec<Figures> = columns.iter().map(|column| Figures::of(column.plan)).collect();
    let mut clicked = None;
    #[expect(clippy::cast_precision_loss, reason = "a handful of plans")]
    let share = (ui.available_width() - NAMES) / columns.len().max(1) as f32 - space::NEAR;
    let wide = share.clamp(*COLUMN.start(), *COLUMN.end());
    ScrollArea::horizontal().id_salt("plans").auto_shrink([false, true]).show(ui, |ui| {
        Grid::new("plans")
            .num_columns(columns.len() + 1)
            .spacing([space::NEAR, 0.0])
            .min_row_height(21.0)
            .show(ui, |ui| {
                ui.label(
                    RichText::new(words.say("plans-best-mark")).size(size::SMALL).color(look.palette.weak),
                );
                for (at, column) in columns.iter().enumerate() {
                    if head_ui(ui, column, wide, look) {
                        clicked = Some(at);
                    }
                }
                ui.end_row();
                for measure in Measure::ALL {
                    ui.add(Label::new(RichText::new(words.say(measure.key())).color(look.palette.weak)));
                    let best = best(&figures, measure);
                    for ((figures, best), column) in figures.iter().zip(best).zip(columns) {
                        let text = figures.shown(measure, look);
                        cell_ui(ui, &text, (best, column.chosen), wide, look);
                    }
                    ui.end_row();
                }
            });
    });
    clicked
}

/// Rank and kind; the whole head is the button that chooses the plan.
fn head_ui(ui: &mut Ui, column: &Column<'_>, wide: f32, look: &Look) -> bool {
    let palette = look.palette;
    let name = telling::plan_name(look, column.plan, column.rank);
    let (rect, response) = ui.allocate_exact_size(vec2(wide, HEAD), Sense::click());
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(Role::RadioButton, true, &name);
        info.selected = Some(column.chosen);
        info
    });
    if ui.is_rect_visible(rect) {
        let fill = if column.chosen {
            palette.selected
        } else if response.hovered() {
            palette.hovered
        } else {
            palette.panel
        };
        let edge = if column.chosen || response.has_focus() { palette.accent } else { palette.line };
        ui.painter().rect(rect, 4.0, fill, Stroke::new(1.0, edge), egui::StrokeKind::Inside);
        let painter = ui.painter().with_clip_rect(rect.shrink(4.0).intersect(ui.clip_rect()));
        let kind = look.words.tell(&column.plan.kind.message());
        let left = rect.left() + 8.0;
        let mut top = rect.center().y;
        if let Some(rank) = column.rank {
            let font = FontId::proportional(size::HEADING);
            let number = painter.text(
                pos2(left, rect.center().y),
                Align2::LEFT_CENTER,
                (rank + 1).to_string(),
                font,
                if column.chosen { palette.accent } else { palette.text },
            );
            top = number.center().y;
        }
        let from = if column.rank.is_some() { left + 18.0 } else { left };
        let font = FontId::proportional(size::SMALL);
        let galley = painter.layout(kind, font, palette.text, rect.right() - from - 6.0);
        painter.galley(pos2(from, top - galley.size().y / 2.0), galley, palette.text);
    }
    let meaning = look.words.tell(&meaning_of(column.plan.kind));
    response.on_hover_text(format!("{name}\n{meaning}")).clicked()
}

/// A figure, to the right of its column. The best of its row has a dot before it and is bold.
fn cell_ui(ui: &mut Ui, text: &str, (best, chosen): (bool, bool), wide: f32, look: &Look) {
    let palette = look.palette;
    let (rect, response) = ui.allocate_exact_size(vec2(wide, 21.0), Sense::hover());
    let told = if best { format!("● {text}") } else { text.to_owned() };
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, &told));
    if !ui.is_rect_visible(rect) {
        return;
    }
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    if chosen {
        painter.rect_filled(rect, 0.0, palette.selected.gamma_multiply(0.6));
    }
    let ink = if best { palette.good } else { palette.text };
    let at = pos2(rect.right() - 8.0, rect.center().y);
    let drawn = painter.text(at, Align2::RIGHT_CENTER, text, FontId::proportional(size::BODY), ink);
    if best {
        painter.circle_filled(pos2(drawn.left() - 8.0, drawn.center().y), 3.0, palette.good);
    }
}
