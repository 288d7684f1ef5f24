//! One of each: every kind of operation, and a stop for everything a stop can say. For the tests that hold
//! bytes and tables against them. What each version brought stands apart.

use crate::domain::day::{
    Cargo, Cause, Dock, FailReason, Lock, Pickup, PlanDigest, Priority, Progress, Remedy, Route, Stop, Told,
};
use crate::domain::ids::{Plate, RetailerCode};
use crate::domain::incident::{Breakdown, Fault};
use crate::domain::network::{
    Centre, Crew, Department, Name, Retailer, TransferStation, Vehicle, VehicleStatus,
};
use crate::domain::operation::{Change, Facts, Mark, Operation, PlanReason};
use crate::domain::place::{Area, Matrix, Place};
use crate::domain::prices::{Item, Prices};
use crate::domain::settings::Settings;
use crate::domain::time::{ServiceDay, TimeOfDay, Timestamp, Window};
use crate::domain::units::{Cartons, Fen, Metres, Seconds};
use crate::domain::weather::{Colour, Hazard, Hold, Response, Signal};
use std::sync::Arc;

mod version_3;
mod version_4;
mod version_5;
mod version_6;

pub use version_3::of_version_3;
pub use version_4::of_version_4;
pub use version_5::of_version_5;
pub use version_6::of_version_6;

pub fn day() -> ServiceDay {
    ServiceDay::parse("2026-11-23").unwrap_or(ServiceDay(chrono::NaiveDate::MIN))
}

fn noon() -> Timestamp {
    Timestamp::of(day(), TimeOfDay::hm(12, 0))
}

fn place(lat: f64, lon: f64) -> Place {
    Place::from_degrees(lat, lon).unwrap_or_else(|| unreachable!("samples are on the earth"))
}

fn window(text: &str) -> Window {
    Window::parse(text).unwrap_or_else(|| unreachable!("samples are windows"))
}

fn added<T>(value: T) -> Change<T> {
    Change { before: None, after: Some(value) }
}

fn waiting(code: &str) -> Stop {
    Stop {
        retailer: RetailerCode::new(code),
        cartons: Cartons(24),
        value: Fen(481_200),
        window: window("09:00-11:30"),
        promised: window("09:00-11:30"),
        planned: TimeOfDay::hm(9, 40),
        service: Seconds(150),
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
    }
}

fn told() -> Told {
    Told::new(noon(), "赵".into(), TimeOfDay::hm(13, 5), window("12:00-14:00"))
}

/// A stop for each value of each thing a stop could say in version 1.
pub fn stops() -> Vec<Stop> {
    let aboard = || Cargo::Aboard(Plate::new("鄂C·12345"));
    let at = TimeOfDay::hm(25, 1);
    let mut stops = vec![
        waiting("0001"),
        Stop { promised: window("08:00-10:00"), ..waiting("0002") },
        Stop { cargo: Cargo::At(Dock::Station("T1".into())), ..waiting("0003") },
        Stop { cargo: aboard(), told: Some(told()), ..waiting("0004") },
        Stop { progress: Progress::Arrived { at }, cargo: aboard(), ..waiting("0005") },
        Stop { progress: Progress::Delivered { arrived: None, at }, ..waiting("0006") },
        Stop { progress: Progress::Delivered { arrived: Some(at), at }, ..waiting("0007") },
        Stop { progress: Progress::PutOff { to: day().plus(1) }, ..waiting("0008") },
        Stop { value: Fen(-1), cartons: Cartons(u32::MAX), service: Seconds(0), ..waiting("0009") },
    ];
    let reasons = [
        FailReason::Closed,
        FailReason::Refused,
        FailReason::NoPayment,
        FailReason::Damaged,
        FailReason::Unreachable,
        FailReason::Other("门前修路 \"x\"".into()),
    ];
    for reason in reasons {
        let code = format!("1{:03}", stops.len());
        stops.push(Stop { progress: Progress::Failed { at, reason }, ..waiting(&code) });
    }
    let causes = [
        Cause::Breakdown(None),
        Cause::Breakdown(Some("B-1".into())),
        Cause::Weather(None),
        Cause::Weather(Some("H-1".into())),
        Cause::Accident,
        Cause::Traffic,
        Cause::Ordering,
        Cause::Settlement,
        Cause::Sorting,
        Cause::RetailerAbsent,
        Cause::Other("早高峰".into()),
    ];
    for cause in causes {
        let code = format!("2{:03}", stops.len());
        stops.push(Stop { cause: Some(cause), ..waiting(&code) });
    }
    let remedies = [
        Remedy::Reassigned,
        Remedy::Moved,
        Remedy::WindowShifted,
        Remedy::SpareTakesOver,
        Remedy::NeighboursShare,
        Remedy::WaitedForRepair,
        Remedy::PutOff,
    ];
    for remedy in remedies {
        let code = format!("3{:03}", stops.len());
        stops.push(Stop { remedy: Some(remedy), ..waiting(&code) });
    }
    stops
}

