//! Stored shapes of requests out of turn, and of measures against shortages.

use super::super::incident::StoredSigned;
use super::super::network::{stored_words, text};
use super::{Shape, Unsound, moment};
use crate::domain::day::Way;
use crate::domain::ids::{BrandCode, InboundId, MeasureId, RequestId, RetailerCode, RouteId};
use crate::domain::playbook::Owner;
use crate::domain::supply::measures::{Heard, Measure, MeasureKind};
use crate::domain::supply::request::{Answer, Decision, Delivery, Line, Occasion, Passage, Request};
use crate::domain::units::Cartons;
use crate::journal::numbers;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::sync::Arc;

stored_words! {
    StoredPassage of Passage {
        OwnStop = "own_stop", Passing = "passing", AnotherDay = "another_day", SpecialTrip = "special_trip",
    }
}

stored_words! {
    StoredMeasureKind of MeasureKind {
        AskProvince = "ask_province", ChangePlan = "change_plan", Urge = "urge", SendSomeone = "send_someone",
        ReplaceVehicle = "replace_vehicle", Substitute = "substitute", ContactOnQuality = "contact_on_quality",
    }
}

fn owner(name: &str) -> Result<Owner, Unsound> {
    Owner::parse(name).ok_or(Unsound::Garbled)
}

fn of_way(way: Option<Way>) -> Option<SmolStr> {
    way.map(|way| SmolStr::new_static(way.name()))
}

fn way(name: Option<SmolStr>) -> Result<Option<Way>, Unsound> {
    name.map(|name| Way::parse(&name).ok_or(Unsound::Garbled)).transpose()
}

/// Brand and cartons.
#[derive(Serialize, Deserialize)]
struct StoredLine(SmolStr, u32);

