//! Travel times as OSRM's table service answers them: JSON with durations, and the points between which they
//! hold. The points carry no codes, so each is held against the places the network knows: OSRM says how far
//! it moved a point to the road, and the place is the one that far away.

use super::complaint::{Complaint, Fault};
use super::field::Kind;
use super::index::Index;
use super::row::Log;
use super::unreadable::Why;
use super::{FileReading, ReadOptions, matrix, table};
use crate::domain::network::Centre;
use crate::domain::place::{Matrix, Place, PlaceCode};
use crate::domain::watch::Watch;
use serde::{Deserialize, Deserializer};
use smol_str::SmolStr;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::Arc;

/// A point is moved no further than this to the nearest road, in metres.
const FURTHEST: f64 = 2_000.0;
/// Where OSRM does not say how far it moved a point, in metres.
const NEAR: f64 = 200.0;
/// How well two ways of measuring agree, in metres.
const SLACK: f64 = 5.0;
/// A little more than [`FURTHEST`] in degrees of latitude: a quick first look.
const FURTHEST_DEGREES: f64 = 0.02;

#[derive(Deserialize)]
struct Answer {
    #[serde(default)]
    code: String,
    #[serde(default)]
    durations: Vec<Vec<Amount>>,
    #[serde(default)]
    distances: Vec<Vec<Amount>>,
    #[serde(default)]
    sources: Vec<Point>,
    #[serde(default)]
    destinations: Vec<Point>,
}

#[derive(Clone, Deserialize, PartialEq)]
struct Point {
    #[serde(default)]
    name: String,
    /// Longitude, latitude; moved to the road.
    location: (f64, f64),
    /// How far it was moved, in metres.
    distance: Option<f64>,
}

/// Seconds or metres; [`Matrix::UNKNOWN`] where there is no way, or no sense in the number.
#[derive(Clone, Copy)]
struct Amount(u32);

impl<'de> Deserialize<'de> for Amount {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        /// Eleven days, or a quarter of the earth's girth.
        const MOST: f64 = 1e7;
        let number = Option::<f64>::deserialize(from)?;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "looked at just before")]
        Ok(Self(match number {
            Some(number) if (0.0..MOST).contains(&number) => number.round() as u32,
            _ => Matrix::UNKNOWN,
        }))
    }
}

/// Whether the file begins as JSON does.
pub fn is_json(path: &Path) -> bool {
    // A pipe would be waited for.
    if !path.is_file() {
        return false;
    }
    let mut head = [0; 64];
    let read = File::open(path).and_then(|mut file| file.read(&mut head)).unwrap_or(0);
    let head = head[..read].strip_prefix(b"\xef\xbb\xbf").unwrap_or(&head[..read]);
    let text = head.trim_ascii_start();
    // An object's first key, or its end: nothing that could head a column.
    text.strip_prefix(b"{").is_some_and(|rest| matches!(rest.trim_ascii_start().first(), Some(b'"' | b'}')))
}

