//! Cargo, calls for goods and incidents in words, for the board's cards and the inspector alike.

use crate::desk::changes::telling;
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::Look;
use crate::domain::day::{Cargo, Dock, Route};
use crate::domain::ids::{BreakdownId, HoldId, RouteId};
use crate::domain::outlook::PickupOutlook;
use crate::domain::place::Place;
use crate::domain::weather::Course;
use crate::words::{Arg, Message, Tell, grouped};

/// Where goods are, in words.
#[must_use]
pub fn cargo(look: &Look, cargo: &Cargo) -> String {
    match cargo {
        Cargo::At(Dock::Centre) => look.words.say("board-cargo-centre"),
        Cargo::At(Dock::Station(station)) => {
            look.words.fill("board-cargo-station", &[("station", Arg::shown(station))])
        }
        Cargo::Aboard(plate) => look.words.fill("board-cargo-aboard", &[("plate", Arg::shown(plate))]),
    }
}

/// Where a call is made, when, for how many cartons and stops, and before which stop.
#[must_use]
pub fn call(look: &Look, snapshot: &Snapshot, route: &Route, call: &PickupOutlook) -> String {
    let pickup = &route.pickups[call.nth];
    look.words.fill(
        "board-call-told",
        &[
            ("at", Arg::shown(call.starts)),
            ("until", Arg::shown(call.leaves)),
            ("cartons", grouped(call.cartons.0.into()).into()),
            ("from", cargo(look, &pickup.from).into()),
            ("n", route.loads_at(call.nth).len().into()),
            ("before", telling::retailer(look, snapshot, &pickup.before).into()),
        ],
    )
}

/// The incidents a route carries.
#[must_use]
pub fn incidents(look: &Look, route: &Route) -> String {
    let all = route.incidents().into_iter().map(BreakdownId::as_str);
    all.collect::<Vec<_>>().join(&look.words.say("board-list-separator"))
}

/// What keeps a route that has not left from leaving: `waits for sorting (I261123-1), expected at 08:40`.
#[must_use]
pub fn waits(look: &Look, snapshot: &Snapshot, route: &Route) -> Option<String> {
    if route.departed.is_some() || route.first_open() > 0 {
        return None;
    }
    let of_the_day = snapshot.state.incidents.values().filter(|incident| incident.day == snapshot.date);
    let keeps = of_the_day.filter(|incident| incident.is_felt() && incident.keeps_waiting(&route.id));
    let told = keeps.map(|incident| {
        let parts = [
            ("link", incident.link.message().into()),
            ("incident", Arg::shown(&incident.id)),
            ("at", incident.expected.map_or_else(String::new, |at| at.0.format("%H:%M").to_string()).into()),
        ];
        let known = incident.expected.is_some();
        look.words.fill(if known { "board-waits-until" } else { "board-waits" }, &parts)
    });
    let told: Vec<String> = told.collect();
    (!told.is_empty()).then(|| told.join(&look.words.say("board-list-separator")))
}

/// What was decided for a route under a hold, by whom and when.
#[must_use]
pub fn course(look: &Look, snapshot: &Snapshot, route: &RouteId, course: Course, id: &HoldId) -> String {
    let hold = snapshot.state.holds.get(id);
    let signal = hold.map_or_else(|| Message::new("hazard-road-closed"), |hold| hold.signal.message());
    let decision = hold.and_then(|hold| hold.decided.get(&(snapshot.date, route.clone())));
    let (by, at) = decision.map_or_else(Default::default, |decision| {
        (decision.by.to_string(), decision.at.0.format("%H:%M").to_string())
    });
    look.words.fill(
        "board-course",
        &[
            ("course", course.message().into()),
            ("signal", signal.into()),
            ("hold", Arg::shown(id)),
            ("by", by.into()),
            ("at", at.into()),
        ],
    )
}

/// A place in degrees.
#[must_use]
pub fn place(place: Place) -> String {
    format!("{:.5}, {:.5}", place.lat(), place.lon())
}
