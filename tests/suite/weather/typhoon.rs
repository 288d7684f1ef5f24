//! The story of the typhoon morning: all departures delayed, three districts suspended, batches released, the
//! backlog gone in two days.

use super::{alert, cancel, update, warns};
use crate::a_day::{ADay, a_day, date, planned_route};
use mainstay::domain::alert::Alert;
use mainstay::domain::backlog::{backlog, due_on};
use mainstay::domain::command::Command;
use mainstay::domain::day::{Progress, Route};
use mainstay::domain::ids::RouteId;
use mainstay::domain::time::{TimeOfDay, Timestamp};
use mainstay::domain::weather::{Colour, Course, Hazard, Signal};
use mainstay::recovery::{About, Ask, Rounds, recover};

const TYPHOON: Signal = Signal { kind: Hazard::Typhoon, colour: Colour::Yellow };
const RED: Signal = Signal { kind: Hazard::Typhoon, colour: Colour::Red };

/// Six routes of five shops; the districts of R4, R5 and R6 will be suspended. Two more days are planned, each with
/// room for half of what three routes carry.
fn city() -> ADay {
    let shops = |first: u32| (first..first + 5).map(|n| format!("J{n}")).collect::<Vec<_>>();
    let mut day = a_day();
    for n in 1..=6_u32 {
        let names = shops(n * 5 - 4);
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        day = day.route(&format!("R{n}"), &format!("V{n}"), "07:30", &names);
    }
    for later in 1..=2 {
        let routes = (1..=2)
            .map(|n| {
                planned_route(
                    &format!("R{n}"),
                    &format!("V{n}"),
                    "07:30",
                    &[&format!("J{} 08:00-18:00 60", 34 + n)],
                )
            })
            .collect();
        day = day.does(Command::PlanDay { day: date().plus(later), routes });
    }
    day
}

#[test]
fn the_typhoon_morning() {
    // 05:40: a yellow signal for the whole city until 09:30. The desk waits for a person's word.
    let day = city().at("05:40");
    let first = Alert { infos: vec![warns(TYPHOON, "4203", ("06:00", "09:30"))], ..alert("1", "05:40") };
    let day = day.receives(&[first]).confirms("A261123-1");

    // All departures are delayed.
    let day = day.decides("A261123-1", &["R1", "R2", "R3", "R4", "R5", "R6"], Course::Delay);
    let leaves = |day: &ADay, route: &str| day.outlook().routes[&RouteId::from(route)].leaves.to_string();
    assert!((1..=6).all(|n| leaves(&day, &format!("R{n}")) == "09:30"), "{}", day.shown());

    // 07:50: it grows worse in the eastern district. The update changes the hold; the desk says what stays.
    let day = day.at("07:50");
    let worse = Alert { infos: vec![warns(RED, "4203", ("06:00", "14:00"))], ..update("2", "07:50", &["1"]) };
    let stays = day.outcomes(std::slice::from_ref(&worse))[0].stays.len();
    assert_eq!(stays, 6, "the six decisions are named, and stay");
    let day = day.receives(&[worse]);
    assert_eq!(leaves(&day, "R1"), "14:00");

    // Three routes are suspended: fifteen retailers are owed a delivery.
    let day = day.decides("A261123-1", &["R4", "R5", "R6"], Course::Suspend);
    assert_eq!(backlog(&day.state).len(), 15);

    // 10:30: the signal is lifted. Nothing goes by itself but what was only delayed; the rest is released in batches.
    let day = day.at("10:30").receives(&[cancel("3", "10:30", &["2"])]);
    assert_eq!(backlog(&day.state).len(), 15, "what was suspended stays so");
    let day = day.lets_out("A261123-1", &[("10:45", &["R1", "R2"]), ("11:00", &["R3"])]);
    assert_eq!((leaves(&day, "R1"), leaves(&day, "R3")), ("10:45".into(), "11:00".into()));

    // The next two days take up what is owed, as plans that are ranked and applied; room for half of it each.
    let mut day = day;
    let mut left = Vec::new();
    for later in 1..=2 {
        let date = date().plus(later);
        day.now = Timestamp::of(date, TimeOfDay::hm(7, 0));
        let due = due_on(&day.state, date);
        assert!(due.iter().all(|owed| owed.from == crate::a_day::date()));
        let ask = Ask { day: date, now: day.now, about: About::Backlog, ..day.ask() };
        let plans =
            recover(&day.state, day.revision, &ask, &Rounds(400), &mut |_| {}).expect("plans").proposals;
        let best = plans.first().expect("a plan");
        assert!(best.hard_breaches.is_empty());
        let routes: Vec<Route> = best.routes.iter().map(|route| Route::clone(route)).collect();
        day =
            day.clone().does(Command::ApplyProposal { day: date, routes, base: day.revision, now: day.now });
        day = delivered_all(day);
        left.push(backlog(&day.state).len());
    }
    assert_eq!(left.last(), Some(&0), "gone in two days: {left:?}");
    assert!(left[0] < 15, "{left:?}");
}

/// Everything of the day at hand is delivered.
fn delivered_all(mut day: ADay) -> ADay {
    let date = day.now.day();
    let routes: Vec<RouteId> = day.state.day(date).expect("a day").routes.keys().cloned().collect();
    for id in routes {
        let shops: Vec<_> = {
            let route = &day.state.day(date).expect("a day").routes[&id];
            let open = route.stops.iter().filter(|stop| stop.progress == Progress::Waiting);
            open.map(|stop| stop.retailer.clone()).collect()
        };
        let at = TimeOfDay::hm(16, 0);
        let note = |retailer| mainstay::domain::command::ProgressNote {
            route: None,
            what: mainstay::domain::command::Happening::AtStop {
                retailer,
                facts: mainstay::domain::command::StopFacts { delivered: Some(at), ..Default::default() },
            },
        };
        let notes = shops.into_iter().map(note).collect();
        day = day.does(Command::NoteProgress { day: date, notes });
    }
    day
}

#[test]
fn a_morning_that_was_only_delayed_runs_as_planned_when_the_signal_is_lifted_early() {
    let first = Alert { infos: vec![warns(TYPHOON, "4203", ("06:00", "09:30"))], ..alert("1", "05:40") };
    let before = city().at("05:40");
    let day = before.clone().receives(&[first]).confirms("A261123-1");
    let day = day.decides("A261123-1", &["R1", "R2"], Course::Delay);
    let lifted = day.receives(&[cancel("2", "05:50", &["1"])]);
    assert_eq!(lifted.shown(), before.shown());
}
