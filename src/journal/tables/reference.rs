//! Rows of everything but the service days.

use crate::domain::ids::{
    AlertKey, Author, BreakdownId, CrewId, DepartmentCode, DistrictCode, HoldId, IncidentId, Plate,
    RetailerCode, StationCode, StayId,
};
use crate::domain::network::{
    Centre, Crew, Department, Name, Network, Retailer, TransferStation, Vehicle, VehicleStatus,
};
use crate::domain::operation::{Change, Operation};
use crate::domain::place::{Matrix, Place};
use crate::domain::settings::Settings;
use crate::domain::state::State;
use crate::domain::units::Cartons;
use crate::journal::trouble::{Fault, Outcome};
use crate::journal::{codec, numbers};
use rusqlite::{Connection, OptionalExtension as _, Params, Row, params};
use smol_str::SmolStr;
use std::collections::BTreeMap;
use std::sync::Arc;

pub fn write(conn: &Connection, after: &State, operation: &Operation) -> Outcome<()> {
    let network = &after.network;
    match operation {
        Operation::CentreChanged(_) => match &network.centre {
            Some(centre) => {
                let ((lat, lon), name) = (centre.place.e7(), &centre.name);
                run(
                    conn,
                    "REPLACE INTO centre (one, name, english, lat, lon) VALUES (1, ?, ?, ?, ?)",
                    params![&*name.local, &*name.english, lat, lon],
                )
            }
            None => run(conn, "DELETE FROM centre", []),
        },
        Operation::StationsChanged(changes) => {
            for code in changes.iter().filter_map(Change::either).map(|station| &station.code) {
                match network.stations.get(code) {
                    Some(station) => put_station(conn, station)?,
                    None => run(conn, "DELETE FROM stations WHERE code = ?", [code.as_str()])?,
                }
            }
            Ok(())
        }
        Operation::DepartmentsChanged(changes) => {
            for code in changes.iter().filter_map(Change::either).map(|department| &department.code) {
                match network.departments.get(code) {
                    Some(department) => put_department(conn, department)?,
                    None => run(conn, "DELETE FROM departments WHERE code = ?", [code.as_str()])?,
                }
            }
            Ok(())
        }
        Operation::RetailersChanged(changes) => {
            for code in changes.iter().filter_map(Change::either).map(|retailer| &retailer.code) {
                match network.retailers.get(code) {
                    Some(retailer) => put_retailer(conn, retailer)?,
                    None => run(conn, "DELETE FROM retailers WHERE code = ?", [code.as_str()])?,
                }
            }
            Ok(())
        }
        Operation::VehiclesChanged(changes) => {
            for plate in changes.iter().filter_map(Change::either).map(|vehicle| &vehicle.plate) {
                match network.vehicles.get(plate) {
                    Some(vehicle) => put_vehicle(conn, vehicle)?,
                    None => run(conn, "DELETE FROM vehicles WHERE plate = ?", [plate.as_str()])?,
                }
            }
            Ok(())
        }
        Operation::CrewsChanged(changes) => {
            for id in changes.iter().filter_map(Change::either).map(|crew| &crew.id) {
                match network.crews.get(id) {
                    Some(crew) => put_crew(conn, crew)?,
                    None => run(conn, "DELETE FROM crews WHERE id = ?", [id.as_str()])?,
                }
            }
            Ok(())
        }
        Operation::TravelTimesChanged(_) => match &after.matrix {
            Some(matrix) => put_matrix(conn, matrix),
            None => run(conn, "DELETE FROM travel_times", []),
        },
        Operation::SettingsChanged(_) => {
            // A centre that agreed on nothing and one that went back to the defaults are the same.
            if *after.settings == Settings::default() {
                run(conn, "DELETE FROM settings", [])
            } else {
                let body = codec::settings_text(&after.settings);
                run(conn, "REPLACE INTO settings (one, body) VALUES (1, ?)", [body])
            }
        }
        Operation::HoldsChanged(changes) => {
            let ids = changes.iter().filter_map(Change::either).map(|hold| &hold.id);
            bodies(conn, HOLDS, ids.map(|id| (id.as_str(), after.holds.get(id).map(codec::hold_text))))
        }
        Operation::BreakdownsChanged(changes) => {
            let ids = changes.iter().filter_map(Change::either).map(|breakdown| &breakdown.id);
            let text = |id| after.breakdowns.get(id).map(codec::breakdown_text);
            bodies(conn, BREAKDOWNS, ids.map(|id| (id.as_str(), text(id))))
        }
        Operation::StaysChanged(changes) => {
            let ids = changes.iter().filter_map(Change::either).map(|stay| &stay.id);
            bodies(conn, STAYS, ids.map(|id| (id.as_str(), after.stays.get(id).map(codec::stay_text))))
        }
        Operation::AlertsChanged(changes) => {
            let keys = changes.iter().filter_map(Change::either).map(|alert| &alert.key);
            bodies(conn, ALERTS, keys.map(|key| (key.as_str(), after.alerts.get(key).map(codec::alert_text))))
        }
        Operation::FixesChanged(changes) => {
            let plates = changes.iter().filter_map(Change::either).map(|seen| &seen.fix.plate);
            let text = |plate| after.fixes.get(plate).map(codec::fix_text);
            bodies(conn, FIXES, plates.map(|plate| (plate.as_str(), text(plate))))
        }
        Operation::IncidentsChanged(changes) => {
            let ids = changes.iter().filter_map(Change::either).map(|incident| &incident.id);
            let text = |id| after.incidents.get(id).map(codec::incident_text);
            bodies(conn, INCIDENTS, ids.map(|id| (id.as_str(), text(id))))
        }
        Operation::PlaybooksChanged(changes) => {
            for version in changes.iter().filter_map(Change::either).map(|book| book.version) {
                let body = after.playbooks.get(&version).map(codec::playbook_text);
                bodies(conn, PLAYBOOKS, std::iter::once((version.to_string().as_str(), body)))?;
            }
            Ok(())
        }
        Operation::PeopleChanged(changes) => {
            let names = changes.iter().filter_map(Change::either).map(|person| &person.name);
            let text = |name| after.people.get(name).map(codec::person_text);
            bodies(conn, PEOPLE, names.map(|name| (name.as_str(), text(name))))
        }
        Operation::DistrictsChanged(changes) => {
            let codes = changes.iter().filter_map(Change::either).map(|district| &district.code);
            let text = |code| network.districts.get(code).map(codec::district_text);
            bodies(conn, DISTRICTS, codes.map(|code| (code.as_str(), text(code))))
        }
        Operation::SupplyChanged(_) | Operation::RoutesChanged { .. } | Operation::ProgressNoted { .. } => {
            Ok(())
        }
    }
}

