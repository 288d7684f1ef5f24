//! The report on paper: what the pages hold, and that the PDF holds the same and can be searched.

use super::agree::printed;
use crate::delay_report::{disturbed, save_days, this_day, two_days};
use crate::harness::at;
use expect_test::{expect, expect_file};
use flate2::read::ZlibDecoder;
use mainstay::domain::watch::Unwatched;
use mainstay::exchange::report::delays::{Delays, Source};
use mainstay::exchange::report::pages::{Item, Page};
use mainstay::exchange::report::{self, Format, Preview};
use mainstay::words::{Language, Words};
use std::convert::Infallible;
use std::fmt::Write as _;
use std::io::Read;

fn preview(language: Language) -> Preview {
    let state = disturbed();
    let days = two_days(&state);
    let dates: Vec<_> = days.keys().copied().collect();
    let source = Source { state: &state, days: &dates, now: at("10:20") };
    let read = |day| Ok::<_, Infallible>(days.get(&day).cloned());
    let scope = this_day();
    let mut delays = Delays::new(&scope, source, read);
    report::preview(&mut delays, &Words::new(language), 10, &mut Unwatched).expect("counts")
}

/// The texts of each page with their places, in whole points.
fn drawn(pages: &[Page]) -> String {
    let mut out = String::new();
    for (nth, page) in (1..).zip(pages) {
        let _ = writeln!(out, "page {nth}: {:.0} x {:.0}", page.width, page.height);
        for item in &page.items {
            let _ = match item {
                Item::Text { at, size, text, .. } => writeln!(out, "{:.0} {:.0} {size}: {text}", at.x, at.y),
                Item::Unknown { at, character, .. } => {
                    writeln!(out, "{:.0} {:.0} U+{:X}", at.x, at.y, u32::from(*character))
                }
                Item::Line { .. } | Item::Block { .. } => Ok(()),
            };
        }
    }
    out
}

#[test]
fn the_pages_stand_as_agreed_in_both_languages() {
    expect_file!["../../fixtures/report/pages-en.txt"].assert_eq(&drawn(&preview(Language::English).pages));
    expect_file!["../../fixtures/report/pages-zh.txt"].assert_eq(&drawn(&preview(Language::Chinese).pages));
}

#[test]
fn the_page_of_html_stands_as_agreed() {
    let state = disturbed();
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("report.html");
    save_days(&state, &two_days(&state), &this_day(), Language::Chinese, &path);
    let page = std::fs::read_to_string(path).expect("text");
    expect_file!["../../fixtures/report/page-zh.html"].assert_eq(&page);
}

#[test]
fn nothing_is_printed_beyond_the_edge_of_a_page() {
    for language in Language::ALL {
        let faces = report::pages::Faces::of(language);
        for page in preview(language).pages {
            for item in &page.items {
                let (left, right, low) = match item {
                    Item::Text { at, size, text, .. } => (at.x, at.x + faces.width(text, *size), at.y),
                    Item::Unknown { at, size, .. } => (at.x, at.x + 1.2 * size, at.y),
                    Item::Block { at, width, height, .. } => (at.x, at.x + width, at.y + height),
                    Item::Line { points, .. } => {
                        let x = points.iter().map(|spot| spot.x);
                        let low = points.iter().map(|spot| spot.y).fold(0.0, f32::max);
                        (x.clone().fold(f32::MAX, f32::min), x.fold(0.0, f32::max), low)
                    }
                };
                assert!(left >= 20.0 && right <= page.width - 20.0 && low <= page.height - 20.0, "{item:?}");
            }
        }
    }
}

#[test]
fn a_character_no_font_has_is_printed_as_its_code_point_and_found_as_itself() {
    let pages = preview(Language::English).pages;
    assert!(printed(&pages).contains("🚚𠮷野喆商行"), "the name as it stands in the data");
    let unknown = pages.iter().flat_map(|page| &page.items).find_map(|item| match item {
        Item::Unknown { at, size, ink, character } => Some((*at, *size, *ink, *character)),
        _ => None,
    });
    let (at, size, ink, character) = unknown.expect("a character without a glyph");
    let digits: Vec<_> = report::pages::frame(at, size, ink, character)
        .into_iter()
        .filter_map(|item| match item {
            Item::Text { text, .. } => Some(text),
            _ => None,
        })
        .collect();
    expect![["1F6 9A"]].assert_eq(&digits.join(" "));
}

/// What the streams of a PDF hold, unpacked.
fn streams(pdf: &[u8]) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    let mut rest = pdf;
    let find = |hay: &[u8], needle: &[u8]| hay.windows(needle.len()).position(|part| part == needle);
    while let Some(at) = find(rest, b"\nstream\n") {
        rest = &rest[at + 8..];
        let end = find(rest, b"endstream").expect("an end");
        let mut unpacked = Vec::new();
        ZlibDecoder::new(&rest[..end]).read_to_end(&mut unpacked).expect("deflated");
        found.push(unpacked);
        rest = &rest[end..];
    }
    found
}

fn glyphs_of(item: &Item) -> Option<&str> {
    match item {
        Item::Text { text, .. } => Some(text),
        _ => None,
    }
}

fn utf16(character: char) -> String {
    let mut units = [0; 2];
    character.encode_utf16(&mut units).iter().fold(String::new(), |mut digits, unit| {
        let _ = write!(digits, "{unit:04X}");
        digits
    })
}

#[test]
fn the_pdf_has_the_pages_of_the_preview_and_its_text_can_be_searched() {
    let state = disturbed();
    let folder = tempfile::tempdir().expect("a folder");
    for language in Language::ALL {
        let path = folder.path().join("report.pdf");
        save_days(&state, &two_days(&state), &this_day(), language, &path);
        let pdf = std::fs::read(&path).expect("a file");
        assert!(pdf.starts_with(b"%PDF-1.7") && pdf.ends_with(b"%%EOF"));
        let text = String::from_utf8_lossy(&pdf).into_owned();
        let pages = preview(language).pages;
        assert_eq!(text.matches("/Type /Page\n").count(), pages.len());
        assert!(text.contains("/MediaBox [0 0 841.89 595.28]"), "the wide rows lie across");
        assert!(text.contains(&format!("/Lang ({})", language.tag())));
        let streams = streams(&pdf);
        let maps: String = streams
            .iter()
            .filter_map(|stream| std::str::from_utf8(stream).ok())
            .filter(|s| s.contains("beginbfchar"))
            .collect();
        let glyphs: String = pages.iter().flat_map(|page| &page.items).filter_map(glyphs_of).collect();
        for character in glyphs.chars() {
            assert!(
                maps.contains(&format!("<{}>", utf16(character))),
                "{character} is found in {language:?}"
            );
        }
        for character in ['🚚', '𠮷'] {
            let said = format!("/ActualText <FEFF{}>", utf16(character));
            let found = streams.iter().any(|stream| String::from_utf8_lossy(stream).contains(&said));
            assert!(found, "{character} is found though no font has it");
        }
    }
}

#[test]
fn the_same_report_is_the_same_file() {
    let state = disturbed();
    let folder = tempfile::tempdir().expect("a folder");
    for format in Format::ALL {
        let paths = ["one", "two"].map(|name| folder.path().join(name).with_extension(format.extension()));
        for path in &paths {
            save_days(&state, &two_days(&state), &this_day(), Language::Chinese, path);
        }
        let [one, two] = paths.map(|path| std::fs::read(path).expect("a file"));
        assert!(one == two, "{format:?}");
    }
}
