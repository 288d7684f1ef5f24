//! Who is told what after a change of the supply: the answer to a request out of turn, and what stands in for a brand that
//! is scarce. For each department, and for each account manager, one notice. Pure: states and what was said so far in,
//! notices out.

use super::compose::{Composed, Occasion, addressee, id};
use crate::domain::ids::DepartmentCode;
use crate::domain::notice::{Notice, Whom};
use crate::domain::state::State;
use crate::domain::supply::word::{Concerned, Subject, SupplyWord};
use std::collections::{BTreeMap, BTreeSet};

/// A notice that was composed before, and that no later one tells instead.
#[derive(Clone, Debug)]
pub struct Said {
    pub notice: Notice,
    /// Nobody has begun to send it, nor any other of the same change.
    pub untouched: bool,
}

/// What is to be told of `subject` after a change. `said` is what was composed of it so far, newest first: what nobody
/// has begun to send is told anew or not at all, and whoever has heard a word that holds no more hears that.
#[must_use]
pub fn compose(
    (before, after): (&State, &State),
    subject: &Subject,
    said: Vec<Said>,
    occasion: &Occasion<'_>,
) -> Composed {
    let mut older: BTreeMap<Whom, Vec<Said>> = BTreeMap::new();
    for said in said {
        older.entry(said.notice.to.whom.clone()).or_default().push(said);
    }
    let mut wanted = subject.word(after, occasion.at).map(|word| by_whom(&word)).unwrap_or_default();
    let mut composed = Composed::default();
    let everybody: BTreeSet<Whom> = older.keys().chain(wanted.keys()).cloned().collect();
    for whom in everybody {
        let said = older.remove(&whom).unwrap_or_default();
        let heard = said.iter().find(|said| !said.untouched || was_told(before, subject, &said.notice));
        let heard = heard.and_then(|said| said.notice.supply.as_ref());
        let waiting = said.first().filter(|said| said.untouched);
        let now = wanted.remove(&whom).or_else(|| heard.and_then(SupplyWord::taken_back));
        let waits = waiting.and_then(|said| said.notice.supply.as_ref());
        if waits.is_some() && waits == now.as_ref() {
            continue;
        }
        composed.merged.extend(said.iter().filter(|said| said.untouched).map(|said| said.notice.id.clone()));
        if let Some(word) = now.filter(|word| heard != Some(word)) {
            composed.notices.push(notice(after, whom, word, occasion));
        }
    }
    composed
}

/// Somebody has told one of its retailers, though it never went out.
fn was_told(state: &State, subject: &Subject, notice: &Notice) -> bool {
    let shops = notice.supply.iter().flat_map(|word| &word.shops);
    let mut told = shops.filter_map(|shop| subject.told(state, &shop.retailer));
    told.any(|told| told.signed.at >= notice.at)
}

/// The same word for each department and account manager, with the retailers that are theirs.
fn by_whom(word: &SupplyWord) -> BTreeMap<Whom, SupplyWord> {
    let mut shops: BTreeMap<Whom, Vec<Concerned>> = BTreeMap::new();
    for shop in &word.shops {
        let department: &DepartmentCode = &shop.department;
        if !shop.manager.is_empty() {
            let whom = Whom::Manager { name: shop.manager.clone(), department: department.clone() };
            shops.entry(whom).or_default().push(shop.clone());
        }
        shops.entry(Whom::Department(department.clone())).or_default().push(shop.clone());
    }
    shops.into_iter().map(|(whom, shops)| (whom, word.to(shops))).collect()
}

fn notice(state: &State, whom: Whom, word: SupplyWord, occasion: &Occasion<'_>) -> Notice {
    let day = occasion.at.day();
    Notice {
        id: id(occasion, day, &whom, Some(&word.about)),
        change: occasion.change,
        day,
        at: occasion.at,
        by: occasion.by.into(),
        to: addressee(state, whom),
        lines: Vec::new(),
        supply: Some(word),
        playbook: state.playbooks.keys().next_back().copied().unwrap_or(1),
    }
}
