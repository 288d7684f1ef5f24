//! `mainstay workshop PLATE [--work WORD] [--until MOMENT] | --back`.

use super::answer::Answer;
use super::arguments::moment;
use super::changes;
use super::failure::Failure;
use super::setting::{self, Setting};
use crate::domain::Command;
use crate::domain::fleet::stay::Work;
use crate::domain::time::Timestamp;
use clap::Args;
use clap::builder::PossibleValuesParser;

#[derive(Debug, Args)]
pub(super) struct Workshop {
    /// The vehicle, by its plate.
    plate: String,
    /// What is done to it.
    #[arg(long, value_name = "WORD", default_value = "service", value_parser = PossibleValuesParser::new(Work::ALL.map(Work::name)))]
    work: String,
    /// When it is expected back.
    #[arg(long, value_name = "MOMENT", value_parser = moment)]
    until: Option<Timestamp>,
    /// It is back.
    #[arg(long, conflicts_with = "until")]
    back: bool,
    /// Since when; now where not given.
    #[arg(long, value_name = "MOMENT", value_parser = moment)]
    at: Option<Timestamp>,
    /// Say what would come of it, and keep nothing.
    #[arg(long)]
    dry_run: bool,
}

pub(super) fn run(setting: &Setting, asked: &Workshop) -> Result<Answer, Failure> {
    let mut session = setting.open_present()?;
    let now = setting.now(&session.state().settings);
    let plate = setting::plate(session.state(), &asked.plate);
    let at = asked.at.unwrap_or(now);
    let command = if asked.back {
        Command::BringBack { plate, at }
    } else {
        let work = Work::parse(&asked.work).unwrap_or(Work::Other);
        Command::SendToWorkshop { plate, work, at, expected: asked.until }
    };
    changes::settle(setting, &mut session, command, now, asked.dry_run)
}
