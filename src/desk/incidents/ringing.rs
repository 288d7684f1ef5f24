//! What rings: steps that have become late and incidents that have become graver since the last look, whichever desk or
//! process has noted it.

use crate::desk::world::{Notice, NoticeKind};
use crate::domain::emergency::{Event, Incident, What};
use crate::domain::ids::IncidentId;
use crate::domain::playbook::StepId;
use crate::words::{Arg, Message, Tell};
use std::collections::BTreeMap;
use std::sync::Arc;

type Incidents = Arc<BTreeMap<IncidentId, Arc<Incident>>>;

/// The incidents seen last.
#[derive(Clone, Debug, Default)]
pub struct Bell {
    seen: Option<Incidents>,
}

impl Bell {
    /// Notices of incidents with new late steps, and of those the rules find graver. What was late when the window opened has its number on
    /// the rail and rings no more.
    pub fn follow(&mut self, incidents: &Incidents) -> Vec<Notice> {
        let Some(before) = self.seen.replace(Arc::clone(incidents)) else { return Vec::new() };
        if Arc::ptr_eq(&before, incidents) {
            return Vec::new();
        }
        let changed = incidents.iter().filter_map(|(id, incident)| {
            let known = before.get(id);
            let same = known.is_some_and(|known| Arc::ptr_eq(known, incident));
            let since = known.map_or(0, |known| known.timeline.len());
            (!same).then(|| (incident, incident.timeline.get(since..).unwrap_or_default()))
        });
        changed
            .flat_map(|(incident, news)| [late(incident, news), graver(incident, news)])
            .flatten()
            .collect()
    }
}

fn late(incident: &Incident, news: &[Event]) -> Option<Notice> {
    let mut late: BTreeMap<StepId, u8> = BTreeMap::new();
    for event in news {
        match event.what {
            What::Escalated(step, stage) => drop(late.insert(step, stage)),
            What::Ticked(step) | What::Skipped(step, _) => drop(late.remove(&step)),
            _ => {}
        }
    }
    let worst = *late.values().max()?;
    let steps = late.keys().map(StepId::to_string).collect::<Vec<_>>().join(", ");
    let key = if worst < 2 { "incident-rings-late" } else { "incident-rings-very-late" };
    let message = Message::new(key).with("n", late.len()).with("steps", steps);
    Some(notice(NoticeKind::Incident, incident, message))
}

/// The level has risen by itself, or a graver one than a person has set is suggested.
fn graver(incident: &Incident, news: &[Event]) -> Option<Notice> {
    let rule = incident.rule?;
    let key = news.iter().rev().find_map(|event| match event.what {
        What::LevelSet(_) if event.signed.by.is_empty() => Some("incident-rings-graver"),
        What::Suggested(_) => Some("incident-rings-suggested"),
        _ => None,
    })?;
    let message = Message::new(key).with("level", rule.level().message()).with("rule", rule.message());
    Some(notice(NoticeKind::Graver, incident, message))
}

fn notice(kind: NoticeKind, incident: &Incident, message: Message) -> Notice {
    let what = if incident.what.is_empty() { String::new() } else { format!(" {}", incident.what) };
    let message = message
        .with("incident", Arg::shown(&incident.id))
        .with("kind", incident.kind.message())
        .with("what", what);
    Notice { kind, message }
}
