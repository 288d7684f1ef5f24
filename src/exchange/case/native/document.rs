//! The outermost layer of a case: its keys as they stand, and its matrix of drives, which may hold millions of
//! cells and is read row by row straight into numbers.

use super::fault::{Fault, Kind, NotACase};
use super::node::Node;
use super::value;
use crate::domain::place::Matrix;
use crate::exchange::case::limited::{Budget, Limited, MOST_PARTS};
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor,
};
use serde_json::{Map, Value};
use std::fmt;

pub struct Document {
    /// Everything but the matrix.
    pub rest: Value,
    matrix: Option<Square>,
}

/// A matrix as it stands in the document, right or wrong.
#[derive(Default)]
struct Square {
    codes: Value,
    seconds: Cells,
    metres: Option<Cells>,
    off: Option<NotACase>,
}

/// Rows of numbers, one after the other; `null` is a drive that is not known.
#[derive(Default)]
struct Cells {
    values: Vec<u32>,
    /// How long each row is.
    rows: Vec<usize>,
    /// The first that is wrong; nothing more is kept after it.
    off: Option<NotACase>,
}

/// Two days of driving, and once round the earth.
const MOST_SECONDS: u32 = 172_800;
const MOST_METRES: u32 = 40_000_000;
/// Cells of one row of a matrix, and itself; that it is too long is told of rows below this.
const MOST_A_ROW: usize = 4 * Matrix::MOST_PLACES;

impl Document {
    pub fn read(text: &str) -> Result<Self, NotACase> {
        serde_json::from_str(text).map_err(|error| {
            if Budget::is_spent(&error) {
                NotACase::TooMuch
            } else if error.is_data() {
                NotACase::Unknown
            } else if error.to_string().starts_with("recursion limit") {
                NotACase::TooDeep
            } else {
                NotACase::NotJson { line: error.line(), column: error.column() }
            }
        })
    }

    /// The matrix, taken out.
    pub fn matrix(&mut self) -> Result<Option<Matrix>, NotACase> {
        self.matrix.take().map(Square::into_matrix).transpose()
    }
}

impl Square {
    fn into_matrix(self) -> Result<Matrix, NotACase> {
        if let Some(off) = self.off.or(self.seconds.off) {
            return Err(off);
        }
        let (top, codes) = (Node::root(&Value::Null), Node::root(&self.codes));
        let matrix = top.field("matrix");
        let at = codes.standing(&matrix, "codes");
        if !at.is_given() {
            return Err(at.not(Kind::List));
        }
        let mut names = Vec::new();
        let mut seen = std::collections::BTreeMap::new();
        for node in at.items()? {
            let code = value::code(&node)?;
            if let Some(first) = seen.insert(code.clone(), node.path()) {
                return Err(node.off(Fault::Repeated { first }));
            }
            names.push(code);
        }
        if names.len() > Matrix::MOST_PLACES {
            return Err(at.off(Fault::TooMany { most: Matrix::MOST_PLACES }));
        }
        let wanted = names.len();
        let seconds = square(&matrix.field("seconds"), self.seconds.values, &self.seconds.rows, wanted)?;
        let metres = match self.metres {
            Some(Cells { off: Some(off), .. }) => return Err(off),
            Some(cells) => square(&matrix.field("metres"), cells.values, &cells.rows, wanted)?,
            None => Vec::new(),
        };
        // Sizes and names have been looked at: it can be made.
        Matrix::new(names, seconds, metres).ok_or_else(|| matrix.off(Fault::Missing))
    }
}

fn square(node: &Node<'_>, cells: Vec<u32>, rows: &[usize], wanted: usize) -> Result<Vec<u32>, NotACase> {
    if let Some((at, &found)) = rows.iter().enumerate().find(|(_, length)| **length != wanted) {
        return Err(node.entry(at).off(Fault::WrongLength { found, wanted }));
    }
    if rows.len() == wanted {
        Ok(cells)
    } else {
        Err(node.off(Fault::WrongLength { found: rows.len(), wanted }))
    }
}

impl Cells {
    fn take(&mut self, key: &str, row: &Value) {
        if self.off.is_some() {
            return;
        }
        let (top, row) = (Node::root(&Value::Null), Node::root(row));
        let matrix = top.field("matrix");
        let list = matrix.field(key);
        let row = row.standing_at(&list, self.rows.len());
        self.off = self.take_row(key, &row).err();
    }

    fn take_row(&mut self, key: &str, row: &Node<'_>) -> Result<(), NotACase> {
        if !row.is_given() {
            return Err(row.not(Kind::List));
        }
        let most = if key == "seconds" { MOST_SECONDS } else { MOST_METRES };
        let items = row.items()?;
        self.rows.push(items.len());
        for cell in items {
            self.values.push(if cell.is_given() { cell.small(0, most)? } else { Matrix::UNKNOWN });
        }
        Ok(())
    }
}