pub fn read(
    path: &Path,
    options: &ReadOptions,
    index: &mut Index<'_>,
    watch: &mut dyn Watch,
) -> Result<FileReading, Why> {
    watch.step(0, 1).map_err(|_| Why::Cancelled)?;
    let answer = parse(path)?;
    let file = super::file_name(path);
    let mut log = Log::new(&file);
    let places = Places::of(index);
    let mut finder = Finder { places: &places, options, index: &*index, log: &mut log };
    let from = finder.each(&answer.sources, "sources");
    let to = if answer.sources == answer.destinations {
        from.clone()
    } else {
        finder.each(&answer.destinations, "destinations")
    };
    let rows = answer.sources.len() as u64;
    log.accepted = from.iter().flatten().count() as u64;
    let (codes, seconds, metres) = square(&answer, &from, &to);
    if codes.len() > Matrix::MOST_PLACES {
        return Err(Why::MatrixTooLarge { most: Matrix::MOST_PLACES });
    }
    let commands = matrix::keep(codes, seconds, metres, index, &mut log);
    log.complaints.sort();
    let Log { complaints, notes, accepted, unchanged, .. } = log;
    Ok(FileReading {
        file,
        kind: Kind::Matrix,
        encoding: "UTF-8",
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

fn parse(path: &Path) -> Result<Answer, Why> {
    let mut file = File::open(path).map_err(|error| Why::of_io(&error))?;
    let bytes = file.metadata().map_err(|error| Why::of_io(&error))?.len();
    if bytes > table::MOST_TEXT_BYTES {
        return Err(Why::TooLarge { megabytes: bytes >> 20, most: table::MOST_TEXT_BYTES >> 20 });
    }
    let mut mark = [0; 3];
    let marked = file.read_exact(&mut mark).is_ok() && mark == *b"\xef\xbb\xbf";
    file.seek(SeekFrom::Start(if marked { 3 } else { 0 })).map_err(|error| Why::of_io(&error))?;
    let answer: Answer = serde_json::from_reader(BufReader::new(file)).map_err(|error| {
        if error.is_eof() { Why::Damaged } else { Why::NotTravelTimes { detail: error.to_string() } }
    })?;
    let not = |detail: &str| Err(Why::NotTravelTimes { detail: detail.to_owned() });
    let (n, m) = (answer.sources.len(), answer.destinations.len());
    let fits = |table: &[Vec<Amount>]| table.len() == n && table.iter().all(|row| row.len() == m);
    match () {
        () if !answer.code.is_empty() && answer.code != "Ok" => not(&format!("code: {}", answer.code)),
        () if answer.durations.is_empty() => not("durations: 0"),
        () if n == 0 || m == 0 => not("sources, destinations: 0"),
        () if n > Matrix::MOST_PLACES || m > Matrix::MOST_PLACES => {
            Err(Why::MatrixTooLarge { most: Matrix::MOST_PLACES })
        }
        () if !fits(&answer.durations) => not(&format!("durations ≠ {n} × {m}")),
        () if !answer.distances.is_empty() && !fits(&answer.distances) => {
            not(&format!("distances ≠ {n} × {m}"))
        }
        () => Ok(answer),
    }
}

/// All places a point may be, by their codes in a matrix.
struct Places(Vec<(PlaceCode, Place)>);

impl Places {
    fn of(index: &Index<'_>) -> Self {
        let network = &index.network;
        let centre = network.centre.iter().map(|centre| (SmolStr::new_static(Centre::CODE), centre.place));
        let stations = network.stations.values().map(|it| (SmolStr::new(it.code.as_str()), it.place));
        let shops = network.retailers.values().map(|it| (SmolStr::new(it.code.as_str()), it.place));
        Self(centre.chain(stations).chain(shops).collect())
    }

    /// The place the point was asked for. Of several in one house the first that is still free.
    fn at(&self, point: &Point, here: Place, taken: &BTreeMap<PlaceCode, u64>) -> Option<PlaceCode> {
        let off = |place: Place| {
            let metres = place.metres_to(here);
            let off = point.distance.map_or(metres, |moved| (metres - moved).abs());
            let most = if point.distance.is_some() { SLACK } else { NEAR };
            (metres <= FURTHEST && off <= most).then_some(off)
        };
        self.0
            .iter()
            .filter(|(code, place)| {
                (place.lat() - here.lat()).abs() < FURTHEST_DEGREES && !taken.contains_key(code)
            })
            .filter_map(|(code, place)| Some((off(*place)?, code)))
            .min_by(|(a, _), (b, _)| a.total_cmp(b))
            .map(|(_, code)| code.clone())
    }
}

struct Finder<'a, 'k> {
    places: &'a Places,
    options: &'a ReadOptions,
    index: &'a Index<'k>,
    log: &'a mut Log,
}

impl Finder<'_, '_> {
    /// Each point's place; a point without one is a complaint.
    fn each(&mut self, points: &[Point], list: &str) -> Vec<Option<PlaceCode>> {
        let mut taken = BTreeMap::new();
        let mut found = Vec::with_capacity(points.len());
        for (number, point) in (1..).zip(points) {
            let code = self.one(point, &taken);
            match &code {
                Some(code) => drop(taken.insert(code.clone(), number)),
                None => self.log.complaints.push(Complaint {
                    file: Arc::clone(&self.log.file),
                    row: number,
                    column: Some(Arc::from(list)),
                    found: format!("{}, {}", point.location.0, point.location.1),
                    fault: Fault::NoPlaceThere,
                }),
            }
            found.push(code);
        }
        found
    }

    fn one(&self, point: &Point, taken: &BTreeMap<PlaceCode, u64>) -> Option<PlaceCode> {
        if !taken.contains_key(point.name.as_str()) && self.index.is_place(&point.name) {
            return Some(SmolStr::new(&point.name));
        }
        let (lat, lon) = self.options.datum.to_wgs84(point.location.1, point.location.0);
        self.places.at(point, Place::from_degrees(lat, lon)?, taken)
    }
}

/// The table over all places that are known on either side.
fn square(
    answer: &Answer,
    from: &[Option<PlaceCode>],
    to: &[Option<PlaceCode>],
) -> (Vec<PlaceCode>, Vec<u32>, Vec<u32>) {
    let mut seen = BTreeSet::new();
    let codes: Vec<PlaceCode> =
        from.iter().chain(to).flatten().filter(|code| seen.insert(*code)).cloned().collect();
    let numbers: BTreeMap<&PlaceCode, usize> = codes.iter().zip(0..).collect();
    let n = codes.len();
    let spread = |table: &[Vec<Amount>]| {
        let mut cells = vec![Matrix::UNKNOWN; n * n];
        for (row, from) in table.iter().zip(from) {
            for (amount, to) in row.iter().zip(to) {
                if let (Some(from), Some(to)) = (from, to) {
                    cells[numbers[from] * n + numbers[to]] = amount.0;
                }
            }
        }
        cells
    };
    let seconds = spread(&answer.durations);
    let metres = if answer.distances.is_empty() { Vec::new() } else { spread(&answer.distances) };
    (codes, seconds, metres)
}
