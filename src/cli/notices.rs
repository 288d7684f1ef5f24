//! `mainstay notices`: the outbox listed, shown and sent; channels set and tried; retailers ticked as told; call lists out and back in.

mod calls;
mod list;
mod send;
mod set;
mod test;
mod told;

use super::answer::Answer;
use super::failure::Failure;
use super::setting::Setting;
use clap::{Args, Subcommand};

#[derive(Debug, Args)]
pub(super) struct Notices {
    #[command(subcommand)]
    asked: Option<Asked>,
}

#[derive(Debug, Subcommand)]
enum Asked {
    /// List notices, the newest first: to whom, and where they stand on each channel.
    List(list::List),
    /// Show a notice as it goes out, and each retailer with what it is told.
    Show(list::Show),
    /// Send what is due. For a scheduler: each run sends what it can and ends.
    Send(send::Send),
    /// Tick retailers as told.
    Told(told::Tick),
    /// Write a list of the retailers that are still to be told.
    Calls(calls::Calls),
    /// Read a call list that has come back, and tick whom it says was told.
    Import(told::Returned),
    /// Set the channels: folder, mail, robots of groups, addresses.
    Set(set::Set),
    /// Send a test message by each channel, and say what came of it.
    Test(test::Test),
}

pub(super) fn run(setting: &Setting, asked: &Notices) -> Result<Answer, Failure> {
    match &asked.asked {
        None => list::run(setting, &list::List::default()),
        Some(Asked::List(asked)) => list::run(setting, asked),
        Some(Asked::Show(asked)) => list::show(setting, asked),
        Some(Asked::Send(asked)) => send::run(setting, asked),
        Some(Asked::Told(asked)) => told::tick(setting, asked),
        Some(Asked::Calls(asked)) => calls::run(setting, asked),
        Some(Asked::Import(asked)) => told::returned(setting, asked),
        Some(Asked::Set(asked)) => set::run(setting, asked),
        Some(Asked::Test(asked)) => test::run(setting, asked),
    }
}
