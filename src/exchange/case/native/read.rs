//! A case read back into a state: what stays the same over the day. The day itself is in [`super::read_day`].

use super::fault::{Fault, Kind, NotACase};
use super::node::Node;
use super::read_day::{self, Known};
use super::{CaseSituation, FORMAT, VERSION, value};
use crate::domain::day::Day;
use crate::domain::ids::{BreakdownId, CrewId, HoldId, Plate, Revision, RouteId, StationCode};
use crate::domain::incident::Breakdown;
use crate::domain::network::{Centre, Name, Network, TransferStation, Vehicle, VehicleStatus};
use crate::domain::place::{Area, TravelSettings};
use crate::domain::prices::{Item, Prices};
use crate::domain::settings::Settings;
use crate::domain::state::State;
use crate::domain::supply::Supply;
use crate::domain::time::ServiceDay;
use crate::domain::units::Fen;
use crate::domain::weather::{Course, Decision, Hold, Response, Signal};
use serde_json::Value;
use smol_str::SmolStr;
use std::collections::BTreeMap;
use std::sync::Arc;

const KEYS: [&str; 14] = [
    "format",
    "version",
    "note",
    "day",
    "now",
    "revision",
    "settings",
    "centre",
    "stations",
    "vehicles",
    "breakdowns",
    "holds",
    "routes",
    "later_days",
];

pub fn situation(document: &Value) -> Result<CaseSituation, NotACase> {
    let top = Node::root(document);
    if top.field("format").value_text() != Some(FORMAT) {
        return Err(NotACase::Unknown);
    }
    let version = top.field("version");
    if version.whole(VERSION, VERSION).is_err() {
        return if version.is_given() {
            Err(NotACase::Version(version.shown()))
        } else {
            Err(version.off(Fault::Missing))
        };
    }
    top.only(&KEYS)?;
    let date = value::day(&top.field("day"))?;
    let now = value::moment(&top.field("now"))?;
    let revision = Revision(top.field("revision").or(0, |node| node.whole(0, u64::MAX))?);
    let settings = top.field("settings").or(Settings::default(), settings)?;
    let mut network = Network {
        centre: top.field("centre").optional(centre)?.map(Arc::new),
        stations: Arc::new(each(&top.field("stations"), "code", station)?),
        ..Network::default()
    };
    let breakdowns = each(&top.field("breakdowns"), "incident", breakdown)?;
    let broken = |plate: &Plate| crate::domain::incident::is_broken(&breakdowns, plate);
    network.vehicles = Arc::new(each(&top.field("vehicles"), "plate", |node| vehicle(node, broken))?);
    for (at, node) in top.field("breakdowns").items()?.enumerate() {
        debug_assert!(at < breakdowns.len());
        known_vehicle(&network, &node.field("plate"))?;
    }
    let holds = each(&top.field("holds"), "hold", |node| hold(node, date))?;

    let mut known = Known::of(&network, &breakdowns);
    let mut day = Day::empty(date);
    read_day::routes(&top.field("routes"), &mut known, &mut day)?;
    let later = read_day::later_days(&top.field("later_days"), &known, date)?;
    let (retailers, departments) = known.into_parts();
    network.retailers = Arc::new(retailers);
    network.departments = Arc::new(departments);

    let mut days = later;
    days.insert(date, Arc::new(day));
    let state = State {
        network,
        settings: Arc::new(settings),
        matrix: None,
        days,
        holds: Arc::new(holds),
        breakdowns: Arc::new(breakdowns),
        stays: Arc::default(),
        alerts: Arc::default(),
        fixes: Arc::default(),
        incidents: Arc::default(),
        playbooks: Arc::default(),
        supply: Supply::default(),
        people: Arc::default(),
    };
    Ok(CaseSituation { state, day: date, now, revision })
}

/// Every entry of a list by its name; a name may stand once.
fn each<'n, K: Ord, T>(
    list: &'n Node<'n>,
    key: &'static str,
    read: impl Fn(&Node<'_>) -> Result<(K, T), NotACase>,
) -> Result<BTreeMap<K, T>, NotACase> {
    let mut places: BTreeMap<SmolStr, String> = BTreeMap::new();
    let mut all = BTreeMap::new();
    for node in list.items()? {
        let (name, thing) = read(&node)?;
        let field = node.field(key);
        if let Some(first) = places.insert(value::code(&field)?, field.path()) {
            return Err(field.off(Fault::Repeated { first }));
        }
        all.insert(name, thing);
    }
    Ok(all)
}

