//! The slow, plain verdict on a day: named breaches. Shares no arithmetic with the search for plans, so
//! that it can judge what that search finds.

use super::day::{Cargo, Lock, Progress, Remedy, Route, Stop};
use super::ids::{HoldId, RetailerCode, RouteId};
use super::incident::open_breakdown;
use super::network::{Vehicle, VehicleStatus};
use super::outlook::{RouteOutlook, StopOutlook};
use super::state::State;
use super::time::{ServiceDay, TimeOfDay};
use super::units::{Cartons, Seconds};
use super::weather::Hold;
use std::cmp::{Ordering, Reverse};
use std::collections::BTreeSet;

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
    /// The vehicle is on the road this much longer than is allowed in a day.
    DrivingLimit(Seconds),
    /// A recovery plan moves what a person has locked.
    LockBroken(Lock),
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
            Self::DrivingLimit(_) => "driving_limit",
            Self::LockBroken(_) => "lock_broken",
            Self::CargoElsewhere(_) => "cargo_elsewhere",
            Self::OnHold(_) => "on_hold",
            Self::NoVehicle => "no_vehicle",
        }
    }

    /// Its size in its own unit (seconds or cartons); 0 where it has none.
    #[must_use]
    pub const fn amount(&self) -> u32 {
        match self {
            Self::Late(span) | Self::EarlyWait(span) | Self::Overtime(span) | Self::DrivingLimit(span) => {
                span.0
            }
            Self::Overload(cartons) => cartons.0,
            Self::CargoElsewhere(_) | Self::OnHold(_) | Self::NoVehicle | Self::LockBroken(_) => 0,
        }
    }

    /// No plan may bring it about, whatever it saves.
    #[must_use]
    pub const fn is_hard(&self) -> bool {
        match self {
            Self::NoVehicle
            | Self::CargoElsewhere(_)
            | Self::Overload(_)
            | Self::DrivingLimit(_)
            | Self::LockBroken(_) => true,
            Self::OnHold(_) | Self::Late(_) | Self::Overtime(_) | Self::EarlyWait(_) => false,
        }
    }

    /// 0 is the worst.
    const fn rank(&self) -> u8 {
        match self {
            Self::NoVehicle => 0,
            Self::CargoElsewhere(_) => 1,
            Self::OnHold(_) => 2,
            Self::LockBroken(_) => 3,
            Self::Overload(_) => 4,
            Self::DrivingLimit(_) => 5,
            Self::Late(_) => 6,
            Self::Overtime(_) => 7,
            Self::EarlyWait(_) => 8,
        }
    }

    /// Tells apart what rank and amount do not.
    const fn details(&self) -> (Option<&Cargo>, Option<&HoldId>, Option<&Lock>) {
        match self {
            Self::CargoElsewhere(cargo) => (Some(cargo), None, None),
            Self::OnHold(hold) => (None, Some(hold), None),
            Self::LockBroken(lock) => (None, None, Some(lock)),
            _ => (None, None, None),
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
        if vehicle.is_none_or(|vehicle| cannot_drive(state, route, vehicle)) {
            breaches.push(whole(BreachKind::NoVehicle));
        }
        let most = greatest_load(route);
        if let Some(vehicle) = vehicle.filter(|vehicle| most > vehicle.capacity) {
            breaches.push(whole(BreachKind::Overload(most - vehicle.capacity)));
        }
        let over = outlook.returns.since(state.settings.shift_ends);
        if over > Seconds(0) {
            breaches.push(whole(BreachKind::Overtime(over)));
        }
        let over = outlook.driving - state.settings.driving_limit;
        if over > Seconds(0) {
            breaches.push(whole(BreachKind::DrivingLimit(over)));
        }
    }
    let capacity = outlook.capacity;
    let bind = state.holds.values().filter(|hold| hold.binds(day, &route.id, capacity));
    let holds: Vec<_> = bind.filter_map(|hold| Some((hold, hold.span_on(day)?))).collect();
    let fetched: BTreeSet<usize> = (0..route.pickups.len()).flat_map(|nth| route.loads_at(nth)).collect();
    for (at, (stop, expected)) in route.stops.iter().zip(&outlook.stops).enumerate() {
        if stop.progress.awaits_delivery() {
            let elsewhere = is_elsewhere(route, stop) && !fetched.contains(&at);
            let kinds = judge_stop(state, &holds, (route, stop), expected, elsewhere);
            let at_stop = |kind| Breach { retailer: Some(stop.retailer.clone()), ..whole(kind) };
            breaches.extend(kinds.map(at_stop));
        }
    }
    breaches.sort_unstable();
    breaches
}

/// A vehicle that broke down can where somebody has decided to wait for its repair and said until when.
fn cannot_drive(state: &State, route: &Route, vehicle: &Vehicle) -> bool {
    match vehicle.status {
        VehicleStatus::Available => false,
        VehicleStatus::InWorkshop => true,
        VehicleStatus::BrokenDown => {
            let breakdown = open_breakdown(&state.breakdowns, &vehicle.plate);
            let mut open = route.stops.iter().filter(|stop| stop.progress.awaits_delivery());
            breakdown.is_none_or(|breakdown| breakdown.rolls_again().is_none())
                || open.any(|stop| stop.remedy != Some(Remedy::WaitedForRepair))
        }
    }
}

