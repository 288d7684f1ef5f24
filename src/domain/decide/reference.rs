//! Reference data and settings: only what really differs becomes an operation.

use super::{differences, if_any};
use crate::domain::incident::is_broken;
use crate::domain::network::{
    Centre, Crew, Department, District, Retailer, TransferStation, Vehicle, VehicleStatus,
};
use crate::domain::operation::{Change, Operation};
use crate::domain::place::Matrix;
use crate::domain::refusal::Refusal;
use crate::domain::settings::{Settings, orders};
use crate::domain::state::State;
use std::sync::Arc;

pub(super) fn put_centre(state: &State, centre: Centre) -> Vec<Operation> {
    let before = state.network.centre.clone();
    if before.as_deref() == Some(&centre) {
        return Vec::new();
    }
    vec![Operation::CentreChanged(Change { before, after: Some(Arc::new(centre)) })]
}

pub(super) fn put_stations(state: &State, stations: Vec<TransferStation>) -> Vec<Operation> {
    let changes = differences(&state.network.stations, stations, |station| station.code.clone());
    if_any(changes, Operation::StationsChanged)
}

pub(super) fn put_departments(state: &State, departments: Vec<Department>) -> Vec<Operation> {
    let changes = differences(&state.network.departments, departments, |department| department.code.clone());
    if_any(changes, Operation::DepartmentsChanged)
}

pub(super) fn put_retailers(state: &State, retailers: Vec<Retailer>) -> Vec<Operation> {
    let retailers = retailers.into_iter().map(Arc::new).collect();
    let changes = differences(&state.network.retailers, retailers, |retailer| retailer.code.clone());
    if_any(changes, Operation::RetailersChanged)
}

/// A vehicle with a breakdown that has not been repaired stays broken down, whatever a list says that was
/// written before it broke.
pub(super) fn put_vehicles(state: &State, mut vehicles: Vec<Vehicle>) -> Vec<Operation> {
    for vehicle in &mut vehicles {
        if is_broken(&state.breakdowns, &vehicle.plate) {
            vehicle.status = VehicleStatus::BrokenDown;
        }
    }
    let changes = differences(&state.network.vehicles, vehicles, |vehicle| vehicle.plate.clone());
    if_any(changes, Operation::VehiclesChanged)
}

pub(super) fn put_crews(state: &State, crews: Vec<Crew>) -> Vec<Operation> {
    let changes = differences(&state.network.crews, crews, |crew| crew.id.clone());
    if_any(changes, Operation::CrewsChanged)
}

pub(super) fn put_districts(state: &State, districts: Vec<District>) -> Vec<Operation> {
    let changes = differences(&state.network.districts, districts, |district| district.code.clone());
    if_any(changes, Operation::DistrictsChanged)
}

pub(super) fn put_travel_times(state: &State, matrix: Arc<Matrix>) -> Vec<Operation> {
    if state.matrix.as_ref() == Some(&matrix) {
        return Vec::new();
    }
    vec![Operation::TravelTimesChanged(Change { before: state.matrix.clone(), after: Some(matrix) })]
}

/// Channels are only looked at where they change: what an older version has let through stands in nobody's way.
pub(super) fn put_settings(state: &State, settings: Settings) -> Result<Vec<Operation>, Refusal> {
    if *state.settings == settings {
        return Ok(Vec::new());
    }
    if state.settings.notices != settings.notices {
        settings.notices.check().map_err(Refusal::FaultyChannels)?;
    }
    if state.settings.supply != settings.supply && !settings.supply.is_sound() {
        return Err(Refusal::SupplyLevels);
    }
    if state.settings.orders != settings.orders {
        orders::check(&settings.orders).map_err(Refusal::FaultyOrder)?;
    }
    let before = Some(Settings::clone(&state.settings));
    Ok(vec![Operation::SettingsChanged(Box::new(Change { before, after: Some(settings) }))])
}
