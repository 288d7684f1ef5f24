//! Outlines of districts from a GeoJSON file: each with its administrative code, by which retailers and
//! alerts know it. Parts of one district may come as several features.

use super::complaint::{Complaint, Fault, shown};
use super::field::{Field, Kind, reduce};
use super::index::Index;
use super::row::Log;
use super::unreadable::{Unreadable, Why};
use super::{Datum, FileReading, ReadOptions};
use crate::domain::alert::AreaFault;
use crate::domain::command::Command;
use crate::domain::ids::DistrictCode;
use crate::domain::network::{District, Name};
use crate::domain::place::Area;
use crate::domain::ring::{self, Budget};
use crate::domain::watch::Watch;
use crate::exchange::alert::district;
use crate::exchange::geojson::{self, MOST_AREAS, MOST_BYTES, MOST_POINTS, NotAreas, Shape};
use smol_str::SmolStr;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::Arc;

/// Properties that hold the code, the surest first.
const CODES: [&str; 8] =
    ["adcode", "行政区划代码", "区划代码", "districtcode", "areacode", "gb", "code", "id"];
const NAMES: [&str; 7] = ["name", "名称", "fullname", "行政区名称", "namelocal", "namezh", "title"];
const ENGLISH_NAMES: [&str; 4] = ["englishname", "nameen", "ename", "enname"];
/// The longest name.
const MOST_NAME: usize = 120;

/// Whether a JSON file speaks of areas rather than of travel times.
pub fn is_geojson(path: &Path) -> bool {
    if !super::osrm::is_json(path) {
        return false;
    }
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(1 << 16).read_to_end(&mut head));
    let text = String::from_utf8_lossy(&head);
    let bare: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let has = |kind: &str| bare.contains(&format!("\"type\":\"{kind}"));
    let named = path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("geojson"));
    read.is_ok()
        && (named || has("Feature") || has("Polygon") || has("MultiPolygon") || has("GeometryCollection"))
}

/// The text of a file that should be GeoJSON.
///
/// # Errors
/// Where it cannot be read, or is too large.
pub fn text_of(path: &Path) -> Result<(String, &'static str), Why> {
    let metadata = std::fs::metadata(path).map_err(|error| Why::of_io(&error))?;
    match () {
        () if metadata.is_dir() => return Err(Why::Folder),
        () if !metadata.is_file() => return Err(Why::NotATable { what: "device" }),
        () if metadata.len() == 0 => return Err(Why::Empty),
        () => {}
    }
    let too_large =
        |bytes: u64| Why::AreasTooLarge { megabytes: bytes.div_ceil(1 << 20), most: MOST_BYTES >> 20 };
    if metadata.len() > MOST_BYTES {
        return Err(too_large(metadata.len()));
    }
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(|error| Why::of_io(&error))?;
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(|error| Why::of_io(&error))?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(too_large(bytes.len() as u64));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok((text, "UTF-8")),
        Err(error) => {
            let (text, _, flawed) = encoding_rs::GB18030.decode(error.as_bytes());
            if flawed { Err(Why::Undecodable { row: 1 }) } else { Ok((text.into_owned(), "GB18030")) }
        }
    }
}

impl From<NotAreas> for Why {
    fn from(not: NotAreas) -> Self {
        match not {
            NotAreas::Truncated => Self::Damaged,
            NotAreas::TooDeep => Self::TooDeep,
            NotAreas::NotJson { line } => Self::NotJson { row: line as u64 },
            NotAreas::Other { kind } => Self::NotAreas { kind },
            NotAreas::TooManyPoints => Self::TooManyPoints { most: MOST_POINTS as u64 },
            NotAreas::TooManyAreas => Self::TooManyRows { most: MOST_AREAS as u64 },
        }
    }
}

