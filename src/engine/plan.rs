//! A whole plan under search: tours, where each job is, and the way back from a step that was not worth it.

use super::insert::Place;
use super::problem::{NONE, Problem};
use super::tour::{Call, Tour};

/// Tours, one for each vehicle in the problem's order, and what lies in none of them.
#[derive(Clone, Debug)]
pub struct Plan {
    pub tours: Vec<Tour>,
    /// The tour of each job; [`NONE`] where it is left out.
    pub(super) of: Vec<u32>,
    /// Its leg there.
    pub(super) at: Vec<u32>,
    pub left_out: Vec<u32>,
    pub cost: i64,
}

impl Plan {
    /// Nobody serves anything.
    #[must_use]
    pub fn empty(problem: &Problem) -> Self {
        Self::from_tours(problem, &[])
    }

    /// What each vehicle does, in the order of the problem's vehicles. Calls that make no sense or break a hard rule
    /// are left away, from the end of their tour on; their jobs, and those that are in no tour, are left out.
    #[must_use]
    pub fn from_tours(problem: &Problem, tours: &[Vec<Call>]) -> Self {
        let mut of = vec![NONE; problem.jobs.len()];
        let mut plan_tours = Vec::with_capacity(problem.vehicles.len());
        for vehicle in (0..).take(problem.vehicles.len()) {
            let mut tour = Tour::empty(problem, vehicle);
            for &call in tours.get(vehicle as usize).into_iter().flatten() {
                let makes_sense = match call {
                    Call::Load(source) => (source as usize) < problem.sources.len(),
                    Call::Serve(job) => {
                        of.get(job as usize) == Some(&NONE) && problem.jobs[job as usize].may_ride(vehicle)
                    }
                };
                if makes_sense {
                    tour.insert(problem, tour.legs.len() - 1, call);
                    if let Call::Serve(job) = call {
                        of[job as usize] = vehicle;
                    }
                }
            }
            tour.retime(problem);
            while tour.is_broken {
                let Some(last) = tour.legs.iter().rev().map(super::tour::Leg::job).find(|&job| job != NONE)
                else {
                    break;
                };
                of[last as usize] = NONE;
                tour.remove(problem, |job| job == last);
            }
            plan_tours.push(tour);
        }
        let left_out = (0..).zip(&of).filter(|(_, tour)| **tour == NONE).map(|(job, _)| job).collect();
        let at = vec![0; of.len()];
        let mut plan = Self { tours: plan_tours, of, at, left_out, cost: 0 };
        for tour in 0..plan.tours.len() {
            plan.note_legs(tour);
        }
        plan.recount(problem);
        plan
    }

    /// To be called after a tour has changed.
    fn note_legs(&mut self, tour: usize) {
        for (leg, nth) in self.tours[tour].legs.iter().zip(0..) {
            if let Some(at) = self.at.get_mut(leg.job() as usize) {
                *at = nth;
            }
        }
    }

    pub(super) fn recount(&mut self, problem: &Problem) {
        self.cost = self.price_of_tours() + problem.price_left_out(&self.left_out);
    }

    /// The price without what is left out.
    #[must_use]
    pub fn price_of_tours(&self) -> i64 {
        self.tours.iter().map(|tour| tour.cost).sum()
    }

    /// Each tour's jobs in the order they are served, for those that serve any.
    #[must_use]
    pub fn routes(&self) -> Vec<Vec<u32>> {
        let served = |tour: &Tour| {
            tour.calls().iter().map(super::tour::Leg::job).filter(|&job| job != NONE).collect::<Vec<_>>()
        };
        self.tours.iter().map(served).filter(|jobs| !jobs.is_empty()).collect()
    }

    /// What each vehicle does, as [`Plan::from_tours`] takes it.
    #[must_use]
    pub fn calls(&self) -> Vec<Vec<Call>> {
        let calls = |tour: &Tour| tour.calls().iter().filter_map(|leg| leg.call).collect();
        self.tours.iter().map(calls).collect()
    }

    /// The vehicle that serves a job, if any does.
    #[must_use]
    pub fn vehicle_of(&self, job: u32) -> Option<u32> {
        self.of.get(job as usize).copied().filter(|&vehicle| vehicle != NONE)
    }

