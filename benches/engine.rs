//! What a round of the search costs: on a town from scratch with narrow windows, and on a breakdown whose goods must
//! be fetched. Both are made here.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use mainstay::engine::drives::Drives;
use mainstay::engine::plan::Plan;
use mainstay::engine::problem::{FOREVER, Job, NONE, Problem, Source, Tariff, Vehicle};
use mainstay::engine::search;
use mainstay::engine::stop::Rounds;
use mainstay::engine::tour::Call;
use mainstay::engine::windows::Windows;
use std::hint::black_box;

const ROUNDS: u32 = 2_000;

/// A number below `most` that looks drawn at random and is always the same.
fn scattered(n: u32, most: u32) -> u32 {
    (n.wrapping_mul(2_654_435_761) >> 8) % most
}

fn places(count: u32) -> Vec<(f64, f64)> {
    let degree = |n: u32| f64::from(scattered(n, 1_000)) / 5_000.0;
    (0..=count).map(|n| (32.0 + degree(3 * n + 1), 110.0 + degree(5 * n + 2))).collect()
}

fn vehicle() -> Vehicle {
    Vehicle {
        start: 0,
        end: 0,
        capacity: 400,
        opens: 8 * 3600,
        closes: 18 * 3600,
        fixed: 0,
        must_return: false,
        holds: NONE,
        aboard: 0,
        driving_limit: FOREVER,
    }
}

/// Jobs around a centre, each with two hours in which it may begin.
fn town(jobs: u32) -> Problem {
    let job = |n: u32| {
        let opens = 8 * 3600 + i64::from(scattered(n, 7 * 3600));
        Job {
            service: 300,
            amount: 10 + i64::from(scattered(n, 20)),
            windows: Windows::one(opens, opens + 7200),
            late: 20,
            ..Job::at(n)
        }
    };
    Problem {
        drives: Drives::on_earth(&places(jobs), 1300, &[34_000; 24]).expect("places"),
        jobs: (1..=jobs).map(job).collect(),
        vehicles: vec![vehicle(); jobs.div_ceil(10) as usize],
        sources: Vec::new(),
        tariff: Tariff { overtime: 20, ..Tariff::by_distance() },
        more_windows: Vec::new(),
    }
}

/// The same town on its way, but the first route has broken down at its first stop: its goods lie there.
fn breakdown(jobs: u32, each: u32) -> (Problem, Plan) {
    let mut problem = town(jobs);
    problem.tariff.moved = 500;
    problem.sources = vec![Source { location: 1, opens: 9 * 3600, closes: FOREVER, late: 0, set_up: 900 }];
    let mut tours = vec![Vec::new(); problem.vehicles.len()];
    for (job, n) in problem.jobs.iter_mut().zip(0..) {
        let route = n / each;
        if route == 0 {
            (job.source, job.handling) = (0, 5 * job.amount);
        } else {
            job.home = route;
            tours[route as usize].push(Call::Serve(n));
        }
    }
    let start = Plan::from_tours(&problem, &tours);
    (problem, start)
}

fn rounds(c: &mut Criterion) {
    let mut group = c.benchmark_group("engine");
    group.sample_size(10).throughput(Throughput::Elements(u64::from(ROUNDS)));
    for jobs in [100, 700] {
        let problem = town(jobs);
        let start = Plan::empty(&problem);
        group.bench_function(format!("town of {jobs}"), |b| {
            b.iter(|| search(black_box(&problem), start.clone(), &mut Rounds(u64::from(ROUNDS)), 1));
        });
    }
    let (problem, start) = breakdown(700, 10);
    group.bench_function("breakdown among 700", |b| {
        b.iter(|| search(black_box(&problem), start.clone(), &mut Rounds(u64::from(ROUNDS)), 1));
    });
    group.bench_function("first answer to a breakdown among 700", |b| {
        b.iter(|| search(black_box(&problem), start.clone(), &mut Rounds(0), 1));
    });
    group.finish();
    let places = places(700);
    c.bench_function("drives between 700 places", |b| {
        b.iter(|| Drives::on_earth(black_box(&places), 1300, &[34_000; 24]));
    });
}

criterion_group!(benches, rounds);
criterion_main!(benches);
