//! What makes a map of dots readable without any tiles: the net of degrees with its labels, the scale bar,
//! and the corner that says where the pointer is, in which datum, and whose the base map is.

use super::labels::Labels;
use super::projection::{Point, Stage};
use crate::desk::theme::{Look, size};
use crate::domain::place::Place;
use crate::words::Arg;
use egui::{Align2, Color32, FontId, Painter, Pos2, Rect, Stroke, pos2, vec2};

/// Lines of the net are at least so far apart, in points.
const APART: f64 = 130.0;
const STEPS: [f64; 16] =
    [0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 15.0, 30.0];

/// Degrees between lines at so many points a degree.
#[must_use]
pub fn step(points_per_degree: f64) -> f64 {
    STEPS.into_iter().find(|step| step * points_per_degree >= APART).unwrap_or(30.0)
}

/// `32.65° N`, with as many decimals as the step needs.
fn degrees(value: f64, step: f64, signs: [char; 2]) -> String {
    let decimals = (0..5).find(|n| (step * 10_f64.powi(*n)).fract().abs() < 1e-6).unwrap_or(4);
    let sign = signs[usize::from(value < 0.0)];
    let decimals = usize::try_from(decimals).unwrap_or(0);
    format!("{:.decimals$}° {sign}", value.abs())
}

/// The lines; their degrees are [`degrees_named`], written over everything else.
pub fn lines(painter: &Painter, stage: &Stage, look: &Look) {
    let stroke = Stroke::new(1.0, look.palette.line);
    for (at, _) in meridians(stage) {
        painter.vline(at, stage.rect.y_range(), stroke);
    }
    for (at, _) in parallels(stage) {
        painter.hline(stage.rect.x_range(), at, stroke);
    }
}

/// At the top and at the right edge, where no other corner text stands.
pub fn degrees_named(painter: &Painter, stage: &Stage, look: &Look, labels: &mut Labels<'_>) {
    let font = FontId::proportional(size::SMALL - 1.0);
    let rect = stage.rect;
    let mut write = |at: Pos2, align: Align2, text: String| {
        let galley = painter.layout_no_wrap(text, font.clone(), look.palette.weak);
        let place = align.anchor_size(at, galley.size());
        if rect.contains_rect(place) {
            painter.rect_filled(place.expand2(vec2(3.0, 0.0)), 2.0, look.palette.background);
            painter.galley(place.min, galley, look.palette.weak);
            labels.keep_clear(place);
        }
    };
    // The corner is the parallels'.
    for (at, text) in meridians(stage).into_iter().filter(|(at, _)| *at < rect.right() - 80.0) {
        write(pos2(at, rect.top() + 2.0), Align2::CENTER_TOP, text);
    }
    for (at, text) in parallels(stage) {
        write(pos2(rect.right() - 5.0, at), Align2::RIGHT_CENTER, text);
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "few lines, whole steps")]
fn multiples(low: f64, high: f64, step: f64) -> impl Iterator<Item = f64> {
    let (first, last) = ((low / step).ceil() as i64, (high / step).floor() as i64);
    (first..=last.min(first + 200)).map(move |n| n as f64 * step)
}

fn meridians(stage: &Stage) -> Vec<(f32, String)> {
    let view = stage.view(0.0);
    let ((_, west), (_, east)) = (view.min.degrees(), view.max.degrees());
    let step = step(stage.scale() / 360.0);
    let line = |lon| (stage.screen(Point::from_degrees(0.0, lon)).x, degrees(lon, step, ['E', 'W']));
    multiples(west, east, step).map(line).collect()
}

fn parallels(stage: &Stage) -> Vec<(f32, String)> {
    let view = stage.view(0.0);
    let ((north, _), (south, _)) = (view.min.degrees(), view.max.degrees());
    // A degree of latitude is longer on the screen, the nearer to a pole: the finest that fits in the middle.
    let middle = libm::cos(north.midpoint(south).to_radians()).max(0.05);
    let step = step(stage.scale() / 360.0 / middle);
    let line = |lat| (stage.screen(Point::from_degrees(lat, 0.0)).y, degrees(lat, step, ['N', 'S']));
    multiples(south, north, step).map(line).collect()
}

