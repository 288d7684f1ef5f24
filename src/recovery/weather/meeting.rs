//! Meeting points (定点取货): retailers of a closed area come to the nearest shop of the round that is open.

use super::{Held, alone};
use crate::domain::day::{Remedy, Route};
use crate::domain::place::{Place, Spot};
use crate::recovery::situation::{Situation, closed_by};
use smol_str::SmolStr;
use std::sync::Arc;

/// The round with its closed stops at a meeting point. `None` where nothing is closed, or nothing is open.
pub fn outside<'h>(held: &'h Held<'h>, route: &'h Arc<Route>) -> Option<Situation<'h>> {
    let mut situation = alone(held, route)?;
    let closed: Vec<bool> = situation
        .parcels
        .iter()
        .map(|parcel| {
            let free = parcel.stop.lock.is_none() && parcel.stop.meets.is_none();
            free && closed_by(held.state, held.day.date, route, parcel.stop).is_some()
        })
        .collect();
    let places = |wanted: bool| {
        let parcels = situation.parcels.iter().zip(&closed);
        parcels.filter(move |(_, closed)| **closed == wanted).map(|(parcel, _)| parcel.spot.place)
    };
    let inside: Vec<Place> = places(true).collect();
    let open_at = |place: &Place| {
        // A shop of another district may stand in the same polygon.
        let parcel = situation.parcels.iter().find(|parcel| parcel.spot.place == *place);
        let shop = parcel.and_then(|parcel| held.state.network.retailer(&parcel.stop.retailer));
        shop.is_some_and(|shop| {
            let mut holds = held.state.holds.values();
            !holds.any(|hold| {
                hold.confirmed
                    && hold.span_on(held.day.date).is_some()
                    && hold.covers(shop, *place, &route.id)
            })
        })
    };
    let far = |place: &Place| inside.iter().map(|shop| shop.metres_to(*place)).sum::<f64>();
    let mut open: Vec<Place> = places(false).collect();
    open.sort_by(|a, b| far(a).total_cmp(&far(b)).then(a.cmp(b)));
    let point = open.into_iter().find(open_at).filter(|_| !inside.is_empty())?;
    for (parcel, _) in situation.parcels.iter_mut().zip(&closed).filter(|(_, closed)| **closed) {
        parcel.spot = Spot { code: SmolStr::default(), place: point };
    }
    Some(situation)
}

/// Says so at the stops.
pub fn place(situation: &Situation<'_>, route: &mut Route) {
    for parcel in &situation.parcels {
        let own = situation.state.network.retailer(&parcel.stop.retailer).map(|retailer| retailer.place);
        let elsewhere = own != Some(parcel.spot.place) && parcel.stop.meets.is_none();
        if elsewhere && let Some(at) = route.position(&parcel.stop.retailer) {
            route.stops[at].meets = Some(parcel.spot.place);
            route.stops[at].remedy = Some(Remedy::MetElsewhere);
        }
    }
}
