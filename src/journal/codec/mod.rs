//! Operations as bytes: the only file tree that knows stored names. Each domain type has a stored shape
//! beside it, so that the domain can be renamed freely and old bytes still be read. Decoding takes bytes
//! from anywhere: it never panics, and never makes room for more than the bytes can hold.

mod alert;
#[cfg(test)]
mod damaged;
mod day;
mod deed;
mod disturbance;
mod fleet;
mod hold;
mod incident;
mod matrix;
mod network;
mod notice;
mod notices;
mod operation;
mod orders;
mod people;
mod playbook;
mod route;
mod settings;
mod supply;
#[cfg(test)]
mod tests;
mod weather;

pub(super) use deed::StoredDeed;
use operation::StoredOperation;
pub(super) use route::Extra;

use crate::domain::alert::Alert;
use crate::domain::emergency::Incident;
use crate::domain::fleet::logbook::Cost;
use crate::domain::fleet::stay::Stay;
use crate::domain::network::District;
use crate::domain::notice::{Notice, Prospect};
use crate::domain::operation::Operation;
use crate::domain::people::Person;
use crate::domain::playbook::Playbook;
use crate::domain::position::Whereabouts;
use crate::domain::settings::Settings;
use crate::domain::supply::archive::{Contact, Enterprise, Talk};
use crate::domain::supply::brand::Brand;
use crate::domain::supply::inbound::Inbound;
use crate::domain::supply::measures::Measure;
use crate::domain::supply::request::Request;
use crate::domain::supply::stock::Stock;
use crate::domain::weather::Hold;
use crate::domain::{day as plan, incident as breakdowns};
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::sync::Arc;

/// The version this program writes.
pub(super) const VERSION: u32 = 6;
/// Operations longer than this are compressed; shorter ones stay legible in the file.
const COMPRESS_FROM: usize = 512;
/// Marks a compressed payload. A plain one begins with `{`.
const COMPRESSED: u8 = 1;
/// No operation is longer, so no stored length may claim to be.
const LONGEST: usize = 1 << 30;
/// LZ4 cannot make a block more than 255 times smaller.
const BEST_RATIO: usize = 255;

/// Why stored bytes could not be understood.
#[derive(Debug, PartialEq, Eq)]
pub enum Unsound {
    /// Written by a newer program.
    Newer { version: u32 },
    /// The bytes are no operation of their version.
    Garbled,
}

/// The stored shape of a domain type.
pub(super) trait Shape: Serialize + DeserializeOwned {
    type Of;
    fn of(value: &Self::Of) -> Self;
    /// # Errors
    /// [`Unsound`] where the stored values make no sound value of the domain.
    fn back(self) -> Result<Self::Of, Unsound>;

    fn of_all<'v>(values: impl IntoIterator<Item = &'v Self::Of>) -> Vec<Self>
    where
        Self::Of: 'v,
    {
        values.into_iter().map(Self::of).collect()
    }

    fn back_all(shapes: Vec<Self>) -> Result<Vec<Self::Of>, Unsound> {
        shapes.into_iter().map(Self::back).collect()
    }

    /// As JSON text.
    fn text(value: &Self::Of) -> String {
        // Writing these shapes to memory cannot fail: no map has keys other than texts.
        serde_json::to_string(&Self::of(value)).unwrap_or_default()
    }

    fn from_text(text: &str) -> Result<Self::Of, Unsound> {
        serde_json::from_str::<Self>(text).map_err(|_| Unsound::Garbled)?.back()
    }
}

/// The bytes of `operation` in the present version.
pub(super) fn encode(operation: &Operation) -> Vec<u8> {
    let plain = plain(operation);
    if plain.len() < COMPRESS_FROM {
        return plain;
    }
    let packed = lz4_flex::block::compress_prepend_size(&plain);
    let mut payload = Vec::with_capacity(packed.len() + 1);
    payload.push(COMPRESSED);
    payload.extend_from_slice(&packed);
    payload
}

/// As JSON, before it is compressed.
fn plain(operation: &Operation) -> Vec<u8> {
    let mut plain = Vec::with_capacity(1 << 12);
    // Writing to memory cannot fail, see above; an empty payload would be found by the next read.
    if serde_json::to_writer(&mut plain, &StoredOperation::of(operation)).is_err() {
        plain.clear();
    }
    plain
}

