//! What the search is given: jobs, vehicles, sources and prices, as flat arrays of whole numbers. No names, no day.
//!
//! Times are seconds (or any other unit, the same throughout) and prices are whole: whoever asks scales them so.
//! Both stay below 2^40 in size, so that sums cannot run over.

use super::drives::Drives;
use super::windows::Windows;

/// Not there.
pub const NONE: u32 = u32::MAX;

/// A price as good as infinite: of a job that must be served and is not.
pub const MUST: i64 = 1 << 40;

/// A moment or an allowance that never comes into play.
pub const FOREVER: i64 = 1 << 60;

/// A whole situation to be planned.
#[derive(Clone, Debug)]
pub struct Problem {
    pub drives: Drives,
    pub jobs: Vec<Job>,
    pub vehicles: Vec<Vehicle>,
    pub sources: Vec<Source>,
    pub tariff: Tariff,
    /// Spans beyond the first, of the jobs that have more than one; see [`Windows`].
    pub more_windows: Vec<(i64, i64)>,
}

/// Something to be delivered, at most once.
#[derive(Clone, Copy, Debug)]
pub struct Job {
    pub location: u32,
    pub service: i64,
    pub amount: i64,
    /// When service may begin.
    pub windows: Windows,
    /// Where its goods must be fetched; [`NONE`]: they are aboard of whoever serves it from the start.
    pub source: u32,
    /// What it adds to the length of the call that fetches it.
    pub handling: i64,
    /// The vehicle whose plan it stands in now; another one costs [`Tariff::moved`]. [`NONE`]: nobody's.
    pub home: u32,
    /// Its position in the home's present order, for [`Tariff::resequenced`]. [`NONE`]: it has none.
    pub place: u32,
    /// The one vehicle that may serve it. [`NONE`]: any.
    pub only: u32,
    /// Price of each second that service begins after it is due.
    pub late: i64,
    /// Flat price where service begins after this moment: the shop is closed.
    pub missed_at: i64,
    pub missed: i64,
    /// Flat price where the *arrival* lies outside of these: the retailer must be told again.
    pub told_from: i64,
    pub told_to: i64,
    pub told: i64,
    /// Price of leaving it out; [`MUST`] or more: it is served if at all possible.
    pub skip: i64,
}

impl Job {
    /// A job that must be served, at any time, by anybody, and has nothing else about it.
    #[must_use]
    pub const fn at(location: u32) -> Self {
        Self {
            location,
            service: 0,
            amount: 0,
            windows: Windows::ALWAYS,
            source: NONE,
            handling: 0,
            home: NONE,
            place: NONE,
            only: NONE,
            late: 0,
            missed_at: FOREVER,
            missed: 0,
            told_from: -FOREVER,
            told_to: FOREVER,
            told: 0,
            skip: MUST,
        }
    }

    /// What its times cost.
    #[inline]
    #[must_use]
    pub const fn time_price(&self, arrives: i64, begins: i64) -> i64 {
        let mut price = 0;
        if begins > self.windows.due() {
            price += self.late * (begins - self.windows.due());
        }
        if begins > self.missed_at {
            price += self.missed;
        }
        if arrives < self.told_from || arrives > self.told_to {
            price += self.told;
        }
        price
    }

    /// Its place, where it is one of `vehicle`'s own.
    #[inline]
    #[must_use]
    pub const fn place_on(&self, vehicle: u32) -> u32 {
        if self.home == vehicle { self.place } else { NONE }
    }

    #[inline]
    #[must_use]
    pub const fn may_ride(&self, vehicle: u32) -> bool {
        self.only == NONE || self.only == vehicle
    }

    #[must_use]
    pub const fn price_left_out(&self) -> i64 {
        if self.skip < MUST { self.skip } else { MUST }
    }
}

/// Goods that lie somewhere: a broken vehicle, the centre, a transfer station.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Source {
    pub location: u32,
    pub opens: i64,
    /// A call that begins later costs `late` a second, or is forbidden by [`Tariff::hard_windows`].
    pub closes: i64,
    pub late: i64,
    /// Length of a call, to which each job it fetches adds its [`Job::handling`].
    pub set_up: i64,
}

/// Who can drive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Vehicle {
    pub start: u32,
    pub end: u32,
    pub capacity: i64,
    pub opens: i64,
    /// Coming home later is overtime, or forbidden by [`Tariff::hard_windows`].
    pub closes: i64,
    /// Price of using it at all.
    pub fixed: i64,
    /// It is on the road: driving home is paid even where it serves nothing.
    pub must_return: bool,
    /// A source whose goods can be aboard from the start for nothing: the vehicle still stands at its dock, or is
    /// the repaired one itself. [`NONE`]: no such source.
    pub holds: u32,
    /// Load that stays aboard all the way.
    pub aboard: i64,
    /// Seconds of driving at the most, always hard.
    pub driving_limit: i64,
}

/// What things cost.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tariff {
    /// A metre driven, and a second.
    pub distance: i64,
    pub driving: i64,
    /// A second after [`Vehicle::closes`].
    pub overtime: i64,
    /// A job served by another vehicle than its home.
    pub moved: i64,
    /// A vehicle's own job that follows one of its own jobs whose place is later.
    pub resequenced: i64,
    /// A unit of amount fetched by a call, and the call.
    pub handling: i64,
    pub call: i64,
    /// Nothing may begin after its last window.
    pub hard_windows: bool,
    /// Amount that can be left out before a unit more costs `over_room`: there is no room for it later.
    pub room: i64,
    pub over_room: i64,
}

impl Tariff {
    /// Distance and nothing else.
    #[must_use]
    pub const fn by_distance() -> Self {
        Self {
            distance: 1,
            driving: 0,
            overtime: 0,
            moved: 0,
            resequenced: 0,
            handling: 0,
            call: 0,
            hard_windows: false,
            room: 0,
            over_room: 0,
        }
    }

    /// A drive.
    #[inline]
    #[must_use]
    pub const fn way(&self, metres: i64, seconds: i64) -> i64 {
        self.distance * metres + self.driving * seconds
    }
}

impl Problem {
    /// What leaving `jobs` out costs.
    #[must_use]
    pub fn price_left_out(&self, jobs: &[u32]) -> i64 {
        let (mut price, mut amount) = (0, 0);
        for &job in jobs {
            let job = &self.jobs[job as usize];
            price += job.price_left_out();
            amount += job.amount;
        }
        price + self.price_over_room(amount)
    }

    /// What leaving out this amount costs beyond the price of each job.
    #[inline]
    #[must_use]
    pub fn price_over_room(&self, amount: i64) -> i64 {
        self.tariff.over_room * (amount - self.tariff.room).max(0)
    }
}
