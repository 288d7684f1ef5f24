//! What holds of every plan for every day: random days, random breakdowns, every plan looked at by the domain.

use crate::a_day::{ADay, SHOPS, a_day, date, planned_route, seen, time};
use mainstay::domain::command::{BreakdownReport, Command, LockKind, StopFacts};
use mainstay::domain::consequences;
use mainstay::domain::day::{Cargo, Progress, Route};
use mainstay::domain::ids::{Revision, RouteId};
use mainstay::domain::incident::{Breakdown, Fault};
use mainstay::domain::outlook;
use mainstay::domain::place::Area;
use mainstay::domain::proposal::{PlanKind, Proposal, Scope};
use mainstay::domain::state::State;
use mainstay::domain::time::Timestamp;
use mainstay::domain::units::Seconds;
use mainstay::domain::weigh;
use mainstay::recovery::{About, Answer, Ask, Rounds, recover};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// A day, told by a few numbers.
#[derive(Clone, Debug)]
struct Told {
    /// Route, window and cartons of each shop; shop `n + 1` by place in the list.
    shops: Vec<(u8, u8, u32)>,
    capacities: Vec<u32>,
    /// How many stops each route has served; a route that has served none may still be at the dock.
    served: Vec<(u8, bool)>,
    spares: Vec<u32>,
    broken: BTreeSet<u8>,
    estimate: Option<u32>,
    locks: Vec<(u8, u8)>,
    hold: Option<(u8, bool)>,
    reckoned: bool,
    minute: u32,
}

fn told() -> impl Strategy<Value = Told> {
    let shop = (0..4_u8, 0..4_u8, 1..60_u32);
    let some = (
        prop::collection::vec(shop, 4..28),
        prop::collection::vec(40..400_u32, 4),
        prop::collection::vec((0..4_u8, any::<bool>()), 4),
        prop::collection::vec(20..300_u32, 0..3),
        prop::collection::btree_set(0..4_u8, 1..3),
    );
    let more = (
        prop::option::of(5..300_u32),
        prop::collection::vec((0..28_u8, 0..3_u8), 0..3),
        prop::option::weighted(0.3, (0..3_u8, any::<bool>())),
        any::<bool>(),
        0..180_u32,
    );
    (some, more).prop_map(|((shops, capacities, served, spares, broken), more)| {
        let (estimate, locks, hold, reckoned, minute) = more;
        Told { shops, capacities, served, spares, broken, estimate, locks, hold, reckoned, minute }
    })
}

const WINDOWS: [&str; 4] = ["08:00-18:00", "08:00-10:00", "09:30-12:00", "13:00-13:30"];

fn day_of(told: &Told) -> ADay {
    let mut day = a_day();
    if told.reckoned {
        day.state.matrix = None;
    }
    for (nth, capacity) in told.capacities.iter().enumerate() {
        day = day.van(&format!("V{nth}"), *capacity);
    }
    for (nth, capacity) in told.spares.iter().enumerate() {
        day = day.spare(&format!("S{nth}"), *capacity);
    }
    let mut stops: BTreeMap<u8, Vec<String>> = BTreeMap::new();
    for (nth, (route, window, cartons)) in (1..=SHOPS).zip(&told.shops) {
        let stop = format!("J{nth} {} {cartons}", WINDOWS[usize::from(*window)]);
        stops.entry(*route).or_default().push(stop);
    }
    let plans = stops.iter().map(|(route, stops)| {
        let stops: Vec<&str> = stops.iter().map(String::as_str).collect();
        planned_route(&format!("R{route}"), &format!("V{route}"), "08:00", &stops)
    });
    day = day.plans(plans.collect());
    let mut minutes = 8 * 60 + 20;
    for (route, (served, departed)) in (0_u8..).zip(&told.served) {
        let id = RouteId::new(format!("R{route}"));
        let Some(planned) = day.state.day(date()).and_then(|day| day.routes.get(&id)).cloned() else {
            continue;
        };
        if *departed {
            day = day.departed(id.as_str(), "08:00");
        }
        for stop in planned.stops.iter().take(usize::from(*served)) {
            let at = time(&format!("{:02}:{:02}", minutes / 60, minutes % 60));
            let facts = StopFacts { delivered: Some(at), ..StopFacts::default() };
            day = day.does(seen(stop.retailer.as_str(), facts));
            minutes += 5;
        }
    }
    let now = minutes + told.minute;
    day = day.at(&format!("{:02}:{:02}", now / 60, now % 60));
    if let Some((hour, near)) = told.hold {
        let span = format!("{:02}:00-{:02}:30", 9 + hour, 10 + hour);
        let district = if near { "420302" } else { "420303" };
        day = day.hold("W1", &span, Area::Districts(vec![district.into()]));
    }
    for (shop, kind) in &told.locks {
        let kind = [LockKind::Vehicle, LockKind::Position, LockKind::Time][usize::from(*kind)];
        let stops = vec![format!("J{}", shop + 1).as_str().into()];
        let command = Command::LockStops { day: date(), stops, lock: Some(kind), now: day.now };
        if weigh(&day.state, command.clone()).is_ok() {
            day = day.does(command);
        }
    }
    for van in &told.broken {
        let report = BreakdownReport {
            plate: format!("V{van}").as_str().into(),
            at: day.now,
            place: None,
            fault: Fault::Engine,
            estimate: told.estimate.map(Seconds::from_minutes),
        };
        day = day.does(Command::ReportBreakdown(report));
    }
    day
}