/// Reads what [`encode`] of this or an older program wrote.
pub(super) fn decode(version: u32, payload: &[u8]) -> Result<Operation, Unsound> {
    if version > VERSION {
        return Err(Unsound::Newer { version });
    }
    let unpacked;
    let plain = match payload.split_first() {
        Some((&COMPRESSED, packed)) => {
            unpacked = unpack(packed)?;
            unpacked.as_slice()
        }
        _ => payload,
    };
    serde_json::from_slice::<StoredOperation>(plain).map_err(|_| Unsound::Garbled)?.back()
}

fn unpack(packed: &[u8]) -> Result<Vec<u8>, Unsound> {
    let (claimed, block) = lz4_flex::block::uncompressed_size(packed).map_err(|_| Unsound::Garbled)?;
    if claimed > LONGEST || claimed / BEST_RATIO > block.len() {
        return Err(Unsound::Garbled);
    }
    lz4_flex::block::decompress(block, claimed).map_err(|_| Unsound::Garbled)
}

pub(super) fn settings_text(settings: &Settings) -> String {
    settings::StoredSettings::text(settings)
}

pub(super) fn settings_from(text: &str) -> Result<Settings, Unsound> {
    settings::StoredSettings::from_text(text)
}

pub(super) fn hold_text(hold: &Hold) -> String {
    hold::StoredHold::text(hold)
}

pub(super) fn hold_from(text: &str) -> Result<Hold, Unsound> {
    hold::StoredHold::from_text(text)
}

pub(super) fn alert_text(alert: &Arc<Alert>) -> String {
    alert::StoredAlert::text(alert)
}

pub(super) fn alert_from(text: &str) -> Result<Arc<Alert>, Unsound> {
    alert::StoredAlert::from_text(text)
}

pub(super) fn fix_text(seen: &Whereabouts) -> String {
    alert::StoredFix::text(seen)
}

pub(super) fn fix_from(text: &str) -> Result<Whereabouts, Unsound> {
    alert::StoredFix::from_text(text)
}

pub(super) fn district_text(district: &District) -> String {
    network::StoredDistrict::text(district)
}

pub(super) fn district_from(text: &str) -> Result<District, Unsound> {
    network::StoredDistrict::from_text(text)
}

pub(super) fn incident_text(incident: &Arc<Incident>) -> String {
    incident::StoredIncident::text(incident)
}

pub(super) fn incident_from(text: &str) -> Result<Arc<Incident>, Unsound> {
    incident::StoredIncident::from_text(text)
}

pub(super) fn stay_text(stay: &Stay) -> String {
    fleet::StoredStay::text(stay)
}

pub(super) fn stay_from(text: &str) -> Result<Stay, Unsound> {
    fleet::StoredStay::from_text(text)
}

pub(super) fn cost_text(cost: &Cost) -> String {
    fleet::StoredCost::text(cost)
}

pub(super) fn cost_from(text: &str) -> Result<Cost, Unsound> {
    fleet::StoredCost::from_text(text)
}

pub(super) fn playbook_text(playbook: &Arc<Playbook>) -> String {
    playbook::StoredPlaybook::text(playbook)
}

pub(super) fn playbook_from(text: &str) -> Result<Arc<Playbook>, Unsound> {
    playbook::StoredPlaybook::from_text(text)
}

pub(super) fn person_text(person: &Person) -> String {
    people::StoredPerson::text(person)
}

pub(super) fn person_from(text: &str) -> Result<Person, Unsound> {
    people::StoredPerson::from_text(text)
}

pub(super) fn notice_text(notice: &Notice) -> String {
    notice::StoredNotice::text(notice)
}

pub(super) fn notice_from(text: &str) -> Result<Notice, Unsound> {
    notice::StoredNotice::from_text(text)
}

pub(super) fn prospect_text(prospect: &Prospect) -> String {
    notice::StoredProspect::text(prospect)
}

pub(super) fn prospect_from(text: &str) -> Result<Prospect, Unsound> {
    notice::StoredProspect::from_text(text)
}

