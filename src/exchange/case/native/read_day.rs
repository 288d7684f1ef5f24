//! The routes of a case's day, read back, and held against each other: every retailer once, every vehicle and
//! dock one that the case knows, every call before a stop of its route.

use super::fault::{Fault, Kind, NotACase};
use super::node::Node;
use super::read::{called, known_vehicle};
use super::value;
use crate::domain::day::{
    Cargo, Cause, Day, Dock, FailReason, Lock, Pickup, Priority, Progress, Route, Stop, Told,
};
use crate::domain::ids::{
    BreakdownId, CrewId, DepartmentCode, HoldId, Plate, RetailerCode, RouteId, StationCode,
};
use crate::domain::incident::Breakdown;
use crate::domain::network::{Department, Name, Network, Retailer};
use crate::domain::time::{ServiceDay, TimeOfDay, Window};
use crate::domain::units::{Cartons, Fen, Seconds};
use smol_str::SmolStr;
use std::collections::BTreeMap;
use std::sync::Arc;

type Read<T> = Result<T, NotACase>;
type Retailers = BTreeMap<RetailerCode, Arc<Retailer>>;
type Departments = BTreeMap<DepartmentCode, Department>;

/// What routes may name, and what they bring along.
pub struct Known<'a> {
    network: &'a Network,
    breakdowns: &'a BTreeMap<BreakdownId, Breakdown>,
    /// Where each retailer's stop stands.
    stops: BTreeMap<RetailerCode, String>,
    retailers: Retailers,
    departments: Departments,
}

impl<'a> Known<'a> {
    pub fn of(network: &'a Network, breakdowns: &'a BTreeMap<BreakdownId, Breakdown>) -> Self {
        let (retailers, departments) = (Retailers::new(), Departments::new());
        Self { network, breakdowns, stops: BTreeMap::new(), retailers, departments }
    }

    pub fn into_parts(self) -> (Retailers, Departments) {
        (self.retailers, self.departments)
    }

    fn dock(&self, node: &Node<'_>) -> Read<Dock> {
        if node.value_text() == Some("centre") {
            return Ok(Dock::Centre);
        }
        node.only(&["station"])?;
        let station = node.field("station");
        let code = StationCode::new(value::code(&station)?);
        if self.network.stations.contains_key(&code) {
            Ok(Dock::Station(code))
        } else {
            Err(station.off(Fault::NoSuch { what: Kind::Station, name: code.to_string() }))
        }
    }

    fn cargo(&self, node: &Node<'_>) -> Read<Cargo> {
        let aboard = node.field("aboard");
        if aboard.is_given() {
            node.only(&["aboard"])?;
            return known_vehicle(self.network, &aboard).map(Cargo::Aboard);
        }
        self.dock(node).map(Cargo::At)
    }
}

pub fn routes(list: &Node<'_>, known: &mut Known<'_>, day: &mut Day) -> Read<()> {
    let mut places: BTreeMap<RouteId, String> = BTreeMap::new();
    for node in list.items()? {
        let route = route(&node, known, day.date)?;
        let field = node.field("route");
        if let Some(first) = places.insert(route.id.clone(), field.path()) {
            return Err(field.off(Fault::Repeated { first }));
        }
        day.routes.insert(route.id.clone(), Arc::new(route));
    }
    Ok(())
}

fn route(node: &Node<'_>, known: &mut Known<'_>, date: ServiceDay) -> Read<Route> {
    node.only(&["route", "department", "plate", "crew", "dock", "departs", "departed", "stops", "pickups"])?;
    let id = RouteId::new(value::code(&node.field("route"))?);
    let department = node.field("department").or(SmolStr::default(), value::code)?;
    let department = DepartmentCode::new(department);
    known.departments.entry(department.clone()).or_insert_with(|| Department {
        code: department.clone(),
        name: Name::new(department.as_str()),
        phone: SmolStr::default(),
    });
    let mut route = Route {
        id,
        vehicle: node.field("plate").optional(|node| known_vehicle(known.network, node))?,
        crew: node.field("crew").optional(value::code)?.map(CrewId::new),
        dock: node.field("dock").or(Dock::Centre, |node| known.dock(node))?,
        departs: value::time(&node.field("departs"))?,
        departed: node.field("departed").optional(value::time)?,
        department,
        stops: Vec::new(),
        pickups: Vec::new(),
        imported: None,
    };
    for item in node.field("stops").items()? {
        let stop = stop(&item, known, &route, date)?;
        let field = item.field("retailer");
        if let Some(first) = known.stops.insert(stop.retailer.clone(), field.path()) {
            return Err(field.off(Fault::Repeated { first }));
        }
        route.stops.push(stop);
    }
    for item in node.field("pickups").items()? {
        let pickup = pickup(&item, known, &route)?;
        route.pickups.push(pickup);
    }
    Ok(route)
}

