//! A service day: routes, their stops in order, where each stop's cargo is, and what has happened so far.
//! What will happen is projected from it in [`super::outlook`].

use super::ids::{
    BreakdownId, CrewId, DepartmentCode, HoldId, Plate, RetailerCode, Revision, RouteId, StationCode,
};
use super::place::Place;
use super::time::{ServiceDay, TimeOfDay, Timestamp, Window};
use super::units::{Cartons, Fen, Seconds};
use smol_str::SmolStr;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// One day's routes. Each is shared, so that a change copies only the routes it touches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    pub date: ServiceDay,
    pub routes: BTreeMap<RouteId, Arc<Route>>,
    /// The entry that last changed each route; kept for routes since removed.
    pub changed: BTreeMap<RouteId, Revision>,
}

impl Day {
    #[must_use]
    pub fn empty(date: ServiceDay) -> Self {
        Self { date, routes: BTreeMap::new(), changed: BTreeMap::new() }
    }

    /// The route that serves `retailer` today, and at which position (0 is the first stop).
    #[must_use]
    pub fn find(&self, retailer: &RetailerCode) -> Option<(&Arc<Route>, usize)> {
        self.routes.values().find_map(|route| Some((route, route.position(retailer)?)))
    }

    #[must_use]
    pub fn revision_of(&self, route: &RouteId) -> Revision {
        self.changed.get(route).copied().unwrap_or_default()
    }
}

/// Where a route's goods are loaded and the vehicle returns to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Dock {
    Centre,
    Station(StationCode),
}

/// A delivery route (送货线路) of one day: one vehicle, stops in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    pub id: RouteId,
    pub department: DepartmentCode,
    /// `None` where no vehicle has been given yet.
    pub vehicle: Option<Plate>,
    pub crew: Option<CrewId>,
    pub dock: Dock,
    /// Planned departure.
    pub departs: TimeOfDay,
    /// When it really left; its cargo is aboard from then on.
    pub departed: Option<TimeOfDay>,
    pub stops: Vec<Stop>,
    /// Calls for goods that lie elsewhere, in the order they are made.
    pub pickups: Vec<Pickup>,
    /// Fingerprint of the plan as it was imported, so that the same file again changes nothing, whatever
    /// has been rescheduled by hand since.
    pub imported: Option<PlanDigest>,
}

impl Route {
    /// At which position `retailer` is served (0 is the first stop).
    #[must_use]
    pub fn position(&self, retailer: &RetailerCode) -> Option<usize> {
        self.stops.iter().position(|stop| &stop.retailer == retailer)
    }

    /// The first position that may still be changed: everything up to the last stop something has been
    /// recorded for has happened.
    #[must_use]
    pub fn first_open(&self) -> usize {
        self.stops.iter().rposition(|stop| stop.progress.has_happened()).map_or(0, |last| last + 1)
    }

    /// Cartons of all stops, delivered or not: what it was loaded with.
    #[must_use]
    pub fn load(&self) -> Cartons {
        self.stops.iter().map(|stop| stop.cartons).sum()
    }

    /// The incidents it carries: those that are the cause of a stop still to be delivered.
    #[must_use]
    pub fn incidents(&self) -> BTreeSet<&BreakdownId> {
        let open = self.stops.iter().filter(|stop| stop.progress.awaits_delivery());
        open.filter_map(|stop| match &stop.cause {
            Some(Cause::Breakdown(id)) => id.as_ref(),
            _ => None,
        })
        .collect()
    }

    /// Positions of the waiting stops whose goods the `nth` pickup loads: those behind it that no later
    /// pickup of the same goods stands before. Empty once it is done.
    #[must_use]
    pub fn loads_at(&self, nth: usize) -> Vec<usize> {
        let Some(pickup) = self.pickups.get(nth).filter(|pickup| pickup.loaded.is_none()) else {
            return Vec::new();
        };
        let place = |pickup: &Pickup| self.position(&pickup.before);
        let Some(first) = place(pickup) else { return Vec::new() };
        let later = self.pickups[nth + 1..].iter().filter(|other| other.from == pickup.from);
        let end = later.filter_map(place).min().unwrap_or(self.stops.len());
        let waits = |at: &usize| {
            let stop = &self.stops[*at];
            stop.progress == Progress::Waiting && stop.cargo == pickup.from
        };
        (first..end).filter(waits).collect()
    }
}

/// A call for goods on the way: at a vehicle that cannot move (接驳), or at a dock (二次装车). It loads what
/// waits there for the stops behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pickup {
    /// Where the goods are, as their stops say it.
    pub from: Cargo,
    /// Where that is on the earth.
    pub place: Place,
    /// The stop before which the call is made.
    pub before: RetailerCode,
    /// The goods are there from this time on.
    pub ready: TimeOfDay,
    /// When they were aboard; `None` while that is still to come, or was only told by what came after.
    pub loaded: Option<TimeOfDay>,
}

/// FNV-1a (64 bit) of a route's plan; made in `decide`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PlanDigest(pub u64);

