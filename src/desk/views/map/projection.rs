//! Where places stand on the map: Web Mercator on the unit square, the camera over it, and back to degrees.
//! Plain arithmetic; paints nothing and knows no snapshot.

use crate::domain::place::Place;
use egui::{Pos2, Rect, Vec2, pos2, vec2};
use serde::{Deserialize, Serialize};
use std::f64::consts::{PI, TAU};

/// A place on the unit square: x grows to the east, y to the south.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Point {
    pub x: f64,
    pub y: f64,
}

/// Web Mercator ends here; what lies nearer to a pole stands on the edge.
const LAST_LATITUDE: f64 = 85.051_128_779_8;
/// Around the equator, in metres, as Web Mercator has it.
const EQUATOR: f64 = TAU * 6_378_137.0;

impl Point {
    #[must_use]
    pub fn of(place: Place) -> Self {
        Self::from_degrees(place.lat(), place.lon())
    }

    #[must_use]
    pub fn from_degrees(lat: f64, lon: f64) -> Self {
        let sine = libm::sin(lat.clamp(-LAST_LATITUDE, LAST_LATITUDE).to_radians());
        Self { x: lon / 360.0 + 0.5, y: 0.5 - libm::log((1.0 + sine) / (1.0 - sine)) / (2.0 * TAU) }
    }

    /// Degrees north and east; beyond the square's edges those of the edge.
    #[must_use]
    pub fn degrees(self) -> (f64, f64) {
        let y = self.y.clamp(0.0, 1.0);
        let lat = libm::atan(libm::sinh(PI * (1.0 - 2.0 * y))).to_degrees();
        (lat, (self.x.clamp(0.0, 1.0) - 0.5) * 360.0)
    }

    #[must_use]
    pub fn place(self) -> Option<Place> {
        let (lat, lon) = self.degrees();
        Place::from_degrees(lat, lon)
    }

    #[must_use]
    pub fn towards(self, other: Self, share: f64) -> Self {
        Self { x: self.x + (other.x - self.x) * share, y: self.y + (other.y - self.y) * share }
    }
}

/// A box on the unit square. Empty where it holds nothing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    pub min: Point,
    pub max: Point,
}

impl Default for Bounds {
    fn default() -> Self {
        let (low, high) = (f64::NEG_INFINITY, f64::INFINITY);
        Self { min: Point { x: high, y: high }, max: Point { x: low, y: low } }
    }
}

impl Bounds {
    #[must_use]
    pub fn of(points: impl IntoIterator<Item = Point>) -> Self {
        let mut bounds = Self::default();
        points.into_iter().for_each(|point| bounds.add(point));
        bounds
    }

    pub fn add(&mut self, point: Point) {
        self.min = Point { x: self.min.x.min(point.x), y: self.min.y.min(point.y) };
        self.max = Point { x: self.max.x.max(point.x), y: self.max.y.max(point.y) };
    }

    pub fn add_all(&mut self, other: Self) {
        if !other.is_empty() {
            self.add(other.min);
            self.add(other.max);
        }
    }

    #[must_use]
    pub fn is_empty(self) -> bool {
        self.min.x > self.max.x
    }

    #[must_use]
    pub fn contains(self, point: Point) -> bool {
        (self.min.x..=self.max.x).contains(&point.x) && (self.min.y..=self.max.y).contains(&point.y)
    }

    #[must_use]
    pub fn meets(self, other: Self) -> bool {
        self.min.x <= other.max.x
            && other.min.x <= self.max.x
            && self.min.y <= other.max.y
            && other.min.y <= self.max.y
    }

    #[must_use]
    pub fn centre(self) -> Point {
        self.min.towards(self.max, 0.5)
    }
}

/// What is fitted keeps off the edges, and at the left off the strip of tools, in points.
const LEFT: f32 = 96.0;
const RIGHT: f32 = 56.0;
const HIGH: f32 = 56.0;

/// Where one looks: kept from day to day, so that the map opens as it was left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Camera {
    /// In the middle, on the unit square.
    pub x: f64,
    pub y: f64,
    /// As tile servers count: 256 points around the world at 0, twice as many with each step. Zero until the
    /// first frame fits the day.
    pub zoom: f64,
}

impl Camera {
    /// From half a continent to a doorstep.
    pub const ZOOMS: std::ops::RangeInclusive<f64> = 3.0..=19.0;
    /// No closer than this is gone of itself, however little there is to be seen.
    const FIT_MOST: f64 = 16.0;

    /// Was it ever set, and to something?
    #[must_use]
    pub fn is_set(&self) -> bool {
        self.x.is_finite() && self.y.is_finite() && self.zoom.is_finite() && self.zoom >= *Self::ZOOMS.start()
    }