pub fn route() -> Route {
    Route {
        id: "X07".into(),
        department: "D1".into(),
        vehicle: Some("鄂C·12345".into()),
        crew: Some("C1".into()),
        dock: Dock::Station("T1".into()),
        departs: TimeOfDay::hm(7, 30),
        departed: Some(TimeOfDay::hm(7, 42)),
        stops: stops(),
        pickups: Vec::new(),
        imported: Some(PlanDigest(u64::MAX - 1)),
    }
}

/// As entries of version 1 are read, whatever the defaults are today.
fn settings() -> Settings {
    let column = [("客户".into(), "retailer".into())].into_iter().collect();
    let prices = [50, 3_000, 15_000, 50, 150, 150, 50, 5, 2_000, 50, 5_000, 200, 300, 50, 1_000];
    Settings {
        shift_ends: TimeOfDay::hm(19, 0),
        retailers_close: TimeOfDay::hm(18, 0),
        prices: priced(prices),
        transfer_set_up: Seconds(600),
        transfer_per_hundred_cartons: Seconds(60),
        freeze_within: Seconds(0),
        driving_limit: Seconds(36_000),
        columns: [("fp".into(), column)].into_iter().collect(),
        sample_clock: Some(noon()),
        ..Settings::default()
    }
}

/// In the order of [`Item::ALL`].
fn priced(fen: [i64; Item::COUNT]) -> Prices {
    let each = Item::ALL.into_iter().zip(fen);
    each.fold(Prices::default(), |prices, (item, fen)| prices.with(item, Fen(fen)))
}

fn holds() -> Vec<Change<Hold>> {
    let areas = [
        Area::Districts(vec!["4203".into()]),
        Area::Polygon(vec![place(32.0, 110.0), place(32.0, 111.0), place(33.0, 110.5)]),
        Area::Circle { centre: place(-32.5, -110.5), radius: Metres(2_500) },
        Area::Routes(vec!["X07".into(), "X08".into()]),
    ];
    let hold = |(n, area): (usize, Area)| Hold {
        source: "十堰市气象台".into(),
        released: (n == 2).then(noon),
        response: Response::Suspend,
        ..Hold::put(
            format!("H-{n}").as_str().into(),
            Signal { kind: Hazard::Rainstorm, colour: Colour::Orange },
            vec![area],
            (noon(), Timestamp::of(day(), TimeOfDay::hm(18, 0))),
        )
    };
    areas.into_iter().enumerate().map(hold).map(added).collect()
}

/// Every kind of operation, in an order in which each finds what it expects.
pub fn operations() -> Vec<Operation> {
    [of_version_1(), of_version_2(), of_version_3(), of_version_4(), of_version_5(), of_version_6()].concat()
}

/// What came with version 2, on the day as [`of_version_1`] leaves it.
pub fn of_version_2() -> Vec<Operation> {
    let lock = |code: &str, lock| Stop { lock: Some(lock), ..waiting(code) };
    let broken: Plate = "鄂C·54321".into();
    let stops = vec![
        Stop { cargo: Cargo::Aboard(broken.clone()), ..lock("4001", Lock::Vehicle) },
        Stop { cargo: Cargo::At(Dock::Station("T1".into())), ..lock("4002", Lock::Position) },
        lock("4003", Lock::Time(TimeOfDay::hm(10, 15))),
        Stop { priority: Priority::new(9).unwrap_or_default(), ..waiting("4004") },
    ];
    let pickup = |from, before: &str| Pickup {
        from,
        place: place(32.61, 110.72),
        before: before.into(),
        ready: TimeOfDay::MIDNIGHT,
        loaded: None,
    };
    let calls = Arc::new(Route {
        id: "X09".into(),
        dock: Dock::Centre,
        pickups: vec![
            pickup(Cargo::Aboard(broken.clone()), "4001"),
            Pickup { ready: TimeOfDay::hm(11, 0), ..pickup(Cargo::At(Dock::Station("T1".into())), "4002") },
            Pickup { loaded: Some(TimeOfDay::hm(9, 5)), ..pickup(Cargo::At(Dock::Centre), "4003") },
        ],
        stops,
        ..route()
    });
    let fewer = Arc::new(Route { pickups: calls.pickups[1..].to_vec(), ..(*calls).clone() });
    let none = Arc::new(Route { pickups: Vec::new(), ..(*calls).clone() });
    let breakdown = Breakdown {
        id: "B261123-1".into(),
        plate: broken,
        at: noon(),
        place: None,
        fault: Fault::DriverAbsent,
        estimate: None,
        repaired: Some(noon()),
    };
    let dearer = Settings {
        retailers_close: TimeOfDay::hm(17, 30),
        prices: priced([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, Prices::MOST.0, 1_000]),
        transfer_set_up: Seconds(1),
        transfer_per_hundred_cartons: Seconds(2),
        freeze_within: Seconds(3),
        driving_limit: Seconds(4),
        ..Settings::default()
    };
    let routes = |reason, before: Option<&Arc<Route>>, after: &Arc<Route>| Operation::RoutesChanged {
        day: day(),
        reason,
        routes: vec![Change { before: before.cloned(), after: Some(Arc::clone(after)) }],
    };
    vec![
        Operation::SettingsChanged(Box::new(Change { before: Some(settings()), after: Some(dearer) })),
        Operation::BreakdownsChanged(vec![added(breakdown)]),
        routes(PlanReason::Disruption, None, &calls),
        routes(PlanReason::Loading, Some(&calls), &fewer),
        routes(PlanReason::Recovery, Some(&fewer), &calls),
        routes(PlanReason::PutOff, Some(&calls), &none),
        routes(PlanReason::Lock, Some(&none), &calls),
    ]
}

