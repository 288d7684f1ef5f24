//! What is being chosen, and the command it amounts to so far. No widgets: those are in [`super::sheet`].

use crate::desk::actions::Draft;
use crate::desk::changes::candidates::move_command;
use crate::desk::changes::settling::Settling;
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::Look;
use crate::domain::command::{Command, Shift, ShiftTarget};
use crate::domain::consequences::Consequences;
use crate::domain::day::{Progress, Route, Stop};
use crate::domain::ids::{DepartmentCode, Plate, RetailerCode, RouteId};
use crate::domain::time::Window;
use crate::words::Arg;
use std::collections::BTreeSet;
use std::sync::Arc;

/// A draft with what has been chosen in the sheet.
#[derive(Clone, Debug)]
pub enum Form {
    Reassign {
        route: RouteId,
        to: Option<Plate>,
    },
    Move {
        stops: Vec<RetailerCode>,
        to: Option<RouteId>,
        /// The position; the best one found where `None`.
        at: Option<usize>,
        /// Against the order they stand in now.
        reversed: bool,
        /// Stops meant as well that wait no longer, and stay.
        left_out: usize,
    },
    Shift(ShiftForm),
    Settling(Settling),
}

/// Whose windows, and whereto.
#[derive(Clone, Debug)]
pub struct ShiftForm {
    /// The stops the sheet was opened for; empty where it was opened for a route or a department.
    pub stops: Vec<RetailerCode>,
    pub routes: Vec<RouteId>,
    pub department: Option<DepartmentCode>,
    pub whose: Whose,
    pub how: How,
    /// Minutes later.
    pub minutes: i32,
    /// `HH:MM`, as typed.
    pub opens: String,
    pub closes: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    Stops,
    Routes,
    Department,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum How {
    By,
    To,
}

/// Why the form is no command yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    Vehicle,
    Route,
    /// The best position is still being looked for.
    Position,
    Target,
    Minutes,
    /// The two times are not `HH:MM`, or the second is before the first.
    Window,
    /// No `HH:MM`.
    Time,
    /// A time that is still to come cannot have happened.
    TimeToCome,
}

impl Missing {
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Vehicle => "change-missing-vehicle",
            Self::Route => "change-missing-route",
            Self::Position => "change-missing-position",
            Self::Target => "change-missing-target",
            Self::Minutes => "change-missing-minutes",
            Self::Window => "change-missing-window",
            Self::Time => "change-missing-time",
            Self::TimeToCome => "change-missing-time-to-come",
        }
    }
}

impl Form {
    #[must_use]
    pub fn new(draft: Draft, snapshot: &Snapshot) -> Self {
        match draft {
            Draft::Reassign { route, to } => Self::Reassign { route, to },
            Draft::Move { stops, to, at } => {
                let length = |to: &RouteId| snapshot.route(to).map_or(0, |(route, _)| route.stops.len());
                let at = to.as_ref().map(|to| at.unwrap_or_else(|| length(to)));
                let done = no_longer_waiting(snapshot);
                let mut left_out = stops.iter().filter(|stop| done.contains(stop)).count();
                let mut stops = stops;
                if left_out == stops.len() {
                    // With none left, the refusal says why of one of them.
                    left_out = 0;
                } else {
                    stops.retain(|stop| !done.contains(stop));
                }
                Self::Move { stops, to, at, reversed: false, left_out }
            }
            Draft::Shift { target, shift } => Self::Shift(ShiftForm::new(target, shift, snapshot)),
            Draft::Lock { stops, lock } => Self::Settling(Settling::lock(stops, lock, snapshot)),
            Draft::PutOff { stops, to } => Self::Settling(Settling::put_off(stops, to, snapshot)),
            Draft::Repair { plate } => Self::Settling(Settling::repair(plate, snapshot)),
        }
    }

    /// Stops that are meant as well, and stay as they are because the vehicle has been there or they are put
    /// off.
    #[must_use]
    pub fn left_out(&self, snapshot: &Snapshot) -> usize {
        match self {
            Self::Reassign { .. } => 0,
            Self::Settling(form) => form.left_out(),
            Self::Move { left_out, .. } => *left_out,
            Self::Shift(form) => {
                form.meant(snapshot).filter(|stop| stop.progress != Progress::Waiting).count()
            }
        }
    }

    /// The command, where enough has been chosen.
    pub fn command(&self, snapshot: &Snapshot, best: Option<usize>) -> Result<Command, Missing> {
        match self {
            Self::Reassign { route, to } => {
                let to = to.clone().ok_or(Missing::Vehicle)?;
                Ok(Command::Reassign {
                    day: snapshot.date,
                    route: route.clone(),
                    to,
                    base: snapshot.revision,
                })
            }
            Self::Move { to, at, .. } => {
                let to = to.as_ref().ok_or(Missing::Route)?;
                let at = at.or(best).ok_or(Missing::Position)?;
                Ok(move_command(snapshot, &self.ordered(), to, Some(at)))
            }
            Self::Shift(form) => Ok(Command::ShiftWindows {
                day: snapshot.date,
                target: form.target()?,
                shift: form.shift()?,
                base: snapshot.revision,
            }),
            Self::Settling(form) => form.command(snapshot),
        }
    }

