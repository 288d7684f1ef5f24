//! The coming days that what is done today is about: an incident may hold up what leaves tomorrow, and a hold close
//! its roads.

use super::change::Draft;
use crate::domain::command::{Act, Command};
use crate::domain::ids::IncidentId;
use crate::domain::operation::Operation;
use crate::domain::time::{ServiceDay, Timestamp};
use crate::domain::weather::Hold;
use crate::journal::Trouble;
use std::collections::BTreeSet;

impl Draft<'_> {
    /// Brings them in, so that it does not depend on what was looked at before whether they are seen.
    pub(super) fn bring_ahead(&mut self, command: &Command) -> Result<(), Trouble> {
        let ahead = |draft: &mut Self, day: ServiceDay| {
            let is_over = day < draft.heading.at.day().plus(-1);
            draft.bring(Some(day).filter(|_| !is_over))
        };
        match command {
            Command::OpenIncident(report) => {
                if let Some(day) = report.day {
                    ahead(self, day)?;
                }
                self.bring_next(report.expected, !report.routes.is_empty())
            }
            Command::DealWith { incident, act, .. } if command.brings_news() => {
                if let Some(day) = self.state.incidents.get(incident).map(|incident| incident.day) {
                    ahead(self, day)?;
                }
                let expected = if let Act::Expect(expected) = act { *expected } else { None };
                self.bring_next(expected, false)
            }
            Command::PutHold(hold) => ahead(self, hold.from.day()),
            Command::ConfirmHold(id) | Command::ReleaseHold { hold: id, .. } => {
                match self.state.holds.get(id).map(|hold| hold.from.day()) {
                    Some(day) => ahead(self, day),
                    None => Ok(()),
                }
            }
            Command::FollowUp { .. } => {
                let opens =
                    |hold: &Hold| !self.state.incidents.contains_key(&IncidentId::new(hold.id.as_str()));
                let holds = self.state.holds.values();
                let days: Vec<_> = holds.filter(|hold| opens(hold)).map(|hold| hold.from.day()).collect();
                days.into_iter().try_for_each(|day| ahead(self, day))
            }
            _ => Ok(()),
        }
    }

    /// The same for what is taken back: those of the day have to hear of it.
    pub(super) fn bring_concerned(&mut self, operation: &Operation) -> Result<(), Trouble> {
        let yesterday = self.heading.at.day().plus(-1);
        let days: BTreeSet<ServiceDay> = match operation {
            Operation::IncidentsChanged(changes) => {
                changes.iter().filter_map(|change| Some(change.either()?.day)).collect()
            }
            Operation::HoldsChanged(changes) => {
                changes.iter().filter_map(|change| Some(change.either()?.from.day())).collect()
            }
            _ => BTreeSet::new(),
        };
        days.into_iter().filter(|day| *day >= yesterday).try_for_each(|day| self.bring(Some(day)))
    }

    /// The next planned day, where something lasts beyond today, or what was named need not be of today.
    fn bring_next(&mut self, until: Option<Timestamp>, named: bool) -> Result<(), Trouble> {
        let today = self.heading.at.day();
        if !named && until.is_none_or(|until| until.day() <= today) {
            return Ok(());
        }
        let next = self.journal.days()?.into_iter().find(|day| *day > today);
        self.bring(next)
    }
}
