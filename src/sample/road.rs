//! What really happened on a route: driven against its plan, with the day's troubles. A delay is carried
//! from stop to stop, as on a real round; nothing is drawn for a stop alone but what happens at its door.

use super::city::City;
use super::dice::Dice;
use super::orders::{Carried, Planned};
use super::rounds::{CLOSING, Visit};
use crate::domain::day::{Cargo, Cause, FailReason, Progress, Remedy, Stop, Told};
use crate::domain::ids::Plate;
use crate::domain::place::{Spot, TravelTimes};
use crate::domain::time::{ServiceDay, TimeOfDay, Timestamp, Window};
use crate::domain::units::Seconds;

/// Something that costs a route time.
pub(super) struct Setback {
    pub(super) at: TimeOfDay,
    pub(super) minutes: u32,
    pub(super) cause: Cause,
    pub(super) remedy: Option<Remedy>,
    /// The spare that takes the goods over.
    pub(super) spare: Option<Plate>,
}

/// A span during which the route's stops are closed.
#[derive(Clone)]
pub(super) struct Closed {
    pub(super) from: TimeOfDay,
    pub(super) until: TimeOfDay,
    pub(super) cause: Cause,
}

/// What one route meets, setbacks in order of time.
pub(super) struct Fortune {
    pub(super) setbacks: Vec<Setback>,
    pub(super) closed: Option<Closed>,
    /// Minutes, and why.
    pub(super) late_start: Option<(u32, Cause)>,
}

/// A day's roads.
#[derive(Clone, Copy)]
pub(super) struct Roads<'a> {
    pub(super) city: &'a City,
    pub(super) travel: TravelTimes<'a>,
    pub(super) day: ServiceDay,
    pub(super) next_day: ServiceDay,
    /// Nothing after this has happened yet.
    pub(super) until: TimeOfDay,
}

/// A retailer is told again when its time moves by more than this.
const TELL_AFTER: u32 = 30;

/// Drives the route; gives back what was put off.
pub(super) fn drive(
    roads: Roads<'_>,
    dice: &mut Dice,
    planned: &mut Planned,
    fortune: Fortune,
) -> Vec<Carried> {
    let mut run = Run {
        roads,
        // How brisk this crew is today, and how long its doors take, in thousandths.
        pace: 1006 + dice.bell(52),
        doors: 1000 + dice.bell(50),
        mood: 0,
        delay: 0,
        cause: None,
        remedy: None,
    };
    run.drive(dice, planned, fortune)
}

struct Run<'a> {
    roads: Roads<'a>,
    pace: i32,
    doors: i32,
    /// Drifts from stop to stop: a slow street is followed by another.
    mood: i32,
    /// Minutes lost to setbacks so far, the newest's cause, and what was done about it.
    delay: u32,
    cause: Option<Cause>,
    remedy: Option<Remedy>,
}

