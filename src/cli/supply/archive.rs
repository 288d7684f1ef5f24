//! `mainstay supply archive` and `log`.

use super::{settle, signed};
use crate::cli::answer::Answer;
use crate::cli::arguments::service_day;
use crate::cli::failure::Failure;
use crate::cli::setting::Setting;
use crate::cli::table::Table;
use crate::domain::ids::{EnterpriseCode, TalkId};
use crate::domain::state::State;
use crate::domain::supply::archive::{Contact, Enterprise, Role, Talk, find};
use crate::domain::supply::asking::{Logging, SupplyCommand};
use crate::domain::time::{ServiceDay, Timestamp};
use crate::exchange::archive as files;
use crate::exchange::report::whole_file::WholeFile;
use crate::session::Session;
use crate::words::{Arg, Tell};
use clap::{Args, Subcommand};
use serde_json::{Value, json};
use smol_str::SmolStr;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(super) struct Archive {
    /// Only what holds this text, anywhere.
    #[arg(long, value_name = "TEXT", default_value = "")]
    find: String,
    /// Write it to a file: .xlsx holds both, .csv the enterprises.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// With a .csv, write the people in place of the enterprises.
    #[arg(long)]
    contacts: bool,
}

#[derive(Debug, Args)]
pub(super) struct Log {
    #[command(subcommand)]
    asked: Option<Logged>,
}

#[derive(Debug, Subcommand)]
enum Logged {
    /// List the log; what somebody has to come back to first.
    List,
    /// Add an entry.
    Add {
        /// The enterprise's code.
        enterprise: String,
        /// What was talked about.
        what: String,
        /// With whom.
        #[arg(long, value_name = "NAME", default_value = "")]
        contact: String,
        /// When to come back to it.
        #[arg(long, value_name = "DAY", value_parser = service_day)]
        follow_up: Option<ServiceDay>,
    },
    /// Record that somebody has come back to it.
    Done {
        /// The entry's number.
        entry: String,
    },
}

pub(super) fn run(setting: &Setting, state: &State, asked: &Archive) -> Result<Answer, Failure> {
    let words = &setting.words;
    if let Some(path) = &asked.output {
        let sheets = files::sheets(words, state, &asked.find);
        let bytes = files::for_path(path, &sheets, asked.contacts).map_err(Failure::Bad)?;
        WholeFile::write(path, &bytes).map_err(|trouble| Failure::Trouble(trouble.message()))?;
        let text = words.fill("cli-archive-saved", &[("path", Arg::shown(path.display()))]);
        return Ok(Answer::new(format!("{text}\n"), json!({ "file": path.to_string_lossy() })));
    }
    let (enterprises, contacts) = find(&state.supply, &asked.find);
    let json = json!({
        "enterprises": enterprises.iter().map(|one| enterprise(one)).collect::<Vec<_>>(),
        "contacts": contacts.iter().map(|one| contact(one)).collect::<Vec<_>>(),
    });
    let heads = ["cli-supply-enterprise", "cli-supply-contact", "cli-supply-role", "cli-supply-phone"];
    let mut table = Table::with_heads(heads.map(|head| words.say(head)));
    for one in &enterprises {
        table.row([format!("{} {}", one.code, one.name.local), String::new(), String::new(), String::new()]);
    }
    for one in &contacts {
        let role = words.tell(&one.role.message());
        table.row([one.enterprise.to_string(), one.name.to_string(), role, one.phone.to_string()]);
    }
    let nothing = enterprises.is_empty() && contacts.is_empty();
    let text = if nothing { format!("{}\n", words.say("cli-no-archive")) } else { table.text() };
    Ok(Answer::new(text, json))
}

fn enterprise(one: &Enterprise) -> Value {
    json!({
        "code": one.code.as_str(),
        "name": one.name.local.as_str(),
        "english": one.name.english.as_str(),
        "address": one.address.as_str(),
        "scale": one.scale.as_str(),
        "brands": one.brands.as_str(),
        "prices": one.prices.as_str(),
        "prospects": one.prospects.as_str(),
    })
}

fn contact(one: &Contact) -> Value {
    json!({
        "enterprise": one.enterprise.as_str(),
        "name": one.name.as_str(),
        "role": Role::name(one.role),
        "phone": one.phone.as_str(),
    })
}

pub(super) fn log(
    setting: &Setting,
    session: &mut Session,
    asked: &Log,
    now: Timestamp,
) -> Result<Answer, Failure> {
    let signed = signed(setting, now);
    let command = match asked.asked.as_ref().unwrap_or(&Logged::List) {
        Logged::List => return Ok(list(setting, session.state())),
        Logged::Add { enterprise, what, contact, follow_up } => SupplyCommand::Log(Logging {
            enterprise: EnterpriseCode::new(enterprise.trim()),
            contact: SmolStr::new(contact.trim()),
            what: SmolStr::new(what),
            follow_up: *follow_up,
            signed,
        }),
        Logged::Done { entry } => SupplyCommand::ComeBackTo { talk: TalkId::new(entry.trim()), signed },
    };
    settle(setting, session, command, now)
}

fn list(setting: &Setting, state: &State) -> Answer {
    let words = &setting.words;
    let mut all: Vec<&Talk> = state.supply.talks.values().collect();
    all.sort_by_key(|one| (!one.is_open(), one.follow_up, std::cmp::Reverse(one.logged.at), one.id.clone()));
    let heads = [
        "cli-supply-entry",
        "cli-supply-enterprise",
        "cli-supply-contact",
        "cli-head-what",
        "cli-supply-follow-up",
        "cli-supply-done",
    ];
    let mut table = Table::with_heads(heads.map(|head| words.say(head)));
    for one in &all {
        table.row([
            one.id.to_string(),
            one.enterprise.to_string(),
            one.contact.to_string(),
            one.what.to_string(),
            one.follow_up.map(|day| day.to_string()).unwrap_or_default(),
            one.done.as_ref().map(|signed| signed.at.to_string()).unwrap_or_default(),
        ]);
    }
    let text = if all.is_empty() { format!("{}\n", words.say("cli-no-talks")) } else { table.text() };
    let rows = all.iter().map(|one| {
        json!({
            "id": one.id.as_str(),
            "at": one.logged.at.to_string(),
            "by": one.logged.by.as_str(),
            "state": if one.is_open() { "open" } else { "done" },
            "enterprise": one.enterprise.as_str(),
            "contact": one.contact.as_str(),
            "what": one.what.as_str(),
            "follow_up": one.follow_up.map(|day| day.to_string()),
            "done_at": one.done.as_ref().map(|signed| signed.at.to_string()),
        })
    });
    let rows: Vec<Value> = rows.collect();
    Answer::new(text, rows.into())
}
