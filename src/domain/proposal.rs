//! A recovery plan as a dispatcher weighs it: the routes as they would be, what that costs, who is late, who
//! must be told, what is carried over where. [`scope`] weighs it, from the projected day alone; it shares no
//! arithmetic with the search that found it.

mod scope;
mod weighed;

pub use scope::{Scope, hard_breaches};
pub use weighed::room_on;

use super::day::{Cargo, Route};
use super::ids::{DepartmentCode, HoldId, IncidentId, Plate, RetailerCode, Revision, RouteId};
use super::outlook::RouteOutlook;
use super::prices::{Bill, Item, Prices};
use super::rules::Breach;
use super::state::State;
use super::time::{ServiceDay, TimeOfDay, Timestamp};
use super::units::{Cartons, Fen, Seconds};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What a plan is, in a dispatcher's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PlanKind {
    SpareTakesOver,
    NeighboursShare,
    WaitForRepair,
    PutOff,
    /// Everybody waits until the hold is over.
    WaitItOut,
    /// Open districts are served first.
    OpenFirst,
    /// Retailers of the closed area collect their goods outside it.
    MeetingPoint,
    /// Small vehicles take what large ones cannot bring.
    Shuttle,
    LeastChange,
    BestMix,
    /// A proposal that a person has edited.
    ByHand,
}

impl PlanKind {
    pub const ALL: [Self; 11] = [
        Self::SpareTakesOver,
        Self::NeighboursShare,
        Self::WaitForRepair,
        Self::PutOff,
        Self::WaitItOut,
        Self::OpenFirst,
        Self::MeetingPoint,
        Self::Shuttle,
        Self::LeastChange,
        Self::BestMix,
        Self::ByHand,
    ];

    /// The name in files and `--json`; never changes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::SpareTakesOver => "spare_takes_over",
            Self::NeighboursShare => "neighbours_share",
            Self::WaitForRepair => "wait_for_repair",
            Self::PutOff => "put_off",
            Self::WaitItOut => "wait_it_out",
            Self::OpenFirst => "open_first",
            Self::MeetingPoint => "meeting_point",
            Self::Shuttle => "shuttle",
            Self::LeastChange => "least_change",
            Self::BestMix => "best_mix",
            Self::ByHand => "by_hand",
        }
    }
}

/// A plan with all that is said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    pub kind: PlanKind,
    pub day: ServiceDay,
    /// What it was made on; see [`Proposal::is_stale`].
    pub based_on: Revision,
    pub now: Timestamp,
    /// Each route it changes, whole, as it would be.
    pub routes: Vec<Arc<Route>>,
    /// Every route it was weighed over, projected as it would be, those it leaves alone with them.
    pub outlooks: BTreeMap<RouteId, Arc<RouteOutlook>>,
    /// The tariff it was weighed by, and what it comes to.
    pub prices: Prices,
    pub bill: Bill,
    /// Stops still to be served that begin after their window has closed; the latest first.
    pub late: Vec<(RetailerCode, Seconds)>,
    /// Retailers whose time moves by more than the threshold since they were last told, put-off ones with them.
    pub retold: Vec<RetailerCode>,
    pub put_off: Vec<(RetailerCode, ServiceDay)>,
    /// Stops that another vehicle serves than before.
    pub moved: usize,
    pub transfers: Vec<Transfer>,
    /// Hard rules it would break and the day as it stands does not. Never empty means never shown.
    pub hard_breaches: Vec<Breach>,
    pub caveats: BTreeSet<Caveat>,
}

/// Goods carried over on the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transfer {
    pub from: Cargo,
    pub to: Plate,
    pub route: RouteId,
    /// Loading begins and ends.
    pub at: TimeOfDay,
    pub until: TimeOfDay,
    pub cartons: Cartons,
    pub stops: usize,
}

/// What a plan rests on that nobody knows for sure.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Caveat {
    /// It counts on the workshop's estimate.
    RepairIsAGuess(Plate),
    /// The vehicle is taken to stand at its last stop.
    PlaceIsAGuess(Plate),
    /// Nothing is planned on the day stops are put off to: whether there is room is not known.
    RoomUnknown(ServiceDay),
    /// That day's vehicles have less room than is put off to it.
    NoRoom(ServiceDay),
    /// No vehicle that drives could carry so much at once.
    TooMuchForAnyVehicle(RetailerCode),
    /// It waits where its last open stop is until a small vehicle has fetched the rest.
    WaitsToHandOver(Plate),
    /// A notice for this department would only lie in the folder.
    OnlyInFolder(DepartmentCode),
    /// No channel leads to this department at all.
    NotReached(DepartmentCode),
    /// It counts on the hold ending when it is said to.
    HoldIsAGuess(HoldId),
    /// It counts on the link working again when that is expected.
    RestoreIsAGuess(IncidentId),
    /// Drives are reckoned from distances; no travel times were imported for these places.
    DrivesAreReckoned,
}

impl Caveat {
    /// The name in `--json`; never changes.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::RepairIsAGuess(_) => "repair_is_a_guess",
            Self::PlaceIsAGuess(_) => "place_is_a_guess",
            Self::RoomUnknown(_) => "room_unknown",
            Self::NoRoom(_) => "no_room",
            Self::TooMuchForAnyVehicle(_) => "too_much_for_any_vehicle",
            Self::WaitsToHandOver(_) => "waits_to_hand_over",
            Self::OnlyInFolder(_) => "only_in_folder",
            Self::NotReached(_) => "not_reached",
            Self::HoldIsAGuess(_) => "hold_is_a_guess",
            Self::RestoreIsAGuess(_) => "restore_is_a_guess",
            Self::DrivesAreReckoned => "drives_are_reckoned",
        }
    }
}

impl Proposal {
    #[must_use]
    pub fn price(&self) -> Fen {
        self.bill.total()
    }

    /// A route it changes has been changed since it was made, or what had broken down is no longer the same.
    #[must_use]
    pub fn is_stale(&self, state: &State) -> bool {
        let Some(day) = state.day(self.day) else { return true };
        self.routes.iter().any(|route| day.revision_of(&route.id) > self.based_on)
    }

    /// The item it is most dearer in than `other`, and the one it saves most in.
    #[must_use]
    pub fn against(&self, other: &Self) -> [Option<(Item, Fen)>; 2] {
        let differences =
            || Item::ALL.into_iter().map(|item| (item, self.bill.price(item).0 - other.bill.price(item).0));
        let dearer = differences().max_by_key(|(_, more)| *more).filter(|(_, more)| *more > 0);
        let cheaper = differences().min_by_key(|(_, more)| *more).filter(|(_, more)| *more < 0);
        let fen = |(item, more): (Item, i64)| (item, Fen(more.abs()));
        [dearer.map(fen), cheaper.map(fen)]
    }

    /// Stops that are not left as they were: on another vehicle, at another place in the order, or put off.
    #[must_use]
    pub fn change(&self) -> u64 {
        self.bill.amount(Item::VehicleChanged)
            + self.bill.amount(Item::Resequenced)
            + self.bill.amount(Item::ToldAgain)
    }
}