fn plans(day: &ADay, threads: usize, rounds: u64) -> Option<Answer> {
    plans_about(About::default(), day, threads, rounds)
}

fn plans_about(about: About, day: &ADay, threads: usize, rounds: u64) -> Option<Answer> {
    let ask = Ask { about, threads, ..day.ask() };
    recover(&day.state, day.revision, &ask, &Rounds(rounds), &mut |_| {}).ok()
}

/// The day as `plan` would leave it.
fn after(state: &State, plan: &Proposal) -> State {
    let mut after = state.clone();
    let day = Arc::make_mut(after.days.get_mut(&date()).expect("a day"));
    for route in &plan.routes {
        day.routes.insert(route.id.clone(), Arc::clone(route));
    }
    after
}

/// Loads reckoned from the plan itself, call by call: nothing is over, nothing is handed over that is not there.
fn carried(route: &Route, capacity: u32) -> Result<(), String> {
    let plate = route.vehicle.as_ref();
    let own = plate.map(|plate| Cargo::Aboard(plate.clone()));
    let loaded_at_the_dock = Cargo::At(route.dock.clone());
    let is_there = |cargo: &Cargo| {
        Some(cargo) == own.as_ref() || (route.departed.is_none() && *cargo == loaded_at_the_dock)
    };
    let waits = |stop: &mainstay::domain::day::Stop| stop.progress == Progress::Waiting;
    // What each call fetches: the stops behind it, up to the next call for the same goods.
    let mut fetched: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (nth, pickup) in route.pickups.iter().enumerate() {
        let Some(at) = route.position(&pickup.before) else { continue };
        let later = route.pickups[nth + 1..].iter().filter(|other| other.from == pickup.from);
        let until = later.filter_map(|other| route.position(&other.before)).min();
        let behind = (at..until.unwrap_or(route.stops.len())).filter(|&at| {
            waits(&route.stops[at])
                && route.stops[at].cargo == pickup.from
                && Some(&pickup.from) != own.as_ref()
        });
        fetched.entry(at).or_default().extend(behind);
    }
    let is_fetched = |at: usize| fetched.values().any(|stops| stops.contains(&at));
    let mut load: u32 = route
        .stops
        .iter()
        .enumerate()
        .filter(|(at, stop)| match stop.progress {
            Progress::Waiting | Progress::Arrived { .. } => is_there(&stop.cargo) && !is_fetched(*at),
            Progress::Delivered { .. } => false,
            Progress::Failed { .. } | Progress::PutOff { .. } => Some(&stop.cargo) == own.as_ref(),
        })
        .map(|(_, stop)| stop.cartons.0)
        .sum();
    let mut aboard: BTreeSet<usize> = BTreeSet::new();
    for (at, stop) in route.stops.iter().enumerate().filter(|(_, stop)| stop.progress.awaits_delivery()) {
        for &stop in fetched.get(&at).into_iter().flatten() {
            load += route.stops[stop].cartons.0;
            aboard.insert(stop);
        }
        if load > capacity {
            return Err(format!("{} carries {load} of {capacity} at {}", route.id, stop.retailer));
        }
        if !is_there(&stop.cargo) && !aboard.contains(&at) {
            return Err(format!("{} has not the goods of {}", route.id, stop.retailer));
        }
        load -= stop.cartons.0;
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1000, max_shrink_iters: 200, ..ProptestConfig::default() })]

    #[test]
    fn no_plan_for_any_day_breaks_a_hard_rule_or_loses_a_stop(told in told()) {
        let day = day_of(&told);
        let Some(answer) = plans(&day, 1, 60) else { return Ok(()) };
        prop_assert!(!answer.proposals.is_empty(), "a day that needs a plan has at least one");
        let before = day.state.day(date()).expect("a day");
        for plan in &answer.proposals {
            let state = after(&day.state, plan);
            let found = consequences::between(&day.state, &state, date(), day.now);
            let hard: Vec<_> = found.new_breaches.iter().filter(|breach| breach.kind.is_hard()).collect();
            prop_assert!(hard.is_empty(), "{hard:?}\n{}", super::shown(plan));
            let now = state.day(date()).expect("a day");
            let count = |day: &mainstay::domain::day::Day| {
                day.routes.values().flat_map(|r| &r.stops).map(|s| s.retailer.clone()).collect::<Vec<_>>()
            };
            let (mut old, mut new) = (count(before), count(now));
            old.sort();
            new.sort();
            prop_assert_eq!(old, new, "every stop is somewhere, once");
            for route in &plan.routes {
                let vehicle = route.vehicle.as_ref().and_then(|plate| state.network.vehicles.get(plate));
                let open = route.stops.iter().any(|stop| stop.progress == Progress::Waiting);
                let over_before = before.routes.get(&route.id).is_some_and(|before| {
                    vehicle.is_some_and(|v| before.load() > v.capacity)
                });
                if let Some(vehicle) = vehicle.filter(|_| open && !over_before) {
                    let held = carried(route, vehicle.capacity.0);
                    prop_assert!(held.is_ok(), "{held:?}\n{}", super::shown(plan));
                }
            }
            let refused = weigh(&day.state, day.applying(plan)).err();
            prop_assert!(refused.is_none(), "{refused:?}\n{}", super::shown(plan));
        }
    }

    #[test]
    fn the_cheapest_plan_is_never_dearer_than_doing_nothing(told in told()) {
        let day = day_of(&told);
        let Some(answer) = plans_about(About::Breakdowns, &day, 1, 60) else { return Ok(()) };
        let cheapest = answer.proposals.first().expect("one").price();
        prop_assert!(answer.proposals.is_sorted_by_key(Proposal::price));
        // Nothing done, a vehicle that comes back goes on as it was; one that does not puts everything off.
        let nothing = nothing_done(&day, &answer.scope);
        if nothing.hard_breaches.is_empty() {
            prop_assert!(
                cheapest <= nothing.price(),
                "{}{}",
                super::shown(&nothing),
                day.plans_to_recover()
            );
        }
    }

    #[test]
    fn seed_and_rounds_decide_and_threads_do_not(told in told()) {
        let day = day_of(&told);
        let one = plans(&day, 1, 40).map(|answer| answer.proposals);
        prop_assert_eq!(&one, &plans(&day, 2, 40).map(|answer| answer.proposals));
        prop_assert_eq!(&one, &plans(&day, 4, 40).map(|answer| answer.proposals));
    }

    #[test]
    fn a_plan_applied_and_taken_back_leaves_the_day_as_it_was(told in told()) {
        let day = day_of(&told);
        let Some(answer) = plans(&day, 1, 20) else { return Ok(()) };
        for plan in &answer.proposals {
            let mut state = day.state.clone();
            let operations = weigh(&state, day.applying(plan)).expect("not refused");
            for operation in &operations {
                prop_assert_eq!(state.apply(Revision(99), operation), []);
            }
            for operation in operations.into_iter().rev() {
                prop_assert_eq!(state.apply(Revision(100), &operation.inverse()), []);
            }
            prop_assert_eq!(&state.day(date()).expect("a day").routes, &day.state.day(date()).expect("a day").routes);
        }
    }
}

