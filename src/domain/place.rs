//! Places on the earth, areas, and how long it takes to drive between them.

use super::ids::{DistrictCode, RouteId};
use super::shops::edge_is_east_of;
use super::time::TimeOfDay;
use super::units::{Metres, Seconds};
use smol_str::SmolStr;
use std::collections::BTreeMap;

/// A point in WGS-84, kept in ten-millionths of a degree (about 1 cm), so that equal means equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    lat_e7: i32,
    lon_e7: i32,
}

impl Place {
    /// Mean earth radius in metres (IUGG).
    const EARTH_RADIUS: f64 = 6_371_008.8;

    /// From degrees; `None` where that is not on the earth.
    #[must_use]
    pub fn from_degrees(lat: f64, lon: f64) -> Option<Self> {
        let fits = lat.is_finite() && lon.is_finite() && lat.abs() <= 90.0 && lon.abs() <= 180.0;
        #[expect(clippy::cast_possible_truncation, reason = "checked: at most 1.8e9 in size")]
        fits.then(|| Self { lat_e7: (lat * 1e7).round() as i32, lon_e7: (lon * 1e7).round() as i32 })
    }

    /// From ten-millionths of a degree; `None` where that is not on the earth.
    #[must_use]
    pub fn from_e7(lat_e7: i32, lon_e7: i32) -> Option<Self> {
        let fits = lat_e7.unsigned_abs() <= 900_000_000 && lon_e7.unsigned_abs() <= 1_800_000_000;
        fits.then_some(Self { lat_e7, lon_e7 })
    }

    #[must_use]
    pub const fn e7(self) -> (i32, i32) {
        (self.lat_e7, self.lon_e7)
    }

    /// Degrees north.
    #[must_use]
    pub fn lat(self) -> f64 {
        f64::from(self.lat_e7) / 1e7
    }

    /// Degrees east.
    #[must_use]
    pub fn lon(self) -> f64 {
        f64::from(self.lon_e7) / 1e7
    }

    /// Great-circle distance in metres (haversine). `libm` rather than the system's mathematics, so that
    /// every machine computes the same.
    #[must_use]
    pub fn metres_to(self, other: Self) -> f64 {
        let (lat1, lat2) = (self.lat().to_radians(), other.lat().to_radians());
        let half_lat = libm::sin((lat2 - lat1) / 2.0);
        let half_lon = libm::sin((other.lon() - self.lon()).to_radians() / 2.0);
        let h = half_lat * half_lat + libm::cos(lat1) * libm::cos(lat2) * half_lon * half_lon;
        2.0 * Self::EARTH_RADIUS * libm::asin(libm::sqrt(h.min(1.0)))
    }
}

/// What a hold covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Area {
    /// Every retailer whose district code begins so.
    Districts(Vec<DistrictCode>),
    /// A closed ring; the last point joins the first.
    Polygon(Vec<Place>),
    Circle {
        centre: Place,
        radius: Metres,
    },
    /// Whole routes, wherever their stops lie.
    Routes(Vec<RouteId>),
}

impl Area {
    /// Does it cover a stop of `route` at `place` in `district`?
    #[must_use]
    pub fn covers(&self, place: Place, district: &DistrictCode, route: &RouteId) -> bool {
        match self {
            Self::Districts(codes) => codes.iter().any(|code| district.as_str().starts_with(code.as_str())),
            Self::Polygon(ring) => inside(ring, place),
            Self::Circle { centre, radius } => centre.metres_to(place) <= f64::from(radius.0),
            Self::Routes(routes) => routes.contains(route),
        }
    }
}

/// Even-odd rule on longitude and latitude as a plane: right for areas the size of a province.
fn inside(ring: &[Place], at: Place) -> bool {
    let Some(last) = ring.last() else { return false };
    let edges = std::iter::once(last).chain(ring).copied().zip(ring.iter().copied());
    edges.filter(|edge| edge_is_east_of(*edge, at)).count() % 2 == 1
}

/// The name a place goes by in a travel-time matrix: a retailer's or a station's code, or the centre's.
pub type PlaceCode = SmolStr;

/// A place a vehicle can be at, with its name in the matrix where it has one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    pub code: PlaceCode,
    pub place: Place,
}

/// One drive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Leg {
    pub distance: Metres,
    pub duration: Seconds,
}

/// Settings from which travel is estimated where no matrix says better.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TravelSettings {
    /// Road distance over great-circle distance, in thousandths: 1300 is 1.3 times as far.
    pub detour_permille: u32,
    /// Mean speed in metres per hour, for each hour of the day in which a drive is under way.
    pub speed_by_hour: [u32; 24],
}

impl Default for TravelSettings {
    /// A middling Chinese city: 34 km/h, slower through the morning and evening peaks.
    fn default() -> Self {
        let mut speed_by_hour = [34_000; 24];
        for (hours, speed) in [(0..6, 45_000), (7..9, 25_000), (17..19, 24_000), (20..24, 40_000)] {
            speed_by_hour[hours].fill(speed);
        }
        Self { detour_permille: 1300, speed_by_hour }
    }
}

