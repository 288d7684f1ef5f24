//! How long alerts take to read: a long one of 90 KB, and a page of links. The aim for the first is 2 ms.

use criterion::{Criterion, criterion_group, criterion_main};
use mainstay::exchange::{alert, feed};
use std::fmt::Write as _;
use std::hint::black_box;

/// Two languages, ten areas each, borders of two hundred points, texts of a page.
fn a_long_alert() -> String {
    let mut text = String::from(
        "<?xml version='1.0' encoding='UTF-8'?><alert xmlns='urn:oasis:names:tc:emergency:cap:1.2'>\
         <identifier>2.49.0.1.156.0.20261123.0007</identifier><sender>warnings@weather.example</sender>\
         <sent>2026-11-23T06:30:00+08:00</sent><status>Actual</status><msgType>Update</msgType>\
         <references>warnings@weather.example,2.49.0.1.156.0.20261123.0003,2026-11-22T20:00:00+00:00</references>",
    );
    for (language, event) in [("zh-CN", "暴雨橙色预警"), ("en-GB", "Orange warning of heavy rain")] {
        write!(
            text,
            "<info><language>{language}</language><event>{event}</event><severity>Severe</severity>\
             <onset>2026-11-23T07:00:00+08:00</onset><expires>2026-11-23T19:00:00+08:00</expires>\
             <description>{}</description>",
            "Heavy rain &amp; gusts. 局地有强降水。".repeat(40)
        )
        .expect("written");
        for area in 0..10 {
            write!(text, "<area><areaDesc>District {area}</areaDesc><polygon>").expect("written");
            for point in 0..200 {
                let angle = f64::from(point) * std::f64::consts::TAU / 200.0;
                let far = 0.1 + f64::from(point % 5) / 500.0;
                let (lat, lon) =
                    (32.6 + far * angle.sin(), 110.8 + f64::from(area) / 5.0 + far * angle.cos());
                write!(text, "{lat:.5},{lon:.5} ").expect("written");
            }
            write!(text, "</polygon><geocode><valueName>adcode</valueName><value>4203{area:02}</value></geocode></area>")
                .expect("written");
        }
        text.push_str("</info>");
    }
    text.push_str("</alert>");
    text
}

fn a_page_of_links() -> String {
    let entry = |n: u32| {
        format!(
            "<entry><id>urn:{n}</id><updated>2026-11-23T06:30:00Z</updated><title>Warning {n}</title>\
             <link type='application/cap+xml' href='alerts/{n}.cap'/></entry>"
        )
    };
    let entries: String = (0..1_000).map(entry).collect();
    format!("<feed xmlns='http://www.w3.org/2005/Atom'>{entries}</feed>")
}

fn alerts(c: &mut Criterion) {
    let (long, page) = (a_long_alert(), a_page_of_links());
    assert!((80_000..110_000).contains(&long.len()), "{} bytes", long.len());
    let reading = alert::read(long.as_bytes(), "a.cap", 480);
    assert_eq!((reading.alerts.len(), reading.faults.len()), (1, 0));
    assert!(reading.alerts[0].infos.iter().flat_map(|info| &info.areas).all(|area| area.faults.is_empty()));
    c.bench_function("alert_of_90_kb", |b| {
        b.iter(|| black_box(alert::read(black_box(long.as_bytes()), "a.cap", 480)));
    });
    c.bench_function("page_of_1000_links", |b| {
        b.iter(|| black_box(feed::read(black_box(page.as_bytes()), "https://x.example/feed", 480)));
    });
}

criterion_group! {
    name = benches;
    config = Criterion::default().sample_size(30);
    targets = alerts
}
criterion_main!(benches);