/// A retailer's delivery on a route. A retailer stands at most once on a day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stop {
    pub retailer: RetailerCode,
    pub cartons: Cartons,
    pub value: Fen,
    /// The window agreed now.
    pub window: Window,
    /// The window of the plan as it was imported; shifting a window never changes it.
    pub promised: Window,
    /// Planned arrival, from the file or projected when the plan came in.
    pub planned: TimeOfDay,
    /// Time at the door.
    pub service: Seconds,
    /// How much its lateness weighs against others': 1 is usual.
    pub priority: Priority,
    pub cargo: Cargo,
    pub progress: Progress,
    /// What the retailer was last told after the plan; `None` where the plan is all it knows.
    pub told: Option<Told>,
    pub cause: Option<Cause>,
    /// What the desk did about it.
    pub remedy: Option<Remedy>,
    /// What a recovery plan must leave alone.
    pub lock: Option<Lock>,
    /// Where the retailer collects its goods (定点取货); at its own door where `None`.
    pub meets: Option<Place>,
    /// The day it was first put off from (结转), where it was.
    pub carried: Option<ServiceDay>,
    /// Its progress was told from the vehicle's positions; nobody has confirmed it yet.
    pub inferred: bool,
}

/// How many usual retailers a retailer's lateness weighs as much as: 1 to 9.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Priority(u8);

impl Priority {
    /// `None` where it is not 1 to 9.
    #[must_use]
    pub const fn new(weight: u8) -> Option<Self> {
        if matches!(weight, 1..=9) { Some(Self(weight)) } else { None }
    }

    #[must_use]
    pub const fn weight(self) -> u8 {
        self.0
    }
}

impl Default for Priority {
    fn default() -> Self {
        Self(1)
    }
}

/// How much of a stop is settled, whatever a recovery plan would like.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lock {
    /// It stays with its vehicle.
    Vehicle,
    /// Everything up to it stays as it is, and in this order.
    Position,
    /// It is begun at this time, give or take [`Lock::TOLERANCE`].
    Time(TimeOfDay),
}

impl Lock {
    /// How far a locked time may move: what a person on the telephone would not notice.
    pub const TOLERANCE: Seconds = Seconds::from_minutes(5);

    /// The name in files and `--json`; never changes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Vehicle => "vehicle",
            Self::Position => "position",
            Self::Time(_) => "time",
        }
    }
}

/// Where a stop's goods are.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cargo {
    /// Not loaded yet.
    At(Dock),
    Aboard(Plate),
}

/// What has happened at a stop.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Progress {
    Waiting,
    Arrived {
        at: TimeOfDay,
    },
    /// `arrived` where the file gave it.
    Delivered {
        arrived: Option<TimeOfDay>,
        at: TimeOfDay,
    },
    Failed {
        at: TimeOfDay,
        reason: FailReason,
    },
    /// To be delivered with another day's routes.
    PutOff {
        to: ServiceDay,
    },
}

impl Progress {
    /// The vehicle has been there: the stop's place in the order is history.
    #[must_use]
    pub const fn has_happened(&self) -> bool {
        matches!(self, Self::Arrived { .. } | Self::Delivered { .. } | Self::Failed { .. })
    }

    /// Its goods have still to be handed over: nothing has happened yet, or the vehicle is at the door.
    #[must_use]
    pub const fn awaits_delivery(&self) -> bool {
        matches!(self, Self::Waiting | Self::Arrived { .. })
    }

    /// When the vehicle came, where that is known or can be told from the delivery itself.
    #[must_use]
    pub fn arrival(&self) -> Option<TimeOfDay> {
        match self {
            Self::Arrived { at } | Self::Failed { at, .. } => Some(*at),
            Self::Delivered { arrived, at } => Some(arrived.unwrap_or(*at)),
            Self::Waiting | Self::PutOff { .. } => None,
        }
    }
}

/// Why a delivery was tried and not made.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FailReason {
    Closed,
    Refused,
    NoPayment,
    Damaged,
    Unreachable,
    /// In the crew's own words.
    Other(SmolStr),
}

/// The last word a retailer had of its delivery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    pub at: Timestamp,
    pub by: SmolStr,
    pub arrival: TimeOfDay,
    pub window: Window,
    /// It was told to wait for this day.
    pub put_off_to: Option<ServiceDay>,
    /// `None` where nobody has said.
    pub way: Option<Way>,
    /// It has answered that it knows.
    pub confirmed: bool,
}

impl Told {
    /// A time told for the day itself, in a way nobody has said.
    #[must_use]
    pub const fn new(at: Timestamp, by: SmolStr, arrival: TimeOfDay, window: Window) -> Self {
        Self { at, by, arrival, window, put_off_to: None, way: None, confirmed: false }
    }
}

/// By which way a retailer was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Way {
    Phone,
    /// A text message (短信).
    Text,
    /// A group of a messenger.
    Group,
    Mail,
    /// In person.
    Visit,
}

impl Way {
    pub const ALL: [Self; 5] = [Self::Phone, Self::Text, Self::Group, Self::Mail, Self::Visit];

    /// The name in files and `--json`; never changes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Text => "text",
            Self::Group => "group",
            Self::Mail => "mail",
            Self::Visit => "visit",
        }
    }

    /// Reads what [`Way::name`] writes.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.name() == name)
    }
}

/// Why a stop is late.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    Breakdown(Option<BreakdownId>),
    Weather(Option<HoldId>),
    Accident,
    Traffic,
    Ordering,
    Settlement,
    Sorting,
    RetailerAbsent,
    /// As the file or the person wrote it.
    Other(SmolStr),
}

/// What was done about a disturbance: by hand, or a recovery plan's kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Remedy {
    Reassigned,
    Moved,
    WindowShifted,
    SpareTakesOver,
    NeighboursShare,
    WaitedForRepair,
    PutOff,
    /// It waited for a hold to end, or open districts were served first.
    WaitedForWeather,
    MetElsewhere,
    /// A small vehicle took it where a large one could not pass.
    Shuttled,
}
