//! A service day told in few words, for stories. Every drive takes ten minutes and every stop five, so that
//! the times can be checked in the head. Shop `J7` lies seven kilometres east of the centre.

use mainstay::domain::command::{
    Command, Happening, IncidentReport, PlannedRoute, PlannedStop, ProgressNote, Shift, ShiftTarget,
    StopFacts,
};
use mainstay::domain::consequences::{self, Consequences};
use mainstay::domain::day::{Cargo, Dock, FailReason, Priority, Route, Stop};
use mainstay::domain::emergency::{Casualties, Kind};
use mainstay::domain::ids::{DepartmentCode, DistrictCode, Plate, RetailerCode, Revision, RouteId};
use mainstay::domain::network::{Centre, Department, Name, Retailer, Vehicle, VehicleStatus};
use mainstay::domain::operation::Operation;
use mainstay::domain::outlook::{self, Outlook, RouteOutlook, StopState};
use mainstay::domain::place::{Area, Matrix, Place};
use mainstay::domain::refusal::Refusal;
use mainstay::domain::rules::Breach;
use mainstay::domain::state::State;
use mainstay::domain::time::{ServiceDay, TimeOfDay, Timestamp, Window};
use mainstay::domain::units::{Cartons, Fen, Seconds};
use mainstay::domain::weather::{Colour, Hazard, Hold, Signal};
use mainstay::domain::weigh;
use std::fmt::Write;
use std::sync::Arc;

/// Shops `J1` to `J40` are known.
pub const SHOPS: u32 = 40;

#[derive(Clone)]
pub struct ADay {
    pub state: State,
    pub revision: Revision,
    pub now: Timestamp,
    /// What was done last.
    pub last: Vec<Operation>,
}

/// Monday, seven in the morning: a centre, forty shops, one department, no vehicles, no routes.
pub fn a_day() -> ADay {
    let now = Timestamp::of(date(), TimeOfDay::hm(7, 0));
    let day = ADay { state: State::default(), revision: Revision(0), now, last: Vec::new() };
    let department = Department {
        code: DepartmentCode::from("D1"),
        name: Name::with_english("城区营销部", "City"),
        phone: "0719".into(),
    };
    let codes: Vec<_> =
        ["CENTRE".into()].into_iter().chain((1..=SHOPS).map(|n| format!("J{n}").into())).collect();
    let places = codes.len();
    let matrix = Matrix::new(codes, vec![600; places * places], Vec::new()).expect("a square");
    day.does(Command::PutCentre(Centre { name: Name::new("配送中心"), place: east(0) }))
        .does(Command::PutDepartments(vec![department]))
        .does(Command::PutRetailers((1..=SHOPS).map(retailer).collect()))
        .does(Command::PutTravelTimes(Arc::new(matrix)))
}

pub fn date() -> ServiceDay {
    ServiceDay::parse("2026-11-23").expect("a date")
}

pub fn time(text: &str) -> TimeOfDay {
    TimeOfDay::parse(text).expect("a time")
}

pub fn window(text: &str) -> Window {
    Window::parse(text).expect("a window")
}

/// So many kilometres east of the centre (a degree of longitude is some 94 of them here).
pub fn east(kilometres: u32) -> Place {
    Place::from_degrees(32.6, 110.8 + f64::from(kilometres) / 94.0).expect("on the earth")
}

fn retailer(n: u32) -> Retailer {
    Retailer {
        code: RetailerCode::new(format!("J{n}")),
        name: Name::new(format!("{n}号店")),
        licence: "".into(),
        address: "".into(),
        place: east(n),
        district: DistrictCode::from(if n < 20 { "420302" } else { "420303" }),
        department: DepartmentCode::from("D1"),
        manager: "".into(),
        phone: "".into(),
    }
}

/// `J1`, `J1 09:00-10:00` or `J1 09:00-10:00 20`: shop, window (08:00-18:00), cartons (10).
pub fn planned_stop(text: &str) -> PlannedStop {
    let mut words = text.split(' ');
    PlannedStop {
        retailer: RetailerCode::from(words.next().unwrap_or_default()),
        window: window(words.next().unwrap_or("08:00-18:00")),
        cartons: Cartons(words.next().map_or(10, |n| n.parse().expect("cartons"))),
        value: Fen(10_000),
        planned: None,
        service: Some(Seconds(300)),
        priority: Priority::default(),
    }
}

