//! Recovery cases: whole situations as one document. The desk's own kind says everything a plan depends on; the
//! compact kind is what public solvers can be measured by.

pub mod compact;
pub mod limited;
pub mod native;

use crate::words::{Message, Tell};
use compact::CompactCase;
use native::CaseSituation;

/// Either kind.
#[derive(Clone, Debug)]
pub enum Case {
    Native(Box<CaseSituation>),
    Compact(Box<CompactCase>),
}

/// Why a document is neither.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotACase {
    Native(native::NotACase),
    Compact(compact::NotACase),
}

impl Tell for NotACase {
    fn message(&self) -> Message {
        match self {
            Self::Native(why) => why.message(),
            Self::Compact(why) => why.message(),
        }
    }
}

/// Reads either kind; which one it is shows in its keys, not in the name of its file.
///
/// # Errors
/// [`NotACase`] with the part that is off.
pub fn read(text: &str) -> Result<Case, NotACase> {
    match native::read(text) {
        Err(native::NotACase::Unknown) => {}
        read => return read.map(|case| Case::Native(Box::new(case))).map_err(NotACase::Native),
    }
    // A list of points on a plane is something no other case has.
    if !text.contains("\"xy\"") {
        return Err(NotACase::Native(native::NotACase::Unknown));
    }
    compact::read(text).map(|case| Case::Compact(Box::new(case))).map_err(NotACase::Compact)
}
