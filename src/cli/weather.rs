//! `mainstay weather`: alerts in, holds listed, put, confirmed and released, routes decided.

mod hold;
mod import;
mod list;

use super::answer::Answer;
use super::arguments::{moment, service_day};
use super::changes::{self, OnDay};
use super::failure::Failure;
use super::setting::Setting;
use crate::domain::Command;
use crate::domain::batches::{self, Pace};
use crate::domain::day::Progress;
use crate::domain::ids::{HoldId, RouteId};
use crate::domain::refusal::Refusal;
use crate::domain::state::State;
use crate::domain::time::{ServiceDay, TimeOfDay};
use crate::domain::units::Seconds;
use crate::domain::weather::{Course, Hold};
use clap::builder::PossibleValuesParser;
use clap::{Args, Subcommand};
use smol_str::SmolStr;

#[derive(Debug, Args)]
pub(super) struct Weather {
    #[command(subcommand)]
    asked: Asked,
}

#[derive(Debug, Subcommand)]
enum Asked {
    /// Read alert files (CAP 1.2); says of each what came of it.
    Import(import::Import),
    /// List holds: to confirm, in force, coming, past; and what they close.
    List(list::List),
    /// Put a hold by hand.
    Hold(hold::PutHold),
    /// Let the hold of an alert take effect.
    Confirm(Confirm),
    /// Decide what becomes of routes under a hold.
    Decide(Decide),
    /// End a hold before its time, or let routes go again, batch by batch.
    Release(Release),
}

#[derive(Debug, Args)]
struct Confirm {
    /// The hold, such as A261123-1.
    hold: String,
    #[command(flatten)]
    on: OnDay,
}

#[derive(Debug, Args)]
struct Decide {
    /// The hold, such as A261123-1.
    hold: String,
    /// What becomes of the routes: a route on the road is recalled rather than suspended.
    #[arg(value_parser = PossibleValuesParser::new(Course::ALL.map(Course::name)))]
    course: String,
    #[command(flatten)]
    which: Which,
    #[command(flatten)]
    on: OnDay,
}

#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
struct Which {
    /// These routes.
    #[arg(long, value_name = "ROUTE", num_args = 1..)]
    route: Vec<String>,
    /// Every route with a stop inside the hold.
    #[arg(long)]
    affected: bool,
    /// Every route of the day that is still to be driven.
    #[arg(long)]
    all: bool,
}

#[derive(Debug, Args)]
struct Release {
    /// The hold, such as A261123-1.
    hold: String,
    /// Let these routes go, or all that are kept back, in batches; the hold itself stays as it is.
    #[arg(long, value_name = "ROUTE", num_args = 0..)]
    routes: Option<Vec<String>>,
    /// When the first batch leaves, such as 10:45; now where not given.
    #[arg(long, value_name = "TIME", value_parser = time, requires = "routes")]
    from: Option<TimeOfDay>,
    /// Routes in a batch; as the settings say where not given.
    #[arg(long, value_name = "N", requires = "routes", value_parser = clap::value_parser!(u32).range(1..=1000))]
    batch: Option<u32>,
    /// Minutes between two batches; as the settings say where not given.
    #[arg(long, value_name = "MINUTES", requires = "routes", value_parser = clap::value_parser!(u32).range(0..=1440))]
    every: Option<u32>,
    #[command(flatten)]
    on: OnDay,
}

fn time(text: &str) -> Result<TimeOfDay, &'static str> {
    TimeOfDay::parse(text).ok_or("write a time, such as 10:45")
}

pub(super) fn run(setting: &Setting, asked: &Weather) -> Result<Answer, Failure> {
    match &asked.asked {
        Asked::Import(asked) => import::run(setting, asked),
        Asked::List(asked) => list::run(setting, asked),
        Asked::Hold(asked) => hold::run(setting, asked),
        Asked::Confirm(asked) => {
            with_state(setting, &asked.on, |state, _, _| Ok(Command::ConfirmHold(named(state, &asked.hold)?)))
        }
        Asked::Decide(asked) => decide(setting, asked),
        Asked::Release(asked) => release(setting, asked),
    }
}

