//! A signal as a mark: its colour, a form for each colour, and the colour's first letter, so that it is told
//! without seeing colours too.

use crate::desk::theme::{Look, size};
use crate::domain::weather::{Colour, Signal};
use crate::words::Tell;
use egui::{Align2, FontId, Painter, Pos2, Rect, Sense, Shape, Stroke, Ui, Vec2, vec2};

/// How high and wide it is.
pub const EXTENT: f32 = 22.0;

pub fn badge_ui(ui: &mut Ui, signal: Signal, is_past: bool, look: &Look) {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(EXTENT), Sense::hover());
    paint(ui.painter(), rect, signal.colour, is_past, look);
    response.on_hover_text(look.words.tell(&signal.message()));
}

/// The first letter of the colour's name.
#[must_use]
pub fn letter(colour: Colour, look: &Look) -> String {
    look.words.tell(&colour.message()).chars().take(1).flat_map(char::to_uppercase).collect()
}

pub fn paint(painter: &Painter, rect: Rect, colour: Colour, is_past: bool, look: &Look) {
    let palette = look.palette;
    let fill = if is_past { palette.background_alternate } else { palette.signal(colour) };
    let ink = if is_past { palette.weak } else { palette.on_signal };
    let edge = if is_past { Stroke::new(1.0, palette.line_strong) } else { Stroke::NONE };
    let (at, half) = (rect.center(), rect.width() / 2.0 - 1.0);
    let form = |corners: Vec<Pos2>| Shape::convex_polygon(corners, fill, edge);
    let shape = match colour {
        Colour::Blue => {
            painter.circle(at, half, fill, edge);
            Shape::Noop
        }
        Colour::Yellow => form(corners(at, &[(0.0, -1.05), (1.1, 0.9), (-1.1, 0.9)], half)),
        Colour::Orange => form(corners(at, &[(0.0, -1.12), (1.12, 0.0), (0.0, 1.12), (-1.12, 0.0)], half)),
        Colour::Red => form(corners(
            at,
            &[
                (-0.42, -1.0),
                (0.42, -1.0),
                (1.0, -0.42),
                (1.0, 0.42),
                (0.42, 1.0),
                (-0.42, 1.0),
                (-1.0, 0.42),
                (-1.0, -0.42),
            ],
            half,
        )),
    };
    painter.add(shape);
    let lower = if colour == Colour::Yellow { 2.5 } else { 0.0 };
    let font = FontId::proportional(size::SMALL);
    painter.text(at + vec2(0.0, lower), Align2::CENTER_CENTER, letter(colour, look), font, ink);
}

fn corners(at: Pos2, ways: &[(f32, f32)], reach: f32) -> Vec<Pos2> {
    ways.iter().map(|(x, y)| at + vec2(*x, *y) * reach).collect()
}
