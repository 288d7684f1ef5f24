//! Drives between locations: how far, and how long when one leaves at a moment. A square of distances where it
//! fits, else reckoned anew from the places each time; durations from a square, or each hour at its own speed.

/// Up to this many locations a square of distances is built.
const MOST_IN_A_SQUARE: usize = 3_000;

/// In a square of durations: not known, drive the metres.
pub const UNKNOWN: u32 = u32::MAX;

/// Longest a drive may take, in seconds: what a service day can speak of, 47:59:59.
const LONGEST: i64 = 48 * HOUR - 1;
const HOUR: i64 = 3600;

/// Mean earth radius in metres (IUGG).
const EARTH_RADIUS: f64 = 6_371_008.8;

#[derive(Clone, Debug)]
pub struct Drives {
    locations: u32,
    /// Row by row; empty where distances are reckoned from `points`.
    metres: Vec<u32>,
    /// The same column by column; empty where both ways are as far.
    columns: Vec<u32>,
    /// Unit vectors from the earth's centre, and metres of road in a unit of chord.
    points: Vec<[f64; 3]>,
    road_radius: f64,
    clock: Clock,
}

#[derive(Clone, Debug)]
enum Clock {
    /// A second for each metre.
    AsFar,
    Square(Vec<u32>),
    /// Metres per hour for each hour of the day, and the durations known better, row by row or empty.
    ByHour {
        speeds: [i64; 24],
        known: Vec<u32>,
    },
}

impl Drives {
    /// Durations equal distances. `None` where `metres` is no square of `locations`.
    #[must_use]
    pub fn by_distance(locations: u32, metres: Vec<u32>) -> Option<Self> {
        Self::square(locations, metres, Clock::AsFar)
    }

    /// Durations that do not depend on the hour. `None` where either is no square of `locations`.
    #[must_use]
    pub fn new(locations: u32, metres: Vec<u32>, seconds: Vec<u32>) -> Option<Self> {
        let fits = seconds.len() == (locations as usize).pow(2);
        fits.then(|| Self::square(locations, metres, Clock::Square(seconds))).flatten()
    }

    /// Metres driven at the speed of each hour (metres per hour), but for the durations `known`: row by row with
    /// [`UNKNOWN`] in the gaps, or empty. `None` where either is no square of `locations`.
    #[must_use]
    pub fn by_hour(locations: u32, metres: Vec<u32>, speeds: &[u32; 24], known: Vec<u32>) -> Option<Self> {
        let fits = known.is_empty() || known.len() == (locations as usize).pow(2);
        let clock = Clock::ByHour { speeds: speeds.map(sane), known };
        fits.then(|| Self::square(locations, metres, clock)).flatten()
    }

    fn square(locations: u32, metres: Vec<u32>, clock: Clock) -> Option<Self> {
        let n = locations as usize;
        if metres.len() != n.pow(2) {
            return None;
        }
        let is_even = |from: usize| (0..from).all(|to| metres[from * n + to] == metres[to * n + from]);
        let columns = if (0..n).all(is_even) {
            Vec::new()
        } else {
            (0..n).flat_map(|to| metres.iter().skip(to).step_by(n).copied()).collect()
        };
        Some(Self { locations, metres, columns, points: Vec::new(), road_radius: 0.0, clock })
    }

    /// Between places (degrees north, degrees east): great circle × detour, driven at the speed of each hour.
    /// `None` where there are more places than can be counted.
    #[must_use]
    pub fn on_earth(places: &[(f64, f64)], detour_permille: u32, speeds: &[u32; 24]) -> Option<Self> {
        let mut drives = Self {
            locations: u32::try_from(places.len()).ok()?,
            metres: Vec::new(),
            columns: Vec::new(),
            points: places.iter().map(|&(north, east)| unit_vector(north, east)).collect(),
            road_radius: EARTH_RADIUS * f64::from(detour_permille) / 1000.0,
            clock: Clock::ByHour { speeds: speeds.map(sane), known: Vec::new() },
        };
        if places.len() <= MOST_IN_A_SQUARE {
            drives.metres = drives.all_metres();
            drives.points = Vec::new();
        }
        Some(drives)
    }

