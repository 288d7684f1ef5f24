//! The distribution centre as it is being typed: what makes a usable centre, and what looks wrong with the
//! coordinates. No drawing here.

use crate::domain::network::{Centre, Name};
use crate::domain::place::Place;
use crate::words::Message;

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CentreField {
    Local,
    English,
    Lat,
    Lon,
}

impl CentreField {
    pub const ALL: [Self; 4] = [Self::Local, Self::English, Self::Lat, Self::Lon];

    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Local => "data-centre-name",
            Self::English => "data-centre-english",
            Self::Lat => "data-centre-lat",
            Self::Lon => "data-centre-lon",
        }
    }

    fn shown(self, centre: &Centre) -> String {
        match self {
            Self::Local => centre.name.local.to_string(),
            Self::English => centre.name.english.to_string(),
            Self::Lat => centre.place.lat().to_string(),
            Self::Lon => centre.place.lon().to_string(),
        }
    }
}

/// What was typed; `None` where a field was not touched.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CentreDraft {
    typed: [Option<String>; 4],
}

impl CentreDraft {
    /// What the field shows now.
    #[must_use]
    pub fn text(&self, field: CentreField, base: Option<&Centre>) -> String {
        let typed = self.typed[field as usize].clone();
        typed.unwrap_or_else(|| base.map(|centre| field.shown(centre)).unwrap_or_default())
    }

    pub fn set(&mut self, field: CentreField, text: String) {
        self.typed[field as usize] = Some(text);
    }

    /// The centre it makes on top of `base`. `near` is any place known to be the centre's own country: it
    /// tells swapped coordinates from a far-away centre.
    ///
    /// # Errors
    /// What stands in the way, in the order of the fields.
    pub fn read(&self, base: Option<&Centre>, near: Option<Place>) -> Result<Centre, Message> {
        let text = |field| self.text(field, base).trim().to_owned();
        let local = text(CentreField::Local);
        if local.is_empty() {
            return Err(Message::new("data-refuse-centre-name"));
        }
        let degrees = |field| {
            let number: Option<f64> = text(field).parse().ok();
            number.filter(|n| n.is_finite()).ok_or_else(|| Message::new("data-refuse-degrees"))
        };
        let (lat, lon) = (degrees(CentreField::Lat)?, degrees(CentreField::Lon)?);
        if looks_swapped(lat, lon, near) {
            return Err(Message::new("data-refuse-swapped"));
        }
        let place = Place::from_degrees(lat, lon).ok_or_else(|| Message::new("data-refuse-off-the-earth"))?;
        Ok(Centre { name: Name::with_english(local, text(CentreField::English)), place })
    }
}

/// Latitude and longitude stand in each other's field: only the other way round is it a place at all, or a
/// place near what is known already.
fn looks_swapped(lat: f64, lon: f64, near: Option<Place>) -> bool {
    const FAR_METRES: f64 = 1_000_000.0;
    let Some(other) = Place::from_degrees(lon, lat) else { return false };
    match (Place::from_degrees(lat, lon), near) {
        (None, _) => true,
        (Some(here), Some(near)) => here.metres_to(near) > FAR_METRES && other.metres_to(near) <= FAR_METRES,
        // With nothing to go by, the country the desk is made for: 18 to 54° north, 73 to 135° east.
        (Some(_), None) => (73.0..=135.0).contains(&lat) && (18.0..=54.0).contains(&lon),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lat: &str, lon: &str, near: Option<Place>) -> Result<Centre, &'static str> {
        let mut draft = CentreDraft::default();
        draft.set(CentreField::Local, "十堰配送中心".into());
        draft.set(CentreField::Lat, lat.into());
        draft.set(CentreField::Lon, lon.into());
        draft.read(None, near).map_err(|message| message.key)
    }

    #[test]
    fn swapped_coordinates_are_named_and_others_refused() {
        let near = Place::from_degrees(32.6, 110.8);
        assert_eq!(read("110.79", "32.63", None), Err("data-refuse-swapped"));
        assert_eq!(read("80.1", "44.2", None), Err("data-refuse-swapped"));
        assert_eq!(read("80.1", "44.2", Place::from_degrees(44.0, 80.0)), Err("data-refuse-swapped"));
        assert_eq!(read("190", "200", near), Err("data-refuse-off-the-earth"));
        assert_eq!(read("NaN", "110", near), Err("data-refuse-degrees"));
        assert!(read("32.63", "110.79", near).is_ok());
        assert!(read("-33.9", "18.4", None).is_ok(), "a centre elsewhere is not called swapped");
    }

    #[test]
    fn a_centre_needs_a_name() {
        let mut draft = CentreDraft::default();
        draft.set(CentreField::Lat, "32.63".into());
        draft.set(CentreField::Lon, "110.79".into());
        assert_eq!(draft.read(None, None).unwrap_err().key, "data-refuse-centre-name");
    }
}
