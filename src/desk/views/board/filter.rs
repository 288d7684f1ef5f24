//! Which lanes are shown, and in what order.

use super::lanes::{Lane, Lanes};
use crate::domain::ids::DepartmentCode;
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::sync::Arc;

/// What a lane may be looked for by its state. Several at once show the lanes of any of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Trait {
    Late,
    AtRisk,
    OnHold,
    NotDeparted,
    NoVehicle,
}

impl Trait {
    pub const ALL: [Self; 5] = [Self::Late, Self::AtRisk, Self::OnHold, Self::NotDeparted, Self::NoVehicle];

    #[must_use]
    pub fn holds(self, lane: &Lane) -> bool {
        match self {
            Self::Late => lane.counts.late > 0,
            Self::AtRisk => lane.counts.at_risk > 0,
            Self::OnHold => lane.counts.on_hold > 0 || !lane.closed.is_empty(),
            Self::NotDeparted => !lane.has_left(),
            Self::NoVehicle => lane.route.vehicle.is_none(),
        }
    }

    /// Its name in the locale files.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Late => "board-filter-late",
            Self::AtRisk => "board-filter-at-risk",
            Self::OnHold => "board-filter-on-hold",
            Self::NotDeparted => "board-filter-not-departed",
            Self::NoVehicle => "board-filter-no-vehicle",
        }
    }
}

/// The order of the lanes, from the top.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Order {
    #[default]
    Route,
    /// The latest first.
    Lateness,
    Departure,
    Department,
}

impl Order {
    pub const ALL: [Self; 4] = [Self::Route, Self::Lateness, Self::Departure, Self::Department];

    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Route => "board-order-route",
            Self::Lateness => "board-order-lateness",
            Self::Departure => "board-order-departure",
            Self::Department => "board-order-department",
        }
    }
}

/// What a person has asked to see.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Filter {
    /// A department's code; empty for all.
    pub department: String,
    pub traits: Vec<Trait>,
    /// Part of a route's code, a plate or a driver's name.
    pub text: String,
    pub only_breaches: bool,
}

impl Filter {
    #[must_use]
    pub fn is_clear(&self) -> bool {
        *self == Self { text: self.text.trim().to_owned(), ..Self::default() } && self.text.trim().is_empty()
    }

    pub fn toggle(&mut self, what: Trait) {
        if let Some(at) = self.traits.iter().position(|chosen| *chosen == what) {
            self.traits.remove(at);
        } else {
            self.traits.push(what);
            self.traits.sort_unstable();
        }
    }

    fn admits(&self, lane: &Lane, text: &str) -> bool {
        (self.department.is_empty() || lane.route.department == DepartmentCode::new(&self.department))
            && (self.traits.is_empty() || self.traits.iter().any(|what| what.holds(lane)))
            && (!self.only_breaches || !lane.outlook.breaches.is_empty())
            && (text.is_empty() || lane.mentions(text))
    }

    /// The lanes to show, in order. Equal ones stand by route code.
    #[must_use]
    pub fn choose(&self, lanes: &Lanes, order: Order) -> Vec<Arc<Lane>> {
        let text = self.text.trim().to_lowercase();
        let mut chosen: Vec<_> = lanes.iter().filter(|lane| self.admits(lane, &text)).cloned().collect();
        match order {
            Order::Route => {}
            Order::Lateness => {
                chosen.sort_by_key(|lane| Reverse((lane.latest, lane.counts.late, lane.counts.at_risk)));
            }
            Order::Departure => chosen.sort_by_key(|lane| lane.outlook.leaves),
            Order::Department => chosen.sort_by(|a, b| a.route.department.cmp(&b.route.department)),
        }
        chosen
    }
}

/// The chosen lanes, kept until lanes, filter or order change.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    pub lanes: Vec<Arc<Lane>>,
    /// Counts up whenever other lanes are chosen.
    pub version: u64,
    made_of: Option<(u64, Filter, Order)>,
}

impl Choice {
    pub fn follow(&mut self, lanes: &Lanes, filter: &Filter, order: Order) {
        let current = self.made_of.as_ref().is_some_and(|(version, made_filter, made_order)| {
            *version == lanes.version && made_filter == filter && *made_order == order
        });
        if !current {
            self.lanes = filter.choose(lanes, order);
            self.version += 1;
            self.made_of = Some((lanes.version, filter.clone(), order));
        }
    }
}
