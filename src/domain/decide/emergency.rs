//! Incidents: opened, dealt with, escalated. Breakdowns and holds open theirs as they are recorded; nothing closes
//! by itself.

mod held_up;

use super::{find_route, if_any, supply};
use crate::domain::command::{Act, IncidentReport};
use crate::domain::emergency::deadlines::{self, Lateness};
use crate::domain::emergency::level::{Extent, LevelRule, suggested};
use crate::domain::emergency::{
    Casualties, Closing, Commanding, Event, Incident, Kind, Signed, StepDone, What,
};
use crate::domain::ids::{IncidentId, RouteId};
use crate::domain::incident::{Breakdown, Fault, Link};
use crate::domain::operation::{Change, Operation};
use crate::domain::playbook::{CardId, Limit, Playbook, StepId};
use crate::domain::refusal::Refusal;
use crate::domain::state::State;
use crate::domain::time::{ServiceDay, Timestamp};
use crate::domain::units::Seconds;
use crate::domain::weather::{Colour, Hazard, Hold, Response};
use smol_str::SmolStr;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// Opened by the program, not by a person.
const BY_ITSELF: &str = "";

pub(super) fn open(state: &State, report: IncidentReport) -> Result<Vec<Operation>, Refusal> {
    let link = report.link.unwrap_or(report.kind.link());
    let (day, touched) = held_up::touched(state, &report, link)?;
    let IncidentReport { kind, what, down, casualties, level, expected, by, at, .. } = report;
    let signed = Signed { at, by };
    let lasts = expected.map_or(Seconds(0), |expected| span(at, expected));
    let id = next_name(state, at.day());
    let extent = Extent { down: if down { lasts } else { Seconds(0) }, casualties, ..Extent::default() };
    let mut incident = begun(state, id, day, (kind, link), (signed.clone(), touched, extent));
    (incident.what, incident.down, incident.expected) = (what, down, expected);
    incident.casualties = casualties;
    if let Some(level) = level {
        (incident.level, incident.first_level) = (level, level);
        incident.level_set = Some(signed.clone());
    }
    if let Some(expected) = expected {
        incident.timeline.push(Event { signed, what: What::Expected(Some(expected)) });
    }
    Ok(changed(state, vec![incident]))
}

/// The incident of a vehicle that has broken down.
pub(super) fn of_breakdown(state: &State, breakdown: &Breakdown, routes: &[RouteId]) -> Vec<Operation> {
    let id = IncidentId::new(breakdown.id.as_str());
    let day = state.day(breakdown.at.day());
    let left = routes.iter().any(|id| {
        day.and_then(|day| day.routes.get(id))
            .is_some_and(|route| route.departed.is_some() || route.first_open() > 0)
    });
    let kind = match (breakdown.fault, left) {
        (Fault::Accident, _) => Kind::Accident,
        (_, true) => Kind::VehicleOnTheRoad,
        (_, false) => Kind::VehicleBeforeDeparture,
    };
    let signed = Signed { at: breakdown.at, by: SmolStr::new_static(BY_ITSELF) };
    let extent = Extent { delay: breakdown.estimate.unwrap_or_default(), ..Extent::default() };
    let touched = routes.iter().cloned().collect();
    let mut incident = begun(state, id, breakdown.at.day(), (kind, kind.link()), (signed, touched, extent));
    incident.what = SmolStr::new(breakdown.plate.as_str());
    changed(state, vec![incident])
}

