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
            Self::WaitItOut => "plan-wait-it-out",
            Self::OpenFirst => "plan-open-first",
            Self::MeetingPoint => "plan-meeting-point",
            Self::Shuttle => "plan-shuttle",
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
        PlanKind::WaitItOut => "plan-meaning-wait-it-out",
        PlanKind::OpenFirst => "plan-meaning-open-first",
        PlanKind::MeetingPoint => "plan-meaning-meeting-point",
        PlanKind::Shuttle => "plan-meaning-shuttle",
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
            Self::GoodsWait => "item-goods-wait",
            Self::Spare => "item-spare",
            Self::VehicleChanged => "item-vehicle-changed",
            Self::ToldAgain => "item-told-again",
            Self::Resequenced => "item-resequenced",
            Self::Meets => "item-meets",
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
        Item::GoodsWait => "item-unit-goods-wait",
        Item::Spare => "item-unit-spare",
        Item::VehicleChanged => "item-unit-vehicle-changed",
        Item::ToldAgain => "item-unit-told-again",
        Item::Resequenced => "item-unit-resequenced",
        Item::Meets => "item-unit-meets",
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
        Item::GoodsWait => "item-price-goods-wait",
        Item::Spare => "item-price-spare",
        Item::VehicleChanged => "item-price-vehicle-changed",
        Item::ToldAgain => "item-price-told-again",
        Item::Resequenced => "item-price-resequenced",
        Item::Meets => "item-price-meets",
    })
}

