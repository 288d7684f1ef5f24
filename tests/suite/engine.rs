//! The engine held against an independent price and against every plan there is, on problems small enough
//! to try them all.

use mainstay::engine::drives::Drives;
use mainstay::engine::plan::Plan;
use mainstay::engine::problem::{FOREVER, Job, MUST, NONE, Problem, Source, Tariff, Vehicle};
use mainstay::engine::stop::Rounds;
use mainstay::engine::tour::{Call, Tour};
use mainstay::engine::windows::Windows;
use mainstay::engine::{Found, search, search_telling};
use mainstay::exchange::instance::{self, NotAnInstance};
use proptest::prelude::*;

/// A problem, with each job's windows as the tests keep them.
#[derive(Clone, Debug)]
struct Case {
    problem: Problem,
    spans: Vec<Vec<(i64, i64)>>,
}

/// What a way costs, reckoned call by call; `None` where it breaks a hard rule. Shares nothing with the
/// engine but the problem's own numbers.
fn price(case: &Case, vehicle: usize, calls: &[Call]) -> Option<i64> {
    let problem = &case.problem;
    let tariff = &problem.tariff;
    let v = &problem.vehicles[vehicle];
    if calls.is_empty() && !v.must_return {
        return Some(0);
    }
    let index = u32::try_from(vehicle).expect("few vehicles");
    // Which call fetches a job's goods: counted from the front, `None` from the start.
    let fetched_at =
        |at: usize, source: u32| calls[..at].iter().rposition(|call| *call == Call::Load(source));
    let mut load = v.aboard;
    let mut fetches: Vec<Vec<&Job>> = vec![Vec::new(); calls.len()];
    for (at, call) in calls.iter().enumerate() {
        let Call::Serve(job) = call else { continue };
        let job = &problem.jobs[*job as usize];
        match (job.source, fetched_at(at, job.source)) {
            (NONE, _) => load += job.amount,
            (_, Some(call)) => fetches[call].push(job),
            (source, None) if source == v.holds => load += job.amount,
            _ => return None,
        }
    }
    let fits = |load: i64| load <= v.capacity;
    if !fits(load) {
        return None;
    }
    let (mut at, mut clock, mut driven, mut cost) = (v.start, v.opens, 0, 0);
    let mut late = false;
    let mut last_own: Option<u32> = None;
    for (nth, call) in calls.iter().enumerate() {
        let location = match call {
            Call::Serve(job) => problem.jobs[*job as usize].location,
            Call::Load(source) => problem.sources[*source as usize].location,
        };
        cost += tariff.distance * problem.drives.distance(at, location);
        let drive = problem.drives.duration(at, location, clock);
        driven += drive;
        let arrives = clock + drive;
        at = location;
        match call {
            Call::Serve(number) => {
                let job = &problem.jobs[*number as usize];
                let spans = &case.spans[*number as usize];
                let span = spans.iter().find(|(_, closes)| arrives <= *closes);
                let begins = span.map_or(arrives, |(opens, _)| arrives.max(*opens));
                let after = begins - spans[spans.len() - 1].1;
                late |= after > 0;
                cost += job.late * after.max(0);
                cost += if begins > job.missed_at { job.missed } else { 0 };
                cost += if (job.told_from..=job.told_to).contains(&arrives) { 0 } else { job.told };
                cost += if job.home == NONE || job.home == index { 0 } else { tariff.moved };
                if job.only != NONE && job.only != index {
                    return None;
                }
                if job.home == index && job.place != NONE {
                    cost += if last_own.is_some_and(|own| own > job.place) { tariff.resequenced } else { 0 };
                    last_own = Some(job.place);
                }
                load -= job.amount;
                clock = begins + job.service;
            }
            Call::Load(number) => {
                let source = &problem.sources[*number as usize];
                let begins = arrives.max(source.opens);
                late |= begins > source.closes;
                cost += source.late * (begins - source.closes).max(0) + tariff.call;
                clock = begins + source.set_up;
                for job in &fetches[nth] {
                    load += job.amount;
                    clock += job.handling;
                    cost += tariff.handling * job.amount;
                }
            }
        }
        if !fits(load) {
            return None;
        }
    }
    let drive = problem.drives.duration(at, v.end, clock);
    driven += drive;
    clock += drive;
    cost += tariff.distance * problem.drives.distance(at, v.end) + tariff.driving * driven;
    cost += tariff.overtime * (clock - v.closes).max(0);
    late |= clock > v.closes;
    if calls.is_empty() {
        return Some(cost);
    }
    let is_allowed = driven <= v.driving_limit && !(late && tariff.hard_windows);
    is_allowed.then_some(cost + v.fixed)
}

