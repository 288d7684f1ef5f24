//! Draws thousands of lines, areas and marks into one mesh, with soft edges, cut to what is in view. egui's
//! own shapes cost many times as much each. Knows shapes and colours, not what they mean.

use egui::{Color32, Mesh, Painter, Pos2, Rect, Shape, Vec2, pos2, vec2};

/// Points nearer than this to the last one drawn add nothing to a line.
const GRAIN: f32 = 2.5;
/// Over which an edge fades out.
const SOFT: f32 = 0.9;

/// A pen over one mesh, within `clip`.
#[derive(Debug)]
pub struct Pen {
    mesh: Mesh,
    clip: Rect,
}

/// A broken line: so much drawn, so much left out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dash {
    pub on: f32,
    pub off: f32,
}

impl Pen {
    #[must_use]
    pub fn new(clip: Rect) -> Self {
        Self { mesh: Mesh::default(), clip }
    }

    pub fn put(self, painter: &Painter) {
        if !self.mesh.is_empty() {
            painter.add(Shape::mesh(self.mesh));
        }
    }

    #[must_use]
    pub const fn clip(&self) -> Rect {
        self.clip
    }

    pub fn quad(&mut self, rect: Rect, colour: Color32) {
        self.mesh.add_colored_rect(rect, colour);
    }

    /// A convex shape of `corners`, with hard edges: for marks of a few points' size.
    pub fn shape(&mut self, corners: &[Pos2], colour: Color32) {
        let first = self.next();
        for corner in corners {
            self.mesh.colored_vertex(*corner, colour);
        }
        for (one, other) in (1..).zip(2..).take(corners.len().saturating_sub(2)) {
            self.mesh.add_triangle(first, first + one, first + other);
        }
    }

    /// A line between two points, where any of it is in view.
    pub fn line(&mut self, from: Pos2, to: Pos2, width: f32, colour: Color32) {
        if let Some((from, to)) = cut(self.clip.expand(width + 1.0), from, to) {
            self.stroke(from, to, width, colour);
        }
    }

    fn stroke(&mut self, from: Pos2, to: Pos2, width: f32, colour: Color32) {
        let along = to - from;
        let length = along.length();
        if length < 1e-3 {
            return;
        }
        let aside = vec2(-along.y, along.x) / length;
        // What is thinner than its own soft edges is drawn paler instead.
        let core = (width - SOFT).max(0.0) / 2.0;
        let colour = if width < SOFT { colour.gamma_multiply(width / SOFT) } else { colour };
        let (near, far) = (aside * core, aside * (core + SOFT));
        let first = self.next();
        for end in [from, to] {
            self.mesh.colored_vertex(end + far, Color32::TRANSPARENT);
            self.mesh.colored_vertex(end + near, colour);
            self.mesh.colored_vertex(end - near, colour);
            self.mesh.colored_vertex(end - far, Color32::TRANSPARENT);
        }
        for band in 0..3 {
            let (a, b) = (first + band, first + band + 4);
            self.mesh.add_triangle(a, a + 1, b);
            self.mesh.add_triangle(b, a + 1, b + 1);
        }
    }

    /// A line from point to point, those left out that would not be seen.
    pub fn path(&mut self, points: impl IntoIterator<Item = Pos2>, width: f32, colour: Color32) {
        self.walk(points, |pen, from, to| pen.line(from, to, width, colour));
    }

    /// The same, dashed.
    pub fn dashes(
        &mut self,
        points: impl IntoIterator<Item = Pos2>,
        width: f32,
        colour: Color32,
        dash: Dash,
    ) {
        let mut along = 0.0;
        self.walk(points, |pen, from, to| {
            along = pen.dashed_line(from, to, width, colour, dash, along);
        });
    }

    /// From `along` the pattern; gives how far along it the line ends.
    fn dashed_line(
        &mut self,
        from: Pos2,
        to: Pos2,
        width: f32,
        colour: Color32,
        dash: Dash,
        along: f32,
    ) -> f32 {
        let (whole, length) = (dash.on + dash.off, (to - from).length());
        let end = (along + length).rem_euclid(whole);
        let Some((seen_from, seen_to)) = cut(self.clip.expand(width + 1.0), from, to) else { return end };
        let way = (to - from) / length.max(1e-6);
        let (first, last) = ((seen_from - from).length(), (seen_to - from).length());
        // The begin of the dash that `first` falls into.
        let mut at = first - (along + first).rem_euclid(whole);
        while at < last {
            let (on, off) = (at.max(first), (at + dash.on).min(last));
            if off > on {
                self.stroke(from + way * on, from + way * off, width, colour);
            }
            at += whole;
        }
        end
    }

