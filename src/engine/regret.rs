//! The first answer: of all jobs left out, always the one that would lose most by waiting is put in next (regret
//! insertion, Potvin & Rousseau 1993).

use super::insert::{Place, Weighing};
use super::plan::{Plan, Undo};
use super::problem::{MUST, Problem};
use super::reach::Bench;
use super::repair::{self, price_out};

/// The cheapest tour of a job against its second and third.
const DEPTH: usize = 3;

/// Left-out jobs times tours they might go to: more would take longer than a first answer may.
const MOST_WEIGHED: usize = 40_000;

/// Puts in every job of `plan.left_out` that is cheaper in than out.
pub fn insert_all(problem: &Problem, plan: &mut Plan, undo: &mut Undo, bench: &mut Bench) {
    bench.blinks.set_off(true);
    let used = plan.tours.iter().filter(|tour| !tour.is_unused()).count();
    if plan.left_out.len() * (plan.left_out.len() + used) > MOST_WEIGHED {
        repair::place_far_first(problem, plan, undo, bench);
    } else {
        insert_by_regret(problem, plan, undo, bench);
    }
    bench.blinks.set_off(false);
}

fn insert_by_regret(problem: &Problem, plan: &mut Plan, undo: &mut Undo, bench: &mut Bench) {
    let mut jobs = std::mem::take(&mut plan.left_out);
    jobs.sort_unstable();
    let tours = plan.tours.len();
    // A row of places for each job, a column for each tour.
    let mut places: Vec<Option<Place>> = vec![None; jobs.len() * tours];
    let mut columns: Vec<u32> =
        (0..).zip(&plan.tours).filter(|(_, t)| !t.is_unused()).map(|(v, _)| v).collect();
    let mut rank = 0;
    while let Some((vehicle, next)) = bench.fleet.unused(rank) {
        rank = next;
        columns.push(vehicle);
    }
    let weigh = |plan: &Plan, bench: &mut Bench, job: u32, vehicle: u32, limit: i64| {
        // Dearer than staying out is of no use, whatever else is full.
        let j = &problem.jobs[job as usize];
        let out = if j.skip < MUST { j.skip + problem.tariff.over_room * j.amount } else { 2 * MUST };
        let mut weighing = Weighing::of(problem, job, out.min(limit));
        let tour = &plan.tours[vehicle as usize];
        weighing.look(tour, &mut bench.blinks);
        weighing.best
    };
    for &vehicle in &columns {
        for (row, &job) in jobs.iter().enumerate() {
            places[row * tours + vehicle as usize] = weigh(plan, bench, job, vehicle, i64::MAX);
        }
    }
    let mut out: i64 = jobs.iter().map(|&job| problem.jobs[job as usize].amount).sum();
    let mut is_in = vec![false; jobs.len()];
    loop {
        let mut most: Option<(i64, usize, Place)> = None;
        for (row, &job) in jobs.iter().enumerate().filter(|(row, _)| !is_in[*row]) {
            let j = &problem.jobs[job as usize];
            let price = price_out(problem, j, out - j.amount);
            let of_row = places[row * tours..][..tours].iter().flatten();
            let Some((regret, place)) = regret(of_row, price) else { continue };
            if most.is_none_or(|(best, ..)| regret > best) {
                most = Some((regret, row, place));
            }
        }
        let Some((_, row, place)) = most else { break };
        let job = jobs[row];
        if !plan.put(problem, undo, job, place) {
            // Times by the hour came out otherwise than weighed: not here.
            places[row * tours + place.tour as usize] = None;
            continue;
        }
        is_in[row] = true;
        out -= problem.jobs[job as usize].amount;
        bench.fleet.note(&plan.tours[place.tour as usize]);
        let mut stale = vec![place.tour];
        let mut rank = 0;
        while let Some((vehicle, next)) = bench.fleet.unused(rank) {
            rank = next;
            if !columns.contains(&vehicle) {
                columns.push(vehicle);
                stale.push(vehicle);
            }
        }
        for vehicle in stale {
            for (row, &job) in jobs.iter().enumerate().filter(|(row, _)| !is_in[*row]) {
                // Of no interest to the regret where so many others are cheaper.
                places[row * tours + vehicle as usize] = None;
                let limit = enough(places[row * tours..][..tours].iter().flatten());
                places[row * tours + vehicle as usize] = weigh(plan, bench, job, vehicle, limit);
            }
        }
    }
    for (row, &job) in jobs.iter().enumerate().filter(|(row, _)| !is_in[*row]) {
        // A place that was of no interest then may be the only one now.
        let found = columns.iter().filter_map(|&vehicle| weigh(plan, bench, job, vehicle, i64::MAX));
        let place = found.min_by_key(|place| place.adds);
        let price = price_out(problem, &problem.jobs[job as usize], out - problem.jobs[job as usize].amount);
        let is_worth = place.filter(|place| place.adds < price);
        if is_worth.is_some_and(|place| plan.put(problem, undo, job, place)) {
            out -= problem.jobs[job as usize].amount;
        } else {
            plan.left_out.push(jobs[row]);
        }
    }
}

/// The price of the dearest of the cheapest [`DEPTH`] places; none is dear enough where there are fewer.
fn enough<'a>(places: impl Iterator<Item = &'a Place>) -> i64 {
    let mut cheapest = [i64::MAX; DEPTH];
    for place in places {
        if let Some(at) = cheapest.iter().position(|&adds| place.adds < adds) {
            cheapest[at..].rotate_right(1);
            cheapest[at] = place.adds;
        }
    }
    cheapest[DEPTH - 1]
}

/// What waiting may cost, and the cheapest place where that is cheaper than `price`, that of staying out.
fn regret<'a>(places: impl Iterator<Item = &'a Place>, price: i64) -> Option<(i64, Place)> {
    let mut cheapest = [price; DEPTH];
    let mut best: Option<Place> = None;
    for place in places {
        if place.adds >= cheapest[DEPTH - 1] {
            continue;
        }
        if place.adds < cheapest[0] {
            best = Some(*place);
        }
        let at = cheapest.iter().position(|&adds| place.adds < adds).unwrap_or(DEPTH - 1);
        cheapest[at..].rotate_right(1);
        cheapest[at] = place.adds;
    }
    let loss = cheapest[1..].iter().map(|adds| adds - cheapest[0]).sum();
    Some((loss, best?))
}
