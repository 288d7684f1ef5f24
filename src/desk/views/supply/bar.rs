//! How long a brand lasts, as a bar against the thresholds.

use crate::desk::theme::Look;
use crate::domain::settings::SupplySettings;
use crate::domain::supply::cover::{Cover, Warning};
use crate::domain::weather::Colour;
use egui::{Align2, Color32, FontId, Painter, Rect, Sense, Stroke, Ui, pos2, vec2};

/// The colour of the same name that warning signals have.
#[must_use]
pub const fn ink(warning: Warning, look: &Look) -> Color32 {
    look.palette.signal(match warning {
        Warning::Yellow => Colour::Yellow,
        Warning::Orange => Colour::Orange,
        Warning::Red => Colour::Red,
    })
}

/// A bar is full at three times the first threshold: what lasts longer needs nobody.
const fn full_at(settings: &SupplySettings) -> u32 {
    let full = settings.yellow_below.saturating_mul(3);
    if full < 6 { 6 } else { full }
}

fn across(rect: Rect, tenths: u32, settings: &SupplySettings) -> f32 {
    #[expect(clippy::cast_precision_loss, reason = "days of cover are few")]
    let share = tenths as f32 / (full_at(settings).saturating_mul(10)) as f32;
    rect.left() + rect.width() * share.min(1.0)
}

/// The bar in a cell of a table, as wide as the cell.
pub fn bar_ui(ui: &mut Ui, cover: &Cover, settings: &SupplySettings, look: &Look) {
    let palette = look.palette;
    let (rect, _) =
        ui.allocate_exact_size(vec2((ui.available_width() - 6.0).max(24.0), 18.0), Sense::hover());
    let body = rect.shrink2(vec2(0.0, 4.0));
    let painter = ui.painter();
    painter.rect_filled(body, 2.0, palette.hovered);
    if cover.left.is_some() {
        let fill = cover.warning.map_or(palette.accent, |warning| ink(warning, look));
        // Never counted, it has no bar; counted and empty, it has a sliver.
        let end =
            cover.tenths.map_or(body.right(), |tenths| across(body, tenths, settings)).max(body.left() + 2.0);
        painter.rect_filled(body.with_max_x(end), 2.0, fill);
    }
    for (_, days) in thresholds(settings) {
        let x = across(body, days.saturating_mul(10), settings);
        painter.vline(x, rect.y_range(), Stroke::new(1.0, palette.text));
    }
}

const fn thresholds(settings: &SupplySettings) -> [(Warning, u32); 3] {
    [
        (Warning::Red, settings.red_below),
        (Warning::Orange, settings.orange_below),
        (Warning::Yellow, settings.yellow_below),
    ]
}

/// The thresholds' days over their lines, in the head of the column.
pub fn head_ui(ui: &mut Ui, settings: &SupplySettings, look: &Look) {
    let (rect, _) =
        ui.allocate_exact_size(vec2((ui.available_width() - 6.0).max(24.0), 18.0), Sense::hover());
    let mut free = rect.left();
    for (warning, days) in thresholds(settings) {
        let at = pos2(across(rect, days.saturating_mul(10), settings), rect.center().y);
        free = number(ui.painter(), at, days, free, ink(warning, look), look);
    }
}

/// A number on a patch of its colour, unless the one before lies there.
fn number(painter: &Painter, at: egui::Pos2, days: u32, free: f32, fill: Color32, look: &Look) -> f32 {
    let font = FontId::proportional(crate::desk::theme::size::SMALL);
    let galley = painter.layout_no_wrap(days.to_string(), font.clone(), look.palette.on_signal);
    let patch = Rect::from_center_size(at, galley.size() + vec2(8.0, 1.0));
    if patch.left() < free - 4.0 {
        return free;
    }
    painter.rect_filled(patch, 3.0, fill);
    painter.text(at, Align2::CENTER_CENTER, days, font, look.palette.on_signal);
    patch.right()
}

/// The word of a warning on its colour.
pub fn badge_ui(ui: &mut Ui, word: &str, warning: Warning, look: &Look) {
    let font = FontId::proportional(crate::desk::theme::size::SMALL);
    let galley = ui.painter().layout_no_wrap(word.to_owned(), font, look.palette.on_signal);
    let (rect, _) = ui.allocate_exact_size(galley.size() + vec2(10.0, 3.0), Sense::hover());
    ui.painter().rect_filled(rect, 3.0, ink(warning, look));
    let at = rect.center() - galley.size() / 2.0;
    ui.painter().galley(at, galley, look.palette.on_signal);
}
