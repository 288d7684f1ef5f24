//! The tables of how things stand now: written row by row from what an operation changed, read into the
//! working set. All of it can be rebuilt from the journal.

mod days;
pub(super) mod packing;
mod reference;
mod stops;
mod supply;

pub(super) use days::{day, days, owing};
pub(super) use reference::reference;

use super::trouble::Outcome;
use crate::domain::operation::Operation;
use crate::domain::state::State;
use rusqlite::Connection;

/// Each table with the order its rows are compared in when the journal is replayed.
pub(super) const TABLES: &[(&str, &str)] = &[
    ("changes", "first"),
    ("centre", "one"),
    ("stations", "code"),
    ("departments", "code"),
    ("retailers", "code"),
    ("vehicles", "plate"),
    ("crews", "id"),
    ("settings", "one"),
    ("travel_times", "one"),
    ("holds", "id"),
    ("breakdowns", "id"),
    ("stays", "id"),
    ("alerts", "key"),
    ("fixes", "plate"),
    ("districts", "code"),
    ("incidents", "id"),
    ("playbooks", "version"),
    ("people", "name"),
    ("brands", "code"),
    ("stocks", "brand"),
    ("demand", "brand, day"),
    ("order_lines", "day, brand, retailer"),
    ("inbounds", "id"),
    ("requests", "id"),
    ("measures", "id"),
    ("enterprises", "code"),
    ("contacts", "enterprise, name"),
    ("talks", "id"),
    ("routes", "day, route"),
    ("route_revisions", "day, route"),
];

/// Writes the rows in which `after` differs from `before`, looking only where `operation` is about.
/// What the states say counts, not what the operation expected: the tables follow the fold.
pub(super) fn write(conn: &Connection, before: &State, after: &State, operation: &Operation) -> Outcome<()> {
    match operation {
        Operation::RoutesChanged { day, routes, .. } => {
            for change in routes {
                if let Some(route) = change.either() {
                    days::write_route(conn, before, after, *day, &route.id)?;
                }
            }
            Ok(())
        }
        Operation::ProgressNoted { day, route, .. } => days::write_route(conn, before, after, *day, route),
        Operation::SupplyChanged(change) => supply::write(conn, &after.supply, change),
        _ => reference::write(conn, after, operation),
    }
}
