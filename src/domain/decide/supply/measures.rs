//! Measures that are taken, and the log of daily communication.

use super::incidents::ticked;
use super::{given, supplied};
use crate::domain::day::Way;
use crate::domain::emergency::Signed;
use crate::domain::ids::{BrandCode, MeasureId, RetailerCode, TalkId};
use crate::domain::operation::{Change, Operation};
use crate::domain::playbook::purpose::Purpose;
use crate::domain::refusal::Refusal;
use crate::domain::state::State;
use crate::domain::supply::archive::Talk;
use crate::domain::supply::asking::{Choosing, Logging};
use crate::domain::supply::changes::SupplyChange;
use crate::domain::supply::measures::{Heard, Measure, MeasureKind};
use crate::domain::supply::refusing::SupplyRefusal;
use smol_str::SmolStr;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a measure that is chosen settles.
const CHOSEN: &[Purpose] = &[Purpose::FindCause, Purpose::TakeMeasure];

pub(super) fn choose(state: &State, choosing: Choosing) -> Result<Vec<Operation>, Refusal> {
    let Choosing { brand, inbound, kind, owner, due, note, instead, signed } = choosing;
    let supply = &state.supply;
    if !supply.brands.contains_key(&brand) {
        return Err(SupplyRefusal::NoSuchBrand(brand).into());
    }
    if let Some(id) = inbound.as_ref().filter(|id| !supply.inbounds.contains_key(*id)) {
        return Err(SupplyRefusal::NoSuchInbound(id.clone()).into());
    }
    let instead = match (kind, instead) {
        (MeasureKind::Substitute, None) => return Err(SupplyRefusal::NothingInstead(brand).into()),
        (MeasureKind::Substitute, Some(instead)) => Some(stands_in(state, &brand, instead)?),
        _ => None,
    };
    let begins = format!("M{}-", signed.at.day().0.format("%y%m%d"));
    let number = |id: &MeasureId| id.as_str().strip_prefix(&begins)?.parse::<u32>().ok();
    let highest = supply.measures.keys().filter_map(number).max().unwrap_or(0);
    let incident = inbound.as_ref().and_then(|id| {
        let known = state.incidents.get(&supply.inbounds.get(id)?.incident())?;
        known.closed.is_none().then_some(known)
    });
    let ticked = incident.and_then(|known| {
        let after = ticked(state, known, CHOSEN, &signed);
        (after != **known).then(|| Change { before: Some(Arc::clone(known)), after: Some(Arc::new(after)) })
    });
    let measure = Measure {
        id: MeasureId::new(format!("{begins}{}", highest.saturating_add(1))),
        brand,
        inbound,
        kind,
        owner: owner.unwrap_or_else(|| kind.owner()),
        due,
        note,
        instead,
        chosen: signed,
        done: None,
        told: BTreeMap::new(),
    };
    let mut operations = measured(None, measure);
    operations.extend(ticked.map(|change| Operation::IncidentsChanged(vec![change])));
    Ok(operations)
}

/// Another brand, of the same grade.
fn stands_in(state: &State, brand: &BrandCode, instead: BrandCode) -> Result<BrandCode, SupplyRefusal> {
    let brands = &state.supply.brands;
    let grade = |code: &BrandCode| brands.get(code).map(|brand| brand.grade);
    match grade(&instead) {
        None => Err(SupplyRefusal::NoSuchBrand(instead)),
        other if instead == *brand || other != grade(brand) => {
            Err(SupplyRefusal::NoSubstitute { brand: brand.clone(), instead })
        }
        Some(_) => Ok(instead),
    }
}

pub(super) fn carried(state: &State, id: &MeasureId, signed: &Signed) -> Result<Vec<Operation>, Refusal> {
    let measure = find(state, id)?;
    if measure.done.is_some() {
        return Err(SupplyRefusal::MeasureDone(id.clone()).into());
    }
    let after = Measure { done: Some(signed.clone()), ..Measure::clone(measure) };
    Ok(measured(Some(measure), after))
}

pub(super) fn spread(
    state: &State,
    id: &MeasureId,
    retailers: Vec<RetailerCode>,
    way: Option<Way>,
    signed: &Signed,
) -> Result<Vec<Operation>, Refusal> {
    let measure = find(state, id)?;
    if retailers.is_empty() {
        return Err(Refusal::NothingNamed);
    }
    let mut after = Measure::clone(measure);
    for retailer in retailers {
        if !state.network.retailers.contains_key(&retailer) {
            return Err(Refusal::NoSuchRetailer(retailer));
        }
        after.told.insert(retailer, Heard { signed: signed.clone(), way });
    }
    Ok(measured(Some(measure), after))
}

fn find<'s>(state: &'s State, id: &MeasureId) -> Result<&'s Arc<Measure>, SupplyRefusal> {
    state.supply.measures.get(id).ok_or_else(|| SupplyRefusal::NoSuchMeasure(id.clone()))
}

fn measured(before: Option<&Arc<Measure>>, after: Measure) -> Vec<Operation> {
    if before.is_some_and(|before| **before == after) {
        return Vec::new();
    }
    let change = Change { before: before.cloned(), after: Some(Arc::new(after)) };
    supplied(vec![change], SupplyChange::Measures)
}

pub(super) fn log(state: &State, logging: Logging) -> Result<Vec<Operation>, Refusal> {
    let Logging { enterprise, contact, what, follow_up, signed } = logging;
    if !state.supply.enterprises.contains_key(&enterprise) {
        return Err(SupplyRefusal::NoSuchEnterprise(enterprise).into());
    }
    let begins = format!("T{}-", signed.at.day().0.format("%y%m%d"));
    let number = |id: &TalkId| id.as_str().strip_prefix(&begins)?.parse::<u32>().ok();
    let highest = state.supply.talks.keys().filter_map(number).max().unwrap_or(0);
    let id = TalkId::new(format!("{begins}{}", highest.saturating_add(1)));
    let what = given(&what)?;
    let talk = Talk {
        id,
        enterprise,
        contact: SmolStr::new(contact.trim()),
        logged: signed,
        what,
        follow_up,
        done: None,
    };
    Ok(supplied(vec![Change { before: None, after: Some(talk) }], SupplyChange::Talks))
}

pub(super) fn come_back_to(state: &State, id: &TalkId, signed: &Signed) -> Result<Vec<Operation>, Refusal> {
    let talk = state.supply.talks.get(id).ok_or_else(|| SupplyRefusal::NoSuchTalk(id.clone()))?;
    if !talk.is_open() {
        return Err(SupplyRefusal::TalkSettled(id.clone()).into());
    }
    let after = Talk { done: Some(signed.clone()), ..talk.clone() };
    Ok(supplied(vec![Change { before: Some(talk.clone()), after: Some(after) }], SupplyChange::Talks))
}
