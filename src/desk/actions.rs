//! Everything a person can ask of the desk. Views push these while they draw; `app` runs them after the
//! frame.

use super::bookkeeper::fleet::FleetAsk;
use super::bookkeeper::people::PeopleRequest;
use super::bookkeeper::safekeeping::SafeRequest;
use super::incidents::Wanted;
use super::planner::Question;
use crate::domain::command::{Command, LockKind, Shift, ShiftTarget};
use crate::domain::day::Way;
use crate::domain::ids::{
    AlertKey, BrandCode, EnterpriseCode, HoldId, InboundId, IncidentId, Plate, RequestId, RetailerCode,
    RouteId,
};
use crate::domain::incident::Link;
use crate::domain::place::{Area, Place};
use crate::domain::playbook::StepId;
use crate::domain::proposal::Proposal;
use crate::domain::settings::NoticeSettings;
use crate::domain::time::ServiceDay;
use crate::exchange::intake::ReadOptions;
use crate::exchange::pmtiles::TileId;
use crate::exchange::report::Format;
use crate::recovery::About;
use crate::session::report::Subject;
use crate::words::Language;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

/// The rail's entries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum View {
    #[default]
    Board,
    Map,
    Weather,
    Incidents,
    Notices,
    Fleet,
    Supply,
    Reports,
    Data,
}

impl View {
    pub const ALL: [Self; 9] = [
        Self::Board,
        Self::Map,
        Self::Weather,
        Self::Incidents,
        Self::Notices,
        Self::Fleet,
        Self::Supply,
        Self::Reports,
        Self::Data,
    ];
}

/// What the inspector shows and bulk changes act on; shared by all views.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    pub routes: BTreeSet<RouteId>,
    pub stops: BTreeSet<RetailerCode>,
    pub hold: Option<HoldId>,
}

/// A change being thought about: opens the change sheet, which shows consequences before anything is done.
/// What is `None` is still to be chosen there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Draft {
    Reassign {
        route: RouteId,
        to: Option<Plate>,
    },
    /// `at` as in [`Command::MoveStops`]: the stop now standing there is served after these.
    Move {
        stops: Vec<RetailerCode>,
        to: Option<RouteId>,
        at: Option<usize>,
    },
    Shift {
        target: ShiftTarget,
        shift: Option<Shift>,
    },
    /// What recovery plans must leave alone of some stops.
    Lock {
        stops: Vec<RetailerCode>,
        lock: Option<LockKind>,
    },
    /// Delivery with another day's routes; today after all where `to` is `None`.
    PutOff {
        stops: Vec<RetailerCode>,
        to: Option<ServiceDay>,
    },
    /// A broken vehicle can go on.
    Repair {
        plate: Plate,
    },
}

/// What the hold's sheet is to be opened on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HoldWish {
    /// A new hold, of these areas so far.
    New(Vec<Area>),
    /// One there is; with an outline drawn anew where `area` is given.
    Edit { hold: HoldId, area: Option<Area> },
    /// A new one of an alert that says nothing of where.
    OfAlert(AlertKey),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    Light,
    Dark,
}

