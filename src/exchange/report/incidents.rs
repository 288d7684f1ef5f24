//! The incident report: what became of each incident opened in a period, and the figures by link, kind, level and month.

use super::cell::Cell;
use super::head::{Column, Head, Span, as_of_line, hours_fact};
use super::held::{Held, HeldRow};
use super::measured::{figures, table};
use super::summary::{Chart, ChartKind, Summary};
use super::supervision::{is_late, outcome};
use crate::domain::emergency::deadlines;
use crate::domain::emergency::level::Level;
use crate::domain::emergency::{Incident, Kind, Signed};
use crate::domain::fleet::review::Month;
use crate::domain::incident::Link;
use crate::domain::kpi::handling::{IncidentTally, StepOutcome};
use crate::domain::state::State;
use crate::domain::time::Timestamp;
use crate::words::{Message, Tell, Words};
use chrono::TimeDelta;
use smol_str::SmolStr;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Incidents opened in these days and hours, in the order they were opened.
pub(super) fn of_period(state: &State, span: Span) -> Vec<&Arc<Incident>> {
    let opened = |incident: &&Arc<Incident>| span.holds(incident.opened.at);
    let mut found: Vec<_> = state.incidents.values().filter(opened).collect();
    found.sort_by(|a, b| (a.opened.at, &a.id).cmp(&(b.opened.at, &b.id)));
    found
}

