//! One vehicle's way with all that is needed to weigh a change of it in constant time: when each call begins, how
//! much delay each can take before a price changes, and the load along the way.

use super::problem::{FOREVER, MUST, NONE, Problem, Vehicle};

/// What a vehicle does at a halt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Call {
    /// Fetches, at this source, the goods of the jobs served from here to the next call there.
    Load(u32),
    /// Serves this job.
    Serve(u32),
}

/// A call with what is known of it. A tour has one more at each end: its start and its end.
#[derive(Clone, Copy, Debug)]
pub struct Leg {
    pub call: Option<Call>,
    pub location: u32,
    pub arrives: i64,
    /// On arrival, or when the window opens.
    pub begins: i64,
    pub leaves: i64,
    /// Delay of the arrival that changes no price from here on, all drives taking as long as they do now.
    pub slack: i64,
    /// The drive to here.
    pub metres: i64,
    pub seconds: i64,
    /// Load on arrival, and the greatest from the start up to then.
    pub load: i64,
    pub peak: i64,
    /// What its times cost.
    pub price: i64,
    pub service: i64,
    /// What the call adds to the load.
    pub change: i64,
    /// Of the vehicle's own jobs: the places of the last one before this leg, and of the first one from it on.
    pub own_before: u32,
    pub own_after: u32,
    /// Jobs a load call fetches for.
    fetched: u32,
}

impl Leg {
    pub(super) const fn new(call: Option<Call>, location: u32) -> Self {
        Self {
            call,
            location,
            arrives: 0,
            begins: 0,
            leaves: 0,
            slack: 0,
            metres: 0,
            seconds: 0,
            load: 0,
            peak: 0,
            price: 0,
            service: 0,
            change: 0,
            own_before: NONE,
            own_after: NONE,
            fetched: 0,
        }
    }

    /// The job served here; [`NONE`] where none is.
    #[inline]
    #[must_use]
    pub const fn job(&self) -> u32 {
        if let Some(Call::Serve(job)) = self.call { job } else { NONE }
    }

    #[inline]
    #[must_use]
    pub fn loads(&self, source: u32) -> bool {
        self.call == Some(Call::Load(source))
    }
}

/// What an arrival comes to.
#[derive(Clone, Copy, Debug)]
pub struct Timing {
    pub begins: i64,
    pub price: i64,
    /// Later than is allowed, where windows are hard.
    pub is_late: bool,
}

/// What coming to a call at `arrives` means; `None` is the tour's end.
#[inline]
#[must_use]
pub fn timing(problem: &Problem, vehicle: &Vehicle, call: Option<Call>, arrives: i64) -> Timing {
    match call {
        Some(Call::Serve(job)) => {
            let job = &problem.jobs[job as usize];
            let begins = job.windows.begins(&problem.more_windows, arrives);
            let price = job.time_price(arrives, begins);
            Timing { begins, price, is_late: begins > job.windows.last() }
        }
        Some(Call::Load(source)) => {
            let source = &problem.sources[source as usize];
            let begins = arrives.max(source.opens);
            let late = (begins - source.closes).max(0);
            Timing { begins, price: source.late * late, is_late: late > 0 }
        }
        None => {
            let late = (arrives - vehicle.closes).max(0);
            Timing { begins: arrives, price: problem.tariff.overtime * late, is_late: late > 0 }
        }
    }
}

/// A vehicle's way.
#[derive(Clone, Debug)]
pub struct Tour {
    pub vehicle: u32,
    /// The start, the calls, the end.
    pub(super) legs: Vec<Leg>,
    /// Load calls among them.
    pub(super) load_calls: u32,
    /// Greatest load of all.
    pub(super) peak: i64,
    /// Seconds of driving.
    pub driving: i64,
    pub metres: i64,
    /// What it costs in all; [`MUST`] and more where a hard rule is broken.
    pub cost: i64,
    /// A hard rule is broken.
    pub(super) is_broken: bool,
    /// An arrival before the present one could change a price.
    pub(super) is_touchy: bool,
}

impl Tour {
    #[must_use]
    pub fn empty(problem: &Problem, vehicle: u32) -> Self {
        let v = &problem.vehicles[vehicle as usize];
        let mut tour = Self {
            vehicle,
            legs: vec![Leg::new(None, v.start), Leg::new(None, v.end)],
            load_calls: 0,
            peak: 0,
            driving: 0,
            metres: 0,
            cost: 0,
            is_broken: false,
            is_touchy: false,
        };
        tour.retime(problem);
        tour
    }

