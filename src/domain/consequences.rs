//! What a command would do, told before it is done: new times, named breaches, who must be told again.

use super::command::Command;
use super::day::{Day, Progress, Stop};
use super::ids::{DepartmentCode, RetailerCode, Revision, RouteId};
use super::news;
use super::outlook::{self, Outlook, RouteOutlook, StopOutlook};
use super::refusal::Refusal;
use super::rules::Breach;
use super::settings::Reach;
use super::state::State;
use super::time::{ServiceDay, TimeOfDay, Timestamp, Window};
use super::units::Seconds;
use super::weigh;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// The difference between a day as it stands and as it would be.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Consequences {
    /// Routes that change, or whose times move.
    pub routes: Vec<RouteId>,
    /// Every stop whose expected arrival moves or whose window or route changes.
    pub moved: Vec<Moved>,
    /// Retailers whose time moves by more than the threshold since they were last told.
    pub retold: Vec<RetailerCode>,
    /// Departments of whoever is to be told that no channel of their own reaches.
    pub unreached: BTreeMap<DepartmentCode, Reach>,
    /// Breaches that appear or grow, and those that go; the worst first.
    pub new_breaches: Vec<Breach>,
    pub mended: Vec<Breach>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    pub retailer: RetailerCode,
    pub route: RouteId,
    pub before: Option<TimeOfDay>,
    pub after: TimeOfDay,
}

/// Tries `command` on a copy of `state` and compares. Costs a projection of the routes it touches. A command
/// that is about no day has no consequences here; see [`preview_beside`].
///
/// # Errors
/// The [`Refusal`] the command itself would meet.
pub fn preview(state: &State, command: &Command, now: Timestamp) -> Result<Consequences, Refusal> {
    let day = command.day();
    let after = attempt(state, command)?;
    Ok(day.map_or_else(Consequences::default, |day| between(state, &after, day, now)))
}

/// As [`preview`], for the day and the moment of an `outlook` of `state` that is at hand already. A command
/// that is about no day, such as a weather hold, is told by what it does to this one.
///
/// # Errors
/// The [`Refusal`] the command itself would meet.
pub fn preview_beside(state: &State, outlook: &Outlook, command: &Command) -> Result<Consequences, Refusal> {
    let after = attempt(state, command)?;
    let touched = outlook::touched(state, &after, outlook.day);
    let projected = outlook::project_these(&after, outlook.day, &touched, outlook.now);
    Ok(compare(outlook.day, &touched, (state, &outlook.routes), (&after, &projected)))
}

fn attempt(state: &State, command: &Command) -> Result<State, Refusal> {
    let mut after = state.clone();
    for operation in weigh(state, command.clone())? {
        after.apply(Revision(u64::MAX), &operation);
    }
    Ok(after)
}

/// What lies between two states of one day. Costs a projection of the routes that differ, before and after.
#[must_use]
pub fn between(before: &State, after: &State, day: ServiceDay, now: Timestamp) -> Consequences {
    let touched = outlook::touched(before, after, day);
    let old = outlook::project_these(before, day, &touched, now);
    let new = outlook::project_these(after, day, &touched, now);
    compare(day, &touched, (before, &old), (after, &new))
}

pub(super) type Projected = BTreeMap<RouteId, Arc<RouteOutlook>>;

/// One stop, seen from one side of the change.
struct Seen<'a> {
    route: &'a RouteId,
    stop: &'a Stop,
    expected: &'a StopOutlook,
}