impl Run<'_> {
    fn drive(&mut self, dice: &mut Dice, planned: &mut Planned, fortune: Fortune) -> Vec<Carried> {
        let Roads { city, travel, until, .. } = self.roads;
        let department = city.shops[planned.visits.first().map_or(0, |visit| visit.shop)].department;
        let mut at = planned.route.departs.plus_minutes(dice.between(-3, 6));
        if let Some((minutes, cause)) = fortune.late_start {
            at = at.plus(Seconds::from_minutes(minutes));
            self.lose(dice, planned, 0, DISPATCH_OPENS, (minutes, cause, None));
        }
        if at > until {
            return Vec::new();
        }
        planned.route.departed = Some(at);
        self.load(planned, 0);
        let mut setbacks = fortune.setbacks.into_iter().peekable();
        let mut from: &Spot = &city.departments[department].dock_spot;
        for position in 0..planned.visits.len() {
            let spot = &city.shops[planned.visits[position].shop].spot;
            let leg = travel.leg(from, spot, at).duration;
            let mut arrives = at.plus(scaled(leg, self.pace));
            while let Some(setback) = setbacks.next_if(|setback| setback.at <= arrives) {
                arrives = arrives.plus(Seconds::from_minutes(setback.minutes));
                if setback.spare.is_some() {
                    planned.route.vehicle.clone_from(&setback.spare);
                    self.load(planned, position);
                }
                let loss = (setback.minutes, setback.cause, setback.remedy);
                self.lose(dice, planned, position, setback.at, loss);
            }
            if let Some(closed) = &fortune.closed
                && (closed.from..closed.until).contains(&arrives)
            {
                let minutes = closed.until.since(arrives).minutes_begun();
                let known = arrives;
                arrives = closed.until.plus_minutes(dice.between(1, 6));
                self.lose(dice, planned, position, known, (minutes, closed.cause.clone(), None));
            }
            if arrives > until {
                self.carry(planned, position);
                return Vec::new();
            }
            if arrives >= CLOSING {
                return self.put_off(dice, planned, position);
            }
            at = self.serve(dice, &mut planned.route.stops[position], arrives);
            from = spot;
        }
        Vec::new()
    }

    /// At the door. Gives the time it leaves.
    fn serve(&mut self, dice: &mut Dice, stop: &mut Stop, arrives: TimeOfDay) -> TimeOfDay {
        let until = self.roads.until;
        self.mood = self.mood * 4 / 5 + dice.bell(60);
        let starts = arrives.max(stop.window.opens());
        let behind = arrives.since(stop.planned);
        let late = stop.window.late_by(starts) > Seconds(0);
        if late || behind >= Seconds::from_minutes(15) {
            let traffic = || (behind >= Seconds::from_minutes(5)).then_some(Cause::Traffic);
            stop.cause = self.cause.clone().or_else(traffic);
        }
        let leaves = starts.plus(scaled(stop.service, self.doors + self.mood));
        if dice.happens(5) {
            let at = starts.plus(Seconds(dice.seconds_between(90, 240)));
            if at <= until {
                let reason = reason(dice);
                if matches!(reason, FailReason::Closed | FailReason::Unreachable) {
                    stop.cause = Some(Cause::RetailerAbsent);
                }
                stop.progress = Progress::Failed { at, reason };
                return at;
            }
        }
        stop.progress = if leaves <= until {
            Progress::Delivered { arrived: Some(arrives), at: leaves }
        } else {
            Progress::Arrived { at: arrives }
        };
        leaves
    }

    /// The day is still under way: what waits behind a breakdown carries its incident.
    fn carry(&self, planned: &mut Planned, position: usize) {
        if matches!(self.cause, Some(Cause::Breakdown(_))) {
            for stop in &mut planned.route.stops[position..] {
                stop.cause.clone_from(&self.cause);
            }
        }
    }

    /// From `position` on, the route's vehicle carries the goods.
    #[expect(clippy::unused_self, reason = "reads as the others do")]
    fn load(&self, planned: &mut Planned, position: usize) {
        if let Some(plate) = &planned.route.vehicle {
            for stop in &mut planned.route.stops[position..] {
                stop.cargo = Cargo::Aboard(plate.clone());
            }
        }
    }

    /// Time is lost before `position`. Once it is much, most retailers still to come are phoned, and some
    /// agree on a later window.
    fn lose(
        &mut self,
        dice: &mut Dice,
        planned: &mut Planned,
        position: usize,
        at: TimeOfDay,
        (minutes, cause, remedy): (u32, Cause, Option<Remedy>),
    ) {
        let big = minutes >= TELL_AFTER;
        self.delay += minutes;
        if big || self.cause.is_none() {
            self.cause = Some(cause);
            self.remedy = remedy;
        }
        if self.delay < TELL_AFTER {
            return;
        }
        for (stop, visit) in planned.route.stops.iter_mut().zip(&planned.visits).skip(position) {
            stop.remedy = self.remedy;
            let told = at.plus_minutes(dice.between(8, 35));
            if !dice.happens(880) || told > self.roads.until {
                continue;
            }
            let expected = five_minutes_up(stop.planned.plus(Seconds::from_minutes(self.delay)));
            if stop.window.closes() < expected && stop.remedy.is_none() && dice.happens(550) {
                stop.window = later(stop.window, expected);
                stop.remedy = Some(Remedy::WindowShifted);
            }
            stop.told = Some(Told::new(
                Timestamp::of(self.roads.day, told),
                self.roads.city.shops[visit.shop].manager.clone(),
                expected,
                stop.window,
            ));
        }
    }

    /// The shops are closing: what is left goes back to the dock, and out again with the next day's routes.
    fn put_off(&self, dice: &mut Dice, planned: &mut Planned, position: usize) -> Vec<Carried> {
        let to = self.roads.next_day;
        let dock = planned.route.dock.clone();
        let opens = TimeOfDay::hm(8, 0);
        let left = planned.route.stops[position..].iter_mut().zip(&planned.visits[position..]);
        left.map(|(stop, visit)| {
            stop.progress = Progress::PutOff { to };
            stop.cargo = Cargo::At(dock.clone());
            stop.cause = self.cause.clone().or(Some(Cause::Traffic));
            stop.remedy = Some(Remedy::PutOff);
            stop.told = Some(Told {
                put_off_to: Some(to),
                ..Told::new(
                    Timestamp::of(self.roads.day, CLOSING.plus_minutes(-dice.between(0, 40))),
                    self.roads.city.shops[visit.shop].manager.clone(),
                    stop.planned,
                    stop.promised,
                )
            });
            // Its shop has agreed to take it whenever it comes.
            let window = Window::new(opens, CLOSING).unwrap_or(visit.window);
            let visit = Visit { window, ..*visit };
            let from = stop.carried.unwrap_or(self.roads.day);
            Carried { visit, cartons: stop.cartons, value: stop.value, from }
        })
        .collect()
    }
}

/// When the dispatchers begin to telephone about a late start.
const DISPATCH_OPENS: TimeOfDay = TimeOfDay::hm(7, 10);

fn reason(dice: &mut Dice) -> FailReason {
    match dice.below(100) {
        0..52 => FailReason::Closed,
        52..68 => FailReason::Refused,
        68..85 => FailReason::NoPayment,
        85..93 => FailReason::Unreachable,
        _ => FailReason::Damaged,
    }
}

fn scaled(span: Seconds, permille: i32) -> Seconds {
    Seconds(span.0 * permille.max(500).unsigned_abs() / 1000)
}

fn five_minutes_up(at: TimeOfDay) -> TimeOfDay {
    TimeOfDay::from_seconds(at.seconds().div_ceil(300) * 300)
}

/// Moved by whole half hours until `expected` is inside.
fn later(window: Window, expected: TimeOfDay) -> Window {
    let half_hours = expected.since(window.closes()).0.div_ceil(1800) + 1;
    window.shifted(i32::try_from(half_hours * 30).unwrap_or(0))
}
