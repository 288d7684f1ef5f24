//! Whether a ring of points can stand for an area.

use super::alert::AreaFault;
use super::place::{Area, Place};
use super::units::Metres;

/// What keeps `ring` from enclosing an area; `None` where nothing does.
#[must_use]
pub fn fault(ring: &[Place]) -> Option<AreaFault> {
    sound(ring.to_vec(), &mut Budget::default()).err()
}

/// What keeps an area from being used.
#[must_use]
pub fn fault_of(area: &Area) -> Option<AreaFault> {
    match area {
        Area::Polygon(ring) => fault(ring),
        Area::Circle { radius: Metres(0), .. } => Some(AreaFault::NoRadius),
        Area::Circle { .. } | Area::Districts(_) | Area::Routes(_) => None,
    }
}

/// Pairs of edges that may still be held against each other. A border is checked in a few thousand steps; a
/// file made to be slow is not looked at for ever: what comes after that is taken unchecked, and the
/// even-odd rule gives it a meaning all the same.
pub struct Budget(u64);

impl Default for Budget {
    fn default() -> Self {
        Self(20_000_000)
    }
}

/// The ring without repeated neighbours and without the closing point.
///
/// # Errors
/// [`AreaFault`] where it encloses nothing, or crosses itself.
pub fn sound(mut points: Vec<Place>, budget: &mut Budget) -> Result<Vec<Place>, AreaFault> {
    points.dedup();
    while points.len() > 1 && points.first() == points.last() {
        points.pop();
    }
    let mut distinct = points.clone();
    distinct.sort_unstable();
    distinct.dedup();
    if distinct.len() < 3 {
        return Err(AreaFault::TooFewPoints);
    }
    if crosses_itself(&points, budget) {
        return Err(AreaFault::CrossesItself);
    }
    if twice_its_size(&points) == 0 { Err(AreaFault::TooFewPoints) } else { Ok(points) }
}

fn twice_its_size(points: &[Place]) -> i128 {
    let next = points.iter().cycle().skip(1);
    let size = points.iter().zip(next).map(|(a, b)| {
        let ((a_lat, a_lon), (b_lat, b_lon)) = (a.e7(), b.e7());
        i128::from(a_lon) * i128::from(b_lat) - i128::from(b_lon) * i128::from(a_lat)
    });
    size.sum()
}

/// Which way the path from `a` over `b` turns to reach `c`: left above zero, right below, straight on zero.
fn turn(a: Place, b: Place, c: Place) -> i128 {
    let (a, b, c) = (a.e7(), b.e7(), c.e7());
    let wide = |x: i32, y: i32| i128::from(x) - i128::from(y);
    (wide(b.1, a.1) * wide(c.0, a.0) - wide(b.0, a.0) * wide(c.1, a.1)).signum()
}

/// An edge with its bounds.
#[derive(Clone, Copy)]
struct Edge {
    from: Place,
    to: Place,
    south: i32,
    north: i32,
    west: i32,
    east: i32,
}

/// Two edges cross where each has the other's ends on its two sides. Touching is no crossing: borders do.
fn crosses_itself(ring: &[Place], budget: &mut Budget) -> bool {
    let edge = |(from, to): (&Place, &Place)| {
        let ((lat_a, lon_a), (lat_b, lon_b)) = (from.e7(), to.e7());
        Edge {
            from: *from,
            to: *to,
            south: lat_a.min(lat_b),
            north: lat_a.max(lat_b),
            west: lon_a.min(lon_b),
            east: lon_a.max(lon_b),
        }
    };
    let mut edges: Vec<Edge> = ring.iter().zip(ring.iter().cycle().skip(1)).map(edge).collect();
    // From south to north, so that an edge meets only those that reach as far.
    edges.sort_unstable_by_key(|edge| edge.south);
    for (at, one) in edges.iter().enumerate() {
        for other in &edges[at + 1..] {
            if other.south > one.north {
                break;
            }
            let Some(left) = budget.0.checked_sub(1) else { return false };
            budget.0 = left;
            let apart = other.west > one.east || other.east < one.west;
            if !apart && cross(one, other) {
                return true;
            }
        }
    }
    false
}

fn cross(one: &Edge, other: &Edge) -> bool {
    turn(one.from, one.to, other.from) * turn(one.from, one.to, other.to) < 0
        && turn(other.from, other.to, one.from) * turn(other.from, other.to, one.to) < 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(points: &[(f64, f64)]) -> Vec<Place> {
        points.iter().filter_map(|(lat, lon)| Place::from_degrees(*lat, *lon)).collect()
    }

    fn check(points: &[(f64, f64)], wanted: Result<usize, AreaFault>) {
        let found = sound(ring(points), &mut Budget::default());
        assert_eq!(found.map(|ring| ring.len()), wanted, "{points:?}");
    }

    #[test]
    fn a_ring_is_sound_or_says_why_not() {
        check(&[(0.0, 0.0), (0.0, 1.0), (1.0, 1.0)], Ok(3));
        check(&[(0.0, 0.0), (0.0, 0.0), (0.0, 1.0), (1.0, 1.0), (1.0, 1.0), (0.0, 0.0)], Ok(3));
        check(&[], Err(AreaFault::TooFewPoints));
        check(&[(0.0, 0.0), (0.0, 1.0), (0.0, 0.0)], Err(AreaFault::TooFewPoints));
        check(&[(0.0, 0.0), (1.0, 1.0), (2.0, 2.0), (3.0, 3.0)], Err(AreaFault::TooFewPoints));
        check(&[(0.0, 0.0), (1.0, 1.0), (0.0, 1.0), (1.0, 0.0)], Err(AreaFault::CrossesItself));
        // Touching itself in a corner is what many borders do.
        check(&[(0.0, 0.0), (1.0, 1.0), (0.0, 2.0), (2.0, 2.0), (1.0, 1.0), (2.0, 0.0)], Ok(6));
    }

    #[test]
    fn a_circle_of_no_radius_is_a_point() {
        let centre = Place::from_degrees(32.0, 110.0).expect("on the earth");
        assert_eq!(fault_of(&Area::Circle { centre, radius: Metres(0) }), Some(AreaFault::NoRadius));
        assert_eq!(fault_of(&Area::Circle { centre, radius: Metres(1) }), None);
    }

    #[test]
    fn a_border_of_twenty_thousand_points_is_looked_through() {
        let spoke = |n: u32| {
            let (angle, far) =
                (f64::from(n) * std::f64::consts::TAU / 20_000.0, 1.0 + f64::from(n % 7) / 100.0);
            (30.0 + far * libm::sin(angle), 110.0 + far * libm::cos(angle))
        };
        let mut points: Vec<_> = (0..20_000).map(spoke).collect();
        check(&points, Ok(20_000));
        points.swap(100, 5_000);
        check(&points, Err(AreaFault::CrossesItself));
    }

    #[test]
    fn a_ring_made_to_be_slow_is_given_up_on() {
        // Every edge spans the whole height, so that each meets all others.
        let zigzag = |n: i32| (if n % 2 == 0 { 0.0 } else { 60.0 }, f64::from(n) / 1000.0);
        let points: Vec<_> = (0..20_000).map(zigzag).collect();
        let mut budget = Budget::default();
        let _ = sound(ring(&points), &mut budget);
        assert!(budget.0 < Budget::default().0);
    }
}
