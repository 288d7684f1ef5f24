//! One vehicle's round, stop by stop: what has happened as it was recorded, then the open stops in order.

use super::recorded::{as_planned, recorded};
use super::{PickupOutlook, RouteOutlook, RouteState, StopOutlook, StopState};
use crate::domain::day::{Cargo, Dock, Progress, Route, Stop};
use crate::domain::network::Retailer;
use crate::domain::place::{Leg, Place, Spot, TravelTimes};
use crate::domain::state::State;
use crate::domain::time::{ServiceDay, Standing, TimeOfDay};
use crate::domain::units::{Cartons, Metres, Seconds};
use crate::domain::weather::{Course, Hold};
use smol_str::SmolStr;

/// What a round is driven on: places, travel times, and what closes them, as far as one day needs them.
pub(super) struct Roads<'a> {
    state: &'a State,
    /// Breakdowns of this day are minded; none where `None`.
    day: Option<ServiceDay>,
    travel: TravelTimes<'a>,
    /// Nothing still to come can be before this. `None` where the day is not under way.
    now: Option<TimeOfDay>,
    holds: Vec<Closure<'a>>,
}

/// A hold's part of the day.
struct Closure<'a> {
    closes: TimeOfDay,
    reopens: TimeOfDay,
    hold: &'a Hold,
}

/// A call for goods that is still to be made: there is something to load.
struct Call {
    nth: usize,
    /// The position of the stop it is made before.
    before: usize,
    /// Positions of the stops whose goods it loads.
    loads: Vec<usize>,
}

impl Call {
    fn of(route: &Route, nth: usize) -> Option<Self> {
        let loads = route.loads_at(nth);
        let first = *loads.first()?;
        // Where the stop it was to be made before has been visited without it, it is made before the first
        // that needs it.
        let stands = route.position(&route.pickups[nth].before);
        let before = stands.filter(|&at| route.stops[at].progress == Progress::Waiting).unwrap_or(first);
        Some(Self { nth, before, loads })
    }
}

/// Where a vehicle is, and when it can drive on from there.
struct Position {
    /// `None` where no place is known yet; the next drive then takes no time.
    spot: Option<Spot>,
    free: TimeOfDay,
    /// When it was last seen anywhere; midnight where it never was.
    seen: TimeOfDay,
    distance: Metres,
    driving: Seconds,
}

