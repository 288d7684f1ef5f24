//! The slow, plain verdict on a day: named breaches. Shares no arithmetic with the search for plans, so
//! that it can judge what that search finds.

use super::day::{Cargo, Route, Stop};
use super::ids::{HoldId, RetailerCode, RouteId};
use super::network::VehicleStatus;
use super::outlook::{RouteOutlook, StopOutlook};
use super::state::State;
use super::time::{ServiceDay, TimeOfDay};
use super::units::{Cartons, Seconds};
use super::weather::Hold;
use std::cmp::{Ordering, Reverse};

/// Something on a route that should not be. Ordered from the worst down, then by route and retailer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Breach {
    pub route: RouteId,
    /// `None` where it is about the whole route.
    pub retailer: Option<RetailerCode>,
    pub kind: BreachKind,
}

impl Breach {
    /// The same for the same trouble, whatever its size: tells a breach that grew from one that is new. A
    /// stop keeps its troubles when it moves to another route.
    #[must_use]
    pub fn subject(&self) -> (Option<&RetailerCode>, &'static str, Option<&RouteId>) {
        let whole_route = self.retailer.is_none();
        (self.retailer.as_ref(), self.kind.name(), whole_route.then_some(&self.route))
    }
}

impl Ord for Breach {
    fn cmp(&self, other: &Self) -> Ordering {
        (&self.kind, &self.route, &self.retailer).cmp(&(&other.kind, &other.route, &other.retailer))
    }
}

impl PartialOrd for Breach {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// What is wrong. Ordered from what stops a delivery down to what only costs time; the larger first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BreachKind {
    /// Service begins this long after the window has closed.
    Late(Seconds),
    /// The vehicle stands this long before a closed door.
    EarlyWait(Seconds),
    /// What the route has still to deliver is over the vehicle's capacity by this much.
    Overload(Cartons),
    /// The vehicle is back this long after the shift's end.
    Overtime(Seconds),
    /// The stop's goods are not on the vehicle that is to deliver them.
    CargoElsewhere(Cargo),
    /// The vehicle comes while a hold closes the stop, and has to wait for its end.
    OnHold(HoldId),
    /// Nobody drives it, or its vehicle cannot.
    NoVehicle,
}

impl BreachKind {
    /// The name in files and `--json`; never changes.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Late(_) => "late",
            Self::EarlyWait(_) => "early_wait",
            Self::Overload(_) => "overload",
            Self::Overtime(_) => "overtime",
            Self::CargoElsewhere(_) => "cargo_elsewhere",
            Self::OnHold(_) => "on_hold",
            Self::NoVehicle => "no_vehicle",
        }
    }

    /// Its size in its own unit (seconds or cartons); 0 where it has none.
    #[must_use]
    pub const fn amount(&self) -> u32 {
        match self {
            Self::Late(span) | Self::EarlyWait(span) | Self::Overtime(span) => span.0,
            Self::Overload(cartons) => cartons.0,
            Self::CargoElsewhere(_) | Self::OnHold(_) | Self::NoVehicle => 0,
        }
    }

    /// 0 is the worst.
    const fn rank(&self) -> u8 {
        match self {
            Self::NoVehicle => 0,
            Self::CargoElsewhere(_) => 1,
            Self::OnHold(_) => 2,
            Self::Overload(_) => 3,
            Self::Late(_) => 4,
            Self::Overtime(_) => 5,
            Self::EarlyWait(_) => 6,
        }
    }

    /// Tells apart what rank and amount do not.
    const fn details(&self) -> (Option<&Cargo>, Option<&HoldId>) {
        match self {
            Self::CargoElsewhere(cargo) => (Some(cargo), None),
            Self::OnHold(hold) => (None, Some(hold)),
            _ => (None, None),
        }
    }
}

impl Ord for BreachKind {
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |kind: &Self| (kind.rank(), Reverse(kind.amount()));
        key(self).cmp(&key(other)).then_with(|| self.details().cmp(&other.details()))
    }
}

impl PartialOrd for BreachKind {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Every breach of a projected route, the worst first. What has been delivered can no longer breach
/// anything; the outlook shows how late it was.
#[must_use]
pub fn judge(state: &State, day: ServiceDay, route: &Route, outlook: &RouteOutlook) -> Vec<Breach> {
    let whole = |kind| Breach { route: route.id.clone(), retailer: None, kind };
    let mut breaches = Vec::new();
    let open = || route.stops.iter().filter(|stop| stop.progress.awaits_delivery());

    if open().next().is_some() {
        let vehicle = route.vehicle.as_ref().and_then(|plate| state.network.vehicles.get(plate));
        if vehicle.is_none_or(|vehicle| vehicle.status != VehicleStatus::Available) {
            breaches.push(whole(BreachKind::NoVehicle));
        }
        let to_carry: Cartons = open().map(|stop| stop.cartons).sum();
        if let Some(vehicle) = vehicle.filter(|vehicle| to_carry > vehicle.capacity) {
            breaches.push(whole(BreachKind::Overload(to_carry - vehicle.capacity)));
        }
        let over = outlook.returns.since(state.settings.shift_ends);
        if over > Seconds(0) {
            breaches.push(whole(BreachKind::Overtime(over)));
        }
    }
    let holds: Vec<_> = state.holds.values().filter_map(|hold| Some((hold, hold.span_on(day)?))).collect();
    for (stop, expected) in route.stops.iter().zip(&outlook.stops) {
        if stop.progress.awaits_delivery() {
            let kinds = judge_stop(state, &holds, route, stop, expected);
            let at_stop = |kind| Breach { retailer: Some(stop.retailer.clone()), ..whole(kind) };
            breaches.extend(kinds.map(at_stop));
        }
    }
    breaches.sort_unstable();
    breaches
}

/// A hold, and when on the day it closes and reopens its area.
type Closed<'a> = (&'a Hold, (TimeOfDay, TimeOfDay));

