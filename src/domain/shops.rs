//! Which retailers lie in an area: all of them sorted by latitude once, so that five hundred alerts are matched
//! to a province in the blink of an eye.

use super::ids::{DistrictCode, RetailerCode};
use super::network::Network;
use super::place::{Area, Place};
use std::collections::BTreeMap;
use std::ops::Bound;

/// Every retailer by where it is.
#[derive(Clone, Debug, Default)]
pub struct Shops<'a> {
    by_latitude: Vec<(Place, &'a RetailerCode)>,
    by_district: BTreeMap<&'a str, Vec<&'a RetailerCode>>,
}

impl<'a> Shops<'a> {
    #[must_use]
    pub fn of(network: &'a Network) -> Self {
        let mut by_latitude: Vec<_> =
            network.retailers.values().map(|retailer| (retailer.place, &retailer.code)).collect();
        by_latitude.sort_unstable_by_key(|(place, _)| *place);
        let mut by_district: BTreeMap<&str, Vec<&RetailerCode>> = BTreeMap::new();
        for retailer in network.retailers.values() {
            by_district.entry(retailer.district.as_str()).or_default().push(&retailer.code);
        }
        Self { by_latitude, by_district }
    }

    /// Those inside `area`, in no order. Chosen routes hold none: a day says who is on them.
    #[must_use]
    pub fn inside(&self, area: &Area) -> Vec<&'a RetailerCode> {
        match area {
            Area::Districts(codes) => codes.iter().flat_map(|code| self.of_district(code)).copied().collect(),
            Area::Polygon(ring) => self.enclosed(ring),
            Area::Circle { centre, radius } => {
                // A degree of latitude is nowhere shorter than this.
                let reach = i64::from(radius.0) * 10_000_000 / 110_000 + 1;
                let near = self.between(i64::from(centre.e7().0) - reach, i64::from(centre.e7().0) + reach);
                let within =
                    |(place, _): &&(Place, &RetailerCode)| centre.metres_to(*place) <= f64::from(radius.0);
                near.iter().filter(within).map(|(_, code)| *code).collect()
            }
            Area::Routes(_) => Vec::new(),
        }
    }

    /// Is there one inside any of `areas`?
    #[must_use]
    pub fn any_inside(&self, areas: &[Area]) -> bool {
        areas.iter().any(|area| match area {
            Area::Districts(codes) => codes.iter().any(|code| self.of_district(code).next().is_some()),
            area => !self.inside(area).is_empty(),
        })
    }

    fn of_district<'s>(&'s self, code: &'s DistrictCode) -> impl Iterator<Item = &'s &'a RetailerCode> {
        let from = self.by_district.range::<str, _>((Bound::Included(code.as_str()), Bound::Unbounded));
        from.take_while(move |(other, _)| other.starts_with(code.as_str())).flat_map(|(_, in_it)| in_it)
    }

    fn between(&self, south: i64, north: i64) -> &[(Place, &'a RetailerCode)] {
        let latitude = |entry: &(Place, &RetailerCode)| i64::from(entry.0.e7().0);
        let first = self.by_latitude.partition_point(|entry| latitude(entry) < south);
        let last = self.by_latitude.partition_point(|entry| latitude(entry) <= north);
        &self.by_latitude[first..last.max(first)]
    }

    /// Walks the shops from south to north with the edges that lie at their latitude: the same even-odd rule as
    /// [`Area::covers`], with few edges to look at for each.
    fn enclosed(&self, ring: &[Place]) -> Vec<&'a RetailerCode> {
        let Some(last) = ring.last() else { return Vec::new() };
        let latitude = |place: &Place| place.e7().0;
        let mut edges: Vec<(Place, Place)> =
            std::iter::once(last).chain(ring).copied().zip(ring.iter().copied()).collect();
        edges.retain(|(from, to)| latitude(from) != latitude(to));
        edges.sort_unstable_by_key(|(from, to)| latitude(from).min(latitude(to)));
        let (south, north) =
            ring.iter().map(latitude).fold((i32::MAX, i32::MIN), |(s, n), lat| (s.min(lat), n.max(lat)));
        let longitudes = ring.iter().map(|place| place.e7().1);
        let (west, east) = longitudes.fold((i32::MAX, i32::MIN), |(w, e), lon| (w.min(lon), e.max(lon)));
        let mut found = Vec::new();
        let mut begun = 0;
        let mut open: Vec<(Place, Place)> = Vec::new();
        for (place, code) in self.between(south.into(), north.into()) {
            let at = latitude(place);
            if place.e7().1 < west || place.e7().1 > east {
                continue;
            }
            while let Some(edge) =
                edges.get(begun).filter(|(from, to)| latitude(from).min(latitude(to)) <= at)
            {
                open.push(*edge);
                begun += 1;
            }
            open.retain(|(from, to)| latitude(from).max(latitude(to)) > at);
            let odd = open.iter().filter(|edge| edge_is_east_of(**edge, *place)).count() % 2 == 1;
            if odd {
                found.push(*code);
            }
        }
        found
    }
}

