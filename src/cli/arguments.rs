//! What can be typed. Each command's own arguments stand with the command.

use super::{
    breakdown, case, day, demo, import, incident, log, move_stops, notices, reassign, recover, repaired,
    report, shift, shot, solve, undo, weather,
};
use crate::domain::time::{ServiceDay, Timestamp};
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// The dispatch desk that keeps a distribution centre delivering when something breaks.
///
/// Without a command the desk opens. Answers go to stdout, troubles to stderr. Exit codes: 0 done, 1
/// refused by the rules, 2 bad input or arguments, 3 trouble with the disk or the database.
#[derive(Debug, Parser)]
#[command(name = "mainstay", version)]
pub(super) struct Arguments {
    #[command(flatten)]
    pub(super) global: Global,
    #[command(subcommand)]
    pub(super) asked: Option<Asked>,
}

#[derive(Debug, Args)]
pub(super) struct Global {
    /// The database; in the user's data directory where not given.
    #[arg(long, global = true, value_name = "FILE", env = "MAINSTAY_DB")]
    pub(super) db: Option<PathBuf>,
    /// The language of answers; else that of the system.
    #[arg(long, global = true, value_name = "LANGUAGE")]
    pub(super) lang: Option<Tongue>,
    /// Act as if it were this moment, such as 2026-11-23T10:20.
    #[arg(long, global = true, value_name = "MOMENT", value_parser = moment)]
    pub(super) now: Option<Timestamp>,
    /// Who acts: the name the log keeps. Where people have been entered, their PIN is read from `MAINSTAY_PIN`, or asked for
    /// at the terminal.
    #[arg(long = "as", global = true, value_name = "NAME")]
    pub(super) author: Option<String>,
    /// Who signs beside that, where it takes more than they may: a supervisor for what is put off.
    #[arg(long, global = true, value_name = "NAME")]
    pub(super) signed_by: Option<String>,
    /// Answer in JSON, for programs.
    #[arg(long, global = true)]
    pub(super) json: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Tongue {
    En,
    #[value(name = "zh-CN", aliases = ["zh-cn", "zh"])]
    ZhCn,
}

#[derive(Debug, Subcommand)]
pub(super) enum Asked {
    /// Make a sample city once, in a database of its own, and open the desk on it.
    Demo(demo::Demo),
    /// Read files of retailers, vehicles, plans, progress or travel times.
    Import(import::Import),
    /// Show a service day: routes, progress, expected arrivals, breaches.
    Day(day::DayOf),
    /// Give a route to another vehicle.
    Reassign(reassign::Reassign),
    /// Move stops to another route or position.
    Move(move_stops::Move),
    /// Shift delivery windows.
    Shift(shift::ShiftWindows),
    /// Record that a vehicle can't go on.
    Breakdown(breakdown::Breakdown),
    /// Record that a vehicle can go on again.
    Repaired(repaired::Repaired),
    /// Record that a vehicle goes to the workshop by plan, or is back from there.
    Workshop(super::workshop::Workshop),
    /// Show what each vehicle is doing.
    Fleet(super::fleet::Fleet),
    /// Rank plans for a day in which something has broken; carry one out.
    Recover(recover::Recover),
    /// Save the situation as one document, to send it or to plan it elsewhere.
    Case(case::Case),
    /// Weather: alerts in; holds put, listed, confirmed, decided and released.
    Weather(weather::Weather),
    /// Incidents: opened, dealt with step by step, commanded, closed.
    Incident(incident::Incident),
    /// Notices: the outbox, sending it, and retailers ticked as told.
    Notices(notices::Notices),
    /// Requests out of turn: opened, decided, delivered, answered.
    Request(super::request::Request),
    /// Supply: cover by brand, shipments, measures, and the archive of enterprises.
    Supply(super::supply::Supply),
    /// People: who signs in, and what each may do.
    People(super::people::People),
    /// Take back the newest change.
    Undo(undo::Undo),
    /// List what was changed, when and by whom.
    Log(log::Log),
    /// Copy the database to a file, while others work on it; the copy is tried before it counts.
    Backup(super::backup::Backup),
    /// Put a backup in the place of the database, once it has been tried; what was there is set aside.
    Restore(super::restore::Restore),
    /// Check the database, or a backup: the file, the chain of entries, the tables.
    Verify(super::verify::Verify),
    /// Write what somebody who is to help needs to know, as a text to read before it is sent.
    Support(super::support::Support),
    /// Write a report.
    Report(report::Report),
    /// Draw a view into a picture, with no display.
    Shot(shot::Shot),
    /// Solve a public routing instance, to measure the planning engine.
    Solve(solve::Solve),
}

pub(super) fn moment(text: &str) -> Result<Timestamp, &'static str> {
    Timestamp::parse(text).ok_or("write a day and a time, such as 2026-11-23T10:20")
}

pub(super) fn service_day(text: &str) -> Result<ServiceDay, &'static str> {
    ServiceDay::parse(text).ok_or("write a day, such as 2026-11-23")
}
