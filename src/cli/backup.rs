//! `mainstay backup FILE`.

use super::answer::Answer;
use super::failure::Failure;
use super::progress::Progress;
use super::setting::Setting;
use crate::clock;
use crate::words::{Arg, Message};
use clap::Args;
use serde_json::json;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(super) struct Backup {
    /// The file to write; one that stands there stays until the new one has been tried. Where none is named, the copy goes
    /// into the folder of copies, and those that are kept no longer are removed from it.
    file: Option<PathBuf>,
    /// Keep copies in this folder from now on.
    #[arg(long, value_name = "FOLDER", conflicts_with = "file")]
    into: Option<PathBuf>,
}

pub(super) fn run(setting: &Setting, asked: &Backup) -> Result<Answer, Failure> {
    let session = setting.open_present()?;
    let (words, now) = (&setting.words, clock::now());
    if let Some(folder) = &asked.into {
        session.keep_backups_in(folder)?;
    }
    let mut progress = Progress::of(words, Message::new("cli-backing-up"));
    let (file, bytes) = if let Some(file) = &asked.file {
        session.back_up(file, now, &mut progress)?;
        (file.clone(), std::fs::metadata(file).map_or(0, |file| file.len()))
    } else {
        let copy = session.back_up_by_itself(now, &mut progress)?;
        (copy.file, copy.bytes)
    };
    drop(progress);
    let parts = [("path", Arg::shown(file.display())), ("megabytes", bytes.div_ceil(1_000_000).into())];
    let json = json!({ "file": file.to_string_lossy(), "bytes": bytes, "at": now.to_string() });
    Ok(Answer::new(format!("{}\n", words.fill("cli-backed-up", &parts)), json))
}
