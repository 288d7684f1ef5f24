//! Why nothing of a file could be used, told so that a person knows the way out.

use super::field::{Field, Kind};
use crate::domain::alert::AreaFault;
use crate::words::{Arg, Message, Tell};
use std::path::Path;

/// A file of which nothing could be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unreadable {
    /// The file's name, without its folders.
    pub file: String,
    pub why: Why,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    Missing,
    Folder,
    NoPermission,
    /// The system's own words.
    Disk(String),
    Empty,
    /// More bytes than may be read.
    TooLarge {
        megabytes: u64,
        most: u64,
    },
    TooManyRows {
        most: u64,
    },
    TooManyColumns {
        most: usize,
    },
    /// Unpacked, the workbook would be larger than memory allows.
    UnpacksTooLarge {
        most: u64,
    },
    /// A picture, a PDF, an archive …; its kind where it is known by its first bytes.
    NotATable {
        what: &'static str,
    },
    WebPage,
    /// A weather alert, which belongs elsewhere.
    Alert,
    /// None of the encodings fits; the row where it stops making sense.
    Undecodable {
        row: u64,
    },
    /// A row that goes on and on, because a quotation mark is not closed.
    EndlessRow {
        row: u64,
    },
    /// JSON, but not a table of travel times; what is off with it.
    NotTravelTimes {
        detail: String,
    },
    /// JSON that is broken from this row on.
    NotJson {
        row: u64,
    },
    /// No GeoJSON with areas; what its `type` says.
    NotAreas {
        kind: String,
    },
    /// More bytes than outlines may have.
    AreasTooLarge {
        megabytes: u64,
        most: u64,
    },
    TooManyPoints {
        most: u64,
    },
    /// The outline a person has chosen encloses nothing, or crosses itself.
    BadOutline(AreaFault),
    /// Brackets or elements within each other beyond any sense.
    TooDeep,
    /// XML with a document type.
    DocumentType,
    BrokenXml {
        row: u64,
    },
    /// A workbook or another file that breaks off or is damaged.
    Damaged,
    Locked,
    NoSuchSheet {
        wanted: String,
        sheets: Vec<String>,
    },
    EmptySheet {
        sheet: String,
        sheets: Vec<String>,
    },
    /// No row of headings that says what the file holds.
    UnknownKind {
        seen: Vec<String>,
    },
    /// The same of one of several sheets: another may be the one.
    UnknownSheet {
        sheet: String,
        sheets: Vec<String>,
        seen: Vec<String>,
    },
    /// The kind is known, a column it cannot do without is not there.
    LacksColumns {
        kind: Kind,
        lacking: Vec<Field>,
        seen: Vec<String>,
    },
    /// Headings, and nothing under them.
    NoRows,
    /// A place heads two columns of a matrix.
    PlaceTwice {
        code: String,
    },
    /// More places than a matrix may have.
    MatrixTooLarge {
        most: usize,
    },
    Cancelled,
}

impl Unreadable {
    #[must_use]
    pub fn new(path: &Path, why: Why) -> Self {
        Self { file: super::file_name(path), why }
    }
}

/// Some of the texts, so that a file of a thousand columns still gives one line.
pub(super) fn some(texts: &[String]) -> String {
    const MOST: usize = 12;
    let mut line = texts.iter().take(MOST).map(|text| text.trim()).collect::<Vec<_>>().join(", ");
    if texts.len() > MOST {
        line.push_str(", …");
    }
    line
}

