//! A situation written down as a case: of the whole state what the day's plans depend on.

use super::names::Named;
use super::shapes::{
    AreaShape, BreakdownShape, CargoShape, CaseShape, CauseShape, CentreShape, Clock, Degrees, DockShape,
    HoldShape, LaterDayShape, LaterRouteShape, LockShape, MatrixShape, NameShape, PickupShape, ProgressShape,
    RouteShape, SettingsShape, ShopShape, Shown, Span, Square, StationShape, StopShape, ToldShape,
    VehicleShape,
};
use super::{FORMAT, VERSION};
use crate::domain::day::{Cause, Day, Pickup, Progress, Route, Stop};
use crate::domain::ids::{BreakdownId, CrewId, DistrictCode, HoldId, Plate, Revision, RouteId, StationCode};
use crate::domain::incident::Breakdown;
use crate::domain::network::{Centre, Name};
use crate::domain::place::{Area, Matrix};
use crate::domain::prices::Item;
use crate::domain::settings::Settings;
use crate::domain::state::State;
use crate::domain::time::{ServiceDay, Timestamp};
use crate::domain::units::Cartons;
use crate::domain::weather::{Course, Hold, Response};
use serde::Serialize as _;
use serde_json::ser::{Formatter, Serializer};
use std::collections::BTreeSet;
use std::io::{self, Write};

/// The case of `day` as it stands in `state`, a stop a line.
#[must_use]
pub fn write(state: &State, day: ServiceDay, now: Timestamp, revision: Revision) -> String {
    let nothing = Day::empty(day);
    let today = state.day(day).map_or(&nothing, AsRef::as_ref);
    let places = state.matrix.as_deref().map(|matrix| places_of(state, today, matrix));
    let case = CaseShape {
        format: FORMAT,
        version: VERSION,
        day: Shown(day),
        now: Shown(now),
        revision: revision.0,
        settings: settings(&state.settings),
        centre: state
            .network
            .centre
            .as_ref()
            .map(|centre| CentreShape { called: called(&centre.name), place: Degrees(centre.place) }),
        stations: state
            .network
            .stations
            .values()
            .map(|station| StationShape {
                code: station.code.as_str(),
                called: called(&station.name),
                place: Degrees(station.place),
            })
            .collect(),
        vehicles: state
            .network
            .vehicles
            .values()
            .map(|vehicle| VehicleShape {
                plate: vehicle.plate.as_str(),
                capacity: vehicle.capacity.0,
                spare: vehicle.spare,
                status: Named::name(&vehicle.status),
                crew: vehicle.crew.as_ref().map(CrewId::as_str),
            })
            .collect(),
        breakdowns: breakdowns_of(state, today).into_iter().map(breakdown).collect(),
        holds: state.holds.values().filter(|hold| closes_on(hold, day)).map(|it| hold(it, day)).collect(),
        routes: today.routes.values().map(|route| self::route(state, route)).collect(),
        later_days: state
            .days
            .values()
            .filter(|later| later.date > day && !later.routes.is_empty())
            .map(|later| later_day(state, day, later))
            .collect(),
        matrix: state.matrix.as_deref().zip(places.as_deref()).map(|(matrix, places)| square(matrix, places)),
    };
    let mut text = Vec::new();
    let written = case.serialize(&mut Serializer::with_formatter(&mut text, ALineEach::default()));
    debug_assert!(written.is_ok(), "{written:?}");
    text.push(b'\n');
    String::from_utf8(text).unwrap_or_default()
}

fn settings(settings: &Settings) -> SettingsShape<'_> {
    SettingsShape {
        prices: Item::ALL.into_iter().map(|item| (item.name(), settings.prices.of(item).0)).collect(),
        shift_ends: Clock(settings.shift_ends),
        retailers_close: Clock(settings.retailers_close),
        retell_after: settings.retell_after.0,
        at_risk_within: settings.at_risk_within.0,
        early_wait_over: settings.early_wait_over.0,
        transfer_set_up: settings.transfer_set_up.0,
        transfer_per_hundred_cartons: settings.transfer_per_hundred_cartons.0,
        freeze_within: settings.freeze_within.0,
        driving_limit: settings.driving_limit.0,
        detour_permille: settings.travel.detour_permille,
        speed_by_hour: &settings.travel.speed_by_hour,
    }
}

fn called(name: &Name) -> NameShape<'_> {
    NameShape { name: &name.local, english_name: &name.english }
}

