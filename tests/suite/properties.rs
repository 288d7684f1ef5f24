//! What holds of every day, whatever is asked of it: random commands in random order.

use crate::a_day::{ADay, a_day, date, planned_route, seen};
use mainstay::domain::command::{Command, Happening, ProgressNote, Shift, ShiftTarget, StopFacts};
use mainstay::domain::consequences;
use mainstay::domain::day::{Day, FailReason, Progress, Route};
use mainstay::domain::decide;
use mainstay::domain::ids::{RetailerCode, Revision, RouteId};
use mainstay::domain::incident::{Breakdown, Fault};
use mainstay::domain::outlook::{self, StopOutlook};
use mainstay::domain::place::{Area, Place};
use mainstay::domain::state::State;
use mainstay::domain::time::{TimeOfDay, Timestamp, Window};
use mainstay::domain::units::Metres;
use mainstay::domain::weather::{Colour, Hazard, Hold, Signal};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

/// Three vans at work, one spare, one route without a van; drives are estimated, hour by hour.
static BASE: LazyLock<ADay> = LazyLock::new(|| {
    let mut day = a_day()
        .route("R1", "V1", "08:00", &["J1 08:00-09:00 20", "J2", "J3 09:30-11:00 40", "J4"])
        .route("R2", "V2", "08:30", &["J11", "J12 08:00-08:45", "J13", "J14 10:00-10:00"])
        .route("R3", "V2", "13:00", &["J21", "J22 09:00-18:00 90", "J23"])
        .route("R4", "", "09:00", &["J31", "J32"])
        .van("V9", 50);
    day.state.matrix = None;
    day
});

#[derive(Clone, Debug)]
enum Step {
    Depart { route: u8, at: TimeOfDay },
    See { shop: u8, facts: StopFacts, by_route: Option<u8> },
    Reassign { route: u8, van: u8, stale: bool },
    Move { shops: Vec<u8>, to: u8, at: Option<usize> },
    Shift { shops: Vec<u8>, minutes: i32 },
    ShiftRoutes { routes: Vec<u8>, to: Window },
    Plan { route: u8, van: u8, departs: TimeOfDay, shops: BTreeSet<u8> },
    Hold { id: u8, span: Window, area: Area },
    Break { id: u8, van: u8, repaired: bool },
}

fn a_time() -> impl Strategy<Value = TimeOfDay> {
    (6 * 3600..20 * 3600_u32).prop_map(TimeOfDay::from_seconds)
}

fn a_window() -> impl Strategy<Value = Window> {
    (a_time(), a_time()).prop_map(|(a, b)| Window::new(a.min(b), a.max(b)).expect("in order"))
}

fn an_area() -> impl Strategy<Value = Area> {
    prop_oneof![
        any::<bool>().prop_map(|near| Area::Districts(vec![if near { "420302" } else { "4203" }.into()])),
        (0..5_u8).prop_map(|n| Area::Routes(vec![route_id(n)])),
        (0..40_000_u32)
            .prop_map(|radius| Area::Circle { centre: crate::a_day::east(12), radius: Metres(radius) }),
        Just(Area::Polygon(Vec::new())),
        (0..60_i32).prop_map(|east| {
            let corner =
                |x: i32, y: i32| Place::from_e7(326_000_000 + y, 1_108_000_000 + x * 50_000).expect("here");
            Area::Polygon(vec![corner(0, -900), corner(east, -900), corner(east, 900), corner(0, 900)])
        }),
    ]
}

fn some_facts() -> impl Strategy<Value = StopFacts> {
    let time = || prop::option::weighted(0.4, a_time());
    (time(), time(), time(), prop::bool::weighted(0.1)).prop_map(|(arrived, delivered, failed, put_off)| {
        StopFacts {
            arrived,
            delivered,
            failed: failed.map(|at| (at, FailReason::Closed)),
            put_off_to: put_off.then(|| date().plus(1)),
            ..StopFacts::default()
        }
    })
}

