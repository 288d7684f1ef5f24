//! What goes wrong on a day, decided before it is driven: late sorting, weather, breakdowns, jams.

use super::city::City;
use super::dice::Dice;
use crate::domain::alert::{Alert, AlertArea, Info, MessageKind, Status};
use crate::domain::day::Cause;
use crate::domain::ids::{AlertKey, BreakdownId, HoldId};
use crate::domain::incident::Fault;
use crate::domain::place::Area;
use crate::domain::time::{ServiceDay, TimeOfDay, Timestamp};
use crate::domain::weather::{Colour, Hazard, Hold, Signal};
use chrono::Datelike;
use smol_str::SmolStr;

/// One day's.
#[derive(Default)]
pub(super) struct Troubles {
    /// Every route leaves this many minutes late, because of an earlier link of the chain.
    pub(super) late_start: Option<(u32, Cause)>,
    pub(super) hold: Option<Hold>,
    /// The department whose district the hold closes.
    pub(super) held: Option<usize>,
    pub(super) breakdowns: Vec<BreaksDown>,
    pub(super) jams: Vec<Jam>,
}

/// A route's vehicle fails.
pub(super) struct BreaksDown {
    pub(super) id: BreakdownId,
    pub(super) route: usize,
    pub(super) at: TimeOfDay,
    pub(super) fault: Fault,
    /// Minutes until the goods roll again.
    pub(super) minutes: u32,
    /// Which spare takes over; where none, the crew waits for the repair.
    pub(super) spare: Option<usize>,
}

/// A route stands in traffic.
pub(super) struct Jam {
    pub(super) route: usize,
    pub(super) at: TimeOfDay,
    pub(super) minutes: u32,
    pub(super) cause: Cause,
}

/// How common each fault is, in hundredths.
const FAULTS: [(u32, Fault); 8] = [
    (22, Fault::Tyre),
    (20, Fault::Engine),
    (16, Fault::Clutch),
    (12, Fault::Electrics),
    (11, Fault::Brakes),
    (9, Fault::Cooling),
    (6, Fault::Accident),
    (4, Fault::Body),
];

/// A day of the past. `routes` are the departments of its routes.
pub(super) fn of_the_past(dice: &mut Dice, city: &City, day: ServiceDay, routes: &[usize]) -> Troubles {
    let mut troubles = Troubles::default();
    if dice.happens(110) {
        let cause = dice.pick(&[0, 0, 0, 1, 2]);
        let cause = [Cause::Sorting, Cause::Ordering, Cause::Settlement][cause].clone();
        troubles.late_start = Some((dice.seconds_between(20, 55), cause));
    }
    if dice.happens(90) {
        let held = dice.index(city.departments.len());
        let from = TimeOfDay::hm(8 + dice.below(5), 30 * dice.below(2));
        let until = from.plus_minutes(30 * dice.between(2, 4));
        troubles.hold = Some(hold(dice, city, day, held, from, until));
        troubles.held = Some(held);
    }
    // About one breakdown in 90 route-days, and as many days with two as chance has it.
    for route in 0..routes.len() {
        if dice.happens(11) {
            let at = TimeOfDay::from_seconds(dice.seconds_between(8 * 3600, 15 * 3600));
            let spare = dice.happens(680).then(|| dice.index(city.spares.len()));
            let minutes =
                if spare.is_some() { dice.seconds_between(40, 80) } else { dice.seconds_between(50, 130) };
            let taken = troubles.breakdowns.iter().any(|other| other.spare == spare);
            let spare = if taken { None } else { spare };
            troubles.breakdowns.push(BreaksDown {
                id: BreakdownId::new(format!("B{}-{}", compact(day), troubles.breakdowns.len() + 1)),
                route,
                at,
                fault: fault(dice),
                minutes,
                spare,
            });
        }
        if dice.happens(75) {
            troubles.jams.push(jam(dice, route));
        }
    }
    troubles
}

/// The open day: a hold in force at `moment` over one county, a breakdown this morning whose route a spare
/// has taken over, and two routes behind.
pub(super) fn of_the_open_day(dice: &mut Dice, city: &City, moment: Timestamp, routes: &[usize]) -> Troubles {
    let held = (0..city.departments.len()).rev().find(|&at| !city.departments[at].urban).unwrap_or(0);
    let half_hour = TimeOfDay::from_seconds(moment.time().seconds() / 1800 * 1800);
    let (from, until) = (half_hour.plus_minutes(-30), half_hour.plus_minutes(120));
    let in_force = hold(dice, city, moment.day(), held, from, until);
    // The broken vehicle is one of the city's: relieved before the morning is half over.
    let urban = |&route: &usize| city.departments[routes[route]].urban;
    let (mut near, mut others): (Vec<usize>, Vec<usize>) =
        (0..routes.len()).filter(|&route| routes[route] != held).partition(urban);
    let broken = BreaksDown {
        id: BreakdownId::new(format!("B{}-1", compact(moment.day()))),
        route: near.swap_remove(dice.index(near.len())),
        at: TimeOfDay::from_seconds(dice.seconds_between(8 * 3600 + 900, 8 * 3600 + 1800)),
        fault: Fault::Clutch,
        minutes: dice.seconds_between(42, 50),
        spare: Some(0),
    };
    others.extend(near);
    let mut jams = Vec::new();
    for _ in 0..routes.len() / 20 {
        let route = others.swap_remove(dice.index(others.len()));
        let jam = jam(dice, route);
        jams.push(Jam { at: TimeOfDay::hm(7, 50), minutes: jam.minutes.min(40) + 25, ..jam });
    }
    jams.sort_by_key(|jam| jam.route);
    Troubles { late_start: None, hold: Some(in_force), held: Some(held), breakdowns: vec![broken], jams }
}

