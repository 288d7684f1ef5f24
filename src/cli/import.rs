//! `mainstay import FILE…`.

use super::answer::Answer;
use super::failure::Failure;
use super::progress::Progress;
use super::setting::Setting;
use super::table::Table;
use crate::domain::watch::Watch;
use crate::exchange::intake::{
    self, Complaint, Datum, Field, FileReading, Kind, ReadOptions, Unreadable, read_each,
};
use crate::words::{Arg, Message, Tell, Words, grouped};
use clap::Args;
use clap::builder::PossibleValuesParser;
use serde_json::{Value, json};
use smol_str::SmolStr;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(super) struct Import {
    /// The files; those that belong together go in together.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// What the files hold; found from their headings where not given.
    #[arg(long, value_parser = PossibleValuesParser::new(Kind::ALL.map(Kind::key)))]
    kind: Option<String>,
    /// The datum of the files' coordinates.
    #[arg(long, default_value = "wgs84", value_parser = PossibleValuesParser::new(Datum::ALL.map(Datum::key)))]
    datum: String,
    /// A workbook's sheet, by name or number; the first where not given.
    #[arg(long, value_name = "SHEET")]
    sheet: Option<String>,
    /// A JSON file with what columns mean, heading to field; an empty field leaves the column aside.
    #[arg(long, value_name = "FILE")]
    map: Option<PathBuf>,
    /// Say what would be read, and keep nothing.
    #[arg(long)]
    dry_run: bool,
}

type Read = Result<FileReading, Unreadable>;

pub(super) fn run(setting: &Setting, asked: &Import) -> Result<Answer, Failure> {
    let words = &setting.words;
    let options = ReadOptions {
        kind: asked.kind.as_deref().and_then(Kind::from_key),
        datum: Datum::ALL.into_iter().find(|datum| datum.key() == asked.datum).unwrap_or_default(),
        sheet: asked.sheet.clone(),
        columns: asked.map.as_deref().map(columns).transpose()?,
        told_until: None,
    };
    // Trying out must not leave a database behind where there was none.
    let mut session = if asked.dry_run && !setting.database()?.exists() {
        crate::session::Session::in_memory()?
    } else {
        setting.open_or_make()?
    };
    let now = setting.now(&session.state().settings);
    let files: Vec<_> = asked.files.iter().map(|file| (file.clone(), options.clone())).collect();
    let mut progress = Progress::of(words, Message::new("cli-reading"));
    let mut read = read_each(&files, &session, now, &mut progress);
    drop(progress);
    let commands: Vec<_> = read
        .iter_mut()
        .filter_map(|(_, read)| read.as_mut().ok())
        .flat_map(|reading| std::mem::take(&mut reading.commands))
        .collect();
    if !asked.dry_run && !commands.is_empty() {
        let hand = setting.hand(&mut session)?;
        let mut progress = Progress::of(words, Message::new("cli-keeping"));
        session.submit_all(commands, hand, now, &mut progress as &mut dyn Watch)?;
    }
    read.sort_by_key(|(at, _)| *at);
    for (_, read) in &read {
        intake::note(read.as_ref());
    }
    let useless = read.iter().all(|(_, read)| read.as_ref().map_or(true, FileReading::is_useless));
    let mut answer = answer(words, asked, &read);
    answer.json["revision"] = session.revision().0.into();
    answer.json["dry_run"] = asked.dry_run.into();
    Ok(answer.exiting(if useless { 2 } else { 0 }))
}

fn answer(words: &Words, asked: &Import, read: &[(usize, Read)]) -> Answer {
    let mut text = String::new();
    let mut files = Vec::new();
    let mut hints = Vec::new();
    for (at, read) in read {
        let path = asked.files.get(*at).map_or(Path::new(""), PathBuf::as_path);
        match read {
            Ok(reading) => {
                text.push_str(&summary(words, reading));
                text.push_str(&complaints(words, reading));
                hints.extend(reading.notes.iter().map(|note| words.tell(&note.message())));
            }
            Err(unreadable) => hints.push(words.tell(&unreadable.message())),
        }
        files.push(file_json(words, path, read));
    }
    if asked.dry_run {
        text.push_str(&words.say("cli-dry-run"));
        text.push('\n');
    }
    let mut answer = Answer::new(text, json!({ "files": files }));
    answer.hints = hints;
    answer
}

