//! Rows of what was seen on the road. Each is held against the day it is about, because one stop that is
//! not there would make the session refuse the whole file.

use super::complaint::Fault;
use super::field::Field;
use super::index::{Index, Planned};
use super::note::Note;
use super::row::{Log, Off, Reader, Row};
use super::unreadable::Why;
use super::{moment, spoken, value};
use crate::domain::command::{Command, Happening, ProgressNote, StopFacts};
use crate::domain::day::{Day, FailReason, Progress, Stop, Told};
use crate::domain::ids::{RetailerCode, RouteId};
use crate::domain::time::{ServiceDay, TimeOfDay, Timestamp, Window};
use smol_str::SmolStr;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

const MOST_WORD: usize = 64;

/// A row, read but not yet held against its day.
struct Seen {
    row: u64,
    route: Option<RouteId>,
    retailer: Option<RetailerCode>,
    departed: Option<TimeOfDay>,
    facts: StopFacts,
    told: Option<Telling>,
}

/// What the row says of a call to the retailer; what it leaves open is on the plan.
struct Telling {
    at: Timestamp,
    by: SmolStr,
    arrival: Option<TimeOfDay>,
    window: Option<Window>,
}

pub struct Seeing {
    now: ServiceDay,
    /// Nobody was told later.
    told_until: Option<Timestamp>,
    days: BTreeMap<ServiceDay, Vec<Seen>>,
    columns: Columns,
    started: bool,
}

/// Headings for complaints that come once the day is known.
#[derive(Clone, Default)]
struct Columns {
    retailer: Option<Arc<str>>,
    route: Option<Arc<str>>,
    delivered: Option<Arc<str>>,
    told_at: Option<Arc<str>>,
}

impl Seeing {
    #[must_use]
    pub fn new(now: ServiceDay, told_until: Option<Timestamp>) -> Self {
        Self { now, told_until, days: BTreeMap::new(), columns: Columns::default(), started: false }
    }

    fn start(&mut self, row: &Row<'_>, log: &mut Log) {
        self.started = true;
        let header = |field| row.layout.column(field).and_then(|column| row.layout.header(column));
        self.columns = Columns {
            retailer: header(Field::Retailer).or_else(|| header(Field::Licence)),
            route: header(Field::Route),
            delivered: header(Field::Delivered),
            told_at: header(Field::ToldAt),
        };
        if !row.layout.has(Field::Day) {
            log.notes.push(Note::DayAssumed(self.now));
        }
    }

    fn take(&self, row: &Row<'_>, index: &Index<'_>) -> Result<(ServiceDay, Seen), Off> {
        let day = if row.layout.has(Field::Day) { row.need(Field::Day, moment::day)? } else { self.now };
        let time = |field| row.read(field, |cell| moment::time_on(cell, day));
        let route = row.read(Field::Route, value::code)?.map(RouteId::new);
        let field = if row.cell(Field::Retailer).is_empty() { Field::Licence } else { Field::Retailer };
        let retailer = match row.read(field, value::code)? {
            None => None,
            Some(code) => {
                let number = index.by_code(&code).or_else(|| index.by_licence(&code));
                let number = number.ok_or(Off::at(field, Fault::UnknownRetailer))?;
                Some(index.retailer(number).code.clone())
            }
        };
        let (arrived, delivered) = (time(Field::Arrived)?, time(Field::Delivered)?);
        let facts = StopFacts {
            arrived,
            delivered,
            failed: failure(row, time(Field::FailedAt)?, arrived)?,
            put_off_to: row.read(Field::PutOffTo, moment::day)?,
            cause: row.read(Field::Cause, spoken::cause)?,
            told: None,
        };
        let departed = time(Field::Departed)?;
        let told = telling(row, day, self.told_until)?;
        if retailer.is_none() && (told.is_some() || facts != StopFacts::default()) {
            return Err(Off::at(Field::Retailer, Fault::Missing(Field::Retailer)));
        }
        if retailer.is_none() && route.is_none() {
            return Err(Off::at(Field::Route, Fault::Missing(Field::Route)));
        }
        Ok((day, Seen { row: row.number, route, retailer, departed, facts, told }))
    }
}

