//! What a change means for the retailers of a day: whose time moves by more than the threshold since they last heard,
//! who is put off, who is served today after all. What the clock alone has moved is no change's news.

use super::consequences::apart;
use super::day::{Cause, Progress, Route, Stop, Told};
use super::ids::{DepartmentCode, RetailerCode, RouteId};
use super::notice::{Announced, Prospect};
use super::outlook::{self, RouteOutlook, StopOutlook};
use super::rules::BreachKind;
use super::settings::Reach;
use super::state::State;
use super::time::{ServiceDay, Timestamp};
use super::units::Seconds;
use smol_str::SmolStr;
use std::collections::{BTreeMap, BTreeSet};

/// One retailer to be told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct News {
    pub retailer: RetailerCode,
    pub route: RouteId,
    /// What it heard last, or else the plan.
    pub known: Prospect,
    pub now: Prospect,
    pub cause: Option<Cause>,
    /// The breakdown, hold or incident behind it; empty where none is known.
    pub incident: SmolStr,
}

/// What was announced of a day's retailers, whether they have been told yet or not.
pub type Heard = BTreeMap<RetailerCode, Announced>;

/// A stop on one side of the change.
struct Seen<'a> {
    route: &'a Route,
    stop: &'a Stop,
    expected: &'a StopOutlook,
}

/// What lies between two states of a day, for its retailers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tidings {
    /// Route by route, in the order of service.
    pub news: Vec<News>,
    /// What the retailers asked about can expect now, where that may have changed; `None` where nothing is to come.
    pub stands: BTreeMap<RetailerCode, Option<Prospect>>,
}

/// The news of what lies between two states of `day`, and how things stand for the retailers of `asked`. Costs a
/// projection of the routes that differ, before and after.
#[must_use]
pub fn between(
    before: &State,
    after: &State,
    day: ServiceDay,
    now: Timestamp,
    (heard, asked): (&Heard, &BTreeSet<RetailerCode>),
) -> Tidings {
    let touched = outlook::touched(before, after, day);
    let old = outlook::project_these(before, day, &touched, now);
    let new = outlook::project_these(after, day, &touched, now);
    let was = stops_of(before, day, &old).map(|seen| (&seen.stop.retailer, seen)).collect::<BTreeMap<_, _>>();
    let threshold = after.settings.retell_after;
    let mut tidings = Tidings::default();
    for is in stops_of(after, day, &new) {
        let retailer = &is.stop.retailer;
        let now = prospect(is.stop, is.expected);
        if asked.contains(retailer) {
            tidings.stands.insert(retailer.clone(), now);
        }
        let (Some(was), Some(now)) = (was.get(retailer), now) else { continue };
        let known = last_heard(was.stop, heard.get(retailer));
        if is_news(was, &is, known, now, threshold) {
            let (cause, incident) = reason(after, day, &is, new.get(&is.route.id).map(AsRef::as_ref));
            let (retailer, route) = (retailer.clone(), is.route.id.clone());
            tidings.news.push(News { retailer, route, known, now, cause, incident });
        }
    }
    tidings
}

/// What a retailer can expect as things stand; `None` where nothing is to come any more.
#[must_use]
pub fn prospect(stop: &Stop, expected: &StopOutlook) -> Option<Prospect> {
    match stop.progress {
        Progress::PutOff { to } => Some(Prospect::PutOff(to)),
        _ if stop.progress.awaits_delivery() => {
            Some(Prospect::Today { arrival: expected.comes(), window: stop.window, meets: stop.meets })
        }
        _ => None,
    }
}

/// What a retailer heard last of its delivery, whoever said it; the plan where it has heard nothing.
#[must_use]
pub fn last_heard(stop: &Stop, announced: Option<&Announced>) -> Prospect {
    let told = stop.told.as_ref().filter(|told| announced.is_none_or(|announced| told.at >= announced.at));
    match (told, announced) {
        (Some(told), _) => was_told(stop, told),
        (None, Some(announced)) => announced.prospect,
        (None, None) => Prospect::Today { arrival: stop.planned, window: stop.promised, meets: None },
    }
}

/// What a retailer was told to expect.
#[must_use]
pub fn was_told(stop: &Stop, told: &Told) -> Prospect {
    match told.put_off_to {
        Some(day) => Prospect::PutOff(day),
        None => Prospect::Today { arrival: told.arrival, window: told.window, meets: stop.meets },
    }
}