impl Tell for Unreadable {
    fn message(&self) -> Message {
        let message = match &self.why {
            Why::Missing => Message::new("intake-missing"),
            Why::Folder => Message::new("intake-folder"),
            Why::NoPermission => Message::new("intake-no-permission"),
            Why::Disk(system) => Message::new("intake-disk").with("system", system.as_str()),
            Why::Empty => Message::new("intake-empty"),
            Why::TooLarge { megabytes, most } => Message::new("intake-too-large")
                .with("size", Arg::shown(megabytes))
                .with("most", Arg::shown(most)),
            Why::TooManyRows { most } => Message::new("intake-too-many-rows").with("most", Arg::shown(most)),
            Why::TooManyColumns { most } => {
                Message::new("intake-too-many-columns").with("most", Arg::shown(most))
            }
            Why::UnpacksTooLarge { most } => {
                Message::new("intake-unpacks-too-large").with("most", Arg::shown(most))
            }
            Why::NotATable { what } => Message::new("intake-not-a-table").with("what", *what),
            Why::WebPage => Message::new("intake-web-page"),
            Why::Alert => Message::new("intake-alert"),
            Why::Undecodable { row } => Message::new("intake-undecodable").with("row", Arg::shown(row)),
            Why::EndlessRow { row } => Message::new("intake-endless-row").with("row", Arg::shown(row)),
            Why::NotTravelTimes { detail } => {
                Message::new("intake-not-travel-times").with("detail", detail.as_str())
            }
            Why::NotJson { row } => Message::new("intake-not-json").with("row", Arg::shown(row)),
            Why::NotAreas { kind } => Message::new("intake-not-areas").with("what", kind.as_str()),
            Why::AreasTooLarge { megabytes, most } => Message::new("intake-areas-too-large")
                .with("size", Arg::shown(megabytes))
                .with("most", Arg::shown(most)),
            Why::TooManyPoints { most } => {
                Message::new("intake-too-many-points").with("most", Arg::shown(most))
            }
            Why::BadOutline(AreaFault::CrossesItself) => Message::new("intake-outline-crosses-itself"),
            Why::BadOutline(AreaFault::NotOnTheEarth) => Message::new("intake-outline-off-the-earth"),
            Why::BadOutline(_) => Message::new("intake-outline-too-few-points"),
            Why::TooDeep => Message::new("intake-too-deep"),
            Why::DocumentType => Message::new("intake-document-type"),
            Why::BrokenXml { row } => Message::new("intake-broken-xml").with("row", Arg::shown(row)),
            Why::Damaged => Message::new("intake-damaged"),
            Why::Locked => Message::new("intake-locked"),
            Why::NoSuchSheet { wanted, sheets } => Message::new("intake-no-such-sheet")
                .with("wanted", wanted.as_str())
                .with("sheets", some(sheets)),
            Why::EmptySheet { sheet, sheets } => {
                Message::new("intake-empty-sheet").with("sheet", sheet.as_str()).with("sheets", some(sheets))
            }
            Why::UnknownSheet { sheet, sheets, seen } => Message::new("intake-unknown-sheet")
                .with("sheet", sheet.as_str())
                .with("sheets", some(sheets))
                .with("seen", some(seen)),
            Why::UnknownKind { seen } => Message::new("intake-unknown-kind").with("seen", some(seen)),
            Why::LacksColumns { kind, lacking, seen } => {
                let mut message = Message::new("intake-lacks-columns")
                    .with("kind", Message::new(kind.label()))
                    .with("seen", some(seen));
                // Two are enough to go on with; the next try names the rest.
                let first = lacking.first().copied().unwrap_or(Field::Retailer);
                message = message.with("first", Message::new(first.label()));
                match lacking.get(1) {
                    Some(second) => {
                        message.key = "intake-lacks-two-columns";
                        message.with("second", Message::new(second.label()))
                    }
                    None => message,
                }
            }
            Why::NoRows => Message::new("intake-no-rows"),
            Why::MatrixTooLarge { most } => {
                Message::new("intake-matrix-too-large").with("most", Arg::shown(most))
            }
            Why::PlaceTwice { code } => Message::new("intake-place-twice").with("code", code.as_str()),
            Why::Cancelled => Message::new("intake-cancelled"),
        };
        message.with("file", self.file.as_str())
    }
}
