//! Recovery plans, told: what kind they are, what they are charged for, what they rest on, and why there is
//! none.

use super::{Arg, Message, Tell};
use crate::domain::prices::{Bill, Item};
use crate::domain::proposal::{Caveat, PlanKind};
use crate::recovery::NothingToPlan;

impl Tell for PlanKind {
    fn message(&self) -> Message {
        Message::new(match self {
            Self::SpareTakesOver => "plan-spare-takes-over",
            Self::NeighboursShare => "plan-neighbours-share",
            Self::WaitForRepair => "plan-wait-for-repair",
            Self::PutOff => "plan-put-off",
            Self::LeastChange => "plan-least-change",
            Self::BestMix => "plan-best-mix",
            Self::ByHand => "plan-by-hand",
        })
    }
}

/// What a plan of that kind does, in one line.
#[must_use]
pub const fn meaning_of(kind: PlanKind) -> Message {
    Message::new(match kind {
        PlanKind::SpareTakesOver => "plan-meaning-spare-takes-over",
        PlanKind::NeighboursShare => "plan-meaning-neighbours-share",
        PlanKind::WaitForRepair => "plan-meaning-wait-for-repair",
        PlanKind::PutOff => "plan-meaning-put-off",
        PlanKind::LeastChange => "plan-meaning-least-change",
        PlanKind::BestMix => "plan-meaning-best-mix",
        PlanKind::ByHand => "plan-meaning-by-hand",
    })
}

impl Tell for Item {
    fn message(&self) -> Message {
        Message::new(match self {
            Self::Late => "item-late",
            Self::MissedClosing => "item-missed-closing",
            Self::PutOffStops => "item-put-off-stops",
            Self::PutOffCartons => "item-put-off-cartons",
            Self::Overtime => "item-overtime",
            Self::Distance => "item-distance",
            Self::Driving => "item-driving",
            Self::Handling => "item-handling",
            Self::Calls => "item-calls",
            Self::Spare => "item-spare",
            Self::VehicleChanged => "item-vehicle-changed",
            Self::ToldAgain => "item-told-again",
            Self::Resequenced => "item-resequenced",
        })
    }
}

/// What the item's price is for: "per retailer and minute".
#[must_use]
pub const fn unit_of(item: Item) -> Message {
    Message::new(match item {
        Item::Late => "item-unit-late",
        Item::MissedClosing => "item-unit-missed-closing",
        Item::PutOffStops => "item-unit-put-off-stops",
        Item::PutOffCartons => "item-unit-put-off-cartons",
        Item::Overtime => "item-unit-overtime",
        Item::Distance => "item-unit-distance",
        Item::Driving => "item-unit-driving",
        Item::Handling => "item-unit-handling",
        Item::Calls => "item-unit-calls",
        Item::Spare => "item-unit-spare",
        Item::VehicleChanged => "item-unit-vehicle-changed",
        Item::ToldAgain => "item-unit-told-again",
        Item::Resequenced => "item-unit-resequenced",
    })
}

/// The sentence that explains the item's price where it is set.
#[must_use]
pub const fn price_of(item: Item) -> Message {
    Message::new(match item {
        Item::Late => "item-price-late",
        Item::MissedClosing => "item-price-missed-closing",
        Item::PutOffStops => "item-price-put-off-stops",
        Item::PutOffCartons => "item-price-put-off-cartons",
        Item::Overtime => "item-price-overtime",
        Item::Distance => "item-price-distance",
        Item::Driving => "item-price-driving",
        Item::Handling => "item-price-handling",
        Item::Calls => "item-price-calls",
        Item::Spare => "item-price-spare",
        Item::VehicleChanged => "item-price-vehicle-changed",
        Item::ToldAgain => "item-price-told-again",
        Item::Resequenced => "item-price-resequenced",
    })
}

/// How much of the item a bill comes to: "312 min", "14.2 km".
#[must_use]
pub fn amount_of(bill: &Bill, item: Item) -> Message {
    let counted = bill.amount(item);
    let count = |key, n: u64| Message::new(key).with("n", n);
    match item {
        Item::Late | Item::Overtime | Item::Driving => count("item-amount-minutes", counted.div_ceil(60)),
        Item::Distance => {
            let tenths = counted.saturating_add(50) / 100;
            Message::new("item-amount-kilometres").with("km", format!("{}.{}", tenths / 10, tenths % 10))
        }
        Item::MissedClosing | Item::ToldAgain => count("item-amount-retailers", counted),
        Item::PutOffStops => count("item-amount-retailer-days", counted),
        Item::PutOffCartons => count("item-amount-carton-days", counted),
        Item::Handling => count("item-amount-cartons", counted),
        Item::Calls => count("item-amount-calls", counted),
        Item::Spare => count("item-amount-vehicles", counted),
        Item::VehicleChanged | Item::Resequenced => count("item-amount-stops", counted),
    }
}

impl Tell for Caveat {
    fn message(&self) -> Message {
        match self {
            Self::RepairIsAGuess(plate) => {
                Message::new("caveat-repair-is-a-guess").with("plate", Arg::shown(plate))
            }
            Self::PlaceIsAGuess(plate) => {
                Message::new("caveat-place-is-a-guess").with("plate", Arg::shown(plate))
            }
            Self::RoomUnknown(day) => Message::new("caveat-room-unknown").with("day", Arg::shown(day)),
            Self::NoRoom(day) => Message::new("caveat-no-room").with("day", Arg::shown(day)),
            Self::TooMuchForAnyVehicle(retailer) => {
                Message::new("caveat-too-much-for-any-vehicle").with("retailer", Arg::shown(retailer))
            }
            Self::DrivesAreReckoned => Message::new("caveat-drives-are-reckoned"),
        }
    }
}

impl Tell for NothingToPlan {
    fn message(&self) -> Message {
        Message::new(match self {
            Self::NoRoutes => "recovery-no-routes",
            Self::DayIsOver => "recovery-day-is-over",
            Self::NothingBroken => "recovery-nothing-broken",
            Self::NothingLeft => "recovery-nothing-left",
        })
    }
}
