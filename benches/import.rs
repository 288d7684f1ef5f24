//! A million rows of a plan, from a CSV file to durable, beside `sqlite3 .import` of the same file into a bare
//! table (left out where that program is not there). The promise: at least half its speed.

use criterion::{Criterion, criterion_group, criterion_main};
use mainstay::domain::ids::Author;
use mainstay::domain::time::{ServiceDay, Timestamp};
use mainstay::domain::watch::Unwatched;
use mainstay::exchange::intake::{FileReading, ReadOptions, read_file};
use mainstay::session::Session;
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const RETAILERS: usize = 15_000;
const ROUTES: usize = 40;
const STOPS: usize = 100;
const DAYS: usize = 250;

fn now() -> Timestamp {
    Timestamp::parse("2026-11-23T06:00").expect("a moment")
}

fn write_network(folder: &Path) {
    let mut shops = String::from("客户编码,客户名称,地址,经度,纬度,营销部\n");
    for n in 0..RETAILERS {
        let (east, north) = (n % 150, n / 150);
        writeln!(
            shops,
            "4203{n:08},第{n}便利店,人民路{n}号,110.{:04},32.{:04},城区营销部",
            6000 + east * 20,
            5000 + north * 20
        )
        .expect("written");
    }
    std::fs::write(folder.join("shops.csv"), shops).expect("written");
    let mut vans = String::from("车牌号,载量\n");
    for n in 0..ROUTES {
        writeln!(vans, "鄂C{:05},5500", 10_000 + n).expect("written");
    }
    std::fs::write(folder.join("vans.csv"), vans).expect("written");
}

fn write_plan(path: &Path) {
    let mut file = std::io::BufWriter::new(std::fs::File::create(path).expect("made"));
    writeln!(file, "送货日期,送货线路编码,送货顺序,客户编码,订货量,金额,时间窗,车牌号").expect("written");
    let first = ServiceDay::parse("2025-11-23").expect("a day");
    for day in 0..DAYS {
        let date = first.plus(i64::try_from(day).expect("small"));
        for route in 0..ROUTES {
            for stop in 0..STOPS {
                let shop = (day * 997 + route * STOPS + stop) % RETAILERS;
                let cartons = 10 + (shop * 7 + day) % 60;
                writeln!(
                    file,
                    "{date},L{route:03},{},4203{shop:08},{cartons},{}.50,08:00-18:00,鄂C{:05}",
                    stop + 1,
                    cartons * 210,
                    10_000 + route
                )
                .expect("written");
            }
        }
    }
    file.flush().expect("written");
}

fn read(path: &Path, session: &Session) -> FileReading {
    let options = ReadOptions::default();
    let reading = read_file(path, &options, session, now(), &mut Unwatched).expect("readable");
    assert!(reading.complaints.is_empty());
    reading
}

fn keep(session: &mut Session, reading: FileReading) {
    let by = Author::new("bench");
    session.submit_all(reading.commands, &by, now(), &mut Unwatched).expect("kept");
}

/// A database of its own with retailers and vehicles.
fn a_network(folder: &Path, number: usize) -> Session {
    let mut session = Session::open(&folder.join(format!("{number}.db"))).expect("opened");
    for name in ["shops.csv", "vans.csv"] {
        let reading = read(&folder.join(name), &session);
        keep(&mut session, reading);
    }
    session
}

fn sqlite_import(folder: &Path, plan: &Path, number: usize) -> Option<Duration> {
    let database = folder.join(format!("bare-{number}.db"));
    let started = Instant::now();
    let import = format!(".import --csv {} plan", plan.display());
    let done = Command::new("sqlite3").arg(&database).arg(import).stderr(Stdio::null()).status().ok()?;
    let took = started.elapsed();
    std::fs::remove_file(&database).ok()?;
    done.success().then_some(took)
}

fn million_rows(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a folder");
    write_network(folder.path());
    let plan = folder.path().join("plan.csv");
    write_plan(&plan);
    let mut group = criterion.benchmark_group("import 1M plan rows");
    group.sample_size(10).warm_up_time(Duration::from_millis(1)).measurement_time(Duration::from_secs(10));
    let network = a_network(folder.path(), 0);
    group.bench_function("read", |bencher| bencher.iter(|| read(&plan, &network).rows));
    let mut number = 0;
    group.bench_function("read and keep", |bencher| {
        bencher.iter_custom(|times| {
            let mut took = Duration::ZERO;
            for _ in 0..times {
                number += 1;
                let mut session = a_network(folder.path(), number);
                let started = Instant::now();
                let reading = read(&plan, &session);
                keep(&mut session, reading);
                took += started.elapsed();
                drop(session);
                std::fs::remove_file(folder.path().join(format!("{number}.db"))).expect("removed");
            }
            took
        });
    });
    if sqlite_import(folder.path(), &plan, 0).is_some() {
        group.bench_function("sqlite3 .import", |bencher| {
            bencher.iter_custom(|times| {
                let each = (0..times).map(|_| sqlite_import(folder.path(), &plan, 0).expect("it ran before"));
                each.sum()
            });
        });
    }
    group.finish();
}

criterion_group!(benches, million_rows);
criterion_main!(benches);
