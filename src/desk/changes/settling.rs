//! The change sheet's short forms: what recovery plans must leave alone, another day, a vehicle that can go
//! on again. Each is a few choices and the command they amount to.

use super::forms::Missing;
use super::telling;
use crate::desk::snapshot::Snapshot;
use crate::desk::theme::{Look, space};
use crate::domain::command::{Command, LockKind};
use crate::domain::ids::{Plate, RetailerCode};
use crate::domain::incident::open_breakdown;
use crate::domain::proposal::room_on;
use crate::domain::time::{ServiceDay, TimeOfDay, Timestamp};
use crate::words::{Arg, Tell, grouped};
use egui::{RichText, TextEdit, Ui};

/// A short form with what has been chosen.
#[derive(Clone, Debug)]
pub enum Settling {
    Lock {
        stops: Vec<RetailerCode>,
        lock: Option<LockKind>,
    },
    /// Today after all where `to` is `None`.
    PutOff {
        stops: Vec<RetailerCode>,
        to: Option<ServiceDay>,
        /// How many stops were meant as well and have been visited.
        left_out: usize,
    },
    Repair {
        plate: Plate,
        /// `HH:MM`, as typed.
        at: String,
    },
}

/// Days offered to put off to.
const DAYS: usize = 5;

impl Settling {
    #[must_use]
    pub fn lock(stops: Vec<RetailerCode>, lock: Option<LockKind>, snapshot: &Snapshot) -> Self {
        Self::Lock { stops: still_open(stops, snapshot), lock }
    }

    #[must_use]
    pub fn put_off(stops: Vec<RetailerCode>, to: Option<ServiceDay>, snapshot: &Snapshot) -> Self {
        let meant = stops.len();
        let stops = still_open(stops, snapshot);
        let left_out = meant - stops.len();
        Self::PutOff { stops, to, left_out }
    }

    #[must_use]
    pub fn repair(plate: Plate, snapshot: &Snapshot) -> Self {
        Self::Repair { plate, at: snapshot.now.time().to_string() }
    }

    #[must_use]
    pub const fn left_out(&self) -> usize {
        match self {
            Self::PutOff { left_out, .. } => *left_out,
            _ => 0,
        }
    }

    /// Worth doing though no stop moves by it.
    #[must_use]
    pub const fn is_a_note(&self) -> bool {
        matches!(self, Self::Repair { .. })
    }

    pub fn command(&self, snapshot: &Snapshot) -> Result<Command, Missing> {
        let day = snapshot.date;
        match self {
            Self::Lock { stops, lock } => {
                Ok(Command::LockStops { day, stops: stops.clone(), lock: *lock, now: snapshot.now })
            }
            Self::PutOff { stops, to, .. } => {
                Ok(Command::PutOffStops { day, stops: stops.clone(), to: *to, base: snapshot.revision })
            }
            Self::Repair { plate, at } => {
                let time = TimeOfDay::parse(at).ok_or(Missing::Time)?;
                let at = Timestamp::of(snapshot.now.day(), time);
                if at > snapshot.now {
                    return Err(Missing::TimeToCome);
                }
                Ok(Command::ReportRepair { plate: plate.clone(), at: full(at, snapshot.now) })
            }
        }
    }

    #[must_use]
    pub fn title(&self, look: &Look) -> String {
        let words = &look.words;
        match self {
            Self::Lock { stops, .. } => words.fill("change-title-lock", &[("n", stops.len().into())]),
            Self::PutOff { stops, .. } => words.fill("change-title-put-off", &[("n", stops.len().into())]),
            Self::Repair { plate, .. } => words.fill("change-title-repair", &[("plate", Arg::shown(plate))]),
        }
    }

    /// What *Apply* says it does.
    #[must_use]
    pub fn naming(&self, look: &Look) -> String {
        let words = &look.words;
        match self {
            Self::Lock { stops, lock: Some(_) } => {
                words.fill("change-apply-lock", &[("n", stops.len().into())])
            }
            Self::Lock { stops, lock: None } => words.fill("change-apply-free", &[("n", stops.len().into())]),
            Self::PutOff { stops, to: Some(to), .. } => {
                words.fill("change-apply-put-off", &[("n", stops.len().into()), ("day", Arg::shown(to))])
            }
            Self::PutOff { stops, to: None, .. } => {
                words.fill("change-apply-bring-back", &[("n", stops.len().into())])
            }
            Self::Repair { plate, .. } => words.fill("change-apply-repair", &[("plate", Arg::shown(plate))]),
        }
    }
}

