//! Stored shapes of what is seen on the road, and of the parts it shares with stops: where goods are, what has
//! happened, what a retailer was told, and why.

use super::network::text;
use super::{Shape, Unsound};
use crate::domain::day::{Cargo, Cause, Dock, FailReason, Progress, Told, Way};
use crate::domain::ids::{BreakdownId, HoldId, Plate, RetailerCode, StationCode};
use crate::domain::operation::{Facts, Mark};
use crate::domain::time::{TimeOfDay, Window};
use crate::journal::numbers;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

pub(super) fn time(seconds: u32) -> Result<TimeOfDay, Unsound> {
    numbers::time(seconds.into()).ok_or(Unsound::Garbled)
}

#[derive(Serialize, Deserialize, PartialEq)]
pub(super) struct StoredWindow(u32, u32);

impl Shape for StoredWindow {
    type Of = Window;
    fn of(value: &Window) -> Self {
        Self(value.opens().seconds(), value.closes().seconds())
    }
    fn back(self) -> Result<Window, Unsound> {
        Window::new(time(self.0)?, time(self.1)?).ok_or(Unsound::Garbled)
    }
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum StoredCargo {
    Station(SmolStr),
    Aboard(SmolStr),
}

/// `None` is the usual place: the centre.
pub(super) fn cargo_of(cargo: &Cargo) -> Option<StoredCargo> {
    match cargo {
        Cargo::At(Dock::Centre) => None,
        Cargo::At(Dock::Station(code)) => Some(StoredCargo::Station(text(code.as_str()))),
        Cargo::Aboard(plate) => Some(StoredCargo::Aboard(text(plate.as_str()))),
    }
}

pub(super) fn cargo_back(stored: Option<StoredCargo>) -> Cargo {
    match stored {
        None => Cargo::At(Dock::Centre),
        Some(StoredCargo::Station(code)) => Cargo::At(Dock::Station(StationCode::new(code))),
        Some(StoredCargo::Aboard(plate)) => Cargo::Aboard(Plate::new(plate)),
    }
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum StoredReason {
    Closed,
    Refused,
    NoPayment,
    Damaged,
    Unreachable,
    Other(SmolStr),
}

impl Shape for StoredReason {
    type Of = FailReason;
    fn of(value: &FailReason) -> Self {
        match value {
            FailReason::Closed => Self::Closed,
            FailReason::Refused => Self::Refused,
            FailReason::NoPayment => Self::NoPayment,
            FailReason::Damaged => Self::Damaged,
            FailReason::Unreachable => Self::Unreachable,
            FailReason::Other(words) => Self::Other(words.clone()),
        }
    }
    fn back(self) -> Result<FailReason, Unsound> {
        Ok(match self {
            Self::Closed => FailReason::Closed,
            Self::Refused => FailReason::Refused,
            Self::NoPayment => FailReason::NoPayment,
            Self::Damaged => FailReason::Damaged,
            Self::Unreachable => FailReason::Unreachable,
            Self::Other(words) => FailReason::Other(words),
        })
    }
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum StoredProgress {
    Arrived(u32),
    Delivered(Option<u32>, u32),
    Failed(u32, StoredReason),
    PutOff(i64),
}

/// `None` is a stop that waits.
pub(super) fn progress_of(progress: &Progress) -> Option<StoredProgress> {
    match progress {
        Progress::Waiting => None,
        Progress::Arrived { at } => Some(StoredProgress::Arrived(at.seconds())),
        Progress::Delivered { arrived, at } => {
            Some(StoredProgress::Delivered(arrived.map(TimeOfDay::seconds), at.seconds()))
        }
        Progress::Failed { at, reason } => {
            Some(StoredProgress::Failed(at.seconds(), StoredReason::of(reason)))
        }
        Progress::PutOff { to } => Some(StoredProgress::PutOff(numbers::of_day(*to))),
    }
}

pub(super) fn progress_back(stored: Option<StoredProgress>) -> Result<Progress, Unsound> {
    Ok(match stored {
        None => Progress::Waiting,
        Some(StoredProgress::Arrived(at)) => Progress::Arrived { at: time(at)? },
        Some(StoredProgress::Delivered(arrived, at)) => {
            Progress::Delivered { arrived: arrived.map(time).transpose()?, at: time(at)? }
        }
        Some(StoredProgress::Failed(at, reason)) => {
            Progress::Failed { at: time(at)?, reason: reason.back()? }
        }
        Some(StoredProgress::PutOff(day)) => {
            Progress::PutOff { to: numbers::day(day).ok_or(Unsound::Garbled)? }
        }
    })
}

/// When, by whom, and which arrival and window the retailer was told.
#[derive(Serialize, Deserialize)]
pub(super) struct StoredTold(
    i64,
    SmolStr,
    u32,
    StoredWindow,
    /// Versions 1 and 2 had none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    Option<StoredTelling>,
);

/// What is known of few tellings: the day it was put off to, by which way, and whether the retailer confirmed.
#[derive(Default, Serialize, Deserialize, PartialEq)]
pub(super) struct StoredTelling {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    day: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    way: Option<SmolStr>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    confirmed: bool,
}

impl Shape for StoredTold {
    type Of = Told;
    fn of(value: &Told) -> Self {
        Self(
            numbers::of_moment(value.at),
            value.by.clone(),
            value.arrival.seconds(),
            StoredWindow::of(&value.window),
            Some(StoredTelling {
                day: value.put_off_to.map(numbers::of_day),
                way: value.way.map(|way| SmolStr::new_static(way.name())),
                confirmed: value.confirmed,
            })
            .filter(|telling| *telling != StoredTelling::default()),
        )
    }
    fn back(self) -> Result<Told, Unsound> {
        let telling = self.4.unwrap_or_default();
        Ok(Told {
            at: numbers::moment(self.0).ok_or(Unsound::Garbled)?,
            by: self.1,
            arrival: time(self.2)?,
            window: self.3.back()?,
            put_off_to: telling.day.map(|day| numbers::day(day).ok_or(Unsound::Garbled)).transpose()?,
            way: telling.way.map(|way| Way::parse(&way).ok_or(Unsound::Garbled)).transpose()?,
            confirmed: telling.confirmed,
        })
    }
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum StoredCause {
    Breakdown(Option<SmolStr>),
    Weather(Option<SmolStr>),
    Accident,
    Traffic,
    Ordering,
    Settlement,
    Sorting,
    RetailerAbsent,
    Other(SmolStr),
}

impl Shape for StoredCause {
    type Of = Cause;
    fn of(value: &Cause) -> Self {
        match value {
            Cause::Breakdown(id) => Self::Breakdown(id.as_ref().map(|id| text(id.as_str()))),
            Cause::Weather(id) => Self::Weather(id.as_ref().map(|id| text(id.as_str()))),
            Cause::Accident => Self::Accident,
            Cause::Traffic => Self::Traffic,
            Cause::Ordering => Self::Ordering,
            Cause::Settlement => Self::Settlement,
            Cause::Sorting => Self::Sorting,
            Cause::RetailerAbsent => Self::RetailerAbsent,
            Cause::Other(words) => Self::Other(words.clone()),
        }
    }
    fn back(self) -> Result<Cause, Unsound> {
        Ok(match self {
            Self::Breakdown(id) => Cause::Breakdown(id.map(BreakdownId::new)),
            Self::Weather(id) => Cause::Weather(id.map(HoldId::new)),
            Self::Accident => Cause::Accident,
            Self::Traffic => Cause::Traffic,
            Self::Ordering => Cause::Ordering,
            Self::Settlement => Cause::Settlement,
            Self::Sorting => Cause::Sorting,
            Self::RetailerAbsent => Cause::RetailerAbsent,
            Self::Other(words) => Cause::Other(words),
        })
    }
}

#[derive(Serialize, Deserialize)]
struct StoredFacts {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    g: Option<StoredCargo>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    h: Option<StoredProgress>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    t: Option<StoredTold>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    k: Option<StoredCause>,
    /// Told from positions.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    i: bool,
}

impl Shape for StoredFacts {
    type Of = Facts;
    fn of(value: &Facts) -> Self {
        Self {
            g: cargo_of(&value.cargo),
            h: progress_of(&value.progress),
            t: value.told.as_ref().map(StoredTold::of),
            k: value.cause.as_ref().map(StoredCause::of),
            i: value.inferred,
        }
    }
    fn back(self) -> Result<Facts, Unsound> {
        Ok(Facts {
            cargo: cargo_back(self.g),
            progress: progress_back(self.h)?,
            told: self.t.map(StoredTold::back).transpose()?,
            cause: self.k.map(StoredCause::back).transpose()?,
            inferred: self.i,
        })
    }
}

/// Retailer, before, after.
#[derive(Serialize, Deserialize)]
pub(super) struct StoredMark(SmolStr, StoredFacts, StoredFacts);

impl Shape for StoredMark {
    type Of = Mark;
    fn of(value: &Mark) -> Self {
        let retailer = text(value.retailer.as_str());
        Self(retailer, StoredFacts::of(&value.before), StoredFacts::of(&value.after))
    }
    fn back(self) -> Result<Mark, Unsound> {
        Ok(Mark { retailer: RetailerCode::new(self.0), before: self.1.back()?, after: self.2.back()? })
    }
}
