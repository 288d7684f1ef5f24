//! `mainstay breakdown PLATE [--where LAT,LON] [--cause WORD] [--repair-minutes N]`.

use super::answer::Answer;
use super::changes::{self, OnDay};
use super::failure::Failure;
use super::patience::time_of_day;
use super::setting::{self, Setting};
use crate::domain::Command;
use crate::domain::command::BreakdownReport;
use crate::domain::ids::BreakdownId;
use crate::domain::incident::{Fault, open_breakdown};
use crate::domain::operation::Operation;
use crate::domain::place::Place;
use crate::domain::time::{TimeOfDay, Timestamp};
use crate::domain::units::Seconds;
use crate::domain::{State, weigh};
use crate::exchange::intake::spoken_fault;
use crate::words::Message;
use clap::Args;

#[derive(Debug, Args)]
pub(super) struct Breakdown {
    /// The vehicle that can't go on, by its plate.
    plate: String,
    /// Where it stands, in degrees north and east (WGS-84), such as 32.62,110.79; at its last stop where not
    /// given.
    #[arg(long = "where", value_name = "LAT,LON", allow_hyphen_values = true, value_parser = place)]
    place: Option<Place>,
    /// What failed, such as clutch or 离合器.
    #[arg(long, value_name = "WORD")]
    cause: Option<String>,
    /// How long the repair is expected to take, as far as anybody knows.
    #[arg(long, value_name = "MINUTES", value_parser = clap::value_parser!(u32).range(0..=527_040))]
    repair_minutes: Option<u32>,
    /// When it broke down; now where not given.
    #[arg(long, value_name = "HH:MM", value_parser = time_of_day)]
    at: Option<TimeOfDay>,
    #[command(flatten)]
    on: OnDay,
}

fn place(text: &str) -> Result<Place, &'static str> {
    let degrees = text
        .split_once(',')
        .and_then(|(lat, lon)| Place::from_degrees(lat.trim().parse().ok()?, lon.trim().parse().ok()?));
    degrees.ok_or("write degrees north and east, such as 32.62,110.79")
}

pub(super) fn run(setting: &Setting, asked: &Breakdown) -> Result<Answer, Failure> {
    let fault = fault(asked.cause.as_deref())?;
    let mut session = setting.open_present()?;
    let now = setting.now(&session.state().settings);
    let plate = setting::plate(session.state(), &asked.plate);
    let report = BreakdownReport {
        plate: plate.clone(),
        at: moment(now, &asked.on, asked.at),
        place: asked.place,
        fault,
        estimate: asked.repair_minutes.map(Seconds::from_minutes),
    };
    let command = Command::ReportBreakdown(report);
    session.bring(now.day())?;
    let would_be = asked.on.dry_run.then(|| recorded(session.state(), &command)).flatten();
    let mut answer = changes::settle(setting, &mut session, command, now, asked.on.dry_run)?;
    let recorded = open_breakdown(&session.state().breakdowns, &plate).map(|open| open.id.clone());
    let incident = would_be.or(recorded).map(|id| id.to_string()).unwrap_or_default();
    answer.json["incident"] = incident.as_str().into();
    answer.text.push_str(&setting.words.fill("cli-incident", &[("incident", incident.as_str().into())]));
    answer.text.push('\n');
    Ok(answer)
}

/// The moment a thing happened on the day asked about; now where nothing else was said.
pub(super) fn moment(now: Timestamp, on: &OnDay, at: Option<TimeOfDay>) -> Timestamp {
    match (on.date, at) {
        (None, None) => now,
        (day, at) => Timestamp::of(day.unwrap_or(now.day()), at.unwrap_or(now.time())),
    }
}

fn fault(word: Option<&str>) -> Result<Fault, Failure> {
    let Some(word) = word else { return Ok(Fault::Other) };
    spoken_fault(word).ok_or_else(|| {
        let known = Fault::ALL.map(Fault::name).join(", ");
        Failure::Bad(Message::new("cli-no-such-cause").with("found", word).with("known", known))
    })
}

/// The incident the command would open.
fn recorded(state: &State, command: &Command) -> Option<BreakdownId> {
    let operations = weigh(state, command.clone()).ok()?;
    operations.iter().find_map(|operation| match operation {
        Operation::BreakdownsChanged(changes) => Some(changes.first()?.after.as_ref()?.id.clone()),
        _ => None,
    })
}