pub fn planned_route(id: &str, vehicle: &str, departs: &str, stops: &[&str]) -> PlannedRoute {
    PlannedRoute {
        id: RouteId::from(id),
        department: DepartmentCode::from("D1"),
        vehicle: (!vehicle.is_empty()).then(|| Plate::from(vehicle)),
        crew: None,
        dock: Dock::Centre,
        departs: time(departs),
        stops: stops.iter().map(|text| planned_stop(text)).collect(),
    }
}

fn codes<T: for<'a> From<&'a str>>(names: &[&str]) -> Vec<T> {
    names.iter().map(|name| T::from(name)).collect()
}

impl ADay {
    /// Carries a command out; each operation takes a revision of its own, as in the journal.
    pub fn does(mut self, command: Command) -> Self {
        let operations = weigh(&self.state, command).unwrap_or_else(|refusal| panic!("refused: {refusal}"));
        for operation in &operations {
            self.revision.0 += 1;
            let conflicts = self.state.apply(self.revision, operation);
            assert!(conflicts.is_empty(), "{conflicts:?}");
        }
        self.last = operations;
        self
    }

    /// Why a command is refused.
    pub fn refuses(&self, command: Command) -> Refusal {
        match weigh(&self.state, command) {
            Err(refusal) => refusal,
            Ok(operations) => panic!("not refused, but: {operations:#?}"),
        }
    }

    pub fn van(self, plate: &str, capacity: u32) -> Self {
        self.does(Command::PutVehicles(vec![Vehicle {
            plate: Plate::from(plate),
            capacity: Cartons(capacity),
            status: VehicleStatus::Available,
            spare: false,
            crew: None,
        }]))
    }

    /// Plans a route; where the van is not known yet, it holds a hundred cartons.
    pub fn route(mut self, id: &str, vehicle: &str, departs: &str, stops: &[&str]) -> Self {
        if !vehicle.is_empty() && !self.state.network.vehicles.contains_key(&Plate::from(vehicle)) {
            self = self.van(vehicle, 100);
        }
        self.plans(vec![planned_route(id, vehicle, departs, stops)])
    }

    pub fn plans(self, routes: Vec<PlannedRoute>) -> Self {
        self.does(Command::PlanDay { day: date(), routes })
    }

    pub fn at(mut self, now: &str) -> Self {
        self.now = Timestamp::of(date(), time(now));
        self
    }

    pub fn departed(self, route: &str, at: &str) -> Self {
        let what = Happening::Departed { at: time(at) };
        let route = Some(RouteId::from(route));
        self.does(Command::NoteProgress { day: date(), notes: vec![ProgressNote { route, what }] })
    }

    pub fn arrived(self, shop: &str, at: &str) -> Self {
        self.does(seen(shop, StopFacts { arrived: Some(time(at)), ..StopFacts::default() }))
    }

    pub fn delivered(self, shop: &str, at: &str) -> Self {
        self.does(seen(shop, StopFacts { delivered: Some(time(at)), ..StopFacts::default() }))
    }

    pub fn failed(self, shop: &str, at: &str) -> Self {
        let failed = Some((time(at), FailReason::Closed));
        self.does(seen(shop, StopFacts { failed, ..StopFacts::default() }))
    }

    pub fn put_off(self, shop: &str) -> Self {
        let put_off_to = Some(date().plus(1));
        self.does(seen(shop, StopFacts { put_off_to, ..StopFacts::default() }))
    }

    pub fn hold(self, id: &str, span: &str, area: Area) -> Self {
        let span = window(span);
        self.does(Command::PutHolds(vec![Hold {
            source: "十堰气象台".into(),
            ..Hold::put(
                id.into(),
                Signal { kind: Hazard::Rainstorm, colour: Colour::Orange },
                vec![area],
                (Timestamp::of(date(), span.opens()), Timestamp::of(date(), span.closes())),
            )
        }]))
    }

    pub fn reassign(&self, route: &str, to: &str) -> Command {
        Command::Reassign { day: date(), route: route.into(), to: to.into(), base: self.revision }
    }

    pub fn move_stops(&self, shops: &[&str], to: &str, at: Option<usize>) -> Command {
        Command::MoveStops { day: date(), stops: codes(shops), to: to.into(), at, base: self.revision }
    }

    pub fn shift(&self, target: ShiftTarget, shift: Shift) -> Command {
        Command::ShiftWindows { day: date(), target, shift, base: self.revision }
    }

    pub fn shift_shops(&self, shops: &[&str], shift: Shift) -> Command {
        self.shift(ShiftTarget::Retailers(codes(shops)), shift)
    }

    pub fn outlook(&self) -> Outlook {
        self.state
            .day(date())
            .map_or_else(|| panic!("no day"), |day| outlook::project(&self.state, day, self.now))
    }

