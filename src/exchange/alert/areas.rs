//! Where an alert holds: administrative codes, polygons, circles.

use super::MOST_POINTS;
use super::fault::Why;
use super::message::clipped;
use crate::domain::alert::{AlertArea, AreaFault};
use crate::domain::ids::DistrictCode;
use crate::domain::place::{Area, Place};
use crate::domain::ring;
use crate::domain::units::Metres;
use crate::exchange::xml::Element;
use smol_str::SmolStr;
use std::collections::BTreeSet;

pub use crate::domain::ring::Budget;

/// Names and values of the elements of these names: `valueName` and `value` in either order, `name=value` in
/// one text as CAP 1.0 has it, or a bare value.
pub fn pairs(block: &Element, wanted: &[&str]) -> Vec<(String, String)> {
    let pair = |element: &Element| {
        let value = element.said("value");
        if value.is_some() || element.said("valuename").is_some() {
            let name = element.said("valuename").unwrap_or_default();
            return (name.to_owned(), value.unwrap_or_default().to_owned());
        }
        match element.text().split_once('=') {
            Some((name, value)) => (name.trim().to_owned(), value.trim().to_owned()),
            None => (String::new(), element.text().to_owned()),
        }
    };
    let found = block.children.iter().filter(|child| wanted.contains(&child.name.as_str()));
    found.map(pair).filter(|(_, value)| !value.is_empty()).collect()
}

/// # Errors
/// Where a polygon has more points than any border needs.
pub fn read(area: &Element, budget: &mut Budget) -> Result<AlertArea, Why> {
    let (mut districts, mut seen) = (Vec::new(), BTreeSet::new());
    for (scheme, value) in pairs(area, &["geocode"]) {
        let codes = value.split([',', ';', ' ', '，', '、']).filter_map(|code| district(&scheme, code));
        for code in codes {
            if seen.insert(code.clone()) {
                districts.push(code);
            }
        }
    }
    let (mut shapes, mut faults) = (Vec::new(), Vec::new());
    let polygons = area.all("polygon").map(|element| polygon(element.text(), budget));
    for shape in polygons.chain(area.all("circle").map(|element| Ok(circle(element.text())))) {
        match shape? {
            Some(Ok(shape)) => shapes.push(shape),
            Some(Err(fault)) => faults.push(fault),
            None => {}
        }
    }
    let description = SmolStr::new(clipped(area.said("areadesc").unwrap_or_default()));
    Ok(AlertArea { description, districts, shapes, faults })
}

/// Names under which other numbering goes: none of them is ever a district of ours, whatever the number.
const OTHER_SCHEMES: [&str; 14] = [
    "fips", "same", "ugc", "emma", "clc", "cap", "warncell", "nuts", "postcode", "zip", "post", "phone",
    "oid", "http",
];
/// Names of the administrative code.
const OUR_SCHEMES: [&str; 9] =
    ["行政", "区划", "adcode", "2260", "areacode", "regioncode", "districtcode", "geocode", "areaid"];

/// The prefix that counts, where the code is an administrative one of China (GB/T 2260).
#[must_use]
pub fn district(scheme: &str, code: &str) -> Option<DistrictCode> {
    let scheme = scheme.to_lowercase().replace(['_', '-', ' '], "");
    let has = |words: &[&str]| words.iter().any(|word| scheme.contains(word));
    let code = code.trim();
    let long = matches!(code.len(), 6 | 12) || (has(&OUR_SCHEMES) && matches!(code.len(), 2 | 4 | 9));
    let province = code.get(..2).and_then(|first| first.parse::<u8>().ok());
    // The provinces are numbered by regions, and each region has gaps.
    let is_province = province.is_some_and(
        |number| matches!(number, 11..=15 | 21..=23 | 31..=37 | 41..=46 | 50..=54 | 61..=65 | 71 | 81 | 82),
    );
    let is_code = long && is_province && code.bytes().all(|b| b.is_ascii_digit());
    if !is_code || (has(&OTHER_SCHEMES) && !has(&OUR_SCHEMES)) {
        return None;
    }
    // A place below the district is not told apart here: the retailers have district codes.
    let six = code.get(..6).unwrap_or(code);
    let four = six.strip_suffix("00").unwrap_or(six);
    let two = if six.len() == 6 { four.strip_suffix("00").unwrap_or(four) } else { four };
    Some(DistrictCode::new(if code.len() >= 6 { two } else { code }))
}

/// `lat,lon lat,lon …`. `None` where the element is empty.
fn polygon(text: &str, budget: &mut Budget) -> Result<Option<Result<Area, AreaFault>>, Why> {
    if text.is_empty() {
        return Ok(None);
    }
    let Some(points) = points(text) else { return Ok(Some(Err(AreaFault::NotOnTheEarth))) };
    if points.len() > MOST_POINTS {
        return Err(Why::TooManyPoints { most: MOST_POINTS });
    }
    Ok(Some(ring::sound(points, budget).map(Area::Polygon)))
}

