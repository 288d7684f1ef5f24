//! A made-up day of any size, half way through its morning: for the bench and for tests that need crowds.

use mainstay::desk::snapshot::Snapshot;
use mainstay::domain::day::{Cargo, Day, Dock, FailReason, Priority, Progress, Route, Stop};
use mainstay::domain::ids::{CrewId, DepartmentCode, HoldId, Plate, RetailerCode, Revision, RouteId};
use mainstay::domain::network::{Centre, Crew, Department, Name, Retailer, Vehicle, VehicleStatus};
use mainstay::domain::outlook;
use mainstay::domain::place::{Area, Place};
use mainstay::domain::state::State;
use mainstay::domain::time::{ServiceDay, TimeOfDay, Timestamp, Window};
use mainstay::domain::units::{Cartons, Fen, Seconds};
use mainstay::domain::weather::{Colour, Hazard, Hold, Signal};
use std::sync::Arc;

const DEPARTMENTS: [(&str, &str); 5] = [
    ("城东营销部", "East department"),
    ("城西营销部", "West department"),
    ("江南营销部", "Riverside department"),
    ("北山县营销部", "Beishan department"),
    ("开发区营销部", "New district department"),
];
const SURNAMES: [&str; 8] = ["张伟", "李强", "刘洋", "陈静", "杨帆", "赵磊", "黄敏", "周杰"];
const SHOPS: [(&str, &str); 6] = [
    ("晨光商店", "Morning Light Store"),
    ("喜来烟酒店", "Xilai Wine"),
    ("家家乐超市", "Jiajiale Market"),
    ("老街副食", "Old Street Grocery"),
    ("平价便利店", "Fair Price Store"),
    ("桥头商行", "Bridge Trading"),
];

fn date() -> ServiceDay {
    ServiceDay::parse("2026-11-23").expect("a date")
}

/// The day at 10:20.
pub fn big_day(routes: usize, stops: usize) -> Snapshot {
    let state = big_state(routes, stops);
    let now = Timestamp::of(date(), TimeOfDay::hm(10, 20));
    let day = state.day(date()).cloned().expect("planned");
    Snapshot {
        outlook: Arc::new(outlook::project(&state, &day, now)),
        days: [date()].into(),
        state,
        revision: Revision(3),
        now,
        date: date(),
        undoable: None,
        last: None,
    }
}

pub fn big_state(routes: usize, stops: usize) -> State {
    let mut state = State::default();
    let network = &mut state.network;
    let centre =
        Centre { name: Name::with_english("示范配送中心", "Model centre"), place: place(0, 0) };
    network.centre = Some(Arc::new(centre));
    let departments = DEPARTMENTS.iter().enumerate().map(|(n, (local, english))| {
        let code = DepartmentCode::new(format!("D{n}"));
        let name = Name::with_english(local, english);
        (code.clone(), Department { code, name, phone: String::new().into() })
    });
    network.departments = Arc::new(departments.collect());
    let crews = (0..routes).map(|n| {
        let id = CrewId::new(format!("B{n:03}"));
        let driver = SURNAMES[n % SURNAMES.len()];
        (id.clone(), Crew { id, driver: driver.into(), delivery_man: "周勇".into(), phone: "".into() })
    });
    network.crews = Arc::new(crews.collect());
    // Some vehicles are small for their load, three are spare.
    let vehicles = (0..routes + 3).map(|n| {
        let capacity = stops * if n % 17 == 5 { 24 } else { 32 };
        let capacity = Cartons(u32::try_from(capacity).expect("small"));
        let status = if n == routes + 2 { VehicleStatus::InWorkshop } else { VehicleStatus::Available };
        let crew = (n < routes).then(|| CrewId::new(format!("B{n:03}")));
        (plate(n), Vehicle { plate: plate(n), capacity, status, spare: n >= routes, crew })
    });
    network.vehicles = Arc::new(vehicles.collect());
    let mut retailers = Vec::with_capacity(routes * stops);
    let mut day = Day::empty(date());
    for n in 0..routes {
        let route = route(n, stops);
        for (k, stop) in route.stops.iter().enumerate() {
            let (local, english) = SHOPS[(n + k) % SHOPS.len()];
            let shop = Retailer {
                code: stop.retailer.clone(),
                name: Name::with_english(format!("{local}{}", k + 1), format!("{english} {}", k + 1)),
                licence: "".into(),
                address: format!("人民路{}号", n * 3 + k).into(),
                place: place(n, k),
                district: format!("4203{:02}", n % 9).as_str().into(),
                department: route.department.clone(),
                manager: "王芳".into(),
                phone: "13900000000".into(),
            };
            retailers.push((shop.code.clone(), Arc::new(shop)));
        }
        day.changed.insert(route.id.clone(), Revision(2));
        day.routes.insert(route.id.clone(), Arc::new(route));
    }
    network.retailers = Arc::new(retailers.into_iter().collect());
    state.days.insert(date(), Arc::new(day));
    let hold = Hold {
        source: "示范气象台".into(),
        ..Hold::put(
            HoldId::new("H1"),
            Signal { kind: Hazard::Fog, colour: Colour::Yellow },
            vec![Area::Routes((0..routes).filter(|n| n % 11 == 3).map(route_id).collect())],
            (Timestamp::of(date(), TimeOfDay::hm(13, 0)), Timestamp::of(date(), TimeOfDay::hm(14, 30))),
        )
    };
    state.holds = Arc::new([(hold.id.clone(), hold)].into());
    state
}

