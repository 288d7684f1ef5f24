//! `mainstay request`: a retailer asks for more out of turn; it is decided, brought on the way, answered, handed over.

mod list;
mod options;

use super::answer::Answer;
use super::arguments::moment;
use super::changes;
use super::failure::Failure;
use super::incident::opened;
use super::setting::Setting;
use crate::domain::Command;
use crate::domain::day::Way;
use crate::domain::emergency::Signed;
use crate::domain::ids::RequestId;
use crate::domain::playbook::Owner;
use crate::domain::state::State;
use crate::domain::supply::asking::{Asking, SupplyCommand};
use crate::domain::supply::refusing::SupplyRefusal;
use crate::domain::supply::request::{Line, Occasion, Request as Replenishment};
use crate::domain::time::Timestamp;
use crate::domain::units::Cartons;
use crate::session::Session;
use crate::words::Message;
use clap::builder::PossibleValuesParser;
use clap::{Args, Subcommand};
use smol_str::SmolStr;
use std::sync::Arc;

#[derive(Debug, Args)]
pub(super) struct Request {
    #[command(subcommand)]
    asked: Asked,
}

#[derive(Debug, Subcommand)]
enum Asked {
    /// List requests, funerals first, with their deadlines.
    List(list::List),
    /// Open a request.
    Open(Open),
    /// Approve it, whole or in part.
    Approve(Approve),
    /// Refuse it, with a reason.
    Refuse(Refuse),
    /// Rank the ways it can be delivered.
    Options(options::Options),
    /// Deliver it by one of them.
    Deliver(options::Deliver),
    /// Record that the retailer has been answered.
    Answer(AnswerIt),
    /// Record that it has been handed over.
    Done(Named),
}

#[derive(Debug, Args)]
struct Named {
    /// The request's number.
    request: String,
}

#[derive(Debug, Args)]
struct Open {
    /// The retailer's code.
    #[arg(long, value_name = "CODE")]
    retailer: String,
    /// Its retail licence, as it was given.
    #[arg(long, value_name = "NUMBER")]
    licence: String,
    /// What it is for.
    #[arg(long, value_name = "WORD", value_parser = PossibleValuesParser::new(["wedding", "funeral", "group", "other"]))]
    reason: String,
    /// The reason in your own words, for `other`.
    #[arg(long, value_name = "TEXT", default_value = "")]
    words: String,
    /// How many cartons of which brand: CODE=CARTONS, as often as needed.
    #[arg(long = "brand", value_name = "CODE=CARTONS", required = true)]
    lines: Vec<String>,
    /// When it is needed.
    #[arg(long, value_name = "MOMENT", value_parser = moment)]
    needed_by: Timestamp,
    /// Whom to call.
    #[arg(long, value_name = "TEXT", default_value = "")]
    contact: String,
}

#[derive(Debug, Args)]
struct Approve {
    /// The request's number.
    request: String,
    /// Who grants it: the marketing department, or the marketing centre above its limit.
    #[arg(long, value_name = "WHO", default_value = "MD", value_parser = PossibleValuesParser::new(["MD", "MKT"]))]
    level: String,
    /// What is given in place of what was asked for: CODE=CARTONS, as often as needed.
    #[arg(long = "brand", value_name = "CODE=CARTONS")]
    lines: Vec<String>,
}

#[derive(Debug, Args)]
struct Refuse {
    /// The request's number.
    request: String,
    /// The reason, as the retailer is told it.
    #[arg(long, value_name = "TEXT")]
    why: String,
}

#[derive(Debug, Args)]
struct AnswerIt {
    /// The request's number.
    request: String,
    /// By which way it was answered.
    #[arg(long, value_name = "WAY", default_value = "phone", value_parser = PossibleValuesParser::new(Way::ALL.map(Way::name)))]
    way: String,
}

pub(super) fn run(setting: &Setting, asked: &Request) -> Result<Answer, Failure> {
    let (mut session, now) = opened(setting)?;
    let signed = signed(setting, now);
    let id = |text: &str| RequestId::new(text.trim());
    let command = match &asked.asked {
        Asked::List(asked) => return Ok(list::run(setting, session.state(), asked, now)),
        Asked::Options(asked) => return options::run(setting, &mut session, asked, now),
        Asked::Deliver(asked) => return options::deliver(setting, &mut session, asked, now),
        Asked::Open(asked) => SupplyCommand::Ask(Asking {
            retailer: asked.retailer.trim().into(),
            licence: SmolStr::new(asked.licence.trim()),
            occasion: Occasion::parse(&asked.reason, asked.words.trim()).unwrap_or(Occasion::Group),
            lines: lines(&asked.lines)?,
            needed_by: asked.needed_by,
            contact: SmolStr::new(asked.contact.trim()),
            signed,
        }),
        Asked::Approve(asked) => SupplyCommand::Approve {
            request: id(&asked.request),
            level: Owner::parse(&asked.level).unwrap_or(Owner::MarketingDepartment),
            lines: if asked.lines.is_empty() { None } else { Some(lines(&asked.lines)?) },
            signed,
        },
        Asked::Refuse(asked) => {
            SupplyCommand::Refuse { request: id(&asked.request), why: SmolStr::new(&asked.why), signed }
        }
        Asked::Answer(asked) => {
            let request = id(&asked.request);
            let known = session.state().supply.requests.get(&request);
            let day = known.and_then(|known| known.delivery.as_ref()).map(|delivery| delivery.day);
            SupplyCommand::Answer { request, day, way: Way::parse(&asked.way), signed }
        }
        Asked::Done(asked) => SupplyCommand::Done { request: id(&asked.request), signed },
    };
    settle(setting, &mut session, command, now)
}

/// Carries it out, and shows the request as it is then.
fn settle(
    setting: &Setting,
    session: &mut Session,
    command: SupplyCommand,
    now: Timestamp,
) -> Result<Answer, Failure> {
    let known = session.state().supply.requests.clone();
    let command = Command::Supply(Box::new(command));
    let mut answer = changes::settle(setting, session, command, now, false)?;
    let state = session.state();
    let changed = state.supply.requests.values().filter(|one| known.get(&one.id) != Some(one));
    let changed: Vec<&Arc<Replenishment>> = changed.collect();
    if !changed.is_empty() {
        answer.text.push_str(&list::table(setting, state, &changed, now));
    }
    let shown: Vec<_> = changed.iter().map(|request| list::json(setting, state, request, now)).collect();
    answer.json["requests"] = shown.into();
    Ok(answer)
}

fn find<'s>(state: &'s State, text: &str) -> Result<&'s Arc<Replenishment>, Failure> {
    let id = RequestId::new(text.trim());
    let known = state.supply.requests.get(&id);
    known.ok_or_else(|| Failure::Refused(SupplyRefusal::NoSuchRequest(id).into()))
}

fn signed(setting: &Setting, now: Timestamp) -> Signed {
    Signed { at: now, by: SmolStr::new(setting.author.as_str()) }
}

fn lines(texts: &[String]) -> Result<Vec<Line>, Failure> {
    let line = |text: &String| {
        let (brand, cartons) = text.rsplit_once('=')?;
        let cartons = Cartons(cartons.trim().parse().ok()?);
        let brand = brand.trim();
        (!brand.is_empty()).then(|| Line { brand: brand.into(), cartons })
    };
    let read = |text: &String| {
        line(text).ok_or_else(|| Failure::Bad(Message::new("cli-line-form").with("found", text.as_str())))
    };
    texts.iter().map(read).collect()
}
