//! `mainstay backup FILE`.

use super::answer::Answer;
use super::failure::Failure;
use super::progress::Progress;
use super::setting::Setting;
use crate::words::{Arg, Message};
use clap::Args;
use serde_json::json;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(super) struct Backup {
    /// The file to write; one that stands there stays until the new one has been tried.
    file: PathBuf,
}

pub(super) fn run(setting: &Setting, asked: &Backup) -> Result<Answer, Failure> {
    let session = setting.open_present()?;
    let (words, now) = (&setting.words, setting.now(&session.state().settings));
    let mut progress = Progress::of(words, Message::new("cli-backing-up"));
    let verdict = session.back_up(&asked.file, now, &mut progress)?;
    drop(progress);
    let bytes = std::fs::metadata(&asked.file).map_or(0, |file| file.len());
    let parts = [
        ("path", Arg::shown(asked.file.display())),
        ("n", verdict.entries.into()),
        ("megabytes", bytes.div_ceil(1_000_000).into()),
    ];
    let json = json!({
        "file": asked.file.to_string_lossy(),
        "bytes": bytes,
        "entries": verdict.entries,
        "at": now.to_string(),
    });
    Ok(Answer::new(format!("{}\n", words.fill("cli-backed-up", &parts)), json))
}
