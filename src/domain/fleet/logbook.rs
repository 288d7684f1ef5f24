//! What one service day says about vehicles: how far each drove, and what each breakdown cost the retailers. Small,
//! so that ten years of days can be kept and added up.

use crate::domain::day::{Cargo, Cause, Day, Dock, Progress, Route, Stop};
use crate::domain::ids::{BreakdownId, DepartmentCode, Plate, RouteId};
use crate::domain::kpi;
use crate::domain::outlook::Outlook;
use crate::domain::place::Spot;
use crate::domain::state::State;
use crate::domain::time::{Standing, TimeOfDay, Timestamp};
use crate::domain::units::{Cartons, Metres, Seconds};
use std::collections::{BTreeMap, BTreeSet};

/// One day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Logbook {
    /// Road driven between dock and shops in the order of service, by the travel times of the settings.
    pub driven: BTreeMap<Plate, Metres>,
    pub costs: BTreeMap<BreakdownId, Cost>,
}

/// What a breakdown cost the retailers: those whose stop carries it as its cause.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cost {
    pub routes: BTreeSet<RouteId>,
    pub departments: BTreeSet<DepartmentCode>,
    pub retailers: u32,
    pub cartons: Cartons,
    /// Retailers served, or expected to be, after their promised window, and by how many minutes together.
    pub late: u32,
    pub minutes_late: u32,
    pub put_off: u32,
    /// When the first of them was served after all.
    pub served_again: Option<Timestamp>,
}

impl Cost {
    /// Both together: a breakdown may cost something on several days.
    pub fn add(&mut self, other: Self) {
        self.routes.extend(other.routes);
        self.departments.extend(other.departments);
        self.retailers = self.retailers.saturating_add(other.retailers);
        self.cartons += other.cartons;
        self.late = self.late.saturating_add(other.late);
        self.minutes_late = self.minutes_late.saturating_add(other.minutes_late);
        self.put_off = self.put_off.saturating_add(other.put_off);
        self.served_again = match (self.served_again, other.served_again) {
            (Some(one), Some(other)) => Some(one.min(other)),
            (one, other) => one.or(other),
        };
    }
}

/// Reads a day, projected at the moment the logbook speaks of.
#[must_use]
pub fn of(state: &State, day: &Day, outlook: &Outlook) -> Logbook {
    let over = Standing::of(day.date, outlook.now) == Standing::Past;
    let mut logbook = Logbook::default();
    for route in day.routes.values() {
        for (plate, metres) in driven(state, route) {
            *logbook.driven.entry(plate).or_default() += metres;
        }
        let seen = outlook.routes.get(&route.id).map_or(&[][..], |seen| &seen.stops);
        for (stop, seen) in route.stops.iter().zip(seen) {
            let Some(Cause::Breakdown(Some(id))) = &stop.cause else { continue };
            let known = state.network.retailer(&stop.retailer);
            let department = known.map_or(&route.department, |retailer| &retailer.department);
            let minutes = kpi::recorded_late(stop, seen, over).map_or(0, Seconds::minutes_begun);
            logbook.costs.entry(id.clone()).or_default().add(Cost {
                routes: BTreeSet::from([route.id.clone()]),
                departments: BTreeSet::from([department.clone()]),
                retailers: 1,
                cartons: stop.cartons,
                late: u32::from(minutes > 0),
                minutes_late: minutes,
                put_off: u32::from(matches!(stop.progress, Progress::PutOff { .. })),
                served_again: match stop.progress {
                    Progress::Delivered { at, .. } => Some(Timestamp::of(day.date, at)),
                    _ => None,
                },
            });
        }
    }
    logbook
}

/// The legs to the shops that were visited, each by the vehicle that came: where a round changed hands on the way, its
/// goods say who had them. Each vehicle drives back to the dock from its last shop.
fn driven(state: &State, route: &Route) -> BTreeMap<Plate, Metres> {
    let network = &state.network;
    let dock = match &route.dock {
        Dock::Centre => network.centre_spot(),
        Dock::Station(code) => network.station_spot(code),
    };
    let stops = route.stops.iter().filter(|stop| stop.progress.has_happened());
    let mut visits: Vec<(TimeOfDay, &Stop)> =
        stops.filter_map(|stop| Some((stop.progress.arrival()?, stop))).collect();
    visits.sort_by_key(|(at, _)| *at);
    let mut trips = BTreeMap::<&Plate, Vec<(TimeOfDay, Spot)>>::new();
    for (at, stop) in visits {
        let by = match &stop.cargo {
            Cargo::Aboard(plate) => Some(plate),
            Cargo::At(_) => route.vehicle.as_ref(),
        };
        if let (Some(plate), Some(spot)) = (by, network.retailer_spot(&stop.retailer)) {
            trips.entry(plate).or_default().push((at, spot));
        }
    }
    let travel = state.travel_times();
    let length = |trip: &[(TimeOfDay, Spot)]| {
        let between = trip.windows(2).map(|leg| travel.leg(&leg[0].1, &leg[1].1, leg[0].0).distance);
        let (Some((_, first)), Some((left, last)), Some(dock)) = (trip.first(), trip.last(), &dock) else {
            return between.sum::<Metres>();
        };
        let out = travel.leg(dock, first, route.departs).distance;
        between.sum::<Metres>() + out + travel.leg(last, dock, *left).distance
    };
    trips.into_iter().map(|(plate, trip)| (plate.clone(), length(&trip))).collect()
}
