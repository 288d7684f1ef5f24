//! Everything that may be asked. A command can be refused; what comes of it cannot (see [`super::operation`]).

mod about;

use super::alert::Alert;
use super::day::{Cargo, Cause, Dock, FailReason, Priority, Route, Told, Way};
use super::emergency::level::Level;
use super::emergency::{Casualties, Kind};
use super::fleet::stay::{Stay, Work};
use super::ids::{CrewId, DepartmentCode, HoldId, IncidentId, Plate, RetailerCode, Revision, RouteId};
use super::incident::{Breakdown, Fault, Link};
use super::network::{Centre, Crew, Department, District, Retailer, TransferStation, Vehicle};
use super::notice::Prospect;
use super::people::Person;
use super::place::{Matrix, Place};
use super::playbook::{Playbook, StepId};
use super::position::Fix;
use super::settings::Settings;
use super::supply::asking::SupplyCommand;
use super::time::{ServiceDay, TimeOfDay, Timestamp, Window};
use super::units::{Cartons, Fen, Seconds};
use super::weather::{Course, Hold};
use smol_str::SmolStr;
use std::sync::Arc;

/// A wish. `base` is the journal's revision the person was looking at: a route that someone else has
/// changed since is not overwritten.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// The `Put…` family adds what is new, replaces what differs and leaves the rest; the same twice
    /// changes nothing.
    PutCentre(Centre),
    PutStations(Vec<TransferStation>),
    PutDepartments(Vec<Department>),
    PutRetailers(Vec<Retailer>),
    PutVehicles(Vec<Vehicle>),
    PutCrews(Vec<Crew>),
    PutTravelTimes(Arc<Matrix>),
    PutSettings(Box<Settings>),
    PutHolds(Vec<Hold>),
    PutBreakdowns(Vec<Breakdown>),
    /// Stays in the workshop as another system has recorded them.
    PutStays(Vec<Stay>),
    /// Somebody who signs in, new or changed. Who has left is no longer active; nobody is forgotten.
    PutPerson(Person),
    /// Outlines of districts.
    PutDistricts(Vec<District>),
    /// Where vehicles were seen on one day, in any order; what is older than what is known is passed over.
    NotePositions {
        day: ServiceDay,
        fixes: Vec<Fix>,
    },
    /// The day's routes as a file states them. A route whose plan is the one last imported is left as it
    /// is, whatever was changed by hand since; routes the file does not name stay. A route that differs is
    /// planned anew; what has been seen on it stays (see `decide/planning.rs`).
    PlanDay {
        day: ServiceDay,
        routes: Vec<PlannedRoute>,
    },
    /// A day as another system has recorded it, plan and facts together. Routes the day has already are
    /// left as they are.
    RecordDay {
        day: ServiceDay,
        routes: Vec<Route>,
    },
    /// What has happened on the road. Where a note contradicts an older one, the newer one holds.
    NoteProgress {
        day: ServiceDay,
        notes: Vec<ProgressNote>,
    },
    /// Give a route to another vehicle. Where that vehicle drives another route, it then drives both.
    Reassign {
        day: ServiceDay,
        route: RouteId,
        to: Plate,
        base: Revision,
    },
    /// Take open stops to a route, in the order given, to stand before the stop now at `at` (0 is the
    /// first); at the end where `None`.
    MoveStops {
        day: ServiceDay,
        stops: Vec<RetailerCode>,
        to: RouteId,
        at: Option<usize>,
        base: Revision,
    },
    ShiftWindows {
        day: ServiceDay,
        target: ShiftTarget,
        shift: Shift,
        base: Revision,
    },
    /// Deliver open stops with another day's routes; today after all where `to` is `None`.
    PutOffStops {
        day: ServiceDay,
        stops: Vec<RetailerCode>,
        to: Option<ServiceDay>,
        base: Revision,
    },
    /// Retailers have been told; a person ticks them off.
    TellRetailers {
        day: ServiceDay,
        tellings: Vec<Telling>,
        now: Timestamp,
    },
    /// Settle how much of some stops recovery plans must leave alone; `None` frees them.
    LockStops {
        day: ServiceDay,
        stops: Vec<RetailerCode>,
        lock: Option<LockKind>,
        /// A lock of the time keeps the arrival expected now.
        now: Timestamp,
    },
    /// A vehicle cannot go on. It goes out of service, and its open stops of the day carry the incident.
    ReportBreakdown(BreakdownReport),
    /// The vehicle of an open breakdown can go on.
    ReportRepair {
        plate: Plate,
        at: Timestamp,
    },
    /// A vehicle goes to the workshop, by plan.
    SendToWorkshop {
        plate: Plate,
        work: Work,
        at: Timestamp,
        expected: Option<Timestamp>,
    },
    /// It comes back from there.
    BringBack {
        plate: Plate,
        at: Timestamp,
    },
    /// Alerts as they were received, in any order. See [`super::decide::alerts`] for what they do.
    TakeAlerts {
        alerts: Vec<Alert>,
        now: Timestamp,
    },
    /// A hold by a person's hand, new or changed.
    PutHold(Box<Hold>),
    /// A hold an alert has put is to take effect.
    ConfirmHold(HoldId),
    /// It ends before its time.
    ReleaseHold {
        hold: HoldId,
        at: Timestamp,
    },
    /// What becomes of some routes under a hold.
    DecideRoutes {
        hold: HoldId,
        day: ServiceDay,
        routes: Vec<RouteId>,
        course: Course,
        by: SmolStr,
        now: Timestamp,
    },
    /// Routes that were delayed, suspended or recalled go after all, batch by batch.
    ReleaseRoutes {
        hold: HoldId,
        day: ServiceDay,
        batches: Vec<Batch>,
        by: SmolStr,
        now: Timestamp,
    },
    /// What was inferred from positions is so.
    ConfirmProgress {
        day: ServiceDay,
        stops: Vec<RetailerCode>,
    },
    /// A link of the chain does not do what it should. Breakdowns and holds open theirs by themselves.
    OpenIncident(Box<IncidentReport>),
    /// Something is done about an incident.
    DealWith {
        incident: IncidentId,
        act: Act,
        by: SmolStr,
        at: Timestamp,
    },
    /// What time has brought: holds in force open their incident, holds that are over restore it, and the heads of
    /// those whose steps are late are told.
    FollowUp {
        now: Timestamp,
    },
    /// A new version of the playbook; incidents under way keep theirs.
    PutPlaybook(Box<Playbook>),
    /// Brands, stock, shipments, requests out of turn, measures, and the archive of enterprises.
    Supply(Box<SupplyCommand>),
    /// The goods of a call on the way are aboard.
    NoteLoaded {
        day: ServiceDay,
        route: RouteId,
        from: Cargo,
        at: TimeOfDay,
    },
    /// Carry out a recovery plan: each route it changes whole, as it would be. Refused where one of them has
    /// changed since `base`, where it touches what has happened, or where it breaks a hard rule.
    ApplyProposal {
        day: ServiceDay,
        routes: Vec<Route>,
        base: Revision,
        now: Timestamp,
    },
}

