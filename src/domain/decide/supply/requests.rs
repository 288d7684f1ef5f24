//! Requests out of turn: asked, decided, brought on the way, answered, handed over. Each step is ticked on the card of
//! the request's incident as it is done.

use super::super::{find_day, telling, unchanged_since};
use super::incidents::{of_request, over, skipped, ticked};
use super::{given, requested};
use crate::domain::command::Telling;
use crate::domain::consequences;
use crate::domain::day::{Cargo, Day, Progress, Route, Way};
use crate::domain::emergency::{Incident, Signed};
use crate::domain::ids::{RequestId, Revision};
use crate::domain::operation::{Change, Operation, PlanReason};
use crate::domain::playbook::Owner;
use crate::domain::playbook::purpose::Purpose;
use crate::domain::proposal::hard_breaches;
use crate::domain::refusal::Refusal;
use crate::domain::state::State;
use crate::domain::supply::asking::Asking;
use crate::domain::supply::left::free;
use crate::domain::supply::refusing::SupplyRefusal;
use crate::domain::supply::request::{Answer, Decision, Delivery, Line, Passage, Request};
use crate::domain::time::{ServiceDay, Timestamp};
use crate::domain::units::Cartons;
use smol_str::SmolStr;
use std::sync::Arc;

/// What each deed settles of a request's card.
const LOGGED: &[Purpose] = &[Purpose::Log];
const APPROVED: &[Purpose] = &[Purpose::Verify, Purpose::Grant, Purpose::CheckStock];
const REFUSED: &[Purpose] = &[Purpose::Verify, Purpose::Grant];
const NOT_NEEDED: &[Purpose] = &[Purpose::CheckStock, Purpose::Pick, Purpose::Deliver];
const ANSWERED: &[Purpose] = &[Purpose::Answer];
const ARRANGED: &[Purpose] = &[Purpose::Pick];
const DELIVERED: &[Purpose] = &[Purpose::Pick, Purpose::Deliver];

pub(super) fn ask(state: &State, asking: Asking) -> Result<Vec<Operation>, Refusal> {
    let Asking { retailer, licence, occasion, lines, needed_by, contact, signed } = asking;
    if !state.network.retailers.contains_key(&retailer) {
        return Err(Refusal::NoSuchRetailer(retailer));
    }
    let lines = sound(state, lines)?;
    if licence.trim().is_empty() {
        return Err(SupplyRefusal::NoLicence.into());
    }
    if needed_by <= signed.at {
        return Err(SupplyRefusal::NeededInThePast { needed_by }.into());
    }
    let request = Request {
        id: next_id(state, signed.at),
        retailer,
        licence: SmolStr::new(licence.trim()),
        occasion,
        lines,
        needed_by,
        contact,
        asked: signed.clone(),
        decision: None,
        delivery: None,
        answered: None,
        done: None,
    };
    let incident = ticked(state, &of_request(state, &request), LOGGED, &signed);
    let mut operations = requested(None, request);
    operations.extend(changed(state, Some(incident)));
    Ok(operations)
}

pub(super) fn approve(
    state: &State,
    id: &RequestId,
    level: Owner,
    lines: Option<Vec<Line>>,
    signed: &Signed,
) -> Result<Vec<Operation>, Refusal> {
    let request = undecided(state, id)?;
    let lines = sound(state, lines.unwrap_or_else(|| request.lines.clone()))?;
    licence_holds(state, request)?;
    let limit = state.settings.supply.request_limit;
    let cartons: Cartons = lines.iter().map(|line| line.cartons).sum();
    match level {
        Owner::MarketingDepartment if cartons > limit => {
            return Err(SupplyRefusal::AboveTheLimit { cartons, limit }.into());
        }
        Owner::MarketingDepartment | Owner::MarketingCentre => {}
        other => return Err(SupplyRefusal::GrantsNothing(other.name()).into()),
    }
    for line in &lines {
        // What was never counted is for a person to look at.
        let left = free(&state.supply, &line.brand, signed.at, Some(id)).filter(|left| *left < line.cartons);
        if let Some(left) = left {
            let (brand, wanted) = (line.brand.clone(), line.cartons);
            return Err(SupplyRefusal::NotEnoughStock { brand, wanted, left }.into());
        }
    }
    let decision = Decision::Approved { signed: signed.clone(), level, lines };
    let after = Request { decision: Some(decision), ..Request::clone(request) };
    let mut operations = requested(Some(request), after);
    operations.extend(changed(state, incident(state, request).map(|i| ticked(state, i, APPROVED, signed))));
    Ok(operations)
}

