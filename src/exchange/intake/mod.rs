//! Files of the centre's other systems, read into commands, notes and complaints. Headings are known by
//! alias in both languages, values in whatever dress people give them. Nothing is kept here: the commands
//! go through the session, which may still refuse them.

mod archive;
mod areas;
mod biff;
pub mod complaint;
mod compound;
mod datum;
mod encoding;
pub mod field;
mod gpx;
mod index;
mod kind;
mod layout;
mod matrix;
mod moment;
pub mod note;
mod osrm;
mod plan;
mod positions;
mod progress;
mod reading;
mod retailers;
mod row;
mod spoken;
mod supply;
mod table;
mod together;
pub mod unreadable;
mod value;
mod vehicles;
mod workbook;

pub use areas::outline;
pub use complaint::{Complaint, Complaints, Fault};
pub use field::{Field, Kind};
pub use note::Note;
pub use spoken::spoken_fault;
pub use unreadable::{Unreadable, Why};

use crate::domain::command::Command;
use crate::domain::day::Day;
use crate::domain::state::State;
use crate::domain::time::{ServiceDay, Timestamp};
use crate::domain::watch::Watch;
use crate::words::Tell as _;
use smol_str::SmolStr;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// The datum the file's coordinates are in. Inside, all places are WGS-84.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Datum {
    #[default]
    Wgs84,
    /// `AMap`, Tencent: "Mars coordinates".
    Gcj02,
    /// Baidu.
    Bd09,
}

impl Datum {
    pub const ALL: [Self; 3] = [Self::Wgs84, Self::Gcj02, Self::Bd09];

    /// Its name on the command line.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Wgs84 => "wgs84",
            Self::Gcj02 => "gcj02",
            Self::Bd09 => "bd09",
        }
    }

    /// The key of its name in the locale files.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Wgs84 => "intake-datum-wgs84",
            Self::Gcj02 => "intake-datum-gcj02",
            Self::Bd09 => "intake-datum-bd09",
        }
    }
}

/// What a person says about a file; all may be left to be found out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReadOptions {
    /// Found from the headings where `None`.
    pub kind: Option<Kind>,
    pub datum: Datum,
    /// A workbook's sheet, by name or by number from 1; the first where `None`.
    pub sheet: Option<String>,
    /// The person's own reading of the headings: heading as the file writes it to [`Field::key`], or to an
    /// empty text where the column is to be left aside. Headings not named are read as ever.
    pub columns: Option<BTreeMap<SmolStr, SmolStr>>,
    /// Nobody was told after this moment: a list that says so is mistaken. `None` where that does not matter.
    pub told_until: Option<Timestamp>,
}

/// What a reader may ask about what is there already. A [`State`] answers from its working set; a session
/// answers for every day.
pub trait Known {
    fn state(&self) -> &State;
    /// The service day as it stands; `None` where nothing is planned on it.
    fn day(&self, day: ServiceDay) -> Option<Arc<Day>>;
}

impl Known for State {
    fn state(&self) -> &State {
        self
    }

    fn day(&self, day: ServiceDay) -> Option<Arc<Day>> {
        self.days.get(&day).cloned()
    }
}

/// A column of the file, and what it was taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnGuess {
    /// As the file writes it; empty where the column has no heading.
    pub header: SmolStr,
    /// `None`: kept aside, because the heading is unknown, of no use in this kind of file, or stands twice.
    pub field: Option<Field>,
    /// The first few values.
    pub samples: Vec<SmolStr>,
}