/// One retailer has been told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Telling {
    pub retailer: RetailerCode,
    pub at: Timestamp,
    pub by: SmolStr,
    /// `None` where nobody says.
    pub way: Option<Way>,
    /// The retailer has answered that it knows.
    pub confirmed: bool,
    /// What it was told; how things stand where `None`.
    pub said: Option<Prospect>,
}

/// The kind of a [`super::day::Lock`], before the time it keeps is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LockKind {
    Vehicle,
    Position,
    Time,
}

/// Routes that leave together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Batch {
    /// Of those that have not left yet.
    pub departs: TimeOfDay,
    pub routes: Vec<RouteId>,
}

/// What is known of an incident when it is reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncidentReport {
    pub kind: Kind,
    /// The one its kind usually breaks where `None`.
    pub link: Option<Link>,
    pub what: SmolStr,
    /// The link does not work at all.
    pub down: bool,
    pub casualties: Casualties,
    /// As a rule suggests where `None`.
    pub level: Option<Level>,
    pub expected: Option<Timestamp>,
    /// The service day whose routes it holds up. Where `None`: that of the routes named, else today, or, once all of
    /// today's have left, the first whose routes would leave before it is over.
    pub day: Option<ServiceDay>,
    /// The routes it holds up; all of the day that have not left where none is named and its link lies before
    /// distribution.
    pub routes: Vec<RouteId>,
    pub by: SmolStr,
    pub at: Timestamp,
}

/// What is done about an incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    Acknowledge,
    SetLevel(Level),
    /// How many have come to harm, as far as that is known now.
    Casualties(Casualties),
    /// When it is expected to be over; `None` where nobody knows any more.
    Expect(Option<Timestamp>),
    Tick(StepId),
    Skip(StepId, SmolStr),
    Reopen(StepId),
    Lead {
        chief: SmolStr,
        deputy: SmolStr,
        authorised_by: Option<SmolStr>,
    },
    Restore,
    Close(SmolStr),
    Note(SmolStr),
}

/// What the driver says on the telephone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BreakdownReport {
    pub plate: Plate,
    pub at: Timestamp,
    /// Where it stands; at its last stop, or its dock, where `None`.
    pub place: Option<Place>,
    pub fault: Fault,
    /// Time until it can go on, as far as anybody knows.
    pub estimate: Option<Seconds>,
}

/// A route as a plan states it, before anything has happened on it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedRoute {
    pub id: RouteId,
    pub department: DepartmentCode,
    pub vehicle: Option<Plate>,
    /// The vehicle's own crew where `None`.
    pub crew: Option<CrewId>,
    pub dock: Dock,
    pub departs: TimeOfDay,
    /// In the order they are to be driven.
    pub stops: Vec<PlannedStop>,
}

/// A stop as a plan states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedStop {
    pub retailer: RetailerCode,
    pub cartons: Cartons,
    pub value: Fen,
    /// The window promised.
    pub window: Window,
    /// Planned arrival; projected from departure and travel times where `None`.
    pub planned: Option<TimeOfDay>,
    /// Time at the door; told from the settings and the cartons where `None`.
    pub service: Option<Seconds>,
    pub priority: Priority,
}

/// Something seen on the road. Fields that are `None` leave what is known as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgressNote {
    /// The route; found by the retailer where `None`.
    pub route: Option<RouteId>,
    pub what: Happening,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Happening {
    /// The route's vehicle left its dock.
    Departed {
        at: TimeOfDay,
    },
    AtStop {
        retailer: RetailerCode,
        facts: StopFacts,
    },
}

/// What a progress row can say of a stop.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StopFacts {
    pub arrived: Option<TimeOfDay>,
    pub delivered: Option<TimeOfDay>,
    pub failed: Option<(TimeOfDay, FailReason)>,
    pub put_off_to: Option<ServiceDay>,
    pub cause: Option<Cause>,
    pub told: Option<Told>,
}

/// Whose windows are shifted. Only stops that are still to be served take part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShiftTarget {
    Routes(Vec<RouteId>),
    Retailers(Vec<RetailerCode>),
    Department(DepartmentCode),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shift {
    /// Minutes later (earlier where negative).
    By(i32),
    To(Window),
}