pub fn read(
    path: &Path,
    options: &ReadOptions,
    index: &mut Index<'_>,
    watch: &mut dyn Watch,
) -> Result<FileReading, Why> {
    watch.step(0, 1).map_err(|_| Why::Cancelled)?;
    let (text, encoding) = text_of(path)?;
    let shapes = shapes(&text, options.datum)?;
    drop(text);
    let file = super::file_name(path);
    let mut taking = Taking { log: Log::new(&file), districts: BTreeMap::new() };
    let rows = shapes.len() as u64;
    for (number, shape) in (1..).zip(shapes) {
        taking.take(number, shape);
    }
    let Taking { mut log, districts } = taking;
    let known = &index.network.districts;
    let mut new = Vec::new();
    for (district, parts) in districts.into_values() {
        if known.get(&district.code) == Some(&district) {
            log.unchanged += parts;
        } else {
            log.accepted += parts;
            new.push(district);
        }
    }
    let commands = if new.is_empty() { Vec::new() } else { vec![Command::PutDistricts(new)] };
    let Log { complaints, notes, accepted, unchanged, .. } = log;
    Ok(FileReading {
        file,
        kind: Kind::Areas,
        encoding,
        sheet: None,
        sheets: Vec::new(),
        columns: Vec::new(),
        fingerprint: SmolStr::default(),
        commands,
        rows,
        accepted,
        unchanged,
        skipped_totals: 0,
        complaints,
        notes,
    })
}

/// The first area of a file as something a hold can cover: its outer rings, holes let go.
///
/// # Errors
/// [`Unreadable`] where the file has none, or one that cannot be used.
pub fn outline(path: &Path, datum: Datum) -> Result<Vec<Area>, Unreadable> {
    let read = || {
        let (text, _) = text_of(path)?;
        let first = shapes(&text, datum)?.into_iter().next();
        let mut shape = first.ok_or_else(|| Why::NotAreas { kind: String::new() })?;
        if let Some(fault) = shape.fault {
            return Err(Why::BadOutline(fault));
        }
        let mut budget = Budget::default();
        let rings = shape.outer.iter().map(|at| std::mem::take(&mut shape.rings[*at]));
        let sound = rings.map(|ring| ring::sound(ring, &mut budget).map(Area::Polygon));
        sound.collect::<Result<_, _>>().map_err(Why::BadOutline)
    };
    read().map_err(|why| Unreadable::new(path, why))
}

fn shapes(text: &str, datum: Datum) -> Result<Vec<Shape>, Why> {
    if !text.trim_start_matches('\u{feff}').trim_start().starts_with('{') {
        return Err(Why::NotAreas { kind: "–".to_owned() });
    }
    Ok(geojson::read(text, datum)?)
}

struct Taking {
    log: Log,
    /// Each with the number of features it was put together from.
    districts: BTreeMap<DistrictCode, (District, u64)>,
}

impl Taking {
    fn take(&mut self, number: u64, shape: Shape) {
        match one(shape) {
            Ok(district) => match self.districts.get_mut(&district.code) {
                Some((known, parts)) => {
                    known.rings.extend(district.rings);
                    *parts += 1;
                }
                None => drop(self.districts.insert(district.code.clone(), (district, 1))),
            },
            Err((part, found, fault)) => self.log.complaints.push(Complaint {
                file: Arc::clone(&self.log.file),
                row: number,
                column: Some(Arc::from(part)),
                found,
                fault,
            }),
        }
    }
}

/// A feature's district, or the part of it that is off, what stands there and what is wrong with it.
fn one(shape: Shape) -> Result<District, (&'static str, String, Fault)> {
    let property = |wanted: &[&str]| {
        let named = |wanted: &&str| {
            let same = |(key, value): &&(String, String)| reduce(key) == *wanted && !value.trim().is_empty();
            shape.properties.iter().find(same).map(|(_, value)| value.trim())
        };
        wanted.iter().find_map(named)
    };
    let code = property(&CODES).ok_or(("properties", String::new(), Fault::Missing(Field::District)))?;
    if code.chars().count() > 64 {
        return Err(("properties", shown(code), Fault::TooLong { most: 64 }));
    }
    // Some maps put the country's number before the code.
    let bare = code.strip_prefix("156").filter(|rest| rest.len() == 6).unwrap_or(code);
    let code = district("adcode", bare).unwrap_or_else(|| DistrictCode::new(bare));
    let name = |text: &str| text.chars().take(MOST_NAME).collect::<String>();
    let local = property(&NAMES).map_or_else(|| code.to_string(), name);
    let name = Name::with_english(local, property(&ENGLISH_NAMES).map(name).unwrap_or_default());
    let found = || format!("{code} {}", name.local);
    match shape.fault {
        Some(AreaFault::NotOnTheEarth) => return Err(("geometry", found(), Fault::OffTheEarth)),
        Some(_) => return Err(("geometry", found(), Fault::NoOutline)),
        None => {}
    }
    let rings = shape.rings.into_iter().filter(|ring| ring.len() >= 3).collect();
    Ok(District { code, name, rings })
}
