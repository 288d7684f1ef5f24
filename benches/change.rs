//! What keeping costs: one change to durable beside a bare SQLite transaction that writes the same bytes,
//! reading a day, and planning a year at once.

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use mainstay::domain::command::{Command, PlannedRoute, PlannedStop, Shift, ShiftTarget};
use mainstay::domain::day::{Dock, Priority};
use mainstay::domain::ids::{Author, RetailerCode, Revision, RouteId};
use mainstay::domain::network::{Centre, Department, Name, Retailer};
use mainstay::domain::place::Place;
use mainstay::domain::time::{ServiceDay, TimeOfDay, Timestamp, Window};
use mainstay::domain::units::{Cartons, Fen, Seconds};
use mainstay::domain::watch::Unwatched;
use mainstay::session::Session;
use rusqlite::{Connection, params};
use std::hint::black_box;
use std::path::Path;

const ROUTES: u32 = 40;
const STOPS: u32 = 100;
const DAYS: u32 = 250;

fn first_day() -> ServiceDay {
    ServiceDay::parse("2026-01-05").expect("a date")
}

fn now() -> Timestamp {
    Timestamp::of(first_day(), TimeOfDay::hm(6, 0))
}

fn place(n: u32) -> Place {
    let (row, column) = (n / 64, n % 64);
    Place::from_degrees(32.0 + f64::from(row) / 100.0, 110.0 + f64::from(column) / 100.0)
        .expect("on the earth")
}

fn code(n: u32) -> RetailerCode {
    RetailerCode::new(format!("4203{n:08}"))
}

fn reference() -> Vec<Command> {
    let retailer = |n| Retailer {
        code: code(n),
        name: Name::new(format!("第{n}商店")),
        licence: format!("4203{n:08}").into(),
        address: "人民北路".into(),
        place: place(n),
        district: "420302".into(),
        department: "D1".into(),
        manager: "".into(),
        phone: "13800000000".into(),
    };
    let centre = Centre { name: Name::new("配送中心"), place: place(0) };
    let department = Department { code: "D1".into(), name: Name::new("城区营销部"), phone: "".into() };
    vec![
        Command::PutCentre(centre),
        Command::PutDepartments(vec![department]),
        Command::PutRetailers((0..ROUTES * STOPS).map(retailer).collect()),
    ]
}

fn plan(day: ServiceDay) -> Command {
    let stop = |n: u32| PlannedStop {
        retailer: code(n),
        cartons: Cartons(5 + n % 40),
        value: Fen(i64::from(n % 997) * 1_000),
        window: Window::new(TimeOfDay::hm(8, 0), TimeOfDay::hm(17, 0)).expect("a window"),
        planned: Some(TimeOfDay::from_seconds(8 * 3600 + n % STOPS * 300)),
        service: Some(Seconds(120 + n % 60)),
        priority: Priority::default(),
    };
    let route = |n: u32| PlannedRoute {
        id: RouteId::new(format!("X{n:03}")),
        department: "D1".into(),
        vehicle: None,
        crew: None,
        dock: Dock::Centre,
        departs: TimeOfDay::hm(7, 30),
        stops: (n * STOPS..(n + 1) * STOPS).map(stop).collect(),
    };
    Command::PlanDay { day, routes: (0..ROUTES).map(route).collect() }
}

fn city(path: &Path) -> Session {
    let mut session = Session::open(path).expect("it opens");
    let commands = reference().into_iter().chain([plan(first_day())]);
    session.submit_all(commands, &Author::new("bench"), now(), &mut Unwatched).expect("kept");
    session
}

fn one_change(c: &mut Criterion) {
    let mut group = c.benchmark_group("one change to durable");
    let folder = tempfile::tempdir().expect("a folder");
    let by = Author::new("bench");
    let mut later = true;
    let mut shift = || {
        later = !later;
        Command::ShiftWindows {
            day: first_day(),
            target: ShiftTarget::Routes(vec!["X007".into()]),
            shift: Shift::By(if later { -10 } else { 10 }),
            base: Revision(u64::MAX),
        }
    };
    let path = folder.path().join("mainstay.db");
    let mut session = city(&path);
    group.bench_function("a route's windows through the one door", |b| {
        b.iter(|| session.submit(shift(), &by, now()).expect("kept"));
    });
    let mut last = session.revision().0;
    drop(session);

    // The same rows and as many bytes, written by hand into the same tables.
    let conn = Connection::open(&path).expect("it opens");
    conn.pragma_update(None, "synchronous", "FULL").expect("set");
    let (payload, change): (Vec<u8>, String) = conn
        .query_row(
            "SELECT payload, deed FROM entries JOIN changes ON counter = last ORDER BY counter DESC LIMIT 1",
            [],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .expect("an entry");
    let route: Vec<u8> = conn
        .query_row("SELECT stops FROM routes WHERE route = 'X007' AND day = 20260105", [], |row| row.get(0))
        .expect("a route");
    let mut by_hand = || {
        last += 1;
        let mut stops = route.clone();
        stops[1] = u8::from(last.is_multiple_of(2));
        let run = |sql: &str, values: &[&dyn rusqlite::ToSql]| {
            conn.prepare_cached(sql).and_then(|mut statement| statement.execute(values)).expect("kept");
        };
        run("BEGIN IMMEDIATE", params![]);
        run(
            "INSERT INTO entries VALUES (?1, 'bench', ?1, ?1, 'bench', 0, NULL, 0, 20260105, 1, ?2,
             zeroblob(32), zeroblob(32), NULL)",
            params![last.cast_signed(), payload],
        );
        run(
            "INSERT INTO changes VALUES (?1, ?1, 'bench', 0, ?2, 20260105, NULL, NULL, 0, NULL)",
            params![last.cast_signed(), change],
        );
        run("UPDATE routes SET stops = ? WHERE route = 'X007' AND day = 20260105", params![stops]);
        run("UPDATE route_revisions SET counter = counter + 1 WHERE route = 'X007'", params![]);
        run("COMMIT", params![]);
    };
    group.bench_function("the same bytes by hand", |b| {
        b.iter(&mut by_hand);
    });
    group.finish();
}

fn a_day(c: &mut Criterion) {
    let mut group = c.benchmark_group("reading");
    let folder = tempfile::tempdir().expect("a folder");
    let session = city(&folder.path().join("mainstay.db"));
    group.throughput(Throughput::Elements(u64::from(ROUTES * STOPS)));
    group.bench_function("a day", |b| {
        b.iter(|| black_box(session.read_day(first_day()).expect("read")));
    });
    group.finish();
}

fn a_year(c: &mut Criterion) {
    let mut group = c.benchmark_group("planning");
    group.sample_size(10);
    group.throughput(Throughput::Elements(u64::from(ROUTES * STOPS * DAYS)));
    group.bench_function("a year of days at once", |b| {
        b.iter_batched(
            || {
                let folder = tempfile::tempdir().expect("a folder");
                let mut session = Session::open(&folder.path().join("mainstay.db")).expect("it opens");
                session.submit_all(reference(), &Author::new("bench"), now(), &mut Unwatched).expect("kept");
                (folder, session)
            },
            |(folder, mut session)| {
                let plans = (0..DAYS).map(|n| plan(first_day().plus(n.into())));
                session.submit_all(plans, &Author::new("bench"), now(), &mut Unwatched).expect("kept");
                (folder, session)
            },
            BatchSize::PerIteration,
        );
    });
    group.finish();
}

criterion_group!(benches, one_change, a_day, a_year);
criterion_main!(benches);
