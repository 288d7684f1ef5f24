//! The walks of a search: each kind of plan is looked for by itself, in three passes. The first gives every kind
//! a fair start; from the second on the free kinds begin from the cheapest plan of all, and have the third to
//! themselves. Walks are handed to threads
//! one by one, and no walk knows of another while it runs, so that the plans do not depend on how many
//! threads there are.

use super::Patience;
use super::numbers::{Ground, Stated};
use super::plans::{self, Sequences, sequences, tours};
use super::situation::Role;
use crate::domain::proposal::PlanKind;
use crate::engine::plan::Plan;
use crate::engine::stop::Stop;
use crate::engine::{search_telling, stop};
use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// The kinds that are searched for, and each one's part of the time.
const KINDS: [(PlanKind, f64); 5] = [
    (PlanKind::WaitForRepair, 0.05),
    (PlanKind::SpareTakesOver, 0.15),
    (PlanKind::NeighboursShare, 0.2),
    (PlanKind::LeastChange, 0.15),
    (PlanKind::BestMix, 0.45),
];
/// The part of the whole that each pass takes.
const PASSES: [f64; 3] = [0.15, 0.45, 0.4];

/// A kind of plan, in numbers, with the best that was found of it.
#[derive(Debug)]
pub struct Walk {
    pub kind: PlanKind,
    pub stated: Stated,
    /// Its part of what all walks of a pass may take.
    weight: f64,
    pub best: Option<Sequences>,
    pub cost: i64,
}

/// Every kind some vehicle can take part in, with its cheapest insertion and nothing more.
#[must_use]
pub fn first(ground: &Ground<'_>, start: &Sequences, seed: u64, threads: usize) -> Vec<Walk> {
    let taken_over = |role| plans::taken_over(ground.situation, role, start);
    let (spare, repaired) = (taken_over(Role::Spare), taken_over(Role::Broken));
    let stated = KINDS.iter().filter_map(|&(kind, weight)| Some((kind, ground.state(kind)?, weight)));
    let mut walks: Vec<Walk> = stated
        .map(|(kind, stated, weight)| Walk { kind, stated, weight, best: None, cost: i64::MAX })
        .collect();
    let begin = |walk: &mut Walk, _: f64, _: f64| {
        let start = match walk.kind {
            PlanKind::SpareTakesOver => &spare,
            PlanKind::WaitForRepair => &repaired,
            _ => start,
        };
        let plan = Plan::from_tours(&walk.stated.problem, &tours(&walk.stated, start));
        walk.go(plan, &mut stop::Rounds(0), seed, &mut |_| {});
    };
    each(&mut walks.iter_mut().collect::<Vec<_>>(), threads, &begin);
    walks
}

/// All passes. `better` hears of each improvement: which walk, and what it does now.
pub fn improve(
    walks: &mut [Walk],
    patience: &dyn Patience,
    seed: u64,
    threads: usize,
    better: &(dyn Fn(PlanKind, Sequences) + Sync),
) {
    let mut from = if patience.counts_rounds() { 0.0 } else { patience.share_used(0) };
    let whole = 1.0 - from;
    for (pass, part) in (1..).zip(PASSES) {
        let to = from + whole * part;
        if pass > 1 {
            begin_from_the_cheapest(walks);
        }
        let go = |walk: &mut Walk, begins: f64, ends: f64| {
            let within = (from + (to - from) * begins, from + (to - from) * ends);
            let mut stop = Share { patience, within, rounds_part: part };
            let start = walk.best.as_ref().map(|best| tours(&walk.stated, best)).unwrap_or_default();
            let plan = Plan::from_tours(&walk.stated.problem, &start);
            let kind = walk.kind;
            let seed = seed.wrapping_mul(31).wrapping_add(kind as u64).wrapping_mul(31).wrapping_add(pass);
            walk.go(plan, &mut stop, seed, &mut |found| better(kind, found));
        };
        let mut taking_part: Vec<&mut Walk> =
            walks.iter_mut().filter(|walk| pass < PASSES.len() as u64 || walk.is_free()).collect();
        each(&mut taking_part, threads, &go);
        from = to;
    }
}

impl Walk {
    /// It may do what any other kind does.
    const fn is_free(&self) -> bool {
        matches!(self.kind, PlanKind::BestMix | PlanKind::LeastChange)
    }

