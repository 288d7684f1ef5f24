//! What the map shows of the day, told once and kept until routes, outlook or clock change: where stops,
//! ways, docks and vehicles stand. A frame then only paints. Holds are [`super::closures`]'.

use super::projection::{Bounds, Point};
use crate::desk::snapshot::Snapshot;
use crate::desk::views::board::lanes::Lane;
use crate::domain::day::{Dock, Progress};
use crate::domain::ids::{DepartmentCode, RetailerCode};
use crate::domain::incident::open_breakdown;
use crate::domain::network::Name;
use crate::domain::outlook::RouteState;
use crate::domain::place::Place;
use crate::domain::time::{Standing, TimeOfDay, Timestamp};
use std::collections::HashMap;
use std::sync::Arc;

/// One route on the map.
#[derive(Clone, Debug)]
pub struct Line {
    pub lane: Arc<Lane>,
    /// Beside the route's stops; `None` where the retailer is not in the reference data.
    pub stops: Vec<Option<Point>>,
    /// From the dock over what has been visited to where the vehicle is.
    pub driven: Vec<Point>,
    /// From there over what is still open, back to the dock.
    pub ahead: Vec<Point>,
    /// Calls for goods still to be made, beside the outlook's.
    pub calls: Vec<Point>,
    pub vehicle: Option<Truck>,
    pub bounds: Bounds,
    /// Which of the departments it is of, and which of the routes it is: for colours.
    pub department: usize,
    pub nth: usize,
}

/// A vehicle where the outlook says it is now.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Truck {
    pub at: Point,
    pub state: TruckState,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TruckState {
    /// Not departed.
    AtDock,
    OnTheWay,
    /// Every stop of the round is done with.
    Done,
    Broken,
}

/// The centre or a transfer station.
#[derive(Clone, Debug)]
pub struct DockMark {
    pub name: Name,
    pub at: Point,
    pub is_centre: bool,
    /// Vehicles that have not departed from it.
    pub waiting: usize,
}

#[derive(Clone, Debug, Default)]
pub struct Chart {
    pub lines: Vec<Line>,
    pub docks: Vec<DockMark>,
    pub bounds: Bounds,
    /// How far a stop usually is from the next, on the unit square.
    pub spacing: f64,
    /// Where a stop is: its line, and its position on it.
    places: HashMap<RetailerCode, (u32, u32)>,
    made_of: Option<Source>,
    /// Counts up whenever the chart is made anew.
    pub version: u64,
}

#[derive(Clone, Debug)]
struct Source {
    choice: u64,
    snapshot: Snapshot,
}

impl Source {
    fn is(&self, choice: u64, snapshot: &Snapshot) -> bool {
        let (mine, theirs) = (&self.snapshot.state, &snapshot.state);
        self.choice == choice
            && self.snapshot.now == snapshot.now
            && self.snapshot.date == snapshot.date
            && Arc::ptr_eq(&self.snapshot.outlook, &snapshot.outlook)
            && Arc::ptr_eq(&mine.breakdowns, &theirs.breakdowns)
            && self.same_places(snapshot)
    }

    fn same_places(&self, snapshot: &Snapshot) -> bool {
        let (mine, theirs) = (&self.snapshot.state.network, &snapshot.state.network);
        mine.centre == theirs.centre
            && Arc::ptr_eq(&mine.stations, &theirs.stations)
            && Arc::ptr_eq(&mine.retailers, &theirs.retailers)
    }
}