fn name_of(text: &str) -> Name {
    Name::with_english(text, "In English")
}

/// What version 1 knew, in an order in which each finds what it expects.
pub fn of_version_1() -> Vec<Operation> {
    let name = name_of;
    let retailer = Arc::new(Retailer {
        code: "000000000001".into(),
        name: Name::new("老王烟酒店"),
        licence: "420302100001".into(),
        address: "人民北路 1 号".into(),
        place: place(32.65, 110.78),
        district: "420302".into(),
        department: "D1".into(),
        manager: "孙".into(),
        phone: "".into(),
    });
    let moved = Arc::new(Retailer { phone: "13900000000".into(), ..(*retailer).clone() });
    let vehicle = Vehicle {
        plate: "鄂C·12345".into(),
        capacity: Cartons(700),
        status: VehicleStatus::Available,
        spare: true,
        crew: None,
    };
    let broken = Vehicle { status: VehicleStatus::BrokenDown, crew: Some("C1".into()), ..vehicle.clone() };
    let repaired = Vehicle { status: VehicleStatus::InWorkshop, spare: false, ..broken.clone() };
    let matrix = Matrix::new(
        vec!["CENTRE".into(), "000000000001".into()],
        vec![0, 300, Matrix::UNKNOWN, 0],
        vec![0, 4_000, 70_000, 0],
    )
    .map(Arc::new);
    let route = Arc::new(route());
    let bare = Arc::new(Route {
        id: "X08".into(),
        vehicle: None,
        crew: None,
        dock: Dock::Centre,
        departed: None,
        imported: None,
        stops: vec![],
        ..(*route).clone()
    });
    let fewer = Arc::new(Route { stops: route.stops[1..4].to_vec(), ..(*route).clone() });
    let seen = Facts {
        cargo: Cargo::Aboard("鄂C·12345".into()),
        progress: Progress::Failed { at: TimeOfDay::hm(10, 0), reason: FailReason::Closed },
        told: Some(told()),
        cause: Some(Cause::Traffic),
        inferred: false,
    };
    let mark =
        Mark { retailer: fewer.stops[0].retailer.clone(), before: Facts::of(&fewer.stops[0]), after: seen };
    let breakdown = Breakdown {
        id: "B-1".into(),
        plate: "鄂C·12345".into(),
        at: noon(),
        place: Some(place(32.6, 110.7)),
        fault: Fault::Clutch,
        estimate: Some(Seconds(7_200)),
        repaired: None,
    };
    let routes = |reason, routes| Operation::RoutesChanged { day: day(), reason, routes };
    vec![
        Operation::CentreChanged(added(Arc::new(Centre {
            name: name("配送中心"),
            place: place(32.6, 110.8),
        }))),
        Operation::StationsChanged(vec![added(TransferStation {
            code: "T1".into(),
            name: name("房县中转站"),
            place: place(32.06, 110.74),
        })]),
        Operation::DepartmentsChanged(vec![added(Department {
            code: "D1".into(),
            name: name("城区营销部"),
            phone: "0719-1".into(),
        })]),
        Operation::CrewsChanged(vec![added(Crew {
            id: "C1".into(),
            driver: "钱".into(),
            delivery_man: "周".into(),
            phone: "1".into(),
        })]),
        Operation::RetailersChanged(vec![
            added(Arc::clone(&retailer)),
            Change { before: Some(retailer), after: Some(moved) },
        ]),
        Operation::VehiclesChanged(vec![
            added(vehicle.clone()),
            Change { before: Some(vehicle), after: Some(broken.clone()) },
            Change { before: Some(broken), after: Some(repaired) },
        ]),
        Operation::TravelTimesChanged(Change { before: None, after: matrix }),
        Operation::SettingsChanged(Box::new(Change { before: None, after: Some(settings()) })),
        Operation::HoldsChanged(holds()),
        Operation::BreakdownsChanged(vec![added(breakdown)]),
        routes(PlanReason::Import, vec![added(Arc::clone(&route)), added(Arc::clone(&bare))]),
        routes(PlanReason::Move, vec![Change { before: Some(route), after: Some(fewer) }]),
        routes(PlanReason::Reassign, vec![Change { before: Some(bare), after: None }]),
        routes(PlanReason::Shift, vec![]),
        Operation::ProgressNoted {
            day: day(),
            route: "X07".into(),
            departed: (Some(TimeOfDay::hm(7, 42)), None),
            marks: vec![mark],
        },
    ]
}
