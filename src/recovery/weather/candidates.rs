//! What each route under a hold could do, and which of it is cheapest.

use super::{Held, alone, is_lost, later, meeting, weigh};
use crate::domain::backlog::Later;
use crate::domain::day::{Progress, Remedy, Route};
use crate::domain::proposal::{PlanKind, Scope};
use crate::domain::units::Fen;
use crate::engine::plan::Plan;
use crate::engine::search_telling;
use crate::engine::stop::{Rounds, Stop};
use crate::recovery::Patience;
use crate::recovery::numbers::{Ground, Stated};
use crate::recovery::plans::{self, Sequences, Step};
use crate::recovery::situation::Situation;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A held route, seen by itself.
pub struct Alone<'h> {
    route: &'h Arc<Route>,
    situation: Option<Situation<'h>>,
    /// The same with the closed stops at a meeting point.
    meeting: Option<Situation<'h>>,
}

impl<'h> Alone<'h> {
    pub fn of(held: &'h Held<'h>, route: &'h Arc<Route>) -> Self {
        let situation = alone(held, route);
        let meeting = situation.as_ref().and_then(|_| meeting::outside(held, route));
        Self { route, situation, meeting }
    }
}

/// Every held route with what it could do.
pub struct Candidates<'h> {
    held: &'h Held<'h>,
    scope: &'h Scope,
    rounds: Vec<Round<'h>>,
    later: Later,
}

/// One route.
struct Round<'h> {
    route: &'h Arc<Route>,
    situation: Option<&'h Situation<'h>>,
    meeting: Option<&'h Situation<'h>>,
    /// Both in numbers, worked out when they are first asked for.
    grounds: [Option<Ground<'h>>; 2],
    found: BTreeMap<PlanKind, Sequences>,
    /// What each kind comes to, weighed by itself.
    prices: BTreeMap<PlanKind, Fen>,
}

impl<'h> Candidates<'h> {
    pub fn of(held: &'h Held<'h>, scope: &'h Scope, alone: &'h [Alone<'h>]) -> Self {
        let round = |alone: &'h Alone<'h>| Round {
            route: alone.route,
            situation: alone.situation.as_ref(),
            meeting: alone.meeting.as_ref(),
            grounds: [None, None],
            found: BTreeMap::new(),
            prices: BTreeMap::new(),
        };
        Self { held, scope, rounds: alone.iter().map(round).collect(), later: later(held) }
    }

    pub fn later(&self) -> &Later {
        &self.later
    }

    /// What needs no search, and the cheapest insertion of what does.
    pub fn construct(&mut self) {
        let (held, scope, later) = (self.held, self.scope, &self.later);
        each(&mut self.rounds, held.ask.threads, &|round, _| {
            round.stand(held);
            for kind in searched(held) {
                round.search(kind, later, &mut Rounds(0), held.ask.seed);
            }
            round.weigh(held, scope, later);
        });
    }

    /// Each route has its share of what the patience allows, up to a share of the whole.
    pub fn improve(&mut self, patience: &dyn Patience, until: f64) {
        let (held, scope, later) = (self.held, self.scope, &self.later);
        let from = if patience.counts_rounds() { 0.0 } else { patience.share_used(0) };
        let whole = (until - from).max(0.0);
        each(&mut self.rounds, held.ask.threads, &|round, (begins, ends)| {
            let kinds: Vec<PlanKind> = searched(held).collect();
            #[expect(clippy::cast_precision_loss, reason = "three at most")]
            let step = (ends - begins) / kinds.len() as f64;
            for (kind, nth) in kinds.into_iter().zip([0.0, 1.0, 2.0]) {
                let (begins, ends) = (begins + step * nth, begins + step * (nth + 1.0));
                let within = (from + whole * begins, from + whole * ends);
                round.search(kind, later, &mut Within { patience, within }, held.ask.seed);
            }
            round.weigh(held, scope, later);
        });
    }

    /// Whole plans: every kind all routes can follow, those that cannot waiting; and the cheapest for each route.
    pub fn whole_plans(&self) -> Vec<(PlanKind, Vec<Arc<Route>>)> {
        let of = |kind: PlanKind| {
            let mut later = self.later.clone();
            let routes = self.rounds.iter().flat_map(|round| {
                let kind = if kind == PlanKind::BestMix { round.cheapest() } else { kind };
                round.routes(kind, &mut later)
            });
            (kind, routes.collect::<Vec<_>>())
        };
        let plans = self.held.why.kinds().iter().copied().map(of);
        // A plan that puts nothing off would only be another name for waiting.
        plans.filter(|(kind, routes)| *kind != PlanKind::PutOff || self.puts_off(routes)).collect()
    }

    fn puts_off(&self, routes: &[Arc<Route>]) -> bool {
        let put_off = |route: &Route| {
            route.stops.iter().filter(|stop| matches!(stop.progress, Progress::PutOff { .. })).count()
        };
        let before: usize = self.rounds.iter().map(|round| put_off(round.route)).sum();
        routes.iter().map(|route| put_off(route)).sum::<usize>() > before
    }
}

impl<'h> Round<'h> {
    /// As it stands, the same without what is closed, and the same with what is closed at the end.
    fn stand(&mut self, held: &Held<'_>) {
        let Some(situation) = self.situation else { return };
        let is_closed = |step: &Step| match step {
            Step::Serve(parcel) => {
                let parcel = &situation.parcels[*parcel];
                parcel.stop.lock.is_none() && is_lost(held, self.route, parcel.stop, parcel.position)
            }
            Step::Load(_) => false,
        };
        let stands = plans::as_they_stand(situation);
        let (mut open, mut first) = (stands.clone(), stands.clone());
        for steps in open.values_mut() {
            steps.retain(|step| !is_closed(step));
        }
        for steps in first.values_mut() {
            steps.sort_by_key(is_closed);
        }
        self.found.insert(PlanKind::WaitItOut, stands);
        self.found.insert(PlanKind::PutOff, open);
        self.found.insert(PlanKind::OpenFirst, first.clone());
        self.found.insert(PlanKind::BestMix, first);
    }

