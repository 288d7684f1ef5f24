//! `mainstay incident show N`: one incident whole, as text and as JSON.

use super::shown;
use crate::cli::answer::Answer;
use crate::cli::failure::Failure;
use crate::cli::setting::Setting;
use crate::cli::table::Table;
use crate::domain::emergency::deadlines::{self, Due, Lateness};
use crate::domain::emergency::supervision;
use crate::domain::emergency::{Event, Incident, Signed, StepDone, What};
use crate::domain::ids::{IncidentId, RouteId};
use crate::domain::playbook::{Owner, Playbook};
use crate::domain::refusal::Refusal;
use crate::domain::state::State;
use crate::domain::time::Timestamp;
use crate::session::Session;
use crate::words::{Arg, Tell, Words, incidents};
use serde_json::{Value, json};
use std::fmt::Write as _;

/// JSON is an array of one, so that `list` and `show` are read alike.
pub(super) fn answer(
    setting: &Setting,
    session: &Session,
    id: &IncidentId,
    now: Timestamp,
) -> Result<Answer, Failure> {
    let state = session.state();
    let incident = state.incidents.get(id).ok_or_else(|| Refusal::NoSuchIncident(id.clone()))?;
    let words = &setting.words;
    Ok(Answer::new(text(state, incident, words, now), Value::Array(vec![json(state, incident, words, now)])))
}

fn text(state: &State, incident: &Incident, words: &Words, now: Timestamp) -> String {
    let playbook = state.playbook(incident.playbook);
    let kind = words.tell(&incident.kind.message());
    let name = if incident.what.is_empty() {
        kind
    } else {
        words.fill("incident-name", &[("kind", kind.into()), ("what", incident.what.as_str().into())])
    };
    let parts = [
        ("incident", shown(&incident.id)),
        ("level", incident.level.message().into()),
        ("name", name.into()),
        ("standing", incident.standing().message().into()),
        ("since", incident.opened.at.0.format("%m-%d %H:%M").to_string().into()),
        ("reach", incidents::reach(words, incident).into()),
    ];
    let mut text = words.fill("cli-incident-shown", &parts);
    text.push('\n');
    if let Some(rule) = incident.rule {
        let parts = [("level", rule.level().message().into()), ("rule", rule.message().into())];
        text.push_str(&words.fill("incident-suggested", &parts));
        text.push('\n');
    }
    if !incident.casualties.is_none() {
        text.push_str(&words.tell(&incident.casualties.message()));
        text.push('\n');
    }
    text.push_str(&words.tell(&incident.lane().message()));
    text.push('\n');
    for one in incident.command.iter().rev() {
        let since = one.since.at.0.format("%m-%d %H:%M").to_string();
        text.push_str(&incidents::commands(words, one, &since));
        text.push('\n');
    }
    let heads = [
        "cli-head-step",
        "cli-head-owner",
        "cli-head-limit",
        "cli-head-due",
        "cli-head-state",
        "cli-head-what",
    ];
    let mut table = Table::with_heads(heads.map(|head| words.say(head)));
    let steps = deadlines::steps(incident, &playbook, &state.settings);
    for due in &steps {
        table.row([
            due.id.to_string(),
            incidents::owners(words, due.step),
            words.tell(&due.step.limit.message()),
            due.by.0.format("%m-%d %H:%M").to_string(),
            standing(due, incident, words, now),
            words.name(&due.step.text).to_owned(),
        ]);
    }
    text.push_str(&table.text());
    text.push('\n');
    text.push_str(&owners(&steps, words, now));
    text.push('\n');
    for event in &incident.timeline {
        let told = incidents::event(words, event, |step| playbook.step(step).cloned());
        let at = event.signed.at.0.format("%m-%d %H:%M");
        // Writing to a text cannot fail.
        let _ = writeln!(text, "{at}  {told}  ({})", incidents::by(words, event));
    }
    text
}

