//! Which selection a gesture makes of another; and which selected stops can still be changed.

use super::geometry::Stage;
use super::lanes::Lane;
use crate::desk::actions::Selection;
use crate::desk::snapshot::Snapshot;
use crate::domain::day::{Progress, Stop};
use crate::domain::ids::{RetailerCode, RouteId};
use egui::Rect;
use std::sync::Arc;

/// Every stop whose block reaches into `rect`.
#[must_use]
pub fn caught(stage: &Stage, lanes: &[Arc<Lane>], rect: Rect) -> Vec<RetailerCode> {
    let (from, until) = (stage.time(rect.left()), stage.time(rect.right()));
    let mut found = Vec::new();
    for index in stage.lanes_between(rect.top(), rect.bottom()) {
        let Some(lane) = lanes.get(index) else { continue };
        for at in lane.between(from, until) {
            let stop = &lane.outlook.stops[at];
            if stop.leaves >= from && stop.arrives <= until {
                found.push(lane.route.stops[at].retailer.clone());
            }
        }
    }
    found
}

/// The selected stops that can still be changed, by route and position.
#[must_use]
pub fn open_in_order(snapshot: &Snapshot, selection: &Selection) -> Vec<RetailerCode> {
    in_order(snapshot, selection, |stop| stop.progress == Progress::Waiting)
}

/// The selected stops that `wanted` takes, by route and position.
#[must_use]
pub fn in_order(
    snapshot: &Snapshot,
    selection: &Selection,
    wanted: impl Fn(&Stop) -> bool,
) -> Vec<RetailerCode> {
    let Some(day) = snapshot.day() else { return Vec::new() };
    let mut found = Vec::with_capacity(selection.stops.len());
    for route in day.routes.values() {
        let whole = selection.routes.contains(&route.id);
        for stop in &route.stops {
            if wanted(stop) && (whole || selection.stops.contains(&stop.retailer)) {
                found.push(stop.retailer.clone());
            }
        }
    }
    found
}

#[must_use]
pub fn only_stop(code: RetailerCode) -> Selection {
    Selection { stops: [code].into(), ..Selection::default() }
}

#[must_use]
pub fn only_route(route: RouteId) -> Selection {
    Selection { routes: [route].into(), ..Selection::default() }
}

#[must_use]
pub fn toggled_stop(selection: &Selection, code: RetailerCode) -> Selection {
    let mut selection = selection.clone();
    if !selection.stops.remove(&code) {
        selection.stops.insert(code);
    }
    selection
}

#[must_use]
pub fn toggled_route(selection: &Selection, route: RouteId) -> Selection {
    let mut selection = selection.clone();
    if !selection.routes.remove(&route) {
        selection.routes.insert(route);
    }
    selection
}
