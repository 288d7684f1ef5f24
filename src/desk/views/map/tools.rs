//! The tools of the map's hand and what they have in hand: a lasso, a measured way, a polygon or circle for
//! a hold. Geometry alone; the pointer is [`super::hand`]'s.

use super::closures::circle;
use super::projection::{Bounds, Point};
use crate::domain::ids::HoldId;
use crate::domain::place::{Area, Place};
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
            Form::Polygon(corners) if corners.len() < 3 => Err(Unfinished::FewCorners),
            Form::Polygon(corners) if !crossings(corners).is_empty() => Err(Unfinished::CrossesItself),
            Form::Polygon(corners) => Ok(Area::Polygon(corners.clone())),
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

/// The edges of a closed ring that cross others, by their first corner.
#[must_use]
pub fn crossings(corners: &[Place]) -> Vec<usize> {
    let n = corners.len();
    let edge = |at: usize| (corners[at], corners[(at + 1) % n]);
    let mut found: Vec<usize> = Vec::new();
    for one in 0..n {
        for other in one + 1..n {
            let neighbours = other == one + 1 || (one == 0 && other + 1 == n);
            let (a, b) = (edge(one), edge(other));
            let touch = if neighbours { folds_back(a, b, one == 0 && other + 1 == n) } else { cross(a, b) };
            if touch {
                found.extend([one, other]);
            }
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

type Edge = (Place, Place);

/// Which side of `from`–`to` a place lies on: whole numbers, so that the answer is exact.
fn side(from: Place, to: Place, at: Place) -> i128 {
    let part = |place: Place| {
        let (lat, lon) = place.e7();
        (i128::from(lat), i128::from(lon))
    };
    let ((ay, ax), (by, bx), (cy, cx)) = (part(from), part(to), part(at));
    ((bx - ax) * (cy - ay) - (by - ay) * (cx - ax)).signum()
}

fn within_box((from, to): Edge, at: Place) -> bool {
    let between = |a: i32, b: i32, c: i32| (a.min(b)..=a.max(b)).contains(&c);
    let ((ay, ax), (by, bx), (cy, cx)) = (from.e7(), to.e7(), at.e7());
    between(ay, by, cy) && between(ax, bx, cx)
}

fn cross(one: Edge, other: Edge) -> bool {
    let sides = [
        side(one.0, one.1, other.0),
        side(one.0, one.1, other.1),
        side(other.0, other.1, one.0),
        side(other.0, other.1, one.1),
    ];
    if sides[0] * sides[1] < 0 && sides[2] * sides[3] < 0 {
        return true;
    }
    // An end that lies on the other edge.
    (sides[0] == 0 && within_box(one, other.0))
        || (sides[1] == 0 && within_box(one, other.1))
        || (sides[2] == 0 && within_box(other, one.0))
        || (sides[3] == 0 && within_box(other, one.1))
}

/// Does the next edge run back over this one? They always meet in a corner.
fn folds_back(one: Edge, other: Edge, around_the_end: bool) -> bool {
    let (corner, before, after) =
        if around_the_end { (one.0, one.1, other.0) } else { (one.1, one.0, other.1) };
    side(corner, before, after) == 0
        && (within_box((corner, before), after) || within_box((corner, after), before))
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
    fn a_bow_tie_crosses_itself_and_a_star_with_a_notch_does_not() {
        let bow = ring(&[(0.0, 0.0), (1.0, 1.0), (1.0, 0.0), (0.0, 1.0)]);
        assert_eq!(crossings(&bow), [0, 2]);
        let notched = ring(&[(0.0, 0.0), (0.0, 2.0), (2.0, 2.0), (1.0, 1.0), (2.0, 0.0)]);
        assert_eq!(crossings(&notched), [0_usize; 0]);
    }

    #[test]
    fn an_edge_that_runs_back_over_another_or_ends_on_one_crosses_it() {
        let folded = ring(&[(0.0, 0.0), (0.0, 2.0), (0.0, 1.0), (1.0, 1.0)]);
        assert!(!crossings(&folded).is_empty());
        let touching = ring(&[(0.0, 0.0), (0.0, 2.0), (2.0, 2.0), (0.0, 1.0), (2.0, 0.0)]);
        assert!(!crossings(&touching).is_empty());
        let twice = ring(&[(0.0, 0.0), (1.0, 0.0), (0.0, 0.0), (1.0, 1.0)]);
        assert!(!crossings(&twice).is_empty());
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
