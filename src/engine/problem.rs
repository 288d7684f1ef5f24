//! What the search is given: jobs, vehicles and drives, as flat arrays of whole numbers. No names, no day.

/// Not there.
pub const NONE: u32 = u32::MAX;

/// Drives between locations: a square of distances and one of durations, row by row.
#[derive(Clone, Debug)]
pub struct Drives {
    locations: u32,
    distance: Vec<u32>,
    /// Empty where durations equal distances.
    duration: Vec<u32>,
}

impl Drives {
    /// Durations equal distances. `None` where `distance` is no square of `locations`.
    #[must_use]
    pub fn by_distance(locations: u32, distance: Vec<u32>) -> Option<Self> {
        (distance.len() == (locations as usize).pow(2)).then_some(Self {
            locations,
            distance,
            duration: Vec::new(),
        })
    }

    /// `None` where either is no square of `locations`.
    #[must_use]
    pub fn new(locations: u32, distance: Vec<u32>, duration: Vec<u32>) -> Option<Self> {
        let square = (locations as usize).pow(2);
        (distance.len() == square && duration.len() == square).then_some(Self {
            locations,
            distance,
            duration,
        })
    }

    #[must_use]
    pub const fn locations(&self) -> u32 {
        self.locations
    }

    #[inline]
    #[must_use]
    pub fn distance(&self, from: u32, to: u32) -> i64 {
        i64::from(self.distance[(from * self.locations + to) as usize])
    }

    #[inline]
    #[must_use]
    pub fn duration(&self, from: u32, to: u32) -> i64 {
        let cell = (from * self.locations + to) as usize;
        i64::from(if self.duration.is_empty() { self.distance[cell] } else { self.duration[cell] })
    }
}

/// A place to stop at.
#[derive(Clone, Copy, Debug)]
pub struct Visit {
    pub location: u32,
    pub service: i64,
    pub opens: i64,
    pub closes: i64,
}

/// Something to be delivered, exactly once.
#[derive(Clone, Copy, Debug)]
pub struct Job {
    /// Its goods are fetched here first; `None` where they are aboard from the start.
    pub fetch: Option<Visit>,
    pub serve: Visit,
    pub amount: i64,
    /// The vehicle it is on now; another one costs the fee. [`NONE`] where any will do.
    pub home: u32,
}

/// Who can drive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Vehicle {
    pub start: u32,
    pub end: u32,
    pub capacity: i64,
    pub opens: i64,
    pub closes: i64,
    /// Price of using it at all.
    pub fixed: i64,
    /// It is on the road: driving home is paid even where it serves nothing.
    pub must_return: bool,
}

/// A whole situation to be planned.
#[derive(Clone, Debug)]
pub struct Problem {
    pub drives: Drives,
    pub jobs: Vec<Job>,
    pub vehicles: Vec<Vehicle>,
    /// Price of a time unit of lateness, at a visit or at the way's end; `None`: late is not allowed.
    pub lateness: Option<i64>,
    /// Price of a job served by another vehicle than its home.
    pub fee: i64,
}
