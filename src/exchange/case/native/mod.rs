//! The recovery case: one JSON document that states a whole situation, so that it can be sent with a question
//! or planned again elsewhere. It holds what a plan depends on and nothing more: no telephone numbers,
//! licences or addresses. Shops keep their names and crews their codes, which are a driver's name where the centre's files
//! call them so. `docs/formats.md` describes it key by key.

mod document;
mod fault;
mod names;
mod node;
mod read;
mod read_day;
mod shapes;
mod value;
mod write;

pub use fault::{Fault, Kind, NotACase};
pub use shapes::Clock;
pub use write::write;

use crate::domain::ids::Revision;
use crate::domain::state::State;
use crate::domain::time::{ServiceDay, Timestamp};
use document::Document;

/// What the key `format` says.
pub const FORMAT: &str = "mainstay-recovery-case";
/// A key more is a version more: a reader that passed over a lock it does not know would plan wrongly.
pub const VERSION: u64 = 1;
/// Room for a city's day with a matrix of [`crate::domain::place::Matrix::MOST_PLACES`] places.
pub const MOST_BYTES: u64 = 256 << 20;

/// A situation, ready to be planned.
#[derive(Clone, Debug)]
pub struct CaseSituation {
    pub state: State,
    pub day: ServiceDay,
    pub now: Timestamp,
    pub revision: Revision,
}

/// Reads a case.
///
/// # Errors
/// [`NotACase`] with the part that is off.
pub fn read(text: &str) -> Result<CaseSituation, NotACase> {
    if text.len() as u64 > MOST_BYTES {
        return Err(NotACase::TooLarge(text.len() as u64));
    }
    let mut document = Document::read(text)?;
    let matrix = document.matrix();
    let mut situation = read::situation(&document.rest)?;
    situation.state.matrix = matrix?.map(std::sync::Arc::new);
    Ok(situation)
}
