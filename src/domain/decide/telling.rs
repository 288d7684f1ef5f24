//! Retailers ticked as told: what they were told, when, by whom and by which way.

use crate::domain::command::Telling;
use crate::domain::day::{Day, Told};
use crate::domain::ids::RouteId;
use crate::domain::news;
use crate::domain::notice::Prospect;
use crate::domain::operation::{Facts, Mark, Operation};
use crate::domain::outlook;
use crate::domain::refusal::Refusal;
use crate::domain::state::State;
use crate::domain::time::Timestamp;
use std::collections::BTreeMap;

/// What was said is what stands, where nobody says what it was.
pub(super) fn tell(
    state: &State,
    day: &Day,
    tellings: Vec<Telling>,
    now: Timestamp,
) -> Result<Vec<Operation>, Refusal> {
    if tellings.is_empty() {
        return Err(Refusal::NothingNamed);
    }
    let stops = day.routes.values().flat_map(|route| {
        route.stops.iter().enumerate().map(move |(at, stop)| (&stop.retailer, (route, at)))
    });
    let stops: BTreeMap<_, _> = stops.collect();
    let expected = outlook::project(state, day, now);
    let mut marks: BTreeMap<RouteId, Vec<Mark>> = BTreeMap::new();
    for telling in tellings {
        let Some(&(route, at)) = stops.get(&telling.retailer) else {
            return Err(Refusal::NotOnTheDay { day: day.date, retailer: telling.retailer });
        };
        let stop = &route.stops[at];
        let expected = expected.routes.get(&route.id).and_then(|outlook| outlook.stops.get(at));
        let stands = expected.and_then(|expected| news::prospect(stop, expected));
        let (arrival, window, put_off_to) = match telling.said.or(stands) {
            Some(Prospect::Today { arrival, window, .. }) => (arrival, window, None),
            Some(Prospect::PutOff(day)) => (stop.planned, stop.window, Some(day)),
            None => (expected.map_or(stop.planned, |expected| expected.arrives), stop.window, None),
        };
        let Telling { at, by, way, confirmed, .. } = telling;
        if at > now && stop.told.as_ref().is_none_or(|told| told.at != at) {
            return Err(Refusal::ToldToCome { retailer: telling.retailer, at });
        }
        let told = Told { at, by, arrival, window, put_off_to, way, confirmed };
        if stop.told.as_ref() == Some(&told) {
            continue;
        }
        let before = Facts::of(stop);
        let after = Facts { told: Some(told), ..before.clone() };
        let of_route = marks.entry(route.id.clone()).or_default();
        // Of two that tell of one retailer the later holds.
        of_route.retain(|mark| mark.retailer != stop.retailer);
        of_route.push(Mark { retailer: stop.retailer.clone(), before, after });
    }
    let noted = |(route, marks): (RouteId, Vec<Mark>)| {
        let left = day.routes.get(&route).and_then(|route| route.departed);
        Operation::ProgressNoted { day: day.date, route, departed: (left, left), marks }
    };
    Ok(marks.into_iter().map(noted).collect())
}
