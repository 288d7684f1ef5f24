//! Rows of service days: routes and stops. Stops come by the million, so this is where speed is kept.

use crate::domain::day::{Cargo, Day, Dock, PlanDigest, Priority, Progress, Remedy, Route, Stop};
use crate::domain::ids::{CrewId, DepartmentCode, Plate, RetailerCode, Revision, RouteId, StationCode};
use crate::domain::state::State;
use crate::domain::time::{ServiceDay, TimeOfDay};
use crate::domain::units::{Cartons, Fen, Seconds};
use crate::journal::trouble::{Fault, Outcome};
use crate::journal::{codec, numbers};
use rusqlite::{Connection, Row, params};
use smol_str::{SmolStr, SmolStrBuilder};
use std::collections::BTreeMap;
use std::sync::Arc;

/// Writes what of `route` differs: its own row, and the stops that are new, moved or seen.
pub fn write_route(
    conn: &Connection,
    before: &State,
    after: &State,
    day: ServiceDay,
    id: &RouteId,
) -> Outcome<()> {
    let route_in = |state: &State| state.day(day).and_then(|day| day.routes.get(id)).map(Arc::clone);
    let (was, is) = (route_in(before), route_in(after));
    let number = numbers::of_day(day);
    let old = was.as_ref().map_or(&[][..], |route| &route.stops);
    let new = is.as_ref().map_or(&[][..], |route| &route.stops);
    if let Some(route) = &is
        && was.as_ref().is_none_or(|was| !same_row(was, route))
    {
        put_route(conn, number, route)?;
    }
    if new.len() < old.len() {
        conn.prepare_cached("DELETE FROM stops WHERE day = ? AND route = ? AND position >= ?")?
            .execute(params![number, id.as_str(), place_number(new.len())])?;
    }
    put_stops(conn, number, id, old, new)?;
    if is.is_none() && was.is_some() {
        conn.prepare_cached("DELETE FROM routes WHERE day = ? AND route = ?")?
            .execute(params![number, id.as_str()])?;
    }
    let revision = |state: &State| state.day(day).map(|day| day.revision_of(id)).unwrap_or_default();
    if revision(before) != revision(after) {
        conn.prepare_cached("REPLACE INTO route_revisions (day, route, counter) VALUES (?, ?, ?)")?
            .execute(params![number, id.as_str(), revision(after).0.cast_signed()])?;
    }
    Ok(())
}

/// A position as the tables hold it.
fn place_number(position: usize) -> i64 {
    i64::try_from(position).unwrap_or(i64::MAX)
}

fn same_row(a: &Route, b: &Route) -> bool {
    let row = |route: &Route| (route.departs, route.departed, route.imported);
    (&a.department, &a.vehicle, &a.crew, &a.dock, &a.pickups, row(a))
        == (&b.department, &b.vehicle, &b.crew, &b.dock, &b.pickups, row(b))
}

fn put_route(conn: &Connection, day: i64, route: &Route) -> Outcome<()> {
    // Not REPLACE, which would first delete the row its stops refer to.
    let sql = "INSERT INTO routes
        (day, route, department, vehicle, crew, station, departs, departed, imported, pickups)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET department = excluded.department, vehicle = excluded.vehicle,
        crew = excluded.crew, station = excluded.station, departs = excluded.departs,
        departed = excluded.departed, imported = excluded.imported, pickups = excluded.pickups";
    let station = match &route.dock {
        Dock::Centre => None,
        Dock::Station(code) => Some(code.as_str()),
    };
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
    ])?;
    Ok(())
}

fn put_stops(conn: &Connection, day: i64, route: &RouteId, old: &[Stop], new: &[Stop]) -> Outcome<()> {
    let mut statement = conn.prepare_cached(
        "REPLACE INTO stops
         (day, route, position, retailer, cartons, value, opens, closes, promised_opens, promised_closes,
          planned, service, progress, cargo, arrived, ended, detail, told, cause, remedy, priority, lock,
          extra)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    )?;
    for (position, stop) in new.iter().enumerate() {
        if old.get(position) == Some(stop) {
            continue;
        }
        let seen = Seen::of(&stop.progress);
        statement.execute(params![
            day,
            route.as_str(),
            place_number(position),
            stop.retailer.as_str(),
            stop.cartons.0,
            stop.value.0,
            stop.window.opens().seconds(),
            stop.window.closes().seconds(),
            stop.promised.opens().seconds(),
            stop.promised.closes().seconds(),
            stop.planned.seconds(),
            stop.service.0,
            seen.kind,
            cargo_text(&stop.cargo).as_deref(),
            seen.arrived.map(TimeOfDay::seconds),
            seen.ended.map(TimeOfDay::seconds),
            seen.detail,
            stop.told.as_ref().map(codec::told_text),
            stop.cause.as_ref().map(codec::cause_text),
            stop.remedy.map(remedy_word),
            stop.priority.weight(),
            stop.lock.map(codec::lock_text),
            codec::extra_text(codec::Extra::of(stop)),
        ])?;
    }
    Ok(())
}

