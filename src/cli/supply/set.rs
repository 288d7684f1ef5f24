//! `mainstay supply set`: what the centre has agreed on about supply.

use crate::cli::answer::Answer;
use crate::cli::failure::Failure;
use crate::cli::setting::Setting;
use crate::domain::Command;
use crate::domain::settings::{Settings, SupplySettings};
use crate::domain::time::Timestamp;
use crate::domain::units::{Cartons, Seconds};
use crate::session::Session;
use crate::words::Tell;
use clap::Args;
use clap::value_parser;
use serde_json::json;

#[derive(Debug, Args)]
#[group(required = true, multiple = true)]
pub(super) struct Set {
    /// Below so many days of cover a brand is yellow.
    #[arg(long, value_name = "DAYS", value_parser = value_parser!(u32).range(0..=90))]
    yellow: Option<u32>,
    /// Below so many it is orange.
    #[arg(long, value_name = "DAYS", value_parser = value_parser!(u32).range(0..=90))]
    orange: Option<u32>,
    /// Below so many it is red.
    #[arg(long, value_name = "DAYS", value_parser = value_parser!(u32).range(0..=90))]
    red: Option<u32>,
    /// A brand that lasts longer, and is sold on fewer than half of the days, does not sell.
    #[arg(long, value_name = "DAYS", value_parser = value_parser!(u32).range(0..=365))]
    slow: Option<u32>,
    /// A department grants so many cartons; more are for the marketing centre.
    #[arg(long, value_name = "CARTONS", value_parser = value_parser!(u32).range(0..=100_000))]
    limit: Option<u32>,
    /// More cartons than this in one order or request cannot be meant.
    #[arg(long, value_name = "CARTONS", value_parser = value_parser!(u32).range(1..=100_000))]
    most: Option<u32>,
    /// Goods that are asked for out of turn are ready to be loaded after so many minutes.
    #[arg(long, value_name = "MINUTES", value_parser = value_parser!(u32).range(0..=600))]
    picking: Option<u32>,
}

pub(super) fn run(
    setting: &Setting,
    session: &mut Session,
    asked: &Set,
    now: Timestamp,
) -> Result<Answer, Failure> {
    let mut settings = Settings::clone(&session.state().settings);
    change(asked, &mut settings.supply);
    let hand = setting.hand(session)?;
    let receipt = session.submit(Command::PutSettings(Box::new(settings)), hand, now)?;
    let words = &setting.words;
    let summary = match receipt.change {
        Some(change) => words.tell(&change.deed.message()),
        None => words.say("cli-nothing-to-change"),
    };
    let supply = &session.state().settings.supply;
    let json = json!({
        "revision": receipt.revision.0,
        "summary": summary,
        "yellow_below": supply.yellow_below,
        "orange_below": supply.orange_below,
        "red_below": supply.red_below,
        "slow_over": supply.slow_over,
        "request_limit": supply.request_limit.0,
        "most_cartons": supply.most_cartons.0,
        "picking_minutes": supply.picking.0 / 60,
    });
    Ok(Answer::new(format!("{summary}\n"), json))
}

fn change(asked: &Set, supply: &mut SupplySettings) {
    let put = |asked: Option<u32>, into: &mut u32| *into = asked.unwrap_or(*into);
    put(asked.yellow, &mut supply.yellow_below);
    put(asked.orange, &mut supply.orange_below);
    put(asked.red, &mut supply.red_below);
    put(asked.slow, &mut supply.slow_over);
    supply.request_limit = asked.limit.map_or(supply.request_limit, Cartons);
    supply.most_cartons = asked.most.map_or(supply.most_cartons, Cartons);
    supply.picking = asked.picking.map_or(supply.picking, Seconds::from_minutes);
}
