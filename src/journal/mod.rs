//! The truth on disk: an append-only journal of operations in SQLite, and the tables it keeps current.

/// The disk, the file or the database gave trouble.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {}

/// What `verify` found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Verdict {
    pub entries: u64,
    /// Names of the checks made (keys of the locale files).
    pub checked: Vec<&'static str>,
    pub problems: Vec<Problem>,
}

/// Something wrong in the database.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// Keys of the locale files, so that each is said in the reader's language.
    pub what: crate::words::Message,
    pub place: String,
    pub advice: crate::words::Message,
}
