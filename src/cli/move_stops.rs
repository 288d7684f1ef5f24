//! `mainstay move RETAILER… --to ROUTE [--at N]`.

use super::answer::Answer;
use super::changes::{self, OnDay};
use super::failure::Failure;
use super::setting::Setting;
use crate::domain::Command;
use crate::domain::ids::{RetailerCode, RouteId};
use clap::Args;

#[derive(Debug, Args)]
pub(super) struct Move {
    /// Codes of the retailers, in the order they are to be served.
    #[arg(required = true, value_name = "RETAILER")]
    retailers: Vec<String>,
    /// The route that is to serve them.
    #[arg(long, value_name = "ROUTE")]
    to: String,
    /// Before the stop that is now the route's Nth, counted from 1; at the end where not given.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    at: Option<u32>,
    #[command(flatten)]
    on: OnDay,
}

pub(super) fn run(setting: &Setting, asked: &Move) -> Result<Answer, Failure> {
    changes::carry_out(setting, &asked.on, |_, day, base| Command::MoveStops {
        day,
        stops: asked.retailers.iter().map(RetailerCode::new).collect(),
        to: RouteId::new(&asked.to),
        at: asked.at.map(|at| at as usize - 1),
        base,
    })
}
