//! A choice with what it would do, as a row of two lines: for vehicles and for routes alike.

use super::candidates::Score;
use crate::desk::theme::{Look, size};
use crate::domain::Refusal;
use crate::words::Tell;
use egui::accesskit::Role;
use egui::{Align2, FontId, Sense, Ui, WidgetInfo, pos2, vec2};

/// A row's height, in points.
pub const ROW: f32 = 40.0;

/// A row of two lines to choose; the second line in the colour of what it says.
pub struct Offer {
    pub name: String,
    pub aside: String,
    pub verdict: String,
    pub ink: egui::Color32,
    pub chosen: bool,
    pub enabled: bool,
}

pub fn offer_ui(ui: &mut Ui, offer: &Offer, look: &Look) -> bool {
    let palette = look.palette;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    response.widget_info(|| {
        let mut info = WidgetInfo::labeled(
            Role::RadioButton,
            offer.enabled,
            format!("{} · {}", offer.name, offer.verdict),
        );
        info.selected = Some(offer.chosen);
        info
    });
    if ui.is_rect_visible(rect) {
        let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
        if offer.chosen {
            painter.rect_filled(rect, 4.0, palette.selected);
        } else if response.hovered() && offer.enabled {
            painter.rect_filled(rect, 4.0, palette.hovered);
        }
        if response.has_focus() {
            painter.rect_stroke(
                rect.shrink(1.0),
                4.0,
                egui::Stroke::new(1.0, palette.accent),
                egui::StrokeKind::Inside,
            );
        }
        let ink = if offer.enabled { palette.text } else { palette.weak };
        let (first, second) = (rect.top() + 11.0, rect.bottom() - 11.0);
        let name = painter.text(
            pos2(rect.left() + 10.0, first),
            Align2::LEFT_CENTER,
            &offer.name,
            FontId::proportional(size::BODY),
            ink,
        );
        let small = FontId::proportional(size::SMALL);
        painter.text(
            pos2(name.right() + 10.0, first),
            Align2::LEFT_CENTER,
            &offer.aside,
            small.clone(),
            palette.weak,
        );
        painter.text(pos2(rect.left() + 10.0, second), Align2::LEFT_CENTER, &offer.verdict, small, offer.ink);
    }
    response.on_hover_text(&offer.verdict).clicked() && offer.enabled
}

/// What a choice would do, or why it is none, in a line and its colour.
pub fn verdict(look: &Look, outcome: Option<Result<&Score, &Refusal>>) -> (String, egui::Color32) {
    let (words, palette) = (&look.words, look.palette);
    match outcome {
        None => (words.say("change-not-tried-yet"), palette.weak),
        Some(Err(refusal)) => (words.tell(&refusal.message()), palette.weak),
        Some(Ok(score)) => {
            let mut parts = Vec::new();
            let mut add = |key: &str, n: usize| {
                if n > 0 {
                    parts.push(words.fill(key, &[("n", n.into())]));
                }
            };
            add("change-newly-late", score.late);
            add("change-other-breaches", score.new_breaches - score.late);
            add("change-mended", score.mended);
            if score.delay > 0 {
                parts.push(words.fill("change-delays", &[("n", score.delay.unsigned_abs().into())]));
            }
            if parts.is_empty() {
                parts.push(words.say("change-no-new-breach"));
            }
            if score.retold > 0 {
                parts.push(words.fill("change-to-tell", &[("n", score.retold.into())]));
            }
            let ink = if score.new_breaches > 0 { palette.danger } else { palette.good };
            (parts.join(" · "), ink)
        }
    }
}