fn stop(node: &Node<'_>, known: &mut Known<'_>, route: &Route, date: ServiceDay) -> Read<Stop> {
    node.only(&[
        "retailer",
        "name",
        "english_name",
        "place",
        "district",
        "cartons",
        "service",
        "window",
        "promised",
        "planned",
        "priority",
        "cargo",
        "progress",
        "told",
        "cause",
        "remedy",
        "lock",
        "meets",
        "carried",
    ])?;
    let retailer = RetailerCode::new(value::code(&node.field("retailer"))?);
    if let Some(place) = node.field("place").optional(value::place)? {
        let shop = Retailer {
            code: retailer.clone(),
            name: called(node)?,
            licence: SmolStr::default(),
            address: SmolStr::default(),
            place,
            district: node.field("district").or(SmolStr::default(), value::name)?.as_str().into(),
            department: route.department.clone(),
            manager: SmolStr::default(),
            phone: SmolStr::default(),
        };
        known.retailers.insert(retailer.clone(), Arc::new(shop));
    }
    let window = value::window(&node.field("window"))?;
    let usual_cargo = || match &route.vehicle {
        Some(plate) if route.departed.is_some() => Cargo::Aboard(plate.clone()),
        _ => Cargo::At(route.dock.clone()),
    };
    Ok(Stop {
        retailer,
        cartons: value::cartons(&node.field("cartons"))?,
        value: Fen(0),
        window,
        promised: node.field("promised").or(window, value::window)?,
        planned: value::time(&node.field("planned"))?,
        service: node.field("service").or(Seconds(0), value::seconds)?,
        priority: node.field("priority").or(Priority::default(), priority)?,
        cargo: node.field("cargo").optional(|node| known.cargo(node))?.unwrap_or_else(usual_cargo),
        progress: node.field("progress").or(Progress::Waiting, |node| progress(node, date))?,
        told: node.field("told").optional(|node| told(node, window))?,
        cause: node.field("cause").optional(|node| cause(node, known))?,
        remedy: node.field("remedy").optional(value::word)?,
        lock: node.field("lock").optional(lock)?,
        meets: node.field("meets").optional(value::place)?,
        carried: node.field("carried").optional(value::day)?,
        inferred: false,
    })
}

fn priority(node: &Node<'_>) -> Read<Priority> {
    let weight = node.small(1, 9)?;
    Ok(u8::try_from(weight).ok().and_then(Priority::new).unwrap_or_default())
}

fn progress(node: &Node<'_>, date: ServiceDay) -> Read<Progress> {
    let state = node.field("state");
    let wanted = ["waiting", "arrived", "delivered", "failed", "put_off"];
    let at = || value::time(&node.field("at"));
    match state.value_text() {
        Some("waiting") => node.only(&["state"]).map(|()| Progress::Waiting),
        Some("arrived") => {
            node.only(&["state", "at"])?;
            Ok(Progress::Arrived { at: at()? })
        }
        Some("delivered") => {
            node.only(&["state", "arrived", "at"])?;
            let (arrived, at) = (node.field("arrived").optional(value::time)?, at()?);
            if arrived.is_some_and(|arrived| at < arrived) {
                let field = node.field("at");
                return Err(field.off(Fault::Before { found: field.shown(), other: "arrived" }));
            }
            Ok(Progress::Delivered { arrived, at })
        }
        Some("failed") => {
            node.only(&["state", "at", "reason"])?;
            let reason = node.field("reason").or(FailReason::Other(SmolStr::default()), value::word)?;
            Ok(Progress::Failed { at: at()?, reason })
        }
        Some("put_off") => {
            node.only(&["state", "to"])?;
            let to = node.field("to").or(date.plus(1), value::day)?;
            Ok(Progress::PutOff { to })
        }
        _ => Err(state.not(Kind::Word(wanted.to_vec()))),
    }
}

fn told(node: &Node<'_>, usual: Window) -> Read<Told> {
    node.only(&["at", "arrival", "window"])?;
    let at = value::moment(&node.field("at"))?;
    let arrival = value::time(&node.field("arrival"))?;
    Ok(Told::new(at, SmolStr::default(), arrival, node.field("window").or(usual, value::window)?))
}

