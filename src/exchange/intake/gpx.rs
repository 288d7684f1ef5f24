//! Tracks of vehicles in GPX 1.0 or 1.1. A track's name is the plate; where it has none, the file's name is.

use super::complaint::{Complaint, Fault, shown};
use super::field::{Field, Kind};
use super::index::Index;
use super::positions::Seen;
use super::row::Log;
use super::unreadable::Why;
use super::{FileReading, ReadOptions, value};
use crate::domain::ids::Plate;
use crate::domain::place::Place;
use crate::domain::position::Fix;
use crate::domain::watch::Watch;
use crate::exchange::moments::moment;
use crate::exchange::xml::{self, Step, Unsound};
use smol_str::SmolStr;
use std::fs::File;
use std::io::Read;
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::Arc;

/// A file of more bytes is not read.
const MOST_BYTES: u64 = 64 << 20;

/// The first part of a file that begins as XML does, in whatever encoding; empty where it does not.
pub fn xml_head(path: &Path) -> String {
    // A pipe would be waited for.
    if !path.is_file() {
        return String::new();
    }
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(4_096).read_to_end(&mut head));
    // Wide letters are narrow ones with nothing between.
    head.retain(|b| *b != 0);
    let text = String::from_utf8_lossy(&head);
    let bare = text.trim_start_matches(|c: char| !c.is_ascii() || c.is_whitespace());
    if read.is_ok() && bare.starts_with('<') { bare.to_ascii_lowercase() } else { String::new() }
}

/// Whether the file is GPX: by its first words, or by its name where those are of no other document.
pub fn is_gpx(path: &Path) -> bool {
    let head = xml_head(path);
    let named = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("gpx"));
    !head.is_empty() && (named || head.contains("<gpx"))
}

/// Whether the file is a weather alert, or several.
pub fn is_alert(path: &Path) -> bool {
    let head = xml_head(path);
    head.contains("<alert") || head.contains(":alert")
}

pub fn read(
    path: &Path,
    options: &ReadOptions,
    index: &Index<'_>,
    watch: &mut dyn Watch,
) -> Result<FileReading, Why> {
    watch.step(0, 1).map_err(|_| Why::Cancelled)?;
    let bytes = bytes_of(path)?;
    let text = xml::text_of(&bytes).map_err(why)?;
    let file = super::file_name(path);
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let mut track = Track {
        index,
        options,
        utc_offset_minutes: index.known.state().settings.weather.utc_offset_minutes,
        stem,
        log: Log::new(&file),
        seen: Seen::default(),
        path: Vec::new(),
        text: String::new(),
        name: String::new(),
        point: Point::default(),
        rows: 0,
    };
    let went = xml::walk(&text, |step| match track.step(step, watch) {
        Ok(()) => ControlFlow::Continue(()),
        Err(why) => ControlFlow::Break(why),
    });
    if let ControlFlow::Break(why) = went.map_err(why)? {
        return Err(why);
    }
    if track.rows == 0 {
        return Err(Why::NoRows);
    }
    let Track { seen, log, rows, .. } = track;
    let Log { complaints, notes, accepted, unchanged, .. } = log;
    Ok(FileReading {
        file,
        kind: Kind::Positions,
        encoding: "GPX",
        sheet: None,
        sheets: Vec::new(),
        columns: Vec::new(),
        fingerprint: SmolStr::default(),
        commands: seen.commands(),
        rows,
        accepted,
        unchanged,
        skipped_totals: 0,
        complaints,
        notes,
    })
}

fn bytes_of(path: &Path) -> Result<Vec<u8>, Why> {
    let too_large = |bytes: u64| Why::TooLarge { megabytes: bytes.div_ceil(1 << 20), most: MOST_BYTES >> 20 };
    let known = std::fs::metadata(path).map_err(|error| Why::of_io(&error))?;
    if known.len() > MOST_BYTES {
        return Err(too_large(known.len()));
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|error| Why::of_io(&error))?;
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(|error| Why::of_io(&error))?;
    if bytes.len() as u64 > MOST_BYTES { Err(too_large(bytes.len() as u64)) } else { Ok(bytes) }
}

