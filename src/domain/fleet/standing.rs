//! What each vehicle is doing now.

use super::stay::{Stay, open_stay};
use crate::domain::ids::{BreakdownId, Plate, RouteId, StayId};
use crate::domain::incident::{Breakdown, open_breakdown};
use crate::domain::network::VehicleStatus;
use crate::domain::outlook::{Outlook, RouteState};
use crate::domain::state::State;
use crate::domain::time::{ServiceDay, TimeOfDay, Timestamp};
use crate::domain::units::Cartons;
use std::collections::BTreeMap;

/// A vehicle as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VehicleNow {
    pub plate: Plate,
    pub doing: Doing,
    /// Its rounds of the day, in the order they leave.
    pub routes: Vec<RouteId>,
    /// Cartons of all its rounds, delivered or not, and the fullest of them.
    pub cartons: Cartons,
    pub fullest: Cartons,
    pub stops: usize,
    pub stops_left: usize,
    /// Back from its last round.
    pub returns: Option<TimeOfDay>,
}

/// In the order a list shows them: what needs a person first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Doing {
    BrokenDown,
    OnRoute,
    /// Its round has not left yet.
    Waiting,
    /// It has driven its rounds.
    Back,
    /// It has no round.
    Available,
    InWorkshop,
}

impl Doing {
    pub const ALL: [Self; 6] =
        [Self::BrokenDown, Self::OnRoute, Self::Waiting, Self::Back, Self::Available, Self::InWorkshop];

    /// The name in `--json`; never changes.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::BrokenDown => "broken_down",
            Self::OnRoute => "on_route",
            Self::Waiting => "waiting",
            Self::Back => "back",
            Self::Available => "available",
            Self::InWorkshop => "in_workshop",
        }
    }
}

/// Every vehicle by its plate, as the day's outlook sees it.
#[must_use]
pub fn vehicles(state: &State, day: ServiceDay, outlook: &Outlook) -> Vec<VehicleNow> {
    let routes = state.day(day).map(|day| &day.routes);
    let mut of_vehicle = BTreeMap::<&Plate, Vec<&RouteId>>::new();
    for (id, route) in routes.into_iter().flatten() {
        if let Some(plate) = &route.vehicle {
            of_vehicle.entry(plate).or_default().push(id);
        }
    }
    let now = |plate: &Plate, status: VehicleStatus| {
        let mut ids = of_vehicle.get(plate).cloned().unwrap_or_default();
        ids.sort_by_key(|id| routes.and_then(|routes| routes.get(*id)).map(|route| route.departs));
        let mut seen = VehicleNow {
            plate: plate.clone(),
            doing: Doing::Available,
            routes: ids.iter().map(|id| (*id).clone()).collect(),
            cartons: Cartons::default(),
            fullest: Cartons::default(),
            stops: 0,
            stops_left: 0,
            returns: None,
        };
        let mut states = Vec::new();
        for id in ids {
            let (Some(route), Some(projected)) =
                (routes.and_then(|routes| routes.get(id)), outlook.routes.get(id))
            else {
                continue;
            };
            seen.cartons += projected.load;
            seen.fullest = seen.fullest.max(projected.load);
            seen.stops += route.stops.len();
            seen.stops_left += route.stops.iter().filter(|stop| stop.progress.awaits_delivery()).count();
            seen.returns = seen.returns.max(Some(projected.returns));
            states.push(projected.state);
        }
        seen.doing = match status {
            VehicleStatus::BrokenDown => Doing::BrokenDown,
            VehicleStatus::InWorkshop => Doing::InWorkshop,
            VehicleStatus::Available if states.contains(&RouteState::OnTheWay) => Doing::OnRoute,
            VehicleStatus::Available if states.contains(&RouteState::Planned) => Doing::Waiting,
            VehicleStatus::Available if states.is_empty() => Doing::Available,
            VehicleStatus::Available => Doing::Back,
        };
        seen
    };
    state.network.vehicles.values().map(|vehicle| now(&vehicle.plate, vehicle.status)).collect()
}

/// Why a vehicle is off the road, where it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Off {
    Breakdown { id: BreakdownId, since: Timestamp, expected: Option<Timestamp> },
    Workshop { id: StayId, since: Timestamp, expected: Option<Timestamp> },
}

/// `None` for a vehicle that is on the road, and for one of which only the status is known.
#[must_use]
pub fn off_the_road(state: &State, plate: &Plate) -> Option<Off> {
    let broken = |broken: &Breakdown| Off::Breakdown {
        id: broken.id.clone(),
        since: broken.at,
        expected: broken.rolls_again(),
    };
    let stays =
        |stay: &Stay| Off::Workshop { id: stay.id.clone(), since: stay.from, expected: stay.expected };
    let in_workshop = || open_stay(&state.stays, plate).map(stays);
    open_breakdown(&state.breakdowns, plate).map(broken).or_else(in_workshop)
}
