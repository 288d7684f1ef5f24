//! A situation in the engine's numbers: which vehicles and stops take part in a kind of plan, at what prices.
//! Locations and drives are worked out once and shared by all kinds.

use super::situation::{Parcel, Role, Situation, Truck};
use crate::domain::day::{Cargo, Lock};
use crate::domain::network::Retailer;
use crate::domain::place::{Spot, TravelTimes};
use crate::domain::prices::Item;
use crate::domain::proposal::PlanKind;
use crate::domain::settings::Settings;
use crate::domain::time::{ServiceDay, TimeOfDay};
use crate::engine::drives::{Drives, UNKNOWN};
use crate::engine::problem::{FOREVER, Job, MUST, NONE, Problem, Source, Tariff, Vehicle};
use crate::engine::windows::Windows;

/// A fen in the engine's unit of price: prices per minute and per kilometre are whole per second and metre.
const PER_FEN: i64 = 6_000;
/// What moving a locked time costs: no less than leaving a stop out, so that it is never done.
const LOCKED: i64 = MUST;
/// How many times dearer change is where as little of it as possible is wanted.
const CHANGE_WEIGHS: i64 = 6;

/// The part of a situation all kinds of plan share.
#[derive(Debug)]
pub struct Ground<'a> {
    pub situation: &'a Situation<'a>,
    drives: Drives,
    /// Of each truck: its start and its end; of each parcel and each source: its place.
    starts: Vec<(u32, u32)>,
    doors: Vec<u32>,
    lots: Vec<u32>,
    /// The day stops are put off to first, and how much room there is.
    pub later: ServiceDay,
    room: i64,
}

/// A kind of plan in numbers, and which of the situation's trucks and parcels its vehicles and jobs are.
#[derive(Debug)]
pub struct Stated {
    pub problem: Problem,
    pub trucks: Vec<usize>,
    pub parcels: Vec<usize>,
}

/// Which vehicles may take part in a kind of plan; a stop may be put off in all of them but waiting.
const fn takes_part(kind: PlanKind, role: Role) -> bool {
    match kind {
        PlanKind::SpareTakesOver => matches!(role, Role::Spare),
        PlanKind::NeighboursShare => matches!(role, Role::Neighbour | Role::Idle),
        PlanKind::WaitForRepair => matches!(role, Role::Broken),
        PlanKind::PutOff | PlanKind::WaitItOut | PlanKind::ByHand => false,
        PlanKind::OpenFirst | PlanKind::MeetingPoint => matches!(role, Role::Held),
        PlanKind::Shuttle => matches!(role, Role::Spare | Role::Idle),
        PlanKind::LeastChange | PlanKind::BestMix => true,
    }
}

