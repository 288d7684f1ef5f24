//! Days small enough to try every way: none is better than the best that is found.

use crate::a_day::{ADay, a_day, date, east};
use crate::supply::{approval, asked, asking, moment, with_supply};
use mainstay::domain::Command;
use mainstay::domain::day::{Cargo, Dock, Pickup, Route, Stop};
use mainstay::domain::network::{Name, TransferStation};
use mainstay::domain::playbook::Owner;
use mainstay::domain::proposal::{PlanKind, Scope};
use mainstay::domain::settings::Settings;
use mainstay::domain::supply::asking::SupplyCommand;
use mainstay::domain::supply::request::{Occasion, Passage};
use mainstay::domain::time::Timestamp;
use mainstay::domain::units::{Fen, Seconds};
use mainstay::recovery::insertion::{NotToday, Way, ways, ways_and_why};
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
            prop_assert_eq!(found(&after), [], "it is on its way");
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

#[test]
fn a_shop_that_has_its_goods_today_hears_why_more_has_to_wait() {
    let own = |day: &ADay| {
        day.clone().does(asked(SupplyCommand::Ask(asking(day, "J2", Occasion::Wedding, 5, "17:00"))))
    };
    let day = with_supply(a_day().route("R1", "V1", "08:00", &["J1", "J2"]).spare("V9", 100).at("07:00"));
    let why = |day: &ADay| {
        let request = day.state.supply.requests.values().next().expect("a request");
        let found = ways_and_why(&day.state, day.revision, request, day.now);
        assert_eq!(found.not_today.is_some(), found.ways.is_empty(), "{found:?}");
        found.not_today
    };
    let route = || "R1".into();
    let early = own(&day);
    assert_eq!(why(&early), None, "with its own stop");
    let (leaves, ready) = (moment("08:00").time(), moment("08:10").time());
    let late = NotToday::LeavesBefore { route: route(), leaves, ready };
    assert_eq!(why(&early.clone().at("07:40")), Some(late));
    let left = early.clone().departed("R1", "08:00").at("08:05");
    assert_eq!(why(&left), Some(NotToday::Loaded { route: route() }));
    let served = left.delivered("J1", "08:10").delivered("J2", "08:30").at("08:35");
    assert_eq!(why(&served), Some(NotToday::Served { route: route() }));
    let full = own(&with_supply(
        a_day().route("R1", "V1", "08:00", &["J1 08:00-18:00 98", "J2 08:00-18:00 2"]).at("07:00"),
    ));
    assert_eq!(why(&full), Some(NotToday::BreaksRule { route: route() }));
    let put_off = early.clone().does(Command::PutOffStops {
        day: date(),
        stops: vec!["J2".into()],
        to: Some(date().plus(1)),
        base: early.revision,
    });
    assert_eq!(why(&put_off), Some(NotToday::PutOff { route: route(), to: date().plus(1) }));
    // Sooner ready, there is still time.
    let mut settings = Settings::clone(&early.state.settings);
    settings.supply.picking = Seconds::from_minutes(10);
    let quick = early.does(Command::PutSettings(Box::new(settings))).at("07:40");
    assert_eq!(why(&quick), None);
    let nobody = with_supply(a_day().route("R1", "V1", "08:00", &["J1"]).at("07:55"));
    assert_eq!(why(&own(&nobody)), Some(NotToday::NobodyCan));
}

/// R1 has left with J1's goods and fetches J2's and J3's at the transfer station, where more can be put ready.
#[test]
fn what_is_loaded_at_a_transfer_station_can_still_go_with_a_route_that_has_left() {
    let station = TransferStation { code: "T1".into(), name: Name::new("房县中转站"), place: east(12) };
    let day = with_supply(a_day().route("R1", "V1", "08:00", &["J1", "J2", "J3"]).at("07:00"));
    let day = day.does(Command::PutStations(vec![station]));
    let at_station = Cargo::At(Dock::Station("T1".into()));
    let mut day = day;
    let planned = day.state.days.get_mut(&date()).map(Arc::make_mut).expect("a day");
    let route = planned.routes.get_mut(&"R1".into()).map(Arc::make_mut).expect("R1");
    for stop in &mut route.stops[1..] {
        stop.cargo = at_station.clone();
    }
    route.pickups = vec![Pickup {
        from: at_station.clone(),
        before: "J2".into(),
        ready: moment("07:00").time(),
        loaded: None,
        place: east(12),
    }];
    let day = day.departed("R1", "08:00").at("08:05");
    let ask = |shop: &str| {
        let day = day.clone();
        let asking = asking(&day, shop, Occasion::Wedding, 5, "17:00");
        let day = day.does(asked(SupplyCommand::Ask(asking)));
        let approve = approval(&day, Owner::MarketingCentre);
        day.does(asked(approve))
    };
    // A shop that passes by gets it behind the call, and a shop whose goods wait there gets it with them.
    let passing = ask("J30");
    let way = found(&passing).into_iter().find(|way| way.passage == Passage::Passing).expect("a way");
    let at = way.route.position(&"J30".into()).expect("on it");
    assert!(at > way.route.position(&"J2".into()).expect("on it"), "behind the call");
    assert_eq!(way.route.stops[at].cargo, at_station);
    let own = ask("J3");
    let [way] = &found(&own)[..] else { panic!("its own stop alone: {:?}", found(&own)) };
    assert_eq!(way.passage, Passage::OwnStop);
    let request = own.state.supply.requests.keys().next().expect("a request").clone();
    let signed = crate::supply::signed(&own, "调度员");
    let deliver = SupplyCommand::Deliver {
        request,
        day: way.day,
        passage: way.passage,
        route: Box::new(way.route.clone()),
        base: way.based_on,
        signed,
    };
    let brought = own.does(asked(deliver));
    let (route, at) = brought.state.day(date()).expect("a day").find(&"J3".into()).expect("on it");
    assert_eq!(route.stops[at].cartons.0, 15);
    // What was loaded at the centre is loaded.
    let loaded = ask("J1");
    let request = loaded.state.supply.requests.values().next().expect("a request");
    let why = ways_and_why(&loaded.state, loaded.revision, request, loaded.now).not_today;
    assert_eq!(why, Some(NotToday::Loaded { route: "R1".into() }));
}
