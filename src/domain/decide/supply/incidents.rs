//! The incidents of supply: a shipment's is named after the shipment, a request's after the request. Their steps are
//! ticked as what they ask for is done.

use super::super::emergency::{begun, restored};
use crate::domain::emergency::level::Extent;
use crate::domain::emergency::{Event, Incident, Kind, Signed, StepDone, What};
use crate::domain::ids::IncidentId;
use crate::domain::operation::Change;
use crate::domain::playbook::purpose::Purpose;
use crate::domain::state::State;
use crate::domain::supply::inbound::{Inbound, InboundState, Wrong};
use crate::domain::supply::request::Request;
use crate::domain::time::Timestamp;
use crate::domain::units::Cartons;
use smol_str::SmolStr;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Shipments that have become late by `now`, and have no incident yet.
pub fn late(state: &State, now: Timestamp) -> Vec<Incident> {
    let late = state.supply.inbounds.values().filter(|one| one.wrong(now) == Some(Wrong::Late));
    let unknown = late.filter(|inbound| !state.incidents.contains_key(&inbound.incident()));
    let signed = Signed { at: now, by: SmolStr::default() };
    unknown.map(|inbound| of_shipment(state, inbound, signed.clone())).collect()
}

/// What these shipments, as they now are, do to incidents.
pub fn of_shipments(state: &State, inbounds: &[Inbound], signed: &Signed) -> Vec<Change<Arc<Incident>>> {
    let change = |inbound: &Inbound| {
        let known = state.incidents.get(&inbound.incident());
        let comes = matches!(inbound.state, InboundState::Arrived { .. });
        let after = match (known, inbound.wrong(signed.at)) {
            // What is late is found as time goes by.
            (None, None | Some(Wrong::Late)) | (Some(_), Some(_)) => return None,
            (None, Some(_)) => of_shipment(state, inbound, signed.clone()),
            (Some(known), None) if comes && known.is_felt() => restored(known, signed.at),
            (Some(_), None) => return None,
        };
        Some(Change { before: known.map(Arc::clone), after: Some(Arc::new(after)) })
    };
    inbounds.iter().filter_map(change).collect()
}

fn of_shipment(state: &State, inbound: &Inbound, signed: Signed) -> Incident {
    let brand = state.supply.brands.get(&inbound.brand);
    let what = brand.map_or_else(|| SmolStr::new(inbound.brand.as_str()), |brand| brand.name.local.clone());
    of_supply(state, inbound.incident(), Kind::Shortage, (what, inbound.cartons), signed)
}

/// The incident of a request that has come in.
pub(super) fn of_request(state: &State, request: &Request) -> Incident {
    let retailer = state.network.retailer(&request.retailer);
    let what =
        retailer.map_or_else(|| SmolStr::new(request.retailer.as_str()), |shop| shop.name.local.clone());
    let about = (what, request.cartons());
    let mut incident =
        of_supply(state, request.incident(), Kind::Replenishment, about, request.asked.clone());
    incident.retailers = 1;
    incident
}

fn of_supply(
    state: &State,
    id: IncidentId,
    kind: Kind,
    (what, cartons): (SmolStr, Cartons),
    signed: Signed,
) -> Incident {
    let day = signed.at.day();
    let begins = (signed, BTreeSet::new(), Extent::default());
    let mut incident = begun(state, id, day, (kind, kind.link()), begins);
    (incident.what, incident.cartons) = (what, cartons);
    incident
}

/// The incident with the steps of its own card done that are for these, as far as they are there and open.
pub(super) fn ticked(state: &State, incident: &Incident, purposes: &[Purpose], signed: &Signed) -> Incident {
    settled(state, incident, purposes, &StepDone::Ticked(signed.clone()))
}

/// The same for steps there is no need for.
pub(super) fn skipped(
    state: &State,
    incident: &Incident,
    purposes: &[Purpose],
    (signed, why): (&Signed, &SmolStr),
) -> Incident {
    settled(state, incident, purposes, &StepDone::Skipped { signed: signed.clone(), why: why.clone() })
}

fn settled(state: &State, incident: &Incident, purposes: &[Purpose], how: &StepDone) -> Incident {
    let mut after = incident.clone();
    let playbook = state.playbook(incident.playbook);
    for step in playbook.steps_for(incident.card, purposes) {
        if after.steps.contains_key(&step) {
            continue;
        }
        let what = match how {
            StepDone::Ticked(_) => What::Ticked(step),
            StepDone::Skipped { why, .. } => What::Skipped(step, why.clone()),
        };
        after.steps.insert(step, how.clone());
        after.escalated.remove(&step);
        after.timeline.push(Event { signed: how.signed().clone(), what });
    }
    after
}

/// What a request was about is over.
pub(super) fn over(incident: &Incident, signed: &Signed) -> Incident {
    if !incident.is_felt() {
        return incident.clone();
    }
    let mut after = incident.clone();
    after.restored = Some(signed.clone());
    after.timeline.push(Event { signed: signed.clone(), what: What::Restored });
    after
}