/// How a table of one key and one body is written, and how a row is taken away.
pub(super) type Statements = [&'static str; 2];

const HOLDS: Statements = ["REPLACE INTO holds (id, body) VALUES (?, ?)", "DELETE FROM holds WHERE id = ?"];
const BREAKDOWNS: Statements =
    ["REPLACE INTO breakdowns (id, body) VALUES (?, ?)", "DELETE FROM breakdowns WHERE id = ?"];
const STAYS: Statements = ["REPLACE INTO stays (id, body) VALUES (?, ?)", "DELETE FROM stays WHERE id = ?"];
const ALERTS: Statements =
    ["REPLACE INTO alerts (key, body) VALUES (?, ?)", "DELETE FROM alerts WHERE key = ?"];
const FIXES: Statements =
    ["REPLACE INTO fixes (plate, body) VALUES (?, ?)", "DELETE FROM fixes WHERE plate = ?"];
const DISTRICTS: Statements =
    ["REPLACE INTO districts (code, body) VALUES (?, ?)", "DELETE FROM districts WHERE code = ?"];

const PEOPLE: Statements =
    ["REPLACE INTO people (name, body) VALUES (?, ?)", "DELETE FROM people WHERE name = ?"];
const INCIDENTS: Statements =
    ["REPLACE INTO incidents (id, body) VALUES (?, ?)", "DELETE FROM incidents WHERE id = ?"];
const PLAYBOOKS: Statements =
    ["REPLACE INTO playbooks (version, body) VALUES (?, ?)", "DELETE FROM playbooks WHERE version = ?"];

/// Writes the body of each key; a key that has none goes.
pub(super) fn bodies<'k>(
    conn: &Connection,
    [put, delete]: Statements,
    rows: impl Iterator<Item = (&'k str, Option<String>)>,
) -> Outcome<()> {
    for (key, body) in rows {
        match body {
            Some(body) => run(conn, put, [key, &body])?,
            None => run(conn, delete, [key])?,
        }
    }
    Ok(())
}

pub(super) fn run(conn: &Connection, sql: &str, values: impl Params) -> Outcome<()> {
    conn.prepare_cached(sql)?.execute(values)?;
    Ok(())
}

fn put_station(conn: &Connection, station: &TransferStation) -> Outcome<()> {
    let ((lat, lon), name) = (station.place.e7(), &station.name);
    run(
        conn,
        "REPLACE INTO stations (code, name, english, lat, lon) VALUES (?, ?, ?, ?, ?)",
        params![station.code.as_str(), &*name.local, &*name.english, lat, lon],
    )
}

fn put_department(conn: &Connection, department: &Department) -> Outcome<()> {
    let (code, name) = (department.code.as_str(), &department.name);
    run(
        conn,
        "REPLACE INTO departments (code, name, english, phone) VALUES (?, ?, ?, ?)",
        [code, &name.local, &name.english, &department.phone],
    )
}

fn put_retailer(conn: &Connection, retailer: &Retailer) -> Outcome<()> {
    let (lat, lon) = retailer.place.e7();
    run(
        conn,
        "REPLACE INTO retailers
         (code, name, english, licence, address, lat, lon, district, department, manager, phone)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        params![
            retailer.code.as_str(),
            &*retailer.name.local,
            &*retailer.name.english,
            &*retailer.licence,
            &*retailer.address,
            lat,
            lon,
            retailer.district.as_str(),
            retailer.department.as_str(),
            &*retailer.manager,
            &*retailer.phone,
        ],
    )
}

fn put_vehicle(conn: &Connection, vehicle: &Vehicle) -> Outcome<()> {
    let status = match vehicle.status {
        VehicleStatus::Available => "available",
        VehicleStatus::BrokenDown => "broken_down",
        VehicleStatus::InWorkshop => "in_workshop",
    };
    let crew = vehicle.crew.as_ref().map(CrewId::as_str);
    run(
        conn,
        "REPLACE INTO vehicles (plate, capacity, status, spare, crew) VALUES (?, ?, ?, ?, ?)",
        params![vehicle.plate.as_str(), vehicle.capacity.0, status, vehicle.spare, crew],
    )
}

fn put_crew(conn: &Connection, crew: &Crew) -> Outcome<()> {
    run(
        conn,
        "REPLACE INTO crews (id, driver, delivery_man, phone) VALUES (?, ?, ?, ?)",
        [crew.id.as_str(), &crew.driver, &crew.delivery_man, &crew.phone],
    )
}

fn put_matrix(conn: &Connection, matrix: &Matrix) -> Outcome<()> {
    let codes: Vec<&str> = matrix.codes().into_iter().map(SmolStr::as_str).collect();
    let bytes = |cells: &[u32]| cells.iter().flat_map(|cell| cell.to_le_bytes()).collect::<Vec<u8>>();
    run(
        conn,
        "REPLACE INTO travel_times (one, codes, seconds, metres) VALUES (1, ?, ?, ?)",
        // Writing texts to memory cannot fail.
        params![
            serde_json::to_string(&codes).unwrap_or_default(),
            bytes(matrix.seconds()),
            bytes(matrix.metres())
        ],
    )
}

/// Everything but the days.
pub fn reference(conn: &Connection) -> Outcome<State> {
    let network = Network {
        centre: conn
            .query_row("SELECT name, english, lat, lon FROM centre", [], |row| Ok(centre(row)))
            .optional()?
            .transpose()?
            .map(Arc::new),
        stations: all(conn, "SELECT code, name, english, lat, lon FROM stations ORDER BY code", station)?,
        departments: all(conn, "SELECT code, name, english, phone FROM departments ORDER BY code", |row| {
            let code = DepartmentCode::new(text(row, 0)?);
            Ok((code.clone(), Department { code, name: name(row, 1)?, phone: text(row, 3)? }))
        })?,
        retailers: all(
            conn,
            "SELECT code, name, english, licence, address, lat, lon, district, department, manager, phone
             FROM retailers ORDER BY code",
            retailer,
        )?,
        vehicles: all(
            conn,
            "SELECT plate, capacity, status, spare, crew FROM vehicles ORDER BY plate",
            vehicle,
        )?,
        crews: all(conn, "SELECT id, driver, delivery_man, phone FROM crews ORDER BY id", |row| {
            let id = CrewId::new(text(row, 0)?);
            let (driver, delivery_man, phone) = (text(row, 1)?, text(row, 2)?, text(row, 3)?);
            Ok((id.clone(), Crew { id, driver, delivery_man, phone }))
        })?,
        districts: kept(conn, "districts", "code", DistrictCode::new, codec::district_from)?,
    };
    let settings: Option<String> =
        conn.query_row("SELECT body FROM settings", [], |row| row.get(0)).optional()?;
    let settings = settings.map(|body| codec::settings_from(&body)).transpose();
    Ok(State {
        network,
        settings: Arc::new(settings.map_err(|_| Fault::unsound("settings"))?.unwrap_or_default()),
        matrix: matrix(conn)?,
        days: BTreeMap::new(),
        holds: kept(conn, "holds", "id", HoldId::new, codec::hold_from)?,
        breakdowns: kept(conn, "breakdowns", "id", BreakdownId::new, codec::breakdown_from)?,
        stays: kept(conn, "stays", "id", StayId::new, codec::stay_from)?,
        alerts: kept(conn, "alerts", "key", AlertKey::new, codec::alert_from)?,
        fixes: kept(conn, "fixes", "plate", Plate::new, codec::fix_from)?,
        incidents: kept(conn, "incidents", "id", IncidentId::new, codec::incident_from)?,
        playbooks: kept(
            conn,
            "playbooks",
            "version",
            |text| text.parse().unwrap_or(0),
            codec::playbook_from,
        )?,
        supply: super::supply::read(conn)?,
        people: kept(conn, "people", "name", Author::new, codec::person_from)?,
    })
}

/// All rows of a table of one key and one body.
pub(super) fn kept<K: Ord, V>(
    conn: &Connection,
    table: &str,
    key: &str,
    wrap: fn(SmolStr) -> K,
    read: fn(&str) -> Result<V, codec::Unsound>,
) -> Outcome<Arc<BTreeMap<K, V>>> {
    all(conn, &format!("SELECT {key}, body FROM {table} ORDER BY {key}"), |row| {
        let key = text(row, 0)?;
        let value = read(&text(row, 1)?).map_err(|_| Fault::unsound(format!("{table} {key}")))?;
        Ok((wrap(key), value))
    })
}

/// All rows by their key. They come sorted, so that the tree is built in one pass.
pub(super) fn all<K: Ord, V>(
    conn: &Connection,
    sql: &str,
    read: impl Fn(&Row<'_>) -> Outcome<(K, V)>,
) -> Outcome<Arc<BTreeMap<K, V>>> {
    let mut statement = conn.prepare(sql)?;
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read(row)?);
    }
    Ok(Arc::new(found.into_iter().collect()))
}

