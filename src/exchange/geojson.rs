//! GeoJSON (RFC 7946): the areas in it. Points and lines are passed over; a hole is a ring like any other,
//! because what an area covers is told by crossing borders. Coordinates are kept as they are read, not as a tree.

use super::intake::Datum;
use crate::domain::alert::AreaFault;
use crate::domain::place::Place;
use serde::de::{
    self, Deserialize, DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
use std::fmt;
use std::sync::Arc;

/// A file of more bytes is not read.
pub const MOST_BYTES: u64 = 64 << 20;
/// Points of all areas together.
pub const MOST_POINTS: usize = 2_000_000;
/// Areas of one file.
pub const MOST_AREAS: usize = 100_000;

/// Why a document gives no areas.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotAreas {
    /// No JSON, from this line on.
    NotJson {
        line: usize,
    },
    /// It ends in the midst.
    Truncated,
    /// JSON, but none with areas; what its `type` says.
    Other {
        kind: String,
    },
    TooManyPoints,
    TooManyAreas,
    TooDeep,
}

/// One area of the document: a feature, or a geometry by itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// Of the feature, as text; its `id` among them.
    pub properties: Arc<[(String, String)]>,
    /// Without the closing point. The holes follow the ring they lie in.
    pub rings: Vec<Vec<Place>>,
    /// Which of the rings are outer ones.
    pub outer: Vec<usize>,
    pub fault: Option<AreaFault>,
}

/// Reads the areas of a document, in their order.
///
/// # Errors
/// [`NotAreas`] where it has none.
pub fn read(text: &str, datum: Datum) -> Result<Vec<Shape>, NotAreas> {
    let text = text.trim_start_matches('\u{feff}');
    let root: Node = serde_json::from_str(text).map_err(|error| match () {
        () if error.is_eof() => NotAreas::Truncated,
        () if error.to_string().starts_with(TOO_MANY) => NotAreas::TooManyPoints,
        () if error.to_string().starts_with("recursion limit") => NotAreas::TooDeep,
        () => NotAreas::NotJson { line: error.line() },
    })?;
    let kind: String = root.kind.chars().take(40).collect();
    let mut shapes = Shapes { datum, points: 0, found: Vec::new() };
    shapes.take(root, &Arc::default())?;
    if shapes.found.is_empty() { Err(NotAreas::Other { kind }) } else { Ok(shapes.found) }
}

/// How serde is told of too many points, and how that is known again.
const TOO_MANY: &str = "too many points";

/// Anything a GeoJSON document is made of: collection, feature, geometry.
#[derive(Default)]
struct Node {
    kind: String,
    properties: Vec<(String, String)>,
    parts: Vec<Self>,
    coordinates: Coordinates,
}

impl<'de> Deserialize<'de> for Node {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'de> Visitor<'de> for Reader {
            type Value = Node;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a GeoJSON object")
            }

            /// A feature may have no geometry.
            fn visit_unit<E: de::Error>(self) -> Result<Node, E> {
                Ok(Node::default())
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Node, A::Error> {
                let mut node = Node::default();
                while let Some(key) = map.next_key::<String>()? {
                    match key.as_str() {
                        "type" => node.kind = map.next_value::<Text>()?.0,
                        "features" | "geometries" => node.parts.append(&mut map.next_value::<Vec<Node>>()?),
                        "geometry" => node.parts.push(map.next_value()?),
                        "coordinates" => node.coordinates = map.next_value()?,
                        "properties" => node.properties.append(&mut map.next_value::<Properties>()?.0),
                        "id" => node.properties.push(("id".to_owned(), map.next_value::<Text>()?.0)),
                        _ => {
                            map.next_value::<IgnoredAny>()?;
                        }
                    }
                }
                Ok(node)
            }
        }
        from.deserialize_any(Reader)
    }
}

/// A value that is a text or a number; empty where it is anything else.
struct Text(String);

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Ok(Self(match serde_json::Value::deserialize(from)? {
            serde_json::Value::String(text) => text,
            serde_json::Value::Number(number) => number.to_string(),
            _ => String::new(),
        }))
    }
}

struct Properties(Vec<(String, String)>);

impl<'de> Deserialize<'de> for Properties {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let all =
            Option::<serde_json::Map<String, serde_json::Value>>::deserialize(from)?.unwrap_or_default();
        let text = |value: serde_json::Value| match value {
            serde_json::Value::String(text) => Some(text),
            serde_json::Value::Number(number) => Some(number.to_string()),
            _ => None,
        };
        Ok(Self(all.into_iter().filter_map(|(key, value)| Some((key, text(value)?))).collect()))
    }
}

