//! A plan that is written down and read again is the same plan, in every encoding and column order.

use crate::fixtures::Bytes;
use mainstay::domain::command::{Command, PlannedRoute, PlannedStop};
use mainstay::domain::day::{Dock, Priority};
use mainstay::domain::ids::{DepartmentCode, DistrictCode, Plate, RetailerCode, RouteId};
use mainstay::domain::network::{Centre, Department, Name, Retailer, Vehicle, VehicleStatus};
use mainstay::domain::place::Place;
use mainstay::domain::time::{ServiceDay, TimeOfDay, Timestamp, Window};
use mainstay::domain::units::{Cartons, Fen, Seconds};
use mainstay::domain::watch::Unwatched;
use mainstay::domain::{Operation, State, weigh};
use mainstay::exchange::intake::{ReadOptions, read_file};
use proptest::prelude::*;
use smol_str::SmolStr;
use std::collections::BTreeMap;

const DEPARTMENT: &str = "城区营销部";

fn apply(state: &mut State, command: Command) -> Vec<Operation> {
    let operations = weigh(state, command).expect("allowed");
    for operation in &operations {
        state.apply(mainstay::domain::ids::Revision(1), operation);
    }
    operations
}

/// The network the plans are about.
fn a_network(retailers: usize, vehicles: usize) -> State {
    let place = Place::from_degrees(32.6, 110.8).expect("on the earth");
    let department = DepartmentCode::from(DEPARTMENT);
    let retailer = |n: usize| Retailer {
        code: code(n),
        name: Name::new(format!("店{n}")),
        licence: SmolStr::default(),
        address: SmolStr::default(),
        place,
        district: DistrictCode::from(""),
        department: department.clone(),
        manager: SmolStr::default(),
        phone: SmolStr::default(),
    };
    let vehicle = |n: usize| Vehicle {
        plate: plate(n),
        capacity: Cartons(5000),
        status: VehicleStatus::Available,
        spare: false,
        crew: None,
    };
    let mut state = State::default();
    let named =
        Department { code: department.clone(), name: Name::new(DEPARTMENT), phone: SmolStr::default() };
    apply(&mut state, Command::PutCentre(Centre { name: Name::new("配送中心"), place }));
    apply(&mut state, Command::PutDepartments(vec![named]));
    apply(&mut state, Command::PutRetailers((0..retailers).map(retailer).collect()));
    apply(&mut state, Command::PutVehicles((0..vehicles).map(vehicle).collect()));
    state
}

fn code(n: usize) -> RetailerCode {
    RetailerCode::new(format!("00420{n:04}"))
}

fn plate(n: usize) -> Plate {
    Plate::new(format!("鄂C·{:05}", 10_000 + n))
}

fn a_stop() -> impl Strategy<Value = PlannedStop> {
    let time = || (0_u32..1440).prop_map(|minute| TimeOfDay::hm(0, minute));
    let window = (time(), time()).prop_map(|(a, b)| Window::new(a.min(b), a.max(b)).expect("in order"));
    let service = prop::option::of((1_u32..90).prop_map(Seconds::from_minutes));
    let money = 0_i64..10_000_000;
    let priority = (1_u8..10).prop_map(|weight| Priority::new(weight).expect("1 to 9"));
    (1_u32..5_000, money, window, prop::option::of(time()), service, priority).prop_map(
        |(cartons, value, window, planned, service, priority)| PlannedStop {
            retailer: code(0),
            cartons: Cartons(cartons),
            value: Fen(value),
            window,
            planned,
            service,
            priority,
        },
    )
}

