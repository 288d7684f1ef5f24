//! Each reader's limits, as `docs/formats.md` states them: what is beyond one is refused by its name in both languages, and
//! what is within is not.

use super::tables::{KNOWN, say};
use crate::city;
use mainstay::domain::watch::Unwatched;
use mainstay::exchange::case::{self, limited};
use mainstay::exchange::geojson;
use mainstay::exchange::intake::{Datum, Kind, ReadOptions, Why, read_file};
use mainstay::exchange::{alert, feed, instance};
use mainstay::words::Tell as _;
use std::io::{Seek as _, SeekFrom, Write as _};
use std::path::Path;

/// Why a file of that name with these bytes at its start, and made so long, cannot be read.
fn why_of(name: &str, start: &[u8], bytes: u64) -> Why {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    let mut file = std::fs::File::create(&path).unwrap();
    file.write_all(start).unwrap();
    if bytes > start.len() as u64 {
        // What is not written takes no room on the disk.
        file.seek(SeekFrom::Start(bytes - 1)).unwrap();
        file.write_all(b"\n").unwrap();
    }
    drop(file);
    read(&path, None)
}

fn read(path: &Path, kind: Option<Kind>) -> Why {
    let options = ReadOptions { kind, ..ReadOptions::default() };
    let unreadable =
        read_file(path, &options, &*KNOWN, city::at("06:00"), &mut Unwatched).expect_err("refused");
    say(&unreadable);
    unreadable.why
}

const MEGABYTE: u64 = 1 << 20;

#[test]
fn a_file_of_too_many_bytes_is_refused_before_it_is_read() {
    let too_large = |most| Why::TooLarge { megabytes: most, most };
    assert_eq!(why_of("a.csv", b"a,b\n", 512 * MEGABYTE + 1), too_large(512));
    assert_eq!(why_of("a.xlsx", b"PK\x03\x04", 64 * MEGABYTE + 1), too_large(64));
    assert_eq!(why_of("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 64 * MEGABYTE + 1), too_large(64));
    assert_eq!(why_of("a.json", b"{\"code\":\"Ok\"", 512 * MEGABYTE + 1), too_large(512));
    assert_eq!(why_of("a.gpx", b"<gpx>", 64 * MEGABYTE + 1), Why::TooLarge { megabytes: 65, most: 64 });
    let areas = why_of("a.geojson", b"{\"type\":\"Feature\"", 64 * MEGABYTE + 1);
    assert_eq!(areas, Why::AreasTooLarge { megabytes: 65, most: 64 });
    let long = vec![b' '; 4 << 20 | 1];
    assert_eq!(alert::read(&long, "a.cap", 480).faults[0].why.name(), "too_large");
    let long = vec![b' '; 8 << 20 | 1];
    assert_eq!(feed::read(&long, "http://x.example", 480).expect_err("refused").why.name(), "too_large");
    let long = " ".repeat((256 << 20) + 1);
    assert_eq!(case::read(&long).expect_err("refused").message().key, "case-too-large");
}

#[test]
fn a_table_of_too_many_rows_or_columns_is_refused() {
    let rows = format!("客户编码,纬度,经度\n{}", "1,2,3\n".repeat(2_000_001));
    assert_eq!(why_of("a.csv", rows.as_bytes(), 0), Why::TooManyRows { most: 2_000_000 });
    let columns = format!("{}\n", "x,".repeat(4_008));
    assert_eq!(why_of("a.csv", columns.as_bytes(), 0), Why::TooManyColumns { most: 4_008 });
    let row = format!("客户编码,纬度,经度\n\"{}", "1,2,3\n".repeat(6 << 20));
    assert_eq!(why_of("a.csv", row.as_bytes(), 0), Why::EndlessRow { row: 2 });
}

#[test]
fn outlines_of_too_many_points_or_areas_are_refused() {
    let ring = |points: usize| {
        format!("{{\"type\":\"Polygon\",\"coordinates\":[[{}[1,2]]]}}", "[1,2],".repeat(points - 1))
    };
    assert_eq!(
        geojson::read(&ring(2_000_001), Datum::Wgs84).expect_err("refused"),
        geojson::NotAreas::TooManyPoints
    );
    assert_eq!(why_of("a.geojson", ring(2_000_001).as_bytes(), 0), Why::TooManyPoints { most: 2_000_000 });
    let areas = format!(
        "{{\"type\":\"FeatureCollection\",\"features\":[{}{}]}}",
        format!("{},", ring(4)).repeat(100_000),
        ring(4)
    );
    assert_eq!(why_of("a.geojson", areas.as_bytes(), 0), Why::TooManyRows { most: 100_000 });
}

#[test]
fn what_is_nested_too_deep_is_refused_by_that_name() {
    assert_eq!(why_of("a.gpx", format!("<gpx>{}", "<a>".repeat(32)).as_bytes(), 0), Why::TooDeep);
    let deep = format!("{{\"type\":\"Polygon\",\"coordinates\":{}", "[".repeat(200));
    assert_eq!(why_of("a.geojson", deep.as_bytes(), 0), Why::TooDeep);
    assert_eq!(
        case::read(&format!("{{\"format\":{}", "[".repeat(200))).expect_err("refused").message().key,
        "case-too-deep"
    );
}

#[test]
fn cases_and_instances_of_too_many_parts_are_refused() {
    let parts =
        format!("{{\"format\":\"mainstay-recovery-case\",\"x\":[{}1]}}", "[],".repeat(limited::MOST_PARTS));
    assert_eq!(case::read(&parts).expect_err("refused").message().key, "case-too-much");
    let points = format!("{{\"xy\":[{}[0,0]]}}", "[0,0],".repeat(5_000));
    assert_eq!(case::read(&points).expect_err("refused").message().key, "case-too-many");
    let rows: String = (0..=10_001).map(|n| format!("{n} 0 0 1 0 100 1\n")).collect();
    let text = format!("T\n\nVEHICLE\nNUMBER CAPACITY\n2 10\n\nCUSTOMER\nCUST NO.\n\n{rows}");
    assert_eq!(instance::read(&text).expect_err("refused").message().key, "instance-too-many");
}