/// Each department with its steps in time, late, and still to do.
fn owners(steps: &[Due<'_>], words: &Words, now: Timestamp) -> String {
    let heads = [
        "cli-head-owner",
        "cli-head-in-time",
        "cli-head-done-late",
        "cli-head-skipped",
        "cli-head-open",
        "cli-head-overdue",
    ];
    let mut table = Table::with_heads(heads.map(|head| words.say(head)));
    for (owner, tally) in supervision::by_owner(steps, now) {
        table.row([
            words.tell(&owner.message()),
            tally.in_time.to_string(),
            tally.late.to_string(),
            tally.skipped.to_string(),
            tally.open.to_string(),
            tally.overdue.to_string(),
        ]);
    }
    table.text()
}

fn standing(due: &Due<'_>, incident: &Incident, words: &Words, now: Timestamp) -> String {
    match &due.done {
        Some(StepDone::Ticked(signed)) => {
            let at = signed.at.0.format("%H:%M").to_string();
            let late = due.late_by().map(|late| incidents::span(words, late.num_minutes()));
            let key = if late.is_some() { "cli-step-done-late" } else { "cli-step-done" };
            let parts = [
                ("by", Arg::from(signed.by.as_str())),
                ("at", at.into()),
                ("late", late.unwrap_or_default().into()),
            ];
            words.fill(key, &parts)
        }
        Some(StepDone::Skipped { why, .. }) => {
            words.fill("cli-step-skipped", &[("why", why.as_str().into())])
        }
        None if incident.closed.is_some() => String::new(),
        None => incidents::countdown(words, due.by, now),
    }
}

fn signed(signed: Option<&Signed>) -> Value {
    signed.map_or(Value::Null, |signed| json!({ "at": signed.at.to_string(), "by": signed.by.as_str() }))
}

/// `by` is who opened it; empty where it opened by itself.
pub(super) fn json(state: &State, incident: &Incident, words: &Words, now: Timestamp) -> Value {
    let playbook = state.playbook(incident.playbook);
    let steps = deadlines::steps(incident, &playbook, &state.settings);
    let command = incident.command.iter().map(|one| {
        json!({
            "chief": one.chief.as_str(),
            "deputy": one.deputy.as_str(),
            "authorised_by": one.authorised_by.as_deref(),
            "since": one.since.at.to_string(),
            "by": one.since.by.as_str(),
        })
    });
    json!({
        "id": incident.id.as_str(),
        "at": incident.opened.at.to_string(),
        "state": incident.standing().name(),
        "by": incident.opened.by.as_str(),
        "link": incident.link.name(),
        "kind": incident.kind.name(),
        "what": incident.what.as_str(),
        "down": incident.down,
        "casualties": { "injured": incident.casualties.injured, "dead": incident.casualties.dead },
        "level": incident.level.name(),
        "rule": incident.rule.map(crate::domain::emergency::level::LevelRule::name),
        "level_set": signed(incident.level_set.as_ref()),
        "lane": incident.lane().name(),
        "day": incident.day.to_string(),
        "acknowledged": signed(incident.acknowledged.as_ref()),
        "expected": incident.expected.map(|at| at.to_string()),
        "restored": signed(incident.restored.as_ref()),
        "closed": incident.closed.as_ref().map(|closing| json!({
            "at": closing.signed.at.to_string(), "by": closing.signed.by.as_str(), "why": closing.why.as_str(),
        })),
        "routes": incident.routes.iter().map(RouteId::as_str).collect::<Vec<_>>(),
        "retailers": incident.retailers,
        "cartons": incident.cartons.0,
        "card": incident.card.0.to_string(),
        "playbook": incident.playbook,
        "steps": steps.iter().map(|due| step(due, now, words)).collect::<Vec<_>>(),
        "owners": supervision::by_owner(&steps, now).into_iter().map(|(owner, tally)| json!({
            "owner": owner.name(),
            "in_time": tally.in_time,
            "late": tally.late,
            "skipped": tally.skipped,
            "open": tally.open,
            "overdue": tally.overdue,
        })).collect::<Vec<_>>(),
        "command": command.collect::<Vec<_>>(),
        "timeline": incident.timeline.iter().map(|one| event(one, &playbook, words)).collect::<Vec<_>>(),
    })
}

fn step(due: &Due<'_>, now: Timestamp, words: &Words) -> Value {
    let state = match (&due.done, due.lateness(now)) {
        (Some(StepDone::Ticked(_)), _) => "done",
        (Some(StepDone::Skipped { .. }), _) => "skipped",
        (None, Lateness::InTime) => "open",
        (None, Lateness::Late) => "late",
        (None, Lateness::VeryLate) => "very_late",
    };
    let why = match &due.done {
        Some(StepDone::Skipped { why, .. }) => Some(why.as_str()),
        _ => None,
    };
    json!({
        "step": due.id.to_string(),
        "text": words.name(&due.step.text),
        "owner": due.step.owners.iter().copied().map(Owner::name).collect::<Vec<_>>(),
        "limit": words.tell(&due.step.limit.message()),
        "confirmed": due.step.confirmed,
        "message": due.step.message.as_deref(),
        "by": due.by.to_string(),
        "state": state,
        "done": signed(due.done.as_ref().map(StepDone::signed)),
        "late_minutes": due.late_by().map(|late| late.num_minutes()),
        "why": why,
    })
}

fn event(one: &Event, playbook: &Playbook, words: &Words) -> Value {
    let kind = match one.what {
        What::Opened => "opened",
        What::Acknowledged => "acknowledged",
        What::LevelSet(_) => "level",
        What::Suggested(_) => "suggested",
        What::Casualties(_) => "casualties",
        What::Expected(_) => "expected",
        What::Ticked(_) => "ticked",
        What::Skipped(..) => "skipped",
        What::Reopened(_) => "reopened",
        What::Escalated(..) => "escalated",
        What::Command(_) => "command",
        What::Restored => "restored",
        What::Closed(_) => "closed",
        What::Note(_) => "note",
    };
    let (step, stage) = match &one.what {
        What::Ticked(step) | What::Skipped(step, _) | What::Reopened(step) => (Some(*step), None),
        What::Escalated(step, stage) => (Some(*step), Some(*stage)),
        _ => (None, None),
    };
    json!({
        "at": one.signed.at.to_string(),
        "by": one.signed.by.as_str(),
        "what": kind,
        "step": step.map(|step| step.to_string()),
        "stage": stage,
        "text": incidents::event(words, one, |step| playbook.step(step).cloned()),
    })
}
