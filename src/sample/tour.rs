//! Putting shops into compact areas, and an area's shops into a sensible order.

use super::land::Point;

/// Splits `items` into areas whose efforts are in proportion to `parts`: halved across the longer side
/// until each part has its own.
pub(super) fn areas(
    mut items: Vec<u32>,
    parts: &[u32],
    point: &dyn Fn(u32) -> Point,
    effort: &dyn Fn(u32) -> u32,
) -> Vec<Vec<u32>> {
    if parts.len() <= 1 {
        return if parts.is_empty() { Vec::new() } else { vec![items] };
    }
    let (left, right) = parts.split_at(parts.len() / 2);
    let extent = |axis: &dyn Fn(Point) -> i32| {
        let along = items.iter().map(|&item| axis(point(item)));
        along.clone().max().unwrap_or(0) - along.min().unwrap_or(0)
    };
    if extent(&|at| at.x) >= extent(&|at| at.y) {
        items.sort_unstable_by_key(|&item| (point(item).x, point(item).y, item));
    } else {
        items.sort_unstable_by_key(|&item| (point(item).y, point(item).x, item));
    }
    let sum = |parts: &[u32]| parts.iter().map(|&part| u64::from(part)).sum::<u64>();
    let total: u64 = items.iter().map(|&item| u64::from(effort(item))).sum();
    let wanted = total * sum(left) / sum(parts).max(1);
    let mut so_far = 0;
    let cut = items.iter().position(|&item| {
        so_far += u64::from(effort(item));
        so_far > wanted
    });
    let rest = items.split_off(cut.unwrap_or(items.len()));
    let mut all = areas(items, left, point, effort);
    all.extend(areas(rest, right, point, effort));
    all
}

/// An order in which to visit `points` from `dock` and come back: the nearest next, then uncrossed (2-opt)
/// until no two roads want swapping.
pub(super) fn order(dock: Point, points: &[Point]) -> Vec<usize> {
    let n = points.len();
    let all: Vec<Point> = std::iter::once(dock).chain(points.iter().copied()).collect();
    let mut metres = vec![0_u32; (n + 1) * (n + 1)];
    for (a, from) in all.iter().enumerate() {
        for (b, to) in all.iter().enumerate() {
            metres[a * (n + 1) + b] = from.metres_to(*to);
        }
    }
    let apart = |a: usize, b: usize| metres[a * (n + 1) + b];
    let mut tour = vec![0];
    let mut left: Vec<usize> = (1..=n).collect();
    while let Some(at) = (0..left.len()).min_by_key(|&at| (apart(tour[tour.len() - 1], left[at]), left[at])) {
        tour.push(left.swap_remove(at));
    }
    tour.push(0);
    uncross(&mut tour, &apart);
    tour[1..=n].iter().map(|&stop| stop - 1).collect()
}

fn uncross(tour: &mut [usize], apart: &dyn Fn(usize, usize) -> u32) {
    // Each pass shortens the tour; a few find nearly all there is.
    for _ in 0..12 {
        let mut better = false;
        for i in 1..tour.len().saturating_sub(2) {
            for j in i + 1..tour.len() - 1 {
                let now = apart(tour[i - 1], tour[i]) + apart(tour[j], tour[j + 1]);
                let then = apart(tour[i - 1], tour[j]) + apart(tour[i], tour[j + 1]);
                if then < now {
                    tour[i..=j].reverse();
                    better = true;
                }
            }
        }
        if !better {
            return;
        }
    }
}

/// Where a visit at `point` costs the least extra way in a tour through `stops` from `dock`: metres, and
/// the position.
pub(super) fn cheapest_insertion(dock: Point, stops: &[Point], point: Point) -> (u32, usize) {
    let at = |position: usize| position.checked_sub(1).and_then(|before| stops.get(before)).copied();
    let detour = |position: usize| {
        let from = at(position).unwrap_or(dock);
        let to = stops.get(position).copied().unwrap_or(dock);
        (from.metres_to(point) + point.metres_to(to)).saturating_sub(from.metres_to(to))
    };
    (0..=stops.len()).map(|position| (detour(position), position)).min().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring() -> Vec<Point> {
        // Given crosswise, so that the order has to be found.
        [(0, 10), (10, 0), (10, 10), (5, 12), (12, 5)].map(|(x, y)| Point { x: x * 100, y: y * 100 }).to_vec()
    }

    #[test]
    fn a_tour_visits_every_shop_once_and_does_not_cross_itself() {
        let (dock, points) = (Point { x: 0, y: 0 }, ring());
        let found = order(dock, &points);
        let mut sorted = found.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, [0, 1, 2, 3, 4]);
        let stops: Vec<_> = found.iter().map(|&at| points[at]).collect();
        let length: u32 = std::iter::once(dock)
            .chain(stops.iter().copied())
            .zip(stops.iter().copied().chain(std::iter::once(dock)))
            .map(|(a, b)| a.metres_to(b))
            .sum();
        assert!(length < 4_300, "{length}");
    }

    #[test]
    fn areas_keep_every_shop_and_share_the_work() {
        let points: Vec<Point> = (0..100).map(|n| Point { x: n % 10 * 50, y: n / 10 * 70 }).collect();
        let parts = areas((0..100).collect(), &[1, 1, 2], &|n| points[n as usize], &|_| 1);
        assert_eq!(parts.iter().map(Vec::len).collect::<Vec<_>>(), [25, 25, 50]);
        let mut all = parts.concat();
        all.sort_unstable();
        assert_eq!(all, (0..100).collect::<Vec<_>>());
    }

    #[test]
    fn a_shop_is_put_in_where_it_lies_on_the_way() {
        let stops = [Point { x: 100, y: 0 }, Point { x: 300, y: 0 }];
        let found = cheapest_insertion(Point { x: 0, y: 0 }, &stops, Point { x: 200, y: 0 });
        assert_eq!(found, (0, 1));
    }
}
