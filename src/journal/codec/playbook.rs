//! Stored shape of the playbook.

use super::incident::{StoredLevel, StoredStepId};
use super::network::{StoredName, stored_words};
use super::{Shape, Unsound};
use crate::domain::network::Name;
use crate::domain::playbook::purpose::Purpose;
use crate::domain::playbook::{Card, CardId, Limit, Owner, Playbook, Step, StepId, Template};
use crate::domain::time::TimeOfDay;
use crate::journal::numbers;
use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

stored_words! {
    StoredOwner of Owner {
        Driver = "DRV", Dispatcher = "DSP", DistributionCentre = "DC", TransferStation = "TS",
        MarketingCentre = "MKT", OrderDepartment = "ORD", Purchasing = "PUR", MarketingDepartment = "MD",
        AccountManager = "AM", InformationCentre = "IT", Finance = "FIN", Security = "SEC",
        Appraisal = "AUD", LeadingGroup = "LG",
    }
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum StoredLimit {
    Minutes(u32),
    At(u32),
    DayEnd,
    NextWorkingDay,
    Days(u32),
    Every(u32),
}

impl Shape for StoredLimit {
    type Of = Limit;
    fn of(value: &Limit) -> Self {
        match *value {
            Limit::Minutes(minutes) => Self::Minutes(minutes),
            Limit::At(at) => Self::At(at.seconds()),
            Limit::DayEnd => Self::DayEnd,
            Limit::NextWorkingDay => Self::NextWorkingDay,
            Limit::Days(days) => Self::Days(days),
            Limit::Every(minutes) => Self::Every(minutes),
        }
    }
    fn back(self) -> Result<Limit, Unsound> {
        let time = |seconds: u32| -> Result<TimeOfDay, Unsound> {
            numbers::time(seconds.into()).ok_or(Unsound::Garbled)
        };
        Ok(match self {
            Self::Minutes(minutes) => Limit::Minutes(minutes),
            Self::At(at) => Limit::At(time(at)?),
            Self::DayEnd => Limit::DayEnd,
            Self::NextWorkingDay => Limit::NextWorkingDay,
            Self::Days(days) => Limit::Days(days),
            Self::Every(minutes) => Limit::Every(minutes),
        })
    }
}

#[derive(Serialize, Deserialize)]
struct StoredStep {
    id: StoredStepId,
    text: StoredName,
    owners: Vec<StoredOwner>,
    limit: StoredLimit,
    confirmed: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    message: Option<SmolStr>,
    from_level: StoredLevel,
    /// As far as the step's text does not say it: versions before purposes were known are read as those after.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    does: Option<SmolStr>,
}

/// What a step is for by the playbook the program is shipped with, where it has that text.
fn meant(card: CardId, text: &Name) -> Option<Purpose> {
    static STANDARD: LazyLock<Playbook> = LazyLock::new(Playbook::standard);
    let same = STANDARD.cards.get(&card)?.steps.values().find(|step| step.text == *text)?;
    same.does
}

#[derive(Serialize, Deserialize)]
pub(super) struct StoredPlaybook {
    version: u32,
    cards: BTreeMap<char, StoredName>,
    steps: Vec<StoredStep>,
    messages: BTreeMap<SmolStr, (StoredName, bool)>,
}

impl Shape for StoredPlaybook {
    type Of = Arc<Playbook>;
    fn of(value: &Arc<Playbook>) -> Self {
        let step = |card: CardId, (number, step): (&u8, &Step)| StoredStep {
            id: StoredStepId::of(&StepId { card, number: *number }),
            text: StoredName::of(&step.text),
            owners: StoredOwner::of_all(&step.owners),
            limit: StoredLimit::of(&step.limit),
            confirmed: step.confirmed,
            message: step.message.clone(),
            from_level: StoredLevel::of(&step.from_level),
            does: step
                .does
                .filter(|does| meant(card, &step.text) != Some(*does))
                .map(|does| SmolStr::new_static(does.name())),
        };
        let steps =
            value.cards.iter().flat_map(|(id, card)| card.steps.iter().map(move |one| step(*id, one)));
        let message = |(id, template): (&SmolStr, &Template)| {
            (id.clone(), (StoredName::of(&template.text), template.internal))
        };
        Self {
            version: value.version,
            cards: value.cards.iter().map(|(id, card)| (id.0, StoredName::of(&card.title))).collect(),
            steps: steps.collect(),
            messages: value.messages.iter().map(message).collect(),
        }
    }
    fn back(self) -> Result<Arc<Playbook>, Unsound> {
        let mut cards = BTreeMap::new();
        for (id, title) in self.cards {
            cards.insert(CardId(id), Card { title: title.back()?, steps: BTreeMap::new() });
        }
        for stored in self.steps {
            let id = stored.id.back()?;
            let text = stored.text.back()?;
            let does = stored.does.map(|name| Purpose::parse(&name).ok_or(Unsound::Garbled)).transpose()?;
            let step = Step {
                does: does.or_else(|| meant(id.card, &text)),
                text,
                owners: StoredOwner::back_all(stored.owners)?,
                limit: stored.limit.back()?,
                confirmed: stored.confirmed,
                message: stored.message,
                from_level: stored.from_level.back()?,
            };
            cards.get_mut(&id.card).ok_or(Unsound::Garbled)?.steps.insert(id.number, step);
        }
        let mut messages = BTreeMap::new();
        for (id, (text, internal)) in self.messages {
            messages.insert(id, Template { text: text.back()?, internal });
        }
        Ok(Arc::new(Playbook { version: self.version, cards, messages }))
    }
}
