//! What every command needs to know: which database, whose language, what time it is, who acts.

use super::arguments::{Global, Tongue};
use super::failure::Failure;
use crate::clock;
use crate::domain::ids::{Author, Plate};
use crate::domain::people::Hand;
use crate::domain::people::pin::Pin;
use crate::domain::refusal::Refusal;
use crate::domain::settings::Settings;
use crate::domain::state::State;
use crate::domain::time::Timestamp;
use crate::session::Session;
use crate::words::{Arg, Language, Message, Words};
use directories::ProjectDirs;
use std::env;
use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

pub(super) struct Setting {
    /// As asked for; the command chooses where it is `None`.
    pub(super) db: Option<PathBuf>,
    pub(super) words: Words,
    /// As `--lang` says; the desk has a memory of its own where it does not.
    pub(super) asked_language: Option<Language>,
    pub(super) asked_now: Option<Timestamp>,
    pub(super) author: Author,
    /// The author was given, rather than taken from the system.
    pub(super) is_named: bool,
    /// Who is to sign beside the author.
    signed_by: Option<Author>,
    pub(super) json: bool,
}

impl Setting {
    pub(super) fn of(global: &Global) -> Self {
        let asked_language = global.lang.map(|tongue| match tongue {
            Tongue::En => Language::English,
            Tongue::ZhCn => Language::Chinese,
        });
        let language = asked_language.unwrap_or_else(|| language_of(|name| env::var(name).ok()));
        let user = || env::var("USER").or_else(|_| env::var("USERNAME")).ok();
        let author = global.author.clone().or_else(user).filter(|name| !name.trim().is_empty());
        Self {
            db: global.db.clone(),
            words: Words::new(language),
            asked_language,
            asked_now: global.now,
            author: Author::new(author.unwrap_or_else(|| "cli".to_owned())),
            is_named: global.author.is_some(),
            signed_by: global.signed_by.as_deref().map(|name| Author::new(name.trim())),
            json: global.json,
        }
    }

    /// The database asked for, or the user's own.
    pub(super) fn database(&self) -> Result<PathBuf, Failure> {
        match &self.db {
            Some(path) => Ok(path.clone()),
            None => Ok(data_folder()?.join("mainstay.db")),
        }
    }

    /// Opens the database to work on what it holds; one that is not there is not made.
    pub(super) fn open_present(&self) -> Result<Session, Failure> {
        let path = self.database()?;
        if !path.exists() {
            let message = Message::new("cli-no-database").with("path", Arg::shown(path.display()));
            return Err(Failure::Bad(message));
        }
        Ok(Session::open(&path)?)
    }

    /// Opens the database, making it where there is none.
    pub(super) fn open_or_make(&self) -> Result<Session, Failure> {
        let path = self.database()?;
        make_folder(&path)?;
        Ok(Session::open(&path)?)
    }

    /// Under whose hand a change is made: shows the database who acts, where it asks for that, and who signs.
    pub(super) fn hand(&self, session: &mut Session) -> Result<Hand, Failure> {
        if session.asks_for_a_pin(&self.author).map_err(Refusal::from)? {
            let pin = self.pin_of(&self.author, OWN_PIN)?;
            session.sign_in(&self.author, &pin, clock::now())?;
        }
        if let Some(signer) = &self.signed_by {
            let pin = self.pin_of(signer, SIGNERS_PIN)?;
            session.sign(signer, &pin, clock::now())?;
        }
        Ok(Hand::Person { by: self.author.clone(), signed: self.signed_by.clone() })
    }

    /// From the environment, else asked for at the terminal without showing it.
    pub(super) fn pin_of(&self, name: &Author, variable: &'static str) -> Result<Pin, Failure> {
        if let Ok(pin) = env::var(variable) {
            return Ok(Pin::typed(pin));
        }
        let parts = || [("name", Arg::shown(name)), ("variable", variable.into())];
        if !std::io::stdin().is_terminal() {
            let wanted =
                parts().into_iter().fold(Message::new("cli-pin-wanted"), |m, (key, arg)| m.with(key, arg));
            return Err(Failure::No(wanted));
        }
        let asked = rpassword::prompt_password(self.words.fill("cli-pin-of", &parts()));
        asked.map(Pin::typed).map_err(|error| {
            Failure::Trouble(Message::new("cli-no-terminal").with("error", Arg::shown(error)))
        })
    }

    /// The moment asked for, else that of a sample city, else the wall clock's.
    pub(super) fn now(&self, settings: &Settings) -> Timestamp {
        clock::Clock::of(self.asked_now, settings).now()
    }
}

/// Where PINs are read from: of who acts, who signs, and whom a new one is given.
pub(super) const OWN_PIN: &str = "MAINSTAY_PIN";
const SIGNERS_PIN: &str = "MAINSTAY_SIGNED_PIN";
pub(super) const NEW_PIN: &str = "MAINSTAY_NEW_PIN";

/// The user's folder for data of this program.
pub(super) fn data_folder() -> Result<PathBuf, Failure> {
    let project =
        ProjectDirs::from("", "", "mainstay").ok_or(Failure::Trouble(Message::new("cli-no-home")))?;
    Ok(project.data_dir().to_owned())
}

/// The folder a new database is to stand in.
pub(super) fn make_folder(path: &Path) -> Result<(), Failure> {
    let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) else { return Ok(()) };
    std::fs::create_dir_all(folder).map_err(|error| {
        let message = Message::new("cli-no-folder").with("path", Arg::shown(folder.display()));
        Failure::Trouble(message.with("error", Arg::shown(error)))
    })
}

fn language_of(variable: impl Fn(&str) -> Option<String>) -> Language {
    Language::of_environment(variable).unwrap_or_default()
}

/// The plate as the centre writes it, however it was typed: with or without its dot, in either case.
pub(super) fn plate(state: &State, typed: &str) -> Plate {
    let bare = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_uppercase).collect()
    };
    let wanted = bare(typed);
    let known = state.network.vehicles.keys().find(|plate| bare(plate.as_str()) == wanted);
    known.cloned().unwrap_or_else(|| Plate::new(typed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_system_says_the_language_unless_a_nearer_setting_does() {
        let variables = |set: &'static [(&str, &str)]| {
            language_of(move |name| {
                set.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
            })
        };
        assert_eq!(variables(&[("LANG", "zh_CN.UTF-8")]), Language::Chinese);
        assert_eq!(variables(&[("LC_ALL", "en_GB.UTF-8"), ("LANG", "zh_CN.UTF-8")]), Language::English);
        assert_eq!(variables(&[("LC_ALL", ""), ("LANG", "zh_CN.UTF-8")]), Language::Chinese);
        assert_eq!(variables(&[("LANG", "C")]), Language::English);
    }
}
