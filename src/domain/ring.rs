//! Closed rings on the map: what is wrong with one, and what lies in it.

use super::alert::AreaFault;
use super::place::{Area, Place};
use super::units::Metres;

/// What keeps `ring` from enclosing an area; `None` where nothing does. The last point joins the first; points that
/// repeat their neighbour count once.
#[must_use]
pub fn fault(ring: &[Place]) -> Option<AreaFault> {
    let mut points: Vec<Place> = ring.to_vec();
    points.dedup();
    while points.len() > 1 && points.first() == points.last() {
        points.pop();
    }
    if points.len() < 3 {
        return Some(AreaFault::TooFewPoints);
    }
    if crosses_itself(&points) {
        return Some(AreaFault::CrossesItself);
    }
    let first = points[0];
    let flat = points.windows(2).all(|pair| turn(first, pair[0], pair[1]) == 0);
    flat.then_some(AreaFault::TooFewPoints)
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

/// Sweeps from west to east, so that only edges that overlap in longitude are held against one another.
fn crosses_itself(ring: &[Place]) -> bool {
    let n = ring.len();
    let edge = |at: usize| (ring[at], ring[(at + 1) % n]);
    let span = |at: usize| {
        let (a, b) = edge(at);
        (a.e7().1.min(b.e7().1), a.e7().1.max(b.e7().1))
    };
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by_key(|&at| span(at).0);
    let mut open: Vec<usize> = Vec::new();
    for at in order {
        let (west, _) = span(at);
        open.retain(|&other| span(other).1 >= west);
        for &other in &open {
            let next = (at + 1) % n == other || (other + 1) % n == at;
            let crossing = if next { folds_back(edge(at), edge(other)) } else { meet(edge(at), edge(other)) };
            if crossing {
                return true;
            }
        }
        open.push(at);
    }
    false
}

type Edge = (Place, Place);

/// Twice the signed area of a triangle; exact.
fn turn(a: Place, b: Place, c: Place) -> i128 {
    let point = |place: Place| (i128::from(place.e7().1), i128::from(place.e7().0));
    let ((ax, ay), (bx, by), (cx, cy)) = (point(a), point(b), point(c));
    (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
}

fn meet((a, b): Edge, (c, d): Edge) -> bool {
    let on = |a: Place, b: Place, p: Place| {
        let (lat, lon) = (p.e7().0, p.e7().1);
        let between = |x: i32, y: i32, at: i32| x.min(y) <= at && at <= x.max(y);
        turn(a, b, p) == 0 && between(a.e7().0, b.e7().0, lat) && between(a.e7().1, b.e7().1, lon)
    };
    let sides = |p, q, r, s| turn(p, q, r).signum() * turn(p, q, s).signum() < 0;
    (sides(a, b, c, d) && sides(c, d, a, b)) || on(a, b, c) || on(a, b, d) || on(c, d, a) || on(c, d, b)
}

/// Two edges that share a point run back over one another.
fn folds_back((a, b): Edge, (c, d): Edge) -> bool {
    let (shared, one, other) = if b == c { (b, a, d) } else { (a, b, c) };
    let ahead = |from: Place, to: Place| {
        let step = |x: i32, y: i32| i128::from(y) - i128::from(x);
        (step(from.e7().1, to.e7().1), step(from.e7().0, to.e7().0))
    };
    let ((ux, uy), (vx, vy)) = (ahead(shared, one), ahead(shared, other));
    turn(shared, one, other) == 0 && ux * vx + uy * vy > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(points: &[(f64, f64)]) -> Vec<Place> {
        points.iter().filter_map(|&(lat, lon)| Place::from_degrees(lat, lon)).collect()
    }

    #[test]
    fn a_ring_that_encloses_something_is_sound_closed_or_not() {
        assert_eq!(fault(&ring(&[(0.0, 0.0), (0.0, 1.0), (1.0, 0.0)])), None);
        assert_eq!(fault(&ring(&[(0.0, 0.0), (0.0, 1.0), (1.0, 1.0), (1.0, 0.0), (0.0, 0.0)])), None);
        assert_eq!(fault(&ring(&[(0.0, 0.0), (0.0, 2.0), (2.0, 2.0), (1.0, 1.0), (2.0, 0.0)])), None);
    }

    #[test]
    fn too_few_points_and_flat_rings_enclose_nothing() {
        assert_eq!(fault(&[]), Some(AreaFault::TooFewPoints));
        assert_eq!(fault(&ring(&[(0.0, 0.0), (0.0, 1.0), (0.0, 0.0)])), Some(AreaFault::TooFewPoints));
        assert_eq!(
            fault(&ring(&[(0.0, 0.0), (0.0, 0.0), (1.0, 1.0), (1.0, 1.0)])),
            Some(AreaFault::TooFewPoints)
        );
        assert!(fault(&ring(&[(0.0, 0.0), (1.0, 1.0), (2.0, 2.0), (3.0, 3.0)])).is_some());
    }

    #[test]
    fn a_bow_and_a_spike_cross_themselves() {
        let bow = ring(&[(0.0, 0.0), (1.0, 1.0), (1.0, 0.0), (0.0, 1.0)]);
        assert_eq!(fault(&bow), Some(AreaFault::CrossesItself));
        let spike = ring(&[(0.0, 0.0), (0.0, 2.0), (0.0, 1.0), (1.0, 1.0)]);
        assert_eq!(fault(&spike), Some(AreaFault::CrossesItself));
    }

    #[test]
    fn a_circle_of_no_radius_is_a_point() {
        let centre = Place::from_degrees(32.0, 110.0).expect("on the earth");
        assert_eq!(fault_of(&Area::Circle { centre, radius: Metres(0) }), Some(AreaFault::NoRadius));
        assert_eq!(fault_of(&Area::Circle { centre, radius: Metres(1) }), None);
    }
}
