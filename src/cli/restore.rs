//! `mainstay restore FILE`.

use super::answer::Answer;
use super::failure::Failure;
use super::progress::Progress;
use super::setting::Setting;
use crate::clock;
use crate::domain::people::Role;
use crate::domain::refusal::Refusal;
use crate::session::Session;
use crate::session::safekeeping;
use crate::words::{Arg, Message};
use clap::Args;
use serde_json::json;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(super) struct Restore {
    /// The backup.
    file: PathBuf,
}

/// A database that can still say who works here is put aside by an administrator alone; one that can't is put aside by whoever
/// has its file.
fn may_restore(setting: &Setting, path: &Path) -> Result<(), Failure> {
    if !path.exists() {
        return Ok(());
    }
    let Ok(mut session) = Session::open(path) else { return Ok(()) };
    setting.hand(&mut session)?;
    Ok(session.permit(&setting.author, Role::Administrator).map_err(Refusal::from)?)
}

pub(super) fn run(setting: &Setting, asked: &Restore) -> Result<Answer, Failure> {
    let (words, path) = (&setting.words, setting.database()?);
    may_restore(setting, &path)?;
    let mut progress = Progress::of(words, Message::new("cli-restoring"));
    let restored = safekeeping::restore(&path, &asked.file, clock::now(), &mut progress)?;
    drop(progress);
    let parts = [
        ("path", Arg::shown(path.display())),
        ("file", Arg::shown(asked.file.display())),
        ("n", restored.entries.into()),
    ];
    let mut text = words.fill("cli-restored", &parts);
    text.push('\n');
    if let Some(aside) = &restored.set_aside {
        text.push_str(&words.fill("cli-set-aside", &[("path", Arg::shown(aside.display()))]));
        text.push('\n');
    }
    let json = json!({
        "database": path.to_string_lossy(),
        "file": asked.file.to_string_lossy(),
        "entries": restored.entries,
        "set_aside": restored.set_aside.as_ref().map(|aside| aside.to_string_lossy()),
    });
    Ok(Answer::new(text, json))
}
