//! The report as it will be printed: its pages under each other, as wide as there is room. What stands where
//! is the report's; this only draws it.

use crate::desk::theme::{self, Look, space};
use crate::exchange::report::pages::{Ink, Item, Page, Spot, frame};
use crate::words::Arg;
use egui::accesskit::Role;
use egui::{Color32, FontId, Pos2, Rect, Sense, Stroke, StrokeKind, WidgetInfo, pos2, vec2};

/// Pixels a point has at most: beyond that a page is not easier to read, only larger.
const LARGEST: f32 = 1.5;

pub fn pages_ui(ui: &mut egui::Ui, pages: &[Page], look: &Look) {
    let widest = pages.iter().map(|page| page.width).fold(1.0, f32::max);
    egui::ScrollArea::vertical().id_salt(("reports", "paper")).auto_shrink(false).show(ui, |ui| {
        // The bar of the scroll area lies beside the pages.
        let scale = ((ui.available_width() - 2.0 * space::SECTION) / widest).clamp(0.4, LARGEST);
        ui.vertical_centered(|ui| {
            for (nth, page) in (1_u64..).zip(pages) {
                ui.add_space(space::NEAR);
                let size = vec2(page.width, page.height) * scale;
                let (rect, response) = ui.allocate_exact_size(size, Sense::hover());
                let told = [("page", Arg::Count(nth)), ("pages", Arg::from(pages.len()))];
                let name = look.words.fill("reports-page", &told);
                response.widget_info(|| WidgetInfo::labeled(Role::Image, true, &name));
                if ui.is_rect_visible(rect) {
                    page_ui(ui, page, rect, scale, look);
                }
            }
            ui.add_space(space::NEAR);
        });
    });
}

fn page_ui(ui: &egui::Ui, page: &Page, rect: Rect, scale: f32, look: &Look) {
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    painter.rect(rect, 0, theme::paper(), Stroke::new(1.0, look.palette.line), StrokeKind::Inside);
    for item in &page.items {
        item_ui(&painter, item, (rect.min, scale));
    }
}

fn item_ui(painter: &egui::Painter, item: &Item, (corner, scale): (Pos2, f32)) {
    let place = |spot: &Spot| corner + vec2(spot.x, spot.y) * scale;
    match item {
        Item::Text { at, size, ink, text } => {
            let font = FontId::proportional(size * scale);
            let galley = painter.layout_no_wrap(text.clone(), font, colour(*ink));
            // Glyphs know how far their base line lies below the top of the text.
            let glyph =
                galley.rows.first().and_then(|row| row.glyphs.first().map(|glyph| row.pos.y + glyph.pos.y));
            let base = glyph.unwrap_or(galley.size().y);
            let at = place(at);
            painter.galley(pos2(at.x, at.y - base), galley, colour(*ink));
        }
        Item::Unknown { at, size, ink, character } => {
            for part in frame(*at, *size, *ink, *character) {
                item_ui(painter, &part, (corner, scale));
            }
        }
        Item::Line { points, width, ink } => {
            let points: Vec<Pos2> = points.iter().map(place).collect();
            painter.line(points, Stroke::new((width * scale).max(0.5), colour(*ink)));
        }
        Item::Block { at, width, height, ink } => {
            let block = Rect::from_min_size(place(at), vec2(*width, *height) * scale);
            painter.rect_filled(block, 0, colour(*ink));
        }
    }
}

fn colour(ink: Ink) -> Color32 {
    theme::printed(ink.rgb())
}
