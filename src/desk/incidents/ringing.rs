//! What rings: steps that have become late since the last look, whichever desk or process has noted it.

use crate::desk::world::{Notice, NoticeKind};
use crate::domain::emergency::{Incident, What};
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
    /// A notice for each incident that has new late steps. What was late when the window opened has its number on
    /// the rail and rings no more.
    pub fn follow(&mut self, incidents: &Incidents) -> Vec<Notice> {
        let Some(before) = self.seen.replace(Arc::clone(incidents)) else { return Vec::new() };
        if Arc::ptr_eq(&before, incidents) {
            return Vec::new();
        }
        let rung = incidents.iter().filter_map(|(id, incident)| {
            let known = before.get(id);
            if known.is_some_and(|known| Arc::ptr_eq(known, incident)) {
                return None;
            }
            ring(incident, known.map_or(0, |known| known.timeline.len()))
        });
        rung.collect()
    }
}

fn ring(incident: &Incident, known: usize) -> Option<Notice> {
    let mut late: BTreeMap<StepId, u8> = BTreeMap::new();
    for event in incident.timeline.get(known..)? {
        match event.what {
            What::Escalated(step, stage) => drop(late.insert(step, stage)),
            What::Ticked(step) | What::Skipped(step, _) => drop(late.remove(&step)),
            _ => {}
        }
    }
    let worst = *late.values().max()?;
    let steps = late.keys().map(StepId::to_string).collect::<Vec<_>>().join(", ");
    let key = if worst < 2 { "incident-rings-late" } else { "incident-rings-very-late" };
    let message = Message::new(key)
        .with("n", late.len())
        .with("incident", Arg::shown(&incident.id))
        .with("kind", incident.kind.message())
        .with("what", incident.what.as_str())
        .with("steps", steps);
    Some(Notice { kind: NoticeKind::Incident, message })
}
