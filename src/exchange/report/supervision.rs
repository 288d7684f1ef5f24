//! The supervision report (督查): the plan step by step, who was to do it by when, when it was done, late by how much.

use super::cell::Cell;
use super::head::{Column, Span};
use super::held::{Held, HeldRow};
use super::incidents::{head, of_period, word};
use super::measured::{figures, table};
use super::summary::{Chart, ChartKind, Summary};
use crate::domain::emergency::deadlines::{self, Due};
use crate::domain::emergency::{Incident, StepDone};
use crate::domain::kpi::handling::{StepOutcome, StepTally};
use crate::domain::playbook::{CardId, Owner, Playbook};
use crate::domain::state::State;
use crate::domain::time::Timestamp;
use crate::words::{Message, Tell, Words, incidents as said};
use std::collections::BTreeMap;

/// The supervision report of a period (督查): step by step, who, by when, done when, late by how much.
#[must_use]
pub fn supervision(state: &State, span: Span, now: Timestamp, words: &Words) -> Held {
    let column = |key, heading: &str, width| Column::new(key, words.say(heading), width);
    let columns = vec![
        column("incident", "report-column-incident", 13),
        column("kind", "account-column-kind", 22).aside(),
        column("level", "account-column-level", 10).aside(),
        column("step", "account-column-step", 6),
        column("text", "account-column-text", 40),
        column("owner", "account-column-owner", 16),
        column("limit", "account-column-limit", 12),
        column("limit_confirmed", "account-column-limit-confirmed", 10).aside(),
        column("due_at", "account-column-due", 17),
        column("result", "report-column-result", 12),
        column("done_at", "account-column-done", 17),
        column("done_by", "account-column-done-by", 10),
        column("minutes_late", "report-column-minutes-late", 8),
        column("escalated", "account-column-escalated", 8).aside(),
        column("why", "account-column-why-left-out", 24).aside(),
    ];
    let mut all = StepTally::default();
    let mut owners = BTreeMap::<Owner, StepTally>::new();
    let mut cards = BTreeMap::<CardId, (String, StepTally)>::new();
    let mut of_incidents = Vec::<(String, String, StepTally)>::new();
    let mut rows = Vec::new();
    let mut unconfirmed = false;
    for incident in of_period(state, span) {
        let playbook = state.playbook(incident.playbook);
        let mut own = StepTally::default();
        for due in deadlines::steps(incident, &playbook, &state.settings) {
            let outcome = outcome(&due, now);
            all.count(outcome);
            own.count(outcome);
            // A step of two owners is late for both.
            for owner in &due.step.owners {
                owners.entry(*owner).or_default().count(outcome);
            }
            let card = cards
                .entry(due.id.card)
                .or_insert_with(|| (title(&playbook, due.id.card, words), StepTally::default()));
            card.1.count(outcome);
            unconfirmed |= !due.step.confirmed;
            rows.push(HeldRow {
                telling: is_late(outcome),
                cells: step_cells(incident, &due, outcome, words),
            });
        }
        of_incidents.push((incident.id.to_string(), words.tell(&incident.kind.message()), own));
    }
    let tables = vec![
        table(
            "by_owner",
            words.say("account-by-owner"),
            owners
                .iter()
                .map(|(owner, tally)| (owner.name().to_owned(), words.tell(&owner.message()), tally)),
            words,
        ),
        table(
            "by_card",
            words.say("account-by-card"),
            cards.iter().map(|(card, (title, tally))| (card.0.to_string(), title.clone(), tally)),
            words,
        ),
        table(
            "by_incident",
            words.say("account-by-incident"),
            of_incidents.iter().map(|(id, kind, tally)| (id.clone(), kind.clone(), tally)),
            words,
        ),
    ];
    let chart = Chart::new(
        ChartKind::Columns,
        words.say("account-chart-owners"),
        words.say("kpi-steps-in-time"),
    )
    .of(&tables[0], "name", "in_time_percent");
    let summary = Summary {
        whole: words.say("account-all-steps"),
        remark: if rows.is_empty() { words.say("account-no-incidents") } else { String::new() },
        figures: figures(&all, words),
        charts: if chart.points.is_empty() { Vec::new() } else { vec![chart] },
        tables,
        notes: if unconfirmed { vec![words.say("account-limits-default")] } else { Vec::new() },
    };
    let titles = ("supervision", "account-supervision", "account-sheet-steps");
    Held { head: head(titles, (span, "report-only-hours-opened"), now, columns, words), rows, summary }
}

fn title(playbook: &Playbook, card: CardId, words: &Words) -> String {
    playbook.cards.get(&card).map(|card| words.name(&card.title).to_owned()).unwrap_or_default()
}

fn step_cells(incident: &Incident, due: &Due<'_>, outcome: StepOutcome, words: &Words) -> Vec<Cell> {
    let (result, code, minutes) = match outcome {
        StepOutcome::InTime => ("account-step-in-time", "in_time", Some(0)),
        StepOutcome::DoneLate(minutes) => ("account-step-late", "done_late", Some(minutes)),
        StepOutcome::Overdue(minutes) => ("account-step-overdue", "overdue", Some(minutes)),
        StepOutcome::Skipped => ("account-step-skipped", "skipped", None),
        StepOutcome::Waiting => ("account-step-waiting", "waiting", None),
    };
    let signed = due.done.as_ref().map(StepDone::signed);
    let why = match &due.done {
        Some(StepDone::Skipped { why, .. }) => Cell::said(why.as_str()),
        _ => Cell::Empty,
    };
    let confirmed = if due.step.confirmed {
        ("account-limit-confirmed", "confirmed")
    } else {
        ("account-limit-default", "default")
    };
    vec![
        Cell::said(incident.id.as_str()),
        word(words, &incident.kind.message(), incident.kind.name()),
        word(words, &incident.level.message(), incident.level.name()),
        Cell::said(due.id.to_string()),
        Cell::said(words.name(&due.step.text)),
        Cell::said(said::owners(words, due.step)),
        Cell::said(words.tell(&due.step.limit.message())),
        word(words, &Message::new(confirmed.0), confirmed.1),
        Cell::Moment(due.by),
        word(words, &Message::new(result), code),
        Cell::moment(signed.map(|signed| signed.at)),
        signed.map_or(Cell::Empty, |signed| Cell::said(signed.by.as_str())),
        Cell::count(minutes.map(u64::from)),
        Cell::Count(incident.told_up_to(due.id).into()),
        why,
    ]
}

/// How a step came out, seen from `now`. What is to be done again and again is judged by its next time.
pub(super) fn outcome(due: &Due<'_>, now: Timestamp) -> StepOutcome {
    let after = |moment: Timestamp| {
        let seconds = (moment.0 - due.by.0).num_seconds();
        u32::try_from((seconds + 59) / 60).unwrap_or(0)
    };
    match &due.done {
        Some(StepDone::Skipped { .. }) => StepOutcome::Skipped,
        Some(StepDone::Ticked(signed)) if signed.at <= due.by => StepOutcome::InTime,
        Some(StepDone::Ticked(signed)) => StepOutcome::DoneLate(after(signed.at)),
        None if now > due.by => StepOutcome::Overdue(after(now)),
        None => StepOutcome::Waiting,
    }
}

pub(super) const fn is_late(outcome: StepOutcome) -> bool {
    matches!(outcome, StepOutcome::DoneLate(_) | StepOutcome::Overdue(_))
}