    pub fn find(&self, shop: &str) -> (&Route, &Stop) {
        let day = self.state.day(date()).expect("a day");
        let (route, position) = day.find(&shop.into()).unwrap_or_else(|| panic!("{shop} is lost"));
        (route, &route.stops[position])
    }

    /// One line per route: what was, what will be, and what is wrong with it.
    pub fn shown(&self) -> String {
        let outlook = self.outlook();
        let day = self.state.day(date()).expect("a day");
        let mut text = String::new();
        for (id, route) in &day.routes {
            let projected = &outlook.routes[id];
            let vehicle = route.vehicle.as_ref().map_or("nobody", Plate::as_str);
            let _ = write!(text, "{id} {vehicle} {}:", projected.leaves);
            for (at, (stop, expected)) in route.stops.iter().zip(&projected.stops).enumerate() {
                for call in projected.pickups.iter().filter(|call| call.before == at) {
                    let from = goods_of(&route.pickups[call.nth].from);
                    let _ = write!(text, " fetch {} from {from} {},", call.cartons.0, call.starts);
                }
                let _ = write!(text, " {} {}{},", stop.retailer, expected.arrives, mark(expected.state));
            }
            let _ = writeln!(text, " back {}{}", projected.returns, troubles(projected));
        }
        text
    }

    /// What `command` would do, in one line each.
    pub fn preview(&self, command: &Command) -> String {
        told(&consequences::preview(&self.state, command, self.now).expect("not refused"))
    }
}

pub fn seen(shop: &str, facts: StopFacts) -> Command {
    let what = Happening::AtStop { retailer: shop.into(), facts };
    Command::NoteProgress { day: date(), notes: vec![ProgressNote { route: None, what }] }
}

pub fn goods_of(cargo: &Cargo) -> &str {
    match cargo {
        Cargo::Aboard(plate) => plate.as_str(),
        Cargo::At(Dock::Centre) => "the centre",
        Cargo::At(Dock::Station(code)) => code.as_str(),
    }
}

/// Silent where all is well.
const fn mark(state: StopState) -> &'static str {
    match state {
        StopState::OnTime => "",
        StopState::Delivered => " done",
        StopState::DeliveredLate => " done late",
        StopState::Arrived => " at the door",
        StopState::AtRisk => " at risk",
        StopState::Late => " late",
        StopState::OnHold => " on hold",
        StopState::Failed => " failed",
        StopState::PutOff => " put off",
    }
}

fn troubles(route: &RouteOutlook) -> String {
    let all: Vec<_> = route.breaches.iter().map(breach).collect();
    if all.is_empty() { String::new() } else { format!(" | {}", all.join(", ")) }
}

/// `late J2 5` (minutes begun, or cartons).
fn breach(breach: &Breach) -> String {
    let mut text = breach.kind.name().to_owned();
    if let Some(shop) = &breach.retailer {
        let _ = write!(text, " {shop}");
    }
    let amount = match breach.kind.name() {
        "overload" => breach.kind.amount(),
        _ => Seconds(breach.kind.amount()).minutes_begun(),
    };
    if amount > 0 {
        let _ = write!(text, " {amount}");
    }
    text
}

pub fn told(consequences: &Consequences) -> String {
    let Consequences { routes, moved, retold, new_breaches, mended, unreached: _ } = consequences;
    let mut text = String::new();
    let list = |items: Vec<String>| if items.is_empty() { "none".to_owned() } else { items.join(", ") };
    let _ = writeln!(text, "routes: {}", list(routes.iter().map(ToString::to_string).collect()));
    let moves = moved.iter().map(|moved| {
        let before = moved.before.map_or_else(|| "-".to_owned(), |before| before.to_string());
        format!("{} {before}>{} {}", moved.retailer, moved.after, moved.route)
    });
    let _ = writeln!(text, "moved: {}", list(moves.collect()));
    let _ = writeln!(text, "retold: {}", list(retold.iter().map(ToString::to_string).collect()));
    let _ = writeln!(text, "new: {}", list(new_breaches.iter().map(breach).collect()));
    let _ = writeln!(text, "mended: {}", list(mended.iter().map(breach).collect()));
    text
}

/// A link that is down, with nothing more said of it.
pub fn link_down(kind: Kind, by: &str, at: Timestamp) -> IncidentReport {
    IncidentReport {
        kind,
        link: None,
        what: "".into(),
        down: true,
        casualties: Casualties::default(),
        level: None,
        expected: None,
        day: None,
        routes: Vec::new(),
        by: by.into(),
        at,
    }
}
