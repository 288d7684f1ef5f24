//! Supply: what files say of it, shipments that come or do not, requests out of turn, measures, and the log of
//! daily communication.

mod inbounds;
mod incidents;
mod measures;
mod puts;
mod requests;

pub(super) use incidents::{late, of_shipments};
pub(super) use requests::delivered;

use crate::domain::emergency::Signed;
use crate::domain::operation::{Change, Operation};
use crate::domain::refusal::Refusal;
use crate::domain::state::State;
use crate::domain::supply::asking::SupplyCommand;
use crate::domain::supply::changes::SupplyChange;
use crate::domain::supply::request::Request;
use smol_str::SmolStr;
use std::sync::Arc;

pub(super) fn decide(state: &State, asked: SupplyCommand) -> Result<Vec<Operation>, Refusal> {
    match asked {
        SupplyCommand::PutBrands(brands) => Ok(puts::brands(state, brands)),
        SupplyCommand::PutStocks(stocks) => puts::stocks(state, stocks),
        SupplyCommand::PutOrders { lines, now } => puts::orders(state, lines, now),
        SupplyCommand::PutDemand(demand) => puts::demand(state, demand),
        SupplyCommand::PutEnterprises(enterprises) => Ok(puts::enterprises(state, enterprises)),
        SupplyCommand::PutContacts(contacts) => puts::contacts(state, contacts),
        SupplyCommand::PutInbounds { inbounds, by, now } => {
            inbounds::put(state, inbounds, &Signed { at: now, by })
        }
        SupplyCommand::Arrive { inbound, cartons, signed } => {
            inbounds::arrive(state, &inbound, cartons, &signed)
        }
        SupplyCommand::Cancel { inbound, why, signed } => inbounds::cancel(state, &inbound, &why, &signed),
        SupplyCommand::Ask(asking) => requests::ask(state, asking),
        SupplyCommand::Approve { request, level, lines, signed } => {
            requests::approve(state, &request, level, lines, &signed)
        }
        SupplyCommand::Refuse { request, why, signed } => requests::refuse(state, &request, &why, &signed),
        SupplyCommand::Answer { request, day, way, signed } => {
            requests::answer(state, &request, day, way, &signed)
        }
        SupplyCommand::Deliver { request, day, passage, route, base, signed } => {
            requests::deliver(state, &request, (day, passage), (*route, base), &signed)
        }
        SupplyCommand::Done { request, signed } => requests::done(state, &request, &signed),
        SupplyCommand::Choose(choosing) => measures::choose(state, choosing),
        SupplyCommand::Carried { measure, signed } => measures::carried(state, &measure, &signed),
        SupplyCommand::Spread { measure, retailers, way, signed } => {
            measures::spread(state, &measure, retailers, way, &signed)
        }
        SupplyCommand::Log(logging) => measures::log(state, logging),
        SupplyCommand::ComeBackTo { talk, signed } => measures::come_back_to(state, &talk, &signed),
    }
}

/// One operation for changes of a kind; none where there are none.
fn supplied<T>(changes: Vec<Change<T>>, kind: fn(Vec<Change<T>>) -> SupplyChange) -> Vec<Operation> {
    if changes.is_empty() { Vec::new() } else { vec![Operation::SupplyChanged(kind(changes))] }
}

fn requested(before: Option<&Arc<Request>>, after: Request) -> Vec<Operation> {
    let change = Change { before: before.cloned(), after: Some(Arc::new(after)) };
    vec![Operation::SupplyChanged(SupplyChange::Requests(vec![change]))]
}

fn given(text: &SmolStr) -> Result<SmolStr, Refusal> {
    let text = text.trim();
    if text.is_empty() { Err(Refusal::NoReason) } else { Ok(SmolStr::new(text)) }
}
