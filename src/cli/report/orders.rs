//! `mainstay report orders [list | give NAME … | drop NAME | run]`: reports made again and again.

use super::super::answer::Answer;
use super::super::failure::Failure;
use super::super::patience::time_of_day;
use super::super::progress::Progress;
use super::super::setting::Setting;
use super::super::table::Table;
use crate::domain::Command;
use crate::domain::ids::DepartmentCode;
use crate::domain::settings::{OrderSpan, ReportKind, Settings, StandingOrder};
use crate::domain::time::{Hours, TimeOfDay, Timestamp};
use crate::exchange::report::Format;
use crate::session::Session;
use crate::words::orders::{when, whither};
use crate::words::{Language, Message, Tell};
use clap::builder::PossibleValuesParser;
use clap::{Args, Subcommand};
use serde_json::{Value, json};
use smol_str::SmolStr;

#[derive(Debug, Args)]
pub(super) struct Orders {
    #[command(subcommand)]
    asked: Option<Asked>,
}

#[derive(Debug, Subcommand)]
enum Asked {
    /// List the standing orders, and when each was carried out last.
    List,
    /// Give a standing order, or change the one of this name.
    Give(Give),
    /// Take a standing order back.
    Drop { name: String },
    /// Carry out what is due. For a scheduler; an open desk does so by itself.
    Run,
}

#[derive(Debug, Args)]
struct Give {
    name: String,
    /// What is reported.
    #[arg(long, value_name = "KIND", value_parser = PossibleValuesParser::new(ReportKind::ALL.map(ReportKind::name)))]
    report: String,
    /// The days it tells of, seen from the day it is made on.
    #[arg(long, value_name = "SPAN", default_value = "day", value_parser = PossibleValuesParser::new(OrderSpan::ALL.map(OrderSpan::name)))]
    span: String,
    /// On which days of the week, Monday being 1: 1-5, or 1,3,5.
    #[arg(long, value_name = "DAYS", default_value = "1-5", value_parser = weekdays)]
    days: [bool; 7],
    /// At what time.
    #[arg(long, value_name = "HH:MM", value_parser = time_of_day)]
    at: TimeOfDay,
    /// The file's form.
    #[arg(long, value_name = "FORM", default_value = "xlsx", value_parser = PossibleValuesParser::new(Format::ALL.map(Format::extension)))]
    format: String,
    /// Only retailers of this department, where the report is about retailers.
    #[arg(long, value_name = "DEPARTMENT")]
    department: Option<String>,
    /// Of each day only these hours, for a shift: 06:00-14:00.
    #[arg(long, value_name = "HH:MM-HH:MM", value_parser = super::hours)]
    hours: Option<Hours>,
    /// The folder the file is put into.
    #[arg(long, value_name = "FOLDER", default_value = "")]
    folder: String,
    /// The addresses it is mailed to.
    #[arg(long, value_name = "ADDRESS")]
    to: Vec<String>,
    /// The language it is written in.
    #[arg(long, value_name = "LANGUAGE", value_parser = ["en", "zh-CN"])]
    language: Option<String>,
    /// Keep it, and carry it out no more.
    #[arg(long)]
    off: bool,
}

fn weekdays(text: &str) -> Result<[bool; 7], &'static str> {
    const HOW: &str = "write days of the week as numbers, Monday being 1: 1-5, or 1,3,5";
    let mut days = [false; 7];
    let number = |text: &str| text.trim().parse::<usize>().ok().filter(|n| (1..=7).contains(n)).ok_or(HOW);
    for part in text.split(',') {
        let (from, to) = match part.split_once('-') {
            Some((from, to)) => (number(from)?, number(to)?),
            None => (number(part)?, number(part)?),
        };
        if from > to {
            return Err(HOW);
        }
        days[from - 1..to].fill(true);
    }
    Ok(days)
}

pub(super) fn run(setting: &Setting, asked: &Orders) -> Result<Answer, Failure> {
    let mut session = setting.open_present()?;
    let now = setting.now(&session.state().settings);
    match &asked.asked {
        None | Some(Asked::List) => list(setting, &session),
        Some(Asked::Give(asked)) => {
            let order = order(asked, now, setting.words.language());
            change(setting, &mut session, now, |orders| {
                match orders.iter_mut().find(|known| known.name == order.name) {
                    Some(known) => *known = order,
                    None => orders.push(order),
                }
            })
        }
        Some(Asked::Drop { name }) => {
            if session.state().settings.orders.iter().all(|order| order.name != name.as_str()) {
                return Err(Failure::No(Message::new("order-no-such").with("order", name.as_str())));
            }
            change(setting, &mut session, now, |orders| orders.retain(|order| order.name != name.as_str()))
        }
        Some(Asked::Run) => carry_out(setting, &mut session, now),
    }
}

