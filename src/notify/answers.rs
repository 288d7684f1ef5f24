//! Who is to hear something of supply, and who has: retailers whose requests are decided, and those whose orders a scarce
//! brand touches. Told from the state alone: what has not been answered stays until it is, whatever the day. Desk and
//! command line read the same list.

use super::ledger::Standing;
use crate::domain::day::Way;
use crate::domain::emergency::Signed;
use crate::domain::ids::RetailerCode;
use crate::domain::state::State;
use crate::domain::supply::asking::SupplyCommand;
use crate::domain::supply::request::{Decision, Request};
use crate::domain::supply::word::{Concerned, Subject, SupplyWord};
use crate::domain::time::{ServiceDay, Timestamp};
use std::collections::BTreeMap;
use std::sync::Arc;

/// One retailer, and what it is to hear.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToAnswer {
    pub word: Arc<SupplyWord>,
    pub shop: Concerned,
    /// Told, to tell, or quiet where it need not be told any more.
    pub standing: Standing,
    pub told: Option<(Signed, Option<Way>)>,
}

/// Requests first, as urgent as they are, then measures: whoever is still to be told, and whoever was told on `day`.
#[must_use]
pub fn to_answer(state: &State, day: ServiceDay, now: Timestamp) -> Vec<ToAnswer> {
    let mut requests: Vec<&Arc<Request>> = state.supply.requests.values().collect();
    requests.sort_by(|a, b| a.urgency().cmp(&b.urgency()));
    let mut found = Vec::new();
    for request in requests {
        let Some(decision) = &request.decision else { continue };
        let is_over = request.done.is_some() && matches!(decision, Decision::Approved { .. });
        let Some(settled) = request.settled() else { continue };
        add(&mut found, state, &Subject::Request(request.id.clone()), (settled, is_over), (day, now));
    }
    for measure in state.supply.measures.values().filter(|measure| measure.instead.is_some()) {
        let about = Subject::Measure(measure.id.clone());
        add(&mut found, state, &about, (measure.chosen.at, false), (day, now));
    }
    found
}

fn add(
    found: &mut Vec<ToAnswer>,
    state: &State,
    about: &Subject,
    (since, is_over): (Timestamp, bool),
    (day, now): (ServiceDay, Timestamp),
) {
    let told = |shop: &Concerned| about.told(state, &shop.retailer);
    let settled = |at: Timestamp| at >= since && at.day() != day;
    // Most were answered long ago; what they heard need not be worded anew.
    if let Subject::Request(id) = about
        && let Some(request) = state.supply.requests.get(id)
    {
        let answered = request.answered.as_ref().map(|answer| answer.signed.at);
        if answered.map_or(is_over, settled) {
            return;
        }
    }
    let Some(word) = about.word(state, now) else { return };
    let word = Arc::new(word);
    for shop in &word.shops {
        let told = told(shop);
        if told.is_some_and(|told| settled(told.signed.at)) {
            continue;
        }
        let standing = match told {
            Some(told) if told.signed.at >= since => Standing::Told,
            _ if is_over => Standing::Quiet,
            _ => Standing::ToTell,
        };
        let told = told.map(|told| (told.signed.clone(), told.way));
        found.push(ToAnswer { word: Arc::clone(&word), shop: shop.clone(), standing, told });
    }
}

/// Ticks retailers as told, a command for each request or measure.
#[must_use]
pub fn ticked<'a>(
    state: &State,
    told: impl IntoIterator<Item = (&'a Subject, &'a RetailerCode)>,
    way: Option<Way>,
    signed: &Signed,
) -> Vec<SupplyCommand> {
    let mut by_subject: BTreeMap<&Subject, Vec<RetailerCode>> = BTreeMap::new();
    for (about, retailer) in told {
        by_subject.entry(about).or_default().push(retailer.clone());
    }
    let command = |(about, retailers): (&Subject, Vec<RetailerCode>)| match about {
        Subject::Request(id) => {
            let delivery = state.supply.requests.get(id).and_then(|request| request.delivery.as_ref());
            let day = delivery.map(|delivery| delivery.day);
            SupplyCommand::Answer { request: id.clone(), day, way, signed: signed.clone() }
        }
        Subject::Measure(id) => {
            SupplyCommand::Spread { measure: id.clone(), retailers, way, signed: signed.clone() }
        }
    };
    by_subject.into_iter().map(command).collect()
}
