//! The board's scroll bars: thin, at the right and at the bottom, only where something is out of view.

use super::geometry::{Camera, Stage, seconds};
use crate::domain::time::TimeOfDay;
use egui::{Rect, Sense, Ui, pos2};

const THICK: f32 = 8.0;
const SHORTEST: f32 = 24.0;

/// Where along a bar of `length` the handle stands, and how long it is.
#[must_use]
fn handle(length: f32, shown: f32, whole: f32, at: f32) -> (f32, f32) {
    let size = (length * shown / whole.max(1.0)).clamp(SHORTEST.min(length), length);
    let room = length - size;
    let travel = (whole - shown).max(f32::EPSILON);
    ((at / travel).clamp(0.0, 1.0) * room, size)
}

/// How far the content moves when the handle is dragged by `by`.
#[must_use]
fn dragged(length: f32, shown: f32, whole: f32, by: f32) -> f32 {
    let (_, size) = handle(length, shown, whole, 0.0);
    by * (whole - shown).max(0.0) / (length - size).max(1.0)
}

/// Draws and follows both bars. `span` is the part of the day in which there is something to see.
pub fn scrollbars_ui(ui: &Ui, camera: &mut Camera, stage: &Stage, span: (TimeOfDay, TimeOfDay)) {
    let field = stage.field;
    let (whole, shown) = (stage.lanes_height(), field.height());
    if whole > shown + 0.5 {
        let (at, size) = handle(field.height(), shown, whole, camera.top);
        let rect = Rect::from_min_max(
            pos2(field.right() - THICK, field.top() + at),
            pos2(field.right(), field.top() + at + size),
        );
        let by = bar(ui, rect, "board-scroll-lanes").y;
        camera.top += dragged(field.height(), shown, whole, by);
    }
    let shown = field.width() * 3600.0 / camera.scale.max(1.0);
    let (from, until) = (seconds(span.0).min(camera.left), seconds(span.1).max(camera.left + shown));
    let whole = until - from;
    if whole > shown + 60.0 {
        let (at, size) = handle(field.width(), shown, whole, camera.left - from);
        let rect = Rect::from_min_max(
            pos2(field.left() + at, field.bottom() - THICK),
            pos2(field.left() + at + size, field.bottom()),
        );
        let by = bar(ui, rect, "board-scroll-time").x;
        camera.left += dragged(field.width(), shown, whole, by);
    }
    camera.clamp(field.size(), stage.lanes_height());
}

fn bar(ui: &Ui, rect: Rect, name: &str) -> egui::Vec2 {
    let response = ui.interact(rect, ui.scope_id().with(name), Sense::drag());
    let visuals = ui.style().interact(&response);
    let thin = if response.hovered() || response.dragged() { rect } else { rect.shrink(2.0) };
    let ink = if response.hovered() || response.dragged() {
        visuals.fg_stroke.color
    } else {
        ui.visuals().weak_text_color()
    };
    ui.painter().rect_filled(thin, 2.0, ink.gamma_multiply(0.5));
    response.drag_delta()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_handle_reaches_both_ends_of_the_bar() {
        assert_eq!(handle(100.0, 50.0, 200.0, 0.0), (0.0, 25.0));
        assert_eq!(handle(100.0, 50.0, 200.0, 150.0), (75.0, 25.0));
    }

    #[test]
    fn dragging_the_handle_from_end_to_end_passes_the_whole() {
        let (at, size) = handle(100.0, 50.0, 200.0, 150.0);
        assert!((size - 25.0).abs() < 0.01);
        assert!((dragged(100.0, 50.0, 200.0, at) - 150.0).abs() < 0.01);
    }
}
