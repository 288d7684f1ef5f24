//! Stored shapes of what waits in the outbox: notices, and what was announced of each retailer.

use super::day::{StoredCause, StoredWindow, time};
use super::network::{StoredName, StoredPlace, text};
use super::supply::word::StoredWord;
use super::{Shape, Unsound};
use crate::domain::ids::{DepartmentCode, RetailerCode, Revision, RouteId};
use crate::domain::notice::{Addressee, Line, Notice, Prospect, Whom};
use crate::journal::numbers;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum StoredProspect {
    Today(u32, StoredWindow, #[serde(default, skip_serializing_if = "Option::is_none")] Option<StoredPlace>),
    PutOff(i64),
}

impl Shape for StoredProspect {
    type Of = Prospect;
    fn of(value: &Prospect) -> Self {
        match value {
            Prospect::Today { arrival, window, meets } => {
                Self::Today(arrival.seconds(), StoredWindow::of(window), meets.as_ref().map(StoredPlace::of))
            }
            Prospect::PutOff(day) => Self::PutOff(numbers::of_day(*day)),
        }
    }
    fn back(self) -> Result<Prospect, Unsound> {
        Ok(match self {
            Self::Today(arrival, window, meets) => Prospect::Today {
                arrival: time(arrival)?,
                window: window.back()?,
                meets: meets.map(StoredPlace::back).transpose()?,
            },
            Self::PutOff(day) => Prospect::PutOff(numbers::day(day).ok_or(Unsound::Garbled)?),
        })
    }
}

#[derive(Serialize, Deserialize)]
struct StoredLine {
    r: SmolStr,
    n: StoredName,
    #[serde(default, skip_serializing_if = "SmolStr::is_empty")]
    t: SmolStr,
    #[serde(default, skip_serializing_if = "SmolStr::is_empty")]
    m: SmolStr,
    o: SmolStr,
    k: StoredProspect,
    x: StoredProspect,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    c: Option<StoredCause>,
    #[serde(default, skip_serializing_if = "SmolStr::is_empty")]
    i: SmolStr,
}

impl Shape for StoredLine {
    type Of = Line;
    fn of(value: &Line) -> Self {
        Self {
            r: text(value.retailer.as_str()),
            n: StoredName::of(&value.name),
            t: value.phone.clone(),
            m: value.manager.clone(),
            o: text(value.route.as_str()),
            k: StoredProspect::of(&value.known),
            x: StoredProspect::of(&value.now),
            c: value.cause.as_ref().map(StoredCause::of),
            i: value.incident.clone(),
        }
    }
    fn back(self) -> Result<Line, Unsound> {
        Ok(Line {
            retailer: RetailerCode::new(self.r),
            name: self.n.back()?,
            phone: self.t,
            manager: self.m,
            route: RouteId::new(self.o),
            known: self.k.back()?,
            now: self.x.back()?,
            cause: self.c.map(StoredCause::back).transpose()?,
            incident: self.i,
        })
    }
}

#[derive(Serialize, Deserialize)]
pub(super) struct StoredNotice {
    id: SmolStr,
    change: u64,
    day: i64,
    at: i64,
    by: SmolStr,
    department: SmolStr,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    manager: Option<SmolStr>,
    name: StoredName,
    #[serde(default, skip_serializing_if = "SmolStr::is_empty")]
    phone: SmolStr,
    playbook: u32,
    lines: Vec<StoredLine>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    supply: Option<StoredWord>,
}

impl Shape for StoredNotice {
    type Of = Notice;
    fn of(value: &Notice) -> Self {
        let manager = match &value.to.whom {
            Whom::Department(_) => None,
            Whom::Manager { name, .. } => Some(name.clone()),
        };
        Self {
            id: value.id.clone(),
            change: value.change.0,
            day: numbers::of_day(value.day),
            at: numbers::of_moment(value.at),
            by: value.by.clone(),
            department: text(value.to.whom.department().as_str()),
            manager,
            name: StoredName::of(&value.to.name),
            phone: value.to.phone.clone(),
            playbook: value.playbook,
            lines: StoredLine::of_all(&value.lines),
            supply: value.supply.as_ref().map(StoredWord::of),
        }
    }
    fn back(self) -> Result<Notice, Unsound> {
        let department = DepartmentCode::new(self.department);
        let whom = match self.manager {
            None => Whom::Department(department),
            Some(name) => Whom::Manager { name, department },
        };
        Ok(Notice {
            id: self.id,
            change: Revision(self.change),
            day: numbers::day(self.day).ok_or(Unsound::Garbled)?,
            at: numbers::moment(self.at).ok_or(Unsound::Garbled)?,
            by: self.by,
            to: Addressee { whom, name: self.name.back()?, phone: self.phone },
            lines: StoredLine::back_all(self.lines)?,
            supply: self.supply.map(StoredWord::back).transpose()?,
            playbook: self.playbook,
        })
    }
}
