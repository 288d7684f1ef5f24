//! What the bookkeeper has told the window so far: the snapshot, work under way, and what previews hold.
//! The window only reads it; everything in it is shared.

use super::bookkeeper::findings::Findings;
use super::bookkeeper::fleet::Fleet;
use super::bookkeeper::orders::Orders;
use super::bookkeeper::outbox::Outbox;
use super::bookkeeper::people::Presence;
use super::bookkeeper::reports::{Previewed, ReportWork};
use super::bookkeeper::supply::Ways;
use super::planner::Planning;
use super::snapshot::Snapshot;
use super::tiles::BaseMap;
use super::watch::SourceStatus;
use crate::domain::decide::alerts::Outcome;
use crate::domain::ids::AlertKey;
use crate::words::Message;
use smol_str::SmolStr;
use std::sync::Arc;

/// All that views are drawn from.
#[derive(Clone, Debug)]
pub struct World {
    pub snapshot: Arc<Snapshot>,
    /// Long work on the bookkeeper's thread, shown with its progress and *Cancel*.
    pub work: Option<Work>,
    /// The newest preview of a report, and where the making of reports stands.
    pub report: Option<Arc<Previewed>>,
    pub report_work: ReportWork,
    /// Standing orders: how far each is.
    pub orders: Orders,
    /// For the Data view: files read and not kept, the log, the check of the database.
    pub findings: Findings,
    /// Notices on their way, and who has been told.
    pub outbox: Outbox,
    /// Reviews of breakdowns.
    pub fleet: Fleet,
    /// The ways of the request that was asked about last.
    pub ways: Option<Arc<Ways>>,
    /// The search for recovery plans, and what it has found.
    pub planning: Planning,
    /// The tiles under the map, where a base map is set.
    pub base_map: BaseMap,
    pub weather: WeatherNews,
    /// Who is at the desk.
    pub presence: Presence,
}

impl World {
    #[must_use]
    pub fn new(snapshot: Snapshot) -> Self {
        Self {
            snapshot: Arc::new(snapshot),
            work: None,
            report: None,
            report_work: ReportWork::Idle,
            orders: Orders::default(),
            findings: Findings::default(),
            outbox: Outbox::default(),
            fleet: Fleet::default(),
            ways: None,
            planning: Planning::default(),
            base_map: BaseMap::default(),
            weather: WeatherNews::default(),
            presence: Presence::default(),
        }
    }
}

/// Where alerts come from, and what came of those that were opened last.
#[derive(Clone, Debug, Default)]
pub struct WeatherNews {
    /// Feeds and folders that are on.
    pub sources: Arc<[SourceStatus]>,
    pub taken: Arc<[TakenAlert]>,
}

/// What came of one alert file, or of one alert of it.
#[derive(Clone, Debug, PartialEq)]
pub struct TakenAlert {
    /// The file's name.
    pub origin: SmolStr,
    /// `None` where it could not be read.
    pub key: Option<AlertKey>,
    pub outcome: Result<Outcome, Message>,
}

impl TakenAlert {
    /// The alert's own name, without its sender.
    #[must_use]
    pub fn identifier(&self) -> String {
        let key = self.key.as_ref().map_or("", AlertKey::as_str);
        key.split_once(',').map_or(key, |(_, identifier)| identifier).to_owned()
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
    /// An alert has done something, or asks for a person's word.
    Weather,
    /// A step of an incident's card has become late.
    Incident,
    /// The rules find an incident graver than before.
    Graver,
    /// A notice to a department has been given up.
    Unsent,
}