impl<'a> Roads<'a> {
    pub fn of(state: &'a State, day: ServiceDay, standing: Standing) -> Self {
        let closure = |hold: &'a Hold| {
            let (closes, reopens) = hold.span_on(day)?;
            Some(Closure { closes, reopens, hold })
        };
        let holds = state.holds.values().filter_map(closure).collect();
        Self { state, day: Some(day), travel: state.travel_times(), now: standing.clock(), holds }
    }

    /// No clock, no holds, no breakdowns: as a plan is made.
    pub fn undisturbed(state: &'a State) -> Self {
        Self { state, day: None, travel: state.travel_times(), now: None, holds: Vec::new() }
    }

    /// Drives the whole round. Where its vehicle is elsewhere before, `free` says until when. Breaches are
    /// left empty.
    ///
    /// A stop that was driven past without a word is taken at the end of the round: the crew goes on to
    /// the next door and comes back.
    pub fn drive(&self, route: &Route, free: Option<TimeOfDay>) -> RouteOutlook {
        let known = |stop: &Stop| recorded(stop, self.now).unwrap_or_else(|| as_planned(stop));
        let mut stops: Vec<StopOutlook> = route.stops.iter().map(known).collect();
        let dock = self.dock(&route.dock);
        let happened = in_order_of_visit(route);

        let leaves = self.departure(route, &happened, free);
        let mut position = Position {
            spot: dock.clone(),
            free: leaves,
            seen: TimeOfDay::MIDNIGHT,
            distance: Metres(0),
            driving: Seconds(0),
        };
        for &at in &happened {
            self.visit(&route.stops[at], &stops[at], &mut position);
        }
        if changed_hands(route, &happened) {
            position.spot.clone_from(&dock);
            position.free = position.free.max(self.now.unwrap_or_default());
        }
        self.loaded_last(route, &mut position);
        position.free = position.free.max(free.unwrap_or_default());
        self.seen_since(route, &happened, &mut position);
        self.stand(route, &mut position);
        let driven = (position.distance, position.driving);
        let (stands, from) = (position.spot.clone(), position.free);
        let mut calls: Vec<_> = (0..route.pickups.len()).filter_map(|nth| Call::of(route, nth)).collect();
        let mut pickups = Vec::with_capacity(calls.len());
        let first_open = route.first_open();
        for at in (first_open..route.stops.len()).chain(0..first_open) {
            let stop = &route.stops[at];
            for call in calls.extract_if(.., |call| call.before == at) {
                pickups.push(self.fetched(route, &call, &mut position));
            }
            if stop.progress == Progress::Waiting {
                stops[at] = self.expected(route, stop, &mut position);
            }
        }
        let went_anywhere = !happened.is_empty() || route.stops.iter().any(|s| s.progress.awaits_delivery());
        let returns = if went_anywhere { position.go_on(dock, &self.travel, None) } else { position.free };

        let open = route.stops.iter().any(|stop| stop.progress.awaits_delivery());
        let state = match (open, route.departed.is_some() || !happened.is_empty()) {
            (false, _) => RouteState::Done,
            (true, true) => RouteState::OnTheWay,
            (true, false) => RouteState::Planned,
        };
        let carried = route.stops.iter().filter(|stop| !matches!(stop.progress, Progress::PutOff { .. }));
        RouteOutlook {
            state,
            stops,
            pickups,
            leaves,
            stands,
            free: from,
            returns,
            load: carried.map(|stop| stop.cartons).sum::<Cartons>(),
            capacity: self.capacity(route),
            distance: position.distance,
            driving: position.driving,
            distance_left: position.distance - driven.0,
            driving_left: position.driving - driven.1,
            breaches: Vec::new(),
        }
    }

    /// Goods that were fetched after the last shop was left: the vehicle is there.
    fn loaded_last(&self, route: &Route, position: &mut Position) {
        let loaded = route.pickups.iter().filter_map(|pickup| Some((pickup.loaded?, pickup)));
        if let Some((at, pickup)) = loaded.max_by_key(|(at, _)| *at).filter(|(at, _)| *at >= position.seen) {
            let spot = Spot { code: SmolStr::default(), place: pickup.place };
            position.go_on(Some(spot), &self.travel, Some(at));
            position.seen = at;
        }
    }

    /// A vehicle on the road is where it was seen last, where that is news; one at a door is at the door.
    fn seen_since(&self, route: &Route, happened: &[usize], position: &mut Position) {
        let on_the_way = route.departed.is_some() || !happened.is_empty();
        let at_a_door = route.stops.iter().any(|stop| matches!(stop.progress, Progress::Arrived { .. }));
        let (Some(day), Some(plate), true, false) = (self.day, &route.vehicle, on_the_way, at_a_door) else {
            return;
        };
        let seen = self.state.fixes.get(plate).map(|seen| &seen.fix);
        let Some(fix) = seen.filter(|fix| fix.at.day() == day) else { return };
        let Some(at) = day.time_of(fix.at).filter(|at| *at >= position.free) else { return };
        if self.now.is_some_and(|now| at <= now) {
            position.go_on(Some(Spot { code: SmolStr::default(), place: fix.place }), &self.travel, Some(at));
            position.seen = at;
        }
    }

    /// When it left: as recorded, else not after the first thing it did. When it will leave: as planned,
    /// but not in the past and not before its vehicle is there.
    fn departure(&self, route: &Route, happened: &[usize], free: Option<TimeOfDay>) -> TimeOfDay {
        let first_arrival = happened.first().and_then(|&at| route.stops[at].progress.arrival());
        route.departed.unwrap_or_else(|| {
            if let Some(arrival) = first_arrival {
                return route.departs.min(arrival);
            }
            let ready = route.departs.max(self.now.unwrap_or_default()).max(free.unwrap_or_default());
            self.let_out(route, ready)
        })
    }

    /// Where it was decided that a route waits for the end of a hold, or its goods are not sorted or ordered yet, it
    /// leaves then.
    fn let_out(&self, route: &Route, mut at: TimeOfDay) -> TimeOfDay {
        let Some(day) = self.day else { return at };
        let held_up = self
            .state
            .incidents
            .values()
            .filter(|incident| incident.day == day && incident.routes.contains(&route.id));
        at = held_up.filter_map(|incident| day.time_of(incident.releases()?)).fold(at, TimeOfDay::max);
        let waits = |closure: &&Closure<'_>, at: TimeOfDay| {
            closure.closes <= at
                && at < closure.reopens
                && closure.hold.confirmed
                && closure.hold.course_of(day, &route.id) == Some(Course::Delay)
        };
        while let Some(closure) = self.holds.iter().find(|closure| waits(closure, at)) {
            at = closure.reopens;
        }
        at
    }

    /// Goes to a stop the vehicle has been at, or is at.
    fn visit(&self, stop: &Stop, seen: &StopOutlook, position: &mut Position) {
        let spot = self.retailer(stop).map(|retailer| spot_of(stop, retailer));
        position.go_on(spot, &self.travel, Some(seen.arrives));
        position.free = seen.leaves;
        position.seen = last_word(&stop.progress);
    }

    /// A vehicle that broke down stands where it did so until it can go on. Where nobody knows when that
    /// will be, the times are those of an immediate repair, and the rules say that nobody drives.
    fn stand(&self, route: &Route, position: &mut Position) {
        let (Some(day), Some(plate)) = (self.day, &route.vehicle) else { return };
        for breakdown in self.state.breakdowns.values().filter(|breakdown| breakdown.plate == *plate) {
            let broke = day.time_of(breakdown.at);
            let Some(broke) = broke.filter(|broke| position.seen <= *broke) else { continue };
            if let Some(place) = breakdown.place {
                position.spot = Some(self.state.spot_on_the_road(day, plate, place));
            }
            let rolls = breakdown.rolls_again().and_then(|moment| day.time_of(moment));
            position.free = position.free.max(rolls.unwrap_or(broke));
        }
    }

    /// A call for goods still to be made.
    fn fetched(&self, route: &Route, call: &Call, position: &mut Position) -> PickupOutlook {
        let pickup = &route.pickups[call.nth];
        let spot = match &pickup.from {
            Cargo::At(dock) => self.dock(dock),
            Cargo::Aboard(plate) => self.day.map(|day| self.state.spot_on_the_road(day, plate, pickup.place)),
        };
        let spot = spot.unwrap_or_else(|| Spot { code: SmolStr::default(), place: pickup.place });
        let arrives = position.go_on(Some(spot), &self.travel, None).max(self.now.unwrap_or_default());
        let starts = arrives.max(pickup.ready);
        let settings = &self.state.settings;
        let stops = || call.loads.iter().map(|&at| &route.stops[at]);
        let handling = stops().map(|stop| settings.handling(stop.cartons)).sum::<Seconds>();
        let leaves = starts.plus(settings.transfer_set_up + handling);
        position.free = leaves;
        let cartons = stops().map(|stop| stop.cartons).sum();
        PickupOutlook { nth: call.nth, before: call.before, arrives, starts, leaves, cartons }
    }

    /// A stop still to be served.
    fn expected(&self, route: &Route, stop: &Stop, position: &mut Position) -> StopOutlook {
        let retailer = self.retailer(stop);
        let arrives = position.go_on(retailer.map(|it| spot_of(stop, it)), &self.travel, None);
        // A vehicle that should have been there by now will be there now at the soonest.
        let arrives = arrives.max(self.now.unwrap_or_default());
        let opened = arrives.max(stop.window.opens());
        let starts = retailer.map_or(opened, |retailer| {
            let place = stop.meets.unwrap_or(retailer.place);
            self.reopened(route, (retailer, place), opened)
        });
        let leaves = starts.plus(stop.service);
        position.free = leaves;

        let late = stop.window.late_by(starts);
        let state = if starts > opened {
            StopState::OnHold
        } else if late > Seconds(0) {
            StopState::Late
        } else if stop.window.closes().since(starts) <= self.state.settings.at_risk_within {
            StopState::AtRisk
        } else {
            StopState::OnTime
        };
        StopOutlook { state, arrives, starts, leaves, late }
    }

    /// The first moment from `at` on at which no hold closes the retailer. Each step passes the end of one
    /// hold for good, so it ends.
    fn reopened(&self, route: &Route, (retailer, place): (&Retailer, Place), mut at: TimeOfDay) -> TimeOfDay {
        let (Some(day), capacity) = (self.day, self.capacity(route)) else { return at };
        let closed = |closure: &&Closure<'_>, at: TimeOfDay| {
            closure.closes <= at
                && at < closure.reopens
                && closure.hold.binds(day, &route.id, capacity)
                && closure.hold.covers(retailer, place, &route.id)
        };
        while let Some(closure) = self.holds.iter().find(|closure| closed(closure, at)) {
            at = closure.reopens;
        }
        at
    }

    fn capacity(&self, route: &Route) -> Option<Cartons> {
        let vehicle = route.vehicle.as_ref().and_then(|plate| self.state.network.vehicles.get(plate));
        vehicle.map(|vehicle| vehicle.capacity)
    }

    fn retailer(&self, stop: &Stop) -> Option<&'a Retailer> {
        self.state.network.retailer(&stop.retailer)
    }

    fn dock(&self, dock: &Dock) -> Option<Spot> {
        match dock {
            Dock::Centre => self.state.network.centre_spot(),
            Dock::Station(code) => self.state.network.station_spot(code),
        }
    }
}