    /// Takes jobs out of a tour; they join `left_out`.
    pub(super) fn take(&mut self, problem: &Problem, undo: &mut Undo, tour: u32, jobs: &[u32]) {
        undo.keep(self, tour);
        for &job in jobs {
            undo.moves(self, job);
            self.of[job as usize] = NONE;
            self.left_out.push(job);
        }
        self.tours[tour as usize].remove(problem, |job| jobs.contains(&job));
        self.note_legs(tour as usize);
    }

    /// Carries a place out; the job is no longer in `left_out`. False where a hard rule would be broken, which
    /// times by the hour only show then: all is as before.
    pub(super) fn put(&mut self, problem: &Problem, undo: &mut Undo, job: u32, place: Place) -> bool {
        undo.keep(self, place.tour);
        let tour = &mut self.tours[place.tour as usize];
        tour.insert(problem, place.serve as usize, Call::Serve(job));
        if place.load != NONE {
            tour.insert(problem, place.load as usize, Call::Load(problem.jobs[job as usize].source));
        }
        tour.retime(problem);
        if tour.is_broken {
            tour.remove(problem, |other| other == job);
            return false;
        }
        undo.moves(self, job);
        self.of[job as usize] = place.tour;
        self.note_legs(place.tour as usize);
        true
    }
}

/// Remembers tours as they were before a step first touched them.
#[derive(Debug, Default)]
pub struct Undo {
    kept: Vec<(u32, Tour)>,
    spare: Vec<Tour>,
    touched: Vec<bool>,
    moved: Vec<(u32, u32)>,
    left_out: Vec<u32>,
    cost: i64,
}

impl Undo {
    /// A new step begins.
    pub fn begin(&mut self, plan: &Plan) {
        self.touched.resize(plan.tours.len(), false);
        for (at, tour) in self.kept.drain(..) {
            self.touched[at as usize] = false;
            self.spare.push(tour);
        }
        self.moved.clear();
        self.left_out.clone_from(&plan.left_out);
        self.cost = plan.cost;
    }

    /// To be called before a tour is changed.
    pub fn keep(&mut self, plan: &Plan, tour: u32) {
        if std::mem::replace(&mut self.touched[tour as usize], true) {
            return;
        }
        let now = &plan.tours[tour as usize];
        let copy = match self.spare.pop() {
            Some(mut copy) => {
                copy.clone_from(now);
                copy
            }
            None => now.clone(),
        };
        self.kept.push((tour, copy));
    }

    /// To be called before a job changes its tour.
    pub fn moves(&mut self, plan: &Plan, job: u32) {
        self.moved.push((job, plan.of[job as usize]));
    }

    /// The tours the step has touched.
    pub fn touched(&self) -> impl Iterator<Item = u32> {
        self.kept.iter().map(|(tour, _)| *tour)
    }

    /// Whether the step has broken a hard rule.
    #[must_use]
    pub fn broke(&self, plan: &Plan) -> bool {
        self.touched().any(|tour| plan.tours[tour as usize].is_broken)
    }

    /// The plan's price before the step.
    #[must_use]
    pub const fn cost_before(&self) -> i64 {
        self.cost
    }

    /// Works the plan's price out again from the tours the step has touched.
    pub fn settle(&self, problem: &Problem, plan: &mut Plan) {
        let before: i64 = self.kept.iter().map(|(_, tour)| tour.cost).sum();
        let now: i64 = self.kept.iter().map(|(at, _)| plan.tours[*at as usize].cost).sum();
        let out = problem.price_left_out(&plan.left_out) - problem.price_left_out(&self.left_out);
        plan.cost = self.cost - before + now + out;
    }

    /// Takes the step back.
    pub fn revert(&mut self, plan: &mut Plan) {
        for (index, tour) in &mut self.kept {
            std::mem::swap(&mut plan.tours[*index as usize], tour);
            plan.note_legs(*index as usize);
        }
        for &(job, was) in self.moved.iter().rev() {
            plan.of[job as usize] = was;
        }
        plan.left_out.clone_from(&self.left_out);
        plan.cost = self.cost;
    }
}