pub(super) fn refuse(
    state: &State,
    id: &RequestId,
    why: &SmolStr,
    signed: &Signed,
) -> Result<Vec<Operation>, Refusal> {
    let request = undecided(state, id)?;
    let why = given(why)?;
    let decision = Decision::Refused { signed: signed.clone(), why: why.clone() };
    let after = Request { decision: Some(decision), ..Request::clone(request) };
    let mut operations = requested(Some(request), after);
    let settled = incident(state, request).map(|incident| {
        let decided = ticked(state, incident, REFUSED, signed);
        over_if_answered(request, skipped(state, &decided, NOT_NEEDED, (signed, &why)), signed)
    });
    operations.extend(changed(state, settled));
    Ok(operations)
}

pub(super) fn answer(
    state: &State,
    id: &RequestId,
    day: Option<ServiceDay>,
    way: Option<Way>,
    signed: &Signed,
) -> Result<Vec<Operation>, Refusal> {
    let request = find(state, id)?;
    if request.decision.is_none() {
        return Err(SupplyRefusal::RequestOpen(id.clone()).into());
    }
    let answered = Some(Answer { signed: signed.clone(), way });
    let after = Request { answered, ..Request::clone(request) };
    let settled = incident(state, request).map(|incident| {
        let told = ticked(state, incident, ANSWERED, signed);
        match request.decision {
            Some(Decision::Refused { .. }) => over(&told, signed),
            _ => told,
        }
    });
    let mut operations = requested(Some(request), after);
    operations.extend(changed(state, settled));
    // The ledger of the day knows of retailers that have a stop.
    let delivery = request.delivery.as_ref().filter(|delivery| day.is_none_or(|day| day == delivery.day));
    let planned = delivery.and_then(|delivery| state.day(delivery.day));
    if let Some(planned) = planned.filter(|planned| planned.find(&request.retailer).is_some()) {
        let telling = Telling {
            retailer: request.retailer.clone(),
            at: signed.at,
            by: signed.by.clone(),
            way,
            confirmed: true,
            said: None,
        };
        operations.extend(telling::tell(state, planned, vec![telling], signed.at)?);
    }
    Ok(operations)
}

pub(super) fn deliver(
    state: &State,
    id: &RequestId,
    (date, passage): (ServiceDay, Passage),
    (route, base): (Route, Revision),
    signed: &Signed,
) -> Result<Vec<Operation>, Refusal> {
    let request = find(state, id)?;
    match &request.decision {
        None => return Err(SupplyRefusal::RequestOpen(id.clone()).into()),
        Some(Decision::Refused { .. }) => return Err(SupplyRefusal::RequestRefused(id.clone()).into()),
        Some(Decision::Approved { .. }) if request.done.is_some() => {
            return Err(SupplyRefusal::RequestDelivered(id.clone()).into());
        }
        Some(Decision::Approved { .. }) if request.delivery.is_some() => {
            return Err(SupplyRefusal::RequestArranged(id.clone()).into());
        }
        Some(Decision::Approved { .. }) => {}
    }
    let day = find_day(state, date)?;
    unchanged_since(day, &route.id, base)?;
    brings_it(state, day, request, &route)?;
    let delivery = Delivery { day: date, route: route.id.clone(), passage, signed: signed.clone() };
    let before = day.routes.get(&route.id).cloned();
    let routes = vec![Change { before, after: Some(Arc::new(route)) }];
    let planned = Operation::RoutesChanged { day: date, reason: PlanReason::Replenishment, routes };
    let mut after = state.clone();
    after.apply(Revision(u64::MAX), &planned);
    let found = consequences::between(state, &after, date, signed.at);
    if let Some(breach) = hard_breaches(state, &after, date, signed.at, &found).into_iter().next() {
        return Err(Refusal::BreaksRule(Box::new(breach)));
    }
    let mut operations = vec![planned];
    operations
        .extend(requested(Some(request), Request { delivery: Some(delivery), ..Request::clone(request) }));
    operations.extend(changed(state, incident(state, request).map(|i| ticked(state, i, ARRANGED, signed))));
    Ok(operations)
}

