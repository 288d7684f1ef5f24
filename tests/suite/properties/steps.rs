//! Random days: what is asked of them, one step after the other.

use super::wishes::{self, Wish, a_wish};
use crate::a_day::{ADay, a_day, date, east, planned_route, seen};
use crate::supply::with_supply;
use mainstay::domain::command::{
    BreakdownReport, Command, Happening, LockKind, ProgressNote, Shift, ShiftTarget, StopFacts,
};
use mainstay::domain::day::{Cargo, FailReason, Route};
use mainstay::domain::ids::{RetailerCode, Revision, RouteId};
use mainstay::domain::incident::{Breakdown, Fault};
use mainstay::domain::place::{Area, Place};
use mainstay::domain::time::{TimeOfDay, Timestamp, Window};
use mainstay::domain::units::{Metres, Seconds};
use mainstay::domain::weather::{Colour, Hazard, Hold, Signal};
use mainstay::domain::weigh;
use mainstay::recovery::{Rounds, recover};
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

/// Three rounds, one of them on the road, of two vans, one spare, one route without a van; drives are estimated, hour by hour.
pub static BASE: LazyLock<ADay> = LazyLock::new(|| {
    let mut day = a_day()
        .route("R1", "V1", "08:00", &["J1 08:00-09:00 20", "J2", "J3 09:30-11:00 40", "J4"])
        .route("R2", "V2", "08:30", &["J11", "J12 08:00-08:45", "J13", "J14 10:00-10:00"])
        .route("R3", "V2", "13:00", &["J21", "J22 09:00-18:00 90", "J23"])
        .route("R4", "", "09:00", &["J31", "J32"])
        .van("V9", 50)
        .departed("R1", "08:00");
    day.state.matrix = None;
    with_supply(day)
});

#[derive(Clone, Debug)]
pub enum Step {
    Depart {
        route: u8,
        at: TimeOfDay,
    },
    See {
        shop: u8,
        facts: StopFacts,
        by_route: Option<u8>,
    },
    Reassign {
        route: u8,
        van: u8,
        stale: bool,
    },
    Move {
        shops: Vec<u8>,
        to: u8,
        at: Option<usize>,
    },
    Shift {
        shops: Vec<u8>,
        minutes: i32,
    },
    ShiftRoutes {
        routes: Vec<u8>,
        to: Window,
    },
    Plan {
        route: u8,
        van: u8,
        departs: TimeOfDay,
        shops: BTreeSet<u8>,
    },
    Hold {
        id: u8,
        span: Window,
        area: Area,
    },
    Break {
        id: u8,
        van: u8,
        repaired: bool,
    },
    Report {
        van: u8,
        at: TimeOfDay,
        place: Option<u8>,
        estimate: Option<u32>,
    },
    Repair {
        van: u8,
        at: TimeOfDay,
    },
    Lock {
        shops: Vec<u8>,
        lock: Option<LockKind>,
    },
    PutOff {
        shops: Vec<u8>,
        days: Option<i64>,
    },
    /// The call with that number among those still to be made.
    Load {
        call: usize,
        at: TimeOfDay,
    },
    Recover {
        rank: usize,
    },
    Supply(Wish),
}

pub fn a_time() -> impl Strategy<Value = TimeOfDay> {
    (6 * 3600..20 * 3600_u32).prop_map(TimeOfDay::from_seconds)
}

fn a_window() -> impl Strategy<Value = Window> {
    (a_time(), a_time()).prop_map(|(a, b)| Window::new(a.min(b), a.max(b)).expect("in order"))
}

