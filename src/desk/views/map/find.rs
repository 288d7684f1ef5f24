//! What is under the pointer, and what a lasso encloses.

use super::chart::Chart;
use super::closures::Closures;
use super::layers::{Layer, Layers};
use super::marks;
use super::paint::shows_truck;
use super::projection::{Bounds, Point, Stage};
use super::tools::{Form, Sketch, encloses};
use crate::domain::ids::{HoldId, RetailerCode};
use crate::domain::place::Place;
use egui::{Pos2, Rect, vec2};

/// What stands at a place of the map. Lines by their place in the chart, stops by their position on the route.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Under {
    #[default]
    Nothing,
    Stop(usize, usize),
    Vehicle(usize),
    Line(usize),
    Hold(HoldId),
    Handle(Handle),
}

/// What a sketch is pulled by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handle {
    Corner(usize),
    /// The middle of the edge after this corner: pulled, it becomes a corner.
    Edge(usize),
    Centre,
    Rim,
}

/// How near the pointer must be, in points.
const GRASP: f32 = 8.0;
const LINE_GRASP: f32 = 4.0;

/// All that can be pointed at.
pub struct Things<'a> {
    pub stage: &'a Stage,
    pub chart: &'a Chart,
    pub closures: &'a Closures,
    pub layers: Layers,
    pub sketch: Option<&'a Sketch>,
}

impl Things<'_> {
    #[must_use]
    pub fn under(&self, at: Pos2) -> Under {
        if let Some(handle) = self.sketch.and_then(|sketch| handle_at(self.stage, sketch, at)) {
            return Under::Handle(handle);
        }
        if self.layers.shows(Layer::Vehicles)
            && let Some(line) = self.vehicle_at(at)
        {
            return Under::Vehicle(line);
        }
        if self.layers.shows(Layer::Stops)
            && let Some((line, stop)) = self.stop_at(at)
        {
            return Under::Stop(line, stop);
        }
        if self.layers.shows(Layer::Routes)
            && let Some(line) = self.line_at(at)
        {
            return Under::Line(line);
        }
        if self.layers.shows(Layer::Holds)
            && let Some(id) = self.hold_at(at)
        {
            return Under::Hold(id);
        }
        Under::Nothing
    }

    fn around(&self, at: Pos2, reach: f32) -> Bounds {
        Bounds {
            min: self.stage.point(at - vec2(reach, reach)),
            max: self.stage.point(at + vec2(reach, reach)),
        }
    }

    fn vehicle_at(&self, at: Pos2) -> Option<usize> {
        let near = |point: Point| {
            Rect::from_center_size(self.stage.screen(point), marks::TRUCK * 2.0).expand(1.0).contains(at)
        };
        let lines = self.chart.lines.iter().enumerate().rev();
        let mut shown = lines.filter(|(_, line)| shows_truck(line));
        shown.find(|(_, line)| line.vehicle.is_some_and(|truck| near(truck.at))).map(|(line, _)| line)
    }

    fn stop_at(&self, at: Pos2) -> Option<(usize, usize)> {
        let box_around = self.around(at, GRASP);
        let mut best: Option<(f32, (usize, usize))> = None;
        for (nth, line) in self.chart.lines.iter().enumerate().filter(|(_, l)| l.bounds.meets(box_around)) {
            for (stop, place) in line.stops.iter().enumerate() {
                let Some(place) = place.filter(|place| box_around.contains(*place)) else { continue };
                let loud = line.lane.outlook.stops.get(stop).is_some_and(|stop| marks::is_loud(stop.state));
                // Of two as near, the one that is painted over the other.
                let far = self.stage.screen(place).distance(at) - if loud { 1.5 } else { 0.0 };
                if far <= GRASP && best.is_none_or(|(nearest, _)| far < nearest) {
                    best = Some((far, (nth, stop)));
                }
            }
        }
        best.map(|(_, found)| found)
    }

    fn line_at(&self, at: Pos2) -> Option<usize> {
        let box_around = self.around(at, LINE_GRASP);
        let mut best: Option<(f32, usize)> = None;
        for (nth, line) in self.chart.lines.iter().enumerate().filter(|(_, l)| l.bounds.meets(box_around)) {
            for leg in line.driven.windows(2).chain(line.ahead.windows(2)) {
                if !Bounds::of([leg[0], leg[1]]).meets(box_around) {
                    continue;
                }
                let far = from_segment(at, self.stage.screen(leg[0]), self.stage.screen(leg[1]));
                if far <= LINE_GRASP && best.is_none_or(|(nearest, _)| far < nearest) {
                    best = Some((far, nth));
                }
            }
        }
        best.map(|(_, line)| line)
    }

    fn hold_at(&self, at: Pos2) -> Option<HoldId> {
        let point = self.stage.point(at);
        let over = self.closures.holds.iter().filter(|closure| {
            closure.bounds.contains(point) && closure.rings.iter().any(|ring| encloses(ring, point))
        });
        // The smallest: a larger one is easy to find elsewhere.
        let size = |bounds: Bounds| (bounds.max.x - bounds.min.x) * (bounds.max.y - bounds.min.y);
        let smallest = over.min_by(|a, b| size(a.bounds).total_cmp(&size(b.bounds)));
        smallest.map(|closure| closure.id.clone())
    }
}

fn from_segment(at: Pos2, from: Pos2, to: Pos2) -> f32 {
    let way = to - from;
    let share =
        if way.length_sq() > 0.0 { ((at - from).dot(way) / way.length_sq()).clamp(0.0, 1.0) } else { 0.0 };
    at.distance(from + way * share)
}

/// The rim of a circle is pulled at its east.
#[must_use]
pub fn rim(centre: Place, metres: f64) -> Option<Place> {
    // A circle's ring begins in the north; a quarter of it lies before the east.
    let ring = super::closures::circle(centre, metres);
    ring.get(ring.len() / 4)?.place()
}

fn handle_at(stage: &Stage, sketch: &Sketch, at: Pos2) -> Option<Handle> {
    let near = |place: Place| stage.of_place(place).distance(at) <= GRASP;
    match &sketch.form {
        Form::Circle(centre, radius) => {
            if rim(*centre, *radius).is_some_and(near) {
                Some(Handle::Rim)
            } else {
                near(*centre).then_some(Handle::Centre)
            }
        }
        Form::Polygon(corners) => {
            if let Some(corner) = corners.iter().position(|corner| near(*corner)) {
                return Some(Handle::Corner(corner));
            }
            let n = corners.len();
            let edges = (0..n).filter(|_| sketch.done);
            let middle = |edge: usize| {
                let (one, other) = (stage.of_place(corners[edge]), stage.of_place(corners[(edge + 1) % n]));
                // The middle of a short edge would be in the way of its corners.
                (one.distance(other) > 4.0 * GRASP).then(|| one + (other - one) / 2.0)
            };
            edges
                .into_iter()
                .find(|edge| middle(*edge).is_some_and(|m| m.distance(at) <= GRASP))
                .map(Handle::Edge)
        }
    }
}

/// Every stop shown that a closed line encloses.
#[must_use]
pub fn enclosed(chart: &Chart, ring: &[Point]) -> Vec<RetailerCode> {
    let bounds = Bounds::of(ring.iter().copied());
    let mut found = Vec::new();
    for line in chart.lines.iter().filter(|line| line.bounds.meets(bounds)) {
        for (stop, place) in line.lane.route.stops.iter().zip(&line.stops) {
            if place.is_some_and(|place| bounds.contains(place) && encloses(ring, place)) {
                found.push(stop.retailer.clone());
            }
        }
    }
    found
}