/// What was read from one file.
#[derive(Clone, Debug, PartialEq)]
pub struct FileReading {
    /// The file's name, without its folders.
    pub file: String,
    pub kind: Kind,
    /// `UTF-8`, `UTF-16LE`, `GB18030`, or the workbook's format.
    pub encoding: &'static str,
    pub sheet: Option<String>,
    /// The workbook's sheets; empty for other files.
    pub sheets: Vec<String>,
    /// In the file's order.
    pub columns: Vec<ColumnGuess>,
    /// Names this set of headings in [`crate::domain::settings::Settings::columns`].
    pub fingerprint: SmolStr,
    /// In the order they are to be carried out.
    pub commands: Vec<Command>,
    /// Rows under the headings, blank ones left out.
    pub rows: u64,
    /// Rows that bring something new.
    pub accepted: u64,
    /// Rows that say what is known already.
    pub unchanged: u64,
    /// Rows with totals (合计), passed over.
    pub skipped_totals: u64,
    pub complaints: Complaints,
    pub notes: Vec<Note>,
}

impl FileReading {
    /// Nothing of it could be used.
    #[must_use]
    pub const fn is_useless(&self) -> bool {
        self.accepted == 0 && self.unchanged == 0
    }
}

/// Reads one file. `now` stands in where the file does not say the day.
///
/// # Errors
/// [`Unreadable`] where nothing of the file could be used, and why.
pub fn read_file(
    path: &Path,
    options: &ReadOptions,
    known: &dyn Known,
    now: Timestamp,
    watch: &mut dyn Watch,
) -> Result<FileReading, Unreadable> {
    let mut index = index::Index::new(known);
    reading::read(path, options, &mut index, now, watch).map_err(|why| Unreadable::new(path, why))
}

/// What the log says of a file that was read: its kind and its counts, or why it could not be; never its name or a value.
pub fn note(read: Result<&FileReading, &Unreadable>) {
    match read {
        Ok(reading) => tracing::info!(
            kind = reading.kind.key(),
            form = reading.encoding,
            rows = reading.rows,
            new = reading.accepted,
            known = reading.unchanged,
            complaints = reading.complaints.total,
            "read"
        ),
        Err(unreadable) => tracing::info!(why = unreadable.message().key, "not read"),
    }
}

/// Reads several files that belong together, so that the retailers and vehicles of one are known to the
/// plan of another: in the order retailers, vehicles, matrix, plan, progress, areas, positions, then what is of supply,
/// whatever order they are named in. The answers come in that order, each with its place in `files`; their commands, one after the
/// other, are one import.
pub fn read_each(
    files: &[(PathBuf, ReadOptions)],
    known: &dyn Known,
    now: Timestamp,
    watch: &mut dyn Watch,
) -> Vec<(usize, Result<FileReading, Unreadable>)> {
    let mut index = index::Index::new(known);
    let mut order: Vec<(Option<Kind>, usize)> = match files {
        // One file needs no order, and is not opened twice.
        [_] => vec![(None, 0)],
        _ => {
            (0..).zip(files).map(|(at, (path, options))| (reading::kind(path, options, &index), at)).collect()
        }
    };
    // The order of `Kind`, but the matrix before the plan that is projected with it; the unreadable first.
    order.sort_by_key(|(kind, _)| match kind {
        None => 0,
        Some(Kind::Retailers) => 1,
        Some(Kind::Vehicles) => 2,
        Some(Kind::Matrix) => 3,
        Some(Kind::Plan) => 4,
        Some(Kind::Progress) => 5,
        Some(Kind::Areas) => 6,
        Some(Kind::Positions) => 7,
        Some(Kind::Enterprises) => 8,
        Some(Kind::Contacts) => 9,
        Some(Kind::Brands) => 10,
        Some(Kind::Stock) => 11,
        Some(Kind::Orders) => 12,
        Some(Kind::Inbound) => 13,
    });
    if order.iter().any(|(kind, _)| *kind == Some(Kind::Progress)) {
        index.expected = Some(BTreeMap::new());
    }
    let read = |(_, at): (Option<Kind>, usize)| {
        let (path, options) = &files[at];
        let reading = reading::read(path, options, &mut index, now, watch);
        (at, reading.map_err(|why| Unreadable::new(path, why)))
    };
    order.into_iter().map(read).collect()
}

/// The last part of a path, as people know the file.
pub(super) fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}