    fn search(&mut self, kind: PlanKind, later: &Later, stop: &mut dyn Stop, seed: u64) {
        let meets = kind == PlanKind::MeetingPoint;
        let situation: Option<&'h Situation<'h>> = if meets { self.meeting } else { self.situation };
        let Some(situation) = situation else { return };
        let slot = &mut self.grounds[usize::from(meets)];
        if slot.is_none() {
            *slot = Ground::of(situation, later.first, later.room.map(|cartons| cartons.0));
        }
        let Some(ground) = slot else { return };
        let Some(stated) = ground.state(kind) else { return };
        let start = self.found.get(&kind).or_else(|| self.found.get(&PlanKind::WaitItOut));
        let start = start.map(|start| plans::tours(&stated, start)).unwrap_or_default();
        let plan = Plan::from_tours(&stated.problem, &start);
        let found = search_telling(&stated.problem, plan, stop, seed, &mut |_| {});
        self.found.insert(kind, sequences(&stated, &found.plan));
    }

    /// By the domain's prices: the engine's are only near them.
    fn weigh(&mut self, held: &Held<'_>, scope: &Scope, later: &Later) {
        let scope = scope.narrowed([self.route.id.clone()].into());
        for kind in self.found.keys().copied().collect::<Vec<_>>() {
            let routes = self.routes(kind, &mut later.clone());
            let proposal = weigh(held, &scope, kind, &routes);
            if proposal.hard_breaches.is_empty() {
                self.prices.insert(kind, proposal.price());
            }
        }
    }

    fn cheapest(&self) -> PlanKind {
        let cheapest = self.prices.iter().min_by_key(|(kind, price)| (**price, **kind));
        cheapest.map_or(PlanKind::WaitItOut, |(kind, _)| *kind)
    }

    fn routes(&self, kind: PlanKind, later: &mut Later) -> Vec<Arc<Route>> {
        let meets = kind == PlanKind::MeetingPoint && self.found.contains_key(&kind);
        let situation = if meets { self.meeting } else { self.situation };
        let sequences = self.found.get(&kind).or_else(|| self.found.get(&PlanKind::WaitItOut));
        let (Some(situation), Some(sequences)) = (situation, sequences) else {
            return vec![Arc::clone(self.route)];
        };
        let mut routes = plans::routes(situation, sequences, later);
        if meets {
            for route in &mut routes {
                meeting::place(situation, Arc::make_mut(route));
            }
        }
        for route in &mut routes {
            only_what_changes(self.route, Arc::make_mut(route));
        }
        routes
    }
}

/// The kinds that need a search.
fn searched(held: &Held<'_>) -> impl Iterator<Item = PlanKind> {
    let needs = |kind: &PlanKind| !matches!(kind, PlanKind::WaitItOut | PlanKind::PutOff);
    held.why.kinds().iter().copied().filter(needs)
}

/// A stop that nothing is done about keeps what was done before.
fn only_what_changes(before: &Route, after: &mut Route) {
    let order: BTreeMap<_, usize> =
        before.stops.iter().enumerate().map(|(at, stop)| (&stop.retailer, at)).collect();
    let mut last = None;
    for stop in &mut after.stops {
        let Some(&at) = order.get(&stop.retailer) else { continue };
        let moved = last.is_some_and(|last| last > at);
        last = Some(last.unwrap_or(at).max(at));
        if stop.remedy == Some(Remedy::WaitedForWeather) && !moved {
            stop.remedy = before.stops[at].remedy;
        }
    }
}

fn sequences(stated: &Stated, plan: &Plan) -> Sequences {
    plans::sequences(stated, &plan.calls())
}

/// Part of a search's allowance.
struct Within<'p> {
    patience: &'p dyn Patience,
    /// Where time is counted: from which share of the whole to which.
    within: (f64, f64),
}

impl Stop for Within<'_> {
    fn share_used(&mut self, rounds: u64) -> f64 {
        let used = self.patience.share_used(rounds);
        if self.patience.counts_rounds() {
            return used;
        }
        let (from, to) = self.within;
        if to <= from { 1.0 } else { ((used - from) / (to - from)).max(0.0) }
    }
}

/// Lets `threads` workers take rounds in turn; each is told from which part of the whole to which it runs. What comes
/// of a round depends on no other, nor on who took it.
fn each<'h>(rounds: &mut [Round<'h>], threads: usize, go: &(dyn Fn(&mut Round<'h>, (f64, f64)) + Sync)) {
    let lanes = threads.clamp(1, rounds.len().max(1));
    let of_a_lane = rounds.len().div_ceil(lanes).max(1);
    let cells: Vec<Mutex<&mut Round<'h>>> = rounds.iter_mut().map(Mutex::new).collect();
    let next = AtomicUsize::new(0);
    let work = || {
        loop {
            let lane = next.fetch_add(1, Ordering::Relaxed);
            let from = lane * of_a_lane;
            if from >= cells.len() {
                return;
            }
            let mine = &cells[from..(from + of_a_lane).min(cells.len())];
            #[expect(clippy::cast_precision_loss, reason = "a share need not be exact")]
            let share = |nth: usize| nth as f64 / mine.len() as f64;
            for (nth, cell) in mine.iter().enumerate() {
                if let Ok(mut round) = cell.lock() {
                    go(&mut round, (share(nth), share(nth + 1)));
                }
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..lanes {
            scope.spawn(work);
        }
        work();
    });
}