fn price_of(case: &Case, plan: &Plan) -> Option<i64> {
    let tours: Option<i64> = plan.calls().iter().enumerate().map(|(v, calls)| price(case, v, calls)).sum();
    Some(tours? + price_left_out(case, &plan.left_out))
}

fn price_left_out(case: &Case, jobs: &[u32]) -> i64 {
    let jobs = jobs.iter().map(|job| &case.problem.jobs[*job as usize]);
    let amount: i64 = jobs.clone().map(|job| job.amount).sum();
    let tariff = &case.problem.tariff;
    jobs.map(|job| job.skip.min(MUST)).sum::<i64>() + tariff.over_room * (amount - tariff.room).max(0)
}

/// The cheapest of all plans: each job goes before every other, everywhere, or stays out, and each is fetched anew
/// or by a call that is there.
fn cheapest_of_all(case: &Case) -> i64 {
    fn go(case: &Case, next: u32, ways: &mut Vec<Vec<Call>>, out: &mut Vec<u32>, best: &mut i64) {
        if next as usize == case.problem.jobs.len() {
            let all: Option<i64> = ways.iter().enumerate().map(|(v, way)| price(case, v, way)).sum();
            if let Some(cost) = all {
                *best = (*best).min(cost + price_left_out(case, out));
            }
            return;
        }
        out.push(next);
        go(case, next + 1, ways, out, best);
        out.pop();
        let source = case.problem.jobs[next as usize].source;
        for way in 0..ways.len() {
            for serve in 0..=ways[way].len() {
                ways[way].insert(serve, Call::Serve(next));
                go(case, next + 1, ways, out, best);
                for fetch in (0..=serve).filter(|_| source != NONE) {
                    ways[way].insert(fetch, Call::Load(source));
                    go(case, next + 1, ways, out, best);
                    ways[way].remove(fetch);
                }
                ways[way].remove(serve);
            }
        }
    }
    let mut best = i64::MAX;
    go(case, 0, &mut vec![Vec::new(); case.problem.vehicles.len()], &mut Vec::new(), &mut best);
    best
}

/// A number that is there as often as not.
fn perhaps(numbers: std::ops::Range<i64>) -> impl Strategy<Value = i64> {
    prop_oneof![Just(0), numbers]
}

fn spans() -> impl Strategy<Value = Vec<(i64, i64)>> {
    let one = (0i64..200, 0i64..150).prop_map(|(opens, open_for)| vec![(opens, opens + open_for)]);
    let two = (0i64..120, 0i64..40, 1i64..50, 0i64..60).prop_map(|(opens, first, hole, second)| {
        vec![(opens, opens + first), (opens + first + hole, opens + first + hole + second)]
    });
    prop_oneof![3 => one, 1 => two]
}

fn job() -> impl Strategy<Value = (Job, Vec<(i64, i64)>)> {
    let vehicle = || prop_oneof![2 => Just(NONE), 1 => 0u32..2];
    let source = prop_oneof![3 => Just(NONE), 2 => 0u32..2];
    let only = prop_oneof![6 => Just(NONE), 1 => 0u32..2];
    let what = (0u32..6, 0i64..10, 1i64..6, source, 0i64..8);
    let whose = (vehicle(), prop_oneof![Just(NONE), 0u32..5], only);
    let times = (perhaps(1..4), 50i64..300, perhaps(1..60), 0i64..200, 0i64..100, perhaps(1..40));
    let skip = prop_oneof![2 => Just(MUST), 1 => 0i64..150];
    (what, whose, times, skip, spans()).prop_map(|(what, whose, times, skip, spans)| {
        let (location, service, amount, source, handling) = what;
        let (home, place, only) = whose;
        let (late, missed_at, missed, told_from, told_for, told) = times;
        let told_to = told_from + told_for;
        let job = Job { late, missed_at, missed, told_from, told_to, told, skip, ..Job::at(location) };
        (Job { service, amount, source, handling, home, place, only, ..job }, spans)
    })
}

fn vehicle() -> impl Strategy<Value = Vehicle> {
    let holds = prop_oneof![3 => Just(NONE), 1 => 0u32..2];
    let limit = prop_oneof![2 => Just(FOREVER), 1 => 120i64..300];
    (4i64..14, 0i64..50, any::<bool>(), holds, 0i64..3, limit).prop_map(
        |(capacity, fixed, must_return, holds, aboard, driving_limit)| Vehicle {
            start: 0,
            end: 0,
            capacity,
            opens: 0,
            closes: 260,
            fixed: if must_return { 0 } else { fixed },
            must_return,
            holds,
            aboard,
            driving_limit,
        },
    )
}

fn source() -> impl Strategy<Value = Source> {
    (0u32..6, 0i64..60, 0i64..200, perhaps(1..4), 0i64..20).prop_map(
        |(location, opens, open_for, late, set_up)| Source {
            location,
            opens,
            closes: opens + open_for,
            late,
            set_up,
        },
    )
}

