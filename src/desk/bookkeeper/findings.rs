//! What the bookkeeper has told for the Data view: files read and not kept, what *Import* did, the log, and
//! what checking the database found.

use super::imports::{Kept, Preview};
use crate::session::ChangeSummary;
use crate::session::Verdict;
use std::sync::Arc;

/// The window only reads it; everything in it is shared.
#[derive(Clone, Debug, Default)]
pub struct Findings {
    /// Files that have been read; nothing of them is kept.
    pub preview: Option<Arc<Preview>>,
    /// The last *Import* of this sitting.
    pub kept: Option<Arc<Kept>>,
    /// Oldest first, at most [`MOST_CHANGES`].
    pub log: Option<Arc<[ChangeSummary]>>,
    pub verdict: Option<Arc<Verdict>>,
}

/// So many of the newest changes are brought for the log.
pub const MOST_CHANGES: usize = 500;

/// One of these has come in; the others stay.
#[derive(Clone, Debug)]
pub enum Finding {
    Preview(Arc<Preview>),
    /// What had been read was let go.
    Dropped,
    Kept(Arc<Kept>),
    Log(Arc<[ChangeSummary]>),
    Verdict(Arc<Verdict>),
}

impl Findings {
    /// Takes in what came.
    pub fn take(&mut self, finding: Finding) {
        match finding {
            Finding::Preview(preview) => {
                self.preview = Some(preview);
                self.kept = None;
            }
            Finding::Dropped => self.preview = None,
            Finding::Kept(kept) => {
                self.preview = None;
                self.kept = Some(kept);
            }
            Finding::Log(log) => self.log = Some(log),
            Finding::Verdict(verdict) => self.verdict = Some(verdict),
        }
    }
}
