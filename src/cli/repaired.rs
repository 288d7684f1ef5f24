//! `mainstay repaired PLATE`.

use super::answer::Answer;
use super::breakdown::moment;
use super::changes::{self, OnDay};
use super::failure::Failure;
use super::patience::time_of_day;
use super::setting::{self, Setting};
use crate::domain::Command;
use crate::domain::incident::open_breakdown;
use crate::domain::time::TimeOfDay;
use clap::Args;

#[derive(Debug, Args)]
pub(super) struct Repaired {
    /// The vehicle that can go on, by its plate.
    plate: String,
    /// Since when; now where not given.
    #[arg(long, value_name = "HH:MM", value_parser = time_of_day)]
    at: Option<TimeOfDay>,
    #[command(flatten)]
    on: OnDay,
}

pub(super) fn run(setting: &Setting, asked: &Repaired) -> Result<Answer, Failure> {
    let mut session = setting.open_present()?;
    let now = setting.now(&session.state().settings);
    let plate = setting::plate(session.state(), &asked.plate);
    let open = open_breakdown(&session.state().breakdowns, &plate).map(|open| open.id.to_string());
    let command = Command::ReportRepair { plate, at: moment(now, &asked.on, asked.at) };
    let mut answer = changes::settle(setting, &mut session, command, now, asked.on.dry_run)?;
    answer.json["incident"] = open.into();
    Ok(answer)
}