/// Those that are open, that fell into the day, or that a stop of the day carries; of known vehicles.
fn breakdowns_of<'s>(state: &'s State, day: &Day) -> Vec<&'s Breakdown> {
    let carried: BTreeSet<&BreakdownId> = day
        .routes
        .values()
        .flat_map(|route| &route.stops)
        .filter_map(|stop| match &stop.cause {
            Some(Cause::Breakdown(id)) => id.as_ref(),
            _ => None,
        })
        .collect();
    let matters = |breakdown: &&Breakdown| {
        (breakdown.repaired.is_none()
            || day.date.time_of(breakdown.at).is_some()
            || carried.contains(&breakdown.id))
            && state.network.vehicles.contains_key(&breakdown.plate)
    };
    state.breakdowns.values().filter(matters).collect()
}

fn breakdown(breakdown: &Breakdown) -> BreakdownShape<'_> {
    BreakdownShape {
        incident: breakdown.id.as_str(),
        plate: breakdown.plate.as_str(),
        at: Shown(breakdown.at),
        place: breakdown.place.map(Degrees),
        fault: breakdown.fault.name(),
        estimate: breakdown.estimate.map(|span| span.0),
        repaired: breakdown.repaired.map(Shown),
    }
}

/// What nobody has confirmed, or only the crews are told of, closes nothing.
fn closes_on(hold: &Hold, day: ServiceDay) -> bool {
    hold.confirmed && hold.response != Response::Brief && hold.span_on(day).is_some()
}

fn hold(hold: &Hold, day: ServiceDay) -> HoldShape<'_> {
    let mut areas: Vec<_> = hold.areas.iter().map(area).collect();
    let lets_go =
        hold.decided.iter().filter(|((on, _), decision)| *on == day && decision.course == Course::Go);
    HoldShape {
        hold: hold.id.as_str(),
        kind: Named::name(&hold.signal.kind),
        colour: Named::name(&hold.signal.colour),
        from: Shown(hold.from),
        until: Shown(hold.until),
        released: hold.released.map(Shown),
        area: if areas.len() == 1 { areas.pop() } else { None },
        areas,
        lets_pass: hold.lets_pass.map(|most| most.0),
        lets_go: lets_go.map(|((_, route), _)| route.as_str()).collect(),
    }
}

fn area(area: &Area) -> AreaShape<'_> {
    match area {
        Area::Districts(codes) => AreaShape::Districts(codes.iter().map(DistrictCode::as_str).collect()),
        Area::Polygon(ring) => AreaShape::Polygon(ring.iter().copied().map(Degrees).collect()),
        Area::Circle { centre, radius } => AreaShape::Circle { centre: Degrees(*centre), radius: radius.0 },
        Area::Routes(routes) => AreaShape::Routes(routes.iter().map(RouteId::as_str).collect()),
    }
}

fn route<'s>(state: &'s State, route: &'s Route) -> RouteShape<'s> {
    RouteShape {
        route: route.id.as_str(),
        department: route.department.as_str(),
        plate: route.vehicle.as_ref().map(Plate::as_str),
        crew: route.crew.as_ref().map(CrewId::as_str),
        dock: DockShape(&route.dock),
        departs: Clock(route.departs),
        departed: route.departed.map(Clock),
        stops: route.stops.iter().map(|stop| self::stop(state, stop)).collect(),
        pickups: route.pickups.iter().map(pickup).collect(),
    }
}

fn stop<'s>(state: &'s State, stop: &'s Stop) -> StopShape<'s> {
    StopShape {
        retailer: stop.retailer.as_str(),
        shop: state.network.retailer(&stop.retailer).map(|shop| ShopShape {
            called: called(&shop.name),
            place: Degrees(shop.place),
            district: shop.district.as_str(),
        }),
        cartons: stop.cartons.0,
        service: stop.service.0,
        window: Span(stop.window),
        promised: Span(stop.promised),
        planned: Clock(stop.planned),
        priority: stop.priority.weight(),
        cargo: CargoShape(&stop.cargo),
        progress: progress(&stop.progress),
        told: stop.told.as_ref().map(|told| ToldShape {
            at: Shown(told.at),
            arrival: Clock(told.arrival),
            window: Span(told.window),
        }),
        cause: stop.cause.as_ref().map(|cause| self::cause(state, cause)),
        remedy: stop.remedy.as_ref().map(Named::name),
        lock: stop.lock.map(LockShape::of),
        meets: stop.meets.map(Degrees),
        carried: stop.carried.map(Shown),
    }
}

