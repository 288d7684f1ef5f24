//! What has been seen on the road. Times are recorded as given; where a note contradicts an older one,
//! the newer one holds.

use super::find_route;
use crate::domain::command::{Happening, ProgressNote, StopFacts};
use crate::domain::day::{Cargo, Day, Progress, Route, Stop};
use crate::domain::ids::{RetailerCode, RouteId};
use crate::domain::operation::{Facts, Mark, Operation};
use crate::domain::refusal::Refusal;
use crate::domain::time::TimeOfDay;
use std::collections::{BTreeMap, BTreeSet};

pub(super) fn note(day: &Day, notes: Vec<ProgressNote>) -> Result<Vec<Operation>, Refusal> {
    let places = places_of(day, &notes);
    let mut seen: BTreeMap<RouteId, Route> = BTreeMap::new();
    for ProgressNote { route, what } in notes {
        match what {
            Happening::Departed { at } => {
                let id = route.ok_or(Refusal::NothingNamed)?;
                depart(working_copy(&mut seen, day, &id)?, at);
            }
            Happening::AtStop { retailer, facts } => {
                if let Some(id) = &route {
                    find_route(day, id)?;
                }
                let Some((id, position)) = places.get(&retailer) else {
                    return Err(Refusal::NotOnTheDay { day: day.date, retailer });
                };
                look_at(&mut working_copy(&mut seen, day, id)?.stops[*position], facts);
            }
        }
    }
    let mut operations = Vec::new();
    for (id, mut after) in seen {
        let before = find_route(day, &id)?;
        imply_departure(&mut after);
        imply_loading(before, &mut after);
        check_times(&after)?;
        operations.extend(difference(day, before, &after));
    }
    Ok(operations)
}

fn working_copy<'s>(
    seen: &'s mut BTreeMap<RouteId, Route>,
    day: &Day,
    id: &RouteId,
) -> Result<&'s mut Route, Refusal> {
    if !seen.contains_key(id) {
        seen.insert(id.clone(), Route::clone(find_route(day, id)?));
    }
    seen.get_mut(id).ok_or_else(|| Refusal::NoSuchRoute { day: day.date, route: id.clone() })
}

/// Where each shop that is noted stands. The route a note names must be there, but may be the one the stop
/// stood on before it was moved: a retailer stands once on a day, so its code is enough.
fn places_of(day: &Day, notes: &[ProgressNote]) -> BTreeMap<RetailerCode, (RouteId, usize)> {
    let shops: BTreeSet<&RetailerCode> = notes
        .iter()
        .filter_map(|note| match &note.what {
            Happening::AtStop { retailer, .. } => Some(retailer),
            Happening::Departed { .. } => None,
        })
        .collect();
    let mut places = BTreeMap::new();
    for route in day.routes.values() {
        for (position, stop) in route.stops.iter().enumerate() {
            if shops.contains(&stop.retailer) {
                places.insert(stop.retailer.clone(), (route.id.clone(), position));
            }
        }
    }
    places
}

/// The goods at its dock go aboard with the first departure; a later note only corrects the time.
fn depart(route: &mut Route, at: TimeOfDay) {
    if route.departed.replace(at).is_some() {
        return;
    }
    let Some(plate) = &route.vehicle else { return };
    for stop in &mut route.stops {
        let here = stop.cargo == Cargo::At(route.dock.clone());
        if here && !matches!(stop.progress, Progress::PutOff { .. }) {
            stop.cargo = Cargo::Aboard(plate.clone());
        }
    }
}

/// Whoever has been at a shop has left the dock: as planned, or just before the first shop.
fn imply_departure(route: &mut Route) {
    let first = route.stops.iter().filter_map(|stop| stop.progress.arrival()).min();
    if let (None, Some(arrival)) = (route.departed, first) {
        depart(route, route.departs.min(arrival));
    }
}

/// Whoever has been at a shop whose goods were to be fetched on the way has fetched them, and the others of
/// that call with them.
fn imply_loading(before: &Route, after: &mut Route) {
    let Some(plate) = &after.vehicle else { return };
    for nth in 0..before.pickups.len() {
        let loads = before.loads_at(nth);
        if loads.iter().any(|&at| after.stops[at].progress.has_happened()) {
            for at in loads {
                after.stops[at].cargo = Cargo::Aboard(plate.clone());
            }
        }
    }
}

fn look_at(stop: &mut Stop, facts: StopFacts) {
    let StopFacts { cause, told, .. } = &facts;
    if cause.is_some() {
        stop.cause.clone_from(cause);
    }
    if told.is_some() {
        stop.told.clone_from(told);
    }
    // What somebody says is worth more than what positions tell.
    let says = facts.arrived.is_some() || facts.delivered.is_some() || facts.failed.is_some();
    stop.inferred &= !(says || facts.put_off_to.is_some());
    stop.progress = progress_after(&stop.progress, facts);
}