pub(super) fn breakdown_text(breakdown: &breakdowns::Breakdown) -> String {
    disturbance::StoredBreakdown::text(breakdown)
}

pub(super) fn breakdown_from(text: &str) -> Result<breakdowns::Breakdown, Unsound> {
    disturbance::StoredBreakdown::from_text(text)
}

pub(super) fn told_text(told: &plan::Told) -> String {
    day::StoredTold::text(told)
}

pub(super) fn told_from(text: &str) -> Result<plan::Told, Unsound> {
    day::StoredTold::from_text(text)
}

pub(super) fn cause_text(cause: &plan::Cause) -> String {
    day::StoredCause::text(cause)
}

pub(super) fn cause_from(text: &str) -> Result<plan::Cause, Unsound> {
    day::StoredCause::from_text(text)
}

pub(super) fn lock_text(lock: plan::Lock) -> String {
    route::StoredLock::text(&lock)
}

pub(super) fn lock_from(text: &str) -> Result<plan::Lock, Unsound> {
    route::StoredLock::from_text(text)
}

/// `None` where there is nothing to say.
pub(super) fn extra_text(extra: Extra) -> Option<String> {
    extra.is_any().then(|| route::StoredExtra::text(&extra))
}

pub(super) fn extra_from(text: &str) -> Result<Extra, Unsound> {
    route::StoredExtra::from_text(text)
}

/// `None` where there are none.
pub(super) fn pickups_text(pickups: &[plan::Pickup]) -> Option<String> {
    // Writing to memory cannot fail.
    let text = || serde_json::to_string(&route::StoredPickup::of_all(pickups)).unwrap_or_default();
    (!pickups.is_empty()).then(text)
}

pub(super) fn pickups_from(text: &str) -> Result<Vec<plan::Pickup>, Unsound> {
    route::StoredPickup::back_all(serde_json::from_str(text).map_err(|_| Unsound::Garbled)?)
}

pub(super) fn reason_text(reason: &plan::FailReason) -> String {
    day::StoredReason::text(reason)
}

pub(super) fn reason_from(text: &str) -> Result<plan::FailReason, Unsound> {
    day::StoredReason::from_text(text)
}

pub(super) fn brand_text(brand: &Brand) -> String {
    supply::StoredBrand::text(brand)
}

pub(super) fn brand_from(text: &str) -> Result<Brand, Unsound> {
    supply::StoredBrand::from_text(text)
}

pub(super) fn stock_text(stock: &Stock) -> String {
    supply::StoredStock::text(stock)
}

pub(super) fn stock_from(text: &str) -> Result<Stock, Unsound> {
    supply::StoredStock::from_text(text)
}

pub(super) fn inbound_text(inbound: &Inbound) -> String {
    supply::StoredInbound::text(inbound)
}

pub(super) fn inbound_from(text: &str) -> Result<Inbound, Unsound> {
    supply::StoredInbound::from_text(text)
}

pub(super) fn request_text(request: &Arc<Request>) -> String {
    supply::StoredRequest::text(request)
}

pub(super) fn request_from(text: &str) -> Result<Arc<Request>, Unsound> {
    supply::StoredRequest::from_text(text)
}

pub(super) fn measure_text(measure: &Arc<Measure>) -> String {
    supply::StoredMeasure::text(measure)
}

pub(super) fn measure_from(text: &str) -> Result<Arc<Measure>, Unsound> {
    supply::StoredMeasure::from_text(text)
}

pub(super) fn enterprise_text(enterprise: &Enterprise) -> String {
    supply::StoredEnterprise::text(enterprise)
}

pub(super) fn enterprise_from(text: &str) -> Result<Enterprise, Unsound> {
    supply::StoredEnterprise::from_text(text)
}

pub(super) fn contact_text(contact: &Contact) -> String {
    supply::StoredContact::text(contact)
}

pub(super) fn contact_from(text: &str) -> Result<Contact, Unsound> {
    supply::StoredContact::from_text(text)
}

pub(super) fn talk_text(talk: &Talk) -> String {
    supply::StoredTalk::text(talk)
}

pub(super) fn talk_from(text: &str) -> Result<Talk, Unsound> {
    supply::StoredTalk::from_text(text)
}