impl<'a> Ground<'a> {
    #[must_use]
    pub fn of(situation: &'a Situation<'a>, later: ServiceDay, room: Option<u32>) -> Option<Self> {
        let mut spots: Vec<&Spot> = Vec::new();
        let mut place = |spot: &'a Spot| {
            let known = spots.iter().rev().take(2).position(|other| *other == spot);
            let at = known.map_or(spots.len(), |back| spots.len() - 1 - back);
            if known.is_none() {
                spots.push(spot);
            }
            u32::try_from(at).unwrap_or(NONE)
        };
        let starts = situation.trucks.iter().map(|truck| (place(&truck.start), place(&truck.end))).collect();
        let doors = situation.parcels.iter().map(|parcel| place(&parcel.spot)).collect();
        let lots = situation.sources.iter().map(|source| place(&source.spot)).collect();
        let drives = drives(situation.state.travel_times(), &spots)?;
        Some(Self { situation, drives, starts, doors, lots, later, room: room.map_or(FOREVER, i64::from) })
    }

    /// Puts one kind of plan in numbers. `None` where no vehicle could take part in it.
    #[must_use]
    pub fn state(&self, kind: PlanKind) -> Option<Stated> {
        let situation = self.situation;
        let all_trucks = situation.trucks.iter().enumerate();
        let trucks: Vec<usize> = all_trucks
            .filter(|(_, truck)| takes_part(kind, truck.role) && can_drive(truck))
            .map(|(at, _)| at)
            .collect();
        if trucks.is_empty() {
            return None;
        }
        let parcels: Vec<usize> = (0..situation.parcels.len())
            .filter(|&at| {
                let parcel = &situation.parcels[at];
                parcel.stranded || trucks.contains(&parcel.truck)
            })
            .collect();
        let vehicle_of = |truck: usize| {
            trucks.iter().position(|&at| at == truck).and_then(|at| u32::try_from(at).ok()).unwrap_or(NONE)
        };
        let mut more_windows = Vec::new();
        let jobs = parcels
            .iter()
            .map(|&at| self.job(at, kind, vehicle_of(situation.parcels[at].truck), &mut more_windows))
            .collect();
        let problem = Problem {
            drives: self.drives.clone(),
            jobs,
            vehicles: trucks.iter().map(|&at| self.vehicle(at)).collect(),
            sources: (0..situation.sources.len()).map(|at| self.source(at)).collect(),
            tariff: self.tariff(kind),
            more_windows,
        };
        Some(Stated { problem, trucks, parcels })
    }

    fn settings(&self) -> &'a Settings {
        &self.situation.state.settings
    }

    fn flat(&self, item: Item) -> i64 {
        self.settings().prices.of(item).0 * PER_FEN
    }

    /// Price of one of what is counted: a second, a metre, a piece.
    fn each(&self, item: Item) -> i64 {
        self.flat(item) / i64::try_from(item.counted_in()).unwrap_or(1)
    }

    fn tariff(&self, kind: PlanKind) -> Tariff {
        let change = if kind == PlanKind::LeastChange { CHANGE_WEIGHS } else { 1 };
        Tariff {
            distance: self.each(Item::Distance),
            driving: self.each(Item::Driving),
            overtime: self.each(Item::Overtime),
            moved: self.flat(Item::VehicleChanged) * change,
            resequenced: self.flat(Item::Resequenced) * change,
            handling: self.flat(Item::Handling),
            call: self.flat(Item::Calls) * change,
            hard_windows: false,
            room: self.room,
            // The next day after that.
            over_room: self.flat(Item::PutOffCartons) + self.flat(Item::PutOffStops) / 20,
        }
    }

    fn source(&self, at: usize) -> Source {
        let source = &self.situation.sources[at];
        let on_the_road = matches!(source.cargo, Cargo::Aboard(_));
        Source {
            location: self.lots[at],
            opens: seconds(source.ready),
            // Goods on the road wait from now on, and somebody with them.
            closes: if on_the_road { seconds(self.situation.now) } else { FOREVER },
            late: if on_the_road { self.each(Item::GoodsWait) } else { 0 },
            set_up: i64::from(self.settings().transfer_set_up.0),
        }
    }

    fn vehicle(&self, at: usize) -> Vehicle {
        let truck = &self.situation.trucks[at];
        let (start, end) = self.starts[at];
        let limit = i64::from(self.settings().driving_limit.0) - i64::from(truck.driven.0);
        let holds = truck.holds.as_ref().and_then(|cargo| {
            let mut sources = self.situation.sources.iter();
            sources.position(|source| source.cargo == *cargo).and_then(|at| u32::try_from(at).ok())
        });
        // What a vehicle had been given before it broke down it can carry again, be that over its capacity or not.
        let own = if truck.role == Role::Broken { load_of(self.situation, at) } else { 0 };
        let leaves_its_place = truck.role == Role::Spare && truck.route.is_none();
        Vehicle {
            start,
            end,
            capacity: i64::from(truck.vehicle.capacity.0).max(own + i64::from(truck.aboard.0)),
            opens: seconds(truck.free),
            closes: seconds(self.settings().shift_ends),
            fixed: if leaves_its_place { self.flat(Item::Spare) } else { 0 },
            must_return: truck.on_the_road,
            holds: holds.unwrap_or(NONE),
            aboard: i64::from(truck.aboard.0),
            driving_limit: limit.max(0),
        }
    }

    fn job(&self, at: usize, kind: PlanKind, home: u32, more: &mut Vec<(i64, i64)>) -> Job {
        let parcel = &self.situation.parcels[at];
        let truck = &self.situation.trucks[parcel.truck];
        let stop = parcel.stop;
        let settings = self.settings();
        let change = if kind == PlanKind::LeastChange { CHANGE_WEIGHS } else { 1 };
        let bound = stop.lock == Some(Lock::Vehicle) || parcel.source.is_none();
        let (told_from, told_to, told) = self.told(parcel, change);
        Job {
            location: self.doors[at],
            service: i64::from(stop.service.0),
            amount: i64::from(stop.cartons.0),
            windows: self.windows(parcel, truck, more),
            source: parcel.source.and_then(|source| u32::try_from(source).ok()).unwrap_or(NONE),
            handling: i64::from(settings.handling(stop.cartons).0),
            home,
            place: u32::try_from(parcel.position).unwrap_or(NONE),
            only: if bound { home } else { NONE },
            late: self.each(Item::Late) * i64::from(stop.priority.weight()),
            missed_at: seconds(settings.retailers_close),
            missed: self.flat(Item::MissedClosing),
            told_from,
            told_to,
            told,
            skip: self.skip(parcel, kind),
        }
    }

    /// Only stranded stops may be put off, and not where a person has settled who serves them.
    fn skip(&self, parcel: &Parcel<'_>, kind: PlanKind) -> i64 {
        let serves_all = matches!(
            kind,
            PlanKind::WaitForRepair | PlanKind::OpenFirst | PlanKind::MeetingPoint | PlanKind::Shuttle
        );
        if !parcel.stranded || parcel.stop.lock.is_some() || serves_all {
            return MUST;
        }
        let days = (self.later.0 - self.situation.day.date.0).num_days().max(1);
        let cartons = i64::from(parcel.stop.cartons.0);
        days * (self.flat(Item::PutOffStops) + self.flat(Item::PutOffCartons) * cartons)
            + self.flat(Item::ToldAgain)
    }

    /// Between which arrivals the retailer need not be told again, or a locked time is kept.
    fn told(&self, parcel: &Parcel<'_>, change: i64) -> (i64, i64, i64) {
        let stop = parcel.stop;
        if let Some(Lock::Time(time)) = stop.lock {
            let tolerance = i64::from(Lock::TOLERANCE.0);
            let from = seconds(time) - tolerance;
            // Whoever comes earlier waits for the window.
            let from = if from <= seconds(stop.window.opens()) { -FOREVER } else { from };
            return (from, seconds(time) + tolerance, LOCKED);
        }
        let known = stop.told.as_ref().map_or(stop.planned, |told| told.arrival);
        let threshold = i64::from(self.settings().retell_after.0);
        let known = seconds(known);
        (known - threshold, known + threshold, self.flat(Item::ToldAgain) * change)
    }

    /// When service may begin: from the window's opening on, late or not, but not while a hold closes the shop.
    fn windows(&self, parcel: &Parcel<'_>, truck: &Truck<'_>, more: &mut Vec<(i64, i64)>) -> Windows {
        let opens = seconds(parcel.stop.window.opens());
        let whole = Windows::one(opens, seconds(parcel.stop.window.closes()));
        let mut spans = vec![(opens, FOREVER)];
        let situation = self.situation;
        let Some(retailer) = situation.state.network.retailer(&parcel.stop.retailer) else { return whole };
        for (from, until) in closures(situation, (retailer, parcel), truck) {
            let cut = |(opens, closes): (i64, i64)| {
                [(opens, closes.min(from - 1)), (opens.max(until), closes)]
                    .into_iter()
                    .filter(|(opens, closes)| opens <= closes)
            };
            spans = spans.into_iter().flat_map(cut).collect();
        }
        let spans = (spans.len() > 1 || spans.first() != Some(&(opens, FOREVER))).then_some(spans);
        let cut = spans.and_then(|spans| Windows::of(&spans, more));
        cut.map_or(whole, |cut| cut.due_at(seconds(parcel.stop.window.closes())))
    }
}

