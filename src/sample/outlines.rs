//! The outlines of the districts: every place belongs to the seat nearest to it (a Voronoi cell), within a
//! box around the whole. Whole numbers throughout, so that every machine draws the same.

use super::city::Branch;
use super::land::Point;
use super::scale::Scale;
use crate::domain::network::{District, Name};

/// How far the box reaches beyond the outermost seats, in metres.
const MARGIN: i32 = 24_000;

pub(super) fn of(scale: &Scale, branches: &[Branch]) -> Vec<District> {
    let seats: Vec<Point> = scale.districts.iter().map(|district| district.seat).collect();
    let reach = |of: fn(&Point) -> i32| {
        let all = seats.iter().map(of);
        (all.clone().min().unwrap_or(0) - MARGIN, all.max().unwrap_or(0) + MARGIN)
    };
    let ((west, east), (south, north)) = (reach(|point| point.x), reach(|point| point.y));
    let corners = [(west, south), (east, south), (east, north), (west, north)];
    let whole: Vec<Point> = corners.into_iter().map(|(x, y)| Point { x, y }).collect();
    let outline = |(district, branch): (&super::scale::District, &Branch)| {
        let others = seats.iter().filter(|seat| **seat != district.seat);
        let ring = others.fold(whole.clone(), |ring, other| nearer(&ring, district.seat, *other));
        District {
            code: branch.district.clone(),
            name: Name::with_english(district.name, district.english),
            rings: vec![ring.into_iter().map(Point::place).collect()],
        }
    };
    scale.districts.iter().zip(branches).map(outline).collect()
}

/// The part of a convex ring that lies nearer to `seat` than to `other` (Sutherland and Hodgman 1974).
fn nearer(ring: &[Point], seat: Point, other: Point) -> Vec<Point> {
    // Negative where `point` is nearer to `seat`; twice the distance from the border times that of the seats.
    let side = |point: Point| {
        let square = |a: Point, b: Point| {
            let (dx, dy) = (i64::from(a.x - b.x), i64::from(a.y - b.y));
            dx * dx + dy * dy
        };
        square(point, seat) - square(point, other)
    };
    let mut kept = Vec::with_capacity(ring.len() + 1);
    for (at, &to) in ring.iter().enumerate() {
        let from = ring[(at + ring.len() - 1) % ring.len()];
        let (a, b) = (side(from), side(to));
        if (a <= 0) != (b <= 0) {
            let part = |from: i32, to: i32| {
                let way = i128::from(to - from) * i128::from(a) / i128::from(a - b);
                from + i32::try_from(way).unwrap_or(0)
            };
            kept.push(Point { x: part(from.x, to.x), y: part(from.y, to.y) });
        }
        if b <= 0 {
            kept.push(to);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_a_square_is_nearer_to_either_seat() {
        let square = [(0, 0), (10, 0), (10, 10), (0, 10)].map(|(x, y)| Point { x, y });
        let left = nearer(&square, Point { x: 2, y: 5 }, Point { x: 8, y: 5 });
        let corners = [(0, 0), (5, 0), (5, 10), (0, 10)].map(|(x, y)| Point { x, y });
        assert_eq!(left.len(), 4);
        assert!(corners.iter().all(|corner| left.contains(corner)), "{left:?}");
    }
}
