//! `mainstay incident`: incidents opened, listed, shown, and dealt with step by step. What is late is escalated
//! first, so that what is told is current.

mod list;
mod open;
mod show;

use super::answer::Answer;
use super::arguments::moment;
use super::failure::Failure;
use super::setting::Setting;
use crate::domain::Command;
use crate::domain::command::Act;
use crate::domain::emergency::Casualties;
use crate::domain::emergency::level::Level;
use crate::domain::ids::IncidentId;
use crate::domain::playbook::StepId;
use crate::domain::refusal::Refusal;
use crate::domain::state::State;
use crate::domain::time::{ServiceDay, TimeOfDay, Timestamp};
use crate::session::Session;
use crate::words::{Arg, Message};
use chrono::TimeDelta;
use clap::builder::PossibleValuesParser;
use clap::{Args, Subcommand};
use smol_str::SmolStr;

#[derive(Debug, Args)]
pub(super) struct Incident {
    #[command(subcommand)]
    asked: Asked,
}

#[derive(Debug, Subcommand)]
enum Asked {
    /// Open an incident on a link of the chain; prints it.
    Open(open::Open),
    /// List incidents, the gravest first.
    List(list::List),
    /// Show one: its card with owners and deadlines, who commands, its timeline.
    Show(Named),
    /// Say that it has been taken note of.
    Acknowledge(Named),
    /// Tick a step as done, skip it with a reason, or open it again.
    Tick(Tick),
    /// Set the level.
    Level(SetLevel),
    /// Say how many people have come to harm, as far as that is known now.
    Casualties(Harmed),
    /// Say when it is expected to be over: routes it holds up leave then.
    Expect(Expect),
    /// Say that the link works again.
    Restore(Named),
    /// Record who commands.
    Command(Lead),
    /// Add a note to the timeline.
    Note(Note),
    /// Close it, with a reason; every step must be done or skipped.
    Close(Close),
}

/// One incident.
#[derive(Debug, Args)]
struct Named {
    /// Its name, such as I261123-1, or its number of the day.
    incident: String,
}

#[derive(Debug, Args)]
struct Tick {
    #[command(flatten)]
    named: Named,
    /// The step, such as B4, or 4 of its own card.
    step: String,
    /// It will not be done; give the reason with --why.
    #[arg(long, requires = "why")]
    skip: bool,
    /// Why it is skipped.
    #[arg(long, value_name = "TEXT", requires = "skip")]
    why: Option<String>,
    /// It was ticked or skipped by mistake.
    #[arg(long, conflicts_with = "skip")]
    reopen: bool,
}

#[derive(Debug, Args)]
struct SetLevel {
    #[command(flatten)]
    named: Named,
    /// From IV, general, to I, critical.
    #[arg(value_parser = level)]
    level: Level,
}

/// People who came to harm.
#[derive(Clone, Copy, Debug, Args)]
struct Harm {
    /// People seriously injured.
    #[arg(long, value_name = "N", default_value_t = 0)]
    injured: u16,
    /// People dead.
    #[arg(long, value_name = "N", default_value_t = 0)]
    dead: u16,
}

impl From<Harm> for Casualties {
    fn from(Harm { injured, dead }: Harm) -> Self {
        Self { injured, dead }
    }
}

#[derive(Debug, Args)]
struct Harmed {
    #[command(flatten)]
    named: Named,
    #[command(flatten)]
    harm: Harm,
}

#[derive(Debug, Args)]
struct Expect {
    #[command(flatten)]
    named: Named,
    /// A moment; a time, of tomorrow where it has passed today; or "unknown".
    #[arg(value_name = "TIME", value_parser = expected)]
    at: Expected,
}

#[derive(Debug, Args)]
struct Lead {
    #[command(flatten)]
    named: Named,
    /// The chief commander.
    #[arg(long, value_name = "NAME")]
    chief: String,
    /// The deputy.
    #[arg(long, value_name = "NAME", default_value = "")]
    deputy: String,
    /// By whose authority somebody commands for the time being.
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
}

#[derive(Debug, Args)]
struct Note {
    #[command(flatten)]
    named: Named,
    text: String,
}

#[derive(Debug, Args)]
struct Close {
    #[command(flatten)]
    named: Named,
    /// Why it can be closed.
    #[arg(long, value_name = "TEXT")]
    why: String,
}

fn level(text: &str) -> Result<Level, &'static str> {
    Level::parse(text).ok_or("write IV, III, II or I")
}

/// A moment, a time without a date, or nobody knows.
#[derive(Clone, Copy, Debug)]
enum Expected {
    At(Timestamp),
    Next(TimeOfDay),
    Unknown,
}

impl Expected {
    /// A time without a date is that of `day`, or of the next where it has passed.
    fn after(self, now: Timestamp, day: ServiceDay) -> Option<Timestamp> {
        match self {
            Self::At(moment) => Some(moment),
            Self::Next(time) => {
                let at = Timestamp::of(day, time);
                Some(if at > now { at } else { at.plus(TimeDelta::days(1)) })
            }
            Self::Unknown => None,
        }
    }
}

fn expected(text: &str) -> Result<Expected, &'static str> {
    if text.eq_ignore_ascii_case("unknown") {
        return Ok(Expected::Unknown);
    }
    let time = TimeOfDay::parse(text).map(Expected::Next);
    time.or_else(|| moment(text).ok().map(Expected::At))
        .ok_or("write a time, such as 14:30 or 2026-11-24T08:00, or unknown")
}

