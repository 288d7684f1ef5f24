//! Which incidents are open, what of them is due and what is late, told once and kept until incidents or the clock
//! change: a frame then only draws. Rail, status bar, handover and view all read it.

use crate::desk::snapshot::Snapshot;
use crate::domain::emergency::Incident;
use crate::domain::emergency::deadlines::{self, Lateness};
use crate::domain::ids::IncidentId;
use crate::domain::playbook::StepId;
use crate::domain::settings::Settings;
use crate::domain::time::Timestamp;
use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

/// An open step and until when it is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadline {
    pub step: StepId,
    pub by: Timestamp,
    pub lateness: Lateness,
}

/// An incident that is not closed.
#[derive(Clone, Debug)]
pub struct Case {
    pub incident: Arc<Incident>,
    /// Its open steps, the one due first at the front.
    pub due: Vec<Deadline>,
}

impl Case {
    #[must_use]
    pub fn of(incident: &Arc<Incident>, snapshot: &Snapshot) -> Self {
        let playbook = snapshot.state.playbook(incident.playbook);
        let steps = deadlines::steps(incident, &playbook, &snapshot.state.settings);
        let open = steps.iter().filter(|due| due.done.is_none());
        let mut due: Vec<Deadline> = open
            .map(|due| Deadline { step: due.id, by: due.by, lateness: due.lateness(snapshot.now) })
            .collect();
        due.sort_by_key(|deadline| (deadline.by, deadline.step));
        Self { incident: Arc::clone(incident), due }
    }

    #[must_use]
    pub fn late(&self) -> usize {
        self.due.iter().filter(|deadline| deadline.lateness != Lateness::InTime).count()
    }
}

type Incidents = Arc<BTreeMap<IncidentId, Arc<Incident>>>;

#[derive(Clone, Debug, Default)]
pub struct Known {
    /// The gravest first, of equal ones the newest.
    pub open: Vec<Case>,
    /// The newest first.
    pub closed: Vec<Arc<Incident>>,
    /// Steps that are late.
    pub late: usize,
    made_of: Option<(Incidents, Arc<Settings>, Timestamp)>,
}

impl Known {
    pub fn follow(&mut self, snapshot: &Snapshot) {
        let state = &snapshot.state;
        let before = self.made_of.as_ref();
        let same = before.is_some_and(|(incidents, _, _)| Arc::ptr_eq(incidents, &state.incidents));
        let same_deadlines = before
            .is_some_and(|(_, settings, now)| Arc::ptr_eq(settings, &state.settings) && *now == snapshot.now);
        if same && same_deadlines {
            return;
        }
        if !same {
            let closed = state.incidents.values().filter(|incident| incident.closed.is_some());
            self.closed = closed.cloned().collect();
            self.closed.sort_by_key(|incident| (Reverse(incident.opened.at), incident.id.clone()));
        }
        let open = state.incidents.values().filter(|incident| incident.closed.is_none());
        self.open = open.map(|incident| Case::of(incident, snapshot)).collect();
        self.open.sort_by_key(|case| {
            let incident = &case.incident;
            let late = case.late() > 0;
            let gravest = (!incident.is_felt(), Reverse(incident.level), !late);
            (gravest, Reverse(incident.opened.at), incident.id.clone())
        });
        self.late = self.open.iter().map(Case::late).sum();
        self.made_of = Some((Arc::clone(&state.incidents), Arc::clone(&state.settings), snapshot.now));
    }

    #[must_use]
    pub fn case(&self, id: &IncidentId) -> Option<&Case> {
        self.open.iter().find(|case| case.incident.id == *id)
    }

    /// The deadline that comes next, of all incidents.
    #[must_use]
    pub fn next(&self) -> Option<(&Case, Deadline)> {
        let to_come = self.open.iter().filter_map(|case| {
            let first = case.due.iter().find(|deadline| deadline.lateness == Lateness::InTime);
            first.map(|deadline| (case, *deadline))
        });
        to_come.min_by_key(|(case, deadline)| (deadline.by, case.incident.id.clone()))
    }
}