/// Whoever knows `known` need not hear of `now`: nothing of it has moved by more than the threshold.
#[must_use]
pub fn still_holds(known: Prospect, now: Prospect, threshold: Seconds) -> bool {
    match (known, now) {
        (
            Prospect::Today { arrival, window, meets },
            Prospect::Today { arrival: comes, window: agreed, meets: there },
        ) => {
            meets == there
                && arrival.apart(comes) <= threshold
                && window.opens().apart(agreed.opens()) <= threshold
                && window.closes().apart(agreed.closes()) <= threshold
        }
        (known, now) => known == now,
    }
}

/// The departments of these retailers that no channel of their own reaches: whoever changes their times had better call
/// them. Where notices only go to the folder anyway, that is how the centre works, and no word is lost on it.
#[must_use]
pub fn hard_to_reach<'r>(
    state: &State,
    retailers: impl IntoIterator<Item = &'r RetailerCode>,
) -> BTreeMap<DepartmentCode, Reach> {
    let settings = &state.settings.notices;
    let departments: BTreeSet<&DepartmentCode> =
        retailers.into_iter().filter_map(|code| Some(&state.network.retailer(code)?.department)).collect();
    let reach = |code: &DepartmentCode| (code.clone(), settings.reach(code));
    let hard = |(_, reach): &(DepartmentCode, Reach)| match reach {
        Reach::Direct => false,
        Reach::Folder => settings.reaches_out(),
        Reach::Nowhere => true,
    };
    departments.into_iter().map(reach).filter(hard).collect()
}

fn is_news(was: &Seen<'_>, is: &Seen<'_>, known: Prospect, now: Prospect, threshold: Seconds) -> bool {
    match (known, now) {
        // A postponement is always told; one that stood before this change is that change's news.
        (Prospect::PutOff(told), Prospect::PutOff(to)) => told != to,
        (Prospect::Today { .. }, Prospect::PutOff(_)) => was.stop.progress != is.stop.progress,
        (Prospect::PutOff(_), Prospect::Today { .. }) => true,
        (
            Prospect::Today { arrival, window, meets },
            Prospect::Today { arrival: comes, window: agreed, meets: meets_now },
        ) => {
            let arrival_moves = was.expected.comes() != comes;
            let window_moves = was.stop.window != agreed;
            // Whoever was told of no place was told of its own door.
            (was.stop.meets != meets_now && meets != meets_now)
                || (arrival_moves && comes.apart(arrival) > threshold)
                || (window_moves && apart(agreed, window) > threshold)
        }
    }
}

/// Why: as the stop says, or the hold or the incident it waits for.
fn reason(
    state: &State,
    day: ServiceDay,
    is: &Seen<'_>,
    outlook: Option<&RouteOutlook>,
) -> (Option<Cause>, SmolStr) {
    let named = |cause: &Cause| match cause {
        Cause::Breakdown(Some(id)) => SmolStr::new(id.as_str()),
        Cause::Weather(Some(id)) => SmolStr::new(id.as_str()),
        _ => SmolStr::default(),
    };
    if let Some(cause) = &is.stop.cause {
        return (Some(cause.clone()), named(cause));
    }
    let breaches = outlook.map_or(&[][..], |outlook| &outlook.breaches);
    let hold = breaches.iter().find_map(|breach| match &breach.kind {
        BreachKind::OnHold(hold) if breach.retailer.as_ref() == Some(&is.stop.retailer) => Some(hold),
        _ => None,
    });
    if let Some(hold) = hold {
        let cause = Cause::Weather(Some(hold.clone()));
        let name = named(&cause);
        return (Some(cause), name);
    }
    let mut incidents = state.incidents.values().rev();
    let holds_up = incidents.find(|incident| incident.day == day && incident.keeps_waiting(&is.route.id));
    match holds_up {
        Some(incident) => (Some(incident.cause()), SmolStr::new(incident.id.as_str())),
        None => (None, SmolStr::default()),
    }
}

fn stops_of<'a>(
    state: &'a State,
    day: ServiceDay,
    projected: &'a BTreeMap<RouteId, std::sync::Arc<RouteOutlook>>,
) -> impl Iterator<Item = Seen<'a>> {
    let routes = state.day(day).map(|day| &day.routes);
    projected.iter().filter_map(move |(id, outlook)| Some((routes?.get(id)?, outlook))).flat_map(
        |(route, outlook)| {
            let stops = route.stops.iter().zip(&outlook.stops);
            stops.map(|(stop, expected)| Seen { route, stop, expected })
        },
    )
}