fn progress(progress: &Progress) -> ProgressShape {
    match progress {
        Progress::Waiting => ProgressShape::Waiting,
        Progress::Arrived { at } => ProgressShape::Arrived { at: Clock(*at) },
        Progress::Delivered { arrived, at } => {
            ProgressShape::Delivered { arrived: arrived.map(Clock), at: Clock(*at) }
        }
        Progress::Failed { at, reason } => ProgressShape::Failed { at: Clock(*at), reason: reason.name() },
        Progress::PutOff { to } => ProgressShape::PutOff { to: Shown(*to) },
    }
}

/// A breakdown that nobody knows any more is not named.
fn cause<'s>(state: &State, cause: &'s Cause) -> CauseShape<'s> {
    let (incident, hold) = match cause {
        Cause::Breakdown(id) => (id.as_ref().filter(|id| state.breakdowns.contains_key(id)), None),
        Cause::Weather(id) => (None, id.as_ref()),
        _ => (None, None),
    };
    CauseShape {
        kind: cause.name(),
        incident: incident.map(BreakdownId::as_str),
        hold: hold.map(HoldId::as_str),
    }
}

fn pickup(pickup: &Pickup) -> PickupShape<'_> {
    PickupShape {
        from: CargoShape(&pickup.from),
        place: Degrees(pickup.place),
        before: pickup.before.as_str(),
        ready: Clock(pickup.ready),
        loaded: pickup.loaded.map(Clock),
    }
}

/// What days other than today have put off to it is counted with the first route that has a vehicle.
fn later_day<'s>(state: &'s State, today: ServiceDay, later: &'s Day) -> LaterDayShape<'s> {
    let others = state.days.values().filter(|day| day.date != today);
    let stops = others.flat_map(|day| day.routes.values()).flat_map(|route| &route.stops);
    let put_off = stops.filter(|stop| stop.progress == Progress::PutOff { to: later.date });
    let mut waiting: Cartons = put_off.map(|stop| stop.cartons).sum();
    let routes = later.routes.values().map(|route| {
        let more = if route.vehicle.is_some() { std::mem::take(&mut waiting) } else { Cartons(0) };
        LaterRouteShape {
            route: route.id.as_str(),
            plate: route.vehicle.as_ref().map(Plate::as_str),
            cartons: (route.load() + more).0,
        }
    });
    LaterDayShape { day: Shown(later.date), routes: routes.collect() }
}

/// Which of the matrix's places the day has to do with.
fn places_of(state: &State, day: &Day, matrix: &Matrix) -> Vec<usize> {
    let mut wanted: BTreeSet<&str> = BTreeSet::from([Centre::CODE]);
    wanted.extend(state.network.stations.keys().map(StationCode::as_str));
    let stops = day.routes.values().flat_map(|route| &route.stops);
    wanted.extend(stops.map(|stop| stop.retailer.as_str()));
    let codes = matrix.codes();
    (0..codes.len()).filter(|&at| wanted.contains(codes[at].as_str())).collect()
}

fn square<'s>(matrix: &'s Matrix, places: &'s [usize]) -> MatrixShape<'s> {
    let codes = matrix.codes();
    let part = |cells| Square { cells, width: codes.len(), places };
    MatrixShape {
        codes: places.iter().map(|&at| codes[at].as_str()).collect(),
        seconds: part(matrix.seconds()),
        metres: (!matrix.metres().is_empty()).then(|| part(matrix.metres())),
    }
}

/// Lists of lists and of objects have a line for each entry down to the stops; all else stays on its line. So
/// it can be read, and two cases can be compared line by line.
#[derive(Default)]
struct ALineEach {
    depth: usize,
    /// An entry of a list is about to begin.
    fresh: bool,
}

impl ALineEach {
    /// The case, a list in it, a route, its stops.
    const DEEPEST: usize = 4;

    fn open<W: ?Sized + Write>(&mut self, writer: &mut W, sign: &[u8]) -> io::Result<()> {
        if self.fresh && self.depth <= Self::DEEPEST {
            writer.write_all(b"\n")?;
        }
        self.fresh = false;
        self.depth += 1;
        writer.write_all(sign)
    }
}

impl Formatter for ALineEach {
    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.open(writer, b"{")
    }

    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.open(writer, b"[")
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.depth -= 1;
        writer.write_all(if self.depth == 0 { b"\n}" } else { b"}" })
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> io::Result<()> {
        self.depth -= 1;
        writer.write_all(b"]")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.fresh = true;
        if first { Ok(()) } else { writer.write_all(b",") }
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, _: &mut W) -> io::Result<()> {
        self.fresh = false;
        Ok(())
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> io::Result<()> {
        self.fresh = false;
        if !first {
            writer.write_all(b",")?;
        }
        if self.depth == 1 { writer.write_all(b"\n") } else { Ok(()) }
    }
}
