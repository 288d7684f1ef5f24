//! Stored shapes of alerts and of where vehicles were seen.

use super::hold::{StoredArea, StoredSignal};
use super::network::{StoredPlace, stored_words, text};
use super::{Shape, Unsound};
use crate::domain::alert::{Alert, AlertArea, AreaFault, Info, MessageKind, Status};
use crate::domain::ids::{AlertKey, DistrictCode, Plate};
use crate::domain::position::{Fix, Whereabouts};
use crate::domain::time::Timestamp;
use crate::journal::numbers;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::sync::Arc;

stored_words! {
    StoredStatus of Status {
        Actual = "actual", Exercise = "exercise", System = "system", Test = "test", Draft = "draft",
    }
}

stored_words! {
    StoredKind of MessageKind {
        Alert = "alert", Update = "update", Cancel = "cancel", Ack = "ack", Error = "error",
    }
}

stored_words! {
    StoredAreaFault of AreaFault {
        TooFewPoints = "too_few_points", CrossesItself = "crosses_itself", NoRadius = "no_radius",
        NotOnTheEarth = "not_on_the_earth",
    }
}

fn moment(seconds: i64) -> Result<Timestamp, Unsound> {
    numbers::moment(seconds).ok_or(Unsound::Garbled)
}

#[derive(Serialize, Deserialize)]
struct StoredAlertArea {
    text: SmolStr,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    districts: Vec<SmolStr>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    shapes: Vec<StoredArea>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    faults: Vec<StoredAreaFault>,
}

impl Shape for StoredAlertArea {
    type Of = AlertArea;
    fn of(value: &AlertArea) -> Self {
        Self {
            text: value.description.clone(),
            districts: value.districts.iter().map(|code| text(code.as_str())).collect(),
            shapes: StoredArea::of_all(&value.shapes),
            faults: StoredAreaFault::of_all(&value.faults),
        }
    }
    fn back(self) -> Result<AlertArea, Unsound> {
        Ok(AlertArea {
            description: self.text,
            districts: self.districts.into_iter().map(DistrictCode::new).collect(),
            shapes: StoredArea::back_all(self.shapes)?,
            faults: StoredAreaFault::back_all(self.faults)?,
        })
    }
}

#[derive(Serialize, Deserialize)]
struct StoredInfo {
    language: SmolStr,
    event: SmolStr,
    headline: SmolStr,
    description: SmolStr,
    instruction: SmolStr,
    sender_name: SmolStr,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    signal: Option<StoredSignal>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    all_clear: bool,
    from: i64,
    until: i64,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    until_assumed: bool,
    areas: Vec<StoredAlertArea>,
}

impl Shape for StoredInfo {
    type Of = Info;
    fn of(value: &Info) -> Self {
        Self {
            language: value.language.clone(),
            event: value.event.clone(),
            headline: value.headline.clone(),
            description: value.description.clone(),
            instruction: value.instruction.clone(),
            sender_name: value.sender_name.clone(),
            signal: value.signal.as_ref().map(StoredSignal::of),
            all_clear: value.all_clear,
            from: numbers::of_moment(value.from),
            until: numbers::of_moment(value.until),
            until_assumed: value.until_assumed,
            areas: StoredAlertArea::of_all(&value.areas),
        }
    }
    fn back(self) -> Result<Info, Unsound> {
        Ok(Info {
            language: self.language,
            event: self.event,
            headline: self.headline,
            description: self.description,
            instruction: self.instruction,
            sender_name: self.sender_name,
            signal: self.signal.map(StoredSignal::back).transpose()?,
            all_clear: self.all_clear,
            from: moment(self.from)?,
            until: moment(self.until)?,
            until_assumed: self.until_assumed,
            areas: StoredAlertArea::back_all(self.areas)?,
        })
    }
}

#[derive(Serialize, Deserialize)]
pub(super) struct StoredAlert {
    key: SmolStr,
    sent: i64,
    status: StoredStatus,
    message: StoredKind,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    refers_to: Vec<SmolStr>,
    infos: Vec<StoredInfo>,
    origin: SmolStr,
}

impl Shape for StoredAlert {
    type Of = Arc<Alert>;
    fn of(value: &Arc<Alert>) -> Self {
        Self {
            key: text(value.key.as_str()),
            sent: numbers::of_moment(value.sent),
            status: StoredStatus::of(&value.status),
            message: StoredKind::of(&value.message),
            refers_to: value.refers_to.iter().map(|key| text(key.as_str())).collect(),
            infos: StoredInfo::of_all(&value.infos),
            origin: value.origin.clone(),
        }
    }
    fn back(self) -> Result<Arc<Alert>, Unsound> {
        Ok(Arc::new(Alert {
            key: AlertKey::new(self.key),
            sent: moment(self.sent)?,
            status: self.status.back()?,
            message: self.message.back()?,
            refers_to: self.refers_to.into_iter().map(AlertKey::new).collect(),
            infos: StoredInfo::back_all(self.infos)?,
            origin: self.origin,
        }))
    }
}

#[derive(Serialize, Deserialize)]
pub(super) struct StoredFix {
    plate: SmolStr,
    place: StoredPlace,
    at: i64,
    anchor: StoredPlace,
    since: i64,
}

impl Shape for StoredFix {
    type Of = Whereabouts;
    fn of(value: &Whereabouts) -> Self {
        Self {
            plate: text(value.fix.plate.as_str()),
            place: StoredPlace::of(&value.fix.place),
            at: numbers::of_moment(value.fix.at),
            anchor: StoredPlace::of(&value.anchor),
            since: numbers::of_moment(value.since),
        }
    }
    fn back(self) -> Result<Whereabouts, Unsound> {
        let fix = Fix { plate: Plate::new(self.plate), place: self.place.back()?, at: moment(self.at)? };
        Ok(Whereabouts { fix, anchor: self.anchor.back()?, since: moment(self.since)? })
    }
}