    /// Points around the world.
    #[must_use]
    pub fn scale(&self) -> f64 {
        256.0 * libm::exp2(self.zoom)
    }

    /// Shows all of `bounds` in an `extent` with a margin; leaves all as it is where there is nothing to show.
    pub fn fit(&mut self, bounds: Bounds, extent: Vec2) {
        if bounds.is_empty() {
            return;
        }
        let room = |side: f32, margins: f32| f64::from((side - margins).max(64.0));
        let across = |span: f64, room: f64| if span > 0.0 { room / span } else { f64::INFINITY };
        let scale = across(bounds.max.x - bounds.min.x, room(extent.x, LEFT + RIGHT))
            .min(across(bounds.max.y - bounds.min.y, room(extent.y, 2.0 * HIGH)));
        self.zoom = libm::log2(scale / 256.0).clamp(*Self::ZOOMS.start(), Self::FIT_MOST);
        self.look_at(bounds.centre());
        self.pan(vec2((LEFT - RIGHT) / 2.0, 0.0));
    }

    pub fn look_at(&mut self, point: Point) {
        (self.x, self.y) = (point.x, point.y);
        self.clamp();
    }

    /// Moves the content by `delta` points.
    pub fn pan(&mut self, delta: Vec2) {
        self.x -= f64::from(delta.x) / self.scale();
        self.y -= f64::from(delta.y) / self.scale();
        self.clamp();
    }

    /// Zooms in by `factor` (out below 1); what stands `from_middle` stays there.
    pub fn zoom_by(&mut self, factor: f64, from_middle: Vec2) {
        if !(factor.is_finite() && factor > 0.0) {
            return;
        }
        let before = self.scale();
        self.zoom = (self.zoom + libm::log2(factor)).clamp(*Self::ZOOMS.start(), *Self::ZOOMS.end());
        let after = self.scale();
        self.x += f64::from(from_middle.x) * (1.0 / before - 1.0 / after);
        self.y += f64::from(from_middle.y) * (1.0 / before - 1.0 / after);
        self.clamp();
    }

    /// The middle stays on the map.
    fn clamp(&mut self) {
        self.x = self.x.clamp(0.0, 1.0);
        self.y = self.y.clamp(0.0, 1.0);
    }
}

/// The map on the screen.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Stage {
    pub rect: Rect,
    camera: Camera,
    scale: f64,
}

impl Stage {
    #[must_use]
    pub fn new(rect: Rect, camera: Camera) -> Self {
        Self { rect, camera, scale: camera.scale() }
    }

    #[must_use]
    #[expect(clippy::cast_possible_truncation, reason = "points on a screen, near it to within a little")]
    pub fn screen(&self, point: Point) -> Pos2 {
        let middle = self.rect.center();
        pos2(
            middle.x + ((point.x - self.camera.x) * self.scale) as f32,
            middle.y + ((point.y - self.camera.y) * self.scale) as f32,
        )
    }

    #[must_use]
    pub fn of_place(&self, place: Place) -> Pos2 {
        self.screen(Point::of(place))
    }

    #[must_use]
    pub fn point(&self, at: Pos2) -> Point {
        let from = at - self.rect.center();
        Point {
            x: self.camera.x + f64::from(from.x) / self.scale,
            y: self.camera.y + f64::from(from.y) / self.scale,
        }
    }

    /// The place at `at`; that of the map's edge where `at` lies beyond it.
    #[must_use]
    pub fn place(&self, at: Pos2) -> Option<Place> {
        self.point(at).place()
    }

    /// What is in view, and `margin` points around it.
    #[must_use]
    pub fn view(&self, margin: f32) -> Bounds {
        let rect = self.rect.expand(margin);
        Bounds { min: self.point(rect.min), max: self.point(rect.max) }
    }

    #[must_use]
    pub const fn zoom(&self) -> f64 {
        self.camera.zoom
    }

    /// Points around the world.
    #[must_use]
    pub const fn scale(&self) -> f64 {
        self.scale
    }

