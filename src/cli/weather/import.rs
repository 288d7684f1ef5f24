//! `mainstay weather import FILE…`: alerts in, and what came of each.

use crate::cli::answer::Answer;
use crate::cli::failure::Failure;
use crate::cli::setting::Setting;
use crate::cli::table::Table;
use crate::domain::Command;
use crate::domain::alert::Alert;
use crate::domain::decide::alerts::{self, Taken};
use crate::domain::ids::HoldId;
use crate::exchange::alert::{self, AlertFault};
use crate::words::{Message, Tell, Words};
use clap::Args;
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(super) struct Import {
    /// The alert files.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Say what would come of them, and keep nothing.
    #[arg(long)]
    dry_run: bool,
}

/// What one file gave: an alert, or why there is none.
enum Given<'f> {
    Alert(&'f Path),
    Fault(&'f Path, AlertFault),
}

pub(super) fn run(setting: &Setting, asked: &Import) -> Result<Answer, Failure> {
    let mut session = if asked.dry_run && !setting.database()?.exists() {
        crate::session::Session::in_memory()?
    } else {
        setting.open_or_make()?
    };
    let now = setting.now(&session.state().settings);
    let offset = session.state().settings.weather.utc_offset_minutes;
    let mut given = Vec::new();
    let mut alerts: Vec<Alert> = Vec::new();
    for file in &asked.files {
        let reading = alert::read_file(file, offset);
        given.extend(reading.alerts.iter().map(|_| Given::Alert(file)));
        alerts.extend(reading.alerts);
        given.extend(reading.faults.into_iter().map(|fault| Given::Fault(file, fault)));
    }
    // What is told is told of the state the command will find: another process may have written meanwhile.
    session.refresh()?;
    let (taken, operations) = alerts::take(session.state(), alerts.clone(), now);
    if !asked.dry_run && !operations.is_empty() {
        let hand = setting.hand(&mut session)?;
        session.submit(Command::TakeAlerts { alerts, now }, hand, now)?;
    }
    let nothing_usable = taken.is_empty();
    let mut answer = answer(&setting.words, given, taken);
    if asked.dry_run {
        answer.text.push_str(&setting.words.say("cli-dry-run"));
        answer.text.push('\n');
    }
    answer.json["revision"] = session.revision().0.into();
    answer.json["dry_run"] = asked.dry_run.into();
    Ok(answer.exiting(if nothing_usable { 2 } else { 0 }))
}

fn answer(words: &Words, given: Vec<Given<'_>>, taken: Vec<Taken>) -> Answer {
    let heads = ["cli-head-file", "cli-head-alert", "cli-head-outcome", "cli-head-holds"];
    let mut table = Table::with_heads(heads.map(|head| words.say(head)));
    let mut rows: Vec<Value> = Vec::new();
    let mut more = String::new();
    let mut taken = taken.into_iter();
    for given in given {
        match given {
            Given::Alert(file) => {
                let Some(taken) = taken.next() else { continue };
                let why = words.tell(&taken.outcome.message());
                let (sender, identifier) = taken.key.as_str().split_once(',').unwrap_or_default();
                let holds: Vec<&str> = taken.holds.iter().map(HoldId::as_str).collect();
                let name = file.file_name().unwrap_or(file.as_os_str()).to_string_lossy();
                table.row([name.into_owned(), identifier.to_owned(), why.clone(), holds.join(" ")]);
                if let Some(stays) = stays(&taken) {
                    let _ = writeln!(more, "{identifier}: {}", words.tell(&stays));
                }
                rows.push(json!({
                    "file": file.display().to_string(),
                    "sender": sender,
                    "identifier": identifier,
                    "outcome": taken.outcome.name(),
                    "why": why,
                    "holds": holds,
                    "stays": taken.stays.iter().map(|(day, route, course)| json!({
                        "day": day.to_string(), "route": route.as_str(), "course": course.name(),
                    })).collect::<Vec<_>>(),
                }));
            }
            Given::Fault(file, fault) => {
                let why = words.tell(&fault.message());
                let _ = writeln!(more, "{why}");
                rows.push(json!({
                    "file": file.display().to_string(),
                    "sender": null,
                    "identifier": null,
                    "outcome": "refused",
                    "why": why,
                    "holds": [],
                    "stays": [],
                }));
            }
        }
    }
    let mut text =
        if rows.iter().any(|row| !row["identifier"].is_null()) { table.text() } else { String::new() };
    text.push_str(&more);
    Answer::new(text, json!({ "alerts": rows }))
}

/// What was decided under its holds and stays so.
fn stays(taken: &Taken) -> Option<Message> {
    (!taken.stays.is_empty()).then(|| Message::new("outcome-stays").with("n", taken.stays.len()))
}