/// The route is the one of the day, with the request's cartons added and nothing else changed; or a new one for the
/// request alone.
fn brings_it(state: &State, day: &Day, request: &Request, after: &Route) -> Result<(), Refusal> {
    let not_it = || SupplyRefusal::NotTheRequest { request: request.id.clone(), route: after.id.clone() };
    if let Some(plate) = after.vehicle.as_ref().filter(|plate| !state.network.vehicles.contains_key(*plate)) {
        return Err(Refusal::NoSuchVehicle(plate.clone()));
    }
    let mut without = after.clone();
    let at = after.position(&request.retailer).ok_or_else(not_it)?;
    let stop = &after.stops[at];
    if let Some((own, position)) = day.find(&request.retailer) {
        let known = &own.stops[position];
        if known.progress != Progress::Waiting || !matches!(known.cargo, Cargo::At(_)) {
            return Err(SupplyRefusal::ServedThatDay(request.retailer.clone()).into());
        }
        if own.id != after.id || stop.cartons != known.cartons + request.cartons() {
            return Err(not_it().into());
        }
        let same = &mut without.stops[at];
        (same.cartons, same.value, same.service) = (known.cartons, known.value, known.service);
    } else {
        let fresh = stop.cartons == request.cartons()
            && stop.progress == Progress::Waiting
            && stop.told.is_none()
            && stop.window.is_of_the_day();
        if !fresh {
            return Err(not_it().into());
        }
        without.stops.remove(at);
        without.pickups.retain(|pickup| pickup.before != request.retailer);
    }
    let same = match day.routes.get(&after.id) {
        Some(before) => **before == without,
        None => without.stops.is_empty() && without.pickups.is_empty() && without.departed.is_none(),
    };
    if same { Ok(()) } else { Err(not_it().into()) }
}

pub(super) fn done(state: &State, id: &RequestId, signed: &Signed) -> Result<Vec<Operation>, Refusal> {
    let request = find(state, id)?;
    if request.done.is_some() {
        return Err(SupplyRefusal::RequestDelivered(id.clone()).into());
    }
    match request.decision {
        Some(Decision::Approved { .. }) => Ok(handed_over(state, request, signed)),
        Some(Decision::Refused { .. }) => Err(SupplyRefusal::RequestRefused(id.clone()).into()),
        None => Err(SupplyRefusal::RequestOpen(id.clone()).into()),
    }
}

/// Requests whose stop has been delivered by now, as far as their days are in mind: nobody's doing.
pub fn delivered(state: &State, now: Timestamp) -> Vec<Operation> {
    let under_way = state.supply.requests.values().filter(|request| request.done.is_none());
    let mut operations = Vec::new();
    for request in under_way {
        let Some(delivery) = &request.delivery else { continue };
        let Some((route, at)) = state.day(delivery.day).and_then(|day| day.find(&request.retailer)) else {
            continue;
        };
        if let Progress::Delivered { at: time, .. } = route.stops[at].progress {
            let at = Timestamp::of(delivery.day, time).min(now);
            operations.extend(handed_over(state, request, &Signed { at, by: SmolStr::default() }));
        }
    }
    operations
}

