//! Public routing instances: Solomon's and Gehring & Homberger's text, and VRPLIB. Customers, vehicles and
//! distances come out as a problem of the engine; nothing of a centre's own day is in them.

mod solomon;
mod vrplib;

use crate::engine::drives::Drives;
use crate::engine::problem::{FOREVER, Job, NONE, Problem, Tariff, Vehicle};
use crate::engine::windows::Windows;
use crate::words::{Arg, Message, Tell};

/// An instance, ready to be solved.
#[derive(Clone, Debug)]
pub struct Instance {
    pub name: String,
    /// Job `n` of the problem is customer `n + 1` of the file.
    pub problem: Problem,
    /// The problem's units in one unit of the file: 10 where distances are kept to one decimal.
    pub scale: u32,
}

/// Largest file that is read, in bytes, and most customers.
pub const MOST_BYTES: u64 = 16 << 20;
pub const MOST_CUSTOMERS: usize = 10_000;

/// Why a file could not be taken for an instance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotAnInstance {
    /// Neither of the formats.
    Unknown,
    /// A part the format demands is not there.
    Lacks(&'static str),
    /// A line (from 1) does not read as it should.
    Line {
        line: usize,
        found: String,
    },
    TooManyCustomers(usize),
    /// A kind of problem or distance that is not solved here.
    Unsupported {
        part: &'static str,
        found: String,
    },
}

impl Tell for NotAnInstance {
    fn message(&self) -> Message {
        match self {
            Self::Unknown => Message::new("instance-unknown"),
            Self::Lacks(part) => Message::new("instance-lacks").with("part", *part),
            Self::Line { line, found } => {
                Message::new("instance-line").with("line", Arg::shown(line)).with("found", found.as_str())
            }
            Self::TooManyCustomers(customers) => {
                Message::new("instance-too-many").with("customers", *customers).with("most", MOST_CUSTOMERS)
            }
            Self::Unsupported { part, found } => {
                Message::new("instance-unsupported").with("part", *part).with("found", found.as_str())
            }
        }
    }
}

/// Reads either format; which one it is shows in the text.
///
/// # Errors
/// [`NotAnInstance`] with the line or the part that is off.
pub fn read(text: &str) -> Result<Instance, NotAnInstance> {
    if text.contains("NODE_COORD_SECTION") || text.contains("EDGE_WEIGHT_SECTION") {
        vrplib::read(text)
    } else if text.lines().any(|line| line.trim() == "VEHICLE") {
        solomon::read(text)
    } else {
        Err(NotAnInstance::Unknown)
    }
}

/// What both formats come to.
struct Raw {
    name: String,
    vehicles: usize,
    capacity: i64,
    /// The depot first. Times in the problem's units.
    places: Vec<RawPlace>,
    drives: Drives,
    scale: u32,
}

struct RawPlace {
    amount: i64,
    opens: i64,
    closes: i64,
    service: i64,
}

impl Raw {
    fn into_instance(self) -> Result<Instance, NotAnInstance> {
        let customers = self.places.len().saturating_sub(1);
        if customers > MOST_CUSTOMERS {
            return Err(NotAnInstance::TooManyCustomers(customers));
        }
        let Some((depot, places)) = self.places.split_first() else {
            return Err(NotAnInstance::Lacks("depot"));
        };
        let job = |(location, place): (u32, &RawPlace)| Job {
            service: place.service,
            amount: place.amount,
            windows: Windows::one(place.opens, place.closes),
            ..Job::at(location)
        };
        let vehicle = Vehicle {
            start: 0,
            end: 0,
            capacity: self.capacity,
            opens: depot.opens,
            closes: depot.closes,
            fixed: 0,
            must_return: false,
            holds: NONE,
            aboard: 0,
            driving_limit: FOREVER,
        };
        let problem = Problem {
            drives: self.drives,
            jobs: (1..).zip(places).map(job).collect(),
            vehicles: vec![vehicle; self.vehicles.min(customers).max(1)],
            sources: Vec::new(),
            tariff: Tariff { hard_windows: true, ..Tariff::by_distance() },
            more_windows: Vec::new(),
        };
        Ok(Instance { name: self.name, problem, scale: self.scale })
    }
}

/// Euclidean distances between points, scaled and made whole by `whole`.
fn euclidean(points: &[(f64, f64)], whole: impl Fn(f64) -> f64) -> Result<Drives, NotAnInstance> {
    if points.len() > MOST_CUSTOMERS + 1 {
        return Err(NotAnInstance::TooManyCustomers(points.len() - 1));
    }
    let mut distances = Vec::with_capacity(points.len() * points.len());
    for a in points {
        for b in points {
            let far = whole(libm::hypot(a.0 - b.0, a.1 - b.1));
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "clipped to its range"
            )]
            distances.push(far.clamp(0.0, f64::from(u32::MAX >> 2)) as u32);
        }
    }
    let count = u32::try_from(points.len()).unwrap_or(u32::MAX);
    Drives::by_distance(count, distances).ok_or(NotAnInstance::Lacks("coordinates"))
}