    /// Worth doing though no stop moves by it.
    #[must_use]
    pub const fn is_a_note(&self) -> bool {
        matches!(self, Self::Settling(form) if form.is_a_note())
    }

    /// What *Apply* says it does.
    #[must_use]
    pub fn naming(&self, look: &Look, found: &Consequences) -> String {
        let retold = ("retold", Arg::from(found.retold.len()));
        match self {
            Self::Reassign { route, to: Some(plate) } => {
                let who = [("route", Arg::shown(route)), ("plate", Arg::shown(plate)), retold];
                look.words.fill("change-apply-reassign", &who)
            }
            Self::Settling(form) => form.naming(look),
            _ => look.words.fill("change-apply-naming", &[("moved", found.moved.len().into()), retold]),
        }
    }

    /// The stops of a move in the order they are to be served.
    #[must_use]
    pub fn ordered(&self) -> Vec<RetailerCode> {
        match self {
            Self::Move { stops, reversed: true, .. } => stops.iter().rev().cloned().collect(),
            Self::Move { stops, .. } => stops.clone(),
            _ => Vec::new(),
        }
    }
}

impl ShiftForm {
    fn new(target: ShiftTarget, shift: Option<Shift>, snapshot: &Snapshot) -> Self {
        let (stops, routes, department, whose) = match target {
            ShiftTarget::Retailers(stops) => (stops, Vec::new(), None, Whose::Stops),
            ShiftTarget::Routes(routes) => (Vec::new(), routes, None, Whose::Routes),
            ShiftTarget::Department(department) => {
                (Vec::new(), Vec::new(), Some(department), Whose::Department)
            }
        };
        let mut form = Self {
            stops,
            routes,
            department,
            whose,
            how: How::By,
            minutes: 0,
            opens: String::new(),
            closes: String::new(),
        };
        // What the sheet was not opened for can still be chosen: the routes of the stops, their department.
        let day = snapshot.day();
        if let Some(day) = day {
            if form.routes.is_empty() {
                let named: BTreeSet<&RetailerCode> = form.stops.iter().collect();
                let serves =
                    |route: &&Arc<Route>| route.stops.iter().any(|stop| named.contains(&stop.retailer));
                form.routes = day.routes.values().filter(serves).map(|route| route.id.clone()).collect();
            }
            if form.department.is_none() {
                form.department =
                    form.routes.first().and_then(|route| Some(day.routes.get(route)?.department.clone()));
            }
        }
        let window = form.first_open(snapshot);
        if let Some(window) = window {
            (form.opens, form.closes) = (window.opens().to_string(), window.closes().to_string());
        }
        match shift {
            Some(Shift::By(minutes)) => form.minutes = minutes,
            Some(Shift::To(window)) => {
                form.how = How::To;
                (form.opens, form.closes) = (window.opens().to_string(), window.closes().to_string());
            }
            None => {}
        }
        form
    }

    pub fn target(&self) -> Result<ShiftTarget, Missing> {
        match self.whose {
            Whose::Stops if !self.stops.is_empty() => Ok(ShiftTarget::Retailers(self.stops.clone())),
            Whose::Routes if !self.routes.is_empty() => Ok(ShiftTarget::Routes(self.routes.clone())),
            Whose::Department => self.department.clone().map(ShiftTarget::Department).ok_or(Missing::Target),
            Whose::Stops | Whose::Routes => Err(Missing::Target),
        }
    }

    fn shift(&self) -> Result<Shift, Missing> {
        match self.how {
            How::By if self.minutes == 0 => Err(Missing::Minutes),
            How::By => Ok(Shift::By(self.minutes)),
            How::To => {
                let window = Window::parse(&format!("{}-{}", self.opens, self.closes));
                window.map(Shift::To).ok_or(Missing::Window)
            }
        }
    }

    /// The window of the first stop the target names that is still to be served.
    fn first_open(&self, snapshot: &Snapshot) -> Option<Window> {
        let mut stops = self.meant(snapshot).filter(|stop| matches!(stop.progress, Progress::Waiting));
        stops.next().map(|stop| stop.window)
    }

    /// Every stop of the day the target names.
    fn meant<'s>(&'s self, snapshot: &'s Snapshot) -> impl Iterator<Item = &'s Stop> {
        let named: BTreeSet<&RetailerCode> = self.stops.iter().collect();
        let routes = snapshot.day().into_iter().flat_map(|day| day.routes.values());
        routes
            .filter(|route| match self.whose {
                Whose::Stops => true,
                Whose::Routes => self.routes.contains(&route.id),
                Whose::Department => self.department.as_ref() == Some(&route.department),
            })
            .flat_map(|route| &route.stops)
            .filter(move |stop| self.whose != Whose::Stops || named.contains(&stop.retailer))
    }
}

/// Retailers the vehicle has been to, and those put off to another day.
fn no_longer_waiting(snapshot: &Snapshot) -> BTreeSet<&RetailerCode> {
    let routes = snapshot.day().into_iter().flat_map(|day| day.routes.values());
    let stops = routes.flat_map(|route| &route.stops).filter(|stop| stop.progress != Progress::Waiting);
    stops.map(|stop| &stop.retailer).collect()
}
