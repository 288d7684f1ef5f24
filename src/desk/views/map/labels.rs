//! Names on the map, put where they cover nothing and each other: what comes first has the place.

use crate::desk::theme::Palette;
use egui::{Align2, Color32, FontId, Painter, Pos2, Rect, Vec2, vec2};

/// More names than this are a blot, and cost time.
const MOST: usize = 90;

/// Where names stand already, and what they must not cover.
pub struct Labels<'a> {
    painter: &'a Painter,
    palette: &'a Palette,
    room: Rect,
    taken: Vec<Rect>,
    written: usize,
}

impl<'a> Labels<'a> {
    #[must_use]
    pub fn new(painter: &'a Painter, palette: &'a Palette, room: Rect) -> Self {
        Self { painter, palette, room, taken: Vec::new(), written: 0 }
    }

    /// Nothing is to be written over `rect`.
    pub fn keep_clear(&mut self, rect: Rect) {
        self.taken.push(rect);
    }

    #[must_use]
    pub const fn is_full(&self) -> bool {
        self.written >= MOST
    }

    /// Writes `text` beside `at`, at its right, left, below or above, wherever there is room first. False
    /// where there is none.
    pub fn beside(&mut self, at: Pos2, gap: Vec2, text: String, size: f32, ink: Color32) -> bool {
        if self.is_full() || !self.room.contains(at) {
            return false;
        }
        let galley = self.painter.layout_no_wrap(text, FontId::proportional(size), ink);
        let extent = galley.size();
        let places = [
            (Align2::LEFT_CENTER, vec2(gap.x, 0.0)),
            (Align2::RIGHT_CENTER, vec2(-gap.x, 0.0)),
            (Align2::CENTER_TOP, vec2(0.0, gap.y)),
            (Align2::CENTER_BOTTOM, vec2(0.0, -gap.y)),
        ];
        for (align, offset) in places {
            let rect = align.anchor_size(at + offset, extent).expand2(vec2(2.0, 0.0));
            if self.room.contains_rect(rect) && !self.taken.iter().any(|other| other.intersects(rect)) {
                self.taken.push(rect);
                self.written += 1;
                // A ground of its own, so that lines below do not strike it through.
                self.painter.rect_filled(rect, 2.0, self.palette.background.gamma_multiply(0.78));
                self.painter.galley(rect.min + vec2(2.0, 0.0), galley, ink);
                return true;
            }
        }
        false
    }

    /// Writes what must be read at `at`, whatever lies there: a chip in its own colour before the text.
    pub fn chip(
        &mut self,
        at: Pos2,
        chip: (String, Color32, Color32),
        text: String,
        ink: Color32,
        size: f32,
    ) {
        let (letter, fill, on_fill) = chip;
        let letter = self.painter.layout_no_wrap(letter, FontId::proportional(size), on_fill);
        let text = self.painter.layout_no_wrap(text, FontId::proportional(size), ink);
        let tall = text.size().y.max(letter.size().y) + 4.0;
        let badge = vec2((letter.size().x + 8.0).max(tall), tall);
        let whole = vec2(badge.x + text.size().x + 12.0, tall);
        let mut rect = Align2::CENTER_BOTTOM.anchor_size(at - vec2(0.0, 4.0), whole);
        let room = self.room.shrink(4.0);
        if rect.width() > room.width() || rect.height() > room.height() {
            return;
        }
        rect = rect.translate(vec2(
            (room.left() - rect.left()).max(0.0) - (rect.right() - room.right()).max(0.0),
            (room.top() - rect.top()).max(0.0) - (rect.bottom() - room.bottom()).max(0.0),
        ));
        // Below one another where several would stand in the same place.
        for _ in 0..8 {
            if !self.taken.iter().any(|other| other.intersects(rect)) || rect.bottom() + tall > room.bottom()
            {
                break;
            }
            rect = rect.translate(vec2(0.0, tall + 3.0));
        }
        self.taken.push(rect);
        self.painter.rect(
            rect,
            3.0,
            self.palette.raised,
            egui::Stroke::new(1.0, fill),
            egui::StrokeKind::Inside,
        );
        let badge_rect = Rect::from_min_size(rect.min, badge);
        self.painter.rect_filled(badge_rect, 3.0, fill);
        self.painter.galley(badge_rect.center() - letter.size() / 2.0, letter, on_fill);
        let text_at = egui::pos2(badge_rect.right() + 5.0, rect.center().y - text.size().y / 2.0);
        self.painter.galley(text_at, text, ink);
    }
}
