//! Where a drag would land, and the command a drop there would be.

use super::geometry::Stage;
use super::lanes::Lane;
use crate::desk::actions::Draft;
use crate::desk::snapshot::Snapshot;
use crate::domain::command::Command;
use crate::domain::ids::{Plate, RetailerCode, RouteId};
use egui::Pos2;
use std::sync::Arc;

/// Where a drag would land.
#[derive(Clone, Debug)]
pub enum Target {
    /// Not over a lane.
    Nowhere,
    /// Over the lane it came from, where nothing would change.
    Same,
    /// Onto a lane whose route has no vehicle to give.
    NoVehicleThere(RouteId),
    /// The command it would be, at a lane and a position.
    Would { command: Command, lane: usize, at: usize },
}

/// Stops over `at`.
#[must_use]
pub fn stops_target(
    stage: &Stage,
    lanes: &[Arc<Lane>],
    snapshot: &Snapshot,
    stops: &[RetailerCode],
    at: Pos2,
) -> Target {
    let Some(index) = stage.lane_at(at.y) else { return Target::Nowhere };
    let Some(lane) = lanes.get(index).filter(|_| stage.over_field(at)) else { return Target::Nowhere };
    let position = lane.insertion_at(stage.time(at.x));
    if stays(lane, stops, position) {
        return Target::Same;
    }
    let end = position >= lane.route.stops.len();
    let command = Command::MoveStops {
        day: snapshot.date,
        stops: stops.to_vec(),
        to: lane.id().clone(),
        at: (!end).then_some(position),
        base: snapshot.revision,
    };
    Target::Would { command, lane: index, at: position }
}

/// Would `stops`, dropped before position `at`, stand where they already are?
fn stays(lane: &Lane, stops: &[RetailerCode], at: usize) -> bool {
    let mut places = stops.iter().map(|stop| lane.route.position(stop));
    let Some(Some(first)) = places.next() else { return false };
    let mut last = first;
    for place in places {
        if place != Some(last + 1) {
            return false;
        }
        last += 1;
    }
    (first..=last + 1).contains(&at)
}

/// A lane's head over `at`.
#[must_use]
pub fn lane_target(
    stage: &Stage,
    lanes: &[Arc<Lane>],
    snapshot: &Snapshot,
    route: &RouteId,
    at: Pos2,
) -> Target {
    let Some(index) = stage.lane_at(at.y) else { return Target::Nowhere };
    let Some(lane) = lanes.get(index) else { return Target::Nowhere };
    if lane.id() == route {
        return Target::Same;
    }
    let Some(to) = lane.route.vehicle.clone() else { return Target::NoVehicleThere(lane.id().clone()) };
    let held: Option<&Plate> = snapshot.route(route).and_then(|(route, _)| route.vehicle.as_ref());
    if held == Some(&to) {
        return Target::Same;
    }
    let command = Command::Reassign { day: snapshot.date, route: route.clone(), to, base: snapshot.revision };
    Target::Would { command, lane: index, at: 0 }
}

/// The sheet that opens for a dropped command.
#[must_use]
pub fn draft_of(command: Command) -> Option<Draft> {
    match command {
        Command::MoveStops { stops, to, at, .. } => Some(Draft::Move { stops, to: Some(to), at }),
        Command::Reassign { route, to, .. } => Some(Draft::Reassign { route, to: Some(to) }),
        _ => None,
    }
}
