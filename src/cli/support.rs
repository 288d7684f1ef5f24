//! `mainstay support -o FILE`: what somebody who is to help needs to know, as a text to read before it is sent.

use super::answer::Answer;
use super::arguments::service_day;
use super::failure::Failure;
use super::progress::Progress;
use super::setting::Setting;
use crate::domain::time::ServiceDay;
use crate::exchange::report::whole_file::WholeFile;
use crate::log;
use crate::session::support::{Asked, MOST_LOG};
use crate::words::{Arg, Message, Tell};
use clap::Args;
use serde_json::json;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(super) struct Support {
    /// The file to write: plain text, in the language of answers.
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// Put the situation of a day in, as a recovery case: without telephone numbers, addresses and names.
    #[arg(long)]
    situation: bool,
    /// Leave the names of shops and departments in the situation.
    #[arg(long, requires = "situation")]
    names: bool,
    /// The day of the situation; today where not given.
    #[arg(long, value_name = "DAY", value_parser = service_day, requires = "situation")]
    date: Option<ServiceDay>,
}

pub(super) fn run(setting: &Setting, asked: &Support) -> Result<Answer, Failure> {
    let mut session = setting.open_present()?;
    let now = setting.now(&session.state().settings);
    log::flush();
    let recent = log::folder().map(|folder| log::recent(&folder, MOST_LOG)).unwrap_or_default();
    let situation = asked.situation.then(|| asked.date.unwrap_or(now.day()));
    let mut progress = Progress::of(&setting.words, Message::new("cli-verifying"));
    let text = session.support_file(
        &Asked { log: recent, situation, names: asked.names },
        now,
        &setting.words,
        &mut progress,
    )?;
    drop(progress);
    WholeFile::write(&asked.output, text.as_bytes())
        .map_err(|trouble| Failure::Trouble(trouble.message()))?;
    let said = setting.words.fill("cli-support-saved", &[("path", Arg::shown(asked.output.display()))]);
    let json = json!({ "file": asked.output.to_string_lossy(), "bytes": text.len() });
    Ok(Answer::new(format!("{said}\n"), json))
}