impl Shape for StoredLine {
    type Of = Line;
    fn of(value: &Line) -> Self {
        Self(text(value.brand.as_str()), value.cartons.0)
    }
    fn back(self) -> Result<Line, Unsound> {
        Ok(Line { brand: BrandCode::new(self.0), cartons: Cartons(self.1) })
    }
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum StoredOccasion {
    Wedding,
    Funeral,
    Group,
    Other(SmolStr),
}

impl Shape for StoredOccasion {
    type Of = Occasion;
    fn of(value: &Occasion) -> Self {
        match value {
            Occasion::Wedding => Self::Wedding,
            Occasion::Funeral => Self::Funeral,
            Occasion::Group => Self::Group,
            Occasion::Other(words) => Self::Other(words.clone()),
        }
    }
    fn back(self) -> Result<Occasion, Unsound> {
        Ok(match self {
            Self::Wedding => Occasion::Wedding,
            Self::Funeral => Occasion::Funeral,
            Self::Group => Occasion::Group,
            Self::Other(words) => Occasion::Other(words),
        })
    }
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum StoredDecision {
    Approved(StoredSigned, SmolStr, Vec<StoredLine>),
    Refused(StoredSigned, SmolStr),
}

impl Shape for StoredDecision {
    type Of = Decision;
    fn of(value: &Decision) -> Self {
        match value {
            Decision::Approved { signed, level, lines } => Self::Approved(
                StoredSigned::of(signed),
                SmolStr::new_static(level.name()),
                StoredLine::of_all(lines),
            ),
            Decision::Refused { signed, why } => Self::Refused(StoredSigned::of(signed), why.clone()),
        }
    }
    fn back(self) -> Result<Decision, Unsound> {
        Ok(match self {
            Self::Approved(signed, level, lines) => Decision::Approved {
                signed: signed.back()?,
                level: owner(&level)?,
                lines: StoredLine::back_all(lines)?,
            },
            Self::Refused(signed, why) => Decision::Refused { signed: signed.back()?, why },
        })
    }
}

/// Day, route, passage, by whom.
#[derive(Serialize, Deserialize)]
struct StoredDelivery(i64, SmolStr, StoredPassage, StoredSigned);

impl Shape for StoredDelivery {
    type Of = Delivery;
    fn of(value: &Delivery) -> Self {
        let (route, passage) = (text(value.route.as_str()), StoredPassage::of(&value.passage));
        Self(numbers::of_day(value.day), route, passage, StoredSigned::of(&value.signed))
    }
    fn back(self) -> Result<Delivery, Unsound> {
        Ok(Delivery {
            day: numbers::day(self.0).ok_or(Unsound::Garbled)?,
            route: RouteId::new(self.1),
            passage: self.2.back()?,
            signed: self.3.back()?,
        })
    }
}

/// By whom, and by which way.
#[derive(Serialize, Deserialize)]
struct StoredAnswer(StoredSigned, Option<SmolStr>);

impl Shape for StoredAnswer {
    type Of = Answer;
    fn of(value: &Answer) -> Self {
        Self(StoredSigned::of(&value.signed), of_way(value.way))
    }
    fn back(self) -> Result<Answer, Unsound> {
        Ok(Answer { signed: self.0.back()?, way: way(self.1)? })
    }
}

#[derive(Serialize, Deserialize)]
pub(in crate::journal::codec) struct StoredRequest {
    id: SmolStr,
    retailer: SmolStr,
    licence: SmolStr,
    occasion: StoredOccasion,
    lines: Vec<StoredLine>,
    needed_by: i64,
    #[serde(default, skip_serializing_if = "SmolStr::is_empty")]
    contact: SmolStr,
    asked: StoredSigned,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    decision: Option<StoredDecision>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    delivery: Option<StoredDelivery>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    answered: Option<StoredAnswer>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    done: Option<StoredSigned>,
}

impl Shape for StoredRequest {
    type Of = Arc<Request>;
    fn of(value: &Arc<Request>) -> Self {
        Self {
            id: text(value.id.as_str()),
            retailer: text(value.retailer.as_str()),
            licence: value.licence.clone(),
            occasion: StoredOccasion::of(&value.occasion),
            lines: StoredLine::of_all(&value.lines),
            needed_by: numbers::of_moment(value.needed_by),
            contact: value.contact.clone(),
            asked: StoredSigned::of(&value.asked),
            decision: value.decision.as_ref().map(StoredDecision::of),
            delivery: value.delivery.as_ref().map(StoredDelivery::of),
            answered: value.answered.as_ref().map(StoredAnswer::of),
            done: value.done.as_ref().map(StoredSigned::of),
        }
    }
    fn back(self) -> Result<Arc<Request>, Unsound> {
        Ok(Arc::new(Request {
            id: RequestId::new(self.id),
            retailer: RetailerCode::new(self.retailer),
            licence: self.licence,
            occasion: self.occasion.back()?,
            lines: StoredLine::back_all(self.lines)?,
            needed_by: moment(self.needed_by)?,
            contact: self.contact,
            asked: self.asked.back()?,
            decision: self.decision.map(StoredDecision::back).transpose()?,
            delivery: self.delivery.map(StoredDelivery::back).transpose()?,
            answered: self.answered.map(StoredAnswer::back).transpose()?,
            done: self.done.map(StoredSigned::back).transpose()?,
        }))
    }
}

#[derive(Serialize, Deserialize)]
pub(in crate::journal::codec) struct StoredMeasure {
    id: SmolStr,
    brand: SmolStr,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    inbound: Option<SmolStr>,
    kind: StoredMeasureKind,
    owner: SmolStr,
    due: i64,
    #[serde(default, skip_serializing_if = "SmolStr::is_empty")]
    note: SmolStr,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    instead: Option<SmolStr>,
    chosen: StoredSigned,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    done: Option<StoredSigned>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    told: Vec<(SmolStr, StoredSigned, Option<SmolStr>)>,
}

impl Shape for StoredMeasure {
    type Of = Arc<Measure>;
    fn of(value: &Arc<Measure>) -> Self {
        let told = value.told.iter();
        Self {
            id: text(value.id.as_str()),
            brand: text(value.brand.as_str()),
            inbound: value.inbound.as_ref().map(|id| text(id.as_str())),
            kind: StoredMeasureKind::of(&value.kind),
            owner: SmolStr::new_static(value.owner.name()),
            due: numbers::of_moment(value.due),
            note: value.note.clone(),
            instead: value.instead.as_ref().map(|code| text(code.as_str())),
            chosen: StoredSigned::of(&value.chosen),
            done: value.done.as_ref().map(StoredSigned::of),
            told: told
                .map(|(retailer, heard)| {
                    (text(retailer.as_str()), StoredSigned::of(&heard.signed), of_way(heard.way))
                })
                .collect(),
        }
    }
    fn back(self) -> Result<Arc<Measure>, Unsound> {
        let told = self.told.into_iter().map(|(retailer, signed, by)| {
            Ok((RetailerCode::new(retailer), Heard { signed: signed.back()?, way: way(by)? }))
        });
        Ok(Arc::new(Measure {
            id: MeasureId::new(self.id),
            brand: BrandCode::new(self.brand),
            inbound: self.inbound.map(InboundId::new),
            kind: self.kind.back()?,
            owner: owner(&self.owner)?,
            due: moment(self.due)?,
            note: self.note,
            instead: self.instead.map(BrandCode::new),
            chosen: self.chosen.back()?,
            done: self.done.map(StoredSigned::back).transpose()?,
            told: told.collect::<Result<_, _>>()?,
        }))
    }
}
