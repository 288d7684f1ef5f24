//! `mainstay people`: who signs in, and what each may do.

use super::answer::Answer;
use super::failure::Failure;
use super::setting::{NEW_PIN, Setting};
use super::table::Table;
use crate::clock;
use crate::domain::ids::Author;
use crate::domain::people::refusing::PeopleRefusal;
use crate::domain::people::{Person, Role};
use crate::domain::refusal::Refusal;
use crate::session::Session;
use crate::words::{Arg, Message, Tell};
use clap::{Args, Subcommand, ValueEnum};
use serde_json::{Value, json};

#[derive(Debug, Args)]
pub(super) struct People {
    #[command(subcommand)]
    asked: Asked,
}

#[derive(Debug, Subcommand)]
enum Asked {
    /// Everybody, with what they may do.
    List,
    /// Enter somebody, the administrator first. The PIN is read from `MAINSTAY_NEW_PIN`, or asked for at the terminal.
    Add {
        name: String,
        #[arg(long, value_enum)]
        role: RoleName,
    },
    /// Give somebody another role.
    Role {
        name: String,
        #[arg(value_enum)]
        role: RoleName,
    },
    /// Give a new PIN: one's own, or, as an administrator, anybody's.
    Pin { name: String },
    /// Somebody has left: nobody signs in by that name any more.
    Leave { name: String },
    /// Somebody is back.
    Back { name: String },
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum RoleName {
    Viewer,
    Dispatcher,
    Supervisor,
    Commander,
    Administrator,
}

impl RoleName {
    const fn role(self) -> Role {
        match self {
            Self::Viewer => Role::Viewer,
            Self::Dispatcher => Role::Dispatcher,
            Self::Supervisor => Role::Supervisor,
            Self::Commander => Role::Commander,
            Self::Administrator => Role::Administrator,
        }
    }
}

pub(super) fn run(setting: &Setting, asked: &People) -> Result<Answer, Failure> {
    let mut session = match &asked.asked {
        // A new centre may begin with its people.
        Asked::Add { .. } => setting.open_or_make()?,
        _ => setting.open_present()?,
    };
    let session = &mut session;
    match &asked.asked {
        Asked::List => list(setting, session),
        Asked::Add { name, role } => {
            let person = Person { name: Author::new(name), role: role.role(), active: true };
            if session.state().people.contains_key(&person.name) {
                let message = Message::new("cli-person-there").with("name", Arg::shown(name));
                return Err(Failure::No(message));
            }
            put(setting, session, person, true)
        }
        Asked::Role { name, role } => {
            let person = Person { role: role.role(), ..known(session, name)? };
            put(setting, session, person, false)
        }
        Asked::Leave { name } => {
            let person = Person { active: false, ..known(session, name)? };
            put(setting, session, person, false)
        }
        Asked::Back { name } => {
            let person = Person { active: true, ..known(session, name)? };
            put(setting, session, person, false)
        }
        Asked::Pin { name } => {
            let person = known(session, name)?;
            setting.hand(session)?;
            let pin = setting.pin_of(&person.name, NEW_PIN)?;
            session.give_pin(&person.name, &pin, &setting.author, clock::now())?;
            let text = setting.words.fill("cli-pin-given", &[("name", Arg::shown(name))]);
            Ok(Answer::new(format!("{text}\n"), json!({ "name": name, "pin": true })))
        }
    }
}

fn known(session: &Session, name: &str) -> Result<Person, Failure> {
    let name = Author::new(name);
    let person = session.state().people.get(&name).cloned();
    Ok(person.ok_or(Refusal::People(PeopleRefusal::Stranger(name)))?)
}

fn put(setting: &Setting, session: &mut Session, person: Person, is_new: bool) -> Result<Answer, Failure> {
    let now = setting.now(&session.state().settings);
    setting.hand(session)?;
    let pin = is_new.then(|| setting.pin_of(&person.name, NEW_PIN)).transpose()?;
    let name = person.name.clone();
    let receipt = session.put_person(person, pin.as_ref(), &setting.author, now)?;
    let summary = match receipt.change {
        Some(change) => setting.words.tell(&change.deed.message()),
        None => setting.words.say("cli-nothing-to-change"),
    };
    let mut json = session.state().people.get(&name).map(person_json).unwrap_or_default();
    json["revision"] = receipt.revision.0.into();
    json["summary"] = summary.as_str().into();
    Ok(Answer::new(format!("{summary}\n"), json))
}

fn list(setting: &Setting, session: &Session) -> Result<Answer, Failure> {
    let words = &setting.words;
    let with_a_pin = session.people_with_a_pin()?;
    let heads = ["people-head-name", "people-head-role", "people-head-pin", "people-head-state"];
    let mut table = Table::with_heads(heads.map(|head| words.say(head)));
    let mut all = Vec::new();
    for person in session.state().people.values() {
        let has_pin = with_a_pin.contains(&person.name);
        table.row([
            person.name.to_string(),
            words.tell(&person.role.message()),
            words.say(if has_pin { "people-pin-kept" } else { "people-pin-none" }),
            words.say(if person.active { "people-here" } else { "people-left" }),
        ]);
        let mut json = person_json(person);
        json["pin"] = has_pin.into();
        all.push(json);
    }
    let text = if all.is_empty() { format!("{}\n", words.say("people-nobody-yet")) } else { table.text() };
    Ok(Answer::new(text, Value::Array(all)))
}

fn person_json(person: &Person) -> Value {
    json!({ "name": person.name.as_str(), "role": person.role.name(), "active": person.active })
}