/// The most that is ever aboard from now on. What is fetched on the way comes aboard there; what could not
/// be delivered, or was put off, stays aboard.
fn greatest_load(route: &Route) -> Cartons {
    let fetched: Vec<Vec<usize>> = (0..route.pickups.len()).map(|nth| route.loads_at(nth)).collect();
    let aboard = |at: usize, stop: &Stop| match &stop.progress {
        Progress::Waiting => !fetched.iter().any(|loads| loads.contains(&at)),
        Progress::Arrived { .. } => true,
        Progress::Delivered { .. } => false,
        Progress::Failed { .. } | Progress::PutOff { .. } => {
            matches!(&stop.cargo, Cargo::Aboard(plate) if route.vehicle.as_ref() == Some(plate))
        }
    };
    let start = route.stops.iter().enumerate().filter(|(at, stop)| aboard(*at, stop));
    let mut load: Cartons = start.map(|(_, stop)| stop.cartons).sum();
    let mut most = load;
    let first_open = route.first_open();
    let order = (first_open..route.stops.len()).chain(0..first_open);
    for at in order.filter(|&at| route.stops[at].progress.awaits_delivery()) {
        for (pickup, loads) in route.pickups.iter().zip(&fetched) {
            let made_here = match route.position(&pickup.before) {
                Some(before) if route.stops[before].progress == Progress::Waiting => before == at,
                _ => loads.first() == Some(&at),
            };
            if made_here {
                load += loads.iter().map(|&at| route.stops[at].cartons).sum();
            }
        }
        most = most.max(load);
        load = load - route.stops[at].cartons;
    }
    most
}

fn nobody_drives(outlook: &RouteOutlook) -> bool {
    outlook.breaches.iter().any(|breach| breach.kind == BreachKind::NoVehicle)
}

/// Locks that `after` breaks, where `before` is how the locked stops stand.
#[must_use]
pub fn locks_broken(before: (&Route, &RouteOutlook), after: &[(&Route, &RouteOutlook)]) -> Vec<Breach> {
    let (route, expected) = before;
    let broken = |at: usize, stop: &Stop, lock: Lock| {
        let Some((now, outlook, place)) = after
            .iter()
            .find_map(|(now, outlook)| now.position(&stop.retailer).map(|place| (*now, *outlook, place)))
        else {
            return true;
        };
        let put_off = matches!(now.stops[place].progress, Progress::PutOff { .. });
        match lock {
            Lock::Vehicle => put_off || now.vehicle != route.vehicle,
            Lock::Position => {
                let order = |route: &Route, last: usize| -> Vec<RetailerCode> {
                    route.stops[..=last].iter().map(|stop| stop.retailer.clone()).collect()
                };
                put_off || now.vehicle != route.vehicle || order(route, at) != order(now, place)
            }
            // Where nobody can drive, times are empty.
            Lock::Time(_) if now.vehicle == route.vehicle && nobody_drives(outlook) => false,
            // A lock that cannot be kept any more binds nobody, but must not be moved further.
            Lock::Time(time) => {
                let (was, is) =
                    (expected.stops[at].starts.apart(time), outlook.stops[place].starts.apart(time));
                put_off || is > was.max(Lock::TOLERANCE)
            }
        }
    };
    let locked = route.stops.iter().enumerate().filter(|(_, stop)| stop.progress == Progress::Waiting);
    locked
        .filter_map(|(at, stop)| Some((stop, stop.lock.filter(|lock| broken(at, stop, *lock))?)))
        .map(|(stop, lock)| Breach {
            route: route.id.clone(),
            retailer: Some(stop.retailer.clone()),
            kind: BreachKind::LockBroken(lock),
        })
        .collect()
}

/// A hold, and when on the day it closes and reopens its area.
type Closed<'a> = (&'a Hold, (TimeOfDay, TimeOfDay));

fn judge_stop(
    state: &State,
    holds: &[Closed<'_>],
    (route, stop): (&Route, &Stop),
    expected: &StopOutlook,
    elsewhere: bool,
) -> impl Iterator<Item = BreachKind> {
    let late = stop.window.late_by(expected.starts);
    let wait = stop.window.opens().since(expected.arrives);
    let comes = expected.arrives.max(stop.window.opens());
    let under_way = stop.progress.has_happened();
    let hold = if under_way { None } else { hold_over(state, holds, route, stop, comes) };
    [
        (late > Seconds(0)).then_some(BreachKind::Late(late)),
        (wait > state.settings.early_wait_over).then_some(BreachKind::EarlyWait(wait)),
        elsewhere.then(|| BreachKind::CargoElsewhere(stop.cargo.clone())),
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
    let place = stop.meets.unwrap_or(retailer.place);
    let covers = |hold: &Hold| hold.covers(retailer, place, &route.id);
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
