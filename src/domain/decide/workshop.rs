//! A vehicle goes to the workshop by somebody's decision, and comes back.

use super::{differences, if_any};
use crate::domain::fleet::stay::{Stay, Work, open_stay};
use crate::domain::ids::{Plate, StayId};
use crate::domain::incident::open_breakdown;
use crate::domain::network::{Vehicle, VehicleStatus};
use crate::domain::operation::{Change, Operation};
use crate::domain::refusal::Refusal;
use crate::domain::state::State;
use crate::domain::time::Timestamp;

pub(super) fn send(
    state: &State,
    plate: Plate,
    work: Work,
    at: Timestamp,
    expected: Option<Timestamp>,
) -> Result<Vec<Operation>, Refusal> {
    let Some(vehicle) = state.network.vehicles.get(&plate) else { return Err(Refusal::NoSuchVehicle(plate)) };
    if let Some(broken) = open_breakdown(&state.breakdowns, &plate) {
        return Err(Refusal::AlreadyBroken { plate, incident: broken.id.clone() });
    }
    if vehicle.status == VehicleStatus::InWorkshop {
        return Err(Refusal::AlreadyInWorkshop(plate));
    }
    if let Some(expected) = expected.filter(|expected| *expected < at) {
        return Err(Refusal::BackBeforeItWent { plate, went: at, back: expected });
    }
    let routes = state.day(at.day()).into_iter().flat_map(|day| day.routes.values());
    let mut driven = routes.filter(|route| route.vehicle.as_ref() == Some(&plate));
    if let Some(route) = driven.find(|route| route.stops.iter().any(|stop| stop.progress.awaits_delivery())) {
        return Err(Refusal::VehicleHasStops { plate, route: route.id.clone() });
    }
    let stay = Stay { id: next_id(state, at), plate, work, from: at, expected, back: None };
    Ok(with_status(state, vehicle, VehicleStatus::InWorkshop, vec![stay]))
}

pub(super) fn bring_back(state: &State, plate: Plate, at: Timestamp) -> Result<Vec<Operation>, Refusal> {
    let Some(vehicle) = state.network.vehicles.get(&plate) else { return Err(Refusal::NoSuchVehicle(plate)) };
    let open = open_stay(&state.stays, &plate);
    if let Some(stay) = open.filter(|stay| at < stay.from) {
        return Err(Refusal::BackBeforeItWent { plate, went: stay.from, back: at });
    }
    // An import may have said that it is there, and not since when.
    if vehicle.status != VehicleStatus::InWorkshop && open.is_none() {
        return Err(Refusal::NotInWorkshop(plate));
    }
    let stays = open.map(|stay| Stay { back: Some(at), ..stay.clone() }).into_iter().collect();
    let status = match vehicle.status {
        VehicleStatus::InWorkshop => VehicleStatus::Available,
        other => other,
    };
    Ok(with_status(state, vehicle, status, stays))
}

/// Stays as another system has recorded them; those that are over change no vehicle's status.
pub(super) fn put(state: &State, stays: Vec<Stay>) -> Result<Vec<Operation>, Refusal> {
    let vehicles = &state.network.vehicles;
    if let Some(unknown) = stays.iter().find(|stay| !vehicles.contains_key(&stay.plate)) {
        return Err(Refusal::NoSuchVehicle(unknown.plate.clone()));
    }
    let first = |stay: &&Stay| stay.back.is_some_and(|back| back < stay.from);
    if let Some(Stay { plate, from, back: Some(back), .. }) = stays.iter().find(first) {
        return Err(Refusal::BackBeforeItWent { plate: plate.clone(), went: *from, back: *back });
    }
    Ok(if_any(differences(&state.stays, stays, |stay| stay.id.clone()), Operation::StaysChanged))
}

fn with_status(state: &State, vehicle: &Vehicle, status: VehicleStatus, stays: Vec<Stay>) -> Vec<Operation> {
    let changes = differences(&state.stays, stays, |stay| stay.id.clone());
    let mut operations = if_any(changes, Operation::StaysChanged);
    if vehicle.status != status {
        let after = Vehicle { status, ..vehicle.clone() };
        operations.push(Operation::VehiclesChanged(vec![Change {
            before: Some(vehicle.clone()),
            after: Some(after),
        }]));
    }
    operations
}

/// `S261123-1`, one above the highest of the day.
fn next_id(state: &State, at: Timestamp) -> StayId {
    let begins = format!("S{}-", at.day().0.format("%y%m%d"));
    let number = |id: &StayId| id.as_str().strip_prefix(&begins)?.parse::<u32>().ok();
    let highest = state.stays.keys().filter_map(number).max().unwrap_or(0);
    StayId::new(format!("{begins}{}", highest.saturating_add(1)))
}
