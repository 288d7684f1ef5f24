//! A whole plan under search: tours, where each job is, and the way back from a step that was not worth it.

use super::problem::{NONE, Problem};
use super::repair::{self, Place};
use super::tour::Tour;

/// Price of leaving a job out, far above anything a tour can cost.
pub const LEFT_OUT: i64 = 1 << 40;

/// Tours and what lies in none of them.
#[derive(Clone, Debug)]
pub struct Plan {
    pub tours: Vec<Tour>,
    /// The tour of each job; [`NONE`] where it is left out.
    pub of: Vec<u32>,
    pub left_out: Vec<u32>,
    pub cost: i64,
}

impl Plan {
    /// Nobody serves anything.
    #[must_use]
    pub fn empty(problem: &Problem) -> Self {
        let vehicles = u32::try_from(problem.vehicles.len()).unwrap_or(NONE);
        let tours: Vec<_> = (0..vehicles).map(|vehicle| Tour::empty(problem, vehicle)).collect();
        let jobs = u32::try_from(problem.jobs.len()).unwrap_or(NONE);
        let mut plan =
            Self { tours, of: vec![NONE; problem.jobs.len()], left_out: (0..jobs).collect(), cost: 0 };
        plan.recount(problem);
        plan
    }

    pub fn recount(&mut self, problem: &Problem) {
        let tours: i64 = self.tours.iter().map(|tour| tour.cost(problem)).sum();
        self.cost = tours + left_out_price(&self.left_out);
    }

    /// The price without what is left out.
    #[must_use]
    pub fn price_of_tours(&self) -> i64 {
        self.cost - left_out_price(&self.left_out)
    }

    /// Each tour's jobs in the order they are served, for those that serve any.
    #[must_use]
    pub fn routes(&self) -> Vec<Vec<u32>> {
        let served = |tour: &Tour| {
            tour.legs.iter().filter(|leg| !leg.call.fetch).map(|leg| leg.call.job).collect::<Vec<_>>()
        };
        self.tours.iter().map(served).filter(|jobs| !jobs.is_empty()).collect()
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
        self.spare.extend(self.kept.drain(..).map(|(_, tour)| tour));
        self.touched.clear();
        self.touched.resize(plan.tours.len(), false);
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

    /// The plan's price before the step.
    #[must_use]
    pub const fn cost_before(&self) -> i64 {
        self.cost
    }

    /// Works the plan's price out again from the tours the step has touched.
    pub fn settle(&self, problem: &Problem, plan: &mut Plan) {
        let before: i64 = self.kept.iter().map(|(_, tour)| tour.cost(problem)).sum();
        let now: i64 = self.kept.iter().map(|(at, _)| plan.tours[*at as usize].cost(problem)).sum();
        let out = left_out_price(&plan.left_out) - left_out_price(&self.left_out);
        plan.cost = self.cost - before + now + out;
    }

    /// Takes the step back.
    pub fn revert(&mut self, plan: &mut Plan) {
        for (index, tour) in &mut self.kept {
            std::mem::swap(&mut plan.tours[*index as usize], tour);
        }
        for &(job, was) in self.moved.iter().rev() {
            plan.of[job as usize] = was;
        }
        plan.left_out.clone_from(&self.left_out);
        plan.cost = self.cost;
    }
}

fn left_out_price(left_out: &[u32]) -> i64 {
    LEFT_OUT * i64::try_from(left_out.len()).unwrap_or(0)
}

/// Carries a place out and keeps the books.
pub fn put(problem: &Problem, plan: &mut Plan, undo: &mut Undo, job: u32, place: Place) {
    undo.keep(plan, place.tour);
    undo.moves(plan, job);
    repair::put(problem, &mut plan.tours[place.tour as usize], job, place);
    plan.of[job as usize] = place.tour;
}