    fn walk(&mut self, points: impl IntoIterator<Item = Pos2>, mut leg: impl FnMut(&mut Self, Pos2, Pos2)) {
        let mut points = points.into_iter();
        let Some(mut from) = points.next() else { return };
        let mut left_out = None;
        for to in points {
            if (to - from).abs().max_elem() < GRAIN {
                left_out = Some(to);
                continue;
            }
            leg(self, from, to);
            (from, left_out) = (to, None);
        }
        if let Some(end) = left_out {
            leg(self, from, end);
        }
    }

    /// Fills what lies within an odd number of `rings`, in rows of `step` points: any form, holes and
    /// crossings too, without cutting it into triangles.
    pub fn fill(&mut self, rings: &[Vec<Pos2>], step: f32, colour: Color32) {
        for (y, from, to) in rows(rings, self.clip, step) {
            self.quad(Rect::from_min_max(pos2(from, y), pos2(to, y + step)), colour);
        }
    }

    /// Hatches it with slanting lines, `apart` points from each other.
    pub fn hatch(&mut self, rings: &[Vec<Pos2>], apart: f32, width: f32, colour: Color32) {
        const HALF: f32 = std::f32::consts::FRAC_1_SQRT_2;
        // Rows of a plane turned by 45° about the window's corner, so that hatches of neighbours meet.
        let turned = |at: Pos2| pos2((at.x + at.y) * HALF, (at.y - at.x) * HALF);
        let back = |at: Pos2| pos2((at.x - at.y) * HALF, (at.x + at.y) * HALF);
        let slanted: Vec<Vec<Pos2>> =
            rings.iter().map(|ring| ring.iter().copied().map(turned).collect()).collect();
        let clip = self.clip;
        let corners = [clip.left_top(), clip.right_top(), clip.left_bottom(), clip.right_bottom()];
        let room = Rect::from_points(&corners.map(turned));
        for (y, from, to) in rows(&slanted, room, apart) {
            let y = y + apart / 2.0;
            self.line(back(pos2(from, y)), back(pos2(to, y)), width, colour);
        }
    }

    /// A round dot.
    pub fn dot(&mut self, at: Pos2, radius: f32, colour: Color32) {
        self.shape(&octagon(at, radius), colour);
    }

    fn next(&self) -> u32 {
        u32::try_from(self.mesh.vertices.len()).unwrap_or(0)
    }
}

/// Round enough for a mark of a few points.
#[must_use]
pub fn octagon(at: Pos2, radius: f32) -> [Pos2; 8] {
    let near = radius * 0.414;
    [
        vec2(near, -radius),
        vec2(radius, -near),
        vec2(radius, near),
        vec2(near, radius),
        vec2(-near, radius),
        vec2(-radius, near),
        vec2(-radius, -near),
        vec2(-near, -radius),
    ]
    .map(|corner: Vec2| at + corner)
}

/// The part of a line that lies within `rect` (Liang and Barsky).
fn cut(rect: Rect, from: Pos2, to: Pos2) -> Option<(Pos2, Pos2)> {
    let way = to - from;
    let (mut first, mut last) = (0.0_f32, 1.0_f32);
    for (step, low, high) in [
        (way.x, rect.left() - from.x, rect.right() - from.x),
        (way.y, rect.top() - from.y, rect.bottom() - from.y),
    ] {
        if step == 0.0 {
            if low > 0.0 || high < 0.0 {
                return None;
            }
        } else {
            let (one, other) = (low / step, high / step);
            first = first.max(one.min(other));
            last = last.min(one.max(other));
        }
    }
    (first <= last && first.is_finite()).then(|| (from + way * first, from + way * last))
}