pub(super) fn text(row: &Row<'_>, column: usize) -> Outcome<SmolStr> {
    let value = row.get_ref(column)?.as_str();
    Ok(SmolStr::new(value.map_err(rusqlite::Error::from)?))
}

fn name(row: &Row<'_>, column: usize) -> Outcome<Name> {
    Ok(Name { local: text(row, column)?, english: text(row, column + 1)? })
}

fn place(row: &Row<'_>, column: usize) -> Outcome<Place> {
    let (lat, lon) = (row.get(column)?, row.get(column + 1)?);
    numbers::place(lat, lon).ok_or_else(|| Fault::unsound(format!("latitude {lat}, longitude {lon}")))
}

fn centre(row: &Row<'_>) -> Outcome<Centre> {
    Ok(Centre { name: name(row, 0)?, place: place(row, 2)? })
}

fn station(row: &Row<'_>) -> Outcome<(StationCode, TransferStation)> {
    let code = StationCode::new(text(row, 0)?);
    Ok((code.clone(), TransferStation { code, name: name(row, 1)?, place: place(row, 3)? }))
}

fn retailer(row: &Row<'_>) -> Outcome<(RetailerCode, Arc<Retailer>)> {
    let code = RetailerCode::new(text(row, 0)?);
    let retailer = Retailer {
        code: code.clone(),
        name: name(row, 1)?,
        licence: text(row, 3)?,
        address: text(row, 4)?,
        place: place(row, 5)?,
        district: text(row, 7)?.as_str().into(),
        department: text(row, 8)?.as_str().into(),
        manager: text(row, 9)?,
        phone: text(row, 10)?,
    };
    Ok((code, Arc::new(retailer)))
}