/// A delivery and a failed try in one note are a second try (二次送货): the later of the two is how it
/// ended.
fn progress_after(before: &Progress, facts: StopFacts) -> Progress {
    let known = match before {
        Progress::Arrived { at } => Some(*at),
        Progress::Delivered { arrived, .. } => *arrived,
        _ => None,
    };
    let arrived = facts.arrived.or(known);
    match (facts.delivered, facts.failed) {
        (Some(at), None) => return Progress::Delivered { arrived, at },
        (Some(at), Some((tried, _))) if tried <= at => return Progress::Delivered { arrived, at },
        (_, Some((at, reason))) => return Progress::Failed { at, reason },
        (None, None) => {}
    }
    match (facts.put_off_to, facts.arrived, before) {
        (Some(to), ..) => Progress::PutOff { to },
        (None, Some(_), Progress::Delivered { at, .. }) => Progress::Delivered { arrived, at: *at },
        (None, Some(_), Progress::Failed { .. }) | (None, None, _) => before.clone(),
        (None, Some(at), _) => Progress::Arrived { at },
    }
}

fn check_times(route: &Route) -> Result<(), Refusal> {
    for stop in &route.stops {
        if let Progress::Delivered { arrived: Some(arrived), at } = stop.progress
            && at < arrived
        {
            let retailer = stop.retailer.clone();
            return Err(Refusal::DeliveredBeforeArrival { retailer, arrived, delivered: at });
        }
    }
    Ok(())
}

fn difference(day: &Day, before: &Route, after: &Route) -> Option<Operation> {
    let marks: Vec<Mark> = before
        .stops
        .iter()
        .zip(&after.stops)
        .map(|(old, new)| Mark {
            retailer: old.retailer.clone(),
            before: Facts::of(old),
            after: Facts::of(new),
        })
        .filter(|mark| mark.before != mark.after)
        .collect();
    let departed = (before.departed, after.departed);
    (departed.0 != departed.1 || !marks.is_empty()).then(|| Operation::ProgressNoted {
        day: day.date,
        route: before.id.clone(),
        departed,
        marks,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::day::FailReason;
    use crate::domain::time::ServiceDay;

    fn at(hour: u32) -> TimeOfDay {
        TimeOfDay::hm(hour, 0)
    }

    fn arrived(hour: u32) -> StopFacts {
        StopFacts { arrived: Some(at(hour)), ..StopFacts::default() }
    }

    fn delivered(hour: u32) -> StopFacts {
        StopFacts { delivered: Some(at(hour)), ..StopFacts::default() }
    }

    fn failed(hour: u32) -> StopFacts {
        StopFacts { failed: Some((at(hour), FailReason::Closed)), ..StopFacts::default() }
    }

    fn after(notes: impl IntoIterator<Item = StopFacts>) -> Progress {
        notes.into_iter().fold(Progress::Waiting, |so_far, facts| progress_after(&so_far, facts))
    }

    #[test]
    fn an_arrival_is_kept_when_the_delivery_follows() {
        let whole = Progress::Delivered { arrived: Some(at(8)), at: at(9) };
        assert_eq!(after([arrived(8), delivered(9)]), whole);
        assert_eq!(after([delivered(9), arrived(8)]), whole);
        let corrected = Progress::Delivered { arrived: Some(at(8)), at: at(10) };
        assert_eq!(after([arrived(8), delivered(9), delivered(10)]), corrected);
    }

    #[test]
    fn a_note_that_says_nothing_of_progress_leaves_it() {
        let delivery = Progress::Delivered { arrived: None, at: at(9) };
        assert_eq!(after([delivered(9), StopFacts::default()]), delivery);
    }

    #[test]
    fn of_a_failed_try_and_a_delivery_in_one_note_the_later_holds() {
        let both = |tried, made| StopFacts { delivered: Some(at(made)), ..failed(tried) };
        assert_eq!(after([both(9, 11)]), Progress::Delivered { arrived: None, at: at(11) });
        assert_eq!(after([both(11, 9)]), Progress::Failed { at: at(11), reason: FailReason::Closed });
    }

    #[test]
    fn a_newer_note_replaces_an_older_one() {
        let to = ServiceDay::parse("2026-11-24").expect("a date");
        let put_off = StopFacts { put_off_to: Some(to), ..StopFacts::default() };
        assert_eq!(after([failed(9), delivered(11)]), Progress::Delivered { arrived: None, at: at(11) });
        assert_eq!(after([failed(9), put_off]), Progress::PutOff { to });
        assert_eq!(after([failed(9), arrived(8)]), after([failed(9)]), "how it came is not how it ended");
    }
}