impl<'de> Deserialize<'de> for Document {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Outermost;
        impl<'de> Visitor<'de> for Outermost {
            type Value = Document;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Document, A::Error> {
                let (mut rest, mut matrix) = (Map::new(), None);
                let budget = Budget::of(MOST_PARTS);
                while let Some(key) = map.next_key::<String>()? {
                    if key == "matrix" {
                        matrix = map.next_value_seed(Loose(Place::Matrix))?.square();
                    } else {
                        let value = map.next_value_seed(Limited(&budget))?;
                        rest.insert(key, value);
                    }
                }
                Ok(Document { rest: Value::Object(rest), matrix })
            }
        }
        deserializer.deserialize_map(Outermost)
    }
}

/// Reads whatever stands there; what should stand there decides what becomes of it.
struct Loose(Place);

#[derive(Clone, Copy)]
enum Place {
    Matrix,
    Cells(&'static str),
}

enum Read {
    Square(Box<Square>),
    Cells(Cells),
    Null,
    /// Nothing that belongs here, as it would be shown.
    Odd(String),
}

impl Read {
    fn square(self) -> Option<Square> {
        match self {
            Self::Square(square) => Some(*square),
            Self::Null => None,
            Self::Cells(_) => Self::Odd("[…]".to_owned()).square(),
            Self::Odd(found) => {
                let off = NotACase::At {
                    path: "matrix".to_owned(),
                    fault: Fault::Not { wanted: Kind::Object, found },
                };
                Some(Square { off: Some(off), ..Square::default() })
            }
        }
    }

    fn cells(self, key: &str) -> Option<Cells> {
        match self {
            Self::Cells(cells) => Some(cells),
            Self::Null => None,
            Self::Square(_) => Self::Odd("{…}".to_owned()).cells(key),
            Self::Odd(found) => {
                let fault = Fault::Not { wanted: Kind::List, found };
                let off = NotACase::At { path: format!("matrix.{key}"), fault };
                Some(Cells { off: Some(off), ..Cells::default() })
            }
        }
    }
}

impl<'de> DeserializeSeed<'de> for Loose {
    type Value = Read;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Read, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Loose {
    type Value = Read;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("anything")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Read, A::Error> {
        let mut square = Square::default();
        while let Some(key) = map.next_key::<String>()? {
            match (self.0, key.as_str()) {
                (Place::Matrix, "codes") => {
                    square.codes = map.next_value_seed(Limited(&Budget::of(MOST_A_ROW)))?;
                }
                (Place::Matrix, "seconds") => {
                    let read = map.next_value_seed(Loose(Place::Cells("seconds")))?;
                    square.seconds = read.cells("seconds").unwrap_or_default();
                }
                (Place::Matrix, "metres") => {
                    square.metres = map.next_value_seed(Loose(Place::Cells("metres")))?.cells("metres");
                }
                (place, _) => {
                    map.next_value::<IgnoredAny>()?;
                    if matches!(place, Place::Matrix) {
                        let off = NotACase::At { path: format!("matrix.{key}"), fault: Fault::UnknownKey };
                        square.off.get_or_insert(off);
                    }
                }
            }
        }
        Ok(Read::Square(Box::new(square)))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut rows: A) -> Result<Read, A::Error> {
        let mut cells = Cells::default();
        match self.0 {
            Place::Matrix => while rows.next_element::<IgnoredAny>()?.is_some() {},
            Place::Cells(key) => {
                while let Some(row) = rows.next_element_seed(Limited(&Budget::of(MOST_A_ROW)))? {
                    cells.take(key, &row);
                }
            }
        }
        Ok(Read::Cells(cells))
    }

    fn visit_unit<E: Error>(self) -> Result<Read, E> {
        Ok(Read::Null)
    }

    fn visit_bool<E: Error>(self, found: bool) -> Result<Read, E> {
        Ok(Read::Odd(found.to_string()))
    }

    fn visit_u64<E: Error>(self, found: u64) -> Result<Read, E> {
        Ok(Read::Odd(found.to_string()))
    }

    fn visit_i64<E: Error>(self, found: i64) -> Result<Read, E> {
        Ok(Read::Odd(found.to_string()))
    }

    fn visit_f64<E: Error>(self, found: f64) -> Result<Read, E> {
        Ok(Read::Odd(found.to_string()))
    }

    fn visit_str<E: Error>(self, found: &str) -> Result<Read, E> {
        Ok(Read::Odd(Node::root(&Value::from(found)).shown()))
    }
}
