//! What the view shows of the supply, reckoned once and kept until it changes: a frame then only draws.

use crate::desk::snapshot::Snapshot;
use crate::domain::emergency::{Incident, deadlines};
use crate::domain::ids::{BrandCode, IncidentId};
use crate::domain::playbook::StepId;
use crate::domain::settings::Settings;
use crate::domain::state::State;
use crate::domain::supply::Supply;
use crate::domain::supply::cover::{Cover, Warning, covers};
use crate::domain::supply::inbound::Inbound;
use crate::domain::supply::request::{Occasion, Request, Stage};
use crate::domain::time::{ServiceDay, Timestamp};
use std::collections::BTreeMap;
use std::sync::Arc;

/// A request in the queue.
#[derive(Clone, Debug)]
pub struct Queued {
    pub request: Arc<Request>,
    /// What is due next of it, by its incident's card.
    pub next: Option<(StepId, Timestamp)>,
}

#[derive(Clone, Debug, Default)]
pub struct Known {
    pub covers: BTreeMap<BrandCode, Cover>,
    /// Their codes, the most pressing first.
    pub order: Vec<BrandCode>,
    /// All requests, in the order in which they are dealt with.
    pub requests: Vec<Queued>,
    /// Shipments with something wrong that nobody has seen to.
    pub wrong: usize,
    /// Counts how often it was reckoned anew: what is told from it is as old as this.
    pub edition: u64,
    made_of: Option<MadeOf>,
}

#[derive(Clone, Debug)]
struct MadeOf {
    supply: Supply,
    settings: Arc<Settings>,
    incidents: Incidents,
    day: ServiceDay,
    /// Shipments that are late: one more changes what is coming.
    late: usize,
}

type Incidents = Arc<BTreeMap<IncidentId, Arc<Incident>>>;

impl Known {
    pub fn follow(&mut self, snapshot: &Snapshot) {
        let (state, now) = (&snapshot.state, snapshot.now);
        let late = late(state, now);
        if self.made_of.as_ref().is_some_and(|before| before.is_still(state, now.day(), late)) {
            return;
        }
        let same_stock = self.made_of.as_ref();
        if !same_stock.is_some_and(|before| before.has_same_stock(state, now.day(), late)) {
            self.covers = covers(state, now);
            let mut order: Vec<&Cover> = self.covers.values().collect();
            order.sort_by(|a, b| a.urgency().cmp(&b.urgency()));
            self.order = order.into_iter().map(|cover| cover.brand.clone()).collect();
            self.edition += 1;
        }
        let mut requests: Vec<&Arc<Request>> = state.supply.requests.values().collect();
        requests.sort_by(|a, b| a.urgency().cmp(&b.urgency()));
        let queued = |request: &Arc<Request>| Queued {
            next: deadlines::next(state, &request.incident()),
            request: Arc::clone(request),
        };
        self.requests = requests.into_iter().map(queued).collect();
        self.wrong = state.supply.inbounds.values().filter(|one| one.is_pressing(state, now)).count();
        self.made_of = Some(MadeOf {
            supply: state.supply.clone(),
            settings: Arc::clone(&state.settings),
            incidents: Arc::clone(&state.incidents),
            day: now.day(),
            late,
        });
    }

    /// Requests somebody has still to decide on, or to bring on their way.
    pub fn waiting(&self) -> impl Iterator<Item = &Queued> {
        self.requests.iter().filter(|one| matches!(one.request.stage(), Stage::Asked | Stage::Approved))
    }

    /// A funeral waits.
    #[must_use]
    pub fn is_pressing(&self) -> bool {
        self.waiting().any(|one| one.request.occasion == Occasion::Funeral)
    }

    /// Brands that run short, as far as that is said to be pressing.
    #[must_use]
    pub fn short(&self) -> usize {
        self.covers.values().filter(|cover| cover.warning >= Some(Warning::Orange)).count()
    }
}

impl MadeOf {
    fn is_still(&self, state: &State, day: ServiceDay, late: usize) -> bool {
        self.has_same_stock(state, day, late) && Arc::ptr_eq(&self.incidents, &state.incidents)
    }

    fn has_same_stock(&self, state: &State, day: ServiceDay, late: usize) -> bool {
        let (before, now) = (&self.supply, &state.supply);
        self.day == day
            && self.late == late
            && Arc::ptr_eq(&before.requests, &now.requests)
            && Arc::ptr_eq(&self.settings, &state.settings)
            && Arc::ptr_eq(&before.brands, &now.brands)
            && Arc::ptr_eq(&before.stocks, &now.stocks)
            && Arc::ptr_eq(&before.demand, &now.demand)
            && Arc::ptr_eq(&before.lines, &now.lines)
            && Arc::ptr_eq(&before.inbounds, &now.inbounds)
    }
}

fn late(state: &State, now: Timestamp) -> usize {
    let late = |one: &&Inbound| one.is_expected() && one.due < now;
    state.supply.inbounds.values().filter(late).count()
}