fn order(asked: &Give, now: Timestamp, reader: Language) -> StandingOrder {
    let language = asked.language.as_deref().and_then(Language::from_tag).unwrap_or(reader);
    StandingOrder {
        name: SmolStr::new(asked.name.trim()),
        on: !asked.off,
        report: ReportKind::parse(&asked.report).unwrap_or_default(),
        span: OrderSpan::parse(&asked.span).unwrap_or_default(),
        weekdays: asked.days,
        at: asked.at,
        format: SmolStr::new(&asked.format),
        department: asked.department.as_deref().map(DepartmentCode::new),
        hours: asked.hours,
        folder: SmolStr::new(asked.folder.trim()),
        recipients: asked.to.iter().map(|address| SmolStr::new(address.trim())).collect(),
        in_english: language == Language::English,
        since: now,
    }
}

fn change(
    setting: &Setting,
    session: &mut Session,
    now: Timestamp,
    change: impl FnOnce(&mut Vec<StandingOrder>),
) -> Result<Answer, Failure> {
    let mut settings = Settings::clone(&session.state().settings);
    change(&mut settings.orders);
    let hand = setting.hand(session)?;
    let receipt = session.submit(Command::PutSettings(Box::new(settings)), hand, now)?;
    let summary = match receipt.change {
        Some(change) => setting.words.tell(&change.deed.message()),
        None => setting.words.say("cli-nothing-to-change"),
    };
    let json = json!({ "revision": receipt.revision.0, "summary": summary });
    Ok(Answer::new(format!("{summary}\n"), json))
}

fn list(setting: &Setting, session: &Session) -> Result<Answer, Failure> {
    let words = &setting.words;
    let marks = session.order_marks()?;
    let orders = &session.state().settings.orders;
    let heads = ["cli-head-name", "cli-head-report", "cli-head-when", "cli-head-whither", "cli-head-last"];
    let mut table = Table::with_heads(heads.map(|head| words.say(head)));
    let mut rows = Vec::new();
    for order in orders {
        let mark = marks.get(&order.name).cloned().unwrap_or_default();
        let fault = mark.failed.as_ref().map(|(_, fault)| fault.said(words.language()).to_owned());
        let done = mark.done.map(|done| done.to_string());
        let last = match (&fault, &done) {
            (Some(fault), _) => fault.clone(),
            (None, Some(done)) => done.clone(),
            (None, None) => String::new(),
        };
        let off = if order.on { String::new() } else { words.say("order-off") };
        let hours = order.hours.map(|hours| hours.to_string()).unwrap_or_default();
        let report = [words.tell(&order.report.message()), words.tell(&order.span.message()), hours, off];
        table.row([
            order.name.to_string(),
            report.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" "),
            when(words, order),
            whither(words, order),
            last,
        ]);
        rows.push(json!({
            "name": order.name.as_str(),
            "on": order.on,
            "report": order.report.name(),
            "span": order.span.name(),
            "weekdays": order.weekdays,
            "at": order.at.to_string(),
            "format": order.format.as_str(),
            "department": order.department.as_ref().map(DepartmentCode::as_str),
            "hours": order.hours.map(|hours| hours.to_string()),
            "folder": order.folder.as_str(),
            "to": order.recipients.iter().map(SmolStr::as_str).collect::<Vec<_>>(),
            "mail": mark.mail.as_ref().map(|mail| mail.state.name()),
            "done": done,
            "fault": fault,
        }));
    }
    let text = if orders.is_empty() { format!("{}\n", words.say("order-none")) } else { table.text() };
    Ok(Answer::new(text, Value::Array(rows)))
}

fn carry_out(setting: &Setting, session: &mut Session, now: Timestamp) -> Result<Answer, Failure> {
    let words = &setting.words;
    let (mut text, mut rows, mut failed) = (String::new(), Vec::new(), None);
    for (order, moment) in session.due_orders(now)? {
        let mut progress = Progress::of(words, Message::new("cli-reporting"));
        let carried = session.carry_out_order(&order, moment, now, &mut progress);
        drop(progress);
        let (told, path, fault) = match carried {
            Ok(None) => continue,
            Ok(Some(carried)) => (words.tell(&carried.message()), carried.path, None),
            Err(fault) => {
                let message = fault.message();
                failed.get_or_insert(message.clone());
                (words.tell(&message), None, Some(words.tell(&message)))
            }
        };
        text.push_str(&told);
        text.push('\n');
        rows.push(json!({
            "name": order.name.as_str(),
            "moment": moment.to_string(),
            "file": path.map(|path| path.to_string_lossy().into_owned()),
            "fault": fault,
        }));
    }
    match failed {
        Some(fault) => Err(Failure::Trouble(fault)),
        None if rows.is_empty() => {
            Ok(Answer::new(format!("{}\n", words.say("order-none-due")), Value::Array(rows)))
        }
        None => Ok(Answer::new(text, Value::Array(rows))),
    }
}
