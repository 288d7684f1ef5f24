//! `mainstay verify`.

use super::answer::Answer;
use super::failure::Failure;
use super::progress::Progress;
use super::setting::Setting;
use crate::clock;
use crate::session::{safekeeping, support};
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
    let (verdict, inside) = match &asked.backup {
        None => {
            let session = setting.open_present()?;
            (session.verify(&mut progress)?, session.inside())
        }
        // Where the database is lost, its backup can be tried all the same.
        Some(file) if !setting.database()?.exists() => {
            (safekeeping::try_out(file, &mut progress)?, support::inside(file))
        }
        Some(file) => {
            let verdict = setting.open_present()?.try_out(file, clock::now(), &mut progress)?;
            (verdict, support::inside(file))
        }
    };
    // A file so damaged that it cannot be counted has been found so already.
    let inside = inside.unwrap_or_default();
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
    for line in support::checked(&verdict, &inside, words).lines() {
        text.extend(["  ", line, "\n"]);
    }
    let backup = asked.backup.as_ref().map(|file| file.to_string_lossy());
    let json = json!({"ok": ok, "backup": backup, "entries": verdict.entries, "checked": checked, "problems": problems,
        "pages": inside.pages, "desks": inside.heads.len(), "tables": inside.tables.len(), "rows": inside.rows()});
    Ok(Answer::new(text, json).exiting(if ok { 0 } else { 3 }))
}