/// Makes a command from how things stand on the day, then carries it out or tries it.
fn with_state(
    setting: &Setting,
    on: &OnDay,
    command: impl FnOnce(&State, ServiceDay, crate::domain::time::Timestamp) -> Result<Command, Failure>,
) -> Result<Answer, Failure> {
    let mut session = setting.open_present()?;
    let now = setting.now(&session.state().settings);
    let day = on.date.unwrap_or(now.day());
    session.bring_around(day)?;
    let command = command(session.state(), day, now)?;
    changes::settle_on(setting, &mut session, day, command, now, on.dry_run)
}

/// The hold by its name, in either case.
fn named(state: &State, wanted: &str) -> Result<HoldId, Failure> {
    let known = state.holds.keys().find(|id| id.as_str().eq_ignore_ascii_case(wanted));
    known.cloned().ok_or_else(|| Refusal::NoSuchHold(HoldId::new(wanted)).into())
}

fn decide(setting: &Setting, asked: &Decide) -> Result<Answer, Failure> {
    let course =
        Course::ALL.into_iter().find(|course| course.name() == asked.course).unwrap_or(Course::Delay);
    with_state(setting, &asked.on, |state, day, now| {
        let hold = named(state, &asked.hold)?;
        let routes = match state.holds.get(&hold) {
            Some(found) if asked.which.affected => affected(state, day, found),
            _ if asked.which.all => still_to_be_driven(state, day),
            _ => asked.which.route.iter().map(RouteId::new).collect(),
        };
        let by = SmolStr::new(setting.author.as_str());
        Ok(Command::DecideRoutes { hold, day, routes, course, by, now })
    })
}

fn affected(state: &State, day: ServiceDay, hold: &Hold) -> Vec<RouteId> {
    let met = state.day(day).map(|day| crate::domain::closing::met(state, day, hold)).unwrap_or_default();
    met.into_iter().map(|met| met.route).collect()
}

fn still_to_be_driven(state: &State, day: ServiceDay) -> Vec<RouteId> {
    let routes = state.day(day).into_iter().flat_map(|day| day.routes.values());
    let open = routes.filter(|route| route.stops.iter().any(|stop| stop.progress == Progress::Waiting));
    open.map(|route| route.id.clone()).collect()
}

fn release(setting: &Setting, asked: &Release) -> Result<Answer, Failure> {
    with_state(setting, &asked.on, |state, date, now| {
        let hold = named(state, &asked.hold)?;
        let Some(wanted) = &asked.routes else { return Ok(Command::ReleaseHold { hold, at: now }) };
        let day = state.day(date).ok_or(Refusal::NoSuchDay(date))?;
        let routes: Vec<RouteId> = match state.holds.get(&hold) {
            Some(found) if wanted.is_empty() => {
                batches::kept_back(day, found).into_iter().map(|route| route.id.clone()).collect()
            }
            _ => wanted.iter().map(RouteId::new).collect(),
        };
        if let Some(unknown) = routes.iter().find(|id| !day.routes.contains_key(*id)) {
            return Err(Refusal::NoSuchRoute { day: date, route: unknown.clone() }.into());
        }
        let settings = &state.settings.weather;
        let pace = Pace {
            first: asked.from.unwrap_or_else(|| date.time_of(now).unwrap_or_default()),
            routes: asked.batch.unwrap_or(settings.batch_routes),
            every: asked.every.map_or(settings.batch_every, Seconds::from_minutes),
        };
        let batches = batches::batches(day, &routes, pace);
        let by = SmolStr::new(setting.author.as_str());
        Ok(Command::ReleaseRoutes { hold, day: date, batches, by, now })
    })
}
