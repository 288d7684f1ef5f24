//! `mainstay demo`: makes the sample city once, in a database of its own, and opens the desk on it.

use super::answer::Answer;
use super::failure::Failure;
use super::open_desk;
use super::progress::Progress;
use super::setting::{self, Setting};
use crate::clock;
use crate::domain::ids::Revision;
use crate::domain::time::{TimeOfDay, Timestamp};
use crate::sample::{self, Recipe, Size};
use crate::session::Session;
use crate::words::{Arg, Message};
use clap::{Args, ValueEnum};
use serde_json::json;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(super) struct Demo {
    /// How large a sample.
    #[arg(long, value_enum, default_value_t = SizeName::City)]
    size: SizeName,
    /// Another number makes another city.
    #[arg(long, value_name = "N", default_value_t = Recipe::DEFAULT_SEED)]
    seed: u64,
    /// Service days before the open one.
    #[arg(long, value_name = "DAYS", default_value_t = Recipe::DEFAULT_HISTORY,
          value_parser = clap::value_parser!(u32).range(0..=2_600))]
    history: u32,
    /// Only make it; don't open the desk.
    #[arg(long)]
    no_desk: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum SizeName {
    City,
    Province,
}

pub(super) fn run(setting: &Setting, asked: &Demo) -> Result<Answer, Failure> {
    let recipe = Recipe {
        size: match asked.size {
            SizeName::City => Size::City,
            SizeName::Province => Size::Province,
        },
        seed: asked.seed,
        history: asked.history,
        moment: moment(setting.asked_now),
    };
    let path = match &setting.db {
        Some(path) => path.clone(),
        None => setting::data_folder()?.join(file_name(&recipe)),
    };
    let was_there = path.exists();
    let session = if was_there { open(&path)? } else { make(setting, &path, &recipe)? };
    if !asked.no_desk {
        drop(session);
        return open_desk::on_sample(setting, &path);
    }
    let settings = &session.state().settings;
    let moment = settings.sample_clock.unwrap_or(recipe.moment);
    let words = &setting.words;
    let key = if was_there { "cli-demo-there" } else { "cli-demo-made" };
    let text = words.fill(
        key,
        &[
            ("path", Arg::shown(path.display())),
            ("day", moment.day().to_string().into()),
            ("time", moment.time().to_string().into()),
            ("retailers", session.state().network.retailers.len().into()),
            ("days", session.days()?.len().into()),
        ],
    );
    let json = json!({
        "db": path.to_string_lossy(),
        "made": !was_there,
        "size": recipe.size.name(),
        "seed": recipe.seed,
        "now": moment.to_string(),
        "days": session.days()?.len(),
        "revision": session.revision().0,
    });
    Ok(Answer::new(format!("{text}\n"), json))
}

/// 10:20 today, unless another moment of the working day is asked for.
fn moment(asked: Option<Timestamp>) -> Timestamp {
    let working = TimeOfDay::hm(9, 30)..=TimeOfDay::hm(16, 30);
    match asked {
        Some(moment) if working.contains(&moment.time()) => moment,
        other => Recipe::mid_morning(other.unwrap_or_else(clock::now).day()),
    }
}

/// A database of its own for each sample, so that one never hides another.
fn file_name(recipe: &Recipe) -> String {
    let history = match recipe.history {
        Recipe::DEFAULT_HISTORY => String::new(),
        days => format!("-{days}-days"),
    };
    format!("sample-{}-{}{history}.db", recipe.size.name(), recipe.seed)
}

fn open(path: &Path) -> Result<Session, Failure> {
    let session = Session::open(path)?;
    if session.state().settings.sample_clock.is_none() {
        let message = Message::new("cli-demo-not-a-sample").with("path", Arg::shown(path.display()));
        return Err(Failure::Bad(message));
    }
    Ok(session)
}

/// Makes it beside its place and puts it there when complete, so that half a sample is never taken for one.
fn make(setting: &Setting, path: &Path, recipe: &Recipe) -> Result<Session, Failure> {
    setting::make_folder(path)?;
    let mut under_way = path.as_os_str().to_owned();
    under_way.push(".making");
    let under_way = PathBuf::from(under_way);
    let clear = || {
        for ending in ["", "-wal", "-shm", "-journal"] {
            let mut name = under_way.as_os_str().to_owned();
            name.push(ending);
            // What is not there need not be removed.
            let _ = std::fs::remove_file(name);
        }
    };
    clear();
    let made = Session::open(&under_way).map_err(Failure::from).and_then(|mut session| {
        let mut progress = Progress::of(&setting.words, Message::new("cli-making"));
        let receipt = sample::found(&mut session, recipe, &mut progress)?;
        Ok(receipt.revision)
    });
    let put = made.and_then(|_: Revision| {
        std::fs::rename(&under_way, path).map_err(|error| {
            let message = Message::new("cli-no-folder").with("path", Arg::shown(path.display()));
            Failure::Trouble(message.with("error", Arg::shown(error)))
        })
    });
    clear();
    put?;
    Ok(Session::open(path)?)
}
