//! `mainstay report breakdowns|incidents|supervision|notices`.

use super::super::answer::Answer;
use super::super::arguments::service_day;
use super::super::failure::Failure;
use super::super::progress::Progress;
use super::super::setting::Setting;
use super::{failure, hours};
use crate::domain::emergency::Kind;
use crate::domain::fleet::review::{Filter, Period};
use crate::domain::ids::{DepartmentCode, Plate};
use crate::domain::incident::Fault;
use crate::domain::refusal::Refusal;
use crate::domain::state::State;
use crate::domain::time::{Hours, ServiceDay};
use crate::exchange::report::Format;
use crate::exchange::report::head::Span;
use crate::session::Session;
use crate::session::report::Subject;
use crate::words::{Arg, Message};
use clap::Args;
use clap::builder::PossibleValuesParser;
use serde_json::json;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(super) struct Account {
    /// First day; today where not given.
    #[arg(long, value_name = "DAY", value_parser = service_day)]
    from: Option<ServiceDay>,
    /// Last day; today where not given.
    #[arg(long, value_name = "DAY", value_parser = service_day)]
    to: Option<ServiceDay>,
    /// Only what happened in these hours of the day, for a shift: 06:00-14:00.
    #[arg(long, value_name = "HH:MM-HH:MM", value_parser = hours)]
    hours: Option<Hours>,
    /// The file to write; .xlsx, .csv, .pdf, .html or .json.
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct Breakdowns {
    #[command(flatten)]
    account: Account,
    /// Only this vehicle.
    #[arg(long, value_name = "PLATE")]
    vehicle: Option<String>,
    /// Only breakdowns of this kind: before departure, on the road, accidents.
    #[arg(long, value_name = "KIND", value_parser = PossibleValuesParser::new(["vehicle_before_departure", "vehicle_on_the_road", "accident"]))]
    kind: Option<String>,
    /// Only breakdowns that kept retailers of this department waiting.
    #[arg(long, value_name = "DEPARTMENT")]
    department: Option<String>,
    /// Only breakdowns of this cause.
    #[arg(long, value_name = "WORD", value_parser = PossibleValuesParser::new(Fault::ALL.map(Fault::name)))]
    cause: Option<String>,
}

pub(super) fn breakdowns(setting: &Setting, asked: &Breakdowns) -> Result<Answer, Failure> {
    let filter = Filter {
        vehicle: asked.vehicle.as_deref().map(Plate::new),
        kind: asked.kind.as_deref().and_then(Kind::parse),
        department: asked.department.as_deref().map(DepartmentCode::new),
        fault: asked.cause.as_deref().and_then(Fault::parse),
        hours: asked.account.hours,
    };
    let mut session = setting.open_present()?;
    check(session.state(), &filter)?;
    write(setting, &mut session, &asked.account, |Span { from, to, .. }| {
        Subject::Breakdowns(Period { from, to }, filter)
    })
}

pub(super) fn account(
    setting: &Setting,
    subject: fn(Span) -> Subject,
    asked: &Account,
) -> Result<Answer, Failure> {
    write(setting, &mut setting.open_present()?, asked, subject)
}

fn write(
    setting: &Setting,
    session: &mut Session,
    asked: &Account,
    subject: impl FnOnce(Span) -> Subject,
) -> Result<Answer, Failure> {
    let path = &asked.output;
    let Some(format) = Format::of(path) else {
        return Err(Failure::Bad(Message::new("cli-report-format").with("path", Arg::shown(path.display()))));
    };
    let now = setting.now(&session.state().settings);
    let from = asked.from.unwrap_or_else(|| asked.to.unwrap_or(now.day()));
    let to = asked.to.unwrap_or_else(|| from.max(now.day()));
    let span = Span { from, to, hours: asked.hours };
    let words = &setting.words;
    let mut progress = Progress::of(words, Message::new("cli-reporting"));
    let saved = session
        .report(&subject(span), now, words, (path, format), &mut progress)
        .map_err(|not_reported| failure(&not_reported))?;
    drop(progress);
    let text = words
        .fill("cli-accounted", &[("path", Arg::shown(saved.path.display())), ("rows", saved.listed.into())]);
    let json = json!({
        "file": saved.path.to_string_lossy(),
        "from": span.from.to_string(),
        "to": span.to.to_string(),
        "rows": saved.listed,
    });
    Ok(Answer::new(format!("{text}\n"), json))
}

/// A filter that names what is not there would only ever find nothing.
fn check(state: &State, filter: &Filter) -> Result<(), Refusal> {
    let network = &state.network;
    if let Some(code) = filter.department.as_ref().filter(|code| !network.departments.contains_key(*code)) {
        return Err(Refusal::NoSuchDepartment(code.clone()));
    }
    match filter.vehicle.as_ref().filter(|plate| !network.vehicles.contains_key(*plate)) {
        Some(plate) => Err(Refusal::NoSuchVehicle(plate.clone())),
        None => Ok(()),
    }
}