    /// On the ground, in the middle of the view.
    #[must_use]
    pub fn metres_per_point(&self) -> f64 {
        let (lat, _) = self.point(self.rect.center()).degrees();
        EQUATOR * libm::cos(lat.to_radians()) / self.scale
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn place(lat: f64, lon: f64) -> Place {
        Place::from_degrees(lat, lon).expect("on the earth")
    }

    fn stage(lat: f64, lon: f64, zoom: f64) -> Stage {
        let middle = Point::from_degrees(lat, lon);
        let rect = Rect::from_min_size(pos2(90.0, 60.0), vec2(1200.0, 800.0));
        Stage::new(rect, Camera { x: middle.x, y: middle.y, zoom })
    }

    #[test]
    fn the_square_is_that_of_every_tile_server() {
        let origin = Point::of(place(0.0, 0.0));
        assert!((origin.x - 0.5).abs() < 1e-12 && (origin.y - 0.5).abs() < 1e-12);
        // Tile 13/6617/3312 begins at 110.786133° E, 32.546813° N.
        let point = Point::from_degrees(32.546_813_2, 110.786_132_8);
        let tiles = libm::exp2(13.0);
        assert!((point.x * tiles - 6617.0).abs() < 1e-4, "{}", point.x * tiles);
        assert!((point.y * tiles - 3312.0).abs() < 1e-4, "{}", point.y * tiles);
    }

    #[test]
    fn a_fitted_day_lies_within_the_view_whatever_its_form() {
        let extent = vec2(900.0, 500.0);
        let rect = Rect::from_min_size(Pos2::ZERO, extent);
        for corners in [
            [(32.5, 110.5), (32.7, 111.9)],
            [(30.0, 110.5), (33.7, 110.6)],
            [(32.6, 110.8), (32.6, 110.8)],
            [(-80.0, -179.0), (85.0, 179.0)],
        ] {
            let points = corners.map(|(lat, lon)| Point::from_degrees(lat, lon));
            let mut camera = Camera::default();
            camera.fit(Bounds::of(points), extent);
            assert!(camera.is_set());
            let stage = Stage::new(rect, camera);
            let limit = if camera.zoom > 3.0 { rect } else { rect.expand(1e4) };
            assert!(points.iter().all(|point| limit.contains(stage.screen(*point))), "{corners:?}");
        }
    }

    #[test]
    fn zooming_keeps_the_place_under_the_pointer() {
        let mut camera = Camera::default();
        camera.look_at(Point::from_degrees(32.6, 110.8));
        camera.zoom = 11.0;
        let rect = Rect::from_min_size(Pos2::ZERO, vec2(1000.0, 700.0));
        let at = pos2(810.0, 120.0);
        let before = Stage::new(rect, camera).place(at).expect("a place");
        for factor in [2.0, 1.7, 0.3, 0.25, 5.0] {
            camera.zoom_by(factor, at - rect.center());
            let after = Stage::new(rect, camera).place(at).expect("a place");
            assert!(before.metres_to(after) < 1.0, "{factor}");
        }
        camera.zoom_by(f64::NAN, Vec2::ZERO);
        camera.zoom_by(0.0, Vec2::ZERO);
        assert!(camera.is_set());
    }

    #[test]
    fn a_metre_is_a_metre_in_the_middle_of_the_view() {
        let stage = stage(32.6, 110.8, 12.0);
        let from = stage.rect.center();
        let (here, there) = (stage.place(from), stage.place(from + vec2(100.0, 0.0)));
        let metres = here.expect("a place").metres_to(there.expect("a place"));
        let drawn = stage.metres_per_point() * 100.0;
        assert!((metres / drawn - 1.0).abs() < 0.003, "{metres} and {drawn}");
    }

    proptest! {
        #[test]
        fn a_place_comes_back_from_where_it_is_drawn(
            lat in -84.9_f64..84.9, lon in -180.0_f64..180.0, zoom in 3.0_f64..19.0,
        ) {
            let there = place(lat, lon);
            let stage = stage((lat + 0.3 / zoom).clamp(-85.0, 85.0), (lon - 0.2 / zoom).clamp(-180.0, 180.0), zoom);
            let back = stage.place(stage.of_place(there)).expect("a place");
            // A tenth of a point at most; far off the screen an f32 rounds by more.
            let at = stage.of_place(there);
            if stage.rect.expand(2_000.0).contains(at) {
                prop_assert!(there.metres_to(back) <= stage.metres_per_point() * 0.5 + 0.1);
            }
        }

        #[test]
        fn nothing_breaks_at_the_poles_and_where_the_days_meet(
            lat in -90.0_f64..=90.0, lon in -180.0_f64..=180.0, zoom in 3.0_f64..19.0,
            x in -5e4_f32..5e4, y in -5e4_f32..5e4,
        ) {
            let mut camera = Camera { x: 0.5, y: 0.5, zoom };
            camera.look_at(Point::of(place(lat, lon)));
            camera.pan(vec2(x, y));
            camera.zoom_by(f64::from(x.abs() + 0.01), vec2(y, x));
            prop_assert!(camera.is_set());
            let stage = Stage::new(Rect::from_min_size(Pos2::ZERO, vec2(800.0, 600.0)), camera);
            prop_assert!(stage.place(pos2(x, y)).is_some());
            let at = stage.of_place(place(lat, lon));
            prop_assert!(at.x.is_finite() && at.y.is_finite());
        }
    }
}
