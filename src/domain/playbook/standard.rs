//! The playbook as it is shipped: lines of `assets/playbook/standard.txt`, kept as text so that people can read
//! and compare it.

use super::purpose::Purpose;
use super::{Card, CardId, Limit, Owner, Playbook, Step, Template};
use crate::domain::emergency::level::Level;
use crate::domain::network::Name;
use crate::domain::time::TimeOfDay;
use smol_str::SmolStr;
use std::collections::BTreeMap;

const TEXT: &str = include_str!("../../../assets/playbook/standard.txt");

/// Lines that say nothing are passed over; a test holds that there are none.
pub fn read() -> Playbook {
    let mut playbook = Playbook { version: 1, cards: BTreeMap::new(), messages: BTreeMap::new() };
    let mut at = None;
    for line in TEXT.lines() {
        let parts: Vec<&str> = line.split('|').map(str::trim).collect();
        match parts[..] {
            ["card", id, local, english] => {
                at = id.chars().next().map(CardId);
                let card = Card { title: Name::with_english(local, english), steps: BTreeMap::new() };
                playbook.cards.extend(at.map(|id| (id, card)));
            }
            ["message", id, whose, local, english] => {
                let template =
                    Template { text: Name::with_english(local, english), internal: whose == "internal" };
                playbook.messages.insert(SmolStr::new(id), template);
            }
            [number, owners, limit, message, local, english] => {
                let card = at.and_then(|id| playbook.cards.get_mut(&id));
                if let (Some(card), Some((number, step))) =
                    (card, step(number, owners, limit, message, Name::with_english(local, english)))
                {
                    card.steps.insert(number, step);
                }
            }
            _ => {}
        }
    }
    playbook
}

fn step(number: &str, owners: &str, limit: &str, message: &str, text: Name) -> Option<(u8, Step)> {
    // `3 II`: from level II on; `5 =answer`: that is what it is for.
    let mut parts = number.split(' ');
    let number = parts.next()?;
    let (does, level): (Vec<&str>, Vec<&str>) = parts.partition(|part| part.starts_with('='));
    let does = does.first().map(|name| Purpose::parse(&name[1..]));
    let step = Step {
        text,
        owners: owners.split_whitespace().map(Owner::parse).collect::<Option<_>>()?,
        limit: self::limit(limit)?,
        confirmed: false,
        message: (message != "-").then(|| SmolStr::new(message)),
        from_level: Level::parse(level.first().unwrap_or(&"IV"))?,
        // A purpose nobody knows is a fault of the text.
        does: does.map_or(Some(None), |does| does.map(Some))?,
    };
    Some((number.parse().ok()?, step))
}

fn limit(text: &str) -> Option<Limit> {
    Some(match text.split_once(' ') {
        _ if text == "day-end" => Limit::DayEnd,
        _ if text == "next-working-day" => Limit::NextWorkingDay,
        Some(("every", minutes)) => Limit::Every(minutes.parse().ok()?),
        Some(("days", days)) => Limit::Days(days.parse().ok()?),
        Some(("at", time)) => Limit::At(TimeOfDay::parse(time)?),
        _ => Limit::Minutes(text.parse().ok()?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_says_something_in_both_languages() {
        let playbook = read();
        let lines = TEXT.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).count();
        let steps: usize = playbook.cards.values().map(|card| card.steps.len()).sum();
        assert_eq!(lines, playbook.cards.len() + steps + playbook.messages.len());
        let ids: String = playbook.cards.keys().map(|id| id.0).collect();
        assert_eq!(ids, "ABCDEFGHIJKR");
        for card in playbook.cards.values() {
            assert!(!card.title.english.is_empty() && !card.steps.is_empty());
            for step in card.steps.values() {
                assert!(!step.text.local.is_empty() && !step.text.english.is_empty());
                assert!(!step.owners.is_empty());
                assert!(step.message.as_ref().is_none_or(|id| playbook.messages.contains_key(id)));
            }
        }
    }
}
