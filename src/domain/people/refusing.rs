//! Why somebody may not; `words` says it to people.

use super::Role;
use super::pin::PinFault;
use crate::domain::ids::Author;

/// The rules say no.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PeopleRefusal {
    #[error("{0} is nobody who works here")]
    Stranger(Author),
    #[error("{by} is {}, and this takes {}", .has.name(), .needs.name())]
    NotAllowed { by: Author, has: Role, needs: Role },
    #[error("{by} is {}; signing this takes {}", .has.name(), .needs.name())]
    NotASigner { by: Author, has: Role, needs: Role },
    /// By another name, or by none.
    #[error("{0} has not signed in")]
    NotSignedIn(Author),
    #[error("whoever is entered first looks after the others")]
    FirstLooksAfter,
    #[error("{0} is the last administrator")]
    LastAdministrator(Author),
    #[error("{0:?} is no name that can be entered")]
    NoName(Author),
    #[error("the PIN cannot be used: {}", .0.name())]
    FaultyPin(PinFault),
}
