//! Cargo, calls for goods and incidents in words, for the board's cards and the inspector alike.

use crate::desk::changes::telling;
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::Look;
use crate::domain::day::{Cargo, Dock, Route};
use crate::domain::ids::BreakdownId;
use crate::domain::outlook::PickupOutlook;
use crate::words::{Arg, grouped};

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