/// Holds open and restore their incidents, and late steps are escalated, as far as that is due by `now`.
pub(super) fn follow_up(state: &State, now: Timestamp) -> Vec<Operation> {
    let mut incidents: BTreeMap<IncidentId, Incident> = BTreeMap::new();
    for hold in state.holds.values().filter(|hold| hold.confirmed && hold.response != Response::Brief) {
        let id = IncidentId::new(hold.id.as_str());
        let is_over = hold.ends() <= now.max(hold.from);
        match state.incidents.get(&id) {
            None if !is_over => {
                incidents.insert(id, of_hold(state, hold, now));
            }
            Some(known) if is_over && known.is_felt() => {
                incidents.insert(id, restored(known, hold.ends().min(now)));
            }
            _ => {}
        }
    }
    for late in supply::late(state, now) {
        incidents.insert(late.id.clone(), late);
    }
    for (id, known) in state.incidents.iter().filter(|(_, incident)| incident.closed.is_none()) {
        let mut after = incidents.get(id).unwrap_or(known).clone();
        reconsider(state, &mut after, now);
        escalate(state, &mut after, now);
        if after != **known {
            incidents.insert(id.clone(), after);
        }
    }
    changed(state, incidents.into_values().collect())
}

/// The incident of a hold that is in force or coming.
fn of_hold(state: &State, hold: &Hold, now: Timestamp) -> Incident {
    let day = now.day().max(hold.from.day());
    let touched: BTreeSet<RouteId> = state.day(day).map_or_else(BTreeSet::new, |day| {
        let met = crate::domain::closing::met(state, day, hold);
        met.into_iter().filter(|met| met.closed).map(|met| met.route).collect()
    });
    let kind = if hold.signal.kind == Hazard::RoadClosed { Kind::RoadClosed } else { Kind::Weather };
    let signed = Signed { at: now, by: SmolStr::new_static(BY_ITSELF) };
    // Red over one county is grave there; critical is red over the city.
    let of = state.day(day).map_or(0, |day| day.routes.len());
    let red = hold.signal.colour == Colour::Red && of > 0 && touched.len() * 10 >= of * 8;
    let extent = Extent { red, ..Extent::default() };
    let id = IncidentId::new(hold.id.as_str());
    let mut incident = begun(state, id, day, (kind, kind.link()), (signed, touched, extent));
    incident.expected = Some(hold.ends());
    incident.what = hold.source.clone();
    incident
}

/// What an incident was about is over: it is restored, and stays open until a person closes it.
pub(super) fn restored(incident: &Incident, at: Timestamp) -> Incident {
    let mut after = incident.clone();
    let signed = Signed { at: at.max(after.opened.at), by: SmolStr::new_static(BY_ITSELF) };
    after.restored = Some(signed.clone());
    after.timeline.push(Event { signed, what: What::Restored });
    after
}

/// The incident of a vehicle that can go on.
pub(super) fn of_repair(state: &State, id: &IncidentId, at: Timestamp) -> Vec<Operation> {
    let felt = state.incidents.get(id).filter(|incident| incident.is_felt());
    changed(state, felt.map(|incident| restored(incident, at)).into_iter().collect())
}

