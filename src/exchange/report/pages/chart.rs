//! A chart drawn with lines, blocks and texts within a rectangle: columns, a line, or columns from the
//! largest down with the share they have so far.

use super::face::Faces;
use super::flow::put_text;
use super::{Ink, Item, Spot};
use crate::exchange::report::cell::Rounded;
use crate::exchange::report::summary::{Chart, ChartKind, Point};
use crate::words::Words;

const TITLE: f32 = 8.5;
const SMALL: f32 = 6.5;

/// Room for the scale at the left, and at the right where there is one.
const SCALE: f32 = 30.0;

/// Draws `chart` with its upper left corner at `at`.
#[must_use]
pub fn draw(chart: &Chart, at: Spot, (width, height): (f32, f32), words: &Words) -> Vec<Item> {
    let faces = Faces::of(words.language());
    let shares = if chart.kind == ChartKind::Pareto { chart.cumulative() } else { Vec::new() };
    let right = if shares.is_empty() { 4.0 } else { SCALE };
    let top = at.y + if shares.is_empty() { 22.0 } else { 34.0 };
    let field = Field {
        left: at.x + SCALE,
        top,
        width: width - SCALE - right,
        height: at.y + height - top - 22.0,
        slots: chart.points.len(),
    };
    let mut items = Vec::new();
    let title = faces.fit(&chart.title, TITLE, width);
    put_text(faces, &mut items, Spot::new(at.x, at.y + TITLE), TITLE, Ink::Text, &title);
    if !shares.is_empty() {
        legend(faces, &mut items, Spot::new(at.x + SCALE, at.y + 20.0), chart, words);
    }
    let values = chart.points.iter().filter_map(|point| point.value);
    let highest = values.clone().map(Rounded::value).fold(0.0, f64::max);
    let lowest = values.clone().map(Rounded::value).fold(highest, f64::min);
    let whole = values.clone().all(|value| value.decimals() == 0);
    // A line may be looked at from near; a column that does not begin at nothing lies about its size.
    let near = chart.kind == ChartKind::Line && lowest > highest / 2.0 && lowest < highest;
    let steps = Steps::between(if near { lowest } else { 0.0 }, highest, whole);
    for step in 0..=steps.count {
        let value = steps.size.mul_add(f64::from(step), steps.foot);
        let y = field.y(steps.part(value));
        let grid = vec![Spot::new(field.left, y), Spot::new(field.left + field.width, y)];
        items.push(Item::Line { points: grid, width: 0.4, ink: Ink::Rule });
        let label = tick(value, steps.size);
        let x = field.left - 4.0 - faces.width(&label, SMALL);
        put_text(faces, &mut items, Spot::new(x, y + 2.3), SMALL, Ink::Weak, &label);
        if !shares.is_empty() && step % 2 == 0 {
            let part = f64::from(step) / f64::from(steps.count);
            let label = format!("{:.0} %", part * 100.0);
            let x = field.left + field.width + 4.0;
            put_text(faces, &mut items, Spot::new(x, y + 2.3), SMALL, Ink::Weak, &label);
        }
    }
    match chart.kind {
        ChartKind::Columns | ChartKind::Pareto => columns(faces, &mut items, chart, &field, &steps),
        ChartKind::Line => {
            let parts = chart.points.iter().map(|point| point.value.map(|value| steps.part(value.value())));
            line(&mut items, parts, &field, Ink::Columns);
        }
    }
    line(&mut items, shares.iter().map(|share| Some(share.value() / 100.0)), &field, Ink::Line);
    labels(faces, &mut items, chart, &field);
    items
}

/// Where the values are drawn, divided into a slot for each.
struct Field {
    left: f32,
    top: f32,
    width: f32,
    height: f32,
    slots: usize,
}

impl Field {
    #[expect(clippy::cast_precision_loss, reason = "a few hundred slots")]
    fn slot(&self) -> f32 {
        self.width / self.slots.max(1) as f32
    }

    #[expect(clippy::cast_precision_loss, reason = "a few hundred slots")]
    fn middle(&self, nth: usize) -> f32 {
        self.left + (nth as f32 + 0.5) * self.slot()
    }

    /// The height of a part of the scale, 0 at the foot and 1 at the top.
    #[expect(clippy::cast_possible_truncation, reason = "a part of one")]
    fn y(&self, part: f64) -> f32 {
        self.top + self.height * (1.0 - part.clamp(0.0, 1.0) as f32)
    }
}

/// The scale: so many steps of a size that reads easily.
struct Steps {
    foot: f64,
    size: f64,
    count: u32,
}

impl Steps {
    fn between(lowest: f64, highest: f64, whole: bool) -> Self {
        let wanted = ((highest - lowest) / 4.0).max(if whole { 1.0 } else { 0.000_001 });
        let decade = libm::pow(10.0, libm::floor(libm::log10(wanted)));
        let round = [1.0, 2.0, 2.5, 5.0, 10.0].map(|each| each * decade);
        let fits = |size: &f64| *size >= wanted * 0.999 && !(whole && size.fract() > 0.0);
        let size = round.into_iter().find(fits).unwrap_or(10.0 * decade);
        let foot = libm::floor(lowest / size + 0.001) * size;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "five or six")]
        let count = libm::ceil((highest - foot) / size - 0.001).max(1.0) as u32;
        Self { foot, size, count: count.min(10) }
    }

    /// Where a value stands: 0 at the foot, 1 at the top.
    fn part(&self, value: f64) -> f64 {
        (value - self.foot) / (self.size * f64::from(self.count))
    }
}

