//! Small files that would fill a computer, each read by a process that may have no more than so much memory: refused in
//! words, or read, and never the end of the process.
#![cfg(target_os = "linux")]

use super::workbooks::{an_xlsx, packed, unpacked};
use std::fmt::Write as _;
use std::process::Command;
use zip::CompressionMethod;

/// What the reading process may have, in kilobytes of address space; text and workbooks of the sizes here need far less.
const ROOM: u32 = 2_500_000;

/// Reads the file in such a process; what it says, and its exit code.
fn read(name: &str, bytes: &[u8]) -> (i32, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    let script = format!("ulimit -v {ROOM}; exec \"$0\" --lang en --db \"$1\" import --dry-run \"$2\"");
    let done = Command::new("sh")
        .args(["-c", &script, env!("CARGO_BIN_EXE_mainstay")])
        .args([folder.path().join("x.db"), path])
        .output()
        .unwrap();
    let text = format!("{}{}", String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
    (done.status.code().unwrap_or(-1), text)
}

fn refused(name: &str, bytes: &[u8], words: &str) {
    let (code, text) = read(name, bytes);
    assert_eq!(code, 2, "{name}: {text}");
    assert!(text.contains(words), "{name}: {text}");
}

/// The workbook with another text in one of its parts.
fn with(part: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    let mut parts = unpacked(&an_xlsx());
    let (_, bytes) = parts.iter_mut().find(|(name, _)| name == part).unwrap();
    *bytes = change(std::str::from_utf8(bytes).unwrap()).into_bytes();
    packed(&parts, CompressionMethod::Deflated)
}

#[test]
fn a_workbook_that_says_it_has_a_million_million_texts_is_refused() {
    let bytes = with("xl/sharedStrings.xml", |text| {
        let at = text.find("uniqueCount=\"").unwrap() + "uniqueCount=\"".len();
        let (before, after) = text.split_at(at);
        format!("{before}1000000000{after}")
    });
    refused("texts.xlsx", &bytes, "damaged");
}

#[test]
fn a_workbook_that_unpacks_to_more_than_memory_is_refused() {
    let bytes = with("xl/sharedStrings.xml", |text| {
        text.replace("</sst>", &format!("{}</sst>", " ".repeat(257 << 20)))
    });
    assert!(bytes.len() < 1 << 20);
    refused("zeros.xlsx", &bytes, "256 MB");
}

#[test]
fn a_chain_of_sectors_that_bites_its_tail_is_refused() {
    let (_, mut bytes) = super::corpus("workbooks").into_iter().find(|(name, _)| name == "plan.xls").unwrap();
    // The directory's chain goes on with its own first sector.
    let start = u32::from_le_bytes(bytes[48..52].try_into().unwrap());
    let table = u32::from_le_bytes(bytes[76..80].try_into().unwrap()) as usize;
    let at = 512 * (table + 1) + 4 * start as usize;
    bytes[at..at + 4].copy_from_slice(&start.to_le_bytes());
    refused("chain.xls", &bytes, "damaged");
}

#[test]
fn an_entity_that_stands_for_a_thousand_million_letters_is_never_expanded() {
    let mut text = "<?xml version='1.0'?>\n<!DOCTYPE gpx [<!ENTITY a0 'aaaaaaaaaa'>".to_owned();
    for level in 1..9 {
        let inside = format!("&a{};", level - 1).repeat(10);
        write!(text, "<!ENTITY a{level} '{inside}'>").unwrap();
    }
    text.push_str("]><gpx><trk><name>&a8;</name></trk></gpx>");
    refused("entities.gpx", text.as_bytes(), "document type");
}

#[test]
fn a_quotation_mark_that_is_never_closed_is_told_before_memory_runs_out() {
    let text = format!("客户编码,线路,数量\n1,\"2,{}", "x,".repeat(40 << 20));
    refused("quote.csv", text.as_bytes(), "row 2");
}

#[test]
fn brackets_a_million_deep_are_told() {
    for (name, opening) in [
        (
            "deep.geojson",
            "{\"type\":\"GeometryCollection\",\"geometries\":[{\"type\":\"Polygon\",\"coordinates\":[",
        ),
        ("deep.json", "{\"code\":\"Ok\",\"durations\":["),
    ] {
        let text = format!("{opening}{}", "[".repeat(1_000_000));
        let (code, said) = read(name, text.as_bytes());
        assert_eq!(code, 2, "{name}: {said}");
    }
    let text = format!("<gpx>{}", "<a>".repeat(1_000_000));
    let (code, said) = read("deep.gpx", text.as_bytes());
    assert_eq!(code, 2, "{said}");
}
