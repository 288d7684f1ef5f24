//! The slow, plain verdict on a day: named breaches. Shares no arithmetic with the engine.

use super::day::Cargo;
use super::ids::{HoldId, RetailerCode, RouteId};
use super::units::{Cartons, Seconds};

/// Something on a route that should not be.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Breach {
    pub route: RouteId,
    /// `None` where it is about the whole route.
    pub retailer: Option<RetailerCode>,
    pub kind: BreachKind,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum BreachKind {
    /// Service begins this long after the window has closed.
    Late(Seconds),
    /// The vehicle stands this long before a closed door.
    EarlyWait(Seconds),
    /// The route's load is over the vehicle's capacity by this much.
    Overload(Cartons),
    /// The vehicle is back this long after the shift's end.
    Overtime(Seconds),
    /// The stop's goods are not on the vehicle that is to deliver them.
    CargoElsewhere(Cargo),
    /// The stop is to be served while a hold closes it.
    OnHold(HoldId),
    /// Nobody drives it, or its vehicle cannot.
    NoVehicle,
}
