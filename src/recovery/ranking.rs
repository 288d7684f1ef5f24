//! From plans to proposals: weighed, named after what they are, no two alike, none that is worse than another
//! in everything, none that breaks a rule; the cheapest first.

use super::plans::{Sequences, routes};
use super::situation::Situation;
use crate::domain::backlog::Later;
use crate::domain::day::{Cause, Progress, Remedy, Route, Stop};
use crate::domain::ids::BreakdownId;
use crate::domain::incident::open_breakdown;
use crate::domain::proposal::{PlanKind, Proposal, Scope};
use crate::domain::units::Seconds;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Weighs one plan.
#[must_use]
pub fn weigh(
    situation: &Situation<'_>,
    scope: &Scope,
    later: &Later,
    kind: PlanKind,
    sequences: &Sequences,
) -> Proposal {
    let proposal = scope.weigh(kind, routes(situation, sequences, &mut later.clone()));
    let routes = caused(situation, scope, &proposal);
    Proposal { kind: named(kind, &proposal), routes, ..proposal }
}

/// What of the weighed plans is worth a look, the cheapest first. A plan that breaks a hard rule is a fault of
/// the search; nobody is to see it.
#[must_use]
pub fn rank(weighed: &BTreeMap<PlanKind, Proposal>) -> Vec<Proposal> {
    distinct(weighed.values().filter(|proposal| proposal.hard_breaches.is_empty()).cloned().collect())
}

/// Of plans alike the one with the plainer name, of one name the cheapest, and none that another is better than
/// in everything. A best mix that something plainer beats is none.
fn distinct(mut sound: Vec<Proposal>) -> Vec<Proposal> {
    sound.sort_by_key(|proposal| (proposal.price(), proposal.kind));
    let mut kept: Vec<Proposal> = Vec::with_capacity(sound.len());
    for proposal in sound {
        let alike = kept.iter().any(|other| {
            other.routes == proposal.routes || other.kind == proposal.kind || other.bill == proposal.bill
        });
        let beaten = proposal.kind == PlanKind::BestMix && !kept.is_empty();
        if !alike && !beaten && !kept.iter().any(|other| other.bill.dominates(&proposal.bill)) {
            kept.push(proposal);
        }
    }
    kept
}

/// What a plan is, by what becomes of the stranded stops: one that only ever does one thing is called by it,
/// whatever was looked for. Little change is a name of its own.
fn named(kind: PlanKind, proposal: &Proposal) -> PlanKind {
    if kind == PlanKind::LeastChange {
        return kind;
    }
    let stops = proposal.routes.iter().flat_map(|route| &route.stops);
    let open = stops.filter(|stop| matches!(stop.progress, Progress::Waiting | Progress::PutOff { .. }));
    let stranded = open.filter(|stop| matches!(stop.cause, Some(Cause::Breakdown(_))));
    let ways: BTreeSet<Remedy> = stranded.filter_map(|stop| stop.remedy).collect();
    let mut ways = ways.into_iter();
    match (ways.next(), ways.next()) {
        (Some(Remedy::SpareTakesOver), None) => PlanKind::SpareTakesOver,
        (Some(Remedy::NeighboursShare), None) => PlanKind::NeighboursShare,
        (Some(Remedy::WaitedForRepair), None) => PlanKind::WaitForRepair,
        (Some(Remedy::PutOff), None) => PlanKind::PutOff,
        _ => kind,
    }
}

/// The routes a plan changes, where the stops of the helpers that it makes late carry the incident too: the
/// report must say why. A cause weighs nothing.
fn caused(situation: &Situation<'_>, scope: &Scope, proposal: &Proposal) -> Vec<Arc<Route>> {
    let changed = proposal.routes.iter().cloned();
    let Some(incident) = incident(situation) else { return changed.collect() };
    let late: BTreeMap<_, Seconds> = proposal.late.iter().map(|(retailer, by)| (retailer, *by)).collect();
    let before = scope.late_now();
    let becomes_late = |stop: &Stop| {
        let now = before.get(&stop.retailer).copied().unwrap_or_default();
        stop.cause.is_none() && late.get(&stop.retailer).is_some_and(|by| *by > now)
    };
    let mark = |mut route: Arc<Route>| {
        if route.stops.iter().any(becomes_late) {
            for stop in Arc::make_mut(&mut route).stops.iter_mut().filter(|stop| becomes_late(stop)) {
                stop.cause = Some(Cause::Breakdown(Some(incident.clone())));
            }
        }
        route
    };
    changed.map(mark).collect()
}

/// The newest open breakdown of the vehicles that cannot come.
fn incident(situation: &Situation<'_>) -> Option<BreakdownId> {
    let vehicles = situation.broken.iter().filter_map(|id| situation.day.routes.get(id)?.vehicle.as_ref());
    let open = vehicles.filter_map(|plate| open_breakdown(&situation.state.breakdowns, plate));
    open.max_by_key(|breakdown| breakdown.at).map(|breakdown| breakdown.id.clone())
}
