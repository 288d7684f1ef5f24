//! From opening the database to the first frame of the desk, with a year of history (about a million stops)
//! in it: `cargo bench --bench first_frame`. The window itself, which the system makes, is left out; reading,
//! projecting, fonts, drawing and tessellation are in. Beside it the same with a month of history: the
//! day's work must cost the same however long the history is.

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use mainstay::desk::actions::Actions;
use mainstay::desk::bookkeeper::{self, Opening};
use mainstay::desk::fonts;
use mainstay::desk::frame::{Desk, Remembered};
use mainstay::desk::world::World;
use mainstay::domain::command::Command;
use mainstay::domain::ids::Author;
use mainstay::domain::supply::asking::SupplyCommand;
use mainstay::domain::supply::stock::OrderLine;
use mainstay::domain::time::{ServiceDay, Timestamp};
use mainstay::domain::units::Cartons;
use mainstay::domain::watch::Unwatched;
use mainstay::sample::{self, Recipe};
use mainstay::session::Session;
use mainstay::words::Language;
use std::hint::black_box;
use std::path::{Path, PathBuf};

fn moment() -> Timestamp {
    Timestamp::parse("2026-11-23T10:20").expect("a moment")
}

/// A sample city with that many service days behind it.
fn city(folder: &Path, history: u32) -> PathBuf {
    let path = folder.join(format!("{history}.db"));
    let mut session = Session::open(&path).expect("a new database");
    let recipe = Recipe { history, ..Recipe::playing_at(moment()) };
    sample::found(&mut session, &recipe, &mut Unwatched).expect("a sample city");
    path
}

/// Two days of orders that are still to be delivered: 4,000 retailers, six brands each.
fn with_orders(path: &Path) {
    let mut session = Session::open(path).expect("the database");
    let state = session.state();
    let brands: Vec<_> = state.supply.brands.keys().take(6).cloned().collect();
    let mut lines = Vec::new();
    for retailer in state.network.retailers.keys().take(4_000) {
        for brand in &brands {
            lines.extend([0, 1].map(|ahead| OrderLine {
                day: moment().day().plus(ahead),
                retailer: retailer.clone(),
                brand: brand.clone(),
                cartons: Cartons(3),
            }));
        }
    }
    assert_eq!(lines.len(), 48_000, "brands and retailers enough");
    let orders = Command::Supply(Box::new(SupplyCommand::PutOrders { lines, now: moment() }));
    session.submit(orders, &Author::new("bench"), moment()).expect("kept");
}

/// Everything between the start and the first picture but the system's own window.
fn start(path: &Path, day: ServiceDay) -> usize {
    let session = Session::open(path).expect("the database");
    let mut opening = Opening { session, author: Author::new("bench"), now: Some(moment()), day: Some(day) };
    let snapshot = bookkeeper::first_snapshot(&mut opening).expect("a snapshot");
    let ctx = egui::Context::default();
    fonts::define(&ctx, Language::English);
    let world = World::new(snapshot);
    let mut desk = Desk::new(Language::English, Remembered::default());
    let input = egui::RawInput {
        screen_rect: Some(egui::Rect::from_min_size(egui::Pos2::ZERO, egui::vec2(1440.0, 900.0))),
        ..egui::RawInput::default()
    };
    let mut actions = Actions::default();
    let output = ctx.run_ui(input, |ui| desk.ui(ui, &world, &mut actions));
    ctx.tessellate(output.shapes, output.pixels_per_point).len()
}

fn first_frame(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a folder");
    let mut group = criterion.benchmark_group("first frame");
    group.sample_size(20);
    for history in [30, 350] {
        let path = city(folder.path(), history);
        group.bench_function(BenchmarkId::new("service days", history), |bencher| {
            bencher.iter(|| black_box(start(&path, moment().day())));
        });
    }
    let path = folder.path().join("30.db");
    with_orders(&path);
    group.bench_function(BenchmarkId::new("service days and 48,000 order lines", 30), |bencher| {
        bencher.iter(|| black_box(start(&path, moment().day())));
    });
    group.finish();
}

criterion_group!(benches, first_frame);
criterion_main!(benches);