/// Days of routes; each retailer stands at most once on a day.
fn a_plan() -> impl Strategy<Value = BTreeMap<ServiceDay, Vec<PlannedRoute>>> {
    let routes = prop::collection::vec((prop::collection::vec(a_stop(), 1..6), any::<bool>()), 1..4);
    prop::collection::vec((routes, 0_i64..400), 1..4).prop_map(|days| {
        let first = ServiceDay::parse("2026-01-01").expect("a day");
        let of_day = |(routes, offset): (Vec<(Vec<PlannedStop>, bool)>, i64)| {
            let mut shops = 0..;
            let route = |(n, (mut stops, driven)): (usize, (Vec<PlannedStop>, bool))| {
                for (stop, shop) in stops.iter_mut().zip(shops.by_ref()) {
                    stop.retailer = code(shop);
                }
                PlannedRoute {
                    id: RouteId::new(format!("R{n:02}")),
                    department: DepartmentCode::from(DEPARTMENT),
                    vehicle: driven.then(|| plate(n)),
                    crew: None,
                    dock: Dock::Centre,
                    departs: TimeOfDay::hm(7, u32::try_from(n).expect("few")),
                    stops,
                }
            };
            (first.plus(offset), routes.into_iter().enumerate().map(route).collect())
        };
        days.into_iter().map(of_day).collect()
    })
}

const COLUMNS: [&str; 11] = [
    "送货日期",
    "线路编码",
    "顺序",
    "客户编码",
    "条数",
    "金额",
    "时间窗",
    "计划到达",
    "停留时间",
    "优先级",
    "车牌",
];

fn cells(day: ServiceDay, route: &PlannedRoute, at: usize) -> [String; 12] {
    let stop = &route.stops[at];
    [
        day.to_string(),
        route.id.to_string(),
        (at + 1).to_string(),
        stop.retailer.to_string(),
        stop.cartons.0.to_string(),
        format!("{}.{:02}", stop.value.0 / 100, stop.value.0 % 100),
        stop.window.to_string(),
        stop.planned.map_or_else(String::new, |time| time.to_string()),
        stop.service.map_or_else(String::new, |span| (span.0 / 60).to_string()),
        match stop.priority.weight() {
            1 => String::new(),
            weight => weight.to_string(),
        },
        route.vehicle.as_ref().map_or_else(String::new, ToString::to_string),
        route.departs.to_string(),
    ]
}

/// The plan as a file, its columns in that order and its rows backwards.
fn written(plan: &BTreeMap<ServiceDay, Vec<PlannedRoute>>, order: &[usize]) -> String {
    let header: Vec<&str> = COLUMNS.into_iter().chain(["出发时间"]).collect();
    let pick = |cells: &[String]| order.iter().map(|at| cells[*at].clone()).collect::<Vec<_>>().join(",");
    let mut rows = Vec::new();
    for (day, routes) in plan {
        for route in routes {
            rows.extend((0..route.stops.len()).map(|at| pick(&cells(*day, route, at))));
        }
    }
    rows.push(order.iter().map(|at| header[*at]).collect::<Vec<_>>().join(","));
    rows.reverse();
    rows.join("\r\n")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_what_is_read_and_is_known_the_second_time(
        plan in a_plan(),
        order in Just((0..12_usize).collect::<Vec<_>>()).prop_shuffle(),
        encoding in 0..4_usize,
    ) {
        let text = written(&plan, &order);
        let bytes = match encoding {
            0 => text.clone().into_bytes(),
            1 => text.gb18030(),
            2 => text.utf16_le(true),
            _ => text.utf16_be(false),
        };
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("plan.csv");
        std::fs::write(&path, bytes).expect("written");
        let mut state = a_network(20, 4);
        let now = Timestamp::parse("2026-01-01T06:00").expect("a moment");
        let read = |state: &State| {
            read_file(&path, &ReadOptions::default(), state, now, &mut Unwatched).expect("readable")
        };

        let reading = read(&state);
        prop_assert_eq!(&reading.complaints.listed, &[]);
        let told: BTreeMap<_, _> = reading.commands.into_iter().map(|command| match command {
            Command::PlanDay { day, routes } => (day, routes),
            other => panic!("only plans were written: {other:?}"),
        }).collect();
        prop_assert_eq!(&told, &plan);

        for (day, routes) in told {
            apply(&mut state, Command::PlanDay { day, routes });
        }
        let again = read(&state);
        prop_assert_eq!(again.commands, vec![]);
        prop_assert_eq!((again.accepted, again.unchanged), (0, reading.rows));
    }
}
