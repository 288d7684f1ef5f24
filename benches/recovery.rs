//! From a breakdown at 10:20 to the first ranked plans, on the sample city's day and the province's, with the
//! plans found and the memory taken. `cargo bench --bench recovery`.

use criterion::Criterion;
use mainstay::domain::command::BreakdownReport;
use mainstay::domain::day::Progress;
use mainstay::domain::ids::{Author, Plate, Revision};
use mainstay::domain::incident::Fault;
use mainstay::domain::network::VehicleStatus;
use mainstay::domain::outlook::RouteState;
use mainstay::domain::state::State;
use mainstay::domain::time::Timestamp;
use mainstay::domain::units::Seconds;
use mainstay::domain::watch::Unwatched;
use mainstay::domain::{Command, outlook};
use mainstay::recovery::{About, Ask, Patience, Rounds, recover};
use mainstay::sample::{self, Recipe, Size};
use mainstay::session::Session;
use std::collections::BTreeSet;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// The sample with the vehicle broken down that has most stops left.
fn broken(size: Size) -> (State, Revision, Timestamp, Plate) {
    let moment = Timestamp::parse("2026-11-23T10:20").expect("a moment");
    let recipe = Recipe { size, seed: Recipe::DEFAULT_SEED, history: 0, moment };
    let mut session = Session::in_memory().expect("memory");
    sample::found(&mut session, &recipe, &mut Unwatched).expect("it is made");
    let now = session.state().settings.sample_clock.unwrap_or(moment);
    let day = session.bring(now.day()).expect("readable").expect("planned");
    let seen = outlook::project(session.state(), &day, now);
    let on_the_way = day.routes.values().filter(|route| seen.routes[&route.id].state == RouteState::OnTheWay);
    let drives = on_the_way.filter(|route| {
        let vehicle = route.vehicle.as_ref().and_then(|plate| session.state().network.vehicles.get(plate));
        vehicle.is_some_and(|vehicle| vehicle.status == VehicleStatus::Available && !vehicle.spare)
    });
    let left = |route: &mainstay::domain::day::Route| {
        route.stops.iter().filter(|stop| stop.progress == Progress::Waiting).count()
    };
    let plate = drives.max_by_key(|route| left(route)).and_then(|route| route.vehicle.clone()).expect("one");
    let report = BreakdownReport {
        plate: plate.clone(),
        at: now,
        place: None,
        fault: Fault::Clutch,
        estimate: Some(Seconds::from_minutes(150)),
    };
    session.submit(Command::ReportBreakdown(report), &Author::new("bench"), now).expect("nothing against it");
    session.bring(now.day()).expect("readable");
    (session.state().clone(), session.revision(), now, plate)
}

struct Until(Instant, Duration);

impl Patience for Until {
    fn share_used(&self, _: u64) -> f64 {
        self.0.elapsed().as_secs_f64() / self.1.as_secs_f64()
    }
}

fn main() {
    let mut criterion = Criterion::default().configure_from_args().sample_size(10);
    for (name, size) in [("city", Size::City), ("province", Size::Province)] {
        let (state, revision, now, plate) = broken(size);
        let ask = Ask {
            day: now.day(),
            now,
            seed: 1,
            threads: 2,
            relieved: BTreeSet::new(),
            about: About::default(),
        };
        criterion.bench_function(&format!("first plans, {name}"), |bench| {
            bench.iter(|| black_box(recover(&state, revision, &ask, &Rounds(0), &mut |_| {})));
        });
        let started = Instant::now();
        let mut sets = 0;
        let patience = Until(started, Duration::from_secs(3));
        let answer = recover(&state, revision, &ask, &patience, &mut |answer| {
            sets += 1;
            if sets == 1 {
                println!("{name}: {plate} broken; first plans after {:?}", started.elapsed());
                tell(answer);
            }
        });
        if let Ok(answer) = answer {
            println!("{name}: after {:?}, {sets} sets", started.elapsed());
            tell(&answer);
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "for people")]
fn tell(answer: &mainstay::recovery::Answer) {
    for plan in &answer.proposals {
        println!(
            "  {:18} {:9.2} yuan | {:3} late | {:3} put off | {:3} told | {:3} moved | {} calls",
            plan.kind.name(),
            plan.price().0 as f64 / 100.0,
            plan.late.len(),
            plan.put_off.len(),
            plan.retold.len(),
            plan.moved,
            plan.transfers.len(),
        );
    }
}
