//! A course that is being thought about for some routes, and what would come of it. Nothing is drawn here.

use crate::desk::snapshot::Snapshot;
use crate::domain::command::Command;
use crate::domain::consequences::{self, Consequences};
use crate::domain::day::{Progress, Stop};
use crate::domain::ids::{DepartmentCode, RetailerCode};
use crate::domain::news;
use crate::domain::operation::Operation;
use crate::domain::rules::BreachKind;
use crate::domain::settings::Reach;
use crate::domain::time::ServiceDay;
use crate::domain::units::Cartons;
use crate::domain::{self, Refusal};
use std::collections::{BTreeMap, BTreeSet};

/// What a command about weather would do to the day on the board.
#[derive(Clone, Debug, Default)]
pub struct Foreseen {
    /// Stops that would be late and are not now, and the other way about.
    pub newly_late: usize,
    pub no_longer_late: usize,
    /// Stops put off, and to which day.
    pub put_off: BTreeMap<ServiceDay, (usize, Cartons)>,
    /// Stops that come back to the day.
    pub back: usize,
    /// Retailers to be told another time or day.
    pub to_tell: usize,
    /// Whose expected arrival moves.
    pub moved: usize,
    /// Departments of whoever is to be told that no channel of their own reaches.
    pub unreached: BTreeMap<DepartmentCode, Reach>,
}

/// A command and what would come of it, kept while neither it nor the day changes.
#[derive(Clone, Debug)]
pub struct Tried {
    pub command: Command,
    pub outcome: Result<Foreseen, Refusal>,
    /// The outlook moves with the clock; a minute is the finest thing shown.
    made_at: (u64, u32),
}

impl Tried {
    #[must_use]
    pub fn new(command: Command, snapshot: &Snapshot) -> Self {
        let outcome = foresee(&command, snapshot);
        Self { command, outcome, made_at: stamp(snapshot) }
    }

    /// Tries again where the day has moved on.
    pub fn follow(&mut self, snapshot: &Snapshot) {
        if self.made_at != stamp(snapshot) {
            *self = Self::new(self.command.clone(), snapshot);
        }
    }
}

fn stamp(snapshot: &Snapshot) -> (u64, u32) {
    (snapshot.revision.0, snapshot.now.time().seconds() / 60)
}

/// # Errors
/// The refusal the command itself would meet.
pub fn foresee(command: &Command, snapshot: &Snapshot) -> Result<Foreseen, Refusal> {
    let state = &snapshot.state;
    let found = consequences::preview_beside(state, &snapshot.outlook, command)?;
    let mut foreseen = of_breaches(&found);
    let mut to_tell: BTreeSet<RetailerCode> = found.retold.iter().cloned().collect();
    // A stop that leaves the day or comes back to it is told as that, not as one that moves.
    let mut moved: BTreeSet<&RetailerCode> = found.moved.iter().map(|moved| &moved.retailer).collect();
    for operation in domain::weigh(state, command.clone())? {
        if let Operation::RoutesChanged { routes, .. } = operation {
            for change in routes {
                let before = change.before.iter().flat_map(|route| &route.stops);
                let before: BTreeMap<&RetailerCode, &Stop> =
                    before.map(|stop| (&stop.retailer, stop)).collect();
                for stop in change.after.iter().flat_map(|route| &route.stops) {
                    if foreseen.see(before.get(&stop.retailer).copied(), stop) {
                        moved.remove(&stop.retailer);
                        to_tell.insert(stop.retailer.clone());
                    }
                }
            }
        }
    }
    foreseen.moved = moved.len();
    foreseen.to_tell = to_tell.len();
    foreseen.unreached = news::hard_to_reach(state, &to_tell);
    Ok(foreseen)
}

impl Foreseen {
    /// True where the stop leaves the day, comes back to it, or goes to another.
    fn see(&mut self, before: Option<&Stop>, after: &Stop) -> bool {
        let was = before.map(|stop| &stop.progress);
        match (&after.progress, was) {
            (Progress::PutOff { to }, was) if was != Some(&after.progress) => {
                let (stops, cartons) = self.put_off.entry(*to).or_default();
                *stops += 1;
                *cartons += after.cartons;
                true
            }
            (Progress::Waiting, Some(Progress::PutOff { .. })) => {
                self.back += 1;
                true
            }
            _ => false,
        }
    }
}

fn of_breaches(found: &Consequences) -> Foreseen {
    let late = |breaches: &[domain::rules::Breach]| {
        breaches.iter().filter(|breach| matches!(breach.kind, BreachKind::Late(_))).count()
    };
    Foreseen {
        newly_late: late(&found.new_breaches),
        no_longer_late: late(&found.mended),
        ..Foreseen::default()
    }
}