#[derive(Clone, Debug)]
pub enum Action {
    Show(View),
    /// The day: on the board, or on the map where that is open.
    ShowDay,
    Select(Selection),
    /// Open the inspector, where it is shut, on what is selected.
    Inspect,
    Draft(Draft),
    /// Open the breakdown sheet: to report one of this vehicle, or, where it is broken already, with the plans
    /// for it. Where `None`, it is the vehicle of the route that is selected, or is still to be chosen.
    Breakdown(Option<Plate>),
    /// The same, with the place it happened at already filled in.
    BreakdownAt(Place),
    /// An area has been drawn for a new hold, or for one there is.
    HoldArea {
        area: Area,
        edits: Option<HoldId>,
    },
    /// Open the sheet of a hold.
    Hold(HoldWish),
    /// Open the sheet in which a hold is ended before its time.
    LiftHold(HoldId),
    /// Open the sheet in which routes go after all, batch by batch.
    BatchRoutes(HoldId),
    /// Read a GeoJSON file's outline into the hold's sheet; where `None`, ask with the system's dialog.
    ReadArea(Option<PathBuf>),
    /// Shut the weather sheet that is open.
    CloseSheet,
    /// Open the recovery sheet on the plans for what is named.
    Plans(About),
    /// A hold in the Weather view.
    ShowHold(HoldId),
    /// What is owed.
    ShowBacklog,
    /// An incident in the Incidents view.
    ShowIncident(IncidentId),
    /// What troubles a link of the chain.
    ShowLink(Link),
    /// Open the sheet in which an incident is reported, on a link where one is given.
    OpenIncident(Option<Link>),
    /// Open the sheet that asks for the word something needs: a reason, a level, a time, a name.
    ActOn(IncidentId, Wanted),
    /// Open the prepared text of a step's message.
    PrepareReport(IncidentId, StepId),
    /// Open what one shift leaves to the next.
    Handover,
    /// A retailer in the ledger of the Notices view.
    ShowTold(RetailerCode),
    /// Bring a notice as it goes out.
    OpenNotice(SmolStr),
    /// Try a notice at once that has failed or been given up.
    SendAgain(SmolStr),
    /// Write a call list of these retailers to `path`, or, where `ask`, to where the system's dialog says.
    SaveCalls {
        retailers: Vec<RetailerCode>,
        path: PathBuf,
        ask: bool,
    },
    /// Tick whom a call list that has come back says was told; where `path` is `None`, ask with the system's
    /// dialog for it.
    TakeCallList {
        path: Option<PathBuf>,
        way: Option<Way>,
    },
    /// A vehicle in the Fleet view.
    ShowVehicle(Plate),
    /// A brand in the Supply view.
    ShowBrand(BrandCode),
    /// A request out of turn in the Supply view.
    ShowRequest(RequestId),
    /// A shipment in the Supply view.
    ShowShipment(InboundId),
    /// An enterprise in the archive of the Supply view.
    ShowEnterprise(EnterpriseCode),
    /// Open the sheet in which a request out of turn is taken down.
    OpenRequest,
    /// Find the ways a request can come to its retailer.
    FindWays(RequestId),
    /// Write what the archive holds of `find` to a file; where `path` is `None`, ask with the system's dialog.
    SaveArchive {
        find: String,
        path: Option<PathBuf>,
    },
    /// A report in the Reports view.
    ShowReport(Box<Subject>),
    /// Reckon a review of breakdowns.
    ReviewFleet(Box<FleetAsk>),
    /// The playbook, to be read and edited.
    ShowPlaybook,
    /// The settings, where feeds, folders and rules are.
    ShowSettings,
    /// Ask for alert files with the system's dialog, then take them in.
    PickAlerts,
    /// Take alert files in.
    TakeAlerts(Vec<PathBuf>),
    /// Ask every source of alerts and positions now.
    AskSources,
    /// Tiles of the base map that are in view, the one wanted most first.
    WantTiles(Vec<TileId>),
    /// Look for recovery plans.
    FindPlans(Box<Question>),
    /// Save a situation as a recovery case; where `path` is `None`, ask with the system's dialog.
    SaveCase {
        question: Box<Question>,
        suggested: String,
        path: Option<PathBuf>,
    },
    /// Look on, on the same state as before.
    SearchOn,
    /// End the search with what it has found.
    StopSearch,
    /// Judge a plan with a change made to it by hand.
    EditPlan {
        plan: Arc<Proposal>,
        command: Box<Command>,
    },
    /// Take the last edit by hand back.
    TakeBackEdit,
    /// Carry a command out through the session; its consequences have been shown.
    Submit(Box<Command>),
    Undo,
    OpenDay(ServiceDay),
    SetLanguage(Language),
    SetTheme(Theme),
    OpenPalette,
    /// The sheet of keys.
    ShowKeys,
    ToggleInspector,
    /// Who is on duty: the name the journal keeps from now on.
    OnDuty(String),
    /// Make and open the sample city in this empty database.
    OpenSample,
    /// Ask for files with the system's dialog, then read them.
    PickFiles,
    /// Read files and show what they hold, keeping nothing.
    ReadFiles(Vec<PathBuf>),
    /// Read the files of the preview again, each with what a person said about it.
    ReadAgain(Vec<(PathBuf, ReadOptions)>),
    /// Keep what has been read.
    CommitImport,
    /// Drop what has been read.
    DropImport,
    /// Make what a report will be, to look at.
    PreviewReport(Subject),
    /// Write a report to `path`, or, where `ask`, to where the system's dialog says, which begins at
    /// `path`.
    SaveReport {
        subject: Subject,
        format: Format,
        path: PathBuf,
        ask: bool,
    },
    /// Carry out the standing order of this name now.
    CarryOut(SmolStr),
    /// Write a small text file; where `path` is `None`, ask with the system's dialog.
    SaveText {
        suggested: String,
        text: String,
        path: Option<PathBuf>,
    },
    /// Bring the newest changes for the Data view's journal.
    ReadLog,
    /// Find out which of these secrets are there.
    LookForSecrets(BTreeSet<String>),
    /// Send a test message by a channel of these settings, kept or not.
    TestChannel {
        settings: Box<NoticeSettings>,
        channel: SmolStr,
    },
    /// About copies of the database.
    Safe(SafeRequest),
    /// Make a support file, and show it before it is saved.
    ShowSupport,
    /// About who is at the desk, and who works here.
    People(PeopleRequest),
    /// The people, and their PINs.
    ShowPeople,
    /// What waits for a signature is not to be done after all.
    LeaveUnsigned,
    /// Check the database from end to end.
    Verify,
    CancelWork,
}

/// The frame's pushed actions, in order.
#[derive(Debug, Default)]
pub struct Actions(Vec<Action>);

impl Actions {
    pub fn push(&mut self, action: Action) {
        self.0.push(action);
    }

    pub fn drain(&mut self) -> impl Iterator<Item = Action> + '_ {
        self.0.drain(..)
    }
}