/// A stop's progress as columns.
struct Seen {
    kind: u8,
    arrived: Option<TimeOfDay>,
    ended: Option<TimeOfDay>,
    detail: Option<String>,
}

impl Seen {
    fn of(progress: &Progress) -> Self {
        let seen = |kind, arrived, ended, detail| Self { kind, arrived, ended, detail };
        match progress {
            Progress::Waiting => seen(0, None, None, None),
            Progress::Arrived { at } => seen(1, Some(*at), None, None),
            Progress::Delivered { arrived, at } => seen(2, *arrived, Some(*at), None),
            Progress::Failed { at, reason } => seen(3, None, Some(*at), Some(codec::reason_text(reason))),
            Progress::PutOff { to } => seen(4, None, None, Some(numbers::of_day(*to).to_string())),
        }
    }

    fn progress(&self) -> Option<Progress> {
        Some(match (self.kind, self.arrived, self.ended, &self.detail) {
            (0, None, None, None) => Progress::Waiting,
            (1, Some(at), None, None) => Progress::Arrived { at },
            (2, arrived, Some(at), None) => Progress::Delivered { arrived, at },
            (3, None, Some(at), Some(detail)) => {
                Progress::Failed { at, reason: codec::reason_from(detail).ok()? }
            }
            (4, None, None, Some(detail)) => Progress::PutOff { to: numbers::day(detail.parse().ok()?)? },
            _ => return None,
        })
    }
}

fn cargo_text(cargo: &Cargo) -> Option<SmolStr> {
    let marked = |mark: char, name: &str| {
        let mut text = SmolStrBuilder::new();
        text.push(mark);
        text.push_str(name);
        Some(text.finish())
    };
    match cargo {
        Cargo::At(Dock::Centre) => None,
        Cargo::At(Dock::Station(code)) => marked('@', code.as_str()),
        Cargo::Aboard(plate) => marked('+', plate.as_str()),
    }
}

fn cargo(text: Option<&str>) -> Option<Cargo> {
    match text {
        None => Some(Cargo::At(Dock::Centre)),
        Some(text) => match text.split_at_checked(1)? {
            ("@", code) => Some(Cargo::At(Dock::Station(StationCode::new(code)))),
            ("+", plate) => Some(Cargo::Aboard(Plate::new(plate))),
            _ => None,
        },
    }
}

const REMEDIES: [(Remedy, &str); 10] = [
    (Remedy::Reassigned, "reassigned"),
    (Remedy::Moved, "moved"),
    (Remedy::WindowShifted, "window_shifted"),
    (Remedy::SpareTakesOver, "spare_takes_over"),
    (Remedy::NeighboursShare, "neighbours_share"),
    (Remedy::WaitedForRepair, "waited_for_repair"),
    (Remedy::PutOff, "put_off"),
    (Remedy::WaitedForWeather, "waited_for_weather"),
    (Remedy::MetElsewhere, "met_elsewhere"),
    (Remedy::Shuttled, "shuttled"),
];

fn remedy_word(remedy: Remedy) -> &'static str {
    REMEDIES.iter().find(|(known, _)| *known == remedy).map_or("", |(_, word)| word)
}

fn remedy(word: &str) -> Option<Remedy> {
    REMEDIES.iter().find(|(_, known)| *known == word).map(|(remedy, _)| *remedy)
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
        "SELECT DISTINCT day FROM stops WHERE progress = 4 AND day >= ? AND day < ? ORDER BY day",
    )?;
    let mut rows = statement.query([numbers::of_day(first), numbers::of_day(end)])?;
    let mut days = Vec::new();
    while let Some(row) = rows.next()? {
        let number = row.get(0)?;
        days.push(numbers::day(number).ok_or_else(|| Fault::unsound(format!("stops {number}")))?);
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
    let mut routes = routes(conn, number)?;
    let mut statement = conn.prepare_cached(
        "SELECT route, position, retailer, cartons, value, opens, closes, promised_opens, promised_closes,
                planned, service, progress, cargo, arrived, ended, detail, told, cause, remedy, priority, lock,
                extra
         FROM stops WHERE day = ? ORDER BY route, position",
    )?;
    let mut rows = statement.query([number])?;
    // Both come in the order of the route's name, so that each route is found once.
    let mut at: Option<&mut Route> = None;
    while let Some(row) = rows.next()? {
        let id = text(row, 0)?;
        if at.as_ref().is_none_or(|route| route.id.as_str() != id) {
            at = routes.get_mut(id);
        }
        let unsound = || Fault::unsound(format!("stops {date} {id}"));
        let route = at.as_mut().ok_or_else(unsound)?;
        if row.get::<_, i64>(1)? != place_number(route.stops.len()) {
            return Err(unsound());
        }
        route.stops.push(stop(row)?.ok_or_else(unsound)?);
    }
    day.routes = routes.into_values().map(|route| (route.id.clone(), Arc::new(route))).collect();
    Ok(Some(day))
}

