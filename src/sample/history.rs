//! Day after day, the oldest first, up to the open one: planned, driven, and what was put off carried on. The
//! day after it is planned already.

use super::Recipe;
use super::city::City;
use super::dice::{Dice, Stream};
use super::orders::{self, Carried, Planned};
use super::people;
use super::road::{self, Closed, Fortune, Roads, Setback};
use super::scale::ORDER_DAYS;
use super::supply::{self, Ordered};
use super::troubles::{self, BreaksDown, Troubles};
use super::workshop;
use crate::domain::Command;
use crate::domain::day::{Cause, Remedy, Route};
use crate::domain::fleet::stay::Stay;
use crate::domain::ids::Plate;
use crate::domain::incident::Breakdown;
use crate::domain::place::{Place, TravelSettings, TravelTimes};
use crate::domain::settings::Settings;
use crate::domain::time::{ServiceDay, TimeOfDay, Timestamp};
use crate::domain::units::Seconds;
use crate::domain::weather::Hold;
use chrono::{Datelike, Weekday};

/// A sample being made.
pub(super) struct History {
    recipe: Recipe,
    city: City,
    /// Every service day: the past, the open one, and the one after it.
    days: Vec<ServiceDay>,
    /// How many lie before the open day.
    past: usize,
    made: usize,
    carried: Vec<Carried>,
    holds: Vec<Hold>,
    breakdowns: Vec<Breakdown>,
    stays: Vec<Stay>,
    ordered: Ordered,
    travel: TravelSettings,
}

impl History {
    /// The city, and the commands that found it.
    pub(super) fn begin(recipe: &Recipe) -> (Self, Vec<Command>) {
        let mut city = City::build(recipe);
        let settings = Settings { sample_clock: Some(recipe.moment), ..Settings::default() };
        let travel = settings.travel.clone();
        let plates: Vec<Plate> = city.vehicles.iter().map(|vehicle| vehicle.plate.clone()).collect();
        let mut commands = vec![Command::PutSettings(Box::new(settings))];
        commands.extend(city.commands());
        let open = recipe.moment.day();
        let mut days = service_days(open, recipe.history);
        let past = days.len() - 1;
        let stays = workshop::stays(recipe.seed, &plates, days[0], open);
        days.push(working_day_after(open));
        let history = Self {
            recipe: *recipe,
            city,
            days,
            past,
            made: 0,
            carried: Vec::new(),
            holds: Vec::new(),
            breakdowns: Vec::new(),
            stays,
            ordered: Ordered::default(),
            travel,
        };
        (history, commands)
    }

    /// The next day; none once the day after the open one has been given.
    pub(super) fn next_day(&mut self) -> Option<Command> {
        let day = *self.days.get(self.made)?;
        let routes = self.live(day);
        self.made += 1;
        Some(Command::RecordDay { day, routes })
    }

    pub(super) fn days_left(&self) -> usize {
        self.days.len() - self.made
    }

    pub(super) const SAID_AT_THE_END: usize = 5 + supply::SAID + people::STATED.len();

    /// What is said once all days are there.
    pub(super) fn end(&mut self) -> impl Iterator<Item = Command> {
        let moment = self.recipe.moment;
        let (before, after) =
            supply::commands(self.recipe.seed, &self.city, std::mem::take(&mut self.ordered), moment);
        let of_the_road = [
            Command::PutHolds(std::mem::take(&mut self.holds)),
            Command::PutBreakdowns(std::mem::take(&mut self.breakdowns)),
            Command::PutStays(std::mem::take(&mut self.stays)),
            Command::TakeAlerts {
                alerts: vec![troubles::alert_of_the_open_day(&self.city, moment)],
                now: moment,
            },
        ];
        // The hold in force opens its incident, and so does the shipment that is late.
        let follow_up = Command::FollowUp { now: moment };
        let people = people::entered();
        of_the_road.into_iter().chain(before).chain([follow_up]).chain(after).chain(people)
    }

    fn live(&mut self, day: ServiceDay) -> Vec<Route> {
        let (seed, city) = (self.recipe.seed, &self.city);
        let travel = TravelTimes { settings: &self.travel, matrix: None };
        // Counted from the open day, whose order day is the first.
        let rounds = &city.rounds[(self.made + ORDER_DAYS - self.past % ORDER_DAYS) % ORDER_DAYS];
        let carried = std::mem::take(&mut self.carried);
        let mut planned = orders::plan(seed, city, travel, day, rounds, carried);
        if self.made > self.past {
            self.ordered.add_lines(seed, city, day, &planned);
            return planned.into_iter().map(|planned| planned.route).collect();
        }
        self.ordered.add(seed, day, &planned);

        let is_open = self.made == self.past;
        let departments: Vec<usize> = rounds.iter().map(|round| round.department).collect();
        let number = orders::number_of(day);
        let mut dice = Dice::new(seed, Stream::Troubles, number);
        let troubles = if is_open {
            troubles::of_the_open_day(&mut dice, city, self.recipe.moment, &departments)
        } else {
            troubles::of_the_past(&mut dice, city, day, &departments)
        };
        let roads = Roads {
            city,
            travel,
            day,
            next_day: self.days.get(self.made + 1).copied().unwrap_or_else(|| working_day_after(day)),
            until: if is_open { self.recipe.moment.time() } else { TimeOfDay::LAST },
        };
        for (at, planned) in planned.iter_mut().enumerate() {
            let mut dice = Dice::new(seed, Stream::Road, number << 16 | at as u64);
            let fortune = fortune(&troubles, city, at, departments[at]);
            let vehicle = planned.route.vehicle.clone();
            self.carried.extend(road::drive(roads, &mut dice, planned, fortune));
            if let Some((broken, plate)) =
                troubles.breakdowns.iter().find(|broken| broken.route == at).zip(vehicle)
            {
                let place = Some(stands(city, planned, departments[at], broken.at));
                let record = Breakdown { place, ..breakdown(&mut dice, day, broken, plate, is_open) };
                self.breakdowns.push(record);
            }
        }
        self.holds.extend(troubles.hold);
        planned.into_iter().map(|planned| planned.route).collect()
    }
}