fn tariff() -> impl Strategy<Value = Tariff> {
    let ways = (1i64..3, 0i64..2, 0i64..4);
    let change = (perhaps(1..40), perhaps(1..20), 0i64..4, perhaps(1..20));
    (ways, change, any::<bool>(), 0i64..6, perhaps(1..20)).prop_map(
        |(
            (distance, driving, overtime),
            (moved, resequenced, handling, call),
            hard_windows,
            room,
            over_room,
        )| {
            Tariff {
                distance,
                driving,
                overtime,
                moved,
                resequenced,
                handling,
                call,
                hard_windows,
                room,
                over_room,
            }
        },
    )
}

/// Up to `most` jobs, two vehicles and two sources, points on a grid so that the triangle inequality holds; driven at
/// one speed, or each hour at its own.
fn case(most: usize, may_vary: bool) -> impl Strategy<Value = Case> {
    let points = proptest::collection::vec((0i32..60, 0i32..60), 6);
    let jobs = proptest::collection::vec(job(), 1..=most);
    let vehicles = proptest::collection::vec(vehicle(), 2);
    let sources = proptest::collection::vec(source(), 2);
    let speeds = proptest::option::of(proptest::array::uniform24(1_500u32..9_000));
    (points, jobs, vehicles, sources, tariff(), speeds).prop_map(
        move |(points, jobs, vehicles, sources, tariff, speeds)| {
            let apart = |a: &(i32, i32), b: &(i32, i32)| a.0.abs_diff(b.0) + a.1.abs_diff(b.1);
            let square = points.iter().flat_map(|a| points.iter().map(move |b| apart(a, b))).collect();
            let drives = match speeds.filter(|_| may_vary) {
                Some(speeds) => Drives::by_hour(6, square, &speeds, Vec::new()),
                None => Drives::by_distance(6, square),
            };
            let mut more_windows = Vec::new();
            let with_windows = |(job, spans): &(Job, Vec<(i64, i64)>)| {
                let windows = Windows::of(spans, &mut more_windows).expect("in order");
                Job { windows, ..*job }
            };
            let drives = drives.expect("a square");
            let spans = jobs.iter().map(|(_, spans)| spans.clone()).collect();
            let jobs = jobs.iter().map(with_windows).collect();
            let problem = Problem { drives, jobs, vehicles, sources, tariff, more_windows };
            Case { problem, spans }
        },
    )
}