fn handed_over(state: &State, request: &Arc<Request>, signed: &Signed) -> Vec<Operation> {
    let after = Request { done: Some(signed.clone()), ..Request::clone(request) };
    let mut operations = requested(Some(request), after);
    let settled = incident(state, request).map(|incident| {
        let at = signed.at.max(incident.opened.at);
        let signed = Signed { at, by: signed.by.clone() };
        over(&ticked(state, incident, DELIVERED, &signed), &signed)
    });
    operations.extend(changed(state, settled));
    operations
}

fn find<'s>(state: &'s State, id: &RequestId) -> Result<&'s Arc<Request>, SupplyRefusal> {
    state.supply.requests.get(id).ok_or_else(|| SupplyRefusal::NoSuchRequest(id.clone()))
}

fn undecided<'s>(state: &'s State, id: &RequestId) -> Result<&'s Arc<Request>, SupplyRefusal> {
    let request = find(state, id)?;
    if request.decision.is_some() { Err(SupplyRefusal::RequestDecided(id.clone())) } else { Ok(request) }
}

/// Lines of known brands, each a whole number somebody can mean.
fn sound(state: &State, lines: Vec<Line>) -> Result<Vec<Line>, SupplyRefusal> {
    if lines.is_empty() || lines.iter().all(|line| line.cartons == Cartons(0)) {
        return Err(SupplyRefusal::NothingAsked);
    }
    let most = state.settings.supply.most_cartons;
    for line in &lines {
        if !state.supply.brands.contains_key(&line.brand) {
            return Err(SupplyRefusal::NoSuchBrand(line.brand.clone()));
        }
    }
    let cartons: Cartons = lines.iter().map(|line| line.cartons).sum();
    if cartons > most { Err(SupplyRefusal::Absurd { cartons, most }) } else { Ok(lines) }
}

/// The number given is the retailer's, where the centre knows it.
fn licence_holds(state: &State, request: &Request) -> Result<(), Refusal> {
    let retailer = state.network.retailer(&request.retailer);
    let retailer = retailer.ok_or_else(|| Refusal::NoSuchRetailer(request.retailer.clone()))?;
    if retailer.licence.is_empty() || retailer.licence == request.licence {
        return Ok(());
    }
    let (given, known) = (request.licence.clone(), retailer.licence.clone());
    Err(SupplyRefusal::LicenceDiffers { retailer: retailer.code.clone(), given, known }.into())
}

fn over_if_answered(request: &Request, incident: Incident, signed: &Signed) -> Incident {
    if request.answered.is_some() { over(&incident, signed) } else { incident }
}

/// The incident of a request, while people deal with it.
fn incident<'s>(state: &'s State, request: &Request) -> Option<&'s Incident> {
    let incident = state.incidents.get(&request.incident())?;
    incident.closed.is_none().then_some(incident)
}

fn changed(state: &State, incident: Option<Incident>) -> Vec<Operation> {
    let Some(after) = incident else { return Vec::new() };
    let before = state.incidents.get(&after.id).cloned();
    if before.as_deref() == Some(&after) {
        return Vec::new();
    }
    vec![Operation::IncidentsChanged(vec![Change { before, after: Some(Arc::new(after)) }])]
}

/// `Q261123-1`, one above the highest of the day.
fn next_id(state: &State, at: Timestamp) -> RequestId {
    let begins = format!("Q{}-", at.day().0.format("%y%m%d"));
    let number = |id: &RequestId| id.as_str().strip_prefix(&begins)?.parse::<u32>().ok();
    let highest = state.supply.requests.keys().filter_map(number).max().unwrap_or(0);
    RequestId::new(format!("{begins}{}", highest.saturating_add(1)))
}
