//! Days small enough to try every way: none is better than the best that is found.

use crate::a_day::{ADay, a_day, date};
use crate::supply::{approval, asked, asking, moment, with_supply};
use mainstay::domain::day::{Cargo, Dock, Route, Stop};
use mainstay::domain::playbook::Owner;
use mainstay::domain::proposal::{PlanKind, Scope};
use mainstay::domain::supply::asking::SupplyCommand;
use mainstay::domain::supply::request::{Occasion, Passage};
use mainstay::domain::time::Timestamp;
use mainstay::domain::units::Fen;
use mainstay::recovery::insertion::{Way, ways};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::sync::Arc;

const WINDOWS: [&str; 4] = ["08:00-18:00", "08:00-09:00", "09:00-10:00", "08:00-08:30"];

/// V1 and V2 are still at the dock; V9 stands by. J30 wants more.
fn day_of(windows: &[usize], cartons: &[u32], spare: u32, (wanted, needed): (u32, &str)) -> ADay {
    let stop = |shop: u32, nth: usize| format!("J{shop} {} {}", WINDOWS[windows[nth]], cartons[nth]);
    let near = [stop(2, 0), stop(5, 1), stop(9, 2)];
    let far = [stop(14, 3), stop(20, 4)];
    let day = a_day()
        .route("R1", "V1", "08:00", &near.each_ref().map(String::as_str))
        .route("R2", "V2", "08:10", &far.each_ref().map(String::as_str))
        .spare("V9", spare)
        .at("07:00");
    let day = with_supply(day);
    let ask = SupplyCommand::Ask(asking(&day, "J30", Occasion::Wedding, wanted, needed));
    let day = day.does(asked(ask));
    let approve = approval(&day, Owner::MarketingCentre);
    day.does(asked(approve))
}

fn found(day: &ADay) -> Vec<Way> {
    let request = day.state.supply.requests.values().next().expect("a request");
    ways(&day.state, day.revision, request, day.now)
}

/// Late or not, and what it costs, of the best of all ways that break no hard rule.
fn best_of_all(day: &ADay, stop: &Stop) -> Option<(bool, Fen)> {
    let planned = day.state.day(date()).expect("a day");
    let needed = day.state.supply.requests.values().next().expect("a request").needed_by;
    let mut best: Option<(bool, Fen)> = None;
    let mut weigh = |routes: BTreeSet<_>, after: Route| {
        let scope = Scope::new(&day.state, date(), day.now, day.revision, routes);
        let before = scope.weigh(PlanKind::ByHand, Vec::new()).price();
        let plan = scope.weigh(PlanKind::ByHand, vec![Arc::new(after.clone())]);
        let at = after.position(&stop.retailer).expect("on it");
        let comes = plan.outlooks[&after.id].stops[at].starts;
        let late = Timestamp::of(date(), comes) > needed;
        if plan.hard_breaches.is_empty() {
            let this = (late, Fen(plan.price().0 - before.0));
            best = Some(best.map_or(this, |best| best.min(this)));
        }
    };
    let fresh = Stop { cargo: Cargo::At(Dock::Centre), ..stop.clone() };
    for route in planned.routes.values() {
        for at in 0..=route.stops.len() {
            let mut after = Route::clone(route);
            after.stops.insert(at, fresh.clone());
            weigh(BTreeSet::from([route.id.clone()]), after);
        }
    }
    let some = planned.routes.values().next().expect("a route");
    let trip = Route {
        id: "Q".into(),
        vehicle: Some("V9".into()),
        crew: None,
        departs: moment("07:30").time(),
        stops: vec![fresh],
        imported: None,
        ..Route::clone(some)
    };
    weigh(BTreeSet::new(), trip);
    best
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_way_at_all_is_better_than_the_one_found(
        windows in prop::collection::vec(0..4_usize, 5),
        cartons in prop::collection::vec(1..45_u32, 5),
        spare in 5..60_u32,
        wanted in 1..50_u32,
        needed in prop::sample::select(vec!["08:05", "08:40", "09:30", "17:00"]),
    ) {
        let day = day_of(&windows, &cartons, spare, (wanted, needed));
        let found = found(&day);
        // What the stop is like does not hang on where it stands.
        let stop = found.first().map(|way| {
            let at = way.route.position(&"J30".into()).expect("on it");
            way.route.stops[at].clone()
        });
        match stop {
            Some(stop) => {
                let best = best_of_all(&day, &stop).expect("one was found");
                let first = found.first().map(|way| (!way.in_time, way.price)).expect("one");
                prop_assert_eq!(first, best);
            }
            None => prop_assert!(wanted > spare.min(100), "there is room on the spare"),
        }
    }

    #[test]
    fn every_way_that_is_offered_can_be_carried_out(
        windows in prop::collection::vec(0..4_usize, 5),
        cartons in prop::collection::vec(1..45_u32, 5),
        spare in 5..60_u32,
        wanted in 1..50_u32,
    ) {
        let day = day_of(&windows, &cartons, spare, (wanted, "12:00"));
        for way in found(&day) {
            let request = day.state.supply.requests.keys().next().expect("a request").clone();
            let signed = crate::supply::signed(&day, "调度员");
            let command = SupplyCommand::Deliver {
                request,
                day: way.day,
                passage: way.passage,
                route: Box::new(way.route),
                base: way.based_on,
                signed,
            };
            let after = day.clone().does(asked(command));
            let planned = after.state.day(way.day).expect("a day");
            let (route, at) = planned.find(&"J30".into()).expect("it has a stop now");
            prop_assert_eq!(route.stops[at].cartons.0, wanted);
        }
    }
}

#[test]
fn a_route_that_has_left_is_no_way_and_one_with_too_little_room_is_none() {
    let kinds =
        |day: &ADay| found(day).iter().map(|way| (way.passage, way.route.id.to_string())).collect::<Vec<_>>();
    let free = [0; 5];
    let day = day_of(&free, &[10; 5], 100, (20, "17:00"));
    let both = kinds(&day);
    assert!(both.contains(&(Passage::Passing, "R1".into())), "{both:?}");
    let left = day.departed("R1", "08:00").at("08:05");
    assert!(kinds(&left).iter().all(|(_, route)| route != "R1"), "{:?}", kinds(&left));
    let full = day_of(&free, &[30, 30, 30, 45, 45], 100, (20, "17:00"));
    assert_eq!(kinds(&full), [(Passage::SpecialTrip, "Q261123-1".into())]);
}
