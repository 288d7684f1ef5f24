//! How much an area that is being drawn closes, counted while it is drawn: a box keeps most stops from being
//! looked at closely.

use super::chart::Chart;
use super::closures::Closure;
use super::projection::{Bounds, Point};
use super::tools::{Form, Sketch, encloses};
use crate::desk::snapshot::Snapshot;
use crate::domain::day::Progress;
use crate::domain::ids::{DistrictCode, HoldId};
use crate::domain::place::Place;
use crate::domain::units::Cartons;

/// What an area closes of the stops still to be served.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Closes {
    pub stops: usize,
    pub routes: usize,
    pub cartons: Cartons,
}

/// The last answers, kept until what they are about or the chart changes.
#[derive(Clone, Debug, Default)]
pub struct Reckoning {
    of: Option<(Form, u64)>,
    answer: Closes,
    of_hold: Option<(HoldId, u64)>,
    answer_of_hold: Closes,
}

impl Reckoning {
    pub fn of(&mut self, sketch: &Sketch, chart: &Chart) -> Closes {
        let known = self.of.as_ref().is_some_and(|(form, at)| *form == sketch.form && *at == chart.version);
        if !known {
            self.answer = closes(sketch, chart);
            self.of = Some((sketch.form.clone(), chart.version));
        }
        self.answer
    }

    pub fn of_hold(&mut self, closure: &Closure, chart: &Chart, snapshot: &Snapshot) -> Closes {
        let known = self.of_hold.as_ref().is_some_and(|(id, at)| *id == closure.id && *at == chart.version);
        if !known {
            self.answer_of_hold = closes_of_hold(closure, chart, snapshot);
            self.of_hold = Some((closure.id.clone(), chart.version));
        }
        self.answer_of_hold
    }
}

fn closes_of_hold(closure: &Closure, chart: &Chart, snapshot: &Snapshot) -> Closes {
    let network = &snapshot.state.network;
    let nowhere = DistrictCode::new("");
    let mut closes = Closes::default();
    for line in &chart.lines {
        let route = &line.lane.route;
        let before = closes.stops;
        for (stop, place) in route.stops.iter().zip(&line.stops) {
            let Some(place) = place.filter(|_| stop.progress == Progress::Waiting) else { continue };
            // Looked up only where it matters: there are many.
            let known = (!closure.districts.is_empty()).then(|| network.retailer(&stop.retailer)).flatten();
            let district = known.map_or(&nowhere, |retailer| &retailer.district);
            if closure.covers(place, &route.id, district) {
                closes.stops += 1;
                closes.cartons += stop.cartons;
            }
        }
        closes.routes += usize::from(closes.stops > before);
    }
    closes
}

fn closes(sketch: &Sketch, chart: &Chart) -> Closes {
    let ring = sketch.ring();
    let bounds = Bounds::of(ring.iter().copied());
    let mut closes = Closes::default();
    for line in chart.lines.iter().filter(|line| line.bounds.meets(bounds)) {
        let before = closes.stops;
        for (stop, place) in line.lane.route.stops.iter().zip(&line.stops) {
            let Some(place) = place.filter(|place| bounds.contains(*place)) else { continue };
            if stop.progress == Progress::Waiting && covers(&sketch.form, &ring, place) {
                closes.stops += 1;
                closes.cartons += stop.cartons;
            }
        }
        closes.routes += usize::from(closes.stops > before);
    }
    closes
}

fn covers(form: &Form, ring: &[Point], at: Point) -> bool {
    match form {
        Form::Polygon(_) => encloses(ring, at),
        Form::Circle(centre, radius) => {
            let distance = nearly(*centre, at);
            // Exactly only where it could be either.
            if (distance / radius - 1.0).abs() > 0.01 + radius / 4e6 {
                distance < *radius
            } else {
                at.place().is_some_and(|place| centre.metres_to(place) <= radius.round())
            }
        }
    }
}

/// As on a plane around the centre: off by a hundredth in 60 km, and by more farther away.
fn nearly(centre: Place, at: Point) -> f64 {
    const EQUATOR: f64 = std::f64::consts::TAU * 6_371_008.8;
    let from = Point::of(centre);
    libm::hypot(at.x - from.x, at.y - from.y) * EQUATOR * libm::cos(centre.lat().to_radians())
}
