//! Why nothing more can come to a retailer on the day it is asked: a retailer has one stop a day, and what is on that
//! stop's vehicle already is not reloaded.

use crate::domain::day::{Cargo, Progress, Route};
use crate::domain::ids::RouteId;
use crate::domain::outlook::Outlook;
use crate::domain::time::{ServiceDay, TimeOfDay};

/// For a person to read, and for a view to show.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotToday {
    /// Nothing is planned on the day.
    NoRoutes,
    /// The retailer's own goods are on the vehicle already.
    Loaded { route: RouteId },
    /// Its own delivery leaves before more can be picked.
    LeavesBefore { route: RouteId, leaves: TimeOfDay, ready: TimeOfDay },
    /// It has been served.
    Served { route: RouteId },
    /// Its own delivery comes on another day.
    PutOff { route: RouteId, to: ServiceDay },
    /// It could not be delivered to.
    Failed { route: RouteId },
    /// More with its own delivery breaks a hard rule, such as the vehicle's room.
    BreaksRule { route: RouteId },
    /// No route that passes can still load it, and no vehicle is free for it.
    NobodyCan,
}

impl NotToday {
    /// The name in `--json`; never changes.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::NoRoutes => "no_routes",
            Self::Loaded { .. } => "loaded",
            Self::LeavesBefore { .. } => "leaves_before",
            Self::Served { .. } => "served",
            Self::PutOff { .. } => "put_off",
            Self::Failed { .. } => "failed",
            Self::BreaksRule { .. } => "breaks_rule",
            Self::NobodyCan => "nobody_can",
        }
    }
}

/// Why more cannot go with a retailer's own stop; `None` where it can still be loaded.
pub(super) fn of_own(route: &Route, at: usize, expected: &Outlook, ready: TimeOfDay) -> Option<NotToday> {
    let (stop, id) = (&route.stops[at], route.id.clone());
    match stop.progress {
        Progress::Waiting => {}
        Progress::PutOff { to } => return Some(NotToday::PutOff { route: id, to }),
        Progress::Failed { .. } => return Some(NotToday::Failed { route: id }),
        Progress::Arrived { .. } | Progress::Delivered { .. } => return Some(NotToday::Served { route: id }),
    }
    let outlook = expected.routes.get(&route.id)?;
    if !matches!(stop.cargo, Cargo::At(_)) {
        return Some(NotToday::Loaded { route: id });
    }
    if route.departed.is_none() && route.first_open() == 0 {
        let leaves = outlook.leaves;
        return (leaves < ready).then_some(NotToday::LeavesBefore { route: id, leaves, ready });
    }
    // Its goods are fetched on the way, by a call that is still to be made.
    let mut calls = outlook.pickups.iter().filter(|call| route.pickups[call.nth].from == stop.cargo);
    match calls.find(|call| call.before <= at) {
        None => Some(NotToday::Loaded { route: id }),
        Some(call) if call.starts >= ready => None,
        Some(call) => Some(NotToday::LeavesBefore { route: id, leaves: call.starts, ready }),
    }
}
