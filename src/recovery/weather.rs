//! Plans for routes under a hold, and for routes that wait for ordering, settlement or sorting. A vehicle on the road has its goods aboard, so that each route is planned by
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
use crate::domain::emergency::Incident;
use crate::domain::ids::{HoldId, IncidentId, Revision, RouteId};
use crate::domain::outlook::{self, Outlook};
use crate::domain::proposal::{Caveat, PlanKind, Proposal, Scope};
use crate::domain::state::State;
use crate::domain::time::{TimeOfDay, Window};
use crate::domain::units::Seconds;
use candidates::{Alone, Candidates};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// What keeps routes waiting; any of its kind where none is named.
#[derive(Clone, Debug)]
pub(super) enum Why {
    Hold(Option<HoldId>),
    Incident(Option<IncidentId>),
}

impl Why {
    /// The state as if it were not there.
    fn without(&self, state: &State) -> State {
        let mut without = state.clone();
        match self {
            Self::Hold(Some(id)) => {
                Arc::make_mut(&mut without.holds).remove(id);
            }
            Self::Hold(None) => without.holds = Arc::default(),
            Self::Incident(Some(id)) => {
                Arc::make_mut(&mut without.incidents).remove(id);
            }
            Self::Incident(None) => without.incidents = Arc::default(),
        }
        without
    }

    /// The kinds a route is planned in by itself.
    pub(super) const fn kinds(&self) -> &'static [PlanKind] {
        match self {
            Self::Hold(_) => &[
                PlanKind::WaitItOut,
                PlanKind::OpenFirst,
                PlanKind::PutOff,
                PlanKind::MeetingPoint,
                PlanKind::BestMix,
            ],
            // No district is closed: there is nothing to go round.
            Self::Incident(_) => &[PlanKind::WaitItOut, PlanKind::PutOff, PlanKind::BestMix],
        }
    }
}

/// A day under holds, or with routes that cannot leave yet.
pub(super) struct Held<'a> {
    pub state: &'a State,
    pub day: &'a Day,
    pub now: TimeOfDay,
    pub ask: &'a Ask,
    pub outlook: &'a Outlook,
    pub why: Why,
    /// The routes they delay.
    pub routes: Vec<&'a Arc<Route>>,
}

pub(super) fn recover(
    state: &State,
    revision: Revision,
    (ask, why): (&Ask, Why),
    patience: &dyn Patience,
    tell: &mut (dyn FnMut(&Answer) + Send),
) -> Result<Answer, NothingToPlan> {
    let day = state.day(ask.day).filter(|day| !day.routes.is_empty()).ok_or(NothingToPlan::NoRoutes)?;
    let now = moment_of(ask)?;
    let outlook = outlook::project(state, day, ask.now);
    let routes = delayed(state, (ask, &why), day, &outlook);
    if routes.is_empty() {
        return Err(match why {
            Why::Hold(_) => NothingToPlan::NothingHeld,
            Why::Incident(_) => NothingToPlan::NothingHeldUp,
        });
    }
    let ids: BTreeSet<RouteId> = routes.iter().map(|route| route.id.clone()).collect();
    let scope = Scope::new(state, ask.day, ask.now, revision, ids);
    let scope = match why {
        Why::Hold(_) => scope.under_holds(),
        Why::Incident(_) => scope.under_incidents(),
    };
    let held = Held { state, day, now, ask, outlook: &outlook, why, routes };

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

/// Routes that would run otherwise without it: some stop is begun later, or they leave later.
fn delayed<'a>(
    state: &State,
    (ask, why): (&Ask, &Why),
    day: &'a Day,
    outlook: &Outlook,
) -> Vec<&'a Arc<Route>> {
    let undisturbed = outlook::project(&why.without(state), day, ask.now);
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
    if matches!(held.why, Why::Hold(_))
        && let Some(shuttle) = shuttle::plan(held, candidates.later())
    {
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
    match held.why {
        Why::Hold(_) if kind == PlanKind::PutOff => {}
        Why::Hold(_) => {
            let holds = held.state.holds.values();
            let counted_on = holds.filter(|hold| hold.confirmed && hold.span_on(held.day.date).is_some());
            proposal.caveats.extend(counted_on.map(|hold| Caveat::HoldIsAGuess(hold.id.clone())));
        }
        Why::Incident(_) => {
            let open = held.state.incidents.values().filter(|incident| incident.restored.is_none());
            let counted_on = open.filter(|incident| {
                incident.day == held.day.date
                    && held.routes.iter().any(|route| incident.keeps_waiting(&route.id))
            });
            proposal.caveats.extend(counted_on.map(|incident| Caveat::RestoreIsAGuess(incident.id.clone())));
        }
    }
    proposal
}

fn settled(held: &Held<'_>, planned: &Proposal, route: &Arc<Route>) -> Arc<Route> {
    let Some(outlook) = planned.outlooks.get(&route.id) else { return Arc::clone(route) };
    let close = held.state.settings.retailers_close;
    let any_hold = route.stops.iter().find_map(|stop| hold_of(held, route, stop));
    let mut after = Route::clone(route);
    for (stop, expected) in after.stops.iter_mut().zip(&outlook.stops) {
        if matches!(held.why, Why::Incident(_)) && stop.remedy == Some(Remedy::WaitedForWeather) {
            // Only those that are served in another order have kept it.
            stop.remedy = Some(Remedy::Moved);
        }
        let touched = match stop.progress {
            Progress::PutOff { .. } => stop.remedy == Some(Remedy::PutOff) && stop.cause.is_none(),
            Progress::Waiting => expected.late > Seconds(0),
            _ => false,
        };
        if !touched {
            continue;
        }
        let cause = || match held.why {
            Why::Hold(_) => Some(Cause::Weather(hold_of(held, route, stop).or_else(|| any_hold.clone()))),
            Why::Incident(_) => keeps_waiting(held, route).map(Incident::cause),
        };
        let cause = stop.cause.clone().or_else(cause);
        stop.cause = cause;
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

/// The newest incident that keeps the route from leaving.
fn keeps_waiting<'a>(held: &Held<'a>, route: &Route) -> Option<&'a Incident> {
    let mut incidents = held.state.incidents.values().rev();
    incidents.find(|one| one.day == held.day.date && one.keeps_waiting(&route.id)).map(AsRef::as_ref)
}

/// Nothing can be done for the stop by waiting: a hold closes it, or its vehicle would come after the shop has shut.
pub(super) fn is_lost(held: &Held<'_>, route: &Route, stop: &Stop, position: usize) -> bool {
    match held.why {
        Why::Hold(_) => closed_by(held.state, held.day.date, route, stop).is_some(),
        Why::Incident(_) => held
            .outlook
            .routes
            .get(&route.id)
            .and_then(|outlook| outlook.stops.get(position))
            .is_some_and(|expected| expected.starts > held.state.settings.retailers_close),
    }
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
