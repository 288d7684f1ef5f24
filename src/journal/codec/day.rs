//! Stored shapes of routes, stops and what is seen on the road. Stops come by the million, so that what is
//! usual (the promised window is the agreed one, cargo at the centre, nothing seen yet) is left out.

use super::network::{StoredPlace, stored_words, text};
use super::{Shape, Unsound};
use crate::domain::day::{
    Cargo, Cause, Dock, FailReason, Lock, Pickup, PlanDigest, Priority, Progress, Remedy, Route, Stop, Told,
};
use crate::domain::ids::{
    BreakdownId, CrewId, DepartmentCode, HoldId, Plate, RetailerCode, RouteId, StationCode,
};
use crate::domain::operation::{Facts, Mark, PlanReason};
use crate::domain::time::{TimeOfDay, Window};
use crate::domain::units::{Cartons, Fen, Seconds};
use crate::journal::numbers;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::sync::Arc;

fn time(seconds: u32) -> Result<TimeOfDay, Unsound> {
    numbers::time(seconds.into()).ok_or(Unsound::Garbled)
}

#[derive(Serialize, Deserialize, PartialEq)]
struct StoredWindow(u32, u32);

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
enum StoredCargo {
    Station(SmolStr),
    Aboard(SmolStr),
}

/// `None` is the usual place: the centre.
fn cargo_of(cargo: &Cargo) -> Option<StoredCargo> {
    match cargo {
        Cargo::At(Dock::Centre) => None,
        Cargo::At(Dock::Station(code)) => Some(StoredCargo::Station(text(code.as_str()))),
        Cargo::Aboard(plate) => Some(StoredCargo::Aboard(text(plate.as_str()))),
    }
}