    fn all_metres(&self) -> Vec<u32> {
        let n = self.points.len();
        let mut metres = vec![0; n * n];
        for from in 0..n {
            for to in from + 1..n {
                let far = self.road(from, to);
                metres[from * n + to] = far;
                metres[to * n + from] = far;
            }
        }
        metres
    }

    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "positive and clipped")]
    fn road(&self, from: usize, to: usize) -> u32 {
        let apart = |axis: usize| self.points[from][axis] - self.points[to][axis];
        let half_chord = libm::sqrt((0..3).map(|axis| apart(axis) * apart(axis)).sum()) / 2.0;
        let metres = 2.0 * self.road_radius * arc_sine(half_chord);
        (metres + 0.5).min(f64::from(u32::MAX)) as u32
    }

    #[must_use]
    pub const fn locations(&self) -> u32 {
        self.locations
    }

    #[inline]
    const fn cell(&self, from: u32, to: u32) -> usize {
        from as usize * self.locations as usize + to as usize
    }

    /// Metres from one to the other.
    #[inline]
    #[must_use]
    pub fn distance(&self, from: u32, to: u32) -> i64 {
        match self.metres.get(self.cell(from, to)) {
            Some(&metres) => i64::from(metres),
            None => i64::from(self.road(from as usize, to as usize)),
        }
    }

    /// All distances to and from one location, near each other in memory.
    #[inline]
    #[must_use]
    pub fn around(&self, location: u32) -> Around<'_> {
        let n = self.locations as usize;
        let row = location as usize * n..(location as usize + 1) * n;
        let from = self.metres.get(row.clone()).unwrap_or_default();
        Around { drives: self, location, from, to: self.columns.get(row).unwrap_or(from) }
    }

    /// Seconds from one to the other when one leaves at `leaves`.
    #[inline]
    #[must_use]
    pub fn duration(&self, from: u32, to: u32, leaves: i64) -> i64 {
        self.drive(from, to, self.distance(from, to), leaves)
    }

    /// The same where the distance is known already.
    #[inline]
    #[must_use]
    pub fn drive(&self, from: u32, to: u32, metres: i64, leaves: i64) -> i64 {
        match &self.clock {
            Clock::AsFar => metres,
            Clock::Square(seconds) => i64::from(seconds[self.cell(from, to)]),
            Clock::ByHour { speeds, known } => match known.get(self.cell(from, to)) {
                Some(&seconds) if seconds != UNKNOWN => i64::from(seconds),
                _ => hour_by_hour(speeds, metres, leaves),
            },
        }
    }

    /// When one arrives who leaves at `leaves`.
    #[must_use]
    pub fn arrive(&self, from: u32, to: u32, leaves: i64) -> i64 {
        leaves + self.duration(from, to, leaves)
    }

    /// Whether a drive takes longer at one hour than at another.
    #[must_use]
    pub const fn is_by_hour(&self) -> bool {
        matches!(self.clock, Clock::ByHour { .. })
    }
}

/// The distances around a location.
#[derive(Clone, Copy, Debug)]
pub struct Around<'a> {
    drives: &'a Drives,
    location: u32,
    from: &'a [u32],
    to: &'a [u32],
}

impl Around<'_> {
    /// Metres from the location to another.
    #[inline]
    #[must_use]
    pub fn to(&self, other: u32) -> i64 {
        match self.from.get(other as usize) {
            Some(&metres) => i64::from(metres),
            None => self.drives.distance(self.location, other),
        }
    }

    /// Metres from another to the location.
    #[inline]
    #[must_use]
    pub fn from(&self, other: u32) -> i64 {
        match self.to.get(other as usize) {
            Some(&metres) => i64::from(metres),
            None => self.drives.distance(other, self.location),
        }
    }
}

/// Below a walker's pace the settings are not to be trusted.
fn sane(speed: u32) -> i64 {
    i64::from(speed.max(1_000))
}