    /// Its calls in order, without the start and the end.
    #[must_use]
    pub fn calls(&self) -> &[Leg] {
        &self.legs[1..self.legs.len() - 1]
    }

    /// The leg that is its way home.
    #[must_use]
    pub fn end(&self) -> &Leg {
        &self.legs[self.legs.len() - 1]
    }

    #[inline]
    #[must_use]
    pub fn is_unused(&self) -> bool {
        self.legs.len() == 2
    }

    /// Puts a call before the leg now at `at`; nothing is worked out yet.
    pub(super) fn insert(&mut self, problem: &Problem, at: usize, call: Call) {
        let location = match call {
            Call::Load(source) => problem.sources[source as usize].location,
            Call::Serve(job) => problem.jobs[job as usize].location,
        };
        self.load_calls += u32::from(matches!(call, Call::Load(_)));
        self.legs.insert(at, Leg::new(Some(call), location));
    }

    /// Takes out the calls that serve such jobs, and the load calls that fetch for nobody then.
    pub(super) fn remove(&mut self, problem: &Problem, is_out: impl Fn(u32) -> bool) {
        self.legs.retain(|leg| leg.job() == NONE || !is_out(leg.job()));
        self.retime(problem);
    }

    /// Works everything out again after `legs` has changed.
    pub(super) fn retime(&mut self, problem: &Problem) {
        let vehicle = &problem.vehicles[self.vehicle as usize];
        let (tariff, drives) = (&problem.tariff, &problem.drives);
        let mut goods_missing = false;
        if self.load_calls > 0 {
            self.fetch(problem);
        }
        let mut load = vehicle.aboard;
        let mut cost = 0;
        let mut own = NONE;
        self.is_touchy = false;
        for at in 1..self.legs.len() - 1 {
            let leg = &mut self.legs[at];
            leg.own_before = own;
            let Some(Call::Serve(index)) = leg.call else {
                cost += tariff.call + tariff.handling * leg.change;
                continue;
            };
            let job = &problem.jobs[index as usize];
            (leg.service, leg.change) = (job.service, -job.amount);
            if job.home != self.vehicle && job.home != NONE {
                cost += tariff.moved;
            }
            let place = job.place_on(self.vehicle);
            if place != NONE {
                cost += if own != NONE && own > place { tariff.resequenced } else { 0 };
                own = place;
            }
            self.is_touchy |= job.told != 0;
            let fetched = job.source != NONE && self.load_calls > 0 && self.fetched_at(at, job.source);
            if !fetched {
                goods_missing |= job.source != NONE && job.source != vehicle.holds;
                load += job.amount;
            }
        }
        let mut broken = i64::from(goods_missing);
        let start = &mut self.legs[0];
        (start.arrives, start.begins, start.leaves) = (vehicle.opens, vehicle.opens, vehicle.opens);
        (start.load, start.peak) = (load, load);
        let (mut from, mut leaves, mut peak) = (vehicle.start, vehicle.opens, load);
        (self.metres, self.driving) = (0, 0);
        for leg in &mut self.legs[1..] {
            leg.metres = drives.distance(from, leg.location);
            leg.seconds = drives.drive(from, leg.location, leg.metres, leaves);
            self.metres += leg.metres;
            self.driving += leg.seconds;
            leg.arrives = leaves + leg.seconds;
            let timing = timing(problem, vehicle, leg.call, leg.arrives);
            (leg.begins, leg.price) = (timing.begins, timing.price);
            self.is_touchy |= timing.price != 0;
            broken += i64::from(tariff.hard_windows && timing.is_late);
            cost += timing.price;
            (leg.load, leg.peak) = (load, peak);
            load += leg.change;
            peak = peak.max(load);
            leg.leaves = leg.begins + leg.service;
            (from, leaves) = (leg.location, leg.leaves);
        }
        self.peak = peak;
        broken += i64::from(peak > vehicle.capacity) + i64::from(self.driving > vehicle.driving_limit);
        let is_unused = self.is_unused();
        cost += if is_unused { 0 } else { vehicle.fixed };
        cost += tariff.way(self.metres, self.driving);
        self.is_broken = broken > 0 && !is_unused;
        self.cost = match (is_unused, vehicle.must_return) {
            (true, false) => 0,
            (true, true) => cost,
            (false, _) => cost + broken * MUST,
        };
        self.find_slack(problem);
    }

