//! The time axis above the lanes: hours or quarters as the zoom allows, the service day's name, now and the
//! shift's end.

use super::geometry::{Stage, ticks};
use crate::desk::theme::{Look, size};
use crate::domain::time::TimeOfDay;
use egui::{Align2, FontId, Painter, Rect, Stroke, pos2};

/// Fine and labelled lines of the field, for painting below the lanes' stops.
pub fn grid(painter: &Painter, stage: &Stage, look: &Look, scale: f32) {
    let (labelled, fine) = ticks(scale);
    let field = stage.field;
    for minutes in marks(stage, fine) {
        let x = stage.x(TimeOfDay::hm(0, minutes)).round() + 0.5;
        let colour =
            if minutes % labelled == 0 { look.palette.line } else { look.palette.line.gamma_multiply(0.45) };
        painter.vline(x, field.y_range(), Stroke::new(1.0, colour));
    }
}

/// The axis itself. Painted after the lanes, so that it stays above them.
pub fn axis(
    painter: &Painter,
    stage: &Stage,
    look: &Look,
    scale: f32,
    now: Option<TimeOfDay>,
    shift_ends: TimeOfDay,
) {
    let strip = stage.axis;
    let palette = look.palette;
    painter.rect_filled(strip, 0.0, palette.panel);
    painter.hline(strip.x_range(), strip.bottom() - 0.5, Stroke::new(1.0, palette.line_strong));
    let painter = painter.with_clip_rect(strip.intersect(painter.clip_rect()));
    let font = FontId::proportional(size::SMALL);
    let (labelled, fine) = ticks(scale);
    // What stands where the label of now or of the shift's end will stand is left out.
    let taken: Vec<f32> = now.iter().map(|now| stage.x(*now)).collect();
    for minutes in marks(stage, fine) {
        let at = TimeOfDay::hm(0, minutes);
        let x = stage.x(at).round() + 0.5;
        let is_labelled = minutes % labelled == 0;
        let length = if is_labelled { 7.0 } else { 4.0 };
        painter.vline(x, strip.bottom() - length..=strip.bottom(), Stroke::new(1.0, palette.line_strong));
        if is_labelled && taken.iter().all(|other| (other - x).abs() > 40.0) {
            let ink = if minutes % 60 == 0 { palette.text } else { palette.weak };
            let text = at.to_string();
            painter.text(pos2(x, strip.bottom() - 9.0), Align2::CENTER_BOTTOM, text, font.clone(), ink);
        }
    }
    if strip.x_range().contains(stage.x(shift_ends)) {
        let x = stage.x(shift_ends);
        let flag =
            [pos2(x, strip.bottom() - 8.0), pos2(x + 6.0, strip.bottom() - 4.0), pos2(x, strip.bottom())];
        painter.add(egui::Shape::convex_polygon(flag.to_vec(), palette.warning, Stroke::NONE));
    }
    if let Some(now) = now {
        let x = stage.x(now);
        let text = painter.layout_no_wrap(now.to_string(), font, palette.background);
        let label =
            Rect::from_center_size(pos2(x, strip.bottom() - 16.0), text.size() + egui::vec2(10.0, 3.0));
        painter.rect_filled(label, 3.0, palette.now_line);
        painter.galley(label.min + egui::vec2(5.0, 1.5), text, palette.background);
        painter.vline(x, label.bottom()..=strip.bottom(), Stroke::new(1.5, palette.now_line));
    }
}

/// Every `step`th minute in view, with one to spare on either side.
fn marks(stage: &Stage, step: u32) -> impl Iterator<Item = u32> + use<> {
    let (from, until) = stage.span();
    let step = step.max(1);
    (from.seconds() / 60 / step..=until.seconds() / 60 / step + 1).map(move |n| n * step)
}

/// The empty corner above the heads.
pub fn corner(painter: &Painter, rect: Rect, look: &Look) {
    painter.rect_filled(rect, 0.0, look.palette.panel);
    painter.hline(rect.x_range(), rect.bottom() - 0.5, Stroke::new(1.0, look.palette.line_strong));
    painter.vline(rect.right() - 0.5, rect.y_range(), Stroke::new(1.0, look.palette.line_strong));
}