fn a_step() -> impl Strategy<Value = Step> {
    let shop = || prop_oneof![1..5_u8, 11..15_u8, 21..24_u8, 31..34_u8];
    let shops = move || prop::collection::vec(shop(), 0..4);
    let route = || 0..6_u8;
    prop_oneof![
        2 => (route(), a_time()).prop_map(|(route, at)| Step::Depart { route, at }),
        4 => (shop(), some_facts(), prop::option::of(route()))
            .prop_map(|(shop, facts, by_route)| Step::See { shop, facts, by_route }),
        2 => (route(), 0..5_u8, prop::bool::weighted(0.1))
            .prop_map(|(route, van, stale)| Step::Reassign { route, van, stale }),
        4 => (shops(), route(), prop::option::of(0..7_usize))
            .prop_map(|(shops, to, at)| Step::Move { shops, to, at }),
        1 => (shops(), -2000..2000_i32).prop_map(|(shops, minutes)| Step::Shift { shops, minutes }),
        1 => (prop::collection::vec(route(), 0..3), a_window())
            .prop_map(|(routes, to)| Step::ShiftRoutes { routes, to }),
        2 => (route(), 0..5_u8, a_time(), prop::collection::btree_set(shop(), 0..6))
            .prop_map(|(route, van, departs, shops)| Step::Plan { route, van, departs, shops }),
        1 => (0..3_u8, a_window(), an_area()).prop_map(|(id, span, area)| Step::Hold { id, span, area }),
        1 => (0..2_u8, 0..5_u8, any::<bool>())
            .prop_map(|(id, van, repaired)| Step::Break { id, van, repaired }),
    ]
}

fn route_id(n: u8) -> RouteId {
    RouteId::new(format!("R{n}"))
}

fn van(n: u8) -> &'static str {
    ["V1", "V2", "V9", "V7", ""][usize::from(n)]
}

fn shops(numbers: &[u8]) -> Vec<RetailerCode> {
    numbers.iter().map(|n| RetailerCode::new(format!("J{n}"))).collect()
}

/// The command a step stands for, asked by someone who has seen the newest revision.
fn command(step: &Step, day: &ADay) -> Command {
    let base = day.revision;
    match step.clone() {
        Step::Depart { route, at } => {
            let what = Happening::Departed { at };
            Command::NoteProgress {
                day: date(),
                notes: vec![ProgressNote { route: Some(route_id(route)), what }],
            }
        }
        Step::See { shop, facts, by_route } => {
            let mut command = seen(&format!("J{shop}"), facts);
            if let Command::NoteProgress { notes, .. } = &mut command {
                notes[0].route = by_route.map(route_id);
            }
            command
        }
        Step::Reassign { route, van: to, stale } => Command::Reassign {
            day: date(),
            route: route_id(route),
            to: van(to).into(),
            base: if stale { Revision(0) } else { base },
        },
        Step::Move { shops: moved, to, at } => {
            Command::MoveStops { day: date(), stops: shops(&moved), to: route_id(to), at, base }
        }
        Step::Shift { shops: shifted, minutes } => {
            day.shift(ShiftTarget::Retailers(shops(&shifted)), Shift::By(minutes))
        }
        Step::ShiftRoutes { routes, to } => {
            day.shift(ShiftTarget::Routes(routes.into_iter().map(route_id).collect()), Shift::To(to))
        }
        Step::Plan { route, van: by, departs, shops } => {
            let names: Vec<_> = shops.iter().map(|n| format!("J{n}")).collect();
            let names: Vec<_> = names.iter().map(String::as_str).collect();
            let mut plan = planned_route(route_id(route).as_str(), van(by), "08:00", &names);
            plan.departs = departs;
            Command::PlanDay { day: date(), routes: vec![plan] }
        }
        Step::Hold { id, span, area } => Command::PutHolds(vec![Hold {
            id: format!("H{id}").as_str().into(),
            source: "".into(),
            signal: Signal { kind: Hazard::Fog, colour: Colour::Red },
            area,
            from: Timestamp::of(date(), span.opens()),
            until: Timestamp::of(date(), span.closes()),
            released: None,
        }]),
        Step::Break { id, van: plate, repaired } => Command::PutBreakdowns(vec![Breakdown {
            id: format!("B{id}").as_str().into(),
            plate: van(plate).into(),
            at: day.now,
            place: None,
            fault: Fault::Tyre,
            estimate: None,
            repaired: repaired.then_some(day.now),
        }]),
    }
}

