//! `mainstay recover`: ranked plans for a day in which something has broken, and carrying one out.

use super::answer::Answer;
use super::arguments::service_day;
use super::changes;
use super::failure::Failure;
use super::patience::{Deadline, Weighing, seconds, threads};
use super::setting::{self, Setting};
use super::situation::Situation;
use super::{plans, recover_case};
use crate::domain::Command;
use crate::domain::day::Route;
use crate::domain::ids::{BreakdownId, IncidentId, Revision};
use crate::domain::incident::{Breakdown, Link};
use crate::domain::proposal::Proposal;
use crate::domain::state::State;
use crate::domain::time::ServiceDay;
use crate::recovery::{self, About, Ask, Patience, Rounds};
use crate::words::{Arg, Message, Tell};
use clap::Args;
use std::path::PathBuf;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

#[derive(Debug, Args)]
pub(super) struct Recover {
    /// Only for this incident: the id of a breakdown, such as B261123-1, or its number of the day, or the id of a
    /// weather hold, such as A261123-1. Plans mind everything that is open.
    #[arg(long, value_name = "INCIDENT", conflicts_with = "case")]
    incident: Option<String>,
    /// Take up what was put off to this day or before.
    #[arg(long, conflicts_with_all = ["incident", "case"])]
    backlog: bool,
    /// How long to look for better plans, everything else included.
    #[arg(long, value_name = "S", default_value_t = 5.0, value_parser = seconds)]
    pub(super) seconds: f64,
    /// Search so many rounds rather than so long: the same plans every time, on any number of threads.
    #[arg(long, value_name = "N", conflicts_with = "seconds")]
    pub(super) rounds: Option<u64>,
    /// Another number gives another search.
    #[arg(long, value_name = "K", default_value_t = 1)]
    pub(super) seed: u64,
    /// How many threads search; one for each core where not given.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=64))]
    pub(super) threads: Option<u8>,
    /// Carry out the plan of this rank.
    #[arg(long, value_name = "RANK", value_parser = clap::value_parser!(u32).range(1..))]
    pub(super) apply: Option<u32>,
    /// Say what would come of the plan, and keep nothing.
    #[arg(long, requires = "apply")]
    dry_run: bool,
    /// A sound vehicle that may hand over its goods on the road: it stops at its next shop and waits there.
    /// Can be given several times.
    #[arg(long, value_name = "PLATE", conflicts_with = "case")]
    pub(super) relieve: Vec<String>,
    /// The service day; today where not given.
    #[arg(long, value_name = "DAY", value_parser = service_day, conflicts_with = "case")]
    date: Option<ServiceDay>,
    /// Plan a saved situation or a compact case rather than the day of the database; nothing is kept.
    #[arg(long, value_name = "FILE")]
    pub(super) case: Option<PathBuf>,
    /// Write the best plan of a compact case to this file, in the tokens of such cases.
    #[arg(long, value_name = "FILE", requires = "case")]
    pub(super) plan: Option<PathBuf>,
}

pub(super) fn run(setting: &Setting, asked: &Recover) -> Result<Answer, Failure> {
    let started = Instant::now();
    if let Some(path) = &asked.case {
        return recover_case::run(setting, asked, path, started);
    }
    let Situation { mut session, day, now } = Situation::open(setting, asked.date)?;
    let about = match &asked.incident {
        Some(wanted) => incident(session.state(), day, wanted)?,
        None if asked.backlog => About::Backlog,
        None => About::default(),
    };
    let at = At { state: session.state(), revision: session.revision(), day, now };
    let found = search(&at, asked, about, started)?;
    let Some(rank) = asked.apply else {
        return Ok(plans::answer(setting, &at, asked, &found));
    };
    let proposal = ranked(&found.proposals, rank)?;
    let command = Command::ApplyProposal {
        day,
        routes: proposal.routes.iter().map(|route| Route::clone(route)).collect(),
        base: proposal.based_on,
        now,
    };
    changes::settle(setting, &mut session, command, now, asked.dry_run)
}

