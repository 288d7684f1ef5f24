//! `mainstay report delays|breakdowns|incidents|supervision|notices [--from D] [--to D] -o FILE`.

mod accounts;
mod orders;

use super::answer::Answer;
use super::arguments::service_day;
use super::failure::Failure;
use super::progress::Progress;
use super::setting::Setting;
use crate::domain::ids::DepartmentCode;
use crate::domain::refusal::Refusal;
use crate::domain::time::{Hours, ServiceDay};
use crate::exchange::report::delays::totals::Grouping;
use crate::exchange::report::delays::{Listed, Scope};
use crate::exchange::report::{Format, NotReported};
use crate::session::report::Subject;
use crate::words::{Arg, Message, Tell, grouped};
use clap::{Args, Subcommand};
use serde_json::json;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(super) struct Report {
    #[command(subcommand)]
    of: Of,
}

#[derive(Debug, Subcommand)]
enum Of {
    /// Every stop due in a period with what came of it, and the totals.
    Delays(Delays),
    /// Every breakdown of a period with what it cost, and how reliable the vehicles are.
    Breakdowns(accounts::Breakdowns),
    /// Every incident opened in a period with what became of it.
    Incidents(accounts::Account),
    /// How the emergency plan was carried out, step by step.
    Supervision(accounts::Account),
    /// Every retailer that had to be told of something, and whether it was.
    Notices(accounts::Account),
    /// Reports made again and again without anybody asking.
    Orders(orders::Orders),
}

#[derive(Debug, Args)]
struct Delays {
    /// First service day; today where not given.
    #[arg(long, value_name = "DAY", value_parser = service_day)]
    from: Option<ServiceDay>,
    /// Last service day; today where not given.
    #[arg(long, value_name = "DAY", value_parser = service_day)]
    to: Option<ServiceDay>,
    /// Only retailers of this department.
    #[arg(long, value_name = "DEPARTMENT")]
    department: Option<String>,
    /// Only stops planned to be reached in these hours of the day, for a shift: 06:00-14:00.
    #[arg(long, value_name = "HH:MM-HH:MM", value_parser = hours)]
    hours: Option<Hours>,
    /// List only stops that were late, failed or put off; the totals count all.
    #[arg(long)]
    only_late: bool,
    /// The file to write; .xlsx, .csv, .pdf, .html or .json.
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
}

pub(super) fn run(setting: &Setting, asked: &Report) -> Result<Answer, Failure> {
    match &asked.of {
        Of::Delays(asked) => delays(setting, asked),
        Of::Breakdowns(asked) => accounts::breakdowns(setting, asked),
        Of::Incidents(asked) => accounts::account(setting, Subject::Incidents, asked),
        Of::Supervision(asked) => accounts::account(setting, Subject::Supervision, asked),
        Of::Orders(asked) => orders::run(setting, asked),
        Of::Notices(asked) => accounts::account(setting, Subject::Notices, asked),
    }
}

/// From the first time up to, not including, the second; over midnight where it is the earlier one.
fn hours(text: &str) -> Result<Hours, &'static str> {
    Hours::parse(text.trim()).ok_or("write two different times of day, such as 06:00-14:00")
}

fn delays(setting: &Setting, asked: &Delays) -> Result<Answer, Failure> {
    let path = &asked.output;
    let Some(format) = Format::of(path) else {
        return Err(Failure::Bad(Message::new("cli-report-format").with("path", Arg::shown(path.display()))));
    };
    let session = setting.open_present()?;
    let now = setting.now(&session.state().settings);
    let department = asked.department.as_ref().map(DepartmentCode::new);
    if let Some(code) =
        department.as_ref().filter(|&code| !session.state().network.departments.contains_key(code))
    {
        return Err(Refusal::NoSuchDepartment(code.clone()).into());
    }
    let from = asked.from.unwrap_or_else(|| asked.to.unwrap_or(now.day()));
    let scope = Scope {
        from,
        to: asked.to.unwrap_or_else(|| from.max(now.day())),
        listed: if asked.only_late { Listed::OnlyLate } else { Listed::EveryStop },
        department,
        hours: asked.hours,
    };
    let words = &setting.words;
    let mut progress = Progress::of(words, Message::new("cli-reporting"));
    let (saved, totals) = session
        .report_delays(&scope, now, words, (path, format), &mut progress)
        .map_err(|not_reported| failure(&not_reported))?;
    drop(progress);
    let (days, due) = (totals.groups(Grouping::Day).len(), totals.all.stops_due());
    let text = words.fill(
        "cli-reported",
        &[
            ("path", Arg::shown(saved.path.display())),
            ("days", days.into()),
            ("due", grouped(due).into()),
            ("listed", grouped(saved.listed).into()),
        ],
    );
    let json = json!({
        "file": saved.path.to_string_lossy(),
        "from": scope.from.to_string(),
        "to": scope.to.to_string(),
        "days": days,
        "due": due,
        "listed": saved.listed,
    });
    Ok(Answer::new(format!("{text}\n"), json))
}

fn failure<E: Tell>(not_reported: &NotReported<E>) -> Failure {
    let message = not_reported.message();
    match not_reported {
        NotReported::Backwards { .. } => Failure::Bad(message),
        _ => Failure::Trouble(message),
    }
}