    /// Works out from the end what delay each leg can take, and which own job comes next.
    fn find_slack(&mut self, problem: &Problem) {
        let vehicle = &problem.vehicles[self.vehicle as usize];
        let last = self.legs.len() - 1;
        let mut slack = match problem.tariff {
            tariff if tariff.overtime == 0 && !tariff.hard_windows => FOREVER,
            _ => (vehicle.closes - self.legs[last].arrives).max(0),
        };
        let mut own = NONE;
        self.legs[last].slack = slack;
        self.legs[last].own_after = NONE;
        for leg in self.legs[1..last].iter_mut().rev() {
            slack = match leg.call {
                Some(Call::Serve(job)) => {
                    let job = &problem.jobs[job as usize];
                    let place = job.place_on(self.vehicle);
                    own = if place == NONE { own } else { place };
                    slack_of_serve(problem, job, leg, slack)
                }
                Some(Call::Load(source)) => {
                    let source = &problem.sources[source as usize];
                    leg.begins - leg.arrives + slack.min((source.closes - leg.begins).max(0))
                }
                None => slack,
            };
            (leg.slack, leg.own_after) = (slack, own);
        }
    }

    /// Hands each job to the last call at its source before it, and drops calls that fetch for nobody.
    fn fetch(&mut self, problem: &Problem) {
        for leg in &mut self.legs {
            if let Some(Call::Load(source)) = leg.call {
                leg.service = problem.sources[source as usize].set_up;
                (leg.change, leg.fetched) = (0, 0);
            }
        }
        for at in 1..self.legs.len() {
            let index = self.legs[at].job();
            if index == NONE {
                continue;
            }
            let job = &problem.jobs[index as usize];
            if job.source != NONE
                && let Some(call) = self.legs[..at].iter_mut().rev().find(|leg| leg.loads(job.source))
            {
                call.service += job.handling;
                call.change += job.amount;
                call.fetched += 1;
            }
        }
        self.legs.retain(|leg| !matches!(leg.call, Some(Call::Load(_))) || leg.fetched > 0);
        let calls = self.legs.iter().filter(|leg| matches!(leg.call, Some(Call::Load(_)))).count();
        self.load_calls = u32::try_from(calls).unwrap_or(u32::MAX);
    }

    fn fetched_at(&self, at: usize, source: u32) -> bool {
        self.legs[..at].iter().any(|leg| leg.loads(source))
    }

    /// What arriving at leg `at` at `arrives` adds to what times cost, from there on; `None` where that is not
    /// allowed or comes to `limit`.
    #[inline]
    #[must_use]
    pub(super) fn price_of_arriving(
        &self,
        problem: &Problem,
        at: usize,
        arrives: i64,
        limit: i64,
    ) -> Option<i64> {
        let delay = arrives - self.legs[at].arrives;
        if delay <= self.legs[at].slack && (delay >= 0 || !self.is_touchy) {
            return Some(0);
        }
        self.walk_on(problem, at, arrives, limit)
    }

    fn walk_on(&self, problem: &Problem, at: usize, mut arrives: i64, limit: i64) -> Option<i64> {
        let vehicle = &problem.vehicles[self.vehicle as usize];
        let mut added = 0;
        let mut legs = self.legs[at..].iter().peekable();
        while let Some(leg) = legs.next() {
            let delay = arrives - leg.arrives;
            if delay == 0 || (delay > 0 && delay <= leg.slack) {
                break;
            }
            let timing = timing(problem, vehicle, leg.call, arrives);
            if problem.tariff.hard_windows && timing.is_late {
                return None;
            }
            added += timing.price - leg.price;
            if added >= limit {
                return None;
            }
            let Some(next) = legs.peek() else { break };
            arrives = timing.begins + leg.service + next.seconds;
        }
        Some(added)
    }
}

/// Delay of the arrival at a job that changes no price there nor, within `after`, later.
#[inline]
fn slack_of_serve(problem: &Problem, job: &super::problem::Job, leg: &Leg, after: i64) -> i64 {
    let begins = leg.begins;
    let windows = &job.windows;
    let mut slack = after;
    if begins <= windows.last() {
        slack = slack.min(windows.ends(&problem.more_windows, begins) - begins);
    } else if problem.tariff.hard_windows {
        slack = 0;
    }
    if job.late != 0 {
        slack = slack.min((windows.due() - begins).max(0));
    }
    if job.missed != 0 && begins <= job.missed_at {
        slack = slack.min(job.missed_at - begins);
    }
    slack += begins - leg.arrives;
    if job.told != 0 {
        let arrives = leg.arrives;
        if arrives < job.told_from {
            slack = slack.min(job.told_from - arrives - 1);
        } else if arrives <= job.told_to {
            slack = slack.min(job.told_to - arrives);
        }
    }
    slack
}
