//! Ranked plans told: a table for people, and for programs everything a plan can be checked by.

use super::answer::Answer;
use super::recover::{At, Ranked, Recover};
use super::setting::Setting;
use super::table::Table;
use super::visits::{aboard, cargo, clock, visits};
use crate::domain::day::{Cargo, Dock};
use crate::domain::ids::{Plate, RetailerCode, RouteId};
use crate::domain::place::Spot;
use crate::domain::prices::{Bill, Item};
use crate::domain::proposal::{Caveat, Proposal, Transfer};
use crate::domain::units::{Cartons, Fen};
use crate::words::{self, Arg, Tell, Words, grouped};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

pub(super) fn answer(setting: &Setting, at: &At<'_>, asked: &Recover, found: &Ranked) -> Answer {
    let (words, proposals) = (&setting.words, &found.proposals);
    let prices = &at.state.settings.prices;
    let json = json!({
        "date": at.day.to_string(),
        "now": at.now.to_string(),
        "revision": at.revision.0,
        "first_ms": u64::try_from(found.first_after.as_millis()).unwrap_or(u64::MAX),
        "seconds": found.taken.as_secs_f64(),
        "seed": asked.seed,
        "rounds": asked.rounds,
        "prices": items(|item| prices.of(item).0.into()),
        "proposals": (1_usize..).zip(proposals).map(|(rank, plan)| proposal(at, rank, plan)).collect::<Vec<_>>(),
    });
    let mut text = words.fill(
        "cli-recovered",
        &[
            ("plans", proposals.len().into()),
            ("first", Arg::shown(found.first_after.as_millis())),
            ("seconds", Arg::shown(format_args!("{:.1}", found.taken.as_secs_f64()))),
        ],
    );
    text.push('\n');
    text.push_str(&table(words, proposals));
    for (rank, plan) in (1_usize..).zip(proposals) {
        for transfer in &plan.transfers {
            text.push_str(&carried(words, rank, transfer));
            text.push('\n');
        }
    }
    let caveats: BTreeSet<_> = proposals.iter().flat_map(|plan| &plan.caveats).collect();
    for caveat in caveats {
        text.push_str(&words::caveat(words, &at.state.network, caveat));
        text.push('\n');
    }
    let mut answer = Answer::new(text, json);
    if proposals.is_empty() {
        answer.hints.push(words.say("cli-recover-none"));
        return answer.exiting(1);
    }
    if asked.case.is_none() {
        answer.hints.push(words.say("cli-recover-apply"));
    }
    answer
}

fn table(words: &Words, proposals: &[Proposal]) -> String {
    let mut table = Table::with_heads(
        [
            "cli-head-number",
            "cli-head-plan",
            "cli-head-price",
            "cli-head-late",
            "cli-head-minutes-late",
            "cli-head-told-again",
            "cli-head-moved",
            "cli-head-put-off",
            "cli-head-carried",
            "cli-head-kilometres",
            "cli-head-overtime",
        ]
        .map(|head| words.say(head)),
    );
    for (rank, plan) in (1_usize..).zip(proposals) {
        let minutes: u64 = plan.late.iter().map(|(_, by)| u64::from(by.minutes_begun())).sum();
        let carried: Cartons = plan.transfers.iter().map(|transfer| transfer.cartons).sum();
        table.row([
            rank.to_string(),
            words.tell(&plan.kind.message()),
            yuan(plan.price()),
            plan.late.len().to_string(),
            grouped(minutes),
            plan.retold.len().to_string(),
            plan.moved.to_string(),
            plan.put_off.len().to_string(),
            grouped(carried.0.into()),
            tenths(plan.bill.amount(Item::Distance), 1000),
            grouped(plan.bill.amount(Item::Overtime).div_ceil(60)),
        ]);
    }
    table.text()
}

fn carried(words: &Words, rank: usize, transfer: &Transfer) -> String {
    let from = match &transfer.from {
        Cargo::At(Dock::Centre) => words.say("cli-from-centre"),
        Cargo::At(Dock::Station(code)) => code.to_string(),
        Cargo::Aboard(plate) => plate.to_string(),
    };
    words.fill(
        "cli-carried",
        &[
            ("rank", Arg::shown(rank)),
            ("cartons", grouped(transfer.cartons.0.into()).into()),
            ("stops", transfer.stops.into()),
            ("from", from.into()),
            ("to", Arg::shown(&transfer.to)),
            ("at", Arg::shown(transfer.at)),
            ("until", Arg::shown(transfer.until)),
        ],
    )
}

/// Yuan with two decimals.
pub(super) fn yuan(fen: Fen) -> String {
    let whole = fen.0.unsigned_abs();
    format!("{}{}.{:02}", if fen.0 < 0 { "-" } else { "" }, grouped(whole / 100), whole % 100)
}