fn solved(problem: &Problem, rounds: u64, seed: u64) -> Found {
    search(problem, Plan::empty(problem), &mut Rounds(rounds), seed)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn what_the_engine_says_a_plan_costs_is_what_it_costs(case in case(8, true), seed in any::<u64>()) {
        for rounds in [0, 160] {
            let found = solved(&case.problem, rounds, seed);
            prop_assert_eq!(price_of(&case, &found.plan), Some(found.plan.cost));
        }
    }

    #[test]
    fn every_job_is_served_once_or_said_to_be_left_out(case in case(8, true), seed in any::<u64>()) {
        let found = solved(&case.problem, 160, seed);
        let mut jobs: Vec<u32> = found.plan.routes().concat();
        jobs.extend(&found.plan.left_out);
        jobs.sort_unstable();
        prop_assert_eq!(jobs, (0..).take(case.problem.jobs.len()).collect::<Vec<u32>>());
    }

    #[test]
    fn the_same_seed_gives_the_same_plan(case in case(8, true), seed in any::<u64>()) {
        let (one, other) = (solved(&case.problem, 96, seed), solved(&case.problem, 96, seed));
        prop_assert_eq!(one.plan.calls(), other.plan.calls());
        prop_assert_eq!(one.plan.cost, other.plan.cost);
    }

    #[test]
    fn a_plan_made_from_its_own_calls_is_the_same_plan(case in case(8, true), seed in any::<u64>()) {
        let found = solved(&case.problem, 64, seed).plan;
        let again = Plan::from_tours(&case.problem, &found.calls());
        prop_assert_eq!(again.cost, found.cost);
        prop_assert_eq!(again.calls(), found.calls());
    }

    #[test]
    fn plans_that_are_told_get_cheaper_and_the_last_one_is_the_answer(case in case(8, true), seed in any::<u64>()) {
        let mut told = Vec::new();
        let start = Plan::empty(&case.problem);
        let found = search_telling(&case.problem, start, &mut Rounds(160), seed, &mut |plan| told.push(plan.cost));
        prop_assert!(told.windows(2).all(|pair| pair[1] < pair[0]), "{:?}", told);
        prop_assert_eq!(told.last(), Some(&found.plan.cost));
    }

    #[test]
    fn whatever_is_asked_of_it_a_start_breaks_no_hard_rule(
        case in case(6, true),
        calls in proptest::collection::vec(proptest::collection::vec((any::<bool>(), 0u32..8), 0..9), 2),
    ) {
        let call = |(serve, number): &(bool, u32)| if *serve { Call::Serve(*number) } else { Call::Load(*number) };
        let tours: Vec<Vec<Call>> = calls.iter().map(|tour| tour.iter().map(call).collect()).collect();
        let plan = Plan::from_tours(&case.problem, &tours);
        prop_assert_eq!(price_of(&case, &plan), Some(plan.cost));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn small_problems_are_solved_to_the_best_there_is(case in case(3, false), seed in any::<u64>()) {
        // Who must be told again could be spared that by dawdling on purpose, which nobody is asked to do.
        let mut case = case;
        for job in &mut case.problem.jobs {
            job.told = 0;
        }
        let best = cheapest_of_all(&case);
        let found = (0..3).map(|n| solved(&case.problem, 2_000, seed ^ n).plan.cost).min();
        prop_assert_eq!(found, Some(best));
    }
}

/// One van that comes by everything within its window, at ten metres a minute.
fn a_van() -> Vehicle {
    Vehicle {
        start: 0,
        end: 0,
        capacity: 10,
        opens: 0,
        closes: FOREVER,
        fixed: 0,
        must_return: true,
        holds: NONE,
        aboard: 0,
        driving_limit: FOREVER,
    }
}

/// Places on a line, ten metres apart, a second for each metre.
fn on_a_line(vehicles: Vec<Vehicle>, sources: Vec<Source>, jobs: Vec<Job>, tariff: Tariff) -> Problem {
    let square = (0u32..8).flat_map(|a| (0u32..8).map(move |b| 10 * a.abs_diff(b))).collect();
    let drives = Drives::by_distance(8, square).expect("a square");
    Problem { drives, jobs, vehicles, sources, tariff, more_windows: Vec::new() }
}

fn told(tour: &Tour) -> String {
    let leg = |leg: &mainstay::engine::tour::Leg| match leg.call {
        Some(Call::Load(source)) => format!("{} load {source}", leg.begins),
        Some(Call::Serve(job)) => format!("{} serve {job}", leg.begins),
        None => String::new(),
    };
    tour.calls().iter().map(leg).collect::<Vec<_>>().join(", ")
}

#[test]
fn what_does_not_fit_at_once_is_fetched_in_two_turns() {
    let source = Source { location: 1, opens: 0, closes: FOREVER, late: 0, set_up: 5 };
    let jobs = [2, 3, 4].map(|location| Job { source: 0, amount: 5, handling: 2, ..Job::at(location) });
    let problem = on_a_line(vec![a_van()], vec![source], jobs.to_vec(), Tariff::by_distance());
    let found = solved(&problem, 400, 1).plan;
    assert!(found.left_out.is_empty());
    assert_eq!(found.cost, 80 + 20);
    assert_eq!(found.tours[0].calls().iter().filter(|leg| leg.job() == NONE).count(), 2);
}

#[test]
fn goods_at_the_dock_of_departure_are_aboard_for_nothing() {
    let source = Source { location: 5, opens: 0, closes: FOREVER, late: 0, set_up: 5 };
    let job = Job { source: 0, amount: 5, handling: 2, ..Job::at(2) };
    let standing = Vehicle { holds: 0, ..a_van() };
    let problem = on_a_line(vec![standing], vec![source], vec![job], Tariff::by_distance());
    assert_eq!(told(&solved(&problem, 64, 1).plan.tours[0]), "20 serve 0");
}

#[test]
fn a_fleet_that_stays_at_home_costs_nothing() {
    let idle = Vehicle { must_return: false, fixed: 100, end: 3, ..a_van() };
    let job = Job { skip: 50, ..Job::at(2) };
    let problem = on_a_line(vec![idle], Vec::new(), vec![job], Tariff::by_distance());
    let found = solved(&problem, 64, 1).plan;
    assert_eq!((found.left_out.as_slice(), found.cost), (&[0][..], 50));
}

#[test]
fn many_more_jobs_than_there_is_room_for_are_tried_in_turn() {
    let source = Source { location: 1, opens: 0, closes: FOREVER, late: 0, set_up: 5 };
    let job = |n: u32| Job {
        source: n % 2 * NONE,
        amount: 5,
        handling: 2,
        skip: 30 + i64::from(n),
        ..Job::at(2 + n % 3)
    };
    let problem = on_a_line(vec![a_van()], vec![source], (0..60).map(job).collect(), Tariff::by_distance());
    let found = solved(&problem, 4_000, 3).plan;
    assert!(found.left_out.len() > 16 && found.left_out.len() < 60, "{}", found.left_out.len());
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
    assert_eq!(instance.problem.jobs[1].windows.last(), 500);
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
