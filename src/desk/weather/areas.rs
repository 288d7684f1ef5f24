//! Areas as a person types them: corners of a polygon, a circle's middle and reach. No widgets.

use crate::domain::alert::AreaFault;
use crate::domain::place::{Area, Place};
use crate::domain::ring;
use crate::domain::units::Metres;

/// A circle reaches no further than this, in kilometres: a province across.
const WIDEST: f64 = 1_000.0;

/// Why what was typed is no area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unreadable {
    /// Neither pairs of degrees …
    Corners,
    /// … nor one.
    Place,
    Kilometres,
    Fault(AreaFault),
}

impl Unreadable {
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Corners => "weather-unreadable-corners",
            Self::Place => "weather-unreadable-place",
            Self::Kilometres => "weather-unreadable-kilometres",
            Self::Fault(_) => "weather-unreadable-fault",
        }
    }
}

/// `32.62, 110.79`: degrees north and east, with a comma or a space between; full-width commas too.
#[must_use]
pub fn place(text: &str) -> Option<Place> {
    let text = text.replace(['，', ',', '°'], " ");
    let mut numbers = text.split_whitespace().map(str::parse::<f64>);
    let (lat, lon) = (numbers.next()?.ok()?, numbers.next()?.ok()?);
    if numbers.next().is_some() { None } else { Place::from_degrees(lat, lon) }
}

/// Corners one after the other: each on a line of its own, or with semicolons between; or `lat,lon` pairs with
/// spaces between, as alerts write them.
pub fn polygon(text: &str) -> Result<Area, Unreadable> {
    let text = text.replace(['；', '\n'], ";").replace('，', ",");
    let parts: Vec<&str> = if text.contains(';') {
        text.split(';').map(str::trim).filter(|part| !part.is_empty()).collect()
    } else {
        text.split_whitespace().collect()
    };
    let ring: Option<Vec<Place>> = parts.into_iter().map(place).collect();
    let mut ring = ring.filter(|ring| !ring.is_empty()).ok_or(Unreadable::Corners)?;
    if ring.len() > 1 && ring.first() == ring.last() {
        ring.pop();
    }
    match ring::fault(&ring) {
        Some(fault) => Err(Unreadable::Fault(fault)),
        None => Ok(Area::Polygon(ring)),
    }
}

pub fn circle(middle: &str, kilometres: &str) -> Result<Area, Unreadable> {
    let centre = place(middle).ok_or(Unreadable::Place)?;
    let km: Option<f64> = kilometres.trim().replace('，', ".").parse().ok();
    let km = km.filter(|km| *km > 0.0 && *km <= WIDEST).ok_or(Unreadable::Kilometres)?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked: a million at most")]
    let radius = Metres((km * 1000.0).round() as u32);
    let area = Area::Circle { centre, radius };
    match ring::fault_of(&area) {
        Some(fault) => Err(Unreadable::Fault(fault)),
        None => Ok(area),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corners_are_read_however_they_are_written() {
        let written = [
            "32.6,110.7; 32.7,110.7; 32.7,110.8",
            "32.6 110.7\n32.7 110.7\n32.7 110.8\n",
            "32.6,110.7 32.7,110.7 32.7,110.8 32.6,110.7",
            "32.6，110.7；32.7，110.7；32.7，110.8",
        ];
        for text in written {
            assert!(matches!(polygon(text), Ok(Area::Polygon(ring)) if ring.len() == 3), "{text}");
        }
    }

    #[test]
    fn what_is_no_area_says_why() {
        assert_eq!(polygon(""), Err(Unreadable::Corners));
        assert_eq!(polygon("here; there"), Err(Unreadable::Corners));
        assert_eq!(polygon("95,10; 1,1; 2,2"), Err(Unreadable::Corners));
        assert_eq!(polygon("1,1; 2,2"), Err(Unreadable::Fault(AreaFault::TooFewPoints)));
        assert_eq!(polygon("0,0; 1,1; 1,0; 0,1"), Err(Unreadable::Fault(AreaFault::CrossesItself)));
        assert_eq!(circle("32.6 110.7 1", "3"), Err(Unreadable::Place));
        assert_eq!(circle("32.6, 110.7", "0"), Err(Unreadable::Kilometres));
        assert_eq!(circle("32.6, 110.7", "NaN"), Err(Unreadable::Kilometres));
        assert_eq!(circle("32.6, 110.7", "0.0001"), Err(Unreadable::Fault(AreaFault::NoRadius)));
        assert!(circle("32.6, 110.7", "2.5").is_ok());
    }
}