/// `amount` in units of `unit`, with one decimal.
pub(super) fn tenths(amount: u64, unit: u64) -> String {
    let tenths = (amount.saturating_mul(10) + unit / 2) / unit;
    format!("{}.{}", tenths / 10, tenths % 10)
}

fn items(value: impl Fn(Item) -> Value) -> Map<String, Value> {
    Item::ALL.into_iter().map(|item| (item.name().to_owned(), value(item))).collect()
}

fn proposal(at: &At<'_>, rank: usize, plan: &Proposal) -> Value {
    let bill: &Bill = &plan.bill;
    let codes =
        |retailers: &[RetailerCode]| -> Vec<String> { retailers.iter().map(ToString::to_string).collect() };
    let late = plan.late.iter().map(|(retailer, by)| {
        json!({ "retailer": retailer.as_str(), "minutes": by.minutes_begun(), "seconds": by.0 })
    });
    let put_off = plan
        .put_off
        .iter()
        .map(|(retailer, to)| json!({ "retailer": retailer.as_str(), "to": to.to_string() }));
    let breaches = plan.hard_breaches.iter().map(|breach| {
        json!({
            "route": breach.route.as_str(),
            "retailer": breach.retailer.as_ref().map(RetailerCode::as_str),
            "kind": breach.kind.name(),
            "amount": breach.kind.amount(),
        })
    });
    json!({
        "rank": rank,
        "kind": plan.kind.name(),
        "price": plan.price().0,
        "items": items(|item| bill.price(item).0.into()),
        "amounts": items(|item| bill.amount(item).into()),
        "late": late.collect::<Vec<_>>(),
        "retold": plan.retold.len(),
        "retold_retailers": codes(&plan.retold),
        "moved": plan.moved,
        "postponed": plan.put_off.len(),
        "put_off": put_off.collect::<Vec<_>>(),
        "transfers": plan.transfers.iter().map(transfer).collect::<Vec<_>>(),
        "hard_breaches": breaches.collect::<Vec<_>>(),
        "caveats": plan.caveats.iter().map(caveat).collect::<Vec<_>>(),
        "routes": plan.outlooks.keys().filter_map(|id| route(at, plan, id)).collect::<Vec<_>>(),
    })
}

fn transfer(transfer: &Transfer) -> Value {
    json!({
        "from": cargo(&transfer.from),
        "to": transfer.to.as_str(),
        "route": transfer.route.as_str(),
        "at": clock(transfer.at),
        "until": clock(transfer.until),
        "cartons": transfer.cartons.0,
        "stops": transfer.stops,
    })
}

/// A place, and its name in a matrix where it has one.
fn spot(spot: &Spot) -> Value {
    let code = (!spot.code.is_empty()).then_some(spot.code.as_str());
    json!({ "code": code, "place": { "lat": spot.place.lat(), "lon": spot.place.lon() } })
}

fn caveat(caveat: &Caveat) -> Value {
    let about = match caveat {
        Caveat::RepairIsAGuess(plate) | Caveat::PlaceIsAGuess(plate) | Caveat::WaitsToHandOver(plate) => {
            Some(plate.to_string())
        }
        Caveat::HoldIsAGuess(hold) => Some(hold.to_string()),
        Caveat::RestoreIsAGuess(incident) => Some(incident.to_string()),
        Caveat::RoomUnknown(day) | Caveat::NoRoom(day) => Some(day.to_string()),
        Caveat::TooMuchForAnyVehicle(retailer) => Some(retailer.to_string()),
        Caveat::OnlyInFolder(department) | Caveat::NotReached(department) => Some(department.to_string()),
        Caveat::DrivesAreReckoned => None,
    };
    json!({ "kind": caveat.name(), "about": about })
}

/// A route as the plan would have it, changed by it or not.
fn route(at: &At<'_>, plan: &Proposal, id: &RouteId) -> Option<Value> {
    let outlook = plan.outlooks.get(id)?;
    let changed = plan.routes.iter().find(|route| route.id == *id);
    let route = changed.or_else(|| at.state.day(at.day)?.routes.get(id))?;
    Some(json!({
        "route": id.as_str(),
        "plate": route.vehicle.as_ref().map(Plate::as_str),
        "changed": changed.is_some(),
        "dock": cargo(&Cargo::At(route.dock.clone())),
        "departs": clock(route.departs),
        "departed": route.departed.is_some(),
        "leaves": clock(outlook.leaves),
        "from": outlook.stands.as_ref().map(spot),
        "free": clock(outlook.free),
        "returns": clock(outlook.returns),
        "metres": outlook.distance_left.0,
        "driving": outlook.driving_left.0,
        "capacity": outlook.capacity.map(|capacity| capacity.0),
        "load": aboard(route).0,
        "visits": visits(at.state, at.day, route, outlook),
    }))
}
