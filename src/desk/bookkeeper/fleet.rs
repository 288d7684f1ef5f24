//! The review of breakdowns on the bookkeeper's thread. The window only sees what came of it.

use crate::domain::fleet::review::{Filter, Period, Review};
use crate::domain::ids::Revision;
use crate::domain::time::Timestamp;
use crate::domain::watch::Watch;
use crate::session::{NotDone, Session};
use std::sync::Arc;

/// What is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FleetAsk {
    pub period: Period,
    pub filter: Filter,
    pub of: Of,
}

/// What the review is for: each has a place of its own in the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// The review that is looked at.
    Review,
    /// One vehicle's whole history.
    Vehicle,
}

/// A review with what was asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Reviewed {
    pub ask: FleetAsk,
    pub revision: Revision,
    pub review: Review,
}

/// What has come in so far. Copies cost a counter each.
#[derive(Clone, Debug, Default)]
pub struct Fleet {
    pub review: Option<Arc<Reviewed>>,
    pub vehicle: Option<Arc<Reviewed>>,
}

impl Fleet {
    pub fn take(&mut self, reviewed: Arc<Reviewed>) {
        match reviewed.ask.of {
            Of::Review => self.review = Some(reviewed),
            Of::Vehicle => self.vehicle = Some(reviewed),
        }
    }
}

/// Makes the review.
pub fn review(
    session: &mut Session,
    ask: FleetAsk,
    now: Timestamp,
    watch: &mut dyn Watch,
) -> Result<Arc<Reviewed>, NotDone> {
    let review = session.review_fleet(ask.period, &ask.filter, now, watch)?;
    Ok(Arc::new(Reviewed { ask, revision: session.revision(), review }))
}