impl Chart {
    /// Brings the chart up to the lanes that are shown, which are the `choice`th.
    pub fn follow(&mut self, lanes: &[Arc<Lane>], choice: u64, snapshot: &Snapshot) {
        if self.made_of.as_ref().is_some_and(|source| source.is(choice, snapshot)) {
            return;
        }
        let kept = self.made_of.as_ref().is_some_and(|source| source.same_places(snapshot));
        let mut old: HashMap<*const Lane, Vec<Option<Point>>> = HashMap::new();
        if kept {
            old.extend(self.lines.drain(..).map(|line| (Arc::as_ptr(&line.lane), line.stops)));
        }
        let departments: Vec<&DepartmentCode> = snapshot.state.network.departments.keys().collect();
        let lines = lanes.iter().map(|lane| {
            let stops = old.remove(&Arc::as_ptr(lane)).unwrap_or_else(|| places_of(lane, snapshot));
            let department = departments.iter().position(|code| **code == lane.route.department);
            Line::new(lane, stops, department.unwrap_or(departments.len()), snapshot)
        });
        self.lines = lines.collect();
        // Colours follow the day's order of routes, not what the filter leaves of it.
        if let Some(day) = snapshot.day() {
            let nth: HashMap<_, _> = day.routes.keys().zip(0..).collect();
            for line in &mut self.lines {
                line.nth = nth.get(line.lane.id()).copied().unwrap_or_default();
            }
        }
        self.docks = docks(snapshot, &self.lines);
        self.bounds = Bounds::of(self.docks.iter().map(|dock| dock.at));
        self.lines.iter().for_each(|line| self.bounds.add_all(line.bounds));
        self.spacing = usual_spacing(&self.lines);
        self.places = index(&self.lines);
        self.made_of = Some(Source { choice, snapshot: snapshot.clone() });
        self.version += 1;
    }

    /// The line a stop is on, and its position there.
    #[must_use]
    pub fn find(&self, stop: &RetailerCode) -> Option<(usize, usize)> {
        self.places.get(stop).map(|(line, at)| (*line as usize, *at as usize))
    }

    #[must_use]
    pub fn place_of(&self, stop: &RetailerCode) -> Option<Point> {
        let (line, at) = self.find(stop)?;
        self.lines[line].stops[at]
    }
}

fn places_of(lane: &Lane, snapshot: &Snapshot) -> Vec<Option<Point>> {
    let network = &snapshot.state.network;
    let door = |code| network.retailer(code).map(|retailer| retailer.place);
    // Where the retailer comes to meet the vehicle, that is where the stop is.
    let places = lane.route.stops.iter().map(|stop| stop.meets.or_else(|| door(&stop.retailer)));
    places.map(|place| place.map(Point::of)).collect()
}

impl Line {
    fn new(lane: &Arc<Lane>, stops: Vec<Option<Point>>, department: usize, snapshot: &Snapshot) -> Self {
        let (route, outlook) = (&lane.route, &lane.outlook);
        let dock = dock_place(&route.dock, snapshot).map(Point::of);
        let mut happened: Vec<(TimeOfDay, usize)> = route
            .stops
            .iter()
            .enumerate()
            .filter(|(_, stop)| stop.progress.has_happened())
            .filter_map(|(at, stop)| Some((stop.progress.arrival()?, at)))
            .collect();
        happened.sort_unstable();
        let truck = truck(lane, &stops, dock, snapshot);

        let visited = happened.iter().filter_map(|(_, at)| stops[*at]);
        let here = truck.filter(|truck| truck.state != TruckState::AtDock && truck.state != TruckState::Done);
        let under_way = !happened.is_empty() || here.is_some();
        let mut driven: Vec<Point> = dock
            .iter()
            .copied()
            .filter(|_| under_way)
            .chain(visited)
            .chain(here.map(|here| here.at))
            .collect();
        driven.dedup();

        let calls: Vec<Point> =
            outlook.pickups.iter().map(|call| Point::of(route.pickups[call.nth].place)).collect();
        let first_open = route.first_open();
        let open = (first_open..route.stops.len()).chain(0..first_open);
        let open = open.filter(|at| route.stops[*at].progress == Progress::Waiting);
        let to_come = open.flat_map(|at| {
            let before = outlook.pickups.iter().zip(&calls).filter(move |(call, _)| call.before == at);
            before.map(|(_, place)| *place).chain(stops[at])
        });
        let mut ahead: Vec<Point> = driven.last().copied().or(dock).into_iter().chain(to_come).collect();
        // Back to the dock: the last drive of the round.
        ahead.extend(dock.filter(|_| outlook.state != RouteState::Done || !happened.is_empty()));
        ahead.dedup();

        let mut bounds = Bounds::of(stops.iter().flatten().copied());
        driven.iter().chain(&ahead).chain(&calls).for_each(|point| bounds.add(*point));
        Self {
            lane: Arc::clone(lane),
            stops,
            driven,
            ahead,
            calls,
            vehicle: truck,
            bounds,
            department,
            nth: 0,
        }
    }
}

