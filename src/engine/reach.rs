//! What a search needs beside the plan: which vehicles are alike and unused, what has been looked at.

use super::chance::Blinks;
use super::neighbours::Neighbours;
use super::plan::{Plan, Undo};
use super::problem::{Job, MUST, NONE, Problem};
use super::tour::Tour;

/// Vehicles in groups of a kind, and which of them are used: of several unused twins one is enough to try.
#[derive(Debug)]
pub struct Fleet {
    /// By rank: the vehicle, and the rank at which the next kind begins.
    by_rank: Vec<(u32, u32)>,
    rank: Vec<u32>,
    /// A bit for each rank.
    used: Vec<u64>,
}

impl Fleet {
    #[must_use]
    pub fn of(problem: &Problem, plan: &Plan) -> Self {
        let count = problem.vehicles.len();
        // Jobs and prices may speak of a vehicle by its index; such a one is like no other.
        let mut is_named = vec![false; count];
        for job in &problem.jobs {
            for named in [job.home, job.only] {
                if let Some(is_named) = is_named.get_mut(named as usize) {
                    *is_named = true;
                }
            }
        }
        let mut kinds: Vec<u32> = Vec::new();
        let mut order: Vec<(usize, u32)> = Vec::with_capacity(count);
        for (vehicle, index) in problem.vehicles.iter().zip(0..) {
            let is_like =
                |kind: &u32| problem.vehicles[*kind as usize] == *vehicle && !is_named[*kind as usize];
            let known = if is_named[index as usize] { None } else { kinds.iter().position(is_like) };
            order.push((known.unwrap_or(kinds.len()), index));
            if known.is_none() {
                kinds.push(index);
            }
        }
        order.sort_unstable();
        let mut by_rank = Vec::with_capacity(count);
        let mut rank = vec![0; count];
        for (at, &(kind, vehicle)) in order.iter().enumerate() {
            let next = at + order[at..].iter().take_while(|(other, _)| *other == kind).count();
            rank[vehicle as usize] = u32::try_from(at).unwrap_or(NONE);
            by_rank.push((vehicle, u32::try_from(next).unwrap_or(NONE)));
        }
        let mut fleet = Self { by_rank, rank, used: vec![0; count.div_ceil(64)] };
        for tour in &plan.tours {
            fleet.note(tour);
        }
        fleet
    }

    /// To be called after a tour has changed.
    #[inline]
    pub fn note(&mut self, tour: &Tour) {
        let rank = self.rank[tour.vehicle as usize] as usize;
        let bit = 1 << (rank % 64);
        if tour.is_unused() {
            self.used[rank / 64] &= !bit;
        } else {
            self.used[rank / 64] |= bit;
        }
    }

    /// To be called after a step was carried out or taken back.
    pub fn note_all(&mut self, plan: &Plan, undo: &Undo) {
        for tour in undo.touched() {
            self.note(&plan.tours[tour as usize]);
        }
    }

    /// The first unused vehicle of each kind, from this rank on, with the rank to go on from.
    #[inline]
    #[must_use]
    pub fn unused(&self, mut rank: u32) -> Option<(u32, u32)> {
        while (rank as usize) < self.by_rank.len() {
            let free = !self.used[rank as usize / 64] >> (rank % 64);
            if free == 0 {
                rank = (rank / 64 + 1) * 64;
                continue;
            }
            rank += free.trailing_zeros();
            return self.by_rank.get(rank as usize).copied();
        }
        None
    }
}

/// What a search needs beside the plan, made once and used again in each round.
#[derive(Debug)]
pub struct Bench {
    pub neighbours: Neighbours,
    pub fleet: Fleet,
    pub blinks: Blinks,
    pub seen: Seen,
    pub trial: Tour,
    /// Jobs whose goods must be fetched.
    pub to_fetch: Vec<u32>,
    /// Some jobs may be left out at a price.
    pub may_skip: bool,
    /// Jobs on their way out, and back in.
    pub out: Vec<u32>,
    pub jobs: Vec<u32>,
}

impl Bench {
    /// `None` where there is no vehicle or no job.
    #[must_use]
    pub fn of(problem: &Problem, plan: &Plan, seed: u64) -> Option<Self> {
        let is_fetched = |(_, job): &(u32, &Job)| job.source != NONE;
        let jobs = (0..).zip(&problem.jobs);
        (!problem.jobs.is_empty()).then_some(Self {
            neighbours: Neighbours::of(problem),
            fleet: Fleet::of(problem, plan),
            blinks: Blinks::from_seed(seed),
            seen: Seen { stamps: vec![0; problem.vehicles.len()], stamp: 0 },
            trial: plan.tours.first()?.clone(),
            to_fetch: jobs.filter(is_fetched).map(|(index, _)| index).collect(),
            may_skip: problem.jobs.iter().any(|job| job.skip < MUST),
            out: Vec::new(),
            jobs: Vec::new(),
        })
    }
}

/// Tours that have been looked at.
#[derive(Debug)]
pub struct Seen {
    stamps: Vec<u32>,
    stamp: u32,
}

impl Seen {
    /// True the first time it is asked of a tour since `forget`.
    #[inline]
    pub fn is_new(&mut self, tour: u32) -> bool {
        std::mem::replace(&mut self.stamps[tour as usize], self.stamp) != self.stamp
    }

    pub fn forget(&mut self) {
        if self.stamp == u32::MAX {
            self.stamps.fill(0);
            self.stamp = 0;
        }
        self.stamp += 1;
    }
}