/// Nested lists of numbers, flattened to rings while they are read.
#[derive(Default)]
struct Coordinates {
    /// Longitude, latitude.
    rings: Vec<Vec<(f64, f64)>>,
    outer: Vec<usize>,
    points: usize,
    is_off: bool,
}

impl<'de> Deserialize<'de> for Coordinates {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let mut all = Self::default();
        Level(&mut all).deserialize(from)?;
        Ok(all)
    }
}

/// One list within the coordinates, at whatever depth.
struct Level<'c>(&'c mut Coordinates);

/// What a list turned out to be.
enum Item {
    Number(f64),
    Point(f64, f64),
    Ring,
    /// A polygon, or several.
    Rings,
    Nothing,
}

impl<'de> DeserializeSeed<'de> for Level<'_> {
    type Value = Item;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Item, D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Level<'_> {
    type Value = Item;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("coordinates")
    }

    fn visit_f64<E>(self, number: f64) -> Result<Item, E> {
        Ok(Item::Number(number))
    }

    #[expect(clippy::cast_precision_loss, reason = "a degree has three digits before the point")]
    fn visit_i64<E>(self, number: i64) -> Result<Item, E> {
        Ok(Item::Number(number as f64))
    }

    #[expect(clippy::cast_precision_loss, reason = "a degree has three digits before the point")]
    fn visit_u64<E>(self, number: u64) -> Result<Item, E> {
        Ok(Item::Number(number as f64))
    }

    fn visit_unit<E>(self) -> Result<Item, E> {
        self.0.is_off = true;
        Ok(Item::Nothing)
    }

    fn visit_str<E>(self, _: &str) -> Result<Item, E> {
        self.0.is_off = true;
        Ok(Item::Nothing)
    }

    fn visit_bool<E>(self, _: bool) -> Result<Item, E> {
        self.0.is_off = true;
        Ok(Item::Nothing)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Item, A::Error> {
        let all = self.0;
        let first_ring = all.rings.len();
        let (mut numbers, mut count) = ([0.0; 2], 0);
        let mut points = Vec::new();
        let mut rings = false;
        while let Some(item) = list.next_element_seed(Level(all))? {
            match item {
                Item::Number(number) => {
                    if let Some(place) = numbers.get_mut(count) {
                        *place = number;
                    }
                    count += 1;
                }
                Item::Point(lon, lat) => {
                    all.points += 1;
                    if all.points > MOST_POINTS {
                        return Err(de::Error::custom(TOO_MANY));
                    }
                    points.push((lon, lat));
                }
                Item::Ring => rings = true,
                Item::Rings | Item::Nothing => {}
            }
        }
        if count >= 2 {
            return Ok(Item::Point(numbers[0], numbers[1]));
        }
        if count == 1 {
            all.is_off = true;
            return Ok(Item::Nothing);
        }
        if !points.is_empty() {
            all.rings.push(points);
            return Ok(Item::Ring);
        }
        if rings {
            all.outer.push(first_ring);
        }
        Ok(Item::Rings)
    }
}

struct Shapes {
    datum: Datum,
    points: usize,
    found: Vec<Shape>,
}

impl Shapes {
    /// `properties` are those of the feature it lies in.
    fn take(&mut self, node: Node, properties: &Arc<[(String, String)]>) -> Result<(), NotAreas> {
        // Shared, because a feature may have many parts.
        let own = if node.properties.is_empty() { Arc::clone(properties) } else { node.properties.into() };
        // Some tools leave out what the coordinates show anyway.
        let is_area = matches!(node.kind.as_str(), "Polygon" | "MultiPolygon");
        if is_area {
            self.points += node.coordinates.points;
            if self.points > MOST_POINTS {
                return Err(NotAreas::TooManyPoints);
            }
            if self.found.len() == MOST_AREAS {
                return Err(NotAreas::TooManyAreas);
            }
            let shape = self.shape(node.coordinates, &own);
            self.found.push(shape);
        }
        node.parts.into_iter().try_for_each(|part| self.take(part, &own))
    }

