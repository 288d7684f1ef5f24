//! One vehicle's way with all that is needed to weigh a change of it in constant time: when each call begins, how
//! much delay each can take before a price changes, and the load along the way.

use super::problem::{FOREVER, MUST, NONE, Problem};

/// What a vehicle does at a halt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Call {
    /// Fetches, at this source, the goods of the jobs served from here to the next call there.
    Load(u32),
    /// Serves this job.
    Serve(u32),
}

/// Metres of a drive that is to be looked up: another leg comes before it now.
const STALE: i64 = -1;

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
    /// Its own place, and the source of its goods, kept here so that a tour is timed without looking into the jobs.
    own: u32,
    source: u32,
    opens: i64,
    closes: i64,
    late: i64,
    /// What the job costs for riding on another vehicle than its home.
    moved: i64,
    /// Jobs a load call fetches for; 1 where a served job's goods are fetched on the way.
    fetched: u32,
    /// The times say all there is to its price: one window, no telling again, no closing time.
    is_plain: bool,
}

impl Leg {
    /// A start or an end.
    const fn terminal(location: u32, closes: i64, late: i64) -> Self {
        Self {
            call: None,
            location,
            arrives: 0,
            begins: 0,
            leaves: 0,
            slack: 0,
            metres: STALE,
            seconds: 0,
            load: 0,
            peak: 0,
            price: 0,
            service: 0,
            change: 0,
            own_before: NONE,
            own_after: NONE,
            own: NONE,
            source: NONE,
            opens: -FOREVER,
            closes,
            late,
            moved: 0,
            fetched: 0,
            is_plain: true,
        }
    }

    fn new(problem: &Problem, vehicle: u32, call: Call) -> Self {
        match call {
            Call::Load(index) => {
                let source = &problem.sources[index as usize];
                Self {
                    call: Some(call),
                    opens: source.opens,
                    ..Self::terminal(source.location, source.closes, source.late)
                }
            }
            Call::Serve(index) => {
                let job = &problem.jobs[index as usize];
                let is_moved = job.home != vehicle && job.home != NONE;
                Self {
                    call: Some(call),
                    opens: job.windows.opens(),
                    service: job.service,
                    change: -job.amount,
                    own: job.place_on(vehicle),
                    source: job.source,
                    moved: if is_moved { problem.tariff.moved } else { 0 },
                    is_plain: job.told == 0 && job.missed == 0 && job.windows.is_plain(),
                    ..Self::terminal(job.location, job.windows.last(), job.late)
                }
            }
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

    /// What arriving at `arrives` means.
    #[inline]
    #[must_use]
    pub(super) fn timing(&self, problem: &Problem, arrives: i64) -> Timing {
        let (begins, price) = if self.is_plain {
            let begins = arrives.max(self.opens);
            (begins, self.late * (begins - self.closes).max(0))
        } else {
            let job = &problem.jobs[self.job() as usize];
            let begins = job.windows.begins(&problem.more_windows, arrives);
            (begins, job.time_price(arrives, begins))
        };
        Timing { begins, price, is_late: begins > self.closes }
    }

    /// Delay of the arrival that changes no price here nor, within `after`, later.
    #[inline]
    fn slack(&self, problem: &Problem, after: i64) -> i64 {
        let wait = self.begins - self.arrives;
        let costs = self.late != 0 || problem.tariff.hard_windows;
        if self.is_plain {
            let own = if costs { (self.closes - self.begins).max(0) } else { FOREVER };
            return wait + own.min(after);
        }
        let job = &problem.jobs[self.job() as usize];
        let mut slack = after;
        if self.begins <= self.closes {
            slack = slack.min(job.windows.ends(&problem.more_windows, self.begins) - self.begins);
        } else if problem.tariff.hard_windows {
            slack = 0;
        }
        if job.late != 0 {
            slack = slack.min((job.windows.due() - self.begins).max(0));
        }
        if job.missed != 0 && self.begins <= job.missed_at {
            slack = slack.min(job.missed_at - self.begins);
        }
        slack += wait;
        if job.told != 0 {
            if self.arrives < job.told_from {
                slack = slack.min(job.told_from - self.arrives - 1);
            } else if self.arrives <= job.told_to {
                slack = slack.min(job.told_to - self.arrives);
            }
        }
        slack
    }
}

/// What an arrival comes to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Timing {
    pub begins: i64,
    pub price: i64,
    /// Later than is allowed, where windows are hard.
    pub is_late: bool,
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
            legs: vec![
                Leg::terminal(v.start, FOREVER, 0),
                Leg::terminal(v.end, v.closes, problem.tariff.overtime),
            ],
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
        self.load_calls += u32::from(matches!(call, Call::Load(_)));
        self.legs.insert(at, Leg::new(problem, self.vehicle, call));
        self.legs[at + 1].metres = STALE;
    }

    /// Takes out the calls that serve such jobs, and the load calls that fetch for nobody then.
    pub(super) fn remove(&mut self, problem: &Problem, is_out: impl Fn(u32) -> bool) {
        self.keep_only(|leg| leg.job() == NONE || !is_out(leg.job()));
        self.retime(problem);
    }

