//! Incidents in sentences, for desk and command line alike: deadlines counted down, who is told, lines of a timeline.

use super::{Arg, Tell, Words, grouped};
use crate::domain::emergency::{Commanding, Event, Incident, What};
use crate::domain::playbook::{Owner, Step, StepId};
use crate::domain::time::Timestamp;

/// A span as people say it: minutes, hours and minutes, or days.
#[must_use]
pub fn span(words: &Words, minutes: i64) -> String {
    let minutes = minutes.unsigned_abs();
    match minutes {
        0..90 => words.fill("incident-span-minutes", &[("n", minutes.into())]),
        90..2_880 => {
            let parts =
                [("hours", (minutes / 60).into()), ("minutes", format!("{:02}", minutes % 60).into())];
            words.fill("incident-span-hours", &parts)
        }
        _ => {
            let parts = [("days", (minutes / 1_440).into()), ("hours", (minutes % 1_440 / 60).into())];
            words.fill("incident-span-days", &parts)
        }
    }
}

/// `in 5 min`, or `12 min late`.
#[must_use]
pub fn countdown(words: &Words, by: Timestamp, now: Timestamp) -> String {
    let seconds = (by.0 - now.0).num_seconds();
    if seconds > 0 {
        // A begun minute counts: nothing is due "in 0 min".
        let span = span(words, (seconds + 59) / 60);
        words.fill("incident-due-in", &[("span", span.into())])
    } else {
        words.fill("incident-late-by", &[("span", span(words, -seconds / 60).into())])
    }
}

#[must_use]
pub fn owners(words: &Words, step: &Step) -> String {
    let names = step.owners.iter().map(|owner| words.tell(&owner.message()));
    names.collect::<Vec<_>>().join(&words.say("incident-owners-or"))
}

/// Who is told that the step is late: its owner's head, or one level up.
#[must_use]
pub fn told_at(words: &Words, step: &Step, stage: u8) -> String {
    let mut heads: Vec<Owner> = step.owners.iter().map(|owner| owner.told_at(stage)).collect();
    heads.dedup();
    let names: Vec<String> = heads.iter().map(|owner| words.tell(&owner.message())).collect();
    names.join(&words.say("incident-joint"))
}

/// `3 routes, 212 retailers, 9,870 cartons`.
#[must_use]
pub fn reach(words: &Words, incident: &Incident) -> String {
    let parts = [
        ("routes", incident.routes.len().into()),
        ("retailers", incident.retailers.into()),
        ("cartons", Arg::from(grouped(incident.cartons.0.into()))),
    ];
    words.fill("incident-reach", &parts)
}

/// `总指挥 李 …, deputy …, by authority of …, since 09:10 (recorded by …)`.
#[must_use]
pub fn commands(words: &Words, one: &Commanding, since: &str) -> String {
    let parts = [
        ("chief", Arg::from(one.chief.as_str())),
        ("by", one.authorised_by.as_deref().unwrap_or_default().into()),
        ("since", since.into()),
        ("recorded", one.since.by.as_str().into()),
    ];
    let key =
        if one.authorised_by.is_some() { "incident-temporary-commands" } else { "incident-commands-since" };
    let told = words.fill(key, &parts);
    if one.deputy.is_empty() {
        return told;
    }
    words.fill("incident-with-deputy", &[("told", told.into()), ("deputy", one.deputy.as_str().into())])
}

/// A line of the timeline without its time: what was done, to which step, by whom.
#[must_use]
pub fn event(words: &Words, event: &Event, step: impl Fn(StepId) -> Option<Step>) -> String {
    let told = words.tell(&event.what.message());
    match &event.what {
        What::Escalated(id, stage) => match step(*id) {
            Some(step) => {
                let parts = [("what", told.into()), ("told", told_at(words, &step, *stage).into())];
                words.fill("incident-event-escalated", &parts)
            }
            None => told,
        },
        What::Ticked(id) | What::Skipped(id, _) | What::Reopened(id) => match step(*id) {
            Some(step) => format!("{told} – {}", words.name(&step.text)),
            None => told,
        },
        _ => told,
    }
}

/// The name of who did it; the program's own doings are told as such.
#[must_use]
pub fn by(words: &Words, event: &Event) -> String {
    if event.signed.by.is_empty() { words.say("incident-by-itself") } else { event.signed.by.to_string() }
}
