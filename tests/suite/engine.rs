//! The engine held against an independent price and against every plan there is, on problems small enough
//! to try them all.

use mainstay::engine::plan::Plan;
use mainstay::engine::problem::{Drives, Job, NONE, Problem, Vehicle, Visit};
use mainstay::engine::stop::Rounds;
use mainstay::engine::{Found, search};
use mainstay::exchange::instance::{self, NotAnInstance};
use proptest::prelude::*;

/// A call as the tests write it: a job, and whether its goods are fetched there.
type Call = (usize, bool);

/// What a way costs, reckoned call by call; `None` where it breaks a hard rule. Shares nothing with the
/// engine but the problem's own numbers.
fn price(problem: &Problem, vehicle: usize, calls: &[Call]) -> Option<i64> {
    let v = &problem.vehicles[vehicle];
    if calls.is_empty() && !v.must_return {
        return Some(0);
    }
    let from_the_start = |job: &Job| job.fetch.is_none();
    let served: Vec<&Job> = calls.iter().filter(|c| !c.1).map(|c| &problem.jobs[c.0]).collect();
    let mut load: i64 = served.iter().filter(|job| from_the_start(job)).map(|job| job.amount).sum();
    if load > v.capacity {
        return None;
    }
    let (mut at, mut clock, mut cost) = (v.start, v.opens, if calls.is_empty() { 0 } else { v.fixed });
    let mut late = 0;
    let mut aboard = Vec::new();
    for &(index, fetch) in calls {
        let job = &problem.jobs[index];
        let visit = if fetch { job.fetch.expect("only jobs to fetch are fetched") } else { job.serve };
        cost += problem.drives.distance(at, visit.location);
        clock = visit.opens.max(clock + problem.drives.duration(at, visit.location));
        late += (clock - visit.closes).max(0);
        clock += visit.service;
        at = visit.location;
        if fetch {
            load += job.amount;
            aboard.push(index);
        } else {
            if job.fetch.is_some() && !aboard.contains(&index) {
                return None;
            }
            load -= job.amount;
            let elsewhere = job.home != NONE && job.home as usize != vehicle;
            cost += if elsewhere { problem.fee } else { 0 };
        }
        if load > v.capacity {
            return None;
        }
    }
    cost += problem.drives.distance(at, v.end);
    late += (clock + problem.drives.duration(at, v.end) - v.closes).max(0);
    match problem.lateness {
        Some(each) => Some(cost + each * late),
        None => (late == 0).then_some(cost),
    }
}

fn price_of(problem: &Problem, plan: &Plan) -> Option<i64> {
    let calls = |legs: &[mainstay::engine::tour::Leg]| -> Vec<Call> {
        legs.iter().map(|leg| (leg.call.job as usize, leg.call.fetch)).collect()
    };
    plan.tours.iter().map(|tour| price(problem, tour.vehicle as usize, &calls(&tour.legs))).sum()
}

/// The cheapest of all plans that serve every job: each call in turn goes before every other, everywhere.
fn cheapest_of_all(problem: &Problem) -> Option<i64> {
    fn go(problem: &Problem, next: usize, ways: &mut Vec<Vec<Call>>, best: &mut Option<i64>) {
        if next == problem.jobs.len() {
            let all: Option<i64> = ways.iter().enumerate().map(|(v, way)| price(problem, v, way)).sum();
            if let Some(cost) = all {
                *best = Some(best.map_or(cost, |best| best.min(cost)));
            }
            return;
        }
        for way in 0..ways.len() {
            for serve in 0..=ways[way].len() {
                ways[way].insert(serve, (next, false));
                if problem.jobs[next].fetch.is_some() {
                    for fetch in 0..=serve {
                        ways[way].insert(fetch, (next, true));
                        go(problem, next + 1, ways, best);
                        ways[way].remove(fetch);
                    }
                } else {
                    go(problem, next + 1, ways, best);
                }
                ways[way].remove(serve);
            }
        }
    }
    let mut best = None;
    go(problem, 0, &mut vec![Vec::new(); problem.vehicles.len()], &mut best);
    best
}

fn visit() -> impl Strategy<Value = Visit> {
    (0u32..6, 0i64..10, 0i64..200, 0i64..150).prop_map(|(location, service, opens, open_for)| Visit {
        location,
        service,
        opens,
        closes: opens + open_for,
    })
}

fn job() -> impl Strategy<Value = Job> {
    let home = prop_oneof![Just(NONE), 0u32..2];
    (proptest::option::weighted(0.4, visit()), visit(), 1i64..6, home)
        .prop_map(|(fetch, serve, amount, home)| Job { fetch, serve, amount, home })
}

