//! What the Supply view reckons on the window's thread when the supply has changed, or a brand's page is opened: on 300
//! brands with 400 days of orders and 60,000 order lines that are still to be delivered. Both have to fit into a frame
//! (16 ms). `ways` is what the bookkeeper's thread does when a request is opened, on the sample city's morning.

use criterion::{Criterion, criterion_group, criterion_main};
use mainstay::domain::command::Command;
use mainstay::domain::emergency::Signed;
use mainstay::domain::ids::{Author, BrandCode, RetailerCode, Revision};
use mainstay::domain::network::Name;
use mainstay::domain::operation::{Change, Operation};
use mainstay::domain::state::State;
use mainstay::domain::supply::asking::{Asking, SupplyCommand};
use mainstay::domain::supply::brand::{Brand, PriceGrade};
use mainstay::domain::supply::changes::SupplyChange;
use mainstay::domain::supply::cover::{course, covers};
use mainstay::domain::supply::request::{Line, Occasion};
use mainstay::domain::supply::stock::{Demand, OrderLine, Stock};
use mainstay::domain::supply::substitutes::{among, touched};
use mainstay::domain::time::{ServiceDay, TimeOfDay, Timestamp};
use mainstay::domain::units::{Cartons, Fen};
use mainstay::domain::watch::Unwatched;
use mainstay::recovery::insertion;
use mainstay::sample::{self, Recipe};
use mainstay::session::Session;
use std::hint::black_box;

const BRANDS: u32 = 300;
const DAYS: i64 = 400;
const LINES: u32 = 60_000;

fn now() -> Timestamp {
    Timestamp::parse("2026-11-23T10:20").expect("a moment")
}

fn brand(n: u32) -> BrandCode {
    BrandCode::new(format!("69{n:04}"))
}

fn added<T>(all: impl Iterator<Item = T>) -> Vec<Change<T>> {
    all.map(|after| Change { before: None, after: Some(after) }).collect()
}

/// Every brand is ordered on every day, some more and some less.
fn stocked() -> State {
    let today = now().day();
    let brands = (0..BRANDS).map(|n| Brand {
        code: brand(n),
        name: Name::new(format!("品规{n}")),
        grade: PriceGrade::ALL[n as usize % 5],
        spec: "".into(),
        price: Fen(10_000 + i64::from(n) * 37),
        enterprise: None,
        irregular: n % 7 == 0,
    });
    let stocks = (0..BRANDS).map(|n| Stock {
        brand: brand(n),
        cartons: Cartons(200 + n * 31 % 9_000),
        counted: Timestamp::of(today, TimeOfDay::hm(6, 0)),
    });
    let amount = |n: u32, day: i64| Cartons(40 + (n * 13 + u32::try_from(day).expect("small") * 29) % 400);
    let demand = (0..BRANDS).flat_map(|n| {
        (0..DAYS).map(move |back| Demand {
            brand: brand(n),
            day: today.plus(1 - back),
            cartons: amount(n, back),
        })
    });
    let line = |n: u32| OrderLine {
        day: today.plus(i64::from(n % 2)),
        retailer: RetailerCode::new(format!("4203{:08}", n / 8)),
        brand: brand(n * 7 % BRANDS),
        cartons: Cartons(1 + n % 5),
    };
    let mut state = State::default();
    let changes = [
        SupplyChange::Brands(added(brands)),
        SupplyChange::Stocks(added(stocks)),
        SupplyChange::Demand(added(demand)),
        SupplyChange::Lines(added((0..LINES).map(line))),
    ];
    for change in changes {
        state.apply(Revision(1), &Operation::SupplyChanged(change));
    }
    state
}

fn reckoning(c: &mut Criterion) {
    let state = stocked();
    let mut group = c.benchmark_group("supply");
    group.bench_function("covers of 300 brands", |bencher| {
        bencher.iter(|| black_box(covers(&state, now())));
    });
    let known = covers(&state, now());
    let page = brand(35);
    group.bench_function("a brand's page", |bencher| {
        bencher.iter(|| {
            let course = course(&state, &page, now(), 28);
            black_box((course, among(&state, &page, now(), &known), touched(&state, &page, now())))
        });
    });
    group.finish();
}

fn ways(c: &mut Criterion) {
    let mut session = Session::in_memory().expect("it opens");
    let recipe = Recipe { history: 60, ..Recipe::playing_at(now()) };
    sample::found(&mut session, &recipe, &mut Unwatched).expect("a sample city");
    session.bring_around(now().day()).expect("readable");
    let state = session.state();
    let day = state.day(now().day()).expect("planned");
    let without = |code: &&RetailerCode| day.find(code).is_none();
    let retailer = state.network.retailers.keys().find(without).expect("somebody rests").clone();
    let asking = Asking {
        licence: state.network.retailers[&retailer].licence.clone(),
        retailer,
        occasion: Occasion::Funeral,
        lines: vec![Line {
            brand: state.supply.brands.keys().next().expect("a brand").clone(),
            cartons: Cartons(12),
        }],
        needed_by: Timestamp::of(ServiceDay(now().day().0), TimeOfDay::hm(17, 0)),
        contact: "".into(),
        signed: Signed { at: now(), by: "bench".into() },
    };
    let known: Vec<_> = state.supply.requests.keys().cloned().collect();
    let command = Command::Supply(Box::new(SupplyCommand::Ask(asking)));
    session.submit(command, &Author::new("bench"), now()).expect("not refused");
    session.bring_around(now().day()).expect("readable");
    let state = session.state();
    let request = state.supply.requests.values().find(|one| !known.contains(&one.id)).expect("asked");
    c.bench_function("ways of a request", |bencher| {
        bencher.iter(|| black_box(insertion::ways(state, session.revision(), request, now())));
    });
}

criterion_group!(benches, reckoning, ways);
criterion_main!(benches);
