//! `mainstay` alone: opens the desk.

use super::answer::Answer;
use super::failure::Failure;
use super::setting::{self, OWN_PIN, Setting};
use crate::desk::{Options, run as run_desk};
use crate::domain::people::pin::Pin;
use crate::sample::people;
use crate::words::Tell;
use std::path::Path;

pub(super) fn run(setting: &Setting) -> Result<Answer, Failure> {
    let path = setting.database()?;
    setting::make_folder(&path)?;
    on(setting, &path)
}

/// Stays until the window is closed.
pub(super) fn on(setting: &Setting, path: &Path) -> Result<Answer, Failure> {
    let (person, pin) = (setting.author.as_str().to_owned(), std::env::var(OWN_PIN).ok().map(Pin::typed));
    open(setting, path, person, pin)
}

/// The same on a sample, whose PINs are public: whoever names nobody is let in as its supervisor.
pub(super) fn on_sample(setting: &Setting, path: &Path) -> Result<Answer, Failure> {
    if setting.is_named {
        return on(setting, path);
    }
    let stated = people::at_the_desk();
    open(setting, path, stated.name.to_owned(), Some(Pin::typed(stated.pin)))
}

fn open(setting: &Setting, path: &Path, person: String, pin: Option<Pin>) -> Result<Answer, Failure> {
    let options = Options {
        database: path.to_owned(),
        language: setting.asked_language,
        now: setting.asked_now,
        day: None,
        person: Some(person),
        pin,
    };
    run_desk(options).map_err(|trouble| Failure::Trouble(trouble.message()))?;
    Ok(Answer::silent())
}
