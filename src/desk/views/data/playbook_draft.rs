//! The playbook as it is being edited: what was typed, the version it makes, and how that differs. No drawing here.

use crate::domain::emergency::level::Level;
use crate::domain::network::Name;
use crate::domain::playbook::purpose::Purpose;
use crate::domain::playbook::{Card, CardId, Limit, Owner, Playbook, Step, StepId, Template};
use crate::domain::time::TimeOfDay;
use crate::words::{Arg, Message};
use smol_str::SmolStr;
use std::collections::BTreeMap;

/// The form of a limit, before its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LimitKind {
    Minutes,
    At,
    DayEnd,
    NextWorkingDay,
    Days,
    Every,
}

impl LimitKind {
    pub const ALL: [Self; 6] =
        [Self::Minutes, Self::At, Self::DayEnd, Self::NextWorkingDay, Self::Days, Self::Every];

    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Minutes => "playbook-limit-minutes",
            Self::At => "playbook-limit-at",
            Self::DayEnd => "playbook-limit-day-end",
            Self::NextWorkingDay => "playbook-limit-next-working-day",
            Self::Days => "playbook-limit-days",
            Self::Every => "playbook-limit-every",
        }
    }

    /// It needs a number or a time.
    #[must_use]
    pub const fn takes_amount(self) -> bool {
        !matches!(self, Self::DayEnd | Self::NextWorkingDay)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepDraft {
    pub local: String,
    pub english: String,
    pub owners: Vec<Owner>,
    pub limit: LimitKind,
    pub amount: String,
    pub confirmed: bool,
    pub message: Option<SmolStr>,
    pub from_level: Level,
    /// Goes with the step, whatever becomes of its text and its place.
    pub does: Option<Purpose>,
}

impl StepDraft {
    /// A new line at the end of a card.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            local: String::new(),
            english: String::new(),
            owners: Vec::new(),
            limit: LimitKind::Minutes,
            amount: String::new(),
            confirmed: false,
            message: None,
            from_level: Level::General,
            does: None,
        }
    }

    fn of(step: &Step) -> Self {
        let (limit, amount) = match step.limit {
            Limit::Minutes(n) => (LimitKind::Minutes, n.to_string()),
            Limit::At(time) => (LimitKind::At, time.to_string()),
            Limit::DayEnd => (LimitKind::DayEnd, String::new()),
            Limit::NextWorkingDay => (LimitKind::NextWorkingDay, String::new()),
            Limit::Days(n) => (LimitKind::Days, n.to_string()),
            Limit::Every(n) => (LimitKind::Every, n.to_string()),
        };
        Self {
            local: step.text.local.to_string(),
            english: step.text.english.to_string(),
            owners: step.owners.clone(),
            limit,
            amount,
            confirmed: step.confirmed,
            message: step.message.clone(),
            from_level: step.from_level,
            does: step.does,
        }
    }

    fn limit(&self) -> Option<Limit> {
        /// Thirty days, in minutes.
        const LONGEST: u32 = 43_200;
        let number = |most: u32| self.amount.trim().parse().ok().filter(|n| (1..=most).contains(n));
        Some(match self.limit {
            LimitKind::Minutes => Limit::Minutes(number(LONGEST)?),
            LimitKind::At => Limit::At(TimeOfDay::parse(self.amount.trim())?),
            LimitKind::DayEnd => Limit::DayEnd,
            LimitKind::NextWorkingDay => Limit::NextWorkingDay,
            LimitKind::Days => Limit::Days(number(365)?),
            LimitKind::Every => Limit::Every(number(LONGEST)?),
        })
    }

    fn read(&self, id: StepId) -> Result<Step, Message> {
        let refuse = |key| Err(Message::new(key).with("step", Arg::shown(id)));
        if self.local.trim().is_empty() && self.english.trim().is_empty() {
            return refuse("playbook-missing-text");
        }
        if self.owners.is_empty() {
            return refuse("playbook-missing-owner");
        }
        let Some(limit) = self.limit() else { return refuse("playbook-missing-limit") };
        Ok(Step {
            text: name(&self.local, &self.english),
            owners: self.owners.clone(),
            limit,
            confirmed: self.confirmed,
            message: self.message.clone(),
            from_level: self.from_level,
            does: self.does,
        })
    }
}