    fn keep_only(&mut self, is_kept: impl Fn(&Leg) -> bool) {
        let mut follows_gap = false;
        self.legs.retain_mut(|leg| {
            if !is_kept(leg) {
                follows_gap = true;
                return false;
            }
            if std::mem::take(&mut follows_gap) {
                leg.metres = STALE;
            }
            true
        });
    }

    /// Works everything out again after `legs` has changed.
    pub(super) fn retime(&mut self, problem: &Problem) {
        let vehicle = &problem.vehicles[self.vehicle as usize];
        let (tariff, drives) = (&problem.tariff, &problem.drives);
        let by_hour = drives.is_by_hour();
        if self.load_calls > 0 {
            self.fetch(problem);
        }
        let is_unused = self.is_unused();
        let (mut load, mut cost, mut broken) = (vehicle.aboard, 0, 0);
        for leg in &mut self.legs[1..] {
            // A load call brings its goods along itself; whatever else is not fetched rides from the start.
            if leg.fetched == 0 {
                load -= leg.change;
                broken += i64::from(leg.source != NONE && leg.source != vehicle.holds);
            }
        }
        let start = &mut self.legs[0];
        (start.arrives, start.begins, start.leaves) = (vehicle.opens, vehicle.opens, vehicle.opens);
        (start.load, start.peak) = (load, load);
        let (mut from, mut leaves, mut peak, mut own) = (vehicle.start, vehicle.opens, load, NONE);
        (self.metres, self.driving, self.is_touchy) = (0, 0, false);
        for leg in &mut self.legs[1..] {
            let is_stale = leg.metres == STALE;
            if is_stale {
                leg.metres = drives.distance(from, leg.location);
            }
            if is_stale || by_hour {
                leg.seconds = drives.drive(from, leg.location, leg.metres, leaves);
            }
            self.metres += leg.metres;
            self.driving += leg.seconds;
            leg.arrives = leaves + leg.seconds;
            let timing = leg.timing(problem, leg.arrives);
            (leg.begins, leg.price) = (timing.begins, timing.price);
            self.is_touchy |= timing.price != 0 || !leg.is_plain;
            broken += i64::from(tariff.hard_windows && timing.is_late);
            cost += timing.price + leg.moved;
            leg.own_before = own;
            if leg.own != NONE {
                cost += if own != NONE && own > leg.own { tariff.resequenced } else { 0 };
                own = leg.own;
            }
            (leg.load, leg.peak) = (load, peak);
            load += leg.change;
            peak = peak.max(load);
            leg.leaves = leg.begins + leg.service;
            (from, leaves) = (leg.location, leg.leaves);
        }
        self.peak = peak;
        if self.load_calls > 0 {
            let loads = self.legs.iter().filter(|leg| matches!(leg.call, Some(Call::Load(_))));
            cost += loads.map(|leg| tariff.call + tariff.handling * leg.change).sum::<i64>();
        }
        broken += i64::from(peak > vehicle.capacity) + i64::from(self.driving > vehicle.driving_limit);
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
        let (mut slack, mut own) = (FOREVER, NONE);
        for leg in self.legs[1..].iter_mut().rev() {
            slack = leg.slack(problem, slack);
            own = if leg.own == NONE { own } else { leg.own };
            (leg.slack, leg.own_after) = (slack, own);
        }
    }

    /// Hands each job to the last call at its source before it, and drops calls that fetch for nobody.
    fn fetch(&mut self, problem: &Problem) {
        for leg in &mut self.legs {
            leg.fetched = 0;
            if let Some(Call::Load(source)) = leg.call {
                leg.service = problem.sources[source as usize].set_up;
                leg.change = 0;
            }
        }
        for call in 1..self.legs.len() {
            let Some(Call::Load(source)) = self.legs[call].call else { continue };
            let (mut handling, mut amount, mut count) = (0, 0, 0);
            for leg in &mut self.legs[call + 1..] {
                if leg.loads(source) {
                    break;
                }
                if leg.source == source {
                    handling += problem.jobs[leg.job() as usize].handling;
                    amount -= leg.change;
                    count += 1;
                    leg.fetched = 1;
                }
            }
            let leg = &mut self.legs[call];
            leg.service += handling;
            leg.change = amount;
            leg.fetched = count;
        }
        self.keep_only(|leg| !matches!(leg.call, Some(Call::Load(_))) || leg.fetched > 0);
        let calls = self.legs.iter().filter(|leg| matches!(leg.call, Some(Call::Load(_)))).count();
        self.load_calls = u32::try_from(calls).unwrap_or(u32::MAX);
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
        let mut added = 0;
        let mut legs = self.legs[at..].iter().peekable();
        while let Some(leg) = legs.next() {
            let delay = arrives - leg.arrives;
            if delay == 0 || (delay > 0 && delay <= leg.slack) {
                break;
            }
            let timing = leg.timing(problem, arrives);
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
