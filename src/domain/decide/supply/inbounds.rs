//! Shipments announced, come, or not coming. One that is late, short or cancelled opens an incident, once; one that
//! has come in full restores it.

use super::super::{differences, if_any};
use super::puts::known_brands;
use super::{given, of_shipments, supplied};
use crate::domain::emergency::Signed;
use crate::domain::ids::InboundId;
use crate::domain::operation::{Change, Operation};
use crate::domain::refusal::Refusal;
use crate::domain::state::State;
use crate::domain::supply::changes::SupplyChange;
use crate::domain::supply::inbound::{Inbound, InboundState};
use crate::domain::supply::refusing::SupplyRefusal;
use crate::domain::units::Cartons;
use smol_str::SmolStr;

pub(super) fn put(state: &State, inbounds: Vec<Inbound>, signed: &Signed) -> Result<Vec<Operation>, Refusal> {
    known_brands(&state.supply, inbounds.iter().map(|inbound| &inbound.brand))?;
    let known = &state.supply.inbounds;
    let settled = |inbound: Inbound| match known.get(&inbound.id) {
        Some(known) if inbound.is_expected() => Inbound { state: known.state.clone(), ..inbound },
        _ => inbound,
    };
    let changes = differences(known, inbounds.into_iter().map(settled).collect(), |one| one.id.clone());
    Ok(with_incidents(state, changes, signed))
}

pub(super) fn arrive(
    state: &State,
    id: &InboundId,
    cartons: Cartons,
    signed: &Signed,
) -> Result<Vec<Operation>, Refusal> {
    let known = expected(state, id)?;
    let arrived = InboundState::Arrived { at: signed.at, cartons };
    Ok(with_incidents(state, vec![changed(known, arrived)], signed))
}

pub(super) fn cancel(
    state: &State,
    id: &InboundId,
    why: &SmolStr,
    signed: &Signed,
) -> Result<Vec<Operation>, Refusal> {
    let known = expected(state, id)?;
    let cancelled = InboundState::Cancelled { at: signed.at, why: given(why)? };
    Ok(with_incidents(state, vec![changed(known, cancelled)], signed))
}

fn expected<'s>(state: &'s State, id: &InboundId) -> Result<&'s Inbound, SupplyRefusal> {
    let known = state.supply.inbounds.get(id).ok_or_else(|| SupplyRefusal::NoSuchInbound(id.clone()))?;
    if known.is_expected() { Ok(known) } else { Err(SupplyRefusal::InboundSettled(id.clone())) }
}

fn changed(known: &Inbound, state: InboundState) -> Change<Inbound> {
    Change { before: Some(known.clone()), after: Some(Inbound { state, ..known.clone() }) }
}

fn with_incidents(state: &State, changes: Vec<Change<Inbound>>, signed: &Signed) -> Vec<Operation> {
    let after: Vec<Inbound> = changes.iter().filter_map(|change| change.after.clone()).collect();
    let mut operations = supplied(changes, SupplyChange::Inbounds);
    operations.extend(if_any(of_shipments(state, &after, signed), Operation::IncidentsChanged));
    operations
}