fn failure(
    row: &Row<'_>,
    failed_at: Option<TimeOfDay>,
    arrived: Option<TimeOfDay>,
) -> Result<Option<(TimeOfDay, FailReason)>, Off> {
    match (row.read(Field::FailReason, spoken::fail_reason)?, failed_at) {
        (None, None) => Ok(None),
        (None, Some(_)) => Err(Off::at(Field::FailReason, Fault::Missing(Field::FailReason))),
        (Some(reason), at) => {
            let at = at.or(arrived).ok_or(Off::at(Field::FailReason, Fault::FailedWithoutTime))?;
            Ok(Some((at, reason)))
        }
    }
}

/// Who is to be served tomorrow is told today: a time without a date is never one to come.
fn telling(row: &Row<'_>, day: ServiceDay, until: Option<Timestamp>) -> Result<Option<Telling>, Off> {
    let of = until.map_or(day, |until| day.min(until.day()));
    let Some(at) = row.read(Field::ToldAt, |cell| moment::moment(cell, of))? else { return Ok(None) };
    if until.is_some_and(|until| at > until) {
        return Err(Off::at(Field::ToldAt, Fault::ToldToCome));
    }
    Ok(Some(Telling {
        at,
        by: row.read(Field::ToldBy, |cell| value::text(cell, MOST_WORD))?.unwrap_or_default(),
        arrival: row.read(Field::ToldArrival, |cell| moment::time_on(cell, day))?,
        window: row.read(Field::Window, moment::window)?,
    }))
}

impl Reader for Seeing {
    fn row(&mut self, row: &Row<'_>, index: &mut Index<'_>, log: &mut Log) -> Result<(), Why> {
        if !self.started {
            self.start(row, log);
        }
        match self.take(row, index) {
            Ok((day, seen)) => self.days.entry(day).or_default().push(seen),
            Err(off) => log.complain(row, off),
        }
        Ok(())
    }

    fn finish(self: Box<Self>, index: &mut Index<'_>, log: &mut Log) -> Vec<Command> {
        let mut commands = Vec::new();
        for (day, rows) in self.days {
            let known = index.known.day(day);
            let expected = index.expected.as_ref().and_then(|days| days.get(&day));
            let mut sight = Sight::new(day, known.as_deref(), expected);
            for seen in rows {
                let row = seen.row;
                match sight.hold_against(seen, &self.columns) {
                    Ok(true) => log.accepted += 1,
                    Ok(false) => log.unchanged += 1,
                    Err((column, found, fault)) => log.complain_later(row, column, &found, fault),
                }
            }
            if !sight.notes.is_empty() {
                commands.push(Command::NoteProgress { day, notes: sight.notes });
            }
        }
        commands
    }
}

/// One day: what is known of it, and what the file adds.
struct Sight<'d> {
    day: ServiceDay,
    known: Option<&'d Day>,
    expected: Option<&'d Planned>,
    stops: HashMap<&'d RetailerCode, (&'d RouteId, &'d Stop)>,
    /// Arrivals the file itself has told, for rows that bring the delivery later.
    arrivals: HashMap<RetailerCode, TimeOfDay>,
    departures: BTreeMap<RouteId, TimeOfDay>,
    notes: Vec<ProgressNote>,
}

type Objection = (Option<Arc<str>>, String, Fault);

impl<'d> Sight<'d> {
    fn new(day: ServiceDay, known: Option<&'d Day>, expected: Option<&'d Planned>) -> Self {
        let routes = known.into_iter().flat_map(|day| day.routes.values());
        let stops =
            routes.flat_map(|route| route.stops.iter().map(|stop| (&stop.retailer, (&route.id, stop))));
        let departures = known.into_iter().flat_map(|day| day.routes.values());
        let departures = departures.filter_map(|route| Some((route.id.clone(), route.departed?))).collect();
        let (arrivals, notes) = Default::default();
        Self { day, known, expected, stops: stops.collect(), arrivals, departures, notes }
    }

    fn has_route(&self, route: &RouteId) -> bool {
        self.known.is_some_and(|day| day.routes.contains_key(route))
            || self.expected.is_some_and(|planned| planned.routes.contains(route))
    }