/// The points of a text; `None` where it is no list of places on the earth.
fn points(text: &str) -> Option<Vec<Place>> {
    let words =
        || text.split_whitespace().map(|word| word.trim_matches([',', ';'])).filter(|w| !w.is_empty());
    if words().all(|word| word.contains(',')) {
        return words()
            .map(|word| {
                let (lat, lon) = word.split_once(',')?;
                Place::from_degrees(degrees(lat)?, degrees(lon)?)
            })
            .collect();
    }
    // Latitude and longitude parted by white space somewhere: numbers then come in twos.
    let numbers: Option<Vec<f64>> =
        text.split([',', ';', ' ', '\t', '\r', '\n']).filter(|n| !n.is_empty()).map(degrees).collect();
    let (twos, rest) = numbers.as_ref()?.as_chunks::<2>();
    let places = twos.iter().map(|[lat, lon]| Place::from_degrees(*lat, *lon));
    if rest.is_empty() { places.collect() } else { None }
}

fn degrees(text: &str) -> Option<f64> {
    let plain = text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'+' | b'-' | b'e' | b'E'));
    if plain { text.parse().ok() } else { None }
}

/// `lat,lon km`. `None` where the element is empty.
fn circle(text: &str) -> Option<Result<Area, AreaFault>> {
    /// Half the earth's girth.
    const MOST: f64 = 20_037_508.0;
    let numbers: Vec<&str> = text.split([',', ' ', '\t', '\r', '\n']).filter(|n| !n.is_empty()).collect();
    if numbers.is_empty() {
        return None;
    }
    let [lat, lon, km] = numbers.as_slice() else { return Some(Err(AreaFault::NotOnTheEarth)) };
    let read = || Some((Place::from_degrees(degrees(lat)?, degrees(lon)?)?, degrees(km)?));
    Some(match read() {
        None => Err(AreaFault::NotOnTheEarth),
        Some((centre, km)) => {
            let metres = (km * 1000.0).min(MOST).round();
            if metres >= 1.0 {
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "1 to 20,037,508"
                )]
                let radius = Metres(metres as u32);
                Ok(Area::Circle { centre, radius })
            } else {
                Err(AreaFault::NoRadius)
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_cut_to_the_prefix_that_counts() {
        for (scheme, code, wanted) in [
            ("", "420300000000", Some("4203")),
            ("", "420302000000", Some("420302")),
            ("行政区划代码", "420300", Some("4203")),
            ("adcode", "420000", Some("42")),
            ("GB/T 2260", "42", Some("42")),
            ("AreaCode", "110000000000", Some("11")),
            ("geocode", "420302001002", Some("420302")),
            ("something", "420300", Some("4203")),
            ("FIPS6", "420300", None),
            ("SAME", "420300", None),
            ("UGC", "420300", None),
            ("EMMA_ID", "420300", None),
            ("profile:CAP-CP:Location:0.3", "420300", None),
            ("layer:EC-MSC-SMC:1.0:CLC", "420300", None),
            ("WARNCELLID", "814626190", None),
            ("", "990100", None),
            ("", "160100", None),
            ("", "2642", None),
            ("", "42030a", None),
            ("", "四二〇三〇〇", None),
        ] {
            let found = district(scheme, code);
            assert_eq!(found.as_ref().map(DistrictCode::as_str), wanted, "{scheme} {code}");
        }
    }

    #[test]
    fn points_are_read_in_every_dress() {
        for text in
            ["1,2 3,4 5,0", "1.0,2.0\n\t 3.0,4.0  5,0 ", "+1,+2 3,4, 5,0,", "1, 2 3, 4 5, 0", "1 2 3 4 5 0"]
        {
            let read = points(text).expect(text);
            assert_eq!(
                read.iter().map(|p| p.e7().0).collect::<Vec<_>>(),
                [10_000_000, 30_000_000, 50_000_000]
            );
        }
        for text in ["1,2 3", "110.7,32.6 111.7,32.6", "a,b c,d", "1,2;3,4,5", "NaN,inf", "1,2,3 4,5,6"] {
            assert_eq!(points(text), None, "{text}");
        }
    }

    #[test]
    fn a_circle_without_a_radius_is_a_point() {
        let (centre, radius) = (Place::from_degrees(32.6, 110.8).expect("on earth"), Metres(25_000));
        assert_eq!(circle("32.6,110.8 25.0"), Some(Ok(Area::Circle { centre, radius })));
        for (text, fault) in [
            ("12.7,-88.8 0.0", AreaFault::NoRadius),
            ("12.7,-88.8 -3", AreaFault::NoRadius),
            ("12.7,-188.8 3", AreaFault::NotOnTheEarth),
            ("12.7,-88.8", AreaFault::NotOnTheEarth),
            ("12.7,-88.8 far", AreaFault::NotOnTheEarth),
        ] {
            assert_eq!(circle(text), Some(Err(fault)), "{text}");
        }
        assert_eq!(circle(" "), None);
    }
}