pub fn route_id(n: usize) -> RouteId {
    RouteId::new(format!("R{:03}", n + 1))
}

fn plate(n: usize) -> Plate {
    Plate::new(format!("鄂C·{:05}", 10_000 + n * 37))
}

/// Routes lie as a fan around the centre, their stops a few hundred metres apart.
fn place(route: usize, stop: usize) -> Place {
    #[expect(clippy::cast_precision_loss, reason = "small numbers")]
    let (angle, reach) = (route as f64 * 0.61, 0.02 + stop as f64 * 0.0016);
    Place::from_degrees(32.6 + reach * angle.sin(), 110.8 + reach * angle.cos()).expect("on the earth")
}

fn route(n: usize, count: usize) -> Route {
    let departs = TimeOfDay::hm(7, 30).plus_minutes(i32::try_from(n % 5).expect("small") * 12);
    let now = TimeOfDay::hm(10, 20);
    let pace = Seconds(u32::try_from(9 * 3600 / count.max(1)).expect("small").min(420));
    let unmanned = n % 29 == 13;
    let departed = (!unmanned && n % 13 != 6).then(|| departs.plus_minutes(3));
    // Some rounds run late from the start.
    let lag = [0, 0, 6, 0, 14, 0, 0, 38][n % 8];
    let mut planned = departs.plus_minutes(10);
    let stops = (0..count).map(|k| {
        planned = planned.plus(pace);
        let came = planned.plus_minutes(lag);
        let opens = planned.plus_minutes(-40);
        let window = Window::new(opens, planned.plus_minutes(30)).expect("in order");
        let happened = departed.is_some() && came.plus_minutes(2) < now;
        let progress = match (happened, k % 41) {
            (true, 17) => Progress::Failed { at: came, reason: FailReason::Closed },
            (true, _) => Progress::Delivered { arrived: Some(came), at: came.plus_minutes(1) },
            (false, 39) => Progress::PutOff { to: date().plus(1) },
            (false, _) => Progress::Waiting,
        };
        Stop {
            retailer: RetailerCode::new(format!("42{n:04}{k:04}")),
            cartons: Cartons(18 + u32::try_from((n * 7 + k * 5) % 17).expect("small")),
            value: Fen(380_000),
            window,
            promised: window,
            planned,
            service: Seconds(100),
            priority: Priority::default(),
            cargo: if departed.is_some() { Cargo::Aboard(plate(n)) } else { Cargo::At(Dock::Centre) },
            progress,
            told: None,
            cause: None,
            remedy: None,
            lock: None,
            meets: None,
            carried: None,
            inferred: false,
        }
    });
    let stops = stops.collect();
    Route {
        id: route_id(n),
        department: format!("D{}", n % DEPARTMENTS.len()).as_str().into(),
        vehicle: (!unmanned).then(|| plate(n)),
        crew: Some(CrewId::new(format!("B{n:03}"))),
        dock: Dock::Centre,
        departs,
        departed,
        stops,
        pickups: Vec::new(),
        imported: None,
    }
}