/// Seconds for `metres` from `leaves` on, each hour at its own speed.
fn hour_by_hour(speeds: &[i64; 24], metres: i64, leaves: i64) -> i64 {
    // Metres × 3600: in the unit of speed × seconds everything stays whole.
    let mut left = metres * HOUR;
    let mut seconds = 0;
    while seconds <= LONGEST {
        let now = leaves + seconds;
        let speed = speeds[usize::try_from((now.div_euclid(HOUR)).rem_euclid(24)).unwrap_or(0)];
        let until_next_hour = HOUR - now.rem_euclid(HOUR);
        let reach = speed * until_next_hour;
        if left <= reach {
            return seconds + whole_quotient(left, speed);
        }
        left -= reach;
        seconds += until_next_hour;
    }
    LONGEST
}

/// Rounded up. A float's division is much faster than a whole number's; both numbers are far below 2^53, so that it is
/// off by one at the most.
#[inline]
#[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "far below 2^53")]
fn whole_quotient(number: i64, divisor: i64) -> i64 {
    let about = (number as f64 / divisor as f64) as i64;
    let rest = number - about * divisor;
    about + i64::from(rest > 0) - i64::from(rest <= -divisor)
}

fn unit_vector(north: f64, east: f64) -> [f64; 3] {
    let (north, east) = (north.to_radians(), east.to_radians());
    let level = libm::cos(north);
    [level * libm::cos(east), level * libm::sin(east), libm::sin(north)]
}

/// The series is exact to a double's last digits for all that is within a province.
fn arc_sine(x: f64) -> f64 {
    let square = x * x;
    if square < 1e-4 {
        x * (1.0 + square * (1.0 / 6.0 + square * (3.0 / 40.0 + square * (15.0 / 336.0))))
    } else {
        libm::asin(x.min(1.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STEADY: [u32; 24] = [36_000; 24];

    #[test]
    fn each_hour_is_driven_at_its_own_speed() {
        let mut speeds = STEADY;
        speeds[9] = 18_000;
        let drives = Drives::by_hour(2, vec![0, 3_600, 3_600, 0], &speeds, Vec::new()).expect("a square");
        let drive = |hour: i64, minute: i64| drives.duration(0, 1, hour * HOUR + minute * 60);
        assert_eq!((drive(7, 0), drive(9, 0), drive(33, 0)), (360, 720, 720));
        // Three minutes at ten metres a second, then the other half at five.
        assert_eq!(drive(8, 57), 540);
    }

    #[test]
    fn quotients_are_rounded_up() {
        for divisor in [1_000, 1_001, 33_333, 90_000, 4_000_000_000] {
            for times in [0, 1, 7, 360, 2_999, 99_991] {
                for (rest, up) in [(0, 0), (1, 1), (divisor - 1, 1)] {
                    assert_eq!(whole_quotient(times * divisor + rest, divisor), times + up);
                }
            }
        }
    }

    #[test]
    fn a_known_duration_goes_before_the_metres() {
        let known = vec![0, 77, UNKNOWN, 0];
        let drives = Drives::by_hour(2, vec![0, 3_600, 3_600, 0], &STEADY, known).expect("a square");
        assert_eq!((drives.duration(0, 1, 0), drives.duration(1, 0, 0)), (77, 360));
    }

    #[test]
    fn a_degree_of_latitude_is_some_hundred_and_eleven_kilometres() {
        let drives =
            Drives::on_earth(&[(32.0, 110.0), (33.0, 110.0), (-80.0, 0.0), (80.0, 179.0)], 1000, &STEADY)
                .expect("four places");
        assert_eq!((drives.distance(0, 1), drives.distance(1, 0)), (111_195, 111_195));
        assert_eq!(drives.distance(2, 3) / 1000, 19_995);
    }

    #[test]
    fn reckoned_or_kept_a_distance_is_the_same() {
        let place = |n: u32| (30.0 + f64::from(n % 83) / 50.0, 110.0 + f64::from(n % 71) / 40.0);
        let places: Vec<_> = (0..=u32::try_from(MOST_IN_A_SQUARE).unwrap_or(0)).map(place).collect();
        let many = Drives::on_earth(&places, 1300, &STEADY).expect("places");
        let few = Drives::on_earth(&places[..100], 1300, &STEADY).expect("places");
        assert!(many.metres.is_empty() && !few.metres.is_empty());
        for (from, to) in [(0, 1), (17, 99), (98, 3), (5, 5)] {
            assert_eq!(many.duration(from, to, 7 * HOUR), few.duration(from, to, 7 * HOUR));
        }
    }
}
