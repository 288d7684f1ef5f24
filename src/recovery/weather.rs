//! Plans for routes under a hold. A vehicle on the road has its goods aboard, so that each route is planned by
//! itself: wait, serve open districts first, put the closed stops off, or meet their retailers outside; the best mix
//! takes for each route what is cheapest. Only small vehicles that may pass where large ones may not are planned
//! for several routes at once.

mod candidates;
mod meeting;
mod shuttle;

use super::situation::{Situation, closed_by, moment_of};
use super::{Answer, Ask, NothingToPlan, Patience, ranking};
use crate::domain::backlog::Later;
use crate::domain::day::{Cause, Day, Progress, Remedy, Route, Stop};
use crate::domain::ids::{HoldId, Revision, RouteId};
use crate::domain::outlook::{self, Outlook};
use crate::domain::proposal::{Caveat, PlanKind, Proposal, Scope};
use crate::domain::state::State;
use crate::domain::time::{TimeOfDay, Window};
use crate::domain::units::Seconds;
use candidates::{Alone, Candidates};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A day under holds.
pub(super) struct Held<'a> {
    pub state: &'a State,
    pub day: &'a Day,
    pub now: TimeOfDay,
    pub ask: &'a Ask,
    pub outlook: &'a Outlook,
    /// The routes they delay.
    pub routes: Vec<&'a Arc<Route>>,
}

pub(super) fn recover(
    state: &State,
    revision: Revision,
    (ask, hold): (&Ask, Option<&HoldId>),
    patience: &dyn Patience,
    tell: &mut (dyn FnMut(&Answer) + Send),
) -> Result<Answer, NothingToPlan> {
    let day = state.day(ask.day).filter(|day| !day.routes.is_empty()).ok_or(NothingToPlan::NoRoutes)?;
    let now = moment_of(ask)?;
    let outlook = outlook::project(state, day, ask.now);
    let routes = delayed(state, (ask, hold), day, &outlook);
    if routes.is_empty() {
        return Err(NothingToPlan::NothingHeld);
    }
    let ids: BTreeSet<RouteId> = routes.iter().map(|route| route.id.clone()).collect();
    let held = Held { state, day, now, ask, outlook: &outlook, routes };
    let scope = Scope::new(state, ask.day, ask.now, revision, ids).under_holds();

    let alone: Vec<Alone<'_>> = held.routes.iter().map(|route| Alone::of(&held, route)).collect();
    let mut candidates = Candidates::of(&held, &scope, &alone);
    candidates.construct();
    let begun = patience.share_used(0);
    let first = answer(&held, &scope, &candidates);
    // Weighing what will be found takes as long as weighing these, route by route and as a whole.
    let weighing = 1.3 * (patience.share_used(0) - begun);
    tell(&first);
    candidates.improve(patience, (1.0 - weighing).max(0.0));
    let last = answer(&held, &scope, &candidates);
    tell(&last);
    Ok(last)
}

/// Routes that would run otherwise without the hold: some stop is begun later, or they leave later.
fn delayed<'a>(
    state: &State,
    (ask, hold): (&Ask, Option<&HoldId>),
    day: &'a Day,
    outlook: &Outlook,
) -> Vec<&'a Arc<Route>> {
    let mut without = state.clone();
    match hold {
        Some(id) => {
            Arc::make_mut(&mut without.holds).remove(id);
        }
        None => without.holds = Arc::default(),
    }
    let undisturbed = outlook::project(&without, day, ask.now);
    let delayed = |route: &&Arc<Route>| {
        let (Some(with), Some(without)) = (outlook.routes.get(&route.id), undisturbed.routes.get(&route.id))
        else {
            return false;
        };
        let stops = route.stops.iter().zip(with.stops.iter().zip(&without.stops));
        let mut waiting = stops.filter(|(stop, _)| stop.progress == Progress::Waiting);
        route.vehicle.is_some() && waiting.any(|(_, (with, without))| with.starts > without.starts)
    };
    day.routes.values().filter(delayed).collect()
}

