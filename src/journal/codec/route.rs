//! Stored shapes of routes and stops. Stops come by the million, so that what is usual (the promised window is
//! the agreed one, cargo at the centre, nothing seen yet, no lock, the usual priority) is left out.

use super::day::{
    StoredCargo, StoredCause, StoredProgress, StoredTold, StoredWindow, cargo_back, cargo_of, progress_back,
    progress_of, time,
};
use super::network::{StoredPlace, stored_words, text};
use super::{Shape, Unsound};
use crate::domain::day::{Dock, Lock, Pickup, PlanDigest, Priority, Remedy, Route, Stop};
use crate::domain::ids::{CrewId, DepartmentCode, Plate, RetailerCode, RouteId, StationCode};
use crate::domain::operation::PlanReason;
use crate::domain::place::Place;
use crate::domain::time::{ServiceDay, TimeOfDay};
use crate::domain::units::{Cartons, Fen, Seconds};
use crate::journal::numbers;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::sync::Arc;

stored_words! {
    StoredRemedy of Remedy {
        Reassigned = "reassigned", Moved = "moved", WindowShifted = "window_shifted",
        SpareTakesOver = "spare_takes_over", NeighboursShare = "neighbours_share",
        WaitedForRepair = "waited_for_repair", PutOff = "put_off",
        WaitedForWeather = "waited_for_weather", MetElsewhere = "met_elsewhere", Shuttled = "shuttled",
    }
}

stored_words! {
    StoredPlanReason of PlanReason {
        Import = "import", Reassign = "reassign", Move = "move", Shift = "shift",
        Disruption = "disruption", Recovery = "recovery", PutOff = "put_off", Lock = "lock",
        Loading = "loading", Weather = "weather", Replenishment = "replenishment",
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
    #[serde(default, skip_serializing_if = "Option::is_none")]
    x: Option<StoredExtra>,
}

/// What few stops have: a meeting point, the day they come from, progress told from positions.
#[derive(Serialize, Deserialize)]
pub(super) struct StoredExtra {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    mp: Option<StoredPlace>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cf: Option<i64>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    i: bool,
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
            x: Some(Extra::of(value)).filter(Extra::is_any).map(|extra| StoredExtra::of(&extra)),
        }
    }
    fn back(self) -> Result<Stop, Unsound> {
        let window = self.w.back()?;
        let extra = self.x.map_or(Ok(Extra::default()), StoredExtra::back)?;
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
            meets: extra.meets,
            carried: extra.carried,
            inferred: extra.inferred,
        })
    }
}

/// The part of a stop few stops have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Extra {
    pub meets: Option<Place>,
    pub carried: Option<ServiceDay>,
    pub inferred: bool,
}

impl Extra {
    pub const fn of(stop: &Stop) -> Self {
        Self { meets: stop.meets, carried: stop.carried, inferred: stop.inferred }
    }

    pub fn is_any(&self) -> bool {
        *self != Self::default()
    }
}

impl Shape for StoredExtra {
    type Of = Extra;
    fn of(value: &Extra) -> Self {
        Self {
            mp: value.meets.as_ref().map(StoredPlace::of),
            cf: value.carried.map(numbers::of_day),
            i: value.inferred,
        }
    }
    fn back(self) -> Result<Extra, Unsound> {
        Ok(Extra {
            meets: self.mp.map(StoredPlace::back).transpose()?,
            carried: self.cf.map(|day| numbers::day(day).ok_or(Unsound::Garbled)).transpose()?,
            inferred: self.i,
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