pub(super) fn deal(
    state: &State,
    id: &IncidentId,
    act: Act,
    signed: Signed,
) -> Result<Vec<Operation>, Refusal> {
    let known = state.incidents.get(id).ok_or_else(|| Refusal::NoSuchIncident(id.clone()))?;
    if known.closed.is_some() {
        return Err(Refusal::IncidentClosed(id.clone()));
    }
    let mut incident = Incident::clone(known);
    let playbook = state.playbook(incident.playbook);
    // A clock that was set back has nothing happen before the first report.
    let signed = Signed { at: signed.at.max(incident.opened.at), ..signed };
    let what = match act {
        // Whoever was first stands.
        Act::Acknowledge if incident.acknowledged.is_some() => return Ok(Vec::new()),
        Act::Restore if incident.restored.is_some() => return Ok(Vec::new()),
        Act::Acknowledge => {
            incident.acknowledged = Some(signed.clone());
            What::Acknowledged
        }
        Act::SetLevel(level) => {
            (incident.level, incident.level_set) = (level, Some(signed.clone()));
            What::LevelSet(level)
        }
        Act::Casualties(casualties) => {
            incident.casualties = casualties;
            What::Casualties(casualties)
        }
        Act::Expect(expected) => {
            incident.expected = expected;
            held_up::expected_anew(state, &mut incident, signed.at.day());
            What::Expected(expected)
        }
        Act::Tick(step) => {
            open_step(&playbook, &incident, step)?;
            incident.steps.insert(step, StepDone::Ticked(signed.clone()));
            incident.escalated.remove(&step);
            What::Ticked(step)
        }
        Act::Skip(step, why) => {
            open_step(&playbook, &incident, step)?;
            let why = given(why, Refusal::NoReason)?;
            incident.steps.insert(step, StepDone::Skipped { signed: signed.clone(), why: why.clone() });
            What::Skipped(step, why)
        }
        Act::Reopen(step) => {
            known_step(&playbook, &incident, step)?;
            incident.steps.remove(&step);
            What::Reopened(step)
        }
        Act::Lead { chief, deputy, authorised_by } => {
            let chief = given(chief, Refusal::NoCommander)?;
            incident.command.push(Commanding {
                chief: chief.clone(),
                deputy,
                authorised_by: authorised_by.filter(|name| !name.trim().is_empty()),
                since: signed.clone(),
            });
            What::Command(chief)
        }
        Act::Restore => {
            incident.restored = Some(signed.clone());
            What::Restored
        }
        Act::Close(why) => {
            let why = given(why, Refusal::NoReason)?;
            let steps = deadlines::steps(&incident, &playbook, &state.settings);
            let keeps_open =
                |due: &&deadlines::Due<'_>| due.done.is_none() && !matches!(due.step.limit, Limit::Every(_));
            let open: Vec<StepId> = steps.iter().filter(keeps_open).map(|due| due.id).collect();
            if !open.is_empty() {
                return Err(Refusal::StepsOpen { incident: id.clone(), steps: open });
            }
            incident.restored.get_or_insert_with(|| signed.clone());
            incident.closed = Some(Closing { signed: signed.clone(), why: why.clone() });
            What::Closed(why)
        }
        Act::Note(text) => What::Note(given(text, Refusal::NoNote)?),
    };
    let at = signed.at;
    incident.timeline.push(Event { signed, what });
    reconsider(state, &mut incident, at);
    Ok(changed(state, vec![incident]))
}

/// The rules find an incident graver as it lasts, as its end moves away, or as people come to harm. A level rises by
/// itself, and falls by nobody's word but a person's; where a person has set it, a graver one is only suggested.
fn reconsider(state: &State, incident: &mut Incident, now: Timestamp) {
    if incident.closed.is_some() {
        return;
    }
    let over = incident.restored.as_ref().map(|signed| signed.at);
    let until = over.unwrap_or_else(|| incident.expected.map_or(now, |expected| expected.max(now)));
    let extent = Extent {
        routes: incident.routes.len(),
        of: state.day(incident.day).map_or(0, |day| day.routes.len()),
        down: if incident.down { span(incident.opened.at, until) } else { Seconds(0) },
        casualties: incident.casualties,
        ..Extent::default()
    };
    let rule = suggested((incident.kind, incident.link), extent);
    let known = incident.rule.map_or(incident.level, LevelRule::level);
    if rule.level() <= known {
        return;
    }
    incident.rule = Some(rule);
    let what = match incident.level_set {
        None => {
            incident.level = rule.level();
            What::LevelSet(rule.level())
        }
        Some(_) if rule.level() > incident.level => What::Suggested(rule),
        Some(_) => return,
    };
    let signed = Signed { at: now, by: SmolStr::new_static(BY_ITSELF) };
    incident.timeline.push(Event { signed, what });
}

/// Steps that have become late since they were looked at last: it goes to their owners' heads, and that is noted.
fn escalate(state: &State, incident: &mut Incident, now: Timestamp) {
    let playbook = state.playbook(incident.playbook);
    for due in deadlines::steps(incident, &playbook, &state.settings) {
        let stage = match due.lateness(now) {
            Lateness::InTime => 0,
            Lateness::Late => 1,
            Lateness::VeryLate => 2,
        };
        let told = incident.escalated.get(&due.id).copied().unwrap_or(0);
        if stage > told {
            incident.escalated.insert(due.id, stage);
            let signed = Signed { at: now, by: SmolStr::new_static(BY_ITSELF) };
            incident.timeline.push(Event { signed, what: What::Escalated(due.id, stage) });
        }
    }
}

