//! What a case looks like on paper. Every key here is described in `docs/formats.md`.

use super::names::Named;
use crate::domain::day::{Cargo, Dock};
use crate::domain::place::Place;
use crate::domain::time::{ServiceDay, TimeOfDay, Timestamp, Window};
use serde::ser::{Serialize, SerializeMap, SerializeSeq, SerializeTuple, Serializer};
use std::collections::BTreeMap;
use std::fmt;

#[derive(serde::Serialize)]
pub struct CaseShape<'s> {
    pub format: &'static str,
    pub version: u64,
    pub day: Shown<ServiceDay>,
    pub now: Shown<Timestamp>,
    pub revision: u64,
    pub settings: SettingsShape<'s>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub centre: Option<CentreShape<'s>>,
    pub stations: Vec<StationShape<'s>>,
    pub vehicles: Vec<VehicleShape<'s>>,
    pub breakdowns: Vec<BreakdownShape<'s>>,
    pub holds: Vec<HoldShape<'s>>,
    pub routes: Vec<RouteShape<'s>>,
    pub later_days: Vec<LaterDayShape<'s>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub matrix: Option<MatrixShape<'s>>,
}

#[derive(serde::Serialize)]
pub struct SettingsShape<'s> {
    pub prices: BTreeMap<&'static str, i64>,
    pub shift_ends: Clock,
    pub retailers_close: Clock,
    pub retell_after: u32,
    pub at_risk_within: u32,
    pub early_wait_over: u32,
    pub transfer_set_up: u32,
    pub transfer_per_hundred_cartons: u32,
    pub freeze_within: u32,
    pub driving_limit: u32,
    pub detour_permille: u32,
    pub speed_by_hour: &'s [u32],
}

#[derive(serde::Serialize)]
pub struct CentreShape<'s> {
    #[serde(flatten)]
    pub called: NameShape<'s>,
    pub place: Degrees,
}

#[derive(serde::Serialize)]
pub struct NameShape<'s> {
    pub name: &'s str,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub english_name: &'s str,
}

#[derive(serde::Serialize)]
pub struct StationShape<'s> {
    pub code: &'s str,
    #[serde(flatten)]
    pub called: NameShape<'s>,
    pub place: Degrees,
}

#[derive(serde::Serialize)]
pub struct VehicleShape<'s> {
    pub plate: &'s str,
    pub capacity: u32,
    pub spare: bool,
    pub status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub crew: Option<&'s str>,
}

#[derive(serde::Serialize)]
pub struct BreakdownShape<'s> {
    pub incident: &'s str,
    pub plate: &'s str,
    pub at: Shown<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<Degrees>,
    pub fault: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub estimate: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repaired: Option<Shown<Timestamp>>,
}

#[derive(serde::Serialize)]
pub struct HoldShape<'s> {
    pub hold: &'s str,
    pub kind: &'static str,
    pub colour: &'static str,
    pub from: Shown<Timestamp>,
    pub until: Shown<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub released: Option<Shown<Timestamp>>,
    /// One of the two: a hold of one area, or of several.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub area: Option<AreaShape<'s>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub areas: Vec<AreaShape<'s>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lets_pass: Option<u32>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lets_go: Vec<&'s str>,
}

#[derive(serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum AreaShape<'s> {
    Districts(Vec<&'s str>),
    Polygon(Vec<Degrees>),
    Circle { centre: Degrees, radius: u32 },
    Routes(Vec<&'s str>),
}

#[derive(serde::Serialize)]
pub struct RouteShape<'s> {
    pub route: &'s str,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub department: &'s str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plate: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub crew: Option<&'s str>,
    pub dock: DockShape<'s>,
    pub departs: Clock,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub departed: Option<Clock>,
    pub stops: Vec<StopShape<'s>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pickups: Vec<PickupShape<'s>>,
}

#[derive(serde::Serialize)]
pub struct StopShape<'s> {
    pub retailer: &'s str,
    #[serde(flatten)]
    pub shop: Option<ShopShape<'s>>,
    pub cartons: u32,
    pub service: u32,
    pub window: Span,
    pub promised: Span,
    pub planned: Clock,
    pub priority: u8,
    pub cargo: CargoShape<'s>,
    pub progress: ProgressShape,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub told: Option<ToldShape>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cause: Option<CauseShape<'s>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remedy: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lock: Option<LockShape>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meets: Option<Degrees>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub carried: Option<Shown<ServiceDay>>,
}

