//! What one shift leaves to the next, as text: open incidents with what is due, who is told and who is not, and
//! what waits for somebody.

use super::known::Known;
use super::telling;
use crate::desk::bookkeeper::outbox::{Outbox, Tally};
use crate::desk::frame::day_shown;
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::Look;
use crate::desk::weather::known::Known as Weather;
use crate::desk::weather::telling::moment;
use crate::domain::ids::DepartmentCode;
use crate::domain::supply::request::{Request, Stage};
use crate::notify::ledger::{Entry, Standing};
use crate::words::{Arg, Tell};
use chrono::TimeDelta;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What is due within this is the next shift's, and named; what comes later is counted.
const SHIFT_HOURS: i64 = 12;

/// The whole sheet, a line for each thing.
#[must_use]
pub fn text(
    (known, weather): (&Known, &Weather),
    snapshot: &Snapshot,
    outbox: &Outbox,
    look: &Look,
) -> String {
    let words = &look.words;
    let when = format!("{} {}", day_shown(snapshot.now.day(), words), snapshot.now.0.format("%H:%M"));
    let mut lines = vec![words.fill("handover-heading", &[("when", when.into())]), String::new()];
    incidents(&mut lines, known, snapshot, look);
    told(&mut lines, &outbox.ledger, snapshot, look);
    waiting(&mut lines, (weather, outbox.tally, snapshot), look);
    lines.push(words.say("handover-signatures"));
    lines.join("\n") + "\n"
}

fn incidents(lines: &mut Vec<String>, known: &Known, snapshot: &Snapshot, look: &Look) {
    let words = &look.words;
    if known.open.is_empty() {
        lines.extend([words.say("handover-no-incidents"), String::new()]);
        return;
    }
    lines.push(words.fill("handover-incidents", &[("n", known.open.len().into())]));
    for case in &known.open {
        let incident = &case.incident;
        let playbook = snapshot.state.playbook(incident.playbook);
        let commander = incident.commander().map_or_else(
            || words.say("handover-nobody-commands"),
            |now| words.fill("incident-commands", &[("chief", now.chief.as_str().into())]),
        );
        let parts = [
            ("incident", Arg::shown(&incident.id)),
            ("level", incident.level.message().into()),
            ("name", telling::name(look, incident).into()),
            ("standing", incident.standing().message().into()),
            ("since", telling::since(look, incident, snapshot).into()),
            ("reach", telling::reach(words, incident).into()),
            ("command", commander.into()),
        ];
        lines.push(words.fill("handover-incident", &parts));
        let shift_ends = snapshot.now.plus(TimeDelta::hours(SHIFT_HOURS));
        // They come in the order they are due.
        let (named, later) = case.due.split_at(case.due.partition_point(|due| due.by <= shift_ends));
        for deadline in named {
            let Some(step) = playbook.step(deadline.step) else { continue };
            let parts = [
                ("step", Arg::shown(deadline.step)),
                ("text", words.name(&step.text).into()),
                ("owners", telling::owners(words, step).into()),
                ("by", moment(deadline.by, snapshot.date).into()),
                ("countdown", telling::countdown(words, deadline.by, snapshot.now).into()),
            ];
            lines.push(words.fill("handover-step", &parts));
        }
        if !later.is_empty() {
            lines.push(words.fill("handover-more-steps", &[("n", later.len().into())]));
        }
    }
    lines.push(String::new());
}

/// How many of each department's retailers are told, and how many are still to be, as the ledger says.
#[must_use]
pub fn told_by_department(ledger: &[Entry]) -> BTreeMap<DepartmentCode, (usize, usize)> {
    let mut told: BTreeMap<DepartmentCode, (usize, usize)> = BTreeMap::new();
    for entry in ledger.iter().filter(|entry| entry.standing != Standing::Quiet) {
        let code = entry.shop.as_ref().map_or_else(|| "".into(), |shop| shop.department.clone());
        let (yes, no) = told.entry(code).or_default();
        *(if entry.standing.is_to_tell() { no } else { yes }) += 1;
    }
    told
}

fn told(lines: &mut Vec<String>, ledger: &[Entry], snapshot: &Snapshot, look: &Look) {
    let words = &look.words;
    let by_department = told_by_department(ledger);
    if by_department.is_empty() {
        lines.extend([words.say("handover-nobody-to-tell"), String::new()]);
        return;
    }
    lines.push(words.say("handover-told"));
    for (code, (yes, no)) in by_department {
        let department = snapshot.state.network.departments.get(&code);
        let name = department.map_or(code.as_str(), |department| words.name(&department.name));
        let parts = [("department", name.into()), ("told", yes.into()), ("not-told", no.into())];
        lines.push(words.fill("handover-department", &parts));
    }
    lines.push(String::new());
}

fn waiting(lines: &mut Vec<String>, (weather, notices, snapshot): (&Weather, Tally, &Snapshot), look: &Look) {
    let words = &look.words;
    let waits = |request: &&Arc<Request>| matches!(request.stage(), Stage::Asked | Stage::Approved);
    let waits = [
        ("weather-waiting-confirm", weather.to_confirm()),
        ("weather-backlog-count", weather.owed.len()),
        ("handover-overdue", weather.overdue),
        ("supply-waiting-requests", snapshot.state.supply.requests.values().filter(waits).count()),
        ("told-waiting-given-up", notices.given_up),
        ("told-waiting-failing", notices.failing),
        ("told-waiting-to-answer", notices.to_answer),
    ];
    let waits: Vec<String> = waits
        .into_iter()
        .filter(|(_, n)| *n > 0)
        .map(|(key, n)| format!("  {}", words.fill(key, &[("n", n.into())])))
        .collect();
    if waits.is_empty() {
        lines.push(words.say("handover-nothing-waits"));
    } else {
        lines.push(words.say("handover-waits"));
        lines.extend(waits);
    }
    lines.push(String::new());
}
