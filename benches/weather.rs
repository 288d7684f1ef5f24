//! How long it takes to match alerts to shops, and to project a day that many holds close. The aim for five hundred
//! alerts of a hundred points and 22,500 shops is 50 ms.

use criterion::{Criterion, criterion_group, criterion_main};
use mainstay::domain::ids::RetailerCode;
use mainstay::domain::network::{Name, Network, Retailer};
use mainstay::domain::place::{Area, Place};
use mainstay::domain::shops::Shops;
use std::collections::BTreeMap;
use std::hint::black_box;
use std::sync::Arc;

const SHOPS: u32 = 22_500;
const ALERTS: u32 = 500;

/// Spread over two degrees each way by a spiral, so that no run differs from another.
fn place(n: u32, of: u32) -> Place {
    let angle = f64::from(n) * 2.399_963;
    let far = (f64::from(n) / f64::from(of)).sqrt();
    Place::from_degrees(31.3 + far * angle.sin(), 112.8 + far * angle.cos()).expect("on the earth")
}

fn province() -> Network {
    let shop = |n: u32| {
        let code = RetailerCode::new(format!("{n:06}"));
        let retailer = Retailer {
            code: code.clone(),
            name: Name::default(),
            licence: "".into(),
            address: "".into(),
            place: place(n, SHOPS),
            district: "4203".into(),
            department: "D1".into(),
            manager: "".into(),
            phone: "".into(),
        };
        (code, Arc::new(retailer))
    };
    let retailers: BTreeMap<_, _> = (0..SHOPS).map(shop).collect();
    Network { retailers: Arc::new(retailers), ..Network::default() }
}

/// The size of a county, with a border that winds.
fn county(n: u32) -> Area {
    let (lat, lon) = (place(n, ALERTS).lat(), place(n, ALERTS).lon());
    let corner = |k: u32| {
        let angle = f64::from(k) * std::f64::consts::TAU / 100.0;
        let far = 0.15 + f64::from((k * 7 + n) % 10) / 100.0;
        Place::from_degrees(lat + far * angle.sin(), lon + far * angle.cos()).expect("on the earth")
    };
    Area::Polygon((0..100).map(corner).collect())
}

fn weather(c: &mut Criterion) {
    let network = province();
    let areas: Vec<Area> = (0..ALERTS).map(county).collect();
    let inside = |shops: &Shops<'_>| areas.iter().map(|area| shops.inside(area).len()).sum::<usize>();
    assert!(inside(&Shops::of(&network)) > 100_000, "a county holds some hundred shops");
    c.bench_function("match_500_alerts_to_22500_shops", |b| {
        b.iter(|| inside(&Shops::of(black_box(&network))));
    });
}

criterion_group!(benches, weather);
criterion_main!(benches);
