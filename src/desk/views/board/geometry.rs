//! Where things stand on the board: time to x and back, lanes to y and back, which stops are in view.
//! Plain arithmetic; paints nothing and knows no snapshot.

use crate::domain::time::TimeOfDay;
use egui::{Pos2, Rect, Vec2, pos2, vec2};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// How tall lanes are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Density {
    /// Two lines of facts in each head.
    #[default]
    Roomy,
    /// One line.
    Compact,
    /// As many lanes as fit, down to a few pixels each; heads only where a line fits.
    Overview,
}

impl Density {
    pub const ALL: [Self; 3] = [Self::Roomy, Self::Compact, Self::Overview];

    /// The height of each of `lanes` lanes in a field `height` high, in points.
    #[must_use]
    pub fn lane_height(self, lanes: usize, height: f32) -> f32 {
        match self {
            Self::Roomy => 44.0,
            Self::Compact => 22.0,
            #[expect(clippy::cast_precision_loss, reason = "a day has hundreds of lanes")]
            Self::Overview => (height / lanes.max(1) as f32).floor().clamp(5.0, 22.0),
        }
    }
}

/// Where one looks: kept from day to day, so that the board opens as it was left.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Camera {
    /// Points per hour; zero until the first frame fits the day.
    pub scale: f32,
    /// Seconds since midnight at the field's left edge.
    pub left: f32,
    /// Points scrolled down.
    pub top: f32,
    pub density: Density,
}

impl Default for Camera {
    fn default() -> Self {
        Self { scale: 0.0, left: 0.0, top: 0.0, density: Density::Roomy }
    }
}

impl Camera {
    const SCALES: std::ops::RangeInclusive<f32> = 20.0..=6000.0;
    const LAST: f32 = 48.0 * 3600.0;

    /// Shows `from` to `until` over `width` points.
    pub fn fit(&mut self, from: TimeOfDay, until: TimeOfDay, width: f32) {
        let span = seconds(until) - seconds(from);
        self.scale = (width * 3600.0 / span.max(900.0)).clamp(*Self::SCALES.start(), *Self::SCALES.end());
        self.left = seconds(from);
    }

    /// Zooms in by `factor` (out below 1); what is `x` points right of the left edge stays there.
    pub fn zoom(&mut self, factor: f32, x: f32) {
        if !(factor.is_finite() && factor > 0.0) {
            return;
        }
        let held = self.left + x * 3600.0 / self.scale.max(1.0);
        self.scale = (self.scale * factor).clamp(*Self::SCALES.start(), *Self::SCALES.end());
        self.left = held - x * 3600.0 / self.scale;
    }

    /// Moves the content by `delta` points.
    pub fn pan(&mut self, delta: Vec2) {
        self.left -= delta.x * 3600.0 / self.scale.max(1.0);
        self.top -= delta.y;
    }

    /// Puts `at` at a third of the width, so that more of what comes is seen than of what was.
    pub fn look_at(&mut self, at: TimeOfDay, width: f32) {
        self.left = seconds(at) - width / 3.0 * 3600.0 / self.scale.max(1.0);
    }

    /// Keeps the view on the service day and on the lanes.
    pub fn clamp(&mut self, field: Vec2, lanes_height: f32) {
        let shown = field.x * 3600.0 / self.scale.max(1.0);
        self.left = self.left.clamp(0.0, (Self::LAST - shown).max(0.0));
        self.top = self.top.clamp(0.0, (lanes_height - field.y).max(0.0));
    }
}

/// The board's parts on the screen: heads at the left, the axis above, the field between.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stage {
    pub axis: Rect,
    pub heads: Rect,
    pub field: Rect,
    pub lane_height: f32,
    pub lanes: usize,
    camera: Camera,
}

impl Stage {
    pub const AXIS_HEIGHT: f32 = 30.0;

    #[must_use]
    pub fn new(all: Rect, head_width: f32, lanes: usize, camera: Camera) -> Self {
        let corner = pos2(all.left() + head_width.min(all.width() / 2.0), all.top() + Self::AXIS_HEIGHT);
        let field = Rect::from_min_max(corner, all.max.max(corner));
        Self {
            axis: Rect::from_min_max(pos2(field.left(), all.top()), pos2(field.right(), field.top())),
            heads: Rect::from_min_max(pos2(all.left(), field.top()), field.left_bottom()),
            field,
            lane_height: camera.density.lane_height(lanes, field.height()),
            lanes,
            camera,
        }
    }

    /// All lanes together, in points.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "a day has hundreds of lanes")]
    pub fn lanes_height(&self) -> f32 {
        self.lanes as f32 * self.lane_height
    }

    #[must_use]
    pub fn points_per_second(&self) -> f32 {
        self.camera.scale / 3600.0
    }

    #[must_use]
    pub fn x(&self, at: TimeOfDay) -> f32 {
        self.field.left() + (seconds(at) - self.camera.left) * self.points_per_second()
    }