/// An edge that spans the latitude of `at` passes it to the east.
#[must_use]
pub(super) fn edge_is_east_of((from, to): (Place, Place), at: Place) -> bool {
    let spans = (from.e7().0 > at.e7().0) != (to.e7().0 > at.e7().0);
    if !spans {
        return false;
    }
    let slope = (to.lon() - from.lon()) / (to.lat() - from.lat());
    at.lon() < from.lon() + slope * (at.lat() - from.lat())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::RouteId;
    use crate::domain::network::{Name, Retailer};
    use crate::domain::units::Metres;
    use proptest::prelude::*;
    use std::sync::Arc;

    fn at(lat: i32, lon: i32) -> Place {
        Place::from_e7(310_000_000 + lat * 100_000, 1_120_000_000 + lon * 100_000).expect("on the earth")
    }

    fn town(places: &[(i32, i32)]) -> Network {
        let shop = |(n, &(lat, lon)): (usize, &(i32, i32))| {
            let code = RetailerCode::new(format!("{n:03}"));
            let retailer = Retailer {
                code: code.clone(),
                name: Name::default(),
                licence: "".into(),
                address: "".into(),
                place: at(lat, lon),
                district: if n % 3 == 0 { "420301" } else { "4204" }.into(),
                department: "".into(),
                manager: "".into(),
                phone: "".into(),
            };
            (code, Arc::new(retailer))
        };
        let retailers = places.iter().enumerate().map(shop).collect();
        Network { retailers: Arc::new(retailers), ..Network::default() }
    }

    fn an_area() -> impl Strategy<Value = Area> {
        let place = || (0..20, 0..20).prop_map(|(lat, lon)| at(lat, lon));
        prop_oneof![
            proptest::collection::vec(place(), 0..12).prop_map(Area::Polygon),
            (place(), 0..30_000_u32)
                .prop_map(|(centre, radius)| Area::Circle { centre, radius: Metres(radius) }),
            prop_oneof![Just("42"), Just("4203"), Just("420301"), Just("43"), Just("")]
                .prop_map(|code| Area::Districts(vec![code.into()])),
        ]
    }

    proptest! {
        #[test]
        fn all_at_once_are_matched_as_one_by_one(
            places in proptest::collection::vec((0..20, 0..20), 0..60),
            area in an_area(),
        ) {
            let network = town(&places);
            let mut found: Vec<_> = Shops::of(&network).inside(&area).into_iter().cloned().collect();
            found.sort_unstable();
            let route = RouteId::new("R");
            let one_by_one: Vec<_> = network
                .retailers
                .values()
                .filter(|shop| area.covers(shop.place, &shop.district, &route))
                .map(|shop| shop.code.clone())
                .collect();
            prop_assert_eq!(found, one_by_one);
        }
    }
}
