//! `mainstay case -o FILE`: saves the situation as a recovery case.

use super::answer::Answer;
use super::arguments::service_day;
use super::failure::Failure;
use super::setting::Setting;
use super::situation::Situation;
use crate::domain::time::ServiceDay;
use crate::exchange::case::native;
use crate::exchange::report::whole_file::WholeFile;
use crate::words::{Arg, Tell, grouped};
use clap::Args;
use serde_json::json;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(super) struct Case {
    /// The service day; today where not given.
    #[arg(long, value_name = "DAY", value_parser = service_day)]
    date: Option<ServiceDay>,
    /// The file to write.
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
}

pub(super) fn run(setting: &Setting, asked: &Case) -> Result<Answer, Failure> {
    let Situation { session, day, now } = Situation::open(setting, asked.date)?;
    let text = native::write(session.state(), day, now, session.revision());
    WholeFile::write(&asked.output, text.as_bytes())
        .map_err(|trouble| Failure::Trouble(trouble.message()))?;
    let routes = session.state().day(day).map(|day| day.routes.clone()).unwrap_or_default();
    let stops: usize = routes.values().map(|route| route.stops.len()).sum();
    let said = setting.words.fill(
        "cli-case-saved",
        &[
            ("path", Arg::shown(asked.output.display())),
            ("routes", routes.len().into()),
            ("stops", grouped(stops as u64).into()),
        ],
    );
    let json = json!({
        "file": asked.output.to_string_lossy(),
        "date": day.to_string(),
        "now": now.to_string(),
        "revision": session.revision().0,
        "routes": routes.len(),
        "stops": stops,
    });
    Ok(Answer::new(format!("{said}\n"), json))
}
