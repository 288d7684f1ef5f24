//! What is drawn on the map or driven over it: outlines, tracks, travel times, and tiles.

use super::runs::feed;
use super::slips::{damaged, encoded, knocked};
use super::tables::{read_as, say};
use super::tree::{Tree, slipped};
use super::{corpus, read_kept};
use mainstay::exchange::geojson;
use mainstay::exchange::intake::{Datum, outline};
use mainstay::exchange::pmtiles::{Archive, TileId};
use proptest::strategy::Just;
use std::io::Cursor;

fn texts(reader: &str) -> Vec<String> {
    corpus(reader).into_iter().filter_map(|(_, bytes)| String::from_utf8(bytes).ok()).collect()
}

fn read_outlines(bytes: &[u8]) {
    if let Ok(text) = std::str::from_utf8(bytes) {
        let _ = geojson::read(text, Datum::Gcj02);
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("area.geojson");
    std::fs::write(&path, bytes).unwrap();
    if let Err(unreadable) = outline(&path, Datum::Wgs84) {
        say(&unreadable);
    }
    read_as("areas.geojson", bytes);
}

#[test]
fn outlines_of_any_form_end_in_words() {
    let trees = texts("areas").iter().map(|text| Tree::json(text)).collect();
    feed("areas", 200, &knocked(encoded(slipped(trees))), read_outlines);
}

#[test]
fn travel_times_of_any_form_end_in_words() {
    let trees = texts("road").iter().map(|text| Tree::json(text)).collect();
    feed("road", 200, &knocked(encoded(slipped(trees))), |bytes| read_as("table.json", bytes));
}

#[test]
fn tracks_of_any_form_end_in_words() {
    let trees = texts("gpx").iter().map(|text| Tree::xml(text)).collect();
    feed("gpx", 200, &knocked(encoded(slipped(trees))), |bytes| read_as("鄂C10000.gpx", bytes));
}

fn read_tiles(bytes: &[u8]) {
    match Archive::open(Cursor::new(bytes)) {
        Err(fault) => say(&fault),
        Ok(mut archive) => {
            let _ = archive.credit();
            for (zoom, x, y) in [(0, 0, 0), (1, 0, 1), (1, 1, 0), (7, 100, 90), (22, 4_000_000, 1)] {
                if let Err(fault) = archive.tile(TileId { zoom, x, y }) {
                    say(&fault);
                }
            }
        }
    }
}

#[test]
fn tiles_of_any_form_end_in_words() {
    feed("tiles", 300, &damaged(Just(crate::base_map::archive(crate::base_map::PNG))), read_tiles);
}

#[test]
fn kept_outlines_tracks_and_travel_times_end_in_words() {
    read_kept("areas", read_outlines);
    read_kept("road", |bytes| read_as("table.json", bytes));
    read_kept("gpx", |bytes| read_as("鄂C10000.gpx", bytes));
}