fn cargo_back(stored: Option<StoredCargo>) -> Cargo {
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
enum StoredProgress {
    Arrived(u32),
    Delivered(Option<u32>, u32),
    Failed(u32, StoredReason),
    PutOff(i64),
}

/// `None` is a stop that waits.
fn progress_of(progress: &Progress) -> Option<StoredProgress> {
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

fn progress_back(stored: Option<StoredProgress>) -> Result<Progress, Unsound> {
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
pub(super) struct StoredTold(i64, SmolStr, u32, StoredWindow);

impl Shape for StoredTold {
    type Of = Told;
    fn of(value: &Told) -> Self {
        Self(
            numbers::of_moment(value.at),
            value.by.clone(),
            value.arrival.seconds(),
            StoredWindow::of(&value.window),
        )
    }
    fn back(self) -> Result<Told, Unsound> {
        Ok(Told {
            at: numbers::moment(self.0).ok_or(Unsound::Garbled)?,
            by: self.1,
            arrival: time(self.2)?,
            window: self.3.back()?,
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

stored_words! {
    StoredRemedy of Remedy {
        Reassigned = "reassigned", Moved = "moved", WindowShifted = "window_shifted",
        SpareTakesOver = "spare_takes_over", NeighboursShare = "neighbours_share",
        WaitedForRepair = "waited_for_repair", PutOff = "put_off",
    }
}

stored_words! {
    StoredPlanReason of PlanReason {
        Import = "import", Reassign = "reassign", Move = "move", Shift = "shift",
        Disruption = "disruption", Recovery = "recovery", PutOff = "put_off", Lock = "lock",
        Loading = "loading",
    }
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum StoredLock {
    Vehicle,
    Position,
    Time(u32),
}

impl Shape for StoredLock {
    type Of = Lock;
    fn of(value: &Lock) -> Self {
        match value {
            Lock::Vehicle => Self::Vehicle,
            Lock::Position => Self::Position,
            Lock::Time(at) => Self::Time(at.seconds()),
        }
    }
    fn back(self) -> Result<Lock, Unsound> {
        Ok(match self {
            Self::Vehicle => Lock::Vehicle,
            Self::Position => Lock::Position,
            Self::Time(at) => Lock::Time(time(at)?),
        })
    }
}

#[derive(Serialize, Deserialize)]
struct StoredStop {
    r: SmolStr,
    c: u32,
    v: i64,
    w: StoredWindow,
    /// Left out where the promised window is the agreed one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pw: Option<StoredWindow>,
    p: u32,
    s: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    g: Option<StoredCargo>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    h: Option<StoredProgress>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    t: Option<StoredTold>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    k: Option<StoredCause>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    m: Option<StoredRemedy>,
    /// Left out where it is the usual one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    y: Option<u8>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    l: Option<StoredLock>,
}

impl Shape for StoredStop {
    type Of = Stop;
    fn of(value: &Stop) -> Self {
        Self {
            r: text(value.retailer.as_str()),
            c: value.cartons.0,
            v: value.value.0,
            w: StoredWindow::of(&value.window),
            pw: (value.promised != value.window).then(|| StoredWindow::of(&value.promised)),
            p: value.planned.seconds(),
            s: value.service.0,
            g: cargo_of(&value.cargo),
            h: progress_of(&value.progress),
            t: value.told.as_ref().map(StoredTold::of),
            k: value.cause.as_ref().map(StoredCause::of),
            m: value.remedy.as_ref().map(StoredRemedy::of),
            y: (value.priority != Priority::default()).then(|| value.priority.weight()),
            l: value.lock.as_ref().map(StoredLock::of),
        }
    }
    fn back(self) -> Result<Stop, Unsound> {
        let window = self.w.back()?;
        Ok(Stop {
            retailer: RetailerCode::new(self.r),
            cartons: Cartons(self.c),
            value: Fen(self.v),
            window,
            promised: self.pw.map_or(Ok(window), StoredWindow::back)?,
            planned: time(self.p)?,
            service: Seconds(self.s),
            priority: match self.y {
                None => Priority::default(),
                Some(weight) => Priority::new(weight).ok_or(Unsound::Garbled)?,
            },
            cargo: cargo_back(self.g),
            progress: progress_back(self.h)?,
            told: self.t.map(StoredTold::back).transpose()?,
            cause: self.k.map(StoredCause::back).transpose()?,
            remedy: self.m.map(StoredRemedy::back).transpose()?,
            lock: self.l.map(StoredLock::back).transpose()?,
        })
    }
}

#[derive(Serialize, Deserialize)]
pub(super) struct StoredPickup {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    g: Option<StoredCargo>,
    p: StoredPlace,
    b: SmolStr,
    r: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    l: Option<u32>,
}

impl Shape for StoredPickup {
    type Of = Pickup;
    fn of(value: &Pickup) -> Self {
        Self {
            g: cargo_of(&value.from),
            p: StoredPlace::of(&value.place),
            b: text(value.before.as_str()),
            r: value.ready.seconds(),
            l: value.loaded.map(TimeOfDay::seconds),
        }
    }
    fn back(self) -> Result<Pickup, Unsound> {
        Ok(Pickup {
            from: cargo_back(self.g),
            place: self.p.back()?,
            before: RetailerCode::new(self.b),
            ready: time(self.r)?,
            loaded: self.l.map(time).transpose()?,
        })
    }
}

#[derive(Serialize, Deserialize)]
pub(super) struct StoredRoute {
    i: SmolStr,
    #[serde(default, skip_serializing_if = "SmolStr::is_empty")]
    de: SmolStr,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    v: Option<SmolStr>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cr: Option<SmolStr>,
    /// The station it starts from; the centre where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    st: Option<SmolStr>,
    d: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    dd: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    im: Option<u64>,
    s: Vec<StoredStop>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pk: Vec<StoredPickup>,
}

impl Shape for StoredRoute {
    type Of = Arc<Route>;
    fn of(value: &Arc<Route>) -> Self {
        Self {
            i: text(value.id.as_str()),
            de: text(value.department.as_str()),
            v: value.vehicle.as_ref().map(|plate| text(plate.as_str())),
            cr: value.crew.as_ref().map(|crew| text(crew.as_str())),
            st: match &value.dock {
                Dock::Centre => None,
                Dock::Station(code) => Some(text(code.as_str())),
            },
            d: value.departs.seconds(),
            dd: value.departed.map(TimeOfDay::seconds),
            im: value.imported.map(|digest| digest.0),
            s: StoredStop::of_all(&value.stops),
            pk: StoredPickup::of_all(&value.pickups),
        }
    }
    fn back(self) -> Result<Arc<Route>, Unsound> {
        Ok(Arc::new(Route {
            id: RouteId::new(self.i),
            department: DepartmentCode::new(self.de),
            vehicle: self.v.map(Plate::new),
            crew: self.cr.map(CrewId::new),
            dock: self.st.map_or(Dock::Centre, |code| Dock::Station(StationCode::new(code))),
            departs: time(self.d)?,
            departed: self.dd.map(time).transpose()?,
            stops: StoredStop::back_all(self.s)?,
            pickups: StoredPickup::back_all(self.pk)?,
            imported: self.im.map(PlanDigest),
        }))
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
}

impl Shape for StoredFacts {
    type Of = Facts;
    fn of(value: &Facts) -> Self {
        Self {
            g: cargo_of(&value.cargo),
            h: progress_of(&value.progress),
            t: value.told.as_ref().map(StoredTold::of),
            k: value.cause.as_ref().map(StoredCause::of),
        }
    }
    fn back(self) -> Result<Facts, Unsound> {
        Ok(Facts {
            cargo: cargo_back(self.g),
            progress: progress_back(self.h)?,
            told: self.t.map(StoredTold::back).transpose()?,
            cause: self.k.map(StoredCause::back).transpose()?,
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
