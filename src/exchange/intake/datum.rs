//! Places in China's offset datums, brought to WGS-84. GCJ-02 is what `AMap` and Tencent draw, BD-09 what
//! Baidu does with it. There is no official formula; these are the ones published by the open projects
//! `eviltransform` and `coordtransform`, on the Krasovsky 1940 ellipsoid. Only the way there is published, so
//! the way back is found by stepping until it agrees to a few millimetres.

use super::Datum;
use libm::{atan2, cos, fabs, sin, sqrt};
use std::f64::consts::PI;

/// Half axis and squared eccentricity of the Krasovsky 1940 ellipsoid.
const AXIS: f64 = 6_378_245.0;
const ECCENTRICITY: f64 = 0.006_693_421_622_965_943;
const BAIDU: f64 = PI * 3000.0 / 180.0;

impl Datum {
    /// The WGS-84 latitude and longitude of a place given in this datum, in degrees.
    #[must_use]
    pub fn to_wgs84(self, lat: f64, lon: f64) -> (f64, f64) {
        match self {
            Self::Wgs84 => (lat, lon),
            Self::Gcj02 => gcj02_to_wgs84(lat, lon),
            Self::Bd09 => {
                let (lat, lon) = invert(lat, lon, gcj02_to_bd09);
                gcj02_to_wgs84(lat, lon)
            }
        }
    }

    /// The way there, for tests and for maps that need it.
    #[must_use]
    pub fn from_wgs84(self, lat: f64, lon: f64) -> (f64, f64) {
        match self {
            Self::Wgs84 => (lat, lon),
            Self::Gcj02 => wgs84_to_gcj02(lat, lon),
            Self::Bd09 => {
                let (lat, lon) = wgs84_to_gcj02(lat, lon);
                gcj02_to_bd09(lat, lon)
            }
        }
    }
}

/// Outside this box the maps are not offset.
fn is_in_china(lat: f64, lon: f64) -> bool {
    (0.8293..=55.8271).contains(&lat) && (72.004..=137.8347).contains(&lon)
}

fn wgs84_to_gcj02(lat: f64, lon: f64) -> (f64, f64) {
    if !is_in_china(lat, lon) {
        return (lat, lon);
    }
    let (x, y) = (lon - 105.0, lat - 35.0);
    let ripple = (20.0 * sin(6.0 * x * PI) + 20.0 * sin(2.0 * x * PI)) * 2.0 / 3.0;
    let north = -100.0
        + 2.0 * x
        + 3.0 * y
        + 0.2 * y * y
        + 0.1 * x * y
        + 0.2 * sqrt(fabs(x))
        + ripple
        + (20.0 * sin(y * PI) + 40.0 * sin(y / 3.0 * PI)) * 2.0 / 3.0
        + (160.0 * sin(y / 12.0 * PI) + 320.0 * sin(y * PI / 30.0)) * 2.0 / 3.0;
    let east = 300.0
        + x
        + 2.0 * y
        + 0.1 * x * x
        + 0.1 * x * y
        + 0.1 * sqrt(fabs(x))
        + ripple
        + (20.0 * sin(x * PI) + 40.0 * sin(x / 3.0 * PI)) * 2.0 / 3.0
        + (150.0 * sin(x / 12.0 * PI) + 300.0 * sin(x / 30.0 * PI)) * 2.0 / 3.0;
    let radians = lat / 180.0 * PI;
    let magic = 1.0 - ECCENTRICITY * sin(radians) * sin(radians);
    let root = sqrt(magic);
    let meridian = AXIS * (1.0 - ECCENTRICITY) / (magic * root);
    let parallel = AXIS / root * cos(radians);
    (lat + north * 180.0 / (meridian * PI), lon + east * 180.0 / (parallel * PI))
}

fn gcj02_to_bd09(lat: f64, lon: f64) -> (f64, f64) {
    let z = sqrt(lon * lon + lat * lat) + 0.000_02 * sin(lat * BAIDU);
    let theta = atan2(lat, lon) + 0.000_003 * cos(lon * BAIDU);
    (z * sin(theta) + 0.006, z * cos(theta) + 0.0065)
}

fn gcj02_to_wgs84(lat: f64, lon: f64) -> (f64, f64) {
    if !is_in_china(lat, lon) {
        return (lat, lon);
    }
    invert(lat, lon, wgs84_to_gcj02)
}

/// The place that `there` takes to (`lat`, `lon`): the offset hardly changes over its own length, so that
/// each step makes the error a hundred times smaller.
fn invert(lat: f64, lon: f64, there: fn(f64, f64) -> (f64, f64)) -> (f64, f64) {
    let (mut back_lat, mut back_lon) = (lat, lon);
    for _ in 0..10 {
        let (found_lat, found_lon) = there(back_lat, back_lon);
        let (off_lat, off_lon) = (found_lat - lat, found_lon - lon);
        back_lat -= off_lat;
        back_lon -= off_lon;
        if fabs(off_lat) < 1e-9 && fabs(off_lon) < 1e-9 {
            break;
        }
    }
    (back_lat, back_lon)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::place::Place;

    fn metres(a: (f64, f64), b: (f64, f64)) -> f64 {
        let place = |(lat, lon)| Place::from_degrees(lat, lon).expect("on the earth");
        place(a).metres_to(place(b))
    }

    #[test]
    fn there_and_back_is_within_half_a_metre_all_over_china() {
        for datum in Datum::ALL {
            for lat in 19..53 {
                for lon in 74..134 {
                    let place = (f64::from(lat) + 0.37, f64::from(lon) + 0.61);
                    let there = datum.from_wgs84(place.0, place.1);
                    let back = datum.to_wgs84(there.0, there.1);
                    assert!(metres(place, back) < 0.5, "{datum:?} {place:?}");
                }
            }
        }
    }

    #[test]
    fn the_offset_is_the_published_one() {
        // The examples of `coordtransform` and the first test point of `eviltransform`.
        let beijing = Datum::Gcj02.from_wgs84(39.915, 116.404);
        assert!(metres(beijing, (39.916_404_281_501_64, 116.410_244_499_169_38)) < 0.05, "{beijing:?}");
        let shanghai = Datum::Gcj02.from_wgs84(31.177_427_6, 121.527_210_6);
        assert!(metres(shanghai, (31.175_303_983_645_97, 121.531_541_859_215)) < 0.05, "{shanghai:?}");
        let baidu = gcj02_to_bd09(39.915, 116.404);
        assert!(metres(baidu, (39.921_336_993_510_21, 116.410_369_493_710_29)) < 0.05, "{baidu:?}");
    }

    #[test]
    fn nothing_is_moved_abroad() {
        assert_eq!(Datum::Gcj02.to_wgs84(48.85, 2.35), (48.85, 2.35));
    }
}