fn judge_stop(
    state: &State,
    holds: &[Closed<'_>],
    route: &Route,
    stop: &Stop,
    expected: &StopOutlook,
) -> impl Iterator<Item = BreachKind> {
    let late = stop.window.late_by(expected.starts);
    let wait = stop.window.opens().since(expected.arrives);
    let comes = expected.arrives.max(stop.window.opens());
    let under_way = stop.progress.has_happened();
    let hold = if under_way { None } else { hold_over(state, holds, route, stop, comes) };
    [
        (late > Seconds(0)).then_some(BreachKind::Late(late)),
        (wait > state.settings.early_wait_over).then_some(BreachKind::EarlyWait(wait)),
        is_elsewhere(route, stop).then(|| BreachKind::CargoElsewhere(stop.cargo.clone())),
        hold.map(BreachKind::OnHold),
    ]
    .into_iter()
    .flatten()
}

/// Goods at the route's own dock are in place only until the vehicle has left it.
fn is_elsewhere(route: &Route, stop: &Stop) -> bool {
    match &stop.cargo {
        Cargo::Aboard(plate) => route.vehicle.as_ref() != Some(plate),
        Cargo::At(dock) => *dock != route.dock || route.departed.is_some(),
    }
}

/// The first hold by name that closes the stop at that time.
fn hold_over(
    state: &State,
    holds: &[Closed<'_>],
    route: &Route,
    stop: &Stop,
    at: TimeOfDay,
) -> Option<HoldId> {
    let mut in_force =
        holds.iter().filter(|(_, (closes, reopens))| *closes <= at && at < *reopens).peekable();
    in_force.peek()?;
    let retailer = state.network.retailer(&stop.retailer)?;
    let covers = |hold: &Hold| hold.area.covers(retailer.place, &retailer.district, &route.id);
    in_force.find(|(hold, _)| covers(hold)).map(|(hold, _)| hold.id.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn breach(route: &str, kind: BreachKind) -> Breach {
        Breach { route: route.into(), retailer: None, kind }
    }

    #[test]
    fn the_worst_come_first_and_of_one_kind_the_larger() {
        let mut breaches = [
            breach("R1", BreachKind::EarlyWait(Seconds(9000))),
            breach("R1", BreachKind::Late(Seconds(60))),
            breach("R2", BreachKind::Late(Seconds(600))),
            breach("R1", BreachKind::Late(Seconds(600))),
            breach("R3", BreachKind::NoVehicle),
        ];
        breaches.sort();
        let order: Vec<_> =
            breaches.iter().map(|b| (b.route.as_str(), b.kind.name(), b.kind.amount())).collect();
        let late = |route| (route, "late", 600);
        assert_eq!(
            order,
            [("R3", "no_vehicle", 0), late("R1"), late("R2"), ("R1", "late", 60), ("R1", "early_wait", 9000)]
        );
    }

    #[test]
    fn breaches_that_differ_are_never_equal_in_order() {
        let kinds = [
            BreachKind::OnHold("H1".into()),
            BreachKind::OnHold("H2".into()),
            BreachKind::CargoElsewhere(Cargo::Aboard("V1".into())),
            BreachKind::CargoElsewhere(Cargo::Aboard("V2".into())),
        ];
        for (at, kind) in kinds.iter().enumerate() {
            for (other_at, other) in kinds.iter().enumerate() {
                assert_eq!(kind.cmp(other) == Ordering::Equal, at == other_at, "{kind:?} and {other:?}");
            }
        }
    }

    #[test]
    fn a_stop_takes_its_trouble_along_but_a_route_does_not() {
        let late = |route, retailer: Option<&str>| Breach {
            retailer: retailer.map(Into::into),
            ..breach(route, BreachKind::Late(Seconds(1)))
        };
        assert_eq!(late("R1", Some("J1")).subject(), late("R2", Some("J1")).subject());
        assert_ne!(late("R1", Some("J1")).subject(), late("R1", Some("J2")).subject());
        assert_ne!(late("R1", None).subject(), late("R2", None).subject());
    }
}
