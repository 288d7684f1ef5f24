//! `mainstay request list`.

use crate::cli::answer::Answer;
use crate::cli::setting::Setting;
use crate::cli::table::Table;
use crate::domain::emergency::deadlines;
use crate::domain::state::State;
use crate::domain::supply::request::{Decision, Line, Request};
use crate::domain::time::Timestamp;
use crate::words::{Tell, incidents};
use clap::Args;
use serde_json::{Value, json};
use std::sync::Arc;

#[derive(Debug, Args)]
pub(super) struct List {
    /// Those that are over too.
    #[arg(long)]
    all: bool,
}

pub(super) fn run(setting: &Setting, state: &State, asked: &List, now: Timestamp) -> Answer {
    let all = state.supply.requests.values();
    let mut requests: Vec<&Arc<Request>> = all.filter(|one| asked.all || one.is_open()).collect();
    requests.sort_by(|a, b| a.urgency().cmp(&b.urgency()));
    let text = if requests.is_empty() {
        format!("{}\n", setting.words.say("cli-no-requests"))
    } else {
        table(setting, state, &requests, now)
    };
    let rows: Vec<Value> = requests.iter().map(|request| json(setting, state, request, now)).collect();
    Answer::new(text, rows.into())
}

pub(super) fn table(setting: &Setting, state: &State, requests: &[&Arc<Request>], now: Timestamp) -> String {
    let words = &setting.words;
    let heads = [
        "cli-supply-request",
        "cli-head-retailer",
        "cli-supply-occasion",
        "cli-head-cartons",
        "cli-supply-needed-by",
        "cli-head-state",
        "cli-head-next",
    ];
    let mut table = Table::with_heads(heads.map(|head| words.say(head)));
    for request in requests {
        let next = deadlines::next(state, &request.incident()).map_or_else(String::new, |(step, by)| {
            format!("{step} {}", incidents::countdown(words, by, now))
        });
        table.row([
            request.id.to_string(),
            request.retailer.to_string(),
            words.tell(&request.occasion.message()),
            request.cartons().0.to_string(),
            request.needed_by.0.format("%m-%d %H:%M").to_string(),
            words.tell(&request.stage().message()),
            next,
        ]);
    }
    table.text()
}

pub(super) fn json(setting: &Setting, state: &State, request: &Request, now: Timestamp) -> Value {
    let lines = |lines: &[Line]| -> Vec<Value> {
        let line = |line: &Line| json!({ "brand": line.brand.as_str(), "cartons": line.cartons.0 });
        lines.iter().map(line).collect()
    };
    let (level, why, decided) = match &request.decision {
        Some(Decision::Approved { signed, level, .. }) => (Some(level.name()), None, Some(signed)),
        Some(Decision::Refused { signed, why }) => (None, Some(why.as_str()), Some(signed)),
        None => (None, None, None),
    };
    let next = deadlines::next(state, &request.incident()).map(|(step, by)| (step.to_string(), by));
    json!({
        "id": request.id.as_str(),
        "at": request.asked.at.to_string(),
        "by": request.asked.by.as_str(),
        "state": request.stage().name(),
        "retailer": request.retailer.as_str(),
        "licence": request.licence.as_str(),
        "reason": request.occasion.name(),
        "reason_told": setting.words.tell(&request.occasion.message()),
        "asked": lines(&request.lines),
        "given": lines(request.wanted()),
        "cartons": request.cartons().0,
        "needed_by": request.needed_by.to_string(),
        "contact": request.contact.as_str(),
        "level": level,
        "why": why,
        "decided_at": decided.map(|signed| signed.at.to_string()),
        "decided_by": decided.map(|signed| signed.by.as_str()),
        "day": request.delivery.as_ref().map(|delivery| delivery.day.to_string()),
        "route": request.delivery.as_ref().map(|delivery| delivery.route.as_str()),
        "passage": request.delivery.as_ref().map(|delivery| delivery.passage.name()),
        "answered_at": request.answered.as_ref().map(|answer| answer.signed.at.to_string()),
        "done_at": request.done.as_ref().map(|signed| signed.at.to_string()),
        "next_step": next.as_ref().map(|(step, _)| step),
        "next_by": next.as_ref().map(|(_, by)| by.to_string()),
        "late": next.is_some_and(|(_, by)| by <= now),
    })
}
