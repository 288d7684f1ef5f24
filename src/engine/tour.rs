//! One vehicle's way with all that is needed to weigh a change of it in constant time: when each visit
//! begins, how much delay each can take before anything is later than it is, and the load along the way.

use super::problem::{NONE, Problem, Visit};

/// A visit of a tour: its job, and whether the goods are fetched or served there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Call {
    pub job: u32,
    pub fetch: bool,
}

/// A call with what is known of it.
#[derive(Clone, Copy, Debug)]
pub struct Leg {
    pub call: Call,
    pub visit: Visit,
    /// Service begins: on arrival, or when the window opens.
    pub begins: i64,
    /// Waiting before it.
    pub waits: i64,
    /// Delay it can take before anything from here on is later than it is.
    pub slack: i64,
    /// Load on arrival.
    pub load: i64,
    /// Greatest load from the start up to and including the arrival here.
    pub load_before: i64,
}

/// A vehicle's way. `legs` are between its start and its end.
#[derive(Clone, Debug)]
pub struct Tour {
    pub vehicle: u32,
    pub legs: Vec<Leg>,
    /// Arrival at the end, with its slack.
    pub ends: i64,
    pub end_slack: i64,
    /// Load after the last call; what is aboard at the end.
    pub greatest_load: i64,
    /// Load on leaving the start.
    pub start_load: i64,
    pub distance: i64,
    pub late: i64,
    pub moved: i64,
}

impl Tour {
    #[must_use]
    pub fn empty(problem: &Problem, vehicle: u32) -> Self {
        let mut tour = Self {
            vehicle,
            legs: Vec::new(),
            ends: 0,
            end_slack: 0,
            greatest_load: 0,
            start_load: 0,
            distance: 0,
            late: 0,
            moved: 0,
        };
        tour.retime(problem);
        tour
    }

    /// What it costs in all; an unused vehicle that need not return costs nothing.
    #[must_use]
    pub fn cost(&self, problem: &Problem) -> i64 {
        let vehicle = &problem.vehicles[self.vehicle as usize];
        if self.legs.is_empty() && !vehicle.must_return {
            return 0;
        }
        let used = if self.legs.is_empty() { 0 } else { vehicle.fixed };
        self.distance + problem.lateness.unwrap_or(0) * self.late + problem.fee * self.moved + used
    }

    /// Location and leaving time of what comes before position `at`.
    #[inline]
    #[must_use]
    pub fn before(&self, problem: &Problem, at: usize) -> (u32, i64) {
        if let Some(leg) = at.checked_sub(1).and_then(|last| self.legs.get(last)) {
            (leg.visit.location, leg.begins + leg.visit.service)
        } else {
            let vehicle = &problem.vehicles[self.vehicle as usize];
            (vehicle.start, vehicle.opens)
        }
    }

    /// Location of position `at`, or of the end.
    #[inline]
    #[must_use]
    pub fn location(&self, problem: &Problem, at: usize) -> u32 {
        match self.legs.get(at) {
            Some(leg) => leg.visit.location,
            None => problem.vehicles[self.vehicle as usize].end,
        }
    }

    pub fn insert(&mut self, problem: &Problem, at: usize, call: Call) {
        let job = &problem.jobs[call.job as usize];
        let visit = if call.fetch { job.fetch.unwrap_or(job.serve) } else { job.serve };
        self.legs.insert(at, Leg { call, visit, begins: 0, waits: 0, slack: 0, load: 0, load_before: 0 });
    }

    /// Works everything out again after `legs` has changed.
    pub fn retime(&mut self, problem: &Problem) {
        let vehicle = &problem.vehicles[self.vehicle as usize];
        let jobs = &problem.jobs;
        (self.distance, self.late, self.moved) = (0, 0, 0);
        let mut load = 0;
        for leg in &self.legs {
            let job = &jobs[leg.call.job as usize];
            if !leg.call.fetch {
                load += if job.fetch.is_none() { job.amount } else { 0 };
                self.moved += i64::from(job.home != NONE && job.home != self.vehicle);
            }
        }
        self.start_load = load;
        let (mut at, mut leaves, mut greatest) = (vehicle.start, vehicle.opens, load);
        for leg in &mut self.legs {
            let job = &jobs[leg.call.job as usize];
            let arrives = leaves + problem.drives.duration(at, leg.visit.location);
            self.distance += problem.drives.distance(at, leg.visit.location);
            leg.begins = arrives.max(leg.visit.opens);
            leg.waits = leg.begins - arrives;
            self.late += (leg.begins - leg.visit.closes).max(0);
            leg.load = load;
            leg.load_before = greatest;
            load += if leg.call.fetch { job.amount } else { -job.amount };
            greatest = greatest.max(load);
            (at, leaves) = (leg.visit.location, leg.begins + leg.visit.service);
        }
        self.greatest_load = greatest;
        self.distance += problem.drives.distance(at, vehicle.end);
        self.ends = leaves + problem.drives.duration(at, vehicle.end);
        self.late += (self.ends - vehicle.closes).max(0);
        self.end_slack = (vehicle.closes - self.ends).max(0);
        let mut slack = self.end_slack;
        for leg in self.legs.iter_mut().rev() {
            slack = slack.min((leg.visit.closes - leg.begins).max(0));
            leg.slack = slack;
            slack += leg.waits;
        }
    }

    /// What `begins` later at position `from` by `delay` would add in lateness, priced; `None` past `limit`.
    #[inline]
    #[must_use]
    pub fn lateness_of_delay(
        &self,
        problem: &Problem,
        from: usize,
        mut delay: i64,
        limit: i64,
    ) -> Option<i64> {
        let slack = self.legs.get(from).map_or(self.end_slack, |leg| leg.slack);
        if delay <= slack {
            return Some(0);
        }
        let price = problem.lateness?;
        let mut added = 0;
        let vehicle = &problem.vehicles[self.vehicle as usize];
        for (nth, leg) in self.legs[from.min(self.legs.len())..].iter().enumerate() {
            // At `from` itself the wait has been taken off already.
            delay -= if nth == 0 { 0 } else { leg.waits };
            if delay <= 0 {
                return Some(added * price);
            }
            let late = (leg.begins - leg.visit.closes).max(0);
            added += (leg.begins + delay - leg.visit.closes).max(0) - late;
            if added * price >= limit {
                return None;
            }
        }
        let late = (self.ends - vehicle.closes).max(0);
        added += (self.ends + delay - vehicle.closes).max(0) - late;
        Some(added * price)
    }
}
