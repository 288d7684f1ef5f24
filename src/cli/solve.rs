//! `mainstay solve`: the engine on a public routing instance, so that it can be measured against others.

use super::answer::Answer;
use super::failure::Failure;
use super::setting::Setting;
use crate::engine::plan::Plan;
use crate::engine::stop::Stop;
use crate::engine::{self, Found};
use crate::exchange::instance::{self, Instance, MOST_BYTES};
use crate::words::{Arg, Message, Tell};
use clap::Args;
use serde_json::json;
use std::fmt::Write as _;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

#[derive(Debug, Args)]
pub(super) struct Solve {
    /// Solomon or Gehring & Homberger text, or VRPLIB.
    file: PathBuf,
    /// How long to search, reading included.
    #[arg(long, value_name = "S", default_value_t = 10.0, value_parser = seconds)]
    seconds: f64,
    /// Another number gives another search.
    #[arg(long, value_name = "K", default_value_t = 1)]
    seed: u64,
    /// Searches side by side; the best plan of all is told.
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=64))]
    threads: u8,
}

fn seconds(text: &str) -> Result<f64, &'static str> {
    let seconds: f64 = text.parse().map_err(|_| "write a number of seconds")?;
    if (0.0..=86_400.0).contains(&seconds) { Ok(seconds) } else { Err("write 0 to 86400 seconds") }
}

/// Ends a search at a moment.
#[derive(Clone, Copy)]
struct Deadline {
    started: Instant,
    allowed: Duration,
}

impl Stop for Deadline {
    fn share_used(&mut self, _: u64) -> f64 {
        if self.allowed.is_zero() {
            return 1.0;
        }
        self.started.elapsed().as_secs_f64() / self.allowed.as_secs_f64()
    }
}

pub(super) fn run(setting: &Setting, asked: &Solve) -> Result<Answer, Failure> {
    let started = Instant::now();
    let text = read(&asked.file)?;
    let instance = instance::read(&text).map_err(|why| {
        let message = Message::new("cli-not-an-instance").with("file", Arg::shown(asked.file.display()));
        Failure::Bad(message.with("why", why.message()))
    })?;
    let deadline = Deadline { started, allowed: Duration::from_secs_f64(asked.seconds) };
    let found = search(&instance, deadline, asked);
    Ok(answer(setting, &instance, &found, started.elapsed()))
}

fn read(path: &Path) -> Result<String, Failure> {
    let cannot = |why: String| {
        let message = Message::new("cli-cannot-read").with("file", Arg::shown(path.display()));
        Failure::Bad(message.with("error", why))
    };
    let file = File::open(path).map_err(|error| cannot(error.to_string()))?;
    let mut bytes = Vec::new();
    file.take(MOST_BYTES + 1).read_to_end(&mut bytes).map_err(|error| cannot(error.to_string()))?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(cannot(format!("> {} MiB", MOST_BYTES >> 20)));
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// A search per thread, each with a seed of its own. The cheapest counts; of equals the first.
fn search(instance: &Instance, deadline: Deadline, asked: &Solve) -> Found {
    let walk = |nth: u8| {
        let mut stop = deadline;
        let seed = asked.seed.wrapping_add(u64::from(nth));
        engine::search(&instance.problem, Plan::empty(&instance.problem), &mut stop, seed)
    };
    std::thread::scope(|scope| {
        let others: Vec<_> = (1..asked.threads).map(|nth| scope.spawn(move || walk(nth))).collect();
        let mut best = walk(0);
        for other in others {
            let Ok(found) = other.join() else { continue };
            let rounds = best.rounds + found.rounds;
            if found.plan.cost < best.plan.cost {
                best = found;
            }
            best.rounds = rounds;
        }
        best
    })
}

fn answer(setting: &Setting, instance: &Instance, found: &Found, taken: Duration) -> Answer {
    #[expect(clippy::cast_precision_loss, reason = "a distance is far below 2^53")]
    let cost = found.plan.price_of_tours() as f64 / f64::from(instance.scale);
    // Job 0 is customer 1 of the file.
    let customers = |jobs: &[u32]| jobs.iter().map(|job| job + 1).collect::<Vec<_>>();
    let routes: Vec<_> = found.plan.routes().iter().map(|jobs| customers(jobs)).collect();
    let unserved = customers(&found.plan.left_out);
    let words = &setting.words;
    let mut text = words.fill(
        "cli-solved",
        &[
            ("instance", instance.name.as_str().into()),
            ("cost", Arg::shown(cost)),
            ("routes", routes.len().into()),
            ("seconds", Arg::shown(format_args!("{:.2}", taken.as_secs_f64()))),
            ("rounds", found.rounds.into()),
        ],
    );
    text.push('\n');
    for (nth, route) in (1..).zip(&routes) {
        let _ = write!(text, "Route #{nth}:");
        for customer in route {
            let _ = write!(text, " {customer}");
        }
        text.push('\n');
    }
    let _ = writeln!(text, "Cost {cost}");
    let json = json!({
        "instance": instance.name,
        "cost": cost,
        "routes": routes,
        "unserved": unserved,
        "seconds": taken.as_secs_f64(),
        "iterations": found.rounds,
    });
    let mut answer = Answer::new(text, json);
    if !unserved.is_empty() {
        answer.hints.push(words.fill("cli-unserved", &[("n", unserved.len().into())]));
        answer = answer.exiting(1);
    }
    answer
}
