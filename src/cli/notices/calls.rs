//! `mainstay notices calls -o FILE.csv`.

use crate::cli::answer::Answer;
use crate::cli::arguments::service_day;
use crate::cli::failure::Failure;
use crate::cli::setting::Setting;
use crate::domain::refusal::Refusal;
use crate::domain::time::ServiceDay;
use crate::exchange::report::whole_file::WholeFile;
use crate::notify::call_list;
use crate::words::{Arg, Tell};
use clap::Args;
use serde_json::json;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(super) struct Calls {
    /// The file to write.
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
    /// The service day; today where not given.
    #[arg(long, value_name = "DAY", value_parser = service_day)]
    date: Option<ServiceDay>,
}

pub(super) fn run(setting: &Setting, asked: &Calls) -> Result<Answer, Failure> {
    let mut session = setting.open_present()?;
    let now = setting.now(&session.state().settings);
    let day = asked.date.unwrap_or(now.day());
    let planned = session.bring(day)?.ok_or(Refusal::NoSuchDay(day))?;
    let ledger = session.ledger(day, now)?;
    let calls = session.calls(&planned, ledger.iter().filter(|entry| entry.standing.is_to_tell()));
    let language = setting.words.language();
    let bytes = call_list::table(language, calls.iter().map(|(id, call)| (id.as_str(), call)));
    WholeFile::write(&asked.output, &bytes).map_err(|trouble| Failure::Trouble(trouble.message()))?;
    let path = Arg::shown(asked.output.display());
    let text = setting.words.fill("notices-calls", &[("path", path), ("n", calls.len().into())]);
    let json = json!({ "file": asked.output.to_string_lossy(), "retailers": calls.len() });
    Ok(Answer::new(format!("{text}\n"), json))
}