fn answer(held: &Held<'_>, scope: &Scope, candidates: &Candidates<'_>) -> Answer {
    let mut weighed: BTreeMap<PlanKind, Proposal> = BTreeMap::new();
    let mut add = |kind: PlanKind, routes: Vec<Arc<Route>>, caveats: &[Caveat]| {
        let mut proposal = weigh(held, scope, kind, &routes);
        proposal.caveats.extend(caveats.iter().cloned());
        weighed.insert(kind, proposal);
    };
    for (kind, routes) in candidates.whole_plans() {
        add(kind, routes, &[]);
    }
    if let Some(shuttle) = shuttle::plan(held, candidates.later()) {
        add(PlanKind::Shuttle, shuttle.routes, &shuttle.caveats);
    }
    Answer { scope: scope.clone(), proposals: ranking::rank(&weighed) }
}

/// Weighs a plan, with its windows moved to where the retailers will be told to expect the vehicle, and with the
/// hold as the cause of what it makes late or puts off.
pub(super) fn weigh(held: &Held<'_>, scope: &Scope, kind: PlanKind, routes: &[Arc<Route>]) -> Proposal {
    let planned = scope.weigh(kind, routes.to_vec());
    let settled: Vec<Arc<Route>> = routes.iter().map(|route| settled(held, &planned, route)).collect();
    let unchanged = settled == routes;
    let mut proposal = if unchanged { planned } else { scope.weigh(kind, settled) };
    let counted_on =
        held.state.holds.values().filter(|hold| {
            hold.confirmed && hold.span_on(held.day.date).is_some() && kind != PlanKind::PutOff
        });
    proposal.caveats.extend(counted_on.map(|hold| Caveat::HoldIsAGuess(hold.id.clone())));
    proposal
}

fn settled(held: &Held<'_>, planned: &Proposal, route: &Arc<Route>) -> Arc<Route> {
    let Some(outlook) = planned.outlooks.get(&route.id) else { return Arc::clone(route) };
    let close = held.state.settings.retailers_close;
    let any_hold = route.stops.iter().find_map(|stop| hold_of(held, route, stop));
    let mut after = Route::clone(route);
    for (stop, expected) in after.stops.iter_mut().zip(&outlook.stops) {
        let touched = match stop.progress {
            Progress::PutOff { .. } => stop.remedy == Some(Remedy::PutOff) && stop.cause.is_none(),
            Progress::Waiting => expected.late > Seconds(0),
            _ => false,
        };
        if !touched {
            continue;
        }
        let hold = hold_of(held, route, stop).or_else(|| any_hold.clone());
        stop.cause = stop.cause.clone().or(Some(Cause::Weather(hold)));
        if stop.progress == Progress::Waiting
            && expected.starts <= close
            && let Some(window) = reaching(stop.window, expected.starts, close)
        {
            stop.window = window;
            stop.remedy = stop.remedy.or(Some(Remedy::WindowShifted));
        }
    }
    Arc::new(after)
}

fn hold_of(held: &Held<'_>, route: &Route, stop: &Stop) -> Option<HoldId> {
    closed_by(held.state, held.day.date, route, stop).map(|hold| hold.id.clone())
}

/// The window stretched to the next quarter of an hour after `starts`, with a quarter to spare.
fn reaching(window: Window, starts: TimeOfDay, close: TimeOfDay) -> Option<Window> {
    const QUARTER: u32 = 15 * 60;
    let end = TimeOfDay::from_seconds((starts.seconds().div_ceil(QUARTER) + 1) * QUARTER);
    Window::new(window.opens(), end.min(close).max(window.closes()).max(starts))
}

/// One route of the day, planned by itself.
pub(super) fn alone<'a>(held: &Held<'a>, route: &'a Arc<Route>) -> Option<Situation<'a>> {
    Situation::held(held.state, (held.ask, held.day, held.now), held.outlook, route)
}

/// When put-off stops can be delivered.
pub(super) fn later(held: &Held<'_>) -> Later {
    Later::of(held.state, held.day.date)
}