/// An imported square of drives. Seconds in full; metres where the file had them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Matrix {
    index: BTreeMap<PlaceCode, u32>,
    seconds: Vec<u32>,
    metres: Vec<u32>,
}

impl Matrix {
    /// More places than this would not fit the memory a desk may use.
    pub const MOST_PLACES: usize = 4_000;
    /// In a cell: this pair is not known, estimate it.
    pub const UNKNOWN: u32 = u32::MAX;

    /// `seconds` (and `metres`, or empty) hold a row per place in the order of `codes`. `None` where sizes
    /// do not agree, a code stands twice, or there are more than [`Matrix::MOST_PLACES`].
    #[must_use]
    pub fn new(codes: Vec<PlaceCode>, seconds: Vec<u32>, metres: Vec<u32>) -> Option<Self> {
        let n = codes.len();
        let index: BTreeMap<_, _> = codes.into_iter().zip(0..).collect();
        let fits = n <= Self::MOST_PLACES
            && index.len() == n
            && seconds.len() == n * n
            && (metres.is_empty() || metres.len() == n * n);
        fits.then_some(Self { index, seconds, metres })
    }

    /// The places in the order of the rows.
    #[must_use]
    pub fn codes(&self) -> Vec<&PlaceCode> {
        let mut codes: Vec<_> = self.index.iter().collect();
        codes.sort_unstable_by_key(|(_, at)| **at);
        codes.into_iter().map(|(code, _)| code).collect()
    }

    #[must_use]
    pub fn seconds(&self) -> &[u32] {
        &self.seconds
    }

    /// Empty where the file gave none.
    #[must_use]
    pub fn metres(&self) -> &[u32] {
        &self.metres
    }

    /// Seconds and, where the file gave them, metres of a drive. `None` where it is not known.
    #[must_use]
    pub fn leg(&self, from: &str, to: &str) -> Option<(u32, Option<u32>)> {
        let cell = self.cell(from, to)?;
        let seconds = self.seconds[cell];
        let metres = self.metres.get(cell).copied().filter(|&metres| metres != Self::UNKNOWN);
        (seconds != Self::UNKNOWN).then_some((seconds, metres))
    }

    fn cell(&self, from: &str, to: &str) -> Option<usize> {
        let (from, to) = (*self.index.get(from)?, *self.index.get(to)?);
        Some(from as usize * self.index.len() + to as usize)
    }
}

/// How long drives take: from the matrix where it knows both ends, else great circle × detour ÷ speed.
#[derive(Clone, Copy, Debug)]
pub struct TravelTimes<'a> {
    pub settings: &'a TravelSettings,
    pub matrix: Option<&'a Matrix>,
}

