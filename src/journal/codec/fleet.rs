//! Stored shapes of the fleet: stays in the workshop, and what a breakdown cost.

use super::network::{stored_words, text};
use super::{Shape, Unsound};
use crate::domain::fleet::logbook::Cost;
use crate::domain::fleet::stay::{Stay, Work};
use crate::domain::ids::{DepartmentCode, Plate, RouteId, StayId};
use crate::domain::units::Cartons;
use crate::journal::numbers;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

stored_words! {
    StoredWork of Work {
        Service = "service", Inspection = "inspection", Repair = "repair", Other = "other",
    }
}

#[derive(Serialize, Deserialize)]
pub(super) struct StoredStay {
    id: SmolStr,
    plate: SmolStr,
    work: StoredWork,
    from: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    expected: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    back: Option<i64>,
}

impl Shape for StoredStay {
    type Of = Stay;
    fn of(value: &Stay) -> Self {
        Self {
            id: text(value.id.as_str()),
            plate: text(value.plate.as_str()),
            work: StoredWork::of(&value.work),
            from: numbers::of_moment(value.from),
            expected: value.expected.map(numbers::of_moment),
            back: value.back.map(numbers::of_moment),
        }
    }
    fn back(self) -> Result<Stay, Unsound> {
        let moment = |seconds| numbers::moment(seconds).ok_or(Unsound::Garbled);
        Ok(Stay {
            id: StayId::new(self.id),
            plate: Plate::new(self.plate),
            work: self.work.back()?,
            from: moment(self.from)?,
            expected: self.expected.map(moment).transpose()?,
            back: self.back.map(moment).transpose()?,
        })
    }
}

#[derive(Serialize, Deserialize)]
pub(super) struct StoredCost {
    routes: Vec<SmolStr>,
    departments: Vec<SmolStr>,
    retailers: u32,
    cartons: u32,
    #[serde(default)]
    late: u32,
    #[serde(default)]
    minutes: u32,
    #[serde(default)]
    put_off: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    again: Option<i64>,
}

impl Shape for StoredCost {
    type Of = Cost;
    fn of(value: &Cost) -> Self {
        Self {
            routes: value.routes.iter().map(|route| text(route.as_str())).collect(),
            departments: value.departments.iter().map(|code| text(code.as_str())).collect(),
            retailers: value.retailers,
            cartons: value.cartons.0,
            late: value.late,
            minutes: value.minutes_late,
            put_off: value.put_off,
            again: value.served_again.map(numbers::of_moment),
        }
    }
    fn back(self) -> Result<Cost, Unsound> {
        let moment = |seconds| numbers::moment(seconds).ok_or(Unsound::Garbled);
        Ok(Cost {
            routes: self.routes.into_iter().map(RouteId::new).collect(),
            departments: self.departments.into_iter().map(DepartmentCode::new).collect(),
            retailers: self.retailers,
            cartons: Cartons(self.cartons),
            late: self.late,
            minutes_late: self.minutes,
            put_off: self.put_off,
            served_again: self.again.map(moment).transpose()?,
        })
    }
}
