//! A way through a JSON document that knows where it is, so that whatever is wrong says where it stands.

use super::fault::{Fault, Kind, NotACase};
use serde_json::Value;
use std::fmt::Write as _;

/// One place in the document; its path is put together only where it is asked for.
#[derive(Clone, Copy)]
pub struct Node<'n> {
    /// `None` where the key is not there.
    value: Option<&'n Value>,
    up: Option<&'n Node<'n>>,
    step: Step<'n>,
}

#[derive(Clone, Copy)]
enum Step<'n> {
    Key(&'n str),
    At(usize),
}

/// As much of what was found as a sentence can carry.
const MOST_SHOWN: usize = 40;

impl<'n> Node<'n> {
    pub const fn root(value: &'n Value) -> Self {
        Self { value: Some(value), up: None, step: Step::Key("") }
    }

    /// The part under `key`, there or not.
    pub fn field(&'n self, key: &'n str) -> Self {
        let value = self.value.and_then(|value| value.get(key));
        Self { value, up: Some(self), step: Step::Key(key) }
    }

    /// The entry at `at`, of which nothing but the place is known.
    pub const fn entry(&'n self, at: usize) -> Self {
        Self { value: None, up: Some(self), step: Step::At(at) }
    }

    /// The same part as if it stood under `key` of `up`, for what is read piece by piece.
    pub const fn standing(&self, up: &'n Self, key: &'n str) -> Self {
        Self { value: self.value, up: Some(up), step: Step::Key(key) }
    }

    /// As [`Node::standing`], for an entry of a list.
    pub const fn standing_at(&self, up: &'n Self, at: usize) -> Self {
        Self { value: self.value, up: Some(up), step: Step::At(at) }
    }

    /// It is there, and not `null`.
    pub fn is_given(&self) -> bool {
        self.value.is_some_and(|value| !value.is_null())
    }

    pub fn path(&self) -> String {
        let mut path = match self.up {
            Some(up) => up.path(),
            None => return String::new(),
        };
        let _ = match self.step {
            Step::Key(key) if path.is_empty() => write!(path, "{key}"),
            Step::Key(key) => write!(path, ".{key}"),
            Step::At(at) => write!(path, "[{at}]"),
        };
        path
    }

    pub fn off(&self, fault: Fault) -> NotACase {
        let path = self.path();
        NotACase::At { path: if path.is_empty() { "{}".to_owned() } else { path }, fault }
    }

    /// Something else than what is wanted stands here, or nothing does.
    pub fn not(&self, wanted: Kind) -> NotACase {
        self.off(if self.is_given() { Fault::Not { wanted, found: self.shown() } } else { Fault::Missing })
    }

    /// What stands here, shortened.
    pub fn shown(&self) -> String {
        let whole = match self.value {
            None => return String::new(),
            // Lists and objects may be huge, and say nothing when cut.
            Some(Value::Array(_)) => return "[…]".to_owned(),
            Some(Value::Object(_)) => return "{…}".to_owned(),
            Some(other) => other.to_string(),
        };
        match whole.char_indices().nth(MOST_SHOWN) {
            Some((cut, _)) => format!("{}…", &whole[..cut]),
            None => whole,
        }
    }

    /// An object with none but these keys.
    pub fn only(&self, keys: &[&str]) -> Result<(), NotACase> {
        let Some(Value::Object(map)) = self.value else { return Err(self.not(Kind::Object)) };
        match map.keys().find(|key| !keys.contains(&key.as_str())) {
            Some(key) => Err(self.field(key).off(Fault::UnknownKey)),
            None => Ok(()),
        }
    }

    /// Every entry of a list; none where there is no list at all.
    pub fn items(&'n self) -> Result<impl ExactSizeIterator<Item = Self>, NotACase> {
        let items: &[Value] = match self.value {
            Some(Value::Array(items)) => items,
            None | Some(Value::Null) => &[],
            Some(_) => return Err(self.not(Kind::List)),
        };
        let node = |(at, value)| Self { value: Some(value), up: Some(self), step: Step::At(at) };
        Ok(items.iter().enumerate().map(node))
    }

    /// Reads it where it is given.
    pub fn optional<T>(
        &'n self,
        read: impl FnOnce(&'n Self) -> Result<T, NotACase>,
    ) -> Result<Option<T>, NotACase> {
        if self.is_given() { read(self).map(Some) } else { Ok(None) }
    }

    /// Reads it where it is given, else takes `usual`.
    pub fn or<T>(
        &'n self,
        usual: T,
        read: impl FnOnce(&'n Self) -> Result<T, NotACase>,
    ) -> Result<T, NotACase> {
        Ok(self.optional(read)?.unwrap_or(usual))
    }

    pub fn text(&self) -> Result<&'n str, NotACase> {
        self.value_text().ok_or_else(|| self.not(Kind::Text))
    }

    /// The text, where it is one.
    pub fn value_text(&self) -> Option<&'n str> {
        self.value.and_then(Value::as_str)
    }

    pub fn yes_or_no(&self) -> Result<bool, NotACase> {
        self.value.and_then(Value::as_bool).ok_or_else(|| self.not(Kind::YesOrNo))
    }

    pub fn number(&self) -> Result<f64, NotACase> {
        self.value.and_then(Value::as_f64).ok_or_else(|| self.not(Kind::Number))
    }

    /// A whole number from `least` to `most`.
    pub fn whole(&self, least: u64, most: u64) -> Result<u64, NotACase> {
        let Some(Value::Number(number)) = self.value else { return Err(self.not(Kind::Whole)) };
        match number.as_u64() {
            Some(whole) if (least..=most).contains(&whole) => Ok(whole),
            None if number.is_f64() && number.as_f64().is_some_and(|n| n.abs() < 1e15) => {
                Err(self.not(Kind::Whole))
            }
            _ => Err(self.off(Fault::OutOfRange { found: self.shown(), least, most })),
        }
    }

    /// As [`Node::whole`], for what the domain keeps in 32 bits.
    pub fn small(&self, least: u32, most: u32) -> Result<u32, NotACase> {
        let whole = self.whole(least.into(), most.into())?;
        Ok(u32::try_from(whole).unwrap_or(most))
    }
}