/// The stretches within an odd number of `rings`, row by row: top, left, right.
fn rows(rings: &[Vec<Pos2>], clip: Rect, step: f32) -> Vec<(f32, f32, f32)> {
    let (low, high) = rings
        .iter()
        .flatten()
        .fold((f32::INFINITY, f32::NEG_INFINITY), |(low, high), at| (low.min(at.y), high.max(at.y)));
    // Rows stand fast on the window, so that nothing flickers while the map is moved.
    let top = (low.max(clip.top()) / step).floor() * step;
    let bottom = high.min(clip.bottom());
    if !(top < bottom && step > 0.0) {
        return Vec::new();
    }
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "rows of a window")]
    let count = (((bottom - top) / step).ceil() as usize).min(20_000);
    let mut crossings: Vec<Vec<f32>> = vec![Vec::new(); count];
    for ring in rings {
        let Some(mut from) = ring.last().copied() else { continue };
        for &to in ring {
            let (upper, lower) = if from.y <= to.y { (from, to) } else { (to, from) };
            if upper.y < lower.y {
                // The rows whose middle lies between the two.
                #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "not negative")]
                let row = |y: f32| (((y - top) / step - 0.5).ceil().max(0.0) as usize).min(count);
                let slope = (lower.x - upper.x) / (lower.y - upper.y);
                for (nth, crossed) in crossings.iter_mut().enumerate().take(row(lower.y)).skip(row(upper.y)) {
                    #[expect(clippy::cast_precision_loss, reason = "rows of a window")]
                    let middle = top + (nth as f32 + 0.5) * step;
                    crossed.push(upper.x + slope * (middle - upper.y));
                }
            }
            from = to;
        }
    }
    let mut found = Vec::new();
    for (nth, mut crossed) in crossings.into_iter().enumerate() {
        crossed.sort_unstable_by(f32::total_cmp);
        #[expect(clippy::cast_precision_loss, reason = "rows of a window")]
        let y = top + nth as f32 * step;
        for pair in crossed.chunks_exact(2) {
            let (from, to) = (pair[0].max(clip.left()), pair[1].min(clip.right()));
            if from < to {
                found.push((y, from, to));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clip() -> Rect {
        Rect::from_min_size(pos2(0.0, 0.0), vec2(100.0, 100.0))
    }

    #[test]
    fn a_line_is_cut_to_what_is_in_view() {
        let (from, to) = cut(clip(), pos2(-50.0, 50.0), pos2(150.0, 50.0)).expect("it crosses");
        assert_eq!((from, to), (pos2(0.0, 50.0), pos2(100.0, 50.0)));
        assert_eq!(cut(clip(), pos2(-50.0, -1.0), pos2(150.0, -1.0)), None);
        assert_eq!(cut(clip(), pos2(110.0, 10.0), pos2(110.0, 90.0)), None);
    }

    #[test]
    fn what_is_filled_is_as_large_as_the_ring_and_leaves_its_hole_out() {
        let square =
            |low: f32, high: f32| vec![pos2(low, low), pos2(high, low), pos2(high, high), pos2(low, high)];
        let size = |rings: &[Vec<Pos2>]| -> f32 {
            rows(rings, clip(), 2.0).iter().map(|(_, from, to)| (to - from) * 2.0).sum()
        };
        assert!((size(&[square(10.0, 60.0)]) - 2_500.0).abs() < 1.0);
        assert!((size(&[square(10.0, 60.0), square(20.0, 40.0)]) - 2_100.0).abs() < 1.0);
        assert!((size(&[square(-500.0, 900.0)]) - 10_000.0).abs() < 1.0, "no more than is in view");
        assert!(size(&[]) < 1.0 && size(&[vec![pos2(5.0, 5.0)]]) < 1.0);
    }

    #[test]
    fn the_dashes_of_a_line_a_thousand_windows_long_are_few() {
        let mut pen = Pen::new(clip());
        let far = [pos2(-1e6, 30.0), pos2(1e6, 31.0)];
        pen.dashes(far, 2.0, Color32::WHITE, Dash { on: 6.0, off: 4.0 });
        let dashes = pen.mesh.vertices.len() / 8;
        assert!((10..=14).contains(&dashes), "{dashes}");
    }

    #[test]
    fn a_line_of_points_too_near_to_be_told_apart_is_one_leg_with_both_ends() {
        let mut pen = Pen::new(clip());
        pen.path([10.0, 10.5, 11.0, 11.5, 40.0, 40.2_f32].map(|x| pos2(x, 10.0)), 2.0, Color32::WHITE);
        let xs: Vec<f32> = pen.mesh.vertices.iter().map(|vertex| vertex.pos.x).collect();
        assert!(xs.contains(&10.0) && xs.contains(&40.0));
        assert_eq!(pen.mesh.vertices.len() / 8, 2);
    }
}
