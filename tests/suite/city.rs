//! A small city for tests: four vehicles, three routes, twelve retailers, one day.

use mainstay::domain::command::{
    BreakdownReport, Command, Happening, PlannedRoute, PlannedStop, ProgressNote, Shift, ShiftTarget,
    StopFacts,
};
use mainstay::domain::day::{Dock, Priority};
use mainstay::domain::ids::{Author, Plate, RetailerCode, Revision, RouteId};
use mainstay::domain::incident::Fault;
use mainstay::domain::network::{
    Centre, Crew, Department, Name, Retailer, TransferStation, Vehicle, VehicleStatus,
};
use mainstay::domain::place::Place;
use mainstay::domain::time::{ServiceDay, TimeOfDay, Timestamp, Window};
use mainstay::domain::units::{Cartons, Fen, Seconds};
use mainstay::domain::watch::Unwatched;
use mainstay::session::Session;

pub fn day() -> ServiceDay {
    ServiceDay::parse("2026-11-23").unwrap()
}

pub fn at(time: &str) -> Timestamp {
    Timestamp::of(day(), TimeOfDay::parse(time).unwrap())
}

pub fn dispatcher() -> Author {
    Author::new("Wang")
}

pub fn place(n: i32) -> Place {
    Place::from_e7(326_000_000 + n * 40_000, 1_107_800_000 + n % 5 * 70_000).unwrap()
}

pub fn retailers() -> Vec<Retailer> {
    (0..12)
        .map(|n| Retailer {
            code: RetailerCode::new(format!("4203{n:08}")),
            name: Name::with_english(format!("第{n}商店"), format!("Shop {n}")),
            licence: format!("L{n}").into(),
            address: "".into(),
            place: place(n),
            district: "420302".into(),
            department: "D1".into(),
            manager: "".into(),
            phone: "13800000000".into(),
        })
        .collect()
}

pub fn vehicles() -> Vec<Vehicle> {
    (0..4)
        .map(|n| Vehicle {
            plate: plate(n),
            capacity: Cartons(300),
            status: VehicleStatus::Available,
            spare: n == 3,
            crew: Some("C1".into()),
        })
        .collect()
}

pub fn plate(n: u32) -> Plate {
    Plate::new(format!("鄂C·1000{n}"))
}

pub fn route(n: u32) -> RouteId {
    RouteId::new(format!("R{n}"))
}

/// Three routes of four stops each.
pub fn plan(day: ServiceDay) -> Command {
    let window = Window::parse("08:00-12:00").unwrap();
    let stops = |n: usize| {
        let stop = |retailer: &Retailer| PlannedStop {
            retailer: retailer.code.clone(),
            cartons: Cartons(20),
            value: Fen(123_400),
            window,
            planned: None,
            service: Some(Seconds(300)),
            priority: Priority::default(),
        };
        retailers()[n * 4..n * 4 + 4].iter().map(stop).collect()
    };
    let routes = (0..3)
        .map(|n| PlannedRoute {
            id: route(n),
            department: "D1".into(),
            vehicle: Some(plate(n)),
            crew: None,
            dock: if n == 2 { Dock::Station("T1".into()) } else { Dock::Centre },
            departs: TimeOfDay::hm(7, 30),
            stops: stops(n as usize),
        })
        .collect();
    Command::PlanDay { day, routes }
}

pub fn reference() -> Vec<Command> {
    let name = |text: &str| Name::new(text);
    vec![
        Command::PutCentre(Centre { name: name("配送中心"), place: place(0) }),
        Command::PutStations(vec![TransferStation {
            code: "T1".into(),
            name: name("中转站"),
            place: place(9),
        }]),
        Command::PutDepartments(vec![Department {
            code: "D1".into(),
            name: name("营销部"),
            phone: "".into(),
        }]),
        Command::PutCrews(vec![Crew {
            id: "C1".into(),
            driver: "李".into(),
            delivery_man: "".into(),
            phone: "".into(),
        }]),
        Command::PutVehicles(vehicles()),
        Command::PutRetailers(retailers()),
    ]
}

pub fn lay(session: &mut Session) {
    let commands = reference().into_iter().chain([plan(day())]);
    session.submit_all(commands, &dispatcher(), at("06:00"), &mut Unwatched).unwrap();
}

pub fn shift(route: &str, minutes: i32) -> Command {
    Command::ShiftWindows {
        day: day(),
        target: ShiftTarget::Routes(vec![route.into()]),
        shift: Shift::By(minutes),
        base: Revision(u64::MAX),
    }
}

pub fn reassign(n: u32, to: u32) -> Command {
    Command::Reassign { day: day(), route: route(n), to: plate(to), base: Revision(u64::MAX) }
}

/// The clutch, where it was seen last.
pub fn breaks_down(n: u32, time: &str) -> Command {
    let (place, estimate) = (None, None);
    Command::ReportBreakdown(BreakdownReport {
        plate: plate(n),
        at: at(time),
        place,
        fault: Fault::Clutch,
        estimate,
    })
}

pub fn delivered(retailer: usize, time: &str) -> Command {
    let code = retailers()[retailer].code.clone();
    let facts = StopFacts { delivered: TimeOfDay::parse(time), ..StopFacts::default() };
    let what = Happening::AtStop { retailer: code, facts };
    Command::NoteProgress { day: day(), notes: vec![ProgressNote { route: None, what }] }
}