/// Up to `most` jobs, two vehicles, points on a grid so that the triangle inequality holds.
fn problem(most: usize) -> impl Strategy<Value = Problem> {
    let points = proptest::collection::vec((0i32..60, 0i32..60), 6);
    let jobs = proptest::collection::vec(job(), 1..=most);
    let vehicle = (4i64..14, 0i64..50, any::<bool>()).prop_map(|(capacity, fixed, must_return)| Vehicle {
        start: 0,
        end: 0,
        capacity,
        opens: 0,
        closes: 260,
        fixed: if must_return { 0 } else { fixed },
        must_return,
    });
    let vehicles = proptest::collection::vec(vehicle, 2);
    let lateness = prop_oneof![Just(None), Just(Some(3))];
    (points, jobs, vehicles, lateness).prop_map(|(points, jobs, vehicles, lateness)| {
        let apart = |a: &(i32, i32), b: &(i32, i32)| a.0.abs_diff(b.0) + a.1.abs_diff(b.1);
        let square = points.iter().flat_map(|a| points.iter().map(move |b| apart(a, b))).collect();
        let drives = Drives::by_distance(6, square).expect("a square");
        Problem { drives, jobs, vehicles, lateness, fee: 20 }
    })
}

fn solved(problem: &Problem, rounds: u64, seed: u64) -> Found {
    search(problem, Plan::empty(problem), &mut Rounds(rounds), seed)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn what_the_engine_says_a_plan_costs_is_what_it_costs(problem in problem(8), seed in any::<u64>()) {
        let found = solved(&problem, 160, seed);
        prop_assert_eq!(price_of(&problem, &found.plan), Some(found.plan.price_of_tours()));
    }

    #[test]
    fn every_job_is_served_once_or_said_to_be_left_out(problem in problem(8), seed in any::<u64>()) {
        let found = solved(&problem, 160, seed);
        let mut jobs: Vec<u32> = found.plan.routes().concat();
        jobs.extend(&found.plan.left_out);
        jobs.sort_unstable();
        prop_assert_eq!(jobs, (0..).take(problem.jobs.len()).collect::<Vec<u32>>());
    }

    #[test]
    fn the_same_seed_gives_the_same_plan(problem in problem(8), seed in any::<u64>()) {
        let (one, other) = (solved(&problem, 96, seed), solved(&problem, 96, seed));
        prop_assert_eq!(one.plan.routes(), other.plan.routes());
        prop_assert_eq!(one.plan.cost, other.plan.cost);
    }

    #[test]
    fn small_problems_are_solved_to_the_best_there_is(problem in problem(4), seed in any::<u64>()) {
        if let Some(best) = cheapest_of_all(&problem) {
            let found = solved(&problem, 2_000, seed);
            prop_assert_eq!(found.plan.left_out.len(), 0);
            prop_assert_eq!(found.plan.cost, best);
        }
    }
}

const SOLOMON: &str = "TINY

VEHICLE
NUMBER     CAPACITY
  2          10

CUSTOMER
CUST NO.  XCOORD.   YCOORD.    DEMAND   READY TIME  DUE DATE   SERVICE   TIME

    0      0         0          0          0       100          0
    1      0         3          5          0        50          1
    2      4         0          5          0        50          1
    3      1         1          5          0        50          1
";

#[test]
fn solomons_text_is_read_and_its_distances_are_cut_off_after_one_decimal() {
    let instance = instance::read(SOLOMON).expect("an instance");
    let drives = &instance.problem.drives;
    assert_eq!((drives.distance(0, 1), drives.distance(1, 2), drives.distance(0, 3)), (30, 50, 14));
    assert_eq!(instance.problem.vehicles.len(), 2);
    assert_eq!(instance.problem.jobs[1].serve.closes, 500);
}

#[test]
fn vrplib_distances_are_rounded() {
    let text = "NAME : tiny\nTYPE : CVRP\nDIMENSION : 3\nEDGE_WEIGHT_TYPE : EUC_2D\nCAPACITY : 9\n\
        NODE_COORD_SECTION\n1 0 0\n2 1 1\n3 2 2\nDEMAND_SECTION\n1 0\n2 4\n3 5\nDEPOT_SECTION\n1\n-1\nEOF\n";
    let instance = instance::read(text).expect("an instance");
    let drives = &instance.problem.drives;
    assert_eq!((drives.distance(0, 1), drives.distance(0, 2)), (1, 3));
    assert_eq!(solved(&instance.problem, 64, 1).plan.cost, 1 + 1 + 3);
}

#[test]
fn a_line_that_does_not_read_is_named() {
    let broken = SOLOMON.replace("    2      4 ", "    2      four ");
    let why = instance::read(&broken).expect_err("a broken line");
    assert!(matches!(&why, NotAnInstance::Line { line: 12, .. }), "{why:?}");
    assert_eq!(instance::read("a,b\n1,2\n").expect_err("no instance"), NotAnInstance::Unknown);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_noise_in_an_instance_brings_the_reader_down(at in 0..SOLOMON.len(), noise in "\\PC{0,12}") {
        let mut text = SOLOMON.to_owned();
        text.insert_str(at, &noise);
        let _ = instance::read(&text);
        let _ = instance::read(&text.replace("CUSTOMER", "NODE_COORD_SECTION"));
    }
}