    /// The time at `x`, kept within the service day.
    #[must_use]
    pub fn time(&self, x: f32) -> TimeOfDay {
        let at = self.camera.left + (x - self.field.left()) / self.points_per_second().max(f32::EPSILON);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to two days")]
        TimeOfDay::from_seconds(at.round().clamp(0.0, Camera::LAST) as u32)
    }

    /// First and last time in view.
    #[must_use]
    pub fn span(&self) -> (TimeOfDay, TimeOfDay) {
        (self.time(self.field.left()), self.time(self.field.right()))
    }

    /// A lane across the field.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "a day has hundreds of lanes")]
    pub fn lane(&self, index: usize) -> Rect {
        let top = self.field.top() - self.camera.top + index as f32 * self.lane_height;
        Rect::from_min_size(pos2(self.field.left(), top), vec2(self.field.width(), self.lane_height))
    }

    #[must_use]
    pub fn head(&self, index: usize) -> Rect {
        let lane = self.lane(index);
        Rect::from_min_max(pos2(self.heads.left(), lane.top()), lane.left_bottom())
    }

    /// The lane at `y`, if there is one.
    #[must_use]
    pub fn lane_at(&self, y: f32) -> Option<usize> {
        let within = (self.field.top()..self.field.bottom()).contains(&y);
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked: not negative")]
        let index = (y - self.field.top() + self.camera.top).max(0.0).div_euclid(self.lane_height) as usize;
        (within && index < self.lanes).then_some(index)
    }

    /// The lanes in view.
    #[must_use]
    pub fn lanes_in_view(&self) -> Range<usize> {
        self.lanes_between(self.field.top(), self.field.bottom())
    }

    /// The lanes that reach into the strip from `top` to `bottom`.
    #[must_use]
    pub fn lanes_between(&self, top: f32, bottom: f32) -> Range<usize> {
        let index = |y: f32| (y - self.field.top() + self.camera.top).max(0.0) / self.lane_height;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "not negative, and few")]
        let (first, last) = (index(top).floor() as usize, index(bottom).ceil() as usize);
        first.min(self.lanes)..last.min(self.lanes)
    }

    /// Is `at` over the field (not over heads or axis)?
    #[must_use]
    pub fn over_field(&self, at: Pos2) -> bool {
        self.field.contains(at)
    }
}

/// Seconds since midnight, for drawing.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "two days of seconds fit an f32 exactly")]
pub fn seconds(at: TimeOfDay) -> f32 {
    at.seconds() as f32
}

/// What lets the stops in view be found by binary search though a stop put off, or one served out of order,
/// may stand out of its time: how far the stops up to each reach, and where those from each begin.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    latest_so_far: Vec<TimeOfDay>,
    earliest_from_here: Vec<TimeOfDay>,
}

impl Reach {
    /// Of stops given as arrival and leave, in order of service.
    #[must_use]
    pub fn of(spans: impl DoubleEndedIterator<Item = (TimeOfDay, TimeOfDay)> + Clone) -> Self {
        let mut latest = TimeOfDay::MIDNIGHT;
        let latest_so_far = spans
            .clone()
            .map(|(_, leaves)| {
                latest = latest.max(leaves);
                latest
            })
            .collect();
        let mut earliest = TimeOfDay::LAST;
        let mut earliest_from_here: Vec<_> = spans
            .rev()
            .map(|(arrives, _)| {
                earliest = earliest.min(arrives);
                earliest
            })
            .collect();
        earliest_from_here.reverse();
        Self { latest_so_far, earliest_from_here }
    }

    /// The smallest run of stops that holds every one standing between `from` and `until`.
    #[must_use]
    pub fn between(&self, from: TimeOfDay, until: TimeOfDay) -> Range<usize> {
        let first = self.latest_so_far.partition_point(|&latest| latest < from);
        let end = self.earliest_from_here.partition_point(|&earliest| earliest <= until);
        first.min(end)..end
    }
}