pub(super) fn put_playbook(state: &State, playbook: Playbook) -> Result<Vec<Operation>, Refusal> {
    let next = state.newest_playbook().version + 1;
    if playbook.version != next {
        return Err(Refusal::PlaybookVersion { version: playbook.version, next });
    }
    let change = Change { before: None, after: Some(Arc::new(playbook)) };
    Ok(vec![Operation::PlaybooksChanged(vec![change])])
}

fn known_step(playbook: &Playbook, incident: &Incident, step: StepId) -> Result<(), Refusal> {
    let of_its_cards = step.card == incident.card || step.card == CardId::REPORTS;
    let known = of_its_cards && playbook.step(step).is_some();
    if known { Ok(()) } else { Err(Refusal::NoSuchStep { incident: incident.id.clone(), step }) }
}

/// A step of its cards that nobody has ticked or skipped: what somebody did first is not written over. What comes again
/// and again is ticked each time.
fn open_step(playbook: &Playbook, incident: &Incident, step: StepId) -> Result<(), Refusal> {
    known_step(playbook, incident, step)?;
    let again = playbook.step(step).is_some_and(|step| matches!(step.limit, Limit::Every(_)));
    match incident.steps.get(&step).filter(|_| !again) {
        Some(done) => {
            let Signed { at, by } = done.signed().clone();
            Err(Refusal::StepDone { incident: incident.id.clone(), step, by, at })
        }
        None => Ok(()),
    }
}

/// Without the space around it; refused as `missing` where nothing is left.
fn given(text: SmolStr, missing: Refusal) -> Result<SmolStr, Refusal> {
    match text.trim() {
        "" => Err(missing),
        same if same.len() == text.len() => Ok(text),
        trimmed => Ok(SmolStr::new(trimmed)),
    }
}

pub(super) fn begun(
    state: &State,
    id: IncidentId,
    day: ServiceDay,
    (kind, link): (Kind, Link),
    (opened, routes, extent): (Signed, BTreeSet<RouteId>, Extent),
) -> Incident {
    let of = state.day(day).map_or(0, |day| day.routes.len());
    let rule = suggested((kind, link), Extent { routes: routes.len(), of, ..extent });
    let (retailers, cartons) = held_up::waiting(state, day, &routes);
    Incident {
        id,
        kind,
        link,
        what: SmolStr::default(),
        down: false,
        casualties: Casualties::default(),
        level: rule.level(),
        first_level: rule.level(),
        rule: Some(rule),
        level_set: None,
        timeline: vec![Event { signed: opened.clone(), what: What::Opened }],
        opened,
        acknowledged: None,
        expected: None,
        restored: None,
        closed: None,
        day,
        routes,
        retailers,
        cartons,
        playbook: state.newest_playbook().version,
        card: kind.card(),
        steps: BTreeMap::new(),
        escalated: BTreeMap::new(),
        command: Vec::new(),
    }
}

fn span(from: Timestamp, to: Timestamp) -> Seconds {
    Seconds(u32::try_from((to.0 - from.0).num_seconds()).unwrap_or(0))
}

/// `I261123-2`: one above the highest of the day.
fn next_name(state: &State, day: ServiceDay) -> IncidentId {
    let begins = format!("I{}-", day.0.format("%y%m%d"));
    let number = |id: &IncidentId| id.as_str().strip_prefix(&begins)?.parse::<u32>().ok();
    let highest = state.incidents.keys().filter_map(number).max().unwrap_or(0);
    IncidentId::new(format!("{begins}{}", highest.saturating_add(1)))
}

fn changed(state: &State, incidents: Vec<Incident>) -> Vec<Operation> {
    let change = |after: Incident| {
        let before = state.incidents.get(&after.id).map(Arc::clone);
        Change { before, after: Some(Arc::new(after)) }
    };
    if_any(incidents.into_iter().map(change).collect(), Operation::IncidentsChanged)
}
