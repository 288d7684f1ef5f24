//! The tools of the map's hand and what they have in hand: a lasso, a measured way, a polygon or circle for
//! a hold. Geometry alone; the pointer is [`super::hand`]'s.

use super::closures::circle;
use super::projection::{Bounds, Point};
use crate::domain::alert::AreaFault;
use crate::domain::ids::HoldId;
use crate::domain::place::{Area, Place};
use crate::domain::ring;
use crate::domain::units::Metres;

/// What the pointer does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tool {
    /// Looks around, selects.
    #[default]
    Look,
    Lasso,
    Measure,
    Polygon,
    Circle,
}

impl Tool {
    pub const ALL: [Self; 5] = [Self::Look, Self::Lasso, Self::Measure, Self::Polygon, Self::Circle];

    /// Its name in the locale files.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Look => "map-tool-look",
            Self::Lasso => "map-tool-lasso",
            Self::Measure => "map-tool-measure",
            Self::Polygon => "map-tool-polygon",
            Self::Circle => "map-tool-circle",
        }
    }

    /// How it is used, in a line.
    #[must_use]
    pub const fn hint(self) -> &'static str {
        match self {
            Self::Look => "map-hint-look",
            Self::Lasso => "map-hint-lasso",
            Self::Measure => "map-hint-measure",
            Self::Polygon => "map-hint-polygon",
            Self::Circle => "map-hint-circle",
        }
    }
}

/// The form of an area being drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Form {
    /// Corners in order; the last joins the first.
    Polygon(Vec<Place>),
    /// Centre, and radius in metres; zero until it has been pulled.
    Circle(Place, f64),
}

/// An area being drawn or changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Sketch {
    pub form: Form,
    /// It has been handed on once; what is changed after that is handed on again.
    pub done: bool,
    /// The hold whose area it is.
    pub edits: Option<HoldId>,
}

/// Why it is no area yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfinished {
    FewCorners,
    CrossesItself,
    NoRadius,
}

impl Unfinished {
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::FewCorners => "map-few-corners",
            Self::CrossesItself => "map-crosses-itself",
            Self::NoRadius => "map-no-radius",
        }
    }
}

/// A circle smaller than this is a slip of the hand, in metres.
const LEAST_RADIUS: f64 = 20.0;

impl Sketch {
    #[must_use]
    pub const fn new(form: Form) -> Self {
        Self { form, done: false, edits: None }
    }

    /// The area of a hold to be changed; `None` where it has none that is drawn.
    #[must_use]
    pub fn of(id: &HoldId, areas: &[Area]) -> Option<Self> {
        let [area] = areas else { return None };
        let form = match area {
            Area::Polygon(ring) => Form::Polygon(ring.clone()),
            Area::Circle { centre, radius } => Form::Circle(*centre, f64::from(radius.0)),
            Area::Districts(_) | Area::Routes(_) => return None,
        };
        Some(Self { form, done: true, edits: Some(id.clone()) })
    }

    /// The area, once it is one.
    pub fn area(&self) -> Result<Area, Unfinished> {
        match &self.form {
            Form::Polygon(corners) => match ring::fault(corners) {
                None => Ok(Area::Polygon(corners.clone())),
                Some(AreaFault::CrossesItself) => Err(Unfinished::CrossesItself),
                Some(_) => Err(Unfinished::FewCorners),
            },
            Form::Circle(_, radius) if *radius < LEAST_RADIUS => Err(Unfinished::NoRadius),
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "on the earth")]
            Form::Circle(centre, radius) => {
                Ok(Area::Circle { centre: *centre, radius: Metres(radius.round() as u32) })
            }
        }
    }

    /// Its edge on the map.
    #[must_use]
    pub fn ring(&self) -> Vec<Point> {
        match &self.form {
            Form::Polygon(corners) => corners.iter().copied().map(Point::of).collect(),
            Form::Circle(centre, radius) => circle(*centre, *radius),
        }
    }

    #[must_use]
    pub fn bounds(&self) -> Bounds {
        Bounds::of(self.ring())
    }

    /// Puts another corner to the polygon; where it is one already, nothing happens.
    pub fn add(&mut self, corner: Place) {
        if let Form::Polygon(corners) = &mut self.form
            && corners.last() != Some(&corner)
        {
            corners.push(corner);
        }
    }

    pub fn remove_last(&mut self) {
        match &mut self.form {
            Form::Polygon(corners) => drop(corners.pop()),
            Form::Circle(_, radius) => *radius = 0.0,
        }
    }
}

/// Does a ring on the map hold a point? Even-odd, as holds cover.
#[must_use]
pub fn encloses(ring: &[Point], at: Point) -> bool {
    let Some(mut from) = ring.last().copied() else { return false };
    let mut odd = false;
    for &to in ring {
        if (from.y > at.y) != (to.y > at.y)
            && at.x < from.x + (to.x - from.x) / (to.y - from.y) * (at.y - from.y)
        {
            odd = !odd;
        }
        from = to;
    }
    odd
}

/// Each leg's length along the great circle, in metres.
#[must_use]
pub fn legs(way: &[Place]) -> Vec<f64> {
    way.windows(2).map(|leg| leg[0].metres_to(leg[1])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(corners: &[(f64, f64)]) -> Vec<Place> {
        corners.iter().map(|(lat, lon)| Place::from_degrees(*lat, *lon).expect("on the earth")).collect()
    }

    #[test]
    fn a_sketch_says_why_it_is_no_area() {
        let polygon = |corners: &[(f64, f64)]| Sketch::new(Form::Polygon(ring(corners))).area();
        assert_eq!(polygon(&[(0.0, 0.0), (1.0, 1.0)]), Err(Unfinished::FewCorners));
        assert_eq!(
            polygon(&[(0.0, 0.0), (1.0, 1.0), (1.0, 0.0), (0.0, 1.0)]),
            Err(Unfinished::CrossesItself)
        );
        assert!(polygon(&[(0.0, 0.0), (1.0, 1.0), (1.0, 0.0)]).is_ok());
        let centre = ring(&[(32.6, 110.8)])[0];
        assert_eq!(Sketch::new(Form::Circle(centre, 3.0)).area(), Err(Unfinished::NoRadius));
        let drawn = Sketch::new(Form::Circle(centre, 1_499.6)).area();
        assert_eq!(drawn, Ok(Area::Circle { centre, radius: Metres(1_500) }));
    }
}