/// Minutes between labelled lines of the axis, and between the fine ones, at `scale` points an hour.
#[must_use]
pub fn ticks(scale: f32) -> (u32, u32) {
    const STEPS: [(u32, u32); 8] =
        [(1, 1), (5, 1), (10, 5), (15, 5), (30, 10), (60, 15), (120, 30), (240, 60)];
    const LABEL: f32 = 54.0;
    #[expect(clippy::cast_precision_loss, reason = "small whole numbers")]
    let fits = |minutes: u32| minutes as f32 * scale / 60.0 >= LABEL;
    STEPS.into_iter().find(|(labelled, _)| fits(*labelled)).unwrap_or((480, 120))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn stage(camera: Camera, lanes: usize) -> Stage {
        Stage::new(Rect::from_min_size(pos2(10.0, 20.0), vec2(1200.0, 700.0)), 240.0, lanes, camera)
    }

    fn fitted() -> Camera {
        let mut camera = Camera::default();
        camera.fit(TimeOfDay::hm(7, 0), TimeOfDay::hm(19, 0), 960.0);
        camera
    }

    #[test]
    fn a_fitted_day_fills_the_field_from_edge_to_edge() {
        let stage = stage(fitted(), 10);
        assert!((stage.x(TimeOfDay::hm(7, 0)) - stage.field.left()).abs() < 0.01);
        assert!((stage.x(TimeOfDay::hm(19, 0)) - stage.field.right()).abs() < 0.01);
    }

    #[test]
    fn zooming_keeps_the_time_under_the_pointer() {
        let mut camera = fitted();
        let before = stage(camera, 10).time(700.0);
        let x = 700.0 - stage(camera, 10).field.left();
        camera.zoom(3.0, x);
        assert!(before.apart(stage(camera, 10).time(700.0)).0 <= 1);
        camera.zoom(0.2, x);
        assert!(before.apart(stage(camera, 10).time(700.0)).0 <= 1);
    }

    #[test]
    fn a_zoom_that_is_no_number_changes_nothing() {
        let mut camera = fitted();
        for factor in [f32::NAN, f32::INFINITY, 0.0, -1.0] {
            camera.zoom(factor, 100.0);
        }
        assert_eq!(camera, fitted());
    }

    #[test]
    fn each_lane_is_found_at_its_own_middle_and_nothing_below_the_last() {
        let stage = stage(fitted(), 3);
        for index in 0..3 {
            assert_eq!(stage.lane_at(stage.lane(index).center().y), Some(index));
        }
        assert_eq!(stage.lane_at(stage.lane(2).bottom() + 1.0), None);
        assert_eq!(stage.lane_at(stage.field.top() - 1.0), None, "the axis is no lane");
    }

    #[test]
    fn only_lanes_that_reach_into_the_field_are_in_view() {
        let camera = Camera { top: 100.0, ..fitted() };
        let stage = stage(camera, 150);
        let view = stage.lanes_in_view();
        assert!(stage.lane(view.start).bottom() > stage.field.top());
        assert!(stage.lane(view.start - 1).bottom() <= stage.field.top());
        assert!(stage.lane(view.end).top() >= stage.field.bottom());
    }

    #[test]
    fn the_overview_shows_every_lane_of_a_province_at_once() {
        let camera = Camera { density: Density::Overview, ..fitted() };
        let all = Rect::from_min_size(Pos2::ZERO, vec2(1400.0, 860.0));
        let stage = Stage::new(all, 240.0, 150, camera);
        assert!(stage.lanes_height() <= stage.field.height());
        assert_eq!(stage.lanes_in_view(), 0..150);
    }

    #[test]
    fn labels_of_the_axis_never_run_into_each_other() {
        for scale in [20.0, 33.0, 80.0, 150.0, 400.0, 1500.0, 6000.0_f32] {
            let (labelled, fine) = ticks(scale);
            assert!(f64::from(labelled) * f64::from(scale) / 60.0 >= 54.0, "{scale}");
            assert_eq!(labelled % fine, 0);
        }
    }

    proptest! {
        #[test]
        fn time_to_x_and_back_is_the_same_time(at in 0_u32..172_000, scale in 20.0_f32..6000.0, left in 0.0_f32..100_000.0) {
            let stage = stage(Camera { scale, left, ..Camera::default() }, 1);
            let at = TimeOfDay::from_seconds(at);
            // Far off the screen an f32 rounds by a little.
            let grain = 4;
            prop_assert!(stage.time(stage.x(at)).apart(at).0 <= grain);
        }

        #[test]
        fn no_stop_in_view_is_culled_whatever_the_order(
            spans in prop::collection::vec((0_u32..80_000, 0_u32..2_000), 0..60),
            from in 0_u32..80_000, width in 0_u32..20_000,
        ) {
            let spans: Vec<_> = spans
                .into_iter()
                .map(|(at, long)| (TimeOfDay::from_seconds(at), TimeOfDay::from_seconds(at + long)))
                .collect();
            let (from, until) = (TimeOfDay::from_seconds(from), TimeOfDay::from_seconds(from + width));
            let found = Reach::of(spans.iter().copied()).between(from, until);
            for (index, (arrives, leaves)) in spans.iter().enumerate() {
                if *leaves >= from && *arrives <= until {
                    prop_assert!(found.contains(&index));
                }
            }
        }

        #[test]
        fn of_stops_in_order_only_those_in_view_are_kept(count in 1_u32..150, from in 0_u32..40_000, width in 1_u32..9_000) {
            let spans: Vec<_> = (0..count)
                .map(|n| (TimeOfDay::from_seconds(n * 240), TimeOfDay::from_seconds(n * 240 + 120)))
                .collect();
            let (from, until) = (TimeOfDay::from_seconds(from), TimeOfDay::from_seconds(from + width));
            for index in Reach::of(spans.iter().copied()).between(from, until) {
                prop_assert!(spans[index].1 >= from && spans[index].0 <= until);
            }
        }
    }
}