/// A way in words: metres up to a kilometre, then kilometres.
#[must_use]
pub fn length(look: &Look, metres: f64) -> String {
    if metres < 999.5 {
        look.words.fill("map-metres", &[("n", Arg::shown(format_args!("{metres:.0}")))])
    } else {
        // Round kilometres of the scale bar are exact.
        let exact = (metres / 1_000.0).fract() == 0.0;
        let decimals = usize::from(metres < 99_950.0 && !exact);
        let text = format!("{:.decimals$}", metres / 1_000.0);
        look.words.fill("map-kilometres", &[("n", Arg::from(text))])
    }
}

/// A bar of a round length, at the bottom left.
pub fn scale_bar(painter: &Painter, stage: &Stage, look: &Look, labels: &mut Labels<'_>) {
    const MOST: f64 = 130.0;
    let per_point = stage.metres_per_point();
    let mut rounds = (0..8).flat_map(|power| [1.0, 2.0, 5.0].map(|n| n * 10_f64.powi(power)));
    let Some(metres) = rounds.rfind(|metres| metres / per_point <= MOST) else { return };
    #[expect(clippy::cast_possible_truncation, reason = "at most 130 points")]
    let long = (metres / per_point) as f32;
    let from = pos2(stage.rect.left() + 14.0, stage.rect.bottom() - 12.0);
    let ground = Rect::from_min_max(from - vec2(6.0, 22.0), from + vec2(long + 6.0, 6.0));
    labels.keep_clear(ground);
    painter.rect_filled(ground, 2.0, look.palette.background.gamma_multiply(0.85));
    let stroke = Stroke::new(1.5, look.palette.text);
    painter.line_segment([from, from + vec2(long, 0.0)], stroke);
    for end in [from, from + vec2(long, 0.0)] {
        painter.line_segment([end - vec2(0.0, 5.0), end], stroke);
    }
    let font = FontId::proportional(size::SMALL);
    let at = from + vec2(long / 2.0, -5.0);
    painter.text(at, Align2::CENTER_BOTTOM, length(look, metres), font, look.palette.text);
}

/// `32.65012° N, 110.79034° E`.
#[must_use]
pub fn coordinates(place: Place) -> String {
    let part =
        |value: f64, signs: [char; 2]| format!("{:.5}° {}", value.abs(), signs[usize::from(value < 0.0)]);
    format!("{}, {}", part(place.lat(), ['N', 'S']), part(place.lon(), ['E', 'W']))
}

/// At the bottom right: where the pointer is, the datum; what is wrong with the base map, and whose it is.
pub fn corner(
    painter: &Painter,
    stage: &Stage,
    look: &Look,
    (pointer, base_map): (Option<Place>, [&str; 2]),
    labels: &mut Labels<'_>,
) {
    let mut lines: Vec<(String, Color32)> = Vec::new();
    for (text, ink) in base_map.into_iter().zip([look.palette.warning, look.palette.weak]) {
        if !text.is_empty() {
            lines.push((text.chars().take(140).collect(), ink));
        }
    }
    let datum = look.words.say("map-datum");
    let text = match pointer {
        Some(place) => format!("{}  ·  {datum}", coordinates(place)),
        None => datum,
    };
    lines.push((text, look.palette.text));
    let mut bottom = stage.rect.bottom() - 6.0;
    for (text, ink) in lines.into_iter().rev() {
        let galley = painter.layout_no_wrap(text, FontId::proportional(size::SMALL), ink);
        let place = Align2::RIGHT_BOTTOM.anchor_size(pos2(stage.rect.right() - 10.0, bottom), galley.size());
        painter.rect_filled(place.expand2(vec2(5.0, 1.0)), 2.0, look.palette.background.gamma_multiply(0.85));
        painter.galley(place.min, galley, ink);
        labels.keep_clear(place);
        bottom = place.top() - 3.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_net_of_degrees_is_never_too_close_to_read() {
        for zoom in 3..=19 {
            let points_per_degree = 256.0 * f64::from(1 << zoom) / 360.0;
            let step = step(points_per_degree);
            assert!(step * points_per_degree >= APART || step >= 30.0, "{zoom}");
        }
    }

    #[test]
    fn degrees_have_as_many_decimals_as_their_step() {
        let shown = [(32.65, 0.05), (110.0, 10.0), (-0.5, 0.5), (32.0005, 0.0005)]
            .map(|(value, step)| degrees(value, step, ['N', 'S']));
        assert_eq!(shown, ["32.65° N", "110° N", "0.5° S", "32.0005° N"]);
    }
}