/// A text in one language stands for both.
fn name(local: &str, english: &str) -> Name {
    let (local, english) = (local.trim(), english.trim());
    Name::with_english(if local.is_empty() { english } else { local }, english)
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageDraft {
    pub local: String,
    pub english: String,
    pub internal: bool,
}

/// All that can be edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The version it began from.
    pub base: u32,
    pub cards: BTreeMap<CardId, (Name, Vec<StepDraft>)>,
    pub messages: BTreeMap<SmolStr, MessageDraft>,
    /// Those of them the version it began from has not: as shipped, until somebody changes them.
    shipped: BTreeMap<SmolStr, MessageDraft>,
}

impl Draft {
    #[must_use]
    pub fn of(playbook: &Playbook) -> Self {
        let steps = |card: &Card| card.steps.values().map(StepDraft::of).collect();
        let message = |template: &Template| MessageDraft {
            local: template.text.local.to_string(),
            english: template.text.english.to_string(),
            internal: template.internal,
        };
        let mut messages: BTreeMap<SmolStr, MessageDraft> =
            playbook.messages.iter().map(|(id, text)| (id.clone(), message(text))).collect();
        let shipped = Playbook::standard().messages.into_iter();
        let shipped: BTreeMap<SmolStr, MessageDraft> = shipped
            .filter(|(id, _)| !messages.contains_key(id))
            .map(|(id, text)| (id, message(&text)))
            .collect();
        messages.extend(shipped.clone());
        Self {
            base: playbook.version,
            cards: playbook.cards.iter().map(|(id, card)| (*id, (card.title.clone(), steps(card)))).collect(),
            messages,
            shipped,
        }
    }

    /// The next version, as it stands.
    ///
    /// # Errors
    /// What is missing, and of which step.
    pub fn read(&self) -> Result<Playbook, Message> {
        let mut cards = BTreeMap::new();
        for (id, (title, drafts)) in &self.cards {
            let mut steps = BTreeMap::new();
            for (number, draft) in (1_u8..).zip(drafts) {
                steps.insert(number, draft.read(StepId { card: *id, number })?);
            }
            cards.insert(*id, Card { title: title.clone(), steps });
        }
        let mut messages = BTreeMap::new();
        let untouched = |id: &SmolStr, draft: &MessageDraft| self.shipped.get(id) == Some(draft);
        for (id, draft) in self.messages.iter().filter(|(id, draft)| !untouched(id, draft)) {
            if draft.local.trim().is_empty() && draft.english.trim().is_empty() {
                return Err(Message::new("playbook-missing-message").with("message", id.as_str()));
            }
            let text = name(&draft.local, &draft.english);
            messages.insert(id.clone(), Template { text, internal: draft.internal });
        }
        Ok(Playbook { version: self.base.saturating_add(1), cards, messages })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_untouched_draft_makes_the_same_playbook_but_for_its_number() {
        let standard = Playbook::standard();
        let read = Draft::of(&standard).read().expect("complete");
        assert_eq!(read, Playbook { version: 2, ..standard });
    }

    #[test]
    fn a_step_without_text_owner_or_limit_is_named() {
        let mut draft = Draft::of(&Playbook::standard());
        let steps = |draft: &mut Draft| draft.cards.get_mut(&CardId('B')).map(|(_, steps)| steps.len());
        assert_eq!(steps(&mut draft), Some(9));
        if let Some((_, steps)) = draft.cards.get_mut(&CardId('B')) {
            steps.push(StepDraft::new());
        }
        let missing = |draft: &Draft| draft.read().expect_err("incomplete");
        assert_eq!(missing(&draft), Message::new("playbook-missing-text").with("step", "B10"));
        if let Some(last) = draft.cards.get_mut(&CardId('B')).and_then(|(_, steps)| steps.last_mut()) {
            (last.local, last.owners) = ("清点".into(), vec![Owner::Driver]);
            last.amount = "0".into();
        }
        assert_eq!(missing(&draft), Message::new("playbook-missing-limit").with("step", "B10"));
    }
}
