//! The ways of a request out of turn, found on the bookkeeper's thread. The window only sees what came of it.

use crate::domain::ids::{RequestId, Revision};
use crate::domain::time::Timestamp;
use crate::journal::Trouble;
use crate::recovery::insertion::{self, Way};
use crate::session::Session;

/// The ways, the best first, with what they were found on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ways {
    pub request: RequestId,
    pub revision: Revision,
    /// When it was looked.
    pub at: Timestamp,
    pub ways: Vec<Way>,
}

/// Finds them; none for a request nobody knows any more.
pub fn ways(session: &mut Session, request: &RequestId, now: Timestamp) -> Result<Ways, Trouble> {
    session.bring_around(now.day())?;
    let (state, revision) = (session.state(), session.revision());
    let known = state.supply.requests.get(request);
    let ways = known.map(|known| insertion::ways(state, revision, known, now)).unwrap_or_default();
    Ok(Ways { request: request.clone(), revision, at: now, ways })
}