fn an_area() -> impl Strategy<Value = Area> {
    prop_oneof![
        any::<bool>().prop_map(|near| Area::Districts(vec![if near { "420302" } else { "4203" }.into()])),
        (0..5_u8).prop_map(|n| Area::Routes(vec![route_id(n)])),
        (0..40_000_u32).prop_map(|radius| Area::Circle { centre: east(12), radius: Metres(radius) }),
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

fn a_lock() -> impl Strategy<Value = LockKind> {
    prop_oneof![Just(LockKind::Vehicle), Just(LockKind::Position), Just(LockKind::Time)]
}

/// So many of them; in some walks a van has broken down on its round before, and the spare was sent.
pub fn some_steps(count: Range<usize>) -> impl Strategy<Value = Vec<Step>> {
    let begins = prop_oneof![
        2 => Just(Vec::new()),
        1 => a_time().prop_map(|at| vec![
            Step::Report { van: 0, at, place: None, estimate: None },
            Step::Reassign { route: 1, van: 2, stale: false },
        ]),
    ];
    (begins, prop::collection::vec(a_step(), count)).prop_map(|(begins, steps)| [begins, steps].concat())
}

fn a_step() -> impl Strategy<Value = Step> {
    let shop = || prop_oneof![1..5_u8, 11..15_u8, 21..24_u8, 31..34_u8];
    let shops = move || prop::collection::vec(shop(), 0..4);
    let route = || 0..6_u8;
    prop_oneof![
        2 => (route(), a_time()).prop_map(|(route, at)| Step::Depart { route, at }),
        4 => (shop(), some_facts(), prop::option::of(route()))
            .prop_map(|(shop, facts, by_route)| Step::See { shop, facts, by_route }),
        3 => (route(), 0..5_u8, prop::bool::weighted(0.1))
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
        3 => (0..3_u8, a_time(), prop::option::of(0..30_u8), prop::option::of(0..300_u32))
            .prop_map(|(van, at, place, estimate)| Step::Report { van, at, place, estimate }),
        1 => (0..3_u8, a_time()).prop_map(|(van, at)| Step::Repair { van, at }),
        1 => (shops(), prop::option::of(a_lock())).prop_map(|(shops, lock)| Step::Lock { shops, lock }),
        1 => (shops(), prop::option::of(-1..3_i64)).prop_map(|(shops, days)| Step::PutOff { shops, days }),
        2 => (0..2_usize, a_time()).prop_map(|(call, at)| Step::Load { call, at }),
        1 => (0..4_usize).prop_map(|rank| Step::Recover { rank }),
        8 => a_wish(prop_oneof![1..5_u8, 11..15_u8, 21..24_u8, 31..34_u8, 38..40_u8]).prop_map(Step::Supply),
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

/// The plan of that rank, as a quick search finds it; a plan that changes nothing where there is none.
fn recovered(day: &ADay, rank: usize) -> Command {
    let answer = recover(&day.state, day.revision, &day.ask(), &Rounds(2), &mut |_| {});
    let plan = answer.ok().and_then(|answer| answer.proposals.into_iter().nth(rank));
    let routes = plan.iter().flat_map(|plan| &plan.routes).map(|route| Route::clone(route)).collect();
    Command::ApplyProposal { day: date(), routes, base: day.revision, now: day.now }
}

fn loaded(day: &ADay, call: usize, at: TimeOfDay) -> Command {
    let routes = day.state.day(date()).expect("a day").routes.values();
    let mut calls = routes.flat_map(|route| {
        let waits = (0..route.pickups.len()).filter(|&nth| !route.loads_at(nth).is_empty());
        waits.map(|nth| (route.id.clone(), route.pickups[nth].from.clone()))
    });
    let nothing = || (route_id(1), Cargo::Aboard("V7".into()));
    let (route, from) = calls.nth(call).unwrap_or_else(nothing);
    Command::NoteLoaded { day: date(), route, from, at }
}

/// The command a step stands for, asked by someone who has seen the newest revision.
pub fn command(step: &Step, day: &ADay) -> Command {
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
        Step::Hold { id, span, area } => Command::PutHolds(vec![Hold::put(
            format!("H{id}").as_str().into(),
            Signal { kind: Hazard::Fog, colour: Colour::Red },
            vec![area],
            (Timestamp::of(date(), span.opens()), Timestamp::of(date(), span.closes())),
        )]),
        Step::Break { id, van: plate, repaired } => Command::PutBreakdowns(vec![Breakdown {
            id: format!("B{id}").as_str().into(),
            plate: van(plate).into(),
            at: day.now,
            place: None,
            fault: Fault::Tyre,
            estimate: None,
            repaired: repaired.then_some(day.now),
        }]),
        Step::Report { van: plate, at, place, estimate } => Command::ReportBreakdown(BreakdownReport {
            plate: van(plate).into(),
            at: Timestamp::of(date(), at),
            place: place.map(|kilometres| east(kilometres.into())),
            fault: Fault::Engine,
            estimate: estimate.map(Seconds::from_minutes),
        }),
        Step::Repair { van: plate, at } => {
            Command::ReportRepair { plate: van(plate).into(), at: Timestamp::of(date(), at) }
        }
        Step::Lock { shops: locked, lock } => {
            Command::LockStops { day: date(), stops: shops(&locked), lock, now: day.now }
        }
        Step::PutOff { shops: put_off, days } => Command::PutOffStops {
            day: date(),
            stops: shops(&put_off),
            to: days.map(|days| date().plus(days)),
            base,
        },
        Step::Load { call, at } => loaded(day, call, at),
        Step::Recover { rank } => recovered(day, rank),
        Step::Supply(wish) => wishes::command(&wish, day),
    }
}

/// Carries the steps out, those refused left aside, and shows each change to `look`.
pub fn walk(
    steps: &[Step],
    now: TimeOfDay,
    mut look: impl FnMut(&ADay, &Command, &ADay) -> Result<(), TestCaseError>,
) -> Result<ADay, TestCaseError> {
    let mut day = ADay { now: Timestamp::of(date(), now), ..BASE.clone() };
    for step in steps {
        let command = command(step, &day);
        if weigh(&day.state, command.clone()).is_ok() {
            let before = day.clone();
            day = day.does(command.clone());
            look(&before, &command, &day)?;
        }
    }
    Ok(day)
}