fn vehicle(row: &Row<'_>) -> Outcome<(Plate, Vehicle)> {
    let plate = Plate::new(text(row, 0)?);
    let status = match text(row, 2)?.as_str() {
        "available" => VehicleStatus::Available,
        "broken_down" => VehicleStatus::BrokenDown,
        "in_workshop" => VehicleStatus::InWorkshop,
        _ => return Err(Fault::unsound(format!("vehicles {plate}"))),
    };
    let crew = row.get::<_, Option<String>>(4)?.map(CrewId::new);
    let vehicle =
        Vehicle { plate: plate.clone(), capacity: Cartons(row.get(1)?), status, spare: row.get(3)?, crew };
    Ok((plate, vehicle))
}

fn matrix(conn: &Connection) -> Outcome<Option<Arc<Matrix>>> {
    let mut statement = conn.prepare("SELECT codes, seconds, metres FROM travel_times")?;
    let mut rows = statement.query([])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    let unsound = || Fault::unsound("travel_times");
    let codes: Vec<SmolStr> = serde_json::from_str(&text(row, 0)?).map_err(|_| unsound())?;
    let cells = |column| -> Outcome<Vec<u32>> {
        let bytes = row.get_ref(column)?.as_blob().map_err(rusqlite::Error::from)?;
        let (cells, []) = bytes.as_chunks::<4>() else { return Err(unsound()) };
        Ok(cells.iter().map(|cell| u32::from_le_bytes(*cell)).collect())
    };
    let matrix = Matrix::new(codes, cells(1)?, cells(2)?).ok_or_else(unsound)?;
    Ok(Some(Arc::new(matrix)))
}