/// As [`between`], for routes whose projections are at hand: `touched`, and maybe more.
pub(super) fn compare(
    date: ServiceDay,
    touched: &BTreeSet<RouteId>,
    before: (&State, &Projected),
    after: (&State, &Projected),
) -> Consequences {
    let (old_day, new_day) = (before.0.day(date), after.0.day(date));
    let old = stops_of(old_day, touched, before.1);
    let new = stops_of(new_day, touched, after.1);
    let mut consequences = Consequences::default();
    let mut routes = BTreeSet::new();
    for (retailer, now) in &new {
        let was = old.get(retailer);
        let unmoved = was.is_some_and(|was| {
            was.route == now.route
                && was.stop.window == now.stop.window
                && was.expected.comes() == now.expected.comes()
        });
        if unmoved {
            continue;
        }
        routes.extend(was.map(|was| was.route.clone()));
        routes.insert(now.route.clone());
        consequences.moved.push(Moved {
            retailer: (*retailer).clone(),
            route: now.route.clone(),
            before: was.map(|was| was.expected.comes()),
            after: now.expected.comes(),
        });
        if was.is_some_and(|was| must_be_told_again(was, now, after.0.settings.retell_after)) {
            consequences.retold.push((*retailer).clone());
        }
    }
    let is_put_off = |stop: &Stop| matches!(stop.progress, Progress::PutOff { .. });
    let put_off = new.iter().filter(|(retailer, now)| {
        is_put_off(now.stop) && old.get(*retailer).is_none_or(|was| was.stop.progress != now.stop.progress)
    });
    let to_tell = consequences.retold.iter().chain(put_off.map(|(retailer, _)| *retailer));
    consequences.unreached = news::hard_to_reach(after.0, to_tell);
    let changed = |id: &&RouteId| route_of(old_day, id) != route_of(new_day, id);
    routes.extend(touched.iter().filter(changed).cloned());
    consequences.routes = routes.into_iter().collect();

    let breaches = |projected: &Projected| -> Vec<Breach> {
        let mut all: Vec<_> = touched
            .iter()
            .filter_map(|id| projected.get(id))
            .flat_map(|route| route.breaches.iter().cloned())
            .collect();
        all.sort_unstable();
        all
    };
    let (old, new) = (breaches(before.1), breaches(after.1));
    let remains: BTreeSet<_> = new.iter().map(Breach::subject).collect();
    consequences.mended = old.iter().filter(|was| !remains.contains(&was.subject())).cloned().collect();
    // Of several about the same, the worst counts: it comes first.
    let mut sizes = BTreeMap::new();
    for was in &old {
        sizes.entry(was.subject()).or_insert_with(|| was.kind.amount());
    }
    let grew = |is: &&Breach| sizes.get(&is.subject()).is_none_or(|was| is.kind.amount() > *was);
    consequences.new_breaches = new.iter().filter(grew).cloned().collect();
    consequences
}

fn route_of<'a>(day: Option<&'a Arc<Day>>, id: &RouteId) -> Option<&'a super::day::Route> {
    day?.routes.get(id).map(AsRef::as_ref)
}

fn stops_of<'a>(
    day: Option<&'a Arc<Day>>,
    touched: &BTreeSet<RouteId>,
    projected: &'a Projected,
) -> BTreeMap<&'a RetailerCode, Seen<'a>> {
    let mut seen = BTreeMap::new();
    for id in touched {
        let (Some(route), Some(outlook)) = (route_of(day, id), projected.get(id)) else { continue };
        for (stop, expected) in route.stops.iter().zip(&outlook.stops) {
            seen.insert(&stop.retailer, Seen { route: &route.id, stop, expected });
        }
    }
    seen
}

/// The change itself moves the arrival (or the window), and what the retailer last heard is now further off
/// than the threshold. What the clock alone has moved is not this change's news.
fn must_be_told_again(was: &Seen<'_>, now: &Seen<'_>, threshold: Seconds) -> bool {
    if !now.stop.progress.awaits_delivery() {
        return false;
    }
    let told = now.stop.told.as_ref();
    if told.is_some_and(|told| told.put_off_to.is_some()) {
        return was.stop.progress != now.stop.progress;
    }
    let known_arrival = told.map_or(now.stop.planned, |told| told.arrival);
    let known_window = told.map_or(now.stop.promised, |told| told.window);

    let arrival_moves = was.expected.comes() != now.expected.comes();
    let window_moves = was.stop.window != now.stop.window;
    if was.stop.meets != now.stop.meets {
        return true;
    }
    (arrival_moves && now.expected.comes().apart(known_arrival) > threshold)
        || (window_moves && apart(now.stop.window, known_window) > threshold)
}

/// How far the further apart of the two ends lies.
pub(super) fn apart(a: Window, b: Window) -> Seconds {
    a.opens().apart(b.opens()).max(a.closes().apart(b.closes()))
}
