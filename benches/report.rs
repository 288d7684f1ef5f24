//! A year's delay report: a million stops to each form. The days are made as they are asked for, so that
//! what is measured is projecting, counting and writing, and memory stays that of a day. What it came to at
//! most is told at the end. `counting` is the part all forms share. `from a database` is what a person waits for: the
//! same year kept by a session, read and told.

use criterion::{Criterion, criterion_group, criterion_main};
use mainstay::domain::command::Command;
use mainstay::domain::day::{Cargo, Cause, Day, Dock, Priority, Progress, Route, Stop};
use mainstay::domain::ids::{Author, DepartmentCode, Plate, RetailerCode, RouteId};
use mainstay::domain::network::{Centre, Department, Name, Retailer, Vehicle, VehicleStatus};
use mainstay::domain::place::Place;
use mainstay::domain::state::State;
use mainstay::domain::time::{ServiceDay, TimeOfDay, Timestamp, Window};
use mainstay::domain::units::{Cartons, Fen, Seconds};
use mainstay::domain::watch::Unwatched;
use mainstay::exchange::report::cell::Cell;
use mainstay::exchange::report::delays::{Delays, Scope, Source};
use mainstay::exchange::report::lexicon::Lexicon;
use mainstay::exchange::report::whole_file::FileTrouble;
use mainstay::exchange::report::{self, Format, Report as _, Rows};
use mainstay::session::Session;
use mainstay::words::{Language, Words};
use std::convert::Infallible;
use std::hint::black_box;
use std::sync::Arc;

const ROUTES: u32 = 40;
const STOPS: u32 = 100;
const DAYS: i64 = 250;

fn place(north: u32, east: u32) -> Place {
    let offset = |n: u32| i32::try_from(n * 10_000).expect("small");
    Place::from_e7(326_000_000 + offset(north), 1_107_000_000 + offset(east)).expect("on the earth")
}

fn city() -> (State, Day) {
    let mut state = State::default();
    let departments = (1..=7).map(|n| {
        (
            DepartmentCode::new(format!("D{n}")),
            Name::with_english(format!("第{n}营销部"), format!("Department {n}")),
        )
    });
    state.network.departments = Arc::new(
        departments.map(|(code, name)| (code.clone(), Department { code, name, phone: "".into() })).collect(),
    );
    state.network.centre = Some(Arc::new(Centre { name: Name::new("配送中心"), place: place(0, 0) }));
    let (mut retailers, mut vehicles) = (Vec::new(), Vec::new());
    let mut day = Day::empty(ServiceDay::parse("2026-01-01").expect("a date"));
    let window = Window::parse("08:00-11:00").expect("a window");
    for r in 0..ROUTES {
        let plate = Plate::new(format!("鄂C·{r:05}"));
        let department = DepartmentCode::new(format!("D{}", r % 7 + 1));
        let stops = (0..STOPS).map(|s| {
            let code = RetailerCode::new(format!("4203{r:04}{s:04}"));
            retailers.push(Retailer {
                code: code.clone(),
                name: Name::with_english(format!("平安烟酒商店{r}-{s}"), format!("Ping'an Store {r}-{s}")),
                licence: "".into(),
                address: "".into(),
                place: place(r, s),
                district: "420302".into(),
                department: department.clone(),
                manager: "".into(),
                phone: "".into(),
            });
            let planned = TimeOfDay::from_seconds(8 * 3600 + s * 130);
            let actual = planned.plus(Seconds((r * 31 + s * 17) % 1800));
            Stop {
                retailer: code,
                cartons: Cartons(20 + s % 40),
                value: Fen(300_000),
                window,
                promised: window,
                planned,
                service: Seconds(120),
                priority: Priority::default(),
                cargo: Cargo::At(Dock::Centre),
                progress: Progress::Delivered { arrived: Some(actual), at: actual },
                told: None,
                cause: (actual > window.closes()).then_some(Cause::Traffic),
                remedy: None,
                lock: None,
                meets: None,
                carried: None,
                inferred: false,
            }
        });
        let route = Route {
            id: RouteId::new(format!("R{r:03}")),
            department: department.clone(),
            vehicle: Some(plate.clone()),
            crew: None,
            dock: Dock::Centre,
            departs: TimeOfDay::hm(7, 30),
            departed: Some(TimeOfDay::hm(7, 30)),
            stops: stops.collect(),
            pickups: Vec::new(),
            imported: None,
        };
        day.routes.insert(route.id.clone(), Arc::new(route));
        let status = VehicleStatus::Available;
        vehicles.push(Vehicle { plate, capacity: Cartons(5000), status, spare: false, crew: None });
    }
    let retailers = retailers.into_iter().map(|shop| (shop.code.clone(), Arc::new(shop)));
    state.network.retailers = Arc::new(retailers.collect());
    state.network.vehicles = Arc::new(vehicles.into_iter().map(|van| (van.plate.clone(), van)).collect());
    (state, day)
}