fn nothing_done(day: &ADay, scope: &Scope) -> Proposal {
    let planned = day.state.day(date()).expect("a day");
    let rolls = |route: &Route| {
        let broken = day.state.breakdowns.values().filter(|b| Some(&b.plate) == route.vehicle.as_ref());
        broken.filter_map(Breakdown::rolls_again).count() > 0
    };
    let routes = planned.routes.values().map(|route| {
        let mut after = Route::clone(route);
        let broken = !after.incidents().is_empty();
        let waits = rolls(route);
        for stop in after.stops.iter_mut().filter(|stop| broken && stop.progress == Progress::Waiting) {
            if waits {
                stop.remedy = Some(mainstay::domain::day::Remedy::WaitedForRepair);
            } else {
                stop.progress = Progress::PutOff { to: date().plus(1) };
            }
        }
        Arc::new(after)
    });
    scope.weigh(PlanKind::WaitForRepair, routes.collect())
}

#[test]
fn a_day_that_is_over_needs_no_plan() {
    let day = a_day().route("R1", "V1", "08:00", &["J1"]).at("09:00").breaks_down("V1", None);
    let mut ask = day.ask();
    ask.now = Timestamp::of(date().plus(3), time("09:00"));
    let answer = recover(&day.state, day.revision, &ask, &Rounds(1), &mut |_| {});
    assert_eq!(answer.expect_err("over"), mainstay::recovery::NothingToPlan::DayIsOver);
    let projected = outlook::project(&day.state, day.state.day(date()).expect("a day"), day.now);
    assert_eq!(projected.routes.len(), 1);
}