pub(super) fn head(
    (key, title, rows): (&'static str, &str, &str),
    (span, hours): (Span, &str),
    now: Timestamp,
    columns: Vec<Column>,
    words: &Words,
) -> Head {
    let mut lines = span.lines(words, hours);
    lines.push(as_of_line(words, now));
    Head {
        key,
        title: words.say(title),
        lines,
        facts: vec![
            ("from", Cell::Day(span.from)),
            ("to", Cell::Day(span.to)),
            ("as_of", Cell::Moment(now)),
            ("hours", hours_fact(span.hours)),
        ],
        as_of: now,
        rows: words.say(rows),
        columns,
    }
}

pub(super) fn word(words: &Words, message: &Message, code: &'static str) -> Cell {
    Cell::Word { said: words.tell(message).into(), code: SmolStr::new_static(code) }
}

/// The incident report of a period, in the language of `words`.
#[must_use]
pub fn incidents(state: &State, span: Span, now: Timestamp, words: &Words) -> Held {
    let column = |key, heading: &str, width| Column::new(key, words.say(heading), width);
    let columns = vec![
        column("incident", "report-column-incident", 13),
        column("opened_at", "account-column-opened", 17),
        column("opened_by", "account-column-opened-by", 10).aside(),
        column("link", "account-column-link", 12),
        column("kind", "account-column-kind", 22),
        column("what", "account-column-what", 26).aside(),
        column("level", "account-column-level", 10),
        column("level_set_by", "account-column-level-set-by", 10).aside(),
        column("injured", "incident-injured", 8).aside(),
        column("dead", "incident-dead", 8).aside(),
        column("state", "report-column-state", 12),
        column("acknowledged_at", "account-column-acknowledged", 17).aside(),
        column("restored_at", "account-column-restored", 17),
        column("closed_at", "account-column-closed", 17).aside(),
        column("closed_by", "account-column-closed-by", 10).aside(),
        column("why", "account-column-why", 26).aside(),
        column("commander", "account-column-commander", 10),
        column("routes", "account-column-routes", 8).aside(),
        column("retailers", "account-column-retailers", 9),
        column("cartons", "report-column-cartons", 9).aside(),
        column("steps", "kpi-steps", 7),
        column("steps_late", "account-column-steps-late", 7),
        column("playbook", "account-column-playbook", 7).aside(),
    ];
    let mut all = IncidentTally::default();
    let mut links = BTreeMap::<Link, IncidentTally>::new();
    let mut kinds = BTreeMap::<Kind, IncidentTally>::new();
    let mut levels = BTreeMap::<Level, IncidentTally>::new();
    let mut months = BTreeMap::<Month, IncidentTally>::new();
    let mut rows = Vec::new();
    for incident in of_period(state, span) {
        let playbook = state.playbook(incident.playbook);
        let steps = deadlines::steps(incident, &playbook, &state.settings);
        let outcomes: Vec<StepOutcome> = steps.iter().map(|due| outcome(due, now)).collect();
        let groups = [
            &mut all,
            links.entry(incident.link).or_default(),
            kinds.entry(incident.kind).or_default(),
            levels.entry(incident.level).or_default(),
            months.entry(Month::of(incident.opened.at.day())).or_default(),
        ];
        for tally in groups {
            count(tally, incident, &outcomes);
        }
        let late = outcomes.iter().filter(|one| is_late(**one)).count();
        let signed_at = |signed: &Option<Signed>| Cell::moment(signed.as_ref().map(|signed| signed.at));
        let commander = incident.commander().map(|now| now.chief.to_string()).unwrap_or_default();
        rows.push(HeldRow {
            telling: late > 0 || incident.closed.is_none(),
            cells: vec![
                Cell::said(incident.id.as_str()),
                Cell::Moment(incident.opened.at),
                Cell::said(incident.opened.by.as_str()),
                word(words, &incident.link.message(), incident.link.name()),
                word(words, &incident.kind.message(), incident.kind.name()),
                Cell::said(incident.what.as_str()),
                word(words, &incident.level.message(), incident.level.name()),
                incident.level_set.as_ref().map_or(Cell::Empty, |signed| Cell::said(signed.by.as_str())),
                Cell::Count(incident.casualties.injured.into()),
                Cell::Count(incident.casualties.dead.into()),
                word(words, &incident.standing().message(), incident.standing().name()),
                signed_at(&incident.acknowledged),
                signed_at(&incident.restored),
                Cell::moment(incident.closed.as_ref().map(|closing| closing.signed.at)),
                incident
                    .closed
                    .as_ref()
                    .map_or(Cell::Empty, |closing| Cell::said(closing.signed.by.as_str())),
                incident.closed.as_ref().map_or(Cell::Empty, |closing| Cell::said(closing.why.as_str())),
                Cell::said(commander),
                Cell::Count(incident.routes.len() as u64),
                Cell::Count(incident.retailers as u64),
                Cell::Count(incident.cartons.0.into()),
                Cell::Count(steps.len() as u64),
                Cell::Count(late as u64),
                Cell::Count(incident.playbook.into()),
            ],
        });
    }
    let named = |message: Message, code: &'static str| (code.to_owned(), words.tell(&message));
    let tables = vec![
        table(
            "by_link",
            words.say("account-by-link"),
            links.iter().map(|(link, tally)| {
                let (code, name) = named(link.message(), link.name());
                (code, name, tally)
            }),
            words,
        ),
        table(
            "by_kind",
            words.say("account-by-kind"),
            kinds.iter().map(|(kind, tally)| {
                let (code, name) = named(kind.message(), kind.name());
                (code, name, tally)
            }),
            words,
        ),
        table(
            "by_level",
            words.say("account-by-level"),
            levels.iter().map(|(level, tally)| {
                let (code, name) = named(level.message(), level.name());
                (code, name, tally)
            }),
            words,
        ),
        table(
            "by_month",
            words.say("account-by-month"),
            months
                .iter()
                .map(|(month, tally)| (super::breakdowns::month_shown(*month), String::new(), tally)),
            words,
        ),
    ];
    let chart = Chart::new(ChartKind::Pareto, words.say("account-chart-kinds"), words.say("kpi-incidents"))
        .of(&tables[1], "name", "incidents");
    let summary = Summary {
        whole: words.say("account-all-incidents"),
        remark: if rows.is_empty() { words.say("account-no-incidents") } else { String::new() },
        figures: figures(&all, words),
        charts: if chart.points.is_empty() { Vec::new() } else { vec![chart] },
        tables,
        notes: Vec::new(),
    };
    let titles = ("incidents", "account-incidents", "account-sheet-incidents");
    Held { head: head(titles, (span, "report-only-hours-opened"), now, columns, words), rows, summary }
}

fn count(tally: &mut IncidentTally, incident: &Incident, outcomes: &[StepOutcome]) {
    let since = |signed: &Option<Signed>| {
        signed.as_ref().map(|signed| (signed.at.0 - incident.opened.at.0).max(TimeDelta::zero()))
    };
    tally.incidents += 1;
    tally.open += u64::from(incident.closed.is_none());
    tally.retailers += incident.retailers as u64;
    if let Some(span) = since(&incident.acknowledged) {
        tally.acknowledged = (tally.acknowledged.0 + 1, tally.acknowledged.1 + span);
    }
    if let Some(span) = since(&incident.restored) {
        tally.restored = (tally.restored.0 + 1, tally.restored.1 + span);
    }
    for outcome in outcomes {
        tally.steps.count(*outcome);
    }
}