fn settings(node: &Node<'_>) -> Result<Settings, NotACase> {
    node.only(&[
        "prices",
        "shift_ends",
        "retailers_close",
        "retell_after",
        "at_risk_within",
        "early_wait_over",
        "transfer_set_up",
        "transfer_per_hundred_cartons",
        "freeze_within",
        "driving_limit",
        "detour_permille",
        "speed_by_hour",
    ])?;
    let usual = Settings::default();
    let span = |key, usual| node.field(key).or(usual, value::seconds);
    Ok(Settings {
        travel: TravelSettings {
            detour_permille: node
                .field("detour_permille")
                .or(usual.travel.detour_permille, |node| node.small(1_000, 10_000))?,
            speed_by_hour: node.field("speed_by_hour").or(usual.travel.speed_by_hour, speeds)?,
        },
        shift_ends: node.field("shift_ends").or(usual.shift_ends, value::time)?,
        retailers_close: node.field("retailers_close").or(usual.retailers_close, value::time)?,
        retell_after: span("retell_after", usual.retell_after)?,
        at_risk_within: span("at_risk_within", usual.at_risk_within)?,
        early_wait_over: span("early_wait_over", usual.early_wait_over)?,
        transfer_set_up: span("transfer_set_up", usual.transfer_set_up)?,
        transfer_per_hundred_cartons: span(
            "transfer_per_hundred_cartons",
            usual.transfer_per_hundred_cartons,
        )?,
        freeze_within: span("freeze_within", usual.freeze_within)?,
        driving_limit: span("driving_limit", usual.driving_limit)?,
        prices: node.field("prices").or(usual.prices.clone(), prices)?,
        ..usual
    })
}

/// Metres per hour, for each hour of the day.
fn speeds(node: &Node<'_>) -> Result<[u32; 24], NotACase> {
    let items = node.items()?;
    let found = items.len();
    let speeds = items.map(|item| item.small(1_000, 200_000)).collect::<Result<Vec<_>, _>>()?;
    speeds.try_into().map_err(|_| node.off(Fault::WrongLength { found, wanted: 24 }))
}

fn prices(node: &Node<'_>) -> Result<Prices, NotACase> {
    node.only(&Item::ALL.map(Item::name))?;
    let mut prices = Prices::default();
    let most = u32::try_from(Prices::MOST.0).unwrap_or(u32::MAX);
    for item in Item::ALL {
        let field = node.field(item.name());
        if let Some(fen) = field.optional(|node| node.small(0, most))? {
            prices = prices.with(item, Fen(fen.into()));
        }
    }
    Ok(prices)
}

fn centre(node: &Node<'_>) -> Result<Centre, NotACase> {
    node.only(&["name", "english_name", "place"])?;
    Ok(Centre { name: called(node)?, place: value::place(&node.field("place"))? })
}

/// Both names; empty where there are none.
pub fn called(node: &Node<'_>) -> Result<Name, NotACase> {
    let part = |key| node.field(key).or(SmolStr::default(), value::name);
    Ok(Name { local: part("name")?, english: part("english_name")? })
}

fn station(node: &Node<'_>) -> Result<(StationCode, TransferStation), NotACase> {
    node.only(&["code", "name", "english_name", "place"])?;
    let code = StationCode::new(value::code(&node.field("code"))?);
    let place = value::place(&node.field("place"))?;
    Ok((code.clone(), TransferStation { code, name: called(node)?, place }))
}

/// Where the case does not say how it is with a vehicle, its breakdowns do.
fn vehicle(node: &Node<'_>, broken: impl Fn(&Plate) -> bool) -> Result<(Plate, Vehicle), NotACase> {
    node.only(&["plate", "capacity", "spare", "status", "crew"])?;
    let plate = Plate::new(value::code(&node.field("plate"))?);
    let usual = if broken(&plate) { VehicleStatus::BrokenDown } else { VehicleStatus::Available };
    let vehicle = Vehicle {
        plate: plate.clone(),
        capacity: value::cartons(&node.field("capacity"))?,
        status: node.field("status").or(usual, value::word)?,
        spare: node.field("spare").or(false, Node::yes_or_no)?,
        crew: node.field("crew").optional(value::code)?.map(CrewId::new),
    };
    Ok((plate, vehicle))
}

