//! Stored shape of incidents.

use super::network::{stored_words, text};
use super::{Shape, Unsound};
use crate::domain::emergency::level::{Level, LevelRule};
use crate::domain::emergency::{
    Casualties, Closing, Commanding, Event, Incident, Kind, Signed, StepDone, What,
};
use crate::domain::ids::{IncidentId, RouteId};
use crate::domain::incident::Link;
use crate::domain::playbook::{CardId, StepId};
use crate::domain::time::Timestamp;
use crate::domain::units::Cartons;
use crate::journal::numbers;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::sync::Arc;

stored_words! {
    StoredKind of Kind {
        NetworkSoftware = "network_software", NetworkHardware = "network_hardware", Power = "power",
        VehicleBeforeDeparture = "vehicle_before_departure", VehicleOnTheRoad = "vehicle_on_the_road",
        Accident = "accident", Weather = "weather", RoadClosed = "road_closed", Ordering = "ordering",
        Settlement = "settlement", Sorting = "sorting", Replenishment = "replenishment",
        Shortage = "shortage", Robbery = "robbery", Other = "other",
    }
}

stored_words! {
    StoredLink of Link {
        Ordering = "ordering", Settlement = "settlement", Sorting = "sorting",
        Distribution = "distribution",
    }
}

stored_words! {
    StoredLevel of Level { General = "IV", Larger = "III", Major = "II", Critical = "I" }
}

stored_words! {
    StoredRule of LevelRule {
        OneRoute = "one_route", SeveralRoutes = "several_routes", LongDelay = "long_delay",
        SeriousInjury = "serious_injury", Death = "death",
        LinkDownAnHour = "link_down_an_hour", ThirdOfTheRoutes = "third_of_the_routes",
        LinkDownFourHours = "link_down_four_hours", Robbery = "robbery", AllRoutes = "all_routes",
        OrderingDownAllDay = "ordering_down_all_day", RedSignal = "red_signal",
    }
}

/// Moment and name.
#[derive(Serialize, Deserialize)]
pub(super) struct StoredSigned(i64, SmolStr);

impl Shape for StoredSigned {
    type Of = Signed;
    fn of(value: &Signed) -> Self {
        Self(numbers::of_moment(value.at), value.by.clone())
    }
    fn back(self) -> Result<Signed, Unsound> {
        Ok(Signed { at: moment(self.0)?, by: self.1 })
    }
}

/// Card and number.
#[derive(Serialize, Deserialize)]
pub(super) struct StoredStepId(char, u8);

