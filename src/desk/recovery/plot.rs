//! Price against change, a point a plan: what staying closer to the day as it stands costs.

use super::telling;
use crate::desk::theme::{Look, size};
use crate::domain::proposal::Proposal;
use crate::domain::units::Fen;
use egui::accesskit::Role;
use egui::{Align2, FontId, Id, Pos2, Rect, Sense, Stroke, Ui, Vec2, WidgetInfo, pos2, vec2};
use std::sync::Arc;

/// A plan as a point.
pub struct Point<'a> {
    pub plan: &'a Arc<Proposal>,
    pub rank: Option<usize>,
    pub chosen: bool,
}

/// Draws the plot into `extent`; gives the point that was clicked.
pub fn plot_ui(ui: &mut Ui, points: &[Point<'_>], extent: Vec2, look: &Look) -> Option<usize> {
    let (words, palette) = (&look.words, look.palette);
    let (rect, response) = ui.allocate_exact_size(extent, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Canvas, true, words.say("plans-plot")));
    let field = Rect::from_min_max(rect.min + vec2(58.0, 24.0), rect.max - vec2(12.0, 42.0));
    let painter = ui.painter().clone();
    painter.rect(rect, 4.0, palette.background, Stroke::new(1.0, palette.line), egui::StrokeKind::Inside);
    let small = FontId::proportional(size::SMALL);
    let label = |at, align, key: &str| {
        painter.text(at, align, words.say(key), small.clone(), palette.weak);
    };
    label(rect.left_top() + vec2(8.0, 5.0), Align2::LEFT_TOP, "plans-plot-price");
    label(rect.right_bottom() - vec2(8.0, 4.0), Align2::RIGHT_BOTTOM, "plans-plot-change");
    let axis = Stroke::new(1.0, palette.line_strong);
    painter.line_segment([field.left_bottom(), field.right_bottom()], axis);
    painter.line_segment([field.left_bottom(), field.left_top()], axis);

    let prices = Span::of(points.iter().map(|point| point.plan.price().0));
    let changes = Span::of(points.iter().map(|point| i64::try_from(point.plan.change()).unwrap_or(i64::MAX)));
    for (value, align, at) in [
        (changes.low, Align2::LEFT_TOP, field.left_bottom()),
        (changes.high, Align2::RIGHT_TOP, field.right_bottom()),
    ] {
        painter.text(at + vec2(0.0, 2.0), align, value.to_string(), small.clone(), palette.weak);
    }
    for (value, align, at) in [
        (prices.high, Align2::RIGHT_TOP, field.left_top() + vec2(-4.0, 6.0)),
        (prices.low, Align2::RIGHT_BOTTOM, field.left_bottom() + vec2(-4.0, -6.0)),
    ] {
        let text = telling::yuan(Fen(value), false);
        painter.text(at, align, text, small.clone(), palette.weak);
    }
    let mut clicked = None;
    // The chosen one is painted last, so that it lies above the others.
    let mut order: Vec<usize> = (0..points.len()).collect();
    order.sort_by_key(|at| points[*at].chosen);
    let centres = centres(points, field.shrink(14.0), &prices, &changes);
    for at in order {
        let (point, centre) = (&points[at], centres[at]);
        let hit = Rect::from_center_size(centre, Vec2::splat(22.0));
        let name = telling::plan_name(look, point.plan, point.rank);
        let id = Id::unique(("plan-point", at));
        let response = ui.interact(hit, id, Sense::click());
        response.widget_info(|| {
            let text = words.fill("plans-plot-point", &[("plan", name.clone().into())]);
            WidgetInfo::labeled(Role::Button, true, text)
        });
        let (fill, ink) =
            if point.chosen { (palette.accent, palette.on_accent) } else { (palette.panel, palette.text) };
        let edge = if response.hovered() || response.has_focus() { palette.accent } else { palette.weak };
        painter.circle(centre, DOT, fill, Stroke::new(1.5, edge));
        let text = point.rank.map_or_else(|| words.say("plans-plot-by-hand"), |rank| (rank + 1).to_string());
        painter.text(centre, Align2::CENTER_CENTER, text, small.clone(), ink);
        if response.on_hover_text(name).clicked() {
            clicked = Some(at);
        }
    }
    clicked
}

/// A point's radius.
const DOT: f32 = 9.5;

/// Where the points stand. Plans that cost and change the same would hide one another: the later ones stand
/// beside the first.
fn centres(points: &[Point<'_>], field: Rect, prices: &Span, changes: &Span) -> Vec<Pos2> {
    let mut placed: Vec<Pos2> = Vec::with_capacity(points.len());
    for point in points {
        let change = i64::try_from(point.plan.change()).unwrap_or(i64::MAX);
        let x = field.left() + field.width() * changes.share(change);
        let y = field.bottom() - field.height() * prices.by_size(point.plan.price().0);
        let mut at = pos2(x, y);
        let step = if x > field.center().x { -2.0 * DOT } else { 2.0 * DOT };
        while placed.iter().any(|other| other.distance(at) < 1.6 * DOT) {
            at.x += step;
        }
        placed.push(at);
    }
    placed
}

/// From the least to the most.
struct Span {
    low: i64,
    high: i64,
}

impl Span {
    fn of(values: impl Iterator<Item = i64> + Clone) -> Self {
        Self { low: values.clone().min().unwrap_or(0), high: values.max().unwrap_or(0) }
    }

    /// By how many times the least it is: one plan that costs ten times as much would else press all others
    /// together.
    #[expect(clippy::cast_precision_loss, reason = "a share for drawing")]
    fn by_size(&self, value: i64) -> f32 {
        let size = |value: i64| (value.max(0) as f32 + 1.0).ln();
        let (low, high) = (size(self.low), size(self.high));
        if high <= low { 0.5 } else { (size(value) - low) / (high - low) }
    }

    #[expect(clippy::cast_precision_loss, reason = "a share for drawing")]
    fn share(&self, value: i64) -> f32 {
        if self.high == self.low { 0.5 } else { (value - self.low) as f32 / (self.high - self.low) as f32 }
    }
}
