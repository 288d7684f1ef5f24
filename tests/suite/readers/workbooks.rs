//! Workbooks: the parts of an archive slip in their structure, or the archive's own bytes do.

use super::runs::feed;
use super::slips::damaged;
use super::tables::read_as;
use super::tree::{Tree, slipped};
use super::{corpus, read_kept};
use proptest::prelude::*;
use std::io::{Cursor, Read as _, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// An archive's parts, by their names.
type Parts = Vec<(String, Vec<u8>)>;

pub fn unpacked(book: &[u8]) -> Parts {
    let mut archive = ZipArchive::new(Cursor::new(book)).unwrap();
    let mut parts = Parts::new();
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        parts.push((part.name().unwrap().into_owned(), bytes));
    }
    parts
}

pub fn packed(parts: &Parts, method: CompressionMethod) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        archive.start_file(name.as_str(), SimpleFileOptions::default().compression_method(method)).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

pub fn an_xlsx() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (column, header) in (0..).zip(["客户编码", "客户名称", "经度", "纬度", "备注"]) {
        sheet.write(0, column, header).unwrap();
    }
    for row in 1..4 {
        sheet.write(row, 0, row).unwrap();
        sheet.write(row, 1, "店").unwrap();
        sheet.write(row, 2, 110.8).unwrap();
        sheet.write(row, 3, 32.6).unwrap();
        let when = rust_xlsxwriter::ExcelDateTime::from_ymd(2026, 11, 23).unwrap().and_hms(7, 30, 0).unwrap();
        let format = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd hh:mm");
        sheet.write_with_format(row, 4, &when, &format).unwrap();
    }
    sheet.write(5, 0, true).unwrap();
    sheet.write(5, 1, rust_xlsxwriter::Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
    book.add_worksheet().write(0, 0, "=x").unwrap();
    book.save_to_buffer().unwrap()
}

fn kept(ending: &str) -> Vec<u8> {
    let found = corpus("workbooks").into_iter().find(|(name, _)| name == &format!("plan.{ending}"));
    found.unwrap().1
}

/// The archive with one of its parts as a document that has slipped.
fn with_a_slip(book: &[u8]) -> impl Strategy<Value = Vec<u8>> + use<> {
    let parts = unpacked(book);
    let texts = parts
        .iter()
        .enumerate()
        .filter_map(|(at, (_, bytes))| Some((at, Tree::xml(std::str::from_utf8(bytes).ok()?))));
    let texts: Vec<_> = texts.collect();
    prop::sample::select(texts).prop_flat_map(move |(at, tree)| {
        let parts = parts.clone();
        (slipped(vec![tree]), any::<bool>()).prop_map(move |(text, stored)| {
            let mut parts = parts.clone();
            parts[at].1 = text.into_bytes();
            packed(&parts, if stored { CompressionMethod::Stored } else { CompressionMethod::Deflated })
        })
    })
}

#[test]
fn workbooks_whose_parts_slip_end_in_words() {
    let xlsx = with_a_slip(&an_xlsx());
    let ods = with_a_slip(&kept("ods"));
    feed("workbooks", 100, &prop_oneof![2 => xlsx, 1 => ods], |bytes| read_as("book.xlsx", bytes));
}

#[test]
fn workbooks_whose_bytes_are_damaged_end_in_words() {
    let books = prop_oneof![
        1 => Just(an_xlsx()),
        1 => Just(kept("ods")),
        3 => Just(kept("xls")),
    ];
    feed("workbook-bytes", 200, &damaged(books), |bytes| read_as("book.xls", bytes));
}

#[test]
fn kept_workbooks_end_in_words() {
    read_kept("workbooks", |bytes| read_as("book.xlsx", bytes));
}