    fn shape(&self, from: Coordinates, properties: &Arc<[(String, String)]>) -> Shape {
        let mut fault = from.is_off.then_some(AreaFault::NotOnTheEarth);
        let mut rings = Vec::with_capacity(from.rings.len());
        for ring in from.rings {
            let place = |&(lon, lat): &(f64, f64)| {
                let (lat, lon) = self.datum.to_wgs84(lat, lon);
                Place::from_degrees(lat, lon)
            };
            let places: Option<Vec<Place>> = ring.iter().map(place).collect();
            if places.is_none() {
                fault = Some(AreaFault::NotOnTheEarth);
            }
            let mut places = places.unwrap_or_default();
            places.dedup();
            while places.len() > 1 && places.first() == places.last() {
                places.pop();
            }
            rings.push(places);
        }
        let outline = |at: &usize| rings.get(*at).is_some_and(|ring| ring.len() >= 3);
        if !from.outer.iter().any(outline) {
            fault = fault.or(Some(AreaFault::TooFewPoints));
        }
        Shape { properties: Arc::clone(properties), rings, outer: from.outer, fault }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        match read(text, Datum::Wgs84) {
            Err(error) => format!("{error:?}"),
            Ok(shapes) => {
                let each = shapes.iter().map(|shape| {
                    let rings: Vec<_> = shape.rings.iter().map(Vec::len).collect();
                    let fault = shape.fault.map_or("", AreaFault::name);
                    format!("{rings:?} {:?} {}{fault}", shape.outer, shape.properties.len())
                });
                each.collect::<Vec<_>>().join("; ")
            }
        }
    }

    #[test]
    fn areas_are_found_in_whatever_holds_them() {
        let ring = "[[110,32],[111,32],[111,33],[110,33],[110,32]]";
        let hole = "[[110.2,32.2,7],[110.4,32.2,7],[110.4,32.4,7],[110.2,32.2,7]]";
        let polygon = format!("{{\"coordinates\":[{ring},{hole}],\"type\":\"Polygon\"}}");
        let many = format!("{{\"type\":\"MultiPolygon\",\"coordinates\":[[{ring},{hole}],[{ring}]]}}");
        assert_eq!(shown(&polygon), "[4, 3] [0] 0");
        assert_eq!(shown(&many), "[4, 3, 4] [0, 2] 0");
        let feature = format!(
            "{{\"geometry\":{many},\"id\":7,\"type\":\"Feature\",\"properties\":{{\"a\":\"b\",\"c\":[1]}}}}"
        );
        assert_eq!(shown(&feature), "[4, 3, 4] [0, 2] 2");
        let point = "{\"type\":\"Feature\",\"properties\":null,\"geometry\":{\"type\":\"Point\",\"coordinates\":[1,2]}}";
        let bare = "{\"type\":\"Feature\",\"properties\":{},\"geometry\":null}";
        let all = format!(
            "{{\"type\":\"FeatureCollection\",\"features\":[{point},{bare},{feature}],\"bbox\":[1,2]}}"
        );
        assert_eq!(shown(&all), "[4, 3, 4] [0, 2] 2");
        let group = format!("{{\"type\":\"GeometryCollection\",\"geometries\":[{polygon},{polygon}]}}");
        assert_eq!(shown(&group), "[4, 3] [0] 0; [4, 3] [0] 0");
    }

    #[test]
    fn what_cannot_be_used_says_so() {
        let polygon =
            |coordinates: &str| shown(&format!("{{\"type\":\"Polygon\",\"coordinates\":{coordinates}}}"));
        assert_eq!(polygon("[[[110,32],[111,32],[110,32]]]"), "[2] [0] 0too_few_points");
        assert_eq!(polygon("[]"), "[] [] 0too_few_points");
        assert_eq!(polygon("[[[110,132],[111,32],[110,33]]]"), "[0] [0] 0not_on_the_earth");
        assert_eq!(polygon("[[[110,null],[111,32],[110,33],[110,34]]]"), "[3] [0] 0not_on_the_earth");
        assert_eq!(polygon("[[[\"110\",\"32\"]]]"), "[] [] 0not_on_the_earth");
        assert_eq!(shown("{\"type\":\"Polygon\",\"coordinates\":[[[110,32"), "Truncated");
        assert_eq!(shown("{\"type\":\"Point\",\"coordinates\":[1,2]}"), "Other { kind: \"Point\" }");
        assert_eq!(shown("\n<html>"), "NotJson { line: 2 }");
        assert_eq!(shown(&"[".repeat(1_000)), "NotJson { line: 1 }");
        assert_eq!(polygon(&"[".repeat(1_000)), "TooDeep");
    }
}
