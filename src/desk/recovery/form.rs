//! What a dispatcher writes down while the driver is on the telephone, and the report it amounts to. No
//! widgets: those are in [`super::report`].

use crate::desk::snapshot::Snapshot;
use crate::domain::command::BreakdownReport;
use crate::domain::day::{Cargo, Dock, Progress, Route};
use crate::domain::ids::{Plate, RetailerCode, RouteId};
use crate::domain::incident::Fault;
use crate::domain::place::Place;
use crate::domain::time::{Standing, TimeOfDay, Timestamp};
use crate::domain::units::{Cartons, Seconds};

/// As typed and chosen so far.
#[derive(Clone, Debug)]
pub struct BreakdownForm {
    pub plate: Option<Plate>,
    pub search: String,
    /// `HH:MM`.
    pub when: String,
    pub whereabouts: Whereabouts,
    /// Degrees, as typed.
    pub lat: String,
    pub lon: String,
    pub fault: Fault,
    /// Minutes the repair may take; empty where nobody knows.
    pub minutes: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whereabouts {
    /// At its last stop, or its dock.
    LastStop,
    /// Where the coordinates say.
    There,
}

/// Why it is no report yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    Vehicle,
    Time,
    /// The time is still to come.
    TimeToCome,
    Coordinates,
    Minutes,
}

impl Missing {
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Vehicle => "breakdown-missing-vehicle",
            Self::Time => "breakdown-missing-time",
            Self::TimeToCome => "breakdown-missing-time-to-come",
            Self::Coordinates => "breakdown-missing-coordinates",
            Self::Minutes => "breakdown-missing-minutes",
        }
    }
}

/// The longest repair a person may expect, in minutes: two days.
const LONGEST: u32 = 2_880;

impl BreakdownForm {
    #[must_use]
    pub fn new(plate: Option<Plate>, snapshot: &Snapshot) -> Self {
        let when = match Standing::of(snapshot.date, snapshot.now) {
            Standing::Today(now) => now,
            Standing::Ahead | Standing::Past => TimeOfDay::MIDNIGHT,
        };
        Self {
            plate,
            search: String::new(),
            when: when.to_string(),
            whereabouts: Whereabouts::LastStop,
            lat: String::new(),
            lon: String::new(),
            fault: Fault::Engine,
            minutes: String::new(),
        }
    }

    /// What a click on the map says.
    pub fn pick(&mut self, place: Place) {
        self.whereabouts = Whereabouts::There;
        self.lat = format!("{:.5}", place.lat());
        self.lon = format!("{:.5}", place.lon());
    }

    /// Where the coordinates say it is; `None` where they say nothing that is on the earth.
    #[must_use]
    pub fn there(&self) -> Option<Place> {
        let degrees = |text: &str| text.trim().trim_end_matches('°').parse::<f64>().ok();
        Place::from_degrees(degrees(&self.lat)?, degrees(&self.lon)?)
    }

    pub fn report(&self, snapshot: &Snapshot) -> Result<BreakdownReport, Missing> {
        let plate = self.plate.clone().ok_or(Missing::Vehicle)?;
        let time = TimeOfDay::parse(&self.when).ok_or(Missing::Time)?;
        let at = match Standing::of(snapshot.date, snapshot.now) {
            // The minute it is now is meant to the second: nothing is reported before it has happened.
            Standing::Today(now) if now.seconds() / 60 == time.seconds() / 60 => snapshot.now,
            Standing::Today(now) if time > now => return Err(Missing::TimeToCome),
            _ => Timestamp::of(snapshot.date, time),
        };
        let place = match self.whereabouts {
            Whereabouts::LastStop => None,
            Whereabouts::There => Some(self.there().ok_or(Missing::Coordinates)?),
        };
        let estimate = match self.minutes.trim() {
            "" => None,
            text => {
                let minutes = text.parse().ok().filter(|minutes| (1..=LONGEST).contains(minutes));
                Some(Seconds::from_minutes(minutes.ok_or(Missing::Minutes)?))
            }
        };
        Ok(BreakdownReport { plate, at, place, fault: self.fault, estimate })
    }
}

/// What a vehicle has still to do today.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Errand {
    pub routes: Vec<RouteId>,
    /// Stops that wait.
    pub left: usize,
    /// Of their goods, those aboard, and those not loaded yet.
    pub aboard: Cartons,
    pub to_load: Cartons,
    pub last: Option<LastSeen>,
}

/// Where it was seen last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LastSeen {
    /// `None` at its dock.
    pub retailer: Option<(RetailerCode, TimeOfDay)>,
    pub place: Place,
}

impl Errand {
    #[must_use]
    pub fn of(plate: &Plate, snapshot: &Snapshot) -> Self {
        Self { last: last_seen(plate, snapshot), ..Self::work(plate, snapshot) }
    }

    /// Without where it was seen last, which takes longer to find out.
    #[must_use]
    pub fn work(plate: &Plate, snapshot: &Snapshot) -> Self {
        let mut errand = Self::default();
        let aboard = Cargo::Aboard(plate.clone());
        for route in rounds(plate, snapshot) {
            errand.routes.push(route.id.clone());
            for stop in route.stops.iter().filter(|stop| stop.progress == Progress::Waiting) {
                errand.left += 1;
                let goods = if stop.cargo == aboard { &mut errand.aboard } else { &mut errand.to_load };
                *goods += stop.cartons;
            }
        }
        errand
    }
}

/// The routes a vehicle drives on the day.
pub fn rounds<'s>(plate: &Plate, snapshot: &'s Snapshot) -> impl Iterator<Item = &'s Route> {
    let routes = snapshot.day().into_iter().flat_map(|day| day.routes.values()).map(AsRef::as_ref);
    routes.filter(move |route: &&Route| route.vehicle.as_ref() == Some(plate))
}

fn last_seen(plate: &Plate, snapshot: &Snapshot) -> Option<LastSeen> {
    let network = &snapshot.state.network;
    let visits = rounds(plate, snapshot).flat_map(|route| &route.stops).filter_map(|stop| {
        let place = network.retailer(&stop.retailer)?.place;
        Some((stop.progress.arrival()?, &stop.retailer, place))
    });
    if let Some((at, retailer, place)) = visits.max_by_key(|(at, ..)| *at) {
        return Some(LastSeen { retailer: Some((retailer.clone(), at)), place });
    }
    let place = match &rounds(plate, snapshot).min_by_key(|route| route.departs)?.dock {
        Dock::Centre => network.centre_spot()?.place,
        Dock::Station(code) => network.station_spot(code)?.place,
    };
    Some(LastSeen { retailer: None, place })
}