fn cause(node: &Node<'_>, known: &Known<'_>) -> Read<Cause> {
    node.only(&["kind", "incident", "hold"])?;
    let (incident, hold) = (node.field("incident"), node.field("hold"));
    match value::word(&node.field("kind"))? {
        Cause::Breakdown(_) => {
            let id = incident.optional(value::code)?.map(BreakdownId::new);
            match id {
                Some(id) if !known.breakdowns.contains_key(&id) => {
                    Err(incident.off(Fault::NoSuch { what: Kind::Breakdown, name: id.to_string() }))
                }
                id => Ok(Cause::Breakdown(id)),
            }
        }
        Cause::Weather(_) => Ok(Cause::Weather(hold.optional(value::code)?.map(HoldId::new))),
        other => Ok(other),
    }
}

fn lock(node: &Node<'_>) -> Read<Lock> {
    node.only(&["kind", "at"])?;
    match value::word(&node.field("kind"))? {
        Lock::Time(_) => Ok(Lock::Time(value::time(&node.field("at"))?)),
        other => Ok(other),
    }
}

fn pickup(node: &Node<'_>, known: &Known<'_>, route: &Route) -> Read<Pickup> {
    node.only(&["from", "place", "before", "ready", "loaded"])?;
    let before = node.field("before");
    let pickup = Pickup {
        from: if node.field("from").is_given() {
            known.cargo(&node.field("from"))?
        } else {
            return Err(node.field("from").off(Fault::Missing));
        },
        place: value::place(&node.field("place"))?,
        before: RetailerCode::new(value::code(&before)?),
        ready: node.field("ready").or(TimeOfDay::MIDNIGHT, value::time)?,
        loaded: node.field("loaded").optional(value::time)?,
    };
    // What has been fetched is history, whatever has become of the stop since.
    if pickup.loaded.is_none() && route.position(&pickup.before).is_none() {
        return Err(before.off(Fault::NotOnTheRoute { name: pickup.before.to_string() }));
    }
    Ok(pickup)
}

/// Later days: who drives, and how much is planned on them. Enough to know how much room they have.
pub fn later_days(
    list: &Node<'_>,
    known: &Known<'_>,
    date: ServiceDay,
) -> Read<BTreeMap<ServiceDay, Arc<Day>>> {
    let mut days = BTreeMap::new();
    for node in list.items()? {
        node.only(&["day", "routes"])?;
        let field = node.field("day");
        let later = value::day(&field)?;
        if later <= date {
            return Err(field.off(Fault::Before { found: field.shown(), other: "day" }));
        }
        let mut day = Day::empty(later);
        for item in node.field("routes").items()? {
            let route = later_route(&item, known)?;
            day.routes.insert(route.id.clone(), Arc::new(route));
        }
        if days.insert(later, Arc::new(day)).is_some() {
            return Err(field.off(Fault::Repeated { first: "later_days".to_owned() }));
        }
    }
    Ok(days)
}

/// What a later day's route carries, as one stop that nobody is behind.
fn later_route(node: &Node<'_>, known: &Known<'_>) -> Read<Route> {
    node.only(&["route", "plate", "cartons"])?;
    let id = RouteId::new(value::code(&node.field("route"))?);
    let vehicle: Option<Plate> = node.field("plate").optional(|node| known_vehicle(known.network, node))?;
    let window = Window::new(TimeOfDay::MIDNIGHT, TimeOfDay::LAST);
    let cartons = Cartons(node.field("cartons").small(0, 10_000_000)?);
    let stop = window.map(|window| Stop {
        retailer: RetailerCode::new(id.as_str()),
        cartons,
        value: Fen(0),
        window,
        promised: window,
        planned: TimeOfDay::MIDNIGHT,
        service: Seconds(0),
        priority: Priority::default(),
        cargo: Cargo::At(Dock::Centre),
        progress: Progress::Waiting,
        told: None,
        cause: None,
        remedy: None,
        lock: None,
        meets: None,
        carried: None,
        inferred: false,
    });
    Ok(Route {
        id,
        department: DepartmentCode::new(""),
        vehicle,
        crew: None,
        dock: Dock::Centre,
        departs: TimeOfDay::MIDNIGHT,
        departed: None,
        stops: stop.into_iter().collect(),
        pickups: Vec::new(),
        imported: None,
    })
}
