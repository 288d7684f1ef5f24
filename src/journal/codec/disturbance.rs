//! Stored shape of breakdowns.

use super::network::{StoredPlace, stored_words, text};
use super::{Shape, Unsound};
use crate::domain::ids::{BreakdownId, Plate};
use crate::domain::incident::{Breakdown, Fault};
use crate::domain::units::Seconds;
use crate::journal::numbers;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

stored_words! {
    StoredFault of Fault {
        Engine = "engine", Clutch = "clutch", Brakes = "brakes", Tyre = "tyre", Electrics = "electrics",
        Cooling = "cooling", Body = "body", Accident = "accident",
        DriverAbsent = "driver_absent", Other = "other",
    }
}

#[derive(Serialize, Deserialize)]
pub(super) struct StoredBreakdown {
    id: SmolStr,
    plate: SmolStr,
    at: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    place: Option<StoredPlace>,
    fault: StoredFault,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    estimate: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    repaired: Option<i64>,
}

impl Shape for StoredBreakdown {
    type Of = Breakdown;
    fn of(value: &Breakdown) -> Self {
        Self {
            id: text(value.id.as_str()),
            plate: text(value.plate.as_str()),
            at: numbers::of_moment(value.at),
            place: value.place.as_ref().map(StoredPlace::of),
            fault: StoredFault::of(&value.fault),
            estimate: value.estimate.map(|estimate| estimate.0),
            repaired: value.repaired.map(numbers::of_moment),
        }
    }
    fn back(self) -> Result<Breakdown, Unsound> {
        let moment = |seconds| numbers::moment(seconds).ok_or(Unsound::Garbled);
        Ok(Breakdown {
            id: BreakdownId::new(self.id),
            plate: Plate::new(self.plate),
            at: moment(self.at)?,
            place: self.place.map(StoredPlace::back).transpose()?,
            fault: self.fault.back()?,
            estimate: self.estimate.map(Seconds),
            repaired: self.repaired.map(moment).transpose()?,
        })
    }
}
