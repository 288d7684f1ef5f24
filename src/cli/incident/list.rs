//! `mainstay incident list`.

use super::show;
use crate::cli::answer::Answer;
use crate::cli::failure::Failure;
use crate::cli::setting::Setting;
use crate::cli::table::Table;
use crate::domain::emergency::Incident;
use crate::domain::emergency::deadlines::{self, Lateness};
use crate::domain::state::State;
use crate::domain::time::Timestamp;
use crate::words::{Tell, Words, incidents};
use clap::Args;
use serde_json::Value;
use std::cmp::Reverse;
use std::sync::Arc;

#[derive(Debug, Args)]
pub(super) struct List {
    /// Closed ones too.
    #[arg(long)]
    all: bool,
}

pub(super) fn run(setting: &Setting, asked: &List) -> Result<Answer, Failure> {
    let (session, now) = super::opened(setting)?;
    let (state, words) = (session.state(), &setting.words);
    let mut incidents: Vec<&Arc<Incident>> =
        state.incidents.values().filter(|incident| asked.all || incident.closed.is_none()).collect();
    incidents.sort_by_key(|incident| {
        let over = (incident.closed.is_some(), !incident.is_felt());
        (over, Reverse(incident.level), Reverse(incident.opened.at), incident.id.clone())
    });
    let heads = [
        "cli-head-incident",
        "cli-head-level",
        "cli-head-kind",
        "cli-head-what",
        "cli-head-state",
        "cli-head-since",
        "cli-head-next",
        "cli-head-late-steps",
    ];
    let mut table = Table::with_heads(heads.map(|head| words.say(head)));
    for incident in &incidents {
        let (next, late) = due(state, incident, words, now);
        table.row([
            incident.id.to_string(),
            words.tell(&incident.level.message()),
            words.tell(&incident.kind.message()),
            incident.what.to_string(),
            words.tell(&incident.standing().message()),
            incident.opened.at.0.format("%m-%d %H:%M").to_string(),
            next,
            late.to_string(),
        ]);
    }
    let text =
        if incidents.is_empty() { format!("{}\n", words.say("cli-no-incidents")) } else { table.text() };
    let rows: Vec<Value> = incidents.iter().map(|incident| show::json(state, incident, words, now)).collect();
    Ok(Answer::new(text, rows.into()))
}

/// The open step due first, and how many are late.
fn due(state: &State, incident: &Incident, words: &Words, now: Timestamp) -> (String, usize) {
    if incident.closed.is_some() {
        return (String::new(), 0);
    }
    let playbook = state.playbook(incident.playbook);
    let steps = deadlines::steps(incident, &playbook, &state.settings);
    let open = steps.iter().filter(|due| due.done.is_none());
    let late = open.clone().filter(|due| due.lateness(now) != Lateness::InTime).count();
    let next = open.min_by_key(|due| (due.by, due.id));
    (
        next.map_or_else(String::new, |due| {
            format!("{} {}", due.id, incidents::countdown(words, due.by, now))
        }),
        late,
    )
}
