//! Days small enough to try every plan: none is cheaper than the best that is found.

use crate::a_day::{ADay, a_day, date};
use mainstay::domain::day::{Cargo, Dock, Pickup, Progress, Remedy, Route, Stop};
use mainstay::domain::proposal::{PlanKind, Scope};
use mainstay::domain::time::TimeOfDay;
use mainstay::domain::units::Fen;
use mainstay::recovery::{Rounds, recover};
use proptest::prelude::*;
use std::sync::Arc;

const WINDOWS: [&str; 4] = ["08:00-18:00", "08:00-10:00", "09:30-10:30", "12:00-13:00"];

/// V1 stands at J1 with J2 and J3 aboard; V2 drives to J12 and has J13 and J14 still to come; V9 is a spare.
fn day_of(windows: &[usize], cartons: &[u32], spare: u32) -> ADay {
    let stop = |shop: u32, nth: usize| format!("J{shop} {} {}", WINDOWS[windows[nth]], cartons[nth]);
    let (a, b, c, d) = (stop(2, 0), stop(3, 1), stop(13, 2), stop(14, 3));
    a_day()
        .route("R1", "V1", "08:00", &["J1", &a, &b])
        .route("R2", "V2", "08:00", &["J11", "J12", &c, &d])
        .spare("V9", spare)
        .departed("R1", "08:00")
        .delivered("J1", "08:40")
        .departed("R2", "08:00")
        .delivered("J11", "08:40")
        .at("08:50")
        .breaks_down("V1", None)
}

/// Who serves a stranded stop.
#[derive(Clone, Copy, PartialEq)]
enum By {
    Spare,
    Neighbour,
    Later,
}

fn orders(stops: &[Stop]) -> Vec<Vec<Stop>> {
    if stops.is_empty() {
        return vec![Vec::new()];
    }
    (0..stops.len())
        .flat_map(|first| {
            let mut rest = stops.to_vec();
            let first = rest.remove(first);
            orders(&rest).into_iter().map(move |tail| [vec![first.clone()], tail].concat())
        })
        .collect()
}

/// The round with a call at V1 at every place it can be made, where it needs one.
fn with_calls(round: &Route, from: usize, day: &ADay) -> Vec<Arc<Route>> {
    let stranded = |stop: &Stop| stop.cargo == Cargo::Aboard("V1".into());
    let Some(first) =
        round.stops.iter().position(|stop| stranded(stop) && stop.progress == Progress::Waiting)
    else {
        return vec![Arc::new(round.clone())];
    };
    let place = day.state.breakdowns.values().next().and_then(|breakdown| breakdown.place).expect("known");
    (from..=first)
        .map(|at| {
            let pickup = Pickup {
                from: Cargo::Aboard("V1".into()),
                place,
                before: round.stops[at].retailer.clone(),
                ready: TimeOfDay::MIDNIGHT,
                loaded: None,
            };
            Arc::new(Route { pickups: vec![pickup], ..round.clone() })
        })
        .collect()
}

/// The price of the cheapest of all plans that break no hard rule.
fn cheapest_of_all(day: &ADay, scope: &Scope) -> Fen {
    let planned = day.state.day(date()).expect("a day");
    let (broken, neighbour) = (&planned.routes[&"R1".into()], &planned.routes[&"R2".into()]);
    let ways = [By::Spare, By::Neighbour, By::Later];
    let mut best: Option<Fen> = None;
    for choice in ways.iter().flat_map(|a| ways.iter().map(move |b| [*a, *b])) {
        let of = |by: By| -> Vec<Stop> {
            let stops = broken.stops[1..].iter().zip(choice).filter(|(_, chosen)| *chosen == by);
            stops.map(|(stop, _)| Stop { remedy: Some(Remedy::Moved), ..stop.clone() }).collect()
        };
        let later = of(By::Later)
            .into_iter()
            .map(|stop| Stop { progress: Progress::PutOff { to: date().plus(1) }, ..stop });
        let stays =
            Route { stops: broken.stops[..1].iter().cloned().chain(later).collect(), ..Route::clone(broken) };
        let own = neighbour.stops[2..].to_vec();
        for neighbours in orders(&[own, of(By::Neighbour)].concat()) {
            let mut helped = Route::clone(neighbour);
            helped.stops.splice(2.., neighbours);
            for spares in orders(&of(By::Spare)) {
                let begun = Route {
                    id: "R1-2".into(),
                    vehicle: Some("V9".into()),
                    crew: None,
                    dock: Dock::Centre,
                    departs: day.now.time(),
                    departed: None,
                    stops: spares,
                    pickups: Vec::new(),
                    imported: None,
                    ..Route::clone(broken)
                };
                for helped in with_calls(&helped, 2, day) {
                    for begun in with_calls(&begun, 0, day) {
                        let mut routes = vec![Arc::new(stays.clone()), Arc::clone(&helped)];
                        routes.extend((!begun.stops.is_empty()).then(|| Arc::clone(&begun)));
                        let plan = scope.weigh(PlanKind::BestMix, routes);
                        if plan.hard_breaches.is_empty() {
                            best = Some(best.map_or(plan.price(), |best| best.min(plan.price())));
                        }
                    }
                }
            }
        }
    }
    best.expect("putting everything off breaks no rule")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn no_plan_at_all_is_cheaper_than_the_one_found(
        windows in prop::collection::vec(0..4_usize, 4),
        cartons in prop::collection::vec(1..38_u32, 4),
        spare in 10..120_u32,
    ) {
        let day = day_of(&windows, &cartons, spare);
        let (found, best) = found_and_best(&day);
        prop_assert!(found <= best, "{best:?} can be had\n{}", day.plans_to_recover());
    }
}

/// What a second at the desk has time for many times over, on a day as small as these.
const A_MOMENT: u64 = 3_000;

fn found_and_best(day: &ADay) -> (Fen, Fen) {
    let answer = recover(&day.state, day.revision, &day.ask(), &Rounds(A_MOMENT), &mut |_| {});
    let answer = answer.expect("there is something to plan");
    let found = answer.proposals.first().expect("a plan").price();
    (found, cheapest_of_all(day, &answer.scope))
}

/// Both stranded stops have to go in before others at once: one alone there is dearer.
#[test]
fn a_plan_that_only_pays_when_two_stops_move_together_is_found() {
    let (found, best) = found_and_best(&day_of(&[1, 2, 2, 2], &[2, 18, 3, 1], 18));
    assert_eq!(found, best);
}