fn summary(words: &Words, reading: &FileReading) -> String {
    let count = |n: u64| Arg::from(grouped(n));
    let line = words.fill(
        "cli-imported",
        &[
            ("file", reading.file.as_str().into()),
            ("kind", Message::new(reading.kind.label()).into()),
            ("encoding", reading.encoding.into()),
            ("accepted", count(reading.accepted)),
            ("unchanged", count(reading.unchanged)),
            ("complaints", count(reading.complaints.total)),
        ],
    );
    format!("{line}\n")
}

fn complaints(words: &Words, reading: &FileReading) -> String {
    const MOST: usize = 20;
    let listed = &reading.complaints.listed;
    if listed.is_empty() {
        return String::new();
    }
    let mut table = Table::with_heads(
        ["cli-head-row", "cli-head-column", "cli-head-found", "cli-head-advice"].map(|head| words.say(head)),
    );
    for complaint in listed.iter().take(MOST) {
        let column = complaint.column.as_deref().unwrap_or_default().to_owned();
        table.row([
            complaint.row.to_string(),
            column,
            complaint.found.clone(),
            words.tell(&complaint.advice()),
        ]);
    }
    let more = reading.complaints.total.saturating_sub(MOST as u64);
    let mut text = table.text();
    if more > 0 {
        text.push_str(&words.fill("cli-more-complaints", &[("n", more.into())]));
        text.push('\n');
    }
    text
}

fn file_json(words: &Words, path: &Path, read: &Read) -> Value {
    let complaint_json = |complaint: &Complaint| {
        json!({
            "row": complaint.row,
            "column": complaint.column.as_deref(),
            "found": complaint.found,
            "advice": words.tell(&complaint.advice()),
        })
    };
    let file = path.to_string_lossy();
    match read {
        Ok(reading) => json!({
            "file": file,
            "kind": reading.kind.key(),
            "encoding": reading.encoding,
            "accepted": reading.accepted,
            "unchanged": reading.unchanged,
            "complaints": reading.complaints.listed.iter().map(complaint_json).collect::<Vec<_>>(),
            "complaints_total": reading.complaints.total,
            "columns": reading.columns.iter().map(|column| json!({
                "header": column.header.as_str(),
                "field": column.field.map(Field::key),
            })).collect::<Vec<_>>(),
            "notes": reading.notes.iter().map(|note| words.tell(&note.message())).collect::<Vec<_>>(),
        }),
        Err(unreadable) => json!({
            "file": file,
            "kind": null,
            "encoding": null,
            "accepted": 0,
            "unchanged": 0,
            "complaints": [],
            "error": words.tell(&unreadable.message()),
        }),
    }
}

/// A file of column names is no larger.
const MOST_MAP_BYTES: u64 = 1 << 20;

/// What a person says columns mean.
fn columns(path: &Path) -> Result<BTreeMap<SmolStr, SmolStr>, Failure> {
    let about = |key| Message::new(key).with("path", Arg::shown(path.display()));
    let mut text = String::new();
    File::open(path)
        .and_then(|file| file.take(MOST_MAP_BYTES + 1).read_to_string(&mut text))
        .map_err(|error| Failure::Bad(about("cli-map-unreadable").with("error", Arg::shown(error))))?;
    if text.len() as u64 > MOST_MAP_BYTES {
        return Err(Failure::Bad(about("cli-map-too-large").with("most", Arg::shown(MOST_MAP_BYTES >> 20))));
    }
    let map: BTreeMap<String, String> = serde_json::from_str(&text)
        .map_err(|error| Failure::Bad(about("cli-map-unreadable").with("error", Arg::shown(error))))?;
    if let Some(field) = map.values().find(|field| !field.is_empty() && Field::from_key(field).is_none()) {
        return Err(Failure::Bad(about("cli-map-field").with("field", field.as_str())));
    }
    Ok(map.into_iter().map(|(header, field)| (header.into(), field.into())).collect())
}