    fn go(&mut self, start: Plan, stop: &mut dyn Stop, seed: u64, better: &mut dyn FnMut(Sequences)) {
        let known = self.cost;
        let mut told = false;
        let stated = &self.stated;
        let mut tell = |plan: &Plan| {
            // The start itself is no news.
            if plan.cost < known && std::mem::replace(&mut told, true) {
                better(sequences(stated, &plan.calls()));
            }
        };
        let found = search_telling(&stated.problem, start, stop, seed, &mut tell);
        if self.best.is_none() || found.plan.cost < self.cost {
            self.cost = found.plan.cost;
            self.best = Some(sequences(stated, &found.plan.calls()));
        }
    }

    /// What `others` do, at this kind's prices.
    fn priced(&self, others: &Sequences) -> i64 {
        Plan::from_tours(&self.stated.problem, &tours(&self.stated, others)).cost
    }
}

/// Free kinds take over what another kind has found where that is cheaper at their own prices.
fn begin_from_the_cheapest(walks: &mut [Walk]) {
    let all: Vec<Sequences> = walks.iter().filter_map(|walk| walk.best.clone()).collect();
    for walk in walks.iter_mut().filter(|walk| walk.is_free()) {
        for other in &all {
            // Vehicles the other kind leaves alone go on as they are.
            let mut whole = walk.best.clone().unwrap_or_default();
            let taken: Vec<_> = other.values().flatten().copied().collect();
            for steps in whole.values_mut() {
                steps.retain(|step| !taken.contains(step));
            }
            whole.extend(other.iter().map(|(truck, steps)| (*truck, steps.clone())));
            let cost = walk.priced(&whole);
            if cost < walk.cost {
                (walk.cost, walk.best) = (cost, Some(whole));
            }
        }
    }
}

/// Part of a search's allowance.
struct Share<'p> {
    patience: &'p dyn Patience,
    /// Where time is counted: from which share of the whole to which.
    within: (f64, f64),
    /// Where rounds are counted: this part of them.
    rounds_part: f64,
}

impl Stop for Share<'_> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "rounds are far below 2^52")]
    #[expect(clippy::cast_precision_loss, reason = "a share need not be exact")]
    fn share_used(&mut self, rounds: u64) -> f64 {
        if self.patience.counts_rounds() {
            return self.patience.share_used((rounds as f64 / self.rounds_part).ceil() as u64);
        }
        let (from, to) = self.within;
        if to <= from {
            return 1.0;
        }
        ((self.patience.share_used(rounds) - from) / (to - from)).max(0.0)
    }
}

/// Lets `threads` workers take walks in turn, the long ones first, and tells each walk from which part of the
/// pass to which it runs: one worker's walks follow one another.
fn each(walks: &mut [&mut Walk], threads: usize, go: &(dyn Fn(&mut Walk, f64, f64) + Sync)) {
    let mut shares: Vec<(usize, f64, f64)> = Vec::with_capacity(walks.len());
    let lanes = threads.clamp(1, walks.len().max(1));
    // Each lane's load so far; a walk joins the least loaded, the heavy ones first.
    let mut lane_of: Vec<Vec<usize>> = vec![Vec::new(); lanes];
    let mut load = vec![0.0_f64; lanes];
    let mut order: Vec<usize> = (0..walks.len()).collect();
    order.sort_by(|&a, &b| walks[b].weight.total_cmp(&walks[a].weight).then(a.cmp(&b)));
    for walk in order {
        let lightest = (0..lanes).min_by(|&a, &b| load[a].total_cmp(&load[b])).unwrap_or(0);
        load[lightest] += walks[walk].weight;
        lane_of[lightest].push(walk);
    }
    for lane in &lane_of {
        let whole: f64 = lane.iter().map(|&walk| walks[walk].weight).sum();
        let mut begins = 0.0;
        // The light ones first: their plans are ready soonest.
        for &walk in lane.iter().rev() {
            let ends = begins + walks[walk].weight / whole;
            shares.push((walk, begins, ends));
            begins = ends;
        }
    }
    let cells: Vec<Mutex<&mut Walk>> = walks.iter_mut().map(|walk| Mutex::new(&mut **walk)).collect();
    let next = AtomicUsize::new(0);
    let work = || {
        loop {
            let lane = next.fetch_add(1, Ordering::Relaxed);
            let Some(mine) = lane_of.get(lane) else { return };
            for (walk, begins, ends) in shares.iter().filter(|(walk, ..)| mine.contains(walk)) {
                if let Ok(mut walk) = cells[*walk].lock() {
                    go(&mut walk, *begins, *ends);
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

/// The best of every walk, by kind.
#[must_use]
pub fn bests(walks: &[Walk]) -> BTreeMap<PlanKind, Sequences> {
    walks.iter().filter_map(|walk| Some((walk.kind, walk.best.clone()?))).collect()
}