impl TravelTimes<'_> {
    /// The drive from one spot to another, leaving at `departs`.
    #[must_use]
    pub fn leg(&self, from: &Spot, to: &Spot, departs: TimeOfDay) -> Leg {
        match self.matrix.and_then(|matrix| matrix.leg(&from.code, &to.code)) {
            Some((seconds, Some(metres))) => Leg { distance: Metres(metres), duration: Seconds(seconds) },
            Some((seconds, None)) => {
                Leg { distance: self.road(from.place, to.place), duration: Seconds(seconds) }
            }
            None => {
                let distance = self.road(from.place, to.place);
                Leg { distance, duration: self.drive(distance, departs) }
            }
        }
    }

    fn road(&self, from: Place, to: Place) -> Metres {
        let metres = from.metres_to(to) * f64::from(self.settings.detour_permille) / 1000.0;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "at most 2e7 × 4e6, clipped"
        )]
        Metres(metres.round().min(f64::from(u32::MAX)) as u32)
    }

    /// Each hour is driven at its own speed, so that leaving later never arrives earlier. Nothing takes longer
    /// than the longest time a service day can speak of, whatever the settings say.
    fn drive(&self, distance: Metres, departs: TimeOfDay) -> Seconds {
        const HOUR: u64 = 3600;
        // Metres × 3600, so that a speed in metres per hour over seconds stays whole.
        let mut left = u64::from(distance.0) * HOUR;
        let mut at = u64::from(departs.seconds());
        let started = at;
        loop {
            let hour = usize::try_from(at / HOUR % 24).unwrap_or(0);
            let speed = u64::from(self.settings.speed_by_hour[hour].max(1_000));
            let until_next_hour = HOUR - at % HOUR;
            let reach = speed * until_next_hour;
            if left <= reach {
                at += left.div_ceil(speed);
                return Seconds(u32::try_from(at - started).unwrap_or(u32::MAX));
            }
            left -= reach;
            at += until_next_hour;
            if at - started > u64::from(TimeOfDay::LAST.seconds()) {
                return Seconds(TimeOfDay::LAST.seconds());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(lat: f64, lon: f64) -> Place {
        Place::from_degrees(lat, lon).expect("on the earth")
    }

    fn spot(code: &str, lat: f64, lon: f64) -> Spot {
        Spot { code: code.into(), place: place(lat, lon) }
    }

    #[test]
    fn a_place_off_the_earth_is_none() {
        for (lat, lon) in [(90.1, 0.0), (0.0, -180.1), (f64::NAN, 0.0), (0.0, f64::INFINITY)] {
            assert_eq!(Place::from_degrees(lat, lon), None, "{lat} {lon}");
        }
        assert_eq!(Place::from_e7(900_000_001, 0), None);
        assert_eq!(place(32.65, 110.79).e7(), (326_500_000, 1_107_900_000));
    }

    #[test]
    fn a_drive_ends_with_the_day_however_absurd_the_settings() {
        let settings = TravelSettings { detour_permille: u32::MAX, speed_by_hour: [1; 24] };
        let times = TravelTimes { settings: &settings, matrix: None };
        let leg = times.leg(&spot("A", -80.0, 0.0), &spot("B", 80.0, 179.0), TimeOfDay::hm(8, 0));
        assert_eq!(leg.duration, Seconds(TimeOfDay::LAST.seconds()));
    }

    #[test]
    fn a_degree_of_latitude_is_some_hundred_and_eleven_kilometres() {
        let metres = place(32.0, 110.0).metres_to(place(33.0, 110.0));
        assert!((metres - 111_195.0).abs() < 1.0, "{metres}");
    }

    #[test]
    fn a_ring_covers_what_it_encloses_however_it_is_turned() {
        let mut ring =
            vec![place(0.0, 0.0), place(0.0, 2.0), place(2.0, 2.0), place(1.0, 1.0), place(2.0, 0.0)];
        for _ in 0..2 {
            let area = Area::Polygon(ring.clone());
            let covers = |lat, lon| area.covers(place(lat, lon), &"420302".into(), &"R1".into());
            assert!(covers(0.5, 0.5));
            assert!(!covers(1.9, 1.0), "the notch is outside");
            assert!(!covers(-0.5, 0.5) && !covers(0.5, 2.5));
            ring.reverse();
        }
        assert!(!Area::Polygon(Vec::new()).covers(place(0.0, 0.0), &"".into(), &"R1".into()));
    }

    #[test]
    fn a_district_covers_the_districts_within_it() {
        let area = Area::Districts(vec!["4203".into()]);
        let covers = |district: &str| area.covers(place(0.0, 0.0), &district.into(), &"R1".into());
        assert!(covers("420302") && covers("4203") && !covers("420102") && !covers("42"));
    }

    #[test]
    fn a_matrix_is_a_square_without_twins() {
        let codes = |names: &[&str]| names.iter().map(PlaceCode::new).collect::<Vec<_>>();
        assert!(Matrix::new(codes(&["A", "B"]), vec![0; 4], Vec::new()).is_some());
        assert!(Matrix::new(codes(&["A", "B"]), vec![0; 3], Vec::new()).is_none());
        assert!(Matrix::new(codes(&["A", "B"]), vec![0; 4], vec![0; 2]).is_none());
        assert!(Matrix::new(codes(&["A", "A"]), vec![0; 4], Vec::new()).is_none());
    }

    #[test]
    fn where_the_matrix_is_silent_the_drive_is_estimated() {
        let codes = vec!["A".into(), "B".into()];
        let matrix = Matrix::new(codes, vec![0, 77, Matrix::UNKNOWN, 0], Vec::new()).expect("a square");
        let settings = TravelSettings::default();
        let travel = TravelTimes { settings: &settings, matrix: Some(&matrix) };
        let (a, b, c) = (spot("A", 32.0, 110.0), spot("B", 32.0, 110.1), spot("C", 32.0, 110.1));
        let noon = TimeOfDay::hm(12, 0);
        assert_eq!(travel.leg(&a, &b, noon).duration, Seconds(77));
        assert_eq!(travel.leg(&b, &a, noon), travel.leg(&c, &a, noon));
        assert!(travel.leg(&b, &a, noon).duration > Seconds(77));
    }

    #[test]
    fn each_hour_is_driven_at_its_own_speed() {
        let mut settings = TravelSettings { detour_permille: 1000, speed_by_hour: [36_000; 24] };
        settings.speed_by_hour[9] = 18_000;
        let travel = TravelTimes { settings: &settings, matrix: None };
        let drive = |departs| travel.drive(Metres(3_600), departs).0;
        assert_eq!(drive(TimeOfDay::hm(7, 0)), 360);
        assert_eq!(drive(TimeOfDay::hm(9, 0)), 720);
        // Three minutes at ten metres a second, then the other half at five.
        assert_eq!(drive(TimeOfDay::hm(8, 57)), 540);
    }
}