#[derive(serde::Serialize)]
pub struct ShopShape<'s> {
    #[serde(flatten)]
    pub called: NameShape<'s>,
    pub place: Degrees,
    #[serde(skip_serializing_if = "str::is_empty")]
    pub district: &'s str,
}

#[derive(serde::Serialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum ProgressShape {
    Waiting,
    Arrived {
        at: Clock,
    },
    Delivered {
        #[serde(skip_serializing_if = "Option::is_none")]
        arrived: Option<Clock>,
        at: Clock,
    },
    Failed {
        at: Clock,
        reason: &'static str,
    },
    PutOff {
        to: Shown<ServiceDay>,
    },
}

#[derive(serde::Serialize)]
pub struct ToldShape {
    pub at: Shown<Timestamp>,
    pub arrival: Clock,
    pub window: Span,
}

#[derive(serde::Serialize)]
pub struct CauseShape<'s> {
    pub kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub incident: Option<&'s str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hold: Option<&'s str>,
}

#[derive(serde::Serialize)]
pub struct LockShape {
    pub kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<Clock>,
}

#[derive(serde::Serialize)]
pub struct PickupShape<'s> {
    pub from: CargoShape<'s>,
    pub place: Degrees,
    pub before: &'s str,
    pub ready: Clock,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub loaded: Option<Clock>,
}

#[derive(serde::Serialize)]
pub struct LaterDayShape<'s> {
    pub day: Shown<ServiceDay>,
    pub routes: Vec<LaterRouteShape<'s>>,
}

#[derive(serde::Serialize)]
pub struct LaterRouteShape<'s> {
    pub route: &'s str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plate: Option<&'s str>,
    pub cartons: u32,
}

#[derive(serde::Serialize)]
pub struct MatrixShape<'s> {
    pub codes: Vec<&'s str>,
    pub seconds: Square<'s>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metres: Option<Square<'s>>,
}

/// Some rows and columns of a larger square.
pub struct Square<'s> {
    pub cells: &'s [u32],
    /// How many places the larger one has, and which of them are wanted.
    pub width: usize,
    pub places: &'s [usize],
}

struct Line<'s, 'a>(&'a Square<'s>, usize);

impl Serialize for Square<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut rows = serializer.serialize_seq(Some(self.places.len()))?;
        for &row in self.places {
            rows.serialize_element(&Line(self, row))?;
        }
        rows.end()
    }
}

impl Serialize for Line<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(square, row) = self;
        let cell = |&column: &usize| {
            let cell = square.cells.get(row * square.width + column).copied();
            cell.filter(|cell| *cell != crate::domain::place::Matrix::UNKNOWN)
        };
        serializer.collect_seq(square.places.iter().map(cell))
    }
}

/// A text as the thing shows itself.
pub struct Shown<T>(pub T);

impl<T: fmt::Display> Serialize for Shown<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

/// A time of day to the second: `HH:MM:SS`, past 24 after midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Clock(pub TimeOfDay);

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{:02}", self.0, self.0.seconds() % 60)
    }
}

impl Serialize for Clock {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// `[opens, closes]`.
pub struct Span(pub Window);

impl Serialize for Span {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut ends = serializer.serialize_tuple(2)?;
        ends.serialize_element(&Clock(self.0.opens()))?;
        ends.serialize_element(&Clock(self.0.closes()))?;
        ends.end()
    }
}

/// `{"lat", "lon"}`.
pub struct Degrees(pub Place);

impl Serialize for Degrees {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("lat", &self.0.lat())?;
        map.serialize_entry("lon", &self.0.lon())?;
        map.end()
    }
}

/// `"centre"` or `{"station": code}`.
pub struct DockShape<'s>(pub &'s Dock);

impl Serialize for DockShape<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Dock::Centre => serializer.serialize_str("centre"),
            Dock::Station(code) => one(serializer, "station", code.as_str()),
        }
    }
}

/// A dock, or `{"aboard": plate}`.
pub struct CargoShape<'s>(pub &'s Cargo);

impl Serialize for CargoShape<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Cargo::At(dock) => DockShape(dock).serialize(serializer),
            Cargo::Aboard(plate) => one(serializer, "aboard", plate.as_str()),
        }
    }
}

fn one<S: Serializer>(serializer: S, key: &str, value: &str) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(1))?;
    map.serialize_entry(key, value)?;
    map.end()
}

impl LockShape {
    pub fn of(lock: crate::domain::day::Lock) -> Self {
        let at = match lock {
            crate::domain::day::Lock::Time(at) => Some(Clock(at)),
            _ => None,
        };
        Self { kind: Named::name(&lock), at }
    }
}