/// What is planned.
pub(super) struct At<'s> {
    pub(super) state: &'s State,
    pub(super) revision: Revision,
    pub(super) day: ServiceDay,
    pub(super) now: crate::domain::time::Timestamp,
}

/// The plans, and when the first ones were there.
pub(super) struct Ranked {
    pub(super) proposals: Vec<Proposal>,
    pub(super) first_after: Duration,
    pub(super) taken: Duration,
}

pub(super) fn search(
    at: &At<'_>,
    asked: &Recover,
    about: About,
    started: Instant,
) -> Result<Ranked, Failure> {
    let ask = Ask {
        day: at.day,
        now: at.now,
        seed: asked.seed,
        threads: threads(asked.threads),
        about,
        relieved: asked.relieve.iter().map(|plate| setting::plate(at.state, plate)).collect(),
    };
    let deadline = Deadline::of(started, asked.seconds);
    let weighing = Weighing { deadline, first_after: OnceLock::new() };
    let rounds = asked.rounds.map(Rounds);
    let patience: &dyn Patience = rounds.as_ref().map_or(&weighing, |rounds| rounds);
    let mut tell = |_: &recovery::Answer| {
        weighing.first_after.get_or_init(|| started.elapsed());
    };
    let answer = recovery::recover(at.state, at.revision, &ask, patience, &mut tell)
        .map_err(|nothing| Failure::No(nothing.message()))?;
    let taken = started.elapsed();
    let first_after = weighing.first_after.get().copied().unwrap_or(taken);
    Ok(Ranked { proposals: answer.proposals, first_after, taken })
}

fn ranked(proposals: &[Proposal], rank: u32) -> Result<&Proposal, Failure> {
    let at = usize::try_from(rank).unwrap_or(usize::MAX).saturating_sub(1);
    proposals.get(at).ok_or_else(|| {
        let message = Message::new("cli-no-such-rank").with("rank", Arg::shown(rank));
        Failure::No(message.with("plans", proposals.len()))
    })
}

/// A hold, an incident that keeps routes from leaving, or a breakdown.
fn incident(state: &State, day: ServiceDay, wanted: &str) -> Result<About, Failure> {
    let mut holds = state.holds.keys();
    match holds.find(|id| id.as_str().eq_ignore_ascii_case(wanted)) {
        Some(hold) => Ok(About::Holds(Some(hold.clone()))),
        None => match open_incident(state, day, wanted) {
            Ok(_) => Ok(About::Breakdowns),
            Err(none) => held_up(state, day, wanted).map(|id| About::HeldUp(Some(id))).ok_or(none),
        },
    }
}

/// The incident by its id or its number of the day, where it may keep routes from leaving.
fn held_up(state: &State, day: ServiceDay, wanted: &str) -> Option<IncidentId> {
    let number = |id: &IncidentId| id.as_str().rsplit_once('-').is_some_and(|(_, nth)| nth == wanted);
    let mut before =
        state.incidents.values().filter(|one| one.link != Link::Distribution && one.closed.is_none());
    let is_meant = |id: &IncidentId, of: ServiceDay| {
        id.as_str().eq_ignore_ascii_case(wanted) || (of == day && number(id))
    };
    before.find(|one| is_meant(&one.id, one.day)).map(|one| one.id.clone())
}

/// The incident by its id, in either case, or by its number of the day.
fn open_incident<'s>(state: &'s State, day: ServiceDay, wanted: &str) -> Result<&'s Breakdown, Failure> {
    let with = |key| Message::new(key).with("incident", wanted);
    let number = |id: &BreakdownId| id.as_str().rsplit_once('-').is_some_and(|(_, nth)| nth == wanted);
    let is_meant = |breakdown: &&Breakdown| {
        let id = &breakdown.id;
        id.as_str().eq_ignore_ascii_case(wanted) || (breakdown.at.day() == day && number(id))
    };
    let Some(breakdown) = state.breakdowns.values().find(is_meant) else {
        return Err(Failure::Bad(with("cli-no-such-incident")));
    };
    if breakdown.repaired.is_some() {
        return Err(Failure::No(with("cli-incident-closed").with("plate", Arg::shown(&breakdown.plate))));
    }
    Ok(breakdown)
}
