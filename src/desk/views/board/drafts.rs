//! Which change a selection can begin: what board and map offer in their bars, menus and keys.

use super::selecting::{in_order, open_in_order};
use crate::desk::actions::{Draft, Selection};
use crate::desk::changes::settling::usual_later_day;
use crate::desk::snapshot::Snapshot;
use crate::domain::command::{LockKind, Shift, ShiftTarget};
use crate::domain::day::Progress;
use crate::domain::ids::RouteId;

/// Moving what is selected, where any of it can still be moved.
#[must_use]
pub fn move_draft(snapshot: &Snapshot, meant: &Selection) -> Option<Draft> {
    if open_in_order(snapshot, meant).is_empty() {
        return None;
    }
    // Those visited already as well: the sheet says that they stay.
    let stops = in_order(snapshot, meant, |_| true);
    Some(Draft::Move { stops, to: None, at: None })
}

/// Shifting the windows of the selected stops, or else of the selected routes.
#[must_use]
pub fn shift_draft(meant: &Selection, shift: Option<Shift>) -> Option<Draft> {
    let target = if meant.stops.is_empty() {
        (!meant.routes.is_empty()).then(|| ShiftTarget::Routes(meant.routes.iter().cloned().collect()))?
    } else {
        ShiftTarget::Retailers(meant.stops.iter().cloned().collect())
    };
    Some(Draft::Shift { target, shift })
}

/// Locking what is selected, where any of it is still to come.
#[must_use]
pub fn lock_draft(snapshot: &Snapshot, meant: &Selection) -> Option<Draft> {
    let stops = in_order(snapshot, meant, |stop| !stop.progress.has_happened());
    (!stops.is_empty()).then_some(Draft::Lock { stops, lock: Some(LockKind::Vehicle) })
}

/// Putting off what is selected; where all that is left of it is put off already, delivering it today after all.
#[must_use]
pub fn put_off_draft(snapshot: &Snapshot, meant: &Selection) -> Option<Draft> {
    let waiting = open_in_order(snapshot, meant);
    if !waiting.is_empty() {
        return Some(Draft::PutOff { stops: waiting, to: Some(usual_later_day(snapshot)) });
    }
    let stops = in_order(snapshot, meant, |stop| matches!(stop.progress, Progress::PutOff { .. }));
    (!stops.is_empty()).then_some(Draft::PutOff { stops, to: None })
}

/// Another vehicle for the one route that is selected, or that the selected stops are on.
#[must_use]
pub fn reassign_draft(snapshot: &Snapshot, meant: &Selection) -> Option<Draft> {
    one_route(snapshot, meant).map(|route| Draft::Reassign { route, to: None })
}

/// The one route the selection is about; `None` where it is about several.
#[must_use]
pub fn one_route(snapshot: &Snapshot, meant: &Selection) -> Option<RouteId> {
    let day = snapshot.day()?;
    let mut routes = meant.routes.clone();
    for stop in &meant.stops {
        if let Some((route, _)) = day.find(stop) {
            routes.insert(route.id.clone());
        }
        if routes.len() > 1 {
            return None;
        }
    }
    routes.pop_first()
}
