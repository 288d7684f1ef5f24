//! Who is asked to help first: the rounds that pass near the stranded stops. Those far away could only help
//! at a price no plan would pay, and looking at them all would take the time that near ones deserve.

use crate::domain::day::{Progress, Route};
use crate::domain::place::Place;
use crate::domain::state::State;
use std::sync::Arc;

/// So many rounds are looked at: enough for twice the helpers any plan has used, few enough that their drives
/// fit a small square.
pub const MOST_NEIGHBOURS: usize = 10;
/// What is owed by whole districts needs more of them, and nobody waits for it on the road.
pub const MOST_FOR_A_BACKLOG: usize = 40;
pub const MOST_SPARES: usize = 6;
pub const MOST_IDLE: usize = 4;
/// Every so many stops of a round are enough to tell how near it passes.
const SAMPLE: usize = 5;

/// The rounds nearest to the stranded stops, nearest first: by how far, on average, a stranded stop lies from
/// the round's nearest waiting stop.
pub fn nearest<'a>(
    state: &State,
    rounds: &[&'a Arc<Route>],
    stranded: &[Place],
    most: usize,
) -> Vec<&'a Arc<Route>> {
    let step = (stranded.len() / 12).max(1);
    let looked_at: Vec<Place> = stranded.iter().copied().step_by(step).collect();
    let mut ranked: Vec<(i64, &'a Arc<Route>)> =
        rounds.iter().filter_map(|route| Some((distance(state, route, &looked_at)?, *route))).collect();
    ranked.sort_by(|a, b| (a.0, &a.1.id).cmp(&(b.0, &b.1.id)));
    ranked.truncate(most);
    ranked.into_iter().map(|(_, route)| route).collect()
}

/// Sum over `stranded` of the way to the round's nearest waiting stop, on a plane, in a unit that only orders.
fn distance(state: &State, route: &Route, stranded: &[Place]) -> Option<i64> {
    let waiting = route.stops.iter().filter(|stop| stop.progress == Progress::Waiting);
    let places: Vec<Place> = waiting
        .step_by(SAMPLE)
        .filter_map(|stop| Some(state.network.retailer(&stop.retailer)?.place))
        .collect();
    if places.is_empty() {
        return None;
    }
    let apart = |a: Place, b: Place| {
        let (lat, lon) = (a.e7(), b.e7());
        let (north, east) = (i64::from(lat.0) - i64::from(lon.0), i64::from(lat.1) - i64::from(lon.1));
        // Longitudes are about 0.85 of latitudes where there are deliveries to make; exact enough to order.
        north.abs().max(east.abs() * 85 / 100)
    };
    let nearest = |from: &Place| places.iter().map(|place| apart(*from, *place)).min().unwrap_or(0);
    Some(stranded.iter().map(nearest).sum())
}
