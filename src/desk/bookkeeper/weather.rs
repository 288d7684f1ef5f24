//! What the bookkeeper's thread does with alerts and positions: files a person opens, and what feeds and
//! folders bring by themselves.

use super::News;
use super::data_desk::{Means, as_they_are};
use super::watching::Teller;
use crate::desk::world::{NoticeKind, TakenAlert};
use crate::domain::alert::Alert;
use crate::domain::command::Command;
use crate::domain::decide::alerts::{Outcome, Taken, take};
use crate::domain::ids::{Author, HoldId};
use crate::domain::people::Hand;
use crate::domain::state::State;
use crate::domain::watch::Unwatched;
use crate::exchange::alert::{AlertFault, read_file};
use crate::exchange::intake::{self, Datum};
use crate::session::NotDone;
use crate::words::{Arg, Message, Tell};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// What has come by itself.
#[derive(Debug)]
pub enum Incoming {
    /// From a feed.
    Alerts {
        alerts: Vec<Alert>,
        from: Author,
    },
    /// New in a watched folder.
    AlertFiles {
        paths: Vec<PathBuf>,
        from: Author,
    },
    PositionFiles {
        paths: Vec<PathBuf>,
        from: Author,
    },
}

/// Files a person opened: what came of each is shown. True where the database may have changed.
pub fn take_files(paths: &[PathBuf], means: &mut Means<'_>) -> bool {
    let (alerts, faults) = read(paths, means.session.state());
    let mut shown: Vec<TakenAlert> = faults.iter().map(not_taken).collect();
    let origins: Vec<_> = alerts.iter().map(|alert| alert.origin.clone()).collect();
    let by = Hand::from(means.author);
    let Some(taken) = keep(alerts, by, means) else { return false };
    let outcomes = taken.iter().zip(origins).map(|(taken, origin)| TakenAlert {
        origin,
        key: Some(taken.key.clone()),
        outcome: Ok(taken.outcome),
    });
    shown.extend(outcomes);
    shown.sort_by(|a, b| a.origin.cmp(&b.origin));
    means.teller.tell(News::Taken(shown.into()));
    tell_what_stays(&taken, means);
    true
}

/// The outline of a file, for the hold that is being put.
pub fn read_area(path: &Path, teller: &Teller) {
    match intake::outline(path, Datum::default()) {
        Ok(areas) => teller.tell(News::Areas(areas)),
        Err(unreadable) => teller.notice(NoticeKind::Refused, unreadable.message()),
    }
}

/// What has come by itself: a person is told of what asks for one, and of what has changed under one's hands.
pub fn take_incoming(incoming: Incoming, means: &mut Means<'_>) -> bool {
    match incoming {
        Incoming::Alerts { alerts, from } => take_silently(alerts, &from, means),
        Incoming::AlertFiles { paths, from } => {
            let (alerts, faults) = read(&paths, means.session.state());
            for fault in faults {
                means.teller.notice(NoticeKind::Refused, fault.message());
            }
            take_silently(alerts, &from, means)
        }
        Incoming::PositionFiles { paths, from } => note_positions(paths, &from, means),
    }
}

fn read(paths: &[PathBuf], state: &State) -> (Vec<Alert>, Vec<AlertFault>) {
    let offset = state.settings.weather.utc_offset_minutes;
    let mut all = (Vec::new(), Vec::new());
    for path in paths {
        let reading = read_file(path, offset);
        all.0.extend(reading.alerts);
        all.1.extend(reading.faults);
    }
    all
}

fn not_taken(fault: &AlertFault) -> TakenAlert {
    TakenAlert { origin: fault.origin.clone(), key: None, outcome: Err(fault.message()) }
}

fn take_silently(alerts: Vec<Alert>, by: &Author, means: &mut Means<'_>) -> bool {
    let itself = Hand::Itself { by: by.clone() };
    let Some(taken) = keep(alerts, itself, means) else { return false };
    let mut told = BTreeSet::new();
    for taken in &taken {
        let key = match taken.outcome {
            Outcome::ToConfirm => "watch-new-to-confirm",
            Outcome::Holds => "watch-new-in-force",
            Outcome::Changed => "watch-changed",
            Outcome::Lifted => "watch-lifted",
            _ => continue,
        };
        for id in &taken.holds {
            if told.insert((key, id.clone())) {
                means.teller.notice(NoticeKind::Weather, about(key, id, means.session.state()));
            }
        }
    }
    tell_what_stays(&taken, means);
    taken.iter().any(|taken| taken.outcome != Outcome::Known)
}

fn about(key: &'static str, id: &HoldId, state: &State) -> Message {
    let message = Message::new(key).with("hold", Arg::shown(id));
    match state.holds.get(id) {
        Some(hold) => message.with("signal", hold.signal.message()),
        None => message.with("signal", ""),
    }
}

/// Carries the alerts to the session; what came of each, or `None` where that was not possible.
fn keep(alerts: Vec<Alert>, by: Hand, means: &mut Means<'_>) -> Option<Vec<Taken>> {
    if let Err(trouble) = means.session.refresh() {
        means.teller.notice(NoticeKind::Trouble, trouble.message());
        return None;
    }
    let (taken, _) = take(means.session.state(), alerts.clone(), means.now);
    if alerts.is_empty() {
        return Some(taken);
    }
    let command = Command::TakeAlerts { alerts, now: means.now };
    match means.session.submit(command, by, means.now) {
        Ok(_) => Some(taken),
        Err(why) => {
            means.teller.not_done(&why);
            None
        }
    }
}

/// Nothing a person decided is undone by an alert: it is said, so that somebody releases the routes.
fn tell_what_stays(taken: &[Taken], means: &Means<'_>) {
    let mut stays: BTreeMap<&HoldId, BTreeMap<&'static str, (usize, Message)>> = BTreeMap::new();
    for taken in taken.iter().filter(|taken| matches!(taken.outcome, Outcome::Changed | Outcome::Lifted)) {
        let Some(hold) = taken.holds.first() else { continue };
        for (_, _, course) in &taken.stays {
            let courses = stays.entry(hold).or_default();
            courses.entry(course.name()).or_insert_with(|| (0, course.message())).0 += 1;
        }
    }
    for (hold, courses) in stays {
        for (n, course) in courses.into_values() {
            let message = Message::new("weather-taken-stays")
                .with("hold", Arg::shown(hold))
                .with("n", n)
                .with("course", course);
            means.teller.notice(NoticeKind::Weather, message);
        }
    }
}

/// Where vehicles were seen. Those nobody knows here are passed over.
fn note_positions(paths: Vec<PathBuf>, by: &Author, means: &mut Means<'_>) -> bool {
    let files = as_they_are(paths);
    let mut changed = false;
    for (_, reading) in intake::read_each(&files, means.session, means.now, &mut Unwatched) {
        match reading {
            Ok(reading) => {
                let positions = reading
                    .commands
                    .into_iter()
                    .filter(|command| matches!(command, Command::NotePositions { .. }));
                for command in positions {
                    let itself = Hand::Itself { by: by.clone() };
                    match means.session.submit(command, itself, means.now) {
                        Ok(receipt) => changed |= receipt.change.is_some(),
                        Err(NotDone::Cancelled(_)) => return changed,
                        Err(why) => means.teller.not_done(&why),
                    }
                }
            }
            Err(unreadable) => means.teller.notice(NoticeKind::Refused, unreadable.message()),
        }
    }
    changed
}
