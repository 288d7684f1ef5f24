//! Why a command was refused, as data; `words` says it to people.

use super::alert::AreaFault;
use super::ids::{BreakdownId, DepartmentCode, HoldId, IncidentId, Plate, RetailerCode, Revision, RouteId};
use super::network::VehicleStatus;
use super::people::refusing::PeopleRefusal;
use super::playbook::StepId;
use super::rules::Breach;
use super::settings::NoticeFault;
use super::settings::orders::OrderFault;
use super::supply::refusing::SupplyRefusal;
use super::time::{ServiceDay, TimeOfDay, Timestamp, Window};
use smol_str::SmolStr;

/// The rules say no.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    #[error("no routes are planned for {0}")]
    NoSuchDay(ServiceDay),
    #[error("there is no route {route} on {day}")]
    NoSuchRoute { day: ServiceDay, route: RouteId },
    #[error("there is no vehicle {0}")]
    NoSuchVehicle(Plate),
    #[error("there is no retailer {0}")]
    NoSuchRetailer(RetailerCode),
    #[error("there is no department {0}")]
    NoSuchDepartment(DepartmentCode),
    #[error("retailer {retailer} has no delivery on {day}")]
    NotOnTheDay { day: ServiceDay, retailer: RetailerCode },
    #[error("retailer {retailer} cannot have been told at {at}: that is still to come")]
    ToldToCome { retailer: RetailerCode, at: Timestamp },
    #[error("no stop was named")]
    NothingNamed,
    #[error("vehicle {plate} cannot drive: it is {status:?}")]
    VehicleCannotDrive { plate: Plate, status: VehicleStatus },
    #[error("the stop of {0} has already been visited")]
    AlreadyVisited(RetailerCode),
    #[error(
        "position {at} of route {route} has already been driven past; the first open one is {first_open}"
    )]
    PositionPassed { route: RouteId, at: usize, first_open: usize },
    #[error("route {0} has no stop left to serve")]
    NothingLeft(RouteId),
    #[error("route {route} was changed since ({changed} is after {base})")]
    Stale { route: RouteId, base: Revision, changed: Revision },
    #[error("retailer {0} stands twice on the day")]
    TwiceOnTheDay(RetailerCode),
    #[error("route {0} is planned twice on the day")]
    RouteTwice(RouteId),
    #[error("the delivery at {retailer} at {delivered} would be before the arrival at {arrived}")]
    DeliveredBeforeArrival { retailer: RetailerCode, arrived: TimeOfDay, delivered: TimeOfDay },
    /// `window` is as it stands.
    #[error("the window {window} of {retailer} would leave {day}")]
    WindowLeavesTheDay { day: ServiceDay, retailer: RetailerCode, window: Window },
    #[error("vehicle {plate} is already broken down ({incident})")]
    AlreadyBroken { plate: Plate, incident: BreakdownId },
    #[error("vehicle {0} has no open breakdown")]
    NotBroken(Plate),
    #[error("vehicle {0} is in the workshop already")]
    AlreadyInWorkshop(Plate),
    #[error("vehicle {0} is not in the workshop")]
    NotInWorkshop(Plate),
    #[error("vehicle {plate} still has stops to serve on route {route}")]
    VehicleHasStops { plate: Plate, route: RouteId },
    #[error("vehicle {plate} went to the workshop at {went}; it cannot be back at {back}")]
    BackBeforeItWent { plate: Plate, went: Timestamp, back: Timestamp },
    #[error("vehicle {plate} broke down at {broke}; it cannot have been repaired at {repaired}")]
    RepairedBeforeItBroke { plate: Plate, broke: Timestamp, repaired: Timestamp },
    #[error("{to} is not after {day}: nothing can be put off to it")]
    NotALaterDay { day: ServiceDay, to: ServiceDay },
    #[error("the plan does not leave the stop of {0} what it is")]
    NotOfThePlan(RetailerCode),
    #[error("route {0} has left: its vehicle and its dock are history")]
    RouteUnderWay(RouteId),
    #[error("the plan would break a rule: {} on route {}", .0.kind.name(), .0.route)]
    BreaksRule(Box<Breach>),
    #[error("route {0} has no such goods to fetch on the way")]
    NothingToLoad(RouteId),
    #[error("there is no hold {0}")]
    NoSuchHold(HoldId),
    #[error("hold {hold} was over at {ended}")]
    HoldIsOver { hold: HoldId, ended: Timestamp },
    #[error("a hold from {from} cannot end at {until}")]
    HoldEndsFirst { from: Timestamp, until: Timestamp },
    #[error("the hold names no area")]
    HoldWithoutArea,
    #[error("the area cannot be used: {}", .0.name())]
    FaultyArea(AreaFault),
    #[error("notices cannot be sent like this: {}", .0.name())]
    FaultyChannels(NoticeFault),
    #[error("the warnings of supply do not go with each other, nor the limit with the most")]
    SupplyLevels,
    #[error("the standing order cannot be given like this: {0:?}")]
    FaultyOrder(OrderFault),
    #[error("there is no incident {0}")]
    NoSuchIncident(IncidentId),
    #[error("incident {0} is closed")]
    IncidentClosed(IncidentId),
    #[error("incident {incident} has no step {step}")]
    NoSuchStep { incident: IncidentId, step: StepId },
    #[error("step {step} of incident {incident} was ticked or skipped by {by} already")]
    StepDone { incident: IncidentId, step: StepId, by: SmolStr, at: Timestamp },
    #[error("incident {incident} has {} steps that are neither done nor skipped", .steps.len())]
    StepsOpen { incident: IncidentId, steps: Vec<StepId> },
    #[error("no reason was given")]
    NoReason,
    #[error("nobody was named as chief commander")]
    NoCommander,
    #[error("nothing was written to note")]
    NoNote,
    #[error("version {version} of the playbook exists; the next is {next}")]
    PlaybookVersion { version: u32, next: u32 },
    #[error(transparent)]
    Supply(#[from] SupplyRefusal),
    #[error(transparent)]
    People(#[from] PeopleRefusal),
    #[error("there is nothing to undo")]
    NothingToUndo,
    #[error("{subject} has changed since; undoing would overwrite that")]
    UndoConflict { subject: String },
}
