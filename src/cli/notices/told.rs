//! `mainstay notices told` and `import`: retailers ticked off.

use crate::cli::answer::Answer;
use crate::cli::arguments::{moment, service_day};
use crate::cli::changes;
use crate::cli::failure::Failure;
use crate::cli::setting::Setting;
use crate::domain::Command;
use crate::domain::command::Telling;
use crate::domain::day::Way;
use crate::domain::ids::RetailerCode;
use crate::domain::refusal::Refusal;
use crate::domain::time::{ServiceDay, Timestamp};
use crate::domain::watch::Unwatched;
use crate::session::NotRead;
use crate::words::{Message, Tell};
use clap::Args;
use clap::builder::PossibleValuesParser;
use serde_json::Value;
use smol_str::SmolStr;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(super) struct Tick {
    /// The retailers' codes.
    #[arg(value_name = "CODE", required_unless_present_any = ["all", "notice"])]
    retailers: Vec<String>,
    /// Everyone a notice of the day names who has not been told since.
    #[arg(long)]
    all: bool,
    /// Everyone this notice names.
    #[arg(long, value_name = "ID")]
    notice: Option<String>,
    /// By which way they were told.
    #[arg(long, value_name = "WAY", default_value = "phone", value_parser = PossibleValuesParser::new(Way::ALL.map(Way::name)))]
    way: String,
    /// They have answered that they know.
    #[arg(long)]
    confirmed: bool,
    /// When they were told; now where not given.
    #[arg(long, value_name = "MOMENT", value_parser = moment)]
    at: Option<Timestamp>,
    /// The service day; today where not given.
    #[arg(long, value_name = "DAY", value_parser = service_day)]
    date: Option<ServiceDay>,
}

#[derive(Debug, Args)]
pub(super) struct Returned {
    /// The list as it came back: CSV or a workbook.
    file: PathBuf,
    /// By which way they were told.
    #[arg(long, value_name = "WAY", default_value = "phone", value_parser = PossibleValuesParser::new(Way::ALL.map(Way::name)))]
    way: String,
    /// The service day; today where not given.
    #[arg(long, value_name = "DAY", value_parser = service_day)]
    date: Option<ServiceDay>,
}

pub(super) fn tick(setting: &Setting, asked: &Tick) -> Result<Answer, Failure> {
    let mut session = setting.open_present()?;
    let now = setting.now(&session.state().settings);
    let day = asked.date.unwrap_or(now.day());
    session.bring(day)?.ok_or(Refusal::NoSuchDay(day))?;
    let mut retailers: Vec<RetailerCode> = asked.retailers.iter().map(RetailerCode::new).collect();
    if let Some(id) = &asked.notice {
        let Some(notice) = session.notice(id)? else {
            return Err(Failure::No(Message::new("notices-no-such").with("id", id.as_str())));
        };
        retailers.extend(notice.lines.into_iter().map(|line| line.retailer));
    }
    if asked.all {
        let ledger = session.ledger(day, now)?.into_iter();
        retailers.extend(ledger.filter(|entry| entry.standing.is_to_tell()).map(|entry| entry.retailer));
        if retailers.is_empty() {
            let text = format!("{}\n", setting.words.say("notices-nobody-to-tell"));
            return Ok(Answer::new(text, changes_nothing(session.revision().0)));
        }
    }
    let announced = session.announced(day)?;
    let telling = |retailer: RetailerCode| Telling {
        at: asked.at.unwrap_or(now),
        by: SmolStr::new(setting.author.as_str()),
        way: Way::parse(&asked.way),
        confirmed: asked.confirmed,
        said: announced.get(&retailer).map(|announced| announced.prospect),
        retailer,
    };
    let tellings = retailers.into_iter().map(telling).collect();
    changes::settle(setting, &mut session, Command::TellRetailers { day, tellings, now }, now, false)
}

fn changes_nothing(revision: u64) -> Value {
    serde_json::json!({ "revision": revision, "summary": "", "retold": [], "breaches": [] })
}

pub(super) fn returned(setting: &Setting, asked: &Returned) -> Result<Answer, Failure> {
    let mut session = setting.open_present()?;
    let now = setting.now(&session.state().settings);
    let day = asked.date.unwrap_or(now.day());
    session.bring(day)?.ok_or(Refusal::NoSuchDay(day))?;
    let way = Way::parse(&asked.way);
    let by = (&setting.author, now);
    let reading =
        session.read_returned(&asked.file, day, way, by, &mut Unwatched).map_err(|not| match not {
            NotRead::Unreadable(unreadable) => Failure::Bad(unreadable.message()),
            NotRead::Trouble(trouble) => trouble.into(),
        })?;
    let tellings = reading.tellings;
    let count = tellings.len();
    let mut answer = if tellings.is_empty() {
        let text = format!("{}\n", setting.words.say("notices-nobody-told"));
        Answer::new(text, changes_nothing(session.revision().0))
    } else {
        let command = Command::TellRetailers { day, tellings, now };
        changes::settle(setting, &mut session, command, now, false)?
    };
    let words = &setting.words;
    answer.json["told"] = count.into();
    answer.json["complaints"] = reading
        .complaints
        .listed
        .iter()
        .map(|complaint| {
            let text = words.tell(&complaint.message());
            answer.hints.push(text.clone());
            Value::from(text)
        })
        .collect();
    Ok(answer)
}
