//! `mainstay notices told` and `import`: retailers ticked off.

use crate::cli::answer::Answer;
use crate::cli::arguments::{moment, service_day};
use crate::cli::changes;
use crate::cli::failure::Failure;
use crate::cli::setting::Setting;
use crate::domain::Command;
use crate::domain::command::Telling;
use crate::domain::day::Way;
use crate::domain::emergency::Signed;
use crate::domain::ids::RetailerCode;
use crate::domain::refusal::Refusal;
use crate::domain::supply::word::Subject;
use crate::domain::time::{ServiceDay, Timestamp};
use crate::domain::watch::Unwatched;
use crate::notify::answers::{ticked, to_answer};
use crate::notify::ledger::{Entry, Standing};
use crate::session::{NotRead, Session};
use crate::words::{Message, Tell};
use clap::Args;
use clap::builder::PossibleValuesParser;
use serde_json::Value;
use smol_str::SmolStr;
use std::collections::BTreeMap;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(super) struct Tick {
    /// The retailers' codes. Who has no stop on the day is ticked for what it is to hear of supply.
    #[arg(value_name = "CODE", required_unless_present_any = ["all", "notice"])]
    retailers: Vec<String>,
    /// Everyone a notice of the day names who has not been told since, and whoever waits for an answer about supply.
    #[arg(long, conflicts_with = "notice")]
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
    let planned = session.bring(day)?;
    let (mut retailers, mut answers) = named(&session, asked, day, now);
    if let Some(id) = &asked.notice {
        let Some(notice) = session.notice(id)? else {
            return Err(Failure::No(Message::new("notices-no-such").with("id", id.as_str())));
        };
        retailers.extend(notice.lines.into_iter().map(|line| line.retailer));
        if let Some(word) = notice.supply {
            answers.extend(word.shops.into_iter().map(|shop| (word.about.clone(), shop.retailer)));
        }
    }
    if asked.all {
        let ledger = session.ledger(day, now)?.into_iter();
        retailers.extend(ledger.filter(|entry| entry.standing.is_to_tell()).map(|entry| entry.retailer));
        let to_tell = to_answer(session.state(), day, now).into_iter();
        let to_tell = to_tell.filter(|one| one.standing.is_to_tell());
        answers.extend(to_tell.map(|one| (one.word.about.clone(), one.shop.retailer)));
        if retailers.is_empty() && answers.is_empty() {
            let text = format!("{}\n", setting.words.say("notices-nobody-to-tell"));
            return Ok(Answer::new(text, changes_nothing(session.revision().0)));
        }
    }
    let signed = Signed { at: asked.at.unwrap_or(now), by: SmolStr::new(setting.author.as_str()) };
    let told = answers.iter().map(|(about, retailer)| (about, retailer));
    let commands = ticked(session.state(), told, Way::parse(&asked.way), &signed);
    let mut answer = None;
    for command in commands {
        let command = Command::Supply(Box::new(command));
        merge(&mut answer, changes::settle(setting, &mut session, command, now, false)?);
    }
    if let Some(answer) = answer.take_if(|_| retailers.is_empty()) {
        return Ok(answer);
    }
    planned.ok_or(Refusal::NoSuchDay(day))?;
    let tellings = tellings(&session, setting, asked, (retailers, day, now))?;
    if tellings.is_empty() {
        let text = format!("{}\n", setting.words.say("notices-told-already"));
        merge(&mut answer, Answer::new(text, changes_nothing(session.revision().0)));
        return answer.ok_or(Failure::Refused(Refusal::NothingNamed));
    }
    let command = Command::TellRetailers { day, tellings, now };
    merge(&mut answer, changes::settle(setting, &mut session, command, now, false)?);
    answer.ok_or(Failure::Refused(Refusal::NothingNamed))
}

/// As on the desk: who has been told keeps who told it and when, and can only be confirmed; unless it is said when it
/// was.
fn tellings(
    session: &Session,
    setting: &Setting,
    asked: &Tick,
    (retailers, day, now): (Vec<RetailerCode>, ServiceDay, Timestamp),
) -> Result<Vec<Telling>, Failure> {
    let announced = session.announced(day)?;
    let ledger = session.ledger(day, now)?;
    let known: BTreeMap<&RetailerCode, &Entry> =
        ledger.iter().map(|entry| (&entry.retailer, entry)).collect();
    let telling = |retailer: RetailerCode| {
        let entry = known.get(&retailer).filter(|entry| entry.standing == Standing::Told);
        let said = announced.get(&retailer).map(|announced| announced.prospect);
        match entry.and_then(|entry| Some((entry.known, entry.told.as_ref()?))) {
            Some((_, told)) if asked.at.is_none() && (told.confirmed || !asked.confirmed) => None,
            Some((known, told)) if asked.at.is_none() => Some(Telling {
                at: told.at,
                by: told.by.clone(),
                way: told.way,
                confirmed: true,
                said: Some(known),
                retailer,
            }),
            _ => Some(Telling {
                at: asked.at.unwrap_or(now),
                by: SmolStr::new(setting.author.as_str()),
                way: Way::parse(&asked.way),
                confirmed: asked.confirmed,
                said,
                retailer,
            }),
        }
    };
    Ok(retailers.into_iter().filter_map(telling).collect())
}

type Named = (Vec<RetailerCode>, Vec<(Subject, RetailerCode)>);

/// Retailers by their codes: of those with no stop on the day, what they are to hear of supply.
fn named(session: &Session, asked: &Tick, day: ServiceDay, now: Timestamp) -> Named {
    let planned = session.state().day(day);
    let codes = asked.retailers.iter().map(RetailerCode::new);
    let served = |code: &RetailerCode| planned.is_some_and(|planned| planned.find(code).is_some());
    let (mut retailers, elsewhere): (Vec<_>, Vec<_>) = codes.partition(served);
    let mut answers = Vec::new();
    for code in elsewhere {
        let waiting = to_answer(session.state(), day, now).into_iter();
        let of_it = waiting.filter(|one| one.shop.retailer == code && one.standing.is_to_tell());
        let before = answers.len();
        answers.extend(of_it.map(|one| (one.word.about.clone(), one.shop.retailer)));
        if answers.len() == before {
            // Refused with the words for that.
            retailers.push(code);
        }
    }
    (retailers, answers)
}

/// Several changes are told one after the other, the newest revision with the last.
fn merge(so_far: &mut Option<Answer>, mut next: Answer) {
    if let Some(before) = so_far.take() {
        next.text.insert_str(0, &before.text);
    }
    *so_far = Some(next);
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