impl Shape for StoredStepId {
    type Of = StepId;
    fn of(value: &StepId) -> Self {
        Self(value.card.0, value.number)
    }
    fn back(self) -> Result<StepId, Unsound> {
        Ok(StepId { card: CardId(self.0), number: self.1 })
    }
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum StoredWhat {
    Opened,
    Acknowledged,
    Level(StoredLevel),
    /// Since version 6, as the next.
    Suggested(StoredRule),
    /// Injured, dead.
    Casualties(u16, u16),
    Expected(Option<i64>),
    Ticked(StoredStepId),
    Skipped(StoredStepId, SmolStr),
    Reopened(StoredStepId),
    Escalated(StoredStepId, u8),
    Command(SmolStr),
    Restored,
    Closed(SmolStr),
    Note(SmolStr),
}

impl Shape for StoredWhat {
    type Of = What;
    fn of(value: &What) -> Self {
        match value {
            What::Opened => Self::Opened,
            What::Acknowledged => Self::Acknowledged,
            What::LevelSet(level) => Self::Level(StoredLevel::of(level)),
            What::Suggested(rule) => Self::Suggested(StoredRule::of(rule)),
            What::Casualties(Casualties { injured, dead }) => Self::Casualties(*injured, *dead),
            What::Expected(at) => Self::Expected(at.map(numbers::of_moment)),
            What::Ticked(step) => Self::Ticked(StoredStepId::of(step)),
            What::Skipped(step, why) => Self::Skipped(StoredStepId::of(step), why.clone()),
            What::Reopened(step) => Self::Reopened(StoredStepId::of(step)),
            What::Escalated(step, stage) => Self::Escalated(StoredStepId::of(step), *stage),
            What::Command(chief) => Self::Command(chief.clone()),
            What::Restored => Self::Restored,
            What::Closed(why) => Self::Closed(why.clone()),
            What::Note(text) => Self::Note(text.clone()),
        }
    }
    fn back(self) -> Result<What, Unsound> {
        Ok(match self {
            Self::Opened => What::Opened,
            Self::Acknowledged => What::Acknowledged,
            Self::Level(level) => What::LevelSet(level.back()?),
            Self::Suggested(rule) => What::Suggested(rule.back()?),
            Self::Casualties(injured, dead) => What::Casualties(Casualties { injured, dead }),
            Self::Expected(at) => What::Expected(at.map(moment).transpose()?),
            Self::Ticked(step) => What::Ticked(step.back()?),
            Self::Skipped(step, why) => What::Skipped(step.back()?, why),
            Self::Reopened(step) => What::Reopened(step.back()?),
            Self::Escalated(step, stage) => What::Escalated(step.back()?, stage),
            Self::Command(chief) => What::Command(chief),
            Self::Restored => What::Restored,
            Self::Closed(why) => What::Closed(why),
            Self::Note(text) => What::Note(text),
        })
    }
}

/// Chief, deputy, by whose word, since when.
#[derive(Serialize, Deserialize)]
struct StoredCommanding(SmolStr, SmolStr, Option<SmolStr>, StoredSigned);

/// Step, reason where it was skipped, who.
#[derive(Serialize, Deserialize)]
struct StoredStep(StoredStepId, Option<SmolStr>, StoredSigned);

#[derive(Serialize, Deserialize)]
pub(super) struct StoredIncident {
    id: SmolStr,
    kind: StoredKind,
    /// Where it is not the one the kind usually breaks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    link: Option<StoredLink>,
    #[serde(default, skip_serializing_if = "SmolStr::is_empty")]
    what: SmolStr,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    down: bool,
    /// Injured and dead, where anybody is; since version 6.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    casualties: Option<(u16, u16)>,
    level: StoredLevel,
    /// Where it is another; since version 6.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    first_level: Option<StoredLevel>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    rule: Option<StoredRule>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    level_set: Option<StoredSigned>,
    opened: StoredSigned,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    acknowledged: Option<StoredSigned>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    expected: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    restored: Option<StoredSigned>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    closed: Option<(StoredSigned, SmolStr)>,
    day: i64,
    routes: Vec<SmolStr>,
    retailers: usize,
    cartons: u32,
    playbook: u32,
    card: char,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    steps: Vec<StoredStep>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    escalated: Vec<(StoredStepId, u8)>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    command: Vec<StoredCommanding>,
    timeline: Vec<(StoredSigned, StoredWhat)>,
}

impl Shape for StoredIncident {
    type Of = Arc<Incident>;
    fn of(value: &Arc<Incident>) -> Self {
        let step = |(id, done): (&StepId, &StepDone)| {
            let why = match done {
                StepDone::Ticked(_) => None,
                StepDone::Skipped { why, .. } => Some(why.clone()),
            };
            StoredStep(StoredStepId::of(id), why, StoredSigned::of(done.signed()))
        };
        let commanding = |one: &Commanding| {
            let since = StoredSigned::of(&one.since);
            StoredCommanding(one.chief.clone(), one.deputy.clone(), one.authorised_by.clone(), since)
        };
        let (closed, harm) = (value.closed.as_ref(), value.casualties);
        Self {
            id: text(value.id.as_str()),
            kind: StoredKind::of(&value.kind),
            link: (value.link != value.kind.link()).then(|| StoredLink::of(&value.link)),
            what: value.what.clone(),
            down: value.down,
            casualties: (!harm.is_none()).then_some((harm.injured, harm.dead)),
            level: StoredLevel::of(&value.level),
            first_level: (value.first_level != value.level).then(|| StoredLevel::of(&value.first_level)),
            rule: value.rule.as_ref().map(StoredRule::of),
            level_set: value.level_set.as_ref().map(StoredSigned::of),
            opened: StoredSigned::of(&value.opened),
            acknowledged: value.acknowledged.as_ref().map(StoredSigned::of),
            expected: value.expected.map(numbers::of_moment),
            restored: value.restored.as_ref().map(StoredSigned::of),
            closed: closed.map(|closing| (StoredSigned::of(&closing.signed), closing.why.clone())),
            day: numbers::of_day(value.day),
            routes: value.routes.iter().map(|id| text(id.as_str())).collect(),
            retailers: value.retailers,
            cartons: value.cartons.0,
            playbook: value.playbook,
            card: value.card.0,
            steps: value.steps.iter().map(step).collect(),
            escalated: value.escalated.iter().map(|(id, stage)| (StoredStepId::of(id), *stage)).collect(),
            command: value.command.iter().map(commanding).collect(),
            timeline: value
                .timeline
                .iter()
                .map(|event| (StoredSigned::of(&event.signed), StoredWhat::of(&event.what)))
                .collect(),
        }
    }
    fn back(self) -> Result<Arc<Incident>, Unsound> {
        let signed = |stored: Option<StoredSigned>| stored.map(StoredSigned::back).transpose();
        let step = |StoredStep(id, why, by): StoredStep| {
            let signed = by.back()?;
            let done = match why {
                None => StepDone::Ticked(signed),
                Some(why) => StepDone::Skipped { signed, why },
            };
            Ok((id.back()?, done))
        };
        let commanding = |StoredCommanding(chief, deputy, authorised_by, since): StoredCommanding| {
            Ok(Commanding { chief, deputy, authorised_by, since: since.back()? })
        };
        let event =
            |(by, what): (StoredSigned, StoredWhat)| Ok(Event { signed: by.back()?, what: what.back()? });
        let closing = |(by, why): (StoredSigned, SmolStr)| Ok(Closing { signed: by.back()?, why });
        let (kind, level) = (self.kind.back()?, self.level.back()?);
        let (injured, dead) = self.casualties.unwrap_or_default();
        Ok(Arc::new(Incident {
            id: IncidentId::new(self.id),
            kind,
            link: self.link.map_or(Ok(kind.link()), StoredLink::back)?,
            what: self.what,
            down: self.down,
            casualties: Casualties { injured, dead },
            level,
            first_level: self.first_level.map_or(Ok(level), StoredLevel::back)?,
            rule: self.rule.map(StoredRule::back).transpose()?,
            level_set: signed(self.level_set)?,
            opened: self.opened.back()?,
            acknowledged: signed(self.acknowledged)?,
            expected: self.expected.map(moment).transpose()?,
            restored: signed(self.restored)?,
            closed: self.closed.map(closing).transpose()?,
            day: numbers::day(self.day).ok_or(Unsound::Garbled)?,
            routes: self.routes.into_iter().map(RouteId::new).collect(),
            retailers: self.retailers,
            cartons: Cartons(self.cartons),
            playbook: self.playbook,
            card: CardId(self.card),
            steps: self.steps.into_iter().map(step).collect::<Result<_, Unsound>>()?,
            escalated: self
                .escalated
                .into_iter()
                .map(|(id, stage)| Ok((id.back()?, stage)))
                .collect::<Result<_, Unsound>>()?,
            command: self.command.into_iter().map(commanding).collect::<Result<_, Unsound>>()?,
            timeline: self.timeline.into_iter().map(event).collect::<Result<_, Unsound>>()?,
        }))
    }
}

fn moment(seconds: i64) -> Result<Timestamp, Unsound> {
    numbers::moment(seconds).ok_or(Unsound::Garbled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_may_break_another_link_than_its_usual_one() {
        for link in Link::ALL {
            for kind in Kind::ALL {
                let signed = || Signed { at: moment(0).expect("a moment"), by: "".into() };
                let incident = Arc::new(Incident {
                    id: "I-1".into(),
                    kind,
                    link,
                    what: "".into(),
                    down: false,
                    casualties: Casualties::default(),
                    level: Level::General,
                    first_level: Level::General,
                    rule: None,
                    level_set: None,
                    opened: signed(),
                    acknowledged: None,
                    expected: None,
                    restored: None,
                    closed: None,
                    day: crate::domain::time::ServiceDay::parse("2026-11-23").expect("a day"),
                    routes: std::collections::BTreeSet::new(),
                    retailers: 0,
                    cartons: Cartons(0),
                    playbook: 1,
                    card: kind.card(),
                    steps: std::collections::BTreeMap::new(),
                    escalated: std::collections::BTreeMap::new(),
                    command: Vec::new(),
                    timeline: Vec::new(),
                });
                assert_eq!(StoredIncident::of(&incident).back().expect("sound"), incident);
            }
        }
    }
}
