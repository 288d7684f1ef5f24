//! What is due when, and what is late. Told from the incident and the clock alone, so that a restart forgets nothing.

use super::{Incident, StepDone, What};
use crate::domain::backlog::next_working_day;
use crate::domain::ids::IncidentId;
use crate::domain::playbook::{CardId, Limit, Playbook, Step, StepId};
use crate::domain::settings::Settings;
use crate::domain::state::State;
use crate::domain::time::{ServiceDay, TimeOfDay, Timestamp};
use chrono::TimeDelta;

/// A step of an incident, with its deadline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due<'p> {
    pub id: StepId,
    pub step: &'p Step,
    /// When it is to be done. Of what comes again and again, the next time.
    pub by: Timestamp,
    /// Twice the time it has: one level up is told then.
    pub twice: Timestamp,
    pub done: Option<StepDone>,
}

/// How late an open step is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Lateness {
    InTime,
    /// Its owner's head is told.
    Late,
    /// One level up is told.
    VeryLate,
}

impl Due<'_> {
    #[must_use]
    pub fn lateness(&self, now: Timestamp) -> Lateness {
        match () {
            () if self.done.is_some() || now < self.by => Lateness::InTime,
            () if now < self.twice => Lateness::Late,
            () => Lateness::VeryLate,
        }
    }
}

/// Every step of the incident's card, then the reports its level asks for, in their order. Of two lines of the same
/// text the one for the graver level stands for both, unless the other was dealt with before. What comes again and
/// again is not asked for any more once it is over.
#[must_use]
pub fn steps<'p>(incident: &Incident, playbook: &'p Playbook, settings: &Settings) -> Vec<Due<'p>> {
    let of = |card: CardId| {
        let steps = playbook.cards.get(&card).map(|card| &card.steps);
        steps.into_iter().flatten().map(move |(number, step)| (StepId { card, number: *number }, step))
    };
    let all = of(incident.card).chain(of(CardId::REPORTS));
    let asked: Vec<(StepId, &Step)> = all.filter(|(_, step)| incident.level >= step.from_level).collect();
    let stands = |(id, step): (StepId, &Step)| (incident.steps.contains_key(&id), step.from_level);
    let is_replaced = |one: (StepId, &Step)| {
        let same = |other: &(StepId, &Step)| other.0.card == one.0.card && other.1.text == one.1.text;
        asked.iter().copied().filter(same).any(|other| stands(other) > stands(one))
    };
    let lasting = asked.iter().copied().filter(|one| !is_replaced(*one));
    lasting
        .map(|(id, step)| due(incident, settings, id, step))
        .filter(|due| !is_over(incident, due))
        .collect()
}

/// It would have come again only after the incident was over.
fn is_over(incident: &Incident, due: &Due<'_>) -> bool {
    let restored = incident.restored.as_ref().filter(|_| matches!(due.step.limit, Limit::Every(_)));
    due.done.is_none() && restored.is_some_and(|signed| signed.at < due.by)
}

/// The step of an incident that is due next, while the incident is not closed.
#[must_use]
pub fn next(state: &State, incident: &IncidentId) -> Option<(StepId, Timestamp)> {
    let incident = state.incidents.get(incident).filter(|one| one.closed.is_none())?;
    let playbook = state.playbook(incident.playbook);
    let steps = steps(incident, &playbook, &state.settings);
    let next = steps.iter().filter(|due| due.done.is_none()).min_by_key(|due| (due.by, due.id))?;
    Some((next.id, next.by))
}

fn due<'p>(incident: &Incident, settings: &Settings, id: StepId, step: &'p Step) -> Due<'p> {
    // What only a graver incident asks for has its time from the moment it became as grave.
    let begins = incident.as_grave_since(step.from_level);
    let done = incident.steps.get(&id).cloned();
    let (from, by) = match step.limit {
        Limit::Every(minutes) => {
            let last = incident.timeline.iter().rev().find(|event| event.what == What::Ticked(id));
            let from = last.map_or(begins, |event| event.signed.at);
            (from, from.plus(TimeDelta::minutes(minutes.into())))
        }
        limit => (begins, deadline(begins, limit, settings)),
    };
    let twice = by.plus(by.0 - from.0);
    // What comes again and again is done only when it is over.
    let done = if matches!(step.limit, Limit::Every(_)) && incident.is_felt() { None } else { done };
    Due { id, step, by, twice, done }
}

fn deadline(begins: Timestamp, limit: Limit, settings: &Settings) -> Timestamp {
    let end_of = |day: ServiceDay| Timestamp::of(day, settings.shift_ends);
    let next_at = |time: TimeOfDay| {
        let today = Timestamp::of(begins.day(), time);
        if today > begins { today } else { Timestamp::of(begins.day().plus(1), time) }
    };
    match limit {
        Limit::Minutes(minutes) | Limit::Every(minutes) => begins.plus(TimeDelta::minutes(minutes.into())),
        Limit::At(time) => next_at(time),
        Limit::DayEnd => next_at(settings.shift_ends),
        Limit::NextWorkingDay => end_of(next_working_day(begins.day())),
        Limit::Days(days) => begins.plus(TimeDelta::days(days.into())),
    }
}
