//! Random days on which something has broken.

use crate::a_day::{ADay, a_day, date, planned_route, seen, time};
use mainstay::domain::command::{BreakdownReport, Command, LockKind, PlannedRoute, StopFacts};
use mainstay::domain::day::{Priority, Told};
use mainstay::domain::incident::Fault;
use mainstay::domain::place::{Area, Matrix};
use mainstay::domain::settings::Settings;
use mainstay::domain::time::{TimeOfDay, Timestamp, Window};
use mainstay::domain::units::{Cartons, Metres, Seconds};
use mainstay::domain::weigh;
use proptest::prelude::*;
use std::sync::Arc;

/// What of a day is drawn at random.
#[derive(Clone, Debug)]
pub struct Draw {
    now: u32,
    /// For each of four vans: stops served, whether it breaks, minutes of its repair.
    vans: Vec<(usize, bool, Option<u32>)>,
    /// For each of twenty stops: cartons, window from and length in minutes, priority.
    stops: Vec<(u32, i32, i32, u8)>,
    drives: u8,
    spare: Option<u32>,
    hold: Option<(i32, i32, bool)>,
    locks: Vec<(usize, u8)>,
    put_off: Vec<usize>,
    told: Vec<(usize, i32)>,
    freeze: u32,
    shift_ends: i32,
    tomorrow: u32,
}

pub fn a_draw() -> impl Strategy<Value = Draw> {
    let van = (0..5_usize, prop::bool::weighted(0.3), prop::option::of(10..300_u32));
    let stop = (1..60_u32, 0..400_i32, 0..500_i32, 1..4_u8);
    (
        (8 * 60..15 * 60_u32, prop::collection::vec(van, 4), prop::collection::vec(stop, 20), 0..3_u8),
        (
            prop::option::of(50..400_u32),
            prop::option::of((8 * 60..14 * 60_i32, 10..200_i32, any::<bool>())),
            prop::collection::vec((0..20_usize, 0..3_u8), 0..3),
            prop::collection::vec(0..20_usize, 0..2),
            prop::collection::vec((0..20_usize, -90..90_i32), 0..3),
        ),
        (prop::sample::select(vec![0, 900_u32]), 14 * 60..19 * 60_i32, 0..900_u32),
    )
        .prop_map(|((now, vans, stops, drives), (spare, hold, locks, put_off, told), rest)| {
            let (freeze, shift_ends, tomorrow) = rest;
            Draw { now, vans, stops, drives, spare, hold, locks, put_off, told, freeze, shift_ends, tomorrow }
        })
}

/// Carries a command out where the rules allow it.
fn tried(day: ADay, command: Command) -> ADay {
    if weigh(&day.state, command.clone()).is_ok() { day.does(command) } else { day }
}

fn shop(n: usize) -> String {
    format!("J{}", n * 2 + 1)
}

