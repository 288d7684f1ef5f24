//! Each reader's limits, as `docs/formats.md` states them: what is beyond one is refused by its name in both languages, and
//! what is within is not.

use super::tables::{KNOWN, say};
use crate::city;
use mainstay::domain::watch::Unwatched;
use mainstay::exchange::case::{self, limited};
use mainstay::exchange::intake::{ReadOptions, Why, read_file};
use mainstay::exchange::{alert, feed, instance};
use mainstay::words::Tell;
use std::io::{Seek as _, SeekFrom, Write as _};

/// What is not refused as it should be; all of it is told at the end.
#[derive(Default)]
struct Wrong(Vec<String>);

impl Wrong {
    /// A file of that name with these bytes at its start, and made so long.
    fn file(&mut self, name: &str, start: &[u8], bytes: u64, wanted: &Why) {
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
        let options = ReadOptions::default();
        let read = read_file(&path, &options, &*KNOWN, city::at("06:00"), &mut Unwatched);
        if let Err(unreadable) = &read {
            say(unreadable);
        }
        let found = read.err().map(|unreadable| unreadable.why);
        if found.as_ref() != Some(wanted) {
            self.0.push(format!("{name}: {found:?} rather than {wanted:?}"));
        }
    }

    fn told<T, E: Tell>(&mut self, read: Result<T, E>, wanted: &str) {
        let found = read.err().map(|why| {
            say(&why);
            why.message().key
        });
        if found != Some(wanted) {
            self.0.push(format!("{found:?} rather than {wanted}"));
        }
    }
}

impl Drop for Wrong {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            assert!(self.0.is_empty(), "{:#?}", self.0);
        }
    }
}

const MEGABYTE: u64 = 1 << 20;

#[test]
fn a_file_of_too_many_bytes_is_refused_before_it_is_read() {
    let mut wrong = Wrong::default();
    let too_large = |megabytes, most| Why::TooLarge { megabytes, most };
    wrong.file("a.csv", b"a,b\n", 512 * MEGABYTE + 1, &too_large(512, 512));
    wrong.file("a.xlsx", b"PK\x03\x04", 64 * MEGABYTE + 1, &too_large(64, 64));
    wrong.file("a.json", b"{\"code\":\"Ok\"", 512 * MEGABYTE + 1, &too_large(512, 512));
    wrong.file("a.gpx", b"<gpx>", 64 * MEGABYTE + 1, &too_large(65, 64));
    let areas = Why::AreasTooLarge { megabytes: 65, most: 64 };
    wrong.file("a.geojson", b"{\"type\":\"Feature\"", 64 * MEGABYTE + 1, &areas);
    let alert = alert::read(&vec![b' '; 4 << 20 | 1], "a.cap", 480).faults.remove(0);
    wrong.told(Err::<(), _>(alert), "alert-too-large");
    wrong.told(feed::read(&vec![b' '; 8 << 20 | 1], "http://x.example", 480), "alert-too-large");
    wrong.told(case::read(&" ".repeat((256 << 20) + 1)), "case-too-large");
}

#[test]
fn a_table_of_too_many_rows_or_columns_is_refused() {
    let mut wrong = Wrong::default();
    let rows = format!("客户编码,纬度,经度\n{}", "合计\n".repeat(2_000_001));
    wrong.file("rows.csv", rows.as_bytes(), 0, &Why::TooManyRows { most: 2_000_000 });
    let columns = format!("{}\n", "x,".repeat(4_008));
    wrong.file("columns.csv", columns.as_bytes(), 0, &Why::TooManyColumns { most: 4_008 });
    let row = format!("客户编码,纬度,经度\n\"{}", "1,2,3\n".repeat(6 << 20));
    wrong.file("quote.csv", row.as_bytes(), 0, &Why::EndlessRow { row: 2 });
}

#[test]
fn outlines_of_too_many_points_or_areas_are_refused() {
    let mut wrong = Wrong::default();
    let ring = |points: usize| {
        format!("{{\"type\":\"Polygon\",\"coordinates\":[[{}[1,2]]]}}", "[1,2],".repeat(points - 1))
    };
    wrong.file("points.geojson", ring(2_000_001).as_bytes(), 0, &Why::TooManyPoints { most: 2_000_000 });
    let many = format!("{},", ring(4)).repeat(100_000);
    let areas = format!("{{\"type\":\"FeatureCollection\",\"features\":[{many}{}]}}", ring(4));
    wrong.file("areas.geojson", areas.as_bytes(), 0, &Why::TooManyRows { most: 100_000 });
}

#[test]
fn what_is_nested_too_deep_is_refused_by_that_name() {
    let mut wrong = Wrong::default();
    wrong.file("a.gpx", format!("<gpx>{}", "<a>".repeat(32)).as_bytes(), 0, &Why::TooDeep);
    let deep = format!("{{\"type\":\"Polygon\",\"coordinates\":{}", "[".repeat(200));
    wrong.file("a.geojson", deep.as_bytes(), 0, &Why::TooDeep);
    wrong.told(case::read(&format!("{{\"format\":{}", "[".repeat(200))), "case-too-deep");
}

#[test]
fn cases_and_instances_of_too_many_parts_are_refused() {
    let mut wrong = Wrong::default();
    let many = "[],".repeat(limited::MOST_PARTS);
    wrong.told(
        case::read(&format!("{{\"format\":\"mainstay-recovery-case\",\"x\":[{many}1]}}")),
        "case-too-much",
    );
    wrong.told(case::read(&format!("{{\"xy\":[{}[0,0]]}}", "[0,0],".repeat(5_000))), "case-too-many");
    let rows: Vec<_> = (0..=10_001).map(|n| format!("{n} 0 0 1 0 100 1")).collect();
    let rows = rows.join("\n");
    let text = format!("T\n\nVEHICLE\nNUMBER CAPACITY\n2 10\n\nCUSTOMER\nCUST NO.\n\n{rows}");
    wrong.told(instance::read(&text), "instance-too-many");
}