fn dock_place(dock: &Dock, snapshot: &Snapshot) -> Option<Place> {
    let network = &snapshot.state.network;
    match dock {
        Dock::Centre => network.centre.as_ref().map(|centre| centre.place),
        Dock::Station(code) => network.stations.get(code).map(|station| station.place),
    }
}

/// Where the vehicle is now: at its dock, between its last stop and the next, or where it broke down.
fn truck(lane: &Lane, stops: &[Option<Point>], dock: Option<Point>, snapshot: &Snapshot) -> Option<Truck> {
    let (route, outlook) = (&lane.route, &lane.outlook);
    let plate = route.vehicle.as_ref()?;
    let stands = outlook.stands.as_ref().map(|spot| Point::of(spot.place)).or(dock)?;
    if let Some(breakdown) = open_breakdown(&snapshot.state.breakdowns, plate) {
        return Some(Truck { at: breakdown.place.map_or(stands, Point::of), state: TruckState::Broken });
    }
    match outlook.state {
        RouteState::Planned => Some(Truck { at: stands, state: TruckState::AtDock }),
        RouteState::Done => Some(Truck { at: dock.unwrap_or(stands), state: TruckState::Done }),
        RouteState::OnTheWay => {
            let at = ahead_of(lane, stops, stands, snapshot.now, snapshot).unwrap_or(stands);
            Some(Truck { at, state: TruckState::OnTheWay })
        }
    }
}

/// As far along the drive to the next stop as the time that has passed of it.
fn ahead_of(
    lane: &Lane,
    stops: &[Option<Point>],
    stands: Point,
    now: Timestamp,
    snapshot: &Snapshot,
) -> Option<Point> {
    let Standing::Today(now) = Standing::of(snapshot.date, now) else { return None };
    let outlook = &lane.outlook;
    let waits = lane.route.stops.iter().map(|stop| stop.progress == Progress::Waiting);
    let open = waits.zip(&outlook.stops).zip(stops).filter(|((waits, _), _)| *waits);
    let (arrives, next) = open.map(|((_, stop), place)| (stop.arrives, *place)).min_by_key(|(at, _)| *at)?;
    let whole = f64::from(arrives.seconds().saturating_sub(outlook.free.seconds()));
    let gone = f64::from(now.seconds().saturating_sub(outlook.free.seconds()));
    let share = if whole > 0.0 { (gone / whole).clamp(0.0, 1.0) } else { 0.0 };
    Some(stands.towards(next?, share))
}

fn docks(snapshot: &Snapshot, lines: &[Line]) -> Vec<DockMark> {
    let network = &snapshot.state.network;
    let waiting = |dock: &Dock| {
        let at_dock = |line: &&Line| {
            line.vehicle.is_some_and(|truck| truck.state == TruckState::AtDock)
                && line.lane.route.dock == *dock
        };
        lines.iter().filter(at_dock).count()
    };
    let centre = network.centre.iter().map(|centre| DockMark {
        name: centre.name.clone(),
        at: Point::of(centre.place),
        is_centre: true,
        waiting: waiting(&Dock::Centre),
    });
    let stations = network.stations.values().map(|station| DockMark {
        name: station.name.clone(),
        at: Point::of(station.place),
        is_centre: false,
        waiting: waiting(&Dock::Station(station.code.clone())),
    });
    centre.chain(stations).collect()
}

/// The middle one of the distances between stops that follow one another.
fn usual_spacing(lines: &[Line]) -> f64 {
    let mut all: Vec<f64> = lines
        .iter()
        .flat_map(|line| line.stops.windows(2))
        .filter_map(|pair| {
            let (one, other) = (pair[0]?, pair[1]?);
            Some(libm::hypot(one.x - other.x, one.y - other.y))
        })
        .collect();
    let middle = all.len() / 2;
    if all.is_empty() {
        return 0.0;
    }
    *all.select_nth_unstable_by(middle, f64::total_cmp).1
}

fn index(lines: &[Line]) -> HashMap<RetailerCode, (u32, u32)> {
    let mut places = HashMap::new();
    for (line, nth) in lines.iter().zip(0..) {
        for (stop, at) in line.lane.route.stops.iter().zip(0..) {
            places.insert(stop.retailer.clone(), (nth, at));
        }
    }
    places
}