fn text<'r>(row: &'r Row<'_>, column: usize) -> rusqlite::Result<&'r str> {
    Ok(row.get_ref(column)?.as_str()?)
}

fn routes(conn: &Connection, day: i64) -> Outcome<BTreeMap<SmolStr, Route>> {
    let mut statement = conn.prepare_cached(
        "SELECT r.route, r.department, r.vehicle, r.crew, r.station, r.departs, r.departed, r.imported,
                (SELECT max(position) + 1 FROM stops s WHERE s.day = r.day AND s.route = r.route), r.pickups
         FROM routes r WHERE r.day = ? ORDER BY r.route",
    )?;
    let mut rows = statement.query([day])?;
    let mut routes = BTreeMap::new();
    while let Some(row) = rows.next()? {
        let id = text(row, 0)?;
        let time =
            |seconds: i64| numbers::time(seconds).ok_or_else(|| Fault::unsound(format!("routes {day} {id}")));
        let optional = |column| row.get_ref(column).and_then(|value| Ok(value.as_str_or_null()?));
        let imported: Option<i64> = row.get(7)?;
        let expected = row.get::<_, Option<u32>>(8)?.unwrap_or(0);
        let route = Route {
            id: RouteId::new(id),
            department: DepartmentCode::new(text(row, 1)?),
            vehicle: optional(2)?.map(Plate::new),
            crew: optional(3)?.map(CrewId::new),
            dock: optional(4)?.map_or(Dock::Centre, |code| Dock::Station(StationCode::new(code))),
            departs: time(row.get(5)?)?,
            departed: row.get::<_, Option<i64>>(6)?.map(time).transpose()?,
            // A damaged position must not make room for more stops than a round can have.
            stops: Vec::with_capacity(expected.min(1_000) as usize),
            pickups: optional(9)?
                .map_or(Ok(Vec::new()), codec::pickups_from)
                .map_err(|_| Fault::unsound(format!("routes {day} {id}")))?,
            imported: imported.map(|digest| PlanDigest(digest.cast_unsigned())),
        };
        routes.insert(SmolStr::new(id), route);
    }
    Ok(routes)
}

/// `None` where a value stands for nothing.
fn stop(row: &Row<'_>) -> rusqlite::Result<Option<Stop>> {
    let number = |column| row.get_ref(column).and_then(|value| Ok(value.as_i64()?));
    let small = |column| number(column).map(|value| u32::try_from(value).ok());
    let seen = Seen {
        kind: u8::try_from(number(11)?).unwrap_or(u8::MAX),
        arrived: row.get_ref(13)?.as_i64_or_null()?.and_then(numbers::time),
        ended: row.get_ref(14)?.as_i64_or_null()?.and_then(numbers::time),
        detail: row.get_ref(15)?.as_str_or_null()?.map(str::to_owned),
    };
    let retailer = RetailerCode::new(text(row, 2)?);
    let (cartons, value) = (small(3)?.map(Cartons), Fen(number(4)?));
    let window = numbers::window(number(5)?, number(6)?);
    let promised = numbers::window(number(7)?, number(8)?);
    let (planned, service) = (numbers::time(number(9)?), small(10)?.map(Seconds));
    let cargo = cargo(row.get_ref(12)?.as_str_or_null()?);
    let told = row.get_ref(16)?.as_str_or_null()?.map(|text| codec::told_from(text).ok());
    let cause = row.get_ref(17)?.as_str_or_null()?.map(|text| codec::cause_from(text).ok());
    let remedy = row.get_ref(18)?.as_str_or_null()?.map(remedy);
    let priority = u8::try_from(number(19)?).ok().and_then(Priority::new);
    let lock = row.get_ref(20)?.as_str_or_null()?.map(|text| codec::lock_from(text).ok());
    let extra = row.get_ref(21)?.as_str_or_null()?.map(|text| codec::extra_from(text).ok());
    let sound = || {
        let extra = extra.unwrap_or(Some(codec::Extra::default()))?;
        Some(Stop {
            retailer,
            cartons: cartons?,
            value,
            window: window?,
            promised: promised?,
            planned: planned?,
            service: service?,
            priority: priority?,
            cargo: cargo?,
            progress: seen.progress()?,
            told: match told {
                None => None,
                Some(told) => Some(told?),
            },
            cause: match cause {
                None => None,
                Some(cause) => Some(cause?),
            },
            remedy: match remedy {
                None => None,
                Some(remedy) => Some(remedy?),
            },
            lock: match lock {
                None => None,
                Some(lock) => Some(lock?),
            },
            meets: extra.meets,
            carried: extra.carried,
            inferred: extra.inferred,
        })
    };
    Ok(sound())
}
