//! Routes that go after all, batch by batch: which, in what order, and when.

use crate::harness::{small_state, today};
use mainstay::domain::batches::{Pace, batches, kept_back};
use mainstay::domain::closing::{Closes, met};
use mainstay::domain::command::Command;
use mainstay::domain::ids::{HoldId, Revision, RouteId};
use mainstay::domain::place::Area;
use mainstay::domain::state::State;
use mainstay::domain::time::TimeOfDay;
use mainstay::domain::units::{Cartons, Seconds};
use mainstay::domain::weather::{Course, Hold};
use mainstay::domain::weigh;
use std::sync::Arc;

fn hold(state: &State) -> &Hold {
    &state.holds[&HoldId::new("H1")]
}

/// The small day with its hold over every route.
fn stormy() -> State {
    let mut state = small_state();
    let everywhere = Hold { areas: vec![Area::Districts(vec!["4203".into()])], ..hold(&state).clone() };
    Arc::make_mut(&mut state.holds).insert(everywhere.id.clone(), everywhere);
    state
}

fn decided(state: &State, routes: &[&str], course: Course) -> State {
    let routes = routes.iter().copied().map(RouteId::new).collect();
    let (hold, now) = (HoldId::new("H1"), crate::harness::at("10:20"));
    let command = Command::DecideRoutes { hold, day: today(), routes, course, by: "Lin".into(), now };
    let mut after = state.clone();
    for operation in weigh(state, command).expect("not refused") {
        after.apply(Revision(8), &operation);
    }
    after
}

fn pace(routes: u32) -> Pace {
    Pace { first: TimeOfDay::hm(13, 0), routes, every: Seconds::from_minutes(15) }
}

/// `13:00 R02 R01, 13:15 R03`.
fn told(state: &State, routes: &[&str], pace: Pace) -> String {
    let routes: Vec<RouteId> = routes.iter().copied().map(RouteId::new).collect();
    let batches = batches(state.day(today()).expect("planned"), &routes, pace);
    let told = batches.iter().map(|batch| {
        let routes: Vec<&str> = batch.routes.iter().map(RouteId::as_str).collect();
        format!("{} {}", batch.departs, routes.join(" "))
    });
    told.collect::<Vec<_>>().join(", ")
}

#[test]
fn the_longest_rounds_leave_first_and_each_batch_so_much_later() {
    let mut state = stormy();
    let day = Arc::make_mut(state.days.get_mut(&today()).expect("planned"));
    let longest = Arc::make_mut(day.routes.get_mut(&RouteId::new("R02")).expect("a route"));
    let last = longest.stops.last_mut().expect("a stop");
    last.planned = last.planned.plus_minutes(40);
    let all = ["R03", "R01", "R02", "R01", "R99"];
    assert_eq!(told(&state, &all, pace(2)), "13:00 R02 R01, 13:15 R03", "each once, by name where as long");
    assert_eq!(told(&state, &all, pace(0)), "13:00 R02, 13:15 R01, 13:30 R03", "at least one at a time");
    assert_eq!(told(&state, &[], pace(2)), "");
}

#[test]
fn kept_back_is_what_a_decision_delays_or_puts_off() {
    let back = |state: &State| -> Vec<String> {
        let routes = kept_back(state.day(today()).expect("planned"), hold(state));
        routes.iter().map(|route| route.id.to_string()).collect()
    };
    let state = stormy();
    assert!(back(&state).is_empty());
    let state = decided(&state, &["R03"], Course::Delay);
    let state = decided(&state, &["R01"], Course::Suspend);
    assert_eq!(back(&state), ["R01", "R03"]);
    assert_eq!(back(&decided(&state, &["R01", "R03"], Course::Go)), [""; 0]);
}

#[test]
fn a_hold_closes_what_may_not_pass_and_still_tells_the_rest() {
    let state = stormy();
    let day = state.day(today()).expect("planned");
    let closes = |hold: &Hold| {
        let met = met(&state, day, hold);
        (met.len(), Closes::of(&met))
    };
    let all = Closes { routes: 3, stops: 9, cartons: Cartons(490) };
    assert_eq!(closes(hold(&state)), (3, all));
    let waits = Hold { confirmed: false, ..hold(&state).clone() };
    assert_eq!(closes(&waits), (3, all), "told as if it were confirmed");
    let small = Hold { lets_pass: Some(Cartons(300)), ..waits };
    assert_eq!(closes(&small), (3, Closes::default()), "all vehicles are small enough");
    let gone = decided(&state, &["R01"], Course::Go);
    assert_eq!(Closes::of(&met(&gone, gone.day(today()).expect("planned"), hold(&gone))).routes, 2);
}
