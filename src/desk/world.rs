//! What the bookkeeper has told the window so far: the snapshot, work under way, and what previews hold.
//! The window only reads it; everything in it is shared.

use super::bookkeeper::findings::Findings;
use super::bookkeeper::reports::ReportWork;
use super::planner::Planning;
use super::snapshot::Snapshot;
use crate::exchange::report::ReportPreview;
use crate::words::Message;
use std::sync::Arc;

/// All that views are drawn from.
#[derive(Clone, Debug)]
pub struct World {
    pub snapshot: Arc<Snapshot>,
    /// Long work on the bookkeeper's thread, shown with its progress and *Cancel*.
    pub work: Option<Work>,
    /// The delay report's totals and first rows, and where its making stands.
    pub report: Option<Arc<ReportPreview>>,
    pub report_work: ReportWork,
    /// For the Data view: files read and not kept, the log, the check of the database.
    pub findings: Findings,
    /// The search for recovery plans, and what it has found.
    pub planning: Planning,
}

impl World {
    #[must_use]
    pub fn new(snapshot: Snapshot) -> Self {
        Self {
            snapshot: Arc::new(snapshot),
            work: None,
            report: None,
            report_work: ReportWork::Idle,
            findings: Findings::default(),
            planning: Planning::default(),
        }
    }
}

/// Work that takes longer than a blink.
#[derive(Clone, Debug, PartialEq)]
pub struct Work {
    pub what: Message,
    pub done: u64,
    /// 0 where it is not known.
    pub total: u64,
}

/// Something a person must see, and that stays until it is put away.
#[derive(Clone, Debug, PartialEq)]
pub struct Notice {
    pub kind: NoticeKind,
    pub message: Message,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    /// Done, and worth saying.
    Done,
    /// The rules said no.
    Refused,
    /// Disk, database or file.
    Trouble,
}