/// When holds close a retailer on the day, in seconds: from, until.
fn closures(
    situation: &Situation<'_>,
    (retailer, parcel): (&Retailer, &Parcel<'_>),
    truck: &Truck<'_>,
) -> Vec<(i64, i64)> {
    let day = situation.day.date;
    let closes = |hold: &crate::domain::weather::Hold| {
        let route = &truck.route?.id;
        let (from, until) = hold.span_on(day)?;
        let binds = hold.binds(day, route, Some(parcel.capacity));
        (binds && hold.covers(retailer, parcel.spot.place, route)).then(|| (seconds(from), seconds(until)))
    };
    situation.state.holds.values().filter_map(closes).collect()
}

/// Where a route has no vehicle there is nothing to drive.
fn can_drive(truck: &Truck<'_>) -> bool {
    truck.drives && truck.vehicle.capacity.0 > 0
}

/// Cartons of the stops on a truck's own round.
fn load_of(situation: &Situation<'_>, truck: usize) -> i64 {
    let mine = situation.parcels.iter().filter(|parcel| parcel.truck == truck);
    mine.map(|parcel| i64::from(parcel.stop.cartons.0)).sum()
}

fn seconds(time: TimeOfDay) -> i64 {
    i64::from(time.seconds())
}

/// Drives between the spots: from the imported matrix where it knows them, else as the domain reckons them.
fn drives(travel: TravelTimes<'_>, spots: &[&Spot]) -> Option<Drives> {
    let settings = travel.settings;
    let places: Vec<(f64, f64)> = spots.iter().map(|spot| (spot.place.lat(), spot.place.lon())).collect();
    let reckoned = Drives::on_earth(&places, settings.detour_permille, &settings.speed_by_hour)?;
    let Some(matrix) = travel.matrix else { return Some(reckoned) };
    let n = u32::try_from(spots.len()).ok()?;
    let (mut metres, mut known) = (Vec::new(), Vec::new());
    for from in 0..n {
        for to in 0..n {
            let leg = matrix.leg(&spots[from as usize].code, &spots[to as usize].code);
            let (seconds, length) = leg.unwrap_or((UNKNOWN, None));
            known.push(seconds);
            let far = || u32::try_from(reckoned.distance(from, to)).unwrap_or(u32::MAX);
            metres.push(length.unwrap_or_else(far));
        }
    }
    Drives::by_hour(n, metres, &settings.speed_by_hour, known)
}
