//! Holds and districts as shapes on the map, told once and kept until holds, outlines or the clock change.

use super::chart::Chart;
use super::projection::{Bounds, Point};
use super::tools::encloses;
use crate::desk::snapshot::Snapshot;
use crate::domain::ids::{DistrictCode, HoldId, RouteId};
use crate::domain::network::{District, Name};
use crate::domain::place::{Area, Place};
use crate::domain::weather::{Hold, HoldState, Signal};
use std::sync::Arc;

/// A hold on the map.
#[derive(Clone, Debug)]
pub struct Closure {
    pub id: HoldId,
    pub signal: Signal,
    pub state: HoldState,
    /// What it covers on the ground, as far as that is known.
    pub rings: Vec<Vec<Point>>,
    /// Whole routes it closes, and districts by their codes.
    pub routes: Vec<RouteId>,
    pub districts: Vec<DistrictCode>,
    /// Stops it covers where no outline says so: by district, or of routes.
    pub stops: Vec<Point>,
    /// Where its name stands.
    pub anchor: Option<Point>,
    pub bounds: Bounds,
}

/// The outline of a district on the map.
#[derive(Clone, Debug)]
pub struct Outline {
    pub name: Name,
    pub rings: Vec<Vec<Point>>,
    pub bounds: Bounds,
}

#[derive(Clone, Debug, Default)]
pub struct Closures {
    /// In force last, so that they are painted over the others.
    pub holds: Vec<Closure>,
    pub districts: Vec<Outline>,
    made_of: Option<(Snapshot, u64)>,
}

impl Closures {
    pub fn follow(&mut self, snapshot: &Snapshot, chart: &Chart) {
        let outlines = &snapshot.state.network.districts;
        let before = self.made_of.as_ref();
        let same_outlines =
            before.is_some_and(|(made, _)| Arc::ptr_eq(&made.state.network.districts, outlines));
        let same_holds = before.is_some_and(|(made, version)| {
            Arc::ptr_eq(&made.state.holds, &snapshot.state.holds) && *version == chart.version
        });
        if same_outlines && same_holds {
            return;
        }
        if !same_outlines {
            self.districts = outlines.values().map(Outline::new).collect();
        }
        // What is over before the day begins, or begins after it has ended, says nothing about the day.
        let of_the_day = snapshot.state.holds.values().filter(|hold| hold.span_on(snapshot.date).is_some());
        self.holds = of_the_day.map(|hold| Closure::new(hold, snapshot, chart)).collect();
        self.holds.sort_by_key(|closure| match closure.state {
            HoldState::Past => 0,
            HoldState::ToConfirm => 1,
            HoldState::Coming => 2,
            HoldState::InForce => 3,
        });
        self.made_of = Some((snapshot.clone(), chart.version));
    }

    #[must_use]
    pub fn get(&self, id: &HoldId) -> Option<&Closure> {
        self.holds.iter().find(|closure| closure.id == *id)
    }
}

impl Outline {
    fn new(district: &District) -> Self {
        let rings: Vec<Vec<Point>> = district.rings.iter().map(|ring| points(ring)).collect();
        let bounds = Bounds::of(rings.iter().flatten().copied());
        Self { name: district.name.clone(), rings, bounds }
    }
}

impl Closure {
    fn new(hold: &Hold, snapshot: &Snapshot, chart: &Chart) -> Self {
        let outlines = &snapshot.state.network.districts;
        let mut closure = Self {
            id: hold.id.clone(),
            signal: hold.signal,
            state: hold.state_at(snapshot.now),
            rings: Vec::new(),
            routes: Vec::new(),
            districts: Vec::new(),
            stops: Vec::new(),
            anchor: None,
            bounds: Bounds::default(),
        };
        for area in &hold.areas {
            match area {
                Area::Polygon(ring) => closure.rings.push(points(ring)),
                Area::Circle { centre, radius } => closure.rings.push(circle(*centre, f64::from(radius.0))),
                Area::Routes(routes) => {
                    closure.routes.extend(routes.iter().cloned());
                    closure.mark_stops(area, snapshot, chart);
                }
                Area::Districts(codes) => {
                    closure.districts.extend(codes.iter().cloned());
                    let within =
                        |code: &DistrictCode| codes.iter().any(|of| code.as_str().starts_with(of.as_str()));
                    let known = outlines.iter().filter(|(code, _)| within(code));
                    let before = closure.rings.len();
                    let rings = known.flat_map(|(_, outline)| &outline.rings);
                    closure.rings.extend(rings.map(|ring| points(ring)));
                    if closure.rings.len() == before {
                        closure.mark_stops(area, snapshot, chart);
                    }
                }
            }
        }
        closure.bounds = Bounds::of(closure.rings.iter().flatten().copied());
        let own = if closure.bounds.is_empty() {
            Bounds::of(closure.stops.iter().copied())
        } else {
            closure.bounds
        };
        closure.anchor = (!own.is_empty()).then(|| Point { x: own.centre().x, y: own.min.y });
        closure.bounds.add_all(own);
        closure
    }

    /// Does it close a stop of `route` at `point` in `district`?
    #[must_use]
    pub fn covers(&self, point: Point, route: &RouteId, district: &DistrictCode) -> bool {
        self.routes.contains(route)
            || self.districts.iter().any(|code| district.as_str().starts_with(code.as_str()))
            || (self.bounds.contains(point) && self.rings.iter().any(|ring| encloses(ring, point)))
    }

    fn mark_stops(&mut self, area: &Area, snapshot: &Snapshot, chart: &Chart) {
        let network = &snapshot.state.network;
        for line in &chart.lines {
            let route = &line.lane.route;
            for (stop, point) in route.stops.iter().zip(&line.stops) {
                let Some(retailer) = network.retailer(&stop.retailer) else { continue };
                let place = stop.meets.unwrap_or(retailer.place);
                if area.covers(place, &retailer.district, &route.id) {
                    self.stops.extend(*point);
                }
            }
        }
    }
}

#[must_use]
pub fn points(ring: &[Place]) -> Vec<Point> {
    ring.iter().copied().map(Point::of).collect()
}

/// A circle on the ground, as a ring of so many points.
const CORNERS: u16 = 72;

/// What lies so many metres around `centre`.
#[must_use]
pub fn circle(centre: Place, metres: f64) -> Vec<Point> {
    const EARTH_RADIUS: f64 = 6_371_008.8;
    let reach = metres / EARTH_RADIUS;
    let (lat, lon) = (centre.lat().to_radians(), centre.lon().to_radians());
    let (sine, cosine) = (libm::sin(lat), libm::cos(lat));
    let corner = |n: u16| {
        let bearing = f64::from(n) / f64::from(CORNERS) * std::f64::consts::TAU;
        let up = sine * libm::cos(reach) + cosine * libm::sin(reach) * libm::cos(bearing);
        let aside = libm::atan2(
            libm::sin(bearing) * libm::sin(reach) * cosine,
            libm::cos(reach) - sine * up.clamp(-1.0, 1.0),
        );
        Point::from_degrees(libm::asin(up.clamp(-1.0, 1.0)).to_degrees(), (lon + aside).to_degrees())
    };
    (0..CORNERS).map(corner).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_corner_of_a_circle_is_its_radius_away() {
        for (lat, lon) in [(32.6, 110.8), (-45.0, -70.0), (0.0, 0.0)] {
            let centre = Place::from_degrees(lat, lon).expect("on the earth");
            for corner in circle(centre, 12_000.0) {
                let metres = corner.place().expect("on the earth").metres_to(centre);
                assert!((metres - 12_000.0).abs() < 1.0, "{metres}");
            }
        }
    }
}
