//! Days put together from the rows of a plan: repeated retailers, the order of stops, what a file leaves
//! open, and whether a route says anything new.

use super::complaint::Fault;
use super::index::{Expected, Index};
use super::note::Note;
use super::plan::{Group, NO_SERVICE, NONE};
use super::row::Log;
use crate::domain::command::{Command, PlannedRoute, PlannedStop};
use crate::domain::day::{Day, Dock, Progress, Remedy};
use crate::domain::decide::plan_digest;
use crate::domain::time::{ServiceDay, TimeOfDay, Window};
use crate::domain::units::{Cartons, Fen, Seconds};
use std::collections::BTreeSet;
use std::sync::Arc;

/// Vehicles leave then where a file does not say.
const DEPARTS: TimeOfDay = TimeOfDay::hm(7, 30);

/// Puts days together from their rows.
pub struct Together<'a, 'k> {
    index: &'a mut Index<'k>,
    log: &'a mut Log,
    retailer_column: Option<Arc<str>>,
    /// For each retailer the row it has on the day with this number.
    first_rows: Vec<(u32, u32)>,
    day_number: u32,
    closes: TimeOfDay,
    departures_assumed: bool,
    windows_assumed: Option<(Window, u64)>,
    without_vehicle: u64,
    taken_off: Vec<String>,
}

impl<'a, 'k> Together<'a, 'k> {
    pub fn new(index: &'a mut Index<'k>, log: &'a mut Log, retailer_column: Option<Arc<str>>) -> Self {
        let closes = index.known.state().settings.shift_ends;
        let first_rows = vec![(0, 0); index.retailer_count()];
        Self {
            index,
            log,
            retailer_column,
            first_rows,
            day_number: 0,
            closes,
            departures_assumed: false,
            windows_assumed: None,
            without_vehicle: 0,
            taken_off: Vec::new(),
        }
    }

    pub fn day(&mut self, date: ServiceDay, mut groups: Vec<Group>) -> Option<Command> {
        groups.sort_by(|a, b| a.route.cmp(&b.route));
        self.drop_repeated(date, &mut groups);
        let known = self.index.known.day(date);
        let mut changed = Vec::new();
        for group in groups.into_iter().filter(|group| !group.rows.is_empty()) {
            let rows = group.rows.len() as u64;
            let route = self.route(group);
            let before = known.as_ref().and_then(|day| day.routes.get(&route.id));
            if before.is_some_and(|before| before.imported == Some(plan_digest(&route))) {
                self.log.unchanged += rows;
            } else {
                self.log.accepted += rows;
                self.without_vehicle += u64::from(route.vehicle.is_none());
                changed.push(route);
            }
        }
        if let Some(known) = &known {
            self.note_taken_off(known, &changed);
        }
        if let Some(expected) = &mut self.index.expected {
            let planned = expected.entry(date).or_default();
            for route in &changed {
                planned.routes.insert(route.id.clone());
                for stop in &route.stops {
                    let expected = Expected { route: route.id.clone(), window: stop.window };
                    planned.stops.insert(stop.retailer.clone(), expected);
                }
            }
        }
        (!changed.is_empty()).then_some(Command::PlanDay { day: date, routes: changed })
    }

    /// Stops the day is about to lose, so that a row that was forgotten or could not be used shows. What has
    /// happened, was put off or was moved by hand stays in any case.
    fn note_taken_off(&mut self, known: &Day, changed: &[PlannedRoute]) {
        let stops = || changed.iter().flat_map(|route| &route.stops);
        let planned: BTreeSet<_> = stops().map(|stop| &stop.retailer).collect();
        let before = changed.iter().filter_map(|route| known.routes.get(&route.id));
        let gone = before.flat_map(|route| &route.stops).filter(|stop| {
            let stays = stop.progress.has_happened()
                || matches!(stop.progress, Progress::PutOff { .. })
                || stop.remedy == Some(Remedy::Moved);
            !stays && !planned.contains(&stop.retailer)
        });
        self.taken_off.extend(gone.map(|stop| stop.retailer.to_string()));
    }

    /// Of several rows for one retailer on one day the first in the file counts.
    fn drop_repeated(&mut self, day: ServiceDay, groups: &mut [Group]) {
        self.day_number += 1;
        let mut any = false;
        for row in groups.iter().flat_map(|group| &group.rows) {
            let first = &mut self.first_rows[row.retailer as usize];
            if first.0 == self.day_number {
                any = true;
                first.1 = first.1.min(row.number);
            } else {
                *first = (self.day_number, row.number);
            }
        }
        if !any {
            return;
        }
        for group in groups {
            group.rows.retain(|row| {
                let first = self.first_rows[row.retailer as usize].1;
                if first != row.number {
                    let code = self.index.retailer(row.retailer).code.clone();
                    let fault = Fault::TwiceOnTheDay { day, first: first.into() };
                    let column = self.retailer_column.clone();
                    self.log.complain_later(row.number.into(), column, code.as_str(), fault);
                }
                first == row.number
            });
        }
    }

    fn route(&mut self, mut group: Group) -> PlannedRoute {
        if group.rows.iter().any(|row| row.order != NONE) {
            group.rows.sort_by_key(|row| (row.order, row.number));
        }
        if group.departs.value.is_none() {
            self.departures_assumed = true;
        }
        let departs = group.departs.value.unwrap_or(DEPARTS);
        let whole_day = Window::new(departs, self.closes.max(departs));
        let whole_day = whole_day.expect("the later of two times is not before the first");
        let mut stops = Vec::with_capacity(group.rows.len());
        for row in &group.rows {
            let window =
                match Window::new(TimeOfDay::from_seconds(row.opens), TimeOfDay::from_seconds(row.closes)) {
                    Some(window) if row.opens != NONE => window,
                    _ => {
                        self.windows_assumed.get_or_insert((whole_day, 0)).1 += 1;
                        whole_day
                    }
                };
            stops.push(PlannedStop {
                retailer: self.index.retailer(row.retailer).code.clone(),
                cartons: Cartons(row.cartons),
                value: Fen(row.value),
                window,
                planned: (row.planned != NONE).then(|| TimeOfDay::from_seconds(row.planned)),
                service: (row.service != NO_SERVICE).then_some(Seconds(row.service.into())),
                priority: row.priority,
            });
        }
        PlannedRoute {
            id: group.route,
            department: group.department.unwrap_or_else(|| self.index.department("", "")),
            vehicle: group.plate.value,
            crew: group.crew.value,
            dock: group.dock.value.unwrap_or(Dock::Centre),
            departs,
            stops,
        }
    }

    pub fn notes(self) {
        if self.departures_assumed {
            self.log.notes.push(Note::DepartureAssumed(DEPARTS));
        }
        if let Some((window, rows)) = self.windows_assumed {
            self.log.notes.push(Note::WindowAssumed { window, rows });
        }
        if !self.taken_off.is_empty() {
            self.log.notes.push(Note::StopsTakenOff(self.taken_off));
        }
        if self.without_vehicle > 0 {
            self.log.notes.push(Note::RoutesWithoutVehicle(self.without_vehicle));
        }
    }
}
