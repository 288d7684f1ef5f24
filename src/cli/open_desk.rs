//! `mainstay` alone: opens the desk.

use super::answer::Answer;
use super::failure::Failure;
use super::setting::{self, Setting};
use crate::desk::{Options, run as open};
use crate::words::Tell;
use std::path::Path;

pub(super) fn run(setting: &Setting) -> Result<Answer, Failure> {
    let path = setting.database()?;
    setting::make_folder(&path)?;
    on(setting, &path)
}

/// Stays until the window is closed.
pub(super) fn on(setting: &Setting, path: &Path) -> Result<Answer, Failure> {
    let options = Options {
        database: path.to_owned(),
        language: setting.asked_language,
        now: setting.asked_now,
        day: None,
        person: Some(setting.author.as_str().to_owned()),
    };
    open(options).map_err(|trouble| Failure::Trouble(trouble.message()))?;
    Ok(Answer::silent())
}