    /// Whether the row says anything new.
    fn hold_against(&mut self, seen: Seen, columns: &Columns) -> Result<bool, Objection> {
        let Seen { route, retailer, departed, mut facts, told, .. } = seen;
        if let Some(route) = &route
            && !self.has_route(route)
        {
            let fault = Fault::UnknownRoute { day: self.day };
            return Err((columns.route.clone(), route.to_string(), fault));
        }
        let mut is_new = false;
        let mut stop_route = None;
        if let Some(retailer) = retailer {
            let known = self.stops.get(&retailer).copied();
            let expected = self.expected.and_then(|planned| planned.stops.get(&retailer));
            let on = known.map(|(route, _)| route).or(expected.map(|stop| &stop.route));
            let Some(on) = on.cloned() else {
                let fault = Fault::NotOnTheDay { day: self.day };
                return Err((columns.retailer.clone(), retailer.to_string(), fault));
            };
            let stop = known.map(|(_, stop)| stop);
            let arrived = facts.arrived.or(self.arrivals.get(&retailer).copied()).or(stop.and_then(arrived));
            if let (Some(arrived), Some(delivered)) = (arrived, facts.delivered)
                && delivered < arrived
            {
                let column = columns.delivered.clone();
                return Err((column, delivered.to_string(), Fault::DeliveredBeforeArrival));
            }
            if let Some(told) = told {
                let window =
                    told.window.or(stop.map(|stop| stop.window)).or(expected.map(|stop| stop.window));
                let heard = stop.and_then(|stop| stop.told.as_ref()).map(|told| told.arrival);
                let arrival = told.arrival.or(heard).or(stop.map(|stop| stop.planned));
                let (Some(arrival), Some(window)) = (arrival, window) else {
                    return Err((columns.told_at.clone(), told.at.to_string(), Fault::ToldWhat));
                };
                facts.told = Some(Told::new(told.at, told.by, arrival, window));
            }
            if facts != StopFacts::default() && !stop.is_some_and(|stop| says_nothing_new(stop, &facts)) {
                is_new = true;
                if let Some(arrived) = facts.arrived {
                    self.arrivals.insert(retailer.clone(), arrived);
                }
                let what = Happening::AtStop { retailer, facts };
                self.notes.push(ProgressNote { route: Some(on.clone()), what });
            }
            stop_route = Some(on);
        }
        if let (Some(at), Some(route)) = (departed, route.or(stop_route))
            && self.departures.get(&route) != Some(&at)
        {
            is_new = true;
            self.departures.insert(route.clone(), at);
            self.notes.push(ProgressNote { route: Some(route), what: Happening::Departed { at } });
        }
        Ok(is_new)
    }
}

fn arrived(stop: &Stop) -> Option<TimeOfDay> {
    match stop.progress {
        Progress::Arrived { at } => Some(at),
        Progress::Delivered { arrived, .. } => arrived,
        _ => None,
    }
}

fn says_nothing_new(stop: &Stop, facts: &StopFacts) -> bool {
    let StopFacts { arrived, delivered, failed, put_off_to, cause, told } = facts;
    let progress = match &stop.progress {
        Progress::Waiting => {
            arrived.is_none() && delivered.is_none() && failed.is_none() && put_off_to.is_none()
        }
        Progress::Arrived { at } => {
            arrived.is_none_or(|new| new == *at)
                && delivered.is_none()
                && failed.is_none()
                && put_off_to.is_none()
        }
        Progress::Delivered { arrived: known, at } => {
            arrived.is_none_or(|new| Some(new) == *known)
                && delivered.is_none_or(|new| new == *at)
                // A try that failed before the delivery is history.
                && failed.as_ref().is_none_or(|(tried, _)| delivered.is_some() && tried <= at)
                && (put_off_to.is_none() || delivered.is_some())
        }
        Progress::Failed { at, reason } => match failed {
            Some((new, why)) => {
                new == at && why == reason && delivered.is_none_or(|delivered| delivered < *at)
            }
            None => delivered.is_none() && put_off_to.is_none(),
        },
        Progress::PutOff { to } => {
            delivered.is_none()
                && failed.is_none()
                && match put_off_to {
                    Some(new) => new == to,
                    None => arrived.is_none(),
                }
        }
    };
    progress && (cause.is_none() || *cause == stop.cause) && (told.is_none() || *told == stop.told)
}
