//! The same door in text: arguments, a file per command, answers on stdout and troubles on stderr. Knows
//! the session and what it answers; decides nothing and keeps nothing itself.

mod answer;
mod arguments;
mod backup;
mod breakdown;
mod case;
mod changes;
mod day;
mod demo;
mod failure;
mod fleet;
mod import;
mod incident;
mod log;
mod move_stops;
mod notices;
mod open_desk;
mod patience;
mod people;
mod plans;
mod progress;
mod reassign;
mod recover;
mod recover_case;
mod repaired;
mod report;
mod request;
mod restore;
mod setting;
mod shift;
mod shot;
mod situation;
mod solve;
mod supply;
mod support;
mod table;
mod undo;
mod verify;
mod visits;
mod weather;
mod workshop;

use crate::log::{self as lines, Log};
use answer::Answer;
use arguments::{Arguments, Asked};
use clap::Parser;
use failure::Failure;
use setting::Setting;
use std::ffi::OsString;
use std::process::ExitCode;

/// Reads the arguments, does what they ask, and says how it went by the exit code: 0 done, 1 refused by
/// the rules, 2 bad input or arguments, 3 trouble.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let arguments = match Arguments::try_parse_from(arguments) {
        Ok(arguments) => arguments,
        Err(error) => {
            // Where even this cannot be written there is nobody to tell.
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    let setting = Setting::of(&arguments.global);
    let _log = Log::start();
    let asked = arguments.asked.as_ref().map_or_else(|| "Desk".to_owned(), |asked| lines::name_of(asked));
    tracing::info!(what = asked, json = setting.json, "asked");
    let done = carry_out(&setting, arguments.asked);
    if let Err(failure) = &done {
        failure.note();
    }
    done.and_then(|answer| answer.give(&setting)).unwrap_or_else(|failure| failure.tell(&setting))
}

fn carry_out(setting: &Setting, asked: Option<Asked>) -> Result<Answer, Failure> {
    match asked {
        None => open_desk::run(setting),
        Some(Asked::Demo(asked)) => demo::run(setting, &asked),
        Some(Asked::Import(asked)) => import::run(setting, &asked),
        Some(Asked::Day(asked)) => day::run(setting, &asked),
        Some(Asked::Reassign(asked)) => reassign::run(setting, &asked),
        Some(Asked::Move(asked)) => move_stops::run(setting, &asked),
        Some(Asked::Shift(asked)) => shift::run(setting, &asked),
        Some(Asked::Breakdown(asked)) => breakdown::run(setting, &asked),
        Some(Asked::Repaired(asked)) => repaired::run(setting, &asked),
        Some(Asked::Workshop(asked)) => workshop::run(setting, &asked),
        Some(Asked::Fleet(asked)) => fleet::run(setting, &asked),
        Some(Asked::Recover(asked)) => recover::run(setting, &asked),
        Some(Asked::Case(asked)) => case::run(setting, &asked),
        Some(Asked::Weather(asked)) => weather::run(setting, &asked),
        Some(Asked::Incident(asked)) => incident::run(setting, &asked),
        Some(Asked::Notices(asked)) => notices::run(setting, &asked),
        Some(Asked::Request(asked)) => request::run(setting, &asked),
        Some(Asked::Supply(asked)) => supply::run(setting, &asked),
        Some(Asked::People(asked)) => people::run(setting, &asked),
        Some(Asked::Undo(asked)) => undo::run(setting, &asked),
        Some(Asked::Log(asked)) => log::run(setting, &asked),
        Some(Asked::Backup(asked)) => backup::run(setting, &asked),
        Some(Asked::Restore(asked)) => restore::run(setting, &asked),
        Some(Asked::Verify(asked)) => verify::run(setting, &asked),
        Some(Asked::Support(asked)) => support::run(setting, &asked),
        Some(Asked::Report(asked)) => report::run(setting, &asked),
        Some(Asked::Shot(asked)) => shot::run(setting, &asked),
        Some(Asked::Solve(asked)) => solve::run(setting, &asked),
    }
}