fn why(unsound: Unsound) -> Why {
    match unsound {
        Unsound::Empty => Why::Empty,
        Unsound::WebPage => Why::WebPage,
        Unsound::NotXml => Why::NotATable { what: "GPX?" },
        Unsound::Dtd => Why::DocumentType,
        Unsound::Truncated => Why::Damaged,
        Unsound::Broken { line } => Why::BrokenXml { row: line as u64 },
        Unsound::Undecodable => Why::Undecodable { row: 1 },
        Unsound::TooDeep | Unsound::TooManyElements => Why::TooDeep,
    }
}

/// The document as it goes by.
struct Track<'a, 'k> {
    index: &'a Index<'k>,
    options: &'a ReadOptions,
    utc_offset_minutes: i32,
    /// The file's name, for tracks that have none.
    stem: String,
    log: Log,
    seen: Seen,
    /// The names of the open elements.
    path: Vec<SmolStr>,
    text: String,
    name: String,
    point: Point,
    /// Points so far.
    rows: u64,
}

#[derive(Default)]
struct Point {
    lat: String,
    lon: String,
    time: String,
}

impl Track<'_, '_> {
    fn step(&mut self, step: Step<'_>, watch: &mut dyn Watch) -> Result<(), Why> {
        /// No name and no time is longer.
        const MOST_TEXT: usize = 400;
        match step {
            Step::Open { name, attributes } => {
                match name {
                    _ if self.path.is_empty() && name != "gpx" => return Err(Why::NotATable { what: "XML" }),
                    "trk" => self.name.clear(),
                    "trkpt" => {
                        self.rows += 1;
                        if self.rows > super::table::MOST_ROWS {
                            return Err(Why::TooManyRows { most: super::table::MOST_ROWS });
                        }
                        if self.rows.is_multiple_of(4_096) {
                            watch.step(self.rows, 0).map_err(|_| Why::Cancelled)?;
                        }
                        let part = |name| attributes.get(name).unwrap_or_default();
                        self.point = Point { lat: part("lat"), lon: part("lon"), time: String::new() };
                    }
                    _ => {}
                }
                self.text.clear();
                self.path.push(SmolStr::new(name));
            }
            Step::Text(text) if self.text.len() < MOST_TEXT => self.text.push_str(&text),
            Step::Text(_) => {}
            Step::Close => {
                let name = self.path.pop().unwrap_or_default();
                match (name.as_str(), self.path.last().map(SmolStr::as_str)) {
                    ("name", Some("trk")) => self.name = std::mem::take(&mut self.text),
                    ("time", Some("trkpt")) => self.point.time = std::mem::take(&mut self.text),
                    ("trkpt", _) => self.take(),
                    _ => {}
                }
                self.text.clear();
            }
        }
        Ok(())
    }

    fn take(&mut self) {
        match self.fix().map(|fix| self.seen.take(self.index, fix)) {
            Ok(true) => self.log.accepted += 1,
            Ok(false) => self.log.unchanged += 1,
            Err((part, found, fault)) => self.log.complaints.push(Complaint {
                file: Arc::clone(&self.log.file),
                row: self.rows,
                column: Some(Arc::from(part)),
                found: shown(&found),
                fault,
            }),
        }
    }

    /// Where the vehicle was; or the part that is off, what stands there and what is wrong with it.
    fn fix(&self) -> Result<Fix, (&'static str, String, Fault)> {
        let name = if self.name.trim().is_empty() { &self.stem } else { &self.name };
        let plate = value::plate(name).map_err(|fault| ("name", name.clone(), fault))?;
        let plate = Plate::new(plate);
        if self.index.vehicle(&plate).is_none() {
            return Err(("name", name.clone(), Fault::NoSuchVehicle));
        }
        let Point { lat, lon, time } = &self.point;
        let degrees = |part, text: &String| match text.trim().parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(number),
            _ => Err((part, text.clone(), Fault::NotANumber)),
        };
        let (north, east) = (degrees("lat", lat)?, degrees("lon", lon)?);
        if north == 0.0 && east == 0.0 {
            return Err(("trkpt", format!("{lat}, {lon}"), Fault::NullIsland));
        }
        let (north, east) = self.options.datum.to_wgs84(north, east);
        let place = Place::from_degrees(north, east);
        let place = place.ok_or(("trkpt", format!("{lat}, {lon}"), Fault::OffTheEarth))?;
        if time.trim().is_empty() {
            return Err(("time", String::new(), Fault::Missing(Field::SeenAt)));
        }
        let at = moment(time, self.utc_offset_minutes).ok_or(("time", time.clone(), Fault::NotAMoment))?;
        Ok(Fix { plate, place, at })
    }
}
