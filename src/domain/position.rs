//! Where vehicles were seen, by the boxes they carry.

use super::ids::Plate;
use super::place::Place;
use super::time::Timestamp;

/// The last place a vehicle was seen at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    pub plate: Plate,
    pub place: Place,
    pub at: Timestamp,
}
