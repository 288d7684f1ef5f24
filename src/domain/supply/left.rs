//! What is left of a brand: the newest count, less what has gone out since, and what has come.

use super::Supply;
use super::inbound::InboundState;
use super::request::Decision;
use super::stock::span;
use crate::domain::ids::{BrandCode, RequestId};
use crate::domain::time::{ServiceDay, Timestamp};
use crate::domain::units::Cartons;
use chrono::NaiveDate;

/// What lies in the store at `now`; `None` where it was never counted. A count already lacks what goes out on its own
/// day: that is sorted in the night before. What a request was granted counts as gone.
#[must_use]
pub fn left(supply: &Supply, brand: &BrandCode, now: Timestamp) -> Option<Cartons> {
    let stock = supply.stocks.get(brand)?;
    let counted = stock.counted;
    let ordered: Cartons = between(supply, brand, counted.day().plus(1), now.day());
    let came = supply.inbounds.values().filter(|inbound| inbound.brand == *brand);
    let came = came.filter_map(|inbound| match inbound.state {
        InboundState::Arrived { at, cartons } if counted < at && at <= now => Some(cartons),
        _ => None,
    });
    Some(stock.cartons + came.sum() - ordered - granted(supply, brand, counted, None))
}

/// What of that nobody has ordered yet, nor been granted by another request than `but`.
#[must_use]
pub fn free(supply: &Supply, brand: &BrandCode, now: Timestamp, but: Option<&RequestId>) -> Option<Cartons> {
    let counted = supply.stocks.get(brand)?.counted;
    let own = granted(supply, brand, counted, None) - granted(supply, brand, counted, but);
    let ordered = between(supply, brand, now.day().plus(1), ServiceDay(NaiveDate::MAX));
    Some(left(supply, brand, now)? + own - ordered)
}

fn between(supply: &Supply, brand: &BrandCode, first: ServiceDay, last: ServiceDay) -> Cartons {
    if last < first {
        return Cartons(0);
    }
    supply.demand.range(span(brand, first, last)).map(|(_, demand)| demand.cartons).sum()
}

fn granted(supply: &Supply, brand: &BrandCode, since: Timestamp, but: Option<&RequestId>) -> Cartons {
    let requests = supply.requests.values().filter(|request| Some(&request.id) != but);
    let lines = requests.flat_map(|request| match &request.decision {
        Some(Decision::Approved { signed, lines, .. }) if signed.at > since => lines.as_slice(),
        _ => &[],
    });
    lines.filter(|line| line.brand == *brand).map(|line| line.cartons).sum()
}
