//! One line of the journal and the chain that holds the lines together: each carries the hash of the line
//! before it in its desk's series, so that a gap or an edit shows.

use super::numbers;
use crate::domain::ids::{Author, Revision};
use crate::domain::time::{ServiceDay, Timestamp};
use sha2::{Digest as _, Sha256};

pub(super) type Hash = [u8; 32];

/// What the entries of one change have in common.
#[derive(Clone, Debug)]
pub struct Heading {
    /// The revision of the change's first entry.
    pub change: Revision,
    pub by: Author,
    /// Who has signed it beside its author.
    pub signed: Option<Author>,
    pub at: Timestamp,
    /// The change it takes back, by its revision.
    pub undoes: Option<Revision>,
    /// Undo stops before it.
    pub founding: bool,
}

/// Where an entry stands and what it holds.
pub(super) struct Line<'a> {
    pub counter: u64,
    pub desk: &'a str,
    pub sequence: u64,
    pub heading: &'a Heading,
    pub day: Option<ServiceDay>,
    pub version: u32,
    pub payload: &'a [u8],
}

impl Line<'_> {
    /// SHA-256 over everything in the line and the hash before. Texts go in with their length, so that no
    /// two lines can look alike.
    pub fn hash(&self, prev: &Hash) -> Hash {
        let Heading { change, by, signed, at, undoes, founding } = self.heading;
        let mut sha = Sha256::new();
        let mut bytes = |bytes: &[u8]| {
            sha.update((bytes.len() as u64).to_le_bytes());
            sha.update(bytes);
        };
        bytes(prev);
        bytes(self.desk.as_bytes());
        bytes(by.as_str().as_bytes());
        bytes(self.payload);
        let numbers = [
            self.counter.cast_signed(),
            self.sequence.cast_signed(),
            change.0.cast_signed(),
            numbers::of_moment(*at),
            undoes.map_or(-1, |revision| revision.0.cast_signed()),
            i64::from(*founding),
            self.day.map_or(i64::MIN, numbers::of_day),
            i64::from(self.version),
        ];
        for number in numbers {
            bytes(&number.to_le_bytes());
        }
        // At the end, so that entries nobody signed are what they were before anybody could.
        if let Some(signed) = signed {
            bytes(signed.as_str().as_bytes());
        }
        sha.finalize().into()
    }
}