pub fn drawn(draw: &Draw) -> ADay {
    let mut day = a_day();
    let codes: Vec<_> =
        ["CENTRE".into()].into_iter().chain((1..=40).map(|n| format!("J{n}").into())).collect();
    let cell = |n: usize| u32::try_from(n * 7919 % 1_500).unwrap_or(0) + 60;
    let cells = codes.len() * codes.len();
    day = match draw.drives {
        0 => {
            day.state.matrix = None;
            day
        }
        1 => day,
        _ => {
            let unknown = |n: usize| if n.is_multiple_of(11) { Matrix::UNKNOWN } else { cell(n) };
            let metres = (0..cells).map(|n| if n.is_multiple_of(7) { Matrix::UNKNOWN } else { cell(n) * 9 });
            let matrix = Matrix::new(codes, (0..cells).map(unknown).collect(), metres.collect());
            day.does(Command::PutTravelTimes(Arc::new(matrix.expect("a square"))))
        }
    };
    let routes: Vec<PlannedRoute> = (0..4)
        .map(|van| {
            let shops: Vec<String> = (0..5).map(|n| shop(van * 5 + n)).collect();
            let shops: Vec<&str> = shops.iter().map(String::as_str).collect();
            let mut route = planned_route(&format!("R{van}"), &format!("V{van}"), "07:30", &shops);
            for (stop, (cartons, from, long, priority)) in route.stops.iter_mut().zip(&draw.stops[van * 5..])
            {
                let opens = time("07:30").plus_minutes(*from);
                stop.window = Window::new(opens, opens.plus_minutes(*long)).expect("in order");
                stop.cartons = Cartons(*cartons);
                stop.priority = Priority::new(*priority).expect("a priority");
            }
            route
        })
        .collect();
    for van in 0..4 {
        day = day.van(&format!("V{van}"), 260);
    }
    if let Some(capacity) = draw.spare {
        day = day.spare("V9", capacity);
    }
    let mut tomorrow = planned_route("R0", "V0", "07:30", &["J2 08:00-18:00 1"]);
    tomorrow.stops[0].cartons = Cartons(draw.tomorrow);
    day = day.does(Command::PlanDay { day: date().plus(1), routes: vec![tomorrow] }).plans(routes);
    let settings = Settings {
        freeze_within: Seconds(draw.freeze),
        shift_ends: TimeOfDay::MIDNIGHT.plus_minutes(draw.shift_ends),
        ..Settings::default()
    };
    day = day.does(Command::PutSettings(Box::new(settings)));

    day.now = Timestamp::of(date(), TimeOfDay::hm(0, draw.now));
    let before = |minutes: u32| minutes <= draw.now;
    for (van, (served, ..)) in draw.vans.iter().enumerate().filter(|(_, (served, ..))| *served > 0) {
        day = day.departed(&format!("R{van}"), "07:30");
        for nth in 0..*served {
            let minutes = 470 + u32::try_from(nth).unwrap_or(0) * 13;
            let at = TimeOfDay::hm(0, minutes).to_string();
            let shop = shop(van * 5 + nth);
            day = match nth {
                _ if !before(minutes) => day,
                2 => day.failed(&shop, &at),
                3 => day.arrived(&shop, &at),
                _ => day.delivered(&shop, &at),
            };
        }
    }
    if let Some((from, long, all)) = draw.hold {
        let (from, until) =
            (TimeOfDay::MIDNIGHT.plus_minutes(from), TimeOfDay::MIDNIGHT.plus_minutes(from + long));
        let area = if all {
            Area::Districts(vec!["420303".into()])
        } else {
            Area::Circle { centre: crate::a_day::east(11), radius: Metres(3_000) }
        };
        day = day.hold("H1", &format!("{from}-{until}"), area);
    }
    for (at, by) in &draw.told {
        let arrival = time("10:00").plus_minutes(*by);
        let window = Window::new(arrival, arrival.plus_minutes(60)).expect("in order");
        let told = Told::new(day.now, "王芳".into(), arrival, window);
        day = day.does(seen(&shop(*at), StopFacts { told: Some(told), ..StopFacts::default() }));
    }
    for (at, kind) in &draw.locks {
        let lock = [LockKind::Vehicle, LockKind::Position, LockKind::Time][usize::from(*kind)];
        let (stops, now) = (vec![shop(*at).as_str().into()], day.now);
        day = tried(day, Command::LockStops { day: date(), stops, lock: Some(lock), now });
    }
    for at in &draw.put_off {
        let stops = vec![shop(*at).as_str().into()];
        let base = day.revision;
        day = tried(day, Command::PutOffStops { day: date(), stops, to: Some(date().plus(1)), base });
    }
    let any = draw.vans.iter().any(|(_, breaks, _)| *breaks);
    for (van, (_, breaks, estimate)) in draw.vans.iter().enumerate() {
        if *breaks || (van == 0 && !any) {
            let report = BreakdownReport {
                plate: format!("V{van}").as_str().into(),
                at: day.now,
                place: (van == 1).then(|| crate::a_day::east(13)),
                fault: Fault::Clutch,
                estimate: estimate.map(Seconds::from_minutes),
            };
            day = day.does(Command::ReportBreakdown(report));
        }
    }
    day
}
