//! `mainstay recover --case FILE`: the same on a saved situation; and compact cases, by their own price.

use super::answer::Answer;
use super::failure::Failure;
use super::patience::{Deadline, threads};
use super::plans;
use super::recover::{At, Recover, search};
use super::setting::Setting;
use crate::engine::plan::Plan;
use crate::engine::stop::{Rounds, Stop};
use crate::engine::tour::Call;
use crate::engine::{self, Found};
use crate::exchange::case::compact::CompactCase;
use crate::exchange::case::native::MOST_BYTES;
use crate::exchange::case::{self, Case, NotACase, native};
use crate::exchange::report::whole_file::WholeFile;
use crate::recovery::About;
use crate::words::{Arg, Message, Tell};
use serde_json::json;
use std::fs::File;
use std::io::Read as _;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

pub(super) fn run(
    setting: &Setting,
    asked: &Recover,
    path: &Path,
    started: Instant,
) -> Result<Answer, Failure> {
    if asked.apply.is_some() {
        return Err(Failure::Bad(Message::new("cli-case-is-not-applied")));
    }
    let read = read(path)?.map_err(|why| {
        let message = Message::new("cli-not-a-case").with("file", Arg::shown(path.display()));
        Failure::Bad(message.with("why", why.message()))
    })?;
    match read {
        Case::Native(case) => {
            if asked.plan.is_some() {
                return Err(Failure::Bad(Message::new("cli-case-has-no-tokens")));
            }
            let now = setting.asked_now.unwrap_or(case.now);
            let at = At { state: &case.state, revision: case.revision, day: case.day, now };
            let found = search(&at, asked, About::default(), started)?;
            Ok(plans::answer(setting, &at, asked, &found))
        }
        Case::Compact(case) => compact(setting, asked, &case, started),
    }
}

fn read(path: &Path) -> Result<Result<Case, NotACase>, Failure> {
    let cannot = |error: std::io::Error| {
        let message = Message::new("cli-cannot-read").with("file", Arg::shown(path.display()));
        Failure::Bad(message.with("error", Arg::shown(error)))
    };
    let mut bytes = Vec::new();
    File::open(path).and_then(|file| file.take(MOST_BYTES + 1).read_to_end(&mut bytes)).map_err(cannot)?;
    let text = match std::str::from_utf8(&bytes) {
        Ok(text) => text,
        Err(error) => {
            let before = &bytes[..error.valid_up_to()];
            let line = before.split(|byte| *byte == b'\n').count();
            let column = before.iter().rev().take_while(|byte| **byte != b'\n').count() + 1;
            return Ok(Err(NotACase::Native(native::NotACase::NotJson { line, column })));
        }
    };
    Ok(case::read(text.trim_start_matches('\u{feff}')))
}

/// What the price of a compact case is made of, in its own units.
struct Parts {
    distance: i64,
    late: i64,
    moved: i64,
    fixed: i64,
}

impl Parts {
    fn of(case: &CompactCase, plan: &Plan) -> Self {
        let problem = &case.problem;
        let mut parts = Self { distance: 0, late: 0, moved: 0, fixed: 0 };
        for (tour, vehicle) in plan.tours.iter().zip(&problem.vehicles) {
            if tour.is_unused() && !vehicle.must_return {
                continue;
            }
            if !tour.is_unused() {
                parts.fixed += vehicle.fixed;
            }
            parts.distance += tour.metres;
            parts.late += (tour.end().arrives - vehicle.closes).max(0);
            for leg in tour.calls() {
                let due = match leg.call {
                    Some(Call::Serve(job)) => problem.jobs[job as usize].windows.last(),
                    Some(Call::Load(source)) => problem.sources[source as usize].closes,
                    None => continue,
                };
                parts.late += (leg.begins - due).max(0);
                if let Some(Call::Serve(job)) = leg.call {
                    let home = problem.jobs[job as usize].home;
                    parts.moved += i64::from(home != engine::problem::NONE && home != tour.vehicle);
                }
            }
        }
        parts
    }
}

fn compact(
    setting: &Setting,
    asked: &Recover,
    case: &CompactCase,
    started: Instant,
) -> Result<Answer, Failure> {
    let found = solve(case, asked, started);
    let plan = &found.plan;
    let tokens = case.tokens(plan);
    if let Some(path) = &asked.plan {
        WholeFile::write(path, format!("{tokens}\n").as_bytes())
            .map_err(|trouble| Failure::Trouble(trouble.message()))?;
    }
    let unserved: Vec<u32> = plan.left_out.clone();
    let Parts { distance, late, moved, fixed } = Parts::of(case, plan);
    // What is left out has no price in such a case: it must be served.
    let cost = plan.price_of_tours();
    let taken = started.elapsed().as_secs_f64();
    let words = &setting.words;
    let text = words.fill(
        "cli-case-solved",
        &[
            ("case", case.name.as_str().into()),
            ("cost", Arg::shown(cost)),
            ("distance", Arg::shown(distance)),
            ("late", Arg::shown(late)),
            ("moved", Arg::shown(moved)),
            ("fixed", Arg::shown(fixed)),
            ("seconds", Arg::shown(format_args!("{taken:.2}"))),
            ("rounds", found.rounds.into()),
        ],
    );
    let json = json!({
        "case": case.name,
        "cost": cost,
        "distance": distance,
        "late": late,
        "moved": moved,
        "fixed": fixed,
        "plan": tokens,
        "unserved": unserved.len(),
        "seconds": taken,
        "rounds": found.rounds,
        "seed": asked.seed,
    });
    let mut answer = Answer::new(format!("{text}\n"), json);
    if !unserved.is_empty() {
        answer.hints.push(words.fill("cli-unserved", &[("n", unserved.len().into())]));
        answer = answer.exiting(1);
    }
    Ok(answer)
}

/// Walks with seeds that follow one another. Where rounds are counted there are always as many of them, so that
/// the plan does not depend on how many threads take them on; against the clock there is one for each thread.
const WALKS: u64 = 4;

fn solve(case: &CompactCase, asked: &Recover, started: Instant) -> Found {
    let threads = threads(asked.threads) as u64;
    let walks = if asked.rounds.is_some() { WALKS } else { threads };
    let walk = |nth: u64| {
        let deadline = Deadline::of(started, asked.seconds);
        let mut stop: Box<dyn Stop> = match asked.rounds {
            Some(rounds) => Box::new(Rounds(rounds)),
            None => Box::new(deadline),
        };
        engine::search(&case.problem, case.init.clone(), stop.as_mut(), asked.seed.wrapping_add(nth))
    };
    let next = AtomicU64::new(0);
    let best: Mutex<(u64, Option<(u64, Found)>)> = Mutex::new((0, None));
    let work = || {
        loop {
            let nth = next.fetch_add(1, Ordering::Relaxed);
            if nth >= walks {
                break;
            }
            let found = walk(nth);
            let Ok(mut best) = best.lock() else { break };
            best.0 += found.rounds;
            // Of equals the one with the lower seed, whichever was done first.
            let worth = |nth: u64, found: &Found| (found.plan.cost, nth);
            if best.1.as_ref().is_none_or(|(other, known)| worth(nth, &found) < worth(*other, known)) {
                best.1 = Some((nth, found));
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..threads.min(walks) {
            scope.spawn(work);
        }
        work();
    });
    let (rounds, best) = best.into_inner().unwrap_or_default();
    let nothing = || Found { plan: case.init.clone(), rounds: 0 };
    let best = best.map_or_else(nothing, |(_, found)| found);
    Found { rounds, ..best }
}
