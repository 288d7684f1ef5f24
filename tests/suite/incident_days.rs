//! What breaks in the evening holds up what leaves the next morning: the day an incident is about.

use crate::a_day::{ADay, a_day, date, link_down, planned_route, time};
use mainstay::domain::closing;
use mainstay::domain::command::{Act, Command, IncidentReport};
use mainstay::domain::emergency::level::Level;
use mainstay::domain::emergency::{Incident, Kind};
use mainstay::domain::outlook;
use mainstay::domain::place::Area;
use mainstay::domain::refusal::Refusal;
use mainstay::domain::time::{ServiceDay, Timestamp};
use mainstay::domain::weather::{Colour, Hazard, Hold, Signal};

const ID: &str = "I261123-1";

fn tomorrow() -> ServiceDay {
    date().plus(1)
}

/// Half past seven in the evening: today's route is out, tomorrow's two wait.
fn evening() -> ADay {
    a_day()
        .route("R1", "V1", "08:30", &["J1", "J2"])
        .departed("R1", "08:30")
        .van("V2", 100)
        .does(Command::PlanDay {
            day: tomorrow(),
            routes: vec![
                planned_route("R1", "V1", "07:30", &["J3", "J4"]),
                planned_route("R5", "V2", "08:00", &["J5"]),
            ],
        })
        .at("19:30")
}

fn fails(day: &ADay, expected: Option<Timestamp>) -> IncidentReport {
    IncidentReport { expected, ..link_down(Kind::Sorting, "李调度", day.now) }
}

fn opens(day: ADay, report: IncidentReport) -> ADay {
    day.does(Command::OpenIncident(Box::new(report)))
}

fn incident(day: &ADay) -> &Incident {
    &day.state.incidents[&ID.into()]
}

fn at(day: ServiceDay, text: &str) -> Timestamp {
    Timestamp::of(day, time(text))
}

fn leaves(day: &ADay, route: &str) -> String {
    let planned = day.state.day(tomorrow()).expect("planned");
    outlook::project(&day.state, planned, day.now).routes[&route.into()].leaves.to_string()
}

#[test]
fn sorting_that_fails_in_the_evening_moves_the_departures_of_the_next_morning() {
    let day = evening();
    let report = fails(&day, Some(at(tomorrow(), "08:40")));
    let day = opens(day, report);
    let it = incident(&day);
    assert_eq!((it.day, it.routes.len(), it.retailers), (tomorrow(), 2, 3));
    assert_eq!((it.opened.at, it.level), (day.now, Level::Critical));
    assert_eq!((leaves(&day, "R1"), leaves(&day, "R5")), ("08:40".into(), "08:40".into()));
}

#[test]
fn what_is_over_before_the_next_morning_holds_up_nothing() {
    let day = evening();
    let report = fails(&day, Some(at(date(), "21:00")));
    let day = opens(day, report);
    assert_eq!((incident(&day).day, incident(&day).routes.len()), (date(), 0));
    let day = evening();
    let report = fails(&day, None);
    let day = opens(day, report);
    assert!(incident(&day).routes.is_empty(), "nobody knows how long it lasts");
    let later = Act::Expect(Some(at(tomorrow(), "08:10")));
    let acting = Command::DealWith { incident: ID.into(), act: later, by: "王主管".into(), at: day.now };
    let day = day.does(acting);
    assert_eq!((incident(&day).day, incident(&day).retailers), (tomorrow(), 3));
    assert_eq!(leaves(&day, "R1"), "08:10");
}

#[test]
fn while_a_route_of_today_waits_it_is_todays_that_are_held_up() {
    let day = evening().route("R7", "V7", "20:00", &["J9"]);
    let report = fails(&day, Some(at(tomorrow(), "08:40")));
    let day = opens(day, report);
    assert_eq!((incident(&day).day, incident(&day).routes.len()), (date(), 1));
}

#[test]
fn routes_that_are_named_say_which_day_is_meant() {
    let day = evening();
    let named = |route: &str| IncidentReport { routes: vec![route.into()], ..fails(&day, None) };
    for (route, retailers) in [("R5", 1), ("R1", 2)] {
        let after = opens(day.clone(), named(route));
        let it = incident(&after);
        assert_eq!((it.day, it.retailers), (tomorrow(), retailers), "{route} of today has left");
    }
    let unknown = Refusal::NoSuchRoute { day: date(), route: "R9".into() };
    assert_eq!(day.refuses(Command::OpenIncident(Box::new(named("R9")))), unknown);
    // On the road it is today's route that has the accident.
    let accident = IncidentReport { kind: Kind::Accident, ..named("R1") };
    assert_eq!(incident(&opens(day.clone(), accident)).day, date());
    let stated = IncidentReport { day: Some(tomorrow()), ..fails(&day, None) };
    assert_eq!(incident(&opens(day, stated)).routes.len(), 2);
}

#[test]
fn the_incident_of_a_hold_for_tomorrow_counts_tomorrows_retailers() {
    let hold = Hold::put(
        "H1".into(),
        Signal { kind: Hazard::Rainstorm, colour: Colour::Orange },
        vec![Area::Routes(vec!["R1".into()])],
        (at(tomorrow(), "06:00"), at(tomorrow(), "12:00")),
    );
    let day = evening().does(Command::PutHolds(vec![hold.clone()]));
    let met = |of: ServiceDay| closing::met(&day.state, day.state.day(of).expect("planned"), &hold).len();
    assert_eq!((met(date()), met(tomorrow())), (0, 1), "today's stops are none of its business");
    let now = day.now;
    let day = day.does(Command::FollowUp { now });
    let it = &day.state.incidents[&"H1".into()];
    assert_eq!((it.day, it.routes.len(), it.retailers, it.cartons.0), (tomorrow(), 1, 2, 20));
}
