//! What one version of the playbook has that another has not, step by step.

use super::{Card, CardId, Playbook, Step, StepId};
use smol_str::SmolStr;
use std::collections::{BTreeMap, BTreeSet};

/// One thing that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// Its number in the later version.
    Added(StepId),
    /// Its number in the earlier one.
    Removed(StepId),
    /// The same step, with something about it or its place changed.
    Changed {
        from: StepId,
        to: StepId,
    },
    Message(SmolStr),
}

/// In the order of the cards; a step is known again by its text, or else by its place.
#[must_use]
pub fn differences(before: &Playbook, after: &Playbook) -> Vec<Difference> {
    let cards: BTreeSet<CardId> = before.cards.keys().chain(after.cards.keys()).copied().collect();
    let mut found: Vec<Difference> = cards
        .into_iter()
        .flat_map(|card| of_card(card, before.cards.get(&card), after.cards.get(&card)))
        .collect();
    let messages: BTreeSet<&SmolStr> = before.messages.keys().chain(after.messages.keys()).collect();
    let differ = messages.into_iter().filter(|id| before.messages.get(*id) != after.messages.get(*id));
    found.extend(differ.cloned().map(Difference::Message));
    found
}

fn of_card(id: CardId, before: Option<&Card>, after: Option<&Card>) -> Vec<Difference> {
    let of = |card: Option<&Card>| -> BTreeMap<u8, Step> {
        card.map(|card| card.steps.clone()).unwrap_or_default()
    };
    let (mut old, mut new) = (of(before), of(after));
    let mut pairs: BTreeMap<u8, (u8, Step, Step)> = BTreeMap::new();
    for by_text in [true, false] {
        for number in new.keys().copied().collect::<Vec<_>>() {
            let Some(step) = new.get(&number) else { continue };
            let same = |(was, known): (&u8, &Step)| {
                if by_text { known.text == step.text } else { *was == number }
            };
            let Some(was) = old.iter().find(|(was, known)| same((was, known))).map(|(was, _)| *was) else {
                continue;
            };
            if let (Some(known), Some(step)) = (old.remove(&was), new.remove(&number)) {
                pairs.insert(number, (was, known, step));
            }
        }
    }
    let step = |number| StepId { card: id, number };
    // Where a line above has come or gone, those below it are still where they were.
    let mut places: Vec<u8> = pairs.values().map(|(was, ..)| *was).collect();
    places.sort_unstable();
    let changed =
        pairs.iter().zip(places).filter(|((_, (was, known, now)), place)| was != place || known != now);
    let changed = changed.map(|(pair, _)| pair);
    let mut found: Vec<Difference> = changed
        .map(|(number, (was, ..))| Difference::Changed { from: step(*was), to: step(*number) })
        .collect();
    found.extend(new.keys().map(|number| Difference::Added(step(*number))));
    found.extend(old.keys().map(|number| Difference::Removed(step(*number))));
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::playbook::Limit;

    #[test]
    fn a_step_taken_out_moves_the_others_up_and_is_told_once() {
        let before = Playbook::standard();
        let mut after = before.clone();
        assert_eq!(differences(&before, &after), []);
        let card = after.cards.get_mut(&CardId('G')).expect("a card");
        let gone = card.steps.remove(&1).expect("the first step");
        card.steps =
            std::mem::take(&mut card.steps).into_iter().map(|(number, step)| (number - 1, step)).collect();
        let id = |number| StepId { card: CardId('G'), number };
        assert_eq!(differences(&before, &after), [Difference::Removed(id(1))]);
        let card = after.cards.get_mut(&CardId('G')).expect("a card");
        card.steps.insert(6, Step { limit: Limit::Minutes(5), ..gone });
        let found = differences(&before, &after);
        assert!(found.contains(&Difference::Changed { from: id(1), to: id(6) }), "{found:?}");
    }
}
