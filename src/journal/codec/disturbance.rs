//! Stored shapes of holds and breakdowns.

use super::network::{StoredPlace, stored_words, text};
use super::{Shape, Unsound};
use crate::domain::ids::{BreakdownId, DistrictCode, HoldId, Plate, RouteId};
use crate::domain::incident::{Breakdown, Fault};
use crate::domain::place::Area;
use crate::domain::units::{Metres, Seconds};
use crate::domain::weather::{Colour, Hazard, Hold, Signal};
use crate::journal::numbers;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum StoredArea {
    Districts(Vec<SmolStr>),
    Polygon(Vec<StoredPlace>),
    Circle(StoredPlace, u32),
    Routes(Vec<SmolStr>),
}

impl Shape for StoredArea {
    type Of = Area;
    fn of(value: &Area) -> Self {
        match value {
            Area::Districts(codes) => Self::Districts(codes.iter().map(|code| text(code.as_str())).collect()),
            Area::Polygon(ring) => Self::Polygon(StoredPlace::of_all(ring)),
            Area::Circle { centre, radius } => Self::Circle(StoredPlace::of(centre), radius.0),
            Area::Routes(routes) => Self::Routes(routes.iter().map(|id| text(id.as_str())).collect()),
        }
    }
    fn back(self) -> Result<Area, Unsound> {
        Ok(match self {
            Self::Districts(codes) => Area::Districts(codes.into_iter().map(DistrictCode::new).collect()),
            Self::Polygon(ring) => Area::Polygon(StoredPlace::back_all(ring)?),
            Self::Circle(centre, radius) => Area::Circle { centre: centre.back()?, radius: Metres(radius) },
            Self::Routes(routes) => Area::Routes(routes.into_iter().map(RouteId::new).collect()),
        })
    }
}

stored_words! {
    StoredHazard of Hazard {
        Typhoon = "typhoon", Rainstorm = "rainstorm", Snowstorm = "snowstorm", ColdWave = "cold_wave",
        Gale = "gale", Sandstorm = "sandstorm", Heat = "heat", Drought = "drought",
        Lightning = "lightning", Hail = "hail", Frost = "frost", Fog = "fog", Haze = "haze",
        RoadIcing = "road_icing", RoadClosed = "road_closed",
    }
}

stored_words! {
    StoredColour of Colour { Blue = "blue", Yellow = "yellow", Orange = "orange", Red = "red" }
}

#[derive(Serialize, Deserialize)]
pub(super) struct StoredHold {
    id: SmolStr,
    source: SmolStr,
    hazard: StoredHazard,
    colour: StoredColour,
    area: StoredArea,
    from: i64,
    until: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    released: Option<i64>,
}

impl Shape for StoredHold {
    type Of = Hold;
    fn of(value: &Hold) -> Self {
        Self {
            id: text(value.id.as_str()),
            source: value.source.clone(),
            hazard: StoredHazard::of(&value.signal.kind),
            colour: StoredColour::of(&value.signal.colour),
            area: StoredArea::of(&value.area),
            from: numbers::of_moment(value.from),
            until: numbers::of_moment(value.until),
            released: value.released.map(numbers::of_moment),
        }
    }
    fn back(self) -> Result<Hold, Unsound> {
        let moment = |seconds| numbers::moment(seconds).ok_or(Unsound::Garbled);
        Ok(Hold {
            id: HoldId::new(self.id),
            source: self.source,
            signal: Signal { kind: self.hazard.back()?, colour: self.colour.back()? },
            area: self.area.back()?,
            from: moment(self.from)?,
            until: moment(self.until)?,
            released: self.released.map(moment).transpose()?,
        })
    }
}

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