/// The minute a person typed, to the second where it is the minute of `now`.
fn full(typed: Timestamp, now: Timestamp) -> Timestamp {
    let same_minute = typed.time().seconds() / 60 == now.time().seconds() / 60;
    if same_minute && typed.day() == now.day() { now } else { typed }
}

/// Those the vehicle has not been to; all of them where it has been to each, so that the refusal says so.
fn still_open(stops: Vec<RetailerCode>, snapshot: &Snapshot) -> Vec<RetailerCode> {
    let Some(day) = snapshot.day() else { return stops };
    let done = |code: &RetailerCode| {
        day.find(code).is_some_and(|(route, at)| route.stops[at].progress.has_happened())
    };
    if stops.iter().all(done) { stops } else { stops.into_iter().filter(|code| !done(code)).collect() }
}

/// The days that can be put off to: the next planned ones, and where none is planned the next of the calendar.
#[must_use]
pub fn later_days(snapshot: &Snapshot) -> Vec<ServiceDay> {
    let planned = snapshot.days.iter().copied().filter(|day| *day > snapshot.date);
    let mut days: Vec<ServiceDay> = planned.take(DAYS).collect();
    for ahead in 1..=3 {
        let day = snapshot.date.plus(ahead);
        if !days.contains(&day) && days.len() < DAYS {
            days.push(day);
        }
    }
    days.sort_unstable();
    days
}

/// The day delivery is put off to unless a person says otherwise: the next planned one, else tomorrow.
#[must_use]
pub fn usual_later_day(snapshot: &Snapshot) -> ServiceDay {
    snapshot.day_after().unwrap_or_else(|| snapshot.date.plus(1))
}

pub fn settling_ui(ui: &mut Ui, form: &mut Settling, snapshot: &Snapshot, look: &Look) {
    let words = &look.words;
    match form {
        Settling::Lock { stops, lock } => {
            names_ui(ui, stops, snapshot, look);
            ui.strong(words.say("change-lock-how"));
            for (kind, key, means) in [
                (Some(LockKind::Vehicle), "change-lock-vehicle", "change-lock-vehicle-means"),
                (Some(LockKind::Position), "change-lock-position", "change-lock-position-means"),
                (Some(LockKind::Time), "change-lock-time", "change-lock-time-means"),
                (None, "change-lock-free", "change-lock-free-means"),
            ] {
                ui.radio_value(lock, kind, words.say(key));
                ui.indent(key, |ui| {
                    ui.label(RichText::new(words.say(means)).color(look.palette.weak));
                });
            }
        }
        Settling::PutOff { stops, to, .. } => {
            names_ui(ui, stops, snapshot, look);
            ui.strong(words.say("change-put-off-to"));
            for day in later_days(snapshot) {
                ui.horizontal(|ui| {
                    ui.radio_value(to, Some(day), telling::day(look, day));
                    let room = match room_on(&snapshot.state, day) {
                        Some(room) => words.fill("change-room", &[("n", grouped(room.0.into()).into())]),
                        None if snapshot.days.contains(&day) => words.say("change-room-planned"),
                        None => words.say("change-room-unknown"),
                    };
                    ui.label(RichText::new(room).color(look.palette.weak));
                });
            }
            ui.radio_value(to, None, words.say("change-put-off-not"));
        }
        Settling::Repair { plate, at } => {
            if let Some(open) = open_breakdown(&snapshot.state.breakdowns, plate) {
                let what = [
                    ("incident", Arg::shown(&open.id)),
                    ("fault", Arg::from(open.fault.message())),
                    ("since", Arg::shown(open.at.0.format("%m-%d %H:%M"))),
                ];
                ui.label(RichText::new(words.fill("change-repair-of", &what)).color(look.palette.weak));
            }
            ui.add_space(space::NEAR);
            ui.horizontal(|ui| {
                let label = ui.label(words.say("change-repair-at"));
                let field = TextEdit::singleline(at).desired_width(68.0).hint_text("HH:MM");
                ui.add(field).labelled_by(label.id);
            });
            ui.label(RichText::new(words.say("change-repair-means")).color(look.palette.weak));
        }
    }
}

/// Whom it is about, in a line.
fn names_ui(ui: &mut Ui, stops: &[RetailerCode], snapshot: &Snapshot, look: &Look) {
    let text = telling::names(look, snapshot, stops, 3);
    ui.label(RichText::new(text).color(look.palette.weak));
    ui.add_space(space::TIGHT);
}
