//! What a hold means for a day's routes: which have stops inside it, and which of those it closes.

use super::day::{Cause, Day, Progress, Route, Stop};
use super::ids::RouteId;
use super::state::State;
use super::units::Cartons;
use super::weather::{Hold, Response};

/// A route with stops inside a hold that are still to be served, or were put off for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Met {
    pub route: RouteId,
    pub stops: usize,
    pub cartons: Cartons,
    /// The hold closes them; else the route's vehicle may pass, or somebody lets it go.
    pub closed: bool,
}

/// What a hold closes, in sum.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Closes {
    pub routes: usize,
    pub stops: usize,
    pub cartons: Cartons,
}

impl Closes {
    #[must_use]
    pub fn of(met: &[Met]) -> Self {
        met.iter().filter(|met| met.closed).fold(Self::default(), |sum, met| Self {
            routes: sum.routes + 1,
            stops: sum.stops + met.stops,
            cartons: sum.cartons + met.cartons,
        })
    }
}

/// The routes of `day` that `hold` meets, by name; none where it says nothing of that day, or begins only after its
/// midnight: that is the next day's. Told as if it were confirmed, so that a person sees what confirming would close.
#[must_use]
pub fn met(state: &State, day: &Day, hold: &Hold) -> Vec<Met> {
    if hold.span_on(day.date).is_none() || hold.from.day() > day.date {
        return Vec::new();
    }
    let met = |route: &Route| {
        let inside = route.stops.iter().filter(|stop| concerns(state, hold, route, stop));
        let (stops, cartons) =
            inside.fold((0, Cartons::default()), |(n, sum), stop| (n + 1, sum + stop.cartons));
        (stops > 0).then(|| Met {
            route: route.id.clone(),
            stops,
            cartons,
            closed: closes(state, hold, day, route),
        })
    };
    day.routes.values().filter_map(|route| met(route)).collect()
}

fn concerns(state: &State, hold: &Hold, route: &Route, stop: &Stop) -> bool {
    let open = match &stop.progress {
        Progress::Waiting => true,
        Progress::PutOff { .. } => stop.cause == Some(Cause::Weather(Some(hold.id.clone()))),
        Progress::Arrived { .. } | Progress::Delivered { .. } | Progress::Failed { .. } => false,
    };
    open && state
        .network
        .retailer(&stop.retailer)
        .is_some_and(|retailer| hold.covers(retailer, stop.meets.unwrap_or(retailer.place), &route.id))
}

fn closes(state: &State, hold: &Hold, day: &Day, route: &Route) -> bool {
    let vehicle = route.vehicle.as_ref().and_then(|plate| state.network.vehicles.get(plate));
    let passes = hold.lets_pass.zip(vehicle).is_some_and(|(most, vehicle)| vehicle.capacity <= most);
    hold.response != Response::Brief && !passes && !hold.lets_go(day.date, &route.id)
}
