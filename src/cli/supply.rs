//! `mainstay supply`: what is left of each brand and for how long, shipments, measures, and the archive of enterprises
//! with the log of daily communication.

mod archive;
mod cover;
mod inbound;
mod measures;
mod set;

use super::answer::Answer;
use super::changes;
use super::failure::Failure;
use super::incident::opened;
use super::setting::Setting;
use crate::domain::Command;
use crate::domain::emergency::Signed;
use crate::domain::supply::asking::SupplyCommand;
use crate::domain::time::Timestamp;
use crate::session::Session;
use clap::{Args, Subcommand};
use smol_str::SmolStr;

#[derive(Debug, Args)]
pub(super) struct Supply {
    #[command(subcommand)]
    asked: Asked,
}

#[derive(Debug, Subcommand)]
enum Asked {
    /// What needs somebody: brands that run short or do not sell, and shipments with something wrong.
    List,
    /// How long each brand lasts.
    Cover(cover::Cover),
    /// What can stand in for a brand, and whose orders are touched.
    Substitutes(cover::Substitutes),
    /// Shipments: listed, arrived, cancelled.
    Inbound(inbound::Inbound),
    /// Measures against shortages: listed, chosen, done, retailers told.
    Measures(measures::Measures),
    /// Enterprises and their people: searched, exported.
    Archive(archive::Archive),
    /// The log of daily communication: listed, added to, come back to.
    Log(archive::Log),
    /// Set what the centre has agreed on: warnings, limits, how long picking takes.
    Set(set::Set),
}

pub(super) fn run(setting: &Setting, asked: &Supply) -> Result<Answer, Failure> {
    let (mut session, now) = opened(setting)?;
    match &asked.asked {
        Asked::List => Ok(cover::list(setting, session.state(), now)),
        Asked::Cover(asked) => cover::run(setting, session.state(), asked, now),
        Asked::Substitutes(asked) => cover::substitutes(setting, session.state(), asked, now),
        Asked::Inbound(asked) => inbound::run(setting, &mut session, asked, now),
        Asked::Measures(asked) => measures::run(setting, &mut session, asked, now),
        Asked::Archive(asked) => archive::run(setting, session.state(), asked),
        Asked::Log(asked) => archive::log(setting, &mut session, asked, now),
        Asked::Set(asked) => set::run(setting, &mut session, asked, now),
    }
}

fn signed(setting: &Setting, now: Timestamp) -> Signed {
    Signed { at: now, by: SmolStr::new(setting.author.as_str()) }
}

fn settle(
    setting: &Setting,
    session: &mut Session,
    command: SupplyCommand,
    now: Timestamp,
) -> Result<Answer, Failure> {
    changes::settle(setting, session, Command::Supply(Box::new(command)), now, false)
}
