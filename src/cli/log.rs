//! `mainstay log [--since N]`.

use super::answer::Answer;
use super::failure::Failure;
use super::setting::Setting;
use super::table::Table;
use crate::domain::ids::{Author, Revision};
use crate::session::ChangeSummary;
use crate::words::people::author;
use crate::words::{Tell, Words};
use clap::Args;
use serde_json::{Value, json};

#[derive(Debug, Args)]
pub(super) struct Log {
    /// Only changes after this revision.
    #[arg(long, value_name = "N", default_value_t = 0)]
    since: u64,
    /// At most this many, the newest.
    #[arg(long, value_name = "N", default_value_t = 1_000)]
    limit: usize,
}

pub(super) fn run(setting: &Setting, asked: &Log) -> Result<Answer, Failure> {
    let session = setting.open_present()?;
    let changes = session.log(Revision(asked.since), asked.limit)?;
    let words = &setting.words;
    let mut table = Table::with_heads(
        ["cli-head-revision", "cli-head-at", "cli-head-by", "cli-head-change", "cli-head-undone"]
            .map(|head| words.say(head)),
    );
    for change in &changes {
        table.row([
            change.revision.to_string(),
            change.at.0.format("%Y-%m-%d %H:%M").to_string(),
            author(words, &change.by, change.signed.as_ref()),
            summary(words, change),
            change
                .undone_by
                .map(|by| words.fill("cli-undone-by", &[("by", by.to_string().into())]))
                .unwrap_or_default(),
        ]);
    }
    let mut text = words.fill("cli-log", &[("n", changes.len().into())]);
    text.push('\n');
    if !changes.is_empty() {
        text.push_str(&table.text());
    }
    Ok(Answer::new(text, changes.iter().map(|change| change_json(words, change)).collect()))
}

fn summary(words: &Words, change: &ChangeSummary) -> String {
    let deed = words.tell(&change.deed.message());
    match change.undoes {
        Some(undone) => words.fill("cli-undoes", &[("deed", deed.into()), ("of", undone.to_string().into())]),
        None => deed,
    }
}

fn change_json(words: &Words, change: &ChangeSummary) -> Value {
    let state = match (change.undoes, change.undone_by) {
        (_, Some(_)) => "undone",
        (Some(_), None) => "undo",
        (None, None) => "done",
    };
    json!({
        "id": change.revision.0,
        "at": change.at.to_string(),
        "state": state,
        "by": change.by.as_str(),
        "signed": change.signed.as_ref().map(Author::as_str),
        "summary": summary(words, change),
        "day": change.day.map(|day| day.to_string()),
        "undoes": change.undoes.map(|revision| revision.0),
        "undone_by": change.undone_by.map(|revision| revision.0),
        "founding": change.founding,
    })
}
