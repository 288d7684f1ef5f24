//! Rows of service days: a route with its stops is one row.

use super::stops;
use crate::domain::day::{Day, Dock, PlanDigest, Progress, Route, Stop};
use crate::domain::ids::{CrewId, DepartmentCode, Plate, Revision, RouteId, StationCode};
use crate::domain::state::State;
use crate::domain::time::{ServiceDay, TimeOfDay};
use crate::journal::trouble::{Fault, Outcome};
use crate::journal::{codec, numbers};
use rusqlite::{Connection, Row, params};
use std::sync::Arc;

/// Writes the row of `route` where it differs.
pub fn write_route(
    conn: &Connection,
    before: &State,
    after: &State,
    day: ServiceDay,
    id: &RouteId,
) -> Outcome<()> {
    let route_in = |state: &State| state.day(day).and_then(|day| day.routes.get(id)).map(Arc::clone);
    let number = numbers::of_day(day);
    match (route_in(before), route_in(after)) {
        (was, Some(is)) if was.as_ref() != Some(&is) => put_route(conn, number, &is)?,
        (Some(_), None) => {
            conn.prepare_cached("DELETE FROM routes WHERE day = ? AND route = ?")?
                .execute(params![number, id.as_str()])?;
        }
        _ => {}
    }
    let revision = |state: &State| state.day(day).map(|day| day.revision_of(id)).unwrap_or_default();
    if revision(before) != revision(after) {
        conn.prepare_cached("REPLACE INTO route_revisions (day, route, counter) VALUES (?, ?, ?)")?
            .execute(params![number, id.as_str(), revision(after).0.cast_signed()])?;
    }
    Ok(())
}

fn put_route(conn: &Connection, day: i64, route: &Route) -> Outcome<()> {
    // Not REPLACE, which would take the row from among those of its day to the end of the file.
    let sql = "INSERT INTO routes
        (day, route, department, vehicle, crew, station, departs, departed, imported, pickups, stops, put_off)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET department = excluded.department, vehicle = excluded.vehicle,
        crew = excluded.crew, station = excluded.station, departs = excluded.departs,
        departed = excluded.departed, imported = excluded.imported, pickups = excluded.pickups,
        stops = excluded.stops, put_off = excluded.put_off";
    let station = match &route.dock {
        Dock::Centre => None,
        Dock::Station(code) => Some(code.as_str()),
    };
    let is_put_off = |stop: &&Stop| matches!(stop.progress, Progress::PutOff { .. });
    conn.prepare_cached(sql)?.execute(params![
        day,
        route.id.as_str(),
        route.department.as_str(),
        route.vehicle.as_ref().map(Plate::as_str),
        route.crew.as_ref().map(CrewId::as_str),
        station,
        route.departs.seconds(),
        route.departed.map(TimeOfDay::seconds),
        route.imported.map(|digest| digest.0.cast_signed()),
        codec::pickups_text(&route.pickups),
        stops::packed(&route.stops),
        i64::try_from(route.stops.iter().filter(is_put_off).count()).unwrap_or(i64::MAX),
    ])?;
    Ok(())
}

/// Every day with a route, oldest first. Hops from day to day along the key, so that its cost is that of
/// the days, not of their routes.
pub fn days(conn: &Connection) -> Outcome<Vec<ServiceDay>> {
    let mut statement = conn.prepare_cached(
        "WITH RECURSIVE hop (day) AS (
             SELECT min(day) FROM routes
             UNION ALL
             SELECT (SELECT min(day) FROM routes WHERE day > hop.day) FROM hop WHERE hop.day IS NOT NULL
         )
         SELECT day FROM hop WHERE day IS NOT NULL",
    )?;
    let mut rows = statement.query([])?;
    let mut days = Vec::new();
    while let Some(row) = rows.next()? {
        let number = row.get(0)?;
        days.push(numbers::day(number).ok_or_else(|| Fault::unsound(format!("routes {number}")))?);
    }
    Ok(days)
}

/// Days from `first` on and before `end` with stops that were put off, oldest first.
pub fn owing(conn: &Connection, first: ServiceDay, end: ServiceDay) -> Outcome<Vec<ServiceDay>> {
    let mut statement = conn.prepare_cached(
        "SELECT DISTINCT day FROM routes WHERE put_off > 0 AND day >= ? AND day < ? ORDER BY day",
    )?;
    let mut rows = statement.query([numbers::of_day(first), numbers::of_day(end)])?;
    let mut days = Vec::new();
    while let Some(row) = rows.next()? {
        let number = row.get(0)?;
        days.push(numbers::day(number).ok_or_else(|| Fault::unsound(format!("routes {number}")))?);
    }
    Ok(days)
}

/// One day whole; `None` where nothing was ever planned on it. A day whose routes have all been removed
/// still knows when.
pub fn day(conn: &Connection, date: ServiceDay) -> Outcome<Option<Day>> {
    let number = numbers::of_day(date);
    let mut day = Day::empty(date);
    let mut statement = conn.prepare_cached("SELECT route, counter FROM route_revisions WHERE day = ?")?;
    let mut rows = statement.query([number])?;
    while let Some(row) = rows.next()? {
        let counter: i64 = row.get(1)?;
        day.changed.insert(RouteId::new(text(row, 0)?), Revision(counter.cast_unsigned()));
    }
    if day.changed.is_empty() {
        return Ok(None);
    }
    let mut statement = conn.prepare_cached(
        "SELECT route, department, vehicle, crew, station, departs, departed, imported, pickups, stops
         FROM routes WHERE day = ? ORDER BY route",
    )?;
    let mut rows = statement.query([number])?;
    while let Some(row) = rows.next()? {
        let unsound = || Fault::unsound(format!("routes {date} {}", text(row, 0).unwrap_or_default()));
        let route = route(row)?.ok_or_else(unsound)?;
        day.routes.insert(route.id.clone(), Arc::new(route));
    }
    Ok(Some(day))
}

fn text<'r>(row: &'r Row<'_>, column: usize) -> rusqlite::Result<&'r str> {
    Ok(row.get_ref(column)?.as_str()?)
}

/// `None` where a value stands for nothing.
fn route(row: &Row<'_>) -> rusqlite::Result<Option<Route>> {
    let optional = |column| row.get_ref(column).and_then(|value| Ok(value.as_str_or_null()?));
    let departed = row.get::<_, Option<i64>>(6)?.map(numbers::time);
    let imported: Option<i64> = row.get(7)?;
    let pickups = optional(8)?.map(codec::pickups_from).transpose();
    let departs = numbers::time(row.get(5)?);
    let stops = stops::unpacked(row.get_ref(9)?.as_blob()?);
    let (id, department) = (RouteId::new(text(row, 0)?), DepartmentCode::new(text(row, 1)?));
    let (vehicle, crew) = (optional(2)?.map(Plate::new), optional(3)?.map(CrewId::new));
    let dock = optional(4)?.map_or(Dock::Centre, |code| Dock::Station(StationCode::new(code)));
    let (Some(departs), Some(stops), Ok(pickups)) = (departs, stops, pickups) else { return Ok(None) };
    let departed = match departed {
        Some(None) => return Ok(None),
        known => known.flatten(),
    };
    Ok(Some(Route {
        id,
        department,
        vehicle,
        crew,
        dock,
        departs,
        departed,
        stops,
        pickups: pickups.unwrap_or_default(),
        imported: imported.map(|digest| PlanDigest(digest.cast_unsigned())),
    }))
}
