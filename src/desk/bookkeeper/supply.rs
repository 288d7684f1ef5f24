//! The ways of a request out of turn, found on the bookkeeper's thread. The window only sees what came of it.

use crate::domain::ids::{RequestId, Revision};
use crate::domain::time::Timestamp;
use crate::journal::Trouble;
use crate::recovery::insertion::{self, Ways as Found};
use crate::session::Session;

/// The ways that were found, with what they were found on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ways {
    pub request: RequestId,
    pub revision: Revision,
    /// When it was looked.
    pub at: Timestamp,
    pub found: Found,
}

/// Finds them; none for a request nobody knows any more.
pub fn ways(session: &mut Session, request: &RequestId, now: Timestamp) -> Result<Ways, Trouble> {
    session.bring_around(now.day())?;
    let (state, revision) = (session.state(), session.revision());
    let known = state.supply.requests.get(request);
    let found = known.map(|known| insertion::ways_and_why(state, revision, known, now)).unwrap_or_default();
    Ok(Ways { request: request.clone(), revision, at: now, found })
}
