//! How long it takes to compose who is told what, where a hold moves all 4,000 arrivals of a city's day. The aim is
//! 20 ms, the projections before and after taken in.

use criterion::{Criterion, criterion_group, criterion_main};
use mainstay::domain::command::{Command, PlannedRoute, PlannedStop};
use mainstay::domain::day::{Dock, Priority};
use mainstay::domain::ids::Revision;
use mainstay::domain::network::{Centre, Department, Name, Retailer, Vehicle, VehicleStatus};
use mainstay::domain::news::Heard;
use mainstay::domain::place::{Area, Place};
use mainstay::domain::state::State;
use mainstay::domain::time::{ServiceDay, TimeOfDay, Timestamp, Window};
use mainstay::domain::units::{Cartons, Fen, Seconds};
use mainstay::domain::weather::{Colour, Hazard, Hold, Signal};
use mainstay::domain::weigh;
use mainstay::notify::compose::{Occasion, compose};
use std::hint::black_box;

const ROUTES: usize = 40;
const STOPS: usize = 100;

fn day() -> ServiceDay {
    ServiceDay::parse("2026-11-23").expect("a day")
}

fn at(hour: u32, minute: u32) -> Timestamp {
    Timestamp::of(day(), TimeOfDay::hm(hour, minute))
}

fn does(state: &mut State, command: Command) {
    for operation in weigh(state, command).expect("not refused") {
        state.apply(Revision(1), &operation);
    }
}

fn place(n: usize) -> Place {
    let step = |n: usize| f64::from(u32::try_from(n).expect("small")) / 2_000.0;
    Place::from_degrees(32.5 + step(n % STOPS), 110.7 + step(n / STOPS)).expect("on the earth")
}

/// Ten departments, ten account managers each, forty routes of a hundred stops.
fn a_city() -> State {
    let mut state = State::default();
    let department = |n: usize| format!("D{n}");
    let code = |n: usize| format!("4203{n:08}");
    does(&mut state, Command::PutCentre(Centre { name: Name::new("配送中心"), place: place(0) }));
    let departments = (0..10).map(|n| Department {
        code: department(n).as_str().into(),
        name: Name::new(format!("营销部{n}")),
        phone: "0719-8880000".into(),
    });
    does(&mut state, Command::PutDepartments(departments.collect()));
    let retailers = (0..ROUTES * STOPS).map(|n| Retailer {
        code: code(n).as_str().into(),
        name: Name::new(format!("第{n}商店")),
        licence: "".into(),
        address: "".into(),
        place: place(n),
        district: "420302".into(),
        department: department(n / STOPS % 10).as_str().into(),
        manager: format!("经理{}", n % 100).into(),
        phone: "13800000000".into(),
    });
    does(&mut state, Command::PutRetailers(retailers.collect()));
    let vehicles = (0..ROUTES).map(|n| Vehicle {
        plate: format!("鄂C·{n:05}").as_str().into(),
        capacity: Cartons(5_500),
        status: VehicleStatus::Available,
        spare: false,
        crew: None,
    });
    does(&mut state, Command::PutVehicles(vehicles.collect()));
    let window = Window::parse("08:00-18:00").expect("a window");
    let stop = |n: usize| PlannedStop {
        retailer: code(n).as_str().into(),
        cartons: Cartons(40),
        value: Fen(0),
        window,
        planned: None,
        service: Some(Seconds(100)),
        priority: Priority::default(),
    };
    let routes = (0..ROUTES).map(|route| PlannedRoute {
        id: format!("R{route:02}").as_str().into(),
        department: department(route % 10).as_str().into(),
        vehicle: Some(format!("鄂C·{route:05}").as_str().into()),
        crew: None,
        dock: Dock::Centre,
        departs: TimeOfDay::hm(7, 30),
        stops: (route * STOPS..(route + 1) * STOPS).map(stop).collect(),
    });
    does(&mut state, Command::PlanDay { day: day(), routes: routes.collect() });
    state
}

fn notices(c: &mut Criterion) {
    let before = a_city();
    let mut after = before.clone();
    let hold = Hold::put(
        "W1".into(),
        Signal { kind: Hazard::Rainstorm, colour: Colour::Red },
        vec![Area::Districts(vec!["420302".into()])],
        (at(7, 0), at(10, 0)),
    );
    does(&mut after, Command::PutHolds(vec![hold]));
    let occasion = Occasion { desk: "d", change: Revision(7), at: at(7, 0), by: "Wang" };
    let composed = || compose((&before, &after), day(), Heard::new(), Vec::new(), &occasion);
    let found = composed();
    assert_eq!(found.announced.len(), ROUTES * STOPS, "every arrival moves");
    c.bench_function("notices_of_4000_arrivals", |b| b.iter(|| black_box(composed())));
}

criterion_group!(benches, notices);
criterion_main!(benches);