fn on_the_day(state: &State) -> Vec<RetailerCode> {
    let day = state.day(date()).expect("a day");
    let mut all: Vec<_> = day.routes.values().flat_map(|r| &r.stops).map(|s| s.retailer.clone()).collect();
    all.sort();
    all
}

/// Everything but when it was changed.
fn without_revisions(state: &State) -> State {
    let mut state = state.clone();
    for day in state.days.values_mut() {
        *day = Arc::new(Day { changed: std::collections::BTreeMap::new(), ..Day::clone(day) });
    }
    state
}

/// Carries the steps out, those refused left aside, and shows each change to `look`.
fn walk(
    steps: &[Step],
    now: TimeOfDay,
    mut look: impl FnMut(&ADay, &Command, &ADay) -> Result<(), TestCaseError>,
) -> Result<ADay, TestCaseError> {
    let mut day = ADay { now: Timestamp::of(date(), now), ..BASE.clone() };
    for step in steps {
        let command = command(step, &day);
        if decide(&day.state, command.clone()).is_ok() {
            let before = day.clone();
            day = day.does(command.clone());
            look(&before, &command, &day)?;
        }
    }
    Ok(day)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn taking_a_change_back_restores_the_day_exactly(
        steps in prop::collection::vec(a_step(), 1..14),
        now in a_time(),
    ) {
        walk(&steps, now, |before, command, after| {
            let mut back = after.state.clone();
            for operation in after.last.iter().rev().cloned() {
                let conflicts = back.apply(after.revision, &operation.inverse());
                prop_assert!(conflicts.is_empty(), "{command:?}: {conflicts:?}");
            }
            prop_assert_eq!(without_revisions(&back), without_revisions(&before.state));
            Ok(())
        })?;
    }

    #[test]
    fn what_is_already_so_changes_nothing(steps in prop::collection::vec(a_step(), 1..14), now in a_time()) {
        walk(&steps, now, |_, command, after| {
            let states_facts = !matches!(
                command,
                Command::MoveStops { .. } | Command::ShiftWindows { .. } | Command::Reassign { .. }
            );
            if states_facts {
                prop_assert_eq!(decide(&after.state, command.clone()), Ok(Vec::new()));
            }
            Ok(())
        })?;
    }

    #[test]
    fn no_stop_is_lost_or_doubled(steps in prop::collection::vec(a_step(), 1..14), now in a_time()) {
        walk(&steps, now, |before, command, after| {
            let (old, new) = (on_the_day(&before.state), on_the_day(&after.state));
            prop_assert!(new.windows(2).all(|pair| pair[0] != pair[1]), "doubled: {:?}", new);
            if !matches!(command, Command::PlanDay { .. }) {
                prop_assert_eq!(old, new);
            }
            Ok(())
        })?;
    }

    #[test]
    fn what_has_happened_stays(steps in prop::collection::vec(a_step(), 1..14), now in a_time()) {
        walk(&steps, now, |before, command, after| {
            if matches!(command, Command::NoteProgress { .. }) {
                return Ok(());
            }
            let (old, new) = (before.state.day(date()).expect("a day"), after.state.day(date()).expect("a day"));
            for (id, route) in &old.routes {
                let kept = new.routes.get(id);
                prop_assert_eq!(kept.and_then(|kept| kept.departed), route.departed);
                for stop in route.stops.iter().filter(|stop| stop.progress.has_happened()) {
                    let (on, at) = new.find(&stop.retailer).expect("visited stops stay");
                    prop_assert_eq!(&on.id, id);
                    prop_assert_eq!(&on.stops[at].progress, &stop.progress);
                    // Only of a route that left with no vehicle on record was it not known where its goods were.
                    if route.vehicle.is_some() {
                        prop_assert_eq!(&on.stops[at].cargo, &stop.cargo);
                    }
                }
            }
            Ok(())
        })?;
    }

    #[test]
    fn times_run_forward_along_every_route(steps in prop::collection::vec(a_step(), 0..14), now in a_time()) {
        let day = walk(&steps, now, |_, _, _| Ok(()))?;
        let outlook = day.outlook();
        for (id, route) in &day.state.day(date()).expect("a day").routes {
            let projected = &outlook.routes[id];
            prop_assert_eq!(projected.stops.len(), route.stops.len());
            let open = |from: usize, to: usize| {
                let pairs = route.stops[from..to].iter().zip(&projected.stops[from..to]);
                pairs.filter(|(stop, _)| stop.progress == Progress::Waiting)
            };
            let first_open = route.first_open();
            let mut free = now;
            for (stop, expected) in open(first_open, route.stops.len()).chain(open(0, first_open)) {
                let StopOutlook { arrives, starts, leaves, .. } = *expected;
                prop_assert!(free <= arrives && arrives <= starts && starts <= leaves, "{}: {:?}", stop.retailer, expected);
                prop_assert!(starts >= stop.window.opens());
                let shop = day.state.network.retailer(&stop.retailer).expect("known");
                let held = day.state.holds.values().any(|hold| {
                    hold.span_on(date()).is_some_and(|(closes, reopens)| closes <= starts && starts < reopens)
                        && hold.area.covers(shop.place, &shop.district, id)
                });
                prop_assert!(!held, "{} is served while it is closed", stop.retailer);
                prop_assert_eq!(expected.late, stop.window.late_by(starts));
                free = leaves;
            }
            prop_assert!(projected.returns >= projected.leaves || route.departed.is_some());
        }
    }

    #[test]
    fn leaving_later_never_arrives_earlier(
        steps in prop::collection::vec(a_step(), 0..8),
        // Around the full hour, where the speed changes.
        (hour, minutes) in (7..19_u32, -15..15_i32),
        wait in 0..2_000_u32,
    ) {
        let departs = TimeOfDay::hm(hour, 0).plus_minutes(minutes);
        let day = walk(&steps, TimeOfDay::hm(6, 0), |_, _, _| Ok(()))?;
        for route in day.state.day(date()).expect("a day").routes.values() {
            let leaving = |departed: TimeOfDay| {
                let mut route = Route::clone(route);
                route.departed = None;
                route.departs = departed;
                for stop in &mut route.stops {
                    stop.progress = Progress::Waiting;
                }
                // Alone on its day, so that its vehicle has no other.
                let id = route.id.clone();
                let mut alone = Day::empty(date());
                alone.routes.insert(id.clone(), route.into());
                let outlook = outlook::project(&day.state, &alone, day.now);
                outlook.routes[&id].clone()
            };
            let (early, late) = (leaving(departs), leaving(TimeOfDay::from_seconds(departs.seconds() + wait)));
            for (early, late) in early.stops.iter().zip(&late.stops) {
                prop_assert!(early.arrives <= late.arrives && early.leaves <= late.leaves);
            }
            prop_assert!(early.returns <= late.returns);
        }
    }

    #[test]
    fn projecting_what_changed_is_projecting_all(
        steps in prop::collection::vec(a_step(), 1..10),
        now in a_time(),
    ) {
        walk(&steps, now, |before, command, after| {
            let outlook = before.outlook();
            prop_assert_eq!(outlook.after(&before.state, &after.state), after.outlook());
            let beside = consequences::preview_beside(&before.state, &outlook, command);
            prop_assert_eq!(beside, Ok(consequences::between(&before.state, &after.state, date(), before.now)));
            Ok(())
        })?;
    }
}