impl Position {
    /// Drives on to `spot`, which it reaches at `seen` where that is known. Returns when.
    fn go_on(&mut self, spot: Option<Spot>, travel: &TravelTimes<'_>, seen: Option<TimeOfDay>) -> TimeOfDay {
        let leg = match (&self.spot, &spot) {
            (Some(from), Some(to)) => travel.leg(from, to, self.free),
            _ => Leg::default(),
        };
        let arrives = seen.unwrap_or_else(|| self.free.plus(leg.duration));
        self.distance += leg.distance;
        self.driving += arrives.since(self.free);
        self.free = arrives;
        self.spot = spot.or_else(|| self.spot.take());
        arrives
    }
}

/// The door, or where the retailer comes to meet the vehicle.
fn spot_of(stop: &Stop, retailer: &Retailer) -> Spot {
    match stop.meets {
        Some(place) => Spot { code: SmolStr::default(), place },
        None => Spot { code: SmolStr::new(retailer.code.as_str()), place: retailer.place },
    }
}

/// Another vehicle made the visits so far. The one that drives it now is on its way from the dock: nothing
/// says more of where it is.
fn changed_hands(route: &Route, happened: &[usize]) -> bool {
    let Some(own) = &route.vehicle else { return false };
    let mut seen = happened.iter().filter_map(|&at| match &route.stops[at].cargo {
        Cargo::Aboard(plate) => Some(plate),
        Cargo::At(_) => None,
    });
    seen.next_back().is_some_and(|last| last != own) && seen.all(|plate| plate != own)
}

/// The last moment something was recorded for.
fn last_word(progress: &Progress) -> TimeOfDay {
    match progress {
        Progress::Arrived { at } | Progress::Delivered { at, .. } | Progress::Failed { at, .. } => *at,
        Progress::Waiting | Progress::PutOff { .. } => TimeOfDay::MIDNIGHT,
    }
}

/// Positions of the stops something has happened at, in the order it happened.
fn in_order_of_visit(route: &Route) -> Vec<usize> {
    let arrival = |at: &usize| route.stops[*at].progress.arrival();
    let mut happened: Vec<usize> = (0..route.stops.len()).filter(|at| arrival(at).is_some()).collect();
    happened.sort_by_key(arrival);
    happened
}