/// A gale that is coming over another county this afternoon: its hold waits for a person's word.
pub(super) fn alert_of_the_open_day(city: &City, moment: Timestamp) -> Alert {
    let half_hour = TimeOfDay::from_seconds(moment.time().seconds() / 1800 * 1800);
    let at = |minutes| Timestamp::of(moment.day(), half_hour.plus_minutes(minutes));
    let threatened = city.departments.iter().find(|department| !department.urban);
    let signal = Signal { kind: Hazard::Gale, colour: Colour::Yellow };
    let info = |language: &str, words: [&str; 4], place: SmolStr| Info {
        language: language.into(),
        event: words[0].into(),
        headline: words[1].into(),
        description: words[2].into(),
        instruction: words[3].into(),
        sender_name: SmolStr::new(format!("{}气象台", super::names::CITY.0)),
        signal: Some(signal),
        all_clear: false,
        from: at(180),
        until: at(420),
        until_assumed: false,
        areas: vec![AlertArea {
            description: place,
            districts: threatened.map(|department| department.district.clone()).into_iter().collect(),
            shapes: Vec::new(),
            faults: Vec::new(),
        }],
    };
    let name = threatened.map(|department| &department.name);
    let place = |english: bool| {
        name.map_or_else(SmolStr::default, |name| {
            SmolStr::new(if english { name.in_english() } else { &name.local })
        })
    };
    let chinese = [
        "大风黄色预警",
        "发布大风黄色预警信号",
        "预计今天下午将出现平均风力8级、阵风9级以上的大风。",
        "停放车辆避开高大建筑物和树木，厢式货车减速慢行。",
    ];
    let english = [
        "Gale, yellow",
        "Yellow gale warning issued",
        "Winds of force 8 with gusts above force 9 are expected this afternoon.",
        "Keep parked vehicles clear of trees and tall buildings; box vans slow down.",
    ];
    Alert {
        key: AlertKey::of("sample", &format!("G{}", compact(moment.day()))),
        sent: moment,
        status: Status::Actual,
        message: MessageKind::Alert,
        refers_to: Vec::new(),
        infos: vec![info("zh-CN", chinese, place(false)), info("en", english, place(true))],
        origin: SmolStr::new_static("sample"),
    }
}

fn jam(dice: &mut Dice, route: usize) -> Jam {
    let at = TimeOfDay::from_seconds(dice.seconds_between(7 * 3600 + 2400, 16 * 3600));
    let (minutes, cause) = match dice.below(100) {
        0..78 => (dice.seconds_between(10, 40), Cause::Traffic),
        78..88 => (dice.seconds_between(25, 70), Cause::Accident),
        _ => {
            let words = dice.pick(&["道路施工", "桥梁限行", "集市占道"]);
            (dice.seconds_between(10, 35), Cause::Other(SmolStr::new(words)))
        }
    };
    Jam { route, at, minutes, cause }
}

fn fault(dice: &mut Dice) -> Fault {
    let mut draw = dice.below(100);
    for (share, fault) in FAULTS {
        if draw < share {
            return fault;
        }
        draw -= share;
    }
    Fault::Other
}

fn hold(
    dice: &mut Dice,
    city: &City,
    day: ServiceDay,
    held: usize,
    from: TimeOfDay,
    until: TimeOfDay,
) -> Hold {
    let kind = match day.0.month() {
        12 | 1 | 2 => dice.pick(&[Hazard::RoadIcing, Hazard::Snowstorm, Hazard::Fog]),
        3 | 10 | 11 => dice.pick(&[Hazard::Fog, Hazard::Gale, Hazard::Fog]),
        _ => dice.pick(&[Hazard::Rainstorm, Hazard::Lightning, Hazard::Rainstorm]),
    };
    let colour = dice.pick(&[Colour::Yellow, Colour::Orange, Colour::Orange, Colour::Red]);
    let id = HoldId::new(format!("W{}-1", compact(day)));
    let areas = vec![Area::Districts(vec![city.departments[held].district.clone()])];
    let span = (Timestamp::of(day, from), Timestamp::of(day, until));
    Hold {
        source: SmolStr::new(format!("{}气象台", super::names::CITY.0)),
        ..Hold::put(id, Signal { kind, colour }, areas, span)
    }
}

/// `261123`: short enough to read out on the telephone.
fn compact(day: ServiceDay) -> String {
    day.0.format("%y%m%d").to_string()
}