fn names<const N: usize>(all: [&'static str; N]) -> PossibleValuesParser {
    PossibleValuesParser::new(all)
}

pub(super) fn run(setting: &Setting, asked: &Incident) -> Result<Answer, Failure> {
    let act = |named: &Named, act: Act| deal(setting, named, |_| Ok(act));
    match &asked.asked {
        Asked::Open(asked) => open::run(setting, asked),
        Asked::List(asked) => list::run(setting, asked),
        Asked::Show(named) => {
            let (session, now) = opened(setting)?;
            let id = found(session.state(), &named.incident, now)?;
            show::answer(setting, &session, &id, now)
        }
        Asked::Acknowledge(named) => act(named, Act::Acknowledge),
        Asked::Tick(asked) => deal(setting, &asked.named, |incident| {
            let step = StepId::parse(&asked.step, incident.card).ok_or_else(|| {
                Failure::Bad(Message::new("cli-bad-step").with("step", asked.step.as_str()))
            })?;
            Ok(match &asked.why {
                _ if asked.reopen => Act::Reopen(step),
                Some(why) if asked.skip => Act::Skip(step, SmolStr::new(why)),
                _ => Act::Tick(step),
            })
        }),
        Asked::Level(asked) => act(&asked.named, Act::SetLevel(asked.level)),
        Asked::Casualties(asked) => act(&asked.named, Act::Casualties(asked.harm.into())),
        Asked::Expect(asked) => {
            let (session, now) = opened(setting)?;
            let act = Act::Expect(asked.at.after(now, now.day()));
            carry_out(setting, session, &asked.named, now, |_| Ok(act))
        }
        Asked::Restore(named) => restore(setting, named),
        Asked::Command(asked) => {
            let (chief, deputy) = (SmolStr::new(&asked.chief), SmolStr::new(&asked.deputy));
            act(&asked.named, Act::Lead { chief, deputy, authorised_by: asked.by.as_ref().map(SmolStr::new) })
        }
        Asked::Note(asked) => act(&asked.named, Act::Note(SmolStr::new(&asked.text))),
        Asked::Close(asked) => act(&asked.named, Act::Close(SmolStr::new(&asked.why))),
    }
}

/// Opens the database and lets time catch up: holds open and restore theirs, late steps are escalated.
pub(super) fn opened(setting: &Setting) -> Result<(Session, Timestamp), Failure> {
    let mut session = setting.open_present()?;
    let now = setting.now(&session.state().settings);
    session.bring(now.day())?;
    session.follow_up(now)?;
    Ok((session, now))
}

fn deal(
    setting: &Setting,
    named: &Named,
    act: impl FnOnce(&crate::domain::emergency::Incident) -> Result<Act, Failure>,
) -> Result<Answer, Failure> {
    let (session, now) = opened(setting)?;
    carry_out(setting, session, named, now, act)
}

/// A vehicle's incident is over when the vehicle is recorded as repaired: the same deed, here as on the desk.
fn restore(setting: &Setting, named: &Named) -> Result<Answer, Failure> {
    let (mut session, now) = opened(setting)?;
    let id = found(session.state(), &named.incident, now)?;
    let broken = session.state().breakdowns.values().find(|one| one.id.as_str() == id.as_str());
    let Some(broken) = broken.filter(|breakdown| breakdown.repaired.is_none()) else {
        return carry_out(setting, session, named, now, |_| Ok(Act::Restore));
    };
    let command = Command::ReportRepair { plate: broken.plate.clone(), at: now };
    let hand = setting.hand(&mut session)?;
    session.submit(command, hand, now)?;
    show::answer(setting, &session, &id, now)
}

fn carry_out(
    setting: &Setting,
    mut session: Session,
    named: &Named,
    now: Timestamp,
    act: impl FnOnce(&crate::domain::emergency::Incident) -> Result<Act, Failure>,
) -> Result<Answer, Failure> {
    let id = found(session.state(), &named.incident, now)?;
    let incident = session.state().incidents.get(&id).ok_or_else(|| Refusal::NoSuchIncident(id.clone()))?;
    let act = act(incident)?;
    let by = SmolStr::new(setting.author.as_str());
    let command = Command::DealWith { incident: id.clone(), act, by, at: now };
    let hand = setting.hand(&mut session)?;
    session.submit(command, hand, now)?;
    show::answer(setting, &session, &id, now)
}

/// The incident by its name, in either case, or by its number of the day.
fn found(state: &State, wanted: &str, now: Timestamp) -> Result<IncidentId, Failure> {
    let by_name = state.incidents.keys().find(|id| id.as_str().eq_ignore_ascii_case(wanted));
    if let Some(id) = by_name {
        return Ok(id.clone());
    }
    if wanted.parse::<u32>().is_ok() {
        let ends = format!("{}-{wanted}", now.day().0.format("%y%m%d"));
        let of_the_day: Vec<&IncidentId> =
            state.incidents.keys().filter(|id| id.as_str().ends_with(&ends)).collect();
        match of_the_day[..] {
            [one] => return Ok(one.clone()),
            [] => {}
            // Breakdowns and holds have numbers of their own; one's own incidents are meant.
            _ if of_the_day.iter().filter(|id| id.as_str().starts_with('I')).count() == 1 => {
                let own = of_the_day.into_iter().find(|id| id.as_str().starts_with('I'));
                return own.cloned().ok_or_else(|| Refusal::NoSuchIncident(IncidentId::new(wanted)).into());
            }
            _ => {
                let names = of_the_day.iter().map(|id| id.as_str()).collect::<Vec<_>>().join(", ");
                let message = Message::new("cli-several-incidents").with("n", wanted).with("names", names);
                return Err(Failure::Bad(message));
            }
        }
    }
    Err(Failure::Refused(Refusal::NoSuchIncident(IncidentId::new(wanted))))
}

fn shown(arg: impl std::fmt::Display) -> Arg {
    Arg::shown(arg)
}
