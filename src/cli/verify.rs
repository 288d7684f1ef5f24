//! `mainstay verify`.

use super::answer::Answer;
use super::failure::Failure;
use super::progress::Progress;
use super::setting::Setting;
use crate::clock;
use crate::session::safekeeping;
use crate::words::Message;
use clap::Args;
use serde_json::json;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(super) struct Verify {
    /// Restore this backup on trial and check that; neither it nor the database is changed.
    #[arg(long, value_name = "FILE")]
    backup: Option<PathBuf>,
}

pub(super) fn run(setting: &Setting, asked: &Verify) -> Result<Answer, Failure> {
    let words = &setting.words;
    let mut progress = Progress::of(words, Message::new("cli-verifying"));
    let verdict = match &asked.backup {
        None => setting.open_present()?.verify(&mut progress)?,
        // Where the database is lost, its backup can be tried all the same.
        Some(file) if !setting.database()?.exists() => safekeeping::try_out(file, &mut progress)?,
        Some(file) => setting.open_present()?.try_out(file, clock::now(), &mut progress)?,
    };
    drop(progress);
    let ok = verdict.problems.is_empty();
    let problems: Vec<_> = verdict
        .problems
        .iter()
        .map(|problem| {
            json!({
                "what": words.tell(&problem.what),
                "where": problem.place,
                "advice": words.tell(&problem.advice),
            })
        })
        .collect();
    // Programs read the same names in either language; people read sentences.
    let checked: Vec<_> =
        verdict.checked.iter().map(|key| key.strip_prefix("verify-checked-").unwrap_or(key)).collect();
    let mut text = if ok {
        let key = if asked.backup.is_some() { "cli-backup-sound" } else { "cli-verified" };
        words.fill(key, &[("n", verdict.entries.into())])
    } else {
        words.fill("cli-not-verified", &[("n", problems.len().into())])
    };
    text.push('\n');
    for check in &verdict.checked {
        text.extend(["  ", words.say(check).as_str(), "\n"]);
    }
    for problem in &verdict.problems {
        let (what, advice) = (words.tell(&problem.what), words.tell(&problem.advice));
        text.extend([problem.place.as_str(), ": ", &what, "\n  ", &advice, "\n"]);
    }
    let backup = asked.backup.as_ref().map(|file| file.to_string_lossy());
    let json = json!({"ok": ok, "backup": backup, "entries": verdict.entries, "checked": checked, "problems": problems});
    Ok(Answer::new(text, json).exiting(if ok { 0 } else { 3 }))
}