fn a_year(c: &mut Criterion) {
    let (state, day) = city();
    let days: Vec<_> = (0..DAYS).map(|n| day.date.plus(n)).collect();
    let (first, last) = (days[0], days[days.len() - 1]);
    let now = Timestamp::of(last.plus(2), TimeOfDay::hm(9, 0));
    let words = Words::new(Language::Chinese);
    let folder = tempfile::tempdir().expect("a folder");
    let mut group = c.benchmark_group("a million stops");
    group.sample_size(10);
    let source = Source { state: &state, days: &days, now };
    let scope = Scope::every_stop(first, last);
    group.bench_function("counting", |bencher| {
        let read = |date| Ok::<_, Infallible>(Some(Day { date, ..day.clone() }));
        let lexicon = Lexicon::new(&words);
        bencher.iter(|| {
            black_box(
                Delays::new(&scope, source, read)
                    .tell(&lexicon, &mut NoRows, &mut Unwatched)
                    .expect("counts"),
            );
        });
    });
    group.bench_function("preview", |bencher| {
        let read = |date| Ok::<_, Infallible>(Some(Day { date, ..day.clone() }));
        bencher.iter(|| {
            black_box(
                report::preview(&mut Delays::new(&scope, source, read), &words, 200, &mut Unwatched)
                    .expect("counts"),
            );
        });
    });
    for format in Format::ALL {
        let path = folder.path().join("report").with_extension(format.extension());
        group.bench_function(format.extension(), |bencher| {
            let read = |date| Ok::<_, Infallible>(Some(Day { date, ..day.clone() }));
            bencher.iter(|| {
                let form = (path.as_path(), format);
                report::write(&mut Delays::new(&scope, source, read), &words, form, &mut Unwatched)
                    .expect("saves")
            });
        });
    }
    group.finish();
    if let Some(most) = most_memory() {
        println!("memory at most: {most}");
    }
}

fn from_a_database(c: &mut Criterion) {
    let (state, day) = city();
    let folder = tempfile::tempdir().expect("a folder");
    let mut session = Session::open(&folder.path().join("year.db")).expect("made");
    let network = &state.network;
    let reference = [
        Command::PutDepartments(network.departments.values().cloned().collect()),
        Command::PutVehicles(network.vehicles.values().cloned().collect()),
        Command::PutRetailers(network.retailers.values().map(|shop| Retailer::clone(shop)).collect()),
    ];
    let routes: Vec<_> = day.routes.values().map(|route| Route::clone(route)).collect();
    let days = (0..DAYS).map(|n| Command::RecordDay { day: day.date.plus(n), routes: routes.clone() });
    let (first, last) = (day.date, day.date.plus(DAYS - 1));
    let now = Timestamp::of(last.plus(2), TimeOfDay::hm(9, 0));
    for command in reference.into_iter().chain(days) {
        session.submit(command, &Author::new("bench"), now).expect("kept");
    }
    let (scope, words) = (Scope::every_stop(first, last), Words::new(Language::Chinese));
    let mut group = c.benchmark_group("a million stops from a database");
    group.sample_size(10);
    for format in [Format::Csv, Format::Xlsx, Format::Pdf] {
        let path = folder.path().join("report").with_extension(format.extension());
        group.bench_function(format.extension(), |bencher| {
            let form = (path.as_path(), format);
            bencher.iter(|| session.report_delays(&scope, now, &words, form, &mut Unwatched).expect("saves"));
        });
    }
    group.finish();
}

/// What the process held at most, where the system tells.
fn most_memory() -> Option<String> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().to_owned())
}

/// Takes no row, so that only the counting is left.
struct NoRows;

impl Rows for NoRows {
    fn wants(&mut self, _: bool) -> bool {
        false
    }

    fn row(&mut self, _: &[Cell<&str>]) -> Result<(), FileTrouble> {
        Ok(())
    }
}

criterion_group!(benches, a_year, from_a_database);
criterion_main!(benches);