/// The shop it came to last before it broke down; its dock where that is none.
fn stands(city: &City, planned: &Planned, department: usize, broke: TimeOfDay) -> Place {
    let visits = planned.route.stops.iter().zip(&planned.visits);
    let before = visits.take_while(|(stop, _)| stop.progress.arrival().is_some_and(|at| at <= broke));
    let last = before.last().map(|(_, visit)| &city.shops[visit.shop].spot);
    last.unwrap_or(&city.departments[department].dock_spot).place
}

fn fortune(troubles: &Troubles, city: &City, route: usize, department: usize) -> Fortune {
    let broken = troubles.breakdowns.iter().filter(|broken| broken.route == route).map(|broken| Setback {
        at: broken.at,
        minutes: broken.minutes,
        cause: Cause::Breakdown(Some(broken.id.clone())),
        remedy: Some(match broken.spare {
            Some(_) => Remedy::SpareTakesOver,
            None => Remedy::WaitedForRepair,
        }),
        spare: broken.spare.map(|spare| city.spares[spare].clone()),
    });
    let jams = troubles.jams.iter().filter(|jam| jam.route == route).map(|jam| Setback {
        at: jam.at,
        minutes: jam.minutes,
        cause: jam.cause.clone(),
        remedy: None,
        spare: None,
    });
    let mut setbacks: Vec<Setback> = broken.chain(jams).collect();
    setbacks.sort_by_key(|setback| setback.at);
    let closed = troubles.hold.as_ref().filter(|_| troubles.held == Some(department)).map(|hold| Closed {
        from: hold.from.time(),
        until: hold.until.time(),
        cause: Cause::Weather(Some(hold.id.clone())),
    });
    Fortune { setbacks, closed, late_start: troubles.late_start.clone() }
}

fn breakdown(
    dice: &mut Dice,
    day: ServiceDay,
    broken: &BreaksDown,
    plate: Plate,
    is_open: bool,
) -> Breakdown {
    let at = Timestamp::of(day, broken.at);
    // A vehicle that was waited for is mended on the road; one that was relieved goes to the workshop.
    let hours = if broken.spare.is_some() { dice.seconds_between(3, 18) } else { 0 };
    let minutes = hours * 60 + broken.minutes;
    let repaired = Timestamp(at.0 + chrono::TimeDelta::minutes(i64::from(minutes)));
    Breakdown {
        id: broken.id.clone(),
        plate,
        at,
        place: None,
        fault: broken.fault,
        estimate: Some(Seconds::from_minutes(minutes / 30 * 30 + 30)),
        repaired: (!is_open).then_some(repaired),
    }
}

/// The open day, and as many working days before it as asked for, oldest first. The open day is one
/// whatever its weekday: on a weekend it makes up for a holiday.
fn service_days(open: ServiceDay, history: u32) -> Vec<ServiceDay> {
    let mut days = vec![open];
    let mut day = open;
    while days.len() <= history as usize {
        let earlier = day.plus(-1);
        if earlier == day {
            break;
        }
        day = earlier;
        if is_working(day) {
            days.push(day);
        }
    }
    days.reverse();
    days
}

fn is_working(day: ServiceDay) -> bool {
    !matches!(day.0.weekday(), Weekday::Sat | Weekday::Sun)
}

fn working_day_after(day: ServiceDay) -> ServiceDay {
    (1..=3).map(|later| day.plus(later)).find(|&later| is_working(later)).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn history_is_made_of_working_days_and_the_open_day_is_any() {
        let open = ServiceDay::parse("2026-11-22").unwrap();
        let days: Vec<String> = service_days(open, 6).iter().map(ToString::to_string).collect();
        assert_eq!(
            days,
            [
                "2026-11-13",
                "2026-11-16",
                "2026-11-17",
                "2026-11-18",
                "2026-11-19",
                "2026-11-20",
                "2026-11-22"
            ]
        );
        assert_eq!(working_day_after(open).to_string(), "2026-11-23");
    }
}