fn tick(value: f64, step: f64) -> String {
    let decimals = if step.fract() == 0.0 {
        0
    } else if (step * 10.0).fract() == 0.0 {
        1
    } else {
        2
    };
    format!("{value:.decimals$}")
}

fn columns(faces: &Faces, items: &mut Vec<Item>, chart: &Chart, field: &Field, steps: &Steps) {
    let wide = (field.slot() * 0.68).min(34.0);
    for (nth, point) in chart.points.iter().enumerate() {
        let Some(value) = point.value else { continue };
        let top = field.y(steps.part(value.value()));
        let at = Spot::new(field.middle(nth) - wide / 2.0, top);
        let height = field.top + field.height - top;
        items.push(Item::Block { at, width: wide, height, ink: Ink::Columns });
        let said = value.to_string();
        let width = faces.width(&said, SMALL);
        // The value itself, where there is room for every one of about that length.
        if width + 2.0 <= field.slot() {
            let at = Spot::new(field.middle(nth) - width / 2.0, top - 2.0);
            put_text(faces, items, at, SMALL, Ink::Weak, &said);
        }
    }
}

/// From point to point, with gaps where there is no value; few points are marked, and so is one alone.
fn line(items: &mut Vec<Item>, parts: impl Iterator<Item = Option<f64>>, field: &Field, ink: Ink) {
    let spots: Vec<Option<Spot>> = parts
        .enumerate()
        .map(|(nth, part)| part.map(|part| Spot::new(field.middle(nth), field.y(part))))
        .collect();
    for stretch in spots.split(Option::is_none) {
        let points: Vec<Spot> = stretch.iter().flatten().copied().collect();
        if points.len() == 1 || spots.len() <= 62 {
            items.extend(points.iter().map(|spot| {
                let at = Spot::new(spot.x - 1.3, spot.y - 1.3);
                Item::Block { at, width: 2.6, height: 2.6, ink }
            }));
        }
        if points.len() > 1 {
            items.push(Item::Line { points, width: 1.2, ink });
        }
    }
}

/// What each slot is, or every so many where there is no room for all.
fn labels(faces: &Faces, items: &mut Vec<Item>, chart: &Chart, field: &Field) {
    let slot = field.slot();
    // A label may stand on two lines, but no word of it be cut; smaller before any is left out.
    let needed = |size: f32| {
        let of_point = |point: &Point| {
            faces.widest_piece(&point.label, size).max(faces.width(&point.label, size) / 1.7) + 1.0
        };
        chart.points.iter().map(of_point).fold(18.0, f32::max).min(80.0)
    };
    let size = if needed(SMALL) <= slot || needed(5.2) > slot { SMALL } else { 5.2 };
    let needed = needed(size);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a few slots")]
    let every = libm::ceilf(needed / slot).max(1.0) as usize;
    #[expect(clippy::cast_precision_loss, reason = "a few slots")]
    let room = slot * every as f32 - 2.0;
    for (nth, point) in chart.points.iter().enumerate().step_by(every) {
        let mut base = field.top + field.height + 8.0;
        for text in faces.wrap(&point.label, size, room, 2) {
            let x = (field.middle(nth) - faces.width(&text, size) / 2.0).max(field.left - SCALE);
            put_text(faces, items, Spot::new(x, base), size, Ink::Weak, &text);
            base += size * 1.2;
        }
    }
}

/// Which is which: the columns and the line.
fn legend(faces: &Faces, items: &mut Vec<Item>, at: Spot, chart: &Chart, words: &Words) {
    let mut x = at.x;
    let said = [(Ink::Columns, chart.measure.clone()), (Ink::Line, words.say("report-cumulative"))];
    for (ink, text) in said {
        items.push(Item::Block { at: Spot::new(x, at.y - 5.0), width: 6.0, height: 5.0, ink });
        put_text(faces, items, Spot::new(x + 9.0, at.y), SMALL, Ink::Weak, &text);
        x += 9.0 + faces.width(&text, SMALL) + 14.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_has_steps_that_read_easily() {
        let steps = |lowest, highest, whole| {
            let steps = Steps::between(lowest, highest, whole);
            let tick = |n| tick(steps.size.mul_add(f64::from(n), steps.foot), steps.size);
            (0..=steps.count).map(tick).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(steps(0.0, 100.0, false), "0 25 50 75 100");
        assert_eq!(steps(0.0, 3.0, true), "0 1 2 3");
        assert_eq!(steps(0.0, 0.0, true), "0 1");
        assert_eq!(steps(0.0, 9_400.0, true), "0 2500 5000 7500 10000");
        assert_eq!(steps(0.0, 1.7, false), "0.0 0.5 1.0 1.5 2.0");
        assert_eq!(steps(97.2, 99.5, false), "97 98 99 100");
    }
}