/// How much of the item a bill comes to: "312 min", "14.2 km".
#[must_use]
pub fn amount_of(bill: &Bill, item: Item) -> Message {
    let counted = bill.amount(item);
    let count = |key, n: u64| Message::new(key).with("n", n);
    match item {
        Item::Late | Item::Overtime | Item::Driving | Item::GoodsWait => {
            count("item-amount-minutes", counted.div_ceil(60))
        }
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
        Item::VehicleChanged | Item::Resequenced | Item::Meets => count("item-amount-stops", counted),
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
            Self::WaitsToHandOver(plate) => {
                Message::new("caveat-waits-to-hand-over").with("plate", Arg::shown(plate))
            }
            Self::OnlyInFolder(department) => {
                Message::new("caveat-only-in-folder").with("department", Arg::shown(department))
            }
            Self::NotReached(department) => {
                Message::new("caveat-not-reached").with("department", Arg::shown(department))
            }
            Self::HoldIsAGuess(hold) => Message::new("caveat-hold-is-a-guess").with("hold", Arg::shown(hold)),
            Self::RestoreIsAGuess(incident) => {
                Message::new("caveat-restore-is-a-guess").with("incident", Arg::shown(incident))
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
            Self::NothingHeld => "recovery-nothing-held",
            Self::NothingHeldUp => "recovery-nothing-held-up",
            Self::NothingOwed => "recovery-nothing-owed",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::day::Lock;
    use crate::domain::deed::Deed;
    use crate::domain::incident::Fault;
    use crate::domain::prices::Prices;
    use crate::domain::refusal::Refusal;
    use crate::domain::rules::{Breach, BreachKind};
    use crate::domain::time::{ServiceDay, TimeOfDay, Timestamp};
    use crate::domain::units::Seconds;
    use crate::words::{Language, Words};
    use std::collections::BTreeSet;

    /// Whatever is told must have its text and fill its gaps; telling panics where it has not.
    fn check(messages: impl IntoIterator<Item = Message>, all_differ: bool) {
        let messages: Vec<_> = messages.into_iter().collect();
        for language in Language::ALL {
            let words = Words::new(language);
            let texts: BTreeSet<_> = messages.iter().map(|message| words.tell(message)).collect();
            assert!(texts.iter().all(|text| !text.contains(['{', '}'])), "{texts:?}");
            assert!(!all_differ || texts.len() == messages.len(), "{texts:?}");
        }
    }

    fn day() -> ServiceDay {
        ServiceDay::parse("2026-11-23").expect("a day")
    }

    #[test]
    fn every_kind_of_plan_and_every_item_has_its_own_words() {
        check(PlanKind::ALL.map(|kind| kind.message()), true);
        check(PlanKind::ALL.map(meaning_of), true);
        check(Item::ALL.map(|item| item.message()), true);
        check(Item::ALL.map(unit_of), false);
        check(Item::ALL.map(price_of), true);
        for count in [0, 1, 61, 12_345] {
            let bill = Bill::new(&Prices::default(), [count; Item::COUNT]);
            check(Item::ALL.map(|item| amount_of(&bill, item)), false);
        }
    }

    #[test]
    fn amounts_are_told_in_the_unit_people_count_in() {
        let words = Words::new(Language::English);
        let bill = Bill::new(&Prices::default(), [12_345; Item::COUNT]);
        let told = |item| words.tell(&amount_of(&bill, item));
        assert_eq!(told(Item::Late), "206 min");
        assert_eq!(told(Item::Distance), "12.3 km");
        assert_eq!(told(Item::Handling), "12,345 cartons");
    }

    #[test]
    fn what_is_uncertain_and_why_there_is_no_plan_is_told() {
        let plate = || "鄂C·12345".into();
        let caveats = [
            Caveat::RepairIsAGuess(plate()),
            Caveat::PlaceIsAGuess(plate()),
            Caveat::RoomUnknown(day()),
            Caveat::NoRoom(day()),
            Caveat::WaitsToHandOver(plate()),
            Caveat::HoldIsAGuess("A261123-1".into()),
            Caveat::RestoreIsAGuess("I261123-1".into()),
            Caveat::OnlyInFolder("D1".into()),
            Caveat::NotReached("D1".into()),
            Caveat::DrivesAreReckoned,
        ];
        check(caveats.map(|caveat| caveat.message()), true);
        let nothing = [
            NothingToPlan::NoRoutes,
            NothingToPlan::DayIsOver,
            NothingToPlan::NothingBroken,
            NothingToPlan::NothingLeft,
            NothingToPlan::NothingHeld,
            NothingToPlan::NothingHeldUp,
            NothingToPlan::NothingOwed,
        ];
        check(nothing.map(|nothing| nothing.message()), true);
    }

    #[test]
    fn what_a_breakdown_brings_is_told() {
        let plate = || "鄂C·12345".into();
        let at = |time: TimeOfDay| Timestamp::of(day(), time);
        let locks = [Lock::Vehicle, Lock::Position, Lock::Time(TimeOfDay::hm(9, 0))];
        let breaches =
            locks.map(BreachKind::LockBroken).into_iter().chain([BreachKind::DrivingLimit(Seconds(61))]);
        let breaches: Vec<_> = breaches.collect();
        check(breaches.iter().map(Tell::message), true);
        check(Fault::ALL.map(|fault| fault.message()), true);
        let deeds = [
            Deed::BrokeDown { plate: plate() },
            Deed::Repaired { plate: plate() },
            Deed::Recovered { stops: 0, put_off: 0, routes: 1 },
            Deed::Recovered { stops: 2, put_off: 1, routes: 2 },
            Deed::PutOff { stops: 1, to: Some(day()) },
            Deed::PutOff { stops: 2, to: None },
            Deed::Locked { stops: 1 },
            Deed::Loaded { route: "R1".into(), stops: 2 },
        ];
        check(deeds.map(|deed| deed.message()), true);
        let kind = breaches[0].clone();
        let refusals = [
            Refusal::AlreadyBroken { plate: plate(), incident: "B261123-1".into() },
            Refusal::NotBroken(plate()),
            Refusal::RepairedBeforeItBroke {
                plate: plate(),
                broke: at(TimeOfDay::hm(9, 0)),
                repaired: at(TimeOfDay::hm(8, 0)),
            },
            Refusal::NotALaterDay { day: day(), to: day() },
            Refusal::NotOfThePlan("J1".into()),
            Refusal::RouteUnderWay("R1".into()),
            Refusal::BreaksRule(Box::new(Breach { route: "R1".into(), retailer: None, kind })),
            Refusal::NothingToLoad("R1".into()),
        ];
        check(refusals.map(|refusal| refusal.message()), true);
    }
}