fn breakdown(node: &Node<'_>) -> Result<(BreakdownId, Breakdown), NotACase> {
    node.only(&["incident", "plate", "at", "place", "fault", "estimate", "repaired"])?;
    let id = BreakdownId::new(value::code(&node.field("incident"))?);
    let at = value::moment(&node.field("at"))?;
    let repaired = node.field("repaired");
    let back = repaired.optional(value::moment)?;
    if back.is_some_and(|back| back < at) {
        return Err(repaired.off(Fault::Before { found: repaired.shown(), other: "at" }));
    }
    let breakdown = Breakdown {
        id: id.clone(),
        plate: Plate::new(value::code(&node.field("plate"))?),
        at,
        place: node.field("place").optional(value::place)?,
        fault: node.field("fault").or(crate::domain::incident::Fault::Other, value::word)?,
        // Some repairs take weeks.
        estimate: node
            .field("estimate")
            .optional(|node| node.small(0, 366 * 86_400))?
            .map(crate::domain::units::Seconds),
        repaired: back,
    };
    Ok((id, breakdown))
}

/// The vehicle named there, which must be one of the case's.
pub fn known_vehicle(network: &Network, node: &Node<'_>) -> Result<Plate, NotACase> {
    let plate = Plate::new(value::code(node)?);
    if network.vehicles.contains_key(&plate) {
        Ok(plate)
    } else {
        Err(node.off(Fault::NoSuch { what: Kind::Vehicle, name: plate.to_string() }))
    }
}

fn hold(node: &Node<'_>, day: ServiceDay) -> Result<(HoldId, Hold), NotACase> {
    node.only(&[
        "hold",
        "kind",
        "colour",
        "from",
        "until",
        "released",
        "area",
        "areas",
        "lets_pass",
        "lets_go",
    ])?;
    let id = HoldId::new(value::code(&node.field("hold"))?);
    let (from, until) = (value::moment(&node.field("from"))?, node.field("until"));
    let ends = value::moment(&until)?;
    if ends < from {
        return Err(until.off(Fault::Before { found: until.shown(), other: "from" }));
    }
    let signal =
        Signal { kind: value::word(&node.field("kind"))?, colour: value::word(&node.field("colour"))? };
    let areas = match node.field("areas") {
        several if several.is_given() => {
            several.items()?.map(|item| area(&item)).collect::<Result<_, _>>()?
        }
        _ => vec![area(&node.field("area"))?],
    };
    let goes = |route| {
        let decision = Decision { course: Course::Go, by: SmolStr::default(), at: from };
        ((day, route), decision)
    };
    let lets_go = node.field("lets_go").or(Vec::new(), |node| codes(node, RouteId::new))?;
    let decided = lets_go.into_iter().map(goes).collect();
    let hold = Hold {
        id: id.clone(),
        source: SmolStr::default(),
        signal,
        areas,
        from,
        until: ends,
        released: node.field("released").optional(value::moment)?,
        response: Response::Suspend,
        lets_pass: node.field("lets_pass").optional(value::cartons)?,
        confirmed: true,
        alerted: None,
        decided,
    };
    Ok((id, hold))
}

fn area(node: &Node<'_>) -> Result<Area, NotACase> {
    node.only(&["districts", "polygon", "circle", "routes"])?;
    let given: Vec<_> = ["districts", "polygon", "circle", "routes"]
        .into_iter()
        .filter(|key| node.field(key).is_given())
        .collect();
    let [kind] = given[..] else {
        return Err(node.off(Fault::WrongLength { found: given.len(), wanted: 1 }));
    };
    let part = node.field(kind);
    match kind {
        "districts" => Ok(Area::Districts(codes(&part, |code| code.as_str().into())?)),
        "routes" => Ok(Area::Routes(codes(&part, RouteId::new)?)),
        "polygon" => {
            Ok(Area::Polygon(part.items()?.map(|item| value::place(&item)).collect::<Result<_, _>>()?))
        }
        _ => {
            part.only(&["centre", "radius"])?;
            Ok(Area::Circle {
                centre: value::place(&part.field("centre"))?,
                radius: value::metres(&part.field("radius"))?,
            })
        }
    }
}

fn codes<T>(node: &Node<'_>, wrap: impl Fn(SmolStr) -> T) -> Result<Vec<T>, NotACase> {
    node.items()?.map(|item| value::code(&item).map(&wrap)).collect()
}
