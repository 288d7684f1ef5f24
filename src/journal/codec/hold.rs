//! Stored shapes of weather holds. Versions 1 and 2 knew holds of one area that close it; what they leave out
//! means just that.

use super::network::{StoredPlace, stored_words, text};
use super::{Shape, Unsound};
use crate::domain::ids::{AlertKey, DistrictCode, HoldId, RouteId};
use crate::domain::place::Area;
use crate::domain::time::Timestamp;
use crate::domain::units::{Cartons, Metres};
use crate::domain::weather::{Alerted, Colour, Course, Decision, Hazard, Hold, Response, Signal, Terms};
use crate::journal::numbers;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum StoredArea {
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

stored_words! {
    StoredResponse of Response { Brief = "brief", Delay = "delay", Suspend = "suspend", Recall = "recall" }
}

stored_words! {
    StoredCourse of Course {
        Go = "go", Delay = "delay", Part = "part", Suspend = "suspend", Recall = "recall",
    }
}

fn moment(seconds: i64) -> Result<Timestamp, Unsound> {
    numbers::moment(seconds).ok_or(Unsound::Garbled)
}

#[derive(Serialize, Deserialize)]
pub(super) struct StoredSignal {
    hazard: StoredHazard,
    colour: StoredColour,
}

impl Shape for StoredSignal {
    type Of = Signal;
    fn of(value: &Signal) -> Self {
        Self { hazard: StoredHazard::of(&value.kind), colour: StoredColour::of(&value.colour) }
    }
    fn back(self) -> Result<Signal, Unsound> {
        Ok(Signal { kind: self.hazard.back()?, colour: self.colour.back()? })
    }
}

#[derive(Serialize, Deserialize)]
struct StoredTerms {
    signal: StoredSignal,
    areas: Vec<StoredArea>,
    from: i64,
    until: i64,
    response: StoredResponse,
}

impl Shape for StoredTerms {
    type Of = Terms;
    fn of(value: &Terms) -> Self {
        Self {
            signal: StoredSignal::of(&value.signal),
            areas: StoredArea::of_all(&value.areas),
            from: numbers::of_moment(value.from),
            until: numbers::of_moment(value.until),
            response: StoredResponse::of(&value.response),
        }
    }
    fn back(self) -> Result<Terms, Unsound> {
        Ok(Terms {
            signal: self.signal.back()?,
            areas: StoredArea::back_all(self.areas)?,
            from: moment(self.from)?,
            until: moment(self.until)?,
            response: self.response.back()?,
        })
    }
}

#[derive(Serialize, Deserialize)]
struct StoredAlerted {
    by: Vec<SmolStr>,
    terms: StoredTerms,
}

impl Shape for StoredAlerted {
    type Of = Alerted;
    fn of(value: &Alerted) -> Self {
        Self {
            by: value.by.iter().map(|key| text(key.as_str())).collect(),
            terms: StoredTerms::of(&value.terms),
        }
    }
    fn back(self) -> Result<Alerted, Unsound> {
        Ok(Alerted { by: self.by.into_iter().map(AlertKey::new).collect(), terms: self.terms.back()? })
    }
}

#[derive(Serialize, Deserialize)]
struct StoredDecision {
    day: i64,
    route: SmolStr,
    course: StoredCourse,
    by: SmolStr,
    at: i64,
}

#[derive(Serialize, Deserialize)]
pub(super) struct StoredHold {
    id: SmolStr,
    source: SmolStr,
    hazard: StoredHazard,
    colour: StoredColour,
    /// The first; there may be none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    area: Option<StoredArea>,
    from: i64,
    until: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    released: Option<i64>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    more: Vec<StoredArea>,
    /// Left out where it suspends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    response: Option<StoredResponse>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    lets_pass: Option<u32>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    unconfirmed: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    alerted: Option<StoredAlerted>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    decided: Vec<StoredDecision>,
}

impl Shape for StoredHold {
    type Of = Hold;
    fn of(value: &Hold) -> Self {
        let mut areas = StoredArea::of_all(&value.areas).into_iter();
        let decision = |((day, route), decision): (&(_, RouteId), &Decision)| StoredDecision {
            day: numbers::of_day(*day),
            route: text(route.as_str()),
            course: StoredCourse::of(&decision.course),
            by: decision.by.clone(),
            at: numbers::of_moment(decision.at),
        };
        Self {
            id: text(value.id.as_str()),
            source: value.source.clone(),
            hazard: StoredHazard::of(&value.signal.kind),
            colour: StoredColour::of(&value.signal.colour),
            area: areas.next(),
            from: numbers::of_moment(value.from),
            until: numbers::of_moment(value.until),
            released: value.released.map(numbers::of_moment),
            more: areas.collect(),
            response: (value.response != Response::Suspend).then(|| StoredResponse::of(&value.response)),
            lets_pass: value.lets_pass.map(|most| most.0),
            unconfirmed: !value.confirmed,
            alerted: value.alerted.as_ref().map(StoredAlerted::of),
            decided: value.decided.iter().map(decision).collect(),
        }
    }
    fn back(self) -> Result<Hold, Unsound> {
        let decision = |stored: StoredDecision| {
            let day = numbers::day(stored.day).ok_or(Unsound::Garbled)?;
            let decision = Decision { course: stored.course.back()?, by: stored.by, at: moment(stored.at)? };
            Ok(((day, RouteId::new(stored.route)), decision))
        };
        Ok(Hold {
            id: HoldId::new(self.id),
            source: self.source,
            signal: Signal { kind: self.hazard.back()?, colour: self.colour.back()? },
            areas: StoredArea::back_all(self.area.into_iter().chain(self.more).collect())?,
            from: moment(self.from)?,
            until: moment(self.until)?,
            released: self.released.map(moment).transpose()?,
            response: self.response.map_or(Ok(Response::Suspend), StoredResponse::back)?,
            lets_pass: self.lets_pass.map(Cartons),
            confirmed: !self.unconfirmed,
            alerted: self.alerted.map(StoredAlerted::back).transpose()?,
            decided: self.decided.into_iter().map(decision).collect::<Result<_, _>>()?,
        })
    }
}
