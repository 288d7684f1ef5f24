//! JSON as a tree of no more than so many parts: a few bytes of text make a part of many bytes in memory, so that the
//! size of a file says little of what it will need.

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};
use std::cell::Cell;
use std::fmt;

/// A province's day has about half a million.
pub const MOST_PARTS: usize = 4_000_000;

/// How serde is told of too many parts, and how that is known again.
const TOO_MANY: &str = "too many parts";

/// The parts that may still come.
pub struct Budget(Cell<usize>);

impl Budget {
    #[must_use]
    pub const fn of(parts: usize) -> Self {
        Self(Cell::new(parts))
    }

    fn spend<E: Error>(&self) -> Result<(), E> {
        let left = self.0.get().checked_sub(1).ok_or_else(|| E::custom(TOO_MANY))?;
        self.0.set(left);
        Ok(())
    }

    /// The document was refused for its parts.
    #[must_use]
    pub fn is_spent(error: &serde_json::Error) -> bool {
        error.to_string().starts_with(TOO_MANY)
    }
}

/// The whole document as a tree.
///
/// # Errors
/// Where it is no JSON, or has too many parts ([`Budget::is_spent`]).
pub fn read(text: &str, parts: usize) -> serde_json::Result<Value> {
    let mut from = serde_json::Deserializer::from_str(text);
    let value = Limited(&Budget::of(parts)).deserialize(&mut from)?;
    from.end()?;
    Ok(value)
}

/// Reads whatever stands there.
#[derive(Clone, Copy)]
pub struct Limited<'b>(pub &'b Budget);

impl<'de> DeserializeSeed<'de> for Limited<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Value, D::Error> {
        self.0.spend()?;
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Limited<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("anything")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut all = Map::new();
        while let Some(key) = map.next_key::<String>()? {
            let value = map.next_value_seed(self)?;
            all.insert(key, value);
        }
        Ok(Value::Object(all))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut all = Vec::new();
        while let Some(value) = list.next_element_seed(self)? {
            all.push(value);
        }
        Ok(Value::Array(all))
    }

    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, found: bool) -> Result<Value, E> {
        Ok(found.into())
    }

    fn visit_u64<E: Error>(self, found: u64) -> Result<Value, E> {
        Ok(found.into())
    }

    fn visit_i64<E: Error>(self, found: i64) -> Result<Value, E> {
        Ok(found.into())
    }

    fn visit_f64<E: Error>(self, found: f64) -> Result<Value, E> {
        Ok(found.into())
    }

    fn visit_str<E: Error>(self, found: &str) -> Result<Value, E> {
        Ok(found.into())
    }

    fn visit_string<E: Error>(self, found: String) -> Result<Value, E> {
        Ok(found.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_within_its_limit_is_read_as_ever_and_what_is_not_is_told_apart() {
        let text = r#"{"a":[1,-2,2.5,"x\ny",null,true,{"b":[]}]}"#;
        assert_eq!(read(text, 10).expect("read"), serde_json::from_str::<Value>(text).expect("read"));
        assert!(Budget::is_spent(&read(text, 9).expect_err("refused")));
        assert!(!Budget::is_spent(&read("{\"a\":", 9).expect_err("refused")));
        assert!(read("{} x", 9).is_err());
    }
}
