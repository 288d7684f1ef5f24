//! `mainstay reassign ROUTE --to PLATE`.

use super::answer::Answer;
use super::changes::{self, OnDay};
use super::failure::Failure;
use super::setting::{self, Setting};
use crate::domain::Command;
use crate::domain::ids::RouteId;
use clap::Args;

#[derive(Debug, Args)]
pub(super) struct Reassign {
    /// The route to give away.
    route: String,
    /// The vehicle that is to drive it, by its plate.
    #[arg(long, value_name = "PLATE")]
    to: String,
    #[command(flatten)]
    on: OnDay,
}

pub(super) fn run(setting: &Setting, asked: &Reassign) -> Result<Answer, Failure> {
    changes::carry_out(setting, &asked.on, |state, day, base| Command::Reassign {
        day,
        route: RouteId::new(&asked.route),
        to: setting::plate(state, &asked.to),
        base,
    })
}
